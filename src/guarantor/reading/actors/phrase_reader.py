"""Reads one noun phrase by its names and its head word: a person, a body, an office, an unnamed source, a document."""

from __future__ import annotations

from collections.abc import Mapping

from guarantor.reading.actors.names import Line, Name
from guarantor.reading.actors.phrase import Phrase, PhraseKind, is_finite_form, is_group, new_phrase
from guarantor.reading.actors.table import ActorTable
from guarantor.reading.actors.words import organ_nouns, organ_titles, words
from guarantor.reading.quick import replace
from guarantor.reading.sets import words_of

_STOPS = frozenset(["who", "which", "that", "whom", "whose", ",", "(", "—", "–", "-", ";"])


_SIDE = frozenset(["who", "which", "whose", "whom", "that", "(", "between", "of", "in", "from", "by"])


_LINKS = words_of("actors", "phrase_reader: links")


_VISITORS = words_of("actors", "phrase_reader: visitors")
"""People whose place says nothing of the body they speak for."""


_OTHERS = words_of("actors", "phrase_reader: others")
"""Words behind a state's name by which somebody else than the state is meant."""


_BEHIND_PARTICIPLE = (("by",), ("on",))
"""Words behind a participle that only describes the phrase before it ("diplomats briefed on the talks")."""


_SAME_NAME = 10
"""Words that a body's name may go on with ("in the Republic of Norland") before its short form in brackets."""


class PhraseReader:
    """Reads one phrase. Kept as a class because every step looks at the same words."""

    def __init__(self, line: Line, first: int, last: int, table: ActorTable, aliases: Mapping[str, Name | str]) -> None:
        self.line, self.first, self.last, self.table, self.aliases = line, first, last, table, aliases
        self.names = [name for name in line.names if first <= name.first and name.last <= last]
        self.forms = line.forms
        self.stop = self._head_stop()

    def _head_stop(self) -> int:
        """End of the head group: before the first comma, bracket, relative word or preposition outside a name."""
        inside = {index for name in self.names for index in range(name.first + 1, name.last)}
        for index in range(self.first + 1, self.last):
            word = self.line.forms[index]
            if index not in inside and (
                (word in _STOPS and self.line.texts[index] != "WHO")
                or word in _LINKS
                or (
                    self.line.tokens[index].tag == "VERB"
                    and (
                        self.line.tokens[index].dep in {"acl", "acl:relcl"}
                        or self.line.tokens[index].fine in {"VBD", "VBZ", "VBP"}
                        or (
                            self.line.tokens[index].fine == "VBN"
                            and self.forms[index + 1 : index + 2] in _BEHIND_PARTICIPLE
                        )
                    )
                )
            ):
                return index
            if index not in inside and self._is_verb(index):
                return index
        return self.last

    def _describes(self, index: int) -> bool:
        """A participle that only says more of the phrase before it."""
        return self.line.tokens[index].fine == "VBN" and self.forms[index + 1 : index + 2] in _BEHIND_PARTICIPLE

    def _is_verb(self, index: int) -> bool:
        """A verb that the tagger took for a noun: behind a name, a known form, with an object behind it."""
        if index + 1 >= self.last or self.line.tokens[index + 1].tag not in {"DET", "PRON"}:
            return False
        return any(name.last == index for name in self.names) and is_finite_form(self.forms[index])

    def read(self) -> Phrase:
        """Try the readings in the order of what they tell most."""
        return self._person() or self._by_short_form(self._by_head())

    def _by_short_form(self, found: Phrase) -> Phrase:
        """ "The Mission in the Republic of Norland (MINOR)": the listed body whose short form stands in brackets."""
        if found.kind not in {"institution", "epithet", "other"} or found.several or "(" not in self.forms[self.stop :]:
            return found
        opens = self.forms.index("(", self.stop)
        name = next((one for one in self.line.names if one.first == opens + 1), None)
        if name is None or self.line.texts[name.last : name.last + 1] != (")",) or opens - self.stop > _SAME_NAME:
            return found
        if any(
            form not in _LINKS | {"the"} and not self.line.texts[at][:1].isupper()
            for at, form in enumerate(self.forms[self.stop : opens], self.stop)
        ):
            return found
        known = self.table.get(name.actor)
        if known is None or known.kind in {"state", "person", "agency", "outlet"} or known.id == found.actor:
            return found
        core = (self.first, self.stop)
        return replace(found, kind="institution", actor=known.id, affiliation=known.id, core=core)

    def _person(self) -> Phrase | None:
        """A person's name, in the head group or in apposition."""
        for name in self.names:
            if not self._is_person(name) or self._is_one_of_many(name):
                continue
            known = self.table.get(name.actor)
            body = self.affiliation(skip=name)
            actor = name.actor if known else self.aliased(name) or body
            return new_phrase(
                kind="person", head=self.forms[name.last - 1], actor=actor, affiliation=body,
                person=(name.first, name.last), core=(name.first, name.last),
            )  # fmt: skip
        return None

    def _is_person(self, name: Name) -> bool:
        """A known person; or an unknown name that has a title or stands as the head or an apposition."""
        known = self.table.get(name.actor)
        if known:
            return known.kind == "person" and self._at_head(name)
        if self.forms[name.last - 1] in words("title") and name.last - name.first > 1:
            return False  # "the Emergency Relief Coordinator, Tom Fletcher"
        if self.forms[name.last - 1] in words("group-noun") or any(
            self.forms[i] in words("group-noun") for i in range(name.first, name.last)
        ):
            return False
        if (
            name.last - name.first == 1
            and self.line.texts[name.first].isupper()
            and len(self.line.texts[name.first]) > 1
        ):
            return False
        return self._at_head(name) and not self._begins_group(name)

    def _is_one_of_many(self, name: Name) -> bool:
        """Whether "and" joins it to another name in the head group."""
        side = next((i for i in range(self.first, self.last) if self.forms[i] in _SIDE), self.last)
        others = [n for n in self.names if n is not name and n.use != "adjective" and n.last <= side]
        return name.last <= side and any(
            "and" in self.forms[min(name.last, other.last) : max(name.first, other.first)] for other in others
        )

    def _begins_group(self, name: Name) -> bool:
        """Whether lower-case words follow inside the head group ("Tigray officials", "Aceh health office")."""
        return (
            name.last < self.stop and self.line.texts[name.last][:1].isalpha() and self.forms[name.last] not in {"and"}
        )

    def _at_head(self, name: Name) -> bool:
        """Whether the name ends the head group or opens an apposition."""
        if name.last == self.stop or (name.first < self.stop <= name.last):
            return True
        if name.first < self.stop:
            return name.last < self.last and self.forms[name.last] in {",", "and", "(", "who"}
        if name.last < self.last and self.forms[name.last] == "and":
            return False
        return self.forms[name.first - 1] == "," or self._titled_after_comma(name) or self._called(name)

    def _titled_after_comma(self, name: Name) -> bool:
        """ "Its chair, Norwegian diplomat Ada Lund": plain nouns and titles between the comma and the name."""
        place = name.first - 1
        while place > self.first and (
            self.forms[place] in words("title") or self.line.tokens[place].tag in {"NOUN", "ADJ", "PROPN"}
        ):
            place -= 1
        near = self.line.tokens[name.first - 1].tag in {"NOUN", "PROPN"} or self.forms[name.first - 1] in words("title")
        return place >= self.first and place < name.first - 1 and self.forms[place] == "," and near

    def _called(self, name: Name) -> bool:
        """ "Its leader, known as Ada Lund"."""
        return self.forms[name.first - 1] == "as" and self.forms[name.first - 2] in {"known", "identified"}

    def aliased(self, name: Name) -> str | None:
        """The actor that the report has given this short form to."""
        found = self.aliases.get(" ".join(self.forms[name.first : name.last]))
        return found if isinstance(found, str) else found.actor if found else None

    def _by_head(self) -> Phrase:
        """Readings by the head word of the head group."""
        place = self.head_index()
        head = self.forms[place]
        definite = self.forms[self.first] in {"the", "this", "that", "these", "those"} or self.forms[
            self.first
        ] in words("possessive")
        plural = head.endswith("s") and not head.endswith("ss")
        body = self.affiliation()
        core = (self.first, self.stop)
        beside = self._apposition()
        name = next((n for n in self.names if n.last == place + 1 and n.use != "adjective"), None)
        kind: PhraseKind = "other"
        if name is not None and self._is_one_of_many(name):
            return new_phrase(kind="institution", head=head, plural=True, core=(self.first, self.last), several=True)
        if name is not None:
            body = name.actor or self.aliased(name)
            kind, core = "institution", (name.first, name.last)
        elif head in words("anonymous") or head in words("anonymous-mark"):
            kind = self._unnamed_kind(head, definite, plural)
        elif head in words("medium"):
            kind = "medium"
            if self.stop < self.last and self.forms[self.stop] in words("shown"):
                kind, body = "document", None  # "a statement seen by the Post" is not the Post's
        elif head in words("document") and not ((body or definite) and head in words("group-noun")):
            kind = "document"
        elif head in words("title") and not is_group(head):
            kind = "role"
        elif is_group(head) or body:
            kind = "institution" if body and self._has_adjective_or_name() else "epithet"
            if kind == "institution" and beside and beside != body and body in self.table.line(beside):
                body = beside
        owner = None if name is not None or body else self._owner(place)
        if (owner is not None and kind == "epithet") or (owner is None and kind == "epithet" and self.names):
            kind = "institution"
        return new_phrase(
            kind=kind, head=head, actor=None if kind in ("document", "medium") else body, affiliation=body,
            definite=definite, plural=plural, core=core, owner=owner,
        )  # fmt: skip

    def _apposition(self) -> str | None:
        """The listed body named behind the first comma ("its armed wing, the Lakes Brigades,")."""
        for name in self.names:
            if name.first > self.stop and self.stop < self.last and self.forms[self.stop] == ",":
                return name.actor or self.aliased(name)
        return None

    def _owner(self, head: int) -> tuple[int, int] | None:
        """The person whose office, team or spokesman the head is."""
        for name in self.names:
            known = self.table.get(name.actor or self.aliased(name))
            person = known is None or known.kind == "person"
            if person and name.last < head and self.forms[name.last] in {"'s", "'"}:
                return name.first, name.last
            if known and person and name.first > head and self.forms[head : head + 2] == ("office", "of"):
                return name.first, name.last
        return None

    def _unnamed_kind(self, head: str, definite: bool, plural: bool) -> PhraseKind:
        """An office held by one person ("the Thai defence minister") is a role; "officials" are unnamed."""
        if head in words("title") and not plural and self._organ(organ_titles()) not in (None, ""):
            return "role"
        if head in {"spokesman", "spokeswoman", "spokesperson", "mayor", "governor"} and self.forms[self.first] not in {
            "a",
            "another",
        }:
            return "role"
        return "anonymous"

    def _has_adjective_or_name(self) -> bool:
        return any(name.last <= self.last for name in self.names)

    def head_index(self) -> int:
        """The last word of the head group that is no sign or clitic."""
        place = self.stop - 1
        while place > self.first and (not self.line.texts[place][:1].isalnum() or self.forms[place] in {"'s", "s"}):
            place -= 1
        return place

    def affiliation(self, skip: Name | None = None) -> str | None:
        """The body that the phrase names or belongs to: an organ made from a state and a noun, else a listed body."""
        for name in self.names:
            actor = name.actor or self.aliased(name)
            known = self.table.get(actor)
            if name is skip or known is None or actor is None or known.kind == "person":
                continue
            if known.kind == "state" and (self._only_there(name) or self._is_other_than_it(name)):
                continue
            if known.kind != "state":
                return actor
            armed = self._armed_behind(name)
            if armed is not None:
                return armed
            noun = self._organ(organ_titles(), name) or self._organ(organ_nouns(), name)
            return f"{actor}.{noun}" if noun else actor
        return None

    def _armed_behind(self, state: Name) -> str | None:
        """ "Norwegian Shield fighters": the armed group whose name follows, and not the state it is of."""
        if state.use != "adjective":
            return None
        name = next((one for one in self.names if one.first == state.last and one.last <= self.stop), None)
        actor = (name.actor or self.aliased(name)) if name is not None else None
        known = self.table.get(actor)
        return actor if known is not None and known.kind in {"armed-group", "movement"} else None

    def _is_other_than_it(self, name: Name) -> bool:
        """ "Norland's rebels", "the Norland armed opposition": people of a state who do not speak for it."""
        return not _OTHERS.isdisjoint(self.forms[name.last : self.stop])

    def _only_there(self, name: Name) -> bool:
        """ "Two diplomats in the capital", "residents of the country": people who are there and speak for nobody."""
        head = self.forms[self.head_index()]
        before = name.first - 1 - (self.line.tokens[name.first - 1].tag == "ADJ")  # "in eastern Norland"
        there = name.first > self.stop - 1 and self.forms[before] in {"in", "at", "from", "near"}
        return there and head in _VISITORS

    def _organ(
        self, lists: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]], near: Name | None = None
    ) -> str | None:
        """The organ whose noun or title stands in the phrase, the longest first."""
        best: tuple[int, str] | None = None
        for index in range(self.first, self.last):
            for phrase, organ in lists.get(self.forms[index], ()):
                if tuple(self.forms[index : index + len(phrase)]) == phrase and index + len(phrase) <= self.last:
                    if best is None or len(phrase) > best[0] or (not best[1] and organ):
                        best = (len(phrase), organ)
                    break
        return best[1] if best else None
