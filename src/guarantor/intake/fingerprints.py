"""Fingerprints of texts, taken at the door: runs of five words, by which linking finds who carries whose words.

A shingle is a 64-bit digest of five words, worked out for a whole text at once; equal digests of different words are so
rare (one in 2^64 a pair) that they cannot move a share of a text.

A short text is filed under all its shingles and a longer one under a sample of them, picked by winnowing (Schleimer,
Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting", 2003): the least digest of each window
of four. Two texts that share any run of eight words are sure to meet by it; how much they share is then counted over
all their shingles.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from guarantor.model.report import Report

LENGTH = 5
WINDOW, SHORT = 4, 64
"""Of so many shingles in a row the least is filed; a text of so few is filed under all."""
WAY = "1: words folded, runs of 5, 48 bits, least of 4, all of 64 or fewer"
"""How the kept index is made; it is made anew where a record's was made otherwise."""
SHORTEST = 12
"""Words below which a digest's paragraph is no text of its own (a heading, a credit)."""
_BREAK = re.compile(r"\n\s*\n|\n")
_WORD = re.compile(r"[^\W_]+", re.U)
_FACTORS = np.array(
    [
        0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F,
    ],
    dtype=np.uint64,
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """What one text is known by: all its shingles, sorted, each once, and those under which it is filed and looked up.

    The shingles are an array, which takes a tenth of a set's memory and of the time to be handed over.
    """

    shingles: NDArray[np.uint64]
    filed: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Fingerprint:
        """The fingerprint of a text."""
        return cls(np.unique(_digests(text)), fingerprint(text))


def fingerprints(report: Report) -> tuple[Fingerprint, ...]:
    """The fingerprints of a report: one, or of a digest of many stories one for each of its texts."""
    return tuple(Fingerprint.of(words) for _, words in parts_of(report))


def parts_of(report: Report) -> list[tuple[int, str]]:
    """The texts that carry a report's claims, each with its start: the whole, or each paragraph of a digest."""
    if not report.digest:
        return [(0, report.text)]
    starts, ends = [0], []
    for gap in _BREAK.finditer(report.text):
        if len(report.text[starts[-1] : gap.start()].split()) >= SHORTEST:
            ends.append(gap.start())
            starts.append(gap.end())
    if len(starts) > 1 and len(report.text[starts[-1] :].split()) < SHORTEST:
        starts.pop()
        ends.pop()
    ends.append(len(report.text))
    return [(start, report.text[start:end]) for start, end in zip(starts, ends, strict=True)]


def shingles(text: str) -> frozenset[int]:
    """The 64-bit digests of all runs of five words, folded; of the whole text where it has fewer.

    >>> len(shingles("one two three four five six"))
    2
    """
    return frozenset(_digests(text).tolist())


def fingerprint(text: str) -> tuple[int, ...]:
    """The shingles under which a text is filed and looked up, cut to 48 bits: all of a short text, a sample of a long.

    >>> words = [f"w{number}" for number in range(200)]
    >>> long, part = fingerprint(" ".join(words)), fingerprint(" ".join(words[100:120]))
    >>> len(part), 60 < len(long) < 100, bool(set(part) & set(long))
    (16, True, True)
    """
    digests = _digests(text) >> np.uint64(16)
    if len(digests) > SHORT:
        windows = np.lib.stride_tricks.sliding_window_view(digests, WINDOW)
        digests = windows.min(axis=1)
    return tuple(sorted(set(digests.tolist())))


@lru_cache(maxsize=16)
def _digests(text: str) -> NDArray[np.uint64]:
    words = [word.encode() for word in _WORD.findall(text.casefold())]
    if not words:
        return np.zeros(0, dtype=np.uint64)
    words += [b""] * (LENGTH - len(words))
    codes = np.array([zlib.crc32(word) << 32 | zlib.adler32(word[::-1], 7) for word in words], dtype=np.uint64)
    codes = _mixed(codes)
    runs = len(codes) - LENGTH + 1
    total = np.zeros(runs, dtype=np.uint64)
    for place, factor in enumerate(_FACTORS):
        total = _mixed(total + codes[place : place + runs] * factor)
    return total


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The finisher of SplitMix64, which spreads every bit."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
