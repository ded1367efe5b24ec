"""Status over time as a step line for each account: a step down is a step of the clock, marks are words told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guarantor.assessment.questions import timeline
from guarantor.board.drawing import NARROW, WIDE, At, Label
from guarantor.board.figures import named
from guarantor.board.glyphs import LOOKS, Look
from guarantor.board.listing import Part, part_of
from guarantor.board.question import Question
from guarantor.model.moments import interval, local

CLOCK = {
    "not yet due": 0, "no information": 0, "due": 1, "in progress": 1, "unverified": 1, "holding": 1, "fulfilled": 1,
    "fulfilled late": 2, "closed otherwise": 1, "overdue": 2, "breached": 2, "disputed": 2, "suspended": 1, "lapsed": 1,
    "excepted": 1,
}  # fmt: skip
"""How far down a status stands: before the time, in time, past it or told against."""
SILENT = ("no information",)
ROW, DROP = 66, 12
BESIDE = 24.0
"""Pixels within which a second mark would hide the first: the line shows that step without one."""
TURNS = 25
"""Steps of one part of the table; up to twice as many stay whole."""
MARGIN = {"desk": 190, "phone": 8}


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One step: from when (for people and as UTC seconds), the look, the figure."""

    since: str
    at: int
    status: str
    look: Look
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The steps of one account."""

    account: str
    title: str
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A change told by somebody: a glyph on the line and its word."""

    x: float
    y: float
    look: Look
    drawn: bool
    label: Label | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One account's line."""

    title: str
    title_x: float
    title_y: float
    spoken: str
    silent: str
    marks: tuple[Mark, ...]
    rule: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """A drawing at one width; ``days`` stand above with a hairline each."""

    kind: str
    width: int
    height: float
    left: float
    right: float
    rows: tuple[Row, ...]
    days: tuple[Label, ...]


def histories(question: Question, provision: str, since: int) -> tuple[History, ...]:
    """The steps of a provision in each account shown."""
    found = []
    for account in question.shown:
        state = question.states[account]
        turns = tuple(
            Turn(
                since="from the start" if step.since <= since else question.when(step.since), at=step.since,
                status=step.status, look=LOOKS[step.status],
                text=named(step.text.partition(",")[2].strip(), question.knowledge.roots),
            )
            for step in timeline(state, provision, since=since)
        )  # fmt: skip
        found.append(History(account=account, title=question.account(account), turns=turns))
    return tuple(found)


def turns_of(found: Sequence[History], params: Mapping[str, str], path: str) -> Part[tuple[str, Turn]]:
    """The steps of every account in one list, each with the account's title: the part that an address asks for."""
    every = [(history.title, turn) for history in found for turn in history.turns]
    size = TURNS if len(every) > 2 * TURNS else max(1, len(every))
    return part_of(every, params, path, "turns", size)


def started(question: Question) -> int:
    """From when the lines are drawn: the first day that the case is about."""
    return interval(question.case.files.info.since or "1970-01-01", question.zone)[0]


def drawn(question: Question, found: Sequence[History]) -> tuple[Steps, Steps]:
    """The two drawings; the line begins a little before the first turn that anything took."""
    turns = [turn.at for history in found for turn in history.turns[1:]]
    first = min(turns, default=question.as_of - 14 * 86_400)
    start = first - max(86_400, (question.as_of - first) // 12)
    return _steps(question, found, start, "desk"), _steps(question, found, start, "phone")


def _steps(question: Question, found: Sequence[History], start: int, kind: str) -> Steps:
    width = WIDE if kind == "desk" else NARROW
    left, right = MARGIN[kind] + 8.0, width - 8.0
    head, extra = 26, 0 if kind == "desk" else 16
    span = max(1, question.as_of - start)

    def x(at: int) -> float:
        return round(left + (right - left) * min(1.0, max(0.0, (at - start) / span)), 1)

    rows = tuple(_row(history, head + number * (ROW + extra), extra, x, right) for number, history in enumerate(found))
    days = _days(question, [t.at for history in found for t in history.turns[1:]], x, right)
    height = head + len(found) * (ROW + extra) + 4
    return Steps(kind=kind, width=width, height=height, left=left, right=right, rows=rows, days=days)


def _row(history: History, top: float, extra: int, x: At, right: float) -> Row:
    line = top + extra + 20
    spoken: list[str] = []
    silent: list[str] = []
    marks: list[Mark] = []
    before: Turn | None = None
    drawn_at = -BESIDE
    for number, turn in enumerate(history.turns):
        last = number + 1 == len(history.turns)
        a, b = x(turn.at), right if last else x(history.turns[number + 1].at)
        y = line + DROP * CLOCK[turn.status]
        quiet = turn.status in SILENT
        (silent if quiet else spoken).append(f"M{a} {y}H{b}")
        if before is not None and not quiet and before.status not in SILENT:
            spoken.append(f"M{a} {line + DROP * CLOCK[before.status]}V{y}")
        if before is None or before.status != turn.status:
            label = Label(x=a + (12 if before else 2), y=y - 7, text=turn.look.word)
            room = b - a > len(turn.look.word) * 7.2 + 14
            drawn = before is not None and not quiet and a - drawn_at >= BESIDE
            drawn_at = a if drawn else drawn_at
            if drawn or room:
                marks.append(Mark(x=a, y=y, look=turn.look, drawn=drawn, label=label if room else None))
        before = turn
    return Row(
        title=history.title, title_x=8 if extra else 0, title_y=top + 14 if extra else line + 14,
        spoken="".join(spoken), silent="".join(silent), marks=tuple(marks), rule=top + ROW + extra,
    )  # fmt: skip


def _days(question: Question, moments: Sequence[int], x: At, right: float) -> tuple[Label, ...]:
    found: list[Label] = []
    last = -100.0
    end = local(question.as_of, question.zone)
    for at in sorted(set(moments)):
        day = local(at, question.zone)
        if x(at) - last > 76 and right - x(at) > 60:
            found.append(Label(x=x(at), y=13, text=f"{day.day}\N{NO-BREAK SPACE}{day:%b}", anchor="middle"))
            last = x(at)
    found.append(Label(x=right, y=13, text=f"{end.day}\N{NO-BREAK SPACE}{end:%b}", anchor="end"))
    return tuple(found)
