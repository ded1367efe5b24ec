"""Who has been named in a report so far, and whom "he", "the ministry" and "the group" stand for.

A :class:`Cast` reads the names of all sentences once. :meth:`Cast.holder` then resolves the words for a speaker, in the
order of the text, and remembers each answer, because the last speaker is the first candidate for the next "he said".
Nothing is guessed in silence: every step away from the words leaves a note, and what stays open says so.
"""

from __future__ import annotations

from guarantor.model.claim import Mention
from guarantor.model.spans import Span
from guarantor.reading.actors.antecedents import Antecedents
from guarantor.reading.actors.names import CALENDAR, Line
from guarantor.reading.actors.phrase import Phrase, is_group
from guarantor.reading.actors.roster import Resolved, new_resolved
from guarantor.reading.actors.words import organ_nouns, words
from guarantor.reading.quick import maker, replace
from guarantor.reading.sets import words_of

__all__ = ["Cast", "Resolved"]

_new_mention = maker(Mention)
_PARTS = words_of("actors", "cast: parts")

_OTHER_TIME = frozenset({"after", "before", "since", "until"})
"""Words before a speaker who spoke at another time than the sentence tells of."""


_JOINT = frozenset({"statement", "declaration", "communique", "communiqué", "release"})
_JOINT_REACH = 8
_NO_ISSUER = frozenset({"following", "after", "during", "at", "in", "held", "hosted", "on", "before", "ahead"})
"""Words behind a paper that tell when or where it came, so that no name behind them issued it."""


class Cast(Antecedents):
    """The names of one report and the memory of who spoke."""

    def speaks(self, sentence: int, span: Span, *, free: bool) -> bool:
        """Whether the words can name a speaker. ``free`` lets unknown bodies pass ("the committee"), as with "said"."""
        phrase = self.phrase(sentence, span)
        if phrase.kind == "pronoun":
            return phrase.head != "pronoun-self"
        if phrase.kind in {"person", "role", "anonymous"}:
            return True
        if phrase.kind == "institution" and phrase.head in words("abstract"):
            return False
        if phrase.kind in {"institution", "document", "medium", "epithet"}:
            return free or phrase.actor is not None or phrase.kind == "epithet" or phrase.kind == "institution"
        return False

    def mention(self, sentence: int, span: Span) -> Mention:
        """Words in the place of an actor or target, as written, with the actor that they stand for."""
        line = self.lines[sentence]
        first, last = line.range_of(span)
        while first + 1 < last and line.forms[first] in CALENDAR:
            first += 1
        place = line.span(first, last) if first < last else span
        text = self.text[place[0] : place[1]]
        if self.phrase(sentence, place).kind in {"medium", "document"}:
            inside = [
                name for name in line.names if first <= name.first and name.last <= last and name.use != "adjective"
            ]
            return _new_mention(text=text, actor=self.actor_of(line, inside[0]) if inside else None, span=place)
        return _new_mention(text=text, actor=self._resolve(sentence, place).actor, span=place)

    def holder(self, sentence: int, span: Span, before: int | None = None) -> Resolved:
        """Whom a source names; remembered as the last to speak. ``before``: where what is told begins, if before it."""
        found = self._resolve(sentence, span, before)
        if not found.open or self.phrase(sentence, span).kind != "pronoun":
            self.remember(sentence, found, aside=self._is_aside(sentence, span))
        return found

    def _is_aside(self, sentence: int, span: Span) -> bool:
        """ "…, a day after the group announced the truce": who spoke at another time than the sentence tells of."""
        line = self.lines[sentence]
        first, _ = line.range_of(span)
        return not _OTHER_TIME.isdisjoint(line.forms[max(0, first - 1) : first])

    def _resolve(self, sentence: int, span: Span, before: int | None = None) -> Resolved:
        phrase = self.phrase(sentence, span)
        plain = self._plain(sentence, span, phrase)
        if phrase.kind == "pronoun" and self._is_part(sentence, span):
            return self._open(plain, "it is one or some of those named before")
        if phrase.kind == "pronoun":
            return self._pronoun(sentence, span, phrase, plain, before)
        if phrase.owner is not None:
            return self._owned(sentence, phrase, plain)
        line = self.lines[sentence]
        first, last = line.range_of(span)
        if (
            phrase.actor is None
            and phrase.kind != "person"
            and last - first > 1
            and line.forms[first] in {"its", "their"}
            and (is_group(phrase.head) or phrase.kind in {"role", "anonymous", "institution", "epithet"})
        ):
            return self._own_organ(sentence, span, plain)
        if phrase.actor is None and last - first > 1 and line.forms[first] in {"his", "her"} and is_group(phrase.head):
            return self._open(plain, "whose it is, the words do not say")
        if phrase.kind in {"role", "anonymous"} and phrase.definite and not phrase.plural:
            meant = self._described(sentence, span, phrase)
            if meant is not None:
                return self._taken(plain, meant)
        if phrase.kind == "role" and plain.actor is None and self._is_short(sentence, span, phrase):
            found = self._epithet(sentence, span, phrase, plain, before)
            if found.text != plain.text:
                return found
        if phrase.kind in {"person", "role"} and plain.actor is None:
            return self._of_its_body(sentence, span, plain)
        if phrase.kind == "epithet" or (
            phrase.kind in {"institution", "role", "anonymous"} and self._is_short(sentence, span, phrase)
        ):
            return self._epithet(sentence, span, phrase, plain, before)
        if phrase.kind == "medium":
            return self._medium(sentence, span, phrase, plain)
        return plain

    def _is_part(self, sentence: int, span: Span) -> bool:
        """ "One of them", "some of these": part of several."""
        line = self.lines[sentence]
        first, last = line.range_of(span)
        return last - first == 3 and line.forms[first + 1] == "of" and line.forms[first] in _PARTS

    def _described(self, sentence: int, span: Span, phrase: Phrase) -> Resolved | None:
        """ "The top Norland diplomat", "the Norland leader": the last person of that side to speak, where one fits."""
        line = self.lines[sentence]
        first, last = line.range_of(span)
        described = phrase.head in {"diplomat", "negotiator"} and "top" in line.forms[first:last]
        described = described or phrase.head in {"leader", "premier"}
        side = self.side(phrase.actor)
        if not described or last - first > 5 or (side is None and "top" not in line.forms[first:last]):
            return None
        for who in self._spoke_before(sentence, span[0]):
            if who.person and who.kind == "named" and (side is None or who.side == side):
                return who
        return None

    def _own_organ(self, sentence: int, span: Span, plain: Resolved) -> Resolved:
        """ "Its army", behind a state's name: that state's army; "its office" behind a body's: that body."""
        line = self.lines[sentence]
        first, last = line.range_of(span)
        for who in self._candidates(sentence, span[0]):
            known = self.table.get(who.actor)
            if who.person or known is None or self._is_house(who.actor):
                continue
            organ = self._organ_named(line, first, last) if known.kind == "state" else ""
            actor = f"{known.id}.{organ}" if organ else known.id
            note = f"{plain.text!r} is taken to be {who.text}'s"
            return replace(plain, actor=actor, side=self.side(actor), kind=plain.kind, note=note, open=False)
        return self._open(plain, "nobody before it fits")

    @staticmethod
    def _organ_named(line: Line, first: int, last: int) -> str:
        for index in range(first, last):
            for words_of_it, organ in organ_nouns().get(line.forms[index], ()):
                if organ and tuple(line.forms[index : index + len(words_of_it)]) == words_of_it:
                    return organ
        return ""

    def _of_its_body(self, sentence: int, span: Span, plain: Resolved) -> Resolved:
        """ "Its spokesman Ada Lund": the body that "its" stands for."""
        line = self.lines[sentence]
        first, last = line.range_of(span)
        if not {"its", "their"}.intersection(line.forms[first:last]):
            return plain
        for who in self._candidates(sentence, span[0]):
            if not who.person and who.actor and not self._is_house(who.actor):
                return self._speaking_for(plain, who)
        for name in line.names:
            if name.last <= first and name.use == "name" and not self._is_person(line, name) and name.actor:
                return self._speaking_for(plain, self.named_by(line, name))
        return plain

    def _speaking_for(self, plain: Resolved, who: Resolved) -> Resolved:
        note = f"{plain.text!r} is taken to speak for {who.text}"
        return replace(plain, actor=who.actor, side=who.side, affiliation=who.actor, note=note)

    def _owned(self, sentence: int, phrase: Phrase, plain: Resolved) -> Resolved:
        """ "Lund's office": the body that the person named speaks for."""
        line = self.lines[sentence]
        name = next(n for n in line.names if (n.first, n.last) == phrase.owner)
        person = self.actor_of(line, name)
        body = next(iter(self.table.line(person)[1:]), None) or person or self._known_body(line, name)
        return replace(plain, actor=body, side=self.side(body), person=False, note=None if body else plain.note)

    def _is_short(self, sentence: int, span: Span, phrase: Phrase) -> bool:
        """ "The ministry", "the minister", "the source": definite, one to three words, no name inside."""
        first, last = self.lines[sentence].range_of(span)
        return phrase.definite and phrase.actor is None and last - first <= 3

    def _medium(self, sentence: int, span: Span, phrase: Phrase, plain: Resolved) -> Resolved:
        """ "A statement by the army" is the army's word; "the statement" the word of the last to speak."""
        line = self.lines[sentence]
        first, last = line.range_of(span)
        for index in range(first, last - 1):
            if line.forms[index] in {"by", "from", "of"}:
                end = next((i for i in range(index + 2, last) if line.forms[i] in _NO_ISSUER), last)
                inner = self._resolve(sentence, line.span(index + 1, end))
                return inner if not inner.open else plain
        stop = next((i for i in range(first + 1, last) if line.forms[i] in _NO_ISSUER), last)
        issuers = [n for n in line.names if n.first >= first and n.last <= stop]
        if phrase.affiliation and issuers and issuers[0].use != "adjective":
            return self._plain_body(line, first, last, plain, phrase.affiliation)
        if phrase.affiliation and issuers:  # "the Norwegian statement"
            return replace(plain, actor=phrase.affiliation, side=self.side(phrase.affiliation))
        who = self.last_heard(sentence, back=3)
        if who is None or self._is_house(who.actor) or self._is_of_both(sentence):
            return replace(plain, kind="document")
        body = self._body_named(who)
        return self._taken(plain, body or who, ", whose word it is")

    def _is_of_both(self, sentence: int) -> bool:
        """Whether a joint statement is told of here or shortly before: it is no one speaker's word."""
        near = self.lines[max(0, sentence - _JOINT_REACH) : sentence + 1]
        return any("joint" in line.forms and not _JOINT.isdisjoint(line.forms) for line in near)

    def _plain_body(self, line: Line, first: int, last: int, plain: Resolved, actor: str) -> Resolved:
        name = next(n for n in line.names if n.first >= first and n.last <= last)
        text, span = self.words_of(name)
        return replace(plain, text=text, span=span, actor=actor, side=self.side(actor), kind="named", full=text)

    def _body_named(self, who: Resolved) -> Resolved | None:
        """The body that a person speaks for, where the report names it."""
        body = who.affiliation or next(iter(self.table.line(who.actor)[1:]), None)
        known = self.table.get(body)
        if not who.person or known is None or known.id not in self._first:
            return None
        name = self._first[known.id]
        text, span = self.words_of(name)
        return new_resolved(
            text=text, span=span, actor=known.id, kind="named", side=self.side(known.id), full=text,
            head=self.lines[name.sentence].forms[name.last - 1],
        )  # fmt: skip
