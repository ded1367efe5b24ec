"""What the review desk refuses, with what was found and what to do."""

from __future__ import annotations


class ReviewError(ValueError):
    """A judgement that cannot be made; nothing was written."""
