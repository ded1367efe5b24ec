"""The pages before one is in: signing in, using an invitation, being refused. They say nothing of the case."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit

from jinja2 import Environment
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from guarantor.board.access.attempts import Attempts
from guarantor.board.access.cookies import Cookies, is_secure
from guarantor.board.access.gate import address_of
from guarantor.board.access.passwords import PasswordError
from guarantor.board.access.people import AccessError, People
from guarantor.board.access.visitors import visitor_of
from guarantor.board.forms import COOKIE, Guard, Posted

WRONG = "This name and password do not belong together, or the account is not open."


class Doors:
    """The pages of one board."""

    def __init__(self, people: People, guard: Guard, templates: Environment) -> None:
        self.people, self.guard, self.templates = people, guard, templates
        self.cookies = Cookies(people.database)
        self.attempts = Attempts(people.database)

    def routes(self) -> list[Route]:
        """Their addresses."""
        return [
            Route("/sign-in", self.sign_in_form, methods=["GET"]),
            Route("/sign-in", self.sign_in, methods=["POST"]),
            Route("/sign-out", self.sign_out, methods=["POST"]),
            Route("/invitation", self.invitation_form, methods=["GET"]),
            Route("/invitation", self.invitation, methods=["POST"]),
        ]

    def sign_in_form(self, request: Request) -> Response:
        """The form."""
        if visitor_of(request).role is not None:
            return RedirectResponse(onward(request.query_params.get("next")), status_code=HTTPStatus.SEE_OTHER)
        return self._form(request, "sign_in.html", next=onward(request.query_params.get("next")))

    async def sign_in(self, request: Request) -> Response:
        """Check name and password; the same answer for everything that is wrong."""
        posted = await self.guard.posted(request)
        return await run_in_threadpool(self._sign_in, request, posted)

    def _sign_in(self, request: Request, posted: Posted) -> Response:
        account, address = posted.get("account").casefold(), address_of(request)
        wait = self.attempts.begin(account, address)
        again = {"account": account, "next": onward(posted.get("next"))}
        if wait:
            self.people.audit.note("", "sign-in not looked at", self._known(account), f"wait {wait} s", address)
            answer = self._form(
                request, "sign_in.html", status=429, **again,
                fault=f"Too many attempts failed. Try again in {-(-wait // 60)} minutes.",
            )  # fmt: skip
            answer.headers["retry-after"] = str(wait)
            return answer
        if not self.people.sign_in(account, posted.fields.get("password", "")):
            self.people.audit.note("", "sign-in failed", self._known(account), "", address)
            return self._form(request, "sign_in.html", status=403, fault=WRONG, **again)
        self.attempts.succeeded(account, address)
        self.people.audit.note(account, "signed in", account, "", address)
        return self._let_in(request, account, again["next"])

    def _known(self, account: str) -> str:
        """A name for the audit log; not what somebody typed there by mistake, which may be a password."""
        return account if self.people.known(account) else "a name that nobody has"

    def _let_in(self, request: Request, person: str, path: str) -> Response:
        old = visitor_of(request)
        if old.session:
            self.people.end(old.session)
        answer = RedirectResponse(path, status_code=HTTPStatus.SEE_OTHER, headers={"cache-control": "no-store"})
        self.cookies.give(request, answer, self.people.begin(person))
        answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
        return answer

    async def sign_out(self, request: Request) -> Response:
        """End the session."""
        await self.guard.posted(request)
        visitor = visitor_of(request)
        await run_in_threadpool(self.people.end, visitor.session)
        await run_in_threadpool(self.people.audit.note, visitor.who, "signed out", visitor.id, "", address_of(request))
        answer = RedirectResponse("/sign-in", status_code=HTTPStatus.SEE_OTHER)
        answer.headers["clear-site-data"] = '"cache"'
        self.cookies.take(answer)
        answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
        return answer

    def invitation_form(self, request: Request) -> Response:
        """The form for a first password. The secret is in the address's fragment-free query, and used once."""
        secret = request.query_params.get("key", "")
        person = self.people.invited(secret)
        if person is None:
            return self.refuse(request, 404, "This invitation was used, or its time is over. Ask for another one.")
        return self._form(request, "invitation.html", person=person, key=secret)

    async def invitation(self, request: Request) -> Response:
        """Set the password, and come in."""
        posted = await self.guard.posted(request)
        return await run_in_threadpool(self._accept, request, posted)

    def _accept(self, request: Request, posted: Posted) -> Response:
        secret, password = posted.get("key"), posted.fields.get("password", "")
        person = self.people.invited(secret)
        if person is None:
            return self.refuse(request, 404, "This invitation was used, or its time is over. Ask for another one.")
        try:
            if password != posted.fields.get("again", ""):
                raise PasswordError("The two passwords differ.")
            self.people.accept(secret, password)
        except (PasswordError, AccessError) as error:
            return self._form(request, "invitation.html", status=400, person=person, key=secret, fault=str(error))
        return self._let_in(request, person, "/")

    def refuse(self, request: Request, status: int, detail: str) -> Response:
        """The page of a refusal."""
        return refusal(self.templates, request, status, detail)

    def _form(self, request: Request, template: str, *, status: int = 200, fault: str = "", **values: str) -> Response:
        cookie = self.guard.cookie(request)
        page = self.templates.get_template(template).render(
            {"account": "", "next": "/", **values}, fault=fault, token=self.guard.token(cookie)
        )
        return self.guard.keep(HTMLResponse(page, status_code=status), cookie, secure=is_secure(request))


def refusal(templates: Environment, request: Request, status: int, detail: str) -> Response:
    """The page of a refusal, which says nothing of the case."""
    page = templates.get_template("door.html").render(
        title=HTTPStatus(status).phrase, detail=detail, signed_in=visitor_of(request).role is not None
    )
    return HTMLResponse(page, status_code=status, headers={"cache-control": "no-store"})


def onward(path: str | None) -> str:
    """Where to go after signing in: an address of this board, or the state; never another site.

    >>> onward("/actors?as-of=2025-11-01"), onward("//evil.example"), onward("https://evil.example")
    ('/actors?as-of=2025-11-01', '/', '/')
    """
    if not path or not path.startswith("/") or path.startswith("//") or "\\" in path or not path.isprintable():
        return "/"
    parts = urlsplit(path)
    return "/" if parts.scheme or parts.netloc or parts.path == "/sign-in" else path
