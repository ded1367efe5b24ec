"""When a reader was here before: two moments in a cookie, so that the state can begin with what changed since."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response

COOKIE = "guarantor-visit"
PAUSE = timedelta(minutes=30)
"""After so long away, the next look is another visit."""
YEAR = 365 * 86_400
FORM = "%Y-%m-%dT%H:%M:%SZ"


def visits(request: Request, now: datetime | None = None) -> tuple[str, str]:
    """The moment of the last visit (empty where there was none) and the one in which the reader was last here."""
    at = now or datetime.now(UTC)
    before, _, last = request.cookies.get(COOKIE, "").partition("~")
    seen = _moment(last)
    if seen is None or seen > at:
        return "", at.strftime(FORM)
    if at - seen > PAUSE:
        return last, at.strftime(FORM)
    return (before if _moment(before) is not None else ""), at.strftime(FORM)


def keep_visit(request: Request, answer: Response, visit: tuple[str, str]) -> Response:
    """The answer with the reader's moments."""
    answer.set_cookie(
        COOKIE, "~".join(visit), max_age=YEAR, httponly=True, samesite="strict", path="/",
        secure=request.url.scheme == "https",
    )  # fmt: skip
    return answer


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, FORM).replace(tzinfo=UTC)
    except ValueError:
        return None
