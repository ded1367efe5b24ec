"""A noun phrase as it was read, and what its words alone tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from guarantor.reading.actors.words import words
from guarantor.reading.events.lexicon import lexicon
from guarantor.reading.quick import maker, quick

PhraseKind = Literal["person", "institution", "role", "anonymous", "document", "medium", "pronoun", "epithet", "other"]


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A phrase as read.

    ``head`` is its head word in search form. ``person`` is the name of a person in it (tokens). ``actor`` is whom the
    phrase leads to, ``affiliation`` the body that the person belongs to. ``definite`` is true for "the group".
    """

    kind: PhraseKind
    head: str
    actor: str | None = None
    affiliation: str | None = None
    person: tuple[int, int] | None = None
    owner: tuple[int, int] | None = None
    """A person whose office or team is named ("Lund's office")."""
    several: bool = False
    """Two or more names joined by "and", of which none alone is meant."""
    definite: bool = False
    plural: bool = False
    core: tuple[int, int] = (0, 0)
    note: str | None = None


new_phrase = maker(Phrase)


def is_group(head: str) -> bool:
    """Whether a noun names a body, or several ("government", "ministries").

    >>> is_group("governments"), is_group("agencies"), is_group("tables")
    (True, True, False)
    """
    one = f"{head[:-3]}y" if head.endswith("ies") else head.removesuffix("s")
    return head in words("group-noun") or one in words("group-noun")


def is_finite_form(word: str) -> bool:
    """Whether a word can be a verb in the present or past, by the verb list alone.

    >>> is_finite_form("denies"), is_finite_form("region")
    (True, False)
    """
    return any(form in {"s", "past"} for _, form in lexicon().forms.get(word, ()))
