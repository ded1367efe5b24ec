"""What a copy changed: a claim and the one it comes from, compared field by field, with words for each difference.

Compared are claims of reports that were merged (or that carry one root's word), where they speak of the same thing. The
first of two is what is nearer to the origin: the one published earlier, or whose chain is longer on the same day. A
difference is reported as a difference between two printed texts; which of them is right is not said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from guarantor.linking.fitting import Words
from guarantor.linking.kept import Kept
from guarantor.linking.same import alike, comparable_figures
from guarantor.linking.words import word_set, words_of
from guarantor.model.assessment import amount_text
from guarantor.model.claim import Claim, Quantity

DistortionKind = Literal[
    "attribution lost", "made certain", "category dropped", "number changed", "hedge dropped", "stale figure as new"
]
NOT_DONE = frozenset({"planned", "proposed", "ordered", "conditional", "hypothetical", "alleged"})
DONE = frozenset({"happened", "ongoing"})
LOOSE = frozenset({"at least", "about", "up to"})
"""Bounds that say it is not sure how many."""
_RUNNING = frozenset({"cumulative", "stock"})
STALE_DAYS = 2
"""A figure that was counted this many days before a report that gives no cut-off is told as new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Distortion:
    """One difference between a claim and a copy of it. ``before`` and ``after`` are short words for what each says.

    ``origin`` is a claim, or the report whose words are compared where it holds no claim of them.
    """

    kind: DistortionKind
    origin: str
    copy: str
    before: str
    after: str
    text: str


Pairwise = Callable[[Kept, Kept], bool]
_COUNTED = frozenset({"number changed", "hedge dropped"})


def _never(_first: Kept, _second: Kept) -> bool:
    return False


def distortions(
    pairs: Iterable[tuple[Kept, Kept]], *, named: Pairwise = _never, copied: Pairwise = _never
) -> tuple[Distortion, ...]:
    """The distortions between claims given in pairs, in any order within a pair.

    ``named`` says whether the copy's report names the first claim's holder elsewhere: then no attribution is lost.
    ``copied`` says whether the two stand in one text, where the same count by a later day was not counted anew. A
    number that stands as it was in a print nearer to the origin was changed by nobody after it.
    """
    ordered = [tuple(sorted(pair, key=_nearness)) for pair in pairs]
    nearer: dict[str, list[Kept]] = {}
    for first, second in ordered:
        nearer.setdefault(second.id, []).append(first)
    found: list[Distortion] = []
    for first, second in ordered:
        lost, one_text = not named(first, second), copied(first, second)
        before = [each for each in nearer[second.id] if _nearness(each)[:2] < _nearness(first)[:2]]
        kept_so = any(_counts(each) == _counts(second) for each in before if each.claim.quantities)
        found.extend(
            each
            for each in _between(first, second, one_text)
            if (lost or each.kind != "attribution lost") and not (kept_so and each.kind in _COUNTED)
        )
        if _nearness(first)[:2] == _nearness(second)[:2]:  # of two of one day, what has more is nearer to the origin
            other_way = _worded(second.claim, first.claim, first.claim.report.outlet or "the copy")
            found.extend(
                Distortion(kind=kind, origin=second.id, copy=first.id, before=before_, after=after, text=text)
                for kind, before_, after, text in other_way
            )
    return tuple(dict.fromkeys(found))


def _counts(kept: Kept) -> list[tuple[float | None, float | None, float | None]]:
    return sorted(((q.value, q.low, q.high) for q in kept.claim.quantities), key=str)


def matched(reports: Iterable[tuple[str, str]], claims: Mapping[str, Iterable[Kept]]) -> Iterator[tuple[Kept, Kept]]:
    """The pairs of claims that speak of the same thing in pairs of merged reports; each claim is matched once.

    ``claims`` are the claims of each report by its id.
    """
    for one, other in reports:
        theirs = list(claims.get(other, ()))
        for kept in claims.get(one, ()):
            shares = ((alike(kept.claim, each.claim, one_text=True), -n) for n, each in enumerate(theirs))
            scored = [found for found in shares if found[0] > 0]
            if scored:
                _, place = max(scored)
                yield kept, theirs.pop(-place)


def _nearness(kept: Kept) -> tuple[str, int, str]:
    """Earlier first; on one day the longer chain, which names more of the words' way."""
    return (kept.claim.report.published or "9")[:10], -len(kept.claim.chain), kept.id


def _between(first: Kept, second: Kept, one_text: bool) -> Iterator[Distortion]:
    a, b = first.claim, second.claim

    def made(kind: DistortionKind, before: str, after: str, text: str) -> Distortion:
        return Distortion(kind=kind, origin=first.id, copy=second.id, before=before, after=after, text=text)

    outlet = b.report.outlet or "the copy"
    if a.holder.text is not None and b.holder.text is None:
        told = f"{outlet} tells in its own voice what {a.holder.text} said"
        yield made("attribution lost", a.holder.text, "nobody", told)
    certain = a.polarity == b.polarity and _state(a) in NOT_DONE and b.modality in DONE
    if certain and not _only_hedged(a, b) and not _came_of_it(a, b, one_text):
        yield made("made certain", _state(a), b.modality, f"told as {_state(a)} before, as done by {outlet}")
    yield from (made(*each) for each in _figures(a, b, outlet, one_text))
    yield from (made(*each) for each in _worded(a, b, outlet))


def _state(claim: Claim) -> str:
    return "planned" if claim.type == "plan" and claim.modality == "unknown" else claim.modality


def _came_of_it(a: Claim, b: Claim, one_text: bool) -> bool:
    """Whether words tell what became of a plan: it was put off or called off, or, in another text, its day had come."""
    off = (*words_of("postponed"), *words_of("cancelled"))
    if Words.of(b.quote).any_of(off) is not None and Words.of(a.quote).any_of(off) is None:
        return True
    day = a.when.end if a.when is not None else None
    return not one_text and day is not None and b.report.published is not None and b.report.published[:10] >= day[:10]


def _only_hedged(a: Claim, b: Claim) -> bool:
    """Whether what was alleged before is told by somebody now, or has lost a hedge, which is named as such."""
    gained = a.holder.text is None and b.holder.text is not None
    return a.modality == "alleged" and (gained or (b.holder.text is None and hedge_of(a) is not None))


def hedge_of(claim: Claim) -> str | None:
    """The first word of a claim that says it is not sure."""
    return Words.of(claim.quote).any_of(words_of("hedges"))


def _figures(a: Claim, b: Claim, outlet: str, one_text: bool) -> Iterator[tuple[DistortionKind, str, str, str]]:
    for one, other in comparable_figures(a, b):
        before, after = _number(one), _number(other)
        if _parts(one, a, b) or _parts(other, b, a):
            continue
        if (one.value, one.low, one.high) != (other.value, other.low, other.high):
            if one.bound in LOOSE and not other.bound and other.value in (one.low, one.value, one.high):
                yield "hedge dropped", before, after, f"“{before}” became “{after}” in {outlet}"
            elif not _grown(one, a, other, b) and not _loosened(one, other):
                yield "number changed", before, after, f"{_counted(before, one)} before, {after} in {outlet}"
        elif one_text and _dated_anew(one, a, other, b):
            yield (
                "stale figure as new", f"{before} as of {_cut_off(one, a)}", f"{after} as of {_cut_off(other, b)}",
                f"{outlet} gives {_counted(after, other)} as counted by {_cut_off(other, b)}; the text it has said "
                f"{_cut_off(one, a)}",
            )  # fmt: skip
        elif _stale(one, a, other, b):
            yield (
                "stale figure as new", f"{before} as of {_cut_off(one, a)}", f"{after}, no date",
                f"{outlet} gives {_counted(after, other)} without saying that it was counted by {_cut_off(one, a)}",
            )  # fmt: skip


def _worded(a: Claim, b: Claim, outlet: str) -> Iterator[tuple[DistortionKind, str, str, str]]:
    there, here = Words.of(a.quote), Words.of(b.quote)
    for group in word_set("casualties"):
        pair = [word for word in group if there.has(word) and _joined(a.quote, word, group)]
        kept = [word for word in group if here.has(word)]
        if len(pair) > 1 and kept and set(kept) < set(pair):
            lost = ", ".join(word for word in pair if word not in kept)
            yield "category dropped", " and ".join(pair), " and ".join(kept), f"{outlet} has lost “{lost}”"
    hedge = hedge_of(a)
    if hedge is not None and hedge_of(b) is None and b.holder.text is None:
        yield "hedge dropped", hedge, "nothing", f"“{hedge}” is not in {outlet}"


def _loosened(one: Quantity, other: Quantity) -> bool:
    """Whether an exact number is told as that number or so: nothing is claimed that was not before."""
    return not one.bound and other.bound in LOOSE and one.value in (other.low, other.value, other.high)


def _dated_anew(one: Quantity, a: Claim, other: Quantity, b: Claim) -> bool:
    """Whether the same count is told to have been counted by a later day."""
    days = [_told_by(quantity, claim) for quantity, claim in ((one, a), (other, b))]
    runs = one.kind in _RUNNING or (one.as_of is not None and other.as_of is not None)
    return runs and all(days) and _days(days[0], days[1]) >= STALE_DAYS and not _until_print(b)


def _parts(whole: Quantity, a: Claim, b: Claim) -> bool:
    """Whether a claim gives a number whose parts the other gives: "40 killed and injured", "15 killed, 25 injured"."""
    told = [each.value for each in b.quantities if each.value is not None]
    return len(told) > 1 and len(a.quantities) == 1 and sum(told) == whole.value


def _joined(quote: str, word: str, group: tuple[str, ...]) -> bool:
    """Whether a word stands with another of its group before one count or behind it ("killed and wounded")."""
    others = "|".join(re.escape(other) for other in group if other != word)
    with_ = rf"(?:and|or|and/or) (?:(?:{'|'.join(words_of('between'))}) )*"
    either = rf"\b(?:{re.escape(word)} {with_}(?:{others})|(?:{others}) {with_}{re.escape(word)})\b"
    return re.search(either, quote.casefold()) is not None


def _grown(one: Quantity, a: Claim, other: Quantity, b: Claim) -> bool:
    """Whether two numbers are a count that went on: other days are told of, or the later print has the higher number
    of what grows with time (a total, a toll) or of no told day."""
    days = [_told_by(quantity, claim) for quantity, claim in ((one, a), (other, b))]
    if all(days) and days[0] != days[1]:
        return True
    first, then = ((claim.report.published or "")[:10] for claim in (a, b))
    grows = {one.kind, other.kind} & {"cumulative", "stock"} or not all(days) or _toll(a.quote)
    return bool(grows) and first < then and _value(other) >= _value(one)


def _toll(quote: str) -> bool:
    words = Words.of(quote)
    return any(words.has(word) for group in word_set("casualties") for word in group)


def _value(quantity: Quantity) -> float:
    found = quantity.value if quantity.value is not None else quantity.low
    return float("-inf") if found is None else found


def _told_by(quantity: Quantity, claim: Claim) -> str:
    """The day by which a figure is told to have been counted; empty where none is told."""
    return (quantity.as_of or (claim.when.end if claim.when else None) or "")[:10]


def _stale(one: Quantity, a: Claim, other: Quantity, b: Claim) -> bool:
    told, printed = _told_by(one, a), (b.report.published or "")[:10]
    silent = other.as_of is None and (b.when is None or b.when.end is None or _until_print(b))
    return bool(told and printed) and silent and _days(told, printed) >= STALE_DAYS


def _until_print(claim: Claim) -> bool:
    """Whether a claim's time is a stretch that goes on to its print ("since October"): no day of counting is told."""
    when, printed = claim.when, (claim.report.published or "")[:10]
    return when is not None and bool(printed) and when.start != when.end and (when.end or "")[:10] >= printed


def _cut_off(quantity: Quantity, claim: Claim) -> str:
    """The day up to which a figure counts: as told, else that of publication."""
    told = quantity.as_of or (claim.when.end if claim.when else None) or claim.report.published or ""
    return told[:10]


def _days(first: str, second: str) -> int:
    return (date.fromisoformat(second) - date.fromisoformat(first)).days


def _number(quantity: Quantity) -> str:
    value = next((v for v in (quantity.value, quantity.high, quantity.low) if v is not None), None)
    return "some" if value is None else amount_text(value, quantity.bound, quantity.low)


def _counted(number: str, quantity: Quantity) -> str:
    return f"{number} {quantity.of or quantity.unit or ''}".rstrip()
