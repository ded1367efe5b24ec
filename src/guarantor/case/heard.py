"""What all words of a moment come to, for the questions that look at every one: by root, by thing, in columns where the
words lie so."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock

import numpy as np

from guarantor.assessment import Log
from guarantor.assessment.bulk import Prepared
from guarantor.assessment.log import Over
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

    def add(self, other: Heard) -> None:
        """Take in what other words come to."""
        for root, published in other.last.items():
            self.note(root, published)
        self.about |= other.about
        self.totals |= other.totals
        self.loose |= other.loose


QUESTIONS = 12
"""For so many questions what columns come to is remembered."""


class Before:
    """What the columns of one file came to, thing by thing, for the questions asked last: columns never change, so that
    one more entry needs only what it covers."""

    def __init__(self) -> None:
        self._of: object = None
        self._found: OrderedDict[tuple[int, int | None, bool], dict[str, Heard]] = OrderedDict()
        self._lock = Lock()

    def of(self, words: object, asked: tuple[int, int | None, bool]) -> dict[str, Heard]:
        """What is known for a question of some words; to be added to."""
        with self._lock:
            under = words.under if isinstance(words, Over) else words
            if under is not self._of:
                self._of = under
                self._found.clear()
            found = self._found.setdefault(asked, {})
            self._found.move_to_end(asked)
            while len(self._found) > QUESTIONS:
                self._found.popitem(last=False)
            return found


def heard(
    log: Log | Prepared, *, until: int, published_by: int | None = None, reviewed: bool = False,
    before: Before | None = None,
) -> Heard:  # fmt: skip
    """The words published by a time (None: whenever), reviewed ones only where asked; ``until`` bounds ``last``."""
    found, plain = Heard(), log.log if isinstance(log, Prepared) else log
    known = {} if before is None else before.of(plain.words, (until, published_by, reviewed))
    for about in plain.words:
        rows = plain.rows(about)
        if rows is None:
            _of_words(found, about, plain.words[about], until, published_by, reviewed)
            continue
        if about not in known:
            part = Heard()
            _of_rows(part, rows, until, published_by, reviewed)
            known[about] = part
        found.add(known[about])
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
