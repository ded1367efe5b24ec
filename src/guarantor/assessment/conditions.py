"""Conditions of the agreement language, evaluated in one account at one moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from guarantor.assessment.triggers import Coming
from guarantor.assessment.truth import BOTH, NEITHER, NO, YES, Truth, all_of, any_of, at_least
from guarantor.model.agreement import Anchor, Cond
from guarantor.model.assessment import ProvisionStatus

if TYPE_CHECKING:
    from guarantor.assessment.word import Word

DONE = ("fulfilled", "fulfilled late")
KEPT = ("fulfilled", "fulfilled late", "holding", "excepted", "closed otherwise", "suspended", "lapsed")
GRADES = ("asserted", "corroborated", "verified")


class World(Protocol):
    """What conditions and windows may ask of the engine."""

    @property
    def zone(self) -> str:
        """The agreement's zone."""

    @property
    def nested(self) -> bool:
        """Whether the condition belongs to a provision that another condition asked for."""

    def amount_told(self, name: str, at: int, unit: str | None) -> float | None:
        """What the account tells of another provision or event up to a moment, at its highest root; None: nothing."""

    def coming(self, anchor: Anchor, as_of: int) -> Coming:
        """The occurrences of an anchor by as-of."""

    def cell(self, provision: str, as_of: int) -> ProvisionStatus | None:
        """A provision's status in the same account; None where it is already being asked for."""

    def word(self, provision: str, as_of: int) -> Word | None:
        """A provision's status alone, in the same account; None where it is already being asked for."""

    def turns(self, cond: Cond, until: int) -> set[int]:
        """The moments by a moment at which a condition may have turned."""

    def owed_by(self, actor: str) -> tuple[str, ...]:
        """The provisions whose debtor an actor is."""


def evaluate(cond: Cond, world: World, at: int, key: str | None = None, debtor: str | None = None) -> Truth:
    """The truth of a condition at a moment, for a key and debtor where its events are told with such."""
    match cond.op:
        case "all":
            return all_of(evaluate(arg, world, at, key, debtor) for arg in cond.args)
        case "any":
            return any_of(evaluate(arg, world, at, key, debtor) for arg in cond.args)
        case "at-least":
            return at_least(cond.k or 1, [evaluate(arg, world, at, key, debtor) for arg in cond.args])
        case "not":
            return ~all_of(evaluate(arg, world, at, key, debtor) for arg in cond.args)
        case "told":
            return _told(Anchor(kind="event", name=cond.event or ""), world, at, key, debtor)
        case "phase":
            return _told(Anchor(kind="phase", name=cond.phase or ""), world, at, key, debtor)
        case "since":
            return _since(cond, world, at, key, debtor)
        case "status":
            return _status(cond, world, at)
        case "performs":
            return _performs(cond, world, at)
        case "grade":
            return _grade(cond, world, at)


def _told(anchor: Anchor, world: World, at: int, key: str | None, debtor: str | None) -> Truth:
    coming = world.coming(anchor, at)
    fitting = [o for o in coming.occurrences if fits(o.key, key) and fits(o.debtor, debtor)]
    if not fitting:
        return NO if coming.none == "not come" else NEITHER
    return YES if any(not o.denied for o in fitting) else BOTH


def _since(cond: Cond, world: World, at: int, key: str | None, debtor: str | None) -> Truth:
    """Told so where no ``until`` is told after the last ``event``; told both ways where one of the two is told and
    denied; told not so where it ended, or where its beginning is denied."""
    begun = world.coming(Anchor(kind="event", name=cond.event or ""), at)
    ended = world.coming(Anchor(kind="event", name=cond.until or ""), at)
    starts = [o for o in begun.occurrences if fits(o.key, key) and fits(o.debtor, debtor)]
    stops = [o for o in ended.occurrences if fits(o.key, key) and fits(o.debtor, debtor)]
    if not starts:
        return NO if stops or begun.none == "not come" else NEITHER
    last = max(starts, key=lambda o: o.hi)
    after = [o for o in stops if o.hi > last.hi]
    return Truth(all(o.denied for o in after), bool(after) or bool(last.denied))


def _status(cond: Cond, world: World, at: int) -> Truth:
    word = world.word(cond.provision or "", at)
    if word is None:
        return NEITHER
    wanted = cond.statuses or DONE
    if word.status in wanted:
        return YES
    if word.status == "disputed":
        return BOTH
    if cond.statuses and word.status in KEPT:
        return NO
    return NO if told_short(word) else NEITHER


def told_short(word: Word) -> bool:
    """Whether somebody tells that it was not done: in breach, or overdue and told to be outstanding."""
    return word.status == "breached" or (word.status == "overdue" and word.short)


def _performs(cond: Cond, world: World, at: int) -> Truth:
    """Somebody performs who is told in breach of nothing, and behind with nothing. Duties that are looked at this way
    bind: whether they hang on somebody's performance in their turn is not asked again."""
    if world.nested:
        return NEITHER
    words = [word for name in world.owed_by(cond.actor or "") if (word := world.word(name, at)) is not None]
    known = [word.status for word in words]
    worst = any(map(told_short, words))
    unclear = any(status == "disputed" for status in known)
    kept = bool(known) and all(status in KEPT or status == "not yet due" for status in known)
    return Truth(kept or (unclear and not worst), worst or unclear)


def _grade(cond: Cond, world: World, at: int) -> Truth:
    word = world.word(cond.provision or "", at)
    if word is None or word.status not in DONE:
        return NEITHER if word is None or not told_short(word) else NO
    cell = world.cell(cond.provision or "", at)
    if cell is None or cell.grade is None:
        return NEITHER
    wanted = GRADES.index(cond.grade or "asserted")
    return YES if GRADES.index(cell.grade) >= wanted else NEITHER


def fits(told: str | None, asked: str | None) -> bool:
    """Whether a told key or debtor speaks of the asked one; an untold one speaks of all.

    >>> fits(None, "north"), fits("north", "south"), fits("north", None)
    (True, False, True)
    """
    return told is None or asked is None or told == asked
