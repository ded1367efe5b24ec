"""The log that assessment reads: every testimony and coverage, findable by what it is about.

A log never changes. :meth:`Log.more` gives a new one that shares everything with the old; order of arrival is kept only
as a position and never used as a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from guarantor.model.moments import LATEST, Interval
from guarantor.model.testimony import Coverage, Testimony

if TYPE_CHECKING:
    from guarantor.assessment.rows import Rows


@dataclass(frozen=True, slots=True)
class Log:
    """Testimonies and coverages by the id of the provision or event that they are about. ``last``: the last moment,
    where it is known already."""

    words: Mapping[str, tuple[Testimony, ...]] = field(default_factory=dict)
    counted: Mapping[str, tuple[Coverage, ...]] = field(default_factory=dict)
    last: int | None = None

    @classmethod
    def of(cls, testimonies: Iterable[Testimony], coverages: Iterable[Coverage] = ()) -> Log:
        """The log of some testimonies and coverages, in any order."""
        return cls().more(testimonies, coverages)

    def more(self, testimonies: Iterable[Testimony], coverages: Iterable[Coverage] = ()) -> Log:
        """This log and some more; cost is that of what is about the same things."""
        changed: dict[str, tuple[Testimony, ...]] = {}
        counted = dict(self.counted)
        new: dict[str, list[Testimony]] = {}
        for word in testimonies:
            new.setdefault(word.about, []).append(word)
        for about, found in new.items():
            changed[about] = (*self.words.get(about, ()), *found)
        words = {**self.words, **changed} if isinstance(self.words, dict) else Over.on(self.words, changed)
        for coverage in coverages:
            counted[coverage.about] = (*counted.get(coverage.about, ()), coverage)
        last = None if self.last is None else max(self.last, _last([word for found in new.values() for word in found]))
        return Log(words, counted, last)

    def rows(self, about: str) -> Rows | None:
        """The words about something as columns, where they lie so in a file; None: look at ``words``."""
        find = getattr(self.words, "rows", None)
        found: Rows | None = None if find is None else find(about)
        return found

    @property
    def last_moment(self) -> int:
        """The last second of which anything is told, or at which it was published; 0 where nothing is."""
        if self.last is not None:
            return self.last
        return _last(word for words in self.words.values() for word in words)

    def __len__(self) -> int:
        return sum(map(len, self.words.values()))


def _last(words: Iterable[Testimony]) -> int:
    times = (max(word.happened[1] if word.happened else 0, word.published or 0) for word in words)
    return max((at for at in times if at < LATEST // 2), default=0)


class Over(Mapping[str, tuple[Testimony, ...]]):
    """Some words that stand before those of a mapping which is made only as it is asked."""

    def __init__(
        self, under: Mapping[str, tuple[Testimony, ...]], changed: Mapping[str, tuple[Testimony, ...]]
    ) -> None:
        self._under, self._changed = under, changed

    @classmethod
    def on(cls, words: Mapping[str, tuple[Testimony, ...]], changed: Mapping[str, tuple[Testimony, ...]]) -> Over:
        """Words over others; what was over them already stays one layer."""
        if isinstance(words, Over):
            return cls(words._under, {**words._changed, **changed})
        return cls(words, changed)

    def differing(self, earlier: Mapping[str, tuple[Testimony, ...]]) -> frozenset[str] | None:
        """About what it has other words than earlier ones; None where they do not rest on the same."""
        before = earlier._changed if isinstance(earlier, Over) else {}
        if self._under is not (earlier._under if isinstance(earlier, Over) else earlier):
            return None
        either = self._changed.keys() | before.keys()
        return frozenset(each for each in either if self.get(each, ()) != earlier.get(each, ()))

    @property
    def under(self) -> Mapping[str, tuple[Testimony, ...]]:
        """What is under it."""
        return self._under

    @property
    def covered(self) -> frozenset[str]:
        """About what it has words of its own."""
        return frozenset(self._changed)

    def rows(self, about: str) -> Rows | None:
        """What is not covered, as columns."""
        find = getattr(self._under, "rows", None)
        return None if about in self._changed or find is None else find(about)

    def __getitem__(self, about: str) -> tuple[Testimony, ...]:
        return self._changed[about] if about in self._changed else self._under[about]

    def __iter__(self) -> Iterator[str]:
        yield from self._changed
        yield from (about for about in self._under if about not in self._changed)

    def __len__(self) -> int:
        return sum(1 for _ in self)


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

    def seen(self, words: Sequence[Testimony]) -> list[Testimony]:
        """Those of some words that are in the cut."""
        if self.known_at is None and self.published_by is None and not self.reviewed_only:
            return [word for word in words if word.withdrawn is None]
        return [word for word in words if self.sees(word)]


def canonical(words: Sequence[Testimony]) -> tuple[Testimony, ...]:
    """Words in an order that does not depend on their arrival: by time, then by what they say."""
    ordered = sorted(words, key=_time)
    times = list(map(_time, ordered))
    first = 0
    for i in [i for i, (a, b) in enumerate(pairwise(times), 1) if a != b] + [len(times)]:
        if i - first > 1:
            ordered[first:i] = sorted(ordered[first:i], key=_order)
        first = i
    return tuple(ordered)


def _time(word: Testimony) -> Interval:
    return word.happened or (LATEST, LATEST)


Order = tuple[int, int, int, int, str, str, str, float, float, str, str]


def _order(word: Testimony) -> Order:
    low, high = word.happened or (LATEST, LATEST)
    published = word.recorded if word.published is None else word.published
    return (
        low, high, published, word.recorded, word.claim, word.root, word.effect,
        -1.0 if word.low is None else word.low, -1.0 if word.high is None else word.high,
        word.occurrence or "", word.debtor or "",
    )  # fmt: skip
