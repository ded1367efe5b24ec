"""Answers that tell of incidents, counters, open issues, and of the desk: what waits, and what was judged."""

from __future__ import annotations

from typing import Any

from guarantor.board.api import asked
from guarantor.board.api.answers import Asking, claim_told
from guarantor.board.desk.queue import Filters, queued
from guarantor.model.plain import plain

JUDGEMENTS = 100


def incidents(on: Asking, values: asked.Known) -> dict[str, Any]:
    """Every incident told of, with the stages of its life."""
    return {"incidents": plain(on.case.incidents(known_at=values.known_at))}


def counters(on: Asking, values: asked.Known) -> dict[str, Any]:
    """Running counts by origin, and what was pledged and deployed."""
    return {
        "series": plain(on.case.series(known_at=values.known_at)),
        "pledges": plain(on.case.pledges(known_at=values.known_at)),
    }


def issues(on: Asking, _: asked.Times) -> dict[str, Any]:
    """The open questions, their options, and who tells which answer."""
    times = on.ask.times
    found = on.case.answers(
        known_at=times.known_at, published_by=times.published_by, reviewed_only=on.ask.reviewed
    )  # fmt: skip
    rows = [
        {"id": each.issue.id, "title": each.issue.title, "options": plain(each.issue.choices),
         "told": plain(each.told), "differ": each.differ}
        for each in found
    ]  # fmt: skip
    return {"issues": rows}


def roles(on: Asking, values: asked.Known) -> dict[str, Any]:
    """Who calls whom what, and who denies it."""
    return {"roles": plain(on.case.roles(known_at=values.known_at))}


def distortions(on: Asking, values: asked.Known) -> dict[str, Any]:
    """What copies changed of the texts they share."""
    return {"distortions": plain(on.case.distortions(known_at=values.known_at))}


def queue(on: Asking, values: asked.Queued) -> dict[str, Any]:
    """What waits at the desk."""
    given = values.model_dump(by_alias=True, exclude_none=True)
    filters = Filters.of({name: str(value) for name, value in given.items()}, on.question)
    found, total = queued(on.question, filters, values.cursor + values.limit)
    shown = found[values.cursor : values.cursor + values.limit]
    end = values.cursor + len(shown)
    view = on.question.knowledge.view
    return {
        "total": total, "next": end if shown and end < total else None,
        "claims": [{**claim_told(on, kept), "judged": len(view.judgements(kept.id))} for kept in shown],
    }  # fmt: skip


def judgements(on: Asking, values: asked.Parted) -> dict[str, Any]:
    """What was judged, by whom and why, the newest first."""
    view = on.question.knowledge.view
    found = view.judgements()[::-1]
    kept = {each.id for each in view.judgements(undone=False)}
    taken_back = {about for each in found if each.act == "undo" and each.id for about in each.about} - kept
    shown = found[values.cursor : values.cursor + JUDGEMENTS]
    end = values.cursor + len(shown)
    return {
        "total": len(found), "next": end if shown and end < len(found) else None,
        "judgements": [
            {"id": each.id, "undone": each.id in taken_back, "judgement": plain(each)} for each in shown
        ],
    }  # fmt: skip
