"""The small parts of a provision: offsets, anchors, windows, quantities, recurrences, conditions.

A part says what a text says and nothing of what happened. Everything a text leaves open is a value of its own (a
quantity by reference, a reading), never a default.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Rounding = Literal["down", "up", "none"]
"""What becomes of 31 January + 1 month: the last day of February, the first of March, or an error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """A span of calendar time: months, then days, then exact seconds; each may be negative.

    ``seconds`` alone is exact ("72 hours"). Days and months are civil: "7 days" ends with the seventh civil day in the
    agreement's zone. ``rounding`` is needed where months are.

    >>> Offset(seconds=72 * 3600).exact
    True
    """

    months: int = 0
    days: int = 0
    seconds: int = 0
    rounding: Rounding = "none"

    @property
    def exact(self) -> bool:
        """Whether no calendar is needed to add it."""
        return not self.months and not self.days


AnchorKind = Literal["event", "date", "text", "phase", "provision", "earlier", "later"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a clock hangs on.

    ``name`` is the id of an event, of an agreement text (its date), of a phase (its start), of a provision (the moment
    at which it is told fulfilled), or an ISO date or date-time in the agreement's zone. ``earlier`` and ``later`` are
    the first, or the last, of the moments ``of`` which each may lie some ``offset`` after its own anchor (civil offsets
    end with the day); their ``name`` is what was written.
    """

    kind: AnchorKind
    name: str
    of: tuple[Anchor, ...] = ()
    offset: Offset = Offset()

    @property
    def plain(self) -> tuple[Anchor, ...]:
        """The anchors that stand in it: itself, or those that it joins."""
        return tuple(part for each in self.of for part in each.plain) if self.of else (self,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """From anchor + ``start`` to anchor + ``end``, both ends included; one window for each occurrence of the anchor.

    ``start`` None: whatever came before counts too. ``end`` None: no deadline (until ``until``, if given). ``until``
    ends the window early: with a day, a phase, an event that is told.
    """

    anchor: Anchor
    start: Offset | None = Offset()
    end: Offset | None = None
    until: Anchor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """``op`` value unit. ``value`` None: no number is told. ``distinct``: different items are counted, whatever their
    amounts (two different witnesses; the same body never counts twice)."""

    op: Literal[">=", "<=", "="] = ">="
    value: Fraction | None = None
    unit: str | None = None
    distinct: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """``times`` of this act for each one of another.

    ``per`` is the id of the provision or event whose told amounts are multiplied. Mode ``trigger``: each occurrence of
    the window's anchor owes ``times`` its own amount; ``fifo``: the same, acts being used up first in, first out;
    ``cumulative``: everything so far against ``times`` everything of the other up to ``lag`` earlier. ``unit`` narrows
    the other ("of nationality X": only testimonies with that scope note count).
    """

    times: Fraction
    per: str
    mode: Literal["cumulative", "fifo", "trigger"] = "cumulative"
    lag: Offset = Offset()
    unit: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextAmount:
    """An amount that somebody tells for a quantity by reference, with who tells it and where."""

    name: str
    amount: Amount
    told_by: str | None = None
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ByReference:
    """A quantity that another text sets; ``told`` are the numbers told for it; none is "no number in this text"."""

    text: str
    told: tuple[TextAmount, ...] = ()
    note: str | None = None


Quantity = Amount | Ratio | ByReference


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """One instance ``every`` period from the window's start. ``quota``: each period owes the amount; or all periods
    on ``average``; or the ``sum`` by the end. Nothing is carried over unless the text says so."""

    every: Offset
    quota: Literal["each", "average", "sum"] = "each"
    carry_over: bool = False


CondOp = Literal["all", "any", "at-least", "not", "told", "since", "status", "performs", "phase", "grade"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cond:
    """A tree over what is told, evaluated in one account at one moment, four-valued.

    ``all``/``any``/``at-least`` (``k``)/``not`` join ``args``. ``told``: the ``event`` is told to have come.
    ``since``: ``event`` is told and ``until`` not since (suspended and not resumed; verified and no new order since).
    ``status``: ``provision`` has one of ``statuses`` (default: fulfilled, late or not). ``performs``: ``actor`` is in
    no provision told breached, or overdue and told outstanding. ``phase``: it has begun. ``grade``: ``provision`` is
    fulfilled at ``grade``.
    """

    op: CondOp
    args: tuple[Cond, ...] = ()
    k: int | None = None
    event: str | None = None
    until: str | None = None
    provision: str | None = None
    statuses: tuple[str, ...] = ()
    actor: str | None = None
    phase: str | None = None
    grade: Grade | None = None
    references: tuple[Reference, ...] = ()
    note: str | None = None


Grade = Literal["asserted", "corroborated", "verified"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Where a statement of the agreement file comes from: a text of the case, a clause of it, an address."""

    text: str | None = None
    clause: str | None = None
    url: str | None = None
    note: str | None = None
