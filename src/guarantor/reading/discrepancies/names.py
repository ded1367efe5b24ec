"""A count against the names that stand for it: behind a lead, behind a verb and a colon, beside it, or in the sentence
that follows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import compress
from operator import or_

from guarantor.model.spans import Span
from guarantor.reading.discrepancies.found import Discrepancy, rows_of, words_of
from guarantor.reading.discrepancies.naming import Listed, listed
from guarantor.reading.document import Document, Sentence, Token, is_finite
from guarantor.reading.patterns import read_table
from guarantor.reading.quantities import QuantityMention

LARGEST_LIST = 40
FEWEST_NAMED = 3
"""So many names of a list that is told to leave some out make it odd that just one is left out."""
NEAR = 120
FAR = 200
"""How far behind a count its list may begin, in characters: beside it, and past a verb."""
ADJECTIVES = 3
_VERBS = frozenset({"VERB", "AUX"})
_OWNERS = frozenset({"the", "all", "its", "their", "those", "these"})
_PRONOUNS = frozenset({"they", "these"})
_ARE = frozenset({"are", "were"})
_INCLUDE = frozenset({"include", "included"})


@dataclass(frozen=True, slots=True)
class Count:
    """A count of things that have names: its place, the token after it and its noun, which noun, and its bounds."""

    span: Span
    end: int
    value: int
    noun: str
    named: bool
    open_above: bool = False


def names_off(document: Document, quantities: Sequence[QuantityMention]) -> Iterator[Discrepancy]:
    """An announced count against the names listed for it."""
    starts = [sentence.start for sentence in document.sentences]
    told: dict[int, list[QuantityMention]] = {}
    for quantity in quantities:
        told.setdefault(bisect_right(starts, quantity.span[0]) - 1, []).append(quantity)
    before: list[Count] = []
    for number, sentence in enumerate(document.sentences):
        counts = _counts(sentence, told.get(number, ()))
        if len(before) == 1 and before[0].named:
            yield from _in_the_next(sentence, before[0])
        for at, count in enumerate(counts):
            limit = counts[at + 1].span[0] if at + 1 < len(counts) else sentence.end
            yield from _of_one(sentence, count, limit)
        before = counts


def _counts(sentence: Sentence, quantities: Sequence[QuantityMention]) -> list[Count]:
    """The counts of a sentence: small numbers before a noun that names name, and the figures that were read."""
    found = {count.span[0]: count for count in _of_names(sentence)}
    for quantity in quantities:
        value = int(quantity.value or 0)
        if quantity.value != value or quantity.kind == "share" or not 2 <= value <= LARGEST_LIST:
            continue
        known = next((c for c in found.values() if quantity.span[0] <= c.span[0] < quantity.span[1]), None)
        end = known.end if known else bisect_left(sentence.starts, quantity.span[1])
        if known is None and end == len(sentence.starts):
            continue
        noun = quantity.of or (known.noun if known else "")
        above = quantity.low is not None and quantity.high is None
        found[known.span[0] if known else quantity.span[0]] = Count(
            quantity.span, end, value, noun, known is not None, above
        )
    return sorted((_some_of(sentence, count) for count in found.values()), key=lambda count: count.span)


def _some_of(sentence: Sentence, count: Count) -> Count:
    """ "Two of the five detainees were named as …": the first number is the one that is named."""
    at = next((i for i, token in enumerate(sentence.tokens) if token.start >= count.span[0]), 0)
    words = [token.text.lower() for token in sentence.tokens[max(0, at - 3) : at]]
    if len(words) == 3 and words[1] == "of" and words[2] in _OWNERS:
        value = int(words[0]) if words[0].isdecimal() else _small().get(words[0], 0)
        first = sentence.tokens[at - 3]
        return replace(count, span=(first.start, count.span[1]), value=value) if value else count
    return count


def _of_names(sentence: Sentence) -> Iterator[Count]:
    """Small numbers before a noun that names name ("the four ministers"), and words like "trio"."""
    tokens, groups, small = sentence.tokens, _groups(), _small()
    told = map(or_, map(_counting().__contains__, sentence.words), map(str.isdecimal, sentence.texts))
    for index in compress(range(len(tokens)), told):
        token, text = tokens[index], sentence.texts[index]
        group = groups.get(text, 0)
        value = int(text) if text.isdecimal() and len(text) < 4 else small.get(text.lower(), group)
        if not value:
            continue
        noun = _noun_after(tokens, index + 1) if 2 <= value <= LARGEST_LIST else None
        if noun is not None:
            yield Count((token.start, token.end), noun[0], value, noun[1], True)
        elif group and _follows(tokens, index, "of"):
            yield Count((token.start, token.end), index + 1, group, "", True)


def _noun_after(tokens: Sequence[Token], index: int) -> tuple[int, str] | None:
    """The token behind a noun that names name and its words, at most a few adjectives on."""
    for at in range(index, min(index + ADJECTIVES + 1, len(tokens))):
        if tokens[at].text.lower() in words_of("named"):
            return at + 1, " ".join(token.text for token in tokens[index : at + 1])
        if tokens[at].tag not in ("ADJ", "NOUN", "PROPN"):
            return None
    return None


def _of_one(sentence: Sentence, count: Count, limit: int) -> Iterator[Discrepancy]:
    """The list that stands for one count in its own sentence."""
    lead = _lead(sentence, count, limit) or _beside(sentence, count)
    if lead is None:
        return
    index, word = lead
    names = listed(sentence.tokens, index)
    if names is not None:
        yield from _compared(sentence, count, index, names, word)


def _compared(sentence: Sentence, count: Count, index: int, names: Listed, word: str) -> Iterator[Discrepancy]:
    """A count and its names, where they differ and the wording does not make that plain."""
    named, told = names.count, count.value
    if named < 2 or named == told or (named > told and count.open_above):
        return
    allowed = named < told and word in words_of("open")
    if allowed and (named < FEWEST_NAMED or named + 1 < told):
        return
    what = f" {count.noun}" if count.noun else ""
    why = f', which "{word}" allows' if allowed else ""
    span = (sentence.tokens[index].start, sentence.tokens[names.end - 1].end)
    yield Discrepancy(
        kind="count_and_names", spans=(count.span, span), told=float(told), found=float(named),
        note=f"{told}{what} announced, {named} named{why}", contradictory=not allowed,
    )  # fmt: skip


def _lead(sentence: Sentence, count: Count, limit: int) -> tuple[int, str] | None:
    """Where the list of a count begins, and the words that lead it in.

    Past a verb only a count of what names name is followed, to a lead that takes them all, and to none behind another
    noun of that sort.
    """
    tokens, words, crossed = sentence.tokens, sentence.words, False
    for index in range(count.end, len(tokens)):
        token = tokens[index]
        if token.start >= limit or token.start > count.span[1] + (FAR if crossed else NEAR):
            return None
        for name in ("naming",) if crossed else ("naming", "closed", "open"):
            size, lead = _phrase(words, index, name)
            if size:
                return index + size, lead
        word = words[index]
        if word in words_of("named") or word in (".", ";"):
            if crossed or word in (".", ";"):
                return None
            crossed = crossed or not _right_behind(tokens, count, index)
        if token.tag in _VERBS:
            if not count.named:
                return None
            crossed = True
    return None


def _right_behind(tokens: Sequence[Token], count: Count, index: int) -> bool:
    """Whether a noun belongs to the words of the count ("eight ministers from member states")."""
    return index <= count.end or tokens[index].start <= count.span[1]


def _phrase(words: Sequence[str], index: int, name: str) -> tuple[int, str]:
    """The longest lead of a set that begins at a word: how many words it takes, and which."""
    for lead in _phrases(name).get(words[index], ()):
        if words[index : index + len(lead)] == lead:
            return len(lead), " ".join(lead)
    return 0, ""


@cache
def _phrases(name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The leads of a set by their first word, the longest first."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for lead in sorted((tuple(words.split()) for words in words_of(name)), key=len, reverse=True):
        found[lead[0]] = (*found.get(lead[0], ()), lead)
    return found


def _beside(sentence: Sentence, count: Count) -> tuple[int, str] | None:
    """Names beside the count, before the verb: "the three ministers, Lind, Alvarez and Otieno, arrived"; and "a trio of
    Norway, Chile and Kenya"."""
    tokens, end = sentence.tokens, count.end
    if end >= len(tokens) or not count.named:
        return None
    if tokens[end].text == "of" and count.noun == "":
        return end + 1, "of"
    first = next(i for i, token in enumerate(tokens) if token.start >= count.span[0])
    start = first - (1 if first and tokens[first - 1].text.lower() in ("the", "all") else 0)
    if tokens[end].text != "," or (start and tokens[start - 1].tag == "ADP"):
        return None
    names = listed(tokens, end + 1)
    if names is None or not names.joined or names.end + 1 >= len(tokens) or tokens[names.end].text != ",":
        return None
    return (end + 1, ",") if is_finite(tokens[names.end + 1]) else None


def _in_the_next(sentence: Sentence, count: Count) -> Iterator[Discrepancy]:
    """ "Eight states will come. They are Norway, …": the list of the sentence before."""
    tokens = sentence.tokens
    words = [token.text.lower() for token in tokens[:4]]
    size = 1 if words[:1] and words[0] in _PRONOUNS else 2 if words[:1] == ["the"] and _same(words, count) else 0
    verb = words[size : size + 1]
    if not size or not verb or not (verb[0] in _ARE or verb[0] in _INCLUDE):
        return
    index = size + 1
    names = listed(tokens, index)
    if names is not None and names.joined and names.end >= len(tokens) - 1:
        yield from _compared(sentence, count, index, names, "including" if verb[0] in _INCLUDE else "are")


def _same(words: Sequence[str], count: Count) -> bool:
    return len(words) > 1 and count.noun.lower().endswith(words[1])


def _follows(tokens: Sequence[Token], index: int, word: str) -> bool:
    return index + 1 < len(tokens) and tokens[index + 1].text.lower() == word


@cache
def _groups() -> dict[str, int]:
    """Words that count by themselves; in capitals they are names ("the Quartet")."""
    return {form: int(value) for words, value in rows_of("group") for word in words for form in _forms(word)}


def _forms(word: str) -> tuple[str, ...]:
    return (word, word.capitalize()) if word == "both" else (word,)


@cache
def _counting() -> frozenset[str]:
    """Every word that may be a count, in lower case."""
    return frozenset(_small()) | {word.lower() for word in _groups()}


@cache
def _small() -> dict[str, int]:
    """Number words up to the largest list."""
    rows = (row for row in read_table("quantity_words.tsv") if row["class"] == "SMALL")
    return {word: int(row["value"]) for row in rows for word in row["words"].split("|")}
