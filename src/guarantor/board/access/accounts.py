"""Pages of those who are in: one's own account, and for owners the people, everybody's tokens, and the audit log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from guarantor.board.access.attempts import Attempts
from guarantor.board.access.audit_seen import SeenAudit
from guarantor.board.access.gate import address_of
from guarantor.board.access.passwords import PasswordError
from guarantor.board.access.people import AccessError, People
from guarantor.board.access.roles import ROLES, SCOPES, at_least
from guarantor.board.access.tokens import Token, Tokens
from guarantor.board.access.visitors import Visitor, visitor_of
from guarantor.board.asking import AskError, ask_of
from guarantor.board.forms import Guard, Posted
from guarantor.case import Case
from guarantor.model.marking import MARKINGS

Show = Callable[..., Response]
PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a page says of the act just done: a fault, or a secret that is shown this once, or that it is done."""

    fault: str = ""
    done: str = ""
    secret: str = ""


class Accounts:
    """The pages over one case."""

    def __init__(self, case: Case, people: People, guard: Guard, show: Show) -> None:
        self.case, self.people, self.guard, self.show = case, people, guard, show
        self.tokens = Tokens(people)
        self.attempts = Attempts(people.database)
        self.audit_seen = SeenAudit(people.audit, case)

    def routes(self) -> list[Route]:
        """Their addresses."""
        return [
            Route("/account", self.account, methods=["GET"]),
            Route("/account", self.change_account, methods=["POST"]),
            Route("/people", self.everybody, methods=["GET"]),
            Route("/people", self.change_people, methods=["POST"]),
            Route("/audit", self.audit, methods=["GET"]),
        ]

    # --- one's own --------------------------------------------------------------------------------------------------

    def account(self, request: Request) -> Response:
        """One's own account."""
        return self._account(request, Said())

    async def change_account(self, request: Request) -> Response:
        """Change it."""
        posted = await self.guard.posted(request)
        return await run_in_threadpool(self._change_account, request, posted)

    def _change_account(self, request: Request, posted: Posted) -> Response:
        visitor, act = visitor_of(request), posted.get("act")
        try:
            if act == "password":
                return self._new_password(visitor, posted, address_of(request))
            if act == "sign-out-everywhere":
                self.people.end_all(visitor.id, by=visitor.who)
                return _to("/sign-in")
            if act == "token":
                return self._account(request, self._new_token(visitor, posted))
            if act == "revoke":
                self._own(visitor, posted.get("id"))
                self.tokens.revoke(posted.get("id"), by=visitor.who)
                return self._account(request, Said(done="The token is revoked."))
        except (AccessError, PasswordError) as error:
            return self._account(request, Said(fault=str(error)), HTTPStatus.BAD_REQUEST)
        raise HTTPException(HTTPStatus.BAD_REQUEST, f"There is no act “{act}” on this page.")

    def _new_password(self, visitor: Visitor, posted: Posted, address: str) -> Response:
        if wait := self.attempts.begin(visitor.id, address):
            raise PasswordError(f"Too many attempts failed. Try again in {-(-wait // 60)} minutes.")
        if not self.people.sign_in(visitor.id, posted.fields.get("password", "")):
            raise PasswordError("This is not your present password; nothing was changed.")
        self.attempts.succeeded(visitor.id, address)
        if posted.fields.get("new", "") != posted.fields.get("again", ""):
            raise PasswordError("The two new passwords differ; nothing was changed.")
        self.people.set_password(visitor.id, posted.fields.get("new", ""), by=visitor.who)
        return _to("/sign-in")

    def _new_token(self, visitor: Visitor, posted: Posted) -> Said:
        days = posted.get("days")
        if days and not (days.isascii() and days.isdecimal()):
            raise AccessError(f"{days!r} is no number of days")
        scopes = [scope for scope in SCOPES if posted.get(f"scope-{scope}")]
        made, secret = self.tokens.make(
            visitor.id, by=visitor.who, title=posted.get("title"), scopes=scopes,
            clearance=posted.get("clearance") or None, days=int(days[:6]) if days else None,
        )  # fmt: skip
        return Said(done=f"The token {made.id} is made. It is shown this once:", secret=secret)

    def _own(self, visitor: Visitor, id_: str) -> Token:
        token = self.tokens.get(id_)
        if token.person != visitor.id and not at_least(visitor.role or ROLES[0], "owner"):
            raise AccessError(f"there is no token {id_!r}")
        return token

    def _account(self, request: Request, said: Said, status: int = HTTPStatus.OK) -> Response:
        visitor = visitor_of(request)
        return self._page(
            request, "account.html", status, said=said, person=self.people.get(visitor.id),
            sessions=self.people.sessions(visitor.id), tokens=self.tokens.all(visitor.id), scopes=SCOPES,
        )  # fmt: skip

    # --- for owners -------------------------------------------------------------------------------------------------

    def everybody(self, request: Request) -> Response:
        """Everybody with an account."""
        return self._people(request, Said())

    async def change_people(self, request: Request) -> Response:
        """Invite, change, disable somebody; revoke a token."""
        posted = await self.guard.posted(request)
        return await run_in_threadpool(self._change_people, request, posted)

    def _change_people(self, request: Request, posted: Posted) -> Response:
        visitor, act, id_ = visitor_of(request), posted.get("act"), posted.get("id")
        role, clearance = posted.get("role") or "reader", posted.get("clearance") or MARKINGS[0]
        try:
            if act in ("invite", "change"):
                self._no_higher(visitor, clearance)
            if act == "invite":
                if self.people.known(id_.casefold()):
                    self._no_higher(visitor, self.people.get(id_.casefold()).clearance)
                secret = self.people.invite(
                    id_.casefold(), by=visitor.who, name=posted.get("name"), role=role, clearance=clearance
                )
                link = f"{request.url.scheme}://{request.url.netloc}/invitation?{urlencode({'key': secret})}"
                said = Said(
                    done=f"Send {id_} this link. It works once, for three days, and is shown this once:", secret=link
                )
            elif act == "change":
                self.people.change(id_, by=visitor.who, role=role, clearance=clearance)
                said = Said(done=f"{id_} is now {role}, cleared for {clearance}.")
            elif act in ("disable", "enable"):
                self.people.disable(id_, by=visitor.who, back=act == "enable")
                said = Said(done=f"{id_} may {'come in again' if act == 'enable' else 'no longer come in'}.")
            elif act == "revoke":
                self.tokens.revoke(id_, by=visitor.who)
                said = Said(done="The token is revoked.")
            else:
                raise HTTPException(HTTPStatus.BAD_REQUEST, f"There is no act “{act}” on this page.")
        except AccessError as error:
            return self._people(request, Said(fault=str(error)), HTTPStatus.BAD_REQUEST)
        return self._people(request, said)

    def _no_higher(self, visitor: Visitor, clearance: str) -> None:
        if clearance in MARKINGS and MARKINGS.index(clearance) > MARKINGS.index(visitor.clearance):
            raise AccessError(
                f"you can bring in, and clear, somebody for {visitor.clearance} at most, your own clearance"
            )

    def _people(self, request: Request, said: Said, status: int = HTTPStatus.OK) -> Response:
        return self._page(
            request, "people.html", status, said=said, everybody=self.people.all(), tokens=self.tokens.all(),
            roles=ROLES, markings=self.case.markings,
        )  # fmt: skip

    def audit(self, request: Request) -> Response:
        """The audit log, the newest lines first, with the proof that it is whole."""
        text = request.query_params.get("before", "")
        if text and not (text.isascii() and text.isdecimal() and len(text) < 10):
            raise AskError(f"before: {text!r} is no number of a line.")
        seen = self.audit_seen.part(before=int(text) if text else None, limit=PAGE)
        return self._page(request, "audit.html", HTTPStatus.OK, lines=seen.lines, proof=seen.proof, more=seen.more)

    def _page(self, request: Request, template: str, status: int, **values: object) -> Response:
        cookie = self.guard.cookie(request)
        answer = self.show(template, request, ask_of({}, self.case), token=self.guard.token(cookie), **values)
        answer.status_code = status
        return self.guard.keep(answer, cookie, secure=request.url.scheme == "https")


def _to(path: str) -> Response:
    return RedirectResponse(path, status_code=HTTPStatus.SEE_OTHER)
