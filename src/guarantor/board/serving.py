"""Serving the board on this machine: a free port, the address printed, a clean stop."""

from __future__ import annotations

import ipaddress
import socket

import click
import uvicorn

from guarantor.board.app import application
from guarantor.case import Case

TRIES = 50


class HostError(click.UsageError):
    """The board was asked to listen where others could reach it."""


def run(case: Case, host: str, port: int) -> None:
    """Serve until interrupted. The address goes to standard output, so that it can be opened from there.

    Raises :class:`HostError` for an address other than loopback: there are no accounts, and whoever reaches the board
    reads everything in the case.
    """
    if not is_loopback(host):
        raise HostError(
            f"--host {host} can be reached from other machines, and the board has no accounts; serve on 127.0.0.1 and "
            "put a server with sign-in before it, or reach it through ssh -L."
        )
    listening = free_socket(host, port)
    click.echo(f"Board: http://{host}:{listening.getsockname()[1]}/  (stop with Ctrl-C)")
    config = uvicorn.Config(application(case), log_level="warning", access_log=False)
    uvicorn.Server(config).run(sockets=[listening])


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
