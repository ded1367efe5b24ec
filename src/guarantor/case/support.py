"""Who stands behind what is told, in plain lines: each origin with its carriers, and why some of them count as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from guarantor.briefing.citation import Citation, by_date
from guarantor.linking.grouping import Merge
from guarantor.linking.origins import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """One origin: whose word it is, and each of its ways into print ("The Post ← Wire ← the ministry, 2 May")."""

    name: str
    ways: tuple[str, ...]


def holders(count: Count, citations: Mapping[str, Citation]) -> tuple[Holder, ...]:
    """The origins of the upper count, the most printed first."""
    found: list[Holder] = []
    for origin, claims in count.groups:
        words = by_date(citations[claim] for claim in claims if claim in citations)
        if words:
            ways = dict.fromkeys(f"{each.chain_text}, {each.published or 'undated'}" for each in words)
            found.append(Holder(name=_name(origin, words), ways=tuple(ways)))
    return tuple(sorted(found, key=lambda each: (-len(each.ways), each.name)))


def joined(count: Count, citations: Mapping[str, Citation]) -> tuple[str, ...]:
    """What counts as one, in sentences that name both reports, the reason, and what is only presumed."""
    printed = {each.report: each for each in citations.values()}
    together = [{citations[each].report for each in claims if each in citations} for _, claims in count.groups]
    return tuple(dict.fromkeys(_sentence(merge, printed, together) for merge in count.merges))


def _sentence(merge: Merge, printed: Mapping[str, Citation], together: Iterable[set[str]]) -> str:
    pair = {merge.a.partition("#")[0], merge.b.partition("#")[0]}
    one, other = (_report(id_.partition("#")[0], printed) for id_ in (merge.a, merge.b))
    if merge.a == merge.b:
        return f"{merge.reason} (both in {one})"
    if merge.presumed:
        return f"{one} and {other} are perhaps one (the lower number counts them so): {merge.reason}"
    if not any(pair <= reports for reports in together):
        return f"{one} and {other} are one carrier of two origins' words: {merge.reason}"
    return f"{one} and {other} count as one: {merge.reason}"


def _report(id_: str, printed: Mapping[str, Citation]) -> str:
    found = printed.get(id_)
    if found is None:
        return "another report"
    return f"{found.outlet or 'a report without an outlet'} ({found.published or 'undated'})"


def _name(origin: str, words: Iterable[Citation]) -> str:
    first = next(iter(words))
    if origin.startswith("agency:"):
        return f"{first.chain[-1] if first.chain else origin.removeprefix('agency:')}, in its own voice"
    if not first.resolved or first.anonymous:
        return f"{first.holder or 'nobody named'} (no known person or office)"
    return first.root_name if first.holder else f"{first.root_name}, in its own voice"
