"""What the network sees of a word: the rows of its table that stand for the word, its ends and its shape."""

from __future__ import annotations

import zlib

WORD_ROWS = 16384
"""Buckets for whole words."""
AFFIX_ROWS = 8192
"""Buckets for beginnings, ends and shapes of words."""
FEATURES = 7
"""Rows summed for each word."""

_CLING = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF))
_SIGNS = {
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "``": '"', "''": '"', "‘": "'", "’": "'", "´": "'", "`": "'",
    "—": "-", "–": "-", "--": "-", "…": "...", "[": "(", "]": ")",
}  # fmt: skip


def plain(word: str) -> str:
    """The word without invisible signs and with one kind of quotation mark and dash."""
    if word.isascii():
        return _SIGNS.get(word, word)
    word = _SIGNS.get(word, word).translate(_CLING)
    return word.replace("’", "'").replace("‑", "-").replace("‐", "-")


def word_rows(word: str) -> tuple[int, ...]:
    """The rows of the embedding table that make up a word (see FEATURES)."""
    clean = plain(word)
    lower = clean.lower()
    digits = "".join("0" if sign.isdigit() else sign for sign in lower)
    shape = _shape(clean)
    affixes = ("a" + digits[-2:], "b" + digits[-3:], "c" + digits[-4:], "d" + digits[:3], "e" + shape)
    whole = zlib.crc32(digits.encode("utf-8", "replace")) % WORD_ROWS
    cased = WORD_ROWS + zlib.crc32(("f" + shape[:2] + digits).encode("utf-8", "replace")) % AFFIX_ROWS
    rest = [WORD_ROWS + zlib.crc32(part.encode("utf-8", "replace")) % AFFIX_ROWS for part in affixes]
    return (whole, cased, *rest)


def _shape(word: str) -> str:
    """Case, digits and hyphens, in five letters at most."""
    case = "U" if word.isupper() and len(word) > 1 else "T" if word[:1].isupper() else "l" if word.islower() else "x"
    inner = "c" if not word.isupper() and any(sign.isupper() for sign in word[1:]) else "-"
    digit = "d" if any(sign.isdigit() for sign in word) else "-"
    return case + inner + digit + ("h" if "-" in word[1:-1] else "-") + str(min(len(word), 4))
