"""The words and rules of time, read once from the data files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from guarantor.reading.patterns import SHAPE_CLASSES, Classes, RuleSet, Words, read_table

MACROS = {
    "UNIT": "ONEUNIT|PLURALS",
    "MON": "( MONTH | SHORTMONTH DOT? )",
    "MDAY": "DAYNUM|ORDNUM|ORD",
    "DAYNAME": "( WEEKDAY | SHORTDAY DOT? )",
    "YEARTAIL": "( COMMA? year=YEAR )?",
    "WORDS": "NUMWORD ( DASH? NUMWORD )? ( DASH? NUMWORD )?",
    "COUNT": "( DAYNUM|NUMBER|YEAR | A FEW OF? | A? WORDS | FEW OF? | A )",
    "PRE": "( pre=EARLY|EARLIER|LATER|OVERNIGHT DASH? ON|IN|OF|FROM? | THE? EARLY PLURALS OF | DAYPART )",
    "DAYPART": "BEFORE? PART OF|ON|BEFORE",
}
FILLERS = (
    "THE", "A", "IN", "ON", "AT", "OF", "BY", "SINCE", "UNTIL", "FROM", "TO", "BETWEEN", "AND", "DURING", "WITHIN",
    "FOR", "ABOUT", "COMMA", "DOT", "DASH", "SLASH", "LP", "RP", "COLON", "QUOTE", "POSS", "GAP", "NUMBER", "DAYNUM",
    "ORD", "HALF", "LAST", "EDGE", "NEXT", "THIS", "THAT", "LATEST", "FEW", "LOCAL", "TIME", "DATE", "BEFORE", "AFTER",
    "EVE", "FISCAL",
)  # fmt: skip
"""Classes that make no expression of time without another word; a test holds every rule to it."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Classes of words, their values, and the rules over them."""

    classes: Classes
    values: dict[str, str]
    rules: RuleSet

    def encode(self, words: Words) -> str:
        """One class character a word."""
        return self.classes.encode(words)

    def codes(self, *names: str) -> str:
        """The characters of classes, for membership tests."""
        return "".join(self.classes.codes[name] for name in names)


@cache
def lexicon() -> Lexicon:
    """Words and rules of time. Raises ValueError where a word stands in two classes or a rule names no class."""
    words, values = read_words("time_words.tsv")
    classes = Classes(words, SHAPE_CLASSES)
    return Lexicon(classes, values, RuleSet(read_table("time_rules.tsv"), classes.codes, MACROS, FILLERS))


def read_words(name: str) -> tuple[dict[str, str], dict[str, str]]:
    """Class and value of each word of a lexicon file; a line may hold several words, with ``|`` between them."""
    classes: dict[str, str] = {}
    values: dict[str, str] = {}
    for row in read_table(name):
        for word in row["words"].split("|"):
            if word in classes:
                raise ValueError(f"{name}: {word!r} stands in {classes[word]} and in {row['class']}")
            classes[word] = row["class"]
            values[word] = row["value"] or ""
    return classes, values
