"""What arrives is joined with what lies near it: only the acts of the same days, or of the same place, are looked at.

The same proposals as :func:`guarantor.case.occurring.join_occurrences` makes of a whole record, for the acts that new
claims were tied to and for those that can be one with these. Everything is found by the record's keys (the days of an
act, its place and months), so that what one report costs does not grow with the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from guarantor.case.occurring import FEWER, LATER, STEPS, is_later, judged, pair_of
from guarantor.case.sparse import Claims
from guarantor.linking.answering import BY_PLACE, of_the_place
from guarantor.linking.joining import APART, BY_RULE, JOINED, Joining, tolls_of
from guarantor.linking.keys import key_of
from guarantor.linking.occurring import WAITING, Occurring
from guarantor.linking.roots import Roots
from guarantor.linking.stages import LATEST
from guarantor.model.agreement import Agreement
from guarantor.model.link import Link
from guarantor.model.marking import MARKINGS
from guarantor.record.keys import day_key, place_key
from guarantor.record.standing import StandingLink
from guarantor.record.view import View

if TYPE_CHECKING:
    from guarantor.case.case import Case

INCIDENT = "incident"
RULES = frozenset({BY_RULE, BY_PLACE})
"""The rules that are gone through here; what points back within a report is found as it is read."""
AT_ONCE = 1_000
"""So many acts' neighbours are held at once."""


class Near:
    """The acts of some days, as one view of the record has them. Nothing is read before it is asked for."""

    def __init__(self, view: View, agreement: Agreement, roots: Roots) -> None:
        self._view = view
        self._claims = Claims(view)
        self._occurring = Occurring(agreement, roots)
        self._joining = Joining(agreement.meetings, roots)
        self._days: dict[tuple[str, str], set[str]] = {}
        self._of: dict[str, dict[str, StandingLink]] = {}
        self._tolls: dict[str, frozenset[str]] = {}
        self._named: dict[str, tuple[StandingLink, ...]] = {}
        self._read: set[str] = set()

    # --- what there is ----------------------------------------------------------------------------------------------

    def around(self, id_: str) -> set[str]:
        """The occurrences of the days of one."""
        key = self._joining.key(id_)
        return set() if key is None else {each for day in key.days for each in self._on(key.kind, day)}

    def claims_of(self, id_: str) -> Mapping[str, StandingLink]:
        """The claims tied to an occurrence, with their links, but for those that a person divided off."""
        if id_ not in self._of:
            self._of[id_] = self._tied((*self._live(target=id_), *self._live(claim=id_)))
        return self._of[id_]

    def tolls(self, id_: str) -> frozenset[str]:
        """The numbers of people harmed that an occurrence's claims tell."""
        if id_ not in self._tolls:
            self._tolls[id_] = tolls_of(self._claims[each] for each in self.claims_of(id_) if each in self._claims)
        return self._tolls[id_]

    def naming(self, id_: str) -> tuple[StandingLink, ...]:
        """Every link of occurrences that names an occurrence or a claim first, whatever became of it."""
        if id_ not in self._named:
            found = self._links(claim=id_)
            self._named[id_] = tuple(each for each in found if each.link.claims[0] == id_)
        return self._named[id_]

    def _on(self, kind: str, day: str) -> set[str]:
        if (kind, day) not in self._days:
            found: dict[str, list[StandingLink]] = {}
            for each in self._live(key=day_key(kind, day)):
                if each.link.effect != JOINED:
                    act = each.link.claims[0] if each.link.effect == APART else each.link.target or ""
                    found.setdefault(act, []).append(each)
            for act, links in found.items():
                self._of.setdefault(act, self._tied(links))
            known = self._joining.known_on(day) if kind == "meeting" else ()
            self._days[kind, day] = {each for each in (*found, *known) if self.claims_of(each)}
        return self._days[kind, day]

    def _tied(self, links: Iterable[StandingLink]) -> dict[str, StandingLink]:
        """The claims that some links tie to an act, those left out that a person says tell of another."""
        every = tuple(links)
        apart = {claim for each in every if each.link.effect == APART for claim in each.link.claims[1:]}
        tied = {claim: each for each in every if each.link.effect not in STEPS for claim in each.claims}
        return {claim: each for claim, each in tied.items() if claim not in apart}

    def markings(self, targets: Iterable[str]) -> set[str]:
        """The markings of all that the proposals for some targets rest on."""
        self.proposals(targets)
        return set(self._view.store.markings(self._read).values())

    def _live(self, **by: Any) -> Iterator[StandingLink]:
        return (each for each in self._links(**by) if each.live)

    def _links(self, **by: Any) -> Iterator[StandingLink]:
        for each in self._view.links("occurrence", every=True, **by):
            self._read.add(each.id)
            yield each

    # --- what follows -----------------------------------------------------------------------------------------------

    def proposals(self, targets: Iterable[str]) -> tuple[set[str], list[Link]]:
        """The occurrences and claims that new ties to some targets touch, and what rules say of these now."""
        given = set(targets)
        acts = {each for each in given if not each.startswith(WAITING) and self._joining.key(each) is not None}
        acts |= {each for one in acts for each in self._joining.fitting(one, self.around(one), self.tolls)}
        links = [link for each in sorted(acts) if (link := self._joined(each)) is not None]
        waiting = {claim for each in given for claim in self._waiting(each)}
        links.extend(link for each in sorted(waiting) for link in self._answer(each))
        return acts | waiting, links

    def _joined(self, id_: str) -> Link | None:
        if not self.claims_of(id_):
            return None
        near = self.around(id_)
        return self._joining.join_of(id_, near, self.claims_of, self.tolls)

    def _waiting(self, target: str) -> Iterator[str]:
        """The claims that a new tie may tie to an incident, or no longer: those of the target itself, or those printed
        after an incident at its place."""
        if target.startswith(WAITING):
            yield from self._tied(self._live(target=target))
            return
        key = key_of(target)
        if key is None or key.kind != INCIDENT or not key.place:
            return
        for month in _months(key.end, 0, max(LATEST.values())):
            for found in self._live(key=place_key(WAITING[:-1], key.place, month)):
                printed = (found.link.target or "")[len(WAITING) :][:10]
                if 0 <= (date.fromisoformat(printed) - date.fromisoformat(key.end)).days <= max(LATEST.values()):
                    yield from found.claims

    def _answer(self, claim: str) -> Iterator[Link]:
        """What one claim that names a place and no day is tied to."""
        kept = self._claims.get(claim)
        if kept is None or self._by_itself(claim):
            return
        place, printed = self._occurring.place(kept.claim), (kept.claim.report.published or "")[:10]
        incidents: dict[str, str] = {}
        for month in _months(printed, -max(LATEST.values()), 0):
            for found in self._live(key=place_key(INCIDENT, place, month)):
                if found.link.effect not in STEPS and found.link.rule not in LATER:
                    target = found.link.target or ""
                    incidents[target] = min(filter(None, (incidents.get(target), *found.claims)))
        yield from of_the_place([kept], {}, incidents, self._occurring.place)

    def _by_itself(self, claim: str) -> bool:
        """Whether a claim is tied to an incident by its own words, or by a person."""
        own = (each for each in self.naming(claim) if each.live and each.link.rule not in LATER)
        return any((each.link.target or "").startswith(f"{INCIDENT}:") for each in own)


def join_arrived(case: Case, arrived: Mapping[str, Iterable[str]]) -> tuple[int, int]:
    """Propose which acts are one, of those that new claims were tied to; how many links came and how many went.

    ``arrived`` are the targets of the new ties by marking. Where all that lies near is marked alike, and nothing came
    under two markings, once for everybody; else for each marking by itself, so that what somebody may see rests on
    nothing that he may not.
    """
    whole, added, gone = case.whole, 0, 0
    view = whole.record.view()
    once = next(whole.record.store.entries(["again"]), None) is None
    targets = sorted({each for given in arrived.values() for each in given}, key=lambda each: each.split(":")[1:2])
    for at in range(0, len(targets), AT_ONCE):
        some = targets[at : at + AT_ONCE]
        near = _near(whole, view)
        alike = once and len({*near.markings(some), *arrived}) == 1
        for more, fewer in [_put(whole, near, some)] if alike else list(_by_marking(whole, some, arrived)):
            added, gone = added + more, gone + fewer
    whole.forget()
    return added, gone


def _by_marking(whole: Case, targets: list[str], arrived: Iterable[str]) -> Iterator[tuple[int, int]]:
    laxest = min(map(MARKINGS.index, arrived))
    below: Near | None = None
    for number, marking in enumerate(MARKINGS[: MARKINGS.index(whole.marking) + 1]):
        if number >= laxest:
            yield _put(whole, _near(whole, whole.cleared(marking).record.view()), targets, below)
        below = _near(whole, whole.cleared(marking).record.view())


def _near(whole: Case, view: View) -> Near:
    return Near(view, whole.files.agreement, whole.bearing.roots)


def _put(whole: Case, near: Near, targets: list[str], below: Near | None = None) -> tuple[int, int]:
    """``below`` is what whoever may see less sees: joins that he sees are withdrawn on the ground of that alone."""
    touched, proposed = near.proposals(targets)
    every = [each for one in sorted(touched) for each in near.naming(one) if is_later(each.link)]
    found = [each for each in every if each.link.rule in RULES or each.link.rule not in LATER]
    seen = {pair_of(each.link) for one in touched for each in below.naming(one)} if below is not None else set()
    fresh, gone = judged(proposed, found, seen)
    record = whole.record
    return record.add_links(fresh), record.withdraw_links(gone, reason=FEWER)


def _months(day: str, first: int, last: int) -> Iterator[str]:
    """The months of the days from so many after a day to so many after it."""
    at, end = (date.fromisoformat(day) + timedelta(days=each) for each in (first, last))
    while (at.year, at.month) <= (end.year, end.month):
        yield f"{at:%Y-%m}"
        at = (at.replace(day=28) + timedelta(days=4)).replace(day=1)
