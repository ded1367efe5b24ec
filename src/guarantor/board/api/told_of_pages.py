"""What answers look like that tell the rest of a page."""

from __future__ import annotations

from typing import Any

from guarantor.board.api.told import Told
from guarantor.board.disputes import Fact
from guarantor.board.evidence import Clock, Text
from guarantor.board.lede import Finding
from guarantor.board.origins import Copies
from guarantor.board.related import Event, Related
from guarantor.board.state import Changed, Due
from guarantor.board.stepline import History
from guarantor.board.unseen import Gap
from guarantor.briefing.citation import Citation


class ComparedWith(Told):
    """The moment with which the state is compared: the record as it was then, or the world as it was then."""

    text: str
    known_at: str | None
    day: str | None


class Summary(Told):
    """The state page without its table. ``later`` is the day as of which reports of later days than the case's last
    one are told; ``facts`` are those of the page's head."""

    title: str
    as_of: int
    later: str | None
    since: ComparedWith
    findings: list[Finding]
    facts: dict[str, str]
    changed: list[Changed]
    deadlines: list[Due]
    disagreements: list[Fact]
    not_seen: list[Gap]
    record: str


class About(Told):
    """A provision's texts, clocks, status over time in each account, incidents, related provisions and reviews."""

    id: str
    title: str
    phase: str
    sentences: list[str]
    texts: list[Text]
    clocks: list[Clock]
    over_time: list[History]
    over_time_since: str | None
    would_change: list[str]
    incidents: list[dict[str, Any]]
    copies: list[Copies]
    intentions: list[Citation]
    unresolved: list[Citation]
    related: list[Related]
    reviews: list[Event]
