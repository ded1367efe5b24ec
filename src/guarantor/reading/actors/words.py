"""Classes of words that name speakers ("source", "chairman", "the group"), from ``data/actors/words.tsv``."""

from __future__ import annotations

from functools import cache

from guarantor.reading.actors.world import organs
from guarantor.reading.patterns import read_table


@cache
def words(kind: str) -> frozenset[str]:
    """The words of a class; KeyError for a class that the file lacks."""
    return _classes()[kind]


@cache
def _classes() -> dict[str, frozenset[str]]:
    return {row["class"]: frozenset(row["words"].split("|")) for row in read_table("actors/words.tsv")}


@cache
def organ_nouns() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First word of an organ's noun to the nouns that begin with it, the longest first, each with the organ's id."""
    return _by_first([(phrase, organ.id) for organ in organs() for phrase in organ.nouns])


@cache
def organ_titles() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """The same for how an organ's people are named ("foreign minister")."""
    return _by_first([(phrase, organ.id) for organ in organs() for phrase in organ.titles])


def _by_first(pairs: list[tuple[tuple[str, ...], str]]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, organ in pairs:
        found.setdefault(phrase[0], []).append((phrase, organ))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}
