"""Ties between options as combinations that cannot hold: what excludes each other, what has to come first, circles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from guarantor.model.position import Tie
from guarantor.positions.problem import Choice

MOST = 10_000
"""So many circles of waiting are looked for at most."""


def forbidden(ties: Iterable[Tie], issues: Mapping[str, Sequence[str]]) -> list[tuple[Choice, ...]]:
    """The combinations that ties rule out, over some issues.

    An option that can only come after another is ruled out with any other answer to that one's issue. Options of
    different issues that wait for each other in a circle are ruled out together: none of them could come first.
    """
    listed = list(ties)
    found = [tuple(_choice(each) for each in tie.never) for tie in listed if tie.never]
    waits: dict[Choice, list[Choice]] = {}
    for tie in listed:
        if tie.option is not None:
            waits.setdefault(_choice(tie.option), []).extend(_choice(each) for each in tie.after)
    for option, firsts in waits.items():
        for issue, first in firsts:
            found.extend((option, (issue, other)) for other in issues.get(issue, ()) if other != first)
    found.extend(_circles(waits))
    return [combo for combo in dict.fromkeys(found) if all(option in issues.get(issue, ()) for issue, option in combo)]


def _choice(about: str) -> Choice:
    issue, _, option = about.partition("/")
    return issue, option


def _circles(waits: Mapping[Choice, Sequence[Choice]]) -> Iterator[tuple[Choice, ...]]:
    """Every circle of options that wait for each other, begun at its first option by name."""
    found = 0
    for start in sorted(waits):
        open_: list[tuple[Choice, ...]] = [(start,)]
        while open_ and found < MOST:
            path = open_.pop()
            for after in waits.get(path[-1], ()):
                if after == start:
                    found += 1
                    yield tuple(sorted(path))
                elif after > start and after not in path:
                    open_.append((*path, after))
