"""Web pages: the article's text, each character with its way back to the markup, and what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit

from guarantor.intake.decode import Decoded, decode
from guarantor.intake.domains import outlet_of
from guarantor.intake.metadata import Said, believed, make_report
from guarantor.intake.page import Page, parse_page
from guarantor.intake.page.head import GUESSED, date_in_address
from guarantor.intake.piece import Hints, Limits, Manifest, Piece
from guarantor.intake.refusal import Refusal, UnreadableError
from guarantor.model.report import Report, Sign

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_BYLINE = re.compile(r"By ((?:[A-Z][\w.'’-]+ ?){1,4}(?:(?:,| and) (?:[A-Z][\w.'’-]+ ?){1,4}){0,3})(?:\n|$|, )")
_DATELINE = re.compile(
    r"([A-Z][A-Z.'’ -]{2,40}(?:/[A-Z][A-Z .'’-]{2,40})?(?:, [A-Z][\w. ]{1,30})?(?: ?\([A-Z][\w ./-]{1,40}\))?)"
    r" ?[-–—] (?=\S)"
)
"""A place in capitals with region, day or agency, and a dash, at the head of a paragraph (agencies' style books)."""


class HtmlReader:
    """Web pages, saved or fetched."""

    manifest = Manifest(
        name="html",
        title="Web page",
        suffixes=(".html", ".htm", ".xhtml", ".shtml"),
        media_types=("text/html", "application/xhtml+xml"),
        help="web pages: the article with offsets into the markup; title, outlet, byline, dateline, date, language, "
        "address",
        limits="text that a script writes is not seen; where the page is unclear and the extra `html` is installed, "
        "trafilatura says which paragraphs are the article",
    )

    def sniff(self, data: bytes) -> bool:
        """A document type or a root element."""
        head = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
        return head.startswith((b"<!doctype html", b"<html")) or (
            head.startswith((b"<?xml", b"<!--")) and b"<html" in data.lower()
        )

    def read(self, piece: Piece, hints: Hints, limits: Limits) -> Iterator[Report | Refusal]:
        """One report."""
        if len(piece.data) > limits.tree_bytes:
            raise UnreadableError(f"a page of more than {limits.tree_bytes:,} bytes", "save the part you need")
        decoded = _decoded(piece)
        page = parse_page(decoded.text, piece.url)
        if not page.text:
            raise UnreadableError("a page without an article's text", "save the article's text as .txt and read that")
        notes = (page.how,) if decoded.how == "utf-8" else (page.how, f"decoded as {decoded.how}")
        yield make_report(page.text, piece, said_by(page, piece, notes), hints, limits, media_type="text/html")


def said_by(page: Page, piece: Piece, notes: tuple[str, ...]) -> Said:
    """What a page, its text and its address say of it."""
    signs = [*page.signs, *_in_text(page)]
    address = next((sign.value for sign in signs if sign.field == "url" and _is_web(sign.value)), piece.url)
    signs = [sign for sign in signs if sign.field != "url" or _is_web(sign.value)]
    if address is not None:
        if (day := date_in_address(address)) is not None:
            signs.append(Sign(field="published", value=day, signal="the address"))
        signs.extend(outlet_of(address))
    for sign in tuple(signs):
        if sign.field == "byline":
            signs.append(Sign(field="credit", value=sign.value, signal=sign.signal))
    said = believed(signs, GUESSED, "the page", notes)
    return Said(
        stated=said.stated, guessed=said.guessed, signal=said.signal, signals=said.signals, notes=said.notes,
        signs=said.signs, places=page.places,
    )  # fmt: skip


def _in_text(page: Page) -> Iterator[Sign]:
    """Byline and dateline as the article's own first lines have them."""
    for number, place in enumerate(page.places[:6]):
        line = page.text[place.span[0] : min(place.span[1], place.span[0] + 200)]
        if (found := _BYLINE.match(line)) is not None:
            yield Sign(field="byline", value=found[1].strip(), signal=f"paragraph {number + 1}")
        if (found := _DATELINE.match(line)) is not None:
            yield Sign(field="dateline", value=found[1].strip(), signal=f"paragraph {number + 1}")
            return


def _is_web(address: str) -> bool:
    try:
        return urlsplit(address).scheme in ("http", "https") and bool(urlsplit(address).hostname)
    except ValueError:
        return False


def _decoded(piece: Piece) -> Decoded:
    """The page as text. Where it is not what its server declares, what the page declares counts, if it is that."""
    own = _declared(piece.data)
    try:
        return decode(piece.data, piece.charset or own, lenient=True)
    except UnreadableError:
        if piece.charset is None or own is None or own.lower() == piece.charset.lower():
            raise
        with suppress(UnreadableError):
            return decode(piece.data, own, lenient=True)
        raise


def _declared(data: bytes) -> str | None:
    """What a page says of its own encoding; none in which it could not be read as it was here (HTML, 13.2.3.2)."""
    found = _CHARSET.search(data[:4096])
    name = found.group(1).decode("ascii") if found else None
    return None if name is None or name.lower().startswith(("utf-16", "utf-32")) else name
