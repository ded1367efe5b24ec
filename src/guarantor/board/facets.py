"""What a search found, counted by what it could be narrowed to: each count leads to the search that it is of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from guarantor.board.question import Question
from guarantor.linking.kept import Kept
from guarantor.model.claim import Claim

SHOWN = 6
"""So many values of each kind at most, those with most claims."""
PARTS = ("page", "reports")
"""Which part of a list is shown: left out where something is narrowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value: itself, what it is called, how many of what was found have it, and the search for these."""

    value: str
    name: str
    count: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One kind of values, the one with most claims first; ``field`` is its filter's name. ``chosen`` is what the search
    is narrowed to already, and ``href`` the search without that."""

    title: str
    field: str
    values: tuple[Value, ...] = ()
    chosen: str = ""
    href: str = ""


def row_of(kept: Kept, root: str) -> tuple[str, ...]:
    """Of a claim that is at hand its kind, outlet, root and review."""
    claim: Claim = kept.claim
    return claim.type, claim.report.outlet or "", root, claim.review


def facets_of(
    question: Question, rows: Iterable[tuple[str, ...]], asked: Mapping[str, str], params: Mapping[str, str], path: str
) -> tuple[Facet, ...]:
    """By what the claims found can be narrowed further, and by what they were. A value that all of them have narrows
    nothing and is left out. ``rows`` are the kind, outlet, root and review of each."""
    found = Counter(rows)
    total = sum(found.values())
    kept = {name: value for name, value in params.items() if value and name not in PARTS}

    def counted(place: int) -> Counter[str]:
        counts: Counter[str] = Counter()
        for row, number in found.items():
            counts[row[place]] += number
        return counts

    def at(name: str, value: str) -> str:
        asked_for = {key: each for key, each in {**kept, name: value}.items() if each}
        return path + (f"?{urlencode(asked_for)}" if asked_for else "")

    def facet(title: str, name: str, counts: Mapping[str, int], called: Callable[[str], str]) -> Facet:
        if asked[name]:
            return Facet(title=title, field=name, chosen=called(asked[name]), href=at(name, ""))
        order = sorted((-count, called(each), each) for each, count in counts.items() if each and count < total)
        values = tuple(
            Value(value=each, name=name_, count=-less, href=at(name, each)) for less, name_, each in order[:SHOWN]
        )
        return Facet(title=title, field=name, values=values)

    every = (
        facet("Kind", "kind", counted(0), str), facet("Outlet", "outlet", counted(1), str),
        facet("Who says so", "actor", _with_organs(question, counted(2)), question.people.name_of),
        facet("Review", "review", counted(3), str),
    )  # fmt: skip
    return tuple(each for each in every if each.values or each.chosen)


def facets_told(facets: Iterable[Facet]) -> list[dict[str, Any]]:
    """The same for programs: the values of each filter that would narrow a search, with their counts."""
    return [
        {"field": facet.field, "title": facet.title,
         "values": [{"value": each.value, "name": each.name, "count": each.count} for each in facet.values]}
        for facet in facets if facet.values
    ]  # fmt: skip


def _with_organs(question: Question, counts: Mapping[str, int]) -> dict[str, int]:
    """How many claims are told by each one whom the case knows, or by an organ of theirs, as the filter takes them."""
    known = [root for root in counts if not root.startswith("unresolved:")]
    organs = question.knowledge.roots.organs
    return {root: sum(counts.get(each, 0) for each in {root, *organs(root)}) for root in known}
