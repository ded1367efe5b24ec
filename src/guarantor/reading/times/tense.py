"""Whether an expression of time lies ahead, from the words near it.

"They will meet on Monday" means the next Monday, "they met on Monday" the last. The nearest verb to the left in the
same sentence decides, then the nearest to the right; a plan before an infinitive ("agreed to meet on Monday") looks
ahead, and so does what was extended or put off "until Monday".
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import Literal

from guarantor.reading.patterns import Words, read_table
from guarantor.reading.sets import words_of

Tense = Literal["past", "future", "nearest"]
"""``nearest``: what was extended "until" a day ends on the nearer of the two days that may be meant."""
REACH = 30
ORDER_REACH = 6
_BE = words_of("times", "tense: be")
_PREPOSITIONS = frozenset({"on", "by", "in", "at", "early", "late", "from", "since", "until", "the", "of", "this"})
_HEADED = 4
"""Words that may stand before "to" in a headline that tells what is to come ("Norland to free six on Monday")."""
_HELD = frozenset({"held", "kept", "based", "stationed", "detained"})
"""Participles of lasting states, which a time behind them seldom tells the beginning of."""
_WILL = frozenset({"will", "would", "shall"})
_HELPING = _BE | {"had", "has", "have", "be", "being", "he", "she", "they", "it", "we", "i"}
_CLAUSE_OPENERS = words_of("times", "tense: clause openers")
_UNTIL = words_of("times", "tense: until")
_BASE_FORM_LEADS = words_of("times", "tense: base form leads")
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "gen", "col", "maj", "capt", "lt", "sen", "rep", "gov", "st", "no", "vs"})
_STOPS = frozenset(".!?;")
_AHEAD = frozenset({"by", "before", "within"})
_NOT_VERBS = frozenset(
    {"the", "a", "an", "his", "her", "its", "their", "this", "that", "these", "those", "all", "which"}
)
_ED_NOT_VERBS = frozenset(
    {
        "united",
        "hundred",
        "need",
        "indeed",
        "red",
        "armed",
        "feed",
        "seed",
        "speed",
        "exceed",
        "bed",
        "succeed",
        "proceed",
    }
)


@cache
def tense_words() -> dict[str, frozenset[str]]:
    """The kinds of each word of ``tense_words.tsv``."""
    kinds: dict[str, set[str]] = {}
    for row in read_table("tense_words.tsv"):
        for word in row["words"].split("|"):
            kinds.setdefault(word, set()).add(row["kind"])
    return {word: frozenset(found) for word, found in kinds.items()}


def tense_near(words: Words, first: int, last: int) -> Tense | None:
    """Tense for the expression of words first..last (half-open), None where no verb near it tells."""
    start = first
    while start > 0 and first - start < REACH and not _is_stop(words, start - 1):
        start -= 1
    if first > start and words.words[first - 1] in _UNTIL and _extended(words, start, first):
        return "nearest"
    if first > start and words.words[first - 1] in {"until", "till"} and _granted(words, start, first):
        return "future"
    if first > start and words.words[first - 1] == "effective":
        return "future"
    opens = "from" in words.words[max(start, first - 1) : first + 1]
    if opens and _heralded(words, start, first):
        return "future"
    before = (index for index in range(first - 1, start - 1, -1))
    after = _following(words, last)
    for index in chain(after, before) if _opens_clause(words, first, start) else chain(before, after):
        if not _may_tell(words.words[index]):
            continue
        if words.words[index] in _HELD and index < first and _is_described(words, index, start):
            continue
        found = _tense_at(words, index, start, first)
        if found:
            return found
    return None


def _is_described(words: Words, index: int, start: int) -> bool:
    """ "Will hand over the body of the last man held there on Monday": only says which, behind what is to come."""
    return words.words[index - 1] not in _HELPING and not _WILL.isdisjoint(words.words[start:index])


def _may_tell(word: str) -> bool:
    """Whether a word can say anything of the tense; most cannot, and this is asked of every word near a date."""
    return word in tense_words() or word == "to" or word.endswith(("ed", "ing"))


def _following(words: Words, last: int) -> Iterator[int]:
    """The words from an expression to the end of its sentence."""
    end = last
    while end < len(words.words) and end - last < REACH and not _is_stop(words, end):
        yield end
        end += 1


def _opens_clause(words: Words, first: int, start: int) -> bool:
    """ "said that on Monday …", "and on Monday …": the verb of the clause is still to come."""
    index = first - 1
    while index >= start and words.words[index] in _PREPOSITIONS:
        index -= 1
    return index < start or words.words[index] in _CLAUSE_OPENERS


def _is_stop(words: Words, index: int) -> bool:
    """Whether a sentence ends here; the stop of an initial or a title is no end."""
    word = words.words[index]
    if word != "." or words.shapes[index] == "gap":
        return words.shapes[index] == "gap" or word in _STOPS
    before = words.words[index - 1] if index else ""
    if len(before) == 1 or before in _TITLES:
        return False
    return index + 1 >= len(words.words) or not words.text[words.starts[index + 1]].islower()


def _tense_at(words: Words, index: int, start: int, first: int) -> Tense | None:
    """What one word says of the tense of the expression at ``first``, looking back no further than ``start``."""
    word = words.words[index]
    kinds = tense_words().get(word, frozenset())
    if "future" in kinds:
        return None if _is_month_or_name(words, index) else _modal(words, index)
    if word == "to":
        return _infinitive(words, index, start)
    if "schedule" in kinds or ("present" in kinds and words.words[max(start, index - 1)] not in _BASE_FORM_LEADS):
        return "future"
    verb = "past" in kinds or (word.endswith("ed") and len(word) > 3 and word not in _ED_NOT_VERBS)
    perfect = word in {"has", "have"} and index >= first and words.words[index + 2 : index + 3] == ("to",)
    if perfect and "plan" in tense_words().get(words.words[index + 1], frozenset()):
        return "future"  # "by Friday, the sides have agreed to leave"
    planned = "plan" in kinds and verb and words.words[index + 1 : index + 2] == ("to",) and index >= first
    if planned and (words.words[max(start, index - 1)] in {"has", "have"} or words.words[max(0, first - 1)] in _AHEAD):
        return "future"
    if "due" in kinds and (words.words[index + 1 : index + 2] == ("for",) or words.words[max(start, index - 1)] in _BE):
        return "future"
    if word.endswith("ing") and index > start and words.words[index - 1] in ("is", "are", "'re", "'m"):
        return "future"
    return _past_or_passive(words, index, start) if verb else None


def _extended(words: Words, start: int, first: int) -> bool:
    """Whether something was extended or put off, so that "until" leads beyond the verb's own time."""
    return any("extend" in tense_words().get(words.words[i], frozenset()) for i in range(start, first))


def _granted(words: Words, start: int, first: int) -> bool:
    """ "Has until Sunday to reply", "gave them until noon": a time that is left."""
    if words.words[first - 2] in {"has", "have", "had"}:
        return True
    return not {"gave", "given", "giving", "gives"}.isdisjoint(words.words[max(start, first - 5) : first - 1])


def _heralded(words: Words, start: int, first: int) -> bool:
    """Whether something was announced, so that "from" leads beyond the verb's own time ("declared a truce from")."""
    return any("herald" in tense_words().get(words.words[i], frozenset()) for i in range(start, first))


def _is_month_or_name(words: Words, index: int) -> bool:
    """ "May" in capitals within a sentence is the month."""
    return words.words[index] == "may" and words.capital(index)


def _modal(words: Words, index: int) -> Tense | None:
    """ "could have met" is no future."""
    following = words.words[index + 1 : index + 3]
    return "past" if "have" in following else "future"


def _infinitive(words: Words, index: int, start: int) -> Tense | None:
    """ "to meet" after a plan or a form of be looks ahead; "to Doha" is no infinitive."""
    if index + 1 >= len(words.words) or words.capital(index + 1) or words.shapes[index + 1] != "word":
        return None
    if words.words[index + 1] in _NOT_VERBS or index == start:
        return None
    headed = _HEADED if _is_closed(words, index) else 2 * _HEADED
    if index - start < headed and not any(map(words.words[start:index].__contains__, _BE | {"had", "has", "have"})):
        said = (tense_words().get(word, frozenset()) for word in words.words[start:index])
        if not any("past" in kinds or "future" in kinds for kinds in said) and words.capital(index - 1):
            return "future"  # "Rebels Of Lom to free six on Monday"
    kinds = tense_words().get(words.words[index - 1], frozenset())
    if kinds & {"plan", "due"} or words.words[index - 1] in ("is", "are", "be"):
        return "future"
    if "plan" in tense_words().get(words.words[_before_day(words, index, start)], frozenset()):
        return "future"
    nearby = range(max(start, index - ORDER_REACH), index)
    return "future" if any("order" in tense_words().get(words.words[i], frozenset()) for i in nearby) else None


def _is_closed(words: Words, index: int) -> bool:
    """Whether a sentence ends with a stop, which a headline does not."""
    last = max(_following(words, index), default=index)
    return last + 1 < len(words.words) and words.words[last + 1] in _STOPS


def _before_day(words: Words, index: int, start: int) -> int:
    """The word before "on Wednesday" or "late on 5 May", where that stands right before a place; else that place."""
    on = next((k for k in range(index - 2, max(start, index - 5), -1) if words.words[k] == "on"), -1)
    if on <= start:
        return index
    return on - 1 - (words.words[on - 1] in {"late", "early"})


def _past_or_passive(words: Words, index: int, start: int) -> Tense | None:
    """ "will be released" and "to be released" look ahead, "is held" says nothing, other forms are past."""
    for back in range(index - 1, max(start, index - 4) - 1, -1):
        word = words.words[back]
        if "future" in tense_words().get(word, frozenset()) and not _is_month_or_name(words, back):
            return _modal(words, back)
        if word == "to":
            return _infinitive(words, back, start)
        if word in ("is", "are", "being"):
            return None
        if word not in ("be", "not", "also", "then", "soon", "only") and not word.endswith("ly"):
            return "past"
    return "past"
