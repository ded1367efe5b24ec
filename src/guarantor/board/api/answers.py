"""Answers as JSON: what the pages say, from the same questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from itertools import islice
from typing import Any

from starlette.datastructures import QueryParams
from starlette.requests import Request

from guarantor.assessment.questions import compare, gates
from guarantor.board.actors import actor_index, actor_page
from guarantor.board.ahead import Ahead
from guarantor.board.api import asked
from guarantor.board.asking import Ask, ask_of
from guarantor.board.facets import facets_told
from guarantor.board.listing import Part
from guarantor.board.meetings import meetings_page
from guarantor.board.positions import PositionsPage
from guarantor.board.problems import Problem
from guarantor.board.question import Question
from guarantor.board.reports import report_page
from guarantor.board.searching import search_page
from guarantor.board.timeline import timeline_page
from guarantor.case import Case
from guarantor.case.why import why
from guarantor.linking.kept import Kept
from guarantor.model.plain import plain
from guarantor.positions.saying import NOT_KNOWN, word_of

WHOLE, PART = 100, 20
"""Up to so many provisions are told at once; of more so many at a time, as each is worked out when it is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One request: the case as its sender may see it, the question in time, what else was asked, and the request."""

    case: Case
    question: Question
    request: Request
    ahead: Ahead | None = None
    """The state pages that are kept, where the record is very large."""

    @property
    def ask(self) -> Ask:
        """The question in time."""
        return self.question.ask


def state(on: Asking, values: asked.Parted) -> dict[str, Any]:
    """The state in each account asked for; of an agreement of many provisions some of them at a time."""
    worked_out = on.question.states
    if set(on.ask.accounts) <= worked_out.keys():
        states = {account: worked_out[account] for account in on.ask.accounts}
    else:
        states = on.case.states(on.ask.accounts, times=on.question.times, reviewed_only=on.ask.reviewed)
    names = [each.id for each in on.case.files.agreement.provisions]
    size = PART if len(names) > WHOLE else WHOLE
    low = values.cursor * size
    shown = names[low : low + size]
    return {
        "agreement": on.case.files.agreement.process,
        "as_of": next(iter(states.values())).as_of,
        "cells": [plain(state[name]) for state in states.values() for name in shown],
        "compared": [plain(each) for name in shown for each in compare(states, name)],
        "gates": [] if values.cursor else [plain(gate) for state in states.values() for gate in gates(state)],
        "total": len(names), "next": values.cursor + 1 if low + size < len(names) else None,
        "record": str(on.question.knowledge.view.head()),
    }  # fmt: skip


def provisions(on: Asking, _: asked.Asked) -> dict[str, Any]:
    """The provisions, in the order of the texts."""
    rows = [
        {"id": each.id, "title": each.title, "debtors": list(each.debtors), "phase": each.phase}
        for each in on.case.files.agreement.provisions
    ]
    return {"provisions": rows}


def provision(on: Asking, values: asked.OneAccount) -> dict[str, Any]:
    """One provision in one account, explained down to the quoted words."""
    times, name = on.ask.times, on.request.path_params["provision"]
    account = values.account or on.case.everybody
    if account not in on.case.files.people.accounts:
        raise Problem(HTTPStatus.BAD_REQUEST, f"There is no account “{account}”.")
    try:
        state = on.case.status(
            as_of=times.as_of, known_at=times.known_at, published_by=times.published_by, account=account,
            reviewed_only=on.ask.reviewed,
        )  # fmt: skip
        found = why(state, on.case.knowledge(times.known_at), name, doubts=True)
    except KeyError as error:
        raise Problem(HTTPStatus.NOT_FOUND, f"There is no provision “{name}” in this case.") from error
    return {
        "cell": plain(found.cell),
        "explanations": [plain(each) for each in found.explanations],
        "citations": [plain(each) for each in found.cited],
        "origins": {"for": plain(found.origins_for), "against": plain(found.origins_against)},
        "discrepancies": [plain(each) for each in found.discrepancies],
    }


def claims(on: Asking, values: asked.Paged) -> dict[str, Any]:
    """Live claims, a part at a time, with what they bear on."""
    parts = list(islice(_claims_after(on, values.cursor), values.limit + 1))
    shown = parts[: values.limit]
    return {
        "total": on.question.tally.claims,
        "next": shown[-1][0] if len(parts) > len(shown) else None,
        "claims": [claim_told(on, kept) for _, kept in shown],
    }


def _claims_after(on: Asking, cursor: int) -> Iterator[tuple[int, Kept]]:
    for standing in on.question.knowledge.view.standings(after=cursor):
        kept = on.question.claims.get(standing.claim.id)
        if kept is not None:
            yield standing.seq, kept


def claim(on: Asking, _: asked.Times) -> dict[str, Any]:
    """One claim."""
    kept = on.question.knowledge.claims.get(on.request.path_params["claim"])
    if kept is None:
        raise Problem(HTTPStatus.NOT_FOUND, "There is no live claim with this id.")
    return claim_told(on, kept)


def claim_told(on: Asking, kept: Kept) -> dict[str, Any]:
    """A claim with what it bears on."""
    links = [plain(link) for link in on.question.knowledge.of_claim.get(kept.id, ())]
    return {**kept.claim.to_json(), "links": links}


def reports(on: Asking, values: asked.Paged) -> dict[str, Any]:
    """Reports, a part at a time, without their texts."""
    known = on.question.knowledge.reports
    entries = on.case.record.store.entries(["report"], after=values.cursor)
    parts = list(islice((entry for entry in entries if entry.id in known), values.limit + 1))
    shown = parts[: values.limit]
    names = ("title", "outlet", "published", "language", "url", "marking", "digest")
    rows = [{"id": entry.id, **{name: getattr(known[entry.id], name) for name in names}} for entry in shown]
    return {
        "total": on.question.tally.held,
        "next": shown[-1].seq if len(parts) > len(shown) else None,
        "reports": rows,
    }


def report(on: Asking, _: asked.Times) -> dict[str, Any]:
    """One report, with its text, its claims by id, its copies and what they changed, its other versions."""
    found = on.question.knowledge.reports.get(on.request.path_params["report"])
    if found is None:
        raise Problem(HTTPStatus.NOT_FOUND, "There is no report with this id.")
    page = report_page(on.question, on.request.path_params["report"])
    return {
        "id": found.id, **found.to_json(), "discrepancies": plain(page.discrepancies),
        "claims": [told.citation.claim for told in page.told], "distortions": plain(page.distortions),
        "copies": [{"report": other, "rule": merge.rule, "reason": merge.reason} for other, _, merge in page.merges],
        "versions": plain(page.versions),
    }  # fmt: skip


def meetings(on: Asking, _: asked.Times) -> dict[str, Any]:
    """Meetings, with the words that tell of them."""
    found = meetings_page(on.question)
    return {"meetings": plain(found.meetings), "others": plain(found.others), "others_total": found.others_total}


def timeline(on: Asking, values: asked.Parted) -> dict[str, Any]:
    """What was told, day by day, the last day first."""
    found = timeline_page(on.question, {"page": str(values.cursor + 1)}, "")
    return {"days": plain(found.days), "without_day": found.loose, "total": found.part.total,
            "next": _next(values.cursor, found.part)}  # fmt: skip


def actors(on: Asking, _: asked.Times) -> dict[str, Any]:
    """Everybody whose own words are in the record."""
    names = ("id", "name", "kind", "claims")
    return {"actors": [dict(zip(names, row, strict=True)) for row in actor_index(on.question)]}


def actor(on: Asking, values: asked.Parted) -> dict[str, Any]:
    """One actor or source."""
    name = on.request.path_params["actor"]
    number = str(values.cursor + 1)
    try:
        found = actor_page(on.question, name, {"said": number, "told": number, "duties": number}, "")
    except KeyError as error:
        raise Problem(HTTPStatus.NOT_FOUND, f"There is no actor “{name}” in this case.") from error
    data = plain(found)
    return {
        **data, "duties": data["duties"]["items"], "duties_total": found.duties.total, "said": data["said"]["items"],
        "told": data["told"]["items"], "said_total": found.said.total, "told_total": found.told.total, "next":
    _next(values.cursor, found.said, found.told, found.duties), }  # fmt: skip


def search(on: Asking, values: asked.Searched) -> dict[str, Any]:
    """Search over claims and reports."""
    given = values.model_dump(by_alias=True, exclude_none=True)
    number = str(values.cursor + 1)
    params = {**{name: str(value) for name, value in given.items()}, "page": number, "reports": number}
    found = search_page(on.question, params, "")
    return {
        "claims": plain(found.claims.items), "claims_total": found.claims.total, "reports": plain(found.reports.items),
        "reports_total": found.reports.total, "next": _next(values.cursor, found.claims, found.reports),
        "narrower": facets_told(found.facets),
    }  # fmt: skip


def _next(cursor: int, *parts: Part[Any]) -> int | None:
    return cursor + 1 if any(part.after for part in parts) else None


def positions(on: Asking, values: asked.Supposed) -> dict[str, Any]:
    """Every position with the codings that decide it."""
    found = _positions(on, values).found
    return {
        "as_of": found.moment.as_of,
        "positions": [{**plain(cell), "word": word_of(cell)} for cell in found.cells.values()],
        "alignment": [plain(pair) for pair in found.alignment() if pair.n], "not_known": NOT_KNOWN,
        "record": str(on.case.record.head),
    }  # fmt: skip


def packages(on: Asking, values: asked.Supposed) -> dict[str, Any]:
    """The packages, the smallest moves and the conflicts."""
    found = _positions(on, values).found
    return {
        "as_of": found.moment.as_of, "assume": [":".join(each) for each in found.assume],
        "rules": [rule.id for rule in found.consent_rules], "tally": plain(found.tally), "moves": plain(found.moves),
        "conflicts": plain(found.conflicts), "not_known": NOT_KNOWN, "record": str(on.case.record.head),
    }  # fmt: skip


def _positions(on: Asking, values: asked.Supposed) -> PositionsPage:
    pairs = [("assume", each) for each in values.assume] + [("rule", each) for each in values.rule]
    return PositionsPage(on.case, on.ask, QueryParams(pairs))


def record(on: Asking, _: asked.Asked) -> dict[str, Any]:
    """The record's head."""
    head = on.case.record.head
    return {"entries": head.seq, "head": head.hash}


def asking_of(case: Case, values: asked.Asked) -> Ask:
    """The question in time of a request."""
    names = {field.alias or name for name, field in asked.Times.model_fields.items()}
    given = values.model_dump(by_alias=True, exclude_none=True)
    params = {name: value for name, value in given.items() if name in names}
    return ask_of({name: str(value) for name, value in params.items()}, case)
