"""Fetching one address that a user asked for: never private networks unless allowed, within size and time.

The host's name is resolved once, every address it has is checked, and the connection goes to a checked address, so that
a name server cannot answer differently the second time. Redirects are followed by hand and checked again.
"""

from __future__ import annotations

import importlib.util
import ipaddress
import socket
import time
import zlib
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from guarantor.intake.piece import Limits, Piece
from guarantor.intake.refusal import UnreadableError

if TYPE_CHECKING:
    import httpx

AGENT = "guarantor (peace agreement monitoring; fetches single pages on request)"
HEADERS = {"User-Agent": AGENT, "Accept-Encoding": "gzip, identity"}


def fetch(address: str, limits: Limits) -> Piece:
    """The page at an address; raises UnreadableError with what was met."""
    if importlib.util.find_spec("httpx") is None:
        raise UnreadableError(
            "an address, and httpx is not installed", "pip install 'guarantor[web]', or save the page"
        )
    import httpx

    deadline = time.monotonic() + limits.fetch_seconds
    here = address
    try:
        with httpx.Client(timeout=limits.fetch_seconds, trust_env=False, headers=HEADERS) as client:
            for _ in range(limits.redirects + 1):
                answer = _get(client, here, limits, deadline)
                if isinstance(answer, Piece):
                    return answer
                here = urljoin(here, answer)
    except (httpx.HTTPError, httpx.InvalidURL, OSError, zlib.error, ValueError) as error:
        raise UnreadableError(
            f"no answer ({error or type(error).__name__})", "check the address, or try later"
        ) from error
    raise UnreadableError(f"more than {limits.redirects} redirects", "name the address they lead to")


def _get(client: httpx.Client, address: str, limits: Limits, deadline: float) -> Piece | str:
    """The page, or the address it redirects to."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UnreadableError(f"it leads to {address!r}, which is no web address", "name a page's own address")
    host = _checked_host(parts.hostname, parts.port or (443 if parts.scheme == "https" else 80), limits)
    target = parts._replace(netloc=f"[{host}]" if ":" in host else host)
    if parts.port:
        target = target._replace(netloc=f"{target.netloc}:{parts.port}")
    headers = {"Host": parts.netloc.rpartition("@")[2]}
    extensions = {"sni_hostname": parts.hostname}
    with client.stream("GET", target.geturl(), headers=headers, extensions=extensions) as response:
        if response.is_redirect:
            return str(response.headers.get("location", ""))
        if response.status_code != 200:
            raise UnreadableError(f"the server answers {response.status_code}", "check the address in a browser")
        data = _body(response, limits, deadline)
        kind = response.headers.get("content-type", "").split(";")[0].strip().lower() or None
        return Piece(data=data, location=address, media_type=kind, charset=response.charset_encoding, url=address)


def _body(response: httpx.Response, limits: Limits, deadline: float) -> bytes:
    """The whole body, unpacked within the same limits; no more than one chunk is ever held beyond them."""
    unpacker = _unpacker(response.headers.get("content-encoding", "identity").strip().lower())
    found = bytearray()
    for chunk in response.iter_raw(65536):
        found += chunk if unpacker is None else unpacker.decompress(chunk, limits.fetch_bytes + 1)
        if len(found) > limits.fetch_bytes or (unpacker is not None and unpacker.unconsumed_tail):
            raise UnreadableError(f"more than {limits.fetch_bytes:,} bytes", "save the part you need and read that")
        if time.monotonic() > deadline:
            raise UnreadableError(f"not done after {limits.fetch_seconds:g} seconds", "try later, or save the page")
    if unpacker is not None and not unpacker.eof:
        raise UnreadableError("a compressed answer that breaks off", "try later, or save the page")
    return bytes(found)


def _unpacker(encoding: str) -> zlib._Decompress | None:
    """What undoes a content encoding; gzip and deflate are told apart by their heads."""
    if encoding in ("", "identity"):
        return None
    if encoding in ("gzip", "x-gzip", "deflate"):
        return zlib.decompressobj(wbits=47)
    raise UnreadableError(f"an answer compressed as {encoding!r}", "save the page and read that")


def _checked_host(host: str, port: int, limits: Limits) -> str:
    """One of the host's network addresses, all of them being public (or private ones allowed)."""
    found = sorted({str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)})
    if not limits.private_hosts:
        for address in found:
            if not _is_public(address):
                raise UnreadableError(
                    f"{host} is {address}, in a private network", "allow private hosts if this is meant"
                )
    return found[0]


def _is_public(address: str) -> bool:
    """Whether a network address is anybody's to reach; an IPv4 address inside an IPv6 one is looked at itself."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        ip = ip.ipv4_mapped or ip.sixtofour or ip
    return ip.is_global and not ip.is_multicast
