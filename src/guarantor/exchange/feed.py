"""The change feed: new claims, changed states, corrections, as Atom (RFC 4287), the newest first.

A correction names every claim it touches, those it brings in too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

MOST = 200
"""So many entries at most; who reads more seldom takes the change of the record since a moment from the command."""


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
    found = sorted(news, key=lambda each: (each.at, each.id), reverse=True)[:MOST]
    updated = found[0].at if found else "1970-01-01T00:00:00Z"
    yield '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
    yield f"<title>{_text(title)}</title>\n<id>urn:guarantor:{_text(process)}</id>\n"
    yield f"<updated>{_stamp(updated)}</updated>\n"
    yield "<author><name>Guarantor</name></author>\n"
    for each in found:
        yield _entry(each)
    yield "</feed>\n"


def _entry(news: News) -> str:
    touched = "".join(f'<category scheme="urn:guarantor:touches" term={quoteattr(each)}/>' for each in news.about)
    link = f"<link href={quoteattr(news.url)}/>" if news.url and news.url.startswith(("http://", "https://")) else ""
    return (
        f"<entry><id>urn:{_text(news.id)}</id><title>{_text(news.title)}</title><updated>{_stamp(news.at)}</updated>"
        f"<author><name>{_text(news.by)}</name></author>"
        f'<category scheme="urn:guarantor:kind" term={quoteattr(news.kind)}/>{touched}{link}'
        f'<content type="text">{_text(news.text)}</content></entry>\n'
    )


def _stamp(at: str) -> str:
    return at if at.endswith("Z") or "+" in at[10:] else f"{at}Z"


def _text(text: str) -> str:
    return escape("".join(sign for sign in text if sign >= " " or sign in "\n\t"))
