"""How long a brief is: whole, a page, or its minute; and the notes numbered anew in the order of reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Literal, TypeVar

from guarantor.briefing.parts import Body, Note, Paragraph, Section, Sentence

Length = Literal["minute", "page", "full"]
LENGTHS: tuple[Length, ...] = ("minute", "page", "full")
B = TypeVar("B", bound=Body)

PAGE: Mapping[str, tuple[int, int]] = {
    "happened": (6, 3), "matters": (4, 2), "issues": (6, 3), "way": (4, 2), "ahead": (2, 2), "due": (4, 2),
    "unknown": (3, 2), "comes": (1, 4), "table": (0, 0), "before": (2, 2), "stands": (4, 3), "owed": (3, 2),
    "open": (4, 2),
}  # fmt: skip
"""For a page: at most so many paragraphs of a section, and sentences of a paragraph. Corrections are never cut."""
MINUTE = ("corrections",)
"""What stays beside the minute."""


def cut_to(brief: B, length: Length) -> B:
    """The brief at a length, its notes numbered anew; what was left out of a section is counted there."""
    if length == "full":
        return settled(brief)
    if length == "minute":
        kept = tuple(section for section in brief.sections if section.name in MINUTE and section.paragraphs)
        return settled(replace(brief, sections=kept))
    cut = (_cut(section, brief) for section in brief.sections)
    return settled(replace(brief, sections=tuple(section for section in cut if section is not None)))


def _cut(section: Section, brief: Body) -> Section | None:
    most = PAGE.get(section.name)
    if most is None:
        return section
    paragraphs, sentences = most
    if not paragraphs:
        return None
    kept = tuple(_shorter(each, sentences) for each in section.paragraphs[:paragraphs])
    left = sum(len(p.sentences) for p in section.paragraphs) - sum(len(p.sentences) for p in kept)
    if left:
        more = Sentence(text=brief.wording("more", count=brief.wording.number(left).capitalize()))
        kept = (*kept[:-1], replace(kept[-1], sentences=(*kept[-1].sentences, more)))
    return replace(section, paragraphs=kept)


def _shorter(paragraph: Paragraph, most: int) -> Paragraph:
    """The last sentences of a paragraph (the newest), its lead kept."""
    kept = paragraph.sentences[-most:]
    return replace(paragraph, sentences=(kept[0].led(paragraph.sentences[0].lead), *kept[1:]))


def settled(brief: B) -> B:
    """The same brief with only the notes that are used, numbered in the order of reading."""
    numbers: dict[int, int] = {}
    for sentence in brief.sentences:
        for number in sentence.notes:
            numbers.setdefault(number, len(numbers) + 1)
    by_number = {note.number: note for note in brief.notes}
    notes = tuple(Note(number=new, citation=by_number[old].citation) for old, new in numbers.items())

    def renumbered(sentence: Sentence) -> Sentence:
        return replace(sentence, notes=tuple(sorted(numbers[number] for number in sentence.notes)))

    return replace(
        brief, minute=_each(brief.minute, renumbered), notes=notes,
        sections=tuple(_each(section, renumbered) for section in brief.sections),
    )  # fmt: skip


def _each(section: Section, change: Callable[[Sentence], Sentence]) -> Section:
    def paragraphs() -> Iterator[Paragraph]:
        for paragraph in section.paragraphs:
            yield replace(paragraph, sentences=tuple(change(sentence) for sentence in paragraph.sentences))

    return replace(section, paragraphs=tuple(paragraphs()))
