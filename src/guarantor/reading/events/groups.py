"""Verb groups: a verb with the small words before it that say when, whether and by whom ("has not yet been released").

Works on the tagged tokens of one sentence, in one pass from left to right; each word is looked at a bounded number of
times.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress
from operator import attrgetter, or_

from guarantor.reading.events.forms import Reading, verb_reading
from guarantor.reading.events.lexicon import lexicon
from guarantor.reading.events.mending import headline_verb, mended
from guarantor.reading.events.small import is_adverb, small_words, word_of
from guarantor.reading.quick import maker, quick
from guarantor.reading.sets import words_of
from guarantor.reading.text import Token

BACK = 9
"""How many words before a verb may belong to its group."""

NEVER_PASSIVE = words_of("events", "groups: never passive")
"""Verbs whose participle after "be" is no passive."""


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A verb group: tokens ``first``..``main`` (both inclusive, indices into the sentence).

    ``form`` is ``base``, ``s`` (any plain present), ``ing``, ``past``, ``part`` or ``ed``.
    """

    first: int
    main: int
    lemma: str
    form: str
    modal: str = ""
    negated: bool = False
    passive: bool = False
    perfect: bool = False
    progressive: bool = False
    infinitive: bool = False
    finite: bool = True
    past: bool = False


new_group = maker(Group)


def groups_of(tokens: Sequence[Token], words: Sequence[str] | None = None) -> tuple[Group, ...]:
    """Every verb group of a sentence, by the place of its main verb; ``words`` are the tokens' words if at hand."""
    if words is None:
        words = [word_of(token) for token in tokens]
    made: list[Group] = []
    verbal = map(or_, map(lexicon().forms.__contains__, words), map("VERB".__eq__, map(_TAG, tokens)))
    for index in compress(range(len(words)), verbal):
        reading = verb_reading(tokens, words, index) or headline_verb(tokens, words, index, made)
        if reading is not None:
            made.append(_Helpers(tokens, words, index, reading).group())
    return tuple(mended(tokens, words, made))


_TAG = attrgetter("tag")


class _Helpers:
    """Collects the helpers before one main verb, from the verb leftwards."""

    def __init__(self, tokens: Sequence[Token], words: Sequence[str], index: int, reading: Reading) -> None:
        self.tokens, self.words, self.main = tokens, words, index
        self.lemma, self.form = reading
        self.first = index
        self.modal = self.be = self.have = ""
        self.negated = self.infinitive = self.finite_help = self.past = False

    def group(self) -> Group:
        """The group with what its helpers say."""
        place = self.main - 1
        while place >= 0 and self.main - place <= BACK and self._takes(place):
            self.first = place
            if self.modal or self.infinitive or (self.finite_help and self.words[place] in small_words()["do"]):
                break
            place -= 1
        self._trim()
        form, be = self.form, self.be
        simple = form in {"s", "past", "ed"} and not be
        return new_group(
            first=self.first,
            main=self.main,
            lemma=self.lemma,
            form=form,
            modal=self.modal,
            negated=self.negated or self._denied_after(),
            passive=bool(be) and form in {"ed", "part"} and self.lemma not in NEVER_PASSIVE,
            perfect=bool(self.have),
            progressive=bool(be) and form == "ing",
            infinitive=self.infinitive,
            finite=not self.infinitive and (bool(self.modal) or self.finite_help or simple),
            past=self.past or (form in {"ed", "past"} and not be and not self.have and not self.modal),
        )

    def _takes(self, place: int) -> bool:
        """Whether the word before belongs to the group; notes what it says."""
        word = self.words[place]
        if word not in _helping_words():
            return (word == "no" and self._is_no_longer(place)) or self._steps_over(place)
        small = small_words()
        plain = self.form == "base" or bool(self.be) or bool(self.have)
        if word in small["not"]:
            self.negated = True
        elif word == "to" and plain and (not self.finite_help or self.words[place + 1] in {"have", "be"}):
            self._infinitive(place)
        elif word in small["modal"] and plain and not (word == "may" and self._is_month(place)):
            self.modal, self.negated = word, self.negated or word == "cannot"
        elif word in small["be"] and (self.form in {"ed", "part", "ing"} or self.be):
            self.be, self.finite_help = self.be or word, word not in {"be", "been", "being"}
            self.past = self.past or word in {"was", "were"}
        elif word in small["have"] and (self.form in {"ed", "part"} or self.be in {"been", "had"}):
            self.have, self.finite_help = word, word != "having"
            self.past = self.past or word == "had"
        elif word in small["do"] and self.form == "base":
            self.finite_help, self.past = True, word == "did"
        else:
            return self._steps_over(place)
        return True

    def _is_month(self, place: int) -> bool:
        """ "The men freed in May have left": no modal verb."""
        token = self.tokens[place]
        return token.tag == "PROPN" and token.text[:1].isupper() and place > 0

    def _is_no_longer(self, place: int) -> bool:
        """ "No longer allows it": as good as "not"."""
        found = self.words[place + 1] == "longer"
        self.negated = self.negated or found
        return found

    def _steps_over(self, place: int) -> bool:
        """Whether a word may stand inside the group and says nothing of it: an adverb, a date before a plain form."""
        word = self.words[place]
        if word in _MARKS:  # "would "take action""
            return self.form == "base" and place > 0 and self.words[place - 1] in small_words()["modal"]
        return (is_adverb(self.tokens, self.words, place) and word != "about") or (
            self.form == "base" and _is_time(word)
        )

    def _infinitive(self, place: int) -> None:
        """ "to", with the "not" that may stand before it."""
        self.infinitive, self.finite_help = True, False
        before = self.words[place - 1] if place else ""
        if before in small_words()["not"]:
            self.negated = True
        elif before == "ought":
            self.infinitive, self.modal = False, before

    def _denied_after(self) -> bool:
        """ "is not": the copula has its "not" behind it."""
        after = self.words[self.main + 1 : self.main + 2]
        return self.lemma == "be" and bool(after) and after[0] in small_words()["not"]

    def _trim(self) -> None:
        """Begin the group at its first helper, not at an adverb or a date before it."""
        small = small_words()
        if self.infinitive and self.negated and self.first > 0 and self.words[self.first - 1] in small["not"]:
            self.first -= 1
        helpers = _helping_words()
        while self.first < self.main and self.words[self.first] not in helpers:
            self.first += 1


_MARKS = frozenset({'"', "“", "‘", "'"})
"""Marks that may open a quotation between a modal verb and its deed."""


@cache
def _helping_words() -> frozenset[str]:
    """Every word with which a verb group may begin."""
    small = small_words()
    return small["be"] | small["have"] | small["do"] | small["modal"] | small["not"] | {"to"}


def _is_time(word: str) -> bool:
    """Words of a date put between "will" and its verb ("will on Tuesday, 19 June, lead")."""
    return word in small_words()["day"] or word in {"on", ","} or word.isdigit()
