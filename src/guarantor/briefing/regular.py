"""The regular brief: what happened, why it matters, where each stands, what stands in the way, what is next."""

from __future__ import annotations

from collections.abc import Iterator

from guarantor.assessment.questions import changes
from guarantor.briefing.brief import Brief
from guarantor.briefing.citation import Citation
from guarantor.briefing.material import Material, iso_day
from guarantor.briefing.parts import Notes, Paragraph, Section, Sentence
from guarantor.briefing.saying import grouped, say
from guarantor.briefing.standing import changed, falling_due, open_provisions, where_each_stands
from guarantor.briefing.ways import in_the_way, not_established
from guarantor.model.assessment import Change
from guarantor.model.moments import day_of

TOLD_DONE = ("happened", "ongoing", "denied", "alleged")
CAVEAT = (
    "Made from claims alone. Every status is somebody's account; nothing here is the program's own finding. Quoted "
    "words are those of the report named in the note; “words of a digest” are our own restatement of it."
)


def regular_brief(material: Material) -> Brief:
    """A dated issue on what is in reach."""
    notes = Notes()
    minute = Section(heading="In one minute", paragraphs=_minute(material, notes))
    sections = (
        Section(heading="What happened", paragraphs=tuple(_happened(material, notes))),
        Section(heading="Why it matters", paragraphs=tuple(_matters(material, notes)), empty="No status changed."),
        Section(
            heading="Key issues, and where each stands",
            paragraphs=tuple(where_each_stands(material, notes, each) for each in open_provisions(material)),
            empty="Nothing is disputed, late or short on the record.",
        ),
        Section(heading="What stands in the way, by account", paragraphs=tuple(in_the_way(material, notes))),
        Section(heading="What is next", paragraphs=tuple(_next(material, notes)), empty="No date is told."),
        Section(heading="What could not be established", paragraphs=tuple(not_established(material))),
        Section(heading="Corrections to earlier issues", empty="None."),
    )
    span = f"{material.day(material.since)} to {material.day(material.as_of)}"
    return Brief(
        title=f"{material.agreement.title}: {span}", asked=material.asked, minute=minute, sections=sections,
        notes=notes.all(), marking=material.marking, head=material.head, caveat=CAVEAT,
    )  # fmt: skip


def _changes(material: Material) -> list[Change]:
    return list(changes(material.before[material.everybody], material.states[material.everybody]))


def _minute(material: Material, notes: Notes) -> tuple[Paragraph, ...]:
    told = [change for change in _changes(material) if change.because]
    told.sort(key=lambda change: change.before.partition(",")[0] == change.after.partition(",")[0])
    sentences = [changed(material, notes, change) for change in told[:4]]
    sentences.extend(say(group, material, notes) for group in _ahead(material)[:1])
    return (Paragraph(sentences=tuple(sentences)),) if sentences else ()


def _happened(material: Material, notes: Notes) -> Iterator[Paragraph]:
    """What was told to have happened since the last moment and bears on the agreement, day by day."""
    days: dict[str, list[Citation]] = {}
    for citation in material.cited(_bearing(material)):
        claim = material.claim(citation.claim)
        day = (claim.when.end if claim.when and claim.when.end else citation.published) or ""
        if claim.modality in TOLD_DONE and _since(material, day) and _since(material, citation.published):
            days.setdefault(day[:10], []).append(citation)
    for day in sorted(days):
        groups = grouped(days[day], material)
        found = iso_day(day)
        lead = f"{material.day_name(found)}." if found else None
        sentences = [say(group, material, notes, lead=lead if i == 0 else None) for i, group in enumerate(groups)]
        yield Paragraph(sentences=tuple(sentences))


def _bearing(material: Material) -> list[str]:
    """The claims tied to anything in the agreement, by target, in the order of the texts."""
    return [claim for target in material.tied_to for claim, _ in material.tied(target)]


def _since(material: Material, iso: str | None) -> bool:
    day = iso_day(iso)
    return day is not None and day_of(material.since, material.zone) < day <= day_of(material.as_of, material.zone)


def _matters(material: Material, notes: Notes) -> Iterator[Paragraph]:
    for change in _changes(material):
        if change.because or not change.by_time:
            yield Paragraph(sentences=(changed(material, notes, change),), item=True)


def _next(material: Material, notes: Notes) -> Iterator[Paragraph]:
    ahead = [say(group, material, notes) for group in _ahead(material)]
    if ahead:
        first = ahead[0]
        head = Sentence(text=first.text, notes=first.notes, marks=first.marks, lead="Announced.")
        yield Paragraph(sentences=(head, *ahead[1:]))
    due = list(falling_due(material))
    if due:
        yield Paragraph(sentences=(Sentence(text=due[0].text, lead="By the clocks of the texts."), *due[1:]))


def _ahead(material: Material) -> list[list[Citation]]:
    """What is told to come after as-of: meetings, plans with a date."""
    found = []
    for id_, kept in material.claims.items():
        claim = kept.claim
        starts = iso_day(claim.when.start) if claim.when and claim.when.start else None
        told = claim.modality in ("planned", "proposed", "ordered") and claim.polarity == "+"
        if told and starts is not None and starts > day_of(material.as_of, material.zone):
            found.append(id_)
    return grouped(material.cited(found), material)
