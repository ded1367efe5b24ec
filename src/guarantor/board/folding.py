"""Texts made alike for search."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """A text for search: case and accents do not matter.

    >>> folded("Türkiye’s Kalın")
    'turkiye’s kalın'
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
