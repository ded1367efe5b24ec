"""Modality: whether what is told happened, is promised, refused, demanded, denied or only supposed."""

from guarantor.reading.modality.propositions import Proposition
from guarantor.reading.modality.reader import find_propositions

__all__ = ["Proposition", "find_propositions"]
