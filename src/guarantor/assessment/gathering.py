"""Words into columns: the one pass over every testimony that the kernel needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import Any

import numpy as np

from guarantor.assessment.columns import Entries, Flags, Floats, Ints
from guarantor.model.moments import LATEST
from guarantor.model.testimony import Testimony

FIELDS = attrgetter(
    "effect", "root", "happened", "recorded", "published", "withdrawn", "reviewed", "low", "high", "whole", "scope",
    "key", "occurrence", "item", "bound", "stretch",
)  # fmt: skip
CHUNK = 4096
KINDS = {"performed": 0, "not_performed": 1, "outstanding": 2, "intends": 3}
PERFORMED, DENIED, SHORT, INTENDED, OTHER = range(5)


@dataclass(frozen=True, slots=True)
class Table:
    """Words of some groups (``group`` counts them) as columns. ``counts``: root and time are resolved, and it is no
    intention; ``kind`` as in :data:`KINDS`; ``linked``: tied to an occurrence or item; ``bounded``: its amount is not
    put exactly; ``stretch``: it is that of a whole stretch of time."""

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
    bounded: Flags
    stretch: Flags
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
    reviewed, whole, wider, keyed, linked, bounded, stretch = flags
    return Table(
        words=words, group=group, kind=kind,
        entries=Entries(root=number, recorded=recorded, withdrawn=withdrawn, published=published,
                        reviewed=reviewed, hi=hi),
        lo=lo, low=amounts[0], high=amounts[1], whole=whole, wider=wider, keyed=keyed, linked=linked,
        bounded=bounded, stretch=stretch, counts=(number >= 0) & (hi >= lo) & (kind != INTENDED),
    )  # fmt: skip


def _part(words: Sequence[Testimony], roots: dict[str, int]) -> tuple[Ints, Floats, Flags]:
    """Whole numbers, amounts and flags of some words, a row a field."""
    fields: list[list[Any]] = [[] for _ in range(16)]
    if words:
        fields = [list(field) for field in zip(*map(FIELDS, words), strict=True)]
    (
        effect,
        root,
        happened,
        recorded,
        published,
        withdrawn,
        reviewed,
        low,
        high,
        whole,
        scope,
        key,
        tie,
        item,
        put,
        all_of,
    ) = fields
    for name in dict.fromkeys(root):
        roots.setdefault(name, len(roots))
    number = {name: -1 if name.startswith("unresolved:") else roots[name] for name in dict.fromkeys(root)}
    kind = {name: KINDS.get(name, OTHER) for name in dict.fromkeys(effect)}
    count = len(words)
    ints = np.empty((7, count), np.int64)
    times = happened if None not in happened else [(0, -1) if each is None else each for each in happened]
    ints[:2] = np.fromiter(chain.from_iterable(times), np.int64, 2 * count).reshape(count, 2).T
    ints[2] = np.fromiter(map(number.__getitem__, root), np.int64, count)
    ints[3] = recorded
    ints[4] = _or_else(withdrawn, LATEST)
    ints[5] = (
        ints[3] if _all(published, None) else [r if p is None else p for p, r in zip(published, recorded, strict=True)]
    )
    ints[6] = np.fromiter(map(kind.__getitem__, effect), np.int64, count)
    amounts = np.empty((2, count), np.float64)
    amounts[0], amounts[1] = low, high
    flags = np.zeros((7, count), np.bool_)
    flags[0], flags[1] = reviewed, whole
    if not _all(scope, "same"):
        flags[2] = [each == "wider" for each in scope]
    if not _all(key, None):
        flags[3] = [each is not None for each in key]
    if not (_all(tie, None) and _all(item, None)):
        flags[4] = [a is not None or b is not None for a, b in zip(tie, item, strict=True)]
    if not _all(put, ""):
        flags[5] = [each != "" for each in put]
    if not _all(all_of, False):
        flags[6] = all_of
    return ints, amounts, flags


def _all(values: list[Any], value: object) -> bool:
    """Whether a field has one and the same value throughout (most fields have)."""
    return values.count(value) == len(values)


def _or_else(values: list[Any], other: int) -> Any:
    if _all(values, None):
        return other
    return [other if each is None else each for each in values]
