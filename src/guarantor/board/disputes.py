"""Open disagreements side by side: the values as told, each with its holders, chain and scope. None is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guarantor.assessment.questions import explain
from guarantor.board.figures import fixed, names
from guarantor.board.glyphs import LOOKS
from guarantor.board.question import Question
from guarantor.briefing.citation import Citation, by_date
from guarantor.briefing.saying import listed
from guarantor.model.agreement import Provision
from guarantor.model.assessment import Comparison, InstanceStatus, ProvisionStatus, RootFigure, Status

FOR, AGAINST = ("t", "late", "answered", "upholds"), ("f", "short", "called")
INCIDENTS = 2
"""Disputed incidents of one provision that the page shows; the rest stand on the provision's own page."""
VALUES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value: what is said, who says so, what it covers, and where it stands."""

    value: str
    who: str
    scope: str
    citation: Citation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One disagreement; ``note`` says what the values share or where they differ."""

    title: str
    href: str
    values: tuple[Value, ...]
    note: str = ""
    more: int = 0


def facts_of(question: Question, provision: Provision, comparison: Comparison) -> Iterator[Fact]:
    """The open disagreements about a provision, whose cells in the accounts shown were compared."""
    cell = question.states[question.everybody][provision.id]
    figures = tuple(_figures(question, provision, cell))
    yield from figures
    if cell.status == "disputed":
        yield from _acts(question, provision, cell)
    elif comparison.kind == "disputed" and not figures:
        yield from _accounts(question, provision)
    yield from _incidents(question, provision)


def _figures(question: Question, provision: Provision, cell: ProvisionStatus) -> Iterator[Fact]:
    if cell.owed is None:
        return
    groups: dict[str, list[RootFigure]] = {}
    for figure in sorted(cell.owed.by_root, key=lambda f: (f.until, f.root)):
        groups.setdefault(figure.text, []).append(figure)
    if len(groups) < 2:
        return
    of = f" of {cell.owed.target:,.10g}" if cell.owed.target else ""
    values = tuple(_value(question, provision, value, of, figures) for value, figures in groups.items())
    statuses = _statuses(question, provision)
    told = [
        f"{LOOKS[status].word} for {listed([question.account(a) for a in them])}" for status, them in statuses.items()
    ]
    note = f"Account by account: {'; '.join(told)}." if len(told) > 1 else "Scope and cut-off may differ."
    yield Fact(
        title=provision.title, href=question.provision(provision.id), values=values[:VALUES],
        more=max(0, len(values) - VALUES), note=note,
    )  # fmt: skip


def _value(question: Question, provision: Provision, value: str, of: str, figures: list[RootFigure]) -> Value:
    cited = by_date(question.cited(claim for figure in figures for claim in figure.claims[-1:]))
    parts = [f"by {question.when(figures[0].until)}"] if figures[0].until else []
    scopes = [
        counter.scope
        for counter in question.agreement.counters
        if provision.id in counter.about and counter.scope and {f.root for f in figures} & set(counter.roots)
    ]
    parts.extend(scopes[:1])
    if all(figure.derived for figure in figures):
        parts.append("derived by us")
    who = names(tuple(figure.root for figure in figures), question.knowledge.roots, most=3)
    text = fixed(f"{value}{of}")
    return Value(value=text, who=who, scope=", ".join(parts), citation=cited[0] if cited else None)


def _acts(question: Question, provision: Provision, cell: ProvisionStatus) -> Iterator[Fact]:
    told, denied = _sides(question, provision, None)
    yes, no = ("Done", "Not done") if provision.polarity == "do" else ("Kept", "Broken")
    fact = _fact(question, provision, provision.title, (yes, cell.tellers, told), (no, cell.against, denied))
    if fact is not None:
        yield fact


def _incidents(question: Question, provision: Provision) -> Iterator[Fact]:
    state = question.states[question.everybody]
    if not provision.incidents or dict(state[provision.id].counts).get("disputed", 0) == 0:
        return
    found = [each for each in state.instances(provision.id) if each.status == "disputed" and each.incident]
    found.sort(key=lambda each: (each.window or (0, 0))[1], reverse=True)
    for instance in found[:INCIDENTS]:
        told, denied = _sides(question, provision, instance.incident)
        title = f"{provision.title}: {incident_day(question, instance)}"
        fact = _fact(
            question, provision, title, ("Broken", instance.against, denied), ("Denied", instance.tellers, told)
        )
        if fact is not None:
            yield fact


def incident_day(question: Question, instance: InstanceStatus) -> str:
    """When an incident is told to have been."""
    moment = instance.trigger or instance.window
    return question.when(moment[1]) if moment is not None else "day not told"


def _sides(question: Question, provision: Provision, incident: str | None) -> tuple[list[str], list[str]]:
    told: list[str] = []
    denied: list[str] = []
    for each in explain(question.states[question.everybody], provision.id, incident=incident):
        for witness in each.witnesses:
            if witness.bit in FOR:
                told.extend(witness.claims)
            elif witness.bit in AGAINST:
                denied.extend(witness.claims)
    return told, denied


def _fact(
    question: Question, provision: Provision, title: str, *sides: tuple[str, tuple[str, ...], list[str]]
) -> Fact | None:
    values = []
    for word, roots, claims in sides:
        cited = by_date(question.cited(claims))
        who = names(roots, question.knowledge.roots, most=3) or (cited[0].root_name if cited else "")
        if who:
            values.append(Value(value=word, who=who, scope="", citation=cited[0] if cited else None))
    if len(values) < 2:
        return None
    return Fact(title=title, href=question.provision(provision.id), values=tuple(values), note="Told both ways.")


def _statuses(question: Question, provision: Provision) -> dict[Status, list[str]]:
    groups: dict[Status, list[str]] = {}
    for account in question.shown[:-1]:
        status = question.states[account][provision.id].status
        if status not in ("no information", "not yet due", "unverified", "due"):
            groups.setdefault(status, []).append(account)
    return groups


def _accounts(question: Question, provision: Provision) -> Iterator[Fact]:
    """Accounts that come to different statuses, where no root is told against outright."""
    groups = _statuses(question, provision)
    if len(groups) < 2:
        return
    values = []
    for status, accounts in groups.items():
        cell = question.states[accounts[0]][provision.id]
        cited = question.cited(cell.claims[-1:])
        who = ", ".join(question.account(account) for account in accounts)
        values.append(
            Value(value=LOOKS[status].word, who=who, scope="account by account", citation=cited[0] if cited else None)
        )
    yield Fact(
        title=provision.title, href=question.provision(provision.id), values=tuple(values[:VALUES]),
        note="The accounts come to different statuses from the words that each holds.",
    )  # fmt: skip
