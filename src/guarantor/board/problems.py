"""What is refused, in one shape for programs (RFC 9457) and one page for people: asked, found, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse

TYPE = "urn:guarantor:problem:"
MEDIA = "application/problem+json"
TODO: Mapping[int, str] = {
    400: "Correct what is named and send it again; /api/openapi.json describes what each address takes.",
    401: "Sign in at /sign-in, or send a token as “Authorization: Bearer …”.",
    403: "Ask an owner of this case for a role, a scope or a clearance that allows it.",
    404: "Check the address; it may also be something that was withdrawn.",
    405: "Use a method that the header “Allow” names.",
    409: "Look again at what is there now, and decide anew.",
    413: "Send less at once.",
    415: "Send JSON, with “Content-Type: application/json”.",
    421: "Use the name under which this board is known.",
    429: "Wait as long as the header “Retry-After” says.",
}


class Problem(HTTPException):
    """A refusal that says what to do."""

    def __init__(self, status: int, detail: str, todo: str = "", headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, detail, headers)
        self.todo = todo


def problem(
    request: HTTPConnection, status: int, detail: str, todo: str = "", headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """The answer for a program."""
    phrase = HTTPStatus(status).phrase
    query = f"?{request.url.query}" if request.url.query else ""
    content = {
        "type": TYPE + phrase.lower().replace(" ", "-"), "title": phrase, "status": status, "detail": detail,
        "asked": f"{request.scope.get('method', 'GET')} {request.url.path}{query}"[:2000],
        "todo": todo or TODO.get(status, "Try again; where that does not help, tell those who run this board."),
    }  # fmt: skip
    return JSONResponse(content, status_code=status, media_type=MEDIA, headers=dict(headers or {}))


def is_for_programs(request: HTTPConnection) -> bool:
    """Whether an address is one of the API."""
    return request.url.path == "/api" or request.url.path.startswith("/api/")
