"""Who has been named in a report so far, and whom "he", "the ministry" and "the group" stand for.

A :class:`Cast` reads the names of all sentences once. :meth:`Cast.holder` then resolves the words for a speaker, in the
order of the text, and remembers each answer, because the last speaker is the first candidate for the next "he said".
Nothing is guessed in silence: every step away from the words leaves a note, and what stays open says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from guarantor.model.claim import Holder, HolderKind, Mention
from guarantor.model.spans import Span
from guarantor.reading.actors.names import CALENDAR, Line, Name, read_line
from guarantor.reading.actors.phrases import Phrase, read_phrase
from guarantor.reading.actors.table import ActorTable
from guarantor.reading.actors.words import organ_nouns, words
from guarantor.reading.document import Document

NEAR = 4
"""Sentences that a pronoun looks back."""
FAR = 40
"""Sentences that "the ministry" looks back."""
_ALIKE = (
    frozenset({"delegation", "team", "delegates", "negotiators", "representatives"}),
    frozenset({"group", "movement", "faction", "militia", "rebels", "organisation", "organization"}),
    frozenset({"army", "military", "forces", "troops"}),
    frozenset({"government", "authorities", "administration"}),
)
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_KINDS: dict[str, HolderKind] = {
    "person": "named",
    "institution": "named",
    "role": "role",
    "anonymous": "anonymous",
    "document": "document",
    "medium": "document",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """Whom some words stand for. ``text`` is cut at ``span``, which lies elsewhere in the report for "he"."""

    text: str
    span: Span
    actor: str | None
    kind: HolderKind
    side: str | None
    person: bool = False
    plural: bool = False
    head: str = ""
    affiliation: str | None = None
    open: bool = False
    note: str | None = None
    full: str = ""
    """The longest name the report gives it."""

    def as_holder(self) -> Holder:
        """The claim's holder."""
        return Holder(
            text=self.text, span=self.span, actor=self.actor, kind=self.kind, side=self.side,
            note=self.note if self.open else None,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Heard:
    sentence: int
    who: Resolved


class Cast:
    """The names of one report and the memory of who spoke."""

    def __init__(self, document: Document, table: ActorTable, before: Cast | None = None) -> None:
        """``before`` is the cast of a document of which most sentences are the same."""
        self.text = document.text
        self.table = table
        old = before.lines if before else ()
        self.lines = tuple(
            old[i] if i < len(old) and old[i].sentence is sentence else read_line(i, sentence, table)
            for i, sentence in enumerate(document.sentences)
        )
        self.aliases: dict[str, Name | str] = {}
        self._first: dict[str, Name] = {}
        for line in self.lines:
            for name in line.names:
                self._introduce(line, name)
        self._heard: list[_Heard] = []
        self._heard_in: dict[int, list[Resolved]] = {}
        self._organs: dict[str, dict[str, int]] = {}
        for line in self.lines:
            for name in line.names:
                if name.actor and "." in name.actor:
                    self._organs.setdefault(name.actor.rpartition(".")[2], {}).setdefault(name.actor, line.index)

    # -- names ---------------------------------------------------------------------------------------------------

    def _introduce(self, line: Line, name: Name) -> None:
        """Keep the first mention, surnames and the short form in brackets behind a name."""
        key = self.key(line, name)
        self._first.setdefault(key, name)
        target: Name | str = name.actor or name
        size = name.last - name.first
        if name.use not in ("name", "unknown"):
            return
        forms = line.forms[name.first : name.last]
        if size > 1:
            known = self.table.get(name.actor)
            if (known is None and forms[-1] not in words("group-noun")) or (known and known.kind == "person"):
                self.aliases.setdefault(forms[-1], target)
                self.aliases.setdefault(forms[-1].removeprefix("al-"), target)
            initials = "".join(form[0] for form in forms if form[0].isalnum() and form not in {"of", "the", "and", "for", "'s"})
            if len(initials) > 2:
                self.aliases.setdefault(initials, target)
        after = name.last
        if after + 2 < len(line.tokens) and line.texts[after] == "(" and line.texts[after + 2] == ")":
            short = line.texts[after + 1]
            if short.isupper() and 2 <= len(short) <= 10:
                self.aliases[line.forms[after + 1]] = target

    def key(self, line: Line, name: Name) -> str:
        """What makes two names the same: the actor, or the full name that a short form stands for."""
        if name.actor:
            return name.actor
        said = " ".join(line.forms[name.first : name.last])
        alias = self.aliases.get(said) or self.aliases.get(said.removeprefix("al-"))
        if isinstance(alias, str):
            return alias
        if alias and alias is not name:
            full = self.lines[alias.sentence]
            return " ".join(full.forms[alias.first : alias.last])
        return said

    def actor_of(self, line: Line, name: Name) -> str | None:
        """The actor of a name, by the table or by what the report itself explained."""
        if name.actor:
            return name.actor
        key = self.key(line, name)
        return key if key in self.table else None

    def words_of(self, name: Name) -> tuple[str, Span]:
        """The words of a name and their place."""
        span = self.lines[name.sentence].span(name.first, name.last)
        return self.text[span[0] : span[1]], span

    # -- phrases -------------------------------------------------------------------------------------------------

    def phrase(self, sentence: int, span: Span) -> Phrase:
        """The reading of the words at a place."""
        line = self.lines[sentence]
        first, last = line.range_of(span)
        for name in line.names:
            if name.first < last < name.last:
                last = name.last
            if name.first < first < name.last:
                first = name.first
        return read_phrase(line, first, last, self.table, self.aliases)

    def widened(self, sentence: int, span: Span) -> Span:
        """The place of a phrase with the whole of its names, titles and the noun that "of …" hangs on."""
        line = self.lines[sentence]
        first, last = line.range_of(span)
        if first >= last:
            return span
        return line.span(*self._whole(line, span))

    def _whole(self, line: Line, span: Span) -> tuple[int, int]:
        """The tokens of a place, widened to the names that it cuts through, titles before and a name behind a title."""
        first, last = line.range_of(span)
        if first >= last:
            return first, last
        while first + 1 < last and (line.forms[first] in CALENDAR or line.texts[first] == ","):
            first += 1
        for name in line.names:
            behind = name.first == last > 0 and line.forms[last - 1] in words("title") and name.use in ("name", "unknown")
            if name.first < last < name.last or behind:
                last = name.last
        return self._back(line, first), last

    @staticmethod
    def _is_aside(line: Line, first: int) -> bool:
        """Whether a phrase stands between commas behind a name ("Lund, the chief, said")."""
        return any(line.texts[i] == "," for i in range(first + 1, min(len(line.texts), first + 14))) and (
            line.forms[first] in {"the", "a", "an", "his", "her", "its"} or line.forms[first] in words("title")
        )

    @staticmethod
    def _lists(line: Line, joiner: int) -> bool:
        """Whether "and" joins a known name before it to the phrase behind it."""
        return any(name.last == joiner and name.actor and name.use == "name" for name in line.names)

    @staticmethod
    def _list_start(line: Line, joiner: int) -> int:
        """First token of the list of known names that ends before "and"."""
        place = joiner
        ends = {name.last: name for name in line.names if name.actor and name.use == "name"}
        while place in ends:
            place = ends[place].first
            if place and line.forms[place - 1] == "the":
                place -= 1
            if place and line.forms[place - 1] == "," and place - 1 in ends:
                place -= 1
            else:
                break
        return place

    def _back(self, line: Line, first: int) -> int:
        """Leftwards over the rest of a name, titles, adjectives of states, a possessive body and what "of" hangs on."""
        starts = {name.first: name for name in line.names}
        inside = {i: name.first for name in line.names for i in range(name.first + 1, name.last)}
        for _ in range(12):
            before = line.forms[first - 1] if first else ""
            if first in inside:
                first = inside[first]
            elif line.forms[first] in {"of", "for"} and first and line.tokens[first - 1].tag in {"NOUN", "PROPN"}:
                first -= 1
            elif first and before in words("title") and (line.texts[first][:1].isupper() or line.forms[first] in words("title")):
                first -= 1
            elif first and first - 1 in inside and before == "'s":
                first = inside[first - 1]
            elif before == "'s" and first > 1 and (first - 2 in starts or first - 2 in inside):
                first = inside.get(first - 2, first - 2)
            elif first and line.forms[first] in words("title") and any(n.last == first for n in line.names):
                first = next(n.first for n in line.names if n.last == first)
            elif before == "," and first > 1 and (first - 2 in starts or first - 2 in inside) and self._is_aside(line, first):
                first = inside.get(first - 2, first - 2)
            elif before == "and" and first > 1 and self._lists(line, first - 1):
                first = self._list_start(line, first - 1)
            elif before in {"the", "a", "an"} and first > 2 and line.forms[first - 2] == "and" and self._lists(line, first - 2):
                first = self._list_start(line, first - 2)
            elif before in {"the", "a", "an"} and line.forms[first] not in {"the", "a", "an"}:
                return first - 1
            else:
                return first
        return first

    def speaks(self, sentence: int, span: Span, *, free: bool) -> bool:
        """Whether the words can name a speaker. ``free`` lets unknown bodies pass ("the committee"), as with "said"."""
        phrase = self.phrase(sentence, span)
        if phrase.kind == "pronoun":
            return phrase.head != "pronoun-self"
        if phrase.kind in {"person", "role", "anonymous"}:
            return True
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
        return Mention(text=self.text[place[0] : place[1]], actor=self._resolve(sentence, place).actor, span=place)

    def holder(self, sentence: int, span: Span) -> Resolved:
        """Whom a source names; remembered as the last to speak."""
        found = self._resolve(sentence, span)
        if not found.open or self.phrase(sentence, span).kind != "pronoun":
            self.remember(sentence, found)
        return found

    def remember(self, sentence: int, who: Resolved) -> None:
        """Note that somebody spoke, where the caller resolved it otherwise."""
        self._heard.append(_Heard(sentence, who))
        self._heard_in.setdefault(sentence, []).append(who)

    def last_heard(self, sentence: int, back: int = 1) -> Resolved | None:
        """The last to speak in this sentence or ``back`` before it."""
        for heard in reversed(self._heard):
            if heard.sentence <= sentence:
                return heard.who if heard.sentence >= sentence - back else None
        return None

    def _resolve(self, sentence: int, span: Span) -> Resolved:
        phrase = self.phrase(sentence, span)
        plain = self._plain(sentence, span, phrase)
        if phrase.kind == "pronoun":
            return self._pronoun(sentence, span, phrase, plain)
        if phrase.owner is not None:
            return self._owned(sentence, phrase, plain)
        if phrase.kind == "epithet" or (phrase.kind in {"institution", "role", "anonymous"} and self._is_short(sentence, span, phrase)):
            return self._epithet(sentence, span, phrase, plain)
        if phrase.kind == "medium":
            return self._medium(sentence, span, phrase, plain)
        return plain

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

    def _plain(self, sentence: int, span: Span, phrase: Phrase) -> Resolved:
        """What the words themselves name, without looking elsewhere."""
        line = self.lines[sentence]
        core = phrase.core if phrase.core[1] > phrase.core[0] else line.range_of(span)
        place = line.span(*core) if core[1] > core[0] else span
        kind = _KINDS.get(phrase.kind, "named")
        if phrase.kind in {"anonymous", "role", "document", "other", "epithet"}:
            place = self._trimmed(line, span, phrase)
        actor = phrase.actor
        full = self.text[place[0] : place[1]]
        if phrase.person:
            name = next(n for n in line.names if (n.first, n.last) == phrase.person)
            full = self.words_of(self._first[self.key(line, name)])[0]
            actor = self.actor_of(line, name) or actor or self._known_body(line, name)
        hint = None
        if actor is None and phrase.kind in {"anonymous", "role"}:
            actor = self._organ_before(line, span)
            hint = f"{full!r} is taken to speak for {actor}" if actor else None
        return Resolved(
            text=self.text[place[0] : place[1]], span=place, actor=actor, kind=kind, side=self.side(actor),
            person=phrase.kind in {"person", "role"}, plural=phrase.plural, head=phrase.head,
            affiliation=phrase.affiliation, full=full,
            note=hint or (None if actor or kind in ("anonymous", "document") else f"{full!r} leads to no known actor"),
        )  # fmt: skip

    def _organ_before(self, line: Line, span: Span) -> str | None:
        """ "An army spokesman", where only one army has been named in the report: that army."""
        first, last = line.range_of(span)
        wanted = {organ for i in range(first, last) for phrase, organ in organ_nouns().get(line.forms[i], ()) if organ and (
            tuple(line.forms[i : i + len(phrase)]) == phrase
        )}  # fmt: skip
        found = [
            actor
            for organ in sorted(wanted)
            for actor, where in self._organs.get(organ, {}).items()
            if where <= line.index
        ]  # fmt: skip
        return found[0] if len(found) == 1 else None

    def _known_body(self, line: Line, name: Name) -> str | None:
        """The body that an earlier mention of this person named."""
        key = self.key(line, name)
        first = self._first.get(key)
        if first is None or (first.sentence == name.sentence and first.first == name.first):
            return None
        where = self.lines[first.sentence]
        begin = max(0, first.first - 8)
        while begin < first.first and where.texts[begin] not in {",", ".", ";"} and where.tokens[begin].tag in {"VERB", "AUX", "ADP"}:
            begin += 1
        return read_phrase(where, begin, min(len(where.tokens), first.last + 8), self.table, self.aliases).affiliation

    def _trimmed(self, line: Line, span: Span, phrase: Phrase) -> Span:
        """The phrase without relative clauses and asides ("a source, who spoke …")."""
        first, last = line.range_of(span)
        for index in range(first + 1, last):
            if line.forms[index] in {"who", "which", "that", "whom", "—", "–", "("} or (
                line.forms[index] == "," and not self._is_list(line, index, last)
            ):
                last = index
                break
        return line.span(first, last) if last > first else span

    @staticmethod
    def _is_list(line: Line, index: int, last: int) -> bool:
        """Whether a comma joins equals ("Egypt, Qatar and Turkey")."""
        return "and" in line.forms[index:last] and line.tokens[index - 1].tag == "PROPN" and line.tokens[min(index + 1, last - 1)].tag == "PROPN"

    def side(self, actor: str | None) -> str | None:
        """The side of an actor."""
        return self.table.side(actor)

    # -- words that stand for others -----------------------------------------------------------------------------

    def _open(self, plain: Resolved, why: str) -> Resolved:
        """Unresolved, and saying so."""
        return replace(plain, open=True, actor=None, side=None, note=f"{plain.text!r} is not resolved: {why}")

    def _taken(self, plain: Resolved, found: Resolved, more: str = "") -> Resolved:
        note = None if found.text == plain.text else f"{plain.text!r} is taken to be {found.text}{more}"
        return replace(found, note=note)

    def _pronoun(self, sentence: int, span: Span, phrase: Phrase, plain: Resolved) -> Resolved:
        if phrase.head == "pronoun-self":
            return self._open(plain, "it names nobody")
        person = phrase.head == "pronoun-person"
        for who in self._candidates(sentence, span[0]):
            if person and who.person:
                return self._taken(plain, who)
            if phrase.head == "pronoun-thing" and not who.person and not (who.plural and who.kind == "anonymous"):
                return self._taken(plain, who)
            if phrase.head == "pronoun-many" and (who.plural or who.kind == "anonymous"):
                return self._taken(plain, who)
        return self._open(plain, "nobody before it fits")

    def _candidates(self, sentence: int, before: int) -> Iterator[Resolved]:
        """Who could be meant, the likeliest first: speakers and subjects, sentence by sentence backwards."""
        for index in range(sentence, max(-1, sentence - NEAR - 1), -1):
            line = self.lines[index]
            named = [n for n in line.names if n.use != "adjective" and line.tokens[n.last - 1].end <= before]
            for who in reversed(self._heard_in.get(index, ())):
                if index < sentence or who.span[1] <= before:
                    yield who
            yield from (self._named(line, n) for n in named if self._is_subject(line, n))
            yield from (self._named(line, n) for n in named if not self._is_subject(line, n) and self._is_person(line, n))

    @staticmethod
    def _is_subject(line: Line, name: Name) -> bool:
        return any(line.tokens[i].dep in _SUBJECTS for i in range(name.first, name.last))

    def _is_person(self, line: Line, name: Name) -> bool:
        known = self.table.get(self.actor_of(line, name))
        if known:
            return known.kind == "person"
        before = line.forms[name.first - 1] if name.first else ""
        key = self.key(line, name)
        return name.use == "unknown" and line.forms[name.last - 1] not in words("group-noun") and (
            before in words("title") or (len(key.split()) > 1 and "of" not in key.split())
        )

    def _named(self, line: Line, name: Name) -> Resolved:
        """A name as a candidate, in the longest form that the report has."""
        first = self._first[self.key(line, name)]
        text, span = self.words_of(first)
        actor = self.actor_of(line, name)
        person = self._is_person(line, name)
        if person and actor is None:
            actor = self._known_body(line, name)
        return Resolved(
            text=text, span=span, actor=actor, kind="named", side=self.side(actor), person=person,
            head=line.forms[name.last - 1], full=text, affiliation=actor,
        )  # fmt: skip

    def _epithet(self, sentence: int, span: Span, phrase: Phrase, plain: Resolved) -> Resolved:
        """ "The office": the last speaker or body that can be called so."""
        found: list[Resolved] = []
        for who in self._speakers_and_names(sentence, span[0]):
            if self._can_be_called(who, phrase.head) and all(who.full != one.full for one in found):
                found.append(who)
                if len(found) > 1:
                    break
        if not found:
            if phrase.actor or phrase.kind in {"anonymous", "role"} or not phrase.definite:
                return plain
            return self._common(sentence, phrase, plain) or self._open(plain, "nothing before it is called so")
        return self._taken(plain, found[0])

    def _common(self, sentence: int, phrase: Phrase, plain: Resolved) -> Resolved | None:
        """ "The delegation" after "a Lakes team": an earlier phrase with that noun, or one like it, that leads to an actor."""
        alike = next((group for group in _ALIKE if phrase.head in group), frozenset({phrase.head}))
        for index in range(sentence - 1, max(-1, sentence - NEAR - 1), -1):
            line = self.lines[index]
            for place in range(len(line.tokens) - 1, -1, -1):
                if line.forms[place] in alike and line.tokens[place].tag in {"NOUN", "PROPN"}:
                    first = self._phrase_start(line, place)
                    earlier = self._plain(index, line.span(first, place + 1), self.phrase(index, line.span(first, place + 1)))
                    if earlier.actor:
                        return self._taken(plain, replace(earlier, head=phrase.head))
        return None

    @staticmethod
    def _phrase_start(line: Line, place: int) -> int:
        first = place
        while first > 0 and line.tokens[first - 1].tag in {"ADJ", "NOUN", "PROPN", "DET", "NUM", "PART"} and place - first < 6:
            first -= 1
        return first

    def _speakers_and_names(self, sentence: int, before: int) -> Iterator[Resolved]:
        for index in range(sentence, max(-1, sentence - FAR), -1):
            line = self.lines[index]
            for who in reversed(self._heard_in.get(index, ())):
                if index < sentence or who.span[1] <= before:
                    yield who
            for name in reversed(line.names):
                if name.use != "adjective" and line.tokens[name.last - 1].end <= before:
                    yield self._with_title(line, name)

    def _with_title(self, line: Line, name: Name) -> Resolved:
        """A person carries the title that stands before the name, so that "the minister" finds him."""
        who = self._named(line, name)
        if not who.person or name.first == 0:
            return who
        place = name.first - 1
        title = line.forms[place] if line.forms[place] in words("title") else ""
        return replace(who, head=title or who.head)

    def _can_be_called(self, who: Resolved, noun: str) -> bool:
        """Whether a body or person can be called "the <noun>"."""
        known = self.table.get(who.actor)
        if who.person:
            return noun == who.head or (noun == "premier" and who.head == "minister")
        if who.kind == "anonymous":
            return noun == who.head or noun + "s" == who.head
        if known and noun in known.nouns:
            return True
        said = who.full.lower().replace("'s", "").replace("’s", "").split()
        return noun in said or (noun == who.head and bool(noun))

    def _medium(self, sentence: int, span: Span, phrase: Phrase, plain: Resolved) -> Resolved:
        """ "A statement by the army" is the army's word; "the statement" the word of the last to speak."""
        line = self.lines[sentence]
        first, last = line.range_of(span)
        for index in range(first, last - 1):
            if line.forms[index] in {"by", "from", "of"}:
                inner = self._resolve(sentence, line.span(index + 1, last))
                return inner if not inner.open else plain
        if phrase.affiliation and any(n.first >= first and n.last <= last for n in line.names):
            return self._plain_body(line, first, last, plain, phrase.affiliation)
        who = self.last_heard(sentence, back=3)
        if who is None:
            return replace(plain, kind="document")
        body = self._body_named(who)
        return self._taken(plain, body or who, ", whose word it is")

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
        return Resolved(
            text=text, span=span, actor=known.id, kind="named", side=self.side(known.id), full=text,
            head=self.lines[name.sentence].forms[name.last - 1],
        )  # fmt: skip
