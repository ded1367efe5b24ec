"""Which claims tell of one real act: occurrence links proposed claim by claim, each with its rule and its reason.

A meeting is told apart by its day, its place and who met; an incident by its day or days, its place, the sort of site,
who is accused and who was harmed (:mod:`guarantor.linking.keys`). A claim that lacks what its kind is told apart by
makes no link: it is kept, and a person may tie it. That two ids name one act is said afterwards, by entries of their
own (:mod:`guarantor.linking.joining`). The links are proposals like all others, and may be rejected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from guarantor.linking.casualties import casualty_word
from guarantor.linking.fitting import Words
from guarantor.linking.keys import Key
from guarantor.linking.marks import area_of, hours_of, nth_of
from guarantor.linking.roles import roles_in
from guarantor.linking.rolestold import PREFIX
from guarantor.linking.roots import Roots, folded
from guarantor.linking.stages import (
    FORCE,
    PledgeStage,
    days,
    denied_day,
    incident_stage,
    is_meeting,
    meeting_stage,
    mentions,
    planned_day,
    pledge_stage,
    single_day,
    waits,
)  # fmt: skip
from guarantor.linking.words import word_set, words_of
from guarantor.model.agreement import Agreement, Meeting
from guarantor.model.claim import Claim
from guarantor.model.link import Link

RULE = "told/"
"""The rules of this module begin so; a link whose rule does is no pattern of the agreement's files."""
WAITING = "answer:"
"""So begin the targets of claims that answer an incident of a place and name no day: they are tied to no act yet."""
TALLIES = frozenset({"count", "record", "document", "register", "tally", "commit"})
REMOTE = "by-telephone"
"""Where talks are that are in no place: they are no meeting of those who sat together elsewhere that day."""
_RELATIVE = re.compile(
    r"\b(?:who|which|whose|that(?!\s+(?:the|an?|its?|their|his|her|they|he|she|both|all|\d+)\b)(?!\s+[A-Z]))\s"
)
"""What opens a relative clause; "said that the ministers would meet" opens none."""
MOST_DAYS = 3
"""What is told of a longer time is no one happening."""


class Occurring:
    """Proposes occurrence and role links for the claims of one case."""

    def __init__(self, agreement: Agreement, roots: Roots) -> None:
        self._agreement = agreement
        self._roots = roots

    def of(self, id_: str, claim: Claim) -> Iterator[Link]:
        """The links of one claim: its meeting, incident or pledge, and the roles it names."""
        if is_meeting(claim):
            yield from self._meeting(id_, claim)
        elif claim.type == "violation" or _answers_violation(claim) or denied_day(claim) is not None:
            yield from self._incident(id_, claim)
        if (stage := pledge_stage(claim)) is not None:
            yield from self._pledge(id_, claim, stage)
        if (life := waits(claim)) is not None and (place := self.place(claim)):
            target = f"{WAITING}{(claim.report.published or '')[:10]}:{place}"
            yield _link(id_, target, life, "waits", "names the place and no day: of an incident told shortly before")
        yield from self._roles(id_, claim)

    def _meeting(self, id_: str, claim: Claim) -> Iterator[Link]:
        called_off = meeting_stage(claim) in ("cancelled", "postponed")
        day = (planned_day(claim) if called_off else None) or single_day(claim)
        if day is None:
            return
        known = next((m for m in self._agreement.meetings if m.date == day and self._fits(m, claim)), None)
        if known is not None:
            yield _link(id_, known.id, meeting_stage(claim), "meeting", f"on {day}, the day of {known.title}")
            return
        who = frozenset(m.actor for m in mentions(claim) if m.actor is not None)
        key = Key(kind="meeting", start=day, end=day, place=self.venue(claim), by=who)
        if key.place or len(who) > 1:
            yield _link(id_, key.id, meeting_stage(claim), "meeting", _told(key))

    def _fits(self, meeting: Meeting, claim: Claim) -> bool:
        """Whether a claim of the meeting's day tells of it: its place is named, and of who met none was not invited."""
        words = Words.of(claim.quote)
        place = self._roots.people.places.get(meeting.place or "")
        names = place.names if place is not None else (meeting.place or "",)
        here = claim.where is not None and (claim.where.place == meeting.place or claim.where.text in names)
        if meeting.place is not None and not here and words.any_of(name for name in names if name) is None:
            return False
        who = [m.actor for m in mentions(claim) if m.actor is not None]
        return all(self._roots.within(actor, meeting.invited) for actor in who)

    def _incident(self, id_: str, claim: Claim) -> Iterator[Link]:
        denied = denied_day(claim)
        when = (denied, denied) if denied is not None else days(claim)
        if when is None or _tally(claim) or (denied and Words.of(claim.quote).any_of(words_of("incident")) is None):
            return
        first, last = map(date.fromisoformat, when)
        if not 0 <= (last - first).days < MOST_DAYS:
            return
        answer = incident_stage(claim) == "answered"
        doers, harmed = (
            frozenset(m.actor for m in side if m.actor is not None) for side in (claim.actors, claim.targets)
        )
        place, site = self.place(claim), site_of(claim.quote)
        key = Key(
            kind="incident", start=when[0], end=when[1], place=place, site=site, by=frozenset() if answer else doers,
            to=frozenset() if answer else harmed, toll="" if place else toll_of(claim), hours=hours_of(claim),
            area=area_of(claim) if place else "", nth=nth_of(claim.quote),
        )  # fmt: skip
        if place or ((key.by or key.to) and (site or key.toll)):
            yield _link(id_, key.id, incident_stage(claim), "incident", _told(key))

    def _pledge(self, id_: str, claim: Claim, stage: PledgeStage) -> Iterator[Link]:
        words = Words.of(claim.quote)
        thing = words.any_of(FORCE)
        for actor in dict.fromkeys(m.actor for m in claim.actors if m.actor is not None):
            yield _link(id_, f"pledge:{actor}", stage, "pledge", f"of {thing}, by {self._roots.name(actor)}")

    def _roles(self, id_: str, claim: Claim) -> Iterator[Link]:
        root = self._roots.of(claim)
        if not root.resolved:
            return
        denied = claim.type == "denial" or claim.polarity == "-" or claim.modality == "denied"
        for called in roles_in(claim.quote, self._roots.people):
            yield Link(
                kind="role", claims=(id_,), target=f"{PREFIX}{called.role}:{called.whom}",
                effect="disputes" if denied or called.disputed else "calls", rule=f"{RULE}role",
                reason=f"{root.name} has {self._roots.name(called.whom)} beside the word",
            )  # fmt: skip

    def venue(self, claim: Claim) -> str:
        """Where a meeting is told to be: not a place that it only speaks of ("on the truce in …")."""
        if Words.of(claim.quote).any_of(words_of("remote")) is not None:
            return REMOTE
        return self.place(claim) if is_venue(claim) else ""

    def place(self, claim: Claim) -> str:
        """The id of a claim's place, else its name in small letters; empty where none is told."""
        if claim.where is None:
            return ""
        if claim.where.place is not None:
            return claim.where.place
        name = folded(claim.where.text)
        places = self._roots.people.places.values()
        return next((p.id for p in places if name in {folded(each) for each in p.names}), name.replace(" ", "-"))


def is_venue(claim: Claim) -> bool:
    """Whether the place of a claim on a meeting is where it is, and not what it is about nor where its guests met
    before: no topic and no earlier meeting stands between the act and the place, and nobody is of it or from it."""
    if claim.where is None:
        return False
    at = claim.where.span[0] - claim.span[0] if claim.where.span else claim.quote.find(claim.where.text)
    before = claim.quote[: max(0, at)].casefold()
    if before.split()[-1:] in (["from"], ["of"]):
        return False
    act = _act_before(before)
    if Words.of(before[act:]).any_of(words_of("topic")) is not None:
        return False
    opened = max((found.start() for found in _RELATIVE.finditer(claim.quote[: max(0, at)])), default=-1)
    return opened < 0 or "," in before[opened:]


def site_of(quote: str) -> str:
    """The sort of site that a quotation names, empty where none or several.

    >>> site_of("a shell hit the bazaar"), site_of("they fired at a school and a clinic")
    ('market', '')
    """
    words = Words.of(quote)
    found = [row[0] for row in word_set("site") if any(words.has(word) for word in row)]
    return found[0] if len(found) == 1 else ""


def toll_of(claim: Claim) -> str:
    """How many are told killed or harmed, as ids have it ("4-killed"); empty where nothing or several things are."""
    found = []
    for quantity in claim.quantities:
        kind = casualty_word(quantity, claim.quote)
        if kind is not None and quantity.value is not None:
            found.append(f"{quantity.value:g}-{kind}")
    return found[0] if found else ""


def _act_before(text: str) -> int:
    """Where in a text the words behind the last verb or noun of meeting begin; 0 where there is none."""
    acts = ("meet", "met ", "talks", "gather", "host", "summit")
    ends = [text.find(word) + len(word) for word in acts if word in text]
    return min(ends, default=0)


def _told(key: Key) -> str:
    """Why: what the id rests on, in words."""
    by, to = " and ".join(sorted(key.by)), " and ".join(sorted(key.to))
    if key.kind == "meeting":
        who = f"of {by}" if by else ""
    else:
        who = " ".join(filter(None, (f"by {by}" if by else "", f"to {to}" if to else "")))
    return " ".join(filter(None, (f"on {key.words}", key.site and f"({key.site})", who, key.toll.replace("-", " "))))


def _tally(claim: Claim) -> bool:
    """Whether a claim counts breaches over a time, which is a series and no one happening."""
    return (claim.predicate or "") in TALLIES or any(q.kind == "cumulative" for q in claim.quantities)


def _answers_violation(claim: Claim) -> bool:
    return claim.type == "denial" and claim.event in ("ASSAULT", "MOBILIZE", "COERCE")


def _link(id_: str, target: str, stage: str, kind: str, why: str) -> Link:
    return Link(kind="occurrence", claims=(id_,), target=target, effect=stage, rule=f"{RULE}{kind}", reason=why)
