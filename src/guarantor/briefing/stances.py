"""Who said what on an issue: the latest words of each holder, in an order that favours nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from guarantor.briefing.citation import Citation
from guarantor.briefing.desk import Desk, paragraph
from guarantor.briefing.material import iso_day
from guarantor.briefing.parts import Paragraph, Sentence
from guarantor.briefing.printed import quoted, stands_alone
from guarantor.briefing.sameness import best_words, groups_of, points_back
from guarantor.briefing.saying import each_of, listed, lower_article, named, ordered, say
from guarantor.linking.answers import named as options_named
from guarantor.model.actor import Actor, People
from guarantor.model.agreement import Issue, Meeting
from guarantor.model.claim import Claim
from guarantor.model.moments import day_of

STANCES = ("position", "demand", "refusal", "commitment", "denial", "plan", "obstacle")
MOST = 6
"""At most so many holders are told on one issue, the latest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One whose stand is asked for: a party to the texts or a state, with all who speak for it."""

    name: str
    roots: frozenset[str]


def voices(desk: Desk, meeting: Meeting) -> list[Voice]:
    """The parties, then the states whose accounts are told and those invited, in the order of the case's files."""
    people, roots = desk.material.people, desk.material.roots
    party = {side.id: side.name for side in people.sides.values() if side.kind == "party"}
    found: dict[str, Voice] = {}
    for side, name in party.items():
        members = [actor for actor in people.actors.values() if actor.side == side]
        found[side] = Voice(name=name, roots=frozenset(o for each in members for o in roots.organs(each.id)))
    told = [root for account in desk.material.states for root in people.accounts[account].roots]
    guarantors = [each.id for each in people.actors.values() if _side_kind(people, each) == "guarantor"]
    for actor in dict.fromkeys([*guarantors, *told, *meeting.invited]):
        known = people.actors.get(actor)
        if known is not None and known.side not in party and (known.kind == "state" or actor in meeting.invited):
            found.setdefault(actor, Voice(name=named(actor, desk), roots=roots.organs(actor)))
    return list(found.values())


def _side_kind(people: People, actor: Actor) -> str | None:
    side = people.sides.get(actor.side or "")
    return side.kind if side is not None and actor.part_of is None else None


def on_issue(desk: Desk, issue: Issue, *, since: int | None = None) -> list[list[Citation]]:
    """What each holder last said on an issue (after an instant), those words together that say the same."""
    material = desk.material
    latest: dict[str, list[Citation]] = {}
    for citation in _told(desk, issue, since):
        if material.claim(citation.claim).type not in STANCES:
            continue
        latest.setdefault(citation.root, []).append(citation)
    groups = [groups_of(citations, material)[-1] for citations in latest.values()]
    return ordered(groups, desk)[-MOST:]


def _told(desk: Desk, issue: Issue, since: int | None = None) -> Iterator[Citation]:
    """Words on an issue by somebody the case knows, that say something by themselves and speak of no meeting."""
    material = desk.material
    first = day_of(since, material.zone) if since is not None else None
    meetings = {meeting.id for meeting in material.agreement.meetings}
    for citation in material.cited(material.on_issue[issue.id]):
        claim, day = material.claim(citation.claim), iso_day(citation.published)
        if not citation.resolved or claim.holder.text is None or not stands_alone(quoted(claim), desk.wording):
            continue
        if material.targets(citation.claim) & meetings or _only_addressed(claim, issue):
            continue
        if day is not None and day <= day_of(material.as_of, material.zone) and (first is None or day > first):
            yield citation


def _only_addressed(claim: Claim, issue: Issue) -> bool:
    """ "Called on the guarantors and the mediators to act": who is asked is no answer to what they are."""
    asked, _, deed = quoted(claim).partition(" to ")
    if claim.type != "demand" or not deed:
        return False
    return bool(options_named(issue, asked)) and not options_named(issue, deed)


def where_sides_stand(desk: Desk, meeting: Meeting, issues: list[Issue]) -> list[Paragraph]:
    """For each issue of a meeting the newest words of each party and state on it, in the order of the day and then of
    names; who has not spoken on it; and, as details, what others said and what somebody without a name said for it.

    Words that take a stand come before others: where there are none, the newest that speak of the issue.
    """
    asked = voices(desk, meeting)
    heard = {issue.id: list(_told(desk, issue)) for issue in issues}
    speaking = {voice.name for voice in asked if any(c.root in voice.roots for told in heard.values() for c in told)}
    made: list[Paragraph] = []
    unheard: dict[str, set[int]] = {}
    for issue in issues:
        newest = {voice.name: _newest(desk, voice, heard[issue.id]) for voice in asked}
        by_name = {voice.name: _newest(desk, voice, [c for c in heard[issue.id] if not c.anonymous]) for voice in asked}
        both = [group for found in (by_name, newest) for group in found.values() if group]
        groups = ordered([group for i, group in enumerate(both) if group not in both[:i]], desk)
        shown = {citation.claim for group in groups for citation in group}
        others = [group for group in on_issue(desk, issue) if not shown & {citation.claim for citation in group}]
        silent = [voice.name for voice in asked if voice.name in speaking and not newest[voice.name]]
        sentences = [_standing(group, desk) for group in groups]
        sentences += [replace(say(group, desk), detail=True) for group in others]
        if silent:
            text = desk.wording("silent_on_it", who=each_of("from", silent, "or"))
            sentences.append(Sentence(text=text, notes=(desk.issue_note(issue),), detail=True))
        for name in speaking:
            if not by_name[name]:
                unheard.setdefault(name, set()).add(desk.issue_note(issue))
        made += paragraph(sentences, lead=issue.title)
    return [*made, *_unheard(desk, [voice.name for voice in asked if voice.name in unheard], speaking, unheard)]


def _standing(group: list[Citation], desk: Desk) -> Sentence:
    """The newest words of a side. A figure that the minute has told is not told twice on a page; charges and words that
    tell of no act are details."""
    claims = [desk.material.claim(citation.claim) for citation in group]
    aside = all(claim.type == "violation" or (claim.type == "statement" and not claim.predicate) for claim in claims)
    sentence = replace(say(group, desk, most=1), detail=group[0].anonymous or aside)
    if all(desk.material.claim(citation.claim).type in STANCES for citation in group) or sentence.speaker is None:
        return sentence
    return replace(sentence, again=desk.wording("as_above", who=sentence.speaker.long))


def _unheard(desk: Desk, silent: list[str], spoken: set[str], unheard: dict[str, set[int]]) -> list[Paragraph]:
    """Who has no word by name on some issue, in one sentence for a page."""
    if not silent:
        return []
    who = listed(list(map(lower_article, silent)), "or")
    text = desk.wording("silent_on_some", who=who) if len(silent) < len(spoken) else desk.wording("silent_each")
    notes = tuple(sorted({note for each in unheard.values() for note in each}))
    return paragraph([Sentence(text=text, notes=notes, short=True)])


def newest_by_name(desk: Desk, meeting: Meeting, issue: Issue) -> list[list[Citation]]:
    """The newest words of each party and state on an issue that somebody says by name, in order."""
    told = [citation for citation in _told(desk, issue) if not citation.anonymous]
    return ordered([group for voice in voices(desk, meeting) if (group := _newest(desk, voice, told))], desk)


def _newest(desk: Desk, voice: Voice, told: list[Citation]) -> list[Citation]:
    """The newest words of a party or state: those that take a stand, else any."""
    mine = [citation for citation in told if citation.root in voice.roots]
    stands = [citation for citation in mine if desk.material.claim(citation.claim).type in STANCES]
    groups = groups_of(stands or mine, desk.material)
    words = {
        id(group): quoted(desk.material.claim(best_words(group, desk.material, most=1)[0].claim)) for group in groups
    }

    def rank(group: list[Citation]) -> tuple[str, bool, int]:
        said = words[id(group)]
        return group[-1].published or "", not points_back(said), len(said)

    return max(groups, key=rank) if groups else []


def stances(desk: Desk, issues: list[Issue], *, since: int | None = None) -> list[Paragraph]:
    """A paragraph for each issue on which somebody's word is on the record."""
    made: list[Paragraph] = []
    for issue in issues:
        sentences = [_stance(group, desk) for group in on_issue(desk, issue, since=since)]
        made += paragraph(sentences, lead=issue.title)
    return made


def _stance(group: list[Citation], desk: Desk) -> Sentence:
    return replace(say(group, desk), detail=group[0].root not in desk.material.concerned)


def silent_in_the_room(desk: Desk, meeting: Meeting, issues: list[Issue]) -> Iterator[Sentence]:
    """Those invited of whom the record has no word on any issue of the meeting."""
    material = desk.material
    heard = {issue.id: {material.root(claim).id for claim in material.on_issue[issue.id]} for issue in issues}
    by_silence: dict[tuple[str, ...], list[str]] = {}
    for actor in meeting.invited:
        silent = tuple(issue.id for issue in issues if not heard[issue.id] & material.roots.organs(actor))
        if silent:
            by_silence.setdefault(silent, []).append(actor)
    everywhere = tuple(issue.id for issue in issues)
    if actors := by_silence.get(everywhere):
        who = listed([named(actor, desk) for actor in actors], "or")
        notes = tuple(sorted({desk.meeting_note(meeting), *(desk.issue_note(issue) for issue in issues)}))
        yield Sentence(text=desk.wording("silent_all", who=who), notes=notes)
