"""Web pages: the article's text and what the page says of itself.

Where trafilatura is installed (an extra) it finds the article; else the page's own headings and paragraphs are taken,
those inside ``<article>`` or ``<main>`` where there is one. Metadata come from the page's head in either case.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator

from guarantor.intake.decode import decode
from guarantor.intake.metadata import Said, iso_moment, make_report
from guarantor.intake.page import Page, parse_page
from guarantor.intake.piece import Hints, Limits, Manifest, Piece
from guarantor.intake.refusal import Refusal, UnreadableError
from guarantor.model.report import Report

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)


class HtmlReader:
    """Web pages, saved or fetched."""

    manifest = Manifest(
        name="html",
        suffixes=(".html", ".htm", ".xhtml"),
        media_types=("text/html", "application/xhtml+xml"),
        help="web pages: article text, title, outlet, date, language and address from the page itself",
    )

    def sniff(self, data: bytes) -> bool:
        """A document type or a root element."""
        head = data.lstrip()[:200].lower()
        return head.startswith((b"<!doctype html", b"<html", b"<?xml")) and b"<html" in data.lower()

    def read(self, piece: Piece, hints: Hints, limits: Limits) -> Iterator[Report | Refusal]:
        """One report."""
        declared = piece.charset or _declared(piece.data)
        decoded = decode(piece.data, declared)
        page = parse_page(decoded.text)
        text, how = _article(decoded.text, page)
        if not text.strip():
            raise UnreadableError("a page without an article's text", "save the article's text as .txt and read that")
        notes = [how]
        for values in (page.stated, page.guessed):
            if "published" in values and not _is_moment(values["published"]):
                notes.append(f"the page's date {values.pop('published')!r} is not understood")
        said = Said(
            stated=page.stated, guessed=page.guessed, signal="the page", signals=page.signals, notes=tuple(notes)
        )
        yield make_report(text, piece, said, hints, limits, media_type="text/html")


def _declared(data: bytes) -> str | None:
    found = _CHARSET.search(data[:2048])
    return found.group(1).decode("ascii") if found else None


def _is_moment(value: str) -> bool:
    """Pages write dates in many ways; one that is no ISO or e-mail date is left open rather than guessed."""
    try:
        iso_moment(value)
    except ValueError:
        return False
    return True


def _article(html: str, page: Page) -> tuple[str, str]:
    """The article's text, and how it was found."""
    if importlib.util.find_spec("trafilatura") is not None:
        from trafilatura import extract

        found = extract(html, include_comments=False, include_tables=True, favor_precision=True)
        if found and len(found) >= 0.2 * len(page.text):
            return found, "article text by trafilatura"
    return page.text, "article text from the page's headings and paragraphs"
