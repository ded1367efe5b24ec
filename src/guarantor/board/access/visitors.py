"""Who sends a request: a person in a session, a program with a token, whoever sits at the workstation, or nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from guarantor.model.marking import CLEAR, MARKINGS

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection

    from guarantor.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """``role`` None: nobody is signed in. ``scopes`` None: no token; then everything that the role may is allowed.
    ``session`` is the digest of the session's secret, ``token`` the token's id."""

    id: str = ""
    name: str = ""
    role: str | None = None
    clearance: str = MARKINGS[0]
    session: str = ""
    token: str = ""
    scopes: tuple[str, ...] | None = None

    @property
    def who(self) -> str:
        """As the audit log names them."""
        return f"{self.id} token:{self.token}" if self.token else self.id


NOBODY = Visitor()
WORKSTATION = Visitor(id="workstation", role="owner", clearance=MARKINGS[-1])
"""Whoever can reach a board without accounts, which serves this machine alone."""


def note(request: HTTPConnection, *what: str) -> None:
    """Say what an act is about, for the audit log; a read is in it only where something is said."""
    request.scope.get("state", {}).get("noted", []).extend(what)


def visitor_of(request: HTTPConnection) -> Visitor:
    """Who sends a request, as the gate found; a board without a gate is for its own machine."""
    found = request.scope.get("state", {}).get("visitor", WORKSTATION)
    return found if isinstance(found, Visitor) else NOBODY


def note_marked(request: HTTPConnection, case: Case, report: str) -> None:
    """Put the reading of a marked report into the audit log."""
    found = case.record.report(report)
    if found is not None and found.marking != CLEAR:
        note(request, f"{report}, {found.marking}")
