"""Which claims speak of the same thing, so that they can corroborate or contradict one another.

Two claims do when act, actors and time fit together and nothing told of both differs in kind: the same act (predicate,
else type of event), no actor of one side replaced by a stranger, times that overlap, and, where both count, the same
thing counted. A figure with another scope is another counter; a later total of the same origin is an update.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from guarantor.linking.fitting import Words
from guarantor.linking.words import words_of
from guarantor.model.claim import Claim, Mention, Quantity

SMALL = frozenset(
    {
        "the", "a", "an", "of", "in", "on", "at", "to", "by", "for", "and", "or", "with", "from", "that", "this", "is",
        "was", "were", "had", "has", "have", "it", "its", "as", "not", "be", "been", "are", "they", "he", "she", "his",
        "their", "said", "say", "will", "would",
    }
)  # fmt: skip
LEAST = 0.34
Bearing = Literal["corroborates", "contradicts", "updates", "another counter", "beside"]


def alike(a: Claim, b: Claim, *, one_text: bool = False) -> float:
    """How far two claims speak of the same thing, 0 (not) to 1: the shared telling words over those of the shorter.

    0 where act, time or the counted thing forbid it. In copies of ``one_text`` a count that runs may have been given
    another day: it is the same one, if it is as high.
    """
    in_time = times_overlap(a, b) or (one_text and _one_count(a, b))
    if not (_same_act(a, b) and in_time and _actors_fit(a.actors, b.actors)):
        return 0.0
    one, other = _telling(a.quote), _telling(b.quote)
    shared = len(one & other) / max(1, min(len(one), len(other)))
    return shared if shared >= LEAST else 0.0


def bearing(a: Claim, b: Claim, *, one_origin: bool) -> Bearing:
    """How two claims of the same thing stand to each other. ``one_origin``: whether they go back to one holder."""
    if a.polarity != b.polarity or (a.type == "denial") != (b.type == "denial"):
        return "contradicts"
    for one, other in comparable_figures(a, b):
        if _bounds_meet(one, other):
            continue
        cumulative = "cumulative" in (one.kind, other.kind)
        return "updates" if one_origin and cumulative and _cut(one, a) != _cut(other, b) else "contradicts"
    if a.quantities and b.quantities and not any(comparable_figures(a, b)):
        return "another counter"
    return "beside" if one_origin else "corroborates"


def comparable_figures(a: Claim, b: Claim) -> Iterator[tuple[Quantity, Quantity]]:
    """The figures of two claims that count the same thing in the same scope, each once."""
    left = list(b.quantities)
    for one in a.quantities:
        match = next((other for other in left if same_counter(one, other)), None)
        if match is not None:
            left.remove(match)
            yield one, match


def _one_count(a: Claim, b: Claim) -> bool:
    """Whether two claims give one running count."""
    running = ("cumulative", "stock")
    return any(
        one.value is not None and one.value == other.value and {one.kind, other.kind} & {*running}
        for one, other in comparable_figures(a, b)
    )


def same_counter(one: Quantity, other: Quantity) -> bool:
    """Whether two figures count the same thing: noun or unit, kind and scope."""
    nouns = [Words.of(q.of or q.unit or "").text.strip() for q in (one, other)]
    scopes = [Words.of(q.scope or "").text.strip() for q in (one, other)]
    kinds = {one.kind, other.kind}
    return nouns[0] == nouns[1] and scopes[0] == scopes[1] and (len(kinds) == 1 or kinds == {"flow", "cumulative"})


def times_overlap(a: Claim, b: Claim) -> bool:
    """Whether the told times can be one; a claim without a time fits any."""
    if a.when is None or b.when is None:
        return True
    starts = [(w.start or "0")[:10] for w in (a.when, b.when)]
    ends = [(w.end or "9")[:10] for w in (a.when, b.when)]
    return max(starts) <= min(ends)


def _same_act(a: Claim, b: Claim) -> bool:
    if a.predicate is not None and b.predicate is not None and a.predicate.casefold() == b.predicate.casefold():
        return True
    casualties = all(any(Words.of(c.quote).has(word) for word in words_of("casualties")) for c in (a, b))
    return casualties or (a.event is not None and a.event == b.event) or (a.type == b.type and a.event is None)


def _actors_fit(ones: tuple[Mention, ...], others: tuple[Mention, ...]) -> bool:
    """Whether the doers can be the same: nobody is named on one side, or somebody is on both."""
    known = [{m.actor for m in side if m.actor is not None} for side in (ones, others)]
    return not known[0] or not known[1] or bool(known[0] & known[1]) or _chained(known[0], known[1])


def _chained(ones: set[str], others: set[str]) -> bool:
    """An organ's id begins with its whole's ("north.army" of "north")."""
    return any(a.startswith(f"{b}.") or b.startswith(f"{a}.") for a in ones for b in others)


def _bounds_meet(one: Quantity, other: Quantity) -> bool:
    low = [q.low if q.low is not None else q.value if q.value is not None else float("-inf") for q in (one, other)]
    high = [
        q.high if q.high is not None else q.value if q.value is not None and q.low is None else float("inf")
        for q in (one, other)
    ]
    return max(low) <= min(high)


def _cut(quantity: Quantity, claim: Claim) -> str:
    return (quantity.as_of or (claim.when.end if claim.when else None) or claim.report.published or "")[:10]


def _telling(text: str) -> frozenset[str]:
    return frozenset(Words.of(text).text.split()) - SMALL
