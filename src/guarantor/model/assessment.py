"""What assessment gives: statuses, explanations, gates, comparisons, changes. Values for people and programs, no state.

Every status is somebody's account of a provision as of a time, from what was known or published by a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from guarantor.model.claim import Bound
from guarantor.model.moments import Interval

Status = Literal[
    "not yet due",
    "no information",
    "due",
    "in progress",
    "fulfilled",
    "fulfilled late",
    "overdue",
    "breached",
    "disputed",
    "holding",
    "unverified",
    "suspended",
    "lapsed",
    "excepted",
    "closed otherwise",
]
"""The words of the status table. "Breached" is always said with the teller: "said breached by …"."""

STATUSES: tuple[Status, ...] = (
    "not yet due", "no information", "due", "in progress", "fulfilled", "fulfilled late", "overdue", "breached",
    "disputed", "holding", "unverified", "suspended", "lapsed", "excepted", "closed otherwise",
)  # fmt: skip

MarkName = Literal[
    "figures differ",
    "late",
    "timing not told",
    "deadline told differently",
    "rests on unreviewed claims",
    "single origin",
    "allegation denied",
    "called a breach",
    "called no breach",
    "start told by",
    "time past",
    "sum differs",
    "amount not told",
    "derived",
    "no number in this text",
    "two readings",
    "verified",
    "corroborated",
    "soft",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something beside a status. ``roots`` are those it is about (who denies, whose start); ``text`` is for readers."""

    name: MarkName
    roots: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bits:
    """Told so in time (``t``), only later (``late``), told not so (``f``); ``short``: told to be still outstanding;
    ``called``: called a breach by somebody who tells of no act, ``answered``: called none."""

    t: bool = False
    late: bool = False
    f: bool = False
    short: bool = False
    called: bool = False
    answered: bool = False


def amount_text(value: float, bound: Bound = "", low: float | None = None) -> str:
    """An amount in the words that are used for it everywhere.

    >>> amount_text(1968), amount_text(13, "at least"), amount_text(50, "between", 40), amount_text(2.5)
    ('1,968', 'at least 13', '40 to 50', '2.5')
    """
    shown = f"{value:,.10g}"
    if bound == "between":
        return shown if low is None or low == value else f"{low:,.10g} to {shown}"
    return f"{bound} {shown}" if bound else shown


@dataclass(frozen=True, slots=True, kw_only=True)
class RootFigure:
    """What one root's words come to: its latest total and later increments, or its sum. ``whole``: says all is done.

    ``value`` is the amount at its highest; ``bound`` says how the words put it ("almost 2,000" is up to 2,000), ``low``
    the lower end of a range. ``derived``: nobody printed this number; it is the sum or difference of the listed claims.
    """

    root: str
    value: float
    until: int
    derived: bool = False
    whole: bool = False
    claims: tuple[str, ...] = ()
    bound: Bound = ""
    low: float | None = None

    @property
    def text(self) -> str:
        """The amount as it is told; everything that prints a figure prints this.

        >>> RootFigure(root="a", value=2000, until=0, bound="up to").text
        'up to 2,000'
        """
        return amount_text(self.value, self.bound, self.low)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What is owed and what each root's words come to, never added across roots. ``target`` None: no number is told.

    ``text`` is the cell's short form, such as "19 of 28", "1,966-1,968 of 1,950" or "1,968 or up to 2,000 of 1,950";
    ``ends`` are the lowest and the highest figure as they are told (one, where they are the same).
    """

    op: str = ">="
    target: float | None = None
    unit: str | None = None
    low: float | None = None
    high: float | None = None
    by_root: tuple[RootFigure, ...] = ()
    text: str = ""
    note: str | None = None
    ends: tuple[RootFigure, ...] = ()

    @property
    def remaining(self) -> tuple[float, float] | None:
        """Lowest and highest that is still owed, or None where nothing can be said."""
        if self.target is None or self.high is None or self.low is None:
            return None
        return max(0.0, self.target - self.high), max(0.0, self.target - self.low)


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceStatus:
    """The status of one instance: a debtor, an occurrence of the anchor, a period, an incident.

    ``window`` is in UTC seconds (None: not known yet); ``trigger`` the interval in which the anchor came, with its key
    and the claims that tell of it.
    """

    provision: str
    account: str
    status: Status
    bits: Bits
    reading: str | None = None
    debtor: str | None = None
    key: str | None = None
    trigger: Interval | None = None
    trigger_claims: tuple[str, ...] = ()
    window: Interval | None = None
    incident: str | None = None
    owed: Owed | None = None
    tellers: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionStatus:
    """One cell: a provision in an account. ``current`` are the instances that decide the word (one a debtor),
    ``counts`` how many instances have which status, ``readings`` the other ways to read the text, each assessed the
    same, ``intentions`` claims shown beside, ``unresolved`` those that wait for a person."""

    provision: str
    account: str
    status: Status
    as_of: int
    marks: tuple[Mark, ...] = ()
    owed: Owed | None = None
    due: int | None = None
    tellers: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    current: tuple[InstanceStatus, ...] = ()
    counts: Sequence[tuple[Status, int]] = ()
    readings: tuple[tuple[str, ProvisionStatus], ...] = ()
    claims: tuple[str, ...] = ()
    intentions: tuple[str, ...] = ()
    unresolved: tuple[str, ...] = ()
    grade: Literal["asserted", "corroborated", "verified"] | None = None

    @property
    def text(self) -> str:
        """The word and the figure: "in progress, 19 of 28"."""
        return f"{self.status}, {self.owed.text}" if self.owed and self.owed.text else self.status


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """Why a bit is set: the earliest claims whose amounts reach the target; the denial; the coverage with its list.
    ``some`` is no bit of the table: what is told done where that does not reach what is owed."""

    bit: Literal["t", "late", "f", "short", "called", "answered", "some", "trigger", "upholds", "condition"]
    kind: str
    roots: tuple[str, ...]
    claims: tuple[str, ...]
    total: float | None = None
    at: int | None = None
    critical: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why an instance has its status: one witness a bit, and what would change it. Times are UTC seconds.

    ``margin`` is what is told above the target, ``shortfall`` what is missing, ``time_left`` seconds to the deadline
    (negative: past). ``would_change`` says in words what would turn the status.
    """

    instance: InstanceStatus
    as_of: int
    known_at: int | None = None
    published_by: int | None = None
    witnesses: tuple[Witness, ...] = ()
    margin: float | None = None
    shortfall: float | None = None
    time_left: int | None = None
    would_change: tuple[str, ...] = ()
    intentions: tuple[str, ...] = ()
    unresolved: tuple[str, ...] = ()


BlockerKind = Literal["not shown", "told not done", "disputed", "not yet due"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocker:
    """One thing that keeps a gate shut: ``what`` is a provision, event or phase id; ``kind`` says who must move
    (somebody must verify, perform, decide, or time must pass)."""

    kind: BlockerKind
    what: str
    status: str
    roots: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateState:
    """A gate in one account under one reading: open, shut, or disputed, with everything that keeps it shut."""

    phase: str
    reading: str
    account: str
    state: Literal["open", "shut", "disputed"]
    blockers: tuple[Blocker, ...] = ()
    met: tuple[str, ...] = ()
    chosen: bool = False
    """A person chose this reading of the gate: it counts, the others stand beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One provision across accounts. ``between`` are the groups of accounts that differ, ``figures`` each account's
    figure (they may differ under the same status)."""

    provision: str
    kind: Literal["agreed", "disputed", "told by one", "told by none"]
    statuses: tuple[tuple[str, Status], ...] = ()
    between: tuple[tuple[str, ...], ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    figures_differ: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of a cell between two moments, and the claims that are new to it (or gone from it)."""

    provision: str
    account: str
    before: str
    after: str
    because: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    by_time: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a status over as-of: from this instant on (until the next step) the status is this."""

    since: int
    status: Status
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A deadline of one instance, ahead or past, with what is told of it now."""

    provision: str
    debtor: str | None
    key: str | None
    due: Interval
    status: Status
    reading: str | None = None
    past: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """A status as resolved for a purpose, by a named rule, beside the status it was made from. Never stored."""

    provision: str
    account: str
    rule: str
    status: Status
    resolved: str
    text: str
