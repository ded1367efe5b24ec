"""The parts of a brief as values: sections of paragraphs of sentences, each sentence with the numbers of its notes.

Nothing in a brief is free text about the world: a sentence is made from claims or from a status, and its notes lead to
the words. ``marks`` are said in the sentence itself: *one origin*, *not reviewed*, *derived*; they are set as raised
signs, with the words beside a sign where it comes first.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from guarantor.briefing.citation import Citation
from guarantor.briefing.question import question
from guarantor.briefing.wording import Wording, default_wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who says so: ``long`` at first, ``short`` later; ``known`` is the same for the same speaker."""

    long: str
    short: str
    known: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence. ``lead`` is set in bold before it; ``notes`` are numbers into the brief's notes, ``beside`` those
    of others who told the same; ``beside`` and a ``detail`` are left out of a brief of one page. ``speaker`` stands at
    its beginning, in the long form."""

    text: str
    notes: tuple[int, ...] = ()
    marks: tuple[str, ...] = ()
    lead: str | None = None
    beside: tuple[int, ...] = ()
    detail: bool = False
    speaker: Speaker | None = None
    plain: bool = True
    """Whether the words stand by themselves and the case knows who says them."""
    short: bool = False
    """Whether it stands on a page only, in the place of details."""
    pair: bool = False
    """Whether it is one of both sides' words on a point: a page never keeps one without the other."""
    again: str | None = None
    """What a page says in its place where the minute has the same words."""
    fresh: tuple[int, ...] = ()
    """The notes that no earlier sentence has: where they stand at the foot of the page."""

    def led(self, lead: str | None) -> Sentence:
        """The sentence with words in bold before it."""
        return replace(self, lead=lead)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Sentences that belong together; ``item`` sets it as an item of a list."""

    sentences: tuple[Sentence, ...]
    item: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with its paragraphs; ``empty`` is said where there are none; ``name`` is that of the wording."""

    heading: str
    paragraphs: tuple[Paragraph, ...] = ()
    empty: str = "Nothing on the record."
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A numbered note: the citation behind it."""

    number: int
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A dated issue. ``asked`` says for which times it was made, ``head`` is the record's head that it rests on.

    ``request`` holds what it was asked for as plain JSON values, so that it can be made again; ``number`` is that of an
    issue that was sent out; ``short`` says that details were left out.
    """

    title: str
    asked: str
    minute: Section
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    marking: str = "TLP:CLEAR"
    head: str = ""
    caveat: str = ""
    number: int | None = None
    short: bool = False
    request: dict[str, Any] = field(default_factory=dict, hash=False)
    wording: Wording = field(default_factory=default_wording, hash=False, compare=False)

    @property
    def key(self) -> str:
        """What the raised signs mean: those that the brief uses, in the order of their first use. It stands on top; of
        a short brief at the foot, since the words stand beside each sign where it comes first."""
        marks = list(dict.fromkeys(mark for each in self.sentences for mark in each.marks))
        return self.wording.key(marks, brief=self.short)

    @property
    def head_key(self) -> str:
        """The key where it stands on top."""
        return "" if self.short else self.key

    @property
    def question(self) -> str:
        """What it was asked for, as options of the command that makes it again; empty where that is not known."""
        return question(self.request)

    @property
    def foot(self) -> str:
        """What is said at the foot of the brief."""
        caveat = " ".join(self.caveat.split())
        return f"{self.key} {caveat}".strip() if self.short else caveat

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence, in order."""
        return tuple(
            sentence
            for section in (self.minute, *self.sections)
            for paragraph in section.paragraphs
            for sentence in paragraph.sentences
        )


@dataclass(slots=True)
class Notes:
    """Numbers citations in the order in which sentences use them, each once."""

    _numbers: dict[str, int] = field(default_factory=dict)
    _citations: list[Citation] = field(default_factory=list)

    def number(self, citation: Citation) -> int:
        """The number of a citation."""
        if citation.claim not in self._numbers:
            self._citations.append(citation)
            self._numbers[citation.claim] = len(self._citations)
        return self._numbers[citation.claim]

    def numbers(self, *citations: Citation) -> tuple[int, ...]:
        """The numbers of several, rising."""
        return tuple(sorted({self.number(citation) for citation in citations}))

    def all(self) -> tuple[Note, ...]:
        """The notes."""
        return tuple(Note(number=number, citation=citation) for number, citation in enumerate(self._citations, 1))
