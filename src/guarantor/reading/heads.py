"""Whose word a report is that no rule can read: the one person of the general table whom it has saying something.

A report in another language makes no claims and waits for a person. Its head mostly names its speaker beside a verb of
saying, and for that a list of verbs and of names is enough: who it is can be told to the person who will read it, and
several prints of one person's word are seen to be one. Nothing is said of what he said. Where two speak, it is nobody's
word alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from guarantor.model.spans import Span
from guarantor.reading.actors import world
from guarantor.reading.patterns import read_table

AHEAD, BEHIND = 10, 4
"""Words between a verb and the name of its subject behind it (an office may stand between) and before it."""
LONGEST = 5
"""Words of a name."""
_TOKEN = re.compile(r"[^\W_]+(?:[-'’\"״׳][^\W_]+)*['’׳]?|[.!?؟։。:;«»“”\"\n]")
_STOP = frozenset(".!?؟։。:;\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody of the general table beside a verb of saying: the actor's id, and where name and sentence stand."""

    actor: str
    name: Span
    sentence: Span


@dataclass(frozen=True, slots=True)
class _Telling:
    either: bool
    verbs: frozenset[str]
    bars: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int


def speaker_of(text: str, language: str) -> Speaker | None:
    """The one person who says something in a text of a language that is not read; None where nobody, or several, do.

    >>> speaker_of("قال وزير الخارجية سيرغي لافروف إن المحادثات ستستمر.", "ar").actor
    'sergei-lavrov'
    >>> speaker_of("Песков заявил, что переговоры идут. Сибига сообщил о встрече.", "ru") is None
    True
    """
    telling = _tellings().get(language)
    if telling is None:
        return None
    found = [speaker for sentence in _sentences(text) for speaker in _speakers(sentence, telling)]
    return found[0] if len({speaker.actor for speaker in found}) == 1 else None


def _sentences(text: str) -> Iterator[list[_Word]]:
    sentence: list[_Word] = []
    for match in _TOKEN.finditer(text):
        if match.group() in _STOP:
            yield sentence
            sentence = []
        else:
            sentence.append(_Word(_form(match.group()), match.start(), match.end()))
    yield sentence


def _form(word: str) -> str:
    return word.replace("’", "'").replace("׳", "'").replace("״", '"').casefold()


def _speakers(sentence: Sequence[_Word], telling: _Telling) -> Iterator[Speaker]:
    for place, word in enumerate(sentence):
        if word.text not in telling.verbs:
            continue
        found = _ahead(sentence, place, telling) if telling.either else None
        found = found or _behind(sentence, place, telling)
        if found is not None:
            actor, first, last = found
            yield Speaker(
                actor=actor, name=(sentence[first].start, sentence[last].end),
                sentence=(sentence[0].start, sentence[-1].end),
            )  # fmt: skip


def _behind(sentence: Sequence[_Word], verb: int, telling: _Telling) -> tuple[str, int, int] | None:
    """The first name behind a verb, before what is said begins."""
    for place in range(verb + 1, min(len(sentence), verb + 1 + AHEAD)):
        if sentence[place].text in telling.bars or sentence[place].text in telling.verbs:
            return None
        if (found := _name_at(sentence, place)) is not None:
            return found
    return None


def _ahead(sentence: Sequence[_Word], verb: int, telling: _Telling) -> tuple[str, int, int] | None:
    """The name nearest before a verb, which no bar parts from it nor stands before."""
    for place in range(verb - 1, max(-1, verb - 1 - AHEAD), -1):
        if sentence[place].text in telling.verbs or sentence[place].text in telling.bars:
            return None
        if (found := _name_at(sentence, place)) is not None:
            return _clear(sentence, _whole(sentence, found), verb, telling)
    return None


def _whole(sentence: Sequence[_Word], found: tuple[str, int, int]) -> tuple[str, int, int]:
    """A name with what of it stands before the part that was found."""
    wider = (_name_at(sentence, place) for place in range(max(0, found[1] - LONGEST), found[1]))
    return next((each for each in wider if each is not None and each[0] == found[0] and each[2] == found[2]), found)


def _clear(
    sentence: Sequence[_Word], found: tuple[str, int, int], verb: int, telling: _Telling
) -> tuple[str, int, int] | None:
    barred = found[1] > 0 and sentence[found[1] - 1].text in telling.bars
    return None if barred or verb - found[2] > BEHIND else found


def _name_at(sentence: Sequence[_Word], place: int) -> tuple[str, int, int] | None:
    """The longest name that begins at a word: whose it is, its first and last word."""
    for name, actor in _names().get(sentence[place].text, ()):
        end = place + len(name)
        if tuple(word.text for word in sentence[place:end]) == name:
            return actor, place, end - 1
    return None


@cache
def abroad() -> dict[str, str]:
    """Who bears a name in another script, by the name's folded form."""
    return {
        " ".join(_form(name).split()): row["id"]
        for row in read_table("actors/people_scripts.tsv")
        for name in row["names"].split("|")
    }


@cache
def _names() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Names by their first word, the longest first; in Latin letters those of more than one word alone."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    at_home = [(actor.id, name) for actor in world() if actor.kind == "person" for name in actor.names if " " in name]
    for actor, name in (*((actor, name) for name, actor in abroad().items()), *at_home):
        words = tuple(_form(match.group()) for match in _TOKEN.finditer(name))
        found.setdefault(words[0], []).append((words, actor))
    return {first: tuple(sorted(names, key=lambda each: -len(each[0]))) for first, names in found.items()}


@cache
def _tellings() -> dict[str, _Telling]:
    return {
        row["language"]: _Telling(
            row["order"] == "either", frozenset(row["verbs"].split("|")), frozenset(row["bars"].split("|")),
        )
        for row in read_table("tellings_abroad.tsv")
    }  # fmt: skip
