"""Copies as entries: links from report to report, each with rule, reason and how much of the text is shared.

A link says that two reports carry one text, the earlier one first; whether their claims have one origin is decided
where they are counted. People reject a copy link, or say with a reason that two things have one origin or two; both
outlast the rules.

A new report is looked up in the inverted index that the record keeps; what it meets there is compared in the record's
own texts, so that nothing is said on the word of the index.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from guarantor.intake.fingerprints import WAY, Fingerprint, fingerprint, fingerprints, parts_of
from guarantor.linking.carriers import LEAST, figures_of, one_thing
from guarantor.linking.grouping import HALF, THREE_TENTHS
from guarantor.linking.roots import Roots
from guarantor.linking.sharing import containment, enough
from guarantor.linking.voices import Hearing
from guarantor.model.entry import Entry
from guarantor.model.link import Link
from guarantor.model.report import Report
from guarantor.record.again import unseen
from guarantor.record.postings import Carrier, Placed
from guarantor.record.record import Record

RULE = "copy/"
BATCH = 500
"""So many reports are filed in one transaction."""
HELD = 2**21
"""So many shingles of reports are remembered (16 MB), since copies come soon after one another."""
KNOWN = 2**14
"""So many texts' places in the index are remembered."""
LOOSE = 20
"""A text that meets another under less than one in so many of the shorter one's shingles is not looked at."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A text that carries claims, ready to be compared."""

    print: Fingerprint
    figures: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Text:
    """A report of the record, ready to be compared."""

    id: str
    published: str
    url: str | None
    credit: str | None
    parts: tuple[_Part, ...]

    @property
    def size(self) -> int:
        """How many shingles are held of it."""
        return sum(len(part.print.shingles) for part in self.parts)


class Copies:
    """Places new reports among those of a record."""

    def __init__(self, roots: Roots, record: Record) -> None:
        self._hearing = Hearing(roots)
        self._record = record
        self._held: OrderedDict[int, _Text] = OrderedDict()
        self._known: dict[int, Carrier] = {}
        self._holding = 0
        self._last: _Text | None = None
        self._reached: Placed | None = None
        self._met: tuple[Placed | None, Counter[int]] = (None, Counter())

    def place(self, report: Report, prints: Sequence[Fingerprint] | None = None) -> list[Link]:
        """The links from a report to those of the record whose text it shares, none where the record has it already for
        all who may see it.

        ``prints`` are its fingerprints, as intake took them; without them they are taken here. Versions of one address
        are no copies. The report itself is filed when the next one is placed.
        """
        self.catch_up()
        held = self._record.entry(report.id)
        if held is not None and not unseen(self._record.store, [report.id], report.marking):
            return []
        new = self._text(report, prints)
        if held is None:
            self._last = new
        links = (self._link(new, old, share) for old, share in self._sharing(new) if old.id != new.id)
        return sorted((link for link in links if link is not None), key=lambda link: link.claims)

    def catch_up(self) -> int:
        """File the reports that the record has and its index has not; all of them where it was made in another way,
        or of another record. How many were filed."""
        store = self._record.store
        if (filed := self._file_last()) is not None:
            return filed
        filed = 0
        while entries := self._unfiled():
            with store.writing():
                after = self._sound()
                fresh = [entry for entry in entries if entry.seq > after and entry.payload is not None]
                store.postings.file(
                    [(entry.seq, part, sample) for entry in fresh for part, sample in enumerate(self._samples(entry))]
                )
                last = entries[-1]
                self._reached = Placed(WAY, max(after, last.seq), bytes.fromhex(last.hash))
                store.postings.reach(self._reached)
                filed += len(fresh)
            if len(entries) < BATCH:
                break
        return filed

    def _file_last(self) -> int | None:
        """File the report that was placed last, where that is all there is to file: nothing of it is read again. How
        many were filed, None where there may be more to do."""
        store, last = self._record.store, self._last
        if last is None or self._reached is None:
            return None
        with store.writing():
            if store.postings.placed() != self._reached:
                return None
            fresh = store.postings.unfiled(self._reached.seq, 2)
            if [id_ for _, id_, _ in fresh] != [last.id]:
                return None if fresh else 0
            seq, _, digest = fresh[0]
            met = self._met[1] if self._met[0] == self._reached else None
            store.postings.file([(seq, number, part.print.filed) for number, part in enumerate(last.parts)], met)
            self._reached = Placed(WAY, seq, digest)
            store.postings.reach(self._reached)
            self._hold(seq, last)
        self._last = None
        return 1

    def reindex(self) -> int:
        """Make the whole index anew; how many reports it holds."""
        with self._record.store.writing():
            self._record.store.postings.clear()
        return self.catch_up()

    def _unfiled(self) -> list[Entry]:
        """The next reports that the index lacks, some hundreds at a time."""
        after = self._sound()
        found: list[Entry] = []
        for entry in self._record.store.entries(["report"], after=after):
            found.append(entry)
            if len(found) == BATCH:
                break
        return found

    def _sound(self) -> int:
        """Up to which entry the index is this record's and made in this way; where it is not, it is dropped."""
        store = self._record.store
        placed = store.postings.placed()
        if placed is not None and placed == self._reached:
            return placed.seq
        if self._reached is not None:  # others filed, or what was filed was taken back: what is held may be gone
            self._held.clear()
            self._known.clear()
            self._holding = 0
        if placed is None:
            return 0
        entry = store.at(placed.seq)
        if placed.way == WAY and entry is not None and bytes.fromhex(entry.hash) == placed.hash:
            self._reached = placed
            return placed.seq
        with store.writing():
            store.postings.clear()
        return 0

    def _samples(self, entry: Entry) -> list[tuple[int, ...]]:
        """Under what each part of a report is filed; known already of the report that was placed last."""
        if self._last is not None and self._last.id == entry.id:
            self._hold(entry.seq, self._last)
            return [part.print.filed for part in self._last.parts]
        return [fingerprint(words) for _, words in parts_of(Report.from_json(entry.payload or {}))]

    def _sharing(self, new: _Text) -> Iterator[tuple[_Text, float]]:
        """The record's texts that share enough words with a new one to be looked at, with the largest share."""
        postings = self._record.store.postings
        shares: dict[int, float] = {}
        texts: Counter[int] = Counter()
        self._met = (self._reached, texts)
        for one in new.parts:
            met, under = postings.meeting(one.print.filed)
            texts |= under
            for carrier in self._carriers(met):
                if met[carrier.number] * LOOSE < min(carrier.sample, len(one.print.filed)):
                    continue
                old = self._kept(carrier.seq)
                if old is None or carrier.part >= len(old.parts):
                    continue
                other = old.parts[carrier.part]
                if not one_thing(one.figures, other.figures):
                    continue
                share = containment(one.print.shingles, other.print.shingles)
                size = min(len(one.print.shingles), len(other.print.shingles))
                if share >= LEAST and enough(round(share * size), size):
                    shares[carrier.seq] = max(share, shares.get(carrier.seq, 0.0))
        for seq, share in shares.items():
            old = self._kept(seq)
            if old is not None:
                yield old, share

    def _carriers(self, numbers: Iterable[int]) -> Iterator[Carrier]:
        """Carriers by number, remembered: a text of common words meets the same ones as the text before."""
        wanted = list(numbers)
        if len(self._known) > KNOWN:
            self._known.clear()
        missing = [number for number in wanted if number not in self._known]
        self._known.update((each.number, each) for each in self._record.store.postings.carriers(missing))
        return (self._known[number] for number in wanted if number in self._known)

    def _kept(self, seq: int) -> _Text | None:
        """A report of the record by its entry, None where it was erased."""
        known = self._held.get(seq)
        if known is None:
            entry = self._record.store.at(seq)
            if entry is None or entry.payload is None or entry.kind != "report":
                return None
            known = self._text(Report.from_json(entry.payload))
            self._hold(seq, known)
        else:
            self._held.move_to_end(seq)
        return known

    def _hold(self, seq: int, text: _Text) -> None:
        """Remember a text, without what it was filed under; those not met for longest go."""
        if seq not in self._held:
            parts = (_Part(Fingerprint(part.print.shingles, ()), part.figures) for part in text.parts)
            self._held[seq] = replace(text, parts=tuple(parts))
            self._holding += text.size
        while self._holding > HELD and len(self._held) > 1:
            self._holding -= self._held.popitem(last=False)[1].size

    def _text(self, report: Report, prints: Sequence[Fingerprint] | None = None) -> _Text:
        taken = zip(parts_of(report), fingerprints(report) if prints is None else prints, strict=True)
        return _Text(
            report.id, report.published or "9", report.url, self._hearing.credit(report),
            tuple(_Part(print_, figures_of(words)) for (_, words), print_ in taken),
        )  # fmt: skip

    def _link(self, new: _Text, old: _Text, share: float) -> Link | None:
        if new.url is not None and new.url == old.url:
            return None
        credits = {new.credit, old.credit}
        same = len(credits) == 1 and None not in credits
        if share < (THREE_TENTHS if same else HALF) or (len(credits) > 1 and None not in credits):
            return None
        reason = f"{share:.0%} of the shorter text stands in the other" + ("; both credit one agency" if same else "")
        first, second = sorted((new, old), key=lambda each: (each.published, each.id))
        return Link(
            kind="copy", claims=(first.id, second.id), rule=f"{RULE}{'agency text' if same else 'shared text'}",
            reason=reason, fields={"containment": round(share, 2)},
        )  # fmt: skip


def origin_decision(a: str, b: str, *, together: bool, reason: str) -> Link:
    """A person's word that two claims, reports or roots have one origin (``together``) or two, with the reason."""
    if not reason.strip():
        raise ValueError("say why the two have one origin, or two")
    first, second = sorted((a, b))
    return Link(kind="origin", claims=(first, second), effect="joined" if together else "apart", reason=reason)
