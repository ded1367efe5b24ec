"""Headers on every answer: nothing from outside, no script of a report's ever runs, no address leaks."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Sequence

from starlette.datastructures import Headers as Sent
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def with_style(style: str) -> str:
    """The policy of a page that holds this one style sheet of its own."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return POLICY.replace("style-src 'self'", f"style-src 'self' 'sha256-{digest}'")


class Headers:
    """ASGI middleware that sets them."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the answer back with the headers."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if message["status"] != 304:  # one would take the place of the policy that the browser keeps
                    headers.setdefault("content-security-policy", POLICY)
                headers["x-content-type-options"] = "nosniff"
                headers["referrer-policy"] = "same-origin"
                headers["cross-origin-opener-policy"] = "same-origin"
                headers["cross-origin-resource-policy"] = "same-origin"
                headers["permissions-policy"] = "camera=(), geolocation=(), microphone=()"
                if scope.get("scheme") == "https":
                    headers["strict-transport-security"] = "max-age=31536000"
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:\[\]/?#@\\]+)(?::[0-9]*)?")
STRANGE = "This board does not go by the name under which it was asked for; that has to be given when it is started."


class Names:
    """ASGI middleware that answers under the board's own names alone: under any other, a page elsewhere could read it
    (DNS rebinding). ``refuse`` makes the answer of a request, a status and what was found."""

    def __init__(self, app: ASGIApp, *, names: Sequence[str], refuse: Callable[[Request, int, str], Response]) -> None:
        self.app, self.names, self.refuse = app, {name.casefold() for name in names}, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request to a name of the board's own."""
        if scope["type"] == "http" and name_of(Sent(scope=scope).get("host", "")) not in self.names:
            await self.refuse(Request(scope), 400, STRANGE)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def name_of(host: str) -> str:
    """The name in a request's "Host", without its port; empty where it is none.

    >>> name_of("Board.example:8443"), name_of("[::1]:8000"), name_of("board.example/sign-in?:80")
    ('board.example', '[::1]', '')
    """
    found = _HOST.fullmatch(host)
    return found[1].casefold() if found else ""
