"""The board: pages for people, the same as JSON for programs, for every clearance, behind one gate."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus
from threading import Lock

from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.routing import Mount
from starlette.types import Receive, Scope, Send

from guarantor.board import looks, showing, standing, subscribing, writing
from guarantor.board.access.accounts import Accounts
from guarantor.board.access.doors import Doors
from guarantor.board.access.gate import Gate
from guarantor.board.access.people import People
from guarantor.board.access.visitors import visitor_of
from guarantor.board.ahead import Ahead
from guarantor.board.api.routes import routes as api_routes
from guarantor.board.asking import AskError
from guarantor.board.coming import BusyError
from guarantor.board.elsewhere import Elsewhere
from guarantor.board.filling import Filling
from guarantor.board.forms import Guard
from guarantor.board.headers import Headers, Names
from guarantor.board.instead import Instead, answer_outside, broken, refuse, refused_outside
from guarantor.board.keeping import Keeper
from guarantor.board.pages import Pages
from guarantor.case import Case
from guarantor.model.marking import MARKINGS

ABOVE = "This case as a whole is marked above your clearance; an owner of it can change that."

WAITING = 200
"""Requests that are answered, or wait for an answer, at once; more wait for their turn."""
HOSTS = ("127.0.0.1", "localhost", "[::1]", "testserver")
"""Names under which the board answers; any other, sent by a page elsewhere, is refused (DNS rebinding)."""


def application(
    case: Case, people: People | None = None, *, names: Sequence[str] = (), outgrown: Callable[[], bool] = bool,
    private: bool = False, elsewhere: Elsewhere | None = None,
) -> Starlette:  # fmt: skip
    """The board of one open case, behind its gate. Without ``people`` it is for its own machine alone, and whoever
    reaches it may everything, until it is ``outgrown`` because accounts were made; ``names`` are those under which it
    is reached beside the loopback ones. ``private`` allows reports to be fetched from private networks; what takes long
    is made ``elsewhere``, else here."""
    guard = Guard()
    rooms = Rooms(case, people, guard, private=private, elsewhere=elsewhere)
    doors = Doors(people, guard, looks.environment()).routes() if people is not None else []
    board = Starlette(
        routes=[*looks.routes(), *doors, Mount("/", app=rooms)],
        middleware=[
            Middleware(Headers),
            Middleware(Names, names=(*HOSTS, *names), refuse=answer_outside),
            Middleware(Gate, people=people, guard=guard, refuse=refuse, outgrown=outgrown),
        ],
        exception_handlers={HTTPException: refused_outside, Exception: broken},  # type: ignore[dict-item]
        lifespan=roomy,
    )
    board.state.ahead = rooms.ahead
    return board


@asynccontextmanager
async def roomy(_: Starlette) -> AsyncIterator[None]:
    """Threads for many who wait: a page that is being worked out elsewhere keeps nobody from a page that is there."""
    to_thread.current_default_thread_limiter().total_tokens = WAITING
    yield


class Rooms:
    """The same pages for every clearance, each over the case as those with it may see it; made when first asked for."""

    def __init__(
        self, case: Case, people: People | None, guard: Guard, *, private: bool = False,
        elsewhere: Elsewhere | None = None,
    ) -> None:  # fmt: skip
        self.case, self.people, self.guard, self.writing, self.private = case, people, guard, Lock(), private
        self.elsewhere = elsewhere
        self._rooms: dict[str, tuple[Case, Starlette]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lead a request to the pages of its visitor."""
        if scope["type"] != "http":
            raise HTTPException(HTTPStatus.NOT_FOUND)
        clearance = visitor_of(Request(scope)).clearance
        if MARKINGS.index(self.case.files.info.marking) > MARKINGS.index(clearance):
            raise HTTPException(HTTPStatus.FORBIDDEN, ABOVE)
        await self._room(clearance)(scope, receive, send)

    def ahead(self) -> list[Ahead]:
        """The kept state pages for every clearance that somebody has."""
        people = self.people.all() if self.people is not None else ()
        held = {person.clearance for person in people} if people else {MARKINGS[-1]}
        own = MARKINGS.index(self.case.files.info.marking)
        kept: list[Ahead] = [
            self._room(clearance).state.ahead for clearance in sorted(held) if MARKINGS.index(clearance) >= own
        ]
        return kept

    def _room(self, clearance: str) -> Starlette:
        seen = self.case.cleared(clearance)
        found = self._rooms.get(clearance)
        if found is None or found[0] is not seen:
            found = (
                seen,
                pages_of(seen, self.people, self.guard, self.writing, private=self.private, elsewhere=self.elsewhere),
            )
            self._rooms[clearance] = found
        return found[1]


def pages_of(
    case: Case, people: People | None, guard: Guard, whole: Lock, *, private: bool = False,
    elsewhere: Elsewhere | None = None,
) -> Starlette:  # fmt: skip
    """The pages and their JSON over a case as it is cleared for some visitors. ``whole`` is held while the whole record
    is written to, whoever writes."""
    keeper = Keeper(case, elsewhere)
    filling = Filling(case, keeper)
    instead = Instead(filling)
    routes = [
        *Pages(filling, instead).routes(),
        *api_routes(case, keeper, people, guard, whole),
        *subscribing.routes(case, keeper),
        *standing.routes(keeper, filling.page),
        *showing.routes(keeper, filling.page),
        *writing.routes(case, filling.page_of_now, guard, whole, keeper.lately, private=private),
        *(Accounts(case, people, guard, filling.page).routes() if people is not None else ()),
    ]
    room = Starlette(
        routes=routes,
        exception_handlers={
            HTTPException: instead.refused,  # type: ignore[dict-item]
            AskError: instead.asked_wrongly,  # type: ignore[dict-item]
            BusyError: instead.busy,  # type: ignore[dict-item]
            Exception: broken,
        },
    )  # fmt: skip
    room.state.ahead = keeper.ahead
    return room
