"""Texts made alike for search: a word that is asked for has to begin a word of the text."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """A text for search: case and accents do not matter.

    >>> folded("Türkiye’s Kalın")
    'turkiye’s kalın'
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def terms(text: str) -> str:
    """The words of a text, folded, each with a blank before it, so that what begins a word can be looked for.

    >>> terms("No. 12 at Kalın’s")
    ' no 12 at kalın s'
    """
    return "".join(f" {word}" for word in _WORD.findall(folded(text)))
