"""The rows of the index, made of a record's entries: in one pass, and for what later entries touch."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from guarantor.case.folding import terms
from guarantor.case.knowledge import Knowledge, of_agreement
from guarantor.case.lean import Told, link_told
from guarantor.case.sparse import REVIEWED
from guarantor.model.claim import Claim, Mention
from guarantor.model.entry import Entry
from guarantor.model.moments import TimeError, interval
from guarantor.model.report import Report
from guarantor.record.standing import Standing, StandingLink

BATCH = 2_000


def spoken(claim: Claim) -> str:
    """The words of a claim that are searched: what it says, who holds it, by whom it came."""
    return terms(" ".join([claim.quote, claim.holder.text or "", *(station.name for station in claim.chain)]))


def written(report: Report) -> str:
    """The words of a report that are searched."""
    return terms(f"{report.title or ''} {report.outlet or ''} {report.text}")


def key_of(published: str | None, seq: int) -> int:
    """One number by which entries lie in the order of publication, those of one moment in the order they came."""
    try:
        return key_from(interval(published, "UTC")[0]) | seq if published else seq
    except TimeError:
        return seq


def key_from(instant: int) -> int:
    """The lowest number of what was published at an instant."""
    return min(max(instant + 2**33, 0), 2**34 - 1) << 29


def told_of_it(actor: str) -> str:
    """Under what name a claim is filed that tells of what an actor does or suffers, whoever holds it."""
    return f"@{actor}"


def day_told(claim: Claim) -> str | None:
    """The one day on which a claim says that it happened; None where it names none, or several."""
    when = claim.when
    if when is None or when.start is None or when.start[:10] != (when.end or "")[:10]:
        return None
    return when.start[:10]


class Named(Told):
    """Reads of claims also whom they name, and whether the reader was unsure."""

    def claim(self, data: dict[str, Any]) -> Claim:
        """The claim of a payload, in part."""
        told = super().claim(data)
        values = {name: getattr(told, name) for name in ("report", "span", "quote", "type", "modality", "polarity",
                                                         "holder", "chain", "when", "rule", "quantities")}  # fmt: skip
        return Claim(
            **values, notes=tuple(data["notes"]),
            actors=tuple([Mention(text=each["text"], actor=each["actor"]) for each in data["actors"]]),
            targets=tuple([Mention(text=each["text"], actor=each["actor"]) for each in data["targets"]]),
        )  # fmt: skip


class Rows:
    """Writes rows of one moment's claims and reports."""

    def __init__(self, knowledge: Knowledge, connection: sqlite3.Connection) -> None:
        self.knowledge, self.connection = knowledge, connection
        judged = knowledge.view.judgements(undone=False)
        self._aside = {about for each in judged if each.act == "unsure" for about in each.about}
        self.texts = False
        """Whether texts came in that are searched."""
        self._again: set[str] = set()
        self._rows: dict[str, list[tuple[Any, ...]]] = {}

    def pass_on(self, after: int) -> None:
        """Take in all entries after one."""
        seqs: dict[str, int] = {}
        bearing: set[int] = set()
        for each in self.knowledge.view.everything(after=after, claim=Named().claim, link=link_told):
            self.texts |= not isinstance(each, StandingLink)
            if isinstance(each, Report):
                seqs.clear()
                self._report(each)
            elif isinstance(each, Standing):
                seqs[each.id] = each.seq
                self._add("INSERT OR IGNORE INTO said (rowid, words) VALUES (?, ?)",
                          (key_of(each.claim.report.published, each.seq), spoken(each.claim)))  # fmt: skip
                self._claim(each, bears=False)
            else:
                self._link(each, seqs, bearing)
        self._add_bearing(bearing)
        self._flush()
        again, self._again = self._again, set()
        for id_ in sorted(again):
            self._refresh(id_)
        self._flush()

    def decided(self, after: int) -> bool:
        """Look again at what entries after one decide; False where something was erased, or only the whole will do."""
        for entry in self.knowledge.view.decisions(after=after):
            if entry.kind == "erasure" or entry.payload is None:
                return False
            self._again.update(self._touched(entry))
        return True

    def _touched(self, entry: Entry) -> Iterator[str]:
        payload, store = entry.payload or {}, self.knowledge.view.store
        if entry.kind == "judgement":
            named = [*payload["about"], *payload.get("into", [])]
        else:
            named = [value for name in ("report", "replaces") if isinstance(value := payload.get(name), str)]
        for id_ in named:
            if id_.startswith("claim:"):
                yield id_
            elif id_.startswith("link:"):
                found = self.knowledge.view.link(id_)
                yield from found.link.claims if found is not None else ()
            elif id_.startswith("report:"):
                self._report_again(id_)
                yield from (each.id for each in store.under(id_, ["claim"]))
            elif id_.startswith("judgement:") and (undone := store.get(id_)) is not None and undone.id != entry.id:
                yield from self._touched(undone)

    def _report_again(self, id_: str) -> None:
        entry = self.knowledge.view.store.get(id_)
        if entry is None:
            return
        self._add("DELETE FROM report WHERE seq = ?", (entry.seq,))
        self._flush()
        report = self.knowledge.reports.get(id_)
        if report is not None:
            self._report_row(report, entry.seq)

    def _report(self, report: Report) -> None:
        entry = self.knowledge.view.store.get(report.id)
        if entry is not None:
            self._add("INSERT INTO printed (rowid, words) VALUES (?, ?)",
                      (key_of(report.published, entry.seq), written(report)))  # fmt: skip
            self._report_row(report, entry.seq)

    def _report_row(self, report: Report, seq: int) -> None:
        self._add("INSERT OR REPLACE INTO report VALUES (?, ?, ?, ?, ?, ?)", (
            seq, key_of(report.published, seq), (report.published or "")[:10], report.outlet or "", report.language,
            report.digest,
        ))  # fmt: skip

    def _claim(self, standing: Standing, *, bears: bool) -> None:
        claim, seq = standing.claim, standing.seq
        if not standing.live:
            return
        key = key_of(claim.report.published, seq)
        self._add("INSERT OR REPLACE INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (
            seq, key, self.knowledge.witnesses.published(claim),
            (claim.report.published or "")[:10], claim.report.outlet or "", claim.type,
            self.knowledge.roots.of(claim).id, claim.review, claim.review in REVIEWED, standing.id in self._aside,
            bool(claim.notes), not bears, day_told(claim) or "",
        ))  # fmt: skip
        told_of = {each.actor for each in (*claim.actors, *claim.targets) if each.actor}
        for name in {claim.holder.actor, *told_of, *map(told_of_it, told_of)}:
            if name:
                self._add("INSERT OR IGNORE INTO named VALUES (?, ?)", (name, key))

    def _link(self, found: StandingLink, seqs: dict[str, int], bearing: set[int]) -> None:
        if found.link.kind != "bearing":
            self._add("INSERT OR IGNORE INTO beside VALUES (?, ?)", (found.link.kind, found.seq))
        if not of_agreement(found):
            return
        if not found.live or any(claim not in seqs for claim in found.link.claims):
            self._again.update(found.link.claims)
            return
        for claim in found.claims:
            bearing.add(seqs[claim])
            if found.link.target is not None:
                self._add("INSERT OR IGNORE INTO tied VALUES (?, ?)", (found.link.target, seqs[claim]))
        if len(bearing) > BATCH:
            self._add_bearing(bearing)

    def _add_bearing(self, bearing: set[int]) -> None:
        self._flush()
        self.connection.executemany("UPDATE claim SET rest = 0 WHERE seq = ?", [(seq,) for seq in sorted(bearing)])
        bearing.clear()

    def _refresh(self, id_: str) -> None:
        """One claim as it stands now."""
        standing = self.knowledge.view.standing(id_)
        if standing is None:
            return
        for table in ("claim", "tied"):
            self.connection.execute(f"DELETE FROM {table} WHERE seq = ?", (standing.seq,))
        key = key_of(standing.claim.report.published, standing.seq)
        self.connection.execute("DELETE FROM named WHERE key = ?", (key,))
        if not standing.live:
            return
        links = [each for each in self.knowledge.view.links(claim=id_) if of_agreement(each)]
        self._claim(standing, bears=bool(links))
        for each in links:
            if each.link.target is not None:
                self._add("INSERT OR IGNORE INTO tied VALUES (?, ?)", (each.link.target, standing.seq))

    def _add(self, sql: str, values: tuple[Any, ...]) -> None:
        rows = self._rows.setdefault(sql, [])
        rows.append(values)
        if len(rows) >= BATCH:
            self._put(sql, rows)

    def _flush(self) -> None:
        for sql, rows in self._rows.items():
            self._put(sql, rows)

    def _put(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
        self.connection.executemany(sql, rows)
        self._rows[sql].clear()
