"""Who is who: actors with the names that reports give them, and how a name in a text is found.

A table is plain data. The general one ships with the package (``data/actors``); a case lays its own actors over it: an
actor with a known id replaces that entry, and a name that a case claims leads to the case's actor only.

    >>> table = ActorTable([Actor(id="north.union", names=("Northern Union", "NU"), kind="party", side="north")])
    >>> table["north.union"].side
    'north'
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from guarantor.reading.tokens import tokenize

ActorKind = Literal[
    "state", "organ", "un", "igo", "ngo", "court", "bloc", "mission", "armed-group", "party", "agency", "outlet",
    "platform", "person", "other",
]  # fmt: skip
OWN_SIDE = frozenset({"state", "armed-group", "party"})
"""Kinds that stand for their own interest where the table names no other side."""
_MARKS = {ord(sign): "'" for sign in "’‘`´ʼ"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One actor. ``nouns`` are short words for it ("the group"); ``adjectives``, ``people`` and ``seats`` are a
    state's.

    ``names`` begins with the plain one. ``side`` is an actor's id or a case's word for a camp; ``organ_of`` the actor
    whose part or officer it is; ``member_of`` blocs it belongs to.
    """

    id: str
    names: tuple[str, ...]
    kind: ActorKind = "other"
    side: str | None = None
    organ_of: str | None = None
    member_of: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to name an actor: its words in search form, and how strictly they must be written so."""

    words: tuple[str, ...]
    actor: str
    use: Literal["name", "adjective", "people", "seat"]
    exact: str
    """The spelling that is asked for, or an empty string where capitals do not decide."""
    article: bool = False
    """Whether "the" must stand before it ("the Times", but no other times)."""


KEPT = 16_384
"""Answers on actors that are kept, since a report asks for the same few again and again."""


class ActorTable:
    """Actors by id, and by the words that reports use for them. Immutable once made."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._actors: dict[str, Actor] = {}
        for actor in actors:
            self._actors[actor.id] = actor
        self._entries: dict[str, list[Entry]] = {}
        self._sizes: dict[str, tuple[int, ...]] = {}
        self._by_words: dict[tuple[str, ...], list[Entry]] = {}
        self._sides: dict[str, str | None] = {}
        self._made: dict[str, Actor] = {}
        self._index()

    def _index(self) -> None:
        """Sort every name under its first word, the longest first; a name belongs to the last actor that has it."""
        owner: dict[tuple[tuple[str, ...], bool], str] = {}
        for actor in reversed(self._actors.values()):
            for entry in _entries_of(actor):
                if owner.setdefault((entry.words, entry.use == "adjective"), actor.id) == actor.id:
                    self._entries.setdefault(entry.words[0], []).append(entry)
        for first, found in self._entries.items():
            found.sort(key=lambda entry: (-len(entry.words), entry.words, entry.use, entry.actor))
            self._sizes[first] = tuple(dict.fromkeys(len(entry.words) for entry in found))
            for entry in found:
                self._by_words.setdefault(entry.words, []).append(entry)

    def __contains__(self, actor: object) -> bool:
        return actor in self._actors

    def __getitem__(self, actor: str) -> Actor:
        return self._actors[actor]

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._actors.values())

    def __len__(self) -> int:
        return len(self._actors)

    def get(self, actor: str | None) -> Actor | None:
        """The actor of an id, or None. An organ made from a state's name ("norway.mfa") is one without being listed."""
        if not actor:
            return None
        known = self._actors.get(actor) or self._made.get(actor)
        if known is not None or "." not in actor:
            return known
        state = self._state_of(actor)
        if state is None:
            return None
        if len(self._made) >= KEPT:
            self._made.clear()
        made = self._made[actor] = Actor(id=actor, names=(), kind="organ", organ_of=state)
        return made

    def over(self, other: ActorTable) -> ActorTable:
        """This table laid over another: its actors replace those of the same id, its names win."""
        return _laid_over(self, other)

    def line(self, actor: str | None) -> tuple[str, ...]:
        """The actor and, outwards, what it is an organ of; ids that the table lacks end the line.

        >>> table = ActorTable([Actor(id="a", names=("A",)), Actor(id="a.b", names=("B",), organ_of="a")])
        >>> table.line("a.b")
        ('a.b', 'a')
        """
        found: list[str] = []
        while actor and actor not in found:
            found.append(actor)
            known = self._actors.get(actor)
            actor = known.organ_of if known else self._state_of(actor)
        return tuple(found)

    def _state_of(self, actor: str) -> str | None:
        """The state of an organ that is made from its name and not listed ("norway.mfa")."""
        state = actor.partition(".")[0]
        return state if state != actor and state in self._actors else None

    def side(self, actor: str | None) -> str | None:
        """Whose interest the actor belongs to: its own word, else that of what it is an organ of, else its own id."""
        if not actor:
            return None
        if actor not in self._sides:
            if len(self._sides) >= KEPT:
                self._sides.clear()
            self._sides[actor] = self._side_of(actor)
        return self._sides[actor]

    def _side_of(self, actor: str) -> str | None:
        for one in self.line(actor):
            known = self._actors.get(one)
            if known and known.side:
                return known.side
            if known and known.kind in OWN_SIDE:
                return known.id
        return None

    @property
    def begins(self) -> Container[str]:
        """The first words of all names, in search form."""
        return self._entries

    def match(self, words: Sequence[str], texts: Sequence[str], index: int) -> Entry | None:
        """The longest name that begins at a word. ``words`` are search forms (:func:`search_form`) of ``texts``."""
        for size in self._sizes.get(words[index], ()):
            for entry in self._by_words.get(tuple(words[index : index + size]), ()):
                if not _written_so(entry, texts, index):
                    continue
                if entry.article and (index == 0 or words[index - 1] != "the" or _runs_on(texts, index + size)):
                    continue
                return entry
        return None

    def named(self, name: str) -> Actor | None:
        """The actor of a whole name, capitals aside ("reuters"); None where no actor or several have it."""
        words = tuple(search_form(name[s:e]) for s, e in tokenize(name))
        if not words:
            return None
        for form in (words, words[1:] if words[0] == "the" else words):
            found = (
                {entry.actor for entry in self._entries.get(form[0], ()) if form and entry.words == form}
                if form
                else set()
            )
            if len(found) == 1:
                return self._actors[found.pop()]
        return None


def _runs_on(texts: Sequence[str], end: int) -> bool:
    """ "The Guardian Council", "the National Front": with another capital behind it, another name than the paper's."""
    return end < len(texts) and texts[end][0].isupper() and texts[end].isalpha()


@lru_cache(maxsize=8)
def _laid_over(upper: ActorTable, lower: ActorTable) -> ActorTable:
    """Remembered, since an archive is read with one table and making it costs more than reading a report."""
    merged = {actor.id: actor for actor in lower}
    for actor in upper:
        merged.pop(actor.id, None)
    return ActorTable([*merged.values(), *upper])


@lru_cache(maxsize=65536)
def search_form(word: str) -> str:
    """Lower case without accents, marks and stops, with straight apostrophes.

    >>> search_form("Erdoğan"), search_form("U.S.")
    ('erdogan', 'us')
    """
    flat = unicodedata.normalize("NFKD", word.translate(_MARKS).replace("ı", "i"))
    flat = "".join(sign for sign in flat if not unicodedata.combining(sign) and sign != "\u00ad").casefold()
    return flat.replace(".", "") or word


LONG = 4
"""Words from which a name that ends in a capital may begin without one."""


def _written_so(entry: Entry, texts: Sequence[str], index: int) -> bool:
    """Acronyms ask for their own capitals; other names for a capital, at their end where they are long
    ("the health ministry in Oslo")."""
    if entry.exact:
        return texts[index].replace(".", "") == entry.exact
    size = len(entry.words)
    if size >= LONG and texts[index + size - 1][:1].isupper():
        return True
    return texts[index][:1].isupper() or (
        texts[index][:1] == entry.words[0][:1] == "a" and texts[index].startswith("al")
    )


def _entries_of(actor: Actor) -> Iterator[Entry]:
    groups: tuple[tuple[tuple[str, ...], Literal["name", "adjective", "people", "seat"]], ...] = (
        (actor.names, "name"),
        (actor.seats, "seat"),
        (actor.adjectives, "adjective"),
        (actor.people, "people"),
    )
    made: set[tuple[str, ...]] = set()
    for names, use in groups:
        for name in names:
            pieces = [name[s:e] for s, e in tokenize(name)]
            words = tuple(search_form(piece) for piece in pieces)
            article = name.startswith("The ") and len(words) == 2 and actor.kind == "outlet"
            if words and words[0] == "the":
                words, pieces = words[1:], pieces[1:]
            if not words or (words in made and use not in ("adjective",)):
                continue
            made.add(words)
            first = pieces[0].replace(".", "")
            exact = first if len(words) == 1 and first.isupper() and len(first) <= 6 else ""
            yield Entry(words, actor.id, use, exact, article)


def table_of(rows: Iterable[Mapping[str, object]]) -> ActorTable:
    """A table of plain rows, with the keys of :class:`Actor`; lists where the field holds several."""
    return ActorTable(Actor(**{key: _value(value) for key, value in row.items()}) for row in rows)  # type: ignore[arg-type]


def _value(value: object) -> object:
    return tuple(value) if isinstance(value, list | tuple) else value
