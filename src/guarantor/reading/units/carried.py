"""What goes on in the voice of the sentence before: "The mission said a patrol was ambushed. One soldier was killed."

Only a count of those harmed that begins with a number and stands right behind somebody's words of an attack, in the
same paragraph: there the sense asks for it, and to give it to the outlet would make a fact of a report.
"""

from __future__ import annotations

from collections.abc import Sequence

from guarantor.reading.document import Document
from guarantor.reading.quick import replace
from guarantor.reading.units.types import Unit

CARRIED = "carried:"
"""Before the rule of a telling whose speaker goes on in the next sentence."""
_COUNTS = frozenset(
    {"one", "another", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "some",
     "dozens", "others"}
)  # fmt: skip
_HARMED = frozenset({"kill", "wound", "injure", "hurt", "maim"})
_ATTACKS = frozenset(
    {"attack", "ambush", "shell", "strike", "bomb", "raid", "hit", "explode", "explosion", "shelling", "fire", "clash",
     "mine", "drone", "airstrike", "missile"}
)  # fmt: skip


def in_voice_before(document: Document, units: Sequence[Unit], before: Sequence[Unit]) -> list[Unit]:
    """The units of a sentence, given those of the sentence before; changed where they go on with its speaker."""
    if len(units) != 1 or units[0].tellings or not before or not before[-1].tellings or before[-1].role != "tell":
        return list(units)
    here, there = document.sentences[units[0].sentence], document.sentences[before[-1].sentence]
    if here.paragraph != there.paragraph or units[0].sentence != before[-1].sentence + 1 or not here.words:
        return list(units)
    if here.words[0] not in _COUNTS and not here.words[0].isdigit():
        return list(units)
    harmed = any(
        token.lemma in _HARMED and "be" in {one.lemma for one in here.tokens[max(0, place - 3) : place]}
        for place, token in enumerate(here.tokens)
    )
    running = before[-1].tellings[-1].rule.startswith(CARRIED)
    if not harmed or not (running or any(token.lemma in _ATTACKS for token in there.tokens)):
        return list(units)
    tellings = tuple(
        one if running else replace(one, rule=f"{CARRIED}{one.rule}") for one in before[-1].tellings
    )  # fmt: skip
    return [replace(units[0], tellings=tellings, role="tell")]
