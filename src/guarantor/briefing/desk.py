"""The writer's desk: what a brief is made from, the notes numbered so far, and the words to write with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from guarantor.briefing.citation import cite_files, cite_text
from guarantor.briefing.material import Material
from guarantor.briefing.parts import Notes, Paragraph, Section, Sentence
from guarantor.briefing.wording import Wording
from guarantor.model.agreement import Issue, Meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One brief in the making."""

    material: Material
    notes: Notes = field(default_factory=Notes)

    @property
    def wording(self) -> Wording:
        """The words."""
        return self.material.wording

    def text_note(self, provision: str) -> int:
        """The number of the note that leads to what a provision says."""
        found = self.material.provision(provision)
        return self.notes.number(cite_text(self.material.agreement, self.material.people, found))

    def issue_note(self, issue: Issue) -> int:
        """The number of the note that leads to an issue of the files."""
        cited = cite_files(self.material.agreement, f"issue:{issue.id}", issue.title, issue.references)
        return self.notes.number(cited)

    def thing_note(self, what: str) -> int:
        """The number of the note that leads to what the files say of a provision, an event, a phase, or an actor whose
        performance something waits for; of what has not to be ("not held"), the same as of what it denies."""
        agreement, what = self.material.agreement, what.removeprefix("not ")
        for event in agreement.events:
            if event.id == what:
                title = event.title or event.id
                return self.notes.number(cite_files(agreement, f"event:{what}", title, event.references))
        for phase in agreement.phases:
            if phase.id == what:
                references = (*(gate.reading_of for gate in phase.gates), *phase.references)
                return self.notes.number(cite_files(agreement, f"phase:{what}", phase.title, references))
        if what in self.material.people.actors:
            return self.notes.number(cite_files(agreement, f"actor:{what}", self.material.people.name_of(what), ()))
        return self.text_note(what)

    def meeting_note(self, meeting: Meeting) -> int:
        """The number of the note that leads to a meeting of the files."""
        cited = cite_files(
            self.material.agreement, f"meeting:{meeting.id}", meeting_words(self, meeting), meeting.references
        )
        return self.notes.number(cited)

    def agenda_notes(self, meeting: Meeting, issues: Iterable[Issue]) -> tuple[int, ...]:
        """The numbers of the notes that lead to a meeting of the files and to issues of it."""
        return tuple(sorted({self.meeting_note(meeting), *map(self.issue_note, issues)}))

    def section(self, name: str, paragraphs: list[Paragraph]) -> Section:
        """A section with the heading of that name."""
        return Section(
            heading=self.wording.heading(name), paragraphs=tuple(paragraphs), empty=self.wording.empty(name), name=name
        )


def meeting_words(desk: Desk, meeting: Meeting) -> str:
    """What the files say of a meeting, in one line."""
    invited = ", ".join(desk.material.name(each) for each in meeting.invited)
    return ", ".join(
        part for part in (meeting.title, meeting.date or "", f"invited: {invited}" if invited else "") if part
    )


def paragraph(sentences: list[Sentence], *, lead: str | None = None, item: bool = False) -> list[Paragraph]:
    """One paragraph of some sentences, the lead in bold before the first; none of no sentences."""
    if not sentences:
        return []
    if lead and lead[-1] not in ".?!…”":
        lead = f"{lead}."
    first = sentences[0].led(lead) if lead else sentences[0]
    return [Paragraph(sentences=(first, *sentences[1:]), item=item)]
