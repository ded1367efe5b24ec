"""The way of the words: outlet, agencies, whoever relays, the holder, and whom the holder cites."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from guarantor.model.claim import ChainLink, Holder
from guarantor.model.spans import Span, overlap, within
from guarantor.reading.actors import Cast, Resolved
from guarantor.reading.attribution import Attribution
from guarantor.reading.credits import HOUSES, Credit, OutletName
from guarantor.reading.document import Document
from guarantor.reading.patterns import closed_words
from guarantor.reading.quick import maker, replace
from guarantor.reading.sets import words_of
from guarantor.reading.units import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Whose word a unit is: the holder, the chain that led to the outlet, and what was unsure."""

    holder: Holder
    chain: tuple[ChainLink, ...]
    notes: tuple[str, ...]


NOBODY = Holder(text=None)
"""Whose word it is where the text names nobody."""
_new_voice = maker(Voice)
_new_link = maker(ChainLink)


class Voices:
    """Resolves the sources of one report, in the order of its text."""

    def __init__(self, document: Document, cast: Cast, outlet: OutletName, credits: Sequence[Credit]) -> None:
        self.document = document
        self.cast = cast
        self.outlet = outlet
        self.credits = credits
        self._resolved: dict[Span, Resolved] = {}

    def of(self, unit: Unit, stance: Span | None = None) -> Voice:
        """The voice of a unit. ``stance`` are the words for an actor whose own stance the outlet tells."""
        links = [_new_link(role="outlet", name=self.outlet.name, actor=self.outlet.actor)]
        links += self._agencies(unit)
        notes: list[str] = [
            f"the credit to {credit.name} stands without a verb; what it covers is not written"
            for credit in self.credits
            if credit.kind == "loose" and overlap(credit.covers, unit.span)
        ]
        holder = NOBODY
        speakers: list[Resolved] = []
        for telling in unit.tellings:
            speakers += self._speakers(telling, unit)
        if stance is not None:
            speakers.append(self._resolve(stance))
        elif len(speakers) > 1 and all(who.person and who.kind == "named" for who in (speakers[0], speakers[-1])):
            self.cast.remember(unit.sentence, speakers[0])  # "Lund said Berg had agreed. He added": the one who speaks
        for position, who in enumerate(speakers):
            last = position == len(speakers) - 1
            if who.note:
                notes.append(who.note)
            if not last:
                links.append(self._link(who, "agency" if self._is_house(who.actor) else "holder"))
                continue
            relayed = any(link.role == "holder" for link in links)
            links.append(self._link(who, "cited" if relayed else "holder"))
            held = speakers[position - 1] if relayed and position and _is_matter(who) else who
            holder = held.as_holder()
        return _new_voice(holder=holder, chain=_without_repeats(links), notes=tuple(dict.fromkeys(notes)))

    def _link(self, who: Resolved, role: str) -> ChainLink:
        return _new_link(role=role, name=who.text, span=who.span, actor=who.actor)  # type: ignore[arg-type]

    def _is_house(self, actor: str | None) -> bool:
        known = self.cast.table.get(actor)
        return known is not None and known.kind in HOUSES

    def _agencies(self, unit: Unit) -> list[ChainLink]:
        """Agencies that the outlet's name, a dateline, a byline or a credit beside the sentence shows."""
        made = [_new_link(role="agency", name=name, actor=actor) for name, actor in self.outlet.agencies]
        for credit in self.credits:
            if credit.name and credit.span and overlap(credit.covers, unit.span):
                made.append(_new_link(role="agency", name=credit.name, span=credit.span, actor=credit.actor))
        return made

    def _speakers(self, telling: Attribution, unit: Unit) -> list[Resolved]:
        """Who speaks in one attribution: through whom it was told, the source, and whom that cites."""
        made: list[Resolved] = []
        if telling.source:
            source = self._resolve(telling.source[0], self._begins(telling))
            made += [*self._told_to(telling), source]
        if telling.cites and not any(within(part, telling.cites) for part in telling.source):
            made.append(self._resolve(telling.cites))
        return made

    def _told_to(self, telling: Attribution) -> list[Resolved]:
        """The house that a holder told it to ("told Lakes Press")."""
        if not telling.cue:
            return []
        end = telling.cue[-1][1]
        sentence = self._sentence_of(telling.cue[0])
        line = self.cast.lines[sentence]
        for name in line.names:
            place = line.span(name.first, name.last)
            if place[0] >= end and place[0] - end <= 30 and self._is_house(name.actor):
                between = [
                    form for form, token in zip(line.forms, line.tokens, strict=True) if end <= token.start < place[0]
                ]
                if telling.cue_lemma in {"tell", "inform", "brief"} and all(form in _BEFORE_HOUSE for form in between):
                    return [self.cast.named_by(line, name)]
                if (
                    between
                    and between[0] in {"to", "in", "on", "via", "through", "by"}
                    and all(form in _BEFORE_HOUSE for form in between)
                ):
                    return [self.cast.named_by(line, name)]
        return []

    def _sentence_of(self, span: Span) -> int:
        return self.document.sentence_at(span[0])

    def _begins(self, telling: Attribution) -> int | None:
        """Where what is told begins, if that is before the speaker in his sentence: behind a colon, where one stands in
        it ("Lund ruled it out: the army will stay, she said"). Of a quotation only for "he" and "she"."""
        if not telling.content or telling.content[0][0] >= telling.source[0][0]:
            return None
        if telling.direct and self.document.text[slice(*telling.source[0])].lower() not in {"he", "she"}:
            return None
        start = telling.content[0][0]
        colon = self.document.text.rfind(": ", start, telling.content[0][1])
        start = max(start, colon + 2 if colon >= 0 else start)
        return start if self._sentence_of(telling.content[0]) == self._sentence_of(telling.source[0]) else None

    def _resolve(self, span: Span, before: int | None = None) -> Resolved:
        if span not in self._resolved:
            sentence = self._sentence_of(span)
            widened = self.cast.widened(sentence, span)
            self._resolved[span] = self._house_meant(self.cast.holder(sentence, widened, before))
        return self._resolved[span]

    def _house_meant(self, who: Resolved) -> Resolved:
        """ "The agency", where the text names none before it: the one agency that the report is credited to."""
        credited = [(credit.name, credit.actor) for credit in self.credits if credit.name and credit.kind != "loose"]
        houses = dict.fromkeys((*self.outlet.agencies, *credited))
        if who.actor is not None or who.text.lower() not in {"the agency", "the news agency"} or len(houses) != 1:
            return who
        name, actor = next(iter(houses))
        return replace(who, actor=actor, open=False, note=f"{who.text!r} is taken to be {name}, which is credited")


def _is_matter(cited: Resolved) -> bool:
    """ "The army, citing satellite data, said": what is cited speaks for nobody, so that it is the army's word."""
    return cited.kind == "document" and not _MATTER.isdisjoint(cited.text.lower().split())


_MATTER = words_of("reading", "chain: matter")
_BEFORE_HOUSE = closed_words("before-house")


def _without_repeats(links: Sequence[ChainLink]) -> tuple[ChainLink, ...]:
    """One station once: an agency that is the outlet itself, or was already named, adds nothing."""
    made: list[ChainLink] = []
    last = links[-1]
    for link in links:
        if link.role == "agency" and link is not last and link.actor is not None and link.actor == last.actor:
            continue
        same = link.role == "agency" and any(
            (link.actor and link.actor == other.actor) or link.name == other.name for other in made
        )
        if not same:
            made.append(link)
    return tuple(made)
