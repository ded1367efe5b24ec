"""The state page's long lists in parts, each part with an address: a page of a thousand provisions stays light, and
everything is reached by plain links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from guarantor.board.counters import Chart
from guarantor.board.disputes import Fact
from guarantor.board.listing import Part, part_of
from guarantor.board.matrix import Group, Row
from guarantor.board.state import Due, StatePage

T = TypeVar("T")
PROVISIONS = 100
"""Up to so many provisions, every phase has its rows on the page."""
ROWS, DEADLINES, FACTS, CHARTS = 40, 20, 12, 4
"""How much of a long list one part has; up to twice as much stays whole."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Lists:
    """The parts that an address asks for. Raises :class:`~guarantor.board.asking.AskError` for what is no part."""

    page: StatePage
    params: Mapping[str, str]
    path: str

    @cached_property
    def folded(self) -> bool:
        """Whether phases come without their rows, until one is asked for."""
        return len(self.page.lines) > PROVISIONS

    def rows(self, group: Group) -> Part[Row] | None:
        """The rows of a phase; None where they are left out."""
        if not self.folded:
            return _whole(group.rows)
        if self.params.get("phase") != group.id:
            return None
        return part_of(group.rows, self.params, self.path, "rows", ROWS)

    def opening(self, group: Group) -> str:
        """Where the rows of a phase are."""
        return f"{self.path}{self.page.question.ask.query(phase=group.id)}"

    @cached_property
    def deadlines(self) -> Part[Due]:
        """Deadlines, by themselves those around the moment asked for."""
        every = self.page.falling
        ahead = next((n for n, each in enumerate(every) if not each.past), max(0, len(every) - 1))
        part = self._part(every, "deadlines", DEADLINES, first=max(0, ahead - DEADLINES // 2) // DEADLINES + 1)
        return part.of(self.page.due(part.items))

    @cached_property
    def facts(self) -> Part[Fact]:
        """Open disagreements."""
        return self._part(self.page.contested, "facts", FACTS)

    @cached_property
    def charts(self) -> Part[Chart]:
        """Counters against what is owed."""
        return self._part(self.page.charts, "charts", CHARTS)

    def _part(self, items: Sequence[T], name: str, size: int, first: int = 1) -> Part[T]:
        if len(items) <= 2 * size:
            return _whole(items)
        return part_of(items, {name: str(first), **self.params}, self.path, name, size)


def _whole(items: Sequence[T]) -> Part[T]:
    return Part(items=tuple(items), total=len(items), first=1 if items else 0, last=len(items), before="", after="")
