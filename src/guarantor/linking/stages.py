"""Where a claim stands in the life of a meeting, an incident or a pledge: by its modality and closed lists of words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from guarantor.linking.fitting import Words
from guarantor.linking.words import words_of
from guarantor.model.claim import Claim, Mention

MeetingStage = Literal["announced", "confirmed", "held", "postponed", "cancelled", "not held"]
IncidentStage = Literal["alleged", "told", "answered", "examined", "found", "acted upon"]
PledgeStage = Literal["announced", "authorised", "pledged", "deployed", "withdrawn"]
MEETINGS = frozenset({"meet", "host", "gather", "attend", "convene", "hold talks", "talk", "talks", "meeting", "visit"})
FORCE = ("troops", "soldiers", "forces", "peacekeepers", "personnel", "monitors", "police", "observers", "contingent")
UNPLEDGED = frozenset({"denial", "refusal", "violation", "demand", "obstacle"})
"""Types of claims that pledge nothing, whatever their act."""
LATEST: Mapping[IncidentStage, int] = {"answered": 7, "examined": 30, "found": 365, "acted upon": 365}
"""So many days after an incident what has no day of its own may be of it."""
MEANT = frozenset({"planned", "proposed", "ordered", "conditional", "hypothetical"})


def is_meeting(claim: Claim) -> bool:
    """Whether a claim tells of a meeting, held, planned or called off."""
    act = (claim.predicate or "").casefold()
    called_off = act in words_of("cancelling") and Words.of(claim.quote).any_of(words_of("meeting")) is not None
    return claim.type == "meeting" or act in MEETINGS or called_off


def meeting_stage(claim: Claim) -> MeetingStage:
    """What a claim makes of a meeting. Words in the past tense that were printed before its day announce it; a denial,
    and the word that nobody met, say that it was not held."""
    words = Words.of(claim.quote)
    if claim.type == "denial" or claim.modality == "denied":
        return "not held"
    if words.any_of(words_of("cancelled")):
        return "cancelled"
    if words.any_of(words_of("postponed")):
        return "postponed"
    if claim.polarity == "-":
        return "cancelled" if claim.modality in MEANT else "not held"
    if claim.modality in ("happened", "ongoing") and not _ahead(claim):
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


def waits(claim: Claim) -> IncidentStage | None:
    """At which stage of an incident a claim is that names its place and no day; None where it is of none."""
    stage = incident_stage(claim)
    if stage not in LATEST or claim.when is not None or claim.where is None or not claim.report.published:
        return None
    return stage if Words.of(claim.quote).any_of(words_of("incident")) is not None else None


def pledge_stage(claim: Claim) -> PledgeStage | None:
    """Where a claim stands in the life of a pledge of people under arms; None where it is none.

    A pull-back from a line or out of a land is no pledge withdrawn: the force must be one that was sent (monitors,
    peacekeepers, a contingent), or the words must name the mission that it leaves. Where none is to go, or it is still
    to be decided, nothing is pledged.
    """
    act, words = (claim.predicate or "").casefold(), Words.of(claim.quote)
    if not act or words.any_of(FORCE) is None or claim.type in UNPLEDGED:
        return None
    if claim.modality == "hypothetical" or words.any_of(words_of("undecided")) is not None:
        return None
    meant = claim.modality in MEANT
    if act in words_of("withdrawn"):
        sent = words.any_of(words_of("sent")) is not None
        return None if meant or claim.polarity == "-" or not sent else "withdrawn"
    if act in words_of("deployed"):
        return None if claim.polarity == "-" else "announced" if meant else "deployed"
    if act in words_of("authorised"):
        return "announced" if meant else "authorised"
    return "pledged" if act in words_of("pledged") and claim.polarity == "+" else None


def single_day(claim: Claim) -> str | None:
    """The one ISO day of a claim's act, or None."""
    found = days(claim)
    return found[0] if found is not None and found[0] == found[1] else None


def days(claim: Claim) -> tuple[str, str] | None:
    """The first and last ISO day of a claim's act, None where either is open."""
    if claim.when is None or claim.when.start is None or claim.when.end is None:
        return None
    return claim.when.start[:10], claim.when.end[:10]


def mentions(claim: Claim) -> Iterable[Mention]:
    """Everybody named in a claim as doer or as other side."""
    return (*claim.actors, *claim.targets)


def _ahead(claim: Claim) -> bool:
    """Whether a claim was printed before the day that it speaks of."""
    day, printed = single_day(claim), (claim.report.published or "")[:10]
    return day is not None and bool(printed) and printed < day
