"""Which of a record's fields says what: the usual names, or those that the user gives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from guarantor.intake.metadata import Said, make_report
from guarantor.intake.piece import Hints, Limits, Piece
from guarantor.intake.refusal import UnreadableError
from guarantor.model.report import Report

NAMES: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "full_text", "article", "maintext"),
    "outlet": ("outlet", "publisher", "source", "source_name", "site", "domain"),
    "published": ("published", "published_at", "publication_date", "date_published", "date_publish", "pubDate", "date"),
    "url": ("url", "link", "canonical_url", "source_url"),
    "language": ("language", "lang"),
    "title": ("title", "headline"),
    "credit": ("credit", "byline", "author", "authors"),
}
"""Field: the names under which exports of feeds, scrapers and news archives have it, the first that is there counts."""
_UNFIT = re.compile("[\x00\ud800-\udfff]")


def mapped(pairs: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """The names to look under, with the user's own; raises ValueError for a field that reports do not have.

    >>> mapped({"text": "data.story"})["text"]
    ('data.story',)
    """
    if odd := sorted(pairs.keys() - NAMES.keys()):
        raise ValueError(f"{odd[0]!r} is no field of a report; use one of {', '.join(NAMES)}")
    return {**NAMES, **{field: (name,) for field, name in pairs.items()}}


def report_of(item: Any, piece: Piece, hints: Hints, limits: Limits, *, media_type: str) -> Report:
    """The report of an object of fields; raises UnreadableError where it has no text."""
    if not isinstance(item, dict):
        raise UnreadableError(f"{type(item).__name__} where an object was expected", "give objects with a key `text`")
    names = mapped(hints.fields)
    values = {field: _first(item, each) for field, each in names.items()}
    text = values.pop("text")
    if text is None:
        raise UnreadableError("an object without text", f"put the text under one of {', '.join(names['text'])}")
    clean = _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)
    notes = () if clean == text else ("characters that no text can hold were replaced by U+FFFD",)
    stated = {field: _UNFIT.sub("", value) for field, value in values.items() if value is not None}
    signals = {field: f"field {hints.fields[field]!r}" for field in stated if field in hints.fields}
    return make_report(
        clean, piece, Said(stated=stated, signals=signals, notes=notes), hints, limits, media_type=media_type
    )


def _first(item: dict[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = _under(item, name)
        if isinstance(value, str) and value.strip():
            return value
    return None


def _under(item: dict[str, Any], name: str) -> Any:
    """A field by its name, or by a path of names with dots; of a list the texts in it, joined."""
    value: Any = item
    if name in item:
        value = item[name]
    else:
        for part in name.split("."):
            value = value.get(part) if isinstance(value, dict) else None
    if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        return ("\n\n" if name in NAMES["text"] else ", ").join(value)
    return value
