"""Which language a text is in, well enough to keep other languages out of the English rules.

The script decides first (Arabic, Hebrew, Cyrillic, Han …), then the share of small words that a language cannot do
without (``data/languages.tsv``). What is neither clearly English nor clearly another language is marked so, and not
read.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

from guarantor.reading.patterns import read_table

SAMPLE = 20_000
"""Characters looked at; a language shows long before."""
ENOUGH = 0.12
"""Share of small words below which a text in Latin letters is of no language that we know. English news has about
.35.
"""
PLAINLY = 0.3
"""Share of small words of English from which no other language needs to be tried."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SCRIPTS = {
    "ARABIC": "ar", "HEBREW": "he", "CYRILLIC": "ru", "GREEK": "el", "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja",
    "HANGUL": "ko", "DEVANAGARI": "hi", "BENGALI": "bn", "THAI": "th", "KHMER": "km", "MYANMAR": "my", "ETHIOPIC": "am",
    "ARMENIAN": "hy", "GEORGIAN": "ka", "TAMIL": "ta", "SINHALA": "si", "LAO": "lo", "GURMUKHI": "pa", "URDU": "ur",
}  # fmt: skip
_SIGNS = "“”‘–—…\u00a0"
"""The signs beside plain letters that most news has; no part of a word."""
_PARTED = {code: " " for code in range(128) if not chr(code).isalpha() and chr(code) != "'"}
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_LETTERS = {"uk": frozenset("іїєґ"), "fa": frozenset("پچژگ"), "be": frozenset("ў"), "sr": frozenset("ђћџљњ")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A verdict. ``code`` is ISO 639-1, "und" where nothing decides; ``share`` is how much of the text speaks for
    it.
    """

    code: str
    share: float
    reason: str

    @property
    def english(self) -> bool:
        """Whether the English rules may read it."""
        return self.code == "en"


def language_of(text: str) -> Language:
    """The language of a text by its letters and small words.

    >>> language_of("The parties said that they would meet in the capital on Monday.").code
    'en'
    >>> language_of("Las partes dijeron que se reunirán en la capital el lunes.").code
    'es'
    """
    sample = text[:SAMPLE]
    if 2 * len(sample.encode("ascii", "ignore").translate(None, _NO_LETTERS)) > len(sample):
        return _by_words(sample)
    scripts = _scripts(sample)
    letters = sum(scripts.values())
    if not letters:
        return Language(code="und", share=0.0, reason="it has no letters")
    script, count = max(scripts.items(), key=lambda item: (item[1], item[0]))
    if script != "LATIN":
        code = _by_letters(_SCRIPTS.get(script, "und"), sample)
        return Language(code=code, share=count / letters, reason=f"most letters are {script.title()}")
    return _by_words(sample)


def _scripts(sample: str) -> Counter[str]:
    """Letters by script; a few thousand decide."""
    found: Counter[str] = Counter()
    if sample.isascii():
        letters = sum(map(str.isalpha, sample))
        return Counter({"LATIN": letters}) if letters else found
    for sign, count in Counter(sample).items():
        if sign.isalpha():
            found[_script(sign)] += count
    return found


@lru_cache(maxsize=4096)
def _script(sign: str) -> str:
    return "LATIN" if sign < "\u0250" else unicodedata.name(sign, "UNKNOWN").split(" ")[0].split("-")[0]


def _by_letters(code: str, sample: str) -> str:
    """Neighbours in one script by the letters that only one of them has."""
    parents = {"ru": ("uk", "be", "sr"), "ar": ("fa",)}
    for other in parents.get(code, ()):
        if sum(sample.lower().count(letter) for letter in _LETTERS[other]) * 200 > len(sample):
            return other
    return code


def _by_words(sample: str) -> Language:
    """The language whose small words make up most of the text."""
    words = _words(sample)
    english = sum(map(_small_words()["en"].__contains__, words)) / max(1, len(words))
    if english >= PLAINLY:
        return Language(code="en", share=english, reason=f"{english:.0%} of its words are small words of it")
    counts = Counter(words)
    shares = {
        code: sum(map(counts.__getitem__, counts.keys() & small)) / len(words) for code, small in _small_words().items()
    }
    best = max(shares, key=lambda code: (shares[code], code == "en", code))
    if len(words) < 5 and shares["en"] == shares[best]:
        return Language(code="en", share=shares["en"], reason="a few words that no other language claims")
    if shares[best] < ENOUGH and not (shares["en"] == shares[best] and len(words) < 25):
        if shares["en"] >= shares[best] / 2 and _looks_english(words):
            return Language(code="en", share=shares["en"], reason="words with English endings, few small words")
        return Language(code="und", share=shares[best], reason="too few small words of any language known here")
    return Language(code=best, share=shares[best], reason=f"{shares[best]:.0%} of its words are small words of it")


def _words(sample: str) -> list[str]:
    """The words in lower case, in any order. Most samples have plain letters and a few signs only, which are parted
    without an expression."""
    if sample.isascii():
        plain = sample.lower()
    elif "İ" in sample or "Σ" in sample:  # their small letters hang on what is beside
        return list(map(str.lower, _WORD.findall(sample)))
    else:
        plain = sample.lower()
        for sign in _SIGNS:
            plain = plain.replace(sign, " ")
        if not plain.replace("’", "").isascii():
            return _WORD.findall(plain)
        plain = plain.replace("’", "'")
    words = plain.translate(_PARTED).split()
    if "'" not in plain:
        return words
    joined = [word for word in words if "'" in word]
    return [word for word in words if "'" not in word] + _WORD.findall(" ".join(joined))


def _looks_english(words: list[str]) -> bool:
    """Headlines and lists have few small words, but their endings tell."""
    ends = sum(word.endswith(("ed", "ing", "tion", "ly", "ment", "ies", "ers", "ire", "ough")) for word in words)
    return ends * 12 >= len(words)


@cache
def _small_words() -> dict[str, frozenset[str]]:
    return {row["language"]: frozenset(row["words"].split("|")) for row in read_table("languages.tsv")}
