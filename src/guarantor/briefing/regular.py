"""The regular brief: what happened, why it matters, where each stands, what stands in the way, what is next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from guarantor.assessment.questions import changes
from guarantor.briefing.ahead import by_then, corrections, meetings_ahead, what_falls_due
from guarantor.briefing.brief import Brief
from guarantor.briefing.citation import Citation
from guarantor.briefing.clocks import main_deadlines
from guarantor.briefing.copies import what_copies_changed
from guarantor.briefing.desk import Desk, paragraph
from guarantor.briefing.happened import happened as what_happened
from guarantor.briefing.happened import says_something
from guarantor.briefing.material import Material, iso_day
from guarantor.briefing.meeting import newest_figure, of_most_told
from guarantor.briefing.meetings import told_of
from guarantor.briefing.parts import Paragraph, Section, Sentence
from guarantor.briefing.positions import who_stands_where
from guarantor.briefing.rectified import what_outlets_corrected
from guarantor.briefing.saying import ordered, say
from guarantor.briefing.stances import stances
from guarantor.briefing.standing import changed, open_provisions, reads_the_same, speaks, unchanged, where_each_stands
from guarantor.briefing.ways import in_the_way, not_established, touched
from guarantor.model.assessment import Change
from guarantor.model.moments import day_of

MINUTE = 5


def regular_brief(material: Material) -> Brief:
    """A dated issue on what is in reach."""
    desk = Desk(material=material)
    happened = list(what_happened(desk))
    minute = _in_a_minute(desk, happened)
    open_names = [each.provision for each in open_provisions(material)]
    sections = (
        desk.section("happened", happened),
        desk.section("matters", list(_matters(desk))),
        desk.section("issues", [p for name in open_names for p in where_each_stands(desk, name)] + _issues(desk)),
        *who_stands_where(desk),
        desk.section("way", in_the_way(desk)),
        desk.section("ahead", meetings_ahead(desk)),
        desk.section("due", what_falls_due(desk)),
        desk.section("unknown", not_established(desk)),
    )
    sections = (
        *sections, *what_copies_changed(desk), *what_outlets_corrected(desk),
        desk.section("corrections", corrections(desk)),
    )  # fmt: skip
    span = f"{material.day(material.since)} to {material.day(material.as_of)}"
    return Brief(
        title=f"{material.agreement.title}: {span}", asked=material.asked, minute=minute, sections=sections,
        notes=desk.notes.all(), marking=material.marking, head=material.head, caveat=material.wording.data["caveat"],
        wording=material.wording,
    )  # fmt: skip


def _in_a_minute(desk: Desk, happened: list[Paragraph]) -> Section:
    """What moved and what is next; where that is nothing, the last day of what happened."""
    told = paragraph(list(_minute(desk))[:MINUTE])
    last = [replace(each, sentences=each.sentences[:MINUTE]) for each in happened[-1:]]
    return replace(desk.section("minute", told or last), empty=desk.wording.empty("happened"))


def _changes(material: Material) -> list[Change]:
    found = changes(material.before[material.everybody], material.states[material.everybody])
    return [change for change in found if material.keeps(change.provision)]


def _minute(desk: Desk) -> Iterator[Sentence]:
    """The newest words of both sides on the standing duty most spoken of, the figures that moved, the next meeting."""
    material = desk.material
    moved = [change for change in _changes(material) if change.because]
    standing = [c for c in moved if material.provision(c.provision).polarity != "do" and _own(material, c)]
    standing.sort(key=lambda change: -len(_own(material, change)))
    for change in standing[:1]:
        yield from _both_sides(desk, change)
    counted = [c for c in moved if c.before != c.after and c not in standing]
    for change in counted:
        if (newest := newest_figure(desk, material.provision(change.provision))) is not None:
            yield newest
    for cited in _next_meeting(material):
        yield say(of_most_told(cited), desk)


def _own(material: Material, change: Change) -> list[str]:
    """The new words on the provision itself, without those that started its clock."""
    return [claim for claim in change.because if change.provision in material.targets(claim)]


def _both_sides(desk: Desk, change: Change) -> Iterator[Sentence]:
    """The latest word of the first two accounts that are somebody's own and tell of what changed."""
    material = desk.material
    cited = material.cited(_own(material, change))
    latest: dict[str, list[Citation]] = {}
    for account, state in material.states.items():
        voices = state.engine.view.voices
        if account != material.everybody and not voices.everybody:
            mine = [citation for citation in cited if voices.has(citation.root)]
            if mine:
                latest[account] = mine[-1:]
    groups = ordered(list(latest.values())[:2], desk)
    groups.sort(key=lambda group: not says_something(material, group[-1]))  # "rejected “the claim”" after the claim
    title = material.provision(change.provision).title
    yield from (say(g, desk, most=1).led(f"“{title}”:" if i == 0 else None) for i, g in enumerate(groups))


def _next_meeting(material: Material) -> Iterator[list[Citation]]:
    now = day_of(material.as_of, material.zone)
    for meeting in sorted(material.agreement.meetings, key=lambda each: each.date or ""):
        day = iso_day(meeting.date)
        cited = [each for each in told_of(material, meeting) if by_then(material, each)]
        if day is not None and day > now and cited:
            yield cited
            return


def _matters(desk: Desk) -> Iterator[Paragraph]:
    """What reads differently in the account of everybody, and on what else new words are told."""
    same: list[Change] = []
    due = main_deadlines(desk.material.states[desk.material.everybody])
    for change in _changes(desk.material):
        cell = desk.material.states[desk.material.everybody][change.provision]
        if not (change.because and speaks(desk.material, cell)) and (change.because or change.by_time):
            continue
        if reads_the_same(change):
            same.append(change)
        else:
            yield Paragraph(sentences=(changed(desk, change), *touched(desk, change.provision, due)), item=True)
    if same:
        yield Paragraph(sentences=(unchanged(desk, same),), item=True)


def _issues(desk: Desk) -> list[Paragraph]:
    """Stances told since the last moment, an issue a paragraph."""
    return stances(desk, list(desk.material.chosen_issues), since=desk.material.since)
