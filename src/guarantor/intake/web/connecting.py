"""Connections to checked addresses only, every read of which ends by the deadline, whatever trickles in."""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from typing import Any

import httpcore

from guarantor.intake.refusal import UnreadableError
from guarantor.intake.web.network import Patience, checked_host

SLICE = 0.5
"""So many seconds a read waits before it looks whether it is still wanted."""


class CheckedBackend(httpcore.NetworkBackend):
    """Connects to checked addresses only, and gives streams that end in time."""

    def __init__(self, patience: Patience, *, private: bool) -> None:
        self._patience = patience
        self._private = private
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:  # fmt: skip
        """A connection to a checked address of the host."""
        address = checked_host(host, port, private=self._private)
        return _InTime(self._inner.connect_tcp(address, port, self._patience.left(timeout)), self._patience)

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Never."""
        raise UnreadableError(f"{path!r} is no web address", "name a page's own address")


class _InTime(httpcore.NetworkStream):
    """A stream whose every act ends by the deadline."""

    def __init__(self, inner: httpcore.NetworkStream, patience: Patience) -> None:
        self._inner = inner
        self._patience = patience

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """The next bytes; the wait for them is cut into slices, so that it can be broken off."""
        while True:
            try:
                return self._inner.read(max_bytes, self._patience.left(SLICE))
            except httpcore.ReadTimeout:
                self._patience.left()

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes."""
        self._inner.write(buffer, self._patience.left(timeout))

    def close(self) -> None:
        """Hang up."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same stream, encrypted; the certificate is checked against the host's name."""
        return _InTime(
            self._inner.start_tls(ssl_context, server_hostname, self._patience.left(timeout)), self._patience
        )

    def get_extra_info(self, info: str) -> Any:
        """What the stream below knows."""
        return self._inner.get_extra_info(info)
