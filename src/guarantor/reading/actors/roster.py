"""The names of one report, read once: who is named where, by which short forms, and who has spoken so far."""

from __future__ import annotations

from dataclasses import dataclass

from guarantor.model.claim import Holder, HolderKind
from guarantor.model.spans import Span
from guarantor.reading.actors.names import Line, Name, read_line
from guarantor.reading.actors.phrase import Phrase
from guarantor.reading.actors.phrases import read_phrase
from guarantor.reading.actors.table import ActorTable
from guarantor.reading.actors.widening import whole
from guarantor.reading.actors.words import organ_nouns, words
from guarantor.reading.document import Document
from guarantor.reading.quick import maker, quick, replace

_KINDS: dict[str, HolderKind] = {
    "person": "named",
    "institution": "named",
    "role": "role",
    "anonymous": "anonymous",
    "document": "document",
    "medium": "document",
}


_AT_A_PLACE = frozenset({"in", "at", "near", "from", "to", "across", "over", "around", "outside", "inside"})


@quick
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
        return _new_holder(
            text=self.text, span=self.span, actor=self.actor, kind=self.kind, side=self.side,
            note=self.note if self.open else None,
        )  # fmt: skip


new_resolved = maker(Resolved)
_new_holder = maker(Holder)


@dataclass(frozen=True, slots=True)
class _Heard:
    sentence: int
    who: Resolved


_DISTRICTS = frozenset(
    {"province", "district", "town", "city", "village", "region", "county", "area", "state", "department", "locality"}
)
"""Nouns behind which "of" leads to a place ("the province of Cabo Norte")."""


class Roster:
    """Names, short forms and speakers of one report; what a phrase names by its own words."""

    def __init__(self, document: Document, table: ActorTable, before: Roster | None = None) -> None:
        """``before`` is the cast of a document of which most sentences are the same."""
        self.text = document.text
        self.table = table
        old: tuple[Line, ...] = before.lines if before else ()
        self.lines: tuple[Line, ...] = tuple(
            old[i] if i < len(old) and old[i].sentence is sentence else read_line(i, sentence, table)
            for i, sentence in enumerate(document.sentences)
        )
        self.aliases: dict[str, Name | str] = {}
        self._first: dict[str, Name] = {}
        self._shorts: dict[str, str] = {}
        """Short forms that the report itself explains, to the actor that they stand for here."""
        for line in self.lines:
            for name in line.names:
                self._introduce(line, name)
        self.lines = tuple(map(self._with_own_shorts, self.lines)) if self._shorts else self.lines
        self._phrases: dict[tuple[int, Span], Phrase] = {}
        self._plains: dict[tuple[int, Span], Resolved] = {}
        self._heard: list[_Heard] = []
        self._heard_in: dict[int, list[Resolved]] = {}
        self._organs: dict[str, dict[str, int]] = {}
        for line in self.lines:
            for name in line.names:
                if name.actor and "." in name.actor:
                    self._organs.setdefault(name.actor.rpartition(".")[2], {}).setdefault(name.actor, line.index)

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
            if known is None and (size == 2 or forms[1] in {"bin", "ibn", "bint"}) and self._is_person(line, name):
                self.aliases.setdefault(forms[0], target)
            if (known is None and forms[-1] not in words("group-noun")) or (known and known.kind == "person"):
                self.aliases.setdefault(forms[-1], target)
                self.aliases.setdefault(forms[-1].removeprefix("al-"), target)
            initials = "".join(
                form[0] for form in forms if form[0].isalnum() and form not in {"of", "the", "and", "for", "'s"}
            )
            if len(initials) > 2:
                self.aliases.setdefault(initials, target)
        after = name.last
        if after + 2 < len(line.tokens) and line.texts[after] == "(" and line.texts[after + 2] == ")":
            short = line.texts[after + 1]
            if short.isupper() and 2 <= len(short) <= 10 and not self._is_of_more(line, name, short):
                self.aliases[line.forms[after + 1]] = target
                if name.actor and name.use == "name":
                    self._shorts[short] = name.actor

    def _is_of_more(self, line: Line, name: Name, short: str) -> bool:
        """ "The Mission in the Republic of Norland (MINOR)": the short form of a listed body is not the state's, and
        that behind "Peace, Security and Development" is not that of its last word."""
        listed = self.table.named(short)
        known = self.table.get(name.actor)
        if listed is not None and known is not None and known.kind == "state" and listed.id != known.id:
            return True
        before = line.forms[max(0, name.first - 2) : name.first]
        joined = bool(before) and before[-1] in {"and", "of", "for"} and name.first > 1
        return (
            name.actor is None and name.last - name.first == 1 and joined and line.texts[name.first - 2][:1].isupper()
        )

    def _with_own_shorts(self, line: Line) -> Line:
        """ "The Arakan Army (AA)": the short form is this report's, whoever else is called so elsewhere."""
        if self._shorts.keys().isdisjoint(line.texts):
            return line
        named = tuple(
            replace(name, actor=self._shorts[line.texts[name.first]], use="name")
            if name.last - name.first == 1 and line.texts[name.first] in self._shorts
            else name
            for name in line.names
        )
        return replace(line, names=named)

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

    def phrase(self, sentence: int, span: Span) -> Phrase:
        """The reading of the words at a place; read once, because it hangs on nothing but the words."""
        known = self._phrases.get((sentence, span))
        if known is None:
            known = self._phrases[sentence, span] = self._read_phrase(sentence, span)
        return known

    def keep(self, before: Roster, sentence: int, span: Span) -> None:
        """Words that have been cut off since (a label before a paragraph), as ``before`` read them."""
        phrase = before.phrase(sentence, span)
        self._phrases[sentence, span] = phrase
        self._plains[sentence, span] = before._plain(sentence, span, phrase)

    def _read_phrase(self, sentence: int, span: Span) -> Phrase:
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
        return line.span(*whole(line, span))

    def side(self, actor: str | None) -> str | None:
        """The side of an actor."""
        return self.table.side(actor)

    def remember(self, sentence: int, who: Resolved, *, aside: bool = False) -> None:
        """Note that somebody spoke, where the caller resolved it otherwise; ``aside``: not as its speaker."""
        self._heard.append(_Heard(sentence, who))
        heard = self._heard_in.setdefault(sentence, [])
        heard.insert(0 if aside else len(heard), who)

    def last_heard(self, sentence: int, back: int = 1) -> Resolved | None:
        """The last to speak in this sentence or ``back`` before it."""
        for heard in reversed(self._heard):
            if heard.sentence <= sentence:
                return heard.who if heard.sentence >= sentence - back else None
        return None

    def _plain(self, sentence: int, span: Span, phrase: Phrase) -> Resolved:
        """What the words themselves name, without looking elsewhere; read once, as the phrase is."""
        known = self._plains.get((sentence, span))
        if known is None:
            known = self._plains[sentence, span] = self._read_plain(sentence, span, phrase)
        return known

    def _read_plain(self, sentence: int, span: Span, phrase: Phrase) -> Resolved:
        line = self.lines[sentence]
        core = phrase.core if phrase.core[1] > phrase.core[0] else line.range_of(span)
        place = line.span(*core) if core[1] > core[0] else span
        kind = _KINDS.get(phrase.kind, "named")
        if phrase.kind == "institution" and not phrase.several:
            place = self._whole_body(line, span, core)
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
            actor = self._organ_before(line, span, phrase.head)
            hint = f"{full!r} is taken to speak for {actor}" if actor else None
        said = self.text[place[0] : place[1]]
        beside = phrase.kind == "anonymous" and " close to " in said  # of that side, but not its voice
        return new_resolved(
            text=said, span=place, actor=None if beside else actor, kind=kind, side=self.side(actor),
            person=phrase.kind in {"person", "role"} or (phrase.kind == "anonymous" and not phrase.plural),
            plural=phrase.plural, head=phrase.head,
            affiliation=phrase.affiliation, full=full,
            note=hint or (None if actor or kind in ("anonymous", "document") else f"{full!r} leads to no known actor"),
        )  # fmt: skip

    def _whole_body(self, line: Line, span: Span, core: tuple[int, int]) -> Span:
        """A body with what "of" and "for" add to its name ("Norland's Government of National Unity")."""
        last, end = core[1], line.range_of(span)[1]
        while last < end and line.forms[last] in {"of", "for"} and last + 1 < end:
            stop = last + 1
            while stop < end and (line.texts[stop][:1].isupper() or line.forms[stop] in {"the", "and", "of"}):
                stop += 1
            while stop > last and not line.texts[stop - 1][:1].isupper():
                stop -= 1
            if stop <= last + 1:
                stop = self._plain_part(line, last, end, core)
            if stop <= last + 1:
                break
            last = stop
        return line.span(core[0], last) if core[1] > core[0] else span

    @staticmethod
    def _plain_part(line: Line, last: int, end: int, core: tuple[int, int]) -> int:
        """ "The headquarters for prisoners of war": plain nouns behind a body that is no name by itself."""
        if line.texts[core[1] - 1][:1].isupper() or line.forms[core[1] - 1] not in words("group-noun"):
            return last
        stop = last + 1
        while stop < end and line.tokens[stop].tag in {"NOUN", "ADJ"} and line.forms[stop] not in words("group-noun"):
            stop += 1
        return stop

    def _organ_before(self, line: Line, span: Span, head: str) -> str | None:
        """ "An army spokesman", where only one army has been named in the report: that army; "three soldiers": none."""
        first, last = line.range_of(span)
        wanted = {
            organ
            for i in range(first, last)
            for phrase, organ in organ_nouns().get(line.forms[i], ())
            if organ and phrase != (head,) and tuple(line.forms[i : i + len(phrase)]) == phrase
        }
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
        if first.last - first.first == 1 and first.first and where.forms[first.first - 1] in _AT_A_PLACE:
            return None  # "recorded in Lom, Norland says"
        begin = max(0, first.first - 8)
        while (
            begin < first.first
            and where.texts[begin] not in {",", ".", ";"}
            and where.tokens[begin].tag in {"VERB", "AUX", "ADP"}
        ):
            begin += 1
        end = min(len(where.tokens), first.last + 8)
        told = (i for i in range(first.last, end) if where.tokens[i].fine in {"VBD", "VBZ", "VBP", "MD"})
        end = next(told, end)  # "spokesman Nils Berg said the Front": whom he speaks of, and not for
        comma = next((i for i in range(first.first - 2, begin, -1) if where.texts[i] in {",", ".", ";"}), -1)
        if comma > 0:  # "in Doha, Swedish spokesman Nils Berg said"
            beside = read_phrase(where, comma + 1, end, self.table, self.aliases).affiliation
            if beside is not None:
                return beside
        return read_phrase(where, begin, end, self.table, self.aliases).affiliation

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
        return (
            "and" in line.forms[index:last]
            and line.tokens[index - 1].tag == "PROPN"
            and line.tokens[min(index + 1, last - 1)].tag == "PROPN"
        )

    def _is_person(self, line: Line, name: Name) -> bool:
        known = self.table.get(self.actor_of(line, name))
        if known:
            return known.kind == "person"
        before = line.forms[name.first - 1] if name.first else ""
        if before in words("group-noun") and before not in words("title"):
            return False
        key = self.key(line, name)
        if before == "of" and name.first > 1 and line.forms[name.first - 2] in _DISTRICTS:
            return False
        return (
            name.use == "unknown"
            and line.forms[name.last - 1] not in words("group-noun")
            and (before in words("title") or (len(key.split()) > 1 and "of" not in key.split()))
        )

    def named_by(self, line: Line, name: Name) -> Resolved:
        """A name as a candidate, in the longest form that the report has."""
        first = self._first[self.key(line, name)]
        text, span = self.words_of(first)
        actor = self.actor_of(line, name)
        person = self._is_person(line, name)
        if person and actor is None:
            actor = self._known_body(line, name)
        return new_resolved(
            text=text, span=span, actor=actor, kind="named", side=self.side(actor), person=person,
            head=line.forms[name.last - 1], full=text, affiliation=actor,
        )  # fmt: skip
