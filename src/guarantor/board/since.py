"""Since when the state tells what changed: the reader's last visit, the last brief, the week before, or any day."""

from __future__ import annotations

from dataclasses import dataclass

from guarantor.board.asking import AskError
from guarantor.board.question import Question
from guarantor.briefing.material import short_day
from guarantor.case import Case
from guarantor.case.sending import Issued, issued
from guarantor.case.times import Times, now
from guarantor.model.moments import TimeError, interval, local, moment, show

WEEK = 7 * 86_400
VISIT = "since your last visit"
NOT_AT_HAND = "your last visit is too long ago, or too much came since, to be compared with at once"
MOST = 20_000
"""Claims up to which the last visit is looked for unasked: the record as it was then is worked out anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """A moment to compare with: ``known_at`` the record as it was then, or ``day`` the world as it was then.

    ``others`` are what may be chosen instead: its name and its value in the address.
    """

    text: str
    known_at: str | None = None
    day: str | None = None
    others: tuple[tuple[str, str], ...] = ()


def since_of(question: Question, wanted: str, visit: str) -> Since:
    """What an address asks for (``visit``, ``brief``, ``week``, a day or nothing), with the last visit where there was
    one, and the last brief that was sent out.

    Raises :class:`AskError` for what is none of these.
    """
    now = not question.ask.past
    sent = _sent(question) if now else None
    open_ = {
        "visit": VISIT if visit and now else "",
        "brief": f"since brief {sent.number}" if sent is not None else "",
        "week": "in the week before",
    }

    def others(chosen: str) -> tuple[tuple[str, str], ...]:
        return tuple((text, name) for name, text in open_.items() if text and name != chosen)

    if open_["visit"] and (wanted == "visit" or (not wanted and _grew(question, visit))):
        return Since(text=f"since your last visit, {_when(question, visit)}", known_at=visit, others=others("visit"))
    if sent is not None and wanted == "brief":
        when = _when(question, sent.sent)
        return Since(text=f"since brief {sent.number}, sent {when}", known_at=sent.sent, others=others("brief"))
    if wanted in ("", "week", "visit", "brief"):
        day = show(question.as_of - WEEK, question.zone)
        return Since(text="in the week before", day=day, others=others("week"))
    try:
        interval(wanted)
    except TimeError as error:
        raise AskError(f"since: {error}; or write visit, brief or week.") from error
    return Since(text=f"since {wanted[:10]}", day=wanted, others=others(""))


def later_day(case: Case, published: str) -> str:
    """The day of a report (not after today) that the state does not reach which opens by itself; empty where it does.

    A case says until when it is about its agreement; a report of a later day counts where a later day is asked for.
    """
    last = min(published[:10], show(now(), case.zone)[:10]) if published else ""
    ends = show(Times().as_of_instant(case.zone, case.files.info.until), case.zone)[:10]
    return last if last > ends else ""


def _sent(question: Question) -> Issued | None:
    """The last brief that was sent out, as far as the reader may see it."""
    return max(issued(question.case), key=lambda each: each.number, default=None)


def _grew(question: Question, visit: str) -> bool:
    """Whether the record has anything of after a visit; not asked of one so large that looking back takes long."""
    head = question.case.record.head.seq
    latest = next(iter(question.case.record.store.entries(after=head - 1)), None) if head else None
    return latest is not None and latest.recorded > visit and len(question.knowledge.claims) <= MOST


def _when(question: Question, visit: str) -> str:
    at = local(moment(visit, question.zone), question.zone)
    return f"{short_day(at.date())}\N{NO-BREAK SPACE}{at:%H:%M}"
