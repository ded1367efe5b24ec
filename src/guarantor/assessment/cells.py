"""From instances to the cell: the current instance of each debtor decides the word, the others are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, overload

from guarantor.assessment.duties import Duty
from guarantor.assessment.grades import grade_of, verified_late, verifying
from guarantor.assessment.judged import Judged
from guarantor.assessment.marks import merged
from guarantor.assessment.quota import running
from guarantor.assessment.tallies import tally_marks
from guarantor.model.agreement import ByReference, Provision
from guarantor.model.assessment import STATUSES, Mark, Owed, ProvisionStatus, Status
from guarantor.model.moments import EARLIEST

if TYPE_CHECKING:
    from guarantor.assessment.engine import Engine

WORST: tuple[Status, ...] = (
    "breached", "disputed", "overdue", "fulfilled late", "in progress", "due", "unverified", "no information",
    "suspended", "holding", "not yet due", "excepted", "closed otherwise", "lapsed", "fulfilled",
)  # fmt: skip
"""Which word a cell of several debtors shows: the first of these that one of them has."""


def cell(engine: Engine, provision: str, as_of: int) -> ProvisionStatus:
    """The cell of a provision at as-of, with every reading beside it."""
    (_, first), *others = engine.variants(provision)
    main = _cell(engine, provision, as_of, None)
    beside = tuple((name, _cell(engine, provision, as_of, name)) for name, _ in others if name is not None)
    return _with_readings(first, main, beside)


def _with_readings(
    provision: Provision, main: ProvisionStatus, beside: tuple[tuple[str, ProvisionStatus], ...]
) -> ProvisionStatus:
    if not beside:
        return main
    if isinstance(provision.quantity, ByReference):
        main = _by_reference(main, beside)
    words = {main.status, *(other.status for _, other in beside)}
    marks = main.marks
    if len(words) > 1 or len({other.due for _, other in beside} | {main.due}) > 1:
        text = "; ".join(f"{name}: {other.text}" for name, other in beside)
        marks = (*marks, Mark(name="two readings", text=text))
    return replace(main, readings=beside, marks=marks)


def _by_reference(main: ProvisionStatus, beside: tuple[tuple[str, ProvisionStatus], ...]) -> ProvisionStatus:
    """No number stands in the text: the cell's word is that of the told numbers where they agree, else disputed."""
    words = {other.status for _, other in beside}
    only = beside[0][1]
    if len(words) == 1:
        owed = only.owed if len(beside) == 1 else main.owed
        return replace(main, status=only.status, owed=owed, due=only.due)
    return replace(main, status="disputed")


def _cell(engine: Engine, provision: str, as_of: int, reading: str | None) -> ProvisionStatus:
    version = dict(engine.variants(provision))[reading]
    whole = version.polarity != "do"
    found = engine.instances(provision, as_of, reading) if whole else []
    current = current_of(found, as_of) if whole else engine.current(provision, as_of, reading)
    status = min((judged.status.status for judged in current), key=WORST.index)

    def count() -> tuple[tuple[Status, int], ...]:
        counts = (
            Counter(j.status.status for j in found if counted(j)) if whole else engine.counts(provision, as_of, reading)
        )
        return tuple((word, counts[word]) for word in STATUSES if counts[word])

    owed = _owed(engine, version, current, as_of)
    intentions, unresolved = engine.aside(provision)
    claims, affirming = engine.view.told(provision, as_of)
    claims.update(claim for judged in current for claim in judged.status.trigger_claims)
    return ProvisionStatus(
        provision=provision, account=engine.account, status=status, as_of=as_of, owed=owed,
        marks=(
            *_marks(found, current), *(tally_marks(engine, version, as_of) if whole else ()),
            *verified_late(version, verifying(engine, version, as_of), engine.zone),
        ),
        due=_due(current),
        tellers=_union(judged.status.tellers for judged in current),
        against=_union(judged.status.against for judged in current),
        current=tuple(judged.status for judged in current),
        counts=count() if whole else Later(count),
        claims=tuple(sorted(claims)),
        intentions=intentions, unresolved=unresolved,
        grade=grade_of(engine, version, affirming, current, as_of),
    )  # fmt: skip


def counted(judged: Judged) -> bool:
    """Incidents and instances of duties to do are counted; the running period of a standing duty is not one of them."""
    return judged.verdict is not None or judged.status.incident is not None


def current_of(found: Sequence[Judged], as_of: int) -> list[Judged]:
    """Of judged instances, those that decide the cell's word: one a debtor."""
    chosen = [j for j in found if j.status.incident is None and j.verdict is None]
    duties = [j for j in found if j.verdict is not None]
    wanted = {id(duty) for duty in current_duties([j.duty for j in duties], as_of)}
    return chosen + [j for j in duties if id(j.duty) in wanted]


def current_duties(duties: Sequence[Duty], as_of: int) -> list[Duty]:
    """For each debtor the period that runs, else the last whose clock has started, else the first ahead; all of them
    where several begin at the same moment (one a key)."""
    groups: dict[str | None, list[Duty]] = {}
    for duty in duties:
        groups.setdefault(duty.debtor, []).append(duty)
    chosen: list[Duty] = []
    for members in groups.values():
        begun = [duty for duty in members if begin(duty) <= as_of]
        first = max(map(begin, begun)) if begun else min(map(begin, members))
        chosen += [duty for duty in members if begin(duty) == first]
    return chosen


def begin(duty: Duty) -> int:
    """From when an instance can be the current one."""
    if duty.occurrence is None:
        return EARLIEST
    if duty.opens is not None:
        return duty.opens
    return duty.occurrence.lo if duty.start is None or duty.provision.recurrence is None else duty.start


def _due(current: Sequence[Judged]) -> int | None:
    ends = [j.duty.due[1] for j in current if j.duty.due is not None and j.verdict is not None]
    return min(ends, default=None)


def _union(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({name for group in groups for name in group}))


def _marks(found: Sequence[Judged], current: Sequence[Judged]) -> tuple[Mark, ...]:
    marks = [mark for judged in current for mark in judged.status.marks]
    return merged([*marks, *(m for judged in found for m in judged.status.marks if m.name == "allegation denied")])


def _owed(engine: Engine, version: Provision, current: Sequence[Judged], as_of: int) -> Owed | None:
    """The figure of a cell: of the current instance; of all periods together where a quota recurs."""
    if version.recurrence is not None and version.recurrence.quota == "each" and version.polarity == "do":
        return running(engine, version, as_of)
    figures = [judged.status.owed for judged in current if judged.status.owed is not None]
    told = {(figure.target, figure.text) for figure in figures}
    return figures[0] if len(told) == 1 else None


class Later(Sequence[tuple[Status, int]]):
    """Counts that are made when somebody looks: to count instances is to judge them all. Equal to the same tuple."""

    __slots__ = ("_made",)

    def __init__(self, make: Callable[[], tuple[tuple[Status, int], ...]]) -> None:
        self._made: tuple[tuple[Status, int], ...] | Callable[[], tuple[tuple[Status, int], ...]] = make

    def _all(self) -> tuple[tuple[Status, int], ...]:
        if callable(self._made):
            self._made = self._made()
        return self._made

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, index: int) -> tuple[Status, int]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[tuple[Status, int]]: ...
    def __getitem__(self, index: int | slice) -> tuple[Status, int] | Sequence[tuple[Status, int]]:
        """One count, or some."""
        return self._all()[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._all() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())
