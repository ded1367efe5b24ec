"""Patterns over word classes: how times and quantities are found in one pass.

A text is cut into words and signs; each gets one character for its class ("Monday" is a WEEKDAY, "31" a DAYNUM).
Rules are then plain regular expressions over that string of classes, written in data files by their names::

    weekday=WEEKDAY COMMA? day=DAYNUM|ORDNUM OF? month=MONTH ( COMMA? year=YEAR )?

A class is one character and a rule has no unbounded repetition, so the time is linear in the length of the text.
"""

from __future__ import annotations

import csv
import re
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate, compress, repeat

OTHER = "OTHER"
_ALPHABET = string.ascii_letters + string.digits + "".join(chr(c) for c in range(0xC0, 0x17F) if chr(c).isalpha())
_TOKEN = re.compile(
    r"""
      (?P<word>[^\W\d_]{2,})
    | (?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?(?!\w))
    | (?P<numdate>(?<![\d.,/])\d{1,2}(?:/\d{1,2}/(?:\d{4}|\d\d)|\.\d{1,2}\.\d{4})(?![\d/]))
    | (?P<clock>(?<![\d:])\d{1,2}:\d\d(?::\d\d)?(?![\d:]))
    | (?P<decade>\d{2,4}s(?!\w))
    | (?P<ordnum>\d{1,4}(?:st|nd|rd|th)(?!\w))
    | (?P<number>\d{1,3}(?:,\d{3}){1,5}(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)
    | (?P<initials>(?<!\w)(?:[^\W\d_]\.){2,6})
    | (?P<letter>[^\W\d_])
    | (?P<poss>['’]s(?!\w))
    | (?P<gap>\n[^\S\n]*\n)
    | (?P<sign>[^\s])
    """,
    re.VERBOSE,
)

_PARTED = re.compile(f"({re.sub(r'[(][?]P<[a-z]+>', '(?:', _TOKEN.pattern)})", re.VERBOSE)
"""The same expression to part a text with: after each gap a token."""
_GROUPS = ("sign", *_TOKEN.groupindex)
KEPT_FORMS = 50_000
"""Words whose form in lower case and shape are kept."""


class _Forms(dict[str, tuple[str, str]]):
    """A word as it was cut to its lower-case form and its shape: no two shapes are of the same letters."""

    def __missing__(self, word: str) -> tuple[str, str]:
        match = _TOKEN.fullmatch(word)
        if len(self) >= KEPT_FORMS:
            self.clear()
        made = self[word] = word.lower(), _GROUPS[match.lastindex or 0] if match is not None else "sign"
        return made


_form = _Forms().__getitem__


@dataclass(frozen=True, slots=True)
class Words:
    """Words and signs of a text in order: places, lower-case forms, and the shape each was cut by."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]
    shapes: tuple[str, ...]
    figures: tuple[int, ...]
    """The places whose shape is none of a word or sign: numbers, dates, clocks."""

    def capital(self, index: int) -> bool:
        """Whether a word begins with a capital letter."""
        return self.text[self.starts[index]].isupper()


@lru_cache(maxsize=4)
def cut_words(text: str) -> Words:
    """The words of a text. Kept for the last few texts, because times and quantities read the same one."""
    parts = _PARTED.split(text)
    found = parts[1::2]
    if not found:
        return Words(text, (), (), (), (), ())
    edges = tuple(accumulate(map(len, parts)))
    starts, ends = edges[:-1:2], edges[1::2]
    words, shapes = zip(*map(_form, found), strict=True)
    if not text.isascii() and ("Σ" in text or "İ" in text):  # their small letters hang on what is beside
        words = _in_context(text, starts, ends)
    figures = compress(range(len(shapes)), map(_FIGURE_SHAPES.__contains__, shapes))
    return Words(text, starts, ends, words, shapes, tuple(figures))


def _in_context(text: str, starts: Sequence[int], ends: Sequence[int]) -> tuple[str, ...]:
    """The words in lower case as the whole text gives them."""
    lower = text.lower()
    if len(lower) != len(text):  # a few letters grow in lower case ("İ"), and then places would be lost
        lower = "".join(one if len(one) == 1 else letter for letter in text for one in (letter.lower(),))
    return tuple(map(lower.__getitem__, map(slice, starts, ends)))


class Classes:
    """The word classes of one lexicon, each with the character it is written by.

    ``words`` maps a lower-case word to its class. A class whose name ends in ``_CAP`` in the data stands without the
    suffix and asks for a capital letter ("May" but not "may").
    """

    def __init__(self, words: Mapping[str, str], names: Iterable[str]) -> None:
        unique = sorted({OTHER, *names, *(name.removesuffix("_CAP") for name in words.values())})
        if len(unique) > len(_ALPHABET):
            raise ValueError(f"{len(unique)} word classes, at most {len(_ALPHABET)} are possible")
        self.codes = dict(zip(unique, _ALPHABET, strict=False))
        self.names = {code: name for name, code in self.codes.items()}
        self._plain = {word: self.codes.get(name, _ASK) for word, name in words.items()}
        self._capital = {
            word: self.codes[name.removesuffix("_CAP")] for word, name in words.items() if name.endswith("_CAP")
        }

    def encode(self, words: Words) -> str:
        """One character a word: its class in this lexicon, by word first and by shape for numbers and dates."""
        find, other = self._plain.get, self.codes[OTHER]
        made = list(map(find, words.words, repeat(other)))
        for index in compress(range(len(made)), map(_ASK.__eq__, made)) if _ASK in made else ():
            if words.shapes[index] in _WORD_SHAPES:
                made[index] = self._capital[words.words[index]] if words.capital(index) else other
        for index in words.figures:
            if made[index] == other:
                shape = words.shapes[index]
                name = _number_class(words.words[index]) if shape == "number" else _SHAPES[shape]
                made[index] = self.codes[name]
        return "".join(made)


_SHAPES = {
    "iso": "ISO", "numdate": "NUMDATE", "clock": "CLOCK", "decade": "DECADE", "ordnum": "ORDNUM", "poss": "POSS",
    "gap": "GAP",
}  # fmt: skip
_WORD_SHAPES = frozenset({"word", "letter", "initials", "sign"})
_FIGURE_SHAPES = frozenset(_GROUPS) - _WORD_SHAPES
_ASK = "\0"
"""Stands for the class of a word that asks for a capital, until the word has been looked at."""
SHAPE_CLASSES = ("DAYNUM", "YEAR", "NUMBER", *_SHAPES.values())


def _number_class(word: str) -> str:
    """DAYNUM for 1 to 31, YEAR for four digits from 1400 to 2199 without a comma, else NUMBER."""
    if word.isdecimal():
        if len(word) <= 2 and 1 <= int(word) <= 31:
            return "DAYNUM"
        if len(word) == 4 and 1400 <= int(word) <= 2199:
            return "YEAR"
    return "NUMBER"


_ITEM = re.compile(r"(?:(?P<name>[a-z]\w*)=)?(?P<classes>[A-Z_0-9|]+)(?P<times>\?|\{\d,\d\})?$")


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern: its name, the resolver that reads it, and its regular expression over classes."""

    name: str
    resolver: str
    regex: re.Pattern[str]
    bare: str
    firsts: frozenset[str]


def compile_pattern(pattern: str, codes: Mapping[str, str], macros: Mapping[str, str]) -> str:
    """A regular expression over class characters. Raises ValueError for an unknown class or a malformed item.

    >>> compile_pattern("day=A|B C?", {"A": "a", "B": "b", "C": "c"}, {})
    '(?P<day>[ab])c?'
    """
    made = []
    for item in pattern.split():
        if item in ("(", ")", ")?", "|"):
            made.append("(?:" if item == "(" else item)
            continue
        match = _ITEM.match(item)
        if match is None:
            raise ValueError(f"pattern {pattern!r}: {item!r} is not an item")
        made.append(_one_item(match, pattern, codes, macros))
    return "".join(made)


def first_classes(regex: str) -> tuple[frozenset[str], bool]:
    """The characters a pattern can begin with, and whether it can match nothing; ``regex`` has no names.

    >>> sorted(first_classes("a?(?:b|[cd]e)f")[0])
    ['a', 'b', 'c', 'd']
    """
    firsts, empty, _ = _alternatives(regex, 0)
    return frozenset(firsts), empty


def _alternatives(regex: str, place: int) -> tuple[set[str], bool, int]:
    """First characters of the alternatives up to a closing bracket, and the place of it."""
    firsts: set[str] = set()
    empty_any, open_still = False, True
    while place < len(regex) and regex[place] != ")":
        if regex[place] == "|":
            empty_any, open_still, place = empty_any or open_still, True, place + 1
            continue
        atom, empty, place = _atom(regex, place)
        if open_still:
            firsts |= atom
        open_still = open_still and empty
    return firsts, empty_any or open_still, place


def _atom(regex: str, place: int) -> tuple[set[str], bool, int]:
    """First characters of one class, set or group with its repetition, and the place after it."""
    if regex.startswith("(?:", place):
        firsts, empty, place = _alternatives(regex, place + 3)
        place += 1
    elif regex[place] == "[":
        stop = regex.index("]", place)
        firsts, empty, place = set(regex[place + 1 : stop]), False, stop + 1
    else:
        firsts, empty, place = {regex[place]}, False, place + 1
    if regex.startswith("?", place):
        return firsts, True, place + 1
    if regex.startswith("{", place):
        return firsts, empty or regex[place + 1] == "0", regex.index("}", place) + 1
    return firsts, empty, place


def _one_item(match: re.Match[str], pattern: str, codes: Mapping[str, str], macros: Mapping[str, str]) -> str:
    name, times = match["name"], match["times"] or ""
    classes = [c for part in match["classes"].split("|") for c in _expand(part, macros)]
    if len(classes) == 1 and classes[0] in macros:
        body = f"(?:{compile_pattern(macros[classes[0]], codes, macros)})"
    else:
        unknown = [c for c in classes if c not in codes]
        if unknown:
            raise ValueError(f"pattern {pattern!r}: no word class {', '.join(unknown)}")
        chars = "".join(codes[c] for c in classes)
        body = chars if len(chars) == 1 else f"[{chars}]"
    return f"(?P<{name}>{body}{times})" if name else body + times


def _expand(part: str, macros: Mapping[str, str]) -> list[str]:
    """The classes of a macro that is only a choice of classes; any other word as it is."""
    body = macros.get(part, "")
    return body.split("|") if re.fullmatch(r"[A-Z_]+(?:\|[A-Z_]+)+", body) else [part]


class RuleSet:
    """Rules tried together: the leftmost match, and of those at one place the rule that stands first in the file.

    No rule crosses a word of class OTHER, and each holds at least one word that is not among the ``fillers`` ("the",
    "of", numbers); so only the runs between such words are searched, and only those with more than fillers in them.
    """

    def __init__(
        self,
        rows: Iterable[Mapping[str, str]],
        codes: Mapping[str, str],
        macros: Mapping[str, str],
        fillers: Iterable[str],
    ) -> None:
        self.rules = tuple(
            Rule(row["name"], row["resolver"], re.compile(body), bare, first_classes(bare)[0])
            for row in rows
            for body in [compile_pattern(row["pattern"], codes, macros)]
            for bare in [re.sub(r"\?P<\w+>", "?:", body)]
        )
        letters = {letter for rule in self.rules for letter in rule.firsts}
        self._by_first = {letter: tuple(r for r in self.rules if letter in r.firsts) for letter in letters}
        self._any = re.compile("|".join(rule.bare for rule in self.rules))
        self._other = codes[OTHER]
        self._telling = re.compile(f"[^{re.escape(self._other + ''.join(codes[name] for name in fillers))}]")

    def find(self, encoded: str, position: int, end: int) -> int | None:
        """The place of the next match at or after a position, None where there is no more."""
        while (telling := self._telling.search(encoded, position, end)) is not None:
            first = max(position, encoded.rfind(self._other, position, telling.start()) + 1)
            last = encoded.find(self._other, telling.end(), end)
            last = end if last < 0 else last
            match = self._any.search(encoded, first, last)
            if match is not None:
                return match.start()
            position = last
        return None

    def matches(self, encoded: str, place: int, end: int) -> Iterator[tuple[Rule, re.Match[str]]]:
        """Every rule that matches at one place, in the order of the file."""
        for rule in self._by_first.get(encoded[place], ()):
            match = rule.regex.match(encoded, place, end)
            if match is not None:
                yield rule, match


def read_table(name: str) -> list[dict[str, str]]:
    """Rows of a tab-separated data file of this package; lines that begin with ``#`` are comments."""
    source = files("guarantor.reading").joinpath(f"data/{name}").read_text(encoding="utf-8")
    lines = [line for line in source.splitlines() if line.strip() and not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def closed_words(name: str) -> frozenset[str]:
    """One of the small lists of ``closed_words.tsv``."""
    return frozenset(row["word"] for row in read_table("closed_words.tsv") if row["list"] == name)
