"""What a report that comes does to what is there: versions of one address, and new readings of a report that is known.

Both are worked out for each marking by itself: what whoever may see less is told rests on nothing that he may not see.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from guarantor.model.claim import Claim
from guarantor.model.entry import Draft, Entry
from guarantor.model.marking import MARKINGS, above, strictest
from guarantor.model.report import Report
from guarantor.record.again import again, hides, shown
from guarantor.record.drafts import plain_draft
from guarantor.record.keys import address_key, has_address
from guarantor.record.store import Store
from guarantor.record.versions import carried, difference


@dataclass(frozen=True, slots=True, kw_only=True)
class Older:
    """A version that a report takes the place of, and under which marking it is seen where it does."""

    report: Report
    marking: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """What a new reading finds again, and no longer, of the claims that are seen under a marking. ``after`` is how many
    readings of the report were there: no two are the same."""

    marking: str
    found: tuple[str, ...]
    dropped: tuple[str, ...]
    after: int

    def draft(self, report: str, by: str) -> Draft:
        """As an entry."""
        payload = {"report": report, "found": list(self.found), "dropped": list(self.dropped), "after": self.after}
        return plain_draft("reading", payload, by, marking=self.marking)


def claims_of(store: Store, report: str) -> Iterator[Claim]:
    """The claims of a report that were not erased."""
    for entry in store.under(report, ["claim"]):
        if entry.payload is not None:
            yield Claim.from_json(entry.payload)


# --- versions ---------------------------------------------------------------------------------------------------------


def older_versions(store: Store, report: Report, held: str | None = None) -> list[Older]:
    """The versions at its address that a report which comes now takes the place of, each once: the last one that each
    clearance sees, from the report's own marking upwards (to below the one under which it is ``held`` already)."""
    if not has_address(report.url, report.location):
        return []
    entries = list(store.under(address_key(report.url, report.location), ["report", "again"]))
    first = MARKINGS.index(strictest([report.marking]))
    last = len(MARKINGS) if held is None else MARKINGS.index(strictest([held]))
    found: dict[str, Older] = {}
    for level in MARKINGS[first:last] if entries else ():
        for entry in reversed(entries):
            passed = entry.payload is None or (entry.kind == "again" and hides(entry, level))
            if not passed and not above(entry.marking, level):
                older = Report.from_json(_content(shown(entry) if entry.kind == "again" else entry))
                found.setdefault(older.id, Older(report=older, marking=strictest([entry.marking])))
                break
    return list(found.values())


def replaced(
    store: Store, older: Older, report: Report, claims: Sequence[Claim], by: str, *, held: str | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:  # fmt: skip
    """Note that a report takes the place of an older one, for those who see both (and, where it is ``held``, did not
    see it before); the claims that fell away, and the readable difference. Claims of the older one that only some of
    them see are in entries of their own."""
    least = strictest([older.marking, report.marking])
    before = {claim.id: claim for claim in claims_of(store, older.report.id)}
    markings = store.markings(before)
    levels: dict[str, list[Claim]] = {least: []}
    for id_, claim in before.items():
        levels.setdefault(strictest([markings.get(id_), least]), []).append(claim)
    changes = difference(older.report.text, report.text)
    told: tuple[str, ...] = ()
    for level in sorted(levels, key=MARKINGS.index):
        kept = carried(levels[level], claims)
        fell = tuple(claim.id for claim in levels[level] if claim.id not in kept)
        payload = {
            "report": report.id, "replaces": older.report.id, "carried": kept, "fell_away": list(fell),
            "changes": list(changes),
        }  # fmt: skip
        draft = replace(plain_draft("version", payload, by), published=report.published, marking=level)
        if held is None or above(held, level):
            store.add([draft if held is None else again(draft, held)])
        told = fell if level == least else told
    return told, changes


# --- readings ---------------------------------------------------------------------------------------------------------


def rereads(
    store: Store, report: str, marking: str, *, before: Iterable[str], ours: Collection[str], found: Collection[str]
) -> list[Reread]:  # fmt: skip
    """What a reading under a marking that found some claims changes of those ``before``: found again, where a reading
    dropped them, and no longer, of those that this reader can lose (``ours``). From the laxest marking to the
    strictest; a marking under which nothing changes is left out."""
    ids = list(before)
    markings = store.markings(ids)
    levels: dict[str, list[str]] = {}
    for id_ in ids:
        levels.setdefault(strictest([markings.get(id_), marking]), []).append(id_)
    readings = [entry for entry in store.under(report, ["reading"]) if entry.payload is not None] if levels else []
    made: list[Reread] = []
    for level in sorted(levels, key=MARKINGS.index):
        seen = [_content(entry) for entry in readings if not above(entry.marking, level)]
        dropped = _dropped(seen)
        back = tuple(id_ for id_ in levels[level] if id_ in found and id_ in dropped)
        gone = tuple(id_ for id_ in levels[level] if id_ in ours and id_ not in found and id_ not in dropped)
        if back or gone:
            made.append(Reread(marking=level, found=back, dropped=gone, after=len(seen)))
    return made


def _dropped(readings: Iterable[dict[str, Any]]) -> set[str]:
    dropped: set[str] = set()
    for payload in readings:
        dropped = (dropped | set(payload["dropped"])) - set(payload["found"])
    return dropped


def _content(entry: Entry) -> dict[str, Any]:
    return entry.payload or {}
