"""The record: an append-only, hash-chained log of reports, claims, links, judgements and everything they rest on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from guarantor.model.claim import Claim
from guarantor.model.entry import Draft, Entry, EntryKind, Head
from guarantor.model.judgement import Judgement
from guarantor.model.link import Link, LinkKind
from guarantor.model.marking import CLEAR, above, strictest
from guarantor.model.report import Report
from guarantor.record.again import add_seen
from guarantor.record.arrivals import Older, claims_of, older_versions, replaced, rereads
from guarantor.record.clock import upper_stamp
from guarantor.record.drafts import Drafted, claim_draft, judgement_draft, link_draft, plain_draft
from guarantor.record.errors import RecordError, RefusedRecordError
from guarantor.record.sqlite import SqliteStore
from guarantor.record.standing import StandingLink
from guarantor.record.store import Store
from guarantor.record.view import View

REVIEW_RULE = "review"
"""The rule of a claim that a person made."""
REMOVED = "removed"
"""In the place of a case file's digest: the file is no longer there."""
MODEL_RULE = "model:"
"""What the rule of a claim begins with that a language model proposed; no reading by rules drops it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What adding a report did.

    ``new`` is False for a report the record had. ``replaces`` is the id of the older version at the same address, and
    ``changes`` the readable difference to it. ``claims`` are the ids that were added, ``dropped`` those that a new
    reading of a known report no longer finds, ``fell_away`` those of the older version that the newer one lacks.

    All is told as it is for those who may see just what has the report's own marking, since they may be those who added
    it: a report that was ``held`` under a stricter marking (None: it was not) is new, and no version that they may not
    see is named.
    """

    report: str
    new: bool
    claims: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    replaces: str | None = None
    changes: tuple[str, ...] = ()
    fell_away: tuple[str, ...] = ()
    erased: bool = False
    held: str | None = None


class Record:
    """A record over a store. ``author`` is who the entries that no person makes are by."""

    def __init__(self, store: Store, *, author: str = "guarantor") -> None:
        self.store = store
        self.author = author

    # --- looking ----------------------------------------------------------------------------------------------------

    def view(self, *, known_at: str | datetime | int | None = None, published_by: str | None = None) -> View:
        """The record as it stood: ``known_at`` a time (a bare day means its end in UTC) or an entry's number."""
        return View(self.store, until=self.seq_at(known_at), published_by=published_by)

    def seq_at(self, known_at: str | datetime | int | None) -> int | None:
        """The number of the last entry the record held at a time."""
        if known_at is None or isinstance(known_at, int):
            return known_at
        return self.store.seq_at(upper_stamp(known_at))

    def reports(self, *, known_at: str | datetime | int | None = None) -> Iterator[Report]:
        """Reports that were not retracted."""
        return self.view(known_at=known_at).reports()

    def claims(self, *, known_at: str | datetime | int | None = None, reviewed_only: bool = False) -> Iterator[Claim]:
        """The live claims after all judgements, their ``review`` set."""
        return self.view(known_at=known_at).claims(reviewed_only=reviewed_only)

    def report(self, id_: str) -> Report | None:
        """The report with this id."""
        return self.view().report(id_)

    def claim(self, id_: str) -> Claim | None:
        """The claim with this id, live or not."""
        return self.view().claim(id_)

    def entry(self, id_: str) -> Entry | None:
        """The last entry with this id."""
        return self.store.get(id_)

    def judgements(self, about: str | None = None) -> list[Judgement]:
        """Every judgement (about something), those that were undone too."""
        return self.view().judgements(about)

    def links(
        self, kind: LinkKind | None = None, *, claim: str | None = None, target: str | None = None
    ) -> Iterator[StandingLink]:
        """The live links, of a kind, of a claim, to a target."""
        return self.view().links(kind, claim=claim, target=target)

    @property
    def head(self) -> Head:
        """The last entry's number and hash. Note it elsewhere, and ``verify`` can prove later that nothing was cut."""
        return self.store.head()

    # --- reports and claims -----------------------------------------------------------------------------------------

    def add_report(
        self, report: Report, claims: Sequence[Claim] | None = None, *, links: Iterable[Link] = (),
        author: str | None = None,
    ) -> Added:  # fmt: skip
        """Add a report with the claims that the reader found in it (None: it was not read), in one transaction.

        The same report adds nothing; with other claims it is a new reading: new ones are added, missing ones dropped.
        Under a laxer marking it is added for those who could not see it (:mod:`.again`). Another text at the same
        address is a new version, tied to the old one.
        """
        return self.add_drafted(report, Drafted.of(report, claims, author or self.author), links=links)

    def add_drafted(self, report: Report, drafted: Drafted, *, links: Iterable[Link] = ()) -> Added:
        """The same, of a report whose drafts were made elsewhere."""
        by, id_ = drafted.report.author, drafted.report.id
        drafts = None if drafted.claims is None else list({draft.id: draft for draft in drafted.claims}.values())
        with self.store.writing():
            known = self.store.get(id_)
            if known is None:
                added = self._add_new(report, drafted, drafts or [])
            elif known.erased:
                added = Added(report=id_, new=False, erased=True)
            else:
                added = self._come_again(report, drafted, drafts)
            if not added.erased:
                self.add_links(links, author=by)
        return added

    def add_reports(
        self, reports: Iterable[tuple[Report, Sequence[Claim]]], *, author: str | None = None
    ) -> list[Added]:
        """Add many reports in one transaction: all of them or none."""
        with self.store.writing():
            return [self.add_report(report, claims, author=author) for report, claims in reports]

    def _add_new(self, report: Report, drafted: Drafted, drafts: list[Draft]) -> Added:
        own, older = drafted.report.id, older_versions(self.store, report)
        ids = tuple(id_ for id_ in self.store.add([drafted.report, *drafts]) if id_ != own)
        return self._replaced(Added(report=own, new=True, claims=ids), report, older, drafted)

    def _come_again(self, report: Report, drafted: Drafted, drafts: list[Draft] | None) -> Added:
        """A known report: nothing, a new reading of it, or the first one for those who may see it from now on."""
        own, by = drafted.report.id, drafted.report.author
        held = self.store.markings([own])[own]
        if not above(held, report.marking):
            return self._read_again(own, report.marking, drafts, by)
        older = older_versions(self.store, report, held)
        add_seen(self.store, [drafted.report])
        added = self._read_again(own, report.marking, drafts, by)
        return self._replaced(replace(added, new=True, held=held), report, older, drafted)

    def _replaced(self, added: Added, report: Report, older: Sequence[Older], drafted: Drafted) -> Added:
        """Note which versions the report takes the place of."""
        claims = list(drafted.told()) if older else []
        for each in older:
            fell, changes = replaced(self.store, each, report, claims, drafted.report.author, held=added.held)
            if not above(each.marking, report.marking):
                added = replace(added, replaces=each.report.id, changes=changes, fell_away=fell)
        return added

    def _read_again(self, report: str, marking: str, drafts: list[Draft] | None, by: str) -> Added:
        """A known report: nothing, or a new reading of it."""
        if drafts is None:
            return Added(report=report, new=False)
        before = [claim for claim in claims_of(self.store, report) if claim.rule != REVIEW_RULE]
        ours = {claim.id for claim in before if not claim.rule.startswith(MODEL_RULE)}
        found = {draft.id for draft in drafts}
        changed = rereads(self.store, report, marking, before=[each.id for each in before], ours=ours, found=found)
        ids = tuple(add_seen(self.store, drafts))
        self.store.add([each.draft(report, by) for each in changed])
        dropped = next((each.dropped for each in changed if each.marking == strictest([marking])), ())
        return Added(report=report, new=False, claims=ids, dropped=dropped)

    # --- links and judgements ---------------------------------------------------------------------------------------

    def add_links(self, links: Iterable[Link], *, author: str | None = None) -> int:
        """Add links, or change the state of known ones; how many entries that took."""
        by = author or self.author
        with self.store.writing():
            added = list(links)
            markings = self.store.markings(each for link in added for each in link.claims)
            drafts = [link_draft(link, by, strictest(map(markings.get, link.claims))) for link in added]
            return len(add_seen(self.store, drafts))

    def withdraw_links(self, links: Iterable[Link], *, reason: str, author: str | None = None) -> int:
        """Say of links that the rule which proposed them no longer does."""
        return self.add_links((replace(each, state="withdrawn", reason=reason) for each in links), author=author)

    def judge(self, judgement: Judgement, claims: Iterable[tuple[Claim, Report]] = ()) -> Judgement:
        """Add a judgement with the claims it brings in. For package ``review``, which checks what may be judged."""
        made = [claim_draft(claim, report, judgement.by) for claim, report in claims]
        with self.store.writing():
            add_seen(self.store, made)
            marking = strictest(self.store.markings([*judgement.about, *judgement.into]).values())
            self.store.append([judgement_draft(judgement, marking)])
        return judgement

    # --- what answers rest on ---------------------------------------------------------------------------------------

    def add(
        self, kind: EntryKind, payload: Mapping[str, Any], *, author: str | None = None, marking: str = CLEAR
    ) -> Entry:
        """Add a finding, a brief or the like under a marking; the very same one again adds nothing."""
        draft = plain_draft(kind, dict(payload), author or self.author, marking=marking)
        added = self.store.append([draft])
        found = added[0] if added else self.store.get(draft.id)
        if found is None:
            raise RefusedRecordError(f"the {kind} was neither added nor found")
        return found

    def set_setting(self, name: str, value: Any, *, why: str, author: str | None = None) -> None:
        """Set a setting, unless it has that value."""
        self._succeed("setting", f"setting:{name}", {"name": name, "value": value, "why": why}, "value", author)

    def settings(self, *, known_at: str | datetime | int | None = None) -> dict[str, Any]:
        """The settings as they stood."""
        found = self.store.entries(["setting"], until=self.seq_at(known_at))
        return {entry.payload["name"]: entry.payload["value"] for entry in found if entry.payload is not None}

    def add_case_file(self, path: str, text: str, *, author: str | None = None) -> None:
        """Keep a file of the case (path relative to the case, with ``/``), unless it is the one that stands."""
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        payload = {"path": path, "text": text, "sha256": digest}
        self._succeed("case-file", f"case-file:{path}", payload, "sha256", author)

    def drop_case_file(self, path: str, *, author: str | None = None) -> None:
        """Note that a file is no longer one of the case's."""
        payload = {"path": path, "text": "", "sha256": REMOVED}
        self._succeed("case-file", f"case-file:{path}", payload, "sha256", author)

    def case_files(self, *, known_at: str | datetime | int | None = None) -> dict[str, str]:
        """The case's files as they stood: path to text."""
        found = self.store.entries(["case-file"], until=self.seq_at(known_at))
        last = {entry.payload["path"]: entry.payload for entry in found if entry.payload is not None}
        return {path: payload["text"] for path, payload in last.items() if payload["sha256"] != REMOVED}

    def note_program(self, version: str, **parts: str) -> None:
        """Note which program works on the record from now on, unless it is the one noted last."""
        self._succeed("program", None, {"version": version, "parts": dict(parts)}, None, None)

    def program(self, *, known_at: str | datetime | int | None = None) -> str | None:
        """The version of the program that worked on the record."""
        payloads = [e.payload for e in self.store.entries(["program"], until=self.seq_at(known_at)) if e.payload]
        return str(payloads[-1]["version"]) if payloads else None

    def _succeed(
        self, kind: EntryKind, key: str | None, payload: dict[str, Any], same: str | None, author: str | None
    ) -> None:
        """Add the next value of something that has one at a time; it names the one it follows, so going back is new."""
        with self.store.writing():
            before = list(self.store.entries([kind]) if key is None else self.store.under(key, [kind]))
            last = before[-1] if before else None
            if last is not None and last.payload is not None:
                old = {name: value for name, value in last.payload.items() if name != "follows"}
                if (old == payload) if same is None else (old[same] == payload[same]):
                    return
            full = {**payload, "follows": last.id if last else None}
            self.store.append([plain_draft(kind, full, author or self.author)])

    def close(self) -> None:
        """Give up the store's connections."""
        self.store.close()


def open_record(where: str | Path, *, create: bool = True, author: str = "guarantor") -> Record:
    """The record at a path (SQLite) or at a ``postgresql://`` address (with extra ``postgresql`` installed)."""
    return Record(open_store(where, create=create), author=author)


def open_store(where: str | Path, *, create: bool = True, trusted: bool = False) -> Store:
    """The store at a path or address; ``trusted`` where every entry is going to be looked at anyway."""
    if not str(where).startswith(("postgresql://", "postgres://")):
        return SqliteStore(Path(where), create=create, trusted=trusted)
    try:
        from guarantor.record.postgres import PostgresStore
    except ImportError as error:
        raise RecordError(
            "a PostgreSQL address, and psycopg is not installed; pip install 'psycopg[binary]'"
        ) from error
    return PostgresStore(str(where), create=create, trusted=trusted)
