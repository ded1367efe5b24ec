"""What the desk needs of a case: who else says what a claim says, which readings there are, which ids are meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from guarantor.assessment.engine import variants
from guarantor.case.knowledge import Knowledge
from guarantor.linking.kept import Kept
from guarantor.linking.roots import Roots
from guarantor.linking.same import alike, bearing
from guarantor.model.entry import EntryKind
from guarantor.review import Support

if TYPE_CHECKING:
    from guarantor.case.case import Case

_DIGITS = re.compile(r"[0-9a-f]{4,64}")
_NAMED_BY_START: Final[tuple[EntryKind, ...]] = ("claim", "link", "report", "judgement")
SAME = 0.5
"""From which likeness two claims count as saying the same, for a grade."""


def support_of(knowledge: Knowledge, claim: str) -> Support:
    """What stands behind a claim: the origins, at least, of all live claims that say the same, and the sides they are
    on. Raises KeyError for a claim that is not live."""
    same = tuple(_saying_the_same(knowledge, knowledge.claims[claim]))
    origins = knowledge.origins.count(same).low
    sides = {side for kept in same if (side := _side(knowledge.roots, kept)) is not None}
    return Support(
        origins=origins, sides=len(sides), document=any(kept.claim.holder.kind == "document" for kept in same)
    )  # fmt: skip


def _saying_the_same(knowledge: Knowledge, kept: Kept) -> Iterator[Kept]:
    people_say = knowledge.view.same_as(kept.id)
    for other in knowledge.claims.values():
        if other.id in people_say or (alike(kept.claim, other.claim) >= SAME and _corroborates(kept, other)):
            yield other


def _corroborates(kept: Kept, other: Kept) -> bool:
    return bearing(kept.claim, other.claim, one_origin=False) == "corroborates"


def _side(roots: Roots, kept: Kept) -> str | None:
    """The side of whoever says so: as the case's files give it, else the outermost whole it is an organ of."""
    root = roots.of(kept.claim)
    if not root.resolved:
        return None
    line = roots.line(root.id)
    known = (roots.people.actors[each].side for each in line if each in roots.people.actors)
    return next((side for side in known if side), line[-1] if line else root.id)


def readings_of(case: Case) -> dict[str, tuple[str, ...]]:
    """What can be read in more than one way: the readings of provisions (those of a quantity told elsewhere among them)
    and of phases' gates, by the id of the provision or the phase."""
    agreement = case.files.agreement
    found = {
        each.id: tuple(name for name, _ in variants(each, None) if name is not None)
        + tuple(reading.name for reading in each.readings if reading.chosen)
        for each in agreement.provisions
    }
    gates = {phase.id: tuple(gate.name for gate in phase.gates) for phase in agreement.phases if len(phase.gates) > 1}
    return {id_: names for id_, names in (*found.items(), *gates.items()) if names}


def chosen_readings(knowledge: Knowledge) -> dict[str, str]:
    """The reading that people chose, by provision or by the phase whose gate it is."""
    agreement = knowledge.files.agreement
    known = {each.id for each in agreement.provisions} | {each.id for each in agreement.phases}
    chosen = knowledge.view.marks.readings
    return {about: str(judged.value["reading"]) for about, judged in chosen.items() if about in known}


def ids_that_begin(case: Case, start: str) -> tuple[str, ...]:
    """The ids of claims, links, reports and judgements that begin so (or whose digest does), at most two."""
    digest = start.rpartition(":")[2]
    if not _DIGITS.fullmatch(digest):
        return ()
    named = start.partition(":")[0] if ":" in start else None
    kinds = [kind for kind in _NAMED_BY_START if named in (None, kind)]
    return tuple(case.record.store.beginning(digest, kinds)[:2]) if kinds else ()
