"""Who does a deed, to whom, and who says so with a verb of promising, refusing, denying or demanding."""

from __future__ import annotations

from dataclasses import dataclass

from guarantor.model.spans import Span
from guarantor.reading.events.groups import Group
from guarantor.reading.events.small import small_words
from guarantor.reading.modality import phrases
from guarantor.reading.modality.chains import DEPTH, Link
from guarantor.reading.modality.clauses import Clauses
from guarantor.reading.modality.fold import Stance
from guarantor.reading.quick import maker, quick
from guarantor.reading.sets import words_of

SPEECH = frozenset({"commitment", "refusal", "denial", "demand", "violation", "position"})
"""Claim types of words that are themselves spoken acts."""

TOLD = words_of("modality", "sides: told")
"""Words whose subject does not do what the noun behind them names ("confirmed the release")."""
RELATIVE = words_of("modality", "sides: relative")
PERSONS = words_of("modality", "sides: persons")
BEFORE_BEARER = words_of("modality", "sides: before bearer")
"""Prepositions before the one to whom a deed is done ("met with Sudland", "release of the prisoners")."""


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a deed stands: its verb group, the tokens of its predicate, and whether a noun names it."""

    group: Group
    start: int
    end: int
    nominal: bool


new_place = maker(Place)


class Sides:
    """Finds the noun phrases around the deeds of one sentence."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.tokens, self.words = clauses.tokens, clauses.words

    def of(self, place: Place, stance: Stance) -> tuple[phrases.Range | None, phrases.Range | None]:
        """Doer and bearer of a deed, passives turned round."""
        limit = self.clauses.next_finite(place.group)
        if not place.nominal:
            return self._of_verb(place, limit)
        if place.start < place.group.first:
            return self._of_subject_noun(place, limit)
        if stance.type in {"demand", "violation"}:
            return self._charged(stance) or self._by(place.start, len(self.words)), self._bearer(place, limit)
        if place.group.passive:
            return self._by(place.group.main, limit), None
        if stance.links and stance.links[0].operator.word in TOLD:
            return self._by(place.start, limit) or self._owner(place.start), self._bearer(place, limit)
        return self.doer(place.group), self._bearer(place, limit)

    def _of_verb(self, place: Place, limit: int) -> tuple[phrases.Range | None, phrases.Range | None]:
        """Sides of a deed that a verb names."""
        if place.group.passive:
            return self._by(place.group.main, limit), self.doer(place.group)
        return self.doer(place.group), self._bearer(place, limit)

    def _of_subject_noun(self, place: Place, limit: int) -> tuple[phrases.Range | None, phrases.Range | None]:
        """Sides of a deed that is the subject: "Norland's release of the prisoners has begun"."""
        return self._by(place.start, limit) or self._owner(place.start), self._after_preposition(
            place.end, place.group.first
        )

    def _bearer(self, place: Place, limit: int) -> phrases.Range | None:
        """The phrase behind the predicate, with or without a preposition."""
        found = phrases.after(self.tokens, self.words, place.end)
        return found if found is not None else self._after_preposition(place.end, limit)

    def _after_preposition(self, start: int, limit: int) -> phrases.Range | None:
        """The phrase after a preposition at a place."""
        dated = start + 1 < limit and self.words[start + 1] in small_words()["day"]
        if start < limit and self.words[start] in BEFORE_BEARER and not dated:
            return phrases.after(self.tokens, self.words, start + 1)
        return None

    def _by(self, place: int, limit: int) -> phrases.Range | None:
        """The phrase after "by"."""
        return phrases.by_phrase(self.tokens, self.words, place, limit)

    def doer(self, group: Group) -> phrases.Range | None:
        """Who does the deed: through the words that govern it up to a subject or an object."""
        for _ in range(DEPTH + 1):
            link = self.clauses.links[group.main]
            if link is None or link.joined == "that":
                return self._of_clause(group, link)
            owner = self._owner(link.place) if link.operator.kind == "n" else None
            if owner is not None or link.group is None:
                return owner or phrases.before(self.tokens, self.words, link.place)
            if link.operator.kind == "n":
                return self._subject(link.group)
            hindered = link.operator.effect.type == "violation" and link.operator.effect.polarity == "-"
            if not hindered and (link.joined == "obj" or (link.joined == "prep" and link.operator.kind == "v")):
                other = self._object(link, group)
                if other is not None:
                    return other
            group = link.group
        return None

    def _of_clause(self, group: Group, link: Link | None) -> phrases.Range | None:
        """Subject of a clause; "it" in "denied that it released" is whoever denies."""
        found = self._subject(group)
        if found is None or link is None or link.group is None:
            return found
        alone = found[1] - found[0] == 1 and self.words[found[0]] in PERSONS
        return self.doer(link.group) if alone else found

    def _owner(self, noun: int) -> phrases.Range | None:
        """ "Norland's refusal": whose the noun is."""
        if noun > 1 and self.words[noun - 1] in {"'s", "'"}:
            return phrases.before(self.tokens, self.words, noun - 1)
        return None

    def _object(self, link: Link, group: Group) -> phrases.Range | None:
        """Object of a verb that makes another do it; None where the verb is passive, so that its subject is taken."""
        if link.group is None or link.group.passive:
            return None
        for end, operator in self.clauses.sight.all_of(link.group):
            if operator == link.operator:
                found = phrases.after(self.tokens, self.words, end)
                return found if found is not None and found[1] <= group.first else None
        return None

    def _subject(self, group: Group) -> phrases.Range | None:
        """Subject of a verb; of the verb before where it shares that one's."""
        earlier = [other for other in self.clauses.groups if other.main < group.main and other.finite]
        if earlier and group.form == "ing" and not group.finite and self.clauses.links[group.main] is None:
            return self._subject(earlier[-1])
        found = self._not_of_relative(self.clauses.subject(group), group)
        if found is not None and not (found[1] - found[0] == 1 and self.words[found[0]] in RELATIVE):
            return found
        place = found[0] if found is not None else group.first - 1
        while place >= 0 and (self.words[place] in RELATIVE or self.words[place] == ","):
            place -= 1
            if place >= 0 and self.tokens[place].tag in phrases.NOMINAL:
                return phrases.before(self.tokens, self.words, place + 1)
        return self.clauses.subject(earlier[-1]) if earlier else None

    def _not_of_relative(self, found: phrases.Range | None, group: Group) -> phrases.Range | None:
        """ "The ministers that met Lund would gather": the subject is what the relative clause hangs on."""
        for other in self.clauses.groups:
            if found is None or not other.finite or not other.main < found[0] or other.main >= group.main:
                continue
            place = other.first - 1
            if place < 1 or self.words[place] not in RELATIVE or self.tokens[place - 1].tag not in phrases.HEADS:
                continue
            if not any(self.words[i] in {",", ";", "and", "but", "that"} for i in range(other.main, found[0])):
                return phrases.before(self.tokens, self.words, place)
        return found

    def _charged(self, stance: Stance) -> phrases.Range | None:
        """Who is accused of the deed that a noun names."""
        for link in stance.links:
            if "charge" in link.operator.complements and link.group is not None:
                if link.group.passive:
                    return self._subject(link.group)
                return phrases.after(self.tokens, self.words, link.group.main + 1, whole=False)
        return None

    def speaker(self, stance: Stance) -> phrases.Range | None:
        """Who promises, refuses, denies, demands or alleges: the subject of the outermost such word."""
        for link in reversed(stance.links):
            if link.operator.effect.type not in SPEECH or self._is_charged(link):
                continue
            owner = self._owner(link.place) if link.operator.kind == "n" else None
            if owner is not None or (link.group is not None and not link.group.passive):
                return owner or (self.doer(link.group) if link.group is not None else None)
        return None

    def _is_charged(self, link: Link) -> bool:
        """ "Rebels accused of shelling Lom": the subject is accused, and accuses nobody."""
        if "charge" not in link.operator.complements or link.group is None or link.group.passive:
            return False
        return list(self.words[link.group.main + 1 : link.group.main + 2]) == ["of"]

    def spans(self, where: phrases.Range | None) -> tuple[Span, ...]:
        """Text spans of the actors of a phrase."""
        if where is None:
            return ()
        return tuple(
            [
                (self.tokens[start].start, self.tokens[end - 1].end)
                for start, end in phrases.parts(self.tokens, self.words, where)
                if end > start
            ]
        )


class Around:
    """What stands around one deed (see `propositions.Around`): looked for when it is asked for, and once."""

    __slots__ = ("_found", "_place", "_sides", "_stance")

    def __init__(self, sides: Sides, place: Place, stance: Stance) -> None:
        self._sides, self._place, self._stance = sides, place, stance
        self._found: tuple[tuple[Span, ...], tuple[Span, ...]] | None = None

    def clause(self) -> Span:
        """From the subject of the outermost verb to where the next clause begins."""
        clauses = self._sides.clauses
        first, last = clauses.reach(self._place.group)
        return clauses.tokens[first].start, clauses.tokens[last - 1].end

    def sides(self) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """The spans of doer and bearer."""
        if self._found is None:
            doer, bearer = self._sides.of(self._place, self._stance)
            self._found = self._sides.spans(doer), self._sides.spans(bearer)
        return self._found

    def speakers(self) -> tuple[Span, ...]:
        """The subject of the outermost verb of saying."""
        return self._sides.spans(self._sides.speaker(self._stance))
