"""Which casualties a figure counts: killed, injured, missing or captured, by the words beside it."""

from __future__ import annotations

from guarantor.linking.words import word_set
from guarantor.model.claim import Quantity


def casualty_word(quantity: Quantity, quote: str) -> str | None:
    """Which casualty word a figure counts: the first that stands behind it in the quotation, "hurt" as "injured".

    >>> casualty_word(Quantity(value=3, low=3, high=3, of="people", span=(0, 1)), "3 people were killed and 5 hurt")
    'killed'
    """
    plain = {word: row[0] for row in word_set("casualty") for word in row}
    text = quote.casefold()
    number = f"{quantity.value:g}" if quantity.value is not None else ""
    at = max(0, text.find(number)) if number else 0
    if quantity.of and (noun := text.find(quantity.of.casefold(), at)) >= 0:
        at = noun
    found = sorted((place, word) for word in plain if (place := text.find(word, at)) >= 0)
    word = found[0][1] if found else next((word for word in plain if word in text), None)
    return None if word is None else plain[word]
