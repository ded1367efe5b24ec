"""What clocks hang on, as an account has it: the occurrences of an event, or the word that it did not come.

Where an account's own roots neither tell nor deny an event, it takes everybody's words ("start told by …"); where they
speak, only theirs count. A told time that differs keeps both ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from guarantor.assessment.series import meet
from guarantor.assessment.table import TriggerState
from guarantor.assessment.view import View
from guarantor.model.agreement import Event
from guarantor.model.moments import EARLIEST
from guarantor.model.testimony import Testimony


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One coming of an event. ``differ``: its time is told differently; ``denied``: roots that say it did not come;
    ``borrowed``: the account's own roots are silent, the words are everybody's."""

    lo: int
    hi: int
    key: str | None = None
    debtor: str | None = None
    amount: float | None = None
    differ: bool = False
    claims: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    borrowed: bool = False

    @property
    def state(self) -> TriggerState:
        """Whether it came, or is told and denied."""
        return "told and denied" if self.denied else "came"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """All occurrences by as-of; where there is none, ``none`` says whether nobody tells or it is told not to have come
    (or is a date ahead). ``ahead`` are occurrences known to come later (a date)."""

    occurrences: tuple[Occurrence, ...] = ()
    none: TriggerState = "nobody"
    ahead: tuple[Occurrence, ...] = ()
    deniers: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()


def coming_of_event(view: View, event: Event, as_of: int) -> Coming:
    """The occurrences of a told event by as-of, in one account."""
    everybody = [word for word in view.everybody(event.id) if word.effect in ("triggered", "not_triggered")]
    by_binding: dict[tuple[str | None, str | None], list[Testimony]] = {}
    for word in everybody:
        by_binding.setdefault((word.key, word.debtor), []).append(word)
    found: list[Occurrence] = []
    deniers: list[Testimony] = []
    for (key, debtor), words in by_binding.items():
        own = [word for word in words if view.voices.has(word.root)]
        heard = [word for word in own or words if word.happened is not None and word.happened[1] <= as_of]
        told = [word for word in heard if word.effect == "triggered"]
        denials = [word for word in heard if word.effect == "not_triggered"]
        groups = _groups(told, event)
        found.extend(_occurrence(group, denials, key, debtor, borrowed=not own) for group in groups)
        if not groups:
            deniers.extend(denials)
    found.sort(key=lambda o: (o.lo, o.hi, o.key or "", o.debtor or "", o.claims))
    return Coming(
        occurrences=tuple(found), none="not come" if deniers else "nobody", deniers=roots_of(deniers),
        denials=tuple(word.claim for word in deniers),
    )  # fmt: skip


def _groups(told: Sequence[Testimony], event: Event) -> list[list[Testimony]]:
    if event.occurs == "once":
        return [list(told)] if told else []
    groups: dict[str, list[Testimony]] = {}
    for word in told:
        groups.setdefault(word.occurrence or f"{word.claim} {word.happened}", []).append(word)
    return list(groups.values())


def _occurrence(
    words: Sequence[Testimony], denials: Iterable[Testimony], key: str | None, debtor: str | None, *, borrowed: bool
) -> Occurrence:
    against: list[Testimony]
    if len(words) == 1 and (alone := words[0]).happened is not None:
        lo, hi = alone.happened
        against = [word for word in denials if contradicts(word, lo, hi)]
        return Occurrence(
            lo=lo, hi=hi, key=key, debtor=debtor, amount=alone.low if alone.high is None else alone.high,
            claims=(alone.claim,), roots=(alone.root,), denied=roots_of(against), borrowed=borrowed,
        )  # fmt: skip
    times = [word.happened for word in words if word.happened is not None]
    lo, hi = meet(times)
    amounts = [word.high if word.high is not None else word.low for word in words]
    against = [word for word in denials if contradicts(word, lo, hi)]
    return Occurrence(
        lo=lo, hi=hi, key=key, debtor=debtor,
        amount=max((amount for amount in amounts if amount is not None), default=None),
        differ=max(t[0] for t in times) > min(t[1] for t in times),
        claims=tuple(word.claim for word in words), roots=roots_of(words),
        denied=roots_of(against), borrowed=borrowed,
    )  # fmt: skip


def contradicts(denial: Testimony, lo: int, hi: int) -> bool:
    """A word that an event has not come (by its cut-off, since its start) contradicts a coming before that cut-off."""
    assert denial.happened is not None
    since = EARLIEST if denial.since is None else denial.since
    return since <= lo <= denial.happened[0] and hi <= denial.happened[1]


def roots_of(words: Iterable[Testimony]) -> tuple[str, ...]:
    """Who speaks, each once, in order of name."""
    return tuple(sorted({word.root for word in words}))
