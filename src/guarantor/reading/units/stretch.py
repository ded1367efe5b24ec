"""The part of one sentence that units are made of, and what every step asks of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress

from guarantor.model.spans import Span, overlap, within
from guarantor.reading.actors import Cast
from guarantor.reading.actors.phrase import is_finite_form
from guarantor.reading.attribution import Attribution
from guarantor.reading.attribution.lexicon import entries
from guarantor.reading.clauses import parts_at_as, trim
from guarantor.reading.document import FINITE, Document, Token
from guarantor.reading.events.groups import groups_of
from guarantor.reading.quick import replace
from guarantor.reading.sets import words_of
from guarantor.reading.tellings import called_back, parted, role_of

_RELATIVE = frozenset({"who", "which", "whose"})
_BEHIND_COMMA = frozenset({(",", "who"), (",", "which")})
_HEDGES = frozenset({"according"})
_QUOTES = frozenset({'"', "“", "”", "``", "''"})
_ASKED = words_of("units", "stretch: asked")
"""Participles that only say how somebody came to speak (", asked about the raid,")."""
_TURNS = frozenset({",", ";", ":", "—", "–", "but"})
_TENSED = frozenset({"VBD", "VBZ", "VBP"})
_SAYING = words_of("units", "stretch: saying")
_GRANTING = words_of("units", "stretch: granting")


class Stretch:
    """One sentence between the tokens of its region, with the attributions that are heard in it, the longest first."""

    def __init__(
        self, document: Document, number: int, region: tuple[int, int], tellings: Sequence[Attribution], cast: Cast,
        *, title: bool = False,
    ) -> None:  # fmt: skip
        self.cast, self.number, self.title = cast, number, title
        self.sentence = document.sentences[number]
        self.tokens, self.words = self.sentence.tokens, self.sentence.words
        self.first, self.last = region
        if title:
            tellings = [self._before_as(one) for one in tellings]
        tellings = [self._with_its_clause(one, tellings) for one in tellings]
        known = parted([self._resourced(self._of_teller(one, tellings)) for one in tellings], document.text)
        self.tellings = sorted(known, key=lambda t: (-sum(e - s for s, e in t.content), t.cue[0][0] if t.cue else 0))

    def _with_its_clause(self, one: Attribution, tellings: Sequence[Attribution]) -> Attribution:
        """ "The vote was "a sham", said Lund": the clause that a quotation without a verb ends is told with it."""
        if not one.direct or len(one.content) != 1 or not one.cue or role_of(one)[0] != "tell":
            return one
        start, end = one.content[0]
        if one.cue[0][0] < end or not self.sentence.start <= start < end <= self.sentence.end:
            return one
        first, last = self.sentence.touched((start, end))
        verb = next((i for i in range(first - 1, self.first, -1) if self.tokens[i].fine in FINITE), 0)
        if not verb or self.sentence.has_finite(first, last) or not _TURNS.isdisjoint(self.words[verb:first]):
            return one
        begin = next((i + 1 for i in range(verb, self.first, -1) if self.words[i] in _TURNS), self.first)
        place = self.tokens[begin].start
        if any(other is not one and part[1] > place for other in tellings for part in (*other.source, *other.cue)
               if part[0] < start and role_of(other)[0] == "tell"):  # fmt: skip
            return one
        return replace(one, content=((place, end),))

    def _before_as(self, telling: Attribution) -> Attribution:
        """ "Army spurns truce as rebels shell market": what stands behind "as" is the headline's own."""
        made: list[Span] = []
        for part in telling.content:
            first, last = self.sentence.touched(part)
            cut = next((i for i in range(first + 2, last - 2) if parts_at_as(self.sentence, i, last)), last)
            made.append((part[0], self.tokens[cut - 1].end) if cut < last else part)
        return replace(telling, content=tuple(made))

    def _of_teller(self, telling: Attribution, others: Sequence[Attribution]) -> Attribution:
        """ "A came, the office said, accusing B": who speaks right before a participle goes on speaking."""
        if not self.is_participle(telling) or not telling.source:
            return telling
        cue, start = telling.cue[0][0], telling.source[0][1]
        place = self.sentence.touched(telling.cue[0])[0]
        if place and self.words[place - 1] in {"while", "whilst"}:
            first = next((one for one in others if one.source and one.cue and one.cue[0][0] < cue), None)
            return telling if first is None else replace(telling, source=first.source)
        for other in others:
            if other is telling or not other.source or not other.cue or role_of(other)[0] != "tell":
                continue
            if start <= other.source[0][0] < other.cue[-1][1] <= cue and cue - other.cue[-1][1] <= 40:
                return replace(telling, source=other.source)
        return telling

    def _resourced(self, telling: Attribution) -> Attribution:
        """ "A charge they deny, saying …": the speaker is the last subject before the participle, not the first."""
        if not self.is_participle(telling) or not telling.source:
            return telling
        start, end = telling.source[0][1], telling.cue[0][0]
        line = self.cast.lines[self.number]
        for name in reversed(line.names):
            place = line.span(name.first, name.last)
            if (
                start <= place[0]
                and place[1] <= end
                and name.last < len(line.tokens)
                and (
                    name.use in {"name", "unknown"}
                    and (line.tokens[name.last].fine in {"VBZ", "VBD", "VBP"} or is_finite_form(line.forms[name.last]))
                )
            ):
                return replace(telling, source=(place,))
        return telling

    def is_participle(self, telling: Attribution) -> bool:
        """Whether the cue hangs on another clause (", saying that …")."""
        if not telling.cue:
            return False
        first, last = self.sentence.touched(telling.cue[0])
        begins = first < last and self.tokens[first].start == telling.cue[0][0]
        return begins and self.tokens[first].fine == "VBG"

    def fronted(self, top: Attribution) -> Attribution:
        """ "A entered, the office said: B and C", where B has no verb: all of it is the office's."""
        if role_of(top)[0] != "tell" or len(top.content) != 1 or not top.source or top.content[0][0] < top.cue[0][1]:
            return top
        first, last = self.range_of(top.content[0])
        if first >= last or self.words[first - 1] != ":" or self.sentence.has_finite(first, last):
            return top
        edge = next((i for i, start in enumerate(self.sentence.starts) if start >= top.source[0][0]), 0)
        begin, stop = trim(self.sentence, self.first, edge)
        if not begin < stop or self.words[stop] != "," or not self.has_verb(begin, stop):
            return top
        return replace(top, content=(self.place(begin, stop), top.content[0]))

    @staticmethod
    def is_covered(telling: Attribution, taken: Sequence[Span]) -> bool:
        """Whether another top attribution already has most of the same words."""
        size = sum(end - start for start, end in telling.content)
        shared = sum(overlap(one, other) for one in telling.content for other in taken)
        return shared * 2 > size

    def is_shared(self, top: Attribution) -> bool:
        """Whether a finite verb stands between source and cue, as in "denied it, saying" and "denied it and said"."""
        if not top.source or not top.cue:
            return False
        start, end = top.source[-1][1], top.cue[0][0]
        if start >= end:
            return False
        behind = self.sentence.touched((start, end))
        aside = self.words[slice(*behind)]
        described = len(aside) > 2 and aside[0] == "," == aside[-1] and self.tokens[behind[0] + 1].fine == "VBN"
        described = described and not self.sentence.has_finite(*behind)  # ", reached by telephone,"
        if _is_apposition(aside, self.tokens[behind[0] + 1 : behind[1]]):
            return False
        if aside[:2] in _BEHIND_COMMA or (aside[:2] == (",", "speaking") and aside[-1] == ",") or described:
            first = self.sentence.touched(top.source[0])[0]
            return self.sentence.has_finite(self.first, first)
        if self.is_participle(top):
            return True
        first, last = self.sentence.inside((start, end))
        if not _RELATIVE.isdisjoint(self.words[first : min(last, first + 3)]):
            return False
        between = self.tokens[first:last]
        if between and between[0].fine == "VBN" and between[0].dep == "acl":
            return any(token.fine in FINITE for token in between)
        return any(token.fine in FINITE or token.fine == "VBN" for token in between)

    def apposition_of(self, top: Attribution) -> tuple[Span, ...]:
        """What only says who the speaker is, between commas before the cue; it tells nothing by itself."""
        if not top.source or not top.cue or top.source[-1][1] >= top.cue[0][0]:
            return ()
        between = top.source[-1][1], top.cue[0][0]
        first, last = self.sentence.touched(between)
        return (
            (between,) if first < last and _is_apposition(self.words[first:last], self.tokens[first + 1 : last]) else ()
        )

    def has_verb(self, first: int, last: int) -> bool:
        """A finite verb, or a past form that the tagger took for a participle behind its subject."""
        if self.sentence.has_finite(first, last):
            return True
        if not self.title and not self.sentence.has_finite(self.first, self.last) and self._finds_verb(first, last):
            return True
        for index in range(first + 1, last - 1):
            token = self.tokens[index]
            if token.fine == "VBN" and token.dep == "root" and self.tokens[index - 1].tag != "AUX":
                return self.tokens[first].tag in {"PROPN", "NOUN", "DET", "ADJ", "PRON", "NUM"}
        return False

    def _finds_verb(self, first: int, last: int) -> bool:
        """Whether a sentence without a finite verb has one that the tagger took for a participle ("families fled")."""
        if self.words[-1:] != (".",):
            return False
        groups = groups_of(self.tokens[first:last], self.sentence.plain[first:last])
        return any(group.finite and group.form == "past" for group in groups)

    def hides_telling(self, first: int, last: int) -> bool:
        """Whether somebody says something here whose words or speaker were not made out.

        To give such words to the outlet would turn somebody's claim into a fact.
        """
        if not _HEDGES.isdisjoint(self.words[first:last]):
            return True
        fines = self.sentence.columns[7]
        return any(
            self.tokens[index].tag == "VERB" and self._tells_at(index, last)
            for index in compress(range(first, last), map(_TENSED.__contains__, fines[first:last]))
        )

    def _tells_at(self, index: int, last: int) -> bool:
        """Whether a finite verb is one of saying, and has words behind it that could be what is said."""
        lemma = self.tokens[index].lemma
        verb = entries("verbs.tsv").get(lemma)
        if lemma == "continue" and _QUOTES.isdisjoint(self.words):
            return False
        if lemma == "go" or verb is None or not verb.has("q") or not (verb.cue_class in _SAYING or lemma in _GRANTING):
            return False
        following = self.words[index + 1] if index + 1 < last else ""
        if not verb.has("t") and following in {"to", "with", "in"}:
            return False
        if lemma == "recall" and not called_back().isdisjoint(self.words[index + 1 : index + 6]):
            return False
        return not (index and self.words[index - 1] in {"not", "n't", "n’t"})

    def free(self, taken: Sequence[Span]) -> list[tuple[int, int]]:
        """Runs of tokens that nobody else is said to say."""
        held = bytearray(len(self.tokens))
        for span in taken:
            first, last = self.sentence.touched(span)
            if first < last:
                held[first:last] = b"\1" * (last - first)
        runs: list[tuple[int, int]] = []
        start = held.find(0, self.first, self.last)
        while start >= 0:
            end = held.find(1, start, self.last)
            runs.append((start, end if end >= 0 else self.last))
            start = held.find(0, end, self.last) if end >= 0 else -1
        return runs

    def range_of(self, part: Span) -> tuple[int, int]:
        """Tokens of a place, inside the region, without joining words at the edges."""
        first, last = self.sentence.touched(part)
        first, last = max(first, self.first), min(last, self.last)
        if last - first == 1 and self.words[first] == "that":
            return first, last
        return trim(self.sentence, first, last) if first < last else (0, 0)

    def place(self, first: int, last: int) -> Span:
        """Where tokens stand in the text."""
        return self.tokens[first].start, self.tokens[last - 1].end


def _is_apposition(aside: Sequence[str], tokens: Sequence[Token]) -> bool:
    """ "COGAT, the agency that oversees deliveries, says": what it is, between commas, and no second verb."""
    if len(aside) > 3 and aside[0] == "," == aside[-1] and "," not in aside[1:-1] and aside[1] in _ASKED:
        return not any(token.fine in FINITE for token in tokens[1:])
    if len(aside) > 3 and aside[0] == "," == aside[-1] and "," not in aside[1:-1] and tokens[0].tag == "ADP":
        return sum(token.fine in FINITE for token in tokens) <= (
            tokens[-1].tag == "NUM" or len(aside) > 5
        )  # ", in a report leaked in May,"
    if len(aside) < 5 or not aside[0] == "," == aside[-1] or "," in aside[1:-1] or tokens[0].tag not in {"DET", "NOUN"}:
        return False
    opens = next((i for i, word in enumerate(aside) if word in {"that", "which", "who"}), 0)
    first = next((i for i, token in enumerate(tokens, 1) if token.fine in FINITE), 0)
    return 1 < opens < first


def is_inside(one: Attribution, other: Attribution) -> bool:
    """Whether an attribution stands within another's content."""
    words = [*one.cue, *one.source] or [*one.content]
    return role_of(other)[0] in {"tell", "act"} and all(
        any(within(word, part) for part in other.content) for word in words
    )


def opens_with(telling: Attribution, place: Span) -> bool:
    """Whether a clause begins with another's source: "…, while the rebels accused …" is not the first speaker's."""
    return bool(telling.source) and 0 <= telling.source[0][0] - place[0] <= 4
