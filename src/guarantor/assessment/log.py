"""The log that assessment reads: every testimony and coverage, findable by what it is about.

A log never changes. :meth:`Log.more` gives a new one that shares everything with the old; order of arrival is kept only
as a position and never used as a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from guarantor.model.moments import LATEST
from guarantor.model.testimony import Coverage, Testimony


@dataclass(frozen=True, slots=True)
class Log:
    """Testimonies and coverages by the id of the provision or event that they are about."""

    words: dict[str, tuple[Testimony, ...]] = field(default_factory=dict)
    counted: dict[str, tuple[Coverage, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, testimonies: Iterable[Testimony], coverages: Iterable[Coverage] = ()) -> Log:
        """The log of some testimonies and coverages, in any order."""
        return cls().more(testimonies, coverages)

    def more(self, testimonies: Iterable[Testimony], coverages: Iterable[Coverage] = ()) -> Log:
        """This log and some more; cost is that of what is about the same things."""
        words, counted = dict(self.words), dict(self.counted)
        new: dict[str, list[Testimony]] = {}
        for word in testimonies:
            new.setdefault(word.about, []).append(word)
        for about, found in new.items():
            words[about] = (*words.get(about, ()), *found)
        for coverage in coverages:
            counted[coverage.about] = (*counted.get(coverage.about, ()), coverage)
        return Log(words, counted)

    @property
    def last_moment(self) -> int:
        """The last second of which anything is told, or at which it was published; 0 where nothing is."""
        times = [
            max(word.happened[1] if word.happened else 0, word.published or 0)
            for words in self.words.values()
            for word in words
        ]
        return max((at for at in times if at < LATEST // 2), default=0)

    def __len__(self) -> int:
        return sum(map(len, self.words.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """What of the log is looked at: as known at a time, as published by a time, reviewed only."""

    known_at: int | None = None
    published_by: int | None = None
    reviewed_only: bool = False

    def sees(self, word: Testimony | Coverage) -> bool:
        """Whether a word is in the cut: recorded and not withdrawn by then, published by then."""
        known = LATEST if self.known_at is None else self.known_at
        if word.recorded > known or (word.withdrawn is not None and word.withdrawn <= known):
            return False
        if self.reviewed_only and not word.reviewed:
            return False
        if self.published_by is None:
            return True
        return (word.recorded if word.published is None else word.published) <= self.published_by


def canonical(words: Sequence[Testimony]) -> tuple[Testimony, ...]:
    """Words in an order that does not depend on their arrival: by time, then by what they say."""
    return tuple(sorted(words, key=_order))


Order = tuple[int, int, int, int, str, str, str, float, float, str, str]


def _order(word: Testimony) -> Order:
    low, high = word.happened or (LATEST, LATEST)
    published = word.recorded if word.published is None else word.published
    return (
        low, high, published, word.recorded, word.claim, word.root, word.effect,
        -1.0 if word.low is None else word.low, -1.0 if word.high is None else word.high,
        word.occurrence or "", word.debtor or "",
    )  # fmt: skip
