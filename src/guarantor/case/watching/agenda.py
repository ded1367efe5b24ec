"""When each address is looked at: in a run that ends, and from day to day."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from guarantor.case.watching.memory import Memory, Place
from guarantor.intake.web.turns import BackOff
from guarantor.intake.web.visiting import host_of
from guarantor.model.watching import Watched

A_DAY = 86400.0
AGAIN = 3 * 3600.0
"""Pages to which a feed led are looked at again after so many seconds, or as often as the feed where that is more."""
SOON = 60.0
"""A run that ends waits for nothing that is further away, in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """``at_once`` is how many hosts are asked at the same time. A run that ends (``--once``) tries each address
    ``tries`` times, by its own back-off ``quick``."""

    at_once: int = 8
    tries: int = 3
    back_off: BackOff = field(default_factory=BackOff)
    quick: BackOff = field(default_factory=lambda: BackOff(first=2.0, most=30.0))


class Agenda:
    """The times of all places of a memory. With ``once`` each address has its turn in this run and no other one."""

    def __init__(self, watched: Mapping[str, Watched], memory: Memory, manners: Manners, *, once: bool) -> None:
        self._watched = watched
        self._memory = memory
        self._manners = manners
        self._tries: dict[str, int] = {}
        now = time.time()
        memory.keep_only(watched)
        for address in watched:
            place = memory.places.setdefault(address, Place(address=address))
            if once or place.next is None:
                place.next = now
        self._open = {each.address for each in memory.places.values() if _due(each, now)} if once else None

    def due(self, taken: Collection[str]) -> Iterator[Place]:
        """The places that are to be visited now, one a host, of hosts that are not ``taken``."""
        now, busy = time.time(), set(taken)
        for place in list(self._memory.places.values()):
            host = host_of(place.address)
            free = len(busy) < self._manners.at_once and host not in busy and self._memory.hosts.get(host, 0) <= now
            if free and self._wanted(place) and _due(place, now):
                busy.add(host)
                yield place

    def pause(self) -> float | None:
        """Seconds until the next visit, a minute at most; None where none is to come in this run."""
        now = time.time()
        times = [
            max(each.next, self._memory.hosts.get(host_of(each.address), 0))
            for each in self._memory.places.values()
            if each.next is not None and self._wanted(each)
        ]
        soonest = min(times, default=None)
        if self._open is not None and (soonest is None or soonest > now + SOON):
            return None
        return 1.0 if soonest is None else min(max(0.01, soonest - now), 60.0)

    def left_alone(self) -> Iterator[tuple[str, float]]:
        """Addresses that a run that ends does not come to, and for how many seconds more their hosts asked for it."""
        for address in sorted(self._open or ()):
            left = self._memory.hosts.get(host_of(address), 0) - time.time()
            if left > 0:
                yield address, left

    def add(self, place: Place) -> None:
        """A place more, whose turn is at once."""
        self._memory.places[place.address] = place
        if self._open is not None:
            self._open.add(place.address)

    def done(self, place: Place) -> None:
        """A visit that went well."""
        now = time.time()
        place.failures, place.told = 0, ""
        every = self._every(place)
        place.next = now + (max(AGAIN, every) if place.feed else every)
        self._close(place, now)

    def shut(self, place: Place, words: str) -> None:
        """Nothing to be had for a day."""
        now = time.time()
        place.told, place.failures, place.next = words, 0, now + max(A_DAY, self._every(place))
        self._close(place, now)

    def later(self, place: Place, found: str, asked: float | None) -> str:
        """A failure: stay away by the back-off, or as long as the server asks (then from the whole host).
        Until when, in words."""
        now = time.time()
        place.failures += 1
        tries = self._tries[place.address] = self._tries.get(place.address, 0) + 1
        in_a_run = self._open is not None
        pause = self._manners.quick.after(tries) if in_a_run else self._manners.back_off.after(place.failures)
        if asked is not None:
            self._memory.hosts[host_of(place.address)] = now + asked
            pause = max(pause, asked)
        place.next, place.told = now + pause, found
        given_up = in_a_run and (tries >= self._manners.tries or pause > SOON)
        if given_up or (place.feed is not None and place.next > place.until):
            self._close(place, now)
        return "given up for this run" if given_up else f"again in {pause:.0f} seconds"

    def _every(self, place: Place) -> float:
        return self._watched[place.feed or place.address].every

    def _wanted(self, place: Place) -> bool:
        return self._open is None or place.address in self._open

    def _close(self, place: Place, now: float) -> None:
        """Look at it no more in a run that ends, nor ever again where it was to be looked at for a time."""
        if place.feed is not None and (place.next or now) > place.until:
            place.next = None
        if self._open is not None:
            self._open.discard(place.address)


def _due(place: Place, now: float) -> bool:
    return place.next is not None and place.next <= now
