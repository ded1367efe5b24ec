"""What a very large record knows, looked up one by one: the same mappings, nothing of them read before it is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from guarantor.linking.kept import Kept
from guarantor.model.link import Link
from guarantor.model.moments import interval
from guarantor.model.report import Report
from guarantor.record.standing import Standing, StandingLink
from guarantor.record.view import View

REVIEWED = ("accepted", "corrected")
REMEMBERED = 100_000
"""So many claims are kept that were looked up."""


def kept_of(standing: Standing) -> Kept:
    """A live claim as linking takes it."""
    return Kept(
        id=standing.id, claim=standing.claim, recorded=seconds(standing.recorded),
        reviewed=standing.claim.review in REVIEWED,
    )  # fmt: skip


@lru_cache(maxsize=1024)
def seconds(recorded: str) -> int:
    """The UTC second of a recorded time."""
    return interval(recorded, "UTC")[1]


class Claims(Mapping[str, Kept]):
    """Live claims by id."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._found: dict[str, Kept | None] = {}
        self._count: int | None = None

    def __getitem__(self, id_: str) -> Kept:
        if id_ not in self._found:
            if len(self._found) >= REMEMBERED:
                self._found.clear()
            standing = self._view.standing(id_)
            self._found[id_] = kept_of(standing) if standing is not None and standing.live else None
        found = self._found[id_]
        if found is None:
            raise KeyError(id_)
        return found

    def __iter__(self) -> Iterator[str]:
        """Every id, in the order of the record; the claim just named is at hand."""
        for standing in self._view.standings():
            if standing.live:
                kept = kept_of(standing)
                if len(self._found) >= REMEMBERED:
                    self._found.clear()
                self._found[kept.id] = kept
                yield kept.id

    def __len__(self) -> int:
        if self._count is None:
            self._count = sum(standing.live for standing in self._view.standings())
        return self._count


class Reports(Mapping[str, Report]):
    """Reports that were not retracted, by id."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._found: dict[str, Report | None] = {}

    def __getitem__(self, id_: str) -> Report:
        if id_ not in self._found:
            self._found[id_] = None if self._view.is_retracted(id_) else self._view.report(id_)
        found = self._found[id_]
        if found is None:
            raise KeyError(id_)
        return found

    def __iter__(self) -> Iterator[str]:
        for report in self._view.reports():
            self._found[report.id] = report
            yield report.id

    def __len__(self) -> int:
        return sum(1 for _ in self)


class LinksOf(Mapping[str, tuple[Link, ...]]):
    """The live links of each claim that has any, those that ``fits`` lets through."""

    def __init__(self, view: View, fits: Callable[[StandingLink], bool], claims: Mapping[str, Kept]) -> None:
        self._view, self._fits, self._claims = view, fits, claims
        self._found: dict[str, tuple[Link, ...]] = {}

    def __getitem__(self, claim: str) -> tuple[Link, ...]:
        if claim not in self._found:
            self._found[claim] = tuple(each.link for each in self._view.links(claim=claim) if self._fits(each))
        if not self._found[claim]:
            raise KeyError(claim)
        return self._found[claim]

    def __iter__(self) -> Iterator[str]:
        return (claim for claim in self._claims if claim in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class TiedTo(Mapping[str, tuple[tuple[str, Link], ...]]):
    """For each of some targets the live claims tied to it, with their links."""

    def __init__(
        self, view: View, fits: Callable[[StandingLink], bool], claims: Mapping[str, Kept], targets: Iterable[str]
    ) -> None:
        self._view, self._fits, self._claims, self._targets = view, fits, claims, tuple(targets)
        self._found: dict[str, tuple[tuple[str, Link], ...]] = {}

    def __getitem__(self, target: str) -> tuple[tuple[str, Link], ...]:
        if target not in self._found:
            links = (each.link for each in self._view.links(target=target) if self._fits(each))
            self._found[target] = tuple(
                (claim, link) for link in links for claim in link.claims if claim in self._claims
            )
        if not self._found[target]:
            raise KeyError(target)
        return self._found[target]

    def __iter__(self) -> Iterator[str]:
        return (target for target in self._targets if target in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)
