"""Bearing: which claims speak of which provision, event, counter or meeting, proposed as links with their reasons.

A claim makes at most one link to each target: the first pattern of the file that fits. Only where several owe each for
himself and the claim names more than one of them does it make one for each. What bears on nothing makes no
link, stays in the record and can be found. Claims of an earlier time than the case's are not linked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from guarantor.linking.fitting import Fit, Reader, Words
from guarantor.linking.index import PatternIndex, Slot, TargetKind
from guarantor.linking.roots import Roots
from guarantor.model.actor import People
from guarantor.model.agreement import Agreement
from guarantor.model.claim import Claim
from guarantor.model.link import Link, LinkKind

KINDS: dict[TargetKind, LinkKind] = {
    "provision": "bearing", "event": "bearing", "counter": "series", "meeting": "occurrence",
}  # fmt: skip


class Bearing:
    """Proposes links for the claims of one case. ``since`` is the first ISO day the case is about."""

    def __init__(self, agreement: Agreement, people: People, *, since: str | None = None) -> None:
        self.index = PatternIndex(agreement)
        self.roots = Roots(people)
        self.since = since
        self._reader = Reader(self.roots)
        self._quotas = frozenset(each.id for each in agreement.provisions if each.recurrence is not None)
        self._often = frozenset(event.id for event in agreement.events if event.occurs == "often")

    def links(self, claims: Iterable[tuple[str, Claim]]) -> Iterator[Link]:
        """The links of claims given with their ids."""
        for id_, claim in claims:
            yield from self.of(id_, claim)

    def of(self, id_: str, claim: Claim) -> Iterator[Link]:
        """The links of one claim, in the order of the agreement."""
        if self._before(claim):
            return
        candidates = self.index.candidates(claim)
        if not candidates:
            return
        root, words, linked = self.roots.of(claim), Words.of(claim.quote), dict[tuple[str, str], str]()
        for slot in candidates:
            first = linked.get((slot.kind, slot.target))
            if first is not None and (slot.pattern.debtor is None or first != slot.pattern.name):
                continue
            fit = self._reader.fit(slot.pattern, claim, root, words)
            if fit is not None and not self._sums_up(slot, claim, fit):
                linked[slot.kind, slot.target] = slot.pattern.name if slot.pattern.debtor else ""
                yield _link(id_, slot, self._of_its_day(slot, claim, fit))

    def _of_its_day(self, slot: Slot, claim: Claim, fit: Fit) -> Fit:
        """What a claim tells of one named day towards a quota ("650 trucks entered on Friday") is that day's amount,
        and no count of all days."""
        if fit.effect != "total" or fit.figure is None or slot.target not in self._quotas:
            return fit
        figure, when = claim.quantities[fit.figure], claim.when
        if figure.kind != "flow" or figure.since or figure.as_of or when is None:
            return fit
        one_day = when.precision == "day" and when.start is not None and when.start == when.end
        return replace(fit, effect="performed") if one_day else fit

    def _sums_up(self, slot: Slot, claim: Claim, fit: Fit) -> bool:
        """Whether a claim counts all comings so far of an event that comes often: it tells of no coming by itself."""
        if slot.kind != "event" or slot.target not in self._often or fit.figure is None:
            return False
        return claim.quantities[fit.figure].kind in ("cumulative", "share")

    def _before(self, claim: Claim) -> bool:
        """Whether the claim's act lies wholly before the case (an earlier truce, say)."""
        end = claim.when.end if claim.when else None
        return self.since is not None and end is not None and end[:10] < self.since[:10]


def _link(id_: str, slot: Slot, fit: Fit) -> Link:
    pattern = slot.pattern
    fields: dict[str, Any] = {"of": slot.kind}
    if fit.figure is not None:
        fields["figure"] = fit.figure
    if pattern.scope_is != "same":
        fields["scope"] = pattern.scope_is
    for name, value in (("debtor", pattern.debtor), ("key", pattern.key), ("whole", pattern.whole or None)):
        if value is not None:
            fields[name] = value
    return Link(
        kind=KINDS[slot.kind],
        claims=(id_,),
        target=slot.target,
        effect=fit.effect,
        rule=f"{slot.target}/{pattern.name}",
        reason=fit.reason,
        fields=fields,
    )
