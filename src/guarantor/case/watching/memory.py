"""What watching remembers between two runs, beside the record. It may be deleted: everything is then asked anew, and
what the record has already adds nothing to it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from guarantor.intake.web.visiting import Told

STATE, LOCK = "watch-state.json", "watch-state.lock"
WAY = 1
"""Which shape the file has; one of another shape counts as none."""


class BusyError(Exception):
    """Another process watches for this case already."""


@dataclass(slots=True, kw_only=True)
class Place:
    """What is known of one address. Times are seconds since 1970.

    ``etag``, ``modified`` and ``digest`` (SHA-256, hex) are of the last answer that was read, ``reports`` the ids of
    what it held. ``next`` is when it is looked at again, None for never; ``told`` and ``refused`` are what was last
    said of it in a line, so that it is not said each time. A page to which a feed led has the ``feed``, is looked at
    again ``until``, and keeps the feed's ``words`` on it (a report) as long as it was not read itself.
    """

    address: str
    etag: str | None = None
    modified: str | None = None
    digest: str | None = None
    next: float | None = 0.0
    failures: int = 0
    told: str = ""
    refused: str = ""
    reports: list[str] = field(default_factory=list)
    feed: str | None = None
    until: float = 0.0
    words: dict[str, Any] | None = None


@dataclass(slots=True)
class Memory:
    """All places by address, what sites' robots.txt say, and until when hosts asked to be left alone."""

    path: Path
    places: dict[str, Place] = field(default_factory=dict)
    robots: dict[str, Told] = field(default_factory=dict)
    hosts: dict[str, float] = field(default_factory=dict)
    sound: bool = True

    @classmethod
    def of(cls, path: Path) -> Memory:
        """What was kept at a path; an empty one where there is nothing, or (``sound`` then False) nothing usable."""
        try:
            told = json.loads(path.read_bytes())
            if told["way"] != WAY:
                return cls(path, sound=False)
            return cls(
                path,
                {each["address"]: _place(each) for each in told["places"]},
                {site: Told(**each) for site, each in told["robots"].items()},
                {str(host): float(until) for host, until in told["hosts"].items()},
            )
        except FileNotFoundError:
            return cls(path)
        except (ValueError, TypeError, KeyError, AttributeError):
            return cls(path, sound=False)

    def save(self) -> None:
        """Write it whole, so that a run that is cut off leaves the old one or the new one."""
        told = {
            "way": WAY,
            "places": [asdict(each) for each in self.places.values()],
            "robots": {site: asdict(each) for site, each in list(self.robots.items())},
            "hosts": self.hosts,
        }
        fresh = self.path.with_suffix(".new")
        with fresh.open("w", encoding="utf-8") as file:
            json.dump(told, file, ensure_ascii=True, separators=(",", ":"))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.path)

    def keep_only(self, roots: Iterable[str]) -> None:
        """Forget places that nobody follows any more, and pages to which such feeds led."""
        kept = set(roots)
        self.places = {
            address: each for address, each in self.places.items() if address in kept or (each.feed or "") in kept
        }

    def forget_old(self, feed: str, listed: set[str]) -> None:
        """Forget pages that need not be looked at again and that their feed lists no more."""
        for address in [a for a, each in self.places.items() if each.feed == feed and each.next is None]:
            if address not in listed:
                del self.places[address]


def _place(told: dict[str, Any]) -> Place:
    return Place(**{each.name: told[each.name] for each in fields(Place) if each.name in told})


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Be the only watcher of a case; raises BusyError where another one is."""
    try:
        import fcntl
    except ImportError:  # a system without file locks of this kind
        yield
        return
    with (folder / LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BusyError("another `guarantor watch` is at work on this case") from error
        yield
