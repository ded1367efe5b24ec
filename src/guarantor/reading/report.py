"""A report read: its claims, what does not fit within it, and what was passed over and why."""

from __future__ import annotations

from dataclasses import dataclass

from guarantor.model.claim import Claim
from guarantor.model.pausing import uncollected
from guarantor.model.report import Report
from guarantor.reading.actors import ActorTable, world
from guarantor.reading.claims import Parts, claims_of, discrepancies_of, end_of_reading, parts_of
from guarantor.reading.discrepancies import Discrepancy
from guarantor.reading.heads import speaker_of
from guarantor.reading.language import Language, language_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read out of one report.

    ``discrepancies`` are what does not fit within the report itself; ``notes`` are lines for a person: the
    discrepancies
    in words, and what was passed over, and why.
    """

    claims: tuple[Claim, ...]
    language: Language
    discrepancies: tuple[Discrepancy, ...] = ()
    notes: tuple[str, ...] = ()


def read_report(report: Report, *, actors: ActorTable | None = None) -> Reading:
    """The claims of a report. A case's ``actors`` are laid over the general table.

    The thousands of values that are made on the way hold no rings to speak of and are gone at its end, so that the
    collector of rings, which would look at them ten times over, waits until then.
    """
    with uncollected():
        return _read(report, actors)


def _read(report: Report, actors: ActorTable | None) -> Reading:
    parts = parts_of(report, actors)
    if not parts.language.english:
        waiting = (
            f"not read: the text is {parts.language.code} ({parts.language.reason}); it waits for a person or a model"
        )
        return Reading(
            claims=(), language=parts.language, notes=(waiting, *_spoken(report, parts)) if report.text.strip() else ()
        )
    odd = discrepancies_of(report, parts)
    return Reading(
        claims=claims_of(report, parts), language=parts.language, discrepancies=odd,
        notes=(*_unread(report), *parts.layout.notes, *(one.note for one in odd)),
    )  # fmt: skip


def _spoken(report: Report, parts: Parts) -> tuple[str, ...]:
    """A line on whose word a text is that is not read, for the person who will."""
    speaker = speaker_of(report.text, parts.language.code)
    known = world().get(speaker.actor) if speaker else None
    if speaker is None or known is None:
        return ()
    words = " ".join(report.text[slice(*speaker.name)].split())
    return (f"it has one person say something, by the names and verbs known here: {known.names[0]} (“{words}”)",)


def _unread(report: Report) -> tuple[str, ...]:
    """A line on what is too long to be read."""
    end = end_of_reading(report.text)
    if end == len(report.text):
        return ()
    return (f"read up to character {end:,} of {len(report.text):,}: the rest waits for a person",)


def read_text(
    text: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
    language: str | None = None,
    location: str = "-",
    actors: ActorTable | None = None,
) -> list[Claim]:
    """The claims of a text, without case or record. ``published`` is an ISO day that dates are counted from."""
    report = Report(
        text=text, location=location, outlet=outlet, url=url, title=title, published=published,
        language=language or language_of(text).code,
    )  # fmt: skip
    return list(read_report(report, actors=actors).claims)
