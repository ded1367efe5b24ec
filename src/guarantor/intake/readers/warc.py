"""Web archives (WARC 1.0 and 1.1, ISO 28500), as crawlers and browsers' savers write them; read as a stream.

Answers with pages, PDF documents, feeds and texts become pieces; everything else is counted, by kind, in lines at the
end, so that nothing is passed over without a word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import IO

from guarantor.intake.http import Answer, answer_of
from guarantor.intake.piece import Hints, Limits, Manifest, Piece
from guarantor.intake.refusal import Refusal, UnreadableError, shown
from guarantor.intake.streams import Part

HEAD_BYTES = 256 * 2**10
_TYPES = ("text/", "application/xhtml", "application/pdf", "application/rss", "application/atom", "application/rdf",
          "application/xml", "application/json", "application/vnd.o", "message/rfc822")  # fmt: skip
_NO_TEXTS = frozenset({"text/css", "text/javascript", "text/ecmascript", "text/vtt"})
KINDS = 50
"""Kinds of things passed over that are counted apart."""


class WarcReader:
    """Web archives."""

    manifest = Manifest(
        name="warc",
        title="Web archive (WARC)",
        suffixes=(".warc",),
        media_types=("application/warc",),
        help="web archives (WARC, compressed too): answers with pages, PDF, feeds and texts, by their address",
        limits="what is no document (requests, pictures, scripts, errors) is counted, not read",
        streams=True,
        packed=True,
    )

    def sniff(self, data: bytes) -> bool:
        """The first record's version."""
        return data.startswith(b"WARC/")

    def read(self, piece: Piece, hints: Hints, limits: Limits) -> Iterator[Refusal | Piece]:
        """One piece an answer, then a line for each kind of thing that was passed over."""
        passed: Counter[str] = Counter()
        number = 0
        with piece.stream() as file:
            while (head := _head(file)) is not None:
                number += 1
                part = Part(file, _length(head))
                where = f"{piece.location}#{number}"
                yield from _record(head, part, where, piece, limits, passed)
                part.finish()
        if not number:
            raise UnreadableError("a web archive without records", "get it again, whole")
        for what, count in sorted(passed.items()):
            found = f"{count:,} × {what}"
            yield Refusal(location=piece.location, found=found, todo="no document, nothing to do", harmless=True)


def _head(file: IO[bytes]) -> dict[str, str] | None:
    """The next record's head, names in small letters; None at the end."""
    line = file.readline(1024)
    while line in (b"\r\n", b"\n"):
        line = file.readline(1024)
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        raise UnreadableError("a damaged web archive: no record where one should begin", "get it again, whole")
    head: dict[str, str] = {}
    size = 0
    while True:
        line = file.readline(65536)
        size += len(line)
        if size > HEAD_BYTES or not line:
            what = "a record's head that has no end" if line else "a web archive that breaks off"
            raise UnreadableError(what, "get it again, whole")
        if not line.strip():
            return head
        name, _, value = line.decode("utf-8", "replace").partition(":")
        head.setdefault(name.strip().lower(), value.strip())


def _length(head: dict[str, str]) -> int:
    told = head.get("content-length", "")
    if not (told.isascii() and told.isdigit() and len(told) < 16):
        raise UnreadableError(f"a record of {shown(told)!r} bytes", "get it again, whole")
    return int(told)


def _record(
    head: dict[str, str], part: Part, where: str, piece: Piece, limits: Limits, passed: Counter[str]
) -> Iterator[Refusal | Piece]:  # fmt: skip
    kind = shown(head.get("warc-type", "unknown"), 40).lower()
    address = head.get("warc-target-uri", "").strip("<>")
    if kind not in ("response", "resource", "conversion") or not address.startswith(("http:", "https:")):
        _count(passed, f"record of kind {kind}")
        return
    place = f"{piece.location}!/{shown(address, 2000)}"
    if head.get("warc-segment-number", "1") != "1" or "segment" in head.get("warc-truncated", ""):
        yield Refusal(location=place, found="a record in segments", todo="join them")
        return
    if part.left > limits.file_bytes:
        found = f"more than {limits.file_bytes:,} bytes"
        yield Refusal(location=place, found=found, todo="save what you need of it")
        return
    try:
        answer = _answer(kind, head, part.rest(), limits, piece)
    except UnreadableError as error:
        yield replace(error.at(where), location=place)
        return
    if answer.status != 200:
        _count(passed, f"answer {answer.status}")
    elif not _is_text(answer):
        _count(passed, f"answer of kind {shown(answer.media_type or 'unknown', 60)}")
    else:
        made = piece.member(address, answer.body, suffix="")
        note = f"as it stood on {shown(head.get('warc-date', 'an unknown day'), 40)}, by the web archive"
        cut = (f"the archive cut it off ({shown(head['warc-truncated'], 40)})",) if "warc-truncated" in head else ()
        yield replace(made, media_type=answer.media_type, charset=answer.charset, url=address, notes=(note, *cut))


def _answer(kind: str, head: dict[str, str], data: bytes, limits: Limits, piece: Piece) -> Answer:
    if kind == "response":
        return answer_of(data, limits.file_bytes, piece.meter)
    told = "text/plain" if kind == "conversion" else head.get("content-type", "")
    return Answer(status=200, media_type=told.split(";")[0].strip().lower() or None, charset=None, body=data)


def _is_text(answer: Answer) -> bool:
    kind = answer.media_type
    if kind is None or kind == "application/octet-stream":
        return answer.body[:5] == b"%PDF-" or b"<html" in answer.body[:4096].lower()
    return kind.startswith(_TYPES) and kind not in _NO_TEXTS


def _count(passed: Counter[str], what: str) -> None:
    passed[what if what in passed or len(passed) < KINDS else "other things"] += 1
