"""The agreement's words: roles, and the English words by which reports tell acts and the things they are done to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from guarantor.model.clauses import Reference

ScopeIs = Literal["same", "narrower", "wider"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """Actors under one name in the agreement. ``contested``: who disputes the role, in words."""

    id: str
    who: tuple[str, ...]
    title: str = ""
    contested: str | None = None
    references: tuple[Reference, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActWords:
    """An act with its words, in dictionary form; a phrase of several words begins with its verb.

    ``does``: verbs whose subject does it; ``receives``: verbs whose subject is the one it is done to; ``nouns`` for it;
    ``undoes``: verbs that say the opposite was done.
    """

    id: str
    does: tuple[str, ...]
    receives: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    undoes: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectWords:
    """What acts are done to: phrases that mean it, phrases that do not, its unit, and what words of a figure's scope
    say about how much the figure counts."""

    id: str
    name: str
    words: tuple[str, ...]
    other: tuple[str, ...] = ()
    unit: str | None = None
    scopes: tuple[tuple[str, ScopeIs], ...] = ()
    references: tuple[Reference, ...] = ()
