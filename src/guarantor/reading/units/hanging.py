"""Where clauses that hang on others stand in a sentence, and who does or bears what they tell.

Relative clauses, participles in apposition, clauses of time, what hangs on "with", totals that a participle puts, and
charges or steps that somebody turns down or weighs in passing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import compress
from operator import or_

from guarantor.model.spans import Span
from guarantor.reading.clauses import new_clause
from guarantor.reading.document import FINITE
from guarantor.reading.patterns import read_table
from guarantor.reading.quick import quick
from guarantor.reading.sets import words_of
from guarantor.reading.units.stretch import Stretch
from guarantor.reading.units.types import Side

_RELATIVE = words_of("units", "hanging: relative")
_ENDING = frozenset({",", ";", ":", "–", "—", "--", "(", ")", '"', "“", "”", "."})
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON"})
_OPEN = words_of("units", "hanging: open")
"""Words that leave open whether what comes "after" was done, or make it a condition."""
_SHORTEST = 4
"""Words that a clause behind "came as" must have to tell something by itself."""
_SIGNS = frozenset({",", "("})
_COMING = words_of("units", "hanging: coming")
_AFTER = words_of("units", "hanging: after")
_PUTTING = words_of("units", "hanging: putting")
_TOTALS = words_of("units", "hanging: totals")
_CHARGES = words_of("units", "hanging: charges")
ASKED_FOR = frozenset({"demand", "request", "call", "condition", "appeal", "ultimatum"})
"""What is asked for, which may be turned down in passing (", a demand the ministry rejects")."""
_SPURNED = frozenset({"reject", "refuse", "dismiss", "turn", "resist", "rebuff", "spurn", "oppose"})
_STEPS = words_of("units", "hanging: steps")
_WEIGHED = words_of("units", "hanging: weighed")
_TURNED_DOWN = words_of("units", "hanging: turned down")
_FALSE = words_of("units", "hanging: false")
_ARTICLES = words_of("units", "hanging: articles")
_HELD_FOR = 8
"""Words that may stand between a charge and the verb that turns it down."""
SPELLS = words_of("units", "hanging: spells")
LONGEST_HEAD = 8
"""Words of the phrase that a relative clause belongs to."""


@quick
@dataclass(frozen=True, slots=True)
class Found:
    """Tokens ``first`` to ``last`` (not included) of a side clause, ``begin`` without the word that opens it."""

    first: int
    begin: int
    last: int
    side: Side
    host: Span | None = None
    attack: bool = False
    """Whether its nouns already tell an attack ("with clashes reported in the east")."""


def side_clauses(here: Stretch) -> Iterator[Found]:
    """Every side clause of the sentence, none within another."""
    words, begin, end = here.words, here.first + 1, here.last - 1
    if _SIGNS.isdisjoint(words) and "after" not in words and _COMING.isdisjoint(words):
        return
    opening = map(or_, map(_SIGNS.__contains__, words[begin - 1 : end - 1]), map(_AFTER.__contains__, words[begin:end]))
    past = begin
    for index in compress(range(begin, end), opening):
        if index < past:
            continue
        word, before = words[index], words[index - 1]
        one = None
        if before == "(":
            one = _turned_down(here, index) if word in _ARTICLES else None
        elif before == ",":
            one = (
                _which_denied(here, index) or _relative(here, index)
                if word in _RELATIVE
                else _turned_down(here, index)
                if word in _ARTICLES
                else _accused(here, index) or _participle(here, index)
                if here.tokens[index].fine == "VBN"
                else _part_of(here, index)
                if word == "of" or here.words[index + 1] == "of"
                else with_doing(here, index)
                if word == "with"
                else total_put(here, index)
                if word in _PUTTING
                else _after(here, index)
                if word in _AFTER or (word == "when" and here.words[index - 2] != "say")
                else _eve(here, index)
                if word in SPELLS or word in {"just", "shortly"}
                else None
            )
        elif word == "after":
            one = _after(here, index) or _after_doing(here, index)
        elif word == "as" and before in _COMING:
            one = _after(here, index)
            one = None if one is not None and before != "even" and one.last - one.first < _SHORTEST else one
        if one is not None:
            yield one
            past = one.last


def _end(here: Stretch, start: int) -> int:
    """Where a side clause that has its verb before ``start`` ends: at the next sign."""
    return next((i for i in range(start, here.last) if here.words[i] in _ENDING), here.last)


def _relative(here: Stretch, index: int) -> Found | None:
    """ ", who handed over 86 rifles,": the doer or bearer stands before; ", which they suspended" has its own."""
    verb = next((i for i in range(index + 1, min(here.last, index + 9)) if _is_verb(here, i)), -1)
    signs = here.words[index:verb] if verb > 0 else ()
    if verb < 0 or not _ENDING.isdisjoint(signs):
        return None
    last = _end(here, verb + 1)
    if last - index < 3:
        return None
    if any(here.tokens[i].tag in {"NOUN", "PROPN", "PRON"} for i in range(index + 1, verb)):
        return Found(index, index + 1, last, "clause")
    head = _head(here, index - 1)
    return Found(index, index + 1, last, "bearer" if _is_passive(here, verb) else "doer", head) if head else None


def _accused(here: Stretch, index: int) -> Found | None:
    """ ", accused by the panel of arming them,": a charge by whoever is named, against what stands before."""
    if here.tokens[index].lemma != "accuse" or here.words[index + 1] != "by":
        return None
    last = _end(here, index + 2)
    of = next((i for i in range(index + 3, min(last, index + 11)) if here.words[i] == "of"), -1)
    while 0 < of < last and here.tokens[of + 1].tag in {"PROPN", "DET"} and here.words[of + 2 : of + 3] != ("of",):
        of = next((i for i in range(of + 1, min(last, of + 8)) if here.words[i] == "of"), -1)
    if of < 0 or last - of < 2:
        return None
    return Found(index, of + 1, last, "charged", here.place(index + 2, of))


def _part_of(here: Stretch, index: int) -> Found | None:
    """ ", of which only two have been signed", ", ten of whom were taken": part of what was named before."""
    counted = here.words[index + 1] == "of"
    pronoun = index + 1 + counted
    if index + 4 >= here.last or here.words[pronoun] not in {"which", "whom"}:
        return None
    if counted and here.tokens[index].tag not in {"NUM", "PRON", "DET"}:
        return None
    last = _end(here, index + 2)
    return (
        Found(index, index if counted else index + 2, last, "clause")
        if here.sentence.has_finite(index + 2, last)
        else None
    )


def _is_verb(here: Stretch, index: int) -> bool:
    return here.tokens[index].fine in FINITE


def _is_passive(here: Stretch, verb: int) -> bool:
    """Whether a form of "be" and a participle stand at a verb."""
    near = here.tokens[verb : verb + 4]
    return any(token.lemma == "be" for token in near[:2]) and any(token.fine in {"VBN", "VBD"} for token in near[1:])


def _head(here: Stretch, comma: int) -> Span | None:
    """The phrase right before a comma."""
    first = comma
    while first > here.first and comma - first < LONGEST_HEAD and here.tokens[first - 1].tag in _NOMINAL:
        first -= 1
    return here.place(first, comma) if first < comma else None


def _participle(here: Stretch, index: int) -> Found | None:
    """ "The withdrawal, completed on Friday, ...": a participle behind the noun that bears it."""
    following = here.words[index + 1]
    if (
        following == "up"
        or here.tokens[index - 2].tag not in {"NOUN", "PROPN"}
        or here.tokens[index + 1].tag not in {"ADP", "ADV", "ADJ"}
    ):
        return None
    last = _end(here, index + 1)
    closed = last < here.last and here.words[last] == ","
    head = _head(here, index - 1)
    if not closed or head is None or following == "and" or here.sentence.has_finite(index + 1, last):
        return None
    if not here.sentence.has_finite(last, here.last):
        return None
    return Found(index, index, last, "bearer", head)


def with_doing(here: Stretch, index: int) -> Found | None:
    """ ", with both sides accusing each other": a subject and a participle hang on "with"."""
    last = _end(here, index + 1)
    verb = next((i for i in range(index + 2, min(last, index + 9)) if _hangs(here, i)), -1)
    if verb < 0 or last - verb < 2 or here.sentence.has_finite(index + 1, verb):
        return None
    plain = _NOMINAL | {"ADP", "ADV", "CCONJ"}
    if any(here.tokens[i].tag not in plain and here.tokens[i].dep != "amod" for i in range(index + 1, verb)):
        return None
    if here.tokens[verb - 1].tag not in {"NOUN", "PROPN", "PRON", "NUM", "ADV"}:
        return None
    attack = here.tokens[verb].lemma == "report" and not _attacks().isdisjoint(here.words[index + 1 : verb])
    return Found(index, index + 1, last, "clause", attack=attack)


def _hangs(here: Stretch, index: int) -> bool:
    """Whether a participle stands at a place; "reported" is one where a preposition follows."""
    fine = here.tokens[index].fine
    reported = fine == "VBD" and here.words[index] == "reported" and here.tokens[index + 1 : index + 2] != ()
    return (fine in {"VBG", "VBN"} and here.tokens[index].dep != "amod") or (
        reported and here.tokens[index + 1].tag == "ADP"
    )


@cache
def _attacks() -> frozenset[str]:
    """Nouns that tell an attack."""
    rows = read_table("judging/nouns.tsv")
    return frozenset(next(row["words"] for row in rows if row["kind"] == "attack-title").split("|"))


def total_put(here: Stretch, index: int) -> Found | None:
    """ ", bringing the total to 45": a count that a participle tells."""
    last = _end(here, index + 1)
    near = here.words[index + 1 : index + 4]
    counted = any(here.tokens[i].tag == "NUM" for i in range(index + 2, last))
    return Found(index, index, last, "count") if counted and not _TOTALS.isdisjoint(near) else None


def _after(here: Stretch, index: int) -> Found | None:
    """ "A day after a mine wounded four": what came before is told as done, where nothing before it lies ahead."""
    start = index + 1
    if here.words[index] == "when" and here.tokens[start].tag == "PRON":
        return None  # "were hurt, one badly, when they stepped on a mine": how it came about, and no deed of its own
    if here.words[start] == "that" or not new_clause(here.sentence, start, here.last):
        return None
    before = range(max(here.first, index - 25), index)
    if any(here.tokens[i].fine in {"MD", "TO"} or here.words[i] in _OPEN - {"days"} for i in before):
        return None
    verb = next((i for i in range(start, here.last) if _is_verb(here, i)), here.last)
    if verb >= here.last or here.tokens[verb].fine != "VBD":
        return None
    return Found(start, start, _end(here, verb + 1), "clause")


def _eve(here: Stretch, index: int) -> Found | None:
    """ ", hours before envoys were due to meet": what was still to come, and no part of what is told before it."""
    place = next((i for i in range(index, min(index + 3, here.last - 4)) if here.words[i] == "before"), -1)
    if place < 0 or not new_clause(here.sentence, place + 1, here.last):
        return None
    return Found(index, place + 1, _end(here, place + 2), "clause")


def _after_doing(here: Stretch, index: int) -> Found | None:
    """ "A week after seizing the city": the doer is the sentence's own, where a spell stands before."""
    if here.tokens[index + 1].fine != "VBG" or here.words[index - 1] not in SPELLS or index < 3:
        return None
    before = range(max(here.first, index - 25), index)
    if any(here.tokens[i].fine == "MD" for i in before):
        return None
    verb = next((i for i in range(here.first, index) if here.tokens[i].fine in FINITE), here.first)
    host = here.place(here.first, verb) if here.first < verb <= here.first + LONGEST_HEAD else None
    return Found(index + 1, index + 1, _end(here, index + 2), "doer", host)


_ASIDE_NOUNS = _CHARGES | _STEPS | ASKED_FOR


def _turned_down(here: Stretch, index: int) -> Found | None:
    """ ", a claim (that) the ministry rejects", ", an accusation denied by the governor"."""
    noun = next((i for i in range(index + 1, min(here.last, index + 4)) if here.words[i] in _ASIDE_NOUNS), -1)
    if noun < 0:
        return None
    last = _end(here, noun + 1)
    asked = here.words[noun] in ASKED_FOR
    told = _SPURNED if asked else _TURNED_DOWN if here.words[noun] in _CHARGES else _WEIGHED
    if told is _TURNED_DOWN and not _FALSE.isdisjoint(here.words[noun + 2 : last]):
        told = told | {"call"}
    verb = next(
        (i for i in range(noun + 1, min(last, noun + _HELD_FOR)) if here.tokens[i].lemma in told
         and here.tokens[i].fine in {"VBD", "VBZ", "VBP", "VBN"}), -1,
    )  # fmt: skip
    if verb < 0:
        return None
    who = _between(here, noun, verb) if verb > noun + 1 else _behind(here, verb, last)
    side: Side = "denied" if asked or here.words[noun] in _CHARGES else "weighed"
    return Found(index, index, last, side, here.place(*who)) if who is not None else None


_REFUSED = _TURNED_DOWN | {"refuse"}


_IN_PHRASES = _NOMINAL | {"ADP"}


def _which_denied(here: Stretch, index: int) -> Found | None:
    """ ", which they deny", ", which they refuse": all that stands before is turned down, as no object follows."""
    last = _end(here, index + 1)
    if here.words[index] != "which" or last - index > _HELD_FOR:
        return None
    verb = last - 1
    if here.tokens[verb].lemma not in _REFUSED:
        return None
    if here.tokens[verb].fine not in {"VBD", "VBZ", "VBP", "VBN"} and not here.words[verb].endswith("s"):
        return None
    first, stop = index + 1, verb
    while stop > first and (here.tokens[stop - 1].tag in {"AUX", "ADV"} or here.tokens[stop - 1].lemma == "have"):
        stop -= 1
    tags = {token.tag for token in here.tokens[first:stop]}
    if first >= stop or not tags <= _IN_PHRASES:
        return None
    return Found(index, index, last, "denied", here.place(first, stop))


def _between(here: Stretch, noun: int, verb: int) -> tuple[int, int] | None:
    """The subject between a charge and the verb that turns it down, without "which" and helpers."""
    first, last = noun + 1, verb
    if here.words[first] in {"that", "which"}:
        first += 1
    while last > first and here.tokens[last - 1].tag in {"AUX", "ADV"}:
        last -= 1
    tags = {token.tag for token in here.tokens[first:last]}
    return (first, last) if first < last and tags <= _IN_PHRASES else None


def _behind(here: Stretch, verb: int, last: int) -> tuple[int, int] | None:
    """Whom "by" names behind the participle."""
    return (verb + 2, last) if verb + 2 < last and here.words[verb + 1] == "by" else None
