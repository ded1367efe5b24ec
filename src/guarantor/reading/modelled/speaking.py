"""Whose words a quote is: a holder is taken only where a verb of saying beside its name ties it to the quote, and the
outlet's own voice only where nobody else can be the speaker."""

from __future__ import annotations

import re
from dataclasses import dataclass

from guarantor.model.spans import Span, within
from guarantor.reading.modelled import places, words
from guarantor.reading.modelled.shape import ToldClaim

STANCES = frozenset({"statement", "position", "demand", "commitment", "denial", "refusal"})
"""Kinds of claim that somebody must be named for."""
DENIED = frozenset({"denial", "refusal", "position"})
_COMMAS = re.compile(r"[,،]")
GAP = 60
"""Characters between a holder and its verb."""


class NotSaidError(ValueError):
    """The text does not say what a model told; the message says what is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaking:
    """The holder's words and the verb, None for the outlet's own voice."""

    holder: Span | None
    cue: Span | None
    notes: tuple[str, ...] = ()


def holder_of(text: str, quote: Span, near: Span, told: ToldClaim, language: str) -> Speaking:
    """Who says the quote, by the text; raises :class:`NotSaidError`. ``near`` are the lines around the quote."""
    own = places.sentence_of(text, quote)
    if told.holder is None:
        return _own_voice(text, quote, own, told, language)
    if told.cue is None:
        raise NotSaidError("a holder without a verb of saying")
    if places.odd(told.holder) or places.odd(told.cue):
        raise NotSaidError("its holder or verb has hidden signs or markup")
    pairs = [
        (holder, cue)
        for holder in places.occurrences(text, told.holder, near)
        for cue in places.occurrences(text, told.cue, near)
        if _tied(text, holder, cue, language)
        and not _aside(text, (min(holder[0], cue[0]), max(holder[1], cue[1])), quote)
    ]
    if not places.occurrences(text, told.holder, near):
        raise NotSaidError("its holder is not in the quote or the lines around it")
    if not places.occurrences(text, told.cue, near):
        raise NotSaidError("its verb of saying is not in the quote or the lines around it")
    pairs = [pair for pair in pairs if _reaches(text, pair[1], quote, own, language)]
    if not pairs:
        raise NotSaidError("no verb of saying ties its holder to the quote")
    holder, cue = min(pairs, key=lambda pair: (abs(pair[1][0] - quote[0]), pair))
    if within(quote, holder):
        raise NotSaidError("its quote is only the holder's name")
    _fits_verb(text, cue, told, language)
    return Speaking(holder=holder, cue=cue, notes=_notes(language, holder, own))


def _fits_verb(text: str, cue: Span, told: ToldClaim, language: str) -> None:
    """What is denied, promised or demanded is not said to be so."""
    if words.has(text, cue, language, "denying") and told.type not in DENIED and told.modality != "denied":
        raise NotSaidError("its verb denies, and it is told as said to be so")
    if (
        words.has(text, cue, language, "wishing")
        and told.type not in STANCES
        and told.modality in ("happened", "ongoing")
    ):
        raise NotSaidError("its verb promises, demands or warns, and it is told as done")


def _notes(language: str, holder: Span, own: Span) -> tuple[str, ...]:
    notes = []
    if not words.known(language):
        notes.append(f"the verbs of saying of {language} are not listed: whether the holder says so was not checked")
    if not within(holder, own):
        notes.append("the holder's name stands in another sentence than the words")
    return tuple(notes)


def _own_voice(text: str, quote: Span, own: Span, told: ToldClaim, language: str) -> Speaking:
    if told.cue is not None:
        raise NotSaidError("a verb of saying without a holder")
    if told.type in STANCES:
        raise NotSaidError("nobody is named whose stance or statement it is")
    if not words.known(language):
        raise NotSaidError("nobody is named, and the verbs of saying of its language are not listed")
    if words.has(text, own, language, "saying") is not None or places.quoted(text, quote, own):
        raise NotSaidError("told in the outlet's own voice, and its sentence has a speaker")
    start, end = text.rfind("\n", 0, quote[0]) + 1, text.find("\n", quote[1])
    if places.quoted(text, quote, (start, end if end >= 0 else len(text))):
        raise NotSaidError("told in the outlet's own voice, and it stands in somebody's quoted words")
    return Speaking(holder=None, cue=None)


def _tied(text: str, holder: Span, cue: Span, language: str) -> bool:
    """Whether a name and a verb stand side by side in one sentence, with nobody else begun between them."""
    low, high = min(holder[1], cue[1]), max(holder[0], cue[0])
    if high < low or high - low > GAP or not within(cue, places.sentence_of(text, holder)):
        return False
    if words.known(language) and words.has(text, cue, language, "saying") is None:
        return False
    between = text[low:high]
    before = holder[0] < cue[0]
    if re.search(r"[;:“”«»\"]" if before else r"[;:,()“”«»\"]", between) or len(_COMMAS.findall(between)) not in (0, 2):
        return False
    others = words.has(text, (low, high), language, "between")
    more = words.has(text, (low, high), language, "saying")
    return others is None and more is None


def _aside(text: str, pair: Span, quote: Span) -> bool:
    """Whether name and verb stand in a clause set off by commas before the quote ("he, whom X accused, left")."""
    start = places.sentence_of(text, pair)[0]
    return pair[1] <= quote[0] and bool(
        _COMMAS.search(text, start, pair[0]) and _COMMAS.search(text, pair[1], quote[0])
    )


def _reaches(text: str, cue: Span, quote: Span, own: Span, language: str) -> bool:
    """Whether a verb's saying reaches the quote: it stands in its sentence and not inside its words alone, or in the
    sentence beside, where the quote is in quotation marks and its own sentence has no other verb of saying."""
    if within(cue, own):
        nearer = [
            span for _, span in words.found_in(text, own, language, "saying")
            if min(cue[1], quote[1]) <= span[0] and span[1] <= max(cue[0], quote[0]) and span != cue
            and not within(span, quote)
        ]  # fmt: skip
        return not nearer
    if words.known(language) and words.has(text, own, language, "saying") is not None:
        return False
    if not places.quoted(text, quote, own):
        return False
    gap = text[min(cue[1], quote[1]) : max(cue[0], quote[0])]
    return len(gap) <= 400 and len(re.findall(r"[.!?؟。]\s|\n+", gap)) <= 1
