"""How long a brief is: whole, a page, or its minute; and the notes numbered anew in the order of reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal, TypeVar

from guarantor.briefing.parts import Body, Note, Paragraph, Section, Sentence
from guarantor.briefing.speakers import upper_first

Length = Literal["minute", "page", "full"]
LENGTHS: tuple[Length, ...] = ("minute", "page", "full")
NEWEST_LAST = ("happened", "before", "stands", "comes", "ahead", "issues", "owed")
"""Where the newest stands last in a paragraph: a page keeps the last sentences of these, and the first of others."""
ONE_ORIGIN = "one origin"
B = TypeVar("B", bound=Body)

PAGE: Mapping[str, tuple[int, int]] = {
    "happened": (4, 3), "matters": (3, 2), "issues": (6, 3), "way": (6, 1), "ahead": (2, 2), "due": (4, 1),
    "unknown": (3, 1), "comes": (1, 4), "table": (1, 2), "before": (2, 2), "stands": (6, 6), "positions": (0, 0),
    "owed": (3, 3), "open": (3, 1), "gates": (1, 2),
}  # fmt: skip
"""For a page: at most so many paragraphs of a section, and sentences of a paragraph. Corrections are never cut."""
WHOLE = ("stands", "before", "issues")
"""Where a page keeps what the minute has told: each side's words stand beside the other's, and the newest figure where
an older one would be left."""
SIDES = "stands"
"""Where a page tells what each side says: words that stand there are not in its minute, too."""
NEWEST = ("owed",)
"""Where a page leaves out what the minute has told, and puts nothing older in its place."""
LED_TO = 2
"""To so many of the sentences that were left out (the newest) a page leads by a note."""
COUNTED = ("happened", "issues", "stands", "open", "unknown")
"""Where a page says how many sentences the longer brief has more."""
COPIES = "copies"
MOST_COPIES = 3
"""So many differences between copies and what they copy stand on a page."""
MINUTE = ("corrections",)
"""What stays beside the minute."""


def cut_to(brief: B, length: Length) -> B:
    """The brief at a length, its notes numbered anew; what was left out of a section is counted there."""
    if length == "full":
        return settled(replace(brief, sections=tuple(_whole(section) for section in brief.sections)))
    brief = replace(
        brief, minute=_each(brief.minute, _without_others),
        sections=tuple(_each(section, _without_others) for section in brief.sections),
    )  # fmt: skip
    if length == "minute":
        kept = tuple(section for section in brief.sections if section.name in MINUTE and section.paragraphs)
        return settled(replace(brief, sections=kept, short=True))
    told = [frozenset(each.notes) for paragraph in brief.minute.paragraphs for each in paragraph.sentences]
    cut = [_cut(section, brief, told) for section in brief.sections]
    kept = tuple(section for section, _ in cut if section is not None)
    if any(section.name == SIDES for section in kept):
        left = [sentence for section, each in cut if section is not None for sentence in each]
        kept = (*kept[:-1], _with_more(kept[-1], left, brief, apart=True))
    else:
        kept = tuple(_with_more(section, each, brief) for section, each in cut if section is not None)
    minute = _once(brief.minute, kept)
    return settled(replace(brief, minute=minute, sections=_touching(minute, kept), short=True))


def _touching(minute: Section, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections of a page; what copies changed only where the page cites either text."""
    said = [s for each in (minute, *sections) if each.name != COPIES for p in each.paragraphs for s in p.sentences]
    cited = {note for sentence in said for note in (*sentence.notes, *sentence.beside)}
    made = []
    for section in sections:
        kept = tuple(p for p in section.paragraphs if any(cited & {*s.notes} for s in p.sentences))
        if section.name != COPIES:
            made.append(section)
        elif kept:
            made.append(replace(section, paragraphs=kept[:MOST_COPIES]))
    return tuple(made)


def _whole(section: Section) -> Section:
    """A section without what stands on a page only."""
    kept = (replace(p, sentences=tuple(s for s in p.sentences if not s.short)) for p in section.paragraphs)
    return replace(section, paragraphs=tuple(paragraph for paragraph in kept if paragraph.sentences))


def _once(minute: Section, sections: tuple[Section, ...]) -> Section:
    """The minute of a page without the words that stand beside the other side's below."""
    below = [s.notes for each in sections if each.name == SIDES for p in each.paragraphs for s in p.sentences]
    made: list[Paragraph] = []
    for paragraph in minute.paragraphs:
        lead: str | None = None
        kept: list[Sentence] = []
        for sentence in paragraph.sentences:
            lead = sentence.lead or lead
            if sentence.speaker is None or sentence.notes not in below:
                kept.append(sentence.led(lead))
                lead = None
            elif sentence.lead is None and not kept:
                lead = None
        made += [replace(paragraph, sentences=tuple(kept))] if kept else []
    return replace(minute, paragraphs=tuple(made))


def _without_others(sentence: Sentence) -> Sentence:
    """A sentence with the notes of the words it prints; of others who told the same one, where origins are several."""
    keep = 0 if ONE_ORIGIN in sentence.marks else 1
    return replace(sentence, beside=sentence.beside[:keep])


def _cut(section: Section, brief: Body, told: list[frozenset[int]]) -> tuple[Section | None, list[Sentence]]:
    """A section of a page: without details, without what the minute tells already, at most so much of the rest; and
    the sentences left out that are to be counted."""
    most = PAGE.get(section.name)
    if most is None:
        return section, []
    if not most[0]:
        return None, []
    last = section.name in NEWEST_LAST
    again = () if section.name in WHOLE else told
    newest = section.name in NEWEST
    chosen = (_shorter(_above(each, told), most[1], again, last=last, newest=newest) for each in section.paragraphs)
    kept = tuple(each for each in chosen if each is not None)
    kept = kept[-most[0] :] if section.name == "happened" else kept[: most[0]]
    left = _left_out(section, kept) if kept and section.name in COUNTED else []
    return (replace(section, paragraphs=kept) if kept or not section.paragraphs else None), left


def _with_more(section: Section, left: list[Sentence], brief: Body, *, apart: bool = False) -> Section:
    """A section that says how many sentences were left out, with the notes of some; ``apart``: in a paragraph of its
    own."""
    if not left or not section.paragraphs:
        return section
    text = brief.wording("more", count=upper_first(brief.wording.number(len(left))))
    notes = tuple(dict.fromkeys(each.notes[0] for each in left if each.notes))
    more = Sentence(text=text, notes=tuple(sorted(notes[-LED_TO:])))
    *others, last = section.paragraphs
    if not apart:
        return replace(section, paragraphs=(*others, replace(last, sentences=(*last.sentences, more))))
    return replace(section, paragraphs=(*section.paragraphs, Paragraph(sentences=(more,), item=last.item)))


def _left_out(section: Section, kept: tuple[Paragraph, ...]) -> list[Sentence]:
    """The sentences of a section that are not kept, in order."""
    told = Counter((each.text, each.notes) for paragraph in kept for each in paragraph.sentences)
    left: list[Sentence] = []
    for sentence in (each for paragraph in section.paragraphs for each in paragraph.sentences):
        if not told[sentence.text, sentence.notes] and sentence.speaker is None and sentence.detail:
            continue
        if told[sentence.text, sentence.notes]:
            told[sentence.text, sentence.notes] -= 1
        else:
            left.append(sentence)
    return left


def _above(paragraph: Paragraph, told: Sequence[frozenset[int]]) -> Paragraph:
    """A paragraph in which what the minute has told is only pointed to, where the sentence has words for that."""
    return replace(paragraph, sentences=tuple(
        replace(each, text=each.again) if each.again and _is_told(each, told) else each for each in paragraph.sentences
    ))  # fmt: skip


def _shorter(
    paragraph: Paragraph, most: int, told: Sequence[frozenset[int]], *, last: bool, newest: bool = False
) -> Paragraph | None:
    """The last sentences of a paragraph (the newest) or the first, its lead and both sides' words on a point kept."""
    found = [
        each for each in paragraph.sentences
        if not each.detail and not each.pair and (newest or not _is_told(each, told))
    ]  # fmt: skip
    chosen = [id(each) for each in (found[-most:] if last else found[:most]) if not _is_told(each, told)]
    kept = [each for each in paragraph.sentences if each.pair or id(each) in chosen]
    if not kept:
        return None
    return replace(paragraph, sentences=(kept[0].led(paragraph.sentences[0].lead), *kept[1:]))


def _is_told(sentence: Sentence, told: Sequence[frozenset[int]]) -> bool:
    """Whether the minute says the same: by the same notes, or, of somebody's words, by a sentence that cites them."""
    notes = frozenset(sentence.notes)
    return bool(notes) and any(notes == each or (sentence.speaker is not None and notes <= each) for each in told)


def settled(brief: B) -> B:
    """The same brief with only the notes that are used, numbered in the order of reading."""
    numbers: dict[int, int] = {}
    for sentence in brief.sentences:
        for number in (*sentence.notes, *sentence.beside):
            numbers.setdefault(number, len(numbers) + 1)
    by_number = {note.number: note for note in brief.notes}
    notes = tuple(Note(number=new, citation=by_number[old].citation) for old, new in numbers.items())

    seen: set[int] = set()
    spoken: set[str] = set()

    def renumbered(sentence: Sentence) -> Sentence:
        found = tuple(sorted({numbers[number] for number in (*sentence.notes, *sentence.beside)}))
        fresh = tuple(number for number in found if number not in seen)
        seen.update(fresh)
        return replace(sentence, notes=found, beside=(), fresh=fresh, text=_named_once(sentence, spoken))

    return replace(
        brief, minute=_each(brief.minute, renumbered), notes=notes,
        sections=tuple(_each(section, renumbered) for section in brief.sections),
    )  # fmt: skip


def _named_once(sentence: Sentence, spoken: set[str]) -> str:
    """The text with its speaker in the long form at first and the short one later."""
    who = sentence.speaker
    if who is None or not who.known:
        return sentence.text
    if who.known in spoken and sentence.text.startswith(who.long):
        return who.short + sentence.text.removeprefix(who.long)
    spoken.add(who.known)
    return sentence.text


def _each(section: Section, change: Callable[[Sentence], Sentence]) -> Section:
    def paragraphs() -> Iterator[Paragraph]:
        for paragraph in section.paragraphs:
            yield replace(paragraph, sentences=tuple(change(sentence) for sentence in paragraph.sentences))

    return replace(section, paragraphs=tuple(paragraphs()))
