"""Pages filled: a template with the case, the question and who looks at it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from guarantor.board.access.roles import act_of, may
from guarantor.board.access.visitors import Visitor, visitor_of
from guarantor.board.asking import Ask
from guarantor.board.beside import as_json
from guarantor.board.keeping import Keeper
from guarantor.board.looks import environment
from guarantor.case import Case
from guarantor.model.entry import ENTRY_KINDS

NAVIGATION = (
    ("/", "State"), ("/positions", "Positions"), ("/packages", "Packages"), ("/timeline", "Timeline"),
    ("/meetings", "Meetings"), ("/incidents", "Incidents"), ("/counters", "Counters"),
    ("/actors", "Who speaks"), ("/brief", "Brief"), ("/search", "Search"),
    ("/review", "Review"), ("/add", "Add reports"),
)  # fmt: skip

FOLLOWED = " ".join(ENTRY_KINDS)
"""The kinds of entries of which an open page is told."""


class Filling:
    """Fills the templates of one case."""

    def __init__(self, case: Case, keeper: Keeper) -> None:
        self.case, self.keeper = case, keeper

    @cached_property
    def accounts(self) -> tuple[tuple[str, str], ...]:
        """Every account of the case with its title, for the reader to choose from."""
        return tuple((id_, account.title) for id_, account in self.case.files.people.accounts.items())

    def page(self, template: str, request: Request, ask: Ask, **values: Any) -> HTMLResponse:
        """A template filled with the case, the question and the page's values."""
        visitor = visitor_of(request)
        values.setdefault("head", self.keeper.head(ask))
        values.setdefault("as_json", as_json(request.url.path, ask, request.query_params))
        html = environment().get_template(template).render(
            case=self.case, info=self.case.files.info, ask=ask, path=request.url.path, marking=self.case.marking,
            meetings=self.case.files.agreement.meetings, accounts=self.accounts, visitor=visitor,
            nav=navigation(visitor), follows=FOLLOWED, **values,
        )  # fmt: skip
        return HTMLResponse(html)

    def page_of_now(self, template: str, request: Request, ask: Ask, **values: Any) -> HTMLResponse:
        """The same, of the latest moment of the record: for those who write."""
        return self.page(template, request, ask, head=self.case.record.head, **values)


def navigation(visitor: Visitor) -> list[tuple[str, str]]:
    """The pages that a visitor may open, in the order of the head."""
    return [(path, name) for path, name in NAVIGATION
            if (act := act_of("GET", path)) is not None and may(act, visitor.role, visitor.scopes)]  # fmt: skip
