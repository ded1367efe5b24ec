"""How much: the figures in a text, each with its unit, bounds, kind, counted noun, scope and period."""

from guarantor.reading.quantities.finder import find_quantities
from guarantor.reading.quantities.mention import QuantityMention

__all__ = ["QuantityMention", "find_quantities"]
