"""Words into columns: the one pass over every testimony that the kernel needs."""

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
CHUNK = 4096
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

    A few thousand words at a time: each word is visited once, and no row outlives its chunk.
    """
    words = [word for group in groups for word in group]
    group = np.repeat(np.arange(len(groups)), [len(each) for each in groups])
    parts = [_part(words[first : first + CHUNK], roots) for first in range(0, len(words), CHUNK)] or [_part([], roots)]
    ints = np.concatenate([part[0] for part in parts], axis=1)
    amounts = np.concatenate([part[1] for part in parts], axis=1)
    flags = np.concatenate([part[2] for part in parts], axis=1)
    lo, hi, number, recorded, withdrawn, published, kind = ints
    reviewed, whole, wider, keyed, linked = flags
    return Table(
        words=words, group=group, kind=kind,
        entries=Entries(root=number, recorded=recorded, withdrawn=withdrawn, published=published,
                        reviewed=reviewed, hi=hi),
        lo=lo, low=amounts[0], high=amounts[1], whole=whole, wider=wider, keyed=keyed, linked=linked,
        counts=(number >= 0) & (hi >= lo) & (kind != INTENDED),
    )  # fmt: skip


def _part(words: Sequence[Testimony], roots: dict[str, int]) -> tuple[Ints, Floats, Flags]:
    """Whole numbers, amounts and flags of some words, a row a field."""
    fields = zip(*map(FIELDS, words), strict=True) if words else iter([()] * 14)
    effect, root, happened, recorded, published, withdrawn, reviewed, low, high, whole, scope, key, tie, item = fields
    for name in dict.fromkeys(root):
        roots.setdefault(name, len(roots))
    times = [(0, -1) if each is None else each for each in happened]
    ints = np.array([
        [first for first, _ in times],
        [last for _, last in times],
        [-1 if name.startswith("unresolved:") else roots[name] for name in root],
        recorded,
        [LATEST if each is None else each for each in withdrawn],
        [r if p is None else p for p, r in zip(published, recorded, strict=True)],
        [KINDS.get(each, OTHER) for each in effect],
    ], np.int64)  # fmt: skip
    amounts = np.array([[np.nan if each is None else each for each in bound] for bound in (low, high)], np.float64)
    flags = np.array([
        reviewed, whole, [each == "wider" for each in scope], [each is not None for each in key],
        [a is not None or b is not None for a, b in zip(tie, item, strict=True)],
    ], np.bool_)  # fmt: skip
    return ints, amounts, flags
