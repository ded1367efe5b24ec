"""What single pages tell beside the states themselves: the head of the state page, and all about one provision."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from guarantor.board.ahead import PATIENCE
from guarantor.board.api import asked
from guarantor.board.api.answers import Asking
from guarantor.board.coming import UnreadyError
from guarantor.board.evidence import provision_page
from guarantor.board.problems import Problem
from guarantor.board.since import since_of
from guarantor.board.state import StatePage, state_page
from guarantor.model.plain import plain


def summary(on: Asking, values: asked.Compared) -> dict[str, Any]:
    """What stands on the state page beside the statuses: what changed, deadlines, open disagreements, what is not
    seen."""
    page = _page(on, values.since or "week")
    return {
        "title": page.title, "as_of": page.question.as_of, "later": page.later or None,
        "since": {"text": page.since.text, "known_at": page.since.known_at, "day": page.since.day},
        "findings": [plain(each) for each in page.lede], "facts": dict(page.facts()),
        "changed": [plain(each) for each in page.changed()], "deadlines": plain(page.deadlines),
        "disagreements": plain(page.contested), "not_seen": plain(page.gaps), "record": str(page.head),
    }  # fmt: skip


def _page(on: Asking, since: str) -> StatePage:
    if on.ahead is None or not on.ahead.serves(on.ask):
        return state_page(on.question, since_of(on.question, since, ""))
    try:
        return on.ahead.page(on.ask, "" if since == "week" else since, PATIENCE)
    except UnreadyError as error:
        raise Problem(
            HTTPStatus.SERVICE_UNAVAILABLE, "This state is still being worked out.", "Ask again in some seconds."
        ) from error


def about(on: Asking, values: asked.OneAccount) -> dict[str, Any]:
    """Everything else about a provision: its texts, clocks, status over time, incidents, related ones, its reviews."""
    name = on.request.path_params["provision"]
    if values.account is not None and values.account not in on.case.files.people.accounts:
        raise Problem(HTTPStatus.BAD_REQUEST, f"There is no account “{values.account}”.")
    try:
        page = provision_page(on.question, name, values.account)
    except KeyError as error:
        raise Problem(HTTPStatus.NOT_FOUND, f"There is no provision “{name}” in this case.") from error
    return {
        "id": page.provision.id, "title": page.provision.title, "phase": page.phase, "sentences": list(page.sentences),
        "texts": plain(page.texts), "clocks": plain(page.clocks), "over_time": plain(page.histories),
        "over_time_since": page.line_since or None, "would_change": list(page.changes),
        "incidents": plain(page.incidents), "copies": plain(page.copies), "intentions": plain(page.intentions),
        "unresolved": plain(page.unresolved), "related": plain(page.related), "reviews": plain(page.judged),
    }  # fmt: skip
