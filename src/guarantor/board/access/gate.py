"""The gate before every page: who is it, may they do that, and a line in the audit log for what they did.

What it finds is in the request's state: ``visitor``, and ``noted``, a list in which an address says what its act was
about. Whatever is not in the table of permissions is refused.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from guarantor.board.access.cookies import Cookies
from guarantor.board.access.people import People
from guarantor.board.access.roles import Act, act_of, may
from guarantor.board.access.tokens import Tokens
from guarantor.board.access.visitors import NOBODY, WORKSTATION, Visitor
from guarantor.board.forms import MOST_BYTES, Guard
from guarantor.board.problems import is_for_programs, problem

HEADER = "x-form-token"
SLACK = 2**16
OUTGROWN = "Accounts were made for this case since this board was started; stop it and start it again."
SAFE = ("GET", "HEAD", "OPTIONS")
SUBSCRIBED = ("/calendar.ics", "/feed.atom")
Refuse = Callable[[Request, int, str], Response]
"""Makes the page of a refusal for people: the request, the status, what was found."""


class Gate:
    """ASGI middleware. Without ``people`` whoever reaches the board is let in: it then serves this machine alone."""

    def __init__(
        self, app: ASGIApp, *, people: People | None, guard: Guard, refuse: Refuse, outgrown: Callable[[], bool]
    ) -> None:
        self.app = app
        self.outgrown = outgrown
        self.people = people
        self.guard = guard
        self.refuse = refuse
        self.tokens = Tokens(people) if people is not None else None
        self.cookies = Cookies(people.database) if people is not None else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it here."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        visitor = await run_in_threadpool(self._visitor, request)
        act = act_of(request.method, scope["path"])
        state = scope.setdefault("state", {})
        state["visitor"], state["noted"] = visitor, []
        refused = self._refusal(request, visitor, act)
        if refused is not None:
            if refused.status_code == HTTPStatus.FORBIDDEN:
                await self._note(request, visitor, "refused", f"{request.method} {refused.status_code}")
            await refused(scope, receive, send)
            return
        status = 0

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        await self.app(scope, _bounded(request, receive), watched)
        if act is not None and (state["noted"] or (act.noted and (request.method not in SAFE or act.id == "export"))):
            await self._note(request, visitor, act.id, f"{request.method} {status}")

    # --- who --------------------------------------------------------------------------------------------------------

    def _visitor(self, request: Request) -> Visitor:
        if self.people is None or self.cookies is None or self.tokens is None:
            return WORKSTATION
        given = request.headers.get("authorization")
        if given is not None:
            return self._by_token(request, given) or NOBODY
        found = self.cookies.secret(request)
        if found is not None:
            return self.people.visitor(found) or NOBODY
        if self.cookies.forged(request):
            self.people.audit.note("", "forged cookie", request.url.path, address=address_of(request))
        return NOBODY

    def _by_token(self, request: Request, given: str) -> Visitor | None:
        """Whose token was sent. Calendars and feed readers know names and passwords only: to what is subscribed to a
        token comes as the password of its person, and nowhere else, as browsers send such passwords by themselves."""
        assert self.tokens is not None
        kind, _, secret = given.partition(" ")
        if kind.casefold() == "bearer":
            return self.tokens.visitor(secret.strip())
        if kind.casefold() != "basic" or not _subscribed(request):
            return None
        try:
            name, _, secret = b64decode(secret.strip(), validate=True).decode().partition(":")
        except ValueError:
            return None
        found = self.tokens.visitor(secret)
        return found if found is not None and found.id == name.strip().casefold() else None

    # --- may they ---------------------------------------------------------------------------------------------------

    def _refusal(self, request: Request, visitor: Visitor, act: Act | None) -> Response | None:
        if self.people is None and self.outgrown():
            return self._answer(request, 503, OUTGROWN)
        if _too_large(request):
            return self._answer(request, 413, f"More than {MOST_BYTES // 2**20} MB were sent.")
        if act is not None and act.role is None:
            return None
        if visitor.role is None:
            return self._sign_in(request)
        if act is None:
            return None if self._elsewhere(request) else self._answer(request, 404, "There is nothing at this address.")
        if not may(act, visitor.role, visitor.scopes):
            return self._answer(request, 403, _lacking(visitor, act))
        if request.method not in SAFE and is_for_programs(request) and visitor.scopes is None:
            return self._from_a_page(request, visitor)
        return None

    def _elsewhere(self, request: Request) -> bool:
        """Whether the address is there for another method: the pages then say which."""
        return any(act_of(verb, request.scope["path"]) for verb in ("GET", "POST"))

    def _from_a_page(self, request: Request, visitor: Visitor) -> Response | None:
        """A write without a token has to come from a page of this board."""
        try:
            self.guard.from_here(request)
        except HTTPException as error:
            return self._answer(request, error.status_code, error.detail)
        if visitor.session and not self.guard.fits(request, request.headers.get(HEADER, "")):
            return self._answer(
                request, 403, f"A write in a session needs the header {HEADER}, with what /api/me gives."
            )
        return None

    def _sign_in(self, request: Request) -> Response:
        if is_for_programs(request):
            headers = {"www-authenticate": 'Bearer realm="guarantor"'}
            return problem(request, 401, "Nobody is signed in, or the token does not work.", headers=headers)
        if _subscribed(request) and request.headers.get("sec-fetch-mode") != "navigate":
            answer = self.refuse(request, 401, "This takes your name, and as its password a token for reading.")
            answer.headers["www-authenticate"] = 'Basic realm="guarantor", charset="UTF-8"'
            return answer
        if request.method not in ("GET", "HEAD"):
            return self.refuse(request, 401, "Nobody is signed in; your session may be over. Sign in and send again.")
        onward = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        query = "" if onward == "/" else f"?next={quote(onward, safe='')}"
        return RedirectResponse(f"/sign-in{query}", status_code=303, headers={"cache-control": "no-store"})

    def _answer(self, request: Request, status: int, detail: str) -> Response:
        return problem(request, status, detail) if is_for_programs(request) else self.refuse(request, status, detail)

    async def _note(self, request: Request, visitor: Visitor, act: str, detail: str) -> None:
        if self.people is None:
            return
        path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        about = "; ".join(request.state.noted) or path
        await run_in_threadpool(self.people.audit.note, visitor.who, act, about, detail, address_of(request))


def address_of(request: Request) -> str:
    """From where a request comes."""
    return request.client.host if request.client is not None else ""


def _subscribed(request: Request) -> bool:
    """Whether it is one of the addresses to which programs without a session subscribe."""
    return request.method in ("GET", "HEAD") and request.scope["path"] in SUBSCRIBED


def _lacking(visitor: Visitor, act: Act) -> str:
    if visitor.scopes is not None and (act.scope is None or act.scope not in visitor.scopes):
        needed = f"one with the scope “{act.scope}”" if act.scope else "a person, not a token,"
        return f"This token is for {', '.join(visitor.scopes)}; {needed} may {act.does}."
    return f"The role {visitor.role} may not: {act.does}. The least role that may is {act.role}."


def _too_large(request: Request) -> bool:
    length = request.headers.get("content-length", "0")
    return not length.isdecimal() or int(length) > MOST_BYTES + SLACK


def _bounded(request: Request, receive: Receive) -> Receive:
    """The body up to what is allowed: a sender who does not say how much it is is stopped in time."""
    size = 0

    async def bounded() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > MOST_BYTES + SLACK:
            raise HTTPException(413, f"More than {MOST_BYTES // 2**20} MB were sent.")
        return message

    return bounded
