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
    "happened": (5, 3), "matters": (4, 1), "issues": (6, 3), "way": (6, 1), "ahead": (2, 2), "due": (4, 1),
    "unknown": (3, 1), "comes": (1, 3), "table": (0, 0), "before": (2, 2), "stands": (4, 2), "positions": (0, 0),
    "owed": (3, 3), "open": (4, 1),
}  # fmt: skip
"""For a page: at most so many paragraphs of a section, and sentences of a paragraph. Corrections are never cut."""
COUNTED = ("happened", "issues", "stands", "open", "unknown")
"""Where a page says how many sentences the longer brief has more."""
MINUTE = ("corrections",)
"""What stays beside the minute."""


def cut_to(brief: B, length: Length) -> B:
    """The brief at a length, its notes numbered anew; what was left out of a section is counted there."""
    if length == "full":
        return settled(brief)
    if length == "minute":
        kept = tuple(section for section in brief.sections if section.name in MINUTE and section.paragraphs)
        return settled(replace(brief, sections=kept, short=True))
    told = {sentence.notes for paragraph in brief.minute.paragraphs for sentence in paragraph.sentences}
    cut = (_cut(section, brief, told) for section in brief.sections)
    return settled(replace(brief, sections=tuple(section for section in cut if section is not None), short=True))


def _cut(section: Section, brief: Body, told: set[tuple[int, ...]]) -> Section | None:
    """A section of a page: without details, without what the minute tells already, at most so much of the rest."""
    most = PAGE.get(section.name)
    if most is None:
        return section
    if not most[0]:
        return None
    chosen = (_shorter(each, most[1], told) for each in section.paragraphs)
    kept = tuple(each for each in chosen if each is not None)[: most[0]]
    left = sum(len(p.sentences) for p in section.paragraphs) - sum(len(p.sentences) for p in kept)
    if left and kept and section.name in COUNTED:
        more = Sentence(text=brief.wording("more", count=brief.wording.number(left).capitalize()))
        kept = (*kept[:-1], replace(kept[-1], sentences=(*kept[-1].sentences, more)))
    return replace(section, paragraphs=kept) if kept or not section.paragraphs else None


def _shorter(paragraph: Paragraph, most: int, told: set[tuple[int, ...]]) -> Paragraph | None:
    """The last sentences of a paragraph (the newest), its lead kept."""
    kept = [each for each in paragraph.sentences if not each.detail and (each.notes not in told or not each.notes)][
        -most:
    ]
    if not kept:
        return None
    return replace(paragraph, sentences=(kept[0].led(paragraph.sentences[0].lead), *kept[1:]))


def settled(brief: B) -> B:
    """The same brief with only the notes that are used, numbered in the order of reading."""
    numbers: dict[int, int] = {}
    for sentence in brief.sentences:
        for number in sentence.notes:
            numbers.setdefault(number, len(numbers) + 1)
    by_number = {note.number: note for note in brief.notes}
    notes = tuple(Note(number=new, citation=by_number[old].citation) for old, new in numbers.items())

    seen: set[int] = set()

    def renumbered(sentence: Sentence) -> Sentence:
        found = tuple(sorted(numbers[number] for number in sentence.notes))
        fresh = tuple(number for number in found if number not in seen)
        seen.update(fresh)
        return replace(sentence, notes=found, fresh=fresh)

    return replace(
        brief, minute=_each(brief.minute, renumbered), notes=notes,
        sections=tuple(_each(section, renumbered) for section in brief.sections),
    )  # fmt: skip


def _each(section: Section, change: Callable[[Sentence], Sentence]) -> Section:
    def paragraphs() -> Iterator[Paragraph]:
        for paragraph in section.paragraphs:
            yield replace(paragraph, sentences=tuple(change(sentence) for sentence in paragraph.sentences))

    return replace(section, paragraphs=tuple(paragraphs()))
