"""One account's view of the log through a cut: whose words count here, and whose are only looked at beside."""

from __future__ import annotations

from dataclasses import dataclass, field

from guarantor.assessment.log import Cut, Log, canonical
from guarantor.model.testimony import Coverage, Testimony, Voices


@dataclass(slots=True)
class View:
    """The words of an account, cached by what they are about. Nothing here depends on as-of."""

    log: Log
    voices: Voices
    cut: Cut
    _seen: dict[str, list[Testimony]] = field(default_factory=dict)
    _aside: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)
    _has: dict[str, bool] = field(default_factory=dict)
    _all: dict[str, tuple[Testimony, ...]] = field(default_factory=dict)
    _everybody: dict[str, tuple[Testimony, ...]] = field(default_factory=dict)
    _own: dict[str, tuple[Testimony, ...]] = field(default_factory=dict)
    _counted: dict[str, tuple[Coverage, ...]] = field(default_factory=dict)

    def seen(self, about: str) -> list[Testimony]:
        """Everybody's words in the cut, resolved or not, in any order."""
        if about not in self._seen:
            self._seen[about] = self.cut.seen(self.log.words.get(about, ()))
        return self._seen[about]

    def live(self, about: str) -> tuple[Testimony, ...]:
        """Everybody's words in the cut, resolved or not, in canonical order."""
        if about not in self._all:
            self._all[about] = canonical(self.seen(about))
        return self._all[about]

    def aside(self, about: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The claims that only intend, and those that wait for a person to resolve them."""
        if about not in self._aside:
            words = self.seen(about)
            intended = {word.claim for word in words if word.effect == "intends"}
            nobody = {root for root in {word.root for word in words} if root.startswith("unresolved:")}
            waiting = {word.claim for word in words if word.happened is None or word.root in nobody}
            self._aside[about] = tuple(sorted(intended)), tuple(sorted(waiting))
        return self._aside[about]

    def part(self, about: str, first: int, last: int) -> list[Testimony]:
        """The account's own words that can count and whose last second lies in a span, in canonical order. Costs less
        than ordering all: most questions look at one window."""
        if about in self._own:
            found = [word for word in self._own[about] if word.happened and first <= word.happened[1] <= last]
            return found
        return list(canonical([
            word for word in self.seen(about)
            if word.happened is not None and first <= word.happened[1] <= last
            and word.effect != "intends" and self.has(word.root)
        ]))  # fmt: skip

    def has(self, root: str) -> bool:
        """Whether a root's words are the account's own."""
        known = self._has.get(root)
        if known is None:
            known = self._has[root] = self.voices.has(root)
        return known

    def everybody(self, about: str) -> tuple[Testimony, ...]:
        """Everybody's words that can count: root and time resolved."""
        if about not in self._everybody:
            live = self.live(about)
            named = {root for root in {word.root for word in live} if not root.startswith("unresolved:")}
            self._everybody[about] = tuple([
                word for word in live
                if word.root in named and word.happened is not None and word.effect != "intends"
            ])  # fmt: skip
        return self._everybody[about]

    def own(self, about: str) -> tuple[Testimony, ...]:
        """The account's own words that can count."""
        if about not in self._own:
            words = self.everybody(about)
            own = {root for root in {word.root for word in words} if self.voices.has(root)}
            self._own[about] = tuple([word for word in words if word.root in own])
        return self._own[about]

    def coverages(self, about: str) -> tuple[Coverage, ...]:
        """The account's own coverages."""
        if about not in self._counted:
            found = [c for c in self.log.counted.get(about, ()) if self.cut.sees(c) and self.voices.has(c.root)]
            self._counted[about] = tuple(sorted(found, key=lambda c: (c.root, c.covers, c.recorded, c.claim or "")))
        return self._counted[about]


def resolved(word: Testimony) -> bool:
    """Whether a word can count at all: somebody says it, at some time, and it is more than an intention."""
    return word.happened is not None and not word.root.startswith("unresolved:") and word.effect != "intends"
