"""Forms that write: only from a page of this board, in this browser, of a bounded size.

Three guards, each enough against another site: the browser says that the request comes from here (``Sec-Fetch-Site``,
``Origin``); the cookie is never sent from elsewhere (``SameSite=Strict``); and the field in the form is a keyed digest
of the cookie, which another site can neither read nor make.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from email import policy
from email.parser import BytesParser
from http import HTTPStatus
from urllib.parse import parse_qsl, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

COOKIE = "guarantor-form"
NAME = "guarantor-name"
FIELD = "token"
MOST_BYTES = 16 * 2**20
YEAR = 365 * 86_400
STALE = "This form is not from this browser, or from an earlier run of the board; open it again and send."


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """What a form sent: its fields (the last of a name), and files with their names and bytes."""

    fields: Mapping[str, str]
    files: tuple[tuple[str, bytes], ...] = ()

    def get(self, name: str) -> str:
        """A field, trimmed; empty where it was not sent."""
        return self.fields.get(name, "").strip()


@dataclass(frozen=True, slots=True)
class Guard:
    """The key of this run of the board. Forms of an earlier run are refused, and say to send again."""

    key: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def cookie(self, request: Request) -> str:
        """The browser's own mark: the one that it has, or a new one."""
        return request.cookies.get(COOKIE) or secrets.token_urlsafe(24)

    def token(self, cookie: str) -> str:
        """What a form carries for a browser with this mark."""
        return hmac.new(self.key, cookie.encode("utf-8", "replace"), "sha256").hexdigest()

    def keep(self, response: Response, cookie: str, *, secure: bool = False) -> Response:
        """The answer with the browser's mark, which must not be stored by anything on the way; ``secure``: over TLS."""
        response.set_cookie(COOKIE, cookie, httponly=True, samesite="strict", path="/", secure=secure)
        response.headers["cache-control"] = "no-store"
        return response

    async def posted(self, request: Request) -> Posted:
        """What was sent. Raises HTTPException: 403 from elsewhere, 413 too large, 400 no form."""
        self.from_here(request)
        found = _read(request.headers.get("content-type", ""), await _body(request))
        if not self.fits(request, found.fields.get(FIELD, "")):
            raise HTTPException(HTTPStatus.FORBIDDEN, STALE)
        return found

    def fits(self, request: Request, token: str) -> bool:
        """Whether a token is the one for this browser."""
        cookie = request.cookies.get(COOKIE, "")
        return bool(cookie) and hmac.compare_digest(self.token(cookie).encode(), token.encode("utf-8", "replace"))

    def from_here(self, request: Request) -> None:
        """Refuse, with 403, what a browser sends for another site."""
        _from_here(request)


def _from_here(request: Request) -> None:
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    here = request.headers.get("host", "")
    if (site is not None and site != "same-origin") or (origin is not None and urlsplit(origin).netloc != here):
        raise HTTPException(HTTPStatus.FORBIDDEN, "This form was sent from another site; nothing was written.")


async def _body(request: Request) -> bytes:
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > MOST_BYTES:
            raise HTTPException(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                f"More than {MOST_BYTES // 2**20} MB were sent; use `guarantor read` for large files.",
            )
        parts.append(part)
    return b"".join(parts)


def _read(content_type: str, body: bytes) -> Posted:
    if content_type.startswith("application/x-www-form-urlencoded"):
        try:
            return Posted(fields=dict(parse_qsl(body.decode(), keep_blank_values=True, errors="strict")))
        except (UnicodeDecodeError, ValueError) as error:
            raise HTTPException(HTTPStatus.BAD_REQUEST, "The form is not in UTF-8.") from error
    if content_type.startswith("multipart/form-data"):
        return _multipart(content_type, body)
    raise HTTPException(HTTPStatus.BAD_REQUEST, "This is no form; use the one on the page.")


def _multipart(content_type: str, body: bytes) -> Posted:
    head = f"Content-Type: {content_type}\r\nMIME-Version: 1.0\r\n\r\n".encode("latin-1", "replace")
    message = BytesParser(policy=policy.HTTP).parsebytes(head + body)
    if not message.is_multipart():
        raise HTTPException(HTTPStatus.BAD_REQUEST, "The form came in no parts; use the one on the page.")
    fields: dict[str, str] = {}
    files: list[tuple[str, bytes]] = []
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes):
            raise HTTPException(HTTPStatus.BAD_REQUEST, "A part of the form holds parts of its own; send plain files.")
        if (filename := part.get_filename()) is not None:
            if data:
                files.append((filename, data))
        elif isinstance(name, str):
            fields[name] = data.decode("utf-8", "replace")
    return Posted(fields=fields, files=tuple(files))
