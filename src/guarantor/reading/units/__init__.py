"""From attributions to units: the stretches of a report that make one claim each, and who is said to say them.

A unit is a clause with the chain of attributions it stands in, outermost first, or a clause in the outlet's own voice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guarantor.model.spans import Span
from guarantor.reading.actors import Cast
from guarantor.reading.attribution import Attribution
from guarantor.reading.document import Document
from guarantor.reading.tellings import role_of
from guarantor.reading.units.carried import in_voice_before
from guarantor.reading.units.own import own_units, talks_beside
from guarantor.reading.units.sides import with_sides
from guarantor.reading.units.stretch import Stretch, is_inside
from guarantor.reading.units.told import also_told, told_units
from guarantor.reading.units.types import Unit

__all__ = ["Unit", "in_voice_before", "units_of"]


def units_of(
    document: Document, sentence: int, region: tuple[int, int], tellings: Sequence[Attribution], cast: Cast,
    *, title: bool = False,
) -> list[Unit]:  # fmt: skip
    """The units of one sentence. ``region`` are its tokens without datelines and credits; ``tellings`` those that
    are heard and touch it; ``title``: it is a headline, which may do without a finite verb.
    """
    held = [telling for telling in tellings if telling.content]
    here = Stretch(document, sentence, region, held, cast, title=title)
    return list(with_sides(here, list(_units(here))))


def _units(here: Stretch) -> Iterator[Unit]:
    """Told units first, then what is left to the outlet's voice."""
    tops = [
        here.fronted(one)
        for one in here.tellings
        if not any(is_inside(one, other) for other in here.tellings if other is not one)
    ]
    taken: list[Span] = []
    for top in sorted(tops, key=lambda one: min(start for start, _ in (*one.source, *one.cue, *one.content))):
        role, _ = role_of(top)
        if role == "deed":
            yield from also_told(here, top, tops)
        if role == "deed" or here.is_covered(top, taken):
            continue
        made = list(told_units(here, top, role))
        yield from made
        taken += [*(() if here.is_shared(top) else top.source), *top.cue, *top.content, *here.apposition_of(top)]
        taken += [part for unit in made for part in unit.content]
    free = here.free(taken)
    yield from own_units(here, free, told=bool(taken))
    if taken:
        yield from talks_beside(here, free)
