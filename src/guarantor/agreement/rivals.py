"""Two duties of one kind by different debtors: a running count speaks of the one whose acts it counts.

"The South had closed nine posts so far" is no count of the North's posts, though both owe the same act on the same
object. Only where there is such another duty has a count that names a doer to name one of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from guarantor.agreement.context import Context
from guarantor.agreement.defaults import AMOUNTS
from guarantor.agreement.verbs import as_told
from guarantor.model.provision import EvidencePattern, Provision


def told_apart(provisions: Sequence[Provision], context: Context) -> list[Provision]:
    """The provisions, those with a rival duty with counts of their own debtors' (or receivers') acts alone."""
    return [
        _own_counts(each, context) if any(_rivals(each, other, context) for other in provisions) else each
        for each in provisions
    ]


def _rivals(one: Provision, other: Provision, context: Context) -> bool:
    if one.polarity != "do" or other.polarity != "do" or one.act is None or other.act is None or one.act.of is None:
        return False
    if one.act.of != other.act.of or set(one.debtors) & set(other.debtors):
        return False
    verbs = [set(context.acts[each.act].does) for each in (one.act, other.act)]
    return bool(verbs[0] & verbs[1])


def _own_counts(provision: Provision, context: Context) -> Provision:
    return replace(
        provision,
        evidence=tuple(new for pattern in provision.evidence for new in _of_its_own(pattern, provision, context)),
        readings=tuple(replace(r, provision=_own_counts(r.provision, context)) for r in provision.readings),
        amendments=tuple(replace(a, provision=_own_counts(a.provision, context)) for a in provision.amendments),
    )


def _of_its_own(pattern: EvidencePattern, provision: Provision, context: Context) -> Iterator[EvidencePattern]:
    if pattern.effect != "total" or pattern.by or pattern.kind != AMOUNTS or provision.act is None:
        yield pattern
        return
    act, people = context.acts[provision.act.act], context.names
    done = (each.by for each in provision.evidence if each.effect == "performed" and each.name.startswith("done"))
    doers = next(done, provision.debtors)
    yield replace(pattern, acts=as_told((*act.does, *act.nouns)), by=doers, by_silent=True)
    if act.receives:
        to = [each for each in provision.act.to if people.has("actor", each)]
        receivers = tuple(dict.fromkeys((*provision.creditors, *to)))
        name = f"{pattern.name}, as received"
        yield replace(pattern, name=name, acts=as_told(act.receives), by=receivers, by_silent=bool(receivers))
