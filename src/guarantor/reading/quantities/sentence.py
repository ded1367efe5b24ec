"""The sentence around a number: its words with tags, and what they say the number counts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

from guarantor.reading.document import Document, Sentence, Token
from guarantor.reading.quantities.lexicon import Cues
from guarantor.reading.quick import quick
from guarantor.reading.sets import words_of

NOUNS = frozenset({"NOUN", "PROPN"})
MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN"})
PHRASE_LIMIT = 7
SCOPE_LIMIT = 6
NUMBER_REACH = 14
VERDICT_REACH = 4
_OPENERS = words_of("quantities", "sentence: openers")
_AVERAGES = words_of("quantities", "sentence: averages")
_IDLE_VERBS = frozenset({"lie", "lies", "remain", "remained", "entered", "live", "stood"})
_STATES = frozenset({"remaining", "living", "surviving", "missing"})
_UNITS = words_of("quantities", "sentence: units")
_EACH_DAY = (["each", "day"], ["every", "day"], ["a", "day"], ["per", "day"])
_APART = (["ago"], ["earlier"], ["later"], ["before"], ["after"])
"""Behind "a month" these tell when, and no rate."""
_TIMES = tuple([word] for word in (*_UNITS, "weekend", "spring", "summer", "autumn", "winter"))
_HARMED = words_of("quantities", "sentence: harmed")
_HARMING = words_of("quantities", "sentence: harming")
_SUMMING = words_of("quantities", "sentence: summing")
_DAYS = frozenset({"tonight", "today", "tomorrow", "yesterday"})
_NEAR = words_of("quantities", "sentence: near")


@quick
@dataclass(frozen=True, slots=True)
class Counted:
    """The noun phrase after a number: the words it spans, its head, and the words that narrow it.

    ``end`` is the token after the phrase. ``head`` is None where no noun follows ("45 were returned").
    """

    end: int
    head: str | None
    phrase: str | None
    modifiers: tuple[str, ...]


class SentenceView:
    """One sentence as lists, so that the words around a place are found by index."""

    def __init__(self, document: Document, sentence: Sentence, cues: Cues) -> None:
        self.document = document
        self.start, self.end = sentence.start, sentence.end
        self.tokens = sentence.tokens
        self.starts = list(sentence.starts)
        self.lower = list(sentence.words)
        self.sinces = list(compress(range(len(self.lower)), map("since".__eq__, self.lower)))
        self.hits = [
            (index, kind)
            for index in compress(range(len(self.lower)), map(cues.__contains__, self.lower))
            for kind, phrase in cues[self.lower[index]]
            if not self._is_body(index) and tuple(self.lower[index : index + len(phrase)]) == phrase
        ]

    def _is_body(self, index: int) -> bool:
        """ "The remains of 23 men" are no 23 men who remain."""
        return self.lower[index : index + 2] == ["remains", "of"]

    def sums_up(self, place: int) -> bool:
        """ "Had handed over 23 before": what had been done up to then."""
        end = len(self.lower) - (self.lower[-1:] == ["."])
        return self.lower[end - 1 : end] == ["before"] and "had" in self.lower[max(0, place - 8) : place]

    def at(self, place: int) -> int:
        """Index of the first token that begins at or after a place."""
        return bisect_left(self.starts, place)

    def cut(self, first: int, last: int) -> str:
        """The words first..last (half-open) as they stand in the text."""
        return self.document.text[self.tokens[first].start : self.tokens[last - 1].end]

    def counted(self, place: int, *, plural: bool = True) -> Counted:
        """The noun phrase that begins at a place ("commercial and aid trucks").

        After more than one, a word tagged as a verb in -s is a noun: "600 aid trucks" has no verb of the singular.
        """
        index = first = self.at(place)
        if self.lower[index : index + 1] == ["the"] and self.lower[index + 1 : index + 2] in _TIMES:
            return Counted(first, None, None, ())  # "up from 140 the month before"
        if index < len(self.tokens) and self.lower[index] in ("of", "the") and first > 0:
            index = self._after_of(index)
            first = index
        last_noun = -1
        while index < len(self.tokens) and index - first < PHRASE_LIMIT:
            token = self.tokens[index]
            if self.lower[index] in _IDLE_VERBS or (last_noun >= 0 and self._times(index)):
                break
            is_noun = token.tag in NOUNS or (
                plural and token.tag == "VERB" and token.fine == "VBZ" and token.text.endswith("s")
            )
            if is_noun and not self._is_time_word(index):
                last_noun = index
            elif not self._continues(index, first):
                break
            index += 1
        if last_noun < 0:
            return self._without_noun(first)
        modifiers = tuple(self.lower[i] for i in range(first, last_noun) if self.tokens[i].tag in MODIFIERS)
        return Counted(last_noun + 1, self._head(last_noun), self.cut(first, last_noun + 1), modifiers)

    def _head(self, index: int) -> str:
        token = self.tokens[index]
        if index and self.lower[index - 1] in ("square", "cubic"):
            return f"{self.lower[index - 1]} {token.text.lower()}"
        return token.text if token.tag == "PROPN" and token.text[0].isupper() else token.text.lower()

    def _after_of(self, index: int) -> int:
        while index < len(self.tokens) and self.lower[index] in (
            "of",
            "the",
            "all",
            "its",
            "their",
            "these",
            "those",
            "them",
            "his",
            "her",
            "our",
        ):
            index += 1
        return index

    def _continues(self, index: int, first: int) -> bool:
        """Adjectives, "and" between them, participles before a noun."""
        token, following = self.tokens[index], self.tokens[index + 1 : index + 2]
        if token.tag == "ADJ":
            return True
        if not following:
            return False
        after = following[0].tag
        if self.lower[index] in ("and", "or") and index > first:
            if self.tokens[index - 1].fine == "NN":
                return self._joins_modifiers(index)
            return self.tokens[index - 1].tag == "ADJ" and after in ("ADJ", "NOUN")
        if token.text in ("-", "–") or token.text in ("'s", "’s"):
            return index > first
        if token.tag != "VERB" or index != first or after not in NOUNS:
            return False
        return token.fine in ("VBN", "VBD") or self.lower[index] in _STATES

    def _joins_modifiers(self, index: int) -> bool:
        """ "3,203 aid and commercial trucks": both words before and behind "and" narrow the plural at the end."""
        last = index + 1
        while last < len(self.tokens) and last - index < 3 and (
            self.tokens[last].tag == "ADJ" or self.tokens[last].fine == "NN"
        ):  # fmt: skip
            last += 1
        return last > index + 1 and last < len(self.tokens) and self.tokens[last].fine == "NNS"

    def bears_harm(self, index: int) -> bool:
        """ "Two were killed": a number that is the subject of such a verb in the passive counts people."""
        if self.lower[index : index + 1] not in (["was"], ["were"], ["have"], ["had"]):
            return False
        return not _HARMED.isdisjoint(self.lower[index + 1 : index + 3])

    def harms(self, start: int, size: int) -> bool:
        """ "Killed three, wounding four": a verb of harm right before a number, and nothing that it could count."""
        behind = self.tokens[start + size : start + size + 1]
        plain = not behind or behind[0].tag in {"PUNCT", "CCONJ", "ADP", "ADV"}
        return start > 0 and plain and self.lower[start - 1] in _HARMING

    def _times(self, index: int) -> bool:
        """ "prisoners next week", "trucks last month": a time that follows the counted noun."""
        return self.lower[index] in _NEAR and self.lower[index + 1 : index + 2] in _TIMES

    def _is_time_word(self, index: int) -> bool:
        """ "trucks Sunday", "bodies tonight": the day is not counted."""
        if self.lower[index] in _DAYS:
            return True
        return self.tokens[index].tag == "PROPN" and self.lower[index].endswith("day") and self.lower[index] != "day"

    def _without_noun(self, first: int) -> Counted:
        """ "10,000 dead", "230 hurt", "three killed": a word for harm stands for those it describes."""
        if first < len(self.tokens) and self.lower[first] in _HARMED and self.tokens[first].tag == "VERB":
            return Counted(first + 1, "people", self.tokens[first].text, (self.lower[first],))
        if first < len(self.tokens) and self.tokens[first].tag == "ADJ":
            word = self.tokens[first].text
            return Counted(first + 1, None, word, (word.lower(),))
        return Counted(first, None, None, ())

    def rate_unit(self, index: int, start: int) -> tuple[str | None, int]:
        """The unit of time of a rate after or before a number, and the token after it ("a day", "daily average")."""
        for offset in range(3):
            here = index + offset
            if (ratio := self._ratio(here)) is not None:
                return ratio
            if here + 1 < len(self.tokens) and self.lower[here] in ("a", "per", "each", "every", "/", "an"):
                unit = self.lower[here + 1]
                if unit in _UNITS and self.lower[here + 2 : here + 3] not in _APART:
                    return unit, here + 2
            if here < len(self.tokens) and self.lower[here] in ("daily", "weekly", "monthly"):
                return {"daily": "day", "weekly": "week", "monthly": "month"}[self.lower[here]], here + 1
            if offset == 0 and (daily := self._daily(here)):
                return "day", daily
            known = here < len(self.tokens) and self.lower[here] == "of"
            if not known and here < len(self.tokens) and self.tokens[here].tag not in (*NOUNS, "VERB", "ADJ", "ADP"):
                break
        apart = self._ratio_apart(index, start)
        if apart is not None:
            return apart, index
        for back in range(start - 1, max(-1, start - 7), -1):
            near = back == start - 1 or self.lower[back + 1] in _AVERAGES
            if near and self.lower[back] in ("daily", "weekly", "monthly"):
                return {"daily": "day", "weekly": "week", "monthly": "month"}[self.lower[back]], index
            if self.tokens[back].tag in ("PUNCT", "NUM"):
                break
        return None, index

    def _daily(self, index: int) -> int:
        """ "Trucks are entering the city daily", "have been entering it each day": the token behind, or 0."""
        if index >= len(self.tokens) or self.tokens[index].tag != "AUX":
            return 0
        last = next((place for place in range(index + 2, min(len(self.lower), index + 7)) if self._paced(place)), 0)
        between = self.tokens[index + 1 : last]
        verbs = [token.tag for token in between if token.tag != "AUX"]
        plain = verbs[:1] == ["VERB"] and not any(token.tag in {"NUM", "PUNCT"} for token in between)
        return last + self._paced(last) if plain else 0

    def _paced(self, index: int) -> int:
        """How many words say at a place that it is so much a day."""
        if self.lower[index] == "daily":
            return 1
        return 2 if self.lower[index : index + 2] in _EACH_DAY else 0

    def _ratio_apart(self, index: int, start: int) -> str | None:
        """ "15 were freed for each captive", "for each of its dead, 15 were returned": the ratio parted by the verb."""
        if "each" not in self.lower and "every" not in self.lower:
            return None
        behind = range(index + 1, min(len(self.tokens) - 2, index + 6))
        before = range(max(0, start - 14), start)
        for here in (*behind, *before):
            if self.lower[here] == "for" and self.lower[here + 1] in {"each", "every"}:
                between = self.tokens[index:here] if here >= index else self.tokens[here:start]
                ratio = None if any(token.tag == "NUM" for token in between) else self._ratio(here)
                if ratio is None or (here < start and not _parts(self.tokens[ratio[1] : start])):
                    return None
                return ratio[0]
        return None

    def _ratio(self, index: int) -> tuple[str, int] | None:
        """ "for each captive", "per household": what a ratio is counted by, and the token after it."""
        if tuple(self.lower[index : index + 2]) in (("for", "each"), ("for", "every")):
            first = index + 2
            if self.lower[first : first + 2] in (["of", "its"], ["of", "their"], ["of", "the"], ["of", "his"]):
                first += 2
        elif self.lower[index : index + 1] == ["per"]:
            first = index + 1
        else:
            return None
        if self.lower[first : first + 1] and self.lower[first] in _UNITS:
            return None
        last = first
        while last < len(self.tokens) and self.tokens[last].tag in MODIFIERS and last - first < PHRASE_LIMIT:
            last += 1
        if last == first or self.tokens[last - 1].tag == "PROPN":
            return None
        return self.lower[last - 1], last

    def restriction(self, index: int) -> tuple[str | None, int]:
        """The phrase after a counted noun that narrows it ("with aid"), and the token after it."""
        if index >= len(self.tokens) or self.lower[index] not in _OPENERS:
            return None, index
        last = index + 1
        while last < len(self.tokens) and last - index < SCOPE_LIMIT and self.tokens[last].tag not in (
            "PUNCT", "VERB", "AUX", "NUM", "SCONJ", "CCONJ",
        ):  # fmt: skip
            last += 1
        return (self.cut(index, last), last) if last > index + 1 else (None, index)

    def verdict(self, start: int, end: int) -> str | None:
        """What happened to the counted: the nearest such word after the phrase, else before the number."""
        said = {index for index, kind in self.hits if kind == "verdict"}
        if not said:
            return None
        for index in range(end, min(len(self.tokens), end + VERDICT_REACH)):
            if index in said and not self.lower[index].endswith("ing"):
                return self.lower[index]
            if self.tokens[index].tag in ("NUM", "PUNCT", "CCONJ"):
                break
        for index in range(start - 1, max(-1, start - VERDICT_REACH - 2), -1):
            if index in said:
                return self.lower[index]
            if self.tokens[index].tag in ("NUM", "PUNCT", "CCONJ"):
                break
        return None

    def part_end(self, index: int, reach: int) -> int:
        """How far words behind a figure speak of it: not beyond ", bringing the total to"."""
        for place in range(index, min(len(self.tokens) - 1, index + reach)):
            if self.lower[place] == "," and self.lower[place + 1] in _SUMMING:
                return place
        return index + reach

    def as_of(self, index: int) -> bool:
        """Whether "as of" leads to a token."""
        return self.lower[max(0, index - 2) : index] == ["as", "of"]

    def owns(self, start: int) -> bool:
        """ "has 20": the main verb right before a number, not the auxiliary of a perfect."""
        return any(
            self.lower[index] in ("has", "have") and self.tokens[index].tag == "VERB"
            for index in range(max(0, start - 3), start)
        )

    def number_of(self, start: int) -> str | None:
        """ "the number of trucks rose to 300": the noun counted, told before the verb."""
        for index in range(start - 2, max(-1, start - NUMBER_REACH), -1):
            if self.lower[index] == "number" and self.lower[index + 1] == "of":
                last = index + 2
                while last < start and self.tokens[last].tag in MODIFIERS:
                    last += 1
                nouns = [at for at in range(index + 2, last) if self.tokens[at].tag in NOUNS]
                return self.lower[nouns[-1] if nouns else last - 1] if last > index + 2 else None
        return None

    def named_before(self, start: int) -> str | None:
        """ "a compliance rate of 24%": the noun phrase before "of"."""
        if start < 2 or self.lower[start - 1] != "of":
            return None
        first = start - 1
        while first > 0 and self.tokens[first - 1].tag in MODIFIERS and start - first < PHRASE_LIMIT:
            first -= 1
        return self.cut(first, start - 1) if first < start - 1 else None

    def says(self, kind: str, first: int, last: int) -> bool:
        """Whether a cue phrase of a kind begins among the tokens first..last (half-open)."""
        return any(first <= index < last and kind == found for index, found in self.hits)


def _parts(between: Sequence[Token]) -> bool:
    """Whether a comma or a verb stands between a ratio's noun and its number."""
    return any(token.text == "," or token.tag in {"VERB", "AUX"} for token in between)


def view_at(
    document: Document, views: dict[int, SentenceView], starts: list[int], place: int, cues: Cues
) -> SentenceView | None:
    """The view of the sentence that holds a place; each sentence is looked at once."""
    index = bisect_left(starts, place + 1) - 1
    if index < 0 or place >= document.sentences[index].end:
        return None
    if index not in views:
        views[index] = SentenceView(document, document.sentences[index], cues)
    return views[index]
