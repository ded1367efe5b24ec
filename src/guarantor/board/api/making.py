"""Briefs and exports over HTTP, under a marking that is never above the clearance of whoever asks."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from guarantor.board.api import asked
from guarantor.board.api.answers import Asking
from guarantor.board.problems import Problem
from guarantor.case.exchange import ExportRequest, export, first_table
from guarantor.exchange.flat import ExportError, together
from guarantor.model.plain import plain

MEDIA = {
    "csv": ("text/csv; charset=utf-8", "csv"), "hxl": ("text/csv; charset=utf-8", "csv"),
    "barometer": ("text/csv; charset=utf-8", "csv"), "jsonl": ("application/jsonl", "jsonl"),
    "plover": ("text/tab-separated-values; charset=utf-8", "tsv"),
    "plover-lost": ("text/tab-separated-values; charset=utf-8", "tsv"),
    "ftm": ("application/jsonl", "jsonl"), "geojson": ("application/geo+json", "geojson"),
    "ics": ("text/calendar; charset=utf-8", "ics"), "prov": ("application/json", "json"),
    "annotations": ("application/ld+json", "json"), "claimreview": ("application/jsonl", "jsonl"),
    "atom": ("application/atom+xml; charset=utf-8", "xml"),
}  # fmt: skip
"""Each format's media type and the end of its file name."""


def brief(on: Asking, values: asked.Briefed) -> dict[str, Any]:
    """The regular brief, or the one for a meeting."""
    times, meeting = on.ask.times, values.meeting
    if meeting is not None and meeting not in {each.id for each in on.case.files.agreement.meetings}:
        raise Problem(400, f"There is no meeting “{meeting}” in this case.")
    found = on.case.brief(
        meeting=meeting, since=values.since, as_of=times.as_of, known_at=times.known_at,
        published_by=times.published_by, accounts=on.ask.accounts, reviewed_only=on.ask.reviewed,
        length=values.length, marking=_marking(on, values.marking),
    )  # fmt: skip
    return {
        "title": found.title, "asked": found.asked, "marking": found.marking, "record": found.head,
        "markdown": found.to_markdown(), "cited": [plain(note.citation) for note in found.notes],
    }  # fmt: skip


def exports(on: Asking, values: asked.Exported, request: Request) -> Response:
    """An export, written piece by piece."""
    format_ = request.path_params["format"]
    if format_ not in asked.EXPORTS:
        raise Problem(404, f"There is no export “{format_}”. There are: {', '.join(asked.EXPORTS)}.")
    wanted = ExportRequest(
        times=on.ask.times, accounts=on.ask.accounts, reviewed_only=on.ask.reviewed,
        marking=_marking(on, values.marking),
    )  # fmt: skip
    try:
        table = values.what or first_table(format_)
        pieces = export(on.case, format_, wanted, what=table)
    except ExportError as error:
        raise Problem(404, f"{error}.", "Ask for another table with “what”, or for another format.") from error
    media, end = MEDIA[format_]
    what = f"-{table}" if format_ in ("csv", "jsonl", "hxl") else ""
    name = f"{on.case.files.info.id}-{format_}{what}.{end}"
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return StreamingResponse(together(pieces), media_type=media, headers=headers)


def _marking(on: Asking, wanted: str | None) -> str:
    """The marking asked for, else the case's own; never above what its sender may see."""
    asked_for = wanted or on.case.files.info.marking
    return asked_for if asked_for in on.case.markings else on.case.clearance
