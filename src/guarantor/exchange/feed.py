"""The change feed: new claims, changed states, corrections, as Atom (RFC 4287), the newest first.

A correction names every claim it touches, those it brings in too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from guarantor.assessment import State
from guarantor.assessment.questions import course
from guarantor.exchange.selected import Selected

MOST = 100
"""So many entries of each kind at most; who reads more seldom takes the changes since a moment from the command."""
BACK = 60 * 86_400
"""Seconds before the time asked for, in which changed states are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing that is new: ``id`` stays the same, ``at`` is a date-time in UTC, ``about`` are the ids it touches."""

    id: str
    at: str
    kind: str
    title: str
    text: str
    by: str = "guarantor"
    about: tuple[str, ...] = ()
    url: str | None = None


def atom(title: str, process: str, news: Iterable[News]) -> Iterator[str]:
    """The feed, an entry at a time."""
    found = list(_newest(news))
    updated = found[0].at if found else "1970-01-01T00:00:00Z"
    yield '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
    yield f"<title>{_text(title)}</title>\n<id>urn:guarantor:{_text(process)}</id>\n"
    yield f"<updated>{_stamp(updated)}</updated>\n"
    yield "<author><name>Guarantor</name></author>\n"
    for each in found:
        yield _entry(each)
    yield "</feed>\n"


def _newest(news: Iterable[News]) -> Iterator[News]:
    """The newest of each kind, so that many new claims do not push out a changed state or a correction."""
    count: dict[str, int] = {}
    for each in sorted(news, key=lambda each: (_instant(each.at), each.id), reverse=True):
        count[each.kind] = count.get(each.kind, 0) + 1
        if count[each.kind] <= MOST:
            yield each


def changed_states(selected: Selected) -> Iterator[News]:
    """Where the account of everybody reads otherwise from a moment on, with what it rests on from then."""
    state = selected.states[selected.everybody]
    for provision in selected.agreement.provisions:
        steps = course(state, provision.id, since=selected.until - BACK)
        for (_, earlier), (since, status) in pairwise(steps):
            with state.engine.course():
                cell = State(state.engine, since)[provision.id]
            was, now = spoken(earlier), spoken(status)
            yield News(
                id=f"state:{selected.process}:{provision.id}:{since}:{status.replace(' ', '-')}",
                at=datetime.fromtimestamp(since, tz=UTC).isoformat(), kind="state",
                title=f"{provision.title}: {now}",
                text=f"{provision.title}: it was {was} and is {now}, in the account of everybody. {selected.asked}.",
                about=(provision.id, *(claim for claim in cell.claims if claim in selected.claims)),
            )  # fmt: skip


def _instant(at: str) -> datetime:
    found = datetime.fromisoformat(_stamp(at))
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def spoken(status: str) -> str:
    """A status as it is said; a breach is always said by somebody."""
    return "said to be breached" if status == "breached" else status


def _entry(news: News) -> str:
    touched = "".join(f'<category scheme="urn:guarantor:touches" term={_value(each)}/>' for each in news.about)
    link = f"<link href={_value(news.url)}/>" if news.url and news.url.startswith(("http://", "https://")) else ""
    return (
        f"<entry><id>urn:{_text(news.id)}</id><title>{_text(news.title)}</title><updated>{_stamp(news.at)}</updated>"
        f"<author><name>{_text(news.by)}</name></author>"
        f'<category scheme="urn:guarantor:kind" term={_value(news.kind)}/>{touched}{link}'
        f'<content type="text">{_text(news.text)}</content></entry>\n'
    )


def _stamp(at: str) -> str:
    return at if at.endswith("Z") or "+" in at[10:] else f"{at}Z"


def _text(text: str) -> str:
    return escape(_OUTSIDE.sub("", text))


def _value(text: str) -> str:
    return quoteattr(_OUTSIDE.sub("", text))


_OUTSIDE = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold, and the carriage return, which none keeps."""
