"""Short ways to write agreements and testimonies in tests. Times are hours from an arbitrary start, in UTC."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from guarantor.assessment import Log, State, assess
from guarantor.model.agreement import (
    Agreement,
    Amount,
    Anchor,
    Cond,
    Event,
    Offset,
    Provision,
    Window,
)
from guarantor.model.moments import EARLIEST, LATEST
from guarantor.model.testimony import Coverage, Testimony, Voices

HOUR = 3600
DAY = 24 * HOUR
NORTH = Voices(account="north", roots=frozenset({"north", "north.army"}))
FRONT = Voices(account="front", roots=frozenset({"front"}))
MONITORS = Voices(account="monitors", roots=frozenset({"monitors"}))
ALL = Voices(account="all", everybody=True)
ACCOUNTS = (NORTH, FRONT, MONITORS, ALL)


def h(hours: float) -> int:
    """Hours as seconds."""
    return int(hours * HOUR)


def word(
    effect: str, at: Any, *, by: str = "north", about: str = "duty", n: float | None = None, **more: Any
) -> Testimony:
    """A testimony: at an hour, or over an interval of hours; ``n`` an exact amount."""
    lo, hi = at if isinstance(at, tuple) else (at, at)
    happened = (h(lo), h(hi))
    fields: dict[str, Any] = {
        "claim": more.pop("claim", f"{effect}:{by}:{about}:{at}:{n}:{sorted(more.items())}"),
        "about": about, "root": by, "effect": effect, "happened": happened, "low": n, "high": n,
        "recorded": more.pop("recorded", happened[1]),
    }  # fmt: skip
    return Testimony(**{**fields, **more})


def start(at: Any = 0, *, by: str = "north", about: str = "signing", **more: Any) -> Testimony:
    """A word that the clock's event came."""
    return word("triggered", at, by=by, about=about, **more)


def counted(
    by: str = "monitors", about: str = "duty", span: tuple[int, int] = (EARLIEST, LATEST), **more: Any
) -> Coverage:
    """A coverage of everything."""
    return Coverage(root=by, about=about, covers=span, recorded=more.pop("recorded", 0), **more)


def at_least(value: int) -> Amount:
    """≥ value."""
    return Amount(op=">=", value=Fraction(value))


def window(hours: float | None = 72, event: str = "signing", **more: Any) -> Window:
    """From an event for some hours."""
    return Window(
        anchor=Anchor(kind="event", name=event), end=None if hours is None else Offset(seconds=h(hours)), **more
    )


def duty(name: str = "duty", **more: Any) -> Provision:
    """A provision of one debtor, within 72 hours of the signing unless said otherwise."""
    fields: dict[str, Any] = {"id": name, "title": name, "debtors": ("front",), "window": window()}
    return Provision(**{**fields, **more})


def agreement(*provisions: Provision, events: Iterable[Event] = (Event(id="signing"),), **more: Any) -> Agreement:
    """An agreement of some provisions and events."""
    return Agreement(process="lake", title="Lake accord", events=tuple(events), provisions=provisions, **more)


def state(
    accord: Agreement, words: Iterable[Testimony], coverages: Iterable[Coverage] = (), *, account: str = "all",
    at: float = 100, **more: Any,
) -> State:  # fmt: skip
    """The state of an accord at an hour."""
    return assess(accord, Log.of(words, coverages), accounts=ACCOUNTS, account=account, as_of=h(at), **more)


def status(
    words: Iterable[Testimony], coverages: Iterable[Coverage] = (), *, account: str = "all", at: float = 100,
    provision: Provision | None = None, **more: Any,
) -> str:  # fmt: skip
    """The status word of one provision."""
    held = provision or duty(quantity=at_least(10))
    accord = agreement(held, events=more.pop("events", (Event(id="signing"),)))
    return state(accord, words, coverages, account=account, at=at, **more)[held.id].status


def told(event: str, **more: Any) -> Cond:
    """A condition: an event is told."""
    return Cond(op="told", event=event, **more)
