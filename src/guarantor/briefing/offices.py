"""The office that a report's own words give to somebody whom the case does not know: without it a name does not say
for whom he speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guarantor.briefing.wording import Wording

LONGEST = 6
"""At most so many words make an office."""
_AFTER = re.compile(r", ((?:the |an? )?[^,“”\"]{3,60}), ")
_WORD = re.compile(r"[\w.’'/-]+")
_LAST = re.compile(r"(\S+),? $")


def office_told(quote: str, holder: str, wording: Wording) -> str | None:
    """The office that stands right before or behind a name, in the report's words; None where none does.

    >>> from guarantor.briefing.wording import default_wording
    >>> office_told("The bridge is open, army spokesman Ola Nord said", "Ola Nord", default_wording())
    'army spokesman'
    >>> office_told("Ola Nord, a spokesman for the army, said so", "Ola Nord", default_wording())
    'a spokesman for the army'
    """
    at = quote.find(holder)
    if at < 0:
        return None
    behind = _AFTER.match(quote[at + len(holder) :])
    if behind is not None and _offices(behind[1].split(), wording):
        return behind[1]
    return _before(quote[:at], wording)


def _before(text: str, wording: Wording) -> str | None:
    ranks = wording.data["ranks"]
    while (last := _LAST.search(text)) is not None and last[1].rstrip(".").casefold() in ranks:
        text = text[: last.start()]
    apart = text.endswith(", ")
    words = text.rstrip(", ").split(" ")
    if not text.endswith(" ") or not _offices(words[-1:], wording):
        return None
    start = len(words) - 1
    while start > 0 and len(words) - start < LONGEST and _belongs(words[start - 1], apart, wording):
        start -= 1
    return " ".join(words[start:])


def _offices(words: Sequence[str], wording: Wording) -> list[str]:
    return [word for word in words if word.casefold() in wording.data["offices"]]


def _belongs(word: str, apart: bool, wording: Wording) -> bool:
    """Whether a word before an office is part of it: a name ("Rapid Support Forces spokesman"), an owner, a word for a
    body or a field ("army", "foreign"); before a name between commas ("the army's spokesman, Ola Nord") its article."""
    if _WORD.fullmatch(word) is None or word.casefold() in wording.data["no_office_words"]:
        return False
    if word.casefold() == "the":
        return apart
    return word[:1].isupper() or word.endswith(("'s", "’s", "s'")) or word in wording.data["office_fields"]
