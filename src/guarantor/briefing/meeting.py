"""The brief for one meeting: who comes by whose word, what is on the table, where each stands, what is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from guarantor.briefing.brief import Brief
from guarantor.briefing.citation import Citation
from guarantor.briefing.material import Material, iso_day, long_day
from guarantor.briefing.parts import Notes, Paragraph, Section, Sentence
from guarantor.briefing.regular import CAVEAT
from guarantor.briefing.saying import grouped, listed, say
from guarantor.briefing.standing import open_provisions, where_each_stands
from guarantor.briefing.ways import in_the_way, not_established
from guarantor.linking.fitting import Words
from guarantor.model.agreement import Issue, Meeting

STANCES = ("position", "demand", "refusal", "commitment", "denial")
BEFORE = timedelta(days=10)


def meeting_brief(material: Material, meeting: Meeting) -> Brief:
    """A brief for the evening before a meeting of the agreement's files."""
    notes = Notes()
    announced = [claim for claim, _ in material.tied(meeting.id)]
    earlier = _earlier(material, meeting)
    sections = (
        Section(heading="Who comes, by whose word", paragraphs=_all(material, notes, announced)),
        Section(heading="What is on the table", paragraphs=tuple(_issues(material, meeting))),
        Section(heading="What was said before it, and by whom", paragraphs=tuple(_before(material, notes, earlier))),
        Section(heading="Where each stands", paragraphs=tuple(_stands(material, notes, meeting))),
        Section(
            heading="What is owed to or by those in the room, and to or by the parties",
            paragraphs=tuple(where_each_stands(material, notes, each) for each in open_provisions(material)),
        ),
        Section(heading="What stands in the way, by account", paragraphs=tuple(in_the_way(material, notes))),
        Section(heading="Questions that the record leaves open",
                paragraphs=(*_told_differently(material, notes, announced), *not_established(material))),
    )  # fmt: skip
    minute = Section(heading="In one minute", paragraphs=_minute(material, notes, announced, earlier))
    when = f", {long_day(day)}" if (day := iso_day(meeting.date)) else ""
    return Brief(
        title=f"{meeting.title}{when}", asked=material.asked, minute=minute, sections=sections, notes=notes.all(),
        marking=material.marking, head=material.head, caveat=CAVEAT,
    )  # fmt: skip


def _all(material: Material, notes: Notes, claims: Iterable[str]) -> tuple[Paragraph, ...]:
    groups = grouped(material.cited(claims), material)
    return tuple(Paragraph(sentences=(say(group, material, notes),), item=True) for group in groups)


def _minute(
    material: Material, notes: Notes, announced: list[str], earlier: list[tuple[Meeting, list[str]]]
) -> tuple[Paragraph, ...]:
    picked: list[list[Citation]] = grouped(material.cited(announced), material)[-2:]
    for _, claims in earlier[-1:]:
        picked.extend(grouped(material.cited(claims), material)[:1])
    return (Paragraph(sentences=tuple(say(group, material, notes) for group in picked)),) if picked else ()


def _issues(material: Material, meeting: Meeting) -> Iterator[Paragraph]:
    issues = {issue.id: issue for issue in material.agreement.issues}
    for name in meeting.issues:
        if name in issues:
            touched = [material.provision(each).title for each in issues[name].provisions]
            about = f" It touches: {'; '.join(touched)}." if touched else ""
            yield Paragraph(sentences=(Sentence(text=f"{issues[name].title}{about}"),), item=True)


def _earlier(material: Material, meeting: Meeting) -> list[tuple[Meeting, list[str]]]:
    """Meetings of the days before, with the claims that tell of them, in order of date."""
    day = iso_day(meeting.date)
    found = []
    for other in material.agreement.meetings:
        at = iso_day(other.date)
        if other.id != meeting.id and day and at and day - BEFORE <= at < day:
            found.append((at, other, [claim for claim, _ in material.tied(other.id)]))
    return [(other, claims) for _, other, claims in sorted(found, key=lambda each: (each[0], each[1].id))]


def _before(material: Material, notes: Notes, earlier: list[tuple[Meeting, list[str]]]) -> Iterator[Paragraph]:
    for other, claims in earlier:
        groups = grouped(material.cited(claims), material)
        if not groups:
            continue
        day = iso_day(other.date)
        lead = f"{other.title}{', ' + long_day(day) if day else ''}."
        yield Paragraph(
            sentences=tuple(say(g, material, notes, lead=lead if i == 0 else None) for i, g in enumerate(groups))
        )


def _stands(material: Material, notes: Notes, meeting: Meeting) -> Iterator[Paragraph]:
    """Each issue: what parties and those in the room demanded, accepted, refused, the latest of each root."""
    issues = {issue.id: issue for issue in material.agreement.issues}
    for name in meeting.issues:
        if name not in issues:
            continue
        latest = _latest(material, issues[name])
        if latest:
            lead = issues[name].title
            sentences = [say([c], material, notes, lead=lead if i == 0 else None) for i, c in enumerate(latest)]
            yield Paragraph(sentences=tuple(sentences))


def _latest(material: Material, issue: Issue) -> list[Citation]:
    found: dict[str, Citation] = {}
    for citation in material.cited(material.claims):
        claim = material.claim(citation.claim)
        speaks = claim.type in STANCES and citation.resolved and claim.holder.text is not None
        if speaks and Words.of(claim.quote).any_of(issue.words) is not None:
            found[citation.root] = citation
    return list(found.values())


def _told_differently(material: Material, notes: Notes, announced: list[str]) -> tuple[Paragraph, ...]:
    """Where the words on one meeting give different numbers of those who come."""
    by_value: dict[float, list[Citation]] = {}
    for citation in material.cited(announced):
        for quantity in material.claim(citation.claim).quantities:
            if quantity.value is not None and quantity.kind == "flow":
                by_value.setdefault(quantity.value, []).append(citation)
    if len(by_value) < 2:
        return ()
    numbers = listed([f"{value:,.10g}" for value in sorted(by_value)])
    cited = [citation for citations in by_value.values() for citation in citations[:2]]
    text = f"The number of those who come is told differently: {numbers}."
    return (Paragraph(sentences=(Sentence(text=text, notes=notes.numbers(*cited)),)),)


def day_before(meeting: Meeting) -> date | None:
    """The day before a meeting, to which its brief looks."""
    day = iso_day(meeting.date)
    return None if day is None else day - timedelta(days=1)
