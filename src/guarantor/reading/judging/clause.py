"""One unit as the rules of judging look at it: its words, its deeds, its figures, and who speaks of whom."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from guarantor.model.spans import Span, within
from guarantor.reading.actors import Cast
from guarantor.reading.document import FINITE, Document, Token
from guarantor.reading.judging.judged import word_list
from guarantor.reading.modality import Proposition, find_propositions
from guarantor.reading.once import once
from guarantor.reading.quantities import QuantityMention
from guarantor.reading.sets import words_of
from guarantor.reading.sources import named_behind
from guarantor.reading.times import TimeExpression
from guarantor.reading.units import Unit


def _is_year(text: str, one: QuantityMention) -> bool:
    """A number that is only a year before a noun ("the 2016 accord")."""
    return (
        one.value is not None
        and 1900 <= one.value <= 2100
        and text[one.span[0] : one.span[0] + 4].isdigit()
        and (one.kind not in {"rate", "share"})
    )


def _behind_contrast(words: Sequence[str], first: int, last: int) -> int:
    """ "Contrary to what we expected, the summit will not be held": what is told begins behind the comma."""
    begin = first + (words[first : first + 1] in {('"',), ("“",)})
    if words[begin : begin + 2] != ("contrary", "to") or "," not in words[begin : begin + 12]:
        return first
    return min(words.index(",", begin) + 1, last)


class ClauseView:
    """A unit with what was found in it. ``headline`` is true in titles, where the present tense tells of the past."""

    def __init__(
        self, document: Document, unit: Unit, cast: Cast, figures: tuple[QuantityMention, ...],
        times: tuple[TimeExpression, ...], *, headline: bool,
    ) -> None:  # fmt: skip
        self.document, self.unit, self.cast, self.headline = document, unit, cast, headline
        self.told = bool(unit.tellings)
        """Whether somebody else than the outlet says it."""
        whole = unit.role == "act"
        self.start_at, self.end_at = unit.span if whole else (unit.content[0][0], unit.content[-1][1])
        sentence = document.sentences[unit.sentence]
        first, last = sentence.inside((self.start_at, self.end_at))
        first = _behind_contrast(sentence.plain, first, last)
        self.start_at = max(self.start_at, sentence.starts[first]) if first < last else self.start_at
        self.tokens: tuple[Token, ...] = sentence.tokens[first:last]
        self.words = sentence.plain[first:last]
        if unit.without:
            kept = [i for i, token in enumerate(self.tokens) if not self._is_aside((token.start, token.end))]
            self.tokens = tuple(self.tokens[i] for i in kept)
            self.words = tuple(self.words[i] for i in kept)
        self.figures = tuple([q for q in figures if self._is_told(q.span) and not _is_year(document.text, q)])
        self.times = tuple([t for t in times if self._is_told(t.span)])

    def _is_told(self, span: Span) -> bool:
        """Whether words stand in what the unit tells, and in no side clause of it."""
        start, end = span
        for first, last in self.unit.content:
            if first <= start and end <= last:
                return not self._is_aside(span)
        return False

    def _is_aside(self, span: Span) -> bool:
        """Whether words stand in a side clause that is a unit of its own."""
        return bool(self.unit.without) and any(within(span, part) for part in self.unit.without)

    @once
    def deeds(self) -> tuple[Proposition, ...]:
        """Every deed in the clause."""
        found = find_propositions(self.document, self.start_at, self.end_at)
        if not self.unit.without:
            return found
        return tuple(one for one in found if not self._is_aside(one.predicate))

    @once
    def starts(self) -> tuple[int, ...]:
        """Where each token begins in the text."""
        return tuple([token[0] for token in self.tokens])

    def place_of(self, deed: Proposition) -> int:
        """The first token of a deed's words; 0 where none is left of them."""
        place = bisect_left(self.starts, deed.predicate[0])
        return place if place < len(self.tokens) else 0

    @once
    def main(self) -> Proposition | None:
        """The deed that the clause is made for: no condition and no side clause where there is another."""
        begins = self.tokens[self.finite].start if self.finite >= 0 else 0
        ranked = self.deeds if len(self.deeds) < 2 else sorted(
            self.deeds,
            key=lambda one: (
                one.role in {"condition", "relative", "adverbial", "participle"}
                or self._behind_who(one)
                or self._describes(one)
                or self._in_whole(one),
                one.predicate[1] <= begins,
            ),
        )  # fmt: skip
        if self.words[:1] == ("it",) and ranked and ranked[0].lemma == "be":
            who = next(
                (t.end for t, word in zip(self.tokens, self.words, strict=True) if word in {"who", "that", "which"}),
                None,
            )
            behind = [one for one in self.deeds if who is not None and 0 < one.predicate[0] - who < 3]
            cleft = next((one for one in behind if one.event is not None), behind[0] if behind else None)
            if cleft is not None:
                return cleft
        if not ranked or (ranked[0].role == "relative" and not self._is_finite_deed(ranked[0])):
            return None
        if self._behind_who(ranked[0]) and any(
            token.fine in {"VBZ", "VBP", "VBD", "MD"} and token.start > ranked[0].predicate[0] for token in self.tokens
        ):
            return None
        if ranked[0].role == "condition" and self.finite >= 0 and begins < ranked[0].span[0] and self.told:
            return None
        return ranked[0]

    def _behind_who(self, one: Proposition) -> bool:
        """Whether the deed only tells who is meant ("those who join do so freely")."""
        place = self.place_of(one)
        return place > 1 and self.words[place - 1] == "who" and self.words[place - 2] in {"those", "people", "anyone"}

    def _in_whole(self, one: Proposition) -> bool:
        """ "Of the 15,000 whom both sides promised to free, 2,200 had been": told only of the whole."""
        if self.words[:1] != ("of",) or "," not in self.words:
            return False
        comma = self.tokens[self.words.index(",")].start
        return one.predicate[1] <= comma and any(other.predicate[0] > comma for other in self.deeds)

    def _describes(self, one: Proposition) -> bool:
        """Whether the deed's verb is a bare participle on the noun before it ("the terms signed in May")."""
        place = self.place_of(one)
        if self.finite < 0:
            return False
        if one.predicate[0] < self.tokens[self.finite].end:
            before = place > 0 and self.tokens[place].fine == "VBN" and self.tokens[place - 1].fine == "NNS"
            return before and self.tokens[place].dep in {"acl", "amod"}
        return place > 0 and self.tokens[place].fine == "VBN" and self.tokens[place - 1].tag in {"NOUN", "PROPN"}

    def _is_finite_deed(self, one: Proposition) -> bool:
        """Whether the clause's own finite verb belongs to the deed, and not only that of a relative clause in it."""
        if self.finite < 0:
            return True
        place = self.tokens[self.finite].start
        reach = self.tokens[min(self.finite + 5, len(self.tokens) - 1)].end
        return one.predicate[0] <= place < one.predicate[1] or place <= one.predicate[0] < reach

    def has(self, name: str, kind: str) -> bool:
        """Whether a word of a list stands in the clause."""
        return not word_list(name, kind).isdisjoint(self.vocabulary)

    @once
    def vocabulary(self) -> frozenset[str]:
        """The words of the clause, for rules that ask first whether theirs are there at all."""
        return frozenset(self.words)

    @once
    def lemmas(self) -> frozenset[str]:
        """The dictionary forms of its words."""
        return frozenset([token[4] for token in self.tokens])

    @once
    def finite(self) -> int:
        """The first finite verb or modal of the clause that is not in a relative clause, as an index; -1 for none."""
        for index, token in enumerate(self.tokens):
            if token.fine in FINITE and not self._is_relative(index):
                return index
        return -1

    def _is_relative(self, index: int) -> bool:
        owner = next((i for i in range(index - 1, max(0, index - 8), -1) if self.words[i] == "whose"), 0)
        if owner > 1 and self.words[owner - 1] == "," and "," not in self.words[owner:index]:
            return True
        for place in range(max(0, index - 3), index):
            if self.words[place] in {"who", "which", "whose"} and index - place < 3:
                return True
            if self.words[place] == "that" and place and self.tokens[place - 1].tag in {"NOUN", "PROPN"}:
                return True
        return False

    @once
    def names_something(self) -> bool:
        """Whether any name stands in the clause, or a word for what was agreed or is talked about."""
        line = self.cast.lines[self.unit.sentence]
        places = [line.span(name.first, name.last) for name in line.names]
        return any(self.start_at <= place[0] and place[1] <= self.end_at for place in places) or self.has(
            "nouns", "process"
        )

    @once
    def names_somebody(self) -> bool:
        """Whether a known actor is named in the clause, or stands behind its subject ("it has also handed over")."""
        line = self.cast.lines[self.unit.sentence]
        for name in line.names:
            place = line.span(name.first, name.last)
            if self.start_at <= place[0] and place[1] <= self.end_at and self.cast.actor_of(line, name):
                return True
        return self.subject is not None and self.cast.mention(self.unit.sentence, self.subject).actor is not None

    @once
    def subject(self) -> Span | None:
        """The words before the first finite verb, without a time before and asides behind, where they can name a
        speaker.
        """
        first = self._behind_time()
        while first < len(self.tokens) - 1 and self.tokens[first].tag == "PUNCT":
            first += 1
        stop = self.words.index(",", first + 1) if "," in self.words[first + 1 :] else self.finite
        last = min(self.finite, stop) if self.finite > 0 else 0
        while last > first and self.tokens[last - 1].tag in {"ADV", "AUX", "PART", "PUNCT"}:
            last -= 1
        if not 0 < last - first <= 10 or self.tokens[first].tag in {"ADP", "SCONJ"}:
            return None
        named = named_behind(self.tokens, (first, last)) or (first, last)
        span = self.tokens[first].start, self.tokens[named[1] - 1].end
        return span if self.cast.speaks(self.unit.sentence, span, free=False) else None

    def _behind_time(self) -> int:
        """The first token behind a time that opens the clause ("on Monday the ministers …")."""
        if not self.tokens:
            return 0
        opening = [t.span[1] for t in self.times if t.span[0] - self.tokens[0].start <= 4]
        if not opening:
            return 0
        first = bisect_left(self.starts, max(opening))
        return next((i for i in range(first, len(self.tokens)) if self.tokens[i].text != ","), 0)

    @once
    def included(self) -> tuple[Span, ...]:
        """Names listed behind "including" and before the verb."""
        if "including" not in self.words[: max(self.finite, 0)]:
            return ()
        begin, end = self.tokens[self.words.index("including")].end, self.tokens[self.finite].start
        line = self.cast.lines[self.unit.sentence]
        places = [line.span(name.first, name.last) for name in line.names if name.actor and name.use != "adjective"]
        return tuple(place for place in places if begin <= place[0] and place[1] <= end)

    @once
    def listed(self) -> tuple[Span, ...]:
        """The phrases of a subject that lists several ("the ministers of A, B and C"), none where it does not."""
        first = self._behind_time()
        last = self.finite
        while last > first and self.tokens[last - 1].tag in {"ADV", "AUX", "PART", "PUNCT"}:
            last -= 1
        inside = self.words[first:last]
        if last - first < 4 or "and" not in inside or "," not in inside:
            return ()
        joined = {"of", "and", ",", "'s", "the", "for"}
        plain = (t.tag in _LISTED or w in joined for t, w in zip(self.tokens[first:last], inside, strict=True))
        return self.parted((self.tokens[first].start, self.tokens[last - 1].end)) if all(plain) else ()

    def parted(self, span: Span | None) -> tuple[Span, ...]:
        """The phrases of "A, B and C"."""
        if span is None:
            return ()
        inside = [token for token in self.tokens if span[0] <= token.start and token.end <= span[1]]
        made: list[Span] = []
        start: int | None = None
        for token in inside:
            if token.text in {",", "and", "&"}:
                start = None
                continue
            if start is None:
                made.append((token.start, token.end))
                start = token.start
            else:
                made[-1] = (start, token.end)
        return tuple(made)

    def side_of(self, span: Span | None) -> str | None:
        """The side of whoever some words of the clause name."""
        if span is None:
            return None
        if self.document.text[span[0] : span[1]].lower() in SPEAKERS_OWN:
            return self.teller_side
        return self.cast.table.side(self.cast.mention(self.unit.sentence, span).actor)

    @once
    def teller_side(self) -> str | None:
        """The side of the innermost speaker."""
        telling = self.unit.telling
        if telling is None or not telling.source:
            return None
        return self.cast.table.side(self.cast.mention(self.unit.sentence, telling.source[0]).actor)


_LISTED = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM"})
SPEAKERS_OWN = words_of("judging", "clause: speakers own")
"""Words of a quotation for whoever speaks."""
