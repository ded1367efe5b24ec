"""One account's view of the log through a cut: whose words count here, and whose are only looked at beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from guarantor.assessment.columns import Flags
from guarantor.assessment.log import Cut, Log, canonical
from guarantor.assessment.rows import Rows
from guarantor.model.moments import EARLIEST
from guarantor.model.testimony import Coverage, Testimony, Voices

AFFIRMING = ("performed", "total", "upholds")


@dataclass(slots=True)
class View:
    """The words of an account, cached by what they are about. Nothing here depends on as-of."""

    log: Log
    voices: Voices
    cut: Cut
    _seen: dict[str, list[Testimony]] = field(default_factory=dict)
    _aside: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)
    _has: dict[str, bool] = field(default_factory=dict)
    _live: dict[str, Flags] = field(default_factory=dict)
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
        if about not in self._aside and (rows := self._rows(about)) is not None:
            kept, live = rows
            untold = (kept.numbers("lo") > kept.numbers("hi")) | kept.among("root", _unresolved)
            parts = live & kept.among("effect", "intends".__eq__), live & untold
            first, second = (tuple(sorted(set(_taken(kept.values("claim"), part)))) for part in parts)
            self._aside[about] = first, second
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
            return [word for word in self._own[about] if word.happened and first <= word.happened[1] <= last]
        if (rows := self._rows(about)) is not None:
            kept, live = rows
            return list(canonical(kept.words(self._counting(kept, live, first, last) & kept.among("root", self.has))))
        return list(canonical([
            word for word in self.seen(about)
            if word.happened is not None and first <= word.happened[1] <= last
            and word.effect != "intends" and self.has(word.root)
        ]))  # fmt: skip

    def told(self, about: str, as_of: int) -> tuple[set[str], set[tuple[str, str]]]:
        """By as-of: the claims of the account's own words that can count; and who in all tells of performance, as root
        and origin."""
        if (rows := self._rows(about)) is not None:
            kept, live = rows
            counting = self._counting(kept, live, EARLIEST, as_of)
            claims = set(_taken(kept.values("claim"), counting & kept.among("root", self.has)))
            affirming = counting & kept.among("effect", AFFIRMING.__contains__) & ~kept.among("root", _unresolved)
            roots, origins = kept.values("root"), kept.values("origin")
            return claims, {(roots[row], origins[row] or roots[row]) for row in np.flatnonzero(affirming).tolist()}
        words = [
            word for word in self.seen(about)
            if word.happened is not None and word.happened[1] <= as_of and word.effect != "intends"
        ]  # fmt: skip
        told = {
            (word.root, word.origin or word.root) for word in words
            if word.effect in AFFIRMING and not word.root.startswith("unresolved:")
        }  # fmt: skip
        return {word.claim for word in words if self.has(word.root)}, told

    def _rows(self, about: str) -> tuple[Rows, Flags] | None:
        """The words about something as columns, with those that the cut sees; None where they are words already."""
        if about in self._seen:
            return None
        rows = self.log.rows(about)
        if rows is None:
            return None
        if about not in self._live:
            self._live[about] = rows.seen(self.cut)
        return rows, self._live[about]

    def _counting(self, rows: Rows, live: Flags, first: int, last: int) -> Flags:
        lo, hi = rows.numbers("lo"), rows.numbers("hi")
        found: Flags = live & (lo <= hi) & (hi >= first) & (hi <= last) & ~rows.among("effect", "intends".__eq__)
        return found

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


def _unresolved(root: str) -> bool:
    return root.startswith("unresolved:")


def _taken(values: Sequence[str], which: Flags) -> list[str]:
    return [values[row] for row in np.flatnonzero(which).tolist()]
