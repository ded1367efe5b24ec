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

import csv
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import yaml

from guarantor.exchange.flat import disarmed
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


class MappingError(ValueError):
    """A mapping that cannot be used; the message says which entry and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """What the columns of a file are. Names are of columns, but for ``outlet``, ``text``, ``unit``, ``kind``, ``of``,
    ``scope``, ``marking`` and ``dates`` (how days are written, in the signs of ``strptime``; without it ISO days)."""

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
    """The rows of a CSV file (UTF-8); raises :class:`MappingError` where it lacks a column that the mapping names."""
    place = Path(path)
    with place.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        _check_columns(mapping, reader.fieldnames or (), place)
        for number, row in enumerate(reader, 1):
            cells = {key: armed(value) for key, value in row.items() if key and isinstance(value, str)}
            yield _row(number, {**dict.fromkeys(reader.fieldnames or (), ""), **cells}, mapping, place.name)


def armed(cell: str) -> str:
    """A cell without the apostrophe that an export put before it, so that what leaves and comes back is the same.

    >>> armed("'=1+1"), armed("'tis so")
    ('=1+1', "'tis so")
    """
    return cell[1:] if cell.startswith("'") and disarmed(cell[1:]) == cell else cell


def _check_columns(mapping: Mapping, there: Iterable[str], place: Path) -> None:
    known = set(there)
    named = [mapping.id, mapping.published, mapping.when, mapping.holder, mapping.url, mapping.value, mapping.since,
             mapping.as_of, mapping.actor, mapping.target, mapping.place]  # fmt: skip
    missing = sorted({each for each in named if each is not None} - known)
    if missing:
        raise MappingError(f"{place}: no column {missing[0]!r}; there are {', '.join(sorted(known))}")


def _row(number: int, row: dict[str, Any], mapping: Mapping, name: str) -> Taken | Refused:
    try:
        text = mapping.text.format_map({key: (value or "").strip() for key, value in row.items() if key}).strip()
        if not text or not (row[mapping.id] or "").strip():
            return Refused(row=number, why="no text or no id")
        report = Report(
            text=text, location=f"{name}#{row[mapping.id]}", outlet=mapping.outlet,
            title=f"{mapping.outlet} {row[mapping.id]}",
            published=_day(row, mapping.published, mapping), url=_cell(row, mapping.url), marking=mapping.marking,
            media_type="text/csv", signals={"published": "column"} if mapping.published else {},
        )  # fmt: skip
        return Taken(row=number, report=report, claim=_claim(row, mapping, report))
    except (KeyError, IndexError) as error:
        return Refused(row=number, why=f"the text names a column that is not there: {error}")
    except (TimeError, ValueError) as error:
        return Refused(row=number, why=str(error))


def _claim(row: dict[str, Any], mapping: Mapping, report: Report) -> Claim:
    said = _cell(row, mapping.holder)
    chain = [ChainLink(role="outlet", name=mapping.outlet)]
    if said is not None:
        chain.append(ChainLink(role="holder", name=said))
    day, value = _day(row, mapping.when, mapping), _number(row, mapping.value)
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


def _type(row: dict[str, Any], mapping: Mapping) -> ClaimType:
    value = mapping.type if mapping.type not in row else mapping.types.get(row[mapping.type] or "", "")
    for known in get_args(ClaimType):
        if value == known:
            found: ClaimType = known
            return found
    raise ValueError(f"{row.get(mapping.type, value)!r} is no claim type and `types` does not say which")


def _mentions(row: dict[str, Any], column: str | None) -> tuple[Mention, ...]:
    """Who is named, by the row's word; who that is for the case is not settled here."""
    text = _cell(row, column)
    return () if text is None else (Mention(text=text),)


def _day(row: dict[str, Any], column: str | None, mapping: Mapping) -> str | None:
    text = _cell(row, column)
    if text is None:
        return None
    if mapping.dates is not None:
        text = datetime.strptime(text, mapping.dates).replace(tzinfo=UTC).date().isoformat()
    interval(text)
    return text


def _number(row: dict[str, Any], column: str | None) -> float | None:
    text = _cell(row, column)
    if text is None:
        return None
    try:
        found = float(text.replace(",", ""))
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise ValueError(f"{column}: {text!r} is no number")
    return found


def _cell(row: dict[str, Any], column: str | None) -> str | None:
    return None if column is None else (row[column] or "").strip() or None
