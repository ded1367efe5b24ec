"""The table of permissions: each act, the least role that may do it, the scope a token needs, and its addresses.

It is the only place where this stands. The gate asks it for every request; an address that is not in it is refused to
everybody, so that nothing is open because somebody forgot it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from re import Pattern, compile, escape

ROLES = ("reader", "analyst", "editor", "owner")
"""From the least to the most; each may do what those before it may."""
SCOPES = ("read", "review", "write")
"""What a token may be for; a token never does more than its person may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act. ``role`` None: nobody need be signed in. ``scope`` None: no token may do it. ``{}`` in an address stands
    for one part of it. ``noted``: the act goes into the audit log each time."""

    id: str
    does: str
    role: str | None
    scope: str | None
    addresses: tuple[str, ...]
    noted: bool = False


ACTS = (
    Act(id="come-in", does="sign in, use an invitation", role=None, scope=None,
        addresses=("GET /sign-in", "POST /sign-in", "GET /invitation", "POST /invitation", "GET /static/{}")),
    Act(id="read", does="read every page and its JSON, search", role="reader", scope="read",
        addresses=(
            "GET /", "GET /provisions/{}", "GET /reports/{}", "GET /timeline", "GET /meetings", "GET /incidents",
            "GET /counters", "GET /actors",
            "GET /actors/{}", "GET /positions", "GET /packages", "GET /issues/{}",
            "GET /search", "GET /api/openapi.json", "GET /api/state", "GET /api/summary", "GET /api/provisions",
            "GET /api/provisions/{}", "GET /api/about/{}", "GET /api/claims", "GET /api/claims/{}",
            "GET /api/reports",
            "GET /api/reports/{}", "GET /api/meetings", "GET /api/timeline", "GET /api/actors", "GET /api/actors/{}",
            "GET /api/positions", "GET /api/packages", "GET /api/search", "GET /api/incidents", "GET /api/counters",
            "GET /api/issues", "GET /api/roles", "GET /api/distortions",
            "GET /api/record", "GET /api/changes", "GET /api/me",
        )),
    Act(id="export", does="make briefs and exports", role="reader", scope="read", noted=True,
        addresses=("GET /brief", "GET /meetings/{}", "GET /calendar.ics", "GET /feed.atom", "GET /search.csv",
                   "GET /api/brief", "GET /api/exports/{}")),
    Act(id="own-account", does="own password, sessions and tokens", role="reader", scope=None,
        addresses=("GET /account", "POST /account", "POST /sign-out")),
    Act(id="review", does="review claims: accept, reject, correct, undo", role="analyst", scope="review", noted=True,
        addresses=("GET /review", "POST /review", "GET /review/set", "POST /review/set", "GET /review/keys",
                   "POST /review/keys", "GET /review/history", "GET /review/missed", "GET /review/act/{}",
                   "GET /api/queue", "GET /api/judgements", "POST /api/judgements")),
    Act(id="add", does="add reports", role="editor", scope="write", noted=True,
        addresses=("GET /add", "POST /add", "POST /api/reports")),
    Act(id="people", does="invite, change and disable people; revoke anybody's tokens", role="owner", scope=None,
        addresses=("GET /people", "POST /people")),
    Act(id="audit", does="read the audit log", role="owner", scope=None, addresses=("GET /audit", "GET /api/audit")),
)  # fmt: skip


def act_of(method: str, path: str) -> Act | None:
    """The act that a request is; None for an address that is not in the table.

    >>> act_of("GET", "/provisions/aid.trucks").id, act_of("PUT", "/") is None
    ('read', True)
    """
    wanted = "GET" if method == "HEAD" else method
    return next((act for verb, pattern, act in _patterns() if verb == wanted and pattern.fullmatch(path)), None)


def at_least(role: str, needed: str) -> bool:
    """Whether a role may what another one may.

    >>> at_least("editor", "analyst"), at_least("reader", "analyst")
    (True, False)
    """
    return ROLES.index(role) >= ROLES.index(needed)


def may(act: Act, role: str | None, scopes: tuple[str, ...] | None = None) -> bool:
    """Whether somebody of a role (None: nobody signed in) may do an act; ``scopes`` are those of a token, if any."""
    if act.role is None:
        return True
    if role is None or not at_least(role, act.role):
        return False
    return scopes is None or (act.scope is not None and act.scope in scopes)


def table() -> Iterator[str]:
    """The table in Markdown, as the documentation prints it."""
    yield f"| Act | {' | '.join(ROLES)} | Token scope | Addresses |"
    yield f"|---|{'---|' * len(ROLES)}---|---|"
    for act in ACTS:
        marks = " | ".join("yes" if may(act, role) else "no" for role in ROLES)
        everybody = " (signed in or not)" if act.role is None else ""
        addresses = ", ".join(f"`{each}`" for each in act.addresses)
        yield f"| {act.does}{everybody} | {marks} | {act.scope or 'none'} | {addresses} |"


@cache
def _patterns() -> tuple[tuple[str, Pattern[str], Act], ...]:
    found = []
    for act in ACTS:
        for address in act.addresses:
            verb, _, path = address.partition(" ")
            found.append((verb, compile(escape(path).replace(r"\{\}", "[^/]+")), act))
    return tuple(found)
