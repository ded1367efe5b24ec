"""What takes long over a very large record is made in a second process, so that the first one stays free for readers.

Python runs one thread of a process at a time: a brief that takes a minute would make every page beside it wait for its
turn again and again. The second process has the same case open and the same pages; it is sent an address and whoever
asks for it, and sends the answer back. It is begun when it is first needed, works at a lower priority, and ends with
the first. Where it was ended from outside (for want of memory, say), the next one who asks has another one begun.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message

from guarantor.board.access.visitors import Visitor, visitor_of
from guarantor.board.coming import BusyError

LONG = frozenset({"/brief", "/feed.atom", "/calendar.ics", "/api/brief"})
MEETING = "/meetings/"
"""Addresses whose answers take long, as they go over much of the record; a meeting has a brief of its own."""
GENTLE = 5
"""By so much the second process gives way to the first (as ``nice`` counts)."""


def takes_long(request: Request) -> bool:
    """Whether an address is one of those that are made elsewhere."""
    return request.url.path in LONG or request.url.path.startswith(MEETING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is sent over: an address as it came in, and who asks."""

    path: str
    raw: bytes
    query: bytes
    scheme: str
    host: bytes
    visitor: Visitor


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What comes back."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes


class ElsewhereError(RuntimeError):
    """Something went wrong in the second process; its words are those of the error there."""


class Elsewhere:
    """The second process of one board. ``record`` is where the record is, if not beside the case's files."""

    def __init__(self, folder: Path, record: str | None = None) -> None:
        self.folder, self.record = folder, record
        self._lock = Lock()
        self._begun: tuple[BaseProcess, Connection] | None = None

    def answer(self, request: Request) -> Response:
        """The answer to a request, as the second process makes it; one after the other."""
        asked = Asked(
            path=request.scope["path"], raw=request.scope.get("raw_path") or b"", query=request.scope["query_string"],
            scheme=request.url.scheme, host=request.headers.get("host", "127.0.0.1").encode("latin-1"),
            visitor=visitor_of(request),
        )  # fmt: skip
        with self._lock:
            _, line = self._begun = self._begun or self._begin()
            try:
                line.send(asked)
                answered = line.recv()
            except (EOFError, OSError) as error:
                self._end()
                raise BusyError from error
        if isinstance(answered, str):
            raise ElsewhereError(answered)
        found = Response(answered.body, status_code=answered.status)
        found.raw_headers = list(answered.headers)
        return found

    def close(self) -> None:
        """End the second process; whoever waits for it is told to come again."""
        begun = self._begun
        if begun is not None:
            begun[0].terminate()
        with self._lock:
            self._end()

    def _begin(self) -> tuple[BaseProcess, Connection]:
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(
            target=_serve, args=(self.folder, self.record, there), daemon=True, name="pages that take long"
        )
        process.start()
        there.close()
        return process, here

    def _end(self) -> None:
        if self._begun is not None:
            process, line = self._begun
            line.close()
            process.join()
            process.close()
            self._begun = None


# --- in the second process --------------------------------------------------------------------------------------------


def _serve(folder: Path, record: str | None, line: Connection) -> None:
    """Answer what is sent until the first process is gone."""
    from guarantor.board import keeping
    from guarantor.board.app import Rooms
    from guarantor.board.forms import Guard
    from guarantor.case import open_case

    _end_with_the_first()
    os.nice(GENTLE)
    keeping.PATIENCE = keeping.LATEST = None
    with open_case(folder, record=record) as case:
        rooms = Rooms(case, None, Guard())
        while True:
            try:
                asked = line.recv()
            except (EOFError, OSError):
                return
            try:
                answer: Answered | str = asyncio.run(answered(rooms, asked))
            except Exception:  # noqa: BLE001 - whatever it is, it is raised where the answer was asked for
                answer = traceback.format_exc()
            line.send(answer)


def _end_with_the_first() -> None:
    """Leave Ctrl-C to the first process, and end when it ends, however that happens and whatever is at work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    first = multiprocessing.parent_process()

    def end() -> None:
        if first is not None:
            first.join()
            os._exit(0)

    Thread(target=end, daemon=True, name="the first process").start()


async def answered(app: ASGIApp, asked: Asked) -> Answered:
    """The answer of an application to what was sent over."""
    scope: dict[str, Any] = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "path": asked.path,
        "raw_path": asked.raw, "query_string": asked.query, "root_path": "", "scheme": asked.scheme,
        "headers": [(b"host", asked.host)], "state": {"visitor": asked.visitor, "noted": []},
    }  # fmt: skip
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    begun = next(each for each in sent if each["type"] == "http.response.start")
    body = b"".join(each.get("body", b"") for each in sent if each["type"] == "http.response.body")
    return Answered(status=begun["status"], headers=tuple(map(tuple, begun["headers"])), body=body)
