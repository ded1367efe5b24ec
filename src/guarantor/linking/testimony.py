"""Testimonies: what a live claim, over a live link, says of a provision or an event, in resolved roots and instants.

Nothing is guessed on the way. A claim whose time is told but not resolved counts for nothing (``happened`` None); one
that tells no time at all is held to have happened at some moment since the case began and before it was published.
A total counts up to its cut-off, never later than its publication.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from guarantor.linking.kept import Kept
from guarantor.linking.occurrences import tie
from guarantor.linking.roots import Root, Roots
from guarantor.model.claim import Claim, Quantity
from guarantor.model.link import Link
from guarantor.model.moments import EARLIEST, LATEST, Interval, TimeError, day_of, interval
from guarantor.model.provision import Effect
from guarantor.model.testimony import Testimony

AS_OF: frozenset[Effect] = frozenset({"total", "outstanding", "breached"})
"""Effects that hold as of a cut-off rather than at the moment of an act."""
NO_AMOUNT = frozenset({"share", "stock", "cumulative"})
"""Kinds of figure that are no amount of what was done in a stretch of time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveLink:
    """A link with when it was recorded and whether a person accepted it."""

    id: str
    link: Link
    recorded: int
    accepted: bool = False


class NamesOrigins(Protocol):
    """Whatever says which origin is behind a claim."""

    def of(self, claim: str, root: Root) -> str:
        """The id of the origin behind a claim with this root."""
        ...


class Witnesses:
    """Makes testimonies of one case. ``zone`` is the agreement's, ``since`` the first ISO day the case is about."""

    def __init__(self, roots: Roots, origins: NamesOrigins, *, zone: str, since: str | None = None) -> None:
        self._roots = roots
        self._origins = origins
        self._zone = zone
        self._since = interval(since, zone)[0] if since else EARLIEST

    def all(self, claims: Mapping[str, Kept], links: Iterable[LiveLink]) -> tuple[Testimony, ...]:
        """The testimonies of all links that tie a known claim to a provision or an event, in the links' order."""
        bearing = [live for live in links if live.link.kind == "bearing" and live.link.target is not None]
        words = [self.of(claims[claim], live) for live in bearing for claim in live.link.claims if claim in claims]
        accepted = frozenset(live.id for live in bearing if live.accepted)
        return tuple(tie(words, zone=self._zone, accepted=accepted))

    def of(self, kept: Kept, live: LiveLink) -> Testimony:
        """The testimony of one claim over one link, not yet tied to what others tell of the same act."""
        claim, fields = kept.claim, live.link.fields
        effect: Effect = live.link.effect  # type: ignore[assignment]
        root = self._roots.of(claim)
        figure = _figure(claim, fields.get("figure"))
        published = self.published(claim)
        happened = self._happened(claim, effect, figure, published)
        if figure is not None and figure.kind == "rate" and effect == "performed" and self._days(happened):
            figure = None
        return Testimony(
            claim=kept.id,
            about=str(live.link.target),
            root=root.id,
            effect=effect,
            happened=happened,
            recorded=max(kept.recorded, live.recorded),
            published=published,
            withdrawn=kept.withdrawn,
            since=self._start(claim, figure, effect),
            low=None if figure is None else _low(figure),
            high=None if figure is None else _high(figure),
            bound="" if figure is None else figure.bound,
            whole=bool(fields.get("whole")),
            stretch=self._of_stretch(claim, effect, figure, happened, published),
            unit=None if figure is None else figure.unit or figure.of,
            scope=fields.get("scope", "same"),
            debtor=fields.get("debtor"),
            key=fields.get("key"),
            link=live.id,
            rule=live.link.rule,
            reviewed=kept.reviewed,
            origin=self._origins.of(kept.id, root),
            cited=root.cited,
            note=None if figure is None else figure.scope,
        )

    def published(self, claim: Claim) -> int | None:
        """The last second of the day (or the very instant) by which the claim's report was public."""
        if claim.report.published is None:
            return None
        try:
            return interval(claim.report.published, self._zone)[1]
        except TimeError:
            return None

    def _happened(
        self, claim: Claim, effect: Effect, figure: Quantity | None, published: int | None
    ) -> Interval | None:
        latest = LATEST if published is None else published
        if effect in AS_OF:
            return self._cut_off(claim, figure, published)
        if claim.when is None:
            return (self._since, latest) if published is not None and self._since <= latest else None
        told = self._told(claim.when.start, claim.when.end)
        if told is None or effect == "intends":
            return told
        low, high = told
        return (low, min(high, latest)) if low <= latest else None

    def _cut_off(self, claim: Claim, figure: Quantity | None, published: int | None) -> Interval | None:
        """When a total holds: as of the day it names, else the end of the time told, else its publication."""
        named = figure.as_of if figure is not None else None
        if named is None and claim.when is not None:
            named = claim.when.end
            if named is None and claim.when.start is None:
                return None
        told = self._told(named, named) if named is not None else (published, published) if published else None
        if told is None or published is None:
            return told
        return min(told[0], published), min(told[1], published)

    def _start(self, claim: Claim, figure: Quantity | None, effect: Effect) -> int | None:
        """From when a figure counts: as it says itself, else the beginning of an open stretch ("since 10 October") or
        of the several days that it is told of ("in March", "so far in April")."""
        named = figure.since if figure is not None else None
        when = claim.when
        if named is None and when is not None and when.start is not None:
            counted = effect in ("performed", "total") and when.precision != "vague"
            if when.end is None or (counted and when.start[:10] != when.end[:10]):
                named = when.start
        told = self._told(named, named) if named is not None else None
        return None if told is None else told[0]

    def _of_stretch(
        self, claim: Claim, effect: Effect, figure: Quantity | None, happened: Interval | None, published: int | None
    ) -> bool:
        """Whether an amount is told of all that was done in a stretch of several days, which was over by then. A rate
        is no amount, and what is told of an unfinished month may still grow."""
        if effect != "performed" or figure is None or figure.kind in NO_AMOUNT or happened is None:
            return False
        when = claim.when
        if when is None or when.start is None or when.end is None or when.precision == "vague":
            return False
        if figure.since not in (None, when.start[:10]) or figure.as_of not in (None, when.end[:10]):
            return False
        told = self._told(when.start, when.end)
        over = told is not None and (published is None or told[1] <= published)
        return over and self._days(happened)

    def _days(self, happened: Interval | None) -> bool:
        """Whether a time is several days."""
        return happened is not None and day_of(happened[0], self._zone) != day_of(happened[1], self._zone)

    def _told(self, start: str | None, end: str | None) -> Interval | None:
        if start is None and end is None:
            return None
        try:
            low = interval(start, self._zone)[0] if start else self._since
            high = interval(end, self._zone)[1] if end else LATEST
        except TimeError:
            return None
        return (low, high) if low <= high else None


def _figure(claim: Claim, index: object) -> Quantity | None:
    if isinstance(index, int) and 0 <= index < len(claim.quantities):
        return claim.quantities[index]
    return None


def _low(quantity: Quantity) -> float | None:
    return quantity.low if quantity.low is not None else quantity.value


def _high(quantity: Quantity) -> float | None:
    """The highest amount told; an open bound ("at least 20") stays open."""
    if quantity.high is not None:
        return quantity.high
    return quantity.value if quantity.low is None else None
