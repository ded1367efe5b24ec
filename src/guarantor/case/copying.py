"""Very large logs: a columnar copy beside the record, so that the next question need not make everything again.

The copy is believed for the case's files and the program that made it, and for the entry of the record that it reaches:
where entries came after that one, only what they touch is made anew. It may be deleted at any time; where it cannot be
written or read, the answer is the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock

from guarantor.assessment import Log
from guarantor.assessment.bulk import Prepared
from guarantor.assessment.log import Over
from guarantor.assessment.store import StoredWords
from guarantor.case.growing import Beside, CannotError, Growing, changed_claims
from guarantor.case.knowledge import Knowledge
from guarantor.model.entry import Head
from guarantor.model.pausing import uncollected
from guarantor.model.testimony import Coverage

LARGE = 50_000
"""From so many testimonies on a log is prepared, and its copy kept."""
SAVED = 5_000
"""After so many entries on top of the copy it is written anew."""


@dataclass(slots=True, eq=False)
class Point:
    """A log, the entry of the record that it reaches, and what must be known to go on from there (as it was written, or
    as values). ``saved`` is the entry that the copy on disk reaches; ``ready`` what was written as values, for the one
    who goes on from there next."""

    prepared: Prepared
    seq: int
    hash: str
    beside: bytes | Beside
    saved: int
    ready: Beside | None = None

    def taken(self) -> Beside:
        """What must be known to go on, for one who adds to it."""
        if isinstance(self.beside, Beside):
            return self.beside
        found, self.ready = self.ready or Beside.of(self.beside), None
        return found


@dataclass(slots=True)
class Loaded:
    """The copy as this process read it last (again only where the file is another one by now), and the last log that
    was made of it: the next one needs only what came since."""

    stamp: tuple[int, ...] | None = None
    kept: Point | None = None
    last: Point | None = None
    lock: RLock = field(default_factory=RLock)

    def load(self, knowledge: Knowledge, copy: Path) -> None:
        """Read the copy in a file, where there is one to be believed."""
        try:
            found = copy.stat()
        except OSError:
            self.stamp = self.kept = self.last = None
            return
        stamp = (found.st_ino, found.st_size, found.st_mtime_ns)
        if stamp != self.stamp:
            read = Prepared.load(knowledge.files.agreement, copy, knowledge.files.id)
            self.kept, self.last, self.stamp = None if read is None else _point(read), None, stamp

    def wrote(self, copy: Path, point: Point) -> None:
        """Note that this process wrote the copy itself: what it has needs not be read again."""
        with suppress(OSError):
            found = copy.stat()
            self.stamp = (found.st_ino, found.st_size, found.st_mtime_ns)
            self.kept = point

    def make_ready(self) -> None:
        """Read now what the first who goes on from the copy needs, so that he need not wait for it."""
        with self.lock:
            fresh = self.last is None or self.last is self.kept  # to compare them would be to make all words
            if self.kept is not None and fresh and isinstance(self.kept.beside, bytes):
                self.kept.ready = self.kept.ready or (Beside.of(self.kept.beside) if self.kept.beside else None)

    def points(self, seq: int) -> Iterator[Point]:
        """From where one can go on to an entry, the nearest first."""
        for point in (self.last, self.kept):
            if point is not None and point.seq <= seq:
                yield point


def beside_of(loaded: Loaded, log: Log | Prepared) -> Beside | None:
    """What must be known to go on from a log, for one who uses it up; None where it is none of those held."""
    with loaded.lock:
        for point in (loaded.last, loaded.kept):
            if point is not None and point.prepared is log and point.beside:
                if not isinstance(point.beside, Beside):
                    return Beside.of(point.beside)
                return Beside(dict(point.beside.voices), dict(point.beside.pairs), dict(point.beside.untied))
    return None


def _point(read: Prepared) -> Point:
    line, _, rest = bytes(read.beside).partition(b"\n")
    number, _, digest = line.decode().partition(":")
    return Point(read, int(number), digest, rest, int(number))


def said_since_entry(loaded: Loaded, later: Log | Prepared, seq: int) -> frozenset[str] | None:
    """About what a log may have other words than there were at an entry: whatever anything was said about since the
    copy was written that it rests on; None where that was after the entry."""
    words = (later.log if isinstance(later, Prepared) else later).words
    under = words.under if isinstance(words, Over) else words
    with loaded.lock:
        kept = loaded.kept
        if kept is None or kept.prepared.log.words is not under or kept.seq > seq:
            return None
    return words.covered if isinstance(words, Over) else frozenset()


def said_since(earlier: Log | Prepared, later: Log | Prepared) -> frozenset[str] | None:
    """About what the later log has other words than the earlier; None where that cannot be told at a glance."""
    one, other = (each.log if isinstance(each, Prepared) else each for each in (earlier, later))
    if one.words is other.words:
        return frozenset()
    if one.counted != other.counted or not isinstance(other.words, Over):
        return None
    return other.words.differing(one.words)


def log_of(
    knowledge: Knowledge, copy: Path | None, head: Head, *, large: int = LARGE, loaded: Loaded | None = None,
    latest: bool = True,
) -> Log | Prepared:  # fmt: skip
    """The log of what is known. ``copy`` is where a large one is kept (None: nowhere), ``head`` the record's last entry
    at that moment (``latest``: and there is none after it), ``large`` from how many testimonies on it is prepared,
    ``loaded`` what was read of it before."""
    agreement, key = knowledge.files.agreement, knowledge.files.id
    if copy is not None:
        known = loaded or Loaded()
        with known.lock:
            found = _from_copy(knowledge, known, copy, head, latest)
        if found is not None:
            return found
    log, beside = _whole(knowledge)
    if len(log) < large:
        return log
    prepared = Prepared.of(agreement, log)
    if copy is None or not latest or not _save(prepared, copy, key, head, beside):
        return prepared
    del log, prepared  # not held beside the same from the file
    with known.lock:
        # From the file as later questions have it, so that these need only what is new to it.
        found = _from_copy(knowledge, known, copy, head, latest)
    return found if found is not None else Prepared.of(agreement, _whole(knowledge)[0])


def _from_copy(knowledge: Knowledge, known: Loaded, copy: Path, head: Head, latest: bool) -> Prepared | None:
    """The log made of the copy and what came after it; None where all of it is to be made."""
    known.load(knowledge, copy)
    for point in known.points(head.seq):
        carried = _carried_on(knowledge, point, head)
        if carried is not None:
            if latest and head.seq - carried.saved >= SAVED:
                carried = _saved_anew(knowledge, carried, known, copy)
            known.last = carried
            return carried.prepared
        if point is known.last:
            known.last = None
    return None


def _saved_anew(knowledge: Knowledge, point: Point, known: Loaded, copy: Path) -> Point:
    """The same with columns of its own, written down; its words still rest on those that earlier ones rest on."""
    beside = point.beside if isinstance(point.beside, Beside) else Beside.of(point.beside)
    head = Head(seq=point.seq, hash=point.hash)
    made = Prepared.of(knowledge.files.agreement, point.prepared.log)
    if not _save(made, copy, knowledge.files.id, head, beside):
        return point
    anew = Point(made, head.seq, head.hash, beside, head.seq)
    known.wrote(copy, anew)
    return anew


def _whole(knowledge: Knowledge) -> tuple[Log, Beside | None]:
    """Every word, from the first entry on; of a large record in one pass."""
    if knowledge.streamed:
        growing = Growing(knowledge)
        with suppress(CannotError), uncollected():
            growing.pass_on()
            words, _ = growing.settled({})
            return Log(words, _counted(knowledge)), growing.beside
    return Log.of(knowledge.testimonies, knowledge.coverages), None


def _counted(knowledge: Knowledge) -> dict[str, tuple[Coverage, ...]]:
    return dict(Log.of((), knowledge.coverages).counted)


def _save(prepared: Prepared, copy: Path, key: str, head: Head, beside: Beside | None) -> bool:
    reach = f"{head.seq}:{head.hash}\n".encode()
    try:
        prepared.save(copy, key, reach + (b"" if beside is None else beside.written()))
    except OSError:
        return False
    return True


def _carried_on(knowledge: Knowledge, point: Point, head: Head) -> Point | None:
    """What goes on from a point, with what came after it; None where that needs the whole record."""
    if (point.seq, point.hash) == (head.seq, head.hash):
        return point
    if not point.beside or not knowledge.streamed or not knowledge.view.holds(point.seq, point.hash):
        return None
    kept = point.prepared
    growing = Growing(knowledge, point.taken())
    try:
        again = set(changed_claims(knowledge, point.seq, growing.beside.pairs))
        growing.pass_on(point.seq)
        growing.take_again(again)
        changed, renamed = growing.settled(kept.log.words)
    except CannotError:
        return None
    words = kept.log.words
    if renamed:
        if not isinstance(words, StoredWords):
            return None
        words = words.with_names(renamed)
    log = Log(Over.on(words, changed), kept.log.counted, kept.log.last_moment)
    carried = kept.with_words(log, changed.keys())
    return Point(carried, head.seq, head.hash, growing.beside, point.saved)
