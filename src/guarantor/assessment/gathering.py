"""Words into columns: the only passes over every testimony that the kernel needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from guarantor.assessment.columns import Entries, Flags, Floats, Ints
from guarantor.model.moments import LATEST
from guarantor.model.testimony import Testimony

KINDS = {"performed": 0, "not_performed": 1, "outstanding": 2, "intends": 3}
PERFORMED, DENIED, SHORT, INTENDED, OTHER = range(5)


@dataclass(frozen=True, slots=True)
class Table:
    """Words of some groups (``group`` counts them) as columns. ``counts``: root and time are resolved, and it is no
    intention; ``kind`` as in :data:`KINDS`; ``linked``: tied to an occurrence or item."""

    words: Sequence[Testimony]
    group: Ints
    kind: Ints
    entries: Entries
    lo: Ints
    low: Floats
    high: Floats
    whole: Flags
    wider: Flags
    keyed: Flags
    linked: Flags
    counts: Flags


def table_of(groups: Sequence[Sequence[Testimony]], roots: dict[str, int]) -> Table:
    """The columns of some groups of words; roots that are met are given the next numbers.

    Field by field, without a row object for each word: a million rows would keep the garbage collector busy.
    """
    words = [word for group in groups for word in group]
    group = np.repeat(np.arange(len(groups)), [len(each) for each in groups])
    for name in dict.fromkeys([word.root for word in words]):
        roots.setdefault(name, len(roots))
    counted = {name: -1 if name.startswith("unresolved:") else number for name, number in roots.items()}
    lo = np.array([0 if word.happened is None else word.happened[0] for word in words], np.int64)
    hi = np.array([-LATEST if word.happened is None else word.happened[1] for word in words], np.int64)
    kind = np.array([KINDS.get(word.effect, OTHER) for word in words], np.int64)
    number = np.array([counted[word.root] for word in words], np.int64)
    entries = Entries(
        root=number, recorded=np.array([word.recorded for word in words], np.int64),
        withdrawn=np.array([LATEST if word.withdrawn is None else word.withdrawn for word in words], np.int64),
        published=np.array([w.recorded if w.published is None else w.published for w in words], np.int64),
        reviewed=np.array([word.reviewed for word in words], np.bool_), hi=hi,
    )  # fmt: skip
    return Table(
        words=words, group=group, kind=kind, entries=entries, lo=lo,
        low=np.array([np.nan if word.low is None else word.low for word in words], np.float64),
        high=np.array([np.nan if word.high is None else word.high for word in words], np.float64),
        whole=np.array([word.whole for word in words], np.bool_),
        wider=np.array([word.scope == "wider" for word in words], np.bool_),
        keyed=np.array([word.key is not None for word in words], np.bool_),
        linked=np.array([word.occurrence is not None or word.item is not None for word in words], np.bool_),
        counts=(number >= 0) & (hi >= lo) & (kind != INTENDED),
    )  # fmt: skip
