"""Serving the board on this machine: a free port, the address printed, a clean stop."""

from __future__ import annotations

import gc
import ipaddress
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from types import FrameType

import click
import uvicorn
from starlette.applications import Starlette

from guarantor.board.access.database import FILE, in_postgres
from guarantor.board.access.people import People, open_people
from guarantor.board.ahead import Ahead
from guarantor.board.api.stream import STOPPED
from guarantor.board.app import application
from guarantor.board.elsewhere import Elsewhere
from guarantor.board.looks import compile_templates
from guarantor.case import Case

TRIES = 50
ASK_SECONDS = 10
BACKLOG = 2048
IDLE_SECONDS = 75
"""How long a connection stays open between two requests: longer than anybody is told to wait before asking again, as
who asks at the moment in which it is closed gets no answer."""
READ_SECONDS = 15
"""How long a board that was open before reads at most before it answers, so that nobody waits for that."""
STOP_SECONDS = 3
"""How long answers that are under way may take when the board is stopped; streams of changes would never end."""


class Server(uvicorn.Server):
    """A server that ends open streams of changes when it is told to stop."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop, streams first."""
        STOPPED.set()
        super().handle_exit(sig, frame)


class HostError(click.UsageError):
    """The board was asked to listen where others could reach it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How the board is reached: the address and port it listens on, the names it goes by, its certificate and key, and
    the servers before it that are believed when they say who asks and over what. ``record`` is where the record is, if
    not beside the case's files; people are in the same database then. ``private`` allows
    reports to be fetched from private networks."""

    host: str = "127.0.0.1"
    port: int = 8000
    names: tuple[str, ...] = ()
    certificate: str | None = None
    key: str | None = None
    proxies: tuple[str, ...] = ()
    record: str | None = None
    private: bool = False

    @property
    def alone(self) -> bool:
        """Whether only this machine reaches it."""
        return is_loopback(self.host) and not self.names and not self.proxies


def run(case: Case, way: Way) -> None:
    """Serve until interrupted. The address goes to standard output, so that it can be opened from there.

    Raises :class:`HostError` where other machines reach it and there are no accounts, or passwords and cookies would go
    over the net as they are.
    """
    people = people_for(case, way)
    elsewhere = Elsewhere(case.folder, way.record) if case.knowledge().large else None
    try:
        listening = free_socket(way.host, way.port)
        scheme = "https" if way.certificate else "http"
        board = application(
            case, people, names=way.names, outgrown=outgrown(case, way.record), private=way.private, elsewhere=elsewhere
        )  # fmt: skip
        kept = worked_ahead(case, board)
        click.echo(f"Board: {scheme}://{way.host}:{listening.getsockname()[1]}/  (stop with Ctrl-C)")
        config = uvicorn.Config(
            board, log_level="warning", access_log=False, server_header=False, ssl_certfile=way.certificate,
            ssl_keyfile=way.key, proxy_headers=bool(way.proxies), forwarded_allow_ips=list(way.proxies),
            timeout_graceful_shutdown=STOP_SECONDS, timeout_keep_alive=IDLE_SECONDS,
        )  # fmt: skip
        try:
            Server(config).run(sockets=[listening])
        finally:
            for each in kept:
                each.stop()
    finally:
        if elsewhere is not None:
            elsewhere.close()
        if people is not None:
            people.close()


def worked_ahead(case: Case, board: Starlette) -> list[Ahead]:
    """The state pages of a very large record, worked out before anybody asks and kept up from then on."""
    if not case.knowledge().large:
        return []
    click.echo(
        "This is a very large record; where its state is not kept yet, it is worked out now, and the page says how far "
        "that is.",
        err=True,
    )
    templates = Thread(target=compile_templates, daemon=True, name="templates")
    templates.start()
    kept: list[Ahead] = board.state.ahead()
    for each in kept:
        each.begin(then=stays)
    templates.join()
    until = time.monotonic() + READ_SECONDS
    for each in kept:
        each.wait(max(0.0, until - time.monotonic()))
    return kept


def stays() -> None:
    """What was read stays: to go over all of it now and then for circles would make somebody wait."""
    gc.collect()
    gc.freeze()


def people_for(case: Case, way: Way) -> People | None:
    """The people who may come in; None for a board that serves its own machine and has no accounts."""
    kept = in_postgres(way.record) or (case.folder / FILE).exists()
    people = open_people(case.folder, way.record) if kept else None
    if people is not None and not people.any():
        people.close()
        people = None
    if way.alone:
        return people
    where = f"--host {way.host}" if not is_loopback(way.host) else "this board"
    if people is None:
        raise HostError(
            f"{where} can be reached from other machines, and the board has no accounts; make one first: "
            "guarantor people add NAME --role owner"
        )
    if not way.proxies and not (way.certificate and way.key):
        people.close()
        raise HostError(
            f"{where} can be reached from other machines, and passwords would go over the net as they are; give "
            "--cert and --key, or put a server with TLS before it and name that with --proxy ADDRESS"
        )
    return people


def outgrown(case: Case, record: str | None = None) -> Callable[[], bool]:
    """A question that a board without accounts asks before each answer: whether somebody has one by now. A file is
    opened only where it changed; a server is asked every few seconds."""
    known: object = None
    some = False

    def asked() -> bool:
        nonlocal known, some
        state = int(time.monotonic() / ASK_SECONDS) if in_postgres(record) else changed(case.folder / FILE)
        if state is not None and state != known:
            people = open_people(case.folder, record)
            known, some = state, people.any()
            people.close()
        return some

    return asked


def changed(file: Path) -> tuple[int, ...] | None:
    """What is different when a database's file was written to; None where there is no file."""
    if not file.exists():
        return None
    parts = [each.stat() for each in (file, file.with_name(f"{file.name}-wal")) if each.exists()]
    return tuple(number for each in parts for number in (each.st_mtime_ns, each.st_size))


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def free_socket(host: str, port: int) -> socket.socket:
    """A socket bound to the port, or to the next free one; raises OSError where there is none near."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    last: OSError | None = None
    for candidate in range(port, port + TRIES) if port else (0,):
        found = socket.socket(family, socket.SOCK_STREAM)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((host, candidate))
        except OSError as error:
            found.close()
            last = error
        else:
            # Whoever opens the address as soon as it is printed waits for the server, and is not turned away.
            found.listen(BACKLOG)
            return found
    raise last or OSError(f"no free port from {port} on")
