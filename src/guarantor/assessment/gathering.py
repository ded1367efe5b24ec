"""Words into columns, all fields of a word in one go: the only pass over every testimony that the kernel needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

import numpy as np

from guarantor.assessment.columns import Entries, Flags, Floats, Ints
from guarantor.model.moments import LATEST
from guarantor.model.testimony import Testimony

FIELDS = attrgetter(
    "effect", "root", "happened", "recorded", "published", "withdrawn", "reviewed", "low", "high", "whole", "scope",
    "key", "occurrence", "item",
)  # fmt: skip
KINDS = {"performed": 0, "not_performed": 1, "outstanding": 2, "intends": 3}
PERFORMED, DENIED, SHORT, INTENDED, OTHER = range(5)
NOWHERE = (0, -1)


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
    """The columns of some groups of words; roots that are met are given the next numbers."""
    words = [word for group in groups for word in group]
    group = np.repeat(np.arange(len(groups)), [len(each) for each in groups])
    fields = zip(*map(FIELDS, words), strict=True) if words else iter([()] * 14)
    effect, root, happened, recorded, published, withdrawn, reviewed, low, high, whole, scope, key, *ties = fields
    for name in dict.fromkeys(root):
        roots.setdefault(name, len(roots))
    counted = {name: -1 if name.startswith("unresolved:") else number for name, number in roots.items()}
    times = np.array([each or NOWHERE for each in happened], np.int64).reshape(-1, 2)
    kind = np.array([KINDS.get(each, OTHER) for each in effect], np.int64)
    number = np.array([counted[each] for each in root], np.int64)
    entries = Entries(
        root=number, recorded=np.array(recorded, np.int64),
        withdrawn=np.array([LATEST if each is None else each for each in withdrawn], np.int64),
        published=np.array([r if p is None else p for p, r in zip(published, recorded, strict=True)], np.int64),
        reviewed=np.array(reviewed, np.bool_), hi=times[:, 1],
    )  # fmt: skip
    return Table(
        words=words, group=group, kind=kind, entries=entries, lo=times[:, 0],
        low=_amounts(low), high=_amounts(high), whole=np.array(whole, np.bool_),
        wider=np.array([each == "wider" for each in scope], np.bool_),
        keyed=np.array([each is not None for each in key], np.bool_),
        linked=np.array([o is not None or i is not None for o, i in zip(*ties, strict=True)], np.bool_),
        counts=(number >= 0) & (times[:, 1] >= times[:, 0]) & (kind != INTENDED),
    )  # fmt: skip


def _amounts(values: Sequence[float | None]) -> Floats:
    return np.array([np.nan if each is None else each for each in values], np.float64)
