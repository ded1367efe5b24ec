"""The general table of the world's states, organisations, outlets and speakers, read once from ``data/actors``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from guarantor.reading.actors.table import Actor, ActorTable, search_form
from guarantor.reading.patterns import read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Organ:
    """An organ that every state has: ``id`` is put behind the state's, empty for the state itself."""

    id: str
    nouns: tuple[tuple[str, ...], ...]
    titles: tuple[tuple[str, ...], ...]


@cache
def world() -> ActorTable:
    """The general table."""
    return ActorTable([*_states(), *_outlets(), *_organisations(), *_people()])


@cache
def organs() -> tuple[Organ, ...]:
    """The organs of states, in the order of the file."""
    return tuple(
        Organ(id=row["id"], nouns=_phrases(row["nouns"]), titles=_phrases(row["speaker"]))
        for row in read_table("actors/organs.tsv")
    )


def _phrases(cell: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(search_form(word) for word in phrase.split()) for phrase in _cell(cell))


def _cell(cell: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (cell or "").split("|") if part.strip())


def _states() -> Iterator[Actor]:
    for row in read_table("actors/states.tsv"):
        yield Actor(
            id=row["id"], names=_cell(row["names"]), kind="state", adjectives=_cell(row["adjectives"]),
            people=_cell(row["people"]), seats=_cell(row["seats"]),
        )  # fmt: skip


def _organisations() -> Iterator[Actor]:
    for row in read_table("actors/organisations.tsv"):
        yield Actor(
            id=row["id"], names=_cell(row["names"]), kind=row["kind"],  # type: ignore[arg-type]
            side=row["side"] or None, organ_of=row["organ_of"] or None, nouns=_cell(row["nouns"]),
        )  # fmt: skip


def _outlets() -> Iterator[Actor]:
    for row in read_table("actors/outlets.tsv"):
        yield Actor(
            id=row["id"], names=_cell(row["names"]), kind=row["kind"],  # type: ignore[arg-type]
            side=row["side"] or None,
        )  # fmt: skip


def _people() -> Iterator[Actor]:
    for row in read_table("actors/people.tsv"):
        yield Actor(id=row["id"], names=_cell(row["names"]), kind="person", organ_of=row["organ_of"] or None)
