"""Carriers: the texts that claims stand in. A report is one; of a digest of many stories, each paragraph is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set

from guarantor.intake.fingerprints import parts_of
from guarantor.linking.grouping import Decision, Merge, complete_linkage
from guarantor.linking.roots import folded
from guarantor.linking.sharing import ShingleIndex
from guarantor.linking.voices import Hearing
from guarantor.model.report import Report
from guarantor.model.spans import Span

LEAST = 0.3
"""Below this share no rule looks at a pair; it is not kept."""
FEW = 2
"""Figures that a text must have before they can show that it tells of another thing."""
_FIGURE = re.compile(r"(?<![\w.,])\d[\d.,]*\d|(?<![\w.,])\d")


class Carriers:
    """The carriers of a case with what they share; ``pairs`` is containment by (carrier, carrier) in order."""

    def __init__(self, hearing: Hearing) -> None:
        self._hearing = hearing
        self._index = ShingleIndex()
        self._ids: list[str] = []
        self._credits: dict[str, str | None] = {}
        self._houses: dict[str, str] = {}
        self._starts: dict[str, list[int]] = {}
        self._figures: list[frozenset[str]] = []
        self.pairs: dict[tuple[str, str], float] = {}
        self._beside: dict[str, dict[str, float]] | None = None

    def share(self, a: str, b: str, containment: float) -> None:
        """Take over from the record that two reports share text."""
        self.pairs[min(a, b), max(a, b)] = containment
        self._beside = None

    def among(self, carriers: Set[str]) -> dict[tuple[str, str], float]:
        """The pairs that lie within some carriers: a question asks of few, and need not look at every pair there is."""
        if self._beside is None:
            self._beside = {}
            for (one, other), share in self.pairs.items():
                self._beside.setdefault(one, {})[other] = share
        found = {}
        for one in carriers:
            beside = self._beside.get(one, {})
            for other in beside.keys() & carriers:
                found[one, other] = beside[other]
        return found

    def add(self, id_: str, report: Report, *, text: bool = True) -> list[tuple[tuple[str, str], float]]:
        """Place one report; the pairs that it brings. Without ``text`` its words are not looked at (see ``share``)."""
        made: list[tuple[tuple[str, str], float]] = []
        if id_ in self._credits:
            return made
        self._credits[id_] = self._hearing.credit(report)
        self._houses[id_] = folded(report.outlet or id_)
        if not text:
            self._ids.append(id_)
            return made
        parts = parts_of(report)
        if report.digest:
            self._starts[id_] = [start for start, _ in parts]
        for number, (_, words) in enumerate(parts):
            carrier = f"{id_}#{number}" if report.digest else id_
            figures = figures_of(words)
            self._ids.append(carrier)
            self._figures.append(figures)
            for other, share in self._index.add(words):
                beside = self._ids[other]
                mine = share < LEAST or beside.partition("#")[0] == id_
                if not mine and one_thing(figures, self._figures[other]):
                    made.append(((carrier, beside) if carrier < beside else (beside, carrier), share))
        self.pairs.update(made)
        self._beside = None
        return made

    def of(self, report: str, span: Span | None) -> str:
        """The carrier of a span in a report."""
        starts = self._starts.get(report)
        if starts is None or span is None:
            return report
        return f"{report}#{max(0, bisect_right(starts, span[0]) - 1)}"

    def credit(self, report: str) -> str | None:
        """The agency that a report credits."""
        return self._credits.get(report)

    def house(self, report: str) -> str:
        """The outlet of a report, folded; its id where it names none."""
        return self._houses.get(report, report)

    def merges(self, decisions: Sequence[Decision] = (), *, within: Set[str] | None = None) -> list[Merge]:
        """Reports that are one text, or the text of one agency, by pairs; of some reports, or of all."""
        apart = {frozenset((each.a, each.b)) for each in decisions if not each.together}
        carriers = self._ids if within is None else [each for each in self._ids if each.partition("#")[0] in within]
        credits = {carrier: self._credits[carrier.partition("#")[0]] for carrier in carriers}
        pairs = self.pairs if within is None else self.among(credits.keys())
        made = [_shared(a, b, share) for a, b, share in complete_linkage(pairs, credits, apart)]
        return [*self._credited(self._credits.keys() if within is None else within), *made]

    def _credited(self, reports: Set[str]) -> Iterator[Merge]:
        first: dict[str, str] = {}
        for id_ in sorted(reports):
            agency = self._credits.get(id_)
            if agency is not None:
                other = first.setdefault(agency, id_)
                if other != id_:
                    name = self._hearing.roots.name(agency)
                    yield Merge(a=other, b=id_, rule="same agency", reason=f"both credit {name}")


def figures_of(text: str) -> frozenset[str]:
    """The numbers written in digits in a text."""
    return frozenset(_FIGURE.findall(text))


def one_thing(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two texts of like words can tell of one thing: half of the figures of the one with fewer stand in both.

    Bulletins are written from a mould: the same sentences with other dates and counts are another day's, no copy.

    >>> one_thing(frozenset({"8", "12", "97"}), frozenset({"9", "15", "102"}))
    False
    >>> one_thing(frozenset({"497", "44", "342"}), frozenset({"400", "44", "342"}))
    True
    """
    fewer = min(len(one), len(other))
    return fewer < FEW or len(one & other) * 2 >= fewer


def _shared(a: str, b: str, share: float) -> Merge:
    reason = f"{share:.0%} of the shorter text stands in the other"
    return Merge(a=a.partition("#")[0], b=b.partition("#")[0], rule="shared text", reason=reason)
