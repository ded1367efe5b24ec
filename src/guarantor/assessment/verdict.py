"""The bits of one instance of a duty to do: told so in time, told so late, told not so, told outstanding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from guarantor.assessment.duties import Duty
from guarantor.assessment.series import Reckoning, Series, Sum, Total, series_of
from guarantor.model.assessment import Bits
from guarantor.model.moments import EARLIEST, LATEST
from guarantor.model.testimony import Coverage, Testimony


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A source whose own figure misses the target: the root, its figure, and the claim by which it covers the window
    (or the running ``total`` that falls short)."""

    root: str
    sum: Sum
    by: tuple[str, ...]
    total: Total | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The bits with what they rest on. ``series`` are the roots' figures; ``gaps`` the covering sources that fall
    short, ``behind`` the running totals that do, ``kept`` the sources that tell that a bound was not passed;
    ``strict``: in time even if every straddling time is taken at its latest; ``not_yet``: roots that say at any time
    that it is undone or outstanding; ``called`` and ``answered``: words that call it a breach, and none;
    ``missing``: what is told falls short (of *at most* so many, only where something is told outstanding).
    """

    bits: Bits
    closed: bool
    speaks: bool
    some: bool
    series: dict[str, Series] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()
    behind: tuple[Gap, ...] = ()
    kept: tuple[Gap, ...] = ()
    denials: tuple[Testimony, ...] = ()
    shorts: tuple[Testimony, ...] = ()
    called: tuple[Testimony, ...] = ()
    answered: tuple[Testimony, ...] = ()
    strict: bool = True
    not_yet: tuple[str, ...] = ()
    missing: bool = True


def reckoning_of(duty: Duty) -> Reckoning:
    """How the amounts of a duty are read."""
    return Reckoning(
        start=duty.start,
        floor=duty.floor,
        begun=duty.begun,
        target=duty.target,
        since=duty.since,
        count_acts=duty.count_acts,
        distinct=duty.distinct,
    )


def judge(
    duty: Duty,
    words: Sequence[Testimony],
    coverages: Sequence[Coverage],
    as_of: int,
    due: int | None,
    series: dict[str, Series] | None = None,
) -> Verdict:
    """The verdict on an instance at as-of, with one of its deadlines, from an account's own words and coverages."""
    if series is None:
        series = series_of(of_period(words, duty), reckoning_of(duty), as_of)
    closed = due is not None and as_of > due
    past = _past(words, duty, as_of)
    denials = tuple(w for w in past if w.effect == "not_performed" and _denies(w, duty, due, series))
    shorts = tuple(w for w in past if w.effect == "outstanding" and due is not None and _reaches(w, due))
    called, answered = _judgements(past)
    until = as_of if due is None else min(as_of, due)
    gaps = _gaps(duty, series, coverages, due) if closed else ()
    behind = _behind(duty, series, due) if closed else ()
    kept = _kept(duty, series, coverages, due) if closed else ()
    t, late, strict = _reached(duty, series, until, as_of, past)
    f = bool(denials) or bool(gaps)
    if duty.op != ">=":
        t, late, f = _bounded(duty, series, until, (t, late, f), kept)
    speaks = any(s.speaks for s in series.values()) or bool(behind)
    speaks |= any(w.effect in ("outstanding", "not_performed") for w in past)
    some = any(s.at(as_of).value > 0 or _untold(s) for s in series.values())
    return Verdict(
        bits=Bits(
            t=t, late=late, f=f, short=bool(shorts or behind), called=bool(called), answered=bool(answered)
        ),
        closed=closed, speaks=speaks, some=some, series=series, gaps=gaps, behind=behind, kept=kept,
        denials=denials, shorts=shorts, called=called, answered=answered, strict=strict,
        not_yet=tuple(sorted({w.root for w in past if w.effect in ("outstanding", "not_performed")})),
        missing=bool(shorts) or _missing(duty, series, as_of),
    )  # fmt: skip


def _missing(duty: Duty, series: dict[str, Series], as_of: int) -> bool:
    if duty.op == ">=" or duty.target is None:
        return True
    return duty.op == "=" and not any(each.at(as_of).value >= duty.target for each in series.values())


def _judgements(words: Sequence[Testimony]) -> tuple[tuple[Testimony, ...], tuple[Testimony, ...]]:
    """Who calls it a breach, and who none: of each root what it said last; who thinks better of it disputes nothing."""
    judging = [word for word in words if word.effect == "breached" or word.effect == "answers"]
    last: dict[str, Testimony] = {}
    for word in judging:
        before = last.get(word.root)
        if before is None or _said(before) <= _said(word):
            last[word.root] = word
    kept = [w for w in judging if w.effect == last[w.root].effect]
    return tuple(w for w in kept if w.effect == "breached"), tuple(w for w in kept if w.effect == "answers")


def _said(word: Testimony) -> tuple[int, int, str]:
    return (word.recorded if word.published is None else word.published, word.recorded, word.claim)


def of_period(words: Sequence[Testimony], duty: Duty) -> Sequence[Testimony]:
    """What one period of a recurring quota is judged on: acts in it, and amounts of stretches and totals that begin and
    end in it. What is told of many periods decides no single one, and nothing done later makes up for it."""
    if not duty.bounded or duty.due is None:
        return words
    return [word for word in words if word.happened is not None and _within(word, word.happened[0], duty)]


def _within(word: Testimony, lo: int, duty: Duty) -> bool:
    if duty.due is None or lo > duty.due[1]:
        return False
    if word.stretch and word.effect == "performed":
        return (
            (duty.floor is None or lo >= duty.floor) and word.happened is not None and word.happened[1] <= duty.due[1]
        )
    since = duty.since if word.since is None else word.since
    return word.effect != "total" or duty.floor is None or since is None or since >= duty.floor


def _past(words: Sequence[Testimony], duty: Duty, as_of: int) -> list[Testimony]:
    """The words by as-of that can be of an instance: not wholly before it, and, where it is one period of a quota, not
    wholly after it."""
    first = EARLIEST if duty.start is None else duty.start
    last = LATEST if not duty.bounded or duty.due is None else duty.due[1]
    return [w for w in words if w.happened is not None and first <= w.happened[1] <= as_of and w.happened[0] <= last]


def _denies(word: Testimony, duty: Duty, due: int | None, series: dict[str, Series]) -> bool:
    """A plain denial: for good, or of the whole window; where no clock is told to have started, of what is told done by
    the denial's own time ("not yet" on the fifth does not contradict what was done on the tenth)."""
    if word.whole or duty.occurrence is not None or word.happened is None:
        return word.whole or _reaches(word, due)
    at, target = word.happened[1], duty.target
    return target is not None and (
        target <= 0 or any(each.at(at, strict=True).value >= target for each in series.values())
    )


def _reaches(word: Testimony, due: int | None) -> bool:
    """Whether a word as of a moment may speak of the whole window."""
    return word.happened is not None and due is not None and word.happened[1] >= due


def _untold(series: Series) -> bool:
    return any(not unit.told for unit in series.own)


def _reached(
    duty: Duty, series: dict[str, Series], until: int, as_of: int, past: Sequence[Testimony]
) -> tuple[bool, bool, bool]:
    """In time, late, and whether in time even at the latest."""
    if duty.target is None:
        whole = [w for w in past if w.effect == "performed" and w.whole and w.happened is not None]
        early = [w for w in whole if w.happened is not None and w.happened[0] <= until]
        return bool(early), bool(whole) and not early, any(w.happened and w.happened[1] <= until for w in early)
    target = duty.target
    t = target <= 0 or any(s.at(until).value >= target for s in series.values())
    late = not t and any(s.at(as_of).value >= target for s in series.values())
    strict = target <= 0 or any(s.at(until, strict=True).value >= target for s in series.values())
    return t, late, strict


def _gaps(duty: Duty, series: dict[str, Series], coverages: Sequence[Coverage], due: int | None) -> tuple[Gap, ...]:
    """The covering sources whose own figure, at its highest, misses the target."""
    if due is None or duty.target is None:
        return ()
    found: dict[str, Gap] = {}
    for coverage in coverages:
        if covers(coverage, duty, due):
            own = series.get(coverage.root, Series(coverage.root)).highest_by(due)
            if own.value < duty.target and (own.closed or not own.claims):
                by = (coverage.claim,) if coverage.claim else ()
                found.setdefault(coverage.root, Gap(root=coverage.root, sum=own, by=by))
    return tuple(found[root] for root in sorted(found))


def _behind(duty: Duty, series: dict[str, Series], due: int | None) -> tuple[Gap, ...]:
    """The running totals as of the deadline or later that miss the target at their highest: something is outstanding.

    "19 so far" is no statement that nothing else was done; it contradicts a told fulfilment, and alone breaks nothing.
    """
    if due is None or duty.target is None or duty.op == "<=":
        return ()
    found: dict[str, Gap] = {}
    for root, each in series.items():
        for total in (*each.totals, *each.wider):
            if total.lo >= due and total.closed and total.top < duty.target:
                figure = Sum(total.top, (total.claim,), total.hi)
                found[root] = Gap(root=root, sum=figure, by=(total.claim,), total=total)
    return tuple(found[root] for root in sorted(found))


def covers(coverage: Coverage, duty: Duty, due: int) -> bool:
    """Whether a coverage spans the window: from its start (or its civil day) to its deadline."""
    first = EARLIEST if duty.start is None else duty.start
    if coverage.covers[0] > first or coverage.covers[1] < due:
        return False
    return coverage.key is None or duty.key is None or coverage.key == duty.key


def _bounded(
    duty: Duty, series: dict[str, Series], until: int, bits: tuple[bool, bool, bool], kept: Sequence[Gap]
) -> tuple[bool, bool, bool]:
    """``≤`` mirrors ``≥``; ``=`` is both."""
    target = duty.target
    if target is None:
        return bits
    t, late, f = bits
    above = any(s.at(until, lowest=True, strict=True).value > target for s in series.values())
    if duty.op == "<=":
        return bool(kept), False, above
    return t and bool(kept), late, f or above


def _kept(duty: Duty, series: dict[str, Series], coverages: Sequence[Coverage], due: int | None) -> tuple[Gap, ...]:
    """The sources whose own figure for the whole window, at its highest, is not above a bound: those that cover it, and
    those that read their series at its end or later."""
    if due is None or duty.target is None or duty.op == ">=":
        return ()
    found: dict[str, Gap] = {}
    for coverage in coverages:
        own = series.get(coverage.root, Series(coverage.root)).highest_by(due)
        if covers(coverage, duty, due) and own.value <= duty.target and (own.closed or not own.claims):
            by = (coverage.claim,) if coverage.claim else ()
            found.setdefault(coverage.root, Gap(root=coverage.root, sum=own, by=by))
    for root, each in series.items():
        for total in each.totals:
            if total.lo >= due and total.closed and total.top <= duty.target:
                figure = Sum(total.top, (total.claim,), total.hi)
                found.setdefault(root, Gap(root=root, sum=figure, by=(total.claim,), total=total))
    return tuple(found[root] for root in sorted(found))
