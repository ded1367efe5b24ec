"""Lists of names: how many stand in one, and where it ends. A list that is not surely whole counts nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from guarantor.reading.discrepancies.found import words_of
from guarantor.reading.document import Token
from guarantor.reading.patterns import read_table

NAME_WORDS = 8
STATE_WORDS = 5
_ENDS = frozenset({".", ")", "]", ";", ":", "!", "?", "”", '"', "–", "—", "-"})
_AND = frozenset({"and", "&", "plus"})
_VERBS = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of names: how many, the token after the last, and whether the last was joined by "and"."""

    count: int
    end: int
    joined: bool


def listed(tokens: Sequence[Token], index: int) -> Listed | None:
    """The list of names that begins at a token; None where what stands there is no list, or may go on otherwise.

    A list ends after the name that "and" joins, or at the end of the sentence or bracket. "Norway, Chile and others",
    "Norway, Chile and its neighbour" and "Norway, Chile and Kenya, Reuters …" tell no number.
    """
    count, joined = 0, False
    while True:
        item = _item(tokens, index)
        if item is None:
            return None
        names, index, may_hold_and = item
        count += names
        following = tokens[index].text.lower() if index < len(tokens) else "."
        if following in _ENDS or (joined and following not in (*_AND, ",", "as")):
            return Listed(count, index, joined)
        step = _join(tokens, index)
        if step is None or (may_hold_and and step[1]):
            return None
        after, by_and = step
        if joined and not by_and:
            return _closed(tokens, index, after, count)
        if joined and not _begins_name(tokens, after):
            return Listed(count, index, joined)
        joined, index = joined or by_and, after


def _closed(tokens: Sequence[Token], end: int, after: int, count: int) -> Listed | None:
    """The list before a comma that follows its "and": ended, unless a name follows that no verb claims."""
    if not _begins_name(tokens, after):
        return Listed(count, end, True)
    place = after
    while place < len(tokens) and (tokens[place].text[:1].isupper() or tokens[place].text.lower() == "the"):
        place += 1
    return Listed(count, end, True) if place < len(tokens) and tokens[place].tag in _VERBS else None


def _join(tokens: Sequence[Token], index: int) -> tuple[int, bool] | None:
    """Behind the words that join two names, and whether "and" was among them."""
    words = [token.text.lower() for token in tokens[index : index + 4]]
    if not words:
        return None
    size = 1 if words[0] in (",", ";") else 0
    rest = words[size:]
    if rest[:1] and rest[0] in _AND:
        return index + size + 1, True
    if rest[:3] == ["as", "well", "as"]:
        return index + size + 3, True
    return (index + 1, False) if size else None


def _begins_name(tokens: Sequence[Token], index: int) -> bool:
    return _item(tokens, index) is not None


def _item(tokens: Sequence[Token], index: int) -> tuple[int, int, bool] | None:
    """One place of a list: how many names it holds (states run together are told apart), the token after it, and
    whether an "and" behind it may belong to the name."""
    while index < len(tokens) and (tokens[index].text.lower() in ("the", "from") or _is_title(tokens[index])):
        index += 1
    first = index
    run: list[str] = []
    while index < len(tokens) and len(run) <= NAME_WORDS:
        state = _state_at(tokens, index)
        word = tokens[index].text
        if state:
            run += [tokens[at].text for at in range(index, index + state)]
            index += state
        elif word[0].isupper() or (run and _goes_on(tokens, index)):
            run.append(word)
            index += 1
        else:
            break
    while run and not run[-1][0].isupper() and run[-1] not in ("'s", "’s"):
        run.pop()
        index -= 1
    if not run or not any(word[0].isupper() for word in run) or len(run) > NAME_WORDS or run[-1] in ("'s", "’s"):
        return None
    count, index = _names_in(run), _behind_bracket(tokens, index)
    if not count:
        return None
    return count, index, any(tokens[at].text in words_of("body") for at in range(first, index))


def _goes_on(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word in lower case goes on with a name: "of Norway", "Norway's foreign minister Anna Lind"."""
    word = tokens[index].text.lower()
    if word == "." and index + 1 == len(tokens):
        return False
    if word in words_of("inner") or _is_title(tokens[index]):
        following = tokens[index + 1].text if index + 1 < len(tokens) else ""
        return following[:1].isupper() or following.lower() in words_of("title") or following.lower() == "the"
    return word == "the" and tokens[index - 1].text.lower() == "of"


def _is_title(token: Token) -> bool:
    return token.text.lower() in words_of("title")


def _behind_bracket(tokens: Sequence[Token], index: int) -> int:
    """Past a short bracket behind a name ("Lind (Norway)") and an age ("Lind, 34,")."""
    if index + 1 < len(tokens) and tokens[index].text == "(":
        close = next((at for at in range(index, min(index + 6, len(tokens))) if tokens[at].text == ")"), None)
        if close is not None:
            return close + 1
    if index + 2 < len(tokens) and tokens[index].text == "," and re.fullmatch(r"\d{1,2}", tokens[index + 1].text):
        return index + 2
    return index


def _names_in(run: Sequence[str]) -> int:
    """Names in a run of words: states run together are told apart, the rest is one name; 0 where that is not sure."""
    count = index = 0
    while index < len(run):
        size = _state_in([word.lower() for word in run[index : index + STATE_WORDS]])
        if not size:
            break
        count, index = count + 1, index + size
    else:
        return count
    within = words_of("inner") | words_of("title")
    one = any(word.lower() in within for word in run) or not any(word.lower() in _states() for word in run)
    return 1 if one else 0


def _state_at(tokens: Sequence[Token], index: int) -> int:
    """How many words a state's name takes that begins here, its own "and" among them; 0 for none."""
    if not tokens[index].text[0].isupper():
        return 0
    return _state_in([token.text.lower() for token in tokens[index : index + STATE_WORDS]])


def _state_in(words: Sequence[str]) -> int:
    """How many of the first of some words are a state's name."""
    return next((n for n in range(len(words), 0, -1) if " ".join(words[:n]) in _states()), 0)


@cache
def _states() -> frozenset[str]:
    """Names of the world's states, lower case, to tell "Jordan Pakistan" from a person's name."""
    rows = read_table("actors/states.tsv")
    return frozenset(name.lower() for row in rows for name in row["names"].split("|"))
