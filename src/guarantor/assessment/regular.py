"""Which provisions the columnar kernel can judge in bulk, and which are left to the engine.

Regular is a plain duty to do: at least a whole number (or as many as its trigger tells, or just once) within a window
of a told event, for one debtor, nothing conditional, no other reading. Its words must be regular too: told and closed
amounts, no keys, no totals, none of a whole stretch, the same time for all words of an act. Everything else is the
engine's; both give the same statuses.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from guarantor.assessment.columns import Flags
from guarantor.assessment.gathering import OTHER, PERFORMED, Table
from guarantor.model.agreement import Amount, Provision, Ratio
from guarantor.model.testimony import Testimony


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


def words_regular(table: Table, count_acts: Sequence[bool]) -> Flags:
    """For each group of a table, whether all its words are within the kernel's reach (words that count for nothing
    always are)."""
    act = (table.kind == PERFORMED) & ~table.wider
    high, low = table.high, table.low
    with np.errstate(invalid="ignore"):
        told = (low > 0) & (high == np.floor(high))
    counting = np.array(count_acts, np.bool_)[table.group]
    odd = (table.kind == OTHER) | table.keyed | (act & (table.whole | table.stretch | ~(told | counting)))
    regular = np.ones(len(count_acts), np.bool_)
    regular[table.group[odd & table.counts]] = False
    return regular


def triggers_regular(words: Sequence[Testimony]) -> bool:
    """Whether all words on an event are within the kernel's reach."""
    return all(word.key is None and word.debtor is None for word in words)
