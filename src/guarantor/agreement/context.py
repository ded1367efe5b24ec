"""What each part of the agreement is compiled with: names, people, texts, roles, words, the collector of faults."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from guarantor.agreement.faults import Faults, likely
from guarantor.agreement.names import Names
from guarantor.agreement.nodes import Scalar
from guarantor.agreement.section import Section, suggest_id
from guarantor.model.actor import People
from guarantor.model.agreement import AgreementText, Event
from guarantor.model.clauses import Reference
from guarantor.model.lexicon import ActWords, ObjectWords, Role

OBJECT_KINDS = ("object", "text", "phase", "meeting", "event", "provision", "place", "actor", "role")


@dataclass(kw_only=True)
class Context:
    """Filled part by part while a case is compiled; nothing outside this package sees it."""

    zone: str
    names: Names
    people: People
    faults: Faults
    texts: dict[str, AgreementText] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    acts: dict[str, ActWords] = field(default_factory=dict)
    objects: dict[str, ObjectWords] = field(default_factory=dict)
    implied: dict[str, Event] = field(default_factory=dict)
    used: set[tuple[str, str]] = field(default_factory=set)

    def use(self, kind: str, name: str) -> str:
        """Note that something declared is used somewhere."""
        self.used.add((kind, name))
        return name

    def actors(self, section: Section, found: Iterable[Scalar], *more: str) -> tuple[str, ...]:
        """Actors that some scalars name; a role stands for its actors. ``more``: further kinds that may be named."""
        listed: dict[str, None] = {}
        for each in found:
            name = self.names.resolve(section, each, "actor", "role", *more)
            if name is None:
                continue
            if self.names.has("role", name) and not self.names.has("actor", name):
                self.use("role", name)
                listed.update(dict.fromkeys(self.roles[name].who if name in self.roles else ()))
            else:
                listed[name] = None
        return tuple(listed)

    def references(self, section: Section, *, needed: bool = False, key: str = "text") -> tuple[Reference, ...]:
        """The clauses under ``text`` and the addresses or words under ``ref``; a fault where ``needed`` and none is."""
        found = [self._clause(section, each) for each in section.words(key)] if key in section.shape.keys else []
        if "ref" in section.shape.keys:
            found += [self._free(section, each) for each in section.words("ref")]
        kept = tuple(each for each in found if each is not None)
        if needed and not kept and not (section.has(key) or section.has("ref") or key in section.shape.required):
            section.fault(
                section.mark,
                "no reference",
                expected="`text:` with a text and clause, as `steps 5`, or `ref:` with an address",
                do="say where this is written",
            )
        return kept

    def clause(self, section: Section, key: str) -> Reference | None:
        """The clause under a key, or None."""
        found = section.scalar(key)
        return self._clause(section, found) if found else None

    def _clause(self, section: Section, found: Scalar) -> Reference | None:
        head, _, rest = found.text.strip().partition(" ")
        if head in self.texts or self.names.has("text", head):
            return Reference(text=self.use("text", head), clause=rest.strip() or None)
        meant = likely(head, self.names.of("text"))
        section.fault(
            found.mark,
            f"the unknown text {head!r}",
            expected=f"a text and a clause, as `steps 5`; texts are {', '.join(self.names.of('text')) or 'none yet'}",
            meant=f"{meant} {rest}".strip() if meant else None,
            do="declare it under `texts:`, or put words that name no text under `ref:`",
        )
        return None

    def _free(self, section: Section, found: Scalar) -> Reference | None:
        words = " ".join(found.text.split())
        if words.startswith(("http://", "https://")):
            return Reference(url=words)
        head, _, rest = words.partition(" ")
        if self.names.has("text", head):
            return Reference(text=self.use("text", head), clause=rest or None)
        return Reference(note=words)

    def act(self, section: Section, found: Scalar) -> str | None:
        """The id of an act of the tables."""
        name = " ".join(found.text.split())
        if name in self.acts:
            return self.use("act", name)
        meant = self._likely_act(name)
        section.fault(
            found.mark,
            f"the unknown act {name!r}",
            expected="an act of the built-in table (listed with the keys), or one declared under `acts:`",
            meant=meant,
            do=(f"write {meant!r}, or " if meant else "") + f"declare it: `acts: {{{name}: {{does: [{name}]}}}}`",
        )
        return None

    def _likely_act(self, name: str) -> str | None:
        """An act that is nearly the word, or its beginning; else one that has it among its verbs."""
        begun = [act for act in self.acts if name.startswith(f"{act} ")]
        return likely(name, self.acts, least=0.8) or max(begun, key=len, default=None) or self._verb(name)

    def _verb(self, name: str) -> str | None:
        """An act that has the word among its verbs."""
        return next((act.id for act in self.acts.values() if name in act.does), None)

    def object(self, section: Section, found: Scalar) -> str | None:
        """The id of what an act is done to: an object, or a text, phase, meeting, place … that is declared."""
        name = self.names.resolve(section, found, *OBJECT_KINDS, noun="object")
        if name is not None:
            for kind in OBJECT_KINDS:
                if self.names.has(kind, name):
                    self.use(kind, name)
                    break
        return name

    def imply(self, base: str, event: Event) -> str:
        """Keep an event that a phrase implies, under an id made of ``base``; the same event again has the same id."""
        name, number = base, 2
        while (known := self.implied.get(name)) is not None or self.names.has("event", name):
            if known is not None and known.act == event.act:
                return name
            name, number = f"{base}-{number}", number + 1
        self.implied[name] = event
        return name


def slug(words: str) -> str:
    """Words as a part of an id.

    >>> slug("hand over"), slug("declare")
    ('hand-over', 'declare')
    """
    return suggest_id(words) or words
