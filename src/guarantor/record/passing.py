"""The live claims of a view in one pass over its entries, each with its live links.

Links are mostly written with their claims and so are at hand with them; the index tells which claims have others, and
only theirs are looked up. The memory of a pass does not hang on the record's size.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pydantic_core import from_json

from guarantor.model.claim import Review
from guarantor.record.leaves import Leaf
from guarantor.record.view import View

Data = dict[str, Any]
REPORTS = 64
"""So many reports are kept that were met or looked up: claims come report by report."""
AT_MOST = 4000
"""Entries at hand at most: what one report brought is kept together up to there."""
STANDS = ("proposed", "accepted")
_READ = ("claim", "report")


class Told(NamedTuple):
    """A live claim: its id, when it was recorded, its payload as it was then, its review as people left it, and the
    payloads of its live links, in the order in which they came or last changed."""

    id: str
    recorded: str
    data: Data
    review: Review
    links: list[Data]


class Passing:
    """One pass over the live claims of a view, in the order of the record; :meth:`report` has their reports.

    ``share`` are the numbers of the entries among which they are looked for, where not all are (a range from 1 on).
    ``links``: whether their links are looked for; without, none has any.
    """

    def __init__(self, view: View, share: range | None = None, *, links: bool = True) -> None:
        self._view = view
        self._share = share or range(1, view.extent + 1)
        self._links = links
        self._reports: OrderedDict[str, Data | None] = OrderedDict()

    def __iter__(self) -> Iterator[Told]:
        window: list[Leaf] = []
        for page in self._view.store.leaves(after=self._share.start - 1, until=self._share.stop - 1):
            window += page
            cut = next((at for at in range(len(window) - 1, 0, -1) if window[at].kind == "report"), 0)
            if cut == 0 and len(window) > AT_MOST:
                cut = len(window)
            yield from self._told(window, cut)
            window = window[cut:]
        yield from self._told(window, len(window))

    def report(self, id_: str) -> Data | None:
        """The payload of a report that was not retracted; None where there is none."""
        if id_ not in self._reports:
            entry = None if self._view.is_retracted(id_) else self._view.store.get(id_, until=self._view.until)
            known = entry is not None and entry.kind == "report" and self._view.in_time(entry.published)
            self._keep(id_, entry.payload if entry is not None and known else None)
        return self._reports[id_]

    def _keep(self, id_: str, data: Data | None) -> None:
        self._reports[id_] = None if data is None else self._view.as_marked(id_, data)
        if len(self._reports) > REPORTS:
            self._reports.popitem(last=False)

    def _told(self, window: list[Leaf], cut: int) -> Iterator[Told]:
        """The claims among the first leaves at hand."""
        view, marks = self._view, self._view.marks
        ids = [leaf.id for leaf in window[:cut] if leaf.kind == "claim"] if self._links else []
        filed = view.store.filed(ids, until=view.until) if ids else {}
        elsewhere = self._elsewhere(window, filed)
        for leaf in window[:cut]:
            if leaf.payload is None or leaf.kind not in _READ or not view.in_time(leaf.published):
                continue
            data = _read(leaf.payload)
            if leaf.kind == "report":
                self._keep(leaf.id, None if view.is_retracted(leaf.id) else data)
                continue
            mark = marks.of(leaf.id, data["report"]["id"])
            if mark.state == "live":
                links = elsewhere.get(leaf.id)
                if links is None:
                    links = self._beside(window, filed[leaf.id]) if leaf.id in filed else []
                yield Told(leaf.id, leaf.recorded, data, mark.review, links)

    def _beside(self, window: list[Leaf], seqs: Sequence[int]) -> list[Data]:
        """The live links at hand with these numbers, of each the last entry."""
        first = window[0].seq if window else 0
        last: dict[str, Data] = {}
        for seq in seqs:
            leaf = window[seq - first]
            if leaf.kind == "link" and leaf.payload is not None:
                last.pop(leaf.id, None)
                last[leaf.id] = _read(leaf.payload)
        return [data for id_, data in last.items() if self._stands(id_, data)]

    def _elsewhere(self, window: list[Leaf], filed: dict[str, list[int]]) -> dict[str, list[Data]]:
        """The live links of those claims that have some not at hand."""
        view = self._view
        far = [id_ for id_, seqs in filed.items() if seqs[0] < window[0].seq or seqs[-1] > window[-1].seq]
        found: dict[str, list[Data]] = {id_: [] for id_ in far}
        for start in range(0, len(far), 500):
            entries = view.store.under_any(far[start : start + 500], ["link"], until=view.until)
            last = {entry.id: entry for entry in entries if entry.payload is not None}
            for entry in sorted(last.values(), key=lambda each: each.seq):
                data = entry.payload or {}
                for claim in data["claims"] if self._stands(entry.id, data) else ():
                    if claim in found:
                        found[claim].append(data)
        return found

    def _stands(self, link: str, data: Data) -> bool:
        mark = self._view.marks.links.get(link)
        return data["state"] in STANDS if mark is None else mark.state == "live"


def _read(payload: bytes) -> Data:
    """The JSON value of a payload, by a reader twice as quick as the standard library's, which reads what is left over:
    half a surrogate pair."""
    try:
        data: Data = from_json(payload)
    except ValueError:
        data = json.loads(payload.decode("utf-8", "surrogatepass"))
    return data
