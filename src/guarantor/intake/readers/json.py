"""JSON (one report, or a list of them) and JSON Lines, by the usual names of the fields or the user's own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from guarantor.intake.decode import decode
from guarantor.intake.fields import report_of
from guarantor.intake.piece import Hints, Limits, Manifest, Piece
from guarantor.intake.refusal import Refusal, UnreadableError
from guarantor.model.report import Report


class JsonReader:
    """One JSON value a file."""

    manifest = Manifest(
        name="json",
        title="JSON",
        suffixes=(".json",),
        media_types=("application/json",),
        help="JSON: an object with text, outlet, published, url, language, title, or a list of such objects; other "
        "names of fields by `--field text=data.body`",
    )

    def sniff(self, data: bytes) -> bool:
        """An object that begins with a key; a text in brackets is no JSON."""
        return re.match(rb'\s*\[?\s*\{\s*"', data) is not None

    def read(self, piece: Piece, hints: Hints, limits: Limits) -> Iterator[Report | Refusal]:
        """One report an object."""
        if len(piece.data) > limits.tree_bytes:
            raise UnreadableError(f"JSON of more than {limits.tree_bytes:,} bytes", "write it as JSON Lines")
        value = _parse(decode(piece.data, piece.charset).text)
        if isinstance(value, dict):
            yield report_of(value, piece, hints, limits, media_type="application/json")
            return
        if not isinstance(value, list) or not value:
            raise UnreadableError("JSON that is no object and no list of objects", "give objects with a key `text`")
        for number, item in enumerate(value, start=1):
            yield _report_or_refusal(item, piece, f"{piece.location}#{number}", hints, limits)


class JsonLinesReader:
    """One JSON object a line, read as a stream."""

    manifest = Manifest(
        name="jsonl",
        title="JSON Lines",
        suffixes=(".jsonl", ".ndjson"),
        media_types=("application/jsonl", "application/x-ndjson", "application/x-jsonlines"),
        help="JSON Lines: an object a line, with the keys of the JSON format",
        streams=True,
    )

    def sniff(self, data: bytes) -> bool:
        """Names decide."""
        return False

    def read(self, piece: Piece, hints: Hints, limits: Limits) -> Iterator[Report | Refusal]:
        """One report a line; a broken line is refused alone."""
        some = False
        with piece.stream() as file:
            number = 0
            while raw := file.readline(limits.tree_bytes + 1):
                number += 1
                if len(raw) > limits.tree_bytes:
                    raise UnreadableError(f"a line of more than {limits.tree_bytes:,} bytes", "split it", line=number)
                if raw.strip(b" \t\r\n\xef\xbb\xbf\0"):
                    some = True
                    yield _line(raw, piece, f"{piece.location}:{number}", hints, limits)
        if not some:
            raise UnreadableError("the file is empty", "check how it was saved")


def _line(raw: bytes, piece: Piece, where: str, hints: Hints, limits: Limits) -> Report | Refusal:
    try:
        item = _parse(decode(raw, piece.charset).text)
    except UnreadableError as error:
        return Refusal(location=where, found=error.found, todo=error.todo)
    return _report_or_refusal(item, piece, where, hints, limits)


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"no valid JSON ({error.msg})", "mend it there", line=error.lineno) from error
    except (RecursionError, ValueError) as error:
        raise UnreadableError(f"JSON that cannot be taken in ({error})", "check how it was made") from error


def _report_or_refusal(item: Any, piece: Piece, where: str, hints: Hints, limits: Limits) -> Report | Refusal:
    own = replace(
        piece, data=json.dumps(item, ensure_ascii=True, sort_keys=True).encode(), location=where, file=None
    )  # fmt: skip
    try:
        return report_of(item, own, hints, limits, media_type="application/json")
    except UnreadableError as error:
        return error.at(where)
