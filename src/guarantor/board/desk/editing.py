"""A claim as fields of a form, and the fields as a claim again: to correct, to split, to add what was missed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, get_args

from guarantor.board.forms import Posted
from guarantor.model.claim import (
    ChainLink,
    Claim,
    ClaimType,
    Holder,
    HolderKind,
    Mention,
    Modality,
    Place,
    Quantity,
    QuantityKind,
    ReportRef,
    When,
)
from guarantor.model.report import Report
from guarantor.model.spans import Span
from guarantor.review.errors import ReviewError

TYPES: tuple[str, ...] = get_args(ClaimType)
MODALITIES: tuple[str, ...] = get_args(Modality)
HOLDERS: tuple[str, ...] = get_args(HolderKind)
FIGURES: tuple[str, ...] = get_args(QuantityKind)
PARTS = 4
"""Into how many parts a form splits at most; a part can be split again."""
_MENTION = re.compile(r"^(?P<text>.*?)(?:\s*\[(?P<actor>[^\[\]]*)\])?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A claim as a person sees it in a form: every value a text."""

    words: str
    holder: str = ""
    actor: str = ""
    holding: str = "outlet"
    type: str = "statement"
    modality: str = "happened"
    polarity: str = "+"
    predicate: str = ""
    who: str = ""
    whom: str = ""
    start: str = ""
    end: str = ""
    where: str = ""
    figures: tuple[dict[str, str], ...] = ()

    @classmethod
    def of(cls, claim: Claim) -> Draft:
        """The form of a claim."""
        return cls(
            words=claim.quote, holder=claim.holder.text or "", actor=claim.holder.actor or "",
            holding=claim.holder.kind, type=claim.type, modality=claim.modality, polarity=claim.polarity,
            predicate=claim.predicate or "", who=_lines(claim.actors), whom=_lines(claim.targets),
            start=(claim.when.start if claim.when else None) or "", end=(claim.when.end if claim.when else None) or "",
            where=claim.where.text if claim.where else "",
            figures=tuple(
                {"low": _number(q.low), "high": _number(q.high), "unit": q.unit or "", "kind": q.kind,
                 "base": _number(q.base)}
                for q in claim.quantities
            ),
        )  # fmt: skip

    @classmethod
    def posted(cls, posted: Posted) -> Draft:
        """The form as it was sent."""
        names = ("words", "holder", "actor", "holding", "type", "modality", "polarity", "predicate", "who", "whom",
                 "start", "end", "where")  # fmt: skip
        return cls(**{name: posted.get(name) for name in names}, figures=tuple(_figures(posted)))


def corrected(claim: Claim, report: Report, draft: Draft) -> Claim:
    """The claim with what the form changes. Raises ReviewError where the form's words do not stand in the report."""
    span = _words(report, draft.words, near=claim.span)
    inside = _inside(span)
    holder = _holder(claim.holder, report, draft, near=span)
    kind: dict[str, Any] = {"type": draft.type, "modality": draft.modality, "polarity": draft.polarity}
    return replace(
        claim, **kind, span=span, quote=report.text[span[0] : span[1]], predicate=draft.predicate or None,
        holder=holder,
        chain=claim.chain if holder == claim.holder else _chain(claim.chain, holder),
        cue=claim.cue if claim.cue and inside(claim.cue) else None,
        content=tuple(each for each in claim.content if inside(each)),
        actors=_mentions(claim.actors, draft.who, report, span),
        targets=_mentions(claim.targets, draft.whom, report, span),
        when=_when(claim.when, draft), where=_place(claim.where, draft, report, span),
        quantities=_quantities(claim.quantities, draft.figures),
    )  # fmt: skip


def part_of(claim: Claim, report: Report, words: str, type_: str, modality: str) -> Claim:
    """One part of a claim that held more than one proposition: its own words, and what of the old claim stands in
    them."""
    span = _words(report, words, near=claim.span)
    inside = _inside(span)

    def kept(span: Span | None) -> bool:
        return span is not None and inside(span)

    kind: dict[str, Any] = {"type": type_, "modality": modality}
    return replace(
        claim, **kind, span=span, quote=report.text[span[0] : span[1]],
        predicate=claim.predicate if type_ == claim.type else None,
        content=tuple(each for each in claim.content if inside(each)),
        cue=claim.cue if kept(claim.cue) else None,
        actors=tuple(m for m in claim.actors if kept(m.span)), targets=tuple(m for m in claim.targets if kept(m.span)),
        when=claim.when if claim.when and kept(claim.when.span) else None,
        where=claim.where if claim.where and kept(claim.where.span) else None,
        quantities=tuple(q for q in claim.quantities if kept(q.span)),
    )  # fmt: skip


def missed(report: Report, draft: Draft) -> Claim:
    """A claim that the reader missed, from a form: in its report's name, with its outlet at the head of the chain."""
    span = _words(report, draft.words, near=(0, 0))
    outlet = (ChainLink(role="outlet", name=report.outlet),) if report.outlet else ()
    blank = Claim(
        report=ReportRef.of(report), span=span, quote=report.text[span[0] : span[1]], type="statement",
        modality="happened", holder=Holder(text=None), chain=outlet,
    )  # fmt: skip
    return corrected(blank, report, draft)


# --- words and whose they are -----------------------------------------------------------------------------------------


def _inside(span: Span) -> Callable[[Span], bool]:
    return lambda other: span[0] <= other[0] and other[1] <= span[1]


def _words(report: Report, words: str, *, near: Span) -> Span:
    """Where words stand, the place nearest to ``near`` among several; line ends as the report has them."""
    wanted = words.replace("\r\n", "\n")
    pattern = r"\s+".join(re.escape(word) for word in wanted.split())
    found = [match.span() for match in re.finditer(pattern, report.text)] if pattern else []
    if not found:
        raise ReviewError(f"“{wanted[:80]}” does not stand in the report; quote its exact words")
    return min(found, key=lambda span: abs(span[0] - near[0]))


def _holder(old: Holder, report: Report, draft: Draft, *, near: Span) -> Holder:
    if (draft.holder, draft.actor, draft.holding) == (old.text or "", old.actor or "", old.kind):
        return old
    if draft.holding not in HOLDERS:
        raise ReviewError(f"a holder is one of {', '.join(HOLDERS)}; found “{draft.holding}”")
    if not draft.holder:
        return Holder(text=None, actor=draft.actor or None)
    span = old.span if draft.holder == old.text else _words(report, draft.holder, near=near)
    text = report.text[span[0] : span[1]] if span else draft.holder
    kind = draft.holding if draft.holding != "outlet" else "named"
    side = old.side if draft.actor == (old.actor or "") else None
    return Holder(text=text, span=span, actor=draft.actor or None, kind=kind, side=side)  # type: ignore[arg-type]


def _chain(chain: tuple[ChainLink, ...], holder: Holder) -> tuple[ChainLink, ...]:
    """The way of the words with another holder at its end; whom the old one cited goes with it."""
    carried = tuple(link for link in chain if link.role in ("outlet", "agency"))
    if holder.text is None:
        return carried
    return (*carried, ChainLink(role="holder", name=holder.text, span=holder.span, actor=holder.actor))


def _lines(mentions: tuple[Mention, ...]) -> str:
    return "\n".join(f"{m.text} [{m.actor}]" if m.actor else m.text for m in mentions)


def _mentions(old: tuple[Mention, ...], text: str, report: Report, near: Span) -> tuple[Mention, ...]:
    """One a line, with the actor's id in brackets; words that are not in the report are kept without a place."""
    if text.replace("\r\n", "\n") == _lines(old):
        return old
    known = {(m.text, m.actor): m for m in old}
    return tuple(_mention(line, known, report, near) for line in text.splitlines() if line.strip())


def _mention(line: str, known: dict[tuple[str, str | None], Mention], report: Report, near: Span) -> Mention:
    match = _MENTION.match(line.strip())
    words, actor = (match["text"], match["actor"] or None) if match else (line.strip(), None)
    if (words, actor) in known:
        return known[words, actor]
    span = _words(report, words, near=near)
    return Mention(text=report.text[span[0] : span[1]], actor=actor, span=span)


# --- when, where, how much --------------------------------------------------------------------------------------------


def _when(old: When | None, draft: Draft) -> When | None:
    if (draft.start, draft.end) == ((old.start if old else None) or "", (old.end if old else None) or ""):
        return old
    if not draft.start and not draft.end:
        return None
    return When(start=draft.start or None, end=draft.end or draft.start or None, precision="day",
                note="set by a person")  # fmt: skip


def _place(old: Place | None, draft: Draft, report: Report, near: Span) -> Place | None:
    if draft.where == (old.text if old else ""):
        return old
    if not draft.where:
        return None
    span = _words(report, draft.where, near=near)
    return Place(text=report.text[span[0] : span[1]], span=span)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}" if value != int(value) else str(int(value))


def _figures(posted: Posted) -> Iterator[dict[str, str]]:
    number = 0
    while f"q{number}.low" in posted.fields:
        found = {name: posted.get(f"q{number}.{name}") for name in ("low", "high", "unit", "kind", "base")}
        if found["low"] or found["high"]:
            yield found
        number += 1


def _quantities(old: tuple[Quantity, ...], rows: tuple[dict[str, str], ...]) -> tuple[Quantity, ...]:
    found = []
    for number, row in enumerate(rows):
        before = old[number] if number < len(old) else Quantity(value=None, low=None, high=None)
        low, high, base = (_float(row[name]) for name in ("low", "high", "base"))
        high = low if not row["high"] and before.high == before.low else high
        value = low if low == high else before.value if (low, high) == (before.low, before.high) else None
        found.append(replace(before, value=value, low=low, high=high, base=base, unit=row["unit"] or None,
                             kind=row["kind"] or "flow"))  # type: ignore[arg-type]  # fmt: skip
    return tuple(found)


def _float(text: str) -> float | None:
    if not text:
        return None
    try:
        return float(text.replace(",", ""))
    except ValueError as error:
        raise ReviewError(f"“{text}” is no number; write 1968 or 1,968") from error


def shape(claim: Claim) -> Claim:
    """The claim as it is kept: read back from its own JSON, so that a wrong word in a field is found now."""
    try:
        return Claim.from_json(claim.to_json())
    except ValueError as error:
        raise ReviewError(f"the correction is no claim: {error}") from error
