"""Patterns that are too wide: those that catch far more than their own kind, with examples of what they caught.

A pattern is suspect when it catches a large share of all claims, claims of many types, or claims that other provisions'
patterns catch too. Which catch is wrong, only a person can say; that is what the examples are for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from guarantor.linking.bearing import Bearing
from guarantor.model.claim import Claim

SHARE, TYPES, OTHERS, LEAST = 0.15, 4, 0.5, 5
"""From which share of all claims, number of claim types, share caught elsewhere too, and least number of catches."""
EXAMPLES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Wide:
    """A pattern (``target/name``) with how much it caught of ``of`` claims, why that is suspect, and examples."""

    rule: str
    caught: int
    of: int
    why: tuple[str, ...]
    examples: tuple[str, ...]


def too_wide(bearing: Bearing, claims: Iterable[tuple[str, Claim]]) -> tuple[Wide, ...]:
    """The suspect patterns of a case over some claims, those that catch most first."""
    caught: dict[str, list[Claim]] = defaultdict(list)
    targets: dict[str, set[str]] = defaultdict(set)
    rules_of: dict[str, list[str]] = {}
    total = 0
    for id_, claim in claims:
        total += 1
        links = list(bearing.of(id_, claim))
        rules_of[id_] = [link.rule for link in links if link.fields["of"] == "provision"]
        for link in links:
            caught[link.rule].append(claim)
            if link.fields["of"] == "provision":
                targets[id_].add(str(link.target))
    shared = Counter(rule for id_, rules in rules_of.items() if len(targets[id_]) > 1 for rule in rules)
    found = [
        Wide(rule=rule, caught=len(kept), of=total, why=why, examples=_examples(kept))
        for rule, kept in caught.items()
        if len(kept) >= LEAST and (why := _why(kept, total, shared[rule]))
    ]
    return tuple(sorted(found, key=lambda each: (-each.caught, each.rule)))


def _why(kept: list[Claim], total: int, shared: int) -> tuple[str, ...]:
    types = sorted({claim.type for claim in kept})
    made = []
    if len(kept) > SHARE * total:
        made.append(f"it catches {len(kept) / total:.0%} of all claims")
    if len(types) >= TYPES:
        made.append(f"it catches claims of {len(types)} types: {', '.join(types)}")
    if shared > OTHERS * len(kept):
        made.append(f"{shared} of its {len(kept)} catches bear on another provision too")
    return tuple(made)


def _examples(kept: list[Claim]) -> tuple[str, ...]:
    """Quotes that differ most in kind: one of each claim type and act first."""
    firsts: dict[tuple[str, str | None], str] = {}
    for claim in kept:
        firsts.setdefault((claim.type, claim.predicate), claim.quote)
    return tuple(dict.fromkeys([*firsts.values(), *(claim.quote for claim in kept)]))[:EXAMPLES]
