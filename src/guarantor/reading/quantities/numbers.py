"""Numbers in digits and words: their values, and which of them are no quantities."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from guarantor.reading.patterns import Words
from guarantor.reading.quantities.lexicon import Lexicon
from guarantor.reading.quick import maker, quick

BOUND_WORDS = 5
CURRENCIES = frozenset("$€£¥₪₺₽")
LARGEST = 1e18
"""Nothing that reports count is more; longer rows of digits are keys and addresses, and beyond a float in the end."""


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number at the words first..last (half-open) with its bounds, before it is known what it counts."""

    first: int
    last: int
    value: float | None
    low: float | None
    high: float | None
    unit: str | None = None
    base: float | None = None
    share: bool = False
    bound: str | None = None
    rule: str = ""


new_number = maker(Number)


def number_value(words: Sequence[str], values: dict[str, str]) -> float | None:
    """The value of a number in digits or words, None where the words are not one or come to more than LARGEST.

    >>> number_value(["two", "hundred", "and", "fifty"], {"two": "2", "hundred": "100", "fifty": "50"})
    250.0
    """
    total, seen = 0.0, False
    for word in words:
        digits = word.replace(",", "")
        if digits.replace(".", "", 1).isdecimal():
            total, seen = total + float(digits), True
            continue
        value = values.get(word)
        if not value or word in ("half", "quarter"):
            continue
        number = float(value)
        total = total * number if number >= 12 and _is_scale(word) and total else total + number
        seen = True
    return round(total, 6) if seen and total <= LARGEST else None


def _is_scale(word: str) -> bool:
    return word in ("hundred", "dozen", "thousand", "million", "mn", "billion", "bn", "trillion")


class Reader:
    """Reads the matches of the rules of one text."""

    def __init__(self, words: Words, lexicon: Lexicon) -> None:
        self.words = words
        self.lexicon = lexicon

    def value(self, match: re.Match[str], name: str) -> float | None:
        """The value of a group, None where it is missing."""
        if name not in match.re.groupindex or match.start(name) < 0:
            return None
        return number_value(self.words.words[match.start(name) : match.end(name)], self.lexicon.values)

    def word_value(self, match: re.Match[str], name: str) -> float | None:
        """The lexicon's value of a group of one word."""
        if name not in match.re.groupindex or match.start(name) < 0 or match.start(name) == match.end(name):
            return None
        value = self.lexicon.values.get(self.words.words[match.start(name)])
        return float(value) if value else None

    def read(self, rule: str, resolver: str, match: re.Match[str]) -> Number | None:
        """The number of a match, None where the words turn out to be none."""
        (first, last), base, unit = match.span(), None, None
        match resolver:
            case "percent":
                value, base, unit = self.value(match, "n"), self.value(match, "whole"), "%"
            case "percent_range" | "range":
                low, high = self.value(match, "low"), self.value(match, "high")
                unit = "%" if resolver == "percent_range" else None
                return self._range(match, first, last, low, high, unit, rule)
            case "share_of":
                value, base = self.value(match, "part"), self.value(match, "whole")
                if value is None or base is None or value > base:
                    return None
                value = base - value if self.words.words[max(0, first - 2) : first] == ("all", "but") else value
            case "fraction":
                value, base = self._fraction(match), self.value(match, "whole")
            case "vague":
                return self._vague(match, first, last, rule)
            case _:
                value = self._plain(rule, match)
        if value is None:
            return None
        while last - first > 1 and self.words.words[last - 1] in ("of", "the"):
            last -= 1
        value, last, unit = self._letter(value, first, last, unit)
        share = resolver in ("percent", "share_of", "fraction")
        number = new_number(
            first=first, last=last, value=value, low=value, high=value, unit=unit, base=base, share=share, rule=rule
        )
        return self._bounded(number)

    def _letter(self, value: float, first: int, last: int, unit: str | None) -> tuple[float, int, str | None]:
        """ "€1.5m" and "2.1m people" are millions, "300m" are metres; the sign of a currency is the unit."""
        words = self.words
        if words.words[first] in CURRENCIES:
            unit = words.words[first]
        glued = last < len(words.words) and words.starts[last] == words.ends[last - 1]
        if not glued or words.words[last] not in ("m", "k"):
            return value, last, unit
        following = words.words[last + 1] if last + 1 < len(words.words) else ""
        counts = unit in CURRENCIES or following.endswith("s") or following == "people" or "." in words.words[last - 1]
        if not counts:
            return value, last, words.words[last]
        return value * (1_000_000 if words.words[last] == "m" else 1_000), last + 1, unit

    def _plain(self, rule: str, match: re.Match[str]) -> float | None:
        value = self.value(match, "n")
        if value is None:
            return None
        if rule == "half_scale":
            return value / 2
        if rule == "number_and_half":
            scale = self.lexicon.values.get(self.words.words[match.end() - 1], "1")
            return (value + 0.5) * float(scale)
        return value

    def _fraction(self, match: re.Match[str]) -> float | None:
        count, part = self.value(match, "n"), self.word_value(match, "part")
        return None if part is None else round((count or 1) * part, 6)

    def _range(
        self, match: re.Match[str], first: int, last: int, low: float | None, high: float | None, unit: str | None,
        rule: str,
    ) -> Number | None:  # fmt: skip
        """ "40 to 50"; "3-0" is a score and "from 40 to 50" a change."""
        before = self.words.words[first - 1] if first else ""
        if low is None or high is None or low >= high or before == "from":
            return None
        return new_number(
            first=first, last=last, value=None, low=low, high=high, unit=unit, share=unit == "%", rule=rule
        )

    def _vague(self, match: re.Match[str], first: int, last: int, rule: str) -> Number | None:
        """ "hundreds" is at least two hundred, "several hundred" at least three."""
        low, of = self.word_value(match, "n"), self.word_value(match, "of")
        if low is None:
            return None
        if of is not None:
            low *= of / 2 if rule == "vague_of" else of
        if self.words.words[last - 1] == "of":
            last -= 1
        return new_number(first=first, last=last, value=None, low=low, high=None, rule=rule)

    def _bounded(self, number: Number) -> Number:
        """The number with the bounds that the words around it set."""
        bounds, words = self.lexicon.bounds, self.words.words
        longest = BOUND_WORDS if number.first and words[number.first - 1] in bounds.lasts else 0
        for size in range(longest, 0, -1):
            start = number.first - size
            side = bounds.before.get(words[start : number.first]) if start >= 0 else None
            if side == "none":
                return number
            if side is not None:
                return _apply(number, side, " ".join(words[start : number.first]), start, number.last)
        for size in (2, 1):
            side = bounds.after.get(words[number.last : number.last + size])
            if side is not None:
                stop = number.last + size
                return _apply(number, side, " ".join(words[number.last : stop]), number.first, stop)
        return number


def _apply(number: Number, side: str, bound: str, first: int, last: int) -> Number:
    low = number.value if side == "low" else None
    high = number.value if side in ("high", "nearly") else None
    return new_number(
        first=first, last=last, value=number.value, low=low, high=high, unit=number.unit, base=number.base,
        share=number.share, bound=bound, rule=number.rule,
    )  # fmt: skip


def is_label(words: Words, number: Number, lexicon: Lexicon) -> bool:
    """Whether a number names something ("resolution 2803", "G20", "20-point", "9/11") and counts nothing."""
    text, start, end = words.text, words.starts[number.first], words.ends[number.last - 1]
    before = words.words[number.first - 1] if number.first else ""
    if before == "number" and number.first > 1 and words.words[number.first - 2] == "they":
        return False
    if before == "." and number.first > 1 and words.words[number.first - 2] in ("no", "nos", "art", "para", "res"):
        return True
    if before == "of" and number.first > 1 and words.words[number.first - 2] in ("age", "ages"):
        return True
    if lexicon.is_cue(before, "label") and number.bound is None and not number.share and number.unit is None:
        return True
    glued_before = start > 0 and (text[start - 1].isalpha() or text[start - 1] in "#/+" or _hyphen(text, start - 1, -1))
    slash = text[end : end + 1] == "/" and text[end + 1 : end + 2].isdigit()
    slash = slash or _FORMAT.match(text, start, end + 4) is not None
    glued_after = slash or (end < len(text) and _hyphen(text, end, 1))
    return glued_before or glued_after or _is_rating(text, end)


_FORMAT = re.compile(r"(\d)(?:\+\d| \+ \1)(?![\d.,+]*\d)")
""" "The 5+5 commission": who sits in it, and no figure."""


def _hyphen(text: str, place: int, step: int) -> bool:
    """Whether a hyphen at a place ties a letter or, as in a score, another number to the number."""
    beyond = place + step
    return text[place] in "-‑–" and 0 <= beyond < len(text) and text[beyond].isalnum()


_RATINGS = ("kv", "mw", "gw", "mm", "hz", "kw", "mhz")
"""Letters glued to a number that say how a thing is built ("a 330kV line", "a 120mm shell")."""


def _is_rating(text: str, end: int) -> bool:
    """Whether a number is the rating of a thing and counts nothing."""
    behind = text[end : end + 4].lower().lstrip("-")
    return any(behind.startswith(one) and not behind[len(one) : len(one) + 1].isalpha() for one in _RATINGS)
