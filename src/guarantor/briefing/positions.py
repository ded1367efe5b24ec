"""The section of a brief on positions: where each actor stands on the open questions, who blocks, what stands open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Protocol

from guarantor.briefing.citation import Citation, cite_files
from guarantor.briefing.desk import Desk
from guarantor.briefing.material import iso_day
from guarantor.briefing.parts import Notes, Paragraph, Section, Sentence
from guarantor.model.agreement import Issue
from guarantor.model.position import Position
from guarantor.positions.saying import (
    NOT_KNOWN,
    consent_of,
    detail_of,
    moves_of,
    shut_of,
    tally_of,
    title_of,
    word_of,
)
from guarantor.positions.state import Positions

HEADING = "Where each actor stands"
MOST = 4
"""At most so many notes stand behind one sentence that counts."""


class Citing(Protocol):
    """What this section asks of a brief's material."""

    def short(self, day: date) -> str:
        """A day as the brief prints it."""
        ...

    def name(self, root: str) -> str:
        """An actor by name."""
        ...

    def cited(self, claims: Iterable[str]) -> list[Citation]:
        """The citations of those claims that may be cited."""
        ...


def positions_section(material: Citing, notes: Notes, found: Positions, *, issues: tuple[str, ...] = ()) -> Section:
    """The section. ``issues`` keeps to some (none: all on which somebody is on record)."""
    chosen = [issue for issue in found.agreement.issues if not issues or issue.id in issues]
    paragraphs = [*(paragraph for issue in chosen for paragraph in _issue(material, notes, found, issue))]
    asked = tuple(sorted(_issue_note(notes, found, issue) for issue in chosen if issue.options)) if paragraphs else ()
    if paragraphs and found.asked_issues:
        paragraphs.append(_packages(material, notes, found))
    if paragraphs:
        paragraphs.append(Paragraph(sentences=(Sentence(text=NOT_KNOWN, notes=asked),)))
    return Section(heading=HEADING, paragraphs=tuple(paragraphs), empty="Nobody is on record on an open question.")


def who_stands_where(desk: Desk, issues: tuple[str, ...] = ()) -> tuple[Section, ...]:
    """The section for a brief whose material holds positions; none where it does not, or nobody is on record."""
    found = desk.material.positions
    if found is None:
        return ()
    section = positions_section(desk.material, desk.notes, found, issues=issues)
    return (replace(section, name="positions"),) if section.paragraphs else ()


def _issue(material: Citing, notes: Notes, found: Positions, issue: Issue) -> Iterator[Paragraph]:
    told = [
        cell
        for actor in found.actors
        for option in issue.options
        if (cell := found.cells[actor, f"{issue.id}/{option}"]).stance is not None
    ]
    sentences = [_stands(material, notes, found, cell) for cell in told]
    for option in issue.options if told else ():
        for ruled in found.consent(issue.id, option):
            if ruled.consent.outcome == "blocked":
                text = f"“{title_of(found.agreement, ruled.about)}”: {consent_of(ruled.consent, material.name)}"
                noes = [found.cells[actor, f"{issue.id}/{option}"] for actor in ruled.consent.rejecting]
                sentences.append(
                    Sentence(text=text, notes=_behind(material, notes, found, noes, [issue]), marks=("derived",))
                )
    if sentences:
        first = sentences[0]
        head = Sentence(text=first.text, notes=first.notes, marks=first.marks, lead=issue.title)
        yield Paragraph(sentences=(head, *sentences[1:]))


def _stands(material: Citing, notes: Notes, found: Positions, cell: Position) -> Sentence:
    detail = detail_of(cell, found.agreement)
    day = iso_day(cell.day)
    when = f", {material.short(day)}" if day else ""
    text = f"{material.name(cell.actor)} {_verb(word_of(cell))} “{title_of(found.agreement, cell.about)}”"
    cited = material.cited(each.claim for each in cell.decided_by)
    marks = () if any(each.reviewed for each in cell.decided_by) else ("not reviewed",)
    return Sentence(text=f"{text}{' – ' + detail if detail else ''}{when}.", notes=notes.numbers(*cited), marks=marks)


def _verb(word: str) -> str:
    return {
        "accepts if": "accepts on a condition", "contradicted": "is told both ways on", "silent": "says nothing of",
        "coders differ": "is read in two ways on",
    }.get(word, word)  # fmt: skip


def _packages(material: Citing, notes: Notes, found: Positions) -> Paragraph:
    """The packages, counted: resting on the rejections on the record, or, where there are none, on the questions."""
    lines = (*tally_of(found.tally), *moves_of(found.moves, material.name), *shut_of(found, material.name))
    asked = {issue.id for issue in found.asked_issues}
    noes = [cell for cell in found.cells.values() if cell.issue in asked and cell.answer == "reject"]
    behind = _behind(material, notes, found, noes, found.asked_issues)
    sentences = [Sentence(text=line, notes=behind, marks=("derived",)) for line in lines]
    return Paragraph(sentences=(sentences[0].led("Packages of answers."), *sentences[1:]))


def _behind(
    material: Citing, notes: Notes, found: Positions, cells: Iterable[Position], issues: Iterable[Issue]
) -> tuple[int, ...]:
    """The notes of what some positions rest on, a few of them; of the issues where none can be cited."""
    cited = material.cited(coding.claim for cell in cells for coding in cell.decided_by)
    told = notes.numbers(*cited[-MOST:])
    return told or tuple(sorted(_issue_note(notes, found, issue) for issue in issues))


def _issue_note(notes: Notes, found: Positions, issue: Issue) -> int:
    return notes.number(cite_files(found.agreement, f"issue:{issue.id}", issue.title, issue.references))
