"""What stands in the way: the gates under each reading of the text, the accounts merged; what is not established."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guarantor.assessment.questions import compare, counted_gates, gates
from guarantor.briefing.citation import Citation
from guarantor.briefing.clocks import LATE, main_deadlines
from guarantor.briefing.desk import Desk, paragraph
from guarantor.briefing.material import Material
from guarantor.briefing.parts import Paragraph, Sentence
from guarantor.briefing.saying import DERIVED, each_of, listed, review_marks, upper_first
from guarantor.briefing.standing import NOTES, OPEN, SILENT, SUMMED, in_accounts, own_words, speaks, status_words
from guarantor.model.agreement import Phase, Provision
from guarantor.model.assessment import Blocker, Deadline, GateState, ProvisionStatus, RootFigure

_NOBODY = "nothing read tells of it"
_UNTOLD = "nobody tells"
NAMED = 5
"""At most so many silent provisions are named; the others are counted."""


def in_the_way(desk: Desk, *, besides: frozenset[str] | None = None) -> list[Paragraph]:
    """For each phase: whether it is open, what it waits for under each reading, and who tells what of each thing.

    ``besides``: a page has, in the place of that, one sentence on what it asks for by all that is told, but for these.
    """
    material = desk.material
    found: dict[str, dict[str, dict[str, GateState]]] = {}
    for account, state in material.states.items():
        for gate in gates(state) if account != material.everybody else ():
            found.setdefault(gate.phase, {}).setdefault(gate.reading, {})[account] = gate
    made: list[Paragraph] = []
    for phase in material.agreement.phases:
        readings = found.get(phase.id, {})
        if readings:
            count = _counted(readings)
            told = [
                _state(desk, phase, count),
                *(() if besides is None else _waits(desk, count, besides)),
                *_readings(desk, phase, readings),
            ]
            made += paragraph(told, lead=f"{phase.title}.")
            for thing in _things(desk, count):
                made += paragraph(thing, item=True)
    return made


def _waits(
    desk: Desk, readings: dict[str, dict[str, GateState]], besides: frozenset[str]
) -> Iterator[Sentence]:  # fmt: skip
    """What a phase asks for under any reading, each with its state by all that is told."""
    material, everybody = desk.material, desk.material.states[desk.material.everybody]
    what = dict.fromkeys(blocker.what for by in readings.values() for gate in by.values() for blocker in gate.blockers)
    told = [name for name in what if name in everybody and speaks(material, everybody[name]) and name not in besides]
    if not told:
        return
    cited = material.cited(claim for name in told for claim in _decisive(material, everybody[name]))
    states = [f"{_short(material.provision(name))} ({_with_figure(desk, everybody[name])})" for name in told]
    texts = {desk.text_note(name) for name in told}
    notes = tuple(sorted({*desk.notes.numbers(*cited), *texts}))
    yield Sentence(
        text=desk.wording("gate_waits", what=listed(states)), notes=notes, marks=review_marks(cited), short=True
    )


def _decisive(material: Material, cell: ProvisionStatus) -> list[str]:
    """The claims that a cell's figure and word rest on, a few."""
    figures = [claim for end in (cell.owed.ends if cell.owed else ()) for claim in _behind_figure(end)]
    return figures or [each.claim for each in material.cited(own_words(material, [cell]))[-1:]]


def _short(provision: Provision) -> str:
    """A provision's title without what stands behind a comma."""
    return f"“{provision.title.partition(', ')[0]}”"


def _with_figure(desk: Desk, cell: ProvisionStatus) -> str:
    told = cell.owed.text if cell.owed is not None and ": " not in cell.owed.text and cell.status in OPEN else ""
    return ", ".join(filter(None, (desk.wording.status(cell.status), told)))


def _counted(readings: dict[str, dict[str, GateState]]) -> dict[str, dict[str, GateState]]:
    """The reading that a person chose, else all of them."""
    chosen = {name: by for name, by in readings.items() if any(gate.chosen for gate in by.values())}
    return chosen or readings


def _state(desk: Desk, phase: Phase, readings: dict[str, dict[str, GateState]]) -> Sentence:
    waited = {blocker.what for by in readings.values() for gate in by.values() for blocker in gate.blockers}
    notes = _notes_of(desk, waited or {phase.id})
    shut: list[str] = []
    opened: list[str] = []
    for account in next(iter(readings.values()), {}):
        states = {by_account[account].state for by_account in readings.values()}
        (opened if "open" in states else shut).append(account)
    if not opened:
        return Sentence(text=desk.wording("gate_shut", reading=_as_chosen(desk, readings)), notes=notes)
    told = {"shut": in_accounts(desk, shut) if shut else "no account", "open": in_accounts(desk, opened)}
    name = "gate_mixed" if len(readings) > 1 else "gate_mixed_one"
    return Sentence(text=desk.wording(name, reading=_as_chosen(desk, readings), **told), notes=notes)


def _as_chosen(desk: Desk, readings: dict[str, dict[str, GateState]]) -> str:
    """Which reading of the text a person chose; nothing where none is."""
    chosen = [name for name, by in readings.items() if any(gate.chosen for gate in by.values())]
    return desk.wording("gate_as_chosen", reading=chosen[0]) if chosen else ""


def _readings(desk: Desk, phase: Phase, readings: dict[str, dict[str, GateState]]) -> Iterator[Sentence]:
    """What the phase waits for, a sentence a reading."""
    for reading, by_account in readings.items():
        what = list(dict.fromkeys(blocker.what for gate in by_account.values() for blocker in gate.blockers))
        if not what:
            met = {each for gate in by_account.values() for each in gate.met}
            text = desk.wording("gate_open", reading=reading)
            yield Sentence(text=text, notes=_notes_of(desk, met or {phase.id}))
            continue
        notes = _notes_of(desk, what)
        titles = listed([_title(desk, each) for each in what])
        yield Sentence(text=desk.wording("gate_reading", reading=reading, what=titles), notes=notes, detail=True)


def _things(desk: Desk, readings: dict[str, dict[str, GateState]]) -> Iterator[list[Sentence]]:
    """Each thing that is waited for once, with what the accounts in which it is in the way make of it."""
    things: dict[str, dict[str, Blocker]] = {}
    for by_account in readings.values():
        for account, gate in by_account.items():
            for blocker in gate.blockers:
                things.setdefault(blocker.what, {}).setdefault(account, blocker)
    for what, by in things.items():
        words: dict[str, list[str]] = {}
        for account, blocker in by.items():
            words.setdefault(_word(desk, account, blocker), []).append(account)
        silent = words.pop("", [])
        done = _told_done(desk, what) if not words else {}
        told = desk.wording("gate_told_done", word=_joined(done), who=in_accounts(desk, _all(done))) if done else ""
        if list(words) == [_UNTOLD]:
            words = {}
        title = upper_first(_title(desk, what))
        text = desk.wording("gate_thing", thing=title, words=_by(desk, words) or told or _NOBODY)
        cited = _newest(desk, what, _all(done) if done else list(by))
        notes = desk.notes.numbers(*cited) or (desk.thing_note(what),)
        said = [Sentence(text=text, notes=notes, marks=review_marks(cited), detail=bool(done))]
        if silent and words:
            who = each_of("from", _names(desk, silent))
            files = (desk.thing_note(what),)
            said.append(Sentence(text=desk.wording("no_word", who=who), notes=files, detail=True))
        yield said


def _told_done(desk: Desk, what: str) -> dict[str, list[str]]:
    """The accounts with words of their own on a thing, by status, where those it keeps shut have none."""
    found: dict[str, list[str]] = {}
    for account, state in desk.material.states.items():
        if account != desk.material.everybody and what in state and speaks(desk.material, state[what]):
            found.setdefault(desk.wording.status(state[what].status), []).append(account)
    return found


def _joined(words: dict[str, list[str]]) -> str:
    return listed(list(words), "or")


def _all(words: dict[str, list[str]]) -> list[str]:
    return [account for accounts in words.values() for account in accounts]


def _newest(desk: Desk, what: str, accounts: list[str]) -> list[Citation]:
    """The newest words of each account on a thing, a few of them."""
    newest: list[str] = []
    for account in accounts:
        state = desk.material.states[account]
        if what in state:
            newest += [each.claim for each in desk.material.cited(own_words(desk.material, [state[what]]))[-1:]]
    return desk.material.cited(newest)[-NOTES:]


def _word(desk: Desk, account: str, blocker: Blocker) -> str:
    """What an account says of a thing in the way; nothing, where only the clock speaks."""
    state = desk.material.states[account]
    if blocker.what in state and not speaks(desk.material, state[blocker.what]):
        return ""
    if blocker.what in state and state[blocker.what].status == blocker.status:
        return status_words(desk, state[blocker.what])
    return desk.wording.status(blocker.status)


def _by(desk: Desk, words: dict[str, list[str]]) -> str:
    return "; ".join(f"{word} in {in_accounts(desk, told)}" for word, told in words.items())


def _names(desk: Desk, accounts: list[str]) -> list[str]:
    return [desk.material.account(account) for account in accounts]


def _title(desk: Desk, what: str) -> str:
    titles = {provision.id: provision.title for provision in desk.material.agreement.provisions}
    titles.update((event.id, event.title or event.id) for event in desk.material.agreement.events)
    denied, actor = what.removeprefix("not "), desk.material.people.actors.get(what)
    if denied != what:
        return desk.wording("gate_not", thing=_title(desk, denied))
    if what not in titles and actor is not None:
        return desk.wording("gate_performs", who=desk.wording.article(actor.name))
    return f"“{titles.get(what, what)}”"


def _notes_of(desk: Desk, things: Iterable[str]) -> tuple[int, ...]:
    """The notes that lead to what the files say of some things."""
    return tuple(sorted({desk.thing_note(each) for each in sorted(things)}))


def touched(desk: Desk, provision: str, due: Iterable[Deadline]) -> Iterator[Sentence]:
    """The clock of a provision (of ``due``), and the gates that wait for it by the texts."""
    material = desk.material
    everybody = material.states[material.everybody]
    note = (desk.text_note(provision),)
    for each in due:
        if each.provision == provision and not (each.past and each.status not in LATE):
            text = desk.wording("clock_past" if each.past else "clock_due", hour=material.hour(each.due[1]))
            yield Sentence(text=text, notes=note, marks=(DERIVED,))
    for phase in material.agreement.phases:
        readings = [
            f"“{gate.reading}”" for gate in counted_gates(everybody)
            if gate.phase == phase.id and any(blocker.what == provision for blocker in gate.blockers)
        ]  # fmt: skip
        if readings:
            name = "gates_touched" if len(readings) == 1 else "gates_touched_many"
            text = desk.wording(name, phases=phase.title, readings=listed(list(dict.fromkeys(readings))))
            yield Sentence(text=text, notes=note)


def not_established(desk: Desk, *, among: frozenset[str] | None = None) -> list[Paragraph]:
    """What nobody tells though its time has come, whose figure holds where figures differ, what waits for a person."""
    return [
        Paragraph(sentences=(sentence,), item=True)
        for sentence in (*_figures_differ(desk, among), *_nobody(desk, among), *_waiting(desk))
    ]


def _figures_differ(desk: Desk, among: frozenset[str] | None) -> Iterator[Sentence]:
    """The lowest and the highest figure that stand side by side; what was told earlier of a running count, or of some
    acts beside a count of all, is no difference."""
    for name, cell in desk.material.states[desk.material.everybody].items():
        owed = cell.owed
        if not _within(desk, name, among) or owed is None or len(owed.ends) < 2:
            continue
        numbers = [
            desk.wording("added_up", value=end.text) if end.derived else end.text for end in owed.ends
        ]  # fmt: skip
        reached = owed.op == ">=" and owed.target == owed.high
        cited = desk.material.cited(claim for end in owed.ends for claim in _behind_figure(end))
        if reached or not cited:
            continue
        derived = (DERIVED,) if any(end.derived for end in owed.ends) else ()
        yield Sentence(
            text=desk.wording("figures_differ", title=desk.material.provision(name).title, numbers=listed(numbers)),
            notes=desk.notes.numbers(*cited), marks=(*review_marks(cited), *derived),
        )  # fmt: skip


def _behind_figure(figure: RootFigure) -> tuple[str, ...]:
    """The claims that a figure rests on: of a sum all (not too many), else the last that tells it."""
    return figure.claims[-SUMMED:] if figure.derived else figure.claims[-1:]


def _nobody(desk: Desk, among: frozenset[str] | None) -> Iterator[Sentence]:
    """Provisions of which nobody tells: by name those whose time has come, by number those behind shut gates."""
    material = desk.material
    everybody, states = material.states[material.everybody], material.states.values()
    counted = counted_gates(everybody)
    shut = {gate.phase for gate in counted} - {gate.phase for gate in counted if gate.state == "open"}
    silent = [
        each.provision for each in compare(material.states)
        if _within(desk, each.provision, among) and not any(speaks(material, state[each.provision]) for state in states)
        and everybody[each.provision].status in (*SILENT, "due") and not everybody[each.provision].unresolved
    ]  # fmt: skip
    now = [name for name in silent if not _behind(material.provision(name), shut)]
    behind = len(silent) - len(now)
    if now:
        past = {each.provision: each.due[1] for each in main_deadlines(everybody, now[:NAMED]) if each.past}
        titles = [
            desk.wording("nobody_due", title=title, hour=material.hour(past[name])) if name in past else title
            for name in now[:NAMED]
            for title in [f"“{material.provision(name).title}”"]
        ]
        more = [f"{desk.wording.number(len(now) - NAMED)} more"] if len(now) > NAMED else []
        notes = tuple(sorted(desk.text_note(name) for name in now[:NAMED]))
        yield Sentence(
            text=desk.wording("nobody", titles=listed([*titles, *more], "or" if not more else "and")), notes=notes,
            marks=(DERIVED,) if past else (),
        )  # fmt: skip
    if now and behind:
        notes = tuple(sorted(desk.text_note(name) for name in silent if name not in now))
        text = desk.wording("nobody_behind", count=desk.wording.number(behind))
        yield Sentence(text=text, notes=notes[:1], beside=notes[1:], marks=(DERIVED,))


def _behind(provision: Provision, shut: set[str]) -> bool:
    anchor = provision.window.anchor if provision.window is not None else None
    waits = anchor is not None and anchor.kind == "phase" and anchor.name in shut
    return waits or (provision.phase in shut and anchor is None)


def _waiting(desk: Desk) -> Iterator[Sentence]:
    waiting = {claim for cell in desk.material.states[desk.material.everybody].values() for claim in cell.unresolved}
    cited = desk.material.cited(sorted(waiting))
    if cited:
        name = "unresolved_count" if len(cited) > 1 else "unresolved_count_one"
        text = desk.wording(name, count=upper_first(desk.wording.number(len(cited))))
        notes = desk.notes.numbers(*cited)
        yield Sentence(text=text, notes=notes[:NAMED], beside=notes[NAMED:], marks=(*review_marks(cited), DERIVED))


def _within(desk: Desk, name: str, among: frozenset[str] | None) -> bool:
    return desk.material.keeps(name) and (among is None or name in among)
