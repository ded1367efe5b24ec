"""Rows coded elsewhere (incidents, counters) as reports with one claim each, by a mapping file.

A row's text is the report's text and the claim's words; nothing that the row does not say is added. Each row is
written, refused with its reason, or there already. The mapping is YAML::

    outlet: ACLED                    # who publishes the rows
    text: "{event_date}: {notes}"    # columns in braces
    id: event_id_cnty                # the column that tells rows apart
    published: timestamp             # columns of ISO days; when: the day of the event
    when: event_date
    holder: source                   # whose word it is; without it the outlet's
    type: violation                  # a claim type, or a column
    types: {Battles: violation}      # values of that column as claim types
    value: fatalities
    unit: people
    kind: flow
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter
from typing import Literal, get_args

import yaml

from guarantor.exchange.delimited import open_table
from guarantor.exchange.flat import armed
from guarantor.exchange.mistaken import MappingError
from guarantor.model.claim import (
    ChainLink,
    Claim,
    ClaimType,
    Holder,
    Mention,
    Place,
    Quantity,
    QuantityKind,
    ReportRef,
    When,
)
from guarantor.model.moments import TimeError, interval
from guarantor.model.plain import ShapeError, build
from guarantor.model.report import Report

RULE = "import"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """What the columns of a file are. Names are of columns, but for ``outlet``, ``text``, ``unit``, ``kind``, ``of``,
    ``scope``, ``marking``, ``dates`` (how days are written, in the signs of ``strptime``; without it ISO days),
    ``decimal`` (the sign before a fraction; the other of point and comma then parts thousands) and ``encoding``
    (without it UTF-8, or UTF-16 where the file begins with its mark)."""

    outlet: str
    text: str
    id: str
    published: str | None = None
    when: str | None = None
    holder: str | None = None
    url: str | None = None
    type: str = "violation"
    types: dict[str, str] = field(default_factory=dict, hash=False)
    value: str | None = None
    unit: str | None = None
    kind: QuantityKind = "flow"
    of: str | None = None
    scope: str | None = None
    since: str | None = None
    as_of: str | None = None
    actor: str | None = None
    target: str | None = None
    place: str | None = None
    dates: str | None = None
    decimal: Literal[".", ","] = "."
    encoding: str | None = None
    marking: str = "TLP:CLEAR"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A row that was not taken, and why; ``row`` counts lines of data from 1."""

    row: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A row as a report with its claim."""

    row: int
    report: Report
    claim: Claim


def load_mapping(path: str | Path) -> Mapping:
    """The mapping of a file; raises :class:`MappingError`."""
    try:
        data = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
        return build(Mapping, data, "mapping")
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ShapeError) as error:
        raise MappingError(f"{path}: {error}") from error


def read_rows(path: str | Path, mapping: Mapping) -> Iterator[Taken | Refused]:
    """The rows of a CSV file with commas, semicolons or tabs between its columns. Raises :class:`MappingError` before
    the first row where the file is not of its encoding, or has not each column that the mapping names just once."""
    place = Path(path)
    table = open_table(place, mapping.encoding, columns_of(mapping))
    for number, cells in enumerate(table.rows, 1):
        if len(cells) != len(table.head):
            how = "fewer" if len(cells) < len(table.head) else "more"
            why = f"it has {how} cells than the head: {len(cells)} for {len(table.head)} (a stray quote or separator?)"
            yield Refused(row=number, why=why)
        else:
            yield _row(number, dict(zip(table.head, map(armed, cells), strict=True)), mapping, place.name)


def columns_of(mapping: Mapping) -> tuple[str, ...]:
    """The columns that a mapping names, those in braces in its text among them; raises :class:`MappingError`."""
    named = [mapping.id, mapping.published, mapping.when, mapping.holder, mapping.url, mapping.value, mapping.since,
             mapping.as_of, mapping.actor, mapping.target, mapping.place]  # fmt: skip
    try:
        in_text = [name for _, name, _, _ in Formatter().parse(mapping.text) if name]
    except ValueError as error:
        raise MappingError(f"text: {mapping.text!r} cannot be read: {error}") from error
    return tuple(dict.fromkeys([*(each for each in named if each is not None), *in_text]))


def _row(number: int, row: dict[str, str], mapping: Mapping, name: str) -> Taken | Refused:
    try:
        text = mapping.text.format_map({key: value.strip() for key, value in row.items()}).strip()
        if not text or not (row[mapping.id] or "").strip():
            return Refused(row=number, why="no text or no id")
        report = Report(
            text=text, location=f"{name}#{row[mapping.id]}", outlet=mapping.outlet,
            title=f"{mapping.outlet} {row[mapping.id]}",
            published=_day(row, mapping.published, mapping), url=_cell(row, mapping.url), marking=mapping.marking,
            media_type="text/csv", signals={"published": "column"} if mapping.published else {},
        )  # fmt: skip
        return Taken(row=number, report=report, claim=_claim(row, mapping, report))
    except (KeyError, IndexError, AttributeError) as error:
        return Refused(row=number, why=f"the text names a column that is not there: {error}")
    except (TimeError, ValueError) as error:
        return Refused(row=number, why=str(error))


def _claim(row: dict[str, str], mapping: Mapping, report: Report) -> Claim:
    said = _cell(row, mapping.holder)
    chain = [ChainLink(role="outlet", name=mapping.outlet)]
    if said is not None:
        chain.append(ChainLink(role="holder", name=said))
    day, value = _day(row, mapping.when, mapping), _number(row, mapping.value, mapping.decimal)
    figure = Quantity(
        value=value, low=value, high=value, unit=mapping.unit, kind=mapping.kind, of=mapping.of, scope=mapping.scope,
        since=_day(row, mapping.since, mapping), as_of=_day(row, mapping.as_of, mapping),
    )  # fmt: skip
    place = _cell(row, mapping.place)
    return Claim(
        report=ReportRef.of(report), span=(0, len(report.text)), quote=report.text, type=_type(row, mapping),
        modality="happened", holder=Holder(text=said, kind="outlet" if said is None else "role"), chain=tuple(chain),
        actors=_mentions(row, mapping.actor), targets=_mentions(row, mapping.target),
        where=None if place is None else Place(text=place),
        when=When(start=day, end=day, precision="day") if day else None,
        quantities=() if value is None else (figure,), rule=RULE,
    )  # fmt: skip


def _type(row: dict[str, str], mapping: Mapping) -> ClaimType:
    value = mapping.type if mapping.type not in row else mapping.types.get(row[mapping.type] or "", "")
    for known in get_args(ClaimType):
        if value == known:
            found: ClaimType = known
            return found
    raise ValueError(f"{row.get(mapping.type, value)!r} is no claim type and `types` does not say which")


def _mentions(row: dict[str, str], column: str | None) -> tuple[Mention, ...]:
    """Who is named, by the row's word; who that is for the case is not settled here."""
    text = _cell(row, column)
    return () if text is None else (Mention(text=text),)


def _day(row: dict[str, str], column: str | None, mapping: Mapping) -> str | None:
    text = _cell(row, column)
    if text is None:
        return None
    if mapping.dates is not None:
        text = datetime.strptime(text, mapping.dates).replace(tzinfo=UTC).date().isoformat()
    if not _DAY.match(text):
        raise ValueError(f"{column}: {text!r} is no ISO day; say in `dates` how days are written")
    interval(text)
    return text


def _number(row: dict[str, str], column: str | None, decimal: str) -> float | None:
    text = _cell(row, column)
    if text is None:
        return None
    found = float(_plain(text, decimal)) if _NUMBER[decimal].fullmatch(text) else math.nan
    if not math.isfinite(found):
        raise ValueError(f"{column}: {text!r} is no number (the sign before a fraction is {decimal!r})")
    return found


def _plain(text: str, decimal: str) -> str:
    """A number without what parts its thousands, and with a point before its fraction."""
    return text.replace("." if decimal == "," else ",", "").replace(decimal, ".")


_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]|$)", re.ASCII)
_GROUPED = r"[-+]?(?:\d{{1,3}}(?:{0}\d{{3}})+|\d+)(?:{1}\d+)?(?:[eE][-+]?\d+)?"
_NUMBER = {".": re.compile(_GROUPED.format(",", r"\.")), ",": re.compile(_GROUPED.format(r"\.", ","))}
"""Numbers by the sign before their fraction. Thousands are parted by threes or not at all: "12,34" is no number where
the sign is a point."""


def _cell(row: dict[str, str], column: str | None) -> str | None:
    return None if column is None else (row[column] or "").strip() or None
