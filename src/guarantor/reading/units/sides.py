"""Clauses beside the main one that tell a deed of their own, and so make claims of their own.

Relative clauses (", which they suspended in January"), participles in apposition (", completed on Friday,"), clauses of
time ("a day after a mine wounded four") and charges turned down in passing (", a claim the ministry rejects"). What
stands in somebody's words stays his; all else is the outlet's. Where they stand is found by ``hanging.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guarantor.model.spans import Span, overlap, within
from guarantor.reading.attribution import Attribution
from guarantor.reading.quick import replace
from guarantor.reading.tellings import role_of
from guarantor.reading.units.hanging import SPELLS, Found, side_clauses
from guarantor.reading.units.stretch import Stretch
from guarantor.reading.units.types import Side, Unit, new_unit

_HELD: frozenset[Side] = frozenset({"denied", "charged", "weighed"})
"""Side clauses that are somebody else's word by their own."""
_NEXT = 4
"""Characters between what is told and an aside that goes on with it."""
_COUNT_BEHIND = 24
"""Characters between a telling and a count that goes on with it."""


def with_sides(here: Stretch, units: Sequence[Unit]) -> Iterator[Unit]:
    """The units without what their side clauses tell, and a unit for each side clause that no unit has already."""
    found = [one for one in side_clauses(here) if not _is_known(here, units, one)]
    if not found:
        yield from units
        return
    places = [here.place(one.first, one.last) for one in found]
    for unit in units:
        inside = tuple(place for place in places if any(within(place, part) for part in unit.content))
        turned = any(one.side == "denied" and place in inside for one, place in zip(found, places, strict=True))
        cut = inside and not unit.given and (unit.role != "act" or turned)
        yield _shortened(here, unit, inside) if cut else unit
    for one, place in zip(found, places, strict=True):
        holder = next((unit for unit in units if any(within(place, part) for part in unit.content)), None)
        if here.words[one.first] == "whose" or (holder is not None and holder.content == (place,)):
            continue
        tellings = holder.tellings if holder is not None and holder.role == "tell" and one.side not in _HELD else ()
        if one.side == "count" and not tellings:
            tellings = _told_before(here, place)
        if here.words[one.first] == "with" and holder is None:
            near = (unit for unit in units if unit.role == "tell" and 0 <= place[0] - unit.content[-1][1] < _NEXT)
            tellings = next((unit.tellings for unit in near), ())
        yield new_unit(
            sentence=here.number, span=place, content=(here.place(one.begin, one.last),), tellings=tellings,
            role="tell" if tellings else "deed", side=one.side, host=one.host, given="attack" if one.attack else "",
        )  # fmt: skip


def _told_before(here: Stretch, place: Span) -> tuple[Attribution, ...]:
    """Who speaks right before a count ("..., it said, putting the toll at 60")."""
    near = [one for one in here.tellings if one.cue and 0 <= place[0] - one.cue[-1][1] <= _COUNT_BEHIND]
    return tuple(near[-1:]) if near and role_of(near[-1])[0] == "tell" else ()


def _shortened(here: Stretch, unit: Unit, inside: tuple[Span, ...]) -> Unit:
    """The unit without the side clauses in its content; one that ends it is cut from its span, with its comma."""
    last = inside[-1]
    cut = unit.content[-1][1] == last[1] == unit.span[1] and last[0] > unit.content[-1][0]
    if not cut:
        return replace(unit, without=inside)
    first, end = here.sentence.touched((unit.content[-1][0], last[0]))
    while end > first and here.words[end - 1] in {",", "after", "as", "even", "when"}:
        end -= 1
    if here.words[end : end + 1] == ("after",) and end - first > 3 and here.words[end - 1] in SPELLS:
        end -= 1
        while end > first and here.tokens[end - 1].tag in {"DET", "NUM", "PUNCT", "ADV", "ADJ"}:
            end -= 1
    if unit.role != "act" and not here.has_verb(first, end):
        return replace(unit, without=inside)
    stop = here.tokens[end - 1].end
    contents = (*unit.content[:-1], (unit.content[-1][0], stop))
    return replace(unit, span=(unit.span[0], stop), content=contents, without=inside[:-1])


def _is_known(here: Stretch, units: Sequence[Unit], one: Found) -> bool:
    """Whether the clause is a unit already, or somebody is heard in it."""
    place = here.place(one.first, one.last)
    own = any(overlap(place, unit.span) and here.place(one.first, one.begin)[0] <= unit.content[0][0] and
              within(unit.content[0], place) for unit in units)  # fmt: skip
    heard = (telling for telling in here.tellings if role_of(telling)[0] in {"tell", "act"})
    return own or any(overlap(cue, place) for telling in heard for cue in telling.cue)
