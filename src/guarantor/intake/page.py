"""A web page by the standard library alone: its headings and paragraphs, and what its head says of it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

_SILENT = frozenset({
    "script", "style", "noscript", "template", "svg", "nav", "header", "footer", "aside", "form", "button", "figure",
    "iframe", "select", "menu",
})  # fmt: skip
_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "li", "blockquote", "td", "pre", "dd"})
_VOID = frozenset(
    {"br", "img", "hr", "meta", "link", "input", "source", "wbr", "area", "base", "col", "embed", "track"}
)
_META = {
    "og:site_name": "outlet",
    "article:published_time": "published",
    "datepublished": "published",
    "date": "published",
    "dc.date": "published",
    "dcterms.created": "published",
    "parsely-pub-date": "published",
    "og:title": "title",
    "og:url": "url",
    "author": "credit",
    "dc.creator": "credit",
}
"""Names of ``<meta>`` and the field each gives: Open Graph, Dublin Core, and what publishers' systems write."""


@dataclass(slots=True)
class Page:
    """What was found. ``signals`` says for a field which part of the page gave it."""

    stated: dict[str, str] = field(default_factory=dict)
    guessed: dict[str, str] = field(default_factory=dict)
    signals: dict[str, str] = field(default_factory=dict)
    text: str = ""


def parse_page(html: str) -> Page:
    """The page's text (blocks apart by an empty line, blanks collapsed) and metadata; never raises on bad markup."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.finish()


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._open: list[str] = []
        self._buffer: list[str] = []
        self._blocks: list[tuple[bool, str]] = []
        self._title: list[str] = []
        self._data: list[str] = []

    # --- what the base class calls ----------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "html" and values.get("lang"):
            self._say("language", values["lang"].split("-")[0].lower(), "<html lang>")
        elif tag == "meta":
            self._meta(values)
        elif tag == "link" and "canonical" in values.get("rel", "").lower().split() and values.get("href"):
            self._say("url", values["href"], "<link rel=canonical>")
        elif tag == "time" and values.get("datetime"):
            self.page.guessed.setdefault("published", values["datetime"])
        if tag == "br":
            self._buffer.append("\n")
        if tag in _BLOCKS:
            self._flush()
        if tag == "script" and values.get("type", "").lower() == "application/ld+json":
            self._open.append("ld+json")
        elif tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS or tag in ("article", "main", "div", "section", "body"):
            self._flush()
        if tag == "script" and self._open and self._open[-1] == "ld+json":
            self._open.pop()
            self._linked_data("".join(self._data))
            self._data.clear()
            return
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "ld+json":
            self._data.append(data)
        elif "title" in self._open[-1:]:
            self._title.append(data)
        elif not _SILENT.intersection(self._open) and _BLOCKS.intersection(self._open):
            self._buffer.append(data)

    # --- what it finds ----------------------------------------------------------------------------------------------

    def _say(self, name: str, value: str, signal: str) -> None:
        if value.strip() and name not in self.page.stated:
            self.page.stated[name] = " ".join(value.split())
            self.page.signals[name] = signal

    def _meta(self, values: dict[str, str]) -> None:
        key = (values.get("property") or values.get("name") or values.get("itemprop") or "").lower()
        if key in _META:
            self._say(_META[key], values.get("content", ""), f"<meta {key}>")

    def _linked_data(self, text: str) -> None:
        """schema.org data of the article."""
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            return
        for item in _objects(value):
            kinds = item.get("@type", "")
            if not re.search("article|posting|report", json.dumps(kinds), re.IGNORECASE):
                continue
            for key, name in (("datePublished", "published"), ("headline", "title"), ("inLanguage", "language")):
                if isinstance(item.get(key), str):
                    self._say(name, item[key], f"schema.org {key}")
            publisher = item.get("publisher")
            if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
                self._say("outlet", publisher["name"], "schema.org publisher")

    def _flush(self) -> None:
        text = re.sub(r"[ \t\r\f\v\xa0]*\n\s*", "\n", re.sub(r"[ \t\r\f\v\xa0]+", " ", "".join(self._buffer))).strip()
        self._buffer.clear()
        if text:
            inside = "article" in self._open or "main" in self._open
            self._blocks.append((inside, text))

    def finish(self) -> Page:
        self._flush()
        within = [text for inside, text in self._blocks if inside]
        self.page.text = "\n\n".join(within or [text for _, text in self._blocks])
        title = " ".join("".join(self._title).split())
        if title:
            self.page.guessed.setdefault("title", title)
            self.page.signals.setdefault("title", "<title>")
        return self.page


def _objects(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [item for item in value if isinstance(item, dict)]
    if isinstance(value, dict):
        graph = value.get("@graph")
        return [value, *(_objects(graph) if isinstance(graph, list) else [])]
    return []
