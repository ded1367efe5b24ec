"""What copies changed of the texts they share, where a brief cites either: the copy's words, and what each text gives.

Told is what each text gives, in equal words; which of them is right is not said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from guarantor.briefing.citation import Citation, cite_report
from guarantor.briefing.desk import Desk, paragraph
from guarantor.briefing.material import iso_day
from guarantor.briefing.parts import Paragraph, Section, Sentence
from guarantor.briefing.saying import listed, review_marks, say
from guarantor.briefing.speakers import named, upper_first
from guarantor.linking.distortions import Distortion
from guarantor.linking.unsaid import sentence_of

UNSURE = "nothing"
"""What a copy has in the place of a word that says that it is not sure."""
PLAIN = "hedge gone"
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def what_copies_changed(desk: Desk) -> tuple[Section, ...]:
    """The section on what is cited so far; none where no copy changed anything of it."""
    cited = {note.citation.claim for note in desk.notes.all()}
    pairs: dict[tuple[str, str], list[Distortion]] = {}
    for each in desk.material.distorted(sorted(cited)):
        if {each.origin, each.copy} & cited:
            pairs.setdefault((each.origin, each.copy), []).append(each)
    made = [found for pair in pairs.values() for found in _told(desk, pair)]
    return (desk.section("copies", made),) if made else ()


def _told(desk: Desk, pair: list[Distortion]) -> Iterator[Paragraph]:
    """What a copy says, and what it gives beside what it copies; nothing where one of the two may not be cited."""
    copy, origin = desk.material.cite(pair[0].copy), _origin(desk, pair[0])
    if copy is None or origin is None:
        return
    kinds = {_kind(each): each for each in pair}
    if PLAIN in kinds:
        kinds.pop("made certain", None)  # "may have" is what made it less than certain
    text = desk.wording(
        "copied", copy=upper_first(_outlet(copy)), origin=_text(desk, origin),
        theirs=listed([_gives(desk, kind, "copy", each.after) for kind, each in kinds.items()]),
        ours=listed([_gives(desk, kind, "origin", _before(desk, origin, each)) for kind, each in kinds.items()]),
    )  # fmt: skip
    difference = Sentence(text=text, notes=desk.notes.numbers(copy, origin), marks=review_marks([copy, origin]))
    yield from paragraph([say([copy], desk), difference], item=True)


def _before(desk: Desk, origin: Citation, each: Distortion) -> str:
    """What the origin has: a holder as other sentences name him."""
    lost = each.kind == "attribution lost" and origin.resolved and not origin.anonymous
    return named(origin.root, desk) if lost else each.before


def _kind(each: Distortion) -> str:
    return PLAIN if each.kind == "hedge dropped" and each.after == UNSURE else each.kind


def _gives(desk: Desk, kind: str, side: str, what: str) -> str:
    told = desk.wording.data["modalities"].get(what, what)
    told = _ISO.sub(lambda day: desk.material.short(date.fromisoformat(day[0])), told)
    return desk.wording.copied(kind, side).format(told=told)


def _origin(desk: Desk, each: Distortion) -> Citation | None:
    """The citation of what was copied: a claim, or the sentence of a report that no claim was read from."""
    if each.origin.startswith("claim:"):
        return desk.material.cite(each.origin)
    report = desk.material.reports.get(each.origin)
    if report is None or desk.material.cite(each.copy) is None:
        return None
    words = sentence_of(report, desk.material.claim(each.copy).quote)
    return None if words is None else cite_report(each.origin, report, words)


def _outlet(citation: Citation) -> str:
    return citation.outlet or citation.title or "an outlet that is not named"


def _text(desk: Desk, citation: Citation) -> str:
    """The text that was copied, by outlet and day."""
    day = iso_day(citation.published)
    return f"{_outlet(citation)} of {desk.material.short(day)}" if day else _outlet(citation)
