"""The parts of a brief as values: sections of paragraphs of sentences, each sentence with the numbers of its notes.

Nothing in a brief is free text about the world: a sentence is made from claims or from a status, and its notes lead to
the words. ``marks`` are said in the sentence itself: *one origin*, *not reviewed*, *derived*.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from guarantor.briefing.citation import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence. ``lead`` is set in bold before it; ``notes`` are numbers into the brief's notes."""

    text: str
    notes: tuple[int, ...] = ()
    marks: tuple[str, ...] = ()
    lead: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Sentences that belong together; ``item`` sets it as an item of a list."""

    sentences: tuple[Sentence, ...]
    item: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with its paragraphs; ``empty`` is said where there are none."""

    heading: str
    paragraphs: tuple[Paragraph, ...] = ()
    empty: str = "Nothing on the record."


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A numbered note: the citation behind it."""

    number: int
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A dated issue. ``asked`` says for which times it was made, ``head`` is the record's head that it rests on."""

    title: str
    asked: str
    minute: Section
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    marking: str = "TLP:CLEAR"
    head: str = ""
    caveat: str = ""

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
