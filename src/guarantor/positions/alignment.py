"""Alignment of two actors: on how many issues both are known, where they agree and differ, how close they stand.

Everything is counted by issue from one position an actor holds on each option, never by statements. ``n`` stands beside
every share: two issues of two is not the same as ten of ten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Literal

import numpy as np

from guarantor.model.agreement import Issue
from guarantor.model.position import Position

Verdict = Literal["agree", "differ", "not shared"]
Cells = Mapping[tuple[str, str], Position]


@dataclass(frozen=True, slots=True, kw_only=True)
class OnIssue:
    """Two actors on one issue. ``options`` are those on which they agree or differ; ``closeness`` is 1 for the same
    place on an ordered issue, 0 for its two ends, None where it cannot be told."""

    issue: str
    verdict: Verdict
    options: tuple[str, ...] = ()
    closeness: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two actors. ``n`` issues are shared and known of both; they agree on ``agree`` of them."""

    first: str
    second: str
    n: int
    agree: int
    issues: tuple[OnIssue, ...]

    @property
    def share(self) -> Fraction | None:
        """The share of shared issues on which they agree; None where none is shared."""
        return Fraction(self.agree, self.n) if self.n else None

    @property
    def differ(self) -> tuple[OnIssue, ...]:
        """Where they differ."""
        return tuple(each for each in self.issues if each.verdict == "differ")

    @property
    def closeness(self) -> tuple[int, Fraction] | None:
        """On how many ordered issues both can be placed, and how close they stand on average."""
        told = [each.closeness for each in self.issues if each.closeness is not None]
        return (len(told), sum(told, Fraction(0)) / len(told)) if told else None


def alignment(cells: Cells, actors: Sequence[str], issues: Sequence[Issue]) -> tuple[Pair, ...]:
    """Every pair of actors, in their order."""
    return tuple(pair(cells, first, second, issues) for first, second in combinations(actors, 2))


def pair(cells: Cells, first: str, second: str, issues: Sequence[Issue]) -> Pair:
    """Two actors on all issues."""
    told = tuple(_on(cells, first, second, issue) for issue in issues)
    shared = [each for each in told if each.verdict != "not shared"]
    agree = sum(each.verdict == "agree" for each in shared)
    return Pair(first=first, second=second, n=len(shared), agree=agree, issues=told)


def _on(cells: Cells, first: str, second: str, issue: Issue) -> OnIssue:
    one, two = (_known(cells, actor, issue) for actor in (first, second))
    clash = tuple(option for option in issue.options if option in one and option in two and one[option] != two[option])
    same = tuple(option for option in issue.options if option in one and one[option] == two.get(option))
    yes = [tuple(option for option in issue.options if each.get(option)) for each in (one, two)]
    verdict: Verdict
    if clash:
        verdict, options = "differ", clash
    elif yes[0] and yes[1] and not set(yes[0]) & set(yes[1]):
        verdict, options = "differ", tuple(option for option in issue.options if option in (*yes[0], *yes[1]))
    elif same:
        verdict, options = "agree", same
    else:
        verdict, options = "not shared", ()
    return OnIssue(issue=issue.id, verdict=verdict, options=options, closeness=_closeness(issue, yes[0], yes[1]))


def _known(cells: Cells, actor: str, issue: Issue) -> dict[str, bool]:
    """Yes or no of an actor to each option of an issue on which it is known."""
    found = {option: cells[actor, f"{issue.id}/{option}"] for option in issue.options}
    return {option: position.answer == "accept" for option, position in found.items() if position.known}


def _closeness(issue: Issue, first: Sequence[str], second: Sequence[str]) -> Fraction | None:
    """How near the nearest options stand that two actors accept, by their places in the issue's order."""
    if not issue.ordered or len(issue.options) < 2 or not first or not second:
        return None
    place = {option: i for i, option in enumerate(issue.options)}
    gap = min(abs(place[a] - place[b]) for a in first for b in second)
    return 1 - Fraction(gap, len(issue.options) - 1)


def closeness_matrix(
    places: Sequence[Sequence[float]], weights: Sequence[Sequence[float]] | None = None, *, span: float = 1.0
) -> np.ndarray:
    """How close each actor stands to each other as the first sees it: 1 minus the weighted distance over the largest.

    ``places``: actors by dimensions, on a scale of length ``span``; ``weights``: how much each dimension matters to
    each actor (all alike without them). Not symmetric, since each row uses its own actor's weights. The formula is that
    of the KTAB library (spatial model of politics), where weights are called salience.
    """
    at = np.asarray(places, dtype=float)
    weight = np.ones_like(at) if weights is None else np.asarray(weights, dtype=float)
    apart = weight[:, None, :] * (at[:, None, :] - at[None, :, :]) / span
    most = np.sqrt((weight**2).sum(axis=1))
    found: np.ndarray = 1 - np.sqrt((apart**2).sum(axis=2)) / most[:, None]
    return found


def drift(
    moments: Iterable[tuple[str, Cells]], first: str, second: str, issues: Sequence[Issue]
) -> list[tuple[str, Pair]]:
    """How two actors' alignment went: the moments at which n, agreement or the differences changed."""
    found: list[tuple[str, Pair]] = []
    for day, cells in moments:
        now = pair(cells, first, second, issues)
        if not found or found[-1][1] != now:
            found.append((day, now))
    return found
