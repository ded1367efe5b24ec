"""A claim's voice: what decides whether it shares an origin, or a witness, with another claim that says the same.

A voice is flat: root, credited agency, the houses it cites, the text that carries it, its side and day. Two claims with
equal voices are one for grouping, so that a million claims are some ten thousand voices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from guarantor.linking.credits import Credits
from guarantor.linking.roots import Root, Roots, folded
from guarantor.model.claim import ChainLink, Claim
from guarantor.model.report import Report

_JOINED = re.compile(r",? and |, ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One way in which something is told in one carrier.

    ``carrier`` is the text that carries it: a report, or one paragraph of a digest. ``resolved`` is the root's id where
    it is a known actor that is not anonymous. ``credit`` is the agency nearest to the root, ``house`` the outlet,
    ``cites`` the other houses between, ``person`` the name of somebody named whom no table knows, ``names`` all who are
    named between and known to none, ``side`` that of an anonymous root, ``perhaps`` whom an unnamed root presumably
    stands for, ``published`` a UTC second.
    """

    carrier: str
    root: str
    resolved: str | None = None
    anonymous: bool = False
    credit: str | None = None
    house: str = ""
    cites: frozenset[str] = frozenset()
    side: str | None = None
    perhaps: str | None = None
    person: str | None = None
    names: frozenset[str] = frozenset()
    published: int | None = None

    id: str = field(init=False, compare=False)
    """A name for ordering that does not depend on the order of arrival."""

    def __post_init__(self) -> None:
        """Work out the name once: grouping asks for it often."""
        cites = ",".join(sorted(self.cites))
        parts = (self.carrier, self.root, self.credit or "", cites, self.side or "", self.perhaps or "")
        object.__setattr__(self, "id", "|".join(parts))

    @property
    def witness(self) -> Voice:
        """The same voice as a witness that its root said so: nobody's words are its own."""
        return replace(
            self, root=f"house:{self.credit or self.house}", resolved=None, anonymous=False, side=None, perhaps=None,
            person=None,
        )  # fmt: skip


def _names(words: str) -> Iterator[str]:
    """A name, and each of several that are joined: "the Morning Sun and the Valley Echo" are two houses."""
    yield folded(words)
    parts = _JOINED.split(words)
    if len(parts) > 1:
        yield from (folded(part) for part in parts if part)


class Hearing:
    """Makes voices of claims, with the roots and credits of one case."""

    def __init__(self, roots: Roots) -> None:
        self.roots = roots
        self.credits = Credits(roots.people)

    def voice(
        self, claim: Claim, root: Root, *, carrier: str, credit: str | None, published: int | None,
        later: str | None = None, side: str | None = None,
    ) -> Voice:  # fmt: skip
        """The voice of a claim that stands in a carrier whose report credits an agency (or none).

        ``later`` is the only root that the rest of the report names, for a lead told by nobody in particular;
        ``side`` the side that an earlier mention gives an unnamed root.
        """
        houses = [station for station in claim.chain if station.role in ("outlet", "agency")]
        named = [self._house(station) for station in houses]
        house = named[0] if named else folded(claim.report.outlet or claim.report.id)
        cited = [self._house(s) for s in claim.chain if s.role in ("holder", "cited") and self._is_house(s)]
        unknown = {self._house(s) for s in houses if s.role == "agency" and s.actor is None}
        agencies = [name for name in (*named, *cited) if name in unknown or self.credits.is_agency(name)]
        known = root.kind == "actor" and not root.anonymous
        return Voice(
            carrier=carrier, root=root.id, resolved=root.id if known else None, anonymous=root.anonymous,
            credit=agencies[-1] if agencies else credit, house=house,
            cites=frozenset({*named[1:], *cited} - {house}),
            side=side or (self._side(claim, root) if root.anonymous else None), published=published,
            perhaps=root.id if root.kind == "actor" and root.anonymous else side or later,
            person=folded(root.name) if root.kind == "unresolved" and claim.holder.kind == "named" else None,
            names=frozenset(
                name
                for s in claim.chain
                if s.role in ("holder", "cited") and s.actor is None
                for name in _names(s.name)
            ),
        )  # fmt: skip

    def credit(self, report: Report) -> str | None:
        """The agency whose text a report is, or None."""
        found = self.credits.of(report)
        return found.agency if found else None

    def _house(self, station: ChainLink) -> str:
        return station.actor or self.credits.agency(station.name) or folded(station.name)

    def _is_house(self, station: ChainLink) -> bool:
        actor = station.actor or ""
        source = self.roots.people.sources.get(actor)
        if source is not None:
            return source.speaks_for is None
        return self.credits.is_agency(actor) or self.roots.is_press(actor)

    def _side(self, claim: Claim, root: Root) -> str | None:
        """The side of an anonymous role: as the reader found it, else that of its root."""
        if claim.holder.side is not None:
            return claim.holder.side
        line = self.roots.line(root.id)
        sides = (self.roots.people.actors[each].side for each in line if each in self.roots.people.actors)
        return next((side for side in sides if side), line[-1] if line else None)
