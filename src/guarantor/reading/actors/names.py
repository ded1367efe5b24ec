"""The names in a sentence: known ones by the actor table, others by their capitals.

One pass from left to right. A known name is the longest that the table has; a run of capitalised words between known
names is an unknown name, unless it is made of titles ("Foreign Minister") or only begins a sentence.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from operator import or_
from typing import Literal

from guarantor.reading.actors.table import ActorTable, Entry, search_form
from guarantor.reading.actors.words import organ_nouns, words
from guarantor.reading.document import Sentence, Token
from guarantor.reading.patterns import closed_words
from guarantor.reading.quick import maker, quick
from guarantor.reading.sets import words_of

LONGEST = 9
"""Words that an unknown name may have."""

CALENDAR = words_of("actors", "names: calendar")


_NO_PART = frozenset({"ahead", "amid", "after", "before", "during", "despite", "following", "says", "say"})
"""Small words that a headline in capitals writes like parts of a name ("Says Top Diplomat Ahead of Meeting")."""
_NO_NAMES = frozenset(["according", "source", "sources", "photo", "the"])


@quick
@dataclass(frozen=True, slots=True)
class Name:
    """A name: tokens ``first`` to ``last`` (not included) of a sentence, and the actor where the table knows it."""

    sentence: int
    first: int
    last: int
    actor: str | None
    use: Literal["name", "adjective", "people", "seat", "unknown"]


new_name = maker(Name)


@quick
@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with the search forms of its words and the names in it."""

    index: int
    sentence: Sentence
    forms: tuple[str, ...]
    texts: tuple[str, ...]
    names: tuple[Name, ...]
    tokens: tuple[Token, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Place in the text of the tokens ``first`` to ``last`` (not included)."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def range_of(self, span: tuple[int, int]) -> tuple[int, int]:
        """The tokens that a place in the text touches, as first and last (not included)."""
        first = bisect_right(self.ends, span[0])
        last = bisect_left(self.starts, span[1])
        return (first, last) if first < last else (0, 0)


new_line = maker(Line)


def read_line(index: int, sentence: Sentence, table: ActorTable) -> Line:
    """The names of a sentence."""
    texts = sentence.texts
    forms = tuple(map(search_form, texts))
    shouted = _is_shouted(texts)
    begins = table.begins
    names: list[Name] = []
    place = 0
    opening = map(or_, map(begins.__contains__, forms), map(_may_be_capital, texts))
    for stop in compress(range(len(texts)), opening):
        if stop < place:
            continue
        place = stop
        entry = table.match(forms, texts, place) if forms[place] in begins else None
        if (
            entry
            and not (shouted and entry.exact and len(entry.exact) < 4)
            and not (_is_given_name(sentence, place, entry.words) and table.match(forms, texts, place + 1) is None)
        ):
            name = new_name(index, place, place + len(entry.words), entry.actor, entry.use)
            names.append(_with_organ(name, forms, table))
            place = names[-1].last
            continue
        if shouted or not _may_be_capital(texts[place]):
            continue
        end = _unknown_end(sentence.tokens, forms, place, table, texts)
        start = _with_its_day(sentence.tokens, forms, _behind_titles(forms, place, end), end)
        if end > start and not all(
            form in words("group-noun") or form in words("title") for form in forms[min(place, start) : end]
        ):
            longer = names and (
                _names_body(names[-1], start, end, forms, table) or _names_house(names[-1], start, end, forms, table)
            )
            body = names.pop() if longer else None
            names.append(new_name(index, body.first if body else start, end, None, "unknown"))
        place = max(end, place + 1)
    return new_line(index, sentence, forms, texts, tuple(names), sentence.tokens, sentence.starts, sentence.ends)


def _with_organ(name: Name, forms: Sequence[str], table: ActorTable) -> Name:
    """A state with the organ that follows ("Thai Defence Ministry", "Norway's police") as one name."""
    known = table.get(name.actor)
    if known is None or known.kind != "state" or name.use == "people":
        return name
    start = name.last + (1 if forms[name.last : name.last + 1] == ("'s",) else 0)
    if start == name.last and name.use == "seat":
        return name
    for phrase, organ in organ_nouns().get(forms[start], ()) if start < len(forms) else ():
        end = start + len(phrase)
        if (
            forms[start:end] == phrase
            and not words("group-noun").isdisjoint((phrase[0], phrase[-1]))
            and not _goes_on(forms, end)
        ):
            return new_name(name.sentence, name.first, end, f"{known.id}.{organ}" if organ else known.id, "name")
    return name


def _names_body(before: Name, start: int, end: int, forms: Sequence[str], table: ActorTable) -> bool:
    """Whether a state's name opens the name of a body of its own ("Norway Prison Service")."""
    known = table.get(before.actor)
    if known is None or known.kind != "state" or before.last != start or end - start < 2:
        return False
    return before.use in {"name", "adjective"} and forms[end - 1] in words("group-noun")


def _names_house(before: Name, start: int, end: int, forms: Sequence[str], table: ActorTable) -> bool:
    """Whether a state or its seat opens the name of a paper ("the Norway Herald"), which is not the state's word."""
    known = table.get(before.actor)
    state = known is not None and known.kind == "state" and before.use != "people"
    return state and before.last == start and forms[end - 1] in words("press-name")


def _goes_on(forms: Sequence[str], end: int) -> bool:
    """Whether the noun is only the first of a longer one ("army radio", "government media office")."""
    return end < len(forms) and (forms[end] in words("group-noun") or forms[end] in {"media", "radio", "press"})


def _is_shouted(texts: Sequence[str]) -> bool:
    """Whether a sentence is written in capitals throughout, as its first long word soon shows."""
    lettered = 0
    for text in texts:
        if len(text) > 2 and text.isalpha():
            if not text.isupper():
                return False
            lettered += 1
    return lettered > 2


_GIVEN_NAMES = closed_words("given-name")


def _is_given_name(sentence: Sentence, place: int, name: Sequence[str]) -> bool:
    """Whether a state's one-word name is somebody's first name ("Chad Olsen"), as the parser sees it."""
    if len(name) > 1 or place + 1 >= len(sentence.tokens):
        return False
    word, following = sentence.tokens[place], sentence.tokens[place + 1]
    if _is_whole_name(sentence, place):
        return True
    return (
        following.dep == "flat"
        and following.head == place
        and name[0] in _GIVEN_NAMES
        and (word.tag == "PROPN" and following.text.isalpha())
    )


def _is_whole_name(sentence: Sentence, place: int) -> bool:
    """ "Spokesperson Mali Olsen stated", "Mali Olsen had said": a state's name before a plain surname and a verb."""
    first, second = sentence.tokens[place], sentence.tokens[place + 1]
    if second.tag not in {"PROPN", "NOUN"} or not second.text[:1].isupper() or not second.text[1:].islower():
        return False
    form = search_form(second.text)
    if form in CALENDAR or form in words("group-noun") or form in words("title") or form in words("press-name"):
        return False
    before = search_form(sentence.tokens[place - 1].text) if place else ""
    titled = before in words("title") or sentence.tokens[place - 1].text.lower().startswith("spokes")
    told = place + 2 < len(sentence.tokens) and sentence.tokens[place + 2].fine in {"VBD", "VBZ"}
    return first.tag == "PROPN" and ((place > 0 and titled) or (told and first.text.lower() in _AS_GIVEN))


_AS_GIVEN = closed_words("borne-name")
"""States whose names people bear too."""


def _unknown_end(
    tokens: Sequence[Token], forms: Sequence[str], place: int, table: ActorTable, texts: Sequence[str]
) -> int:
    """Where the unknown name that begins at a word ends; ``place`` where none begins."""
    if not _opens(tokens, forms, place):
        return place
    end = place + 1
    while end < len(tokens) and end - place < LONGEST:
        if _is_capital(tokens[end]) and forms[end] not in CALENDAR and forms[end] not in _NO_PART:
            known = table.match(forms, texts, end)
            if known and not _is_tail(known, table) and not _is_namesake(known, table, tokens, forms, place, end):
                break
            end += len(known.words) if known else 1
        elif _connects(tokens, forms, end) or _joins_office(tokens, forms, place, end):
            end += 1
        else:
            break
    while end - place > 1 and forms[end - 1] in {"of", "for", "and", "&"}:
        end -= 1
    if forms[end : end + 1] == ("news",) and end + 1 < len(tokens) and tokens[end + 1].fine in {"VBD", "VBZ"}:
        end += 1  # "LOMO news reported"
    return end


def _connects(tokens: Sequence[Token], forms: Sequence[str], end: int) -> bool:
    """ "Bandar al Saud", "Ada van der Lund": one or two small words before a capital."""
    if forms[end] not in words("connector") or end + 1 >= len(tokens):
        return False
    second = forms[end + 1] in words("connector") and end + 2 < len(tokens) and _is_capital(tokens[end + 2])
    return second or _is_capital(tokens[end + 1])


_NAMED_BY_DAY = frozenset({"movement", "front", "brigade", "brigades", "battalion", "coalition", "alliance", "army"})


def _with_its_day(tokens: Sequence[Token], forms: Sequence[str], start: int, end: int) -> int:
    """ "The 23 March Movement", "the May 5 Front": a body that is named by a day."""
    if start < 2 or forms[end - 1] not in _NAMED_BY_DAY or end - start > 3:
        return start
    first, second = forms[start - 2], forms[start - 1]
    dated = (first.isdigit() and second in CALENDAR) or (second.isdigit() and first in CALENDAR)
    return start - 2 if dated and tokens[start].text[:1].isupper() else start


def _behind_titles(forms: Sequence[str], place: int, end: int) -> int:
    """Where the name itself begins in "Communications Minister Lena Lund"."""
    titles = [i for i in range(place, end - 1) if forms[i] in words("title") and forms[i] not in words("group-noun")]
    return titles[-1] + 1 if titles and forms[end - 1] not in words("group-noun") else place


def _is_tail(entry: Entry, table: ActorTable) -> bool:
    """Whether a listed name may be the tail of a longer, unlisted one ("Lakes National Liberation Army" is another)."""
    actor = table.get(entry.actor)
    return (
        len(entry.words) > 1
        and actor is not None
        and actor.kind in {"armed-group", "party", "organ", "court", "mission"}
    )


def _is_namesake(
    entry: Entry, table: ActorTable, tokens: Sequence[Token], forms: Sequence[str], place: int, end: int
) -> bool:
    """ "Petro Zelensky" is another than the listed one of that surname: his first name has another letter."""
    actor = table.get(entry.actor)
    if actor is None or actor.kind != "person" or len(entry.words) != 1 or end != place + 1:
        return False
    plain = tokens[place].tag == "PROPN" and tokens[place].text.isalpha() and tokens[place].text.istitle()
    spoken_of = (
        forms[place] in words("title") or forms[place] in words("anonymous") or forms[place] in words("group-noun")
    )
    return plain and not spoken_of and len(forms[place]) > 2 and forms[place][0] != search_form(actor.names[0])[0]


def _opens(tokens: Sequence[Token], forms: Sequence[str], place: int) -> bool:
    """A capital opens a name if the tagger agrees, or where no sentence begins."""
    token = tokens[place]
    if (
        not _is_capital(token)
        or forms[place] in CALENDAR
        or forms[place] in words("title")
        or forms[place] in _NO_NAMES
        or forms[place] in _NO_PART
    ):
        return _is_al(token) and place + 1 == len(tokens)
    begins = place == 0 or tokens[place - 1].text in {'"', "“", "‘", "'", ":", "”", "—", "«"}
    if begins and place > 1 and tokens[place - 1].fine == "''" and place + 1 < len(tokens):
        begins = tokens[place + 1].fine not in {"VBD", "VBZ"}
    if not begins:
        return token.tag not in {"PRON", "DET", "ADP", "AUX", "CCONJ", "SCONJ", "PART"}
    follows = place + 1 < len(tokens) and _is_capital(tokens[place + 1])
    return token.tag == "PROPN" or (follows and token.tag in {"NOUN", "ADJ", "X", ""})


def _is_al(token: Token) -> bool:
    return token.text.startswith(("al-", "el-")) and token.text[3:4].isupper()


def _is_capital(token: Token) -> bool:
    text = token.text
    return (text[:1].isupper() and (text.isalpha() or any(sign.isalpha() for sign in text))) or _is_al(token)


@lru_cache(maxsize=65536)
def _may_be_capital(text: str) -> bool:
    """A quick look at a word before the slower ones: a capital, or "al-" and "el-" before one."""
    return text[0].isupper() or (text[0] in "ae" and text[2:3] == "-")


def _joins_office(tokens: Sequence[Token], forms: Sequence[str], place: int, end: int) -> bool:
    """ "of" and "for" inside the name of an office ("Ministry of Trade"), where capitals go on."""
    if forms[end] not in {"of", "for", "and", "&"} or end + 1 >= len(tokens) or not _is_capital(tokens[end + 1]):
        return False
    inside = any(forms[index] in words("group-noun") for index in range(place, end))
    return inside and (forms[end] != "and" or forms[end - 1] not in words("group-noun"))
