"""An agreement printed back as plain sentences, so that its author can see what the files say."""

from __future__ import annotations

from collections.abc import Iterator

from guarantor.agreement.explain_positions import consent_lines, issue_lines, tie_lines
from guarantor.agreement.wording import Wording, day, series, span
from guarantor.model.actor import People
from guarantor.model.agreement import Agreement, Counter, Event, Meeting, Phase
from guarantor.model.provision import EvidencePattern, Provision

_EFFECTS = {
    "performed": "it was done",
    "total": "so much was done in all",
    "not_performed": "it was not done",
    "outstanding": "something is still owed",
    "breached": "it is breached, by somebody's judgement",
    "forbidden": "the forbidden thing was done",
    "upholds": "it is kept",
    "answers": "an allegation is denied",
    "triggered": "it came",
    "not_triggered": "it did not come",
    "ended": "the duty is over",
    "excepted": "an exception applies",
    "closed": "it was settled otherwise",
    "intends": "it is intended (shown beside, counts for nothing)",
}
_MUST = {"do": "must", "refrain": "must not", "maintain": "must keep up:"}


def explain_agreement(agreement: Agreement, people: People | None = None, *, evidence: bool = False) -> str:
    """The agreement in plain British English; ``people`` give actors their names, ``evidence`` adds the patterns."""
    say = Wording(agreement, people)
    blocks = [
        f"{agreement.title} ({agreement.process}). Days and times are those of {agreement.zone}.",
        _block("The texts", _texts(agreement, say)),
        _block("Who has which role", _roles(agreement, say)),
        _block("What clocks hang on", (line for event in agreement.events for line in _event(event, say, evidence))),
        _block("Phases", (line for phase in agreement.phases for line in _phase(phase, say))),
        *(_block(_head(each), explain_provision(each, say, evidence=evidence)) for each in agreement.provisions),
        _block("Counters (never added to each other)", (_counter(counter, say) for counter in agreement.counters)),
        _block("Meetings", (_meeting(meeting, say) for meeting in agreement.meetings)),
        _block("Open issues", issue_lines(agreement)),
        _block("Whose agreement answers need", consent_lines(agreement, say)),
        _block("What cannot hold together", tie_lines(agreement, say)),
    ]  # fmt: skip
    return "\n\n".join(block for block in blocks if block) + "\n"


def _block(title: str, lines: Iterator[str]) -> str:
    listed = [f"  {line}" for line in lines]
    return "\n".join([f"{title}:", *listed]) if listed else ""


def _texts(agreement: Agreement, say: Wording) -> Iterator[str]:
    for text in agreement.texts:
        others = {other.id: other.title for other in agreement.texts}
        parts = [f"{text.title} ({text.id}), {day(text.date) if text.date else 'undated'}"]
        if text.amends:
            parts.append(f"it amends {others.get(text.amends, text.amends)}")
        if text.endorses:
            parts.append(f"it endorses {others.get(text.endorses, text.endorses)}")
        if text.annexes:
            parts.append(f"annexes: {text.annexes}")
        yield "; ".join(parts) + "."


def _roles(agreement: Agreement, say: Wording) -> Iterator[str]:
    for role in agreement.roles:
        contested = f" Contested: {role.contested.rstrip('.')}." if role.contested else ""
        yield f"{role.title or role.id}: {say.actors(role.who)} ({say.references(role.references)}).{contested}"


def _event(event: Event, say: Wording, evidence: bool) -> Iterator[str]:
    act = say.act(event.act) if event.act else "told by the patterns below"
    often = "; each occurrence opens its own clock" if event.occurs == "often" else ""
    refs = f" ({say.references(event.references)})" if event.references else ""
    title = f"{event.id}, “{event.title}”" if event.title not in (event.id, "") else event.id
    yield f"{title}: {act}{often}{refs}."
    if evidence:
        yield from (f"  {line}" for line in _patterns(event.evidence, say))


def _phase(phase: Phase, say: Wording) -> Iterator[str]:
    opens = f" It starts with {say.event(phase.opens)}." if phase.opens else ""
    yield f"{phase.title} ({phase.id}; {say.references(phase.references)}).{opens}"
    if not phase.opens and phase.gates:
        yield "  It starts when its gate is told open."
    for gate in phase.gates:
        name = "Its gate" if gate.name == "as written" else f"Its gate as read in “{gate.name}”"
        yield f"  {name} ({say.reference(gate.reading_of)}): {say.condition(gate.needs)}."


def _counter(counter: Counter, say: Wording) -> str:
    what = say.thing(counter.of) if counter.of else series(counter.about)
    scope = f"; it counts {counter.scope}" if counter.scope else ""
    relation = {
        "same": "",
        "narrower": ", which is less than what is owed",
        "wider": ", which is more than what is owed",
    }
    complete = "; it counts every one, so its silence speaks" if counter.complete else ""
    head = f"{counter.id}: {say.actors(counter.roots)} on {what}, {counter.kind}"
    return f"{head}{scope}{relation[counter.scope_is]}{complete}."


def _meeting(meeting: Meeting, say: Wording) -> str:
    parts = [
        meeting.title,
        day(meeting.date) if meeting.date else "",
        say.actor(meeting.place) if meeting.place else "",
    ]
    invited = f" Expected: {say.actors(meeting.invited)}." if meeting.invited else ""
    return f"{', '.join(filter(None, parts))} ({meeting.id}).{invited}"


def _head(provision: Provision) -> str:
    return f"{provision.title} ({provision.id})"


def explain_provision(provision: Provision, say: Wording, *, evidence: bool = False) -> Iterator[str]:
    """One provision, a sentence a line."""
    yield f"{duty_sentence(provision, say)} ({say.references(provision.references)})."
    yield from _conditions(provision, say)
    yield from _rest(provision, say)
    for reading in provision.readings:
        chosen = f" Chosen: {reading.reason}." if reading.chosen else ""
        where = say.reference(reading.reading_of)
        yield f"Read in “{reading.name}” ({where}): {duty_sentence(reading.provision, say)}.{chosen}"
        yield from (f"  {line}" for line in _differing(provision, reading.provision, say))
    for change in provision.amendments:
        scope = "and to duties still open" if change.applies == "open" else "for duties that begin later"
        words = f"Amended from {day(change.since)} ({say.references(change.references)}), {scope}"
        yield f"{words}: {duty_sentence(change.provision, say)}."
    if evidence:
        yield "Claims that bear on it:"
        yield from (f"  {line}" for line in _patterns(provision.evidence, say))


def duty_sentence(provision: Provision, say: Wording) -> str:
    """Who must do what, how much of it, when and how often: without a full stop."""
    act = say.act(provision.act, doer=False) if provision.act else "do what is not said"
    if provision.creditors and provision.act and not set(provision.act.to) & set(provision.creditors):
        act += f", as owed to {say.actors(provision.creditors)}"
    parts = [f"{say.debtors(provision)} {_MUST[provision.polarity]} {act}"]
    if provision.quantity is not None:
        parts.append(f": {say.quantity(provision.quantity)}")
    if provision.recurrence is not None:
        parts.append(f", {say.recurrence(provision.recurrence)}")
    if provision.window is not None:
        standing = provision.polarity != "do" or provision.recurrence is not None
        parts.append(f", {say.window(provision.window, standing=standing)}")
    return "".join(parts)


def _conditions(provision: Provision, say: Wording) -> Iterator[str]:
    if provision.when is not None:
        yield f"It is owed once {say.condition(provision.when)}."
    if provision.for_each is not None:
        yield f"It is owed once for each key that {say.event(provision.for_each)} is told with."
    if provision.while_ is not None:
        yield f"It binds as long as {say.condition(provision.while_)}; while that is unknown, it binds."
    if provision.unless is not None:
        out = {"duty": "; that time is taken out of the duty", "clock": "; the clock stands still in that time"}
        yield f"It does not bind while {say.condition(provision.unless)}{out.get(provision.suspends or '', '')}."


def _rest(provision: Provision, say: Wording) -> Iterator[str]:
    if provision.consume == "exclusive":
        yield "One act counts for one duty only."
    if provision.incidents:
        yield "Each alleged breach has a life of its own."
    if provision.verify is not None:
        within = f" within {span(provision.verify.within)} of the act" if provision.verify.within else ""
        quorum = f", at least {provision.verify.quorum} of them" if provision.verify.quorum > 1 else ""
        who = say.actors(provision.verify.who, "and" if quorum else "or")
        yield f"Verified by {who}{quorum}{within}."
    for closing in provision.closes_otherwise:
        yield f"Settled otherwise by {say.event(closing.event)}."
    if provision.soft:
        yield f"The text softens it: {provision.soft.rstrip('.')}."
    if provision.counters:
        yield f"Counted by {series(provision.counters)}."
    if provision.note:
        yield f"Note: {provision.note}"


def _differing(base: Provision, other: Provision, say: Wording) -> Iterator[str]:
    """Conditions of a reading that are not those of the provision."""
    known = set(_conditions(base, say))
    yield from (line for line in _conditions(other, say) if line not in known)


def _patterns(patterns: tuple[EvidencePattern, ...], say: Wording) -> Iterator[str]:
    for pattern in patterns:
        asks = [
            ("words", series(pattern.acts, "or")),
            ("of", series(pattern.of, "or")),
            ("not of", series(pattern.not_of, "or")),
            ("by", say.actors(pattern.by, "or") + (" or nobody named" if pattern.by_silent else "")),
            ("to", say.actors(pattern.to, "or")),
            ("said by", say.actors(pattern.holders, "or")),
            ("type", series(pattern.types, "or")),
            ("modality", series(pattern.modalities, "or")),
            ("polarity", "" if pattern.polarity == "any" else pattern.polarity),
            ("figure", series((*pattern.kind, *pattern.unit, *pattern.scope, *pattern.period), "or")),
            ("place", say.actors(pattern.place, "or")),
        ]
        asked = "; ".join(f"{name}: {words}" for name, words in asks if words)
        relation = f" [{pattern.scope_is} scope]" if pattern.scope_is != "same" else ""
        yield f"{pattern.name}: says that {_EFFECTS[pattern.effect]}{relation}. {asked}."
