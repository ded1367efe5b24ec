"""The units of one attribution: each clause of what is told, with the chain of those who tell it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from guarantor.model.spans import Span, overlap, within
from guarantor.reading.attribution import Attribution
from guarantor.reading.clauses import Clause, split_clauses, trim
from guarantor.reading.document import is_finite
from guarantor.reading.sets import words_of
from guarantor.reading.tails import Tail, tail_of
from guarantor.reading.tellings import Role, role_of
from guarantor.reading.transcripts import TRANSCRIPT
from guarantor.reading.units.stretch import Stretch, is_inside, opens_with
from guarantor.reading.units.types import Unit, new_unit

_QUOTES = frozenset({'"', "“", "”", "``", "''"})
_STOPS = _QUOTES | {","}
_PERFORMING = words_of("units", "told: performing")
"""Verbs that with an object tell the deed itself ("announced a truce")."""
LONGEST_SUBJECT = 8
"""Words that a subject may have to be taken for the doer of a second verb."""
_ADDRESSING = words_of("units", "told: addressing")
"""Verbs of telling with somebody told between them and what they tell."""
_CONDITIONAL = words_of("units", "told: conditional")
Piece = tuple[int, int]
"""Half-open token range of a part of what is told."""


def told_units(here: Stretch, top: Attribution, role: Role) -> Iterator[Unit]:
    """The units that one top attribution makes in this sentence."""
    own = (here.sentence.start, here.sentence.end)
    pieces = [here.range_of(part) for part in top.content if overlap(part, own)]
    pieces = [piece for piece in pieces if piece[0] < piece[1]]
    if not pieces:
        return
    pieces[-1] = _with_proviso(here, top, pieces[-1])
    cue_here = any(within(cue, own) for cue in top.cue)
    performed = top.cue_lemma in _PERFORMING and not any(here.sentence.has_finite(*piece) for piece in pieces)
    if role == "tell" and performed and top.rule == "verb:object" and cue_here:
        role = "act"
    if role == "act" and (performed or top.cue_class in {"demand", "ask", "describe", "deny"}) and cue_here:
        pieces[-1] = (pieces[-1][0], _to_the_end(here, top, pieces[-1][1]))
    if role == "act" and top.cue_class == "accuse" and cue_here:
        pieces[-1] = (pieces[-1][0], _with_toll(here, pieces[-1][1]))
    apart = len(pieces) > 1 and (
        not all(here.sentence.has_finite(*piece) for piece in pieces) or _goes_on(here, pieces[-1])
    )
    if role == "act" or apart:
        yield from _whole(here, top, role, pieces, cue_here)
    else:
        yield from _by_clause(here, top, role, pieces, cue_here)


def _goes_on(here: Stretch, piece: Piece) -> bool:
    """ ""We will stay," he said, "until they go"": the second part hangs on the first."""
    return next((word for word in here.words[slice(*piece)] if word not in _STOPS), "") in _SUBORDINATE


_SUBORDINATE = words_of("units", "told: subordinate")
_HANGING = words_of("units", "told: hanging")
_PROVISOS = (("provided", "that"), ("on", "condition"), ("as", "long"), ("so", "long"), ("only", "if"))


def _with_proviso(here: Stretch, top: Attribution, piece: Piece) -> Piece:
    """ "Was committed to it, provided that the other side stops": the condition belongs to what is told."""
    end = piece[1]
    if _against_it(here, piece) or _the_last(here, piece):
        return trim(here.sentence, piece[0], here.last)
    telling = here.sentence.has_finite(*piece) or "to" in here.words[slice(*piece)]
    if not telling or end + 4 >= here.last or here.words[end] != ",":
        return piece
    aside = here.words[end + 1] in {"whom", "which", "who"} and next(
        (i for i in range(end + 2, here.last - 3) if here.words[i] == "," and here.words[i + 1] in _HANGING), 0
    )
    if here.words[end + 1 : end + 3] not in _PROVISOS and here.words[end + 1] not in _HANGING and not aside:
        return piece
    others = [part[0] for one in here.tellings if one is not top for part in (*one.source, *one.cue)]
    if any(here.tokens[end].start <= place for place in others) or '"' in here.words[end:]:
        return piece
    return trim(here.sentence, piece[0], here.last)


_ORDINAL = frozenset({"last", "first", "final", "only", "second", "third", "remaining", "latest"})


def _the_last(here: Stretch, piece: Piece) -> bool:
    """ "Had freed 13 more, the last ones it held": which of them they were belongs to what is told."""
    end = piece[1]
    if here.words[end : end + 2] != (",", "the") or here.words[end + 2 : end + 3] == ():
        return False
    behind = here.words[end + 2 : here.last]
    plain = not {",", '"', "“", "said", "told", "according"}.intersection(behind) and len(behind) < LONGEST_SUBJECT
    return behind[0] in _ORDINAL and plain and here.sentence.has_finite(*piece)


def _against_it(here: Stretch, piece: Piece) -> bool:
    """ "Would keep to the truce but "will respond"": a quoted verb of the same subject goes on with what is told."""
    end = piece[1]
    if here.words[end : end + 1] != ("but",) or end + 3 >= here.last or here.words[end + 1] not in _QUOTES:
        return False
    return is_finite(here.tokens[end + 2]) and piece[0] > here.first


def _whole(here: Stretch, top: Attribution, role: Role, pieces: list[Piece], cue_here: bool) -> Iterator[Unit]:
    """All that is told as one unit, but a second charge as its own."""
    second = _second_charge(here, top, pieces[-1]) if role == "act" else -1
    other = _second_addressee(here, top, pieces[-1]) if role == "act" and second < 0 else None
    if other is not None:
        place = here.place(other[0] + 1, pieces[-1][1])
        yield new_unit(sentence=here.number, span=place, content=(place,), tellings=(top,), role="act",
                       host=here.place(other[0] + 1, other[1]))  # fmt: skip
        pieces[-1] = (pieces[-1][0], other[0])
    if second > 0:
        yield _charged_also(here, top, pieces[-1], second)
        pieces[-1] = (pieces[-1][0], second)
    contents = tuple(here.place(*piece) for piece in pieces)
    whole = _union([*contents, *(_reporting(here, top) if cue_here else ())])
    chain = _with_inner(here, top, contents[0])
    yield new_unit(sentence=here.number, span=whole, content=contents, tellings=chain, role=role)


def _by_clause(here: Stretch, top: Attribution, role: Role, pieces: list[Piece], cue_here: bool) -> Iterator[Unit]:
    """Each clause of what is told as a unit; the one beside the cue takes the telling into its span."""
    clauses = [clause for piece in pieces for clause in split_clauses(here.sentence, *piece)]
    nearest = _nearest(here, top, clauses) if cue_here else -1
    tail = _tail(here, top, pieces) if cue_here else None
    if tail is not None and tail.kind != "part":
        clauses += split_clauses(here.sentence, tail.first, tail.last)
    for index, clause in enumerate(clauses):
        place = here.place(clause.first, clause.last)
        shared = tail is not None and tail.kind == "shared" and clause.first == tail.first
        if index and cue_here and not shared and top.cue[0][0] < place[0] and _is_aside(here, clause):
            yield from _aside(here, place, clause)
            continue
        span = _union([place, *_reporting(here, top)]) if index == nearest else place
        content: tuple[Span, ...] = (place,)
        if tail is not None and tail.kind == "part" and index == nearest:
            content = (place, here.place(tail.first, tail.last))
            span = _union([span, *content])
        chain = _with_inner(here, top, place)
        if index and len(chain) > 1 and here.words[clause.first - 1] != "that" and opens_with(chain[-1], place):
            chain = chain[1:]
        host = _subject_of(here, clauses[0]) if shared or clause.kind == "shared" else None
        if len(chain) > 1 and len(content) == 1:
            content = _innermost(chain, place) or content
        yield new_unit(sentence=here.number, span=span, content=content, tellings=chain, role=role, host=host)


def _of_one_side(here: Stretch, top: Attribution, other: Attribution) -> bool:
    """ "Minister Lund said Norway had told its friends so": one side's word, of which she is the holder."""
    if not top.source or not other.source or top.rule == TRANSCRIPT:
        return False
    if here.cast.phrase(here.number, top.source[0]).kind == "pronoun":
        return True
    outer, inner = (here.cast.mention(here.number, one.source[0]).actor for one in (top, other))
    side = here.cast.table.side(inner)
    return side is not None and side == here.cast.table.side(outer)


def _innermost(chain: Sequence[Attribution], place: Span) -> tuple[Span, ...]:
    """What the last of several who tell says, where it stands whole within the clause and ends or opens it."""
    if len(chain[-1].content) != 1 or role_of(chain[-1])[0] != "tell":
        return ()
    part = chain[-1].content[0]
    fronted = part[0] == place[0] and bool(chain[-1].cue) and chain[-1].cue[0][0] >= part[1]
    return (part,) if within(part, place) and (part[1] == place[1] or fronted) else ()


def _with_toll(here: Stretch, last: int) -> int:
    """ "Accused them of bombing the town, killing seven": the toll belongs to the charge."""
    if last + 2 >= here.last or here.words[last] != "," or here.words[last + 1] not in _HARMING:
        return last
    end = next((i for i in range(last + 2, here.last) if here.words[i] in {",", ";"}), here.last)
    return end if not here.sentence.has_finite(last + 1, end) else last


_HARMING = words_of("units", "told: harming")


_STOPS_AND_JOINERS = _STOPS | {"but", "and"}


def also_told(here: Stretch, more: Attribution, tops: Sequence[Attribution]) -> Iterator[Unit]:
    """ "Said they would not leave but were ready to talk": the second verb of what is told, as a unit of its own."""
    for top in tops:
        if top is more or role_of(top)[0] != "tell" or top.source != more.source or not more.cue or not more.content:
            continue
        start, end = more.cue[0][0], more.content[-1][1]
        pieces = [here.range_of(part) for part in top.content if part[1] <= start]
        first, last = here.sentence.touched((start, end))
        if not pieces or not first < last or here.words[first - 1] not in {"but", "and"}:
            continue
        if any(word not in _STOPS_AND_JOINERS for word in here.words[pieces[-1][1] : first]):
            continue
        place = here.place(first, last)
        clauses = split_clauses(here.sentence, *pieces[0])
        host = _subject_of(here, clauses[0]) if clauses else None
        yield new_unit(sentence=here.number, span=place, content=(place,), tellings=(top,), host=host)
        return


def _behind_cue(here: Stretch, telling: Attribution, clause: Span) -> int:
    """Characters that a closing telling has behind its verb ("A, the army said in a statement on Thursday")."""
    end = telling.cue[-1][1]
    if telling.content[-1][1] > end or (telling.source and telling.source[0][0] >= end) or not end < clause[1]:
        return 0
    first, last = here.sentence.touched((end, clause[1]))
    return 0 if here.has_verb(first, last) else clause[1] - end


def _second_charge(here: Stretch, top: Attribution, piece: Piece) -> int:
    """Where "and of" brings a second charge ("accused them of A and of B"), or -1."""
    if top.cue_class != "accuse":
        return -1
    words = here.words
    places = range(piece[0] + 2, piece[1] - 2)
    joined = (i for i in places if words[i : i + 2] == ("and", "of") and "of" in words[piece[0] : i])
    return next(joined, -1)


def _second_addressee(here: Stretch, top: Attribution, piece: Piece) -> Piece | None:
    """ "Urged A to leave and B to stay": the places of "and" and of the second "to", where the demand on B begins."""
    if (
        top.cue_class not in {"demand", "ask"}
        or top.rule == "verb:object"
        or not top.cue
        or top.cue[0][0] > here.place(*piece)[0]
    ):
        return None
    words = here.words
    first = next((i for i in range(piece[0], piece[1] - 5) if words[i] == "to" and _is_plain_verb(here, i + 1)), -1)
    for place in range(first + 2, piece[1] - 3) if first >= piece[0] else ():
        if words[place] != "and":
            continue
        to = next((i for i in range(place + 2, min(piece[1] - 1, place + LONGEST_SUBJECT)) if words[i] == "to"), -1)
        named = to > 0 and all(here.tokens[i].tag in _NAMING for i in range(place + 1, to))
        if named and _is_plain_verb(here, to + 1) and here.tokens[place + 1].tag in {"PROPN", "DET"}:
            return place, to
    return None


_NAMING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PART"})


def _is_plain_verb(here: Stretch, place: int) -> bool:
    return here.tokens[place].fine == "VB"


def _charged_also(here: Stretch, top: Attribution, piece: Piece, second: int) -> Unit:
    """The second charge as a claim of its own, against the same side."""
    against = next((i for i in range(*piece) if here.words[i] == "of"), piece[0])
    host = here.place(piece[0], against) if against > piece[0] else None
    place = here.place(second + 1, piece[1])
    return new_unit(sentence=here.number, span=place, content=(place,), tellings=(top,), role="act", host=host)


def _tail(here: Stretch, top: Attribution, pieces: Sequence[Piece]) -> Tail | None:
    """What goes on with a content that stands before its telling, where nobody else speaks there."""
    if role_of(top)[0] != "tell" or not top.source:
        return None
    end = max(part[1] for part in (*top.source, *top.cue))
    begin = bisect_left(here.sentence.starts, end)
    begin = begin if begin < len(here.tokens) else here.last
    if any(last > begin for _, last in pieces):
        return None
    tail = tail_of(here.sentence, begin, here.last)
    if tail is None:
        return None
    place = here.place(tail.first, tail.last)
    others = [part for one in here.tellings if one is not top for part in (*one.source, *one.cue)]
    if any(overlap(part, place) for part in others) or here.hides_telling(tail.first, tail.last):
        return None
    return tail


def _subject_of(here: Stretch, clause: Clause) -> Span | None:
    """The words before the first finite verb of a clause."""
    verb = next((i for i in range(clause.first, clause.last) if is_finite(here.tokens[i])), clause.first)
    return here.place(clause.first, verb) if clause.first < verb <= clause.first + LONGEST_SUBJECT else None


def _is_aside(here: Stretch, clause: Clause) -> bool:
    """Whether ", but" or ", while" and a new subject open it: the outlet goes on, where "but that" would be his."""
    if here.words[clause.first - 1] == ";" and _tallies(here, clause):
        return True  # "Norway says 120 went in; the other side counts 171"
    before = here.words[max(0, clause.first - 2) : clause.first]
    if len(before) < 2 or before[0] not in _STOPS or before[1] not in {"but", "while", "whereas"}:
        return False
    verb = next((i for i in range(clause.first, clause.last) if is_finite(here.tokens[i])), clause.first)
    if verb == clause.first and before[1] == "but":
        return False  # "would not leave, but was ready to talk": a second verb of the same subject
    if before[1] == "while" and here.words[verb] == "had" and here.tokens[verb + 1].fine == "VBN":
        return False  # "saying that 24 were lost, while 13 had been taken": a past perfect is told by the same
    return sum(word in _QUOTES for word in here.words[: clause.first]) % 2 == 0


def _tallies(here: Stretch, clause: Clause) -> bool:
    """Whether a clause tells another's count: a speaker, and a verb of counting with a number behind it."""
    verb = next((i for i in range(clause.first, clause.last) if is_finite(here.tokens[i])), -1)
    if verb <= clause.first or here.tokens[verb].lemma not in _TALLYING or here.tokens[clause.first].tag == "PRON":
        return False
    return any(here.tokens[i].tag == "NUM" for i in range(verb + 1, clause.last))


_TALLYING = frozenset({"count", "put", "tally", "record", "estimate", "register", "list", "document"})


def _aside(here: Stretch, place: Span, clause: Clause) -> Iterator[Unit]:
    """The clause in the outlet's voice, unless it tells of a telling that was not made out."""
    inner = next((one for one in here.tellings if opens_with(one, place)), None)
    if inner is not None and role_of(inner)[0] in {"tell", "act"}:
        content = tuple(part for part in inner.content if within(part, place)) or (place,)
        yield new_unit(sentence=here.number, span=place, content=content, tellings=(inner,), role=role_of(inner)[0])
    elif not here.hides_telling(clause.first, clause.last):
        yield new_unit(sentence=here.number, span=place, content=(place,), role="deed")


def _to_the_end(here: Stretch, top: Attribution, last: int) -> int:
    """What is asked for runs on over "and B to do C" where nothing new begins."""
    others = [part[0] for one in here.tellings if one is not top for part in (*one.source, *one.cue)]
    start = here.tokens[last - 1].end
    stop = last
    conditional = False
    while stop < here.last and here.words[stop] not in {";", "–", "—"}:
        if any(start <= place <= here.tokens[stop].start for place in others) or (
            is_finite(here.tokens[stop]) and not conditional
        ):
            return last
        conditional = conditional or here.words[stop] in _CONDITIONAL
        stop += 1
    return trim(here.sentence, last - 1, stop)[1]


def _nearest(here: Stretch, top: Attribution, clauses: Sequence[Clause]) -> int:
    """The clause that stands beside the cue."""
    cue = top.cue[0][0]
    places = [here.place(clause.first, clause.last) for clause in clauses]
    distance = [min(abs(start - cue), abs(end - cue)) for start, end in places]
    return distance.index(min(distance)) if distance else -1


def _reporting(here: Stretch, top: Attribution) -> list[Span]:
    """Source and cue, where they stand in this sentence; only the cue where the source is another verb's subject."""
    parts = top.cue if here.is_shared(top) else (*top.source, *top.cue)
    return [part for part in parts if within(part, (here.sentence.start, here.sentence.end))]


def _union(parts: Sequence[Span]) -> Span:
    return min(start for start, _ in parts), max(end for _, end in parts)


def _with_inner(here: Stretch, top: Attribution, content: Span) -> tuple[Attribution, ...]:
    """The attributions that hold this clause: ``top`` and those within it whose content it mostly is."""
    chain = [top]
    inner = content
    for other in here.tellings:
        if other is top or role_of(other)[1] != "own" or not is_inside(other, top):
            continue
        if not other.source or not all(within(part, content) for part in other.cue):
            continue
        if here.cast.phrase(here.number, other.source[0]).kind == "pronoun":
            continue
        parts = (*other.source, *other.cue, *other.content)
        addressed = other.cue_lemma in _ADDRESSING and not _of_one_side(here, top, other)
        shared = overlap(_union(parts), inner) if addressed else sum(overlap(part, content) for part in parts)
        shared += _behind_cue(here, other, inner)
        if shared * 10 >= (inner[1] - inner[0]) * 8:
            chain.append(other)
            inner = other.content[-1] if len(other.content) == 1 else inner
    return tuple(chain)
