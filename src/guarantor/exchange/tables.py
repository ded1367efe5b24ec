"""The flat tables: claims, statuses, counters, incidents, positions; a row a mapping, columns as the dictionary has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

import yaml

from guarantor.exchange.selected import ClaimTold, Selected
from guarantor.model.assessment import InstanceStatus, Owed, ProvisionStatus
from guarantor.model.claim import Claim
from guarantor.model.marking import CLEAR
from guarantor.model.moments import EARLIEST, LATEST, show
from guarantor.record.errors import CorruptRecordError

Table = Literal["claims", "statuses", "counters", "incidents", "positions"]
TABLES: tuple[Table, ...] = get_args(Table)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its name, its type (``text``, ``number``, ``date``, ``list``), what it says, its HXL tag."""

    name: str
    type: str
    about: str
    hxl: str | None = None


@cache
def columns(table: Table) -> tuple[Column, ...]:
    """The columns of a table, from the data dictionary."""
    text = files("guarantor.exchange").joinpath("data", "dictionary.yaml").read_text(encoding="utf-8")
    return tuple(Column(**entry) for entry in yaml.safe_load(text)[table])


def rows(table: Table, selected: Selected) -> Iterator[Row]:
    """The rows of a table, one at a time."""
    return _MAKERS[table](selected)


def _claims(selected: Selected) -> Iterator[Row]:
    return selected.each(lambda told: claim_row(told, selected))


def claim_row(told: ClaimTold, selected: Selected) -> Row:
    """A claim as one row; only its first figure has columns, the others are in ``more_figures``."""
    data, full = told.data, told.report
    report, holder, when, where, figures = (
        data["report"],
        data["holder"],
        data["when"],
        data["where"],
        data["quantities"],
    )
    if full is None:
        raise CorruptRecordError(
            f"{told.id}: its report {report['id']} is not in the record; `guarantor verify` says why"
        )
    root, name = selected.root_of(data)
    when, figure = data["when"] or _NO_TIME, figures[0] if figures else _NO_FIGURE
    place = selected.place_of(where["place"]) if where else None
    at = (place.at if place else None) or (None, None)
    return {
        "id": told.id, "report": report["id"], "outlet": report["outlet"], "published": report["published"],
        "url": report["url"], "language": report["language"], "marking": full.get("marking", CLEAR),
        "start": data["span"][0], "end": data["span"][1], "quote": data["quote"], "digest": full.get("digest", False),
        "type": data["type"],
        "modality": data["modality"], "polarity": data["polarity"], "holder": holder["text"],
        "holder_actor": holder["actor"], "root": root.id, "root_name": name,
        "cited": root.cited, "anonymous": root.anonymous, "chain": [station["name"] for station in data["chain"]],
        "event": data["event"], "predicate": data["predicate"],
        "actors": [each["actor"] or each["text"] for each in data["actors"]],
        "targets": [each["actor"] or each["text"] for each in data["targets"]], "when_start": when["start"],
        "when_end": when["end"], "when_precision": when["precision"],
        "place": where["text"] if where else None, "place_id": place.id if place else None,
        "latitude": at[0], "longitude": at[1], "value": figure["value"], "low": figure["low"], "high": figure["high"],
        "unit": figure["unit"], "kind": figure["kind"], "of": figure["of"], "scope": figure["scope"],
        "since": figure["since"], "as_of": figure["as_of"], "more_figures": [each["value"] for each in figures[1:]],
        "provisions": told.provisions, "review": told.review, "rule": data["rule"], "notes": data["notes"],
    }  # fmt: skip


_NO_TIME = dict.fromkeys(("start", "end", "precision"))
_NO_FIGURE = dict.fromkeys(("value", "low", "high", "unit", "kind", "of", "scope", "since", "as_of"))


def _statuses(selected: Selected) -> Iterator[Row]:
    for account, state in selected.states.items():
        for provision in selected.agreement.provisions:
            yield _status(selected, account, provision.title, state[provision.id])


def _status(selected: Selected, account: str, title: str, cell: ProvisionStatus) -> Row:
    owed = cell.owed
    return {
        "provision": cell.provision, "title": title, "account": account,
        "account_title": selected.people.accounts[account].title, "as_of": _time(selected, cell.as_of),
        "status": cell.status, "figure": owed.text if owed else None, "owed": owed.target if owed else None,
        "told_low": told_end(owed, 0), "told_high": told_end(owed, -1),
        "unit": owed.unit if owed else None, "due": _time(selected, cell.due), "tellers": cell.tellers,
        "against": cell.against, "marks": [mark.name for mark in cell.marks], "claims": cell.claims,
    }  # fmt: skip


def told_end(owed: Owed | None, at: int) -> float | None:
    """The lowest (0) or highest (-1) figure told; none where its own words leave that end open."""
    if owed is None or not owed.ends:
        return None
    figure = owed.ends[at]
    if figure.bound == "between":
        return figure.low if at == 0 else figure.value
    opened = {"about", "up to" if at == 0 else "at least"}
    return None if figure.bound in opened else figure.value


def _counters(selected: Selected) -> Iterator[Row]:
    by_target: dict[str, list[str]] = {}
    for claim, links in selected.links.items():
        for link in links:
            if link.target is not None and claim in selected.claims:
                by_target.setdefault(link.target, []).append(claim)
    for counter in selected.agreement.counters:
        for claim in dict.fromkeys(by_target.get(counter.id, ())):
            yield from _readings(selected, counter.id, counter.title, claim)


def _readings(selected: Selected, counter: str, title: str, id_: str) -> Iterator[Row]:
    claim = selected.claims[id_].claim
    for figure in claim.quantities:
        if figure.value is not None:
            yield {
                "counter": counter, "title": title, "root": selected.roots.of(claim).id, "value": figure.value,
                "low": figure.low, "high": figure.high, "unit": figure.unit, "kind": figure.kind, "of": figure.of,
                "scope": figure.scope, "since": figure.since, "as_of": figure.as_of,
                "published": claim.report.published,
                "outlet": claim.report.outlet, "url": claim.report.url, "claim": id_, "review": claim.review,
            }  # fmt: skip


def _incidents(selected: Selected) -> Iterator[Row]:
    """Each alleged breach that has a life of its own, as every account tells it."""
    for account, state in selected.states.items():
        for provision in selected.agreement.provisions:
            if provision.incidents:
                for instance in state.instances(provision.id):
                    if instance.incident is not None:
                        yield _incident(selected, account, provision.title, instance)


def _incident(selected: Selected, account: str, title: str, instance: InstanceStatus) -> Row:
    claims = [selected.claims[id_].claim for id_ in instance.trigger_claims if id_ in selected.claims]
    place = next((found for claim in claims if (found := selected.place(claim)) is not None), None)
    start, end = instance.trigger or (None, None)
    return {
        "incident": instance.incident, "provision": instance.provision, "title": title, "account": account,
        "status": instance.status, "start": _time(selected, start), "end": _time(selected, end),
        "place": next((claim.where.text for claim in claims if claim.where), None),
        "place_id": place.id if place else None, "latitude": place.at[0] if place and place.at else None,
        "longitude": place.at[1] if place and place.at else None, "value": _killed(claims),
        "tellers": instance.tellers, "against": instance.against,
        "words": " / ".join(dict.fromkeys(" ".join(claim.quote.split()) for claim in claims)),
        "claims": instance.trigger_claims,
    }  # fmt: skip


def _positions(selected: Selected) -> Iterator[Row]:
    """Where each actor stands on each answer to an open question, silence too."""
    from guarantor.positions.saying import title_of

    found = selected.positions
    issues = {issue.id: issue.title for issue in selected.agreement.issues}
    for actor in found.actors:
        for issue, option in found.options:
            cell = found.cells[actor, f"{issue}/{option}"]
            yield {
                "actor": actor, "actor_name": selected.people.name_of(actor), "issue": issue,
                "issue_title": issues[issue], "option": option,
                "option_title": title_of(selected.agreement, cell.about),
                "answer": cell.answer, "stance": cell.stance, "condition": cell.condition, "only_if": cell.only_if,
                "assessed": cell.assessed, "day": cell.day, "age": cell.age, "differ": cell.differ,
                "reviewed": any(each.reviewed for each in cell.decided_by),
                "claims": list(dict.fromkeys(each.claim for each in cell.decided_by)),
                "earlier": list(dict.fromkeys(each.claim for each in cell.earlier)),
            }  # fmt: skip


def _killed(claims: list[Claim]) -> float | None:
    """The figure of the first claim that has one."""
    return next((q.value for claim in claims for q in claim.quantities if q.value is not None), None)


def _time(selected: Selected, at: int | None) -> str | None:
    """An instant in the agreement's zone; nothing for the ends of time."""
    return None if at is None or not EARLIEST // 2 < at < LATEST // 2 else show(at, selected.zone)


_MAKERS: Mapping[Table, Callable[[Selected], Iterator[Row]]] = {
    "claims": _claims, "statuses": _statuses, "counters": _counters, "incidents": _incidents,
    "positions": _positions,
}  # fmt: skip
