"""Markings: who may see something (Traffic Light Protocol 2.0, by FIRST), and which of several is the strictest."""

from __future__ import annotations

from collections.abc import Iterable

CLEAR = "TLP:CLEAR"
MARKINGS: tuple[str, ...] = (CLEAR, "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
"""From the most open to the strictest."""


def strictest(markings: Iterable[str | None]) -> str:
    """The strictest of some markings; one that is not known counts as the strictest there is, none as clear.

    >>> strictest(["TLP:GREEN", "TLP:AMBER", None])
    'TLP:AMBER'
    >>> strictest(["secret"])
    'TLP:RED'
    """
    ranks = {marking: rank for rank, marking in enumerate(MARKINGS)}
    worst = max((ranks.get(each, len(MARKINGS) - 1) for each in markings if each is not None), default=0)
    return MARKINGS[worst]


def laxest(markings: Iterable[str | None]) -> str:
    """The most open of some markings, read as :func:`strictest` reads them; the strictest there is for none at all.

    >>> laxest(["TLP:RED", "TLP:GREEN"])
    'TLP:GREEN'
    """
    return min((strictest([each]) for each in markings), key=MARKINGS.index, default=MARKINGS[-1])


def above(marking: str | None, other: str | None) -> bool:
    """Whether the first is stricter than the other.

    >>> above("TLP:RED", "TLP:AMBER"), above("TLP:RED", "TLP:RED")
    (True, False)
    """
    return MARKINGS.index(strictest([marking])) > MARKINGS.index(strictest([other]))
