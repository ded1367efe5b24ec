"""Who did it and to whom, where the subject of the verb is not the doer."""

from __future__ import annotations

from guarantor.reading.judging.asking import asks
from guarantor.reading.judging.clause import ClauseView
from guarantor.reading.judging.judged import Judged
from guarantor.reading.quick import replace

LONGEST = 8
"""Words of a doer."""
_NAMING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"})


@asks(types={"violation"}, words={"under"})
def under_fire(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The patrol came under fire from rebels": whoever stands behind "from" or "by" did it, to the subject."""
    if judged.predicate != "come" or judged.event != "ASSAULT":
        return None
    under = view.words.index("under")
    place = next((i for i in range(under + 2, len(view.words)) if view.words[i] in {"from", "by"}), -1)
    stop = place + 1
    while place > 0 and stop < len(view.tokens) and stop - place <= LONGEST and view.tokens[stop].tag in _NAMING:
        stop += 1
    doer = ((view.tokens[place + 1].start, view.tokens[stop - 1].end),) if 0 < place < stop - 1 else ()
    return replace(judged, actors=doer, targets=judged.actors)
