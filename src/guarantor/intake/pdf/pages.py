"""Pages of lines to paragraphs: what a line break ends and what it only interrupts, headers and numbers of pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_DIGITS = re.compile(r"\d+")
_ENDS = re.compile(r"[.!?:;…؟。][\"'”’»)\]]*$")
_OPENS = re.compile(r"(?:[•·▪‣◦*–—-]|\(?[0-9]{1,3}[.)]|\(?[a-zA-Z][.)])\s")
_PAGE_NUMBER = re.compile(
    r"(?:page\s+)?[-–—\s]*(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE
)
_UNFIT = re.compile("[\x00-\x01\x03-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SOFT = re.compile("[\x02\xad]")
REPEATED = 3
"""Pages on which a first or last line stands before it counts as the page's frame."""


def lines_of(text: str) -> list[str]:
    """A page's lines, blanks folded."""
    text = text.replace("\ufffe", "\x02")
    return [" ".join(_UNFIT.sub("", line).split()) for line in re.split(r"\r\n|\r|\n|\x0c", text)]


def without_frames(pages: Sequence[list[str]]) -> tuple[list[list[str]], list[str]]:
    """The pages without their headers, footers and numbers, and a line on each that was left out."""
    kept = [list(page) for page in pages]
    left: list[str] = []
    for last in (False, True):
        for _ in range(2):
            edges = [_edge(page, last) for page in kept]
            counts = Counter(_DIGITS.sub("#", edge) for edge in edges if edge)
            for number, edge in enumerate(edges):
                form = _DIGITS.sub("#", edge)
                often = counts[form] >= max(REPEATED, len(kept) // 2)
                if edge and (often or (len(kept) > 1 and _PAGE_NUMBER.fullmatch(edge))):
                    _cut(kept[number], last)
                    if form not in left:
                        left.append(form)
    return kept, left


def _edge(page: list[str], last: bool) -> str:
    filled = [line for line in page if line]
    return (filled[-1] if last else filled[0]) if filled else ""


def _cut(page: list[str], last: bool) -> None:
    order = range(len(page) - 1, -1, -1) if last else range(len(page))
    del page[next(number for number in order if page[number])]


def paragraphs(lines: Iterable[str]) -> list[str]:
    """Lines joined to paragraphs.

    A short line that ends a sentence, an empty line, and a line that opens with a bullet or number end a paragraph;
    the hyphen that an extractor marks as only a line's falls away.
    """
    lines = list(lines)
    lengths = sorted(len(line) for line in lines if line)
    full = lengths[int(len(lengths) * 0.75)] if lengths else 0
    found: list[str] = []
    open_ = ""
    for line in lines:
        if not line or (open_ and _OPENS.match(line)):
            _close(found, open_)
            open_ = line
            continue
        open_ = _joined(open_, line) if open_ else line
        short = len(line) < 0.75 * full
        if (short and _ENDS.search(line)) or (len(line) < 0.5 * full and not line.endswith((",", "\x02", "-"))):
            _close(found, open_)
            open_ = ""
    _close(found, open_)
    return found


def _joined(before: str, line: str) -> str:
    if before.endswith(("\x02", "\xad")):
        return before[:-1] + line
    return before + line if before.endswith("-") and line[:1].islower() else f"{before} {line}"


def _close(found: list[str], paragraph: str) -> None:
    clean = _SOFT.sub("", paragraph).strip()
    if clean:
        found.append(clean)
