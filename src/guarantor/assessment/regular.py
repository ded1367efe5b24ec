"""Which provisions the columnar kernel can judge in bulk, and which are left to the engine.

Regular is a plain duty to do: at least a whole number (or as many as its trigger tells, or just once) within a window
of a told event, for one debtor, nothing conditional, no other reading. Its words must be regular too: told and closed
amounts, no keys, no totals, the same time for all words of an act. Everything else is the engine's; both give the same
statuses.
"""

from __future__ import annotations

from collections.abc import Sequence

from guarantor.model.agreement import Amount, Provision, Ratio
from guarantor.model.testimony import Testimony

WORD_EFFECTS = ("performed", "not_performed", "outstanding", "intends")


def is_regular(provision: Provision) -> bool:
    """Whether a provision's own shape is within the kernel's reach."""
    window = provision.window
    if provision.polarity != "do" or window is None or window.anchor.kind != "event":
        return False
    if window.start is None or window.until is not None or (len(provision.debtors) > 1 and not provision.jointly):
        return False
    conditions = (provision.when, provision.while_, provision.unless, provision.recurrence, provision.for_each)
    if any(part is not None for part in conditions):
        return False
    if provision.closes_otherwise or provision.readings or provision.amendments or provision.consume != "shared":
        return False
    quantity = provision.quantity
    if isinstance(quantity, Amount):
        return quantity.op == ">=" and quantity.value is not None and not quantity.distinct
    return quantity is None or (isinstance(quantity, Ratio) and quantity.mode == "trigger")


def words_regular(words: Sequence[Testimony], *, count_acts: bool) -> bool:
    """Whether all words on a provision are within the kernel's reach (words that count for nothing always are)."""
    return all(_word_regular(word, count_acts) for word in words)


def _word_regular(word: Testimony, count_acts: bool) -> bool:
    if word.effect not in WORD_EFFECTS or word.key is not None:
        return False
    if word.effect != "performed" or word.scope == "wider":
        return True
    if word.whole:
        return False
    if count_acts:
        return True
    low, high = word.low, word.high
    return low is not None and high is not None and low > 0 and high == int(high)


def triggers_regular(words: Sequence[Testimony]) -> bool:
    """Whether all words on an event are within the kernel's reach."""
    return all(word.key is None and word.debtor is None for word in words)
