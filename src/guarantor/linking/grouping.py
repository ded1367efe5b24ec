"""Groups of voices that share an origin: ties tested in one order, the first that fires kept as the reason.

Firm ties are joined by union; shared text by complete linkage (every text of a group is contained in every other).
Two different resolved roots, and two different agency credits, never come into one group, whatever third text stands
between them. What a rule only presumes joins the lower count and not the upper. The result does not depend on the order
in which voices come.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, pairwise
from typing import Literal

from guarantor.linking.voices import Voice

HALF, THREE_TENTHS = 0.5, 0.3
PRESUMED_SECONDS = 72 * 3600
NOBODY = "unresolved:nobody"
ALIKE = 0.75
"""From this share of like letters on two names may be two spellings of one."""

Pairs = Mapping[tuple[str, str], float]
"""Containment between carriers, by ids in order."""


Chained = Callable[[str, str], Literal["officer", "organ"] | None]
"""Whether one of two roots is an officer of the other's office, or an organ of the other's whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Two reports held to have one origin, with the rule that fired first and its words. ``presumed``: in the lower
    count only."""

    a: str
    b: str
    rule: str
    reason: str
    presumed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided of two voices or carriers: one origin, or two; with the reason."""

    a: str
    b: str
    together: bool
    reason: str


@dataclass(slots=True)
class _Group:
    """Voices joined so far, with what decides whether more may join; ``first`` is the least of their ids."""

    voices: list[Voice]
    first: str
    credits: set[str]
    resolved: set[str]
    sides: set[str]
    persons: set[str]


class Grouping:
    """Voices put into groups. ``chained`` says how two resolved roots stand to each other, ``line`` gives a root
    and outwards what it is an organ of, ``name`` names for readers. Without ``presume`` only the upper is made."""

    def __init__(
        self, voices: Iterable[Voice], pairs: Pairs, decisions: Sequence[Decision] = (), *,
        presume: bool = True, chained: Chained, line: Callable[[str], tuple[str, ...]], name: Callable[[str], str],
    ) -> None:  # fmt: skip
        self._chained, self._line, self._name = chained, line, name
        self.voices = [voice for _, voice in sorted({voice.id: voice for voice in voices}.items())]
        houses = {voice.house for voice in self.voices}
        self._group = {v.id: _group_of(v, houses) for v in self.voices}
        self._apart = {frozenset((d.a, d.b)) for d in decisions if not d.together}
        self.merges: list[Merge] = []
        self._by_root()
        for decision in decisions:
            if decision.together:
                self._decided(decision)
        for a, b, rule, reason in (*self._agencies(), *self._cited(), *self._texts(pairs)):
            self._join(a, b, rule, reason)
        self._upper_of = {v.id: self._group[v.id].first for v in self.voices}
        self._agency_of = {v.id: _agency(self._group[v.id]) for v in self.voices}
        self.high = len(set(self._upper_of.values()))
        presumed = (*self._anonymous(), *self._organs(), *self._unnamed(pairs)) if presume else ()
        for a, b, rule, reason in presumed:
            self._join(a, b, rule, reason, presumed=True)
        self.low = len({id(group) for group in self._group.values()})

    def group(self, voice: Voice) -> str:
        """The name of the upper group of a voice: its first voice's id."""
        return self._upper_of[voice.id]

    def agency(self, voice: Voice) -> str | None:
        """The agency whose text the upper group of a voice is, where one of its texts credits it."""
        return self._agency_of[voice.id]

    def lower(self, voice: Voice) -> str:
        """The name of the group in which what is only presumed is joined too."""
        return self._group[voice.id].first

    def _by_root(self) -> None:
        by_root: dict[str, list[Voice]] = defaultdict(list)
        for voice in self.voices:
            told = voice.credit is None and not voice.anonymous and voice.root != NOBODY
            if voice.resolved is not None or told:
                by_root[voice.root].append(voice)
        for same in by_root.values():
            for a, b in pairwise(same):
                self._merge(self._group[a.id], self._group[b.id])

    def _decided(self, decision: Decision) -> None:
        for a in self._named(decision.a):
            for b in self._named(decision.b):
                if self._group[a.id] is not self._group[b.id]:
                    self._merge(self._group[a.id], self._group[b.id])
                    self._note(a, b, "a person", decision.reason)

    def _named(self, id_: str) -> list[Voice]:
        return [voice for voice in self.voices if id_ in (voice.id, voice.carrier, voice.root)]

    # --- rules, in their order ---------------------------------------------------------------------------------------

    def _agencies(self) -> Iterator[tuple[Voice, Voice, str, str]]:
        by_agency: dict[str, list[Voice]] = defaultdict(list)
        for voice in self._open():
            if voice.credit is not None:
                by_agency[voice.credit].append(voice)
        for agency, same in sorted(by_agency.items()):
            for a, b in _chain(same):
                yield a, b, "same agency", f"both credit {self._name(agency)}"

    def _cited(self) -> Iterator[tuple[Voice, Voice, str, str]]:
        printed: dict[str, list[Voice]] = defaultdict(list)
        citing: dict[str, list[Voice]] = defaultdict(list)
        for voice in self._open():
            printed[voice.house].append(voice)
        for voice in self._open():
            for house in sorted(voice.cites | (voice.names & printed.keys() - {voice.house})):
                citing[house].append(voice)
        for house, voices in sorted(citing.items()):
            for first in printed[house][:1]:
                yield from ((v, first, "cites", f"one cites {self._name(house)}, the other is its own") for v in voices)
            for a, b in _chain(voices):
                yield a, b, "cite the same", f"both cite {self._name(house)}"

    def _texts(self, pairs: Pairs) -> Iterator[tuple[Voice, Voice, str, str]]:
        open_ = self._by_carrier(self._open())
        linked = complete_linkage(pairs, {c: self._credit_of(vs) for c, vs in open_.items()}, self._apart)
        for one, other, contained in linked:
            for a in open_[one]:
                for b in open_[other]:
                    yield a, b, "shared text", f"{contained:.0%} of the shorter text stands in the other"

    def _anonymous(self) -> Iterator[tuple[Voice, Voice, str, str]]:
        by_side: dict[str, list[Voice]] = defaultdict(list)
        for voice in self.voices:
            if voice.anonymous and voice.side is not None and voice.published is not None:
                by_side[voice.side].append(voice)
        for side, voices in sorted(by_side.items()):
            in_time = sorted(voices, key=lambda each: (each.published or 0, each.id))
            for a, b in pairwise(in_time):
                if _within(a, b):
                    yield a, b, "anonymous roles", f"both unnamed, of one side ({self._name(side)}), within 72 hours"

    def _organs(self) -> Iterator[tuple[Voice, Voice, str, str]]:
        """An office and its officer; a whole and its organ within 72 hours; an unnamed role and whom it is of."""
        by_root: dict[str, list[Voice]] = defaultdict(list)
        for voice in self.voices:
            if voice.resolved is not None:
                by_root[voice.resolved].append(voice)
        above = {root: self._line(root)[1:] for root in sorted(by_root)}
        pairs = {(min(root, up), max(root, up)) for root, line in above.items() for up in line if up in by_root}
        for one, other in sorted(pairs):
            how = self._chained(one, other)
            pair = _nearest(by_root[one], by_root[other]) if how else None
            if pair is not None and (how == "officer" or _within(*pair)):
                yield (*pair, f"{how} of the same", f"{self._name(one)} and {self._name(other)} speak for one another")
        for voice in self.voices:
            if voice.perhaps is None or voice.resolved is not None:
                continue
            office = self._line(voice.perhaps)[1:2]
            officers = (root for root, line in above.items() if line[:1] == (voice.perhaps,))
            for root in (voice.perhaps, *office, *officers):
                if root not in by_root or (root != voice.perhaps and self._chained(root, voice.perhaps) != "officer"):
                    continue
                _, known = _nearest([voice], by_root[root])
                if voice.side is None or _within(voice, known):
                    yield voice, known, "not named", f"unnamed, presumably {self._name(voice.perhaps)}"

    def _unnamed(self, pairs: Pairs) -> Iterator[tuple[Voice, Voice, str, str]]:
        """A text that names nobody and is contained in one that does: its attribution may be lost."""
        by_carrier = self._by_carrier(self.voices)
        for (one, other), contained in sorted(pairs.items(), key=lambda each: (-each[1], each[0])):
            if contained < HALF:
                continue
            for a in by_carrier.get(one, ()):
                for b in by_carrier.get(other, ()):
                    nobody = (a if a.resolved is None else b).person is None
                    if (a.resolved is None) != (b.resolved is None) and nobody:
                        yield a, b, "shared text", f"{contained:.0%} of the shorter text stands in the other; one names"

    # --- joining -----------------------------------------------------------------------------------------------------

    def _open(self) -> list[Voice]:
        return [voice for voice in self.voices if voice.resolved is None]

    def _by_carrier(self, voices: Iterable[Voice]) -> dict[str, list[Voice]]:
        found: dict[str, list[Voice]] = defaultdict(list)
        for voice in voices:
            found[voice.carrier].append(voice)
        return found

    def _credit_of(self, voices: Sequence[Voice]) -> str | None:
        credits = {voice.credit for voice in voices}
        return next(iter(credits)) if len(credits) == 1 else None

    def _join(self, a: Voice, b: Voice, rule: str, reason: str, *, presumed: bool = False) -> None:
        one, other = self._group[a.id], self._group[b.id]
        if one is other or not self._may_join(one, other, presumed=presumed):
            return
        self._merge(one, other)
        self._note(a, b, rule, reason, presumed=presumed)

    def _may_join(self, one: _Group, other: _Group, *, presumed: bool) -> bool:
        if len(one.credits | other.credits) > 1 and not presumed:
            return False
        if any(a != b and not (presumed and self._chained(a, b)) for a in one.resolved for b in other.resolved):
            return False
        if len(one.sides | other.sides) > 1:
            return False
        if any(_are_two(a, b) for a in one.persons for b in other.persons):
            return False
        return not any(self._are_apart(a, b) for a in one.voices for b in other.voices) if self._apart else True

    def _are_apart(self, a: Voice, b: Voice) -> bool:
        names_a, names_b = (a.id, a.carrier, a.root), (b.id, b.carrier, b.root)
        return any(frozenset((x, y)) in self._apart for x in names_a for y in names_b if x != y)

    def _merge(self, one: _Group, other: _Group) -> None:
        if one is other:
            return
        if len(one.voices) < len(other.voices):
            one, other = other, one
        one.voices.extend(other.voices)
        one.credits |= other.credits
        one.resolved |= other.resolved
        one.sides |= other.sides
        one.persons |= other.persons
        one.first = min(one.first, other.first)
        for voice in other.voices:
            self._group[voice.id] = one

    def _note(self, a: Voice, b: Voice, rule: str, reason: str, *, presumed: bool = False) -> None:
        first, second = sorted((a.carrier, b.carrier))
        self.merges.append(Merge(a=first, b=second, rule=rule, reason=reason, presumed=presumed))


def _group_of(voice: Voice, houses: Collection[str]) -> _Group:
    """A group of one voice. Whoever prints one of the texts himself is a house that another cites, and no person."""
    credits = {voice.credit} if voice.credit is not None and voice.resolved is None else set()
    sides = {voice.side} if voice.anonymous and voice.side is not None else set()
    resolved = {voice.resolved} if voice.resolved is not None else set()
    several = bool(voice.names - {voice.person}) and voice.names - {voice.person} <= {*houses}
    person = voice.person is not None and voice.person not in houses and not several
    return _Group([voice], voice.id, credits, resolved, sides, {voice.person or ""} if person else set())


def _are_two(one: str, other: str) -> bool:
    """Whether two names are of two people whom no table knows: neither is a part of the other, nor spelt like it.

    >>> _are_two("amna idris", "yusuf tayeb"), _are_two("amna idris", "idris"), _are_two("yusuf tayeb", "youssef tayib")
    (True, False, False)
    """
    if one == other or {*one.split()} <= {*other.split()} or {*other.split()} <= {*one.split()}:
        return False
    return SequenceMatcher(None, one, other).ratio() < ALIKE


def _agency(group: _Group) -> str | None:
    """The one agency that a group credits; None where nobody in it speaks but unnamed roles."""
    return next(iter(group.credits), None) if any(not voice.anonymous for voice in group.voices) else None


def _within(a: Voice, b: Voice) -> bool:
    if a.published is None or b.published is None:
        return False
    return abs(a.published - b.published) <= PRESUMED_SECONDS


def _nearest(ones: Sequence[Voice], others: Sequence[Voice]) -> tuple[Voice, Voice]:
    """The two voices nearest in time, one of each."""
    in_time = sorted(others, key=lambda each: (each.published or 0, each.id))
    times = [each.published or 0 for each in in_time]
    best: tuple[int, str, str, Voice, Voice] | None = None
    for a in ones:
        at = bisect_left(times, a.published or 0)
        for b in in_time[max(0, at - 1) : at + 1]:
            found = (abs((a.published or 0) - (b.published or 0)), a.id, b.id, a, b)
            best = found if best is None or found[:3] < best[:3] else best
    return (ones[0], others[0]) if best is None else best[3:]


def _chain(voices: Sequence[Voice]) -> Iterator[tuple[Voice, Voice]]:
    """Pairs that join all of some voices where credit and side allow it: alike ones first, then across."""
    alike: dict[tuple[str, str], list[Voice]] = defaultdict(list)
    for voice in voices:
        alike[voice.credit or "", voice.side or ""].append(voice)
    for _, same in sorted(alike.items()):
        yield from pairwise(same)
    yield from combinations([same[0] for _, same in sorted(alike.items())], 2)


def complete_linkage(
    pairs: Pairs, credits: Mapping[str, str | None], apart: set[frozenset[str]]
) -> list[tuple[str, str, float]]:
    """The pairs of carriers that text joins: most alike first, and only where every text of both groups is alike.

    ``credits`` are the carriers to be joined, with the agency that each credits. Groups never hold two agencies.
    """
    group: dict[str, set[str]] = {carrier: {carrier} for carrier in credits}
    joined: list[tuple[str, str, float]] = []
    alike = {
        pair: share
        for pair, share in pairs.items()
        if pair[0] in group and pair[1] in group and _enough(pair, share, credits)
        if not apart or frozenset(pair) not in apart
    }
    for one, other in sorted(sorted(alike), key=alike.__getitem__, reverse=True):  # most alike first, then by name
        if group[one] is group[other]:
            continue
        merged = group[one] | group[other]
        named = {credit for each in merged if (credit := credits[each]) is not None}
        across = ((a, b) if a < b else (b, a) for a in group[one] for b in group[other])
        if len(named) <= 1 and all(pair in alike for pair in across):
            for each in merged:
                group[each] = merged
            joined.append((one, other, alike[one, other]))
    return joined


def _enough(pair: tuple[str, str], share: float, credits: Mapping[str, str | None]) -> bool:
    one, other = credits[pair[0]], credits[pair[1]]
    if one is not None and other is not None:
        return one == other and share >= THREE_TENTHS
    return share >= HALF
