"""Where a connection may go, and for how long: name servers and servers are not trusted with either.

A host's name is resolved once, every network address that it has is looked at, and the connection goes to one of those,
so that a name server cannot answer differently the second time.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from guarantor.intake.refusal import UnreadableError

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_COMPATIBLE = ipaddress.IPv6Network("::/96")


class StoppedError(Exception):
    """Whoever asked wants the answer no more."""


class PrivateError(UnreadableError):
    """An address in a private network, which nobody allowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long one fetch may take: ``seconds`` in all, by a clock that does not go backwards, or until ``stop``."""

    seconds: float
    stop: threading.Event = field(default_factory=threading.Event)
    began: float = field(default_factory=time.monotonic)

    def left(self, most: float | None = None) -> float:
        """Seconds that are left, at most ``most``; raises UnreadableError where there are none, StoppedError."""
        if self.stop.is_set():
            raise StoppedError
        left = self.began + self.seconds - time.monotonic()
        if left <= 0:
            raise UnreadableError(f"not done after {self.seconds:g} seconds", "try later, or save the page")
        return left if most is None else min(left, most)


def checked_host(
    host: str, port: int, *, private: bool, resolve: Callable[..., Iterable[Any]] = socket.getaddrinfo
) -> str:
    """One of the host's network addresses, all of them being public (or private ones allowed)."""
    found = list(dict.fromkeys(str(each[4][0]) for each in resolve(host, port, type=socket.SOCK_STREAM)))
    if not found:
        raise UnreadableError(f"{host} has no network address", "check the address")
    if not private:
        for address in found:
            if not is_public(address):
                raise PrivateError(f"{host} is {address}, in a private network", "allow private hosts if this is meant")
    return found[0]


def is_public(address: str) -> bool:
    """Whether a network address is anybody's to reach; an IPv4 address inside an IPv6 one is looked at itself.

    >>> is_public("8.8.8.8"), is_public("::ffff:10.0.0.1"), is_public("64:ff9b::127.0.0.1")
    (True, False, False)
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is None and (ip in _NAT64 or ip in _COMPATIBLE):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        ip = inner or ip
    return ip.is_global and not ip.is_multicast
