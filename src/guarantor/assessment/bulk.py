"""The log made ready for one agreement: columns for the regular provisions, and how one more claim comes on top."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from guarantor.assessment import store
from guarantor.assessment.building import build
from guarantor.assessment.columns import Columns
from guarantor.assessment.kernel import Bulk, judge_all
from guarantor.assessment.log import Cut, Log
from guarantor.model.agreement import Agreement
from guarantor.model.assessment import STATUSES, Status
from guarantor.model.pausing import uncollected
from guarantor.model.testimony import Coverage, Testimony, Voices

DERIVED = 10
"""The edition of what is derived: one more whenever the same record would give other words or columns than before. A
test holds the digest of the sources that words and columns are made by, so that none changes without a look at it."""
MANY = 64
"""So many changed provisions are kept beside the columns before these are made anew."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An agreement's log with its columns. ``patches`` are the columns of provisions that changed since."""

    agreement: Agreement
    log: Log
    columns: Columns
    patches: dict[str, Columns] = field(default_factory=dict)
    beside: memoryview = field(default=memoryview(b""), repr=False)

    @classmethod
    def of(cls, agreement: Agreement, log: Log) -> Prepared:
        """Make the columns; the one slow step."""
        return cls(agreement, log, build(agreement, log))

    def save(self, path: Path, key: str, beside: bytes = b"") -> None:
        """Write it to a file beside the record, under a key that stands for all it was made from, with what
        whoever goes on from there must know. Raises OSError."""
        whole = self if not self.patches else Prepared.of(self.agreement, self.log)
        with uncollected():
            store.write(path, _keyed(key), whole.columns, whole.log, beside)

    @classmethod
    def load(cls, agreement: Agreement, path: Path, key: str) -> Prepared | None:
        """Read it again; None where the file is not there, was made from something else or by another program, or is
        damaged."""
        found = store.read(path, _keyed(key))
        return None if found is None else cls(agreement, found[1], found[0], beside=found[2])

    def with_words(self, log: Log, about: Collection[str]) -> Prepared:
        """The same with another log, which differs in what is said about some things: what hangs on them is left to the
        engine until the columns are made anew."""
        nothing = build(self.agreement, log, ())
        changed = {
            p.id: nothing for p in self.agreement.provisions
            if p.id in about or (p.window is not None and p.window.anchor.name in about)
        }  # fmt: skip
        return replace(self, log=log, patches={**self.patches, **changed})

    def more(self, testimonies: Iterable[Testimony] = (), coverages: Iterable[Coverage] = ()) -> Prepared:
        """This log and some more words; the cost is that of the provisions they are about."""
        words, counted = list(testimonies), list(coverages)
        log = self.log.more(words, counted)
        about = {word.about for word in words} | {coverage.about for coverage in counted}
        changed = {
            p.id
            for p in self.agreement.provisions
            if p.id in about or (p.window is not None and p.window.anchor.name in about)
        }
        if len(self.patches.keys() | changed) > MANY:
            return Prepared.of(self.agreement, log)
        patches = {name: build(self.agreement, log, (name,)) for name in changed}
        return replace(self, log=log, patches={**self.patches, **patches})

    def judge(self, voices: Voices, cut: Cut, as_of: int) -> tuple[Bulk, ...]:
        """Every instance of the regular provisions: those of the columns, then the changed ones."""
        main = judge_all(self.columns, voices, cut, as_of)
        if not self.patches:
            return (main,)
        stale = np.array([name in self.patches for name in main.names], np.bool_)
        keep = ~stale[main.provision]
        rest = (judge_all(columns, voices, cut, as_of) for columns in self.patches.values() if columns.names)
        return (kept(main, keep), *rest)


def _keyed(key: str) -> str:
    return f"{DERIVED} {key}"


def counts_of(bulks: Iterable[Bulk]) -> dict[str, Counter[Status]]:
    """How many instances of each provision have which status."""
    found: dict[str, Counter[Status]] = {}
    for bulk in bulks:
        kinds = len(STATUSES)
        table = np.bincount(bulk.provision * kinds + bulk.status, minlength=len(bulk.names) * kinds)
        rows = table.reshape(len(bulk.names), kinds)
        for number in np.unique(bulk.provision).tolist():
            counts = {STATUSES[kind]: int(n) for kind, n in enumerate(rows[number].tolist()) if n}
            found[bulk.names[number]] = Counter(counts)
    return found


def kept(bulk: Bulk, keep: np.ndarray) -> Bulk:
    """Some rows of a bulk answer."""
    return Bulk(
        bulk.names, bulk.provision[keep], bulk.status[keep], bulk.t[keep], bulk.late[keep], bulk.f[keep],
        bulk.short[keep], bulk.lo[keep], bulk.hi[keep], bulk.due[keep], bulk.started[keep],
    )  # fmt: skip
