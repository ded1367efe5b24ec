"""The session's cookie: a random secret with a keyed digest, so that what nobody here made is refused unread."""

from __future__ import annotations

import hmac
import secrets

from starlette.requests import HTTPConnection
from starlette.responses import Response

from guarantor.board.access.database import Database

PLAIN = "guarantor-session"
SECURE = "__Host-guarantor-session"
"""Over TLS: the prefix makes browsers refuse the cookie from a subdomain, for a path, or without ``Secure``."""


class Cookies:
    """Makes and reads them with the database's key."""

    def __init__(self, database: Database) -> None:
        with database.writing():
            if not database.run("SELECT 1 FROM access_setting WHERE name = 'key'"):
                values = ("key", secrets.token_hex(32))
                database.run("INSERT INTO access_setting (name, value) VALUES (?, ?)", values)
        self._key = bytes.fromhex(str(database.run("SELECT value FROM access_setting WHERE name = 'key'")[0][0]))

    def _signed(self, secret: str) -> str:
        return f"{secret}.{hmac.new(self._key, secret.encode(), 'sha256').hexdigest()}"

    def secret(self, request: HTTPConnection) -> str | None:
        """The secret in a request's cookie; None where there is none, or one that was not made here."""
        found = request.cookies.get(SECURE if is_secure(request) else PLAIN, "")
        secret, _, mark = found.rpartition(".")
        if not secret or not secret.isascii() or not mark.isascii():
            return None
        return secret if hmac.compare_digest(self._signed(secret), found) else None

    def forged(self, request: HTTPConnection) -> bool:
        """Whether a cookie was sent that was not made here."""
        sent = request.cookies.get(SECURE if is_secure(request) else PLAIN)
        return bool(sent) and self.secret(request) is None

    def give(self, request: HTTPConnection, response: Response, secret: str) -> None:
        """Set the cookie. It ends with the browser; the server ends the session itself before long."""
        secure = is_secure(request)
        response.set_cookie(
            SECURE if secure else PLAIN, self._signed(secret), secure=secure, httponly=True, samesite="lax", path="/"
        )

    def take(self, response: Response) -> None:
        """Take the cookie away."""
        response.delete_cookie(PLAIN, path="/", httponly=True, samesite="lax")
        response.delete_cookie(SECURE, path="/", secure=True, httponly=True, samesite="lax")


def is_secure(request: HTTPConnection) -> bool:
    """Whether the browser reached the board over TLS, itself or through a server before it that is trusted."""
    return request.url.scheme == "https"
