"""Serving the board on this machine: a free port, the address printed, a clean stop."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass

import click
import uvicorn

from guarantor.board.access.database import FILE
from guarantor.board.access.people import People, open_people
from guarantor.board.app import application
from guarantor.case import Case

TRIES = 50


class HostError(click.UsageError):
    """The board was asked to listen where others could reach it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How the board is reached: the address and port it listens on, the names it goes by, its certificate and key, and
    the servers before it that are believed when they say who asks and over what."""

    host: str = "127.0.0.1"
    port: int = 8000
    names: tuple[str, ...] = ()
    certificate: str | None = None
    key: str | None = None
    proxies: tuple[str, ...] = ()

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
    try:
        listening = free_socket(way.host, way.port)
        scheme = "https" if way.certificate else "http"
        click.echo(f"Board: {scheme}://{way.host}:{listening.getsockname()[1]}/  (stop with Ctrl-C)")
        config = uvicorn.Config(
            application(case, people, names=way.names), log_level="warning", access_log=False, server_header=False,
            ssl_certfile=way.certificate, ssl_keyfile=way.key, proxy_headers=bool(way.proxies),
            forwarded_allow_ips=list(way.proxies),
        )  # fmt: skip
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        if people is not None:
            people.close()


def people_for(case: Case, way: Way) -> People | None:
    """The people who may come in; None for a board that serves its own machine and has no accounts."""
    people = open_people(case.folder) if (case.folder / FILE).exists() else None
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
            return found
    raise last or OSError(f"no free port from {port} on")
