"""A report from a text and what is said of it: which word on a field is believed, and where it came from."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from guarantor.intake.piece import Hints, Limits, Piece
from guarantor.intake.refusal import UnreadableError
from guarantor.model.report import Report

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?)?")
DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a document says of itself. ``guessed`` is what was only inferred; a user's hint outweighs it.

    Keys of both: outlet, title, published, language, url, credit.
    """

    stated: Mapping[str, str] = field(default_factory=dict)
    guessed: Mapping[str, str] = field(default_factory=dict)
    signal: str = "the file"
    signals: Mapping[str, str] = field(default_factory=dict)
    marking: str = "TLP:CLEAR"
    digest: bool = False
    notes: tuple[str, ...] = ()


def iso_moment(value: Any) -> str:
    """An ISO date or date-time from one, or from an e-mail date; raises ValueError for anything else.

    >>> iso_moment("2025-11-02")
    '2025-11-02'
    >>> iso_moment("Sun, 02 Nov 2025 10:00:00 +0200")
    '2025-11-02T10:00:00+02:00'
    """
    if isinstance(value, datetime | date):
        return value.isoformat()
    text = str(value).strip()
    if _ISO.fullmatch(text):
        (date if len(text) == 10 else datetime).fromisoformat(text.replace(" ", "T", 1).replace(" ", ""))
        return text.replace(" ", "T", 1).replace(" ", "")
    if re.match(r"[A-Za-z]{3}, ?\d", text):
        return parsedate_to_datetime(text).isoformat()
    raise ValueError(f"{text!r} is no date of the form 2025-11-02 or 2025-11-02T10:00:00+02:00")


def make_report(text: str, piece: Piece, said: Said, hints: Hints, limits: Limits, *, media_type: str) -> Report:
    """The report; raises UnreadableError where the text is empty, too long, or a stated date does not exist."""
    if not text.strip():
        raise UnreadableError("no text in it", "check how it was saved")
    if len(text) > limits.text_characters:
        raise UnreadableError(
            f"a text of {len(text):,} characters, more than the {limits.text_characters:,} allowed", "split it"
        )
    values: dict[str, str | None] = {}
    signals: dict[str, str] = {}
    notes = list(said.notes)
    for name in ("outlet", "title", "published", "language", "url", "credit"):
        values[name] = _choose(name, said, hints, piece, signals, notes)
    if values["published"] is not None:
        values["published"] = _checked_moment(values["published"], signals["published"])
    if values["language"] is None:
        signals["language"] = "assumed"
    return Report(
        text=text, location=piece.location, outlet=values["outlet"], title=values["title"],
        published=values["published"], language=values["language"] or DEFAULT_LANGUAGE, url=values["url"],
        credit=values["credit"], marking=said.marking, digest=said.digest,
        raw_sha256=hashlib.sha256(piece.data).hexdigest(), media_type=media_type, signals=signals, notes=tuple(notes),
    )  # fmt: skip


def _choose(name: str, said: Said, hints: Hints, piece: Piece, signals: dict[str, str], notes: list[str]) -> str | None:
    """Stated, then hinted, then guessed; the address last where it was fetched from."""
    stated, hinted, guessed = said.stated.get(name), getattr(hints, name, None), said.guessed.get(name)
    if stated:
        if hinted and hinted != stated:
            notes.append(f"{name} is {stated!r} by {said.signal}, not {hinted!r} as given for all sources")
        signals[name] = said.signals.get(name, said.signal)
        return stated
    if hinted:
        signals[name] = "given"
        return str(hinted)
    if guessed:
        signals[name] = said.signals.get(name, f"inferred from {said.signal}")
        return guessed
    if name == "url" and piece.url:
        signals[name] = "fetched"
        return piece.url
    return None


def _checked_moment(value: str, signal: str) -> str:
    try:
        return iso_moment(value)
    except ValueError as error:
        raise UnreadableError(f"published ({signal}): {error}", "write it as 2025-11-02") from error
