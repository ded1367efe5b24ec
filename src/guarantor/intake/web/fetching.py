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
_MEMBER = b"\x1f\x8b\x08"
"""How a member of gzip begins."""
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
        here = urldefrag(_joined(here, _in_utf_8(found.headers["location"]))).url
    raise UnreadableError(f"more than {limits.redirects} redirects", "name the address they lead to")


def _joined(here: str, location: str) -> str:
    try:
        return urljoin(here, location)
    except ValueError as error:
        raise UnreadableError(f"it leads to {location[:200]!r}, which is no web address", "try later") from error


def _in_utf_8(location: str) -> str:
    """An address as its server meant it: bytes beyond ASCII, which no header should have, are UTF-8 where they can be.

    >>> _in_utf_8("/m\u00c3\u00b6te"), _in_utf_8("/m\u00f6te")
    ('/m\u00f6te', '/m\u00f6te')
    """
    try:
        return location.encode("latin-1").decode("utf-8")
    except ValueError:
        return location


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
    unpacking = _unpacking(told.get("content-encoding", "identity").lower())
    found = bytearray()
    for chunk in response.iter_stream():
        if unpacking is None:
            found += chunk
        else:
            unpacking.take(chunk, found, limits.fetch_bytes)
        if len(found) > limits.fetch_bytes:
            raise UnreadableError(f"more than {limits.fetch_bytes:,} bytes", "save the part you need and read that")
        patience.left()
    if unpacking is not None and not unpacking.whole:
        raise UnreadableError("a compressed answer that breaks off", "try later, or save the page")
    return bytes(found)


class _Unpacking:
    """Undoes gzip, in as many members as it comes (RFC 1952), or deflate; the two are told apart by their heads. What
    stands behind the last member is passed over, as browsers do."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(wbits=47)
        self._behind = b""
        self._over = False

    @property
    def whole(self) -> bool:
        """Whether nothing of a member is missing."""
        return self._over or self._member.eof

    def take(self, chunk: bytes, found: bytearray, most: int) -> None:
        """Unpack bytes onto what was found, no further than just beyond the most that it may come to."""
        while chunk and not self._over and len(found) <= most:
            if self._member.eof:
                chunk = self._behind + chunk
                if len(chunk) < len(_MEMBER) and _MEMBER.startswith(chunk):
                    self._behind = chunk
                    return
                self._behind, self._over = b"", not chunk.startswith(_MEMBER)
                self._member = self._member if self._over else zlib.decompressobj(wbits=47)
                continue
            found += self._member.decompress(chunk, most + 1 - len(found))
            chunk = self._member.unused_data or self._member.unconsumed_tail


def _unpacking(encoding: str) -> _Unpacking | None:
    """What undoes a content encoding."""
    if encoding in ("", "identity"):
        return None
    if encoding in ("gzip", "x-gzip", "deflate"):
        return _Unpacking()
    raise UnreadableError(f"an answer compressed as {encoding[:40]!r}", "save the page and read that")
