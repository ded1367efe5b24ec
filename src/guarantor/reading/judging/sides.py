"""Who did it and to whom, where the subject of the verb is not the doer."""

from __future__ import annotations

from guarantor.model.spans import Span
from guarantor.reading.judging.asking import asks
from guarantor.reading.judging.clause import ClauseView
from guarantor.reading.judging.judged import Judged
from guarantor.reading.quick import replace

LONGEST = 8
"""Words of a doer."""
LIST = 3
"""So many names in a row are a list, which a parser mostly breaks up."""
_HARM = ("coerce", "attack")
"""How the names of rules begin that see harm done."""
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


@asks(words={"and"}, finite=True)
def listed_doers(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Norway, Sweden and Denmark signed": all who are listed, where the parser saw one of them."""
    if "," not in view.words[: view.finite]:
        return None
    listed = view.listed
    if len(listed) < LIST:
        return None
    begin, end = listed[0][0], listed[-1][1]
    doers = _in_place(judged.actors, listed, begin, end)
    suffering = _in_place(judged.targets, listed, begin, end)
    if (doers, suffering) == (judged.actors, judged.targets):
        return None
    return replace(judged, actors=doers, targets=suffering)


def _in_place(sides: tuple[Span, ...], listed: tuple[Span, ...], begin: int, end: int) -> tuple[Span, ...]:
    """The sides, with the whole list where one or two of it stand among them."""
    if not any(begin <= side[0] and side[1] <= end for side in sides):
        return sides
    return (*listed, *(side for side in sides if side[1] <= begin or end <= side[0]))


@asks(types={"refusal"}, polarity="-", told=True, words={"nobody", "no", "none"})
def nobody_harmed(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Nobody will be expelled": who says that it will not be done to anybody promises, and refuses nothing."""
    if not judged.rule.startswith(_HARM) or judged.actors or view.words[0] not in {"nobody", "no", "none"}:
        return None
    return judged.by("nobody harmed", "commitment", "planned")


@asks(types={"violation"}, predicates={"record", "count", "register", "log", "tally", "document", "verify", "list"})
def only_counted(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The mission recorded 18 attacks": who counts them did not do them."""
    return replace(judged, actors=()) if judged.actors else None
