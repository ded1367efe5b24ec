"""What answers look like: pydantic models over the nouns of the program, for the description and the tests."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

from guarantor.board.actors import Called, Duty
from guarantor.board.meetings import MeetingView
from guarantor.board.reports import Version
from guarantor.board.searching import Hit
from guarantor.board.stances import Stand
from guarantor.board.timeline import Day
from guarantor.briefing.citation import Citation
from guarantor.case.odd import Odd
from guarantor.linking.distortions import Distortion
from guarantor.linking.origins import Count
from guarantor.model.assessment import Comparison, Explanation, GateState, ProvisionStatus
from guarantor.model.judgement import Judgement
from guarantor.model.link import Link
from guarantor.positions.alignment import Pair


class Told(BaseModel):
    """Everything that is named is there."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)


class State(Told):
    """The state of the agreement: a cell a provision and account, the gates, what the accounts agree on. Of an
    agreement of more than a hundred provisions some at a time, of ``total``; ``next`` is the cursor of the next part,
    and the gates are in the first."""

    agreement: str
    as_of: int
    cells: list[ProvisionStatus]
    compared: list[Comparison]
    gates: list[GateState]
    total: int
    next: int | None
    record: str


class Titled(Told):
    """A provision in a list: its id, title, and who owes it."""

    id: str
    title: str
    debtors: list[str]
    phase: str | None


class Provisions(Told):
    """The provisions, in the order of the texts."""

    provisions: list[Titled]


class Why(Told):
    """One provision in one account, down to the quoted words."""

    cell: ProvisionStatus
    explanations: list[Explanation]
    citations: list[Citation]
    origins: dict[str, Count]
    discrepancies: list[Odd]


class Claim(Told):
    """A live claim with what it bears on, as the vocabulary describes it."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True, extra="allow")

    type: str
    modality: str
    polarity: str
    quote: str
    span: tuple[int, int]
    links: list[Link]


class Claims(Told):
    """Live claims in the order in which they came; ``next`` is the cursor of the next part."""

    total: int
    next: int | None
    claims: list[Claim]


class ListedReport(Told):
    """A report in a list, without its text."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    language: str
    url: str | None
    marking: str
    digest: bool


class Reports(Told):
    """Reports in the order in which they came."""

    total: int
    next: int | None
    reports: list[ListedReport]


class Copy(Told):
    """Another report of the same origin: by which rule, and why."""

    report: str
    rule: str
    reason: str


class Report(Told):
    """One report with its text, the ids of its claims, its copies and what they changed, its other versions."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True, extra="allow")

    id: str
    text: str
    location: str
    outlet: str | None
    title: str | None
    published: str | None
    language: str
    url: str | None
    marking: str
    claims: list[str]
    copies: list[Copy]
    versions: list[Version]
    distortions: list[Distortion]
    discrepancies: list[Odd]


class Meetings(Told):
    """Meetings with the words that tell of them; ``others`` are told and not in the agreement's file, of very many the
    newest, of ``others_total``."""

    meetings: list[MeetingView]
    others: list[Citation]
    others_total: int


class Timeline(Told):
    """What was told, day by day, the last day first, and how many claims have no single day; ``total`` counts claims,
    and ``next`` is the cursor of the next part."""

    days: list[Day]
    without_day: int
    total: int
    next: int | None


class ListedActor(Told):
    """Somebody whose words are in the record."""

    id: str
    name: str
    kind: str
    claims: int


class Actors(Told):
    """Everybody whose own words are in the record."""

    actors: list[ListedActor]


class Actor(Told):
    """One actor or source: what it is called, where it stands and stood, what it owes, said, and what is told of it,
    the newest first."""

    id: str
    name: str
    other_names: list[str]
    kind: str
    facts: list[tuple[str, str]]
    roles: list[tuple[str, str]]
    called: list[Called]
    stands: list[Stand]
    organs: list[tuple[str, str]]
    duties: list[Duty]
    meetings: list[tuple[str, str]]
    said: list[Citation]
    told: list[Citation]
    said_total: int
    told_total: int
    duties_total: int
    next: int | None


class Narrower(Told):
    """A filter that would narrow a search: its values with how many of the claims found have each, up to 10,000 of
    the newest counted."""

    field: str
    title: str
    values: list[dict[str, Any]]


class Found(Told):
    """What a search found, the newest first."""

    claims: list[Citation]
    claims_total: int
    reports: list[Hit]
    reports_total: int
    next: int | None
    narrower: list[Narrower]


class Positions(Told):
    """Every position with the codings that decide it."""

    as_of: str | None
    positions: list[dict[str, Any]]
    alignment: list[Pair]
    not_known: str
    record: str


class Packages(Told):
    """The packages, the smallest moves and the conflicts."""

    as_of: str | None
    assume: list[str]
    rules: list[str]
    tally: dict[str, Any]
    moves: dict[str, Any]
    conflicts: dict[str, Any]
    not_known: str
    record: str


class Brief(Told):
    """A brief in Markdown, with its notes."""

    title: str
    asked: str
    marking: str
    record: str
    markdown: str
    cited: list[Citation]


class RecordHead(Told):
    """The record's last entry: its number and hash."""

    entries: int
    head: str


class Me(Told):
    """Who asks. ``form_token`` goes into the header ``x-form-token`` of a write in a session."""

    id: str
    name: str
    role: str
    clearance: str
    scopes: list[str] | None
    form_token: str | None


class Added(Told):
    """What became of a report that was sent."""

    id: str
    outcome: str
    claims: int
    bearing: int


class Refused(Told):
    """A report that could not be read: where, what was found, what to do."""

    location: str
    found: str
    todo: str


class Addition(Told):
    """What was read, and what was refused."""

    summary: str
    added: list[Added]
    refused: list[Refused]


class Judged(Told):
    """The judgement that was written, by its id and whole; where what it is about has several markings, one for each
    of them."""

    id: str
    judgement: Judgement
    others: list[Judgement]


class AuditLine(Told):
    """One line of the audit log."""

    seq: int
    at: str
    who: str
    act: str
    about: str
    detail: str
    address: str
    hash: str


class AuditLog(Told):
    """Lines, the newest first."""

    lines: list[AuditLine]
    next: int | None


class Problem(Told):
    """A refusal (RFC 9457): what was asked, what was found, what to do."""

    type: str
    title: str
    status: int
    detail: str
    asked: str
    todo: str
