"""Watching for a case: its list, what was asked for beside it, and everything that a watcher needs."""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, TypedDict, Unpack

from guarantor.agreement.watching import WATCH, load_watch
from guarantor.case.watching.agenda import Manners
from guarantor.case.watching.events import Event
from guarantor.case.watching.memory import STATE, Memory, alone
from guarantor.case.watching.taking_in import TakingIn
from guarantor.case.watching.watcher import Watcher
from guarantor.intake.piece import Limits
from guarantor.intake.web.visiting import Visits
from guarantor.model.watching import HALF_AN_HOUR, Watched, WatchList

if TYPE_CHECKING:
    from guarantor.case.case import Case


class Asked(TypedDict, total=False):
    """What may be said of addresses beside the list: ``every`` and ``gap`` in seconds; ``follow`` the items of feeds;
    ``private`` allows private networks; ``manners`` and ``limits`` are for programs."""

    every: float | None
    gap: float | None
    follow: bool
    private: bool
    manners: Manners | None
    limits: Limits | None


class CannotWatchError(ValueError):
    """Neither the list nor the call names an address, or what fetches is not installed."""


def watch(
    case: Case, addresses: Iterable[str], *, once: bool, stop: threading.Event, **asked: Unpack[Asked]
) -> Iterator[Event]:
    """The events of one run; the list is read at once, so that its faults are raised by the call."""
    list_ = _listed(load_watch(case.folder), addresses, asked)
    if not list_.watched:
        raise CannotWatchError(f"nothing to watch: name addresses, or list them in {WATCH}")
    if importlib.util.find_spec("httpcore") is None:
        raise CannotWatchError("httpcore is not installed: pip install 'guarantor[web]'")
    return _run(case, list_, once, stop, asked)


def _listed(list_: WatchList, addresses: Iterable[str], asked: Asked) -> WatchList:
    """The list with the addresses asked for; one that is listed keeps what the list says of it."""
    known = {each.address for each in list_.watched}
    more = [
        Watched(address=each, every=asked.get("every") or HALF_AN_HOUR, followed=asked.get("follow", False))
        for each in dict.fromkeys(addresses)
        if each not in known
    ]
    gap = asked.get("gap")
    return replace(
        list_, watched=(*list_.watched, *more), gap=list_.gap if gap is None else gap,
        private=list_.private or asked.get("private", False),
    )  # fmt: skip


def _run(case: Case, list_: WatchList, once: bool, stop: threading.Event, asked: Asked) -> Iterator[Event]:
    limits = replace(asked.get("limits") or Limits(), private_hosts=list_.private)
    with alone(case.folder):
        memory = Memory.of(case.folder / STATE)
        visits = Visits(limits, memory.robots, gap=list_.gap, stop=stop, contact=list_.contact)
        record = TakingIn(case.record, case.read_reports)
        manners = asked.get("manners") or Manners()
        yield from Watcher(
            list_.watched,
            memory,
            visits,
            record,
            limits=limits,
            keep=case.received,
            stop=stop,
            manners=manners,
            once=once,
        ).run()  # fmt: skip
