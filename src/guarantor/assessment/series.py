"""What one root's words come to: totals as readings of a series, increments between them, never two roots added.

For a root, the latest total by cut-off is the reading; acts wholly after the cut-off are added to it. A later reading
that is lower is a revision, and holds for earlier times too. A reading of the same cut-off that was published later
supersedes. Where a root has no total, its acts are summed. Acts pooled over reviewed or exact occurrences count for
every root of the account, at the highest that any of them tells. An amount told for a whole stretch of time (a month)
is held against the acts and shorter stretches that touch it: the higher counts, never both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from guarantor.model.claim import Bound
from guarantor.model.testimony import Testimony

DAY = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """How amounts are read: ``start`` and its civil day's first second ``floor`` (None: whatever came before counts),
    ``begun`` the latest start where that is told only vaguely (None: ``start``), ``target`` for words that say all is
    done, ``since`` from when a total counts that says nothing (None: start), ``count_acts`` where the text has no
    quantity, ``distinct`` items."""

    start: int | None
    floor: int | None
    target: float | None
    since: int | None = None
    begun: int | None = None
    count_acts: bool = False
    distinct: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """One act as one root (or, pooled, the account) tells it. ``top`` is the amount at its highest, ``closed`` whether
    that is a bound at all; ``told`` False where no amount is told, ``best`` the claim of the highest, ``bound`` how
    it puts the amount; ``stretch``: it is all that was done from ``lo`` to ``hi``."""

    lo: int
    hi: int
    bottom: float
    top: float
    closed: bool
    told: bool
    claims: tuple[str, ...]
    pooled: bool
    best: str = ""
    bound: Bound = ""
    stretch: bool = False


@dataclass(frozen=True, slots=True)
class Total:
    """One reading of a series: its cut-off interval and bounds. ``whole``: the words say that all is done."""

    lo: int
    hi: int
    bottom: float
    top: float
    closed: bool
    claim: str
    whole: bool
    bound: Bound = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure of one root: value, the claims it rests on, until when they reach, and whether nobody printed it.

    ``needed`` are the claims that alone make up the value: one for each act, and a later reading that is lower.
    ``bound`` says how the words put it.
    """

    value: float
    claims: tuple[str, ...] = ()
    until: int = 0
    derived: bool = False
    whole: bool = False
    closed: bool = True
    needed: tuple[str, ...] = ()
    bound: Bound = ""


@dataclass(slots=True)
class Series:
    """One root's words over one window, already cut at as-of."""

    root: str
    totals: list[Total] = field(default_factory=list)
    partial: list[Total] = field(default_factory=list)
    wider: list[Total] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    own: list[Unit] = field(default_factory=list)
    _known: dict[tuple[int, bool, bool, bool], Sum] = field(default_factory=dict, compare=False, repr=False)

    def at(self, when: int, *, strict: bool = False, own_only: bool = False, lowest: bool = False) -> Sum:
        """The figure at an instant. An act or cut-off whose interval straddles it counts, unless ``strict``. Asked for
        once the words are all there: an answer is kept."""
        asked = when, strict, own_only, lowest
        if asked not in self._known:
            self._known[asked] = self._at(when, strict=strict, own_only=own_only, lowest=lowest)
        return self._known[asked]

    def _at(self, when: int, *, strict: bool, own_only: bool, lowest: bool) -> Sum:
        def by(lo: int, hi: int) -> bool:
            return (hi if strict else lo) <= when

        known = [i for i, total in enumerate(self.totals) if by(total.lo, total.hi)]
        base = self.totals[known[-1]] if known else None
        later = self.totals[known[-1] + 1 :] if known else self.totals
        units = apart([
            unit
            for unit in (self.own if own_only else self.units)
            if by(unit.lo, unit.hi) and (base is None or unit.lo > base.hi)
        ])  # fmt: skip
        value = (0.0 if base is None else _bound(base, lowest)) + sum(_bound(unit, lowest) for unit in units)
        first = (base.claim,) if base else ()
        claims = first + tuple(claim for unit in units for claim in unit.claims)
        needed = first + tuple(unit.best for unit in units if unit.top > 0)
        bound = _joint([*([base.bound] if base else []), *(unit.bound for unit in units if unit.top > 0)])
        for total in later:
            if _bound(total, lowest) < value:
                value, claims, needed = _bound(total, lowest), (total.claim,), (*needed, total.claim)
                bound = total.bound
        for total in self.partial:
            if by(total.lo, total.hi) and _bound(total, lowest) > value:
                value, claims, needed = _bound(total, lowest), (total.claim,), (total.claim,)
                bound = total.bound
        until = max([unit.hi for unit in units] + ([base.hi] if base else []), default=0)
        closed = all(unit.closed for unit in units) and (base is None or base.closed)
        whole = bool(base and base.whole)
        return Sum(value, claims, until, len(claims) > 1, whole, closed, needed, bound)

    def highest_by(self, when: int) -> Sum:
        """The root's own figure at its highest: what was done after its last reading is bounded by the next one."""
        own = self.at(when, own_only=True)
        later = [total for total in self.totals if total.lo > when]
        least = min(later, key=lambda total: total.top, default=None)
        if least is None or least.top <= own.value:
            return own
        return Sum(least.top, (*own.claims, least.claim), least.hi, closed=least.closed, bound=least.bound)

    @property
    def speaks(self) -> bool:
        """Whether the root tells of any performance."""
        return bool(self.totals or self.partial or self.own)

    @property
    def numbered(self) -> bool:
        """Whether any number is told that counts for the root."""
        return bool(self.totals or self.partial) or any(unit.told for unit in self.units)

    def tells(self, figure: Sum) -> bool:
        """Whether a figure rests on any word of the root itself, and not only on what others tell of shared acts."""
        own = {total.claim for total in (*self.totals, *self.partial)}
        return not own.union(*(unit.claims for unit in self.own)).isdisjoint(figure.claims)

    @property
    def sum_differs(self) -> bool:
        """Whether the acts up to a reading add up to something else than the reading."""
        return any(
            (told := sum(u.top for u in apart([u for u in self.own if u.hi <= total.hi and u.told])))
            and told != total.top
            for total in self.totals
            if not total.whole
        )


def series_of(words: Iterable[Testimony], reckoning: Reckoning, as_of: int) -> dict[str, Series]:
    """The series of each root, from an account's words of performance that lie wholly before as-of."""
    found: dict[str, Series] = {}
    acts: list[Testimony] = []
    for word in words:
        if word.happened is None or word.happened[1] > as_of or word.effect not in ("performed", "total"):
            continue
        series = found.setdefault(word.root, Series(word.root))
        if is_act(series, word, reckoning):
            acts.append(word)
    for series in found.values():
        series.totals = superseded(series.totals)
    _add_units(found, acts, reckoning)
    return found


def is_act(series: Series, word: Testimony, reckoning: Reckoning) -> bool:
    """Whether a word tells of an act that counts; if it reads the series, it is added to its totals.

    To the window, the amount of a stretch that begins before it is a count from before it.
    """
    if word.effect != "performed" or (word.whole and reckoning.target is not None):
        add_total(series, word, reckoning)
        return False
    assert word.happened is not None
    lo, hi = word.happened
    if reckoning.start is not None and hi < reckoning.start:
        return False
    if word.stretch and reckoning.floor is not None and lo < reckoning.floor:
        add_total(series, replace(word, effect="total", since=lo, happened=(hi, hi), stretch=False), reckoning)
        return False
    return word.scope != "wider"


def apart(units: list[Unit]) -> list[Unit]:
    """The units that may be added up: an amount told for a whole stretch is held against what else touches the stretch,
    shorter stretches first, and the higher of the two stays."""
    if not any(unit.stretch for unit in units):
        return units
    kept = [unit for unit in units if not unit.stretch]
    for stretch in sorted((unit for unit in units if unit.stretch), key=lambda u: (u.hi - u.lo, unit_order(u))):
        inside = [unit for unit in kept if unit.lo <= stretch.hi and stretch.lo <= unit.hi]
        if sum(unit.top for unit in inside) < stretch.top:
            kept = [unit for unit in kept if unit not in inside] + [stretch]
    return sorted(kept, key=unit_order)


def add_total(series: Series, word: Testimony, reckoning: Reckoning) -> None:
    """Add a word that reads a series, or that says that all is done."""
    assert word.happened is not None
    lo, hi = word.happened
    if reckoning.start is not None and hi < reckoning.start:
        return
    bottom, top, closed = amount_of(word, reckoning)
    if word.whole and reckoning.target is not None:
        bottom, top, closed = max(bottom, reckoning.target), max(top, reckoning.target), True
    elif word.low is None and word.high is None:
        return
    bound = "" if word.whole and reckoning.target is not None else word.bound
    total = Total(lo, hi, bottom, top, closed, word.claim, word.whole, bound)
    since = reckoning.since if word.since is None else word.since
    early = since is not None and reckoning.floor is not None and since < reckoning.floor
    begun = reckoning.start if reckoning.begun is None else reckoning.begun
    late = since is not None and begun is not None and since > begun + DAY
    if word.scope == "narrower" and early and not word.whole:
        return
    if word.scope == "wider" or (early and not word.whole):
        series.wider.append(total)
    elif word.scope == "narrower" or late:
        series.partial.append(total)
    else:
        series.totals.append(total)


def superseded(totals: list[Total]) -> list[Total]:
    """Readings by cut-off; of one cut-off only the last published (words come in canonical order)."""
    latest: dict[tuple[int, int], Total] = {}
    for total in totals:
        latest[total.lo, total.hi] = total
    return sorted(latest.values(), key=lambda total: (total.hi, total.lo))


def _add_units(found: dict[str, Series], acts: Sequence[Testimony], reckoning: Reckoning) -> None:
    groups: dict[tuple[str, str], list[Testimony]] = {}
    for word in acts:
        name, pooled = occurrence_of(word, reckoning)
        groups.setdefault((name, "" if pooled else word.root), []).append(word)
    pooled_units: list[Unit] = []
    for (name, root), group in groups.items():
        if root:
            unit = unit_of(group, reckoning, pooled=False)
            found[root].own.append(unit)
            found[root].units.append(unit)
            continue
        pooled_units.append(unit_of(group, reckoning, pooled=True))
        for teller in {word.root for word in group}:
            mine = [word for word in group if word.root == teller]
            found[teller].own.append(unit_of(mine, reckoning, pooled=True))
        del name
    for series in found.values():
        series.units.extend(pooled_units)
        series.units.sort(key=unit_order)
        series.own.sort(key=unit_order)


def unit_order(unit: Unit) -> tuple[int, int, tuple[str, ...]]:
    """Acts by time, then by the claims that tell of them."""
    return unit.lo, unit.hi, unit.claims


def occurrence_of(word: Testimony, reckoning: Reckoning) -> tuple[str, bool]:
    """The act that a word tells of, and whether amounts may be pooled over it.

    The same item is the same act for everybody. An unlinked word is its own act; but unlinked words of one root that
    name the very same stretch of time (a day, say) are taken for one, so that a repeated sentence never adds up.
    """
    if reckoning.distinct or word.item is not None:
        return f"item:{word.item or word.claim}", True
    if word.occurrence is not None:
        return f"occurrence:{word.occurrence}", word.pooled
    assert word.happened is not None
    lo, hi = word.happened
    return (f"time:{lo}:{hi}", False) if lo < hi else (f"claim:{word.claim}:{lo}", False)


def unit_of(group: Sequence[Testimony], reckoning: Reckoning, *, pooled: bool) -> Unit:
    """One act from all words on it: its time is what they agree on (else the widest), its amount lowest to highest.

    A root's later published amount supersedes its earlier one for the same linked act; of unlinked words that were
    taken for one act only because they name the same stretch of time, the highest counts.
    """
    if len(group) == 1 and (alone := group[0]).happened is not None:
        bottom, top, closed = amount_of(alone, reckoning)
        told = reckoning.count_acts or reckoning.distinct or alone.low is not None or alone.high is not None
        lo, hi = alone.happened
        return Unit(lo, hi, bottom, top, closed, told, (alone.claim,), pooled, alone.claim, alone.bound, alone.stretch)
    latest: dict[str, Testimony] = {}
    for word in group:
        before = latest.get(word.root)
        if before is None or _later(word, before):
            latest[word.root] = word
    times = [word.happened for word in group if word.happened is not None]
    lo, hi = meet(times)
    linked = group[0].occurrence is not None or group[0].item is not None
    counted = list(latest.values()) if linked else list(group)
    amounts = [amount_of(word, reckoning) for word in counted]
    best, bound = max(zip((each[1] for each in amounts), ((w.claim, w.bound) for w in counted), strict=True))[1]
    told = any(word.low is not None or word.high is not None for word in group) or reckoning.count_acts
    return Unit(
        lo, hi, min(a[0] for a in amounts), max(a[1] for a in amounts), all(a[2] for a in amounts),
        told or reckoning.distinct, tuple(word.claim for word in group), pooled, best, bound,
        all(word.stretch for word in group),
    )  # fmt: skip


def _later(word: Testimony, other: Testimony) -> bool:
    def when(each: Testimony) -> tuple[int, int, str]:
        return (each.recorded if each.published is None else each.published, each.recorded, each.claim)

    amounts = word.low is not None or word.high is not None
    if amounts != (other.low is not None or other.high is not None):
        return amounts
    return when(word) > when(other)


def meet(times: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The stretch that all intervals share, else the one that holds them all."""
    lo, hi = max(t[0] for t in times), min(t[1] for t in times)
    return (lo, hi) if lo <= hi else (min(t[0] for t in times), max(t[1] for t in times))


def amount_of(word: Testimony, reckoning: Reckoning) -> tuple[float, float, bool]:
    """Lowest, highest, and whether the highest is a bound. An act without amount is one act where acts are counted,
    else it is performance of an untold amount: nothing to add up."""
    if reckoning.count_acts or reckoning.distinct:
        return 1.0, 1.0, True
    if word.low is None and word.high is None:
        return 0.0, 0.0, False
    low = word.low if word.low is not None else 0.0
    return low, (word.high if word.high is not None else low), word.high is not None


def _bound(part: Unit | Total, lowest: bool) -> float:
    return part.bottom if lowest else part.top


def _joint(bounds: Iterable[Bound]) -> Bound:
    """How a sum is put: as its parts are; where they are put in different ways, it is only about so much."""
    told = {bound for bound in bounds if bound}
    return "" if not told else told.pop() if len(told) == 1 else "about"
