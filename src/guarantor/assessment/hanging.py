"""What hangs on what: the things whose words may change the status of a provision or open a gate.

Found by walking the agreement, not by running it: rather one thing too many than one too few. Whoever keeps what was
worked out for a provision may keep it as long as nothing new is said about any of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache

from guarantor.model.agreement import Agreement, Cond, Event, Phase, Provision

BESIDE = frozenset(
    {"debtors", "creditors", "evidence", "references", "texts", "counters", "issues", "text", "title", "note"}
)
"""Fields that name things without the status hanging on them."""


def hanging(agreement: Agreement) -> dict[str, frozenset[str]]:
    """For each provision, and for each phase with gates, the ids that it hangs on, itself among them."""
    parts: tuple[Event | Phase | Provision, ...] = (*agreement.events, *agreement.phases, *agreement.provisions)
    known = {each.id: each for each in parts}
    owed: dict[str, set[str]] = {}
    for provision in agreement.provisions:
        for debtor in provision.debtors:
            owed.setdefault(debtor, set()).add(provision.id)
    direct = {id_: _reached(each, known.keys(), owed) for id_, each in known.items()}
    gated = [phase.id for phase in agreement.phases if phase.gates]
    return {id_: _closed(id_, direct) for id_ in (*(each.id for each in agreement.provisions), *gated)}


def touched(hangs: Mapping[str, frozenset[str]], about: Iterable[str]) -> frozenset[str]:
    """The provisions and phases (of what :func:`hanging` found) that may stand otherwise where something is said about
    some things."""
    said = frozenset(about)
    return frozenset(id_ for id_, on in hangs.items() if not said.isdisjoint(on))


def named_in(provision: Provision, known: Iterable[str]) -> frozenset[str]:
    """Those of some ids that a provision itself names in its clock, conditions, ratio, closings or readings."""
    return _reached(provision, known, {})


def _reached(part: object, known: Iterable[str], owed: dict[str, set[str]]) -> frozenset[str]:
    found: set[str] = set()
    for name, word in _words(part, ""):
        if name == "actor":
            found |= owed.get(word, set())
        found.add(word)
    return frozenset(found.intersection(known))


def _words(part: object, name: str) -> Iterator[tuple[str, str]]:
    """Every text in a value, however deep, with the field it stands in; an actor only where a condition looks at all
    that it owes."""
    if isinstance(part, str):
        yield name, part
    elif isinstance(part, tuple):
        for each in part:
            yield from _words(each, name)
    elif is_dataclass(part):
        kind: type = type(part)
        for field, inner in _looked_at(kind):
            if (value := getattr(part, field)) is not None:
                yield from _words(value, inner)


@cache
def _looked_at(kind: type) -> tuple[tuple[str, str], ...]:
    """The fields of a noun that a status can hang on, each with what its words name."""
    own = {"phase"} if issubclass(kind, Provision) else set()
    actor = "actor" if issubclass(kind, Cond) else ""
    names = [field.name for field in fields(kind) if field.name not in BESIDE | own]
    return tuple((name, actor if name == "actor" else "") for name in names)


def _closed(id_: str, direct: dict[str, frozenset[str]]) -> frozenset[str]:
    found, ahead = {id_}, [id_]
    while ahead:
        new = direct.get(ahead.pop(), frozenset()) - found
        found |= new
        ahead.extend(new)
    return frozenset(found)
