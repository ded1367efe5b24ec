"""An answer of a web server as archives keep it: status, headers, and the body unpacked within limits."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from guarantor.intake.meter import Meter
from guarantor.intake.refusal import UnreadableError, shown

_AGAIN = "get the page anew"
HEAD_BYTES = 256 * 2**10


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """``media_type`` and ``charset`` as the server declared them."""

    status: int
    media_type: str | None
    charset: str | None
    body: bytes


def answer_of(data: bytes, limit: int, meter: Meter) -> Answer:
    """The answer in raw bytes; raises UnreadableError for what is none, or unpacks to more than ``limit``."""
    status_line, _, rest = data.partition(b"\n")
    parts = status_line.split()
    if not status_line.startswith(b"HTTP/") or len(parts) < 2 or not parts[1].isdigit() or len(parts[1]) != 3:
        raise UnreadableError("no web server's answer", _AGAIN)
    headers, body = _headers(rest)
    encodings = [each.strip() for each in headers.get("content-encoding", "").lower().split(",") if each.strip()]
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    for encoding in reversed(encodings):
        body = _unpacked(body, encoding, limit, meter)
    kind, _, rest_of_kind = headers.get("content-type", "").partition(";")
    charset = next(
        (
            each.partition("=")[2].strip().strip("\"'")
            for each in rest_of_kind.split(";")
            if each.strip().lower().startswith("charset=")
        ),
        None,
    )
    return Answer(status=int(parts[1]), media_type=kind.strip().lower() or None, charset=charset or None, body=body)


def _headers(data: bytes) -> tuple[dict[str, str], bytes]:
    found: dict[str, str] = {}
    at = 0
    while at < len(data):
        end = data.find(b"\n", at, at + 65536)
        if end < 0 or at > HEAD_BYTES:
            raise UnreadableError("an answer whose head has no end", _AGAIN)
        line = data[at:end].rstrip(b"\r")
        at = end + 1
        if not line:
            break
        name, _, value = line.decode("latin-1").partition(":")
        found.setdefault(name.strip().lower(), value.strip())
    return found, data[at:]


def _joined(body: bytes) -> bytes:
    """The chunks of a chunked body; a body that an archive has joined already is left as it is."""
    parts: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at, at + 1024)
        told = body[at:end].split(b";")[0].strip() if end >= 0 else b""
        if not told or len(told) > 8 or told.strip(b"0123456789abcdefABCDEF"):
            if not parts:
                return body
            raise UnreadableError("an answer that breaks off between its chunks", _AGAIN)
        size = int(told, 16)
        if not size:
            return b"".join(parts)
        parts.append(body[end + 2 : end + 2 + size])
        at = end + 2 + size + 2
        if at > len(body) + 2:
            raise UnreadableError("an answer that breaks off within a chunk", _AGAIN)


def _unpacked(body: bytes, encoding: str, limit: int, meter: Meter) -> bytes:
    if encoding == "identity":
        return body
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise UnreadableError(f"an answer compressed as {shown(encoding, 40)!r}", _AGAIN)
    if body[:2] != b"\x1f\x8b" and encoding != "deflate":
        return body
    for bits in (47, -15):
        inner = zlib.decompressobj(wbits=bits)
        try:
            data = inner.decompress(body, limit + 1)
        except zlib.error:
            continue
        meter.spend(len(data))
        if len(data) > limit:
            raise UnreadableError(f"more than {limit:,} bytes", "save what you need of it")
        if not inner.eof:
            raise UnreadableError("a compressed answer that breaks off", _AGAIN)
        return data
    raise UnreadableError("a damaged compressed answer", _AGAIN)
