"""The fulfilment of a provision as a clock's start: when it is told, by whom, and who says that it has not come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from guarantor.assessment.conditions import evaluate
from guarantor.assessment.phases import turns_of
from guarantor.assessment.series import meet
from guarantor.assessment.triggers import Coming, Occurrence
from guarantor.assessment.truth import BOTH, NO, Truth
from guarantor.assessment.view import AFFIRMING
from guarantor.model.agreement import Cond
from guarantor.model.moments import EARLIEST, Interval

if TYPE_CHECKING:
    from guarantor.assessment.engine import Engine


def coming_of_provision(engine: Engine, name: str, as_of: int) -> Coming:
    """The moment at which a provision is first told fulfilled, late or not; told not to have come where it is told
    undone. As with events, everybody's words stand in where the account's own roots say nothing of it, and tellers
    whose times share nothing leave the earliest and the latest."""
    teller = engine if speaks_of(engine, name) else engine.heard(None)
    first = _first(teller, name, as_of)
    now = None if first is None else _since(teller, name, first, as_of)
    if first is None or now is None or now == NO:
        return _undone(teller, name, as_of)
    if not now.t:
        return Coming(none="nobody")
    told, later = teller.cell(name, first), teller.cell(name, as_of if now == BOTH else first)
    each = _spans(teller, name, as_of)
    spans = [span for span, _ in each.values()] or [_span(teller, name, first)]
    lo, hi = meet(spans)
    against = later.against if later and now == BOTH else ()
    claims = {claim for _, claims in each.values() for claim in claims} or (told.claims if told else ())
    return Coming(occurrences=(Occurrence(
        lo=lo if lo > EARLIEST else hi, hi=hi, claims=tuple(sorted(claims)),
        roots=tuple(each) or (told.tellers if told else ()),
        differ=max(span[0] for span in spans) > min(span[1] for span in spans),
        denied=tuple(root for root in against if root not in each), borrowed=teller is not engine,
    ),))  # fmt: skip


def speaks_of(engine: Engine, name: str) -> bool:
    """Whether an account's own roots say something of a provision, or count its acts: more than a judgement."""
    owed = engine.agreement.provision(name).polarity == "do"
    words = engine.view.own(name)
    told = any(not owed or word.effect not in ("breached", "answers") for word in words)
    return told or bool(engine.view.coverages(name))


def _first(engine: Engine, name: str, as_of: int) -> int | None:
    """The first moment by as-of at which a provision is told fulfilled."""
    done = Cond(op="status", provision=name)
    return next((at for at in sorted(turns_of(engine, done, as_of)) if evaluate(done, engine, at).t), None)


def _spans(engine: Engine, name: str, as_of: int) -> Mapping[str, tuple[Interval, tuple[str, ...]]]:
    """When each of several roots that tell of it, taken alone, first tells it fulfilled, and by which claims; empty
    where one alone does."""
    words = engine.view.own(name)
    roots = {w.root for w in words if w.effect in AFFIRMING and w.happened is not None and w.happened[1] <= as_of}
    alone = {root: engine.heard(root) for root in sorted(roots)} if len(roots) > 1 else {}
    firsts = {root: _first(each, name, as_of) for root, each in alone.items()}
    return {root: _told(alone[root], name, at) for root, at in firsts.items() if at is not None}


def _told(engine: Engine, name: str, at: int) -> tuple[Interval, tuple[str, ...]]:
    cell = engine.cell(name, at)
    return _span(engine, name, at), cell.claims if cell else ()


def _span(engine: Engine, name: str, at: int) -> Interval:
    """The time in which what is told fulfilled by a moment came: a running count says only that it had by then."""
    words = [word for word in engine.view.own(name) if word.happened is not None and word.happened[1] == at]
    acts = [word.happened[0] for word in words if word.happened is not None and word.effect != "total"]
    return min(acts, default=EARLIEST), at


def _since(engine: Engine, name: str, first: int, as_of: int) -> Truth:
    """What a told fulfilment has become by as-of: later words may deny or revise it. A duty of many periods or
    occurrences is asked at the moment itself: its cell speaks of another one since."""
    provision = engine.agreement.provision(name)
    duties = engine.expanded_once(provision, as_of) if provision.polarity == "do" else []
    once = provision.recurrence is None and len({(duty.occurrence, duty.key) for duty in duties}) == 1
    return evaluate(Cond(op="status", provision=name), engine, as_of if once else first)


def _undone(engine: Engine, name: str, as_of: int) -> Coming:
    if evaluate(Cond(op="status", provision=name), engine, as_of) != NO:
        return Coming(none="nobody")
    cell = engine.cell(name, as_of)
    return Coming(none="not come", deniers=cell.against if cell else (), denials=cell.claims if cell else ())
