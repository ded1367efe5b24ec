"""The words, rules, bounds and cues of quantity, read once from the data files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from guarantor.reading.patterns import SHAPE_CLASSES, Classes, RuleSet, read_table
from guarantor.reading.times.lexicon import read_words

MACROS = {
    "NUM": "DAYNUM|NUMBER|YEAR",
    "PERCENTS": "( PERCENT | PER CENT )",
    "TENS": "SMALL ( DASH? SMALL )?",
    "HUNDREDS": "SMALL|A HUNDRED ( AND? TENS )?",
    "NUMX": "( DAYNUM|NUMBER|YEAR SCALE|DOZEN? | SMALL|A DOZEN | DOZEN | HUNDREDS SCALE? | TENS SCALE? | A SCALE )",
}
FILLERS = (
    "A", "OF", "OUT", "THE", "AND", "OR", "TO", "FROM", "BETWEEN", "IN", "PLUS", "CUR", "DASH", "SLASH", "COMMA", "DOT",
    "LP", "RP", "COLON", "PER", "CENT", "GAP", "ISO", "NUMDATE", "CLOCK", "DECADE", "ORDNUM", "POSS",
)  # fmt: skip


Cues = dict[str, list[tuple[str, tuple[str, ...]]]]
"""Kinds and phrases (as word tuples) by the first word of the phrase."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Bound phrases as word tuples to their side, before and after a number."""

    before: dict[tuple[str, ...], str]
    after: dict[tuple[str, ...], str]
    lasts: frozenset[str]
    """The words that a phrase before a number can end in."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the reading of quantities looks up."""

    classes: Classes
    values: dict[str, str]
    rules: RuleSet
    bounds: Bounds
    cues: Cues

    def is_cue(self, word: str, kind: str) -> bool:
        """Whether a single word is a cue of a kind."""
        return (kind, (word,)) in self.cues.get(word, ())


@cache
def lexicon() -> Lexicon:
    """The lexicon. Raises ValueError where a word stands in two classes or a rule names no class."""
    words, values = read_words("quantity_words.tsv")
    classes = Classes(words, SHAPE_CLASSES)
    rules = RuleSet(read_table("quantity_rules.tsv"), classes.codes, MACROS, FILLERS)
    return Lexicon(classes, values, rules, _bounds(), _cues())


def _bounds() -> Bounds:
    sides: dict[str, dict[tuple[str, ...], str]] = {"before": {}, "after": {}}
    for row in read_table("quantity_bounds.tsv"):
        for phrase in row["words"].split("|"):
            sides[row["where"]][tuple(phrase.split())] = row["side"]
    return Bounds(sides["before"], sides["after"], frozenset(phrase[-1] for phrase in sides["before"]))


def _cues() -> Cues:
    cues: Cues = {}
    for row in read_table("quantity_cues.tsv"):
        for phrase in row["words"].split("|"):
            words = tuple(phrase.split())
            cues.setdefault(words[0], []).append((row["kind"], words))
    return cues
