"""Small closed sets of words that rules look at, as data: ``data/sets/*.tsv``, each with an example that needs it."""

from __future__ import annotations

from functools import cache

from guarantor.reading.patterns import read_table


def words_of(package: str, name: str) -> frozenset[str]:
    """The words of one set; a package's sets stand in a file of its name, those of single modules in ``reading.tsv``.

    >>> "once" in words_of("reading", "tellings: supposing")
    True
    """
    return _sets(package)[name]


@cache
def _sets(package: str) -> dict[str, frozenset[str]]:
    return {row["set"]: frozenset(row["words"].split("|")) for row in read_table(f"sets/{package}.tsv")}
