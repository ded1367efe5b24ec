"""The patterns of an agreement, indexed so that a claim meets only those that could fit it.

Patterns that name acts are found by the claim's predicate or event type; those that name none by claim type. The order
of the file decides between patterns of one target: the first that fits makes the link.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from guarantor.model.agreement import Agreement
from guarantor.model.claim import Claim
from guarantor.model.provision import EvidencePattern, Provision

TargetKind = Literal["provision", "event", "counter", "meeting"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One pattern with what it speaks of, in the order of the files."""

    order: int
    kind: TargetKind
    target: str
    pattern: EvidencePattern


class PatternIndex:
    """All patterns of one agreement."""

    def __init__(self, agreement: Agreement) -> None:
        self._by_act: dict[str, list[Slot]] = defaultdict(list)
        self._by_head: dict[str, list[Slot]] = defaultdict(list)
        self._by_event: dict[str, list[Slot]] = defaultdict(list)
        self._by_type: dict[str, list[Slot]] = defaultdict(list)
        self._anything: list[Slot] = []
        self.slots = tuple(
            Slot(order=order, kind=kind, target=target, pattern=pattern)
            for order, (kind, target, pattern) in enumerate(_patterns(agreement))
        )
        for slot in self.slots:
            self._file(slot)

    def candidates(self, claim: Claim) -> list[Slot]:
        """The slots whose act or type could be this claim's, in the order of the files."""
        found: dict[int, Slot] = {slot.order: slot for slot in self._anything}
        if claim.predicate is not None:
            found.update((slot.order, slot) for slot in self._by_act.get(claim.predicate.casefold(), ()))
            found.update((slot.order, slot) for slot in self._by_head.get(claim.predicate.casefold(), ()))
        if claim.event is not None:
            found.update((slot.order, slot) for slot in self._by_event.get(claim.event, ()))
        found.update((slot.order, slot) for slot in self._by_type.get(claim.type, ()))
        return [found[order] for order in sorted(found)]

    def _file(self, slot: Slot) -> None:
        pattern = slot.pattern
        for act in pattern.acts:
            self._by_act[act.casefold()].append(slot)
            head, _, rest = act.casefold().partition(" ")
            if rest:  # a claim's predicate may be the bare verb: opened fire, gave them back
                self._by_head[head].append(slot)
        for event in pattern.events:
            self._by_event[event].append(slot)
        if not pattern.acts and not pattern.events:
            for type_ in pattern.types:
                self._by_type[type_].append(slot)
            if not pattern.types:
                self._anything.append(slot)


def _patterns(agreement: Agreement) -> Iterator[tuple[TargetKind, str, EvidencePattern]]:
    for provision in agreement.provisions:
        for pattern in _of_provision(provision):
            yield "provision", provision.id, pattern
    for event in agreement.events:
        for pattern in event.evidence:
            yield "event", event.id, pattern
    for counter in agreement.counters:
        for pattern in counter.evidence:
            yield "counter", counter.id, pattern
    for meeting in agreement.meetings:
        for pattern in meeting.evidence:
            yield "meeting", meeting.id, pattern


def _of_provision(provision: Provision) -> Iterator[EvidencePattern]:
    """The patterns of a provision; readings and amendments may bring others, each once."""
    seen: set[EvidencePattern] = set()
    versions = (provision, *(r.provision for r in provision.readings), *(a.provision for a in provision.amendments))
    for version in versions:
        for pattern in version.evidence:
            if pattern not in seen:
                seen.add(pattern)
                yield from _each(pattern, version)
                yield pattern


def _each(pattern: EvidencePattern, provision: Provision) -> Iterator[EvidencePattern]:
    """Where several owe each for himself, a pattern that names them as doers speaks of the one who is named; and so
    does one that names nobody, and counts."""
    counts = pattern.effect == "total" and not pattern.by
    named = [name for name in provision.debtors if counts or name in pattern.by]
    if provision.jointly or len(provision.debtors) < 2 or pattern.debtor is not None:
        return
    for debtor in named:
        yield replace(pattern, by=(debtor,), by_silent=False, debtor=debtor, catches=(), misses=())
