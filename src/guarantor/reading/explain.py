"""For people: what the reader saw in each sentence, which rules fired, which did not, and why there is no claim."""

from __future__ import annotations

from collections.abc import Iterator

from guarantor.model.report import Report
from guarantor.model.spans import Span
from guarantor.reading.actors import ActorTable
from guarantor.reading.attribution import Attribution
from guarantor.reading.claims import Parts, discrepancies_of, parts_of, view_of
from guarantor.reading.judging import judge, steps
from guarantor.reading.judging.opening import opened
from guarantor.reading.tellings import role_of
from guarantor.reading.units import Unit


def explain_report(report: Report, *, actors: ActorTable | None = None) -> str:
    """The explanation of a whole report, sentence by sentence, as plain text."""
    parts = parts_of(report, actors)
    lines = [f"language: {parts.language.code}, {parts.language.reason}"]
    if not parts.language.english:
        return "\n".join([*lines, "not read: it waits for a person"]) + "\n"
    for number in range(len(parts.document.sentences)):
        lines += ["", *_sentence(report.text, parts, number)]
    odd = [f"odd: {one.note}" for one in discrepancies_of(report, parts)]
    return "\n".join([*lines, *([""] if odd else []), *odd]) + "\n"


def _sentence(text: str, parts: Parts, number: int) -> Iterator[str]:
    sentence = parts.document.sentences[number]
    role = parts.layout.roles[sentence.paragraph]
    yield f"[{sentence.start}-{sentence.end}, {role}] {_short(text, (sentence.start, sentence.end), 200)}"
    if not parts.layout.told(sentence.paragraph):
        yield f"  passed over: a {role} tells nothing of the matter"
        return
    yield from _names(parts, number)
    for one in parts.attributions:
        if any(sentence.start <= start < sentence.end for start, _ in one.cue):
            yield f"  telling: {_telling(text, one)}"
    units = [unit for unit in parts.units if unit.sentence == number]
    for unit in units:
        yield from _unit(text, parts, unit)
    if not units:
        yield "  no unit: no finite verb of its own, or words whose speaker was not made out"


def _names(parts: Parts, number: int) -> Iterator[str]:
    line = parts.cast.lines[number]
    named = [f"{' '.join(line.texts[n.first : n.last])} = {n.actor or 'unknown'}" for n in line.names]
    if named:
        yield f"  names: {'; '.join(named)}"
    sentence = parts.document.sentences[number]
    for time in parts.times:
        if sentence.start <= time.span[0] < sentence.end:
            words = parts.document.text[time.span[0] : time.span[1]]
            yield f"  time: {words} = {time.start or '…'} to {time.end or '…'} ({time.rule})"
    for one in parts.quantities:
        if sentence.start <= one.span[0] < sentence.end:
            words = parts.document.text[one.span[0] : one.span[1]]
            yield f"  figure: {words} = {one.value} {one.unit or ''} ({one.kind}, {one.rule})"


def _telling(text: str, one: Attribution) -> str:
    source = " … ".join(text[s:e] for s, e in one.source) or "nobody named"
    cue = " … ".join(text[s:e] for s, e in one.cue)
    held = "" if role_of(one)[0] != "none" else "; not a telling for claims"
    return f"{source} / {cue} / {_short(text, one.content[0], 80)} ({one.rule}, {one.cue_class}{held})"


def _unit(text: str, parts: Parts, unit: Unit) -> Iterator[str]:
    view = view_of(parts, unit)
    voice = " < ".join(text[t.source[0][0] : t.source[0][1]] if t.source else "nobody named" for t in unit.tellings)
    yield f"  unit by {voice or 'the outlet'}: {_short(text, unit.span, 120)}"
    judged = opened(view)
    if judged is None:
        yield "    no claim: no act is known in it"
        return
    yield f"    the deed: {judged.type}, {judged.modality} {judged.polarity} ({judged.rule})"
    silent: list[str] = []
    for name, changed in steps(view, judged):
        if changed is None:
            silent.append(name)
        else:
            yield f"    {name}: {changed.type}, {changed.modality} {changed.polarity}"
    yield f"    did not fire: {', '.join(silent)}"
    if judge(view) is None:
        yield "    no claim: the outlet weighs or colours, and tells neither deed, figure nor date"


def _short(text: str, span: Span, size: int) -> str:
    words = " ".join(text[span[0] : span[1]].split())
    return words if len(words) <= size else f"{words[: size - 1]}…"
