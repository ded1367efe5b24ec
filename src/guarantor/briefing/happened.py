"""What happened since the last moment, day by day: what bears on the agreement, what the parties tell of breaches and
acts, and what is set against it by whoever is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from guarantor.briefing.answering import answered, is_next, limited
from guarantor.briefing.citation import Citation
from guarantor.briefing.desk import Desk, paragraph
from guarantor.briefing.material import Material, iso_day
from guarantor.briefing.parts import Paragraph, Sentence
from guarantor.briefing.printed import is_fragment, printed, quoted, stands_alone
from guarantor.briefing.sameness import best_words, groups_of
from guarantor.briefing.saying import days as days_of
from guarantor.briefing.saying import joined, listed, named, ordered, review_marks, say
from guarantor.linking.stages import is_meeting, meeting_stage
from guarantor.model.claim import Claim, Mention
from guarantor.model.moments import day_of

TOLD_DONE = ("happened", "ongoing", "denied", "alleged", "ordered")
INTENDED = ("planned", "proposed", "ordered")
ACTS = ("violation", "fulfilment", "denial")
"""Kinds of claims that tell of an act."""
CALLED_OFF = ("postponed", "cancelled", "not held")
STOPS = ("refusal", "obstacle")
"""Kinds of claims that tell that something does not go on."""
BLAMING = ("blame",)
BREACHES = ("violation", "denial")
DONE = ("performed", "total")
"""How words bear on an owed act that they tell as done."""
SEVERAL = 2
"""So many others who tell the same are named in one sentence."""


def happened(desk: Desk) -> Iterator[Paragraph]:
    """What was told to have happened since the last moment and bears on the agreement, day by day."""
    material = desk.material
    parties = _of_the_parties(material)
    breaches = [id_ for id_ in parties if material.claim(id_).type == "violation"
                and since(material, material.claim(id_).report.published)]  # fmt: skip
    against = _set_against(breaches, material)
    denied = {} if material.issues else answered(material)
    denials = {id_ for each in denied.values() for id_ in each}
    found_in = [*_bearing(material), *parties, *against, *_of_the_same(breaches, material), *denied,
                *_of_meetings(material)]  # fmt: skip
    limits = {limit for id_ in found_in for limit in limited(id_, material)}
    against = {**dict(_occasions(breaches, material)), **against}
    found_in += [*against, *limits]
    told = [
        citation for citation in material.cited(found_in)
        if (material.claim(citation.claim).modality in TOLD_DONE or citation.claim in denied or citation.claim in limits
            or _was_announced(material, citation))
        and says_something(material, citation) and citation.claim not in denials
        and since(material, _day(material, citation)) and since(material, citation.published)
    ]  # fmt: skip
    told = _outermost(told)
    days: dict[str, list[list[Citation]]] = {}
    for group in groups_of(told, material, apart=True):
        day = min(_day_in_row(material, each, against) for each in best_words(group, material))[:10]
        days.setdefault(day, []).append(group)
    for day in sorted(days):
        found = iso_day(day)
        lead = f"{material.day_name(found)}." if found else None
        yield from paragraph(told_apart(_likewise(ordered(days[day], desk), desk, denied)), lead=lead)


def _outermost(told: list[Citation]) -> list[Citation]:
    """Citations without those whose words stand within another's of the same holder: "a day after they signed"."""
    by_holder: dict[tuple[str, str], list[Citation]] = {}
    for citation in told:
        by_holder.setdefault((citation.report, citation.root), []).append(citation)

    def within(one: Citation, other: Citation) -> bool:
        return other.span[0] <= one.span[0] and one.span[1] <= other.span[1] and other.span != one.span

    return [each for each in told if not any(within(each, other) for other in by_holder[each.report, each.root])]


def _likewise(
    groups: list[list[Citation]], desk: Desk, denied: Mapping[str, tuple[str, ...]]
) -> list[Sentence]:  # fmt: skip
    """A sentence for each group; those that tell the very same as one before are named behind it, and so is who denies
    it in no words of his own."""
    alike: dict[object, list[list[Citation]]] = {}
    for group in groups:
        alike.setdefault(_told_of(group, desk.material) or id(group), []).append(group)
    made: list[Sentence] = []
    alone: list[Sentence] = []
    for first, *others in alike.values():
        denials = _denials((first, *others), desk, denied)
        answers = [replace(say(group, desk), pair=True) for group in denials]
        alone.append(replace(say(first, desk), pair=bool(answers)))
        if len(others) < SEVERAL:
            alone += [*(say(group, desk) for group in others), *answers]
            continue
        made += [*joined(alone[:-1]), alone[-1]]
        alone = []
        cited = [citation for group in others for citation in group]
        who = list(dict.fromkeys(named(citation.root, desk) for citation in cited))
        text = desk.wording("likewise", who=listed(who), days=days_of(cited, desk.material))
        made.append(Sentence(text=text, notes=desk.notes.numbers(*cited), marks=review_marks(cited), detail=True))
        alone += answers
    return [*made, *joined(alone)]


def _denials(
    groups: Iterable[list[Citation]], desk: Desk, denied: Mapping[str, tuple[str, ...]]
) -> list[list[Citation]]:  # fmt: skip
    """Who denies what some groups tell, in no words of his own."""
    found = [denial for group in groups for citation in group for denial in denied.get(citation.claim, ())]
    return ordered(groups_of(desk.material.cited(found), desk.material), desk)


def _told_of(group: list[Citation], material: Material) -> object:
    """What a group tells of where it is tied: what to, how, by whom it was done, when, and its figures; None where
    nothing says so, or where no figure shows that two tell of one thing and not of two of a kind. An event that comes
    once is one thing; an owed act is done by who owes it."""
    first = group[0]
    claim = material.claim(first.claim)
    ties = material.ties(first.claim)
    figures = frozenset(quantity.value for quantity in claim.quantities)
    once = {event.id for event in material.agreement.events if event.occurs == "once"}
    comes = all(target in once and effect == "triggered" for target, effect in ties)
    if not ties or not (figures or comes) or first.anonymous or not first.resolved or first.cited:
        return None
    one_owes = {each.id for each in material.agreement.provisions if each.jointly or len(each.debtors) == 1}
    known = all(target in once or (target in one_owes and effect in DONE) for target, effect in ties)
    doers = frozenset[str]() if known else frozenset(_whole(each, material) for each in claim.actors)
    return ties, claim.modality, claim.polarity, doers, _day(material, first)[:10], figures


def _whole(doer: Mention, material: Material) -> str:
    """The state or movement whose organ a doer is, else the doer as named."""
    known = doer.actor or doer.text.casefold()
    while (actor := material.people.actors.get(known)) is not None and actor.part_of is not None:
        known = actor.part_of
    return known


def _day(material: Material, citation: Citation) -> str:
    """The ISO day (and hour) of what is told: its last, else that of publication; what is told as come is no later
    than the words are (a meeting of tomorrow that "has been postponed")."""
    when = material.claim(citation.claim).when
    day = (when.end if when is not None and when.end else citation.published) or ""
    published = citation.published or day
    return published if day[:10] > published[:10] else day


def _day_in_row(material: Material, citation: Citation, against: Mapping[str, str]) -> str:
    """The day under which it stands: what is set against a breach, that of the breach, so that both are read; of
    what took longer than a day, that of publication."""
    breach = material.cite(against.get(citation.claim, citation.claim)) or citation
    when = material.claim(breach.claim).when
    spans = when is not None and when.start is not None and (when.end or "")[:10] != when.start[:10]
    return (breach.published or "") if spans else _day(material, breach)


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
    told = [id_ for id_ in material.lately() if _tells_of_acts(material.claim(id_), material, id_)]
    return list(dict.fromkeys((*told, *_by_the_same(told, material))))


def _by_the_same(told: list[str], material: Material) -> Iterator[str]:
    """The other breaches that those who tell of one tell of in the same report."""
    breaches = (material.claims[id_].claim.report.id for id_ in told if material.claim(id_).type in BREACHES)
    roots = {(material.claim(id_).report.id, material.root(id_).id) for id_ in told
             if material.claim(id_).type in BREACHES}  # fmt: skip
    for report in dict.fromkeys(breaches):
        for id_ in material.of_report(report):
            same = material.claim(id_).type in BREACHES and (report, material.root(id_).id) in roots
            if same and _named_and_whole(id_, material):
                yield id_


def _set_against(breaches: list[str], material: Material) -> dict[str, str]:
    """What a report sets against a breach that one of the parties tells of, with that breach: denials, and what the
    deniers tell of it, also by people whom the texts do not name. One side alone is not told."""
    found: dict[str, str] = {}
    for breach in breaches:
        after = material.claim(breach).span
        ids = material.of_report(material.claim(breach).report.id)
        later = [id_ for id_ in ids if material.claim(id_).span > after and _named_and_whole(id_, material)]
        denying = {material.root(id_).id for id_ in later if material.claim(id_).type == "denial"}
        against = (id_ for id_ in later if material.root(id_).id in denying and material.claim(id_).type in ACTS)
        found.update((id_, breach) for id_ in against if id_ not in breaches)
    return found


def _occasions(breaches: list[str], material: Material) -> Iterator[tuple[str, str]]:
    """Of what one of the parties blames another, and what the next speaker says of it: "the Movement blamed the army"
    is nothing without the attack that stands right before it; each with the breach."""
    for breach in breaches:
        if material.claim(breach).predicate not in BLAMING:
            continue
        ids = material.of_report(material.claim(breach).report.id)
        at = ids.index(breach)
        for id_ in (*ids[max(0, at - 1) : at], *ids[at + 1 : at + 2]):
            if is_next(material.claim(breach), material.claim(id_)) and _named_and_whole(id_, material):
                yield id_, breach


def _of_meetings(material: Material) -> Iterator[str]:
    """What is told of meetings that came, or did not, by or about somebody whom the case lists."""
    for id_ in material.lately() if not material.issues else ():
        claim = material.claim(id_)
        told = id_ in material.meeting_of or (is_meeting(claim) and meeting_stage(claim) in CALLED_OFF)
        if told and _named_and_whole(id_, material) and material.lists(id_):
            yield id_


def _was_announced(material: Material, citation: Citation) -> bool:
    """Whether words announced a meeting whose day has come by now: what is still to come stands elsewhere."""
    claim = material.claim(citation.claim)
    day = iso_day(claim.when.end) if claim.when is not None else None
    past = day is not None and day <= day_of(material.as_of, material.zone)
    return past and citation.claim in material.meeting_of and claim.modality in INTENDED and claim.polarity == "+"


def _of_the_same(breaches: list[str], material: Material) -> Iterator[str]:
    """What others tell of the incidents that the parties tell of: how many were killed is told by whoever counted."""
    incidents = {material.incident_of[id_] for id_ in breaches if id_ in material.incident_of}
    for id_, incident in material.incident_of.items() if incidents else ():
        if incident in incidents and id_ in material.claims and _named_and_whole(id_, material):
            yield id_


def _tells_of_acts(claim: Claim, material: Material, id_: str) -> bool:
    """Whether somebody whom the texts name tells of an act or a dated count, or anybody by name of a breach by or
    against one of them, in words that stand by themselves: a side is heard also by a speaker unknown to the case."""
    concerned = material.concerned
    counts = claim.type == "figure" and claim.when is not None and claim.when.start is not None
    own = (claim.type in ACTS or counts) and material.root(id_).id in concerned
    about = claim.type in BREACHES and any(
        each.actor in concerned for each in (*claim.actors, *claim.targets) if each.actor is not None
    )
    stops = claim.type in STOPS and claim.modality in ("happened", "ongoing") and material.root(id_).id in concerned
    return (own or about or stops) and _named_and_whole(id_, material)


def _named_and_whole(id_: str, material: Material) -> bool:
    """Whether words are of somebody who is named, and stand by themselves."""
    claim = material.claim(id_)
    verb, words = printed(claim, material.wording)
    return claim.holder.text is not None and (verb is not None or not is_fragment(words))


def says_something(material: Material, citation: Citation) -> bool:
    """Whether words tell of what they speak; too few words of somebody unknown do not."""
    words = quoted(material.claim(citation.claim))
    return stands_alone(words, material.wording) and (citation.resolved or not is_fragment(words))


def since(material: Material, iso: str | None) -> bool:
    day = iso_day(iso)
    return day is not None and day_of(material.since, material.zone) < day <= day_of(material.as_of, material.zone)
