"""Visiting a site politely: its robots.txt first, one request at a time, and only for what is not known already."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from guarantor.intake.piece import Limits
from guarantor.intake.refusal import UnreadableError
from guarantor.intake.web.fetching import AGENT, Got, get, target_of
from guarantor.intake.web.network import Patience, PrivateError
from guarantor.intake.web.robots import EVERYTHING, MOST, NOTHING, Rules, read_rules
from guarantor.intake.web.turns import Turns

KEEP = 86400.0
"""A robots.txt is believed for so many seconds."""


class ForbiddenError(Exception):
    """The site's robots.txt asks programs not to fetch this."""


class LaterError(Exception):
    """The site's robots.txt cannot be had now, so that nobody knows what may be fetched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A robots.txt as it was met: ``status`` 0 where no answer came, ``at`` in seconds since 1970."""

    status: int
    text: str
    at: float


class Visits:
    """Fetches for whoever follows many addresses. Called by several threads at once.

    ``robots`` is what sites said, by scheme and host: kept by the caller, so that it outlasts a run.
    """

    def __init__(
        self, limits: Limits, robots: MutableMapping[str, Told], *, gap: float, stop: threading.Event, contact: str = ""
    ) -> None:
        self._limits = limits
        self._robots = robots
        self._stop = stop
        self._turns = Turns(gap, stop)
        self._headers = {"User-Agent": f"{AGENT[:-1]}; {contact})"} if contact else {}

    def get(self, address: str, known: Mapping[str, str] | None = None) -> Got:
        """The answer at an address, ``known`` being headers that name what is here already.

        Raises UnreadableError, :class:`ForbiddenError`, :class:`LaterError`, or StoppedError.
        """
        patience = Patience(seconds=self._limits.fetch_seconds, stop=self._stop)
        return get(
            address, self._limits, headers={**self._headers, **(known or {})}, turn=self._turn, patience=patience
        )

    @contextmanager
    def _turn(self, address: str) -> Iterator[None]:
        target_of(address)  # what is no web address has no robots.txt to ask for
        rules = self._rules(address)
        if not rules.allow(address):
            raise ForbiddenError(address)
        with self._turns.of(host_of(address), rules.delay):
            yield

    def _rules(self, address: str) -> Rules:
        site = site_of(address)
        told = self._robots.get(site)
        now = time.time()
        if told is None or _unsure(told.status) or not 0 <= now - told.at < KEEP:
            told = self._robots[site] = self._ask(site, now)
        if told.status == 200:
            return read_rules(told.text)
        if _unsure(told.status):
            raise LaterError(f"{site}/robots.txt")
        return NOTHING if told.status in (401, 403) else EVERYTHING

    def _ask(self, site: str, now: float) -> Told:
        patience = Patience(seconds=self._limits.fetch_seconds, stop=self._stop)
        try:
            found = get(f"{site}/robots.txt", self._limits, headers=self._headers, turn=self._alone, patience=patience)
        except UnreadableError as error:
            if isinstance(error, PrivateError):
                raise
            return Told(status=0, text="", at=now)
        return Told(status=found.status, text=_first_lines(found.body).decode("utf-8", "replace"), at=now)

    @contextmanager
    def _alone(self, address: str) -> Iterator[None]:
        with self._turns.of(host_of(address)):
            yield


def _first_lines(body: bytes) -> bytes:
    """As much of a robots.txt as is looked at, in whole lines: half a rule would be another rule."""
    if len(body) <= MOST:
        return body
    lines = body[:MOST].splitlines(keepends=True)
    return b"".join(lines[:-1])


def _unsure(status: int) -> bool:
    return status == 0 or status == 429 or status >= 500


def host_of(address: str) -> str:
    """The host that an address is asked from, with its port where it is not the usual one.

    >>> host_of("https://ada@X.example:81/a"), site_of("https://X.example:443/a"), host_of("http://[::1]:80/")
    ('x.example:81', 'https://x.example', '[::1]')
    """
    scheme, netloc = urlsplit(address)[:2]
    host = netloc.rpartition("@")[2].lower()
    return host.removesuffix(":443" if scheme == "https" else ":80")


def site_of(address: str) -> str:
    """The scheme and host, which one robots.txt speaks for."""
    return f"{urlsplit(address).scheme}://{host_of(address)}"
