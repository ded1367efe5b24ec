"""Versions of a report: what an outlet changed under one address, told so that a person can read it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from guarantor.model.claim import Claim

_BREAK = re.compile(r"(?<=[.!?…])\s+|\n+")


def difference(old: str, new: str) -> tuple[str, ...]:
    """The sentences that went (``- …``) and came (``+ …``), in the order of the text.

    >>> difference("Eight came. They met.", "Seven came. They met.")
    ('- Eight came.', '+ Seven came.')
    """
    before, after = _sentences(old), _sentences(new)
    lines: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            lines += [f"- {each}" for each in before[a:b]]
            lines += [f"+ {each}" for each in after[c:d]]
    return tuple(lines)


def carried(old: Iterable[Claim], new: Iterable[Claim]) -> dict[str, str]:
    """Which claims of the older version stand in the newer one: same words, type, modality, polarity and holder."""
    there = {_content(claim): claim.id for claim in new}
    return {claim.id: there[_content(claim)] for claim in old if _content(claim) in there}


def _content(claim: Claim) -> tuple[str | None, ...]:
    return (
        " ".join(claim.quote.split()),
        claim.type,
        claim.modality,
        claim.polarity,
        claim.holder.text,
        claim.holder.actor,
    )


def _sentences(text: str) -> list[str]:
    return [" ".join(part.split()) for part in _BREAK.split(text) if part.strip()]
