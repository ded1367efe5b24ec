"""From a text to its claims: every part of reading put together.

layout -> who is who -> attributions -> units (one clause, one voice) -> kind, modality, time, figures -> claims
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from guarantor.model.claim import Claim, Mention, Quantity, ReportRef
from guarantor.model.report import Report
from guarantor.model.spans import Span, overlap, within
from guarantor.reading.actors import ActorTable, Cast, world
from guarantor.reading.actors.words import organ_nouns
from guarantor.reading.attribution import Attribution, find_attributions
from guarantor.reading.chain import Voices
from guarantor.reading.credits import Credit, credits_of, outlet_of, with_credit
from guarantor.reading.discrepancies import Discrepancy, find_discrepancies
from guarantor.reading.document import Document, Sentence
from guarantor.reading.fallback import plain_tellings, shared_tellings
from guarantor.reading.judging import ClauseView, judge
from guarantor.reading.judging.clause import SPEAKERS_OWN
from guarantor.reading.language import Language, language_of
from guarantor.reading.layout import TITLES, Layout, layout_of
from guarantor.reading.moments import carried, quantities_of, told_of_nouns, when_of, where_of
from guarantor.reading.once import once
from guarantor.reading.quantities import QuantityMention, find_quantities
from guarantor.reading.quantities.sums import of_whole
from guarantor.reading.quick import maker
from guarantor.reading.regions import Region, read_again, region_of
from guarantor.reading.sources import of_one_speaker, whole_source
from guarantor.reading.tellings import going_on, is_found, is_heard
from guarantor.reading.text import read_document
from guarantor.reading.times import TimeExpression, find_times
from guarantor.reading.transcripts import answers, turns_of
from guarantor.reading.units import Unit, in_voice_before, units_of

_AT_ANOTHER = frozenset({"demand", "ask", "accuse", "describe", "oppose", "support"})
"""Classes of words that are meant for, or about, another than the one who says them."""
_OTHERS = frozenset({"it", "them", "him", "her", "they"})
_BINDS_A_TIME = frozenset(
    {"of", "on", "in", "for", "from", "until", "by", "since", "before", "after", "to", "and", "at", "the"}
)
_new_claim = maker(Claim)
LONGEST = 100_000
"""Characters of a report that are read; no news report is longer, and what is cut off is told."""


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Everything that was found in one text before claims are made of it; ``read --explain`` shows it."""

    document: Document
    language: Language
    layout: Layout
    cast: Cast
    credits: tuple[Credit, ...]
    attributions: tuple[Attribution, ...]
    times: tuple[TimeExpression, ...]
    quantities: tuple[QuantityMention, ...]
    units: tuple[Unit, ...]

    @once
    def _by_sentence(self) -> tuple[dict[int, tuple[TimeExpression, ...]], dict[int, tuple[QuantityMention, ...]]]:
        times: dict[int, list[TimeExpression]] = {}
        for time in self.times:
            times.setdefault(self.document.sentence_at(time.span[0]), []).append(time)
        figures: dict[int, list[QuantityMention]] = {}
        for figure in self.quantities:
            figures.setdefault(self.document.sentence_at(figure.span[0]), []).append(figure)
        return {at: tuple(some) for at, some in times.items()}, {at: tuple(some) for at, some in figures.items()}

    def times_in(self, sentence: int) -> tuple[TimeExpression, ...]:
        """The times of one sentence."""
        return self._by_sentence[0].get(sentence, ())

    def figures_in(self, sentence: int) -> tuple[QuantityMention, ...]:
        """The figures of one sentence."""
        return self._by_sentence[1].get(sentence, ())


def parts_of(report: Report, actors: ActorTable | None = None) -> Parts:
    """Take a text apart. A text in another language keeps its sentences and gets nothing else."""
    table = actors.over(world()) if actors else world()
    language = language_of(report.text)
    if not language.english:
        return _empty(language, table)
    document = read_document(report.text[: end_of_reading(report.text)])
    layout = layout_of(document)
    cast = Cast(document, table)
    credits = credits_of(document, cast)
    regions = [region_of(document, number, credits, layout) for number in range(len(document.sentences))]
    turns = turns_of(document, layout, cast)
    again, regions = read_again(document, regions)
    if again is not document:
        document, cast = again, Cast(again, table, whole := cast)
        for span in sorted({turn.speaker for turn in turns if turn.speaker}):
            cast.keep(whole, document.sentence_at(span[0]), span)
    found = find_attributions(document, names=lambda words: table.named(words) is not None)
    wholes = [credit.whole for credit in credits if credit.whole]
    clear = [clipped for one in found if (clipped := _without_credits(one, wholes)) is not None] if wholes else found
    attributions = of_one_speaker(document, [whole_source(document, cast, one) for one in clear])
    attributions += answers(document, turns, regions)
    times = tuple(t for t in find_times(document, published=report.published) if not _names_a_body(document, cast, t))
    counted = find_quantities(document, published=report.published, times=times)
    quantities = tuple(one for one in counted if not _names_a_body(document, cast, one))
    units = tuple(_units(document, layout, regions, attributions, cast))
    if turns:
        spoken = frozenset(turn.paragraph for turn in turns)
        units = tuple(one for one in units if one.tellings or document.sentences[one.sentence].paragraph not in spoken)
    return Parts(
        document=document, language=language, layout=layout, cast=cast, credits=credits, attributions=attributions,
        times=times, quantities=quantities, units=units,
    )  # fmt: skip


def _names_a_body(document: Document, cast: Cast, one: TimeExpression | QuantityMention) -> bool:
    """ "The 23 March Movement": a day or a number inside a name is no time or figure of what is told."""
    line = cast.lines[document.sentence_at(one.span[0])]
    if not line.names:
        return False
    first, last = line.range_of(one.span)
    return any(name.first <= first + 1 and name.first < last < name.last for name in line.names)


def _without_credits(one: Attribution, wholes: Sequence[Span]) -> Attribution | None:
    """The attribution without datelines and credits in its spans; None where nothing of its cue or content is left."""
    if not any(overlap(part, whole) for whole in wholes for part in (*one.source, *one.cue, *one.content)):
        return one
    source, cue, content = (
        tuple(part for span in spans if (part := _clipped(span, wholes)))
        for spans in (one.source, one.cue, one.content)
    )
    if not cue or not content or (one.source and not source):
        return None
    return replace(one, source=source, cue=cue, content=content)


def _clipped(span: Span, wholes: Sequence[Span]) -> Span | None:
    """A span without the credits at its edges."""
    start, end = span
    for first, last in wholes:
        if first <= start < last:
            start = last
        if first < end <= last:
            end = first
    return (start, end) if start < end else None


def _empty(language: Language, table: ActorTable) -> Parts:
    blank = Document("", (), ())
    return Parts(
        document=blank, language=language, layout=Layout(roles=(), notes=()), cast=Cast(blank, table), credits=(),
        attributions=(), times=(), quantities=(), units=(),
    )  # fmt: skip


def end_of_reading(text: str) -> int:
    """How far a text is read: to its end, or to the last blank before LONGEST."""
    if len(text) <= LONGEST:
        return len(text)
    blank = max(text.rfind(sign, LONGEST // 2, LONGEST) for sign in "\n ")
    return blank if blank > 0 else LONGEST


def _units(
    document: Document, layout: Layout, regions: Sequence[Region], attributions: Sequence[Attribution], cast: Cast
) -> list[Unit]:
    found: list[Unit] = []
    by_sentence = _by_sentence(document, attributions)
    before: list[Unit] = []
    for number, sentence in enumerate(document.sentences):
        if layout.told(sentence.paragraph) and regions[number][0] < regions[number][1]:
            role = layout.roles[sentence.paragraph]
            title = role in TITLES or (role == "item" and _is_to_come(sentence, regions[number]))
            known = by_sentence.get(number, [])
            lost = list(plain_tellings(document, number, regions[number], known, cast, title=title))
            known = [one for one in known if one.source or not is_found(one, lost)] + lost
            known = [going_on(document, one, known) for one in known]
            heard = [one for one in known if is_heard(one, document, cast)]
            shared = shared_tellings(document, number, regions[number], heard)
            heard += [one for one in shared if is_heard(one, document, cast)]
            units = units_of(document, number, regions[number], heard, cast, title=title)
            before = in_voice_before(document, units, before)
            found += before
    return found


def _is_to_come(sentence: Sentence, region: Region) -> bool:
    """Whether an item of a list tells without a finite verb what is to be done ("40 trucks a day to be let in")."""
    first, last = region[0], region[1]
    words = sentence.words[first:last]
    return ("to", "be") in pairwise(words) and not sentence.has_finite(first, last)


def _by_sentence(document: Document, attributions: Sequence[Attribution]) -> dict[int, list[Attribution]]:
    """The attributions that touch each sentence by cue or content."""
    found: dict[int, list[Attribution]] = {}
    for one in attributions:
        touched: set[int] = set()
        for start, end in (*one.content, *one.cue):
            first = document.sentence_at(start)
            last = first if end <= document.ends[first] else document.sentence_at(end - 1)
            touched.update(range(first, last + 1))
        for number in touched:
            found.setdefault(number, []).append(one)
    return found


def claims_of(report: Report, parts: Parts) -> tuple[Claim, ...]:
    """The claims of a text that was taken apart, in the order of their words; each cuts exactly what it quotes."""
    table = parts.cast.table
    outlet = with_credit(outlet_of(report.outlet, report.url, table), report.credit, table)
    voices = Voices(parts.document, parts.cast, outlet, parts.credits)
    ref = ReportRef.of(report)
    made: list[Claim] = []
    for unit in parts.units:
        claim = _claim(ref, report, parts, voices, unit)
        if claim is not None:
            claim.check(report.text)
            made.append(claim)
    return tuple(carried(sorted(_distinct(made), key=lambda claim: (claim.span, claim.type))))


def discrepancies_of(report: Report, parts: Parts) -> tuple[Discrepancy, ...]:
    """What does not fit within a text: counts and lists, parts and totals, dates, and credits that stand loose."""
    found = find_discrepancies(
        parts.document, published=report.published, times=parts.times, quantities=parts.quantities
    )
    loose = [
        Discrepancy(
            kind="loose_credit",
            spans=(credit.span,),
            told=credit.name,
            found="no verb",
            contradictory=False,
            note=f"{credit.name} at {credit.span[0]} is credited without a verb: what came from it is not written",
        )
        for credit in parts.credits
        if credit.kind == "loose" and credit.span
    ]
    return tuple(sorted((*found, *loose), key=lambda one: (one.spans, one.kind)))


def _distinct(claims: Sequence[Claim]) -> list[Claim]:
    """One claim for one span, kind and holder."""
    seen: dict[tuple[Span, str, str | None], Claim] = {}
    for claim in claims:
        seen.setdefault((claim.span, claim.type, claim.holder.text), claim)
    return list(seen.values())


def _claim(ref: ReportRef, report: Report, parts: Parts, voices: Voices, unit: Unit) -> Claim | None:
    """The claim of one unit, or None where it makes none."""
    view = view_of(parts, unit)
    judged = judge(view)
    if judged is None:
        return None
    voice = voices.of(unit, judged.holder)
    telling = unit.telling
    counted = quantities_of(unit, [_quantity(one) for one in of_whole(report.text, view.figures)])
    actors = tuple(_mention(parts, unit, span) for span in judged.actors if _is_side(parts, unit, span))
    targets = tuple(_mention(parts, unit, span) for span in judged.targets if _is_side(parts, unit, span))
    return _new_claim(
        report=ref, span=unit.span, quote=report.text[unit.span[0] : unit.span[1]], type=judged.type,
        modality=judged.modality, polarity=judged.polarity, holder=voice.holder, chain=voice.chain,
        cue=telling.cue[0] if telling and telling.cue else None, content=unit.content, event=judged.event,
        predicate=judged.predicate,
        actors=actors, targets=_others(actors, targets),
        when=when_of(
            unit, judged, parts.times_in(unit.sentence), report.published, report.text,
            view.main.predicate[1] if view.main else None, counted, told_of_nouns(view, view.times),
        ),
        where=where_of(unit, parts.cast),
        quantities=counted,
        rule=" > ".join(part for part in (telling.rule if telling else "own voice", judged.rule) if part),
        notes=voice.notes,
    )  # fmt: skip


def view_of(parts: Parts, unit: Unit) -> ClauseView:
    """A unit as the rules of judging look at it."""
    role = parts.layout.roles[parts.document.sentences[unit.sentence].paragraph]
    return ClauseView(
        parts.document, unit, parts.cast, parts.figures_in(unit.sentence), parts.times_in(unit.sentence),
        headline=role in TITLES,
    )  # fmt: skip


def _others(actors: Sequence[Mention], targets: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """ "Norway opened the gate, then closed it": what a pronoun has done to it is not who does it."""
    doers = {one.actor for one in actors if one.actor is not None}
    if not doers or not any(one.actor in doers and one.text.lower() in _POINTING for one in targets):
        return targets
    return tuple(replace(one, actor=None) if one.text.lower() in _POINTING else one for one in targets)


_POINTING = frozenset({"it", "them", "him", "her"})


def _mention(parts: Parts, unit: Unit, span: Span) -> Mention:
    """An actor or target; "we" in somebody's words is whoever he speaks for."""
    span = _without_time(parts, unit, span)
    said = parts.document.text[span[0] : span[1]]
    telling = unit.telling
    if said.lower() in SPEAKERS_OWN and telling and telling.source:
        number = parts.document.sentence_at(telling.source[0][0])
        speaker = parts.cast.mention(number, telling.source[0]).actor
        known = parts.cast.table.get(speaker)
        line = parts.cast.table.line(speaker)
        body = line[1] if known is not None and known.kind == "person" and len(line) > 1 else speaker
        return Mention(text=said, actor=body, span=span)
    found = parts.cast.mention(unit.sentence, span)
    if said[:4].lower() == "our " and found.actor is None and telling and telling.source:
        return replace(found, actor=_own_organ(parts, telling.source[0], said))
    return replace(found, actor=None) if _asks_itself(parts, unit, said, found) else found


def _own_organ(parts: Parts, source: Span, said: str) -> str | None:
    """ "Our military", in the words of a state or of one of its organs: that organ of that state."""
    speaker = parts.cast.mention(parts.document.sentence_at(source[0]), source).actor
    state = parts.cast.table.get(parts.cast.table.side(speaker))
    if state is None or state.kind != "state":
        return None
    phrase = tuple(said.lower().split()[1:])
    for words_of_it, organ in organ_nouns().get(phrase[0], ()) if phrase else ():
        if organ and words_of_it == phrase:
            return f"{state.id}.{organ}"
    return None


def _is_side(parts: Parts, unit: Unit, span: Span) -> bool:
    """ "A swap on 20 March", "there is no way": neither a day nor "there" does or bears anything."""
    if parts.document.text[slice(*span)].lower() == "there":
        return False
    return not any(within(span, time.span) for time in parts.times_in(unit.sentence))


_BEFORE_A_TIME = _BINDS_A_TIME | {"a", "an"}


def _without_time(parts: Parts, unit: Unit, span: Span) -> Span:
    """ "Will free 115 prisoners next week", "struck late Thursday the port": the time says when, not whom."""
    for time in parts.times_in(unit.sentence):
        if time.span[1] < span[1] and 0 <= span[0] - time.span[0] < time.span[1] - time.span[0]:
            return time.span[1] + 1, span[1]
        if span[0] < time.span[0] and time.span[1] == span[1]:
            before = parts.document.text[span[0] : time.span[0]].rstrip()
            if before and before.rpartition(" ")[2].lower() not in _BEFORE_A_TIME and before[-1].isalnum():
                return span[0], span[0] + len(before)
    return span


def _asks_itself(parts: Parts, unit: Unit, said: str, found: Mention) -> bool:
    """ "Condemned the advance and called on it to withdraw": nobody asks himself, so that "it" is another."""
    telling = unit.telling
    if said.lower() not in _OTHERS or telling is None or not telling.source or unit.role != "act":
        return False
    if telling.cue_class not in _AT_ANOTHER or found.actor is None:
        return False
    number = parts.document.sentence_at(telling.source[0][0])
    return parts.cast.mention(number, telling.source[0]).actor == found.actor


def _quantity(one: QuantityMention) -> Quantity:
    return Quantity(
        value=one.value, low=one.low, high=one.high, unit=one.unit, kind=one.kind, of=one.of, scope=one.scope,
        since=one.since, as_of=one.as_of, base=one.base, span=one.span,
    )  # fmt: skip
