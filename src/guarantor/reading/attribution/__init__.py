"""Who says what: `find_attributions(read_document(text))`.

quotes -> view (tree and marks of a sentence) -> rules (verbs, nouns, phrases, headlines) -> carry over -> result
"""

from guarantor.reading.attribution.find import find_attributions
from guarantor.reading.attribution.types import Attribution

__all__ = ["Attribution", "find_attributions"]
