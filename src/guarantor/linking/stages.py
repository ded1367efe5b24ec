"""Where a claim stands in the life of a meeting, an incident or a pledge: by its modality and closed lists of words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
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
OWN_DAY = frozenset({"examined", "acted upon"})
"""Stages whose acts have a day of their own, which is not the incident's."""
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")  # fmt: skip
_MONTH = "|".join(_MONTHS)
_DATE = (
    rf"(?:(?P<day>\d{{1,2}})\s+(?P<month>{_MONTH})|(?P<month_>{_MONTH})\s+(?P<day_>\d{{1,2}}))\b"
    r"(?:,?\s+(?P<year>\d{4}))?"
)
_ANY_DATE = re.compile(rf"\b{_DATE}", re.IGNORECASE)
_PLANNED_FOR = re.compile(
    r"\b(?:planned|scheduled|set|due|slated|called|foreseen|expected)\s+(?:for|on)\s+(?:\w+day,?\s+)?" + _DATE,
    re.IGNORECASE,
)
_THAT = re.compile(r"\bthat\b")
_HOLDING = re.compile(
    r"\b(?:hold|holds|held|holding)\s+(?:(?!(?:since|after|before|during|until|in|at|for|over|by|of)\b)[a-z-]+\s+){0,4}?"
    r"(?:talks|meetings?|summit|round|session)\b",
    re.IGNORECASE,
)
MEANT = frozenset({"planned", "proposed", "ordered", "conditional", "hypothetical"})


def is_meeting(claim: Claim) -> bool:
    """Whether a claim tells of a meeting, held, planned or called off."""
    act = (claim.predicate or "").casefold()
    called_off = act in words_of("cancelling") and Words.of(claim.quote).any_of(words_of("meeting")) is not None
    held = act == "hold" and _HOLDING.search(claim.quote) is not None
    return claim.type == "meeting" or act in MEETINGS or called_off or held


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
    """At which stage of an incident a claim is that names its place and no day of it; None where it is of none."""
    stage = incident_stage(claim)
    timed = denied_day(claim) is not None or (claim.when is not None and not _of_the_answer(claim, stage))
    if stage not in LATEST or timed or claim.where is None or not claim.report.published:
        return None
    return stage if Words.of(claim.quote).any_of(words_of("incident")) is not None else None


def _of_the_answer(claim: Claim, stage: IncidentStage) -> bool:
    """Whether a claim's one day is that of the answer: of an inquiry or an arrest, or told before what is denied or
    found ("denied on 4 May that it had shelled the market")."""
    day, printed = single_day(claim), (claim.report.published or "")[:10]
    if day is None or claim.when is None or day > printed:
        return False
    if stage in OWN_DAY:
        return claim.type != "violation"
    that = _THAT.search(claim.quote)
    place = claim.when.span[1] - claim.span[0] if claim.when.span else None
    return that is not None and place is not None and 0 < place <= that.start()


def planned_day(claim: Claim) -> str | None:
    """The day for which a meeting was planned that is called off or put off ("the talks planned for 10 March")."""
    found = _PLANNED_FOR.search(claim.quote)
    return None if found is None else _nearest_day(found, claim.report.published)


def denied_day(claim: Claim) -> str | None:
    """The one day that a denial names for what it denies, where the reader gave it none."""
    that = _THAT.search(claim.quote)
    if claim.type != "denial" or claim.when is not None or that is None:
        return None
    found = [*_ANY_DATE.finditer(claim.quote, that.end())]
    return _nearest_day(found[0], claim.report.published) if len(found) == 1 else None


def _nearest_day(found: re.Match[str], published: str | None) -> str | None:
    """The ISO day of a date in words: of a date without a year, the one nearest to the print."""
    if not published:
        return None
    printed = date.fromisoformat(published[:10])
    month = _MONTHS.index((found["month"] or found["month_"]).casefold()) + 1
    years = (int(found["year"]),) if found["year"] else (printed.year - 1, printed.year, printed.year + 1)
    try:
        days_ = [date(year, month, int(found["day"] or found["day_"])) for year in years]
    except ValueError:
        return None
    return min(days_, key=lambda each: abs((each - printed).days)).isoformat()


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
