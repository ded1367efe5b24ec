"""What a page says of itself, every word with the signal it came from, in the order in which they are believed.

Signals: schema.org data (JSON-LD and ``itemprop``), Open Graph, Dublin Core and what publishers' systems write into
``<meta>``, ``<link rel=canonical>``, ``<html lang>``, ``<time>``, ``<title>``, and the address itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from guarantor.intake.page.markup import Markup
from guarantor.model.report import Sign

_META = {
    "article:published_time": "published",
    "datepublished": "published",
    "parsely-pub-date": "published",
    "dcterms.issued": "published",
    "dc.date.issued": "published",
    "dc.date": "published",
    "dcterms.created": "published",
    "pubdate": "published",
    "publishdate": "published",
    "date": "published",
    "article:modified_time": "modified",
    "datemodified": "modified",
    "dcterms.modified": "modified",
    "og:updated_time": "modified",
    "og:site_name": "outlet",
    "dc.publisher": "outlet",
    "application-name": "outlet",
    "og:title": "title",
    "headline": "title",
    "dc.title": "title",
    "twitter:title": "title",
    "og:url": "url",
    "author": "byline",
    "article:author": "byline",
    "dc.creator": "byline",
    "parsely-author": "byline",
    "inlanguage": "language",
    "dc.language": "language",
    "og:locale": "language",
    "content-language": "language",
}
"""Names of ``<meta>`` (property, name, itemprop, http-equiv) and the field each tells of; earlier ones first."""
_ORDER = {name: number for number, name in enumerate(_META)}
_LINKED = (
    ("datePublished", "published"), ("dateModified", "modified"), ("headline", "title"), ("inLanguage", "language"),
)  # fmt: skip
_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?=[/-]|$)")
_LONGEST = 1000
GUESSED = frozenset({"<time>", "<title>", "the address", "the address's domain"})
"""Signals that are only inferred: what the user says of a source outweighs them."""


def signs_of(markup: Markup, address: str | None) -> list[Sign]:
    """Every sign of the head, the most believed of each field first. ``address`` is where the page was got."""
    ranked: list[tuple[int, int, Sign]] = []
    for number, (rank, sign) in enumerate(_all(markup, address)):
        value = " ".join(sign.value.split())
        if value and len(value) <= _LONGEST:
            ranked.append((rank, number, Sign(field=sign.field, value=value, signal=sign.signal)))
    ranked.sort(key=lambda each: each[:2])
    return list(dict.fromkeys(sign for _, _, sign in ranked))


def _all(markup: Markup, address: str | None) -> Iterator[tuple[int, Sign]]:
    for script in markup.scripts:
        for sign in _linked_data(script):
            yield 0, sign
    for name, values in markup.heads:
        yield from _head(name, values, address)
    for values, inside in markup.times:
        if values.get("datetime") and values.get("itemprop", "").lower() not in ("datepublished", "datemodified"):
            yield 200 if inside else 210, _sign("published", values["datetime"], "<time>")
    if markup.title:
        yield 300, _sign("title", markup.title, "<title>")


def _head(name: str, values: dict[str, str], address: str | None) -> Iterator[tuple[int, Sign]]:
    if name == "html" and values.get("lang"):
        yield 50, _sign("language", values["lang"], "<html lang>")
    elif name == "link" and "canonical" in values.get("rel", "").lower().split() and values.get("href"):
        yield 0, _sign("url", _whole(address, values["href"].strip()), "<link rel=canonical>")
    for kind in ("property", "name", "itemprop", "http-equiv"):
        key = values.get(kind, "").lower()
        value = values.get("content") or (values.get("datetime", "") if kind == "itemprop" else "")
        if key in _META and value:
            yield 100 + _ORDER[key], _sign(_META[key], value, f"<{name} {key}>")


def _whole(address: str | None, href: str) -> str:
    """An address in full; empty (and so no sign) where it is none."""
    try:
        return urljoin(address or "", href)
    except ValueError:
        return ""


def _linked_data(text: str) -> Iterator[Sign]:
    """schema.org data of the article."""
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    for item in _objects(value):
        kinds = item.get("@type", "")
        told = " ".join(map(str, kinds)) if isinstance(kinds, list) else str(kinds)
        if not re.search("article|posting|report", told, re.IGNORECASE):
            continue
        for key, name in _LINKED:
            if isinstance(item.get(key), str):
                yield _sign(name, item[key], f"schema.org {key}")
        for key, name in (("publisher", "outlet"), ("author", "byline"), ("sourceOrganization", "credit")):
            for called in _names(item.get(key)):
                yield _sign(name, called, f"schema.org {key}")
        if isinstance(item.get("url"), str) and item["url"].startswith("http"):
            yield _sign("url", item["url"], "schema.org url")


def _names(value: Any) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict) and isinstance(each.get("name"), str):
            yield each["name"]


def _objects(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [item for item in value if isinstance(item, dict)]
    if isinstance(value, dict):
        graph = value.get("@graph")
        return [value, *([item for item in graph if isinstance(item, dict)] if isinstance(graph, list) else [])]
    return []


def date_in_address(address: str) -> str | None:
    """The day that an address carries in its path.

    >>> date_in_address("https://gazette.example/news/2031/05/06/bridge")
    '2031-05-06'
    """
    try:
        found = _IN_ADDRESS.search(urlsplit(address).path)
    except ValueError:
        return None
    return "-".join(found.groups()) if found else None


def _sign(name: str, value: str, signal: str) -> Sign:
    return Sign(field=name, value=value, signal=signal)
