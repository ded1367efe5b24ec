"""Where windows begin and end in the sorted acts."""

from __future__ import annotations

import numpy as np

from guarantor.assessment.columns import Ints, composite


class Place:
    """Acts by provision and owner in two orders (by first and by last second), and each root's own words likewise."""

    def __init__(self, group: Ints, lo: Ints, hi: Ints, own_group: Ints, own_lo: Ints, own_hi: Ints) -> None:
        self.key_lo, self.encode_lo = composite(group, lo)
        instants = bool((lo == hi).all())
        self.by_hi = np.arange(len(group)) if instants else np.lexsort((hi, group))
        self.key_hi, self.encode_hi = composite(group[self.by_hi], hi[self.by_hi])
        self.own_order = np.lexsort((own_lo, own_group))
        self.own_lo, self.encode_own_lo = composite(own_group[self.own_order], own_lo[self.own_order])
        self.own_by_hi = self.own_order if instants else np.lexsort((own_hi, own_group))
        self.own_hi, self.encode_own_hi = composite(own_group[self.own_by_hi], own_hi[self.own_by_hi])

    def through(self, group: Ints, time: Ints) -> Ints:
        """How many acts come no later than a time, counted from the first group."""
        return np.searchsorted(self.key_lo, self.encode_lo(group, time), side="right")

    def before(self, group: Ints, time: Ints) -> Ints:
        """How many acts are wholly before a time."""
        return np.searchsorted(self.key_hi, self.encode_hi(group, time), side="left")

    def own_through(self, group: Ints, time: Ints) -> Ints:
        """The same for a root's own words on acts."""
        return np.searchsorted(self.own_lo, self.encode_own_lo(group, time), side="right")

    def own_before(self, group: Ints, time: Ints) -> Ints:
        """The same for a root's own words on acts."""
        return np.searchsorted(self.own_hi, self.encode_own_hi(group, time), side="left")
