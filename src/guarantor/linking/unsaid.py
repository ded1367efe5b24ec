"""What a copy states and its origin's text only hedges or announces, where reading made no claim of the origin's words.

Words like "may have shelled" are nobody's claim, and so no claim of the copy has a partner there. The sentence of the
origin that carries the copy's words is looked for instead: what it hedges, or says will be done, the copy made certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guarantor.linking.distortions import DONE, Distortion, hedge_of
from guarantor.linking.fitting import Words
from guarantor.linking.kept import Kept
from guarantor.linking.same import alike
from guarantor.linking.words import words_of
from guarantor.model.claim import Claim
from guarantor.model.report import Report

CARRIED = 0.75
"""So much of a claim's telling words stands in the sentence that carries it."""
_SENTENCE = re.compile(r"(?<=[.!?])[\s”\"]+|\n+")
_WORD = re.compile(r"[^\W_]+")
_SHORT = 3
"""Words up to so many letters tell nothing; numbers do, however short."""


def made_certain(copy: Iterable[Kept], origin: Report, said: Iterable[Kept]) -> Iterator[Distortion]:
    """Of some claims of a copy, those that the text of its origin only hedges or announces; ``said`` are the claims of
    the origin. The origin is named by its report, since no claim of it says the like."""
    others = [each.claim for each in said]
    sentences = [(each, _telling(each)) for each in _SENTENCE.split(origin.text)]
    for kept in copy:
        claim = kept.claim
        told = claim.modality in DONE and claim.holder.text is None and claim.polarity == "+"
        if not told or hedge_of(claim) is not None or any(alike(claim, other) > 0 for other in others):
            continue
        carrying = [sentence for sentence, words in sentences if _carries(words, _telling(claim.quote))]
        if len(carrying) == 1:
            yield from _between(kept, origin, carrying[0])


def sentence_of(origin: Report, words: str) -> str | None:
    """The one sentence of a report that carries some words of a copy; None where none does, or several."""
    carrying = [each for each in _SENTENCE.split(origin.text) if _carries(_telling(each), _telling(words))]
    return carrying[0].strip() if len(carrying) == 1 else None


def _between(kept: Kept, origin: Report, sentence: str) -> Iterator[Distortion]:
    outlet = kept.claim.report.outlet or "the copy"
    hedge = Words.of(sentence).any_of(words_of("hedges"))
    meant = _meant(kept.claim, sentence)
    if hedge is not None:
        text = f"“{hedge}” is not in {outlet}"
        yield Distortion(
            kind="hedge dropped", origin=origin.id, copy=kept.id, before=hedge, after="nothing", text=text
        )  # fmt: skip
    elif meant is not None:
        text = f"“{meant}” before, as done by {outlet}"
        yield Distortion(
            kind="made certain", origin=origin.id, copy=kept.id, before="planned", after=kept.claim.modality, text=text
        )  # fmt: skip


def _meant(claim: Claim, sentence: str) -> str | None:
    """The words by which a sentence says that a claim's act is still to be done: "plans to hand"."""
    cues = "|".join(map(re.escape, words_of("meant")))
    found = re.search(rf"\b(?:{cues}) (?:\w+ly )?{re.escape(claim.predicate or '')}\b", sentence, re.IGNORECASE)
    return found[0] if found is not None and claim.predicate else None


def _telling(text: str) -> frozenset[str]:
    words = _WORD.findall(text.casefold())
    return frozenset(word[:6] for word in words if len(word) > _SHORT or word.isdecimal())


def _carries(sentence: frozenset[str], words: frozenset[str]) -> bool:
    numbers = {word for word in words if word.isdecimal()}
    return bool(words) and numbers <= sentence and len(words & sentence) >= CARRIED * len(words)
