"""What all words of a moment come to, for the questions that look at every one: by root, by thing, in columns where the
words lie so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from guarantor.assessment import Log
from guarantor.assessment.bulk import Prepared
from guarantor.assessment.rows import NONE, Rows
from guarantor.model.testimony import Testimony


@dataclass(slots=True)
class Heard:
    """``last`` is the last publication of each root's words, ``about`` what any word is about, ``totals`` the roots
    that tell a total, ``loose`` the claims whose root nobody knows."""

    last: dict[str, int] = field(default_factory=dict)
    about: set[str] = field(default_factory=set)
    totals: set[str] = field(default_factory=set)
    loose: set[str] = field(default_factory=set)

    def note(self, root: str, published: int) -> None:
        """Note that a root's words were published."""
        self.last[root] = max(self.last.get(root, published), published)


def heard(log: Log | Prepared, *, until: int, published_by: int | None = None, reviewed: bool = False) -> Heard:
    """The words published by a time (None: whenever), reviewed ones only where asked; ``until`` bounds ``last``."""
    found, plain = Heard(), log.log if isinstance(log, Prepared) else log
    for about in plain.words:
        rows = plain.rows(about)
        if rows is None:
            _of_words(found, about, plain.words[about], until, published_by, reviewed)
        else:
            _of_rows(found, rows, until, published_by, reviewed)
    return found


def _of_words(
    found: Heard, about: str, words: Iterable[Testimony], until: int, published_by: int | None, reviewed: bool
) -> None:
    for word in words:
        if (reviewed and not word.reviewed) or (
            published_by is not None and (word.published is None or word.published > published_by)
        ):
            continue
        found.about.add(about)
        if word.published is not None and word.published <= until:
            found.note(word.root, word.published)
        if word.effect == "total":
            found.totals.add(word.root)
        if word.root.startswith("unresolved:"):
            found.loose.add(word.claim)


def _of_rows(found: Heard, rows: Rows, until: int, published_by: int | None, reviewed: bool) -> None:
    published = rows.numbers("published")
    live = np.ones(len(rows), np.bool_)
    if reviewed:
        live &= np.array(rows.values("reviewed"), np.bool_)
    if published_by is not None:
        live &= (published != NONE) & (published <= published_by)
    if not live.any():
        return
    found.about.add(rows.about)
    names, roots = rows.codes("root")
    in_time = live & (published != NONE) & (published <= until)
    last = np.full(len(names), NONE)
    np.maximum.at(last, roots[in_time], published[in_time])
    for root, at in zip(names, last.tolist(), strict=True):
        if at != NONE:
            found.note(root, at)
    totals = live & rows.among("effect", lambda effect: effect == "total")
    found.totals.update(names[code] for code in np.unique(roots[totals]).tolist())
    loose = live & rows.among("root", lambda root: root.startswith("unresolved:"))
    if loose.any():
        claims = rows.values("claim")
        found.loose.update(claims[row] for row in np.flatnonzero(loose).tolist())
