"""Answers as they were printed: kept in the record with all they rest on, and given again beside what reads today.

An answer is a table of statuses. It is kept with the number of the last entry it was made from, the case files and the
program that made it. Given again, it stands as it was printed, beside what the present program says of the very same
entries and files, and what it says of all that is known now.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from guarantor import __version__
from guarantor.agreement.load import load_texts
from guarantor.assessment import assess
from guarantor.case.copying import log_of
from guarantor.case.judging import chosen_readings
from guarantor.case.knowledge import Knowledge
from guarantor.case.times import Times
from guarantor.model.ids import content_id
from guarantor.model.moments import local

if TYPE_CHECKING:
    from guarantor.case.case import Case

Rows = tuple[tuple[str, str, str], ...]
"""(provision, account, status with its figure), in the order of the texts and accounts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """An answer as it was printed. Times of the question are UTC seconds; ``known`` is the number of the last entry it
    was made from, ``digest`` over its rows."""

    number: int
    when: str
    by: str | None
    accounts: tuple[str, ...]
    as_of: int
    published_by: int | None
    reviewed_only: bool
    known: int
    program: str
    files: str
    rows: Rows
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A printed answer beside today's: what the present program says of the same entries and files (``again``), what
    it says of all that is known now (``now``), as (provision, account, printed, today), differences only."""

    printed: Printed
    again: tuple[tuple[str, str, str, str], ...]
    now: tuple[tuple[str, str, str, str], ...]
    program: str
    files_changed: bool


def keep_answer(
    case: Case, accounts: Sequence[str], times: Times, *, reviewed_only: bool = False, by: str | None = None
) -> Printed:
    """Keep the answer to "what is the state?" as it is printed now."""
    known = case.record.seq_at(times.known_at) if times.known_at else case.record.head.seq
    as_of = times.as_of_instant(case.zone, case.files.info.until)
    limit = times.published_instant(case.zone)
    rows = _rows(case, case.knowledge(known), accounts, as_of, limit, reviewed_only)
    number = 1 + max((each.number for each in answers_printed(case)), default=0)
    payload: dict[str, Any] = {
        "number": number, "accounts": list(accounts), "as_of": as_of, "published_by": limit,
        "reviewed_only": reviewed_only, "known": known, "program": __version__, "files": case.files.id,
        "rows": [list(row) for row in rows], "digest": content_id("answer", [list(row) for row in rows]),
    }  # fmt: skip
    case.record.add("answer", payload, author=by)
    return next(each for each in answers_printed(case) if each.number == number)


def answers_printed(case: Case) -> Iterator[Printed]:
    """Every answer that was kept, in order."""
    for entry in case.record.store.entries(["answer"]):
        if entry.payload is not None:
            told = {**entry.payload, "accounts": tuple(entry.payload["accounts"]),
                    "rows": tuple(tuple(row) for row in entry.payload["rows"])}  # fmt: skip
            yield Printed(when=entry.recorded, by=entry.author, **told)


def beside(case: Case, number: int) -> Beside:
    """A printed answer with what reads today beside it; raises KeyError where none was kept under this number."""
    printed = {each.number: each for each in answers_printed(case)}[number]
    texts = case.record.case_files(known_at=printed.known)
    then = Knowledge(load_texts(texts), case.record.view(known_at=printed.known))
    question = (printed.accounts, printed.as_of, printed.published_by, printed.reviewed_only)
    return Beside(
        printed=printed, again=_differences(printed.rows, _rows(case, then, *question)),
        now=_differences(printed.rows, _rows(case, case.knowledge(), *question)), program=__version__,
        files_changed=printed.files != case.files.id,
    )  # fmt: skip


def words(case: Case, printed: Printed) -> str:
    """What was asked, in words."""
    limit = f", as could be read by {local(printed.published_by, case.zone):%Y-%m-%d}" if printed.published_by else ""
    return f"as of {local(printed.as_of, case.zone):%Y-%m-%d}, of the record up to entry {printed.known}{limit}"


def _rows(
    case: Case, knowledge: Knowledge, accounts: Sequence[str], as_of: int, published_by: int | None,
    reviewed_only: bool,
) -> Rows:  # fmt: skip
    files = knowledge.files
    log = log_of(knowledge, None, case.record.head)
    known = [account for account in accounts if account in files.people.accounts]
    voices = [files.people.voices(account) for account in known]
    states = [
        assess(
            files.agreement, log, (), voices, account=account, as_of=as_of, published_by=published_by,
            reviewed_only=reviewed_only, readings=chosen_readings(knowledge),
        )
        for account in known
    ]  # fmt: skip
    return tuple(
        (provision.id, account, state[provision.id].text)
        for provision in files.agreement.provisions
        for account, state in zip(known, states, strict=True)
    )


def _differences(printed: Rows, today: Rows) -> tuple[tuple[str, str, str, str], ...]:
    old = {(provision, account): text for provision, account, text in printed}
    new = {(provision, account): text for provision, account, text in today}
    return tuple(
        (*key, old.get(key, "not there"), new.get(key, "not there"))
        for key in dict.fromkeys((*old, *new))
        if old.get(key) != new.get(key)
    )
