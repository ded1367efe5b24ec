"""Why an instance has its status: one witness a bit, the margin, the critical claims, and what would change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from guarantor.assessment.duties import Duty, expand
from guarantor.assessment.exclusive import allotted, is_used_up
from guarantor.assessment.figures import number
from guarantor.assessment.judged import Judged, closed_otherwise
from guarantor.assessment.series import Series, Sum, series_of
from guarantor.assessment.verdict import Verdict, judge, reckoning_of
from guarantor.assessment.wishes import would_change
from guarantor.model.assessment import Explanation, Owed, Witness, amount_text
from guarantor.model.claim import Bound
from guarantor.model.moments import LATEST
from guarantor.model.testimony import Testimony

if TYPE_CHECKING:
    from guarantor.assessment.engine import Engine


USED_UP = "amounts left by earlier duties reach what is owed"
"""The kind of a witness whose claims may have been used up in part for a duty that began before."""


def explain_judged(engine: Engine, judged: Judged, as_of: int) -> Explanation:
    """The explanation of one instance, from the words it was judged on."""
    duty, verdict = judged.duty, judged.verdict
    witnesses = _trigger(judged)
    margin = shortfall = None
    if verdict is None:
        witnesses += _standing(judged)
    else:
        witnesses += _duty(engine, judged, verdict, as_of)
        margin, shortfall = distance(verdict, duty, as_of, judged.status.owed)
    intentions, unresolved = engine.aside(duty.provision.id)
    cut = engine.view.cut
    return Explanation(
        instance=judged.status, as_of=as_of, known_at=cut.known_at, published_by=cut.published_by,
        witnesses=tuple(witnesses), margin=margin, shortfall=shortfall,
        time_left=None if duty.due is None else duty.due[1] - as_of,
        would_change=would_change(judged, as_of, shortfall),
        intentions=intentions, unresolved=unresolved,
    )  # fmt: skip


def distance(verdict: Verdict, duty: Duty, as_of: int, owed: Owed | None = None) -> tuple[float | None, float | None]:
    """How far the highest figure lies above the target in time (margin), or below it now (shortfall).

    Both are counted from the roots whose figures readers see (``owed``), where there are any: a root that tells nothing
    itself may stand higher by an act of others that its teller has revised since.
    """
    if duty.target is None or duty.op == "<=":
        return None, None
    shown = None if owed is None else {figure.root for figure in owed.by_root}
    told = [series for root, series in verdict.series.items() if shown is None or root in shown]
    if verdict.bits.t:
        until = as_of if duty.due is None else min(as_of, duty.due[1])
        over = max((series.at(until).value for series in told), default=0.0) - duty.target
        return (over if shown is None else max(0.0, over)), None
    return None, max(0.0, duty.target - max((series.at(as_of).value for series in told), default=0.0))


def _trigger(judged: Judged) -> list[Witness]:
    occurrence = judged.duty.occurrence
    if occurrence is None or not occurrence.claims:
        return []
    kind = "told by others" if occurrence.borrowed else "told"
    critical = occurrence.claims if len(occurrence.claims) == 1 else ()
    return [
        Witness(
            bit="trigger",
            kind=kind,
            roots=occurrence.roots,
            claims=occurrence.claims,
            at=occurrence.hi,
            critical=critical,
            text="the clock's start is told",
        )
    ]


def _duty(engine: Engine, judged: Judged, verdict: Verdict, as_of: int) -> list[Witness]:
    duty, found = judged.duty, []
    until = as_of if duty.due is None else min(as_of, duty.due[1])
    if verdict.bits.t:
        found.append(reaching(engine, judged, verdict, "t", until, as_of))
    if verdict.bits.late:
        found.append(reaching(engine, judged, verdict, "late", as_of, as_of))
    if verdict.bits.f:
        found.append(_denied(engine, judged, verdict, as_of))
    if verdict.bits.short:
        found.append(_short(judged, verdict))
    if verdict.bits.called:
        found.append(_words("called", "called a breach", verdict.called))
    if verdict.bits.answered:
        found.append(_words("answered", "called no breach", verdict.answered))
    if not (verdict.bits.t or verdict.bits.late) and (some := _some(judged, verdict, as_of)) is not None:
        found.append(some)
    if (told := _held_back(judged)) is not None:
        found.append(told)
    if judged.status.status == "closed otherwise":
        claims = closed_otherwise(engine, duty, list(judged.words), as_of)
        found.append(Witness(bit="condition", kind="closed otherwise", roots=(), claims=claims))
    return [witness for witness in found if witness is not None]


def reaching(engine: Engine, judged: Judged, verdict: Verdict, bit: str, until: int, as_of: int) -> Witness:
    """The earliest claims of one root whose amounts reach the target, and which of them it would not stand without."""
    duty = judged.duty
    if duty.target is None:
        whole = [word for word in judged.words if word.effect == "performed" and word.whole]
        return replace(_words(bit, "told done", whole), at=until)
    if duty.op == "<=":
        kept = verdict.kept[0]
        claims = tuple(dict.fromkeys((*kept.by, *kept.sum.claims)))
        return Witness(
            bit="t", kind="counted, and not above the bound", roots=(kept.root,), claims=claims, total=kept.sum.value,
            at=until, text=f"{_told(kept.sum)} of at most {number(duty.target)}",
        )  # fmt: skip
    best: tuple[int, str, tuple[str, ...], float] | None = None
    for root in sorted(verdict.series):
        found = first_reach(verdict.series[root], duty.target, until)
        if found is not None and (best is None or (found[0], root) < (best[0], best[1])):
            best = (found[0], root, found[1], found[2])
    at, root, claims, total = best if best is not None else (until, "", (), 0.0)
    if duty.target <= 0:
        at, root, claims, total = until, "", (), 0.0
    used_up = is_used_up(duty.provision)
    plain = None if used_up else _plain(verdict, until)

    def stands(claim: str) -> bool:
        if used_up:
            return _left_without(engine, duty, claim, until, as_of)
        if plain is None:
            return _stands_without(judged, claim, until, as_of)
        return any(value - tops.get(claim, 0.0) >= target for value, tops in plain)

    target = duty.target
    critical = tuple(claim for claim in claims if not stands(claim))
    return Witness(
        bit="t" if bit == "t" else "late", kind=USED_UP if used_up else "amounts reach what is owed",
        roots=(root,) if root else (), claims=claims, total=total, at=at, critical=critical,
        text=f"{amount_text(total, _bound(verdict, root, at))} of {number(duty.target)}",
    )  # fmt: skip


def _told(figure: Sum) -> str:
    """A figure as its words put it."""
    return amount_text(figure.value, figure.bound)


def _bound(verdict: Verdict, root: str, at: int) -> Bound:
    """How a root's words put its figure at a moment."""
    return verdict.series[root].at(at).bound if root in verdict.series else ""


def first_reach(series: Series, target: float, until: int) -> tuple[int, tuple[str, ...], float] | None:
    """When one root's figure first reaches a target by ``until``: the moment, the claims, the figure."""
    if series.at(until).value < target:
        return None
    moments = sorted(
        {t.hi for t in (*series.totals, *series.partial) if t.lo <= until}
        | {u.hi for u in series.units if u.lo <= until}
    )
    for at in moments:
        figure = series.at(min(at, until))
        if figure.value >= target:
            return min(at, until), figure.needed, figure.value
    figure = series.at(until)
    return until, figure.needed, figure.value


def _plain(verdict: Verdict, until: int) -> list[tuple[float, dict[str, float]]] | None:
    """Each root's figure and what each claim adds to it, where they are whole numbers of acts told once and untied
    (then a claim takes away just its own); None where they are more than that."""
    found: list[tuple[float, dict[str, float]]] = []
    for series in verdict.series.values():
        if series.totals or series.partial or series.wider:
            return None
        units = [unit for unit in series.units if unit.lo <= until]
        if any(unit.stretch or unit.pooled or len(unit.claims) != 1 or unit.top != int(unit.top) for unit in units):
            return None
        tops = {unit.claims[0]: unit.top for unit in units}
        if len(tops) != len(units):
            return None
        found.append((series.at(until).value, tops))
    return found


def _stands_without(judged: Judged, claim: str, until: int, as_of: int) -> bool:
    """Whether the target is still reached without one claim."""
    duty = judged.duty
    assert duty.target is not None
    words = [w for w in judged.words if w.claim != claim and not _plainly_after(w, until, tied=not duty.bounded)]
    return any(s.at(until).value >= duty.target for s in series_of(words, reckoning_of(duty), as_of).values())


def _left_without(engine: Engine, duty: Duty, claim: str, until: int, as_of: int) -> bool:
    """Whether what earlier duties leave still reaches the target without one claim."""
    duties = expand(duty.written or duty.provision, engine, as_of)
    series = allotted(engine, duties, as_of, without=claim)[duties.index(duty)]
    assert duty.target is not None
    return any(each.at(until).value >= duty.target for each in series.values())


def _plainly_after(word: Testimony, until: int, *, tied: bool) -> bool:
    """Whether a word is after a moment, and can neither tell of an earlier act nor (``tied``) revise what was told."""
    if word.happened is None or word.happened[0] <= until:
        return word.happened is None
    return not tied or (word.effect == "performed" and word.occurrence is None and word.item is None)


def _denied(engine: Engine, judged: Judged, verdict: Verdict, as_of: int) -> Witness:
    """Outright denials first; else the covering source with its complete list and the gap."""
    duty = judged.duty
    if verdict.denials:
        words = verdict.denials
        alone = len({word.claim for word in words}) == 1 and not verdict.gaps
        return _words("f", "told not done", words, alone=alone)
    if not verdict.gaps:
        return _above(judged, verdict, as_of)
    gap = verdict.gaps[0]
    claims = tuple(dict.fromkeys((*gap.by, *gap.sum.claims)))
    critical = tuple(c for c in gap.by if len(verdict.gaps) == 1 and not _falls_without(engine, judged, c, as_of))
    missing = 0.0 if duty.target is None else duty.target - gap.sum.value
    return Witness(
        bit="f", kind="counted, and short of what is owed", roots=(gap.root,), claims=claims, total=gap.sum.value,
        at=gap.sum.until or None, critical=critical,
        text=f"{gap.root} counts everything: {_told(gap.sum)}, {number(missing)} short",
    )  # fmt: skip


def _above(judged: Judged, verdict: Verdict, as_of: int) -> Witness:
    """The root that tells of more than is allowed, at its lowest."""
    duty = judged.duty
    until = as_of if duty.due is None else min(as_of, duty.due[1])
    figures = {root: s.at(until, lowest=True, strict=True) for root, s in verdict.series.items()}
    root = max(figures, key=lambda name: (figures[name].value, name))
    return Witness(
        bit="f", kind="told above the bound", roots=(root,), claims=figures[root].claims, total=figures[root].value,
        at=until, text=f"{_told(figures[root])}, more than {number(duty.target or 0.0)}",
    )  # fmt: skip


def _some(judged: Judged, verdict: Verdict, as_of: int) -> Witness | None:
    """What the account tells done where it reaches nothing: the root with the highest figure, and its claims."""
    figures = {root: series.at(as_of) for root, series in verdict.series.items() if series.speaks}
    told = [root for root, figure in figures.items() if figure.claims]
    if not told or judged.duty.trigger != "came":
        return None
    root = max(told, key=lambda name: (figures[name].value, figures[name].until, name))
    figure, target = figures[root], judged.duty.target
    of = "" if target is None or judged.duty.count_acts else f" of {number(target)}"
    text = f"{_told(figure)}{of} told done" if figure.value else "told done in part, without a number"
    return Witness(
        bit="some", kind="told in part", roots=(root,), claims=tuple(dict.fromkeys(figure.claims)), total=figure.value,
        at=figure.until, text=text,
    )  # fmt: skip


def _held_back(judged: Judged) -> Witness | None:
    """Where the clock's event is told, but something else that it hangs on is not, or is told both ways."""
    duty = judged.duty
    if duty.occurrence is None:
        told = duty.trigger == "told and denied"
        text = "what opens it is told both ways"
    else:
        told = duty.trigger != (duty.occurrence.state if duty.occurrence.lo < LATEST else "came")
        said = {"told and denied": "told both ways", "not come": "told not to be so", "nobody": "told by nobody"}
        text = f"the condition under which it is owed is {said.get(duty.trigger, 'told')}"
    if not told or (duty.occurrence is not None and duty.provision.when is None):
        return None
    return Witness(bit="condition", kind="what it hangs on", roots=(), claims=(), text=text)


def _short(judged: Judged, verdict: Verdict) -> Witness:
    """Who says that something is outstanding; else the running total that falls short, the latest of its root."""
    if verdict.shorts:
        return _words("short", "told to be outstanding", verdict.shorts, alone=not verdict.behind)
    gap = verdict.behind[0]
    target = judged.duty.target or 0.0
    others = sum(gap.root == word.root and word.effect == "total" for word in judged.words)
    return Witness(
        bit="short", kind="a running total short of what is owed", roots=(gap.root,), claims=gap.by,
        total=gap.sum.value, at=gap.sum.until, critical=gap.by if len(verdict.behind) == 1 and others == 1 else (),
        text=f"{gap.root} tells of {number(gap.sum.value)} so far, {number(target - gap.sum.value)} short",
    )  # fmt: skip


def _falls_without(engine: Engine, judged: Judged, claim: str, as_of: int) -> bool:
    """Whether it is still told not so without one claim (its coverage or total)."""
    words = [word for word in judged.words if word.claim != claim]
    duty = judged.duty
    coverages = [c for c in engine.coverages(duty.provision, duty.debtor, duty.key) if c.claim != claim]
    return judge(duty, words, coverages, as_of, None if duty.due is None else duty.due[1]).bits.f


def _words(bit: str, kind: str, words: Sequence[Testimony], *, alone: bool = True) -> Witness:
    """A witness of plain words; one claim that stands alone is critical."""
    claims = tuple(dict.fromkeys(word.claim for word in words))
    roots = tuple(sorted({word.root for word in words}))
    critical = claims if alone and len(claims) == 1 else ()
    return Witness(bit=bit, kind=kind, roots=roots, claims=claims, critical=critical)  # type: ignore[arg-type]


def _standing(judged: Judged) -> list[Witness]:
    """Forbidden acts told, denials of them, and words that it holds."""
    found = []
    told = [word for word in judged.words if word.effect == "forbidden"]
    answers = [word for word in judged.words if word.effect == "answers"]
    holds = [word for word in judged.words if word.effect == "upholds"]
    if told and judged.status.bits.f:
        found.append(_words("f", "told as a breach", told))
    if answers:
        found.append(_words("t", "allegation denied", answers))
    if holds:
        found.append(_words("upholds", "told to hold", holds))
    return found
