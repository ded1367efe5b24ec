"""The units that the outlet tells in its own voice: what no attribution covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guarantor.model.spans import Span
from guarantor.reading.clauses import new_clause, split_clauses, trim
from guarantor.reading.document import is_finite
from guarantor.reading.sets import words_of
from guarantor.reading.tellings import role_of
from guarantor.reading.units.stretch import Stretch
from guarantor.reading.units.titles import attack_named, tells_without_verb, title_clauses
from guarantor.reading.units.types import Unit, new_unit

_TALKS = words_of("units", "own: talks")
_JOINING = words_of("units", "own: joining")
_BESIDE = words_of("units", "own: beside")
Run = tuple[int, int]
"""Half-open range of tokens that nobody else is said to say."""


def own_units(here: Stretch, free: Sequence[Run], *, told: bool) -> Iterator[Unit]:
    """What no attribution covers, where it holds a finite verb. ``told``: somebody else speaks in the sentence too."""
    for first, last in free:
        first = _past_addressee(here, first, last) if told else first
        running = _runs_on(here, first, last) or _fronts(here, first, last)
        if running is not None:
            yield running
            continue
        if (not here.title and here.hides_telling(first, last)) or _leads_in(here, first, last):
            continue
        clauses = split_clauses(here.sentence, first, last)
        if here.title and _quotes_nobody(here):
            continue
        for clause in title_clauses(here, clauses) if here.title else clauses:
            if here.title and here.hides_telling(clause.first, clause.last):
                continue
            shared = clause.kind == "shared"
            if here.title and attack_named(here, clause):
                place = here.place(clause.first, clause.last)
                yield new_unit(sentence=here.number, span=place, content=(place,), role="deed", given="attack")
                continue
            if not (here.has_verb(clause.first, clause.last) or (here.title and tells_without_verb(here, clause))):
                continue
            if not (shared or here.title or _begins(here, clause.first, told)):
                continue
            if clause.kind != "main" and here.words[max(0, clause.first - 2) : clause.first] == ("and", "that"):
                continue  # "expressed hope that A and that B": B hangs on it too
            opener = here.tokens[clause.first]
            if opener.fine in {"VBN", "VBG"} or opener.text == "Asked":
                continue
            place = here.place(clause.first, clause.last)
            yield new_unit(
                sentence=here.number, span=place, content=(place,), role="deed",
                host=_subject(here, first, clause.first) if shared else None,
            )  # fmt: skip


_MARKS = frozenset({"'", "‘", "’", '"', "“", "”"})


def _quotes_nobody(here: Stretch) -> bool:
    """ "'They left at night': town counts its missing": words of somebody whom the headline does not name."""
    if here.words[here.first] not in _MARKS or ":" not in here.words:
        return False
    return here.words[here.words.index(":") - 1] in _MARKS


def _past_addressee(here: Stretch, first: int, last: int) -> int:
    """ "A came, a source told the paper, while envoys held talks": where the outlet goes on behind whoever was told."""
    words = here.words
    if not here.first < first < last - 4 or here.tokens[first].tag not in {"DET", "PROPN", "NOUN"}:
        return first
    comma = next((i for i in range(first, min(last - 3, first + 7)) if words[i] == ","), -1)
    if comma < 0 or words[comma + 1] not in {"while", "whereas"} or here.sentence.has_finite(first, comma):
        return first
    return comma + 2 if new_clause(here.sentence, comma + 2, last) else first


def _subject(here: Stretch, first: int, stop: int) -> Span | None:
    """The words before the first finite verb of a clause that shares its subject with the next."""
    verb = next((i for i in range(first, stop) if is_finite(here.tokens[i])), first)
    comma = next((i for i in range(first, min(verb, first + 6)) if here.words[i] == ","), -1)
    if here.tokens[first].tag == "ADP" and comma > 0:  # "On 8 January, armed men stopped a convoy and held ..."
        first = comma + 1
    return here.place(first, verb) if first < verb <= first + 8 else None


def _fronts(here: Stretch, first: int, last: int) -> Unit | None:
    """ "A entered, the office said: B": what stands before the comma is the speaker's too."""
    if first != here.first or last >= len(here.tokens) or here.words[last - 1] != ",":
        return None
    start = here.tokens[last].start
    telling = next((t for t in here.tellings if t.source and 0 <= t.source[0][0] - start <= 1), None)
    if telling is None or role_of(telling)[0] != "tell" or not here.sentence.has_finite(first, last):
        return None
    opener = here.tokens[first]
    if opener.text == "Asked" or not telling.cue or telling.cue[0][0] < start or opener.tag in {"ADP", "SCONJ"}:
        return None
    if opener.tag == "ADV" and here.words[first + 1] in {"after", "before", "as", "since", "until"}:
        return None  # "Shortly after the truce was reached, the ministry said": when it spoke
    place = here.place(*trim(here.sentence, first, last))
    return new_unit(sentence=here.number, span=place, content=(place,), tellings=(telling,))


def _leads_in(here: Stretch, first: int, last: int) -> bool:
    """Whether the words only lead to a speaker ("In a resolution made public on Saturday, the council said …")."""
    if here.tokens[first].tag != "ADP" or last >= len(here.tokens):
        return False
    start = here.tokens[last].start
    return any(t.source and 0 <= t.source[0][0] - start <= 2 for t in here.tellings)


def _runs_on(here: Stretch, first: int, last: int) -> Unit | None:
    """ "…, and that B" behind somebody's words is his word too."""
    end = here.tokens[first].start
    opens = next((i for i in range(first, last - 4) if here.words[i : i + 2] in {("and", "that"), ("but", "that")}), -1)
    if opens > first and here.words[opens - 1] == "," and not here.sentence.has_finite(first, opens):
        first = opens
    if last - first < 4 or here.words[first] not in {"and", "but"} or here.words[first + 1] != "that":
        return None
    if not here.sentence.has_finite(first + 2, last):
        return None
    before = [
        t for t in here.tellings if role_of(t)[0] == "tell" and any(0 <= end - part[1] <= 2 for part in t.content)
    ]
    if not before:
        return None
    place = here.place(*trim(here.sentence, first + 1, last))
    return new_unit(sentence=here.number, span=place, content=(place,), tellings=(before[-1],))


def _begins(here: Stretch, first: int, told: bool) -> bool:
    """Whether a clause of its own begins at a token: at the head of the sentence, or with a subject behind a
    joining word.

    Behind somebody's words (``told``) a comma is not enough: what follows may still be theirs.
    """
    before = here.words[first - 1] if first > here.first else ";"
    if told and before == "and" and here.words[first - 2] not in {",", ";", '"', "”"}:
        return False  # "said that A had fled and B were killed": both may be his
    return (
        before in {";", "–", "—", ":", "that"}
        or (before == "," and (not told or here.words[first] in {"who", "which"} or _is_main(here, first)))
        or (before in _JOINING and new_clause(here.sentence, first, here.last))
    )


def _is_main(here: Stretch, first: int) -> bool:
    """ "Hours after Norway announced A, Sweden shelled B": the clause that the sentence hangs on, behind a telling in a
    clause of time.
    """
    root = next((i for i in range(first, here.last) if here.tokens[i].head < 0), -1)
    if root < 0 or here.tokens[root].fine not in _PAST or not new_clause(here.sentence, first, here.last):
        return False
    cues = [here.sentence.touched(one.cue[0])[0] for one in here.tellings if one.cue]
    return bool(cues) and all(here.tokens[cue].dep == "advcl" for cue in cues if cue < first)


_PAST = frozenset({"VBD"})


def talks_beside(here: Stretch, free: Sequence[Run]) -> Iterator[Unit]:
    """ "Said after talks with …": a meeting that the outlet tells beside somebody's words."""
    for first, last in free:
        for index in range(first, last - 3):
            end = _talks_end(here, index + 1, last) if here.words[index] in _BESIDE else -1
            if end > index:
                place = here.place(index, end)
                host = next((t.source[0] for t in here.tellings if t.source), None)
                yield new_unit(
                    sentence=here.number, span=place, content=(place,), role="deed", given="meeting", host=host
                )
                break


def _talks_end(here: Stretch, first: int, last: int) -> int:
    """End of "talks with X in Y", or -1: the noun within four words, "with" or "between" behind it, a name in it."""
    words = here.words
    noun = next((i for i in range(first, min(last, first + 4)) if words[i] in _TALKS), -1)
    if noun < 0 or noun + 2 >= last or words[noun + 1] not in {"with", "between"}:
        return -1
    end = next((i for i in range(noun + 2, last) if words[i] in {",", ";", "—", "–", "."}), last)
    named = any(here.tokens[i].tag == "PROPN" for i in range(noun + 2, end))
    return end if named and not here.sentence.has_finite(noun, end) else -1
