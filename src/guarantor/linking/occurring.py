"""Which claims tell of one real act: occurrence links proposed claim by claim, each with its rule and its reason.

A meeting is one by its day and its place, or its day and who met; an incident by its day, place and act; a pledge or a
deployment by whose it is and of what. A claim that lacks what its kind is told apart by makes no link: it is kept, and
a person may tie it. The links are proposals like all others, and may be rejected.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from guarantor.linking.answers import named
from guarantor.linking.fitting import Words
from guarantor.linking.roots import Roots, folded
from guarantor.linking.words import words_of
from guarantor.model.agreement import Agreement, Meeting
from guarantor.model.claim import Claim, Mention
from guarantor.model.link import Link

RULE = "told/"
"""The rules of this module begin so; a link whose rule does is no pattern of the agreement's files."""
MeetingStage = Literal["announced", "confirmed", "held", "postponed", "cancelled"]
IncidentStage = Literal["alleged", "told", "answered", "examined", "found", "acted upon"]
PledgeStage = Literal["announced", "authorised", "pledged", "deployed", "withdrawn"]
MEETINGS = frozenset({"meet", "host", "gather", "attend", "convene", "hold talks", "talk", "visit"})
FORCE = ("troops", "soldiers", "forces", "peacekeepers", "personnel", "monitors", "police", "observers", "contingent")
TALLIES = frozenset({"count", "record", "document", "register", "tally", "commit"})
MEANT = frozenset({"planned", "proposed", "ordered", "conditional", "hypothetical"})


class Occurring:
    """Proposes occurrence and role links for the claims of one case."""

    def __init__(self, agreement: Agreement, roots: Roots) -> None:
        self._agreement = agreement
        self._roots = roots

    def of(self, id_: str, claim: Claim) -> Iterator[Link]:
        """The links of one claim: its meeting, incident or pledge, and the roles it names."""
        if is_meeting(claim):
            yield from self._meeting(id_, claim)
        elif claim.type == "violation" or _answers_violation(claim):
            yield from self._incident(id_, claim)
        if (stage := pledge_stage(claim)) is not None:
            yield from self._pledge(id_, claim, stage)
        yield from self._roles(id_, claim)

    def _meeting(self, id_: str, claim: Claim) -> Iterator[Link]:
        day = single_day(claim)
        if day is None:
            return
        known = next((m for m in self._agreement.meetings if m.date == day and self._fits(m, claim)), None)
        place = self._place(claim)
        who = sorted({m.actor for m in (*claim.actors, *claim.targets) if m.actor is not None})
        if known is not None:
            target, why = known.id, f"on {day}, the day of {known.title}"
        elif place:
            target, why = f"meeting:{day}:{place}", f"on {day} at {place}"
        elif len(who) > 1:
            target, why = f"meeting:{day}:{'+'.join(who)}", f"on {day} between {' and '.join(who)}"
        else:
            return
        yield _link(id_, target, meeting_stage(claim), "meeting", why)

    def _fits(self, meeting: Meeting, claim: Claim) -> bool:
        """Whether a claim of the meeting's day tells of it: its place is named, and of who met none was not invited."""
        words = Words.of(claim.quote)
        place = self._roots.people.places.get(meeting.place or "")
        names = place.names if place is not None else (meeting.place or "",)
        here = claim.where is not None and (claim.where.place == meeting.place or claim.where.text in names)
        if meeting.place is not None and not here and words.any_of(name for name in names if name) is None:
            return False
        who = [m.actor for m in (*claim.actors, *claim.targets) if m.actor is not None]
        return all(self._roots.within(actor, meeting.invited) for actor in who)

    def _incident(self, id_: str, claim: Claim) -> Iterator[Link]:
        day, place = single_day(claim), self._place(claim)
        if day is None or not place or _tally(claim):
            return
        target = f"incident:{day}:{place}"
        yield _link(id_, target, incident_stage(claim), "incident", f"on {day} at {place}")

    def _pledge(self, id_: str, claim: Claim, stage: PledgeStage) -> Iterator[Link]:
        words = Words.of(claim.quote)
        thing = words.any_of(FORCE)
        for actor in dict.fromkeys(m.actor for m in claim.actors if m.actor is not None):
            yield _link(id_, f"pledge:{actor}", stage, "pledge", f"of {thing}, by {self._roots.name(actor)}")

    def _roles(self, id_: str, claim: Claim) -> Iterator[Link]:
        root = self._roots.of(claim)
        if not root.resolved or claim.type == "denial" or claim.polarity == "-":
            return
        for issue in self._agreement.issues:
            for option in named(issue, claim.quote):
                yield Link(
                    kind="role", claims=(id_,), target=f"{issue.id}/{option}", effect="calls", rule=f"{RULE}role",
                    reason=f"told by {root.name}, in the words of the case's list",
                )  # fmt: skip

    def _place(self, claim: Claim) -> str:
        if claim.where is None:
            return ""
        if claim.where.place is not None:
            return claim.where.place
        name = folded(claim.where.text)
        places = self._roots.people.places.values()
        return next((p.id for p in places if name in {folded(each) for each in p.names}), name.replace(" ", "-"))


def is_meeting(claim: Claim) -> bool:
    """Whether a claim tells of a meeting, held or planned."""
    return claim.type == "meeting" or (claim.predicate or "").casefold() in MEETINGS


def meeting_stage(claim: Claim) -> MeetingStage:
    """What a claim makes of a meeting."""
    words = Words.of(claim.quote)
    if words.any_of(words_of("cancelled")) or (claim.polarity == "-" and claim.modality in MEANT):
        return "cancelled"
    if words.any_of(words_of("postponed")):
        return "postponed"
    if claim.modality in ("happened", "ongoing"):
        return "held"
    return "confirmed" if words.any_of(words_of("confirmed")) else "announced"


def incident_stage(claim: Claim) -> IncidentStage:
    """Where a claim stands in an incident's life."""
    words = Words.of(claim.quote)
    if claim.type == "denial" or claim.modality == "denied" or claim.polarity == "-":
        return "answered"
    if words.any_of(words_of("found")) and claim.holder.kind in ("named", "document"):
        return "found"
    if words.any_of(words_of("examined")):
        return "examined"
    if words.any_of(words_of("acted")):
        return "acted upon"
    return "alleged" if claim.modality == "alleged" or claim.holder.text is not None else "told"


def pledge_stage(claim: Claim) -> PledgeStage | None:
    """Where a claim stands in the life of a pledge of people under arms; None where it is none."""
    act, words = (claim.predicate or "").casefold(), Words.of(claim.quote)
    if not act or words.any_of(FORCE) is None or claim.type in ("denial", "refusal", "violation"):
        return None
    meant = claim.modality in MEANT
    if act in words_of("withdrawn"):
        return None if meant or claim.polarity == "-" else "withdrawn"
    if act in words_of("deployed"):
        return None if claim.polarity == "-" else "announced" if meant else "deployed"
    if act in words_of("authorised"):
        return "announced" if meant else "authorised"
    return "pledged" if act in words_of("pledged") and claim.polarity == "+" else None


def single_day(claim: Claim) -> str | None:
    """The one ISO day of a claim's act, or None."""
    if claim.when is None or claim.when.start is None or claim.when.end is None:
        return None
    first, last = claim.when.start[:10], claim.when.end[:10]
    return first if first == last else None


def mentions(claim: Claim) -> Iterable[Mention]:
    """Everybody named in a claim as doer or as other side."""
    return (*claim.actors, *claim.targets)


def _tally(claim: Claim) -> bool:
    """Whether a claim counts breaches over a time, which is a series and no one happening."""
    return (claim.predicate or "") in TALLIES or any(q.kind == "cumulative" for q in claim.quantities)


def _answers_violation(claim: Claim) -> bool:
    return claim.type == "denial" and claim.event in ("ASSAULT", "MOBILIZE", "COERCE")


def _link(id_: str, target: str, stage: str, kind: str, why: str) -> Link:
    return Link(kind="occurrence", claims=(id_,), target=target, effect=stage, rule=f"{RULE}{kind}", reason=why)
