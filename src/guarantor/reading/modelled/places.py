"""Where words that a model quotes stand in a text: exactly, as whole words, and what sentence and clause is theirs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from guarantor.model.spans import Span
from guarantor.reading.modelled import words

_STOP = re.compile(r"[.!?؟。！？…۔]+[\"”’»)\]]*(?=\s|$)|\n")
_BREAK = re.compile(r"[,;:،؛–—()«»“”„\"]|\s-\s")
_RUNS_ON = re.compile(r"(?:[^\W\d_]{4,}|\d)[.!?؟۔][\"”’»)\]]*\s+\S|[。！？]\S")
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f"
    "\ufeff\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
"""Signs that do not show or turn the reading direction round; what joins letters (Persian, Hindi) is none of them."""
_MARKUP = re.compile(r"[{}<>|`\\\[\]]|^#|\*\*|https?:|[A-Za-z0-9+/=]{40,}")


def occurrences(text: str, said: str, within: Span) -> list[Span]:
    """Where words stand as whole words within a span; only blanks may differ."""
    parts = said.split()
    if not parts:
        return []
    pattern = re.compile(r"\s+".join(map(re.escape, parts)))
    return [m.span() for m in pattern.finditer(text, within[0], within[1]) if whole(text, m.span())]


def whole(text: str, span: Span) -> bool:
    """Whether a span begins and ends at the edges of words (in scripts that have such edges)."""
    return not (_joined(text, span[0]) or _joined(text, span[1]))


def _joined(text: str, at: int) -> bool:
    if not 0 < at < len(text) or not (_letter(text[at - 1]) and _letter(text[at])):
        return False
    return not unicodedata.name(text[at], "").startswith(_UNSPACED)


def _letter(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign) in ("Mn", "Mc") or sign in "_\u200c\u200d"


def odd(said: str) -> str | None:
    """Why words are not those of plain prose: hidden signs, markup, code; None where they are."""
    if _HIDDEN.search(said):
        return "it has hidden signs"
    return "it has signs of markup or code" if _MARKUP.search(said) else None


def to_a_machine(text: str, span: Span) -> bool:
    """Whether the lines of a span, or the line with words before them, are addressed to a machine."""
    head = text[: text.rfind("\n", 0, span[0]) + 1].rstrip()
    start = head.rfind("\n") + 1
    end = text.find("\n", span[1])
    return words.to_a_machine(text[start : end if end >= 0 else len(text)]) is not None


def sentence_of(text: str, span: Span) -> Span:
    """The sentence (or sentences) that a span lies in, by its stops and the ends of lines."""
    return _around(text, span, _STOP)


def clause_of(text: str, span: Span) -> Span:
    """The clause around a span: up to the nearest signs between clauses."""
    inside = sentence_of(text, span)
    start = max((m.end() for m in _BREAK.finditer(text, inside[0], span[0])), default=inside[0])
    behind = _BREAK.search(text, span[1], inside[1])
    return start, behind.start() if behind else inside[1]


def _around(text: str, span: Span, sign: re.Pattern[str]) -> Span:
    low = max(0, span[0] - 2_000)
    start = max((m.end() for m in sign.finditer(text, low, span[0])), default=low)
    behind = sign.search(text, max(span[0], span[1] - 1), min(len(text), span[1] + 2_000))
    return start, behind.end() if behind else min(len(text), span[1] + 2_000)


def asked(text: str, span: Span) -> bool:
    """Whether the sentence of a span is a question."""
    start, end = sentence_of(text, span)
    return text[start:end].strip('"”’»)] \n\t').endswith(("?", "؟", "？")) or "¿" in text[start : span[0]]


def runs_on(text: str, span: Span) -> bool:
    """Whether a span holds the end of a sentence and more words behind it (short words are taken for abbreviations)."""
    return _RUNS_ON.search(text, span[0], span[1]) is not None


def lines_around(lines: Sequence[Span], span: Span) -> Span:
    """The lines that a span touches, with one before and one behind."""
    touched = [n for n, line in enumerate(lines) if line[0] < span[1] and span[0] < line[1]]
    first, last = max(0, touched[0] - 1), min(len(lines) - 1, touched[-1] + 1)
    return lines[first][0], lines[last][1]


def quoted(text: str, span: Span, sentence: Span) -> bool:
    """Whether a span lies inside quotation marks of its sentence."""
    before, behind = text[sentence[0] : span[0]], text[span[1] : sentence[1]]
    for opened, closed in (("“", "”"), ("«", "»"), ("„", "“"), ("‘", "’")):
        if before.count(opened) > before.count(closed) and closed in behind:
            return True
    return before.count('"') % 2 == 1 and '"' in behind


def nearest(found: Sequence[Span], span: Span) -> Span | None:
    """The occurrence nearest to a span."""
    return min(found, key=lambda one: (max(one[0] - span[1], span[0] - one[1], 0), one), default=None)
