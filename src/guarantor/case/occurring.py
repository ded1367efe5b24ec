"""The occurrences of a case at a moment of knowledge, and the step by which they are joined, in entries of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from guarantor.case.knowledge import Knowledge
from guarantor.linking.answering import BY_PLACE, BY_WORDS, of_the_place, pointing_back
from guarantor.linking.joining import APART, BY_PERSON, BY_RULE, JOINED, Joining, Step, Ties, divide, join, settled
from guarantor.linking.kept import Kept
from guarantor.linking.occurring import WAITING, Occurring
from guarantor.linking.stages import incident_stage, meeting_stage
from guarantor.linking.testimony import LiveLink
from guarantor.model.link import Link
from guarantor.record.record import Record
from guarantor.record.standing import StandingLink

STEPS = frozenset({JOINED, APART})
LATER = frozenset({BY_RULE, BY_WORDS, BY_PLACE})
"""Rules that look at several claims at once."""
JOINED_AT_ONCE = 5_000
"""Up to so many entries all of a record's occurrences are gone through whenever a report that tells of one is read;
beyond, those near it (:mod:`guarantor.case.arriving`)."""
FEWER = "the rule proposes it no longer: what the record holds now fits another occurrence of that day as well, or none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrences:
    """``claims`` of each occurrence by its id, once joins and divisions were taken; ``steps`` that made each."""

    claims: Mapping[str, tuple[Kept, ...]]
    steps: Mapping[str, tuple[Step, ...]]


def occurrences_of(knowledge: Knowledge) -> Occurrences:
    """The occurrences of a moment: meetings of the agreement's file, and all that rules or people found."""
    ties, steps = settled(ties_of(knowledge), steps_of(knowledge))
    return Occurrences(claims={id_: tuple(claims.values()) for id_, claims in ties.items()}, steps=steps)


def ties_of(knowledge: Knowledge) -> Ties:
    """The claims of each occurrence as they were tied one by one."""
    found: Ties = {}
    for live in (*knowledge.ties, *knowledge.occurrences):
        target = live.link.target
        if target is None or target.startswith(WAITING):
            continue
        if live.link.kind == "occurrence" and live.link.effect not in STEPS:
            of_target = found.setdefault(target, {})
            of_target.update({each: knowledge.claims[each] for each in live.link.claims if each in knowledge.claims})
    return {target: claims for target, claims in found.items() if claims}


def steps_of(knowledge: Knowledge) -> tuple[Step, ...]:
    """The joins and divisions that hold, in the order in which they were recorded."""
    return tuple(_step(knowledge, live) for live in knowledge.occurrences if live.link.effect in STEPS)


def join_occurrences(
    record: Record, knowledge: Knowledge, below: Set[tuple[str, str]] = frozenset()
) -> tuple[int, int]:  # fmt: skip
    """Propose which occurrences are one, and what points back to one; how many links came and how many went.

    What a person decided of two occurrences is left alone; a join that the rule proposes no longer is withdrawn, with
    the reason, but for those ``below``, which whoever may see less sees too.
    """
    proposed = [*_joins(knowledge), *_answers(knowledge)]
    every = [each for each in knowledge.view.links("occurrence", every=True) if is_later(each.link)]
    fresh, gone = judged(proposed, every, below)
    return record.add_links(fresh), record.withdraw_links(gone, reason=FEWER)


def judged(
    proposed: Iterable[Link], every: Sequence[StandingLink], below: Set[tuple[str, str]]
) -> tuple[list[Link], list[Link]]:  # fmt: skip
    """Of what rules propose now, what is to be added; and what is to be withdrawn of ``every`` such link there was."""
    decided = {
        pair_of(each.link) for each in every if each.link.rule == BY_PERSON or each.state in ("accepted", "rejected")
    }
    standing = {pair_of(each.link): each.link for each in every if each.state == "proposed" and each.link.rule in LATER}
    wanted = {pair_of(link): link for link in proposed}
    placed = {each.link.claims[0] for each in every if each.link.rule == BY_PERSON and each.state != "rejected"}
    fresh = [
        link for pair, link in wanted.items() if pair not in decided and pair not in standing and pair[0] not in placed
    ]
    gone = [link for pair, link in standing.items() if pair not in wanted and pair not in decided and pair not in below]
    return fresh, gone


def join_told(knowledge: Knowledge, one: str, other: str, *, why: str) -> Link:
    """A person's word that an occurrence is part of another, or that a claim tells of one. Raises KeyError for what
    nobody tells of, ValueError where it says nothing."""
    every = occurrences_of(knowledge)
    known = {*every.claims, *(meeting.id for meeting in knowledge.files.agreement.meetings)}
    if other not in known:
        raise KeyError(f"nobody tells of an occurrence {other!r}; `guarantor told` lists them")
    if one in knowledge.claims:
        if not why.strip():
            raise ValueError("say why it tells of that")
        claim = knowledge.claim(one)
        effect = meeting_stage(claim) if _is_meeting(knowledge, other) else incident_stage(claim)
        return Link(kind="occurrence", claims=(one,), target=other, effect=effect, rule=BY_PERSON, reason=why)
    if one not in every.claims:
        raise KeyError(f"there is no live claim and no occurrence {one!r}; `guarantor told` lists occurrences")
    if _is_meeting(knowledge, one) != _is_meeting(knowledge, other):
        raise ValueError("a meeting and an incident are not one")
    return join(one, other, [each.id for each in every.claims[one]], reason=why)


def divide_told(knowledge: Knowledge, occurrence: str, claims: Sequence[str], *, why: str) -> Link:
    """A person's word that some claims of an occurrence tell of another act. Raises KeyError for an occurrence, or
    claims of it, that are not there, ValueError where nothing would be left."""
    every = occurrences_of(knowledge).claims
    if occurrence not in every:
        raise KeyError(f"nobody tells of an occurrence {occurrence!r}; `guarantor told` lists them")
    there = {each.id for each in every[occurrence]}
    for each in claims:
        if each not in there:
            raise KeyError(f"{each} is no claim of {occurrence}")
    if there <= set(claims):
        raise ValueError("all of its claims would go; nothing would be divided")
    return divide(occurrence, claims, reason=why)


def _is_meeting(knowledge: Knowledge, id_: str) -> bool:
    return id_.startswith("meeting:") or any(id_ == meeting.id for meeting in knowledge.files.agreement.meetings)


def _joins(knowledge: Knowledge) -> Iterator[Link]:
    divisions = [step for step in steps_of(knowledge) if step.effect == APART]
    ties, _ = settled(ties_of(knowledge), divisions)
    yield from Joining(knowledge.files.agreement.meetings, knowledge.roots).joins(ties)


def _answers(knowledge: Knowledge) -> Iterator[Link]:
    tied: dict[str, list[str]] = defaultdict(list)
    for live in knowledge.occurrences:
        link = live.link
        own = link.kind == "occurrence" and link.rule not in LATER and link.effect not in STEPS
        if own and link.target is not None and link.target.startswith("incident:"):
            for claim in link.claims:
                tied[claim].append(link.target)
    for report in dict.fromkeys(knowledge.claims[each].claim.report.id for each in tied if each in knowledge.claims):
        found = knowledge.reports.get(report)
        yield from pointing_back(tuple(knowledge.claims_in(report)), tied, found.text if found else "")
    occurring = Occurring(knowledge.files.agreement, knowledge.roots)
    targets: dict[str, str] = {}
    for claim, found_in in tied.items():
        targets.update((target, min(claim, targets.get(target, claim))) for target in found_in)
    yield from of_the_place(knowledge.claims.values(), tied, targets, occurring.place)


def pairs_of(knowledge: Knowledge) -> set[tuple[str, str]]:
    """What the joins and later ties that somebody sees say of what: (occurrence or claim, occurrence)."""
    return {pair_of(each.link) for each in knowledge.view.links("occurrence", every=True) if is_later(each.link)}


def is_later(link: Link) -> bool:
    """Whether a link was proposed of several claims at once, or is a person's step."""
    return link.rule in LATER or (link.rule == BY_PERSON and link.effect in STEPS)


def pair_of(link: Link) -> tuple[str, str]:
    """What such a link says of what: (occurrence or claim, occurrence)."""
    return link.claims[0], link.target or ""


def _step(knowledge: Knowledge, live: LiveLink) -> Step:
    link = live.link
    entry = knowledge.view.store.get(live.id) if link.rule == BY_PERSON else None
    return Step(
        id=live.id, effect=link.effect or "", one=link.claims[0], other=link.target or "", claims=link.claims[1:],
        by=(entry.author if entry is not None else None) or "a rule", reason=link.reason, recorded=live.recorded,
    )  # fmt: skip
