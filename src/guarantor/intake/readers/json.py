"""JSON (one report, or a list of them) and JSON Lines, by the usual names of the fields."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from guarantor.intake.decode import decode
from guarantor.intake.metadata import Said, make_report
from guarantor.intake.piece import Hints, Limits, Manifest, Piece
from guarantor.intake.refusal import Refusal, UnreadableError
from guarantor.model.report import Report

_NAMES = {
    "text": ("text", "body", "content"),
    "outlet": ("outlet", "publisher", "source", "source_name"),
    "published": ("published", "published_at", "publication_date", "date_published", "pubDate", "date"),
    "url": ("url", "link", "canonical_url"),
    "language": ("language", "lang"),
    "title": ("title", "headline"),
    "credit": ("credit", "byline", "author"),
}
"""Field: the names under which exports of feeds, scrapers and news archives have it, the first that is there counts."""
_UNFIT = re.compile("[\x00\ud800-\udfff]")


class JsonReader:
    """One JSON value a file."""

    manifest = Manifest(
        name="json",
        suffixes=(".json",),
        media_types=("application/json",),
        help="JSON: an object with text, outlet, published, url, language, title, or a list of such objects",
    )

    def sniff(self, data: bytes) -> bool:
        """An object that begins with a key; a text in brackets is no JSON."""
        return re.match(rb'\s*\[?\s*\{\s*"', data) is not None

    def read(self, piece: Piece, hints: Hints, limits: Limits) -> Iterator[Report | Refusal]:
        """One report an object."""
        value = _parse(decode(piece.data, piece.charset).text)
        if isinstance(value, dict):
            yield _report(value, piece, hints, limits)
            return
        if not isinstance(value, list) or not value:
            raise UnreadableError("JSON that is no object and no list of objects", "give objects with a key `text`")
        for number, item in enumerate(value, start=1):
            yield _report_or_refusal(item, piece, f"{piece.location}#{number}", hints, limits)


class JsonLinesReader:
    """One JSON object a line."""

    manifest = Manifest(
        name="jsonl",
        suffixes=(".jsonl", ".ndjson"),
        media_types=("application/jsonl", "application/x-ndjson", "application/x-jsonlines"),
        help="JSON Lines: an object a line, with the keys of the JSON format",
    )

    def sniff(self, data: bytes) -> bool:
        """Names decide."""
        return False

    def read(self, piece: Piece, hints: Hints, limits: Limits) -> Iterator[Report | Refusal]:
        """One report a line; a broken line is refused alone."""
        text = decode(piece.data, piece.charset).text
        for number, line in enumerate(text.split("\n"), start=1):
            if not line.strip():
                continue
            where = f"{piece.location}:{number}"
            try:
                item = _parse(line)
            except UnreadableError as error:
                yield Refusal(location=where, found=error.found, todo=error.todo)
                continue
            yield _report_or_refusal(item, piece, where, hints, limits)


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"no valid JSON ({error.msg})", "mend it there", line=error.lineno) from error
    except (RecursionError, ValueError) as error:
        raise UnreadableError(f"JSON that cannot be taken in ({error})", "check how it was made") from error


def _report_or_refusal(item: Any, piece: Piece, where: str, hints: Hints, limits: Limits) -> Report | Refusal:
    own = Piece(
        data=json.dumps(item, ensure_ascii=True, sort_keys=True).encode(), location=where, suffix=piece.suffix,
        media_type=piece.media_type, charset=piece.charset, url=piece.url,
    )  # fmt: skip
    try:
        return _report(item, own, hints, limits)
    except UnreadableError as error:
        return error.at(where)


def _report(item: Any, piece: Piece, hints: Hints, limits: Limits) -> Report:
    if not isinstance(item, dict):
        raise UnreadableError(f"{type(item).__name__} where an object was expected", "give objects with a key `text`")
    values = {name: _first(item, names) for name, names in _NAMES.items()}
    text = values.pop("text")
    if text is None:
        raise UnreadableError("an object without text", f"put the text under one of {', '.join(_NAMES['text'])}")
    clean = _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)
    notes = () if clean == text else ("characters that no text can hold were replaced by U+FFFD",)
    stated = {name: _UNFIT.sub("", value) for name, value in values.items() if value is not None}
    return make_report(clean, piece, Said(stated=stated, notes=notes), hints, limits, media_type="application/json")


def _first(item: dict[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = item.get(name)
        if isinstance(value, str) and value.strip():
            return value
    return None
