"""From attributions to units: the stretches of a report that make one claim each, and who is said to say them.

A unit is a clause with the chain of attributions it stands in, outermost first, or a clause in the outlet's own voice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from guarantor.model.spans import Span, overlap, within
from guarantor.reading.actors import Cast
from guarantor.reading.actors.phrases import is_finite_form
from guarantor.reading.attribution import Attribution
from guarantor.reading.attribution.lexicon import entries
from guarantor.reading.clauses import FINITE, Clause, has_finite, is_finite, new_clause, split_clauses, trim
from guarantor.reading.document import Document, Sentence, Token
from guarantor.reading.tails import Tail, tail_of
from guarantor.reading.tellings import Role, is_heard, parted, role_of

_TALKS = frozenset({"talks", "meeting", "meetings", "consultations", "negotiations", "discussions"})
_MARKS = frozenset({'"', "“", "”", "``", "''"})
_STOPS = _MARKS | {","}
_PERFORMING = frozenset({"announce", "declare", "proclaim", "confirm"})
"""Verbs that with an object tell the deed itself ("announced a truce")."""
LONGEST_SUBJECT = 8
"""Words that a subject may have to be taken for the doer of a second verb."""
_JOINING = frozenset({"and", "but", "while", "whereas", "although", "though", "or", "yet"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One claim to be. ``span`` is the claim's, ``content`` what is said to be so (in one or two pieces).

    ``tellings`` are the attributions it stands in, outermost first; empty where the outlet speaks.
    """

    sentence: int
    span: Span
    content: tuple[Span, ...]
    tellings: tuple[Attribution, ...] = ()
    role: Role = "tell"
    given: Literal["", "meeting"] = ""
    """What the words are already known to tell, where no verb does ("after talks with …")."""
    host: Span | None = None
    """Whose words such a unit stands beside, and so who met; else the subject that a clause shares with another."""

    @property
    def telling(self) -> Attribution | None:
        """The innermost attribution."""
        return self.tellings[-1] if self.tellings else None


def units_of(
    document: Document, sentence: int, region: tuple[int, int], tellings: Sequence[Attribution], cast: Cast
) -> list[Unit]:
    """The units of one sentence. ``region`` are its tokens without datelines and credits; ``tellings`` those that
    touch it.
    """
    heard = [telling for telling in tellings if telling.content and is_heard(telling, document, cast)]
    return list(_Sentence(document, sentence, region, heard, cast).units())


class _Sentence:
    """Works on one sentence; every step needs its tokens."""

    def __init__(
        self, document: Document, number: int, region: tuple[int, int], tellings: Sequence[Attribution], cast: Cast
    ) -> None:
        self.text, self.cast = document.text, cast
        self.number = number
        self.sentence: Sentence = document.sentences[number]
        self.tokens: tuple[Token, ...] = self.sentence.tokens
        self.first, self.last = region
        known = parted([self._resourced(telling) for telling in tellings], document.text)
        self.tellings = sorted(known, key=lambda t: (-sum(e - s for s, e in t.content), t.cue[0][0] if t.cue else 0))

    def _resourced(self, telling: Attribution) -> Attribution:
        """ "A charge they deny, saying …": the speaker is the last subject before the participle, not the first."""
        if not self._is_participle(telling) or not telling.source:
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

    def _is_participle(self, telling: Attribution) -> bool:
        """Whether the cue hangs on another clause (", saying that …")."""
        cue = telling.cue[0] if telling.cue else (0, 0)
        token = next((t for t in self.tokens if t.start == cue[0]), None)
        return token is not None and token.fine == "VBG"

    def units(self) -> Iterator[Unit]:
        """Told units first, then what is left to the outlet's voice."""
        tops = [
            self._fronted(t)
            for t in self.tellings
            if not any(self._inside(t, other) for other in self.tellings if other is not t)
        ]
        taken: list[Span] = []
        for top in sorted(tops, key=lambda t: min(s for s, _ in (*t.source, *t.cue, *t.content))):
            role, _ = role_of(top)
            if role == "deed":
                continue
            if self._is_covered(top, taken):
                continue
            made = list(self._told(top, role))
            yield from made
            taken += [*(() if self._is_shared(top) else top.source), *top.cue, *top.content]
            taken += [part for unit in made for part in unit.content]
        yield from self._own(taken)
        yield from self._talks_beside(taken)

    def _fronted(self, top: Attribution) -> Attribution:
        """ "A entered, the office said: B and C", where B has no verb: all of it is the office's."""
        if role_of(top)[0] != "tell" or len(top.content) != 1 or not top.source or top.content[0][0] < top.cue[0][1]:
            return top
        first, last = self._range(top.content[0])
        edge = next((i for i, token in enumerate(self.tokens) if token.start >= top.source[0][0]), 0)
        begin, stop = trim(self.tokens, self.first, edge)
        if first >= last or self.tokens[first - 1].text != ":" or has_finite(self.tokens, first, last):
            return top
        if not begin < stop or self.tokens[stop].text != "," or not self._has_verb(begin, stop):
            return top
        return replace(top, content=(self._place(begin, stop), top.content[0]))

    def _talks_beside(self, taken: Sequence[Span]) -> Iterator[Unit]:
        """ "Said after talks with …": a meeting that the outlet tells beside somebody's words."""
        for first, last in self._free(taken):
            for index in range(first, last - 3):
                if self.tokens[index].text.lower() not in {"after", "following", "during"}:
                    continue
                end = self._talks_end(index + 1, last)
                if end > index and taken:
                    place = self._place(index, end)
                    host = next((t.source[0] for t in self.tellings if t.source), None)
                    yield Unit(
                        sentence=self.number, span=place, content=(place,), role="deed", given="meeting", host=host
                    )
                    break

    def _talks_end(self, first: int, last: int) -> int:
        """End of "talks with X in Y", or -1: the noun within four words, "with" or "between" behind it, a name in
        it.
        """
        noun = next((i for i in range(first, min(last, first + 4)) if self.tokens[i].text.lower() in _TALKS), -1)
        if noun < 0 or noun + 2 >= last or self.tokens[noun + 1].text.lower() not in {"with", "between"}:
            return -1
        end = next((i for i in range(noun + 2, last) if self.tokens[i].text in {",", ";", "—", "–", "."}), last)
        named = any(self.tokens[i].tag == "PROPN" for i in range(noun + 2, end))
        return end if named and not has_finite(self.tokens, noun, end) else -1

    def _is_covered(self, telling: Attribution, taken: Sequence[Span]) -> bool:
        """Whether another top attribution already has most of the same words."""
        size = sum(end - start for start, end in telling.content)
        shared = sum(overlap(one, other) for one in telling.content for other in taken)
        return shared * 2 > size

    @staticmethod
    def _inside(one: Attribution, other: Attribution) -> bool:
        """Whether an attribution stands within another's content."""
        words = [*one.cue, *one.source] or [*one.content]
        return role_of(other)[0] in {"tell", "act"} and all(
            any(within(word, part) for part in other.content) for word in words
        )

    def _told(self, top: Attribution, role: Role) -> Iterator[Unit]:
        here = [part for part in top.content if overlap(part, (self.sentence.start, self.sentence.end))]
        pieces = [self._range(part) for part in here]
        pieces = [piece for piece in pieces if piece[0] < piece[1]]
        if not pieces:
            return
        cue_here = any(within(cue, (self.sentence.start, self.sentence.end)) for cue in top.cue)
        performed = top.cue_lemma in _PERFORMING and not any(has_finite(self.tokens, *piece) for piece in pieces)
        if role == "tell" and performed and top.rule == "verb:object" and cue_here:
            role = "act"
        if role == "act" and (performed or top.cue_class in {"demand", "ask", "describe"}) and cue_here:
            pieces[-1] = (pieces[-1][0], self._to_the_end(top, pieces[-1][1]))
        if role == "act" or (len(pieces) > 1 and not all(has_finite(self.tokens, *piece) for piece in pieces)):
            second = self._second_charge(top, pieces[-1]) if role == "act" else -1
            if second > 0:
                yield from self._charged_also(top, pieces[-1], second)
                pieces[-1] = (pieces[-1][0], second)
            contents = tuple(self._place(*piece) for piece in pieces)
            whole = self._union([*contents, *(self._reporting(top) if cue_here else ())])
            yield Unit(
                sentence=self.number,
                span=whole,
                content=contents,
                tellings=self._with_inner(top, contents[0]),
                role=role,
            )
            return
        clauses = [clause for piece in pieces for clause in split_clauses(self.tokens, *piece)]
        nearest = self._nearest(top, clauses) if cue_here else -1
        tail = self._tail(top, pieces) if cue_here else None
        if tail is not None and tail.kind != "part":
            clauses += split_clauses(self.tokens, tail.first, tail.last)
        for index, clause in enumerate(clauses):
            place = self._place(clause.first, clause.last)
            span = self._union([place, *self._reporting(top)]) if index == nearest else place
            shared = tail is not None and tail.kind == "shared" and clause.first == tail.first
            if index and cue_here and not shared and top.cue[0][0] < place[0] and self._is_aside(clause):
                yield from self._aside(clause)
                continue
            chain = self._with_inner(top, place)
            if (
                index
                and len(chain) > 1
                and self.tokens[clause.first - 1].text.lower() != "that"
                and self._opens_with(chain[-1], place)
            ):
                chain = chain[1:]
            content: tuple[Span, ...] = (place,)
            if tail is not None and tail.kind == "part" and index == nearest:
                content = (place, self._place(tail.first, tail.last))
                span = self._union([span, *content])
            host = self._subject_of(clauses[0]) if shared else None
            yield Unit(sentence=self.number, span=span, content=content, tellings=chain, role=role, host=host)

    def _second_charge(self, top: Attribution, piece: tuple[int, int]) -> int:
        """Where "and of" brings a second charge ("accused them of A and of B"), or -1."""
        if top.cue_class != "accuse":
            return -1
        places = range(piece[0] + 2, piece[1] - 2)
        texts = [token.text.lower() for token in self.tokens]
        joined = (i for i in places if texts[i : i + 2] == ["and", "of"] and "of" in texts[piece[0] : i])
        return next(joined, -1)

    def _charged_also(self, top: Attribution, piece: tuple[int, int], second: int) -> Iterator[Unit]:
        """The second charge as a claim of its own, against the same side."""
        against = next((i for i in range(*piece) if self.tokens[i].text.lower() == "of"), piece[0])
        host = self._place(piece[0], against) if against > piece[0] else None
        place = self._place(second + 1, piece[1])
        yield Unit(sentence=self.number, span=place, content=(place,), tellings=(top,), role="act", host=host)

    def _tail(self, top: Attribution, pieces: Sequence[tuple[int, int]]) -> Tail | None:
        """What goes on with a content that stands before its telling, where nobody else speaks there."""
        if role_of(top)[0] != "tell" or not top.source:
            return None
        end = max(part[1] for part in (*top.source, *top.cue))
        begin = next((i for i, token in enumerate(self.tokens) if token.start >= end), self.last)
        if any(last > begin for _, last in pieces):
            return None
        tail = tail_of(self.tokens, begin, self.last)
        if tail is None:
            return None
        place = self._place(tail.first, tail.last)
        others = [part for t in self.tellings if t is not top for part in (*t.source, *t.cue)]
        if any(overlap(part, place) for part in others) or self._hides_telling(tail.first, tail.last):
            return None
        return tail

    def _subject_of(self, clause: Clause) -> Span | None:
        """The words before the first finite verb of a clause."""
        verb = next((i for i in range(clause.first, clause.last) if is_finite(self.tokens[i])), clause.first)
        return self._place(clause.first, verb) if clause.first < verb <= clause.first + LONGEST_SUBJECT else None

    def _is_aside(self, clause: Clause) -> bool:
        """Whether ", but" or ", while" and a new subject open it: the outlet goes on, where "but that" would be his."""
        before = [token.text.lower() for token in self.tokens[max(0, clause.first - 2) : clause.first]]
        quoted = sum(token.text in _MARKS for token in self.tokens[: clause.first]) % 2
        return len(before) == 2 and before[0] in _STOPS and before[1] in {"but", "while", "whereas"} and not quoted

    def _aside(self, clause: Clause) -> Iterator[Unit]:
        """The clause in the outlet's voice, unless it tells of a telling that was not made out."""
        inner = next(
            (t for t in self.tellings if t.source and self._opens_with(t, self._place(clause.first, clause.last))), None
        )
        place = self._place(clause.first, clause.last)
        if inner is not None and role_of(inner)[0] in {"tell", "act"}:
            content = tuple(part for part in inner.content if within(part, place)) or (place,)
            yield Unit(sentence=self.number, span=place, content=content, tellings=(inner,), role=role_of(inner)[0])
        elif not self._hides_telling(clause.first, clause.last):
            yield Unit(sentence=self.number, span=place, content=(place,), role="deed")

    @staticmethod
    def _opens_with(telling: Attribution, place: Span) -> bool:
        """Whether a clause begins with another's source: "…, while the rebels accused …" is not the first speaker's."""
        return bool(telling.source) and 0 <= telling.source[0][0] - place[0] <= 4

    def _to_the_end(self, top: Attribution, last: int) -> int:
        """What is asked for runs on over "and B to do C" where nothing new begins."""
        others = [part[0] for t in self.tellings if t is not top for part in (*t.source, *t.cue)]
        start = self.tokens[last - 1].end
        stop = last
        while stop < self.last and self.tokens[stop].text not in {";", "–", "—"}:
            if any(start <= place <= self.tokens[stop].start for place in others) or (
                is_finite(self.tokens[stop]) and (not self._is_conditional(last, stop))
            ):
                return last
            stop += 1
        return trim(self.tokens, last - 1, stop)[1]

    def _is_conditional(self, first: int, last: int) -> bool:
        """Whether a time or condition opens between two tokens ("until all are back")."""
        return any(
            token.text.lower() in {"until", "if", "unless", "before", "who", "which", "that"}
            for token in self.tokens[first:last]
        )

    def _nearest(self, top: Attribution, clauses: Sequence[Clause]) -> int:
        """The clause that stands beside the cue."""
        cue = top.cue[0][0]
        distance = [min(abs(self.tokens[c.first].start - cue), abs(self.tokens[c.last - 1].end - cue)) for c in clauses]
        return distance.index(min(distance)) if distance else -1

    def _reporting(self, top: Attribution) -> list[Span]:
        """Source and cue, where they stand in this sentence; only the cue where the source is another verb's
        subject.
        """
        own = (self.sentence.start, self.sentence.end)
        parts = top.cue if self._is_shared(top) else (*top.source, *top.cue)
        return [part for part in parts if within(part, own)]

    def _is_shared(self, top: Attribution) -> bool:
        """Whether a finite verb stands between source and cue, as in "denied it, saying" and "denied it and said"."""
        if not top.source or not top.cue:
            return False
        start, end = top.source[-1][1], top.cue[0][0]
        if self._is_participle(top) and start < end:
            return True
        between = [token for token in self.tokens if start <= token.start and token.end <= end]
        depth = any(token.text.lower() in {"who", "which", "whose"} for token in between)
        return not depth and any(token.fine in FINITE or token.fine == "VBN" for token in between)

    def _union(self, parts: Sequence[Span]) -> Span:
        return min(start for start, _ in parts), max(end for _, end in parts)

    def _with_inner(self, top: Attribution, content: Span) -> tuple[Attribution, ...]:
        """The attributions that hold this clause: ``top`` and those within it whose content it mostly is."""
        chain = [top]
        for other in self.tellings:
            if other is top or role_of(other)[1] != "own" or not self._inside(other, top):
                continue
            said = [*other.source, *other.cue, *other.content]
            if not other.source or not all(within(part, content) for part in other.cue):
                continue
            if self.cast.phrase(self.number, other.source[0]).kind == "pronoun":
                continue
            shared = sum(overlap(part, content) for part in said)
            if shared * 10 >= (content[1] - content[0]) * 8:
                chain.append(other)
        return tuple(chain)

    def _own(self, taken: Sequence[Span]) -> Iterator[Unit]:
        """What no attribution covers, where it holds a finite verb."""
        for first, last in self._free(taken):
            running = self._runs_on(first, last) or self._fronts(first, last)
            if running is not None:
                yield running
                continue
            if self._hides_telling(first, last) or self._leads_in(first, last):
                continue
            for clause in split_clauses(self.tokens, first, last):
                if not self._has_verb(clause.first, clause.last) or not self._begins(clause.first, bool(taken)):
                    continue
                if self.tokens[clause.first].fine in {"VBN", "VBG"}:
                    continue
                place = self._place(clause.first, clause.last)
                yield Unit(sentence=self.number, span=place, content=(place,), role="deed")

    def _has_verb(self, first: int, last: int) -> bool:
        """A finite verb, or a past form that the tagger took for a participle behind its subject."""
        if has_finite(self.tokens, first, last):
            return True
        for index in range(first + 1, last - 1):
            token = self.tokens[index]
            if token.fine == "VBN" and token.dep == "root" and self.tokens[index - 1].tag != "AUX":
                return self.tokens[first].tag in {"PROPN", "NOUN", "DET", "ADJ", "PRON", "NUM"}
        return False

    def _fronts(self, first: int, last: int) -> Unit | None:
        """ "A entered, the office said: B": what stands before the comma is the speaker's too."""
        if first != self.first or last >= len(self.tokens) or self.tokens[last - 1].text != ",":
            return None
        start = self.tokens[last].start
        telling = next((t for t in self.tellings if t.source and 0 <= t.source[0][0] - start <= 1), None)
        if telling is None or role_of(telling)[0] != "tell" or not has_finite(self.tokens, first, last):
            return None
        if not telling.cue or telling.cue[0][0] < start or self.tokens[first].tag in {"ADP", "SCONJ"}:
            return None
        begin, stop = trim(self.tokens, first, last)
        place = self._place(begin, stop)
        return Unit(sentence=self.number, span=place, content=(place,), tellings=(telling,))

    def _leads_in(self, first: int, last: int) -> bool:
        """Whether the words only lead to a speaker ("In a resolution made public on Saturday, the council said …")."""
        if self.tokens[first].tag != "ADP" or last >= len(self.tokens):
            return False
        start = self.tokens[last].start
        return any(t.source and 0 <= t.source[0][0] - start <= 2 for t in self.tellings)

    def _runs_on(self, first: int, last: int) -> Unit | None:
        """ "…, and that B" behind somebody's words is his word too."""
        if last - first < 4 or self.tokens[first].text.lower() not in {"and", "but"}:
            return None
        if self.tokens[first + 1].text.lower() != "that" or not has_finite(self.tokens, first + 2, last):
            return None
        end = self.tokens[first].start
        before = [
            t for t in self.tellings if role_of(t)[0] == "tell" and any(0 <= end - part[1] <= 2 for part in t.content)
        ]
        if not before:
            return None
        begin, stop = trim(self.tokens, first + 1, last)
        place = self._place(begin, stop)
        return Unit(sentence=self.number, span=place, content=(place,), tellings=(before[-1],))

    def _hides_telling(self, first: int, last: int) -> bool:
        """Whether somebody says something here whose words or speaker were not made out.

        To give such words to the outlet would turn somebody's claim into a fact.
        """
        for index in range(first, last):
            token = self.tokens[index]
            if token.text.lower() in {"according", "reportedly", "allegedly"}:
                return True
            if token.fine not in {"VBD", "VBZ", "VBP"} or token.tag != "VERB":
                continue
            verb = entries("verbs.tsv").get(token.lemma)
            following = self.tokens[index + 1] if index + 1 < last else None
            if (
                verb is None
                or not verb.has("q")
                or (not verb.has("t") and following is not None and following.text.lower() in {"to", "with", "in"})
                or (index and self.tokens[index - 1].text.lower() in {"not", "n't", "n’t"})
            ):
                continue
            if verb.cue_class in {"say", "announce", "claim"} or token.lemma in {"confirm", "acknowledge", "admit"}:
                return True
        return False

    def _begins(self, first: int, told: bool) -> bool:
        """Whether a clause of its own begins at a token: at the head of the sentence, or with a subject behind a
        joining word.

        Behind somebody's words (``told``) a comma is not enough: what follows may still be theirs.
        """
        before = self.tokens[first - 1].text.lower() if first > self.first else ";"
        return (
            before in {";", "–", "—", ":", "that"}
            or (before == "," and (not told or self.tokens[first].text.lower() in {"who", "which"}))
            or (before in _JOINING and new_clause(self.tokens, first, self.last))
        )

    def _free(self, taken: Sequence[Span]) -> Iterator[tuple[int, int]]:
        """Runs of tokens that nobody else is said to say."""
        start: int | None = None
        for index in range(self.first, self.last):
            token = self.tokens[index]
            if any(token.start < end and token.end > begin for begin, end in taken):
                if start is not None:
                    yield start, index
                start = None
            elif start is None:
                start = index
        if start is not None:
            yield start, self.last

    def _range(self, part: Span) -> tuple[int, int]:
        """Tokens of a place, inside the region, without joining words at the edges."""
        touched = [
            index for index in range(self.first, self.last)
            if self.tokens[index].start < part[1] and self.tokens[index].end > part[0]
        ]  # fmt: skip
        return trim(self.tokens, touched[0], touched[-1] + 1) if touched else (0, 0)

    def _place(self, first: int, last: int) -> Span:
        return self.tokens[first].start, self.tokens[last - 1].end
