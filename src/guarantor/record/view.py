"""A view: the record as it stood at one moment of knowledge, after all that people had decided by then."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from guarantor.model.claim import Claim
from guarantor.model.entry import Entry, Head
from guarantor.model.judgement import Judgement
from guarantor.model.lasting import lasting
from guarantor.model.link import Link, LinkKind, LinkState
from guarantor.model.marking import laxest
from guarantor.model.report import Report
from guarantor.record.clock import upper_stamp
from guarantor.record.keys import target_key
from guarantor.record.standing import Marks, Standing, StandingLink, effective, marks_of
from guarantor.record.store import Store

ReadClaim = Callable[[dict[str, Any]], Claim]
ReadLink = Callable[[dict[str, Any]], Link]
ReadReport = Callable[[dict[str, Any]], Report]


class View:
    """Reports, claims, links and judgements up to entry ``until`` (None: up to now, later entries as they come).

    ``published_by`` leaves out reports published later, and those of which nobody says when. What people decided later
    still counts: it is how the record reads today, of what could be read then. ``until`` is what looks back at it.
    """

    def __init__(self, store: Store, *, until: int | None = None, published_by: str | None = None) -> None:
        self.store = store
        self.until = until
        self._published_by = upper_stamp(published_by) if published_by is not None else None

    @property
    def extent(self) -> int:
        """The number of the last entry that is looked at."""
        last = self.store.head().seq
        return last if self.until is None else min(self.until, last)

    def head(self) -> Head:
        """The last entry that is looked at."""
        last = self.store.head()
        if self.until is None or self.until >= last.seq:
            return last
        entry = self.store.at(self.until)
        return Head(seq=self.until, hash=entry.hash) if entry is not None else last

    def many_reports(self, many: int) -> bool:
        """Whether there are more reports than so many; retracted ones count."""
        return self.store.count("report", until=self.until) > many

    def holds(self, seq: int, digest: str) -> bool:
        """Whether entry ``seq`` has this hash: whatever rests on the record up to there, rests on this record."""
        entry = self.store.at(seq)
        return entry is not None and entry.hash == digest

    # --- reports ----------------------------------------------------------------------------------------------------

    def reports(self, *, retracted: bool = False) -> Iterator[Report]:
        """Reports in the order they came, all versions of each; retracted ones only where asked for."""
        for entry in self.store.entries(["report"], until=self.until):
            if entry.payload is not None and self._read_by(entry) and (retracted or not self.is_retracted(entry.id)):
                yield Report.from_json(self._as_marked(entry))

    def report(self, id_: str, read: ReadReport = Report.from_json) -> Report | None:
        """The report with this id, retracted or not; None where it is unknown or erased."""
        entry = self.store.get(id_, until=self.until)
        if entry is None or entry.payload is None or entry.kind != "report" or not self._read_by(entry):
            return None
        return read(self._as_marked(entry))

    def as_marked(self, id_: str, payload: dict[str, Any]) -> dict[str, Any]:
        """A report's content under the laxest marking that it came under."""
        marking = self._again.get(id_)
        return {**payload, "marking": marking} if marking else payload

    def _as_marked(self, entry: Entry) -> dict[str, Any]:
        return self.as_marked(entry.id, entry.payload or {})

    @lasting
    def _again(self) -> dict[str, str]:
        """The reports that came again under a laxer marking, and under which."""
        found = (entry.payload for entry in self.store.entries(["again"], until=self.until) if entry.payload)
        came = [(str(each["id"]), str(each["entry"]["marking"])) for each in found if each["of"] == "report"]
        return {id_: laxest(marking for each, marking in came if each == id_) for id_, _ in came}

    def is_retracted(self, report: str) -> bool:
        """Whether a person retracted the report."""
        return report in self.marks.retracted

    # --- claims -----------------------------------------------------------------------------------------------------

    def standings(self, *, after: int = 0, read: ReadClaim = Claim.from_json) -> Iterator[Standing]:
        """Every claim, live or not, with where it stands; ``after`` an entry number, for what is new. Whoever goes
        through all of them may bring a quicker way to read them."""
        for entry in self.store.entries(["claim"], after=after, until=self.until):
            if entry.payload is not None and self._read_by(entry):
                yield self._standing(entry, read(entry.payload))

    def claims(self, *, reviewed_only: bool = False, after: int = 0) -> Iterator[Claim]:
        """The live claims, their ``review`` set."""
        for standing in self.standings(after=after):
            if standing.live and (not reviewed_only or standing.claim.review in ("accepted", "corrected")):
                yield standing.claim

    def claim(self, id_: str) -> Claim | None:
        """The claim with this id, live or not, its ``review`` set; None where it is unknown or erased."""
        standing = self.standing(id_)
        return standing.claim if standing else None

    def standing(self, id_: str) -> Standing | None:
        """Where the claim with this id stands."""
        entry = self.store.get(id_, until=self.until)
        if entry is None or entry.payload is None or entry.kind != "claim" or not self._read_by(entry):
            return None
        return self._standing(entry, Claim.from_json(entry.payload))

    def claim_at(self, seq: int) -> Standing | None:
        """Where the claim with this entry number stands; None where it came later."""
        entry = self._held(seq)
        if entry is None or entry.payload is None or entry.kind != "claim" or not self._read_by(entry):
            return None
        return self._standing(entry, Claim.from_json(entry.payload))

    def report_at(self, seq: int) -> Report | None:
        """The report with this entry number, retracted or not; None where it came later."""
        entry = self._held(seq)
        if entry is None or entry.payload is None or entry.kind != "report" or not self._read_by(entry):
            return None
        return Report.from_json(self._as_marked(entry))

    def _held(self, seq: int) -> Entry | None:
        """The entry with this number, where it is looked at."""
        return None if self.until is not None and seq > self.until else self.store.at(seq)

    def claims_of(self, report: str, read: ReadClaim = Claim.from_json) -> Iterator[Standing]:
        """Every claim of a report with where it stands."""
        for entry in self.store.under(report, ["claim"], until=self.until):
            if entry.payload is not None and self._read_by(entry):
                yield self._standing(entry, read(entry.payload))

    def same_as(self, claim: str) -> frozenset[str]:
        """The claims that people said are the same as this one, itself among them."""
        return self.marks.same.get(claim, frozenset({claim}))

    def _standing(self, entry: Entry, claim: Claim) -> Standing:
        mark = self.marks.of(entry.id, claim.report.id)
        if claim.review != mark.review:
            claim = replace(claim, review=mark.review)
        return Standing(
            id=entry.id, claim=claim, seq=entry.seq, recorded=entry.recorded, author=entry.author,
            mark=mark, fell_away=entry.id in self.marks.fell,
        )  # fmt: skip

    # --- links ------------------------------------------------------------------------------------------------------

    def links(
        self, kind: LinkKind | None = None, *, claim: str | None = None, target: str | None = None, every: bool = False,
        key: str | None = None,
    ) -> Iterator[StandingLink]:  # fmt: skip
        """The live links (every link, where asked for), of a kind, of a claim, to a target, or filed under a key."""
        key = key or claim or (target_key(target) if target is not None else None)
        found = (
            self.store.entries(["link"], until=self.until)
            if key is None
            else self.store.under(key, ["link"], until=self.until)
        )
        last = {entry.id: entry for entry in found if entry.payload is not None}
        for entry in sorted(last.values(), key=lambda each: each.seq):
            standing = self._standing_link(entry)
            fits = (kind is None or standing.link.kind == kind) and (target is None or standing.link.target == target)
            if fits and (every or standing.live):
                yield standing

    def links_of(
        self, claims: Collection[str], read: ReadLink = Link.from_json, *, every: bool = False
    ) -> dict[str, list[StandingLink]]:
        """The live links (every link, where asked for) of each of some claims (some hundred), looked up together."""
        entries = self.store.under_any(claims, ["link"], until=self.until) if claims else ()
        last = {entry.id: entry for entry in entries if entry.payload is not None}
        found: dict[str, list[StandingLink]] = {}
        for entry in sorted(last.values(), key=lambda each: each.seq):
            standing = self._standing_link(entry, read)
            for claim in dict.fromkeys(standing.link.claims) if every or standing.live else ():
                if claim in claims:
                    found.setdefault(claim, []).append(standing)
        return found

    def links_at(self, seqs: Iterable[int], *, every: bool = False) -> Iterator[StandingLink]:
        """The live links (every link, where asked for) with these entry numbers, in order; of one whose state changed,
        the last entry counts, which has to be among them."""
        found = (self.store.at(seq) for seq in seqs)
        last = {entry.id: entry for entry in found if entry is not None and entry.kind == "link" and entry.payload}
        for entry in sorted(last.values(), key=lambda each: each.seq):
            standing = self._standing_link(entry)
            if every or standing.live:
                yield standing

    def link(self, id_: str) -> StandingLink | None:
        """The link with this id, live or not."""
        entry = self.store.get(id_, until=self.until)
        return self._standing_link(entry) if entry is not None and entry.kind == "link" and entry.payload else None

    def _standing_link(self, entry: Entry, read: ReadLink = Link.from_json) -> StandingLink:
        link = read(entry.payload or {})
        mark = self.marks.links.get(entry.id)
        state: LinkState = link.state
        if mark is not None:
            state = "accepted" if mark.state == "live" else "rejected"
        return StandingLink(
            id=entry.id, link=link, state=state, seq=entry.seq,
            claims=tuple(each for each in link.claims if self._counts(each)),
            recorded=entry.recorded, by=mark.by if mark else None,
        )  # fmt: skip

    def _counts(self, id_: str) -> bool:
        """Whether what a link ties is live: a claim by its standing, a report unless retracted, others always."""
        if id_.startswith("report:"):
            return not self.is_retracted(id_) and (self._published_by is None or self.report(id_) is not None)
        if not id_.startswith("claim:"):
            return True
        if id_ in self._out:
            return False
        return self._published_by is None or self.standing(id_) is not None

    @lasting
    def _out(self) -> frozenset[str]:
        """The claims that do not count, whatever report they are of."""
        of_retracted = {
            entry.id
            for report in self.marks.retracted
            for entry in self.store.under(report, ["claim"], until=self.until)
        }
        marked = {*self.marks.claims, *self.marks.dropped, *self.marks.carried}
        return frozenset(of_retracted | {each for each in marked if self.marks.of(each, None).state != "live"})

    # --- all of it --------------------------------------------------------------------------------------------------

    def everything(
        self, *, after: int = 0, claim: ReadClaim = Claim.from_json, link: ReadLink = Link.from_json
    ) -> Iterator[Report | Standing | StandingLink]:
        """Reports that were not retracted, claims and links, one after the other as they came; of a link whose
        state changed, each entry. Whoever needs less of each than all may bring a quicker way to read them."""
        for entry in self.store.entries(["report", "claim", "link"], after=after, until=self.until):
            if entry.payload is None:
                continue
            if entry.kind == "link":
                yield self._standing_link(entry, link)
            elif self._read_by(entry):
                if entry.kind == "claim":
                    yield self._standing(entry, claim(entry.payload))
                elif not self.is_retracted(entry.id):
                    yield Report.from_json(self._as_marked(entry))

    def decisions(self, *, after: int = 0) -> Iterator[Entry]:
        """Entries after one that say how others stand: judgements, readings, versions, erasures."""
        return self.store.entries(["judgement", "reading", "version", "erasure"], after=after, until=self.until)

    # --- judgements -------------------------------------------------------------------------------------------------

    def judgements(self, about: str | None = None, *, undone: bool = True) -> list[Judgement]:
        """Every judgement, or those about something, in order; ``undone=False`` leaves out what was undone."""
        if not undone:
            kept = (judgement for _, judgement in effective(self._judgements))
        else:
            kept = (judgement for _, judgement in self._judgements)
        return [each for each in kept if about is None or about in each.about or about in each.into]

    def grade(self, about: str) -> Judgement | None:
        """The grade a source or claim has."""
        return self.marks.grades.get(about)

    def chosen_reading(self, about: str) -> Judgement | None:
        """The reading of a provision or gate that a person chose."""
        return self.marks.readings.get(about)

    @lasting
    def _judgements(self) -> list[tuple[Entry, Judgement]]:
        found = self.store.entries(["judgement"], until=self.until)
        return [(entry, Judgement.from_json(entry.payload)) for entry in found if entry.payload is not None]

    @lasting
    def marks(self) -> Marks:
        """The marks by which everything here stands."""
        versions = self.store.entries(["version"], until=self.until)
        return marks_of(
            self._judgements,
            self.store.entries(["reading"], until=self.until),
            (entry for entry in versions if self._read_by(entry)),
        )

    def in_time(self, published: str | None) -> bool:
        """Whether what was published then could be read by the time that the view is of."""
        if self._published_by is None:
            return True
        return published is not None and upper_stamp(published) <= self._published_by

    def _read_by(self, entry: Entry) -> bool:
        return self.in_time(entry.published)
