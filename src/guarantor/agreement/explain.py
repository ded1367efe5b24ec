"""An agreement printed back as plain sentences, so that its author can see what the files say."""

from __future__ import annotations

from collections.abc import Iterator

from guarantor.agreement.explain_positions import consent_lines, issue_lines, tie_lines
from guarantor.agreement.explain_words import act_lines, object_lines, pattern_lines
from guarantor.agreement.wording import Wording, day, series, span
from guarantor.model.actor import People
from guarantor.model.agreement import Agreement, Counter, Event, Meeting, Phase
from guarantor.model.provision import Closing, Provision

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
        _block("Counters (never added to each other)",
               (line for counter in agreement.counters for line in _counter(counter, say, evidence))),
        _block("Meetings", (line for meeting in agreement.meetings for line in _meeting(meeting, say, evidence))),
        _block("Open issues", issue_lines(agreement, say, evidence=evidence)),
        _block("Whose agreement answers need", consent_lines(agreement, say)),
        _block("What cannot hold together", tie_lines(agreement, say)),
        _block("Words for what acts are done to", object_lines(agreement, say)) if evidence else "",
        _block("Words for acts", act_lines(agreement)) if evidence else "",
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
        where = [each.url for each in text.references if each.url] or ([text.url] if text.url else [])
        yield "; ".join([*parts, *dict.fromkeys(where)]) + f".{_note(text.note)}"


def _roles(agreement: Agreement, say: Wording) -> Iterator[str]:
    for role in agreement.roles:
        contested = f" Contested: {role.contested.rstrip('.')}." if role.contested else ""
        head = f"{role.title} ({role.id})" if role.title not in ("", role.id) else role.id
        refs = say.references(role.references)
        yield f"{head}: {say.actors(role.who)} ({refs}).{contested}{_note(role.note)}"


def _note(note: str | None) -> str:
    return f" Note: {note.rstrip('.')}." if note else ""


def _event(event: Event, say: Wording, evidence: bool) -> Iterator[str]:
    act = say.act(event.act) if event.act else "told by the patterns below"
    often = "; each occurrence opens its own clock" if event.occurs == "often" else ""
    refs = f" ({say.references(event.references)})" if event.references else ""
    title = f"{event.id}, “{event.title}”" if event.title not in (event.id, "") else event.id
    yield f"{title}: {act}{often}{refs}.{_note(event.note)}"
    if evidence:
        yield from (f"  {line}" for line in pattern_lines(event.evidence, say))


def _phase(phase: Phase, say: Wording) -> Iterator[str]:
    opens = f" It starts with {say.event(phase.opens)}." if phase.opens else ""
    yield f"{phase.title} ({phase.id}; {say.references(phase.references)}).{opens}{_note(phase.note)}"
    if not phase.opens and phase.gates:
        yield "  It starts when its gate is told open."
    for gate in phase.gates:
        name = "Its gate" if gate.name == "as written" else f"Its gate as read in “{gate.name}”"
        yield f"  {name} ({say.reference(gate.reading_of)}): {say.condition(gate.needs)}."


def _counter(counter: Counter, say: Wording, evidence: bool) -> Iterator[str]:
    what = [*([say.thing(counter.of)] if counter.of else []), *map(say.provision, counter.about)]
    scope = f"; it counts {counter.scope}" if counter.scope else ""
    relation = {
        "same": "",
        "narrower": ", which is less than what is owed",
        "wider": ", which is more than what is owed",
    }
    since = f", since {day(counter.since)}" if counter.since else ""
    complete = "; it counts every one, so its silence speaks" if counter.complete else ""
    title = f"{counter.id}, “{counter.title}”" if counter.title not in ("", counter.id) else counter.id
    unit = f" in {counter.unit}" if counter.unit else ""
    head = f"{title}: {say.actors(counter.roots)} on {series(what)}, {counter.kind}{unit}{since}"
    refs = f" ({say.references(counter.references)})" if counter.references else ""
    yield f"{head}{scope}{relation[counter.scope_is]}{complete}{refs}.{_note(counter.note)}"
    if evidence:
        yield from (f"  {line}" for line in pattern_lines(counter.evidence, say))


def _meeting(meeting: Meeting, say: Wording, evidence: bool) -> Iterator[str]:
    parts = [
        meeting.title,
        day(meeting.date) if meeting.date else "",
        say.actor(meeting.place) if meeting.place else "",
    ]
    invited = f" Expected: {say.actors(meeting.invited)}." if meeting.invited else ""
    titles = {issue.id: issue.title for issue in say.agreement.issues}
    table = f" On its table: {series(titles.get(each, each) for each in meeting.issues)}" if meeting.issues else ""
    table += "." if table and not table.endswith("?") else ""
    refs = f"; {say.references(meeting.references)}" if meeting.references else ""
    yield f"{', '.join(filter(None, parts))} ({meeting.id}{refs}).{invited}{table}{_note(meeting.note)}"
    if evidence:
        yield from (f"  {line}" for line in pattern_lines(meeting.evidence, say))


def _head(provision: Provision) -> str:
    return f"{provision.title} ({provision.id})"


def explain_provision(provision: Provision, say: Wording, *, evidence: bool = False) -> Iterator[str]:
    """One provision, a sentence a line."""
    yield f"{duty_sentence(provision, say)} ({say.references(provision.references)})."
    yield from _conditions(provision, say)
    yield from _rest(provision, say)
    if provision.counters:
        yield f"Counted by {series(provision.counters)}."
    for reading in provision.readings:
        chosen = f" Chosen: {(reading.reason or 'no reason given').rstrip('.')}." if reading.chosen else ""
        where = say.reference(reading.reading_of)
        yield f"Read in “{reading.name}” ({where}): {duty_sentence(reading.provision, say)}.{chosen}"
        yield from (f"  {line}" for line in _differing(provision, reading.provision, say))
    known = provision
    for change in provision.amendments:
        scope = "and to duties still open" if change.applies == "open" else "for duties that begin later"
        title = f" by “{change.title}”" if change.title else ""
        words = f"Amended{title} from {day(change.since)} ({say.references(change.references)}), {scope}"
        yield f"{words}: {duty_sentence(change.provision, say)}."
        yield from (f"  {line}" for line in _differing(known, change.provision, say))
        known = change.provision
    if evidence:
        yield "Claims that bear on it:"
        yield from (f"  {line}" for line in pattern_lines(provision.evidence, say))


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
        yield f"Settled otherwise by {say.event(closing.event)}{_when(closing)}."
    if provision.soft:
        yield f"The text softens it: {provision.soft.rstrip('.')}."
    if provision.phase and not _begins_with(provision):
        yield f"It belongs to {say.phase(provision.phase)}."
    if provision.issues:
        titles = {issue.id: issue.title for issue in say.agreement.issues}
        yield f"Issues that touch it: {series(titles.get(each, each) for each in provision.issues)}"
    if provision.note:
        yield f"Note: {provision.note}"


def _when(closing: Closing) -> str:
    """Between which offsets from the start of the clock a closing counts."""
    first = f" from {span(closing.start)}" if closing.start is not None else ""
    last = f" until {span(closing.end)}" if closing.end is not None else ""
    return f", told{first}{last} after the clock's start{_note(closing.note).rstrip('.')}" if first or last else ""


def _begins_with(provision: Provision) -> bool:
    """Whether the clock says already to which phase the duty belongs."""
    window = provision.window
    return window is not None and any(p.kind == "phase" and p.name == provision.phase for p in window.anchor.plain)


def _differing(base: Provision, other: Provision, say: Wording) -> Iterator[str]:
    """What a reading or an amendment says otherwise than the provision, beside who owes what and when; what it takes
    out, too."""
    before, after = ([*_conditions(each, say), *_rest(each, say)] for each in (base, other))
    yield from (line for line in after if line not in before)
    yield from (f"No longer: {line}" for line in before if line not in after and not _said_anew(line, after))


def _said_anew(line: str, after: list[str]) -> bool:
    """Whether a line with the same beginning stands in its place."""
    return any(other.split()[:3] == line.split()[:3] for other in after)
