"""Whom "he", "it", "the ministry" and "the group" stand for: the likeliest of those who spoke or were named before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guarantor.model.spans import Span
from guarantor.reading.actors.names import Line, Name
from guarantor.reading.actors.phrase import Phrase
from guarantor.reading.actors.roster import Resolved, Roster
from guarantor.reading.actors.words import words
from guarantor.reading.quick import replace
from guarantor.reading.sets import words_of

NEAR = 4
"""Sentences that a pronoun looks back."""
TRIED = 12
"""Earlier phrases with the same noun that are looked at."""
FAR = 40
"""Sentences that "the ministry" looks back."""
_ALIKE = (
    frozenset({"delegation", "team", "delegates", "negotiators", "representatives"}),
    frozenset({"group", "movement", "faction", "militia", "rebels", "organisation", "organization"}),
    frozenset({"army", "military", "forces", "troops"}),
)
_ARMED = frozenset({"army", "military"})
"""Bodies that keep their own words where only their troops were named before."""
_KINDS = frozenset({"ministry", "minister", "department", "office", "committee", "commission", "council", "court"})
"""Bodies of which a state has many, each with a word of its own."""
_CIVIL = words_of("actors", "antecedents: civil")
_OF_A_PLACE = frozenset({"regional", "provincial", "local", "district", "municipal", "governor", "mayor"})
"""Words of offices that every place has one of."""
_NEAREST = 4
"""Persons among whom one that a title shows to be a woman is meant by "she"."""
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_STEM = re.compile(r"(?:ern|ian|ese|ish|an|n)?(?:'s|’s)?$")
"""Endings of adjectives of places, so that "the Norwegian ministry" may be Norway's."""
_EACH = frozenset({"each", "either", "neither", "both", "every"})
_SOME = frozenset(
    {"a", "an", "some", "several", "many", "dozens", "scores", "hundreds", "thousands", "no", "other", "another"}
)
"""Words with which a phrase names new people, and nobody told of before."""
"""Words of several, none of which is any one of those named before."""


_OWNED = 12
"""Words between a person's name and the "in which he" that hangs on what is his."""


class Antecedents(Roster):
    """Words that stand for others."""

    def _open(self, plain: Resolved, why: str) -> Resolved:
        """Unresolved, and saying so."""
        return replace(plain, open=True, actor=None, side=None, note=f"{plain.text!r} is not resolved: {why}")

    def _taken(self, plain: Resolved, found: Resolved, more: str = "") -> Resolved:
        note = None if found.text == plain.text else f"{plain.text!r} is taken to be {found.text}{more}"
        return replace(found, note=note)

    def _pronoun(
        self, sentence: int, span: Span, phrase: Phrase, plain: Resolved, before: int | None = None
    ) -> Resolved:
        """Whom a pronoun stands for. "They left, it said": the speaker is not named in his own words."""
        if phrase.head == "pronoun-self":
            return self._open(plain, "it names nobody")
        person = phrase.head == "pronoun-person"
        if person:
            return self._he_or_she(sentence, span[0] if before is None else before, plain)
        house: Resolved | None = None
        for who in self._candidates(sentence, span[0] if before is None else before):
            if phrase.head == "pronoun-thing" and not who.person and not (who.plural and who.kind == "anonymous"):
                if self._is_house(who.actor):
                    house = house or who
                    continue
                return self._taken(plain, who)
            if who.kind == "document":
                continue
            if phrase.head == "pronoun-many" and who.plural and plain.text.lower() in {"they", "them", "themselves"}:
                return self._taken(plain, who)
        if house is None and before is not None and phrase.head == "pronoun-thing":
            house = self._subject_of_own_words(sentence, before, span[0])
        return self._taken(plain, house) if house else self._open(plain, "nobody before it fits")

    def _subject_of_own_words(self, sentence: int, first: int, end: int) -> Resolved | None:
        """ "The Lake Commission visited the camp, it said", where nobody was named before: the first body."""
        line = self.lines[sentence]
        for name in line.names:
            inside = name.use != "adjective" and first <= line.tokens[name.first].start < end
            if inside and self._is_subject(line, name):
                who = self.named_by(line, name)
                known = self.table.get(who.actor)
                body = known is not None and not self._is_house(who.actor)
                return who if body and not who.person and not who.plural else None
        return None

    def _he_or_she(self, sentence: int, before: int, plain: Resolved) -> Resolved:
        """The nearest person, but nobody whose title or office says that the other pronoun would be his or hers."""
        wanted = "woman" if plain.text.lower() in {"she", "her", "herself"} else "man"
        owner = self._owner_before_which(sentence, plain.span[0])
        if owner is not None and self._sign_of(owner) in {wanted, None}:
            return self._taken(plain, owner)
        fitting: list[Resolved] = []
        for who in self._candidates(sentence, before):
            if not who.person or (sign := self._sign_of(who)) not in {wanted, None}:
                continue
            if wanted == "man" or sign == wanted:
                return self._taken(plain, who)
            fitting.append(who)
            if len(fitting) == _NEAREST:
                break
        return self._taken(plain, fitting[0]) if fitting else self._open(plain, "nobody before it fits")

    def _owner_before_which(self, sentence: int, start: int) -> Resolved | None:
        """ "It contradicts Lund's letter, in which he said": the person whose letter it is."""
        line = self.lines[sentence]
        place = next((i for i, token in enumerate(line.tokens) if token.start == start), 0)
        if place < 4 or line.forms[place - 1] != "which" or line.forms[place - 2] not in {"in", "by", "with", "during"}:
            return None
        for name in reversed(line.names):
            near = name.last < place - 2 and place - name.last < _OWNED
            if near and line.forms[name.last] in {"'s", "’s"}:
                who = self.named_by(line, name)
                return who if who.person else None
        return None

    def _sign_of(self, who: Resolved) -> str | None:
        """ "Spokeswoman", "Mrs", "King" beside a name: a woman or a man; None where nothing shows it."""
        start, end = who.span
        before = self.text[max(0, start - 40) : start].lower().split()[-3:]
        behind = self.text[end : end + 40].lower().split()[:4] if self.text[end : end + 1] == "," else []
        said = {word.strip(".,;'’\"“”") for word in (*before, *self.text[start:end].lower().split(), *behind)}
        woman, man = bool(said & words("woman")), bool(said & words("man"))
        return None if woman == man else "woman" if woman else "man"

    def _spoke_before(self, sentence: int, before: int) -> Iterator[Resolved]:
        """Those who spoke in the last sentences, backwards."""
        for index in range(sentence, max(-1, sentence - NEAR - 1), -1):
            for who in reversed(self._heard_in.get(index, ())):
                if index < sentence or who.span[1] <= before:
                    yield who

    def _is_house(self, actor: str | None) -> bool:
        """Agencies and outlets hand on what others say, and are seldom meant by "it"."""
        known = self.table.get(actor)
        return known is not None and known.kind in {"agency", "outlet"}

    def _candidates(self, sentence: int, before: int) -> Iterator[Resolved]:
        """Who could be meant, the likeliest first: speakers and subjects, sentence by sentence backwards."""
        for index in range(sentence, max(-1, sentence - NEAR - 1), -1):
            line = self.lines[index]
            named = [n for n in line.names if n.use != "adjective" and line.tokens[n.last - 1].end <= before]
            for who in reversed(self._heard_in.get(index, ())):
                if index < sentence or who.span[1] <= before:
                    yield who
            yield from (self.named_by(line, n) for n in named if self._is_subject(line, n))
            yield from (
                self.named_by(line, n) for n in named if not self._is_subject(line, n) and self._is_person(line, n)
            )

    @staticmethod
    def _is_subject(line: Line, name: Name) -> bool:
        for place in range(name.first, name.last):
            token = line.tokens[place]
            beside = token.dep == "appos" and token.head >= 0 and line.tokens[token.head].dep in _SUBJECTS
            if token.dep in _SUBJECTS or beside:
                return True
        return Antecedents._ends_subject(line, name)

    @staticmethod
    def _ends_subject(line: Line, name: Name) -> bool:
        """ "The agency that runs the crossings, COGAT, gave another account": a name between commas before the verb."""
        last = name.last
        if name.first < 2 or last + 1 >= len(line.tokens) or line.texts[name.first - 1] != ",":
            return False
        if line.texts[last] != "," or line.tokens[last + 1].fine not in {"VBD", "VBZ", "VBP", "MD"}:
            return False
        return "," not in line.texts[: name.first - 1] and line.tokens[0].tag in {"DET", "ADJ", "NOUN", "PRON"}

    def _of_own_words(
        self, sentence: int, span: Span, phrase: Phrase, plain: Resolved, before: int | None
    ) -> Resolved:  # fmt: skip
        """ "The Lake Front accepted the truce, the group said", where nobody was named before."""
        first = None if before is None else self._subject_of_own_words(sentence, before, span[0])
        if first is None or not self._can_be_called(first, phrase.head):
            return self._open(plain, "nothing before it is called so")
        return self._taken(plain, first)

    def _epithet(
        self, sentence: int, span: Span, phrase: Phrase, plain: Resolved, before: int | None = None
    ) -> Resolved:  # fmt: skip
        """ "The office": the last speaker or body that can be called so."""
        if plain.text.split(" ", 1)[0].lower() in _EACH | _SOME or self._is_counted(sentence, span):
            return plain
        called = self._speakers_and_names(sentence, span[0], phrase.head)
        found = next((who for who in called if self._can_be_called(who, phrase.head)), None)
        if found is not None and self._is_another_office(plain, found, phrase.head):
            return plain
        if found is not None and found.person and self._elsewhere(sentence, plain):
            return plain
        if found is not None and phrase.actor is None and self._is_of_another_state(sentence, span, found):
            return plain
        if found is not None and not _CIVIL.isdisjoint(plain.text.lower().split()) and not self._is_civil(found):
            return plain
        if found is None:
            if phrase.actor or phrase.kind in {"anonymous", "role"} or not phrase.definite:
                return plain
            common = self._common(sentence, phrase, plain)
            return common or self._of_own_words(sentence, span, phrase, plain, before)
        return self._taken(plain, found)

    def _is_of_another_state(self, sentence: int, span: Span, found: Resolved) -> bool:
        """ "The Norwegian rebels" are none of those that nothing shows to be Norwegian."""
        line = self.lines[sentence]
        first, last = line.range_of(span)
        for name in line.names:
            known = self.table.get(name.actor)
            if known is None or known.kind != "state" or not first <= name.first < last:
                continue
            said = line.forms[name.first]
            return known.id not in {found.side, found.actor} and said not in f"{found.text} {found.full}".lower()
        return False

    @staticmethod
    def _is_civil(found: Resolved) -> bool:
        """ "The volunteer group" is no armed group named before."""
        return not _CIVIL.isdisjoint(f"{found.text} {found.full}".lower().split())

    def _is_counted(self, sentence: int, span: Span) -> bool:
        """ "Three soldiers", "at least ten troops": so many of somebody's, and nobody named before."""
        line = self.lines[sentence]
        first = line.range_of(span)[0]
        first += 2 if line.forms[first] in {"at", "more", "fewer", "less", "up"} else 0
        return first < len(line.tokens) and line.tokens[first].tag == "NUM"

    @staticmethod
    def _is_another_office(plain: Resolved, found: Resolved, noun: str) -> bool:
        """ "The Interior Ministry" is not the foreign ministry named before: what it is called by is another word."""
        known = f"{found.text} {found.full}".lower()
        own = [word for word in plain.text.lower().split() if word not in {noun, "the", "same", "country's"}]
        return noun in _KINDS and any(word not in known and _STEM.sub("", word) not in known for word in own)

    def _elsewhere(self, sentence: int, plain: Resolved) -> bool:
        """ "In Belgorod, the regional governor said": of another place than the governor named before."""
        line = self.lines[sentence]
        placed = line.forms[0] == "in" and len(line.tokens) > 2 and line.tokens[1].tag == "PROPN"
        return placed and not _OF_A_PLACE.isdisjoint(plain.text.lower().split())

    def _common(self, sentence: int, phrase: Phrase, plain: Resolved) -> Resolved | None:
        """ "The delegation" after "a Lakes team": an earlier phrase with that noun, or one like it, that leads to
        an actor.
        """
        alike = next((group for group in _ALIKE if phrase.head in group), frozenset({phrase.head}))
        tried = 0
        for index in range(sentence - 1, max(-1, sentence - NEAR - 1), -1):
            line = self.lines[index]
            for place in range(len(line.tokens) - 1, -1, -1):
                if line.forms[place] in alike and line.tokens[place].tag in {"NOUN", "PROPN"}:
                    tried += 1
                    if tried > TRIED:
                        return None
                    first = self._phrase_start(line, place)
                    earlier = self._plain(
                        index, line.span(first, place + 1), self.phrase(index, line.span(first, place + 1))
                    )
                    if earlier.actor and line.forms[place] != phrase.head and phrase.head in _ARMED:
                        note = f"{plain.text!r} is taken to be that of {earlier.text}"
                        return replace(plain, actor=earlier.actor, side=earlier.side, note=note)
                    if earlier.actor:
                        return self._taken(plain, replace(earlier, head=phrase.head))
        return None

    @staticmethod
    def _phrase_start(line: Line, place: int) -> int:
        first = place
        while (
            first > 0
            and line.tokens[first - 1].tag in {"ADJ", "NOUN", "PROPN", "DET", "NUM", "PART"}
            and place - first < 6
        ):
            first -= 1
        return first

    def _speakers_and_names(self, sentence: int, before: int, noun: str) -> Iterator[Resolved]:
        """Speakers and names backwards; of the names, only those that may be called so."""
        for index in range(sentence, max(-1, sentence - FAR), -1):
            line = self.lines[index]
            for who in reversed(self._heard_in.get(index, ())):
                if index < sentence or who.span[1] <= before:
                    yield who
            for name in reversed(line.names):
                if (
                    name.use != "adjective"
                    and line.ends[name.last - 1] <= before
                    and self._may_be_called(line, name, noun)
                ):
                    yield self._with_title(line, name, noun)

    def _may_be_called(self, line: Line, name: Name, noun: str) -> bool:
        """A quick look at the words of a name, its title and the nouns that the table has for its actor."""
        if noun in line.forms[max(0, name.first - 1) : name.last] or noun in self._titles(line, name):
            return True
        if name.use == "unknown" and self._title_before_comma(line, name.first - 1) in {noun, "counterpart"}:
            return True
        actor = self.actor_of(line, name)
        known = self.table.get(actor)
        if (known is not None and noun in known.nouns) or (noun == "premier" and known is not None):
            return True
        first = self._first[self.key(line, name)]
        return noun in self.lines[first.sentence].forms[first.first : first.last]

    @staticmethod
    def _titles(line: Line, name: Name) -> tuple[str, ...]:
        """The titles right before a name ("ministry spokesperson Lieutenant General Maly Lund")."""
        first = name.first
        while first > 0 and name.first - first < 5 and line.tokens[first - 1].tag in {"NOUN", "PROPN", "ADJ"}:
            first -= 1
        return tuple(
            form
            for form in line.forms[first : name.first]
            if form in words("title") and form not in words("group-noun")
        )

    def _with_title(self, line: Line, name: Name, noun: str = "") -> Resolved:
        """A person carries the title that stands before the name, so that "the minister" finds him."""
        who = self.named_by(line, name)
        if not who.person or name.first == 0:
            return who
        if noun and noun in self._titles(line, name):
            return replace(who, head=noun)
        place = name.first - 1
        title = line.forms[place] if line.forms[place] in words("title") else self._title_before_comma(line, place)
        return replace(who, head=title or who.head)

    @staticmethod
    def _title_before_comma(line: Line, place: int) -> str:
        """ "The envoy for Norland, Ada Lund": the title at the head of the phrase before the comma."""
        while place > 0 and line.tokens[place].tag in {"NOUN", "ADJ", "PROPN"}:
            place -= 1
        if line.forms[place] != ",":
            return ""
        for index in range(place - 1, max(-1, place - 9), -1):
            if line.texts[index] in {",", ";"} or line.tokens[index].tag in {"VERB", "AUX"}:
                return ""
            if line.forms[index] in words("title") and line.tokens[index].tag in {"NOUN", "PROPN"}:
                return line.forms[index]
        return ""

    def _can_be_called(self, who: Resolved, noun: str) -> bool:
        """Whether a body or person can be called "the <noun>"."""
        known = self.table.get(who.actor)
        if who.person:
            return (
                noun == who.head
                or (noun == "premier" and who.head == "minister")
                or (who.head in {"counterpart", "colleague"} and noun in words("title"))
            )
        if who.kind == "anonymous":
            return noun == who.head or noun + "s" == who.head
        if known and (noun in known.nouns or noun == known.kind == "agency"):
            return True
        said = who.full.lower().replace("'s", "").replace("’s", "").split()
        return noun in said or (noun == who.head and bool(noun))
