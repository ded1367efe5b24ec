"""The page of one report: the text as stored, with the words of its claims lit, and each claim beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from guarantor.board.question import Question
from guarantor.briefing.citation import Citation, cite
from guarantor.case.acts import distortions_of_report
from guarantor.case.odd import Odd, odd_in
from guarantor.linking.distortions import Distortion
from guarantor.linking.origins import Merge
from guarantor.model.claim import Claim
from guarantor.model.report import Report
from guarantor.model.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of the stored text; ``claims`` are the numbers of the claims whose words it holds."""

    text: str
    claims: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One claim of the report: its number on the page, its citation, the claim, what it bears on and why."""

    number: int
    citation: Citation
    claim: Claim
    bears: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """Another version at the same address: whether it came before or after, and what differs, a sentence a line."""

    id: str
    older: bool
    changes: tuple[str, ...]
    fell_away: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """The page's values."""

    id: str
    report: Report
    pieces: tuple[Piece, ...]
    told: tuple[Told, ...]
    merges: tuple[tuple[str, str, Merge], ...]
    versions: tuple[Version, ...]
    titles: Mapping[str, str]
    distortions: tuple[Distortion, ...] = ()
    discrepancies: tuple[Odd, ...] = ()


def report_page(question: Question, id_: str) -> ReportPage:
    """The page of a report; raises KeyError where the record holds none with this id."""
    knowledge = question.knowledge
    report = knowledge.reports[id_]
    found = sorted(knowledge.claims_in(id_), key=lambda kept: kept.claim.span)
    told = tuple(
        Told(
            number=number, citation=cite(kept, knowledge.roots, digest=report.digest), claim=kept.claim,
            bears=tuple(
                (str(link.target), str(link.effect), link.reason) for link in knowledge.of_claim.get(kept.id, ())
            ),
        )
        for number, kept in enumerate(found, 1)
    )  # fmt: skip
    merges = tuple((merge.b if merge.a == id_ else merge.a, merge) for merge in knowledge.origins.copies(id_))
    return ReportPage(
        id=id_, report=report, pieces=pieces(report.text, [kept.claim.span for kept in found]), told=told,
        merges=tuple(
            (other, knowledge.reports[other].outlet or other, merge)
            for other, merge in merges
            if other in knowledge.reports
        ),
        versions=tuple(_versions(question, id_)),
        titles=question.titles,
        distortions=distortions_of_report(knowledge, id_) if merges else (),
        discrepancies=odd_in(knowledge, [id_]),
    )  # fmt: skip


def lit(page: ReportPage) -> str:
    """The page's own style sheet, which lights a claim's words when the address names the claim."""
    words = [f'.report:has([id="{told.citation.claim}"]:target) .k{told.number}' for told in page.told]
    return f"{','.join(words)}{{outline:2px solid var(--accent);outline-offset:1px}}" if words else ""


def _versions(question: Question, id_: str) -> Iterator[Version]:
    for entry in question.case.record.store.entries(["version"]):
        tied = entry.payload or {}
        if id_ in (tied.get("report"), tied.get("replaces")):
            older = tied["report"] == id_
            yield Version(
                id=tied["replaces"] if older else tied["report"], older=older, changes=tuple(tied.get("changes", ())),
                fell_away=len(tied.get("fell_away", ())),
            )  # fmt: skip


def pieces(text: str, spans: Sequence[Span]) -> tuple[Piece, ...]:
    """The text cut where any claim begins or ends, so that overlapping claims can be lit; claims count from 1.

    >>> [(p.text, p.claims) for p in pieces("abcdef", [(1, 4), (3, 5)])]
    [('a', ()), ('bc', (1,)), ('d', (1, 2)), ('e', (2,)), ('f', ())]
    """
    edges = sorted({0, len(text), *(edge for span in spans for edge in span)})
    return tuple(
        Piece(
            text=text[low:high],
            claims=tuple(n for n, (start, end) in enumerate(spans, 1) if start <= low and high <= end),
            starts=tuple(n for n, (start, _) in enumerate(spans, 1) if start == low),
        )
        for low, high in pairwise(edges)
        if low < high
    )
