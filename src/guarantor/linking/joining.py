"""That two ids name one real act, or one id two: entries of their own, proposed by rules or decided by people.

A *join* says that one occurrence is part of another (``claims``: the occurrence and the words it rests on, ``target``:
the other; effect *joined*). A *division* says that some claims of an occurrence tell of an act of their own
(``claims``: the occurrence and the claims, ``target``: the new one; effect *apart*). Both are links: rejecting one
takes it back, and an answer as of an earlier time has what stood then. Nothing that was tied is changed by them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from guarantor.linking.kept import Kept
from guarantor.linking.keys import Key, compatible, key_of
from guarantor.linking.occurring import RULE, toll_of
from guarantor.linking.roots import Roots
from guarantor.model.agreement import Meeting
from guarantor.model.ids import content_id
from guarantor.model.link import Link

JOINED, APART = "joined", "apart"
BY_RULE, BY_PERSON = f"{RULE}joined", f"{RULE}person"
Ties = dict[str, dict[str, Kept]]
"""The claims of each occurrence, by its id and by theirs."""
Tolls = Callable[[str], frozenset[str]]
"""The numbers of people harmed that the claims of an occurrence tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One entry that joined or divided: which occurrence, into which, by whose rule or word, why, and since when.

    ``id`` is the link's, by which it may be rejected; ``recorded`` in UTC seconds; ``by`` the rule, or "a person".
    """

    id: str
    effect: str
    one: str
    other: str
    claims: tuple[str, ...]
    by: str
    reason: str
    recorded: int

    @property
    def text(self) -> str:
        """In words, for readers: what became of what, by whom, and why."""
        key = key_of(self.one)
        what = key.words if key is not None else self.one
        if self.effect == JOINED:
            return f"joined with what is told of {what}, by {self.by}: {self.reason}"
        number = f"{len(self.claims)} claim{'' if len(self.claims) == 1 else 's'}"
        return f"divided: {number} of {what} tell of another act, by {self.by}: {self.reason}"


def settled(ties: Ties, steps: Sequence[Step]) -> tuple[Ties, dict[str, tuple[Step, ...]]]:
    """The claims of each occurrence once its steps were taken in their order, and the steps that made each."""
    found = {id_: dict(claims) for id_, claims in ties.items()}
    into: dict[str, str] = {}
    taken: dict[str, list[Step]] = defaultdict(list)
    for step in steps:
        one, other = _end(step.one, into), _end(step.other, into)
        if step.effect == APART:
            moved = {each: found[one].pop(each) for each in step.claims if each in found.get(one, {})}
            if moved:
                found.setdefault(step.other, {}).update(moved)
                taken[step.other].append(step)
                taken[one].append(step)
        elif one != other and one in found:
            found[other] = {**found.get(other, {}), **found.pop(one)}
            into[one] = other
            taken[other].extend((*taken.pop(one, ()), step))
    kept = {id_: claims for id_, claims in found.items() if claims}
    return kept, {id_: tuple(dict.fromkeys(made)) for id_, made in taken.items() if id_ in kept}


def _end(id_: str, into: Mapping[str, str]) -> str:
    while id_ in into:
        id_ = into[id_]
    return id_


def join(one: str, other: str, claims: Iterable[str], *, reason: str, rule: str = BY_PERSON) -> Link:
    """An occurrence is part of another; ``claims`` are some that show it. Raises ValueError without a reason."""
    if not reason.strip():
        raise ValueError("say why the two are one")
    if one == other:
        raise ValueError(f"{one} is itself")
    return Link(
        kind="occurrence", claims=(one, *sorted(claims)), target=other, effect=JOINED, rule=rule, reason=reason
    )  # fmt: skip


def divide(one: str, claims: Sequence[str], *, reason: str) -> Link:
    """Some claims of an occurrence tell of an act of their own. Raises ValueError without a reason or a claim."""
    if not reason.strip():
        raise ValueError("say why they tell of another act")
    if not claims:
        raise ValueError("say which claims tell of another act")
    part = content_id("part", [one, *sorted(claims)]).rpartition(":")[2][:6]
    return Link(
        kind="occurrence", claims=(one, *sorted(claims)), target=f"{one}#{part}", effect=APART, rule=BY_PERSON,
        reason=reason,
    )  # fmt: skip


class Joining:
    """Proposes joins among the occurrences of one case."""

    def __init__(self, meetings: Iterable[Meeting], roots: Roots) -> None:
        self._roots = roots
        self._known = {
            meeting.id: Key(
                kind="meeting", start=meeting.date, end=meeting.date, place=meeting.place or "",
                by=frozenset(meeting.invited),
            )
            for meeting in meetings if meeting.date is not None
        }  # fmt: skip
        self._keys: dict[str, Key | None] = dict(self._known)

    def joins(self, ties: Ties) -> Iterator[Link]:
        """What is one, of all occurrences: see :meth:`join_of`."""
        keys = {id_: key for id_ in ties if (key := self.key(id_)) is not None}
        by_day: dict[tuple[str, str], list[str]] = defaultdict(list)
        for id_, key in keys.items():
            for day in key.days:
                by_day[key.kind, day].append(id_)
        tolls = {id_: tolls_of(claims.values()) for id_, claims in ties.items()}
        for id_, key in sorted(keys.items()):
            near = {each for day in key.days for each in by_day[key.kind, day]}
            found = self.join_of(id_, near, ties.__getitem__, tolls.__getitem__)
            if found is not None:
                yield found

    def join_of(
        self, id_: str, near: Iterable[str], claims: Callable[[str], Iterable[str]], tolls: Tolls
    ) -> Link | None:  # fmt: skip
        """An occurrence that tells less goes into the fullest of those ``near`` (of its days) that it can be, where
        these can all be one. Where two of them cannot, it stays by itself: which of the two it is nobody says."""
        fit = self.fitting(id_, near, tolls)
        keys = {each: key for each in (id_, *fit) if (key := self.key(each)) is not None}
        if not fit or any(not compatible(keys[a], keys[b], self._roots) for a, b in combinations(fit, 2)):
            return None
        best = max((id_, *fit), key=lambda each: (each in self._known, keys[each].told, each))
        if best == id_:
            return None
        return join(id_, best, {*claims(id_), *claims(best)}, rule=BY_RULE, reason=self._why(id_, best, tolls))

    def fitting(self, id_: str, near: Iterable[str], tolls: Tolls) -> list[str]:
        """Those of some occurrences which one can be: nothing differs, and something beside the day is the same."""
        key = self.key(id_)
        others = ((each, self.key(each)) for each in sorted({*near} - {id_})) if key is not None else ()
        return [each for each, other in others if other is not None and self._one((id_, key), (each, other), tolls)]

    def key(self, id_: str) -> Key | None:
        """The parts of an occurrence's id; None for what is no such id, and for what a person divided off."""
        if id_ not in self._keys:
            self._keys[id_] = None if "#" in id_ else key_of(id_)
        return self._keys[id_]

    def known_on(self, day: str) -> Iterator[str]:
        """The meetings of the agreement's file on a day."""
        return (id_ for id_, key in self._known.items() if key.start == day)

    def _one(self, one: tuple[str, Key | None], other: tuple[str, Key], tolls: Tolls) -> bool:
        a, b = one[1], other[1]
        if a is None or not compatible(a, b, self._roots):
            return False
        if a.kind == "meeting":
            return bool(a.place and a.place == b.place) or min(len(a.by), len(b.by)) > 1
        if a.place and b.place:
            return _counted(a, tolls(other[0])) and _counted(b, tolls(one[0]))
        return bool((a.site and a.site == b.site) or tolls(one[0]) & tolls(other[0]))

    def _why(self, one: str, other: str, tolls: Tolls) -> str:
        a, b = self.key(one), self.key(other)
        assert a is not None and b is not None
        shared = [f"the same day ({max(a.start, b.start)})"]
        if a.place and a.place == b.place:
            shared.append(f"the same place ({a.place.replace('-', ' ')})")
        if a.site and a.site == b.site:
            shared.append(f"the same sort of site ({a.site})")
        if a.kind == "meeting" and a.by and b.by:
            shared.append(f"the same people ({', '.join(sorted(map(self._roots.name, a.by)))})")
        if a.kind == "incident" and (same := tolls(one) & tolls(other)):
            shared.append(f"the same count ({', '.join(sorted(same)).replace('-', ' ')})")
        return f"{', '.join(shared)}; nothing that both tell differs, and no other of that day fits"


def _counted(key: Key, told: frozenset[str]) -> bool:
    """Whether an incident of a place that is told apart by its number can be one of which these numbers are told."""
    return not key.toll or key.toll in told


def tolls_of(claims: Iterable[Kept]) -> frozenset[str]:
    """The numbers of people harmed that some claims tell ("4-killed")."""
    return frozenset(toll for kept in claims if (toll := toll_of(kept.claim)))
