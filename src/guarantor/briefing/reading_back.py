"""A written brief read back: its sentences with the numbers of their notes, and its notes, from Markdown or HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

_NOTE = re.compile(r"^\[\^(\d+)\]: (.*)$", re.M)
QUOTE = re.compile(r"“(.*)”", re.S)
NUMBERED = re.compile(r"^Brief (\d+) · .* · (\S+)$", re.M)
ASKED = r"^{}: (.+)$"
_NUMBERS = re.compile(r"(?:\[\^\d+\])+")
_ID = re.compile(r"((?:claim|report):sha256:[0-9a-f]{64}|(?:provision|issue|meeting|event|phase|actor):[\w.-]+)\s*$")
_WHO = re.compile(r"\*\*(.*?)\*\*; ")
_ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A piece of text with the notes that stand behind it."""

    text: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A note as written: its number, the id it names, the words it quotes and the name it gives (None: none); ``text``
    is all of it."""

    number: int
    id: str
    quote: str | None
    who: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A brief as a file has it; ``number`` is that of an issue that was sent, under its ``marking``; ``asked`` and
    ``record`` are what it was asked for and the record's head, as its foot gives them (None: it does not)."""

    said: tuple[Said, ...]
    notes: tuple[Noted, ...]
    number: int | None = None
    marking: str | None = None
    asked: str | None = None
    record: str | None = None


def read_back(text: str, *, html: bool) -> Written:
    """A written brief; raises ValueError for a text that has no notes."""
    written = _from_html(text) if html else _from_markdown(text)
    if not written.notes:
        raise ValueError("no notes were found; a brief as `guarantor brief` writes it (.md or .html) is needed")
    return written


def _from_markdown(text: str) -> Written:
    body = text.partition("\n---\n")[0]
    notes = []
    for number, words in _NOTE.findall(text):
        plain = _ESCAPED.sub(r"\1", words)
        named, quote = _ID.search(plain), QUOTE.search(plain)
        id_ = named[1] if named else ""
        words = quote[1] if quote is not None and id_.startswith(("claim:", "report:")) else None
        who = _WHO.match(plain)
        notes.append(Noted(number=int(number), id=id_, quote=words, who=who[1] if who else None, text=plain))
    numbered = NUMBERED.search(body)
    number, marking = (int(numbered[1]), numbered[2]) if numbered else (None, None)
    asked, record = (re.findall(ASKED.format(name), text, re.M) for name in ("Asked", "Record"))
    return Written(
        said=tuple(_pieces(body)), notes=tuple(notes), number=number, marking=marking,
        asked=asked[-1] if asked else None, record=record[-1] if record else None,
    )  # fmt: skip


def _pieces(body: str) -> list[Said]:
    said = []
    for line in body.splitlines():
        at = 0
        for found in _NUMBERS.finditer(line):
            words = _ESCAPED.sub(r"\1", line[at : found.start()]).strip()
            said.append(Said(text=words, notes=tuple(int(n) for n in re.findall(r"\d+", found[0]))))
            at = found.end()
    return said


class _Page(HTMLParser):
    """Collects the text before each group of note links, and the notes."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[Said] = []
        self.notes: list[Noted] = []
        self._text: list[str] = []
        self._links: list[int] = []
        self._note: int | None = None
        self._quote: list[str] | None = None
        self._quoting = False
        self._who: list[str] | None = None
        self._naming = False
        self._id = ""
        self._all: list[str] = []
        self.foot: dict[str, str | None] = {}
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "li" and (values.get("id") or "").startswith("n"):
            self._note, self._quote, self._id = int((values["id"] or "n0")[1:]), None, ""
            self._who, self._naming, self._all = None, False, []
        if tag == "b" and self._note is not None and self._who is None:
            self._who, self._naming = [], True
        if tag == "q":
            self._quote, self._quoting = [], True
        if tag == "a" and (values.get("href") or "").startswith("#n"):
            self._links.append(int((values["href"] or "#n0")[2:]))
        self.foot.update({name: value for name, value in attrs if name in ("data-asked", "data-record")})
        if values.get("data-claim"):
            self._id = values["data-claim"] or ""
        if tag in ("p", "h1", "h2", "section") or (tag == "li" and self._note is None):
            self._text = []
        if tag in ("span", "sup"):
            hides = values.get("class") == "vh" or (tag == "sup" and values.get("class") != "signs")
            self._open.append("hidden" if hides else "shown")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("span", "sup") and self._open:
            self._open.pop()
        if tag == "q":
            self._quoting = False
        if tag == "b":
            self._naming = False
        if tag == "sup" and self._links:
            self.said.append(Said(text="".join(self._text).strip(), notes=tuple(self._links)))
            self._text, self._links = [], []
        if tag == "li" and self._note is not None:
            quote = "".join(self._quote) if self._quote is not None else None
            who = "".join(self._who) if self._who is not None else None
            self.notes.append(
                Noted(number=self._note, id=self._id, quote=quote, who=who, text="".join(self._all).strip())
            )
            self._note, self._quote = None, None

    def handle_data(self, data: str) -> None:
        if self._note is not None:
            self._all.append(data)
            if self._quote is not None and self._quoting:
                self._quote.append(data)
            if self._who is not None and self._naming:
                self._who.append(data)
        elif "hidden" not in self._open:
            self._text.append(data)


def _from_html(text: str) -> Written:
    page = _Page()
    page.feed(text)
    numbered = re.search(r"Guarantor · brief (\d+)</span>.*?<b>([^<]+)</b>", text)
    number, marking = (int(numbered[1]), numbered[2]) if numbered else (None, None)
    return Written(
        said=tuple(page.said), notes=tuple(page.notes), number=number, marking=marking,
        asked=page.foot.get("data-asked"), record=page.foot.get("data-record"),
    )  # fmt: skip
