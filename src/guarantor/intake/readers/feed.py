"""RSS 0.9 to 2.0, RDF Site Summary and Atom: a report an item, with its address, day and outlet."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from urllib.parse import urljoin

from guarantor.intake.metadata import Said, believed, make_report
from guarantor.intake.page import words_of
from guarantor.intake.piece import Hints, Limits, Manifest, Piece
from guarantor.intake.refusal import Refusal, UnreadableError, shown
from guarantor.intake.xml import Element, parse_xml
from guarantor.model.report import Place, Report, Sign

_ATOM = "{http://www.w3.org/2005/Atom}"
_RSS1 = "{http://purl.org/rss/1.0/}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_WHOLE = (_CONTENT, f"{_ATOM}content", "content")
_SUMMARY = ("description", f"{_RSS1}description", f"{_ATOM}summary", f"{_DC}description")
_FIELDS = {
    "title": ("title", f"{_RSS1}title", f"{_ATOM}title", f"{_DC}title"),
    "published": ("pubDate", f"{_ATOM}published", f"{_DC}date", f"{_TERMS}issued", f"{_ATOM}updated"),
    "modified": (f"{_ATOM}updated", f"{_TERMS}modified"),
    "byline": (f"{_DC}creator", f"{_ATOM}author", "author"),
    "language": (f"{_DC}language",),
}
"""Field: the elements of an item that tell it, the first that is there counts."""
_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Feed:
    outlet: str | None
    language: str | None
    base: str


class FeedReader:
    """Feeds, saved or fetched."""

    manifest = Manifest(
        name="feed",
        title="Feed (RSS, Atom)",
        suffixes=(".rss", ".atom", ".rdf", ".xml"),
        media_types=(
            "application/rss+xml",
            "application/atom+xml",
            "application/rdf+xml",
            "application/xml",
            "text/xml",
        ),
        help="RSS, RDF and Atom: a report an item, with title, address, day, byline, and the feed as its outlet",
        limits="an item has the words that the feed gives, often a summary only (then noted)",
    )

    def sniff(self, data: bytes) -> bool:
        """A root element of one of the three."""
        head = data.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        return head.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf")) and any(
            each in head for each in (b"<rss", b"<feed", b"<rdf:rdf")
        )

    def read(self, piece: Piece, hints: Hints, limits: Limits) -> Iterator[Report | Refusal | Piece]:
        """One report an item; an item without words is refused alone."""
        if b"<html" in piece.data[:4096].lower():
            yield replace(piece, suffix=".html", media_type="text/html", depth=piece.depth + 1)
            return
        if len(piece.data) > limits.tree_bytes:
            raise UnreadableError(f"a feed of more than {limits.tree_bytes:,} bytes", "split it")
        root = parse_xml(piece.data.lstrip(), piece.charset)
        items = [each for each in root.walk() if each.tag in ("item", f"{_RSS1}item", f"{_ATOM}entry")]
        if root.name not in ("rss", "RDF", "feed", "entry") or not items:
            raise UnreadableError("XML that is no feed with items", "save its text as .txt, .md or .html and read that")
        feed = _feed(root, piece)
        for number, item in enumerate(items, start=1):
            where = f"{piece.location}#{number}"
            try:
                yield _report(item, feed, _named(piece, item, number), hints, limits)
            except UnreadableError as error:
                yield error.at(where)


def _feed(root: Element, piece: Piece) -> _Feed:
    channel = root.first("channel", f"{_RSS1}channel") or root
    title = channel.first("title", f"{_RSS1}title", f"{_ATOM}title")
    language = channel.first("language", f"{_DC}language")
    told = language.text().strip() if language else root.attributes.get(_LANG)
    return _Feed(
        outlet=_line(title) or None if title else None, language=told or None,
        base=root.attributes.get(_BASE) or piece.url or "",
    )  # fmt: skip


def _named(piece: Piece, item: Element, number: int) -> Piece:
    """The item as a piece of its own. Its name is the feed's own for it, where it has one, and no place in a list."""
    name = item.first("guid", f"{_ATOM}id", f"{_DC}identifier")
    own = shown(name.text().strip()) if name else ""
    location = f"{piece.location}!/{own}" if own else f"{piece.location}#{number}"
    return replace(piece, data=_canonical(item), location=location, url=None, file=None)


def _canonical(item: Element) -> bytes:
    """What the item is hashed as: its elements and texts in order, however the file around it is written."""
    parts: list[str] = []
    stack: list[Element | str] = [item]
    while stack:
        here = stack.pop()
        if isinstance(here, str):
            parts.append(here)
        else:
            parts.append(f"\x1f{here.tag}\x1f" + "\x1f".join(f"{k}={v}" for k, v in sorted(here.attributes.items())))
            stack.extend(reversed(here.children))
    return hashlib.sha256("".join(parts).encode("utf-8", "surrogatepass")).digest()


def _report(item: Element, feed: _Feed, piece: Piece, hints: Hints, limits: Limits) -> Report:
    text, places, note = _words(item)
    signs = list(_signs(item, feed))
    if not text:
        raise UnreadableError("an item without words", "read the page that it leads to")
    said = believed(signs, frozenset({"the feed's title", "<author>"}), "the feed", (note,) if note else ())
    said = Said(
        stated=said.stated, guessed=said.guessed, signal=said.signal, signals=said.signals, notes=said.notes,
        signs=said.signs, places=places,
    )  # fmt: skip
    return make_report(text, piece, said, hints, limits, media_type="application/feed-item")


def _words(item: Element) -> tuple[str, tuple[Place, ...], str]:
    whole, summary = item.first(*_WHOLE), item.first(*_SUMMARY)
    for found, note in ((whole, ""), (summary, "a feed's summary, not the whole text")):
        if found is not None and (markup := _inner(found)).strip():
            page = words_of(markup)
            if page.text:
                return page.text, page.places, note
    title = item.first(*_FIELDS["title"])
    return (_line(title) if title else ""), (), "a headline only"


def _line(element: Element) -> str:
    """A title or name as one line. Where Atom says that it is HTML, its words; character references that were escaped
    twice, as many makers of RSS do, are undone."""
    text = element.text()
    if element.attributes.get("type") in ("html", "text/html"):
        text = _TAG.sub("", text)
    return " ".join(_REFERENCE.sub(lambda found: unescape(found[0]), text).split())


def _inner(element: Element) -> str:
    """An element's content as markup: escaped HTML as it is, elements of XHTML as their paragraphs."""
    if not any(True for _ in element.elements()):
        return element.text()
    blocks: list[str] = []
    for each in element.walk():
        if each.name in ("p", "h1", "h2", "h3", "li", "blockquote"):
            blocks.append(_escaped(each.text()))
    return "\n".join(f"<p>{block}</p>" for block in blocks) or _escaped(element.text())


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _signs(item: Element, feed: _Feed) -> Iterator[Sign]:
    if (address := _address(item, feed)) is not None:
        yield address
    for name, tags in _FIELDS.items():
        for tag in tags:
            found = item.first(tag)
            value = _line(found.first(f"{_ATOM}name") or found) if found else ""
            if found is not None and value and "<" not in value[:1]:
                yield Sign(field=name, value=value[:1000], signal=f"<{found.name}>")
                if name == "byline":
                    yield Sign(field="credit", value=value[:1000], signal=f"<{found.name}>")
    source = item.first("source", f"{_DC}publisher")
    if source is not None and source.text().strip():
        yield Sign(field="outlet", value=" ".join(source.text().split())[:300], signal=f"<{source.name}>")
    if feed.outlet:
        yield Sign(field="outlet", value=feed.outlet[:300], signal="the feed's title")
    if feed.language:
        yield Sign(field="language", value=feed.language[:20], signal="the feed's language")


def _address(item: Element, feed: _Feed) -> Sign | None:
    for each in item.elements():
        if each.name == "link" and each.attributes.get("rel", "alternate") == "alternate":
            address = (each.attributes.get("href") or each.text()).strip()
            if address:
                return _joined(feed.base, address, "<link>")
    guid = item.first("guid")
    if guid is not None and guid.attributes.get("isPermaLink", "true") == "true":
        return _joined(feed.base, guid.text().strip(), "<guid>")
    return None


def _joined(base: str, address: str, signal: str) -> Sign | None:
    try:
        whole = urljoin(base, address)
    except ValueError:
        return None
    return Sign(field="url", value=whole, signal=signal) if whole.startswith(("http://", "https://")) else None
