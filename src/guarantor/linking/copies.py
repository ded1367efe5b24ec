"""Copies as entries: links from report to report, each with rule, reason and how much of the text is shared.

A link says that two reports carry one text, the earlier one first; whether their claims have one origin is decided
where they are counted. People reject a copy link, or say with a reason that two things have one origin or two; both
outlast the rules.
"""

from __future__ import annotations

from collections.abc import Iterable

from guarantor.linking.carriers import Carriers
from guarantor.linking.grouping import HALF, THREE_TENTHS
from guarantor.linking.roots import Roots
from guarantor.linking.voices import Hearing
from guarantor.model.link import Link
from guarantor.model.report import Report

RULE = "copy/"


class Copies:
    """Places new reports among those of a record. Kept in memory, built once from the record's reports."""

    def __init__(self, roots: Roots, reports: Iterable[Report] = ()) -> None:
        self._carriers = Carriers(Hearing(roots))
        self._published: dict[str, str] = {}
        self._addresses: dict[str, str | None] = {}
        for report in reports:
            self._carriers.add(report.id, report)
            self._note(report)

    def __contains__(self, report: object) -> bool:
        return report in self._addresses

    def place(self, report: Report) -> list[Link]:
        """Add a report; the links to the earlier ones whose text it shares. Versions of one address are no copies."""
        id_ = report.id
        if id_ in self._addresses:
            return []
        shared: dict[str, float] = {}
        for (one, other), share in self._carriers.add(id_, report):
            a, b = one.partition("#")[0], other.partition("#")[0]
            shared[b if a == id_ else a] = max(share, shared.get(b if a == id_ else a, 0.0))
        self._note(report)
        return [link for other, share in sorted(shared.items()) if (link := self._link(id_, other, share)) is not None]

    def _note(self, report: Report) -> None:
        self._published[report.id] = report.published or "9"
        self._addresses[report.id] = report.url

    def _link(self, new: str, old: str, share: float) -> Link | None:
        if self._addresses[new] is not None and self._addresses[new] == self._addresses[old]:
            return None
        credits = {self._carriers.credit(new), self._carriers.credit(old)}
        same = len(credits) == 1 and None not in credits
        if share < (THREE_TENTHS if same else HALF) or (len(credits) > 1 and None not in credits):
            return None
        reason = f"{share:.0%} of the shorter text stands in the other" + ("; both credit one agency" if same else "")
        first, second = sorted((new, old), key=lambda each: (self._published[each], each))
        return Link(
            kind="copy", claims=(first, second), rule=f"{RULE}{'agency text' if same else 'shared text'}",
            reason=reason, fields={"containment": round(share, 2)},
        )  # fmt: skip


def origin_decision(a: str, b: str, *, together: bool, reason: str) -> Link:
    """A person's word that two claims, reports or roots have one origin (``together``) or two, with the reason."""
    if not reason.strip():
        raise ValueError("say why the two have one origin, or two")
    first, second = sorted((a, b))
    return Link(kind="origin", claims=(first, second), effect="joined" if together else "apart", reason=reason)
