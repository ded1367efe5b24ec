"""A written brief beside the same brief made again: what its sentences count, and what its notes say.

Figures of our own reckoning stand in no report; and a number that was changed may stand by chance somewhere in what the
sentence cites. The brief made again from the same question says which number belongs where. Words may be edited.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from guarantor.briefing.reading_back import Said, Written

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
NUMBER_WORDS: Mapping[str, float] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
_COUNTED = re.compile(
    rf"(?:\b(?:at least|up to|about|more than|almost) )?(?:\d[\d,]*(?:\.\d+)?|\b(?:{'|'.join(NUMBER_WORDS)})\b)", re.I
)
_BRACKET = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Twins:
    """The brief made again: its sentences by the ids of what they cite and by their words, its notes by id."""

    by_ids: Mapping[frozenset[str], list[Said]]
    by_text: Mapping[str, frozenset[str]]
    notes: Mapping[str, str]

    @classmethod
    def of(cls, made: Written) -> Twins:
        """The sentences and notes of a brief that was made again."""
        ids = {note.number: note.id for note in made.notes}
        by_ids: dict[frozenset[str], list[Said]] = {}
        by_text: dict[str, frozenset[str]] = {}
        for said in made.said:
            cited = frozenset(ids[number] for number in said.notes if number in ids)
            by_ids.setdefault(cited, []).append(said)
            by_text[said.text] = cited
        return cls(by_ids, by_text, {note.id: _flat(note.text) for note in made.notes})

    def has(self, cited: frozenset[str]) -> bool:
        """Whether any sentence cites just that."""
        return cited in self.by_ids

    def unlike(self, said: Said, cited: frozenset[str]) -> str | None:
        """What the sentence says in the brief made again, where its numbers or its notes are others there."""
        theirs = self.by_ids.get(cited, [])
        if any(said.text == each.text for each in theirs):
            return None
        if said.text in self.by_text:
            return "made again, it stands on other notes"
        nearest = max(theirs, key=lambda each: _likeness(said.text, each.text), default=None)
        if nearest is None or counted(nearest.text) == counted(said.text):
            return None
        return f"made again, it says: {nearest.text}"

    def other_note(self, id_: str, text: str) -> str | None:
        """What the note on an id says in the brief made again, where that is something else."""
        made = self.notes.get(id_)
        return made if made is not None and made != _flat(text) else None


def counted(text: str) -> list[str]:
    """The numbers of a text in order, each with the bound before it; those in brackets last, since these may move.

    >>> counted("Ada Lind (1 May): at least 19 of two hundred")
    ['at least 19', 'two', '1']
    """
    beside = " ".join(_BRACKET.findall(text))
    return [found.casefold() for part in (_BRACKET.sub(" ", text), beside) for found in _COUNTED.findall(part)]


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, _COUNTED.sub("#", one), _COUNTED.sub("#", other), autojunk=False).ratio()


def _flat(text: str) -> str:
    return " ".join(text.split())
