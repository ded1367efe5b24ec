"""The gate of each phase: what keeps it shut, in whose account and under which reading of the texts, told once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from guarantor.assessment.questions import gates
from guarantor.board.question import Question
from guarantor.briefing.saying import listed
from guarantor.model.agreement import Gate, Reference
from guarantor.model.assessment import GateState

KINDS = (
    ("told not done", "g-breached", "somebody must perform"),
    ("disputed", "g-disputed", "somebody must decide"),
    ("not shown", "g-unverified", "somebody must verify"),
    ("not yet due", "g-later", "time, or another step"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """One thing that keeps the gate shut: what, where its evidence is, and in whose account under which readings."""

    title: str
    href: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Things of one kind, with the kind of act that would supply them."""

    kind: str
    glyph: str
    act: str
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRow:
    """One reading: where it comes from, and the gate's state in each account."""

    name: str
    reference: str
    url: str | None
    states: tuple[str, ...]
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GateView:
    """The gate of one phase."""

    id: str
    phase: str
    summary: str
    accounts: tuple[str, ...]
    readings: tuple[ReadingRow, ...]
    columns: tuple[Column, ...]

    @property
    def first(self) -> tuple[str, ...]:
        """What is missing in one line: the titles of what is told not done or disputed, else whatever there is."""
        told = [each for column in self.columns[:2] for each in column.missing]
        rest = [each for column in self.columns[2:] for each in column.missing]
        return tuple(dict.fromkeys(each.title for each in told or rest))


@dataclass(slots=True)
class _Found:
    """Under which readings and in which accounts a blocker stands."""

    pairs: list[tuple[str, str]] = field(default_factory=list)


def gate_views(question: Question) -> tuple[GateView, ...]:
    """The gates of every phase that has one."""
    states = {account: gates(state) for account, state in question.states.items()}
    return tuple(
        _view(question, phase.id, phase.title, phase.gates, states)
        for phase in question.agreement.phases
        if phase.gates
    )


def _view(
    question: Question, phase: str, title: str, readings: tuple[Gate, ...], states: dict[str, tuple[GateState, ...]]
) -> GateView:
    found = {account: [gate for gate in told if gate.phase == phase] for account, told in states.items()}
    chosen = {gate.reading for told in found.values() for gate in told if gate.chosen}
    count = {account: [gate for gate in told if not chosen or gate.chosen] for account, told in found.items()}
    words = [gate.state for told in count.values() for gate in told]
    ways = 1 if chosen else len(readings)
    return GateView(
        id=phase, phase=title, summary=_summary(words, len(found), ways),
        accounts=tuple(question.account(account) for account in found),
        readings=tuple(
            ReadingRow(
                name=gate.name, reference=_reference(question, gate.reading_of), url=gate.reading_of.url,
                states=tuple(next(g.state for g in told if g.reading == gate.name) for told in found.values()),
                chosen=gate.name in chosen,
            )
            for gate in readings
        ),
        columns=tuple(
            Column(kind=kind, glyph=glyph, act=act, missing=_missing(question, kind, count, ways))
            for kind, glyph, act in KINDS
        ),
    )  # fmt: skip


def _summary(words: Sequence[str], accounts: int, readings: int) -> str:
    under = "under every reading" if readings > 1 else ""
    if len(set(words)) == 1:
        return f"{words[0]} in every account {under}".strip()
    counts = {word: words.count(word) for word in dict.fromkeys(words)}
    told = listed([f"{word} in {number}" for word, number in counts.items()])
    return f"{told} of {accounts * readings} {'pairs of account and reading' if readings > 1 else 'accounts'}"


def _missing(question: Question, kind: str, found: dict[str, list[GateState]], readings: int) -> tuple[Missing, ...]:
    things: dict[str, _Found] = {}
    for account, told in found.items():
        for gate in told:
            for blocker in gate.blockers:
                if blocker.kind == kind:
                    things.setdefault(blocker.what, _Found()).pairs.append((account, gate.reading))
    known = {each.id for each in question.agreement.provisions}
    return tuple(
        Missing(
            title=question.title(what), href=question.provision(what) if what in known else "",
            who=_who(question, each.pairs, len(found), readings),
        )
        for what, each in things.items()
    )  # fmt: skip


def _who(question: Question, pairs: Iterable[tuple[str, str]], accounts: int, readings: int) -> str:
    by_accounts: dict[str, list[str]] = {}
    for account, reading in pairs:
        by_accounts.setdefault(reading, []).append(account)
    merged: dict[tuple[str, ...], list[str]] = {}
    for reading, told in by_accounts.items():
        merged.setdefault(tuple(told), []).append(reading)
    parts = []
    for names, under in merged.items():
        who = "every account" if len(names) == accounts else listed([question.account(name) for name in names])
        by = "" if len(under) == readings else f", under {listed([f'“{name}”' for name in under])}"
        parts.append(who + by)
    return "; ".join(parts)


def _reference(question: Question, reference: Reference) -> str:
    titles = {text.id: text.title for text in question.agreement.texts}
    place = " ".join(part for part in (titles.get(reference.text or "", reference.text), reference.clause) if part)
    return "; ".join(part for part in (place, reference.note) if part)
