"""When: the expressions of time in a text, each with its span, its interval and how far it can be told."""

from guarantor.reading.times.expression import TimeExpression
from guarantor.reading.times.finder import find_times

__all__ = ["TimeExpression", "find_times"]
