"""Cut a stretch of text into words and signs, each with its exact place.

Words keep inner hyphens ("cease-fire"); clitics stand alone ("has|n't", "Ankara|'s"); a stop belongs to an abbreviation
("Gen.", "U.S.") and is a token of its own elsewhere. The expression has no nested repetition over the same characters,
so that its time is linear in the length of the text.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate, compress
from operator import add, not_, sub

Place = tuple[int, int]

# Letters, digits and what clings to them: combining marks, soft hyphens, zero-width and direction marks.
_CLING = "\u0300-\u036f\u00ad\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2060\ufeff"
_WORD = rf"[\w{_CLING}]"
_ADDRESSES = r"""
      (?P<url>(?:https?://|www\.)[^\s<>"“”]+)
    | (?P<mail>[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4})
    |"""
_OTHERS = rf"""
      (?P<plain>[^\W\d_]+(?=[\s,;:!?)"”]))
    | (?P<initials>(?<!\w)(?:[^\W\d_]\.){{2,8}}(?!\w))
    | (?P<number>\d+(?:[.,:/]\d+)*(?:[^\W\d_]{{1,2}}(?!\w))?)
    | (?P<word>[@\#]?{_WORD}+(?:[-‐‑'’´`]{_WORD}+)*)
    | (?P<dots>\.{{2,}}|…+|-{{2,}}|``|'')
    | (?P<run>(?P<one>[^\w\s])(?P=one)(?P=one)(?P=one)+)
    | (?P<sign>\S)
    """
_TOKEN, _TOKEN_OR_ADDRESS = re.compile(_OTHERS, re.VERBOSE), re.compile(_ADDRESSES + _OTHERS, re.VERBOSE)
_UNNAMED = re.compile(r"\(\?P<(?!one>)\w+>")
_PARTED, _PARTED_OR_ADDRESS = (
    re.compile(f"({_UNNAMED.sub('(?:', pattern.pattern)})", re.VERBOSE) for pattern in (_TOKEN, _TOKEN_OR_ADDRESS)
)
"""The same expressions to part a text with: after each gap a token, and the sign of which a run is made."""
_ADDRESS_SIGN = re.compile(r"[@/]|www\.")
"""What every address has; most paragraphs have none, and are cut quicker without looking for addresses."""
_CLITIC = re.compile(r"(?i)(.+?)(n['’´`]t|['’´`](?:s|re|ve|ll|d|m))$")


@cache
def abbreviations() -> dict[str, str]:
    """Word with its stop, lower case, to its kind ("title", "number", "open")."""
    source = files("guarantor.reading").joinpath("data/abbreviations.tsv").read_text(encoding="utf-8")
    lines = [line for line in source.splitlines() if line and not line.startswith("#")]
    return {row["word"]: row["kind"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}


@cache
def starters() -> frozenset[str]:
    """Words that commonly begin a sentence, lower case."""
    source = files("guarantor.reading").joinpath("data/sentence_starters.txt").read_text(encoding="utf-8")
    return frozenset(line for line in source.splitlines() if line and not line.startswith("#"))


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Place]:
    """The half-open place of every token of text[start:end], in order, never empty, never overlapping."""
    starts, ends, _ = cut_tokens(text, start, len(text) if end is None else end)
    return list(zip(starts, ends, strict=True))


Cuts = tuple[list[int], list[int], list[str]]
"""Where each token begins and ends, and its letters."""


def cut_tokens(text: str, start: int, stop: int) -> Cuts:
    """The tokens of text[start:stop], before which no letter stands.

    The text is parted at its tokens in one go. Most of them are words or signs and stay as they are; only those that
    may be more than one token, or end in a stop of their own, are looked at one by one.
    """
    addressed = _ADDRESS_SIGN.search(text, start, stop) is not None
    parts = (_PARTED_OR_ADDRESS if addressed else _PARTED).split(text[start:stop])
    words = parts[1::3]
    sizes = list(map(len, words))
    ends = list(accumulate(map(add, map(len, parts[::3]), sizes), initial=start))[1:]
    starts = list(map(sub, ends, sizes))
    signs = compress(range(len(words)), map(not_, map(str.isalnum, words)))
    odd = [at for at in signs if sizes[at] > 1 or words[at] == "."]
    if not odd:
        return starts, ends, words
    return _mended(text, stop, _TOKEN_OR_ADDRESS if addressed else _TOKEN, odd, (starts, ends, words))


def _mended(text: str, stop: int, pattern: re.Pattern[str], odd: Sequence[int], cuts: Cuts) -> Cuts:
    """The same with what each odd token is made of in its place: signs in a word, and stops, which may belong to it."""
    starts, ends, words = cuts
    made: Cuts = ([], [], [])
    at = 0
    for sign in odd:
        index = sign
        if words[sign][0] == ".":
            index -= 1
            if index < at or ends[index] != starts[sign] or not _may_stop(words[index]):
                continue
        elif index < at:
            continue
        places = _apart(text, (starts[index], ends[index]), stop, pattern)
        taken = places[-1][1]
        if len(places) == 1 and taken == ends[index]:
            continue
        _go_on(made, cuts, at, index)
        at = index + 1
        if taken > ends[index]:  # the stop of an abbreviation, out of what comes behind
            at += 1
            if taken < ends[index + 1]:
                places.append((taken, ends[index + 1]))
        for first, last in places:
            made[0].append(first)
            made[1].append(last)
            made[2].append(text[first:last])
    _go_on(made, cuts, at, len(words))
    return made


def _may_stop(word: str) -> bool:
    """Whether the stop behind a word may be its own."""
    return len(word) == 1 or (len(word) <= 7 and word.lower() + "." in abbreviations())


def _go_on(made: Cuts, cuts: Cuts, first: int, last: int) -> None:
    """Take over some tokens as they are."""
    made[0].extend(cuts[0][first:last])
    made[1].extend(cuts[1][first:last])
    made[2].extend(cuts[2][first:last])


def _apart(text: str, place: Place, stop: int, pattern: re.Pattern[str]) -> list[Place]:
    """What a token that was matched at a place is made of."""
    match = pattern.match(text, place[0], stop)
    kind = match.lastgroup if match is not None else None
    if kind == "word":
        made: list[Place] = []
        _add_word(made, text, place, stop)
        return made
    if kind == "url":
        last = place[0] + len(text[place[0] : place[1]].rstrip(".,;:!?)]}'’»"))
        return [(place[0], last), *((sign, sign + 1) for sign in range(last, place[1]))]
    return [place]


def _add_word(made: list[Place], text: str, place: Place, stop: int) -> None:
    """A word with its stop when it is an abbreviation or an initial, or with its clitic apart."""
    first, last = place
    if last < stop and text[last] == "." and last - first <= 7:
        word = text[first:last]
        glued = last + 1 < stop and text[last + 1].isalnum() and not _before_name(text, first, last, stop)
        initial = len(word) == 1 and word.isupper()
        if not glued and (initial or (word.lower() + "." in abbreviations() and (word[0].isupper() or len(word) > 2))):
            made.append((first, last + 1))
            return
    if last - first < 60 and not text[first:last].isalpha():
        clitic = _CLITIC.match(text, first, last)
        if clitic:
            cut = clitic.start(2)
            made += [(first, cut), (cut, last)]
            return
    made.append(place)


def _before_name(text: str, first: int, last: int, stop: int) -> bool:
    """ "Col.Lund", "Dr.Berg": the stop of a title before a name, where the blank was lost."""
    name = text[last + 1 : min(stop, last + 4)]
    title = text[first:last]
    return (
        len(title) > 1
        and title[0].isupper()
        and name[:1].isupper()
        and name[1:].islower()
        and len(name) > 2
        and (abbreviations().get(f"{title.lower()}.") == "title")
    )
