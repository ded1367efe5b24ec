"""Who handed the words on: agencies in an outlet's name, datelines, bylines, closing and loose credits.

A credit says through whose hands words came, and never that its house says so of itself. A *loose* credit stands
without
a verb beside a sentence ("Lakes Press." behind it, "(Source Lakes Press)" at its end): it is taken for the sentences it
touches, with a note, because what it covers is not written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from guarantor.model.spans import Span
from guarantor.reading.actors import ActorTable
from guarantor.reading.actors.cast import Cast
from guarantor.reading.actors.names import Line, Name
from guarantor.reading.document import Document
from guarantor.reading.patterns import read_table

CreditKind = Literal["outlet", "dateline", "byline", "closing", "loose"]
_SERVICES = frozenset({"Service", "Agency", "Press", "News", "Network", "Wire"})
HOUSES = frozenset({"agency", "outlet"})

_DATELINE = re.compile(
    r"(?P<place>[A-Z][\w.'’-]*(?:[ /][A-Z][\w.'’-]*){0,4}(?:, [A-Z][\w.'’ -]{1,40}?)?)?"
    r"(?:(?:,| [-–—])? (?P<date>(?:\d{1,2} )?[A-Z][a-z]{2,8}\.?(?: \d{1,2})?(?:,? \d{4})?))?"
    r"(?P<house> ?\((?P<name>[^()\n]{2,40})\))?\s?(?:[-–—]{1,2}|\.-|:)\s"
)
_DAY_LAST = re.compile(
    r"(?P<place>[A-Z][A-Z.'’-]+(?:[ /][A-Z.'’-]+){0,3}) ?\((?P<name>[A-Z][^()\n]{1,60}?)(?:,| [-–—]) ?"
    r"(?:(?:\d{1,2}(?:st|nd|rd|th)? )?[A-Z][a-z]{2,8}\.?(?: \d{1,2})?,? \d{4})\)\s?(?:[-–—]{1,2}\s|:\s)?"
)
"""A dateline whose bracket ends with the day ("CAPITAL (Lakes News / Post - 3rd March, 2026) The army ...")."""
_DAY_FIRST = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4} ?"
    r"\([A-Z][A-Z /.'’-]{1,40}\)\s?[-–—]{1,2}\s"
)
"""A dateline that opens with its day ("March 3, 2026 (CAPITAL) - ")."""
_OUTLET_PARTS = re.compile(r"\s*(?:[/|(),;]|\bvia\b|\bciting\b|\bbased on\b|\s[-–—]\s)\s*")
_OUTLET_NOISE = re.compile(r"(?i)\b(?:copy|based|feed|service|staff|wire)\b|-based")


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """One house in the chain. ``covers`` is the part of the text that came through it; ``span`` the words for it."""

    kind: CreditKind
    name: str
    actor: str | None
    span: Span | None
    covers: Span
    whole: Span | None = None
    """The words that belong to the credit and not to the sentence ("(Source Lakes Press)")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletName:
    """An outlet as metadata name it, with the agencies that the name shows ("Lakes Post/LP")."""

    name: str
    actor: str | None
    agencies: tuple[tuple[str, str | None], ...]


def outlet_of(name: str | None, url: str | None, table: ActorTable) -> OutletName:
    """Take an outlet's name apart; without one the address' host stands for it.

    >>> from guarantor.reading.actors import world
    >>> outlet_of("Daily Star/AFP", None, world()).agencies
    (('AFP', 'afp'),)
    """
    if not name:
        host = re.match(r"(?:https?://)?(?:www\.)?([^/\s:?#]+)", url or "")
        return OutletName(name=host.group(1) if host else "unnamed outlet", actor=None, agencies=())
    whole = table.named(name)
    if whole:
        return OutletName(name=name, actor=whole.id, agencies=())
    parts = [part for part in (_OUTLET_NOISE.sub("", piece).strip(" -") for piece in _OUTLET_PARTS.split(name)) if part]
    if not parts:
        return OutletName(name=name, actor=None, agencies=())
    found = [(part, table.named(part)) for part in parts]
    agencies = tuple((part, actor.id) for part, actor in found[1:] if actor and actor.kind in HOUSES)
    first = found[0][1]
    return OutletName(name=parts[0], actor=first.id if first else None, agencies=agencies)


def with_credit(outlet: OutletName, credit: str | None, table: ActorTable) -> OutletName:
    """The outlet with the houses that a report's metadata credit ("Anadolu", "AFP and Reuters")."""
    parts = [part.strip() for part in _OUTLET_PARTS.split((credit or "").replace(" and ", "/")) if part.strip()]
    found = [(part, table.named(part)) for part in parts]
    known = {actor for _, actor in outlet.agencies} | {outlet.actor}
    houses = [(part, one.id) for part, one in found if one and one.kind in HOUSES and one.id not in known]
    return replace(outlet, agencies=(*outlet.agencies, *houses))


def credits_of(document: Document, cast: Cast) -> tuple[Credit, ...]:
    """Every credit in the text, in its order."""
    found: list[Credit] = []
    for number, line in enumerate(cast.lines):
        if number > 3 and not any(_house(cast, name) for name in line.names):
            continue
        dateline = _dateline(document, cast, line, number)
        found.extend(dateline or _loose(document, cast, line, number))
    return tuple(_after_the_last(found))


def _after_the_last(found: Sequence[Credit]) -> Iterator[Credit]:
    """A second loose credit in a paragraph covers only what stands behind the first."""
    behind = 0
    for credit in found:
        start, end = credit.covers
        if credit.kind == "loose" and credit.whole and start < behind < end:
            start = behind
        if credit.kind == "loose" and credit.whole:
            behind = credit.whole[1] if credit.whole[1] > credit.covers[1] or end == credit.whole[1] else behind
        yield replace(credit, covers=(start, end))


def _house(cast: Cast, name: Name) -> bool:
    if name.use != "name":
        return False
    known = cast.table.get(name.actor)
    return known is not None and known.kind in HOUSES


def _dateline(document: Document, cast: Cast, line: Line, number: int) -> list[Credit]:
    """ "CAPITAL, May 3 (Agency) - " at the head of one of the first paragraphs."""
    start = line.sentence.start
    if line.sentence.paragraph > 4 or document.paragraphs[line.sentence.paragraph][0] != start:
        return []
    end = min(len(document.text), start + 120)
    day = _DAY_FIRST.match(document.text, start, end)
    if day:
        return [Credit(kind="dateline", name="", actor=None, span=None, covers=(0, 0), whole=day.span())]
    dated = _DAY_LAST.match(document.text, start, end)
    if dated:
        house = cast.table.named(dated["name"].rpartition(" / ")[2].strip())
        return [
            Credit(
                kind="dateline", name=dated["name"].rpartition(" / ")[2].strip(), actor=house.id if house else None,
                span=dated.span("name"), covers=(start, len(document.text)), whole=dated.span(),
            )
        ]  # fmt: skip
    match = _DATELINE.match(document.text, start, end)
    if not match:
        return []
    house = cast.table.named(match["place"]) if match["place"] and not match["house"] else None
    if house is not None and house.kind in HOUSES:
        return [
            Credit(
                kind="dateline",
                name=match["place"],
                actor=house.id,
                span=match.span("place"),
                covers=(start, len(document.text)),
                whole=match.span(),
            )
        ]
    place, _, short = (match["place"] or "").rpartition(", ")
    if place and short.isupper() and not match["house"] and not place.isupper():
        start_at = match.end("place") - len(short)
        return [
            Credit(
                kind="dateline",
                name=short,
                actor=named.id if (named := cast.table.named(short)) else None,
                span=(start_at, match.end("place")),
                covers=(start, len(document.text)),
                whole=match.span(),
            )
        ]
    if not (match["house"] or match["date"] or (match["place"] or "").split(",")[0].isupper()):
        return []
    if not match["house"]:
        return [Credit(kind="dateline", name="", actor=None, span=None, covers=(0, 0), whole=match.span())]
    actor = cast.table.named(match["name"])
    city, _, behind = (match["place"] or "").partition(", ")
    shown = city.isupper() and (match["date"] or any(sign.isdigit() for sign in behind))
    service = (not match["place"] or match["place"].isupper()) and match["name"].rpartition(" ")[
        2
    ] in _SERVICES  # "(Lakes News Service) — "
    if actor is None and not match["name"].isupper() and not shown and not service:
        return []
    if actor is not None and actor.kind == "state":  # "(Capital): " is where it was written, and no house
        return [Credit(kind="dateline", name="", actor=None, span=None, covers=(0, 0), whole=match.span())]
    return [
        Credit(
            kind="dateline", name=match["name"], actor=actor.id if actor else None, span=match.span("name"),
            covers=(start, len(document.text)), whole=match.span(),
        )
    ]  # fmt: skip


def _loose(document: Document, cast: Cast, line: Line, number: int) -> list[Credit]:
    """Credits without a verb: a sentence of names alone, a name before a new sentence, a bracket at the end."""
    houses = [name for name in line.names if _house(cast, name)]
    if not houses:
        return []
    if _only_names(line, houses):
        return _whole_line(document, cast, line, number, houses)
    return [*_leading(document, cast, line, number, houses), *_bracketed(cast, line, houses)]


def _only_names(line: Line, houses: Sequence[Name]) -> bool:
    """Whether nothing but houses and credit words stand in the sentence."""
    inside = {index for name in houses for index in range(name.first, name.last)}
    rest = [form for index, form in enumerate(line.forms) if index not in inside and form[:1].isalpha()]
    return len(rest) <= 5 and all(form in _credit_words() or form in {"com", "its"} for form in rest)


def _whole_line(document: Document, cast: Cast, line: Line, number: int, houses: Sequence[Name]) -> list[Credit]:
    paragraph = line.sentence.paragraph
    last = max(one.paragraph for one in document.sentences)
    alone = document.paragraphs[paragraph][0] == line.sentence.start and (
        number + 1 == len(cast.lines) or cast.lines[number + 1].sentence.paragraph != paragraph
    )
    if alone and paragraph >= last - 1 and number > 2 and "this" in line.forms:
        return [_credit("closing", cast, line, name, (0, len(document.text))) for name in houses]
    if alone and paragraph <= 1:
        return [_credit("byline", cast, line, name, (0, len(document.text))) for name in houses]
    covers = _before(document, cast, number, alone)
    return [_credit("loose", cast, line, name, covers) for name in houses]


def _before(document: Document, cast: Cast, number: int, alone: bool) -> Span:
    """What a credit behind something covers: the paragraph so far, or the one before when it stands alone."""
    if number == 0:
        return (0, 0)
    previous = cast.lines[number - 1].sentence
    start, end = document.paragraphs[previous.paragraph]
    return (start, end) if alone else (start, previous.end)


def _leading(document: Document, cast: Cast, line: Line, number: int, houses: Sequence[Name]) -> list[Credit]:
    """ "LakesPress And finally they met": a name that hangs before a sentence that begins anew."""
    name = houses[0]
    if name.first != 0 or name.last >= len(line.tokens) or number == 0:
        return []
    following = line.tokens[name.last]
    if not following.text[:1].isupper() or following.tag in {"PROPN", "NOUN", "ADJ", "VERB", "PUNCT", "NUM"}:
        return []
    return [_credit("loose", cast, line, name, _before(document, cast, number, False), (0, name.last))]


def _bracketed(cast: Cast, line: Line, houses: Sequence[Name]) -> list[Credit]:
    """ "(Source Lakes Press)" at the end of a sentence, or "[Lakes Post +1]"."""
    made = []
    for name in houses:
        opened = next((i for i in range(name.first - 1, max(-1, name.first - 4), -1) if line.texts[i] in "(["), None)
        closed = next((i for i in range(name.last, min(len(line.texts), name.last + 4)) if line.texts[i] in ")]"), None)
        if opened is None or closed is None:
            continue
        others = [line.forms[i] for i in (*range(opened + 1, name.first), *range(name.last, closed))]
        if all(form in _credit_words() or not form[:1].isalpha() for form in others) and closed >= len(line.texts) - 3:
            made.append(
                _credit("loose", cast, line, name, (line.sentence.start, line.sentence.end), (opened, closed + 1))
            )
    return made


def _credit(
    kind: CreditKind, cast: Cast, line: Line, name: Name, covers: Span, whole: tuple[int, int] | None = None
) -> Credit:
    text, span = cast.words_of(name)
    place = line.span(*whole) if whole else (line.sentence.start, line.sentence.end)
    return Credit(kind=kind, name=text, actor=name.actor, span=span, covers=covers, whole=place)


@cache
def _credit_words() -> frozenset[str]:
    return frozenset(row["words"] for row in read_table("credits.tsv") if row["kind"] == "whole")
