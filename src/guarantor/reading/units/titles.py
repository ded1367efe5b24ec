"""Headlines without a finite verb: "Norland to reopen crossing", "Three killed in strike on camp", "Strike on camp"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from guarantor.reading.clauses import Clause, parts_at_as, trim
from guarantor.reading.events.groups import groups_of
from guarantor.reading.patterns import read_table
from guarantor.reading.sets import words_of
from guarantor.reading.units.stretch import Stretch

_PREPOSITIONS = words_of("units", "titles: prepositions")
_LONGEST_BEFORE = 4
"""Words that may stand before the noun of an attack ("Deadly Norland drone strike on")."""
_LEAST = 3
"""Words that a clause must have on each side of "as"."""


def tells_without_verb(here: Stretch, clause: Clause) -> bool:
    """Whether "to" with a verb, or a participle behind its noun, does a finite verb's work."""
    part = here.tokens[clause.first : clause.last]
    for group in groups_of(part, here.sentence.plain[clause.first : clause.last]):
        if group.main > 0 and (group.infinitive or group.finite or group.form in {"part", "ed"}):
            return True
    return False


def title_clauses(here: Stretch, clauses: Sequence[Clause]) -> Iterator[Clause]:
    """The clauses of a headline; "as" parts two deeds ("Army spurns truce as rebels shell market")."""
    for clause in clauses:
        if here.words[clause.first] == "as" and clause.last - clause.first > _LEAST:
            yield Clause(*trim(here.sentence, clause.first + 1, clause.last), clause.kind)
            continue
        comma = next((i for i in range(clause.first + _LEAST, clause.last - _LEAST) if _new_deed(here, clause, i)), -1)
        if comma > 0:
            yield Clause(*trim(here.sentence, clause.first, comma), clause.kind)
            yield Clause(*trim(here.sentence, comma + 1, clause.last), "joined")
            continue
        cut = next(
            (
                i
                for i in range(clause.first + _LEAST, clause.last - _LEAST)
                if parts_at_as(here.sentence, i, clause.last)
            ),
            -1,
        )
        if cut < 0:
            yield clause
            continue
        yield Clause(*trim(here.sentence, clause.first, cut), clause.kind)
        yield Clause(*trim(here.sentence, cut + 1, clause.last), "joined")


def _new_deed(here: Stretch, clause: Clause, index: int) -> bool:
    """ "Norland frees four men, Sudland follows": a comma before a name and its verb."""
    if here.words[index] != "," or here.tokens[index + 1].tag != "PROPN" or not here.sentence.has_finite(0, index):
        return False
    return any(here.tokens[i].fine in {"VBZ", "VBD"} for i in range(index + 2, min(index + 4, clause.last)))


@cache
def _nouns(kind: str) -> frozenset[str]:
    """The words of one kind in the list of nouns."""
    return frozenset(next(row["words"] for row in read_table("judging/nouns.tsv") if row["kind"] == kind).split("|"))


def attack_named(here: Stretch, clause: Clause) -> bool:
    """Whether a noun of attack or breach opens a headline and says by itself what was done ("Strike on the camp")."""
    if here.sentence.has_finite(clause.first, clause.last):
        return False
    known, open_ = _nouns("attack-title"), _nouns("open-title")
    if not open_.isdisjoint(here.words[clause.first : clause.last]):
        return False
    end = min(clause.last - 1, clause.first + _LONGEST_BEFORE)
    for index in range(clause.first, end):
        if here.tokens[index].tag not in {"NOUN", "PROPN", "ADJ", "NUM"}:
            return False
        if here.words[index] in known and here.words[index + 1] in _PREPOSITIONS:
            return True
    return False
