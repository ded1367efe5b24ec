"""The page of one provision: where it stands, its clock, what the texts say, who says so, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guarantor.agreement.explain import duty_sentence, explain_provision
from guarantor.agreement.wording import Wording
from guarantor.board.counters import Chart, chart_of
from guarantor.board.figures import named, short_figure
from guarantor.board.glyphs import LOOKS, Look
from guarantor.board.incidents import Incident, incidents_of, periodic
from guarantor.board.origins import Block, Copies, blocks_of, copies_of
from guarantor.board.question import DAY, Question
from guarantor.board.related import Event, Related, history_of, related_to
from guarantor.board.stepline import History, Steps, drawn, histories, started
from guarantor.briefing.citation import Citation, by_date
from guarantor.case.why import Why, newest_why, why
from guarantor.model.agreement import Provision, Reference
from guarantor.model.assessment import InstanceStatus, Mark

FAR = 2**59
"""Seconds beyond which a window has no end."""
NEWEST = 16
"""Words of each kind that the page of a very large record shows: the newest; all of them are in the search."""
LONG_LINE, LAST_LINE = 200 * DAY, 30 * DAY
"""Seconds: where a duty of every day or month was owed for longer, its line is worked out where it is asked for, and of
the last days alone, as each day of it looks at every instance."""
START = ("trigger", "condition")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A provision in one account; ``chosen`` is the one whose evidence the page shows."""

    account: str
    title: str
    look: Look
    quantity: str
    marks: tuple[str, ...]
    href: str
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One clock: under which reading, for whom, what started it and by whose word, when it falls due, how long ago."""

    reading: str
    debtor: str
    started: str
    told_by: tuple[Citation, ...]
    due: str
    away: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One reference to a text: its title, the clause, the address."""

    title: str
    clause: str
    date: str
    url: str | None
    note: str


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class ProvisionPage:
    """The page's values. ``why`` explains the chosen account's cell."""

    provision: Provision
    phase: str
    sentences: tuple[str, ...]
    standings: tuple[Standing, ...]
    chosen: Standing
    why: Why
    clocks: tuple[Clock, ...]
    texts: tuple[Text, ...]
    told: tuple[Block, ...]
    denied: tuple[Block, ...]
    beside: tuple[Block, ...]
    begun: tuple[Citation, ...]
    changes: tuple[str, ...]
    copies: tuple[Copies, ...]
    histories: tuple[History, ...]
    drawings: tuple[Steps, ...]
    chart: Chart | None
    incidents: tuple[Incident, ...]
    counts: tuple[tuple[Look, int], ...]
    intentions: tuple[Citation, ...]
    unresolved: tuple[Citation, ...]
    related: tuple[Related, ...]
    judged: tuple[Event, ...]
    beside_left: int = 0
    """So many words beside are older than those shown."""
    line_since: str = ""
    """From when the line over time is drawn, where that is not from the start."""


def provision_page(
    question: Question, provision: str, account: str | None, *, line: bool | None = None
) -> ProvisionPage:
    """The page of a provision; ``account`` is the one whose evidence is shown, ``line`` whether its status over time is
    worked out (None: unless the record is very large, where that is asked for by itself). Raises KeyError for one not
    there."""
    large = question.knowledge.large
    found = question.agreement.provision(provision)
    chosen = account if account in question.shown else question.everybody
    state = question.states[chosen]
    explained = (
        newest_why(state, question.knowledge, provision, NEWEST)
        if large else why(state, question.knowledge, provision, compare=True)
    )  # fmt: skip
    standings = tuple(_standing(question, found, name, chosen=name == chosen) for name in question.shown)
    since = started(question)
    long = periodic(found) and question.as_of - since > LONG_LINE
    if long:
        since = max(since, question.as_of - LAST_LINE)
    lines = histories(question, provision, since) if line or (line is None and not large and not long) else ()
    cell = explained.cell
    told, denied, begun = explained.speaking, explained.denying, _claims(explained, START)
    undecided = _undecided(explained, {*told, *denied, *begun})
    shown = _newest(explained, undecided) if large else undecided
    return ProvisionPage(
        provision=found, phase=next((p.title for p in question.agreement.phases if p.id == found.phase), ""),
        sentences=_sentences(question, found), standings=standings,
        chosen=next(each for each in standings if each.chosen), why=explained,
        clocks=tuple(_clocks(question, found, cell.current, "the text")) + tuple(
            clock for name, other in cell.readings for clock in _clocks(question, found, other.current, f"“{name}”")
        ),
        texts=tuple(_text(question, ref) for ref in found.references),
        told=blocks_of(question, told, provision), denied=blocks_of(question, denied, provision),
        beside=blocks_of(question, shown, provision), beside_left=len(undecided) - len(shown),
        begun=tuple(by_date(question.cited(begun[-NEWEST:] if large else begun))),
        changes=tuple(dict.fromkeys(
            _by_name(question, each) for one in explained.explanations for each in one.would_change
        )),
        copies=copies_of(question, [*told, *denied], provision), histories=lines, drawings=drawn(question, lines) if
        lines else (), chart=chart_of(question, found), incidents=incidents_of(question, found, chosen),
        counts=tuple((LOOKS[status], number) for status, number in cell.counts) if periodic(found) else (),
        intentions=tuple(by_date(_cited(explained, cell.intentions))),
        unresolved=tuple(by_date(_cited(explained, cell.unresolved))),
        related=related_to(question, found), judged=history_of(question, provision),
        line_since=question.when(since) if long else "",
    )  # fmt: skip


BETWEEN = "a decision between "


def _by_name(question: Question, change: str) -> str:
    """What would change a status, with those who differ by name instead of by id."""
    if not change.startswith(BETWEEN):
        return change
    name = question.knowledge.roots.name
    return BETWEEN + ", ".join(dict.fromkeys(name(root) for root in change.removeprefix(BETWEEN).split(", ")))


def _standing(question: Question, provision: Provision, account: str, *, chosen: bool) -> Standing:
    cell = question.states[account][provision.id]
    return Standing(
        account=account, title=question.account(account), look=LOOKS[cell.status], quantity=short_figure(cell.owed),
        marks=tuple(_marks(question, cell.marks)), href=question.provision(provision.id, account),
        chosen=chosen,
    )  # fmt: skip


COMMON = ("soft", "rests on unreviewed claims")
"""Marks that the page tells elsewhere, once for all accounts."""


def _marks(question: Question, marks: Iterable[Mark]) -> Iterator[str]:
    for mark in marks:
        if mark.name in COMMON:
            continue
        if mark.name == "figures differ":
            yield f"figures differ: {named(mark.text, question.knowledge.roots)}"
        elif mark.roots and (mark.name in mark.text or not mark.text):
            yield f"{mark.name} {', '.join(dict.fromkeys(question.people.name_of(root) for root in mark.roots[:4]))}"
        else:
            yield f"{mark.name}: {mark.text}" if mark.text else mark.name


def _sentences(question: Question, provision: Provision) -> tuple[str, ...]:
    """What the case says of the provision: the duty first. Ids in brackets and lists of counters are for its author."""
    say = Wording(question.agreement, question.people)
    lines = [f"{duty_sentence(provision, say)}.", *list(explain_provision(provision, say))[1:]]
    ids = {f" ({each.id})" for part in (question.agreement.events, question.agreement.phases) for each in part}
    return tuple(_without(line, ids) for line in lines if not line.startswith("Counted by"))


def _without(line: str, parts: Iterable[str]) -> str:
    for part in parts:
        line = line.replace(part, "")
    return line


def _claims(explained: Why, bits: tuple[str, ...]) -> list[str]:
    witnesses = [witness for each in explained.explanations for witness in each.witnesses if witness.bit in bits]
    return list(dict.fromkeys(claim for witness in witnesses for claim in witness.claims))


def _cited(explained: Why, claims: Iterable[str]) -> Iterator[Citation]:
    return (explained.citations[claim] for claim in claims if claim in explained.citations)


def _undecided(explained: Why, decided: set[str]) -> list[str]:
    """Claims of the account that bear on the provision and decide no bit: totals over many periods, parts, repeats."""
    cell = explained.cell
    figures = cell.owed.by_root if cell.owed is not None else ()
    found = [*(claim for figure in figures for claim in figure.claims), *cell.claims]
    kept = explained.citations if explained.beyond is not None else None
    return [claim for claim in dict.fromkeys(found) if claim not in decided and (kept is None or claim in kept)]


def _newest(explained: Why, claims: list[str]) -> list[str]:
    """Of some claims the newest that can be cited."""
    cited = [claim for claim in claims if claim in explained.citations]
    return sorted(cited, key=lambda claim: (explained.citations[claim].published or "", claim))[-NEWEST:]


def _clocks(
    question: Question, provision: Provision, instances: Iterable[InstanceStatus], reading: str
) -> Iterator[Clock]:
    ends = provision.polarity == "do" or (provision.window is not None and provision.window.end is not None)
    for each in instances:
        if each.window is None and each.trigger is None:
            continue
        due = each.window[1] if ends and each.window is not None and each.window[1] < FAR else None
        yield Clock(
            reading=reading, debtor=question.people.name_of(each.debtor) if each.debtor else "",
            started=question.when(each.trigger[1]) if each.trigger else "a day that the text sets",
            told_by=tuple(by_date(question.cited(each.trigger_claims))[:3]),
            due=question.when(due) if due is not None else "no end set",
            away="" if due is None else _away(question.as_of, due),
        )  # fmt: skip


def _away(now: int, due: int) -> str:
    days = abs(now - due) // 86_400
    length = f"{days} days" if days != 1 else "1 day"
    if days == 0:
        length = f"{abs(now - due) // 3600} hours"
    return f"{length} past" if now > due else f"in {length}"


def _text(question: Question, reference: Reference) -> Text:
    texts = {text.id: text for text in question.agreement.texts}
    known = texts.get(reference.text or "")
    return Text(
        title=known.title if known else reference.text or "told elsewhere", clause=reference.clause or "",
        date=known.date if known else "", url=reference.url or (known.url if known else None),
        note=reference.note or "",
    )  # fmt: skip
