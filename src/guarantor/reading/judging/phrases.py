"""Phrases that decide what a clause comes to, each a line of ``data/judging/phrases.tsv`` and found by its verb.

One rule looks the clause's verb up, so that a new phrase costs a line and no time where its verb does not stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from guarantor.model.claim import ClaimType, Modality
from guarantor.model.spans import Span
from guarantor.reading.judging.asking import asks
from guarantor.reading.judging.clause import ClauseView
from guarantor.reading.judging.judged import Judged, word_list
from guarantor.reading.patterns import read_table
from guarantor.reading.quick import replace

_REACH = 8
"""Words behind the verb among which a phrase is looked for."""
_FIXED = frozenset({"denial", "demand"})
"""Kinds that no phrase changes, unless its line names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One line: what must stand before and behind the verb, whose words they may be, and what comes of it."""

    name: str
    before: frozenset[str]
    behind: tuple[tuple[str, ...], ...]
    voice: str
    sign: str
    kinds: frozenset[str]
    type: ClaimType | None
    modality: Modality | None
    polarity: Literal["+", "-"] | None
    event: str | None
    keeps_event: bool
    opening: frozenset[str]
    """With what the phrases behind it begin, so that one look at the words of a clause refuses most lines."""
    holder: str
    """"subject" or "doer", where that one's word it is though the outlet tells it; else "-"."""


@cache
def phrases() -> dict[str, tuple[Phrase, ...]]:
    """Verb to its lines."""
    found: dict[str, tuple[Phrase, ...]] = {}
    for row in read_table("judging/phrases.tsv"):
        phrase = _phrase(row)
        for verb in row["verb"].split("|"):
            found[verb] = (*found.get(verb, ()), phrase)
    return found


def _phrase(row: dict[str, str]) -> Phrase:
    kept: dict[str, str | None] = {key: None if row[key] == "=" else row[key] for key in ("type", "modality", "sign")}
    behind = tuple(tuple(one.split()) for one in sorted(_words(row["behind"])))
    return Phrase(
        name=row["name"], before=_words(row["before"]), behind=behind,
        opening=frozenset(one[0].removeprefix("^") for one in behind),
        voice=row["voice"], sign=row["needs"], kinds=frozenset(() if row["from"] == "-" else row["from"].split("|")),
        type=kept["type"], modality=kept["modality"], polarity=kept["sign"],  # type: ignore[arg-type]
        event=None if row["event"] in {"=", "-"} else row["event"], keeps_event=row["event"] == "=",
        holder=row["holder"],
    )  # fmt: skip


def _words(field: str) -> frozenset[str]:
    """Words parted by bars; "@kind" is a kind of the list of nouns."""
    if field == "-":
        return frozenset()
    made: set[str] = set()
    for one in field.split("|"):
        made |= word_list("nouns", one[1:]) if one.startswith("@") else {one}
    return frozenset(made)


@asks()
def phrase(view: ClauseView, judged: Judged) -> Judged | None:
    """The first line whose words stand round the clause's verb."""
    for one in phrases().get(judged.predicate or "", ()):
        if _fits(one, view, judged):
            made = judged.by(one.name, one.type, one.modality, one.polarity)
            event = made.event if one.keeps_event else one.event
            return replace(made, event=event, holder=_holder(one, view, judged))
    return None


def _holder(one: Phrase, view: ClauseView, judged: Judged) -> Span | None:
    """Whose word it is by the line, where nobody is said to say it."""
    if view.told or one.holder == "-":
        return judged.holder
    return view.subject if one.holder == "subject" else judged.actors[0] if judged.actors else None


def _fits(one: Phrase, view: ClauseView, judged: Judged) -> bool:
    """Whether voice, kind, sign and words are those of a line."""
    for asked in (one.before, one.opening):
        if asked and asked.isdisjoint(view.vocabulary):
            return False
    if (one.voice == "told" and not view.told) or (one.voice == "own" and view.told):
        return False
    if (one.kinds and judged.type not in one.kinds) or (not one.kinds and judged.type in _FIXED):
        return False
    if one.sign != "=" and judged.polarity != one.sign:
        return False
    if judged.modality in {"hypothetical", "conditional", "planned", "ordered", "proposed", "denied"}:
        return False
    if view.main is None:
        return False
    begin, end = view.main.predicate
    inside = [i for i, token in enumerate(view.tokens) if begin <= token.start < end]
    verb = next((i for i in inside if view.tokens[i].lemma == judged.predicate), inside[-1] if inside else 0)
    if one.before and one.before.isdisjoint(view.words[max(0, verb - 24) : verb]):
        return False
    return not one.behind or any(_stands(view.words, verb + 1, words) for words in one.behind)


def _stands(words: tuple[str, ...], start: int, phrase: tuple[str, ...]) -> bool:
    """Whether a phrase stands within reach behind the verb; one that opens with "^" right behind it."""
    if phrase[0][0] == "^":
        return words[start : start + len(phrase)] == (phrase[0][1:], *phrase[1:])
    size = len(phrase)
    return any(words[place : place + size] == phrase for place in range(start, min(start + _REACH, len(words))))
