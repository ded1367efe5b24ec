"""A report from a text and what is said of it: which word on a field is believed, and where it came from."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from guarantor.intake.moments import iso_moment, moment_in
from guarantor.intake.piece import Hints, Limits, Piece
from guarantor.intake.refusal import UnreadableError, shown
from guarantor.model.report import Place, Report, Sign

DEFAULT_LANGUAGE = "en"
__all__ = ["DEFAULT_LANGUAGE", "Said", "believed", "iso_moment", "make_report"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a document says of itself. ``guessed`` is what was only inferred; a user's hint outweighs it.

    Keys of both: outlet, title, published, language, url, credit. ``signs`` are all values met, the believed ones
    first; ``places`` lead the text back into the document.
    """

    stated: Mapping[str, str] = field(default_factory=dict)
    guessed: Mapping[str, str] = field(default_factory=dict)
    signal: str = "the file"
    signals: Mapping[str, str] = field(default_factory=dict)
    marking: str = "TLP:CLEAR"
    digest: bool = False
    notes: tuple[str, ...] = ()
    signs: tuple[Sign, ...] = ()
    places: tuple[Place, ...] = ()


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
    notes = [*said.notes, *piece.notes]
    for name in ("outlet", "title", "published", "language", "url", "credit"):
        values[name] = _choose(name, said, hints, piece, signals, notes)
    if values["published"] is not None:
        values["published"] = _checked_moment(values["published"], signals["published"])
    if values["language"] is None:
        signals["language"] = "assumed"
    if hints.keep is not None:
        hints.keep(piece.data)
    return Report(
        text=text, location=piece.location, outlet=values["outlet"], title=values["title"],
        published=values["published"], language=values["language"] or DEFAULT_LANGUAGE, url=values["url"],
        credit=values["credit"], marking=said.marking, digest=said.digest,
        raw_sha256=hashlib.sha256(piece.data).hexdigest(), media_type=media_type, signals=signals, notes=tuple(notes),
        signs=said.signs, places=said.places,
    )  # fmt: skip


def believed(signs: Iterable[Sign], guessed: frozenset[str], signal: str, notes: tuple[str, ...] = ()) -> Said:
    """What sorted signs say: of each field the first. Dates that are not understood are passed over with a note.

    Signals in ``guessed`` are only inferred from. Where two understood dates lie more than a day apart, a note says so.
    """
    stated: dict[str, str] = {}
    inferred: dict[str, str] = {}
    signals: dict[str, str] = {}
    kept: list[Sign] = []
    odd: list[str] = []
    for sign in signs:
        fit = _understood(sign)
        if fit is None:
            odd.append(f"the {sign.field} date {shown(sign.value)!r} ({sign.signal}) is not understood")
            kept.append(sign)
            continue
        kept.append(fit)
        if fit.field not in stated and fit.field not in inferred:
            (inferred if fit.signal in guessed else stated)[fit.field] = fit.value
            signals[fit.field] = fit.signal
    kept.sort(key=lambda sign: sign.value != (stated.get(sign.field) or inferred.get(sign.field)))
    odd.extend(_apart(kept))
    return Said(
        stated=stated, guessed=inferred, signal=signal, signals=signals, notes=(*notes, *odd), signs=tuple(kept)
    )  # fmt: skip


def _understood(sign: Sign) -> Sign | None:
    if sign.field in ("published", "modified", "made"):
        moment = moment_in(sign.value)
        return None if moment is None else replace(sign, value=moment)
    if sign.field == "language":
        return replace(sign, value=re.split("[-_]", sign.value.strip().lower())[0])
    return sign


def _apart(signs: Iterable[Sign]) -> Iterator[str]:
    """A line where those who date a document differ by more than time zones explain."""
    days = [
        (date.fromisoformat(sign.value[:10]), sign) for sign in signs if sign.field == "published" and _is_day(sign)
    ]
    for day, sign in days[1:]:
        if abs((day - days[0][0]).days) > 1:
            first = days[0][1]
            yield f"published is {first.value} by {first.signal}, but {sign.value} by {sign.signal}"
            return


def _is_day(sign: Sign) -> bool:
    return re.match(r"\d{4}-\d{2}-\d{2}", sign.value) is not None and moment_in(sign.value) is not None


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
