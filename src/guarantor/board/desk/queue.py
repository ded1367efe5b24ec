"""What waits at the desk: filters, order, which claim comes next, and who else is at it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from urllib.parse import urlencode

from guarantor.board.asking import AskError
from guarantor.board.folding import folded
from guarantor.board.question import Question
from guarantor.linking.kept import Kept

SHOWN = {"": "What waits", "unsure": "Set aside as unsure", "judged": "Judged already"}
ORDERS = {"": "What touches a status first", "oldest": "Oldest report first", "newest": "Newest report first"}
FIELDS = ("show", "order", "provision", "outlet", "kind", "actor", "since", "until", "words", "bearing", "doubt")
"""The names of the filters, as they stand in an address."""
AWAY = 120.0
"""After so many seconds without a page, somebody is no longer at a claim."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which claims are asked for, as the address says it."""

    values: Mapping[str, str]

    @classmethod
    def of(cls, params: Mapping[str, str], question: Question) -> Filters:
        """The filters of an address or a form; raises AskError where one names something that is not there."""
        found = {name: value for name in FIELDS if (value := (params.get(name) or "").strip())}
        if (provision := found.get("provision")) and provision not in question.titles:
            raise AskError(f"There is no provision “{provision}” in this case.")
        for name, known in (("show", SHOWN), ("order", ORDERS)):
            if found.get(name, "") not in known:
                raise AskError(f"“{name}” is one of {', '.join(k for k in known if k)}; found “{found[name]}”.")
        return cls(found)

    def get(self, name: str) -> str:
        """One filter; empty where it is not set."""
        return self.values.get(name, "")

    @property
    def narrowed(self) -> bool:
        """Whether anything but the order is asked for."""
        return any(name != "order" for name in self.values)

    def href(self, path: str = "/review", **more: str) -> str:
        """An address with these filters."""
        found = {**self.values, **{name: value for name, value in more.items() if value}}
        return path + (f"?{urlencode(found)}" if found else "")

    def fit(self, question: Question, kept: Kept) -> bool:
        """Whether a claim is among those asked for, its review apart."""
        claim, links = kept.claim, question.knowledge.of_claim.get(kept.id, ())
        day = (claim.report.published or "")[:10]
        return (
            (not self.get("provision") or self.get("provision") in {link.target for link in links})
            and (not self.get("outlet") or claim.report.outlet == self.get("outlet"))
            and (not self.get("kind") or claim.type == self.get("kind"))
            and (not self.get("actor") or self._names(kept))
            and (not self.get("since") or day >= self.get("since"))
            and (not self.get("until") or (bool(day) and day <= self.get("until")))
            and (not self.get("bearing") or bool(links))
            and (not self.get("doubt") or bool(claim.notes))
            and (not self.get("words") or folded(self.get("words")) in question.folded_claims[kept.id])
        )

    def _names(self, kept: Kept) -> bool:
        actor, claim = self.get("actor"), kept.claim
        named = {claim.holder.actor, *(m.actor for m in (*claim.actors, *claim.targets))}
        return any(each == actor or (each or "").startswith(f"{actor}.") for each in named)


def queue_of(question: Question, filters: Filters) -> list[Kept]:
    """The claims asked for, in the order asked for."""
    aside = set_aside(question)

    def shown(kept: Kept) -> bool:
        match filters.get("show"):
            case "judged":
                return kept.reviewed
            case "unsure":
                return kept.id in aside and not kept.reviewed
            case _:
                return not kept.reviewed and kept.id not in aside

    found = [kept for kept in question.claims.values() if shown(kept) and filters.fit(question, kept)]
    if filters.get("order") == "":
        touching = touches(question)
        found.sort(key=lambda kept: kept.id not in touching)
    else:
        found.sort(key=lambda kept: kept.claim.report.published or "9", reverse=filters.get("order") == "newest")
    return found


def set_aside(question: Question) -> frozenset[str]:
    """The claims of which somebody said that one cannot tell."""
    judged = question.knowledge.view.judgements(undone=False)
    return frozenset(about for each in judged if each.act == "unsure" for about in each.about)


def touches(question: Question) -> frozenset[str]:
    """The claims on which a status in everybody's account rests."""
    state = question.states[question.everybody]
    return frozenset(claim for cell in state.values() for claim in cell.claims)


@dataclass(slots=True)
class Presence:
    """Who has which claim open, in this process; so that two people at one queue are led to different claims.

    The record itself refuses a judgement on a claim that somebody judged meanwhile; this only saves the trouble.
    """

    clock: Callable[[], float] = time.monotonic
    _seen: dict[str, tuple[str, float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def at(self, who: str, claim: str) -> None:
        """Note that somebody has a claim open."""
        with self._lock:
            self._seen[who] = (claim, self.clock())

    def others(self, who: str) -> dict[str, str]:
        """The claims that others have open, and who they are."""
        with self._lock:
            now = self.clock()
            self._seen = {name: seen for name, seen in self._seen.items() if now - seen[1] < AWAY}
            return {claim: name for name, (claim, _) in self._seen.items() if name != who}


def resume(question: Question, waiting: list[Kept], *, name: str, place: str, busy: Mapping[str, str]) -> Kept | None:
    """Where somebody goes on: at the claim they had open, else after the last that they judged, else at the first;
    passing over what others have open while there is anything else."""
    if not waiting:
        return None
    here = next((kept for kept in waiting if kept.id == place), None)
    if here is not None and here.id not in busy:
        return here
    order = {id_: number for number, id_ in enumerate(question.knowledge.claims)}
    mine = [each for each in question.knowledge.view.judgements() if each.by == name and name]
    last = max((order.get(about, -1) for each in mine[-1:] for about in each.about), default=-1)
    free = [kept for kept in waiting if kept.id not in busy] or waiting
    return next((kept for kept in free if order[kept.id] > last), free[0]) if last >= 0 else free[0]
