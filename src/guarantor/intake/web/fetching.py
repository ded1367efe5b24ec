"""Getting one address: redirects followed by hand and checked again, the body unpacked within limits.

No cookies, no scripts, no proxies of the environment, no passwords; each fetch has connections of its own.
"""

from __future__ import annotations

import importlib.util
import zlib
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from guarantor import __version__
from guarantor.intake.piece import Limits, Piece
from guarantor.intake.refusal import UnreadableError
from guarantor.intake.web.network import Patience

if TYPE_CHECKING:
    import ssl

    import httpcore

AGENT = f"guarantor/{__version__} (peace agreement monitoring)"
MOVED = frozenset({301, 302, 303, 307, 308})
_AS_THEY_ARE = "%/:=&?~#+!$,;'@()*[]|"
"""Signs of a path and query that are sent as they are."""
Turn = Callable[[str], AbstractContextManager[None]]
"""Called with each address before it is asked for: waits until it may be, or raises what forbids it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Got:
    """A server's last answer: ``address`` is where redirects led to, header names are in small letters."""

    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str | None:
        """As declared."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower() or None

    @property
    def charset(self) -> str | None:
        """As declared."""
        for each in self.headers.get("content-type", "").split(";")[1:]:
            name, _, value = each.partition("=")
            if name.strip().lower() == "charset":
                return value.strip().strip("\"'") or None
        return None

    def piece(self, location: str) -> Piece:
        """The body as a piece that was read from a location."""
        return Piece(
            data=self.body, location=location, media_type=self.media_type, charset=self.charset, url=self.address
        )


def fetch(address: str, limits: Limits) -> Piece:
    """The page at an address that a user named; raises UnreadableError with what was met."""
    found = get(address, limits)
    if found.status != 200:
        raise UnreadableError(f"the server answers {found.status}", "check the address in a browser")
    return found.piece(found.address)


def get(
    address: str,
    limits: Limits,
    *,
    headers: Mapping[str, str] | None = None,
    turn: Turn | None = None,
    patience: Patience | None = None,
) -> Got:
    """The answer at an address, whatever its status; raises UnreadableError where there is none within the limits.

    ``turn`` is asked before each request, the first and those that redirects lead to; each may then take the whole time
    of ``patience``, since waiting for one's turn takes long. Without ``turn`` all of them together may take it.
    """
    if importlib.util.find_spec("httpcore") is None:
        raise UnreadableError(
            "an address, and httpcore is not installed", "pip install 'guarantor[web]', or save the page"
        )
    here = address
    waited = patience or Patience(seconds=limits.fetch_seconds)
    for _ in range(limits.redirects + 1):
        with turn(here) if turn is not None else nullcontext():
            within = waited if turn is None else Patience(seconds=waited.seconds, stop=waited.stop)
            found = _asked(here, limits, headers or {}, within)
        if found.status not in MOVED or not found.headers.get("location"):
            return found
        here = urldefrag(_joined(here, found.headers["location"])).url
    raise UnreadableError(f"more than {limits.redirects} redirects", "name the address they lead to")


def _joined(here: str, location: str) -> str:
    try:
        return urljoin(here, location)
    except ValueError as error:
        raise UnreadableError(f"it leads to {location[:200]!r}, which is no web address", "try later") from error


def _asked(address: str, limits: Limits, headers: Mapping[str, str], patience: Patience) -> Got:
    """One request and its answer."""
    import httpcore

    try:
        return _exchange(address, limits, headers, patience)
    except (
        httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, httpcore.UnsupportedProtocol,
        OSError, zlib.error, ValueError,
    ) as error:  # fmt: skip
        raise UnreadableError(
            f"no answer ({str(error) or type(error).__name__})", "check the address, or try later"
        ) from error


def _exchange(address: str, limits: Limits, headers: Mapping[str, str], patience: Patience) -> Got:
    import httpcore

    from guarantor.intake.web.connecting import CheckedBackend

    url, host = target_of(address)
    sent = {
        "Host": host, "User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "gzip, identity",
        "Connection": "close", **headers,
    }  # fmt: skip
    backend = CheckedBackend(patience, private=limits.private_hosts)
    times = dict.fromkeys(("connect", "read", "write", "pool"), patience.seconds)
    with (
        httpcore.ConnectionPool(ssl_context=_tls(), network_backend=backend, max_connections=1) as pool,
        pool.stream("GET", url, headers=list(sent.items()), extensions={"timeout": times}) as response,
    ):
        told: dict[str, str] = {}
        for name, value in response.headers:
            told.setdefault(name.decode("latin-1").lower(), value.decode("latin-1").strip())
        body = _body(response, told, limits, patience) if response.status == 200 else b""
        return Got(address=address, status=response.status, headers=told, body=body)


def target_of(address: str) -> tuple[httpcore.URL, str]:
    """An address as it goes over the wire, and its host with the port where one is named; a password is left out.
    Raises UnreadableError where it is none: hosts that no name server can have, ports that no machine has.

    >>> target_of("https://näher.example:81/ä?q=1 2#x")
    (URL(scheme=b'https', host=b'xn--nher-loa.example', port=81, target=b'/%C3%A4?q=1%202'), 'xn--nher-loa.example:81')
    """
    try:
        return _target_of(address)
    except ValueError as error:
        raise _no_address(address) from error


def _target_of(address: str) -> tuple[httpcore.URL, str]:
    import httpcore

    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _no_address(address)
    name = parts.hostname if ":" in parts.hostname else parts.hostname.encode("idna").decode("ascii")
    path = quote(parts.path or "/", safe=_AS_THEY_ARE) + (
        f"?{quote(parts.query, safe=_AS_THEY_ARE)}" if parts.query else ""
    )
    shown = f"[{name}]" if ":" in name else name
    host = shown if parts.port is None else f"{shown}:{parts.port}"
    return httpcore.URL(scheme=parts.scheme, host=name, port=parts.port, target=path), host


def _no_address(address: str) -> UnreadableError:
    return UnreadableError(f"it leads to {address[:200]!a}, which is no web address", "name a page's own address")


@cache
def _tls() -> ssl.SSLContext:
    import httpcore

    return httpcore.default_ssl_context()


def _body(response: httpcore.Response, told: Mapping[str, str], limits: Limits, patience: Patience) -> bytes:
    """The whole body, unpacked within the same limits; no more than one chunk is ever held beyond them."""
    unpacker = _unpacker(told.get("content-encoding", "identity").lower())
    found = bytearray()
    for chunk in response.iter_stream():
        found += chunk if unpacker is None else unpacker.decompress(chunk, limits.fetch_bytes + 1)
        if len(found) > limits.fetch_bytes or (unpacker is not None and unpacker.unconsumed_tail):
            raise UnreadableError(f"more than {limits.fetch_bytes:,} bytes", "save the part you need and read that")
        patience.left()
    if unpacker is not None and not unpacker.eof:
        raise UnreadableError("a compressed answer that breaks off", "try later, or save the page")
    return bytes(found)


def _unpacker(encoding: str) -> zlib._Decompress | None:
    """What undoes a content encoding; gzip and deflate are told apart by their heads."""
    if encoding in ("", "identity"):
        return None
    if encoding in ("gzip", "x-gzip", "deflate"):
        return zlib.decompressobj(wbits=47)
    raise UnreadableError(f"an answer compressed as {encoding[:40]!r}", "save the page and read that")
