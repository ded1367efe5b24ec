"""What a resolver may ask, and what it answers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from guarantor.reading.patterns import Words
from guarantor.reading.quick import maker, quick
from guarantor.reading.times.arithmetic import Days
from guarantor.reading.times.expression import Precision, Role
from guarantor.reading.times.lexicon import Lexicon
from guarantor.reading.times.numerals import read_count
from guarantor.reading.times.tense import Tense, tense_near

NO_PUBLICATION = "the day of publication is not known"
STEPS = {"past": -1, "next": 1, "this": 0, "that": 0}
"""Units from the base that "last", "next", "this" and "that" lead to, by their values in the lexicon."""


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a resolver makes of its words; open or untold edges are None. ``minute`` is set for clock times only."""

    first: date | None = None
    last: date | None = None
    precision: Precision = "vague"
    base: date | None = None
    fallback: bool = False
    note: str | None = None
    role: Role | None = None
    length: str | None = None
    minute: str | None = None
    year_told: bool = True
    tail: int | None = None
    """Index after the last word that belongs to the expression, where that is not the end of the match."""


new_reading = maker(Reading)


@dataclass(slots=True)
class Context:
    """A text being read: its words, its day of publication, and what was told last.

    ``anchor`` is the last day told, ``anchor_end`` the word after it, ``stretch`` the first day of the
    last expression of any grain.
    """

    words: Words
    encoded: str
    lexicon: Lexicon
    published: date | None
    future: bool | None = None
    forced: bool = False
    anchor: date | None = None
    stretch: date | None = None
    anchor_end: int = -1
    tenses: dict[tuple[int, int], Tense | None] = field(default_factory=dict)

    def tense(self, match: re.Match[str]) -> Tense | None:
        """Past or future from the caller, else from the verbs near the match."""
        if self.future is not None:
            return "future" if self.future else "past"
        place = match.span()
        if place not in self.tenses:
            self.tenses[place] = tense_near(self.words, *place)
        return self.tenses[place]

    def value(self, match: re.Match[str], name: str) -> str | None:
        """The lexicon's value of the first word of a group, None where the group is missing."""
        word = self.word(match, name)
        return None if word is None else self.lexicon.values.get(word, word)

    def word(self, match: re.Match[str], name: str) -> str | None:
        """The first word of a group in lower case, None where the group is missing or the rule has none."""
        index = self.index(match, name)
        return None if index is None else self.words.words[index]

    def index(self, match: re.Match[str], name: str) -> int | None:
        """Where a group begins, in words."""
        if name not in match.re.groupindex or match.start(name) < 0 or match.start(name) == match.end(name):
            return None
        return match.start(name)

    def number(self, match: re.Match[str], name: str) -> int | None:
        """Day, year or ordinal of a group."""
        value = self.value(match, name)
        digits = re.match(r"\d{1,6}", value or "")
        return int(digits.group()) if digits else None

    def class_at(self, index: int) -> str | None:
        """The class of the word at an index; None outside the text."""
        return self.lexicon.classes.names[self.encoded[index]] if 0 <= index < len(self.encoded) else None

    def is_class(self, index: int, *names: str) -> bool:
        """Whether the word at an index is of one of the classes; False outside the text."""
        return 0 <= index < len(self.encoded) and self.lexicon.classes.names[self.encoded[index]] in names


def count_in(context: Context, match: re.Match[str], name: str = "n") -> int | None:
    """The number of a count group; None where it is vague."""
    start, end = match.span(name)
    return read_count(context.words.words[start:end])


def told(days: Days | None, precision: Precision, **more: object) -> Reading | None:
    """A reading of these days, None where the calendar has none."""
    if days is None:
        return None
    return new_reading(first=days.first, last=days.last, precision=precision, **more)  # type: ignore[arg-type]


def day_told(day: date | None, **more: object) -> Reading | None:
    """A reading of one day."""
    return told(Days(day, day) if day else None, "day", **more)


def untold(
    note: str, *, precision: Precision = "vague", role: Role | None = None, length: str | None = None
) -> Reading:
    """An expression of time without a date, with the reason in words."""
    return new_reading(precision=precision, note=note, role=role, length=length)


def parse_published(published: str | None) -> date | None:
    """The day of publication in an ISO day or date-time; None where it is missing or is no date."""
    if not published:
        return None
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(published).date()
    except ValueError:
        return None
