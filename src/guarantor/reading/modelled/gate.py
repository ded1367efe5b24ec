"""The gate: of what a model tells, a claim is made only where the text itself says so, in its report's own name.

Nothing rests on the model's good will. Its words are looked for in the text; what cannot be found, or does not fit what
stands around it, refuses the whole claim with a reason. Outlet and agencies come from the report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from guarantor.model.claim import ChainLink, Claim, Holder, Mention, Place, Quantity, ReportRef, When
from guarantor.model.report import Report
from guarantor.model.spans import Span, SpanError
from guarantor.reading.actors import ActorTable
from guarantor.reading.credits import outlet_of, with_credit
from guarantor.reading.modelled import figures, places, words
from guarantor.reading.modelled.shape import ToldClaim, told_claim
from guarantor.reading.modelled.speaking import STANCES, NotSaidError, holder_of

DEEDS = frozenset({"meeting", "fulfilment", "violation", "figure"})
DONE = frozenset({"happened", "ongoing"})
TURNED = frozenset({"denial", "refusal", "obstacle", "demand", "position"})
"""Kinds whose own words turn things round, so that a negation says nothing of their polarity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """What a model told that did not pass, as it told it (cut short), and why."""

    quote: str
    why: str


class Gate:
    """The gate for one report."""

    def __init__(self, report: Report, language: str, table: ActorTable, made_by: str) -> None:
        self.report = report
        self.text = report.text
        self.language = language
        self.table = table
        self.made_by = made_by
        outlet = with_credit(outlet_of(report.outlet, report.url, table), report.credit, table)
        agencies = [ChainLink(role="agency", name=name, actor=actor) for name, actor in outlet.agencies]
        self._carriers = (ChainLink(role="outlet", name=outlet.name, actor=outlet.actor), *agencies)

    def passed(self, rows: Sequence[Any], lines: Sequence[Span]) -> tuple[list[Claim], list[Refused]]:
        """The claims of an answer about some lines that pass, and those that do not."""
        made: list[Claim] = []
        refused: list[Refused] = []
        for row in rows:
            told = told_claim(row)
            try:
                if isinstance(told, str):
                    raise NotSaidError(told)
                made.append(self._claim(told, lines))
            except (NotSaidError, SpanError) as error:
                quote = row.get("quote") if isinstance(row, dict) else row
                refused.append(Refused(quote=str(quote)[:200], why=str(error)))
        return made, refused

    def _claim(self, told: ToldClaim, lines: Sequence[Span]) -> Claim:
        span = self._quote(told, lines)
        near = places.lines_around(lines, span)
        self._modality(told, span)
        self._polarity(told, span)
        speaking = holder_of(self.text, span, near, told, self.language)
        holder, chain = self._voice(speaking.holder)
        when, aside = self._when(told, near, span)
        claim = Claim(
            report=ReportRef.of(self.report), span=span, quote=self.text[span[0] : span[1]], type=told.type,
            modality=told.modality, polarity="-" if told.polarity == "-" else "+", holder=holder, chain=chain,
            cue=speaking.cue, content=(span,), actors=self._mentions(told.actors, near, span, "actor"),
            targets=self._mentions(told.targets, near, span, "target"), when=when,
            where=self._where(told, near, span), quantities=self._quantities(told, near, span), rule=self.made_by,
            notes=(f"proposed by a language model ({self.made_by})", *speaking.notes, *aside),
        )  # fmt: skip
        claim.check(self.text)
        return claim

    def _quote(self, told: ToldClaim, lines: Sequence[Span]) -> Span:
        if (why := places.odd(told.quote)) is not None:
            raise NotSaidError(f"the quote: {why}")
        found = places.occurrences(self.text, told.quote, (lines[0][0], lines[-1][1]))
        if len(found) > 1 and told.line <= len(lines):
            start, end = lines[told.line - 1]
            found = [one for one in found if start <= one[0] < end]
        if not found:
            raise NotSaidError("its quote is not in the text")
        if len(found) > 1:
            raise NotSaidError("its quote stands several times and the line does not tell which")
        span = found[0]
        if places.to_a_machine(self.text, span):
            raise NotSaidError("its quote stands in words addressed to a machine")
        if told.holder is not None and places.runs_on(self.text, span) and not self._all_quoted(span):
            raise NotSaidError("its quote runs over several sentences, and who says so stands in one of them")
        whole = places.sentence_of(self.text, span)
        if (why := places.odd(self.text[whole[0] : whole[1]])) is not None:
            raise NotSaidError(f"the sentence of its quote: {why}")
        return span

    def _all_quoted(self, span: Span) -> bool:
        """Whether sentences stand within one pair of quotation marks."""
        start, end = self.text.rfind("\n", 0, span[0]) + 1, self.text.find("\n", span[1])
        return places.quoted(self.text, span, (start, end if end >= 0 else len(self.text)))

    def _modality(self, told: ToldClaim, span: Span) -> None:
        """A deed is done only where no word of its clause puts it ahead; the languages' words are listed."""
        if told.type not in DEEDS or told.modality not in DONE:
            return
        clause = places.clause_of(self.text, span)
        if words.has(self.text, clause, self.language, "ahead") is not None:
            raise NotSaidError("told as done, and its clause has a word of plan, duty or condition")
        if told.polarity == "+":
            self._came_about(told, span, clause)

    def _came_about(self, told: ToldClaim, span: Span, clause: Span) -> None:
        """What is asked, rumoured, tried, threatened, only just missed or left undone did not come about."""
        if places.asked(self.text, span):
            raise NotSaidError("told as done, and its sentence is a question")
        unreal = words.has(self.text, clause, self.language, "unreal")
        first = next(words.found_in(self.text, clause, self.language, "opening"), None)
        if unreal is not None or (first is not None and not self.text[clause[0] : first[1][0]].strip('“"«‘ \n\t')):
            raise NotSaidError(
                "told as done, and its clause has a word of doubt, of an attempt or of what did not happen"
            )
        left = [at for _, at in words.found_in(self.text, clause, self.language, "turning")]
        if any(told.type == "fulfilment" or not span[0] <= at[0] < span[1] for at in left):
            raise NotSaidError("told as done, and its clause has a verb by which it is left undone")

    def _polarity(self, told: ToldClaim, span: Span) -> None:
        if told.type in TURNED or not words.known(self.language):
            return
        inside = words.has(self.text, places.clause_of(self.text, span), self.language, "negation")
        if told.polarity == "+" and inside is not None and told.modality in DONE:
            raise NotSaidError("told as so, and its clause has a negation")
        turned = inside or words.has(self.text, places.clause_of(self.text, span), self.language, "turning")
        if told.polarity == "-" and turned is None:
            raise NotSaidError("told as not so, and its clause has no negation")

    def _voice(self, span: Span | None) -> tuple[Holder, tuple[ChainLink, ...]]:
        if span is None:
            return Holder(text=None), self._carriers
        said = self.text[span[0] : span[1]]
        known = self.table.named(said)
        kind = "named" if known is not None else "role"
        note = None if known is not None else "who it is was not resolved"
        actor = known.id if known else None
        holder = Holder(text=said, span=span, actor=actor, kind=kind, side=self.table.side(actor), note=note)  # type: ignore[arg-type]
        return holder, (*self._carriers, ChainLink(role="holder", name=said, span=span, actor=actor))

    def _mentions(self, told: Sequence[str], near: Span, span: Span, what: str) -> tuple[Mention, ...]:
        made = []
        for each in told:
            place = self._near(each, near, span, what)
            said = self.text[place[0] : place[1]]
            known = self.table.named(said)
            made.append(Mention(text=said, actor=known.id if known else None, span=place))
        return tuple(made)

    def _near(self, said: str, near: Span, span: Span, what: str) -> Span:
        """The place of words in the quote or, failing that, in the lines around it."""
        if places.odd(said) is not None:
            raise NotSaidError(f"its {what} has hidden signs or markup")
        inside = places.occurrences(self.text, said, span)
        found = places.nearest(inside or places.occurrences(self.text, said, near), span)
        if found is None:
            raise NotSaidError(f"its {what} is not in the quote or the lines around it")
        if places.to_a_machine(self.text, found):
            raise NotSaidError(f"its {what} stands in words addressed to a machine")
        return found

    def _where(self, told: ToldClaim, near: Span, span: Span) -> Place | None:
        if told.where is None:
            return None
        place = self._near(told.where, near, span, "place")
        return Place(text=self.text[place[0] : place[1]], span=place)

    def _when(self, told: ToldClaim, near: Span, span: Span) -> tuple[When | None, tuple[str, ...]]:
        if told.when is None:
            return None, ()
        place = self._near(told.when.words, near, span, "time")
        said = self.text[place[0] : place[1]]
        found = figures.days(said, told.when.start, told.when.end, self.report.published)
        base = self.report.published[:10] if self.report.published else None
        if found is None:
            note = f"the day of {said!r} is not taken from the model"
            return When(start=None, end=None, precision="unknown", base=base, span=place, note=note), (note,)
        note = f"the day of {said!r} is the model's reading"
        start, end = found[0].isoformat(), found[1].isoformat()
        precision = "day" if start == end else "range"
        return When(start=start, end=end, precision=precision, base=base, span=place, note=note), (note,)

    def _quantities(self, told: ToldClaim, near: Span, span: Span) -> tuple[Quantity, ...]:
        if told.type == "figure" and not told.figures:
            raise NotSaidError("a figure without a number")
        if told.figures and not words.known(self.language):
            raise NotSaidError("its number cannot be checked: the words for numbers of its language are not listed")
        made = []
        for each in told.figures:
            place = self._near(each.words, near, span, "number")
            if not figures.fits(self.text, place, each.value, self.language):
                raise NotSaidError("its number is not what the digits say")
            if (why := figures.no_count(self.text, place, each.value, self.language)) is not None:
                raise NotSaidError(f"its number {why}")
            of = None if each.of is None else self._near(each.of, near, span, "counted noun")
            if of is not None and not figures.counts(self.text, place, of):
                raise NotSaidError("what it counts stands with another number")
            counted = None if of is None else self.text[of[0] : of[1]]
            bound = figures.bound_of(self.text, place, self.language)
            low = None if bound in ("up to", "about") else float(each.value)
            high = None if bound in ("at least", "about") else float(each.value)
            made.append(Quantity(value=float(each.value), low=low, high=high, of=counted, span=place))
        return tuple(made)


__all__ = ["STANCES", "Gate", "NotSaidError", "Refused"]
