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
from guarantor.briefing.material import Material, iso_day
from guarantor.briefing.meeting import newest_figure, of_most_told
from guarantor.briefing.meetings import told_of
from guarantor.briefing.parts import Paragraph, Section, Sentence
from guarantor.briefing.positions import who_stands_where
from guarantor.briefing.printed import is_fragment, printed, quoted, stands_alone
from guarantor.briefing.sameness import best_words, groups_of
from guarantor.briefing.saying import days as days_of
from guarantor.briefing.saying import joined, listed, named, ordered, review_marks, say
from guarantor.briefing.stances import stances
from guarantor.briefing.standing import changed, open_provisions, reads_the_same, speaks, unchanged, where_each_stands
from guarantor.briefing.ways import in_the_way, not_established, touched
from guarantor.model.assessment import Change
from guarantor.model.claim import Claim
from guarantor.model.moments import day_of

TOLD_DONE = ("happened", "ongoing", "denied", "alleged", "ordered")
ACTS = ("violation", "fulfilment", "denial")
"""Kinds of claims that tell of an act."""
MINUTE = 5
SEVERAL = 2
"""So many others who tell the same are named in one sentence."""


def regular_brief(material: Material) -> Brief:
    """A dated issue on what is in reach."""
    desk = Desk(material=material)
    happened = list(_happened(desk))
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
    sections = (*sections, *what_copies_changed(desk), desk.section("corrections", corrections(desk)))
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


def _happened(desk: Desk) -> Iterator[Paragraph]:
    """What was told to have happened since the last moment and bears on the agreement, day by day."""
    material = desk.material
    told = [
        citation for citation in material.cited([*_bearing(material), *_of_the_parties(material)])
        if material.claim(citation.claim).modality in TOLD_DONE and _says_something(material, citation)
        and _since(material, _day(material, citation)) and _since(material, citation.published)
    ]  # fmt: skip
    days: dict[str, list[list[Citation]]] = {}
    for group in groups_of(told, material, apart=True):
        days.setdefault(min(_day(material, each) for each in best_words(group, material))[:10], []).append(group)
    for day in sorted(days):
        found = iso_day(day)
        lead = f"{material.day_name(found)}." if found else None
        yield from paragraph(told_apart(_likewise(ordered(days[day], desk), desk)), lead=lead)


def _likewise(groups: list[list[Citation]], desk: Desk) -> list[Sentence]:
    """A sentence for each group; those that tell the very same as one before are named behind it."""
    alike: dict[object, list[list[Citation]]] = {}
    for group in groups:
        alike.setdefault(_told_of(group, desk.material) or id(group), []).append(group)
    made: list[Sentence] = []
    alone: list[Sentence] = []
    for first, *others in alike.values():
        alone.append(say(first, desk))
        if len(others) < SEVERAL:
            alone += [say(group, desk) for group in others]
            continue
        made += [*joined(alone[:-1]), alone[-1]]
        alone = []
        cited = [citation for group in others for citation in group]
        who = list(dict.fromkeys(named(citation.root, desk) for citation in cited))
        text = desk.wording("likewise", who=listed(who), days=days_of(cited, desk.material))
        made.append(Sentence(text=text, notes=desk.notes.numbers(*cited), marks=review_marks(cited), detail=True))
    return [*made, *joined(alone)]


def _told_of(group: list[Citation], material: Material) -> object:
    """What a group tells of where it is tied: what to, how, when, and its figures; None where nothing says so."""
    first = group[0]
    claim = material.claim(first.claim)
    ties = material.ties(first.claim)
    if not ties or first.anonymous or not first.resolved or first.cited:
        return None
    figures = frozenset(quantity.value for quantity in claim.quantities)
    return ties, claim.modality, claim.polarity, _day(material, first)[:10], figures


def _day(material: Material, citation: Citation) -> str:
    """The ISO day (and hour) of what is told: its last, else that of publication."""
    when = material.claim(citation.claim).when
    return (when.end if when is not None and when.end else citation.published) or ""


def told_apart(sentences: list[Sentence]) -> list[Sentence]:
    """Words that point back to others, and those of nobody that the case knows, as a detail beside plain ones."""
    plain = [each for each in sentences if each.plain]
    return [replace(each, detail=each.detail or (bool(plain) and not each.plain)) for each in sentences]


def _bearing(material: Material) -> list[str]:
    """The claims tied to anything in the agreement (of a very large record the new ones), by target, and those whose
    words name an issue."""
    kept = {issue.id for issue in material.chosen_issues}
    meetings = {meeting.id for meeting in material.agreement.meetings}
    provisions = {each.id for each in material.agreement.provisions}

    def wanted(target: str) -> bool:
        return (target not in provisions or material.keeps(target)) and not (material.issues and target in meetings)

    if material.looked_up is not None:
        tied = [claim for claim in material.lately() if any(map(wanted, sorted(material.targets(claim))))]
    else:
        tied = [claim for target in material.tied_to if wanted(target) for claim, _ in material.tied(target)]
    return [*tied, *(claim for issue, claims in material.on_issue.items() if issue in kept for claim in claims)]


def _of_the_parties(material: Material) -> list[str]:
    """What those whom the texts name tell of breaches and acts, and deny, also where it is tied to no provision."""
    if material.issues:
        return []
    return [id_ for id_ in material.lately() if _tells_of_acts(material.claim(id_), material, id_)]


def _tells_of_acts(claim: Claim, material: Material, id_: str) -> bool:
    """Whether somebody whom the texts name tells of an act, in words that stand by themselves."""
    if claim.type not in ACTS or claim.holder.text is None or material.root(id_).id not in material.concerned:
        return False
    verb, words = printed(claim, material.wording)
    return verb is not None or not is_fragment(words)


def _says_something(material: Material, citation: Citation) -> bool:
    """Whether words tell of what they speak; too few words of somebody unknown do not."""
    words = quoted(material.claim(citation.claim))
    return stands_alone(words, material.wording) and (citation.resolved or not is_fragment(words))


def _since(material: Material, iso: str | None) -> bool:
    day = iso_day(iso)
    return day is not None and day_of(material.since, material.zone) < day <= day_of(material.as_of, material.zone)


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
