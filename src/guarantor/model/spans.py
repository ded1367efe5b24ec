"""Spans: where in a stored text the words stand."""

from __future__ import annotations

Span = tuple[int, int]
"""Half-open offsets ``(start, end)`` in Unicode code points into a report's stored text."""


class SpanError(ValueError):
    """A span that does not lie in its text, or whose words are not the quoted ones."""


def cut(text: str, span: Span) -> str:
    """The words of a span; raises :class:`SpanError` where the span does not lie in the text.

    >>> cut("a ceasefire", (2, 11))
    'ceasefire'
    """
    start, end = span
    if not 0 <= start <= end <= len(text):
        raise SpanError(f"span {start}..{end} does not lie in a text of {len(text)} characters")
    return text[start:end]


def overlap(a: Span, b: Span) -> int:
    """How many characters two spans share.

    >>> overlap((0, 5), (3, 9))
    2
    """
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def within(inner: Span, outer: Span) -> bool:
    """Whether one span lies inside another, edges included."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]
