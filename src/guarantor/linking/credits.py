"""Whose text a report is: the agency that byline, dateline, outlet's name, address or sign-off credit.

A credit says through whose hands the words came, never that they are so. The marks are data (``data/credits.tsv``), the
agencies' names come from the general table and the case's sources. An agency that is only quoted inside the text
("told Wire") credits a claim, by its chain, and not the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal
from urllib.parse import urlsplit

from guarantor.linking.roots import folded
from guarantor.model.actor import People
from guarantor.model.report import Report
from guarantor.reading.actors import world

How = Literal["byline", "outlet", "dateline", "sign-off", "address"]

HEAD, TAIL = 400, 500
"""How many characters of a text's head and end are searched for datelines and sign-offs."""
_PARTS = re.compile(r"\s*(?:[/|(),;&\[\]]|\bvia\b|\bciting\b|\bbased on\b|\bwith\b|\band\b|\s[-–—]\s|[:])\s*", re.I)
_NOISE = re.compile(
    r"(?i)^(?:by|source|sources|from|in)\s+|\s+(?:copy|feed|service|staff|wire|news wire|reporters?)$|-based$"
)
_DATELINE = re.compile(
    r"(?:^|\n)[ \t]*(?:[A-Z][^\n()]{0,60}?[ ,])?\((?P<name>[^()\n]{2,40})\)\s?(?:[-–—]{1,2}|:|\.-)\s"
    r"|(?:^|\n)[ \t]*[A-Z][^\n]{0,60}?[,/](?P<after>[A-Z][\w. -]{1,30})[/ ](?:\s?[-–—]{1,2})\s"
    r"|(?:^|\n)[ \t]*[^\W\d_][^\n/()]{0,60}?[.,،]\s*/(?P<slashed>[^\n/]{2,30})/\.?\s"
    r"|(?:^|\n)[ \t]*[^\x00-\u024f][^\n()]{0,60}?[ ,،]?[(（](?P<other>[^()（）\n]{2,40})[)）]\s?(?:[-–—ـ]{1,2}|:|\.-)\s"
    r"|(?:^|\n)[ \t]*[^\x00-\u024f][^\n/()]{0,60}?[ ,،/](?P<closed>[^\n/()،,]{2,30})/?\s?[-–—]\s"
)
"""A place, and an agency in brackets or strokes, before a dash: in any script."""
_DESK = re.compile(
    r"[(\[](?:reporting|additional reporting|writing|editing)\b[^()\[\]]*\bfor (?P<name>[A-Z][\w' -]{1,40}?)[.)\]]",
    re.I,
)
"""Who reported and edited, and for whom, in brackets at a text's end."""
_SOURCE = "source|المصدر|مصدر|источник|kaynak|fuente|fonte|quelle|מקור|джерело|منبع"
_NAME = r"[^\W\d_](?:[\w'’\" -]|\.(?=\w)){1,40}?"
_LAST = re.compile(
    rf"(?:^|\n|[.!?\"”»؟。]\s)\s*[(\[/]*(?:(?:{_SOURCE})\s?: ?|©\s?)?(?P<name>{_NAME})[)\]/]*\.?\s*$", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Credited:
    """An agency credited by a report, where the credit stands, and its words."""

    agency: str
    how: How
    words: str


class Credits:
    """Finds the agency that a report credits, among a case's agencies and the world's."""

    def __init__(self, people: People) -> None:
        self._names = dict(_world_agencies())
        self._hosts: dict[str, str] = {mark: agency for kind, mark, agency in _marks() if kind == "host"}
        self._paths = [(mark, agency) for kind, mark, agency in _marks() if kind == "path"]
        self._offs = [(re.compile(mark), agency) for kind, mark, agency in _marks() if kind == "sign-off"]
        for source in people.sources.values():
            if source.kind == "agency":
                self._names |= {folded(name): source.id for name in (*source.names, *source.credits)}
                self._hosts |= dict.fromkeys(source.hosts, source.id)

    def of(self, report: Report) -> Credited | None:
        """The first credit found: byline, outlet's name, dateline, sign-off, address; None where there is none."""
        return next(self._found(report), None)

    def agency(self, name: str) -> str | None:
        """The agency of a name or id, or None.

        >>> Credits(People()).agency("Agence France-Presse")
        'afp'
        """
        return self._names.get(folded(name.strip(" ()[]/.")))

    def is_agency(self, id_: str) -> bool:
        """Whether an id is an agency's."""
        return id_ in self._names.values()

    def _found(self, report: Report) -> Iterator[Credited]:
        byline = report.credit and self._in_names(report.credit)
        if byline:
            yield Credited(agency=byline[0], how="byline", words=byline[1])
        elif report.credit and report.signals.get("credit") in ("stated", "front matter"):
            yield Credited(agency=f"credit:{folded(report.credit)}", how="byline", words=report.credit)
        outlet = report.outlet and self._in_names(report.outlet)
        if outlet:
            yield Credited(agency=outlet[0], how="outlet", words=outlet[1])
        yield from self._in_text(report.text)
        yield from self._in_address(report.url)

    def _in_names(self, words: str) -> tuple[str, str] | None:
        """An agency as a whole part of a byline or an outlet's name ("Lakes Post/LP", "by LP staff")."""
        for part in (words, *_PARTS.split(words)):
            bare = _NOISE.sub("", _NOISE.sub("", part.strip()))
            if (agency := self.agency(bare)) is not None and bare:
                return agency, part.strip()
        return None

    def _in_text(self, text: str) -> Iterator[Credited]:
        for match in _DATELINE.finditer(text[:HEAD]):
            name = next(words for words in match.groups() if words)
            if (found := self._in_names(name)) is not None:
                yield Credited(agency=found[0], how="dateline", words=name)
        tail = text.rstrip()[-TAIL:]
        for pattern, agency in self._offs:
            if (mark := pattern.search(tail)) is not None:
                yield Credited(agency=agency, how="sign-off", words=mark.group().strip()[:60])
        for desk in _DESK.finditer(tail):
            if (found := self._in_names(desk["name"])) is not None:
                yield Credited(agency=found[0], how="sign-off", words=desk.group().strip()[:60])
        last = _LAST.search(tail)
        if last is not None and (agency_ := self.agency(last["name"])) is not None:
            yield Credited(agency=agency_, how="sign-off", words=last["name"])

    def _in_address(self, url: str | None) -> Iterator[Credited]:
        if not url:
            return
        try:
            parts = urlsplit(url if "//" in url else f"//{url}")
            host = (parts.hostname or "").removeprefix("www.")
        except ValueError:
            return
        for mark, agency in self._hosts.items():
            if host == mark or host.endswith(f".{mark}"):
                yield Credited(agency=agency, how="address", words=host)
        for mark, agency in self._paths:
            if mark in f"{parts.path.casefold()}/" and agency != "*":
                yield Credited(agency=agency, how="address", words=mark)


def wire_address(url: str | None) -> bool:
    """Whether an address says that the story came from some agency without naming it.

    >>> wire_address("https://news.example/International/wireStory/talks-1")
    True
    """
    path = (url or "").casefold()
    return any(kind == "path" and agency == "*" and mark in f"{path}/" for kind, mark, agency in _marks())


@cache
def _world_agencies() -> tuple[tuple[str, str], ...]:
    agencies = [actor for actor in world() if actor.kind == "agency"]
    named = [(folded(name), actor.id) for actor in agencies for name in actor.names]
    return (*named, *_other_scripts(), *((actor.id, actor.id) for actor in agencies))


def _other_scripts() -> Iterator[tuple[str, str]]:
    """Names of agencies in other scripts and languages, with their ids."""
    for agency, names in (row[:2] for row in _rows("agency_names.tsv")[1:]):
        yield from ((folded(name), agency) for name in names.split("|"))


@cache
def _marks() -> tuple[tuple[str, str, str], ...]:
    return tuple((kind, mark, agency) for kind, mark, agency in _rows("credits.tsv"))


def _rows(name: str) -> list[list[str]]:
    text = files("guarantor.linking").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
