"""Changes as they come: each entry of the record that its reader may see is an event; ``Last-Event-ID`` resumes."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from itertools import islice
from threading import Event

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from guarantor.board.api.asked import Followed
from guarantor.board.problems import Problem
from guarantor.case import Case
from guarantor.model.entry import Entry
from guarantor.record.keys import keys_of

PAUSE = 1.0
"""Seconds between looks at the record's head, which other processes move too."""
BEAT = 15.0
"""Seconds after which a line is sent though nothing came, so that nothing on the way takes the stream for dead."""
MOST = 500
STOPPED = Event()
"""Set when the board is being stopped, so that open streams end by themselves."""
RETRY_MS = 3000
Still = Callable[[], bool]
"""Whether the reader may still read: signed in, not disabled, of the same clearance."""


def changes(case: Case, request: Request, values: Followed, still: Still) -> Response:
    """The stream."""
    after = _after(request, values)
    head = case.record.head.seq
    start = head if after is None else min(after, head)
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return StreamingResponse(_events(case, start, values.wait, still), media_type="text/event-stream", headers=headers)


def _after(request: Request, values: Followed) -> int | None:
    last = request.headers.get("last-event-id", "").strip()
    if not last:
        return values.after
    if not (last.isascii() and last.isdecimal() and len(last) <= 10):
        raise Problem(400, f"Last-Event-ID: {last[:40]!r} is no number of an entry.")
    return int(last)


async def _events(case: Case, after: int, wait: int, still: Still) -> AsyncIterator[str]:
    end, beat = time.monotonic() + wait, time.monotonic()
    yield f"retry: {RETRY_MS}\n\n"
    while not STOPPED.is_set():
        entries = await run_in_threadpool(_entries, case, after)
        if entries and not await run_in_threadpool(still):
            return
        for entry in entries:
            yield event(entry)
            after = entry.seq
        if entries:
            beat = time.monotonic()
            continue
        if time.monotonic() >= end:
            return
        if time.monotonic() - beat >= BEAT:
            if not await run_in_threadpool(still):
                return
            beat = time.monotonic()
            yield ": nothing new\n\n"
        await asyncio.sleep(min(PAUSE, max(0.0, end - time.monotonic())))


def _entries(case: Case, after: int) -> list[Entry]:
    return list(islice(case.record.store.entries(after=after), MOST))


def event(entry: Entry) -> str:
    """One entry as an event: its number is the event's id, its kind the event's name."""
    about = keys_of(entry.kind, entry.payload) if entry.payload is not None else ()
    data = {"entry": entry.seq, "kind": entry.kind, "id": entry.id, "recorded": entry.recorded, "about": list(about)}
    return f"id: {entry.seq}\nevent: {entry.kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
