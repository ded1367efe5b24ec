"""Where an actor stands on the open questions, by its own words, and what it said before."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import QueryParams

from guarantor.board.glyphs import Look
from guarantor.board.positions import LOOKS, Cell, PositionsPage
from guarantor.board.question import Question
from guarantor.briefing.citation import Citation
from guarantor.positions.derive import moves_over_time
from guarantor.positions.saying import word_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """A position that was taken earlier: since which ISO day, and what it was."""

    day: str
    look: Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One answer to one question: where the actor stands since when, by which words, and its earlier positions, the
    latest first."""

    issue: str
    href: str
    cell: Cell
    day: str
    citation: Citation | None
    before: tuple[Before, ...]


def stands_of(question: Question, whole: frozenset[str]) -> tuple[Stand, ...]:
    """The positions of an actor and of those who speak for it, what was said last first; none where none is told."""
    if not any(issue.options for issue in question.agreement.issues):
        return ()
    page = PositionsPage(question.case, question.ask, QueryParams())
    found = [
        _stand(question, page, actor, issue.id, option)
        for actor in page.found.actors
        if actor in whole
        for issue in question.agreement.issues
        for option in issue.options
        if page.found.recorded[actor, f"{issue.id}/{option}"].stance is not None
    ]
    return tuple(sorted(found, key=lambda stand: (stand.day, stand.issue), reverse=True))


def _stand(question: Question, page: PositionsPage, actor: str, issue: str, option: str) -> Stand:
    cell = page.cell(page.found.recorded[actor, f"{issue}/{option}"])
    moves = moves_over_time(page.found.codings, actor, issue, option, page.found.moment)
    cited = question.cited(coding.claim for coding in cell.position.decided_by)
    earlier = (Before(day=move.day or "", look=LOOKS[word_of(move)]) for move in reversed(moves[:-1]))
    return Stand(
        issue=question.title(issue), href=f"/issues/{issue}{question.ask.query()}", cell=cell,
        day=(moves[-1].day or "") if moves else "", citation=cited[-1] if cited else None, before=tuple(earlier),
    )  # fmt: skip
