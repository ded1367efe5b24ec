"""Very large logs: a columnar copy beside the record, so that the next question need not make everything again.

The copy is believed for the case's files and the program that made it, and for the entry of the record that it reaches:
where entries came after that one, only what they touch is made anew. It may be deleted at any time; where it cannot be
written or read, the answer is the same.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from guarantor.assessment import Log
from guarantor.assessment.bulk import Prepared
from guarantor.assessment.log import Over
from guarantor.assessment.pausing import uncollected
from guarantor.assessment.store import StoredWords
from guarantor.case.growing import Beside, CannotError, Growing, changed_claims
from guarantor.case.knowledge import Knowledge
from guarantor.model.entry import Head
from guarantor.model.testimony import Coverage

COPY = "record.columns"
LARGE = 50_000
"""From so many testimonies on a log is prepared, and its copy kept."""
SAVED = 5_000
"""After so many entries on top of the copy it is written anew."""


@dataclass(slots=True)
class Loaded:
    """The copy as it was last read by this process: it is read again only where the file is another one by now."""

    stamp: tuple[int, ...] | None = None
    kept: Prepared | None = None

    def load(self, knowledge: Knowledge, copy: Path) -> Prepared | None:
        """The copy in a file; None where there is none, or none to be believed."""
        try:
            found = copy.stat()
        except OSError:
            self.stamp = self.kept = None
            return None
        stamp = (found.st_ino, found.st_size, found.st_mtime_ns)
        if stamp != self.stamp:
            self.kept = Prepared.load(knowledge.files.agreement, copy, knowledge.files.id)
            self.stamp = stamp
        return self.kept


def log_of(
    knowledge: Knowledge, copy: Path | None, head: Head, *, large: int = LARGE, loaded: Loaded | None = None
) -> Log | Prepared:
    """The log of what is known. ``copy`` is where a large one is kept (None: nowhere), ``head`` the record's last entry
    at that moment, ``large`` from how many testimonies on it is prepared, ``loaded`` what was read of it before."""
    agreement, key = knowledge.files.agreement, knowledge.files.id
    if copy is not None:
        kept = (loaded or Loaded()).load(knowledge, copy)
        if kept is not None:
            carried = _carried_on(knowledge, kept, head, copy)
            if carried is not None:
                return carried
    log, beside = _whole(knowledge)
    if len(log) < large:
        return log
    prepared = Prepared.of(agreement, log)
    _save(prepared, copy, key, head, beside)
    return prepared


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


def _save(prepared: Prepared, copy: Path | None, key: str, head: Head, beside: Beside | None) -> None:
    if copy is not None:
        reach = f"{head.seq}:{head.hash}\n".encode()
        with suppress(OSError):
            prepared.save(copy, key, reach + (b"" if beside is None else beside.written()))


def _carried_on(knowledge: Knowledge, kept: Prepared, head: Head, copy: Path) -> Prepared | None:
    """The copy with what came after it; None where that needs the whole record."""
    line, _, rest = bytes(kept.beside).partition(b"\n")
    if line.decode() == str(head):
        return kept
    number, _, digest = line.decode().partition(":")
    reached = int(number)
    if not rest or not knowledge.streamed or not knowledge.view.holds(reached, digest):
        return None
    growing = Growing(knowledge, Beside.of(rest))
    try:
        again = set(changed_claims(knowledge, reached))
        growing.pass_on(reached)
        growing.take_again(again)
        changed, renamed = growing.settled(kept.log.words)
    except CannotError:
        return None
    words = kept.log.words
    if renamed and isinstance(words, StoredWords):
        words = words.with_names(renamed)
    log = Log(Over.on(words, changed), kept.log.counted, kept.log.last_moment)
    carried = kept.with_words(log, changed.keys())
    if head.seq - reached >= SAVED:
        carried = Prepared.of(knowledge.files.agreement, log)
        _save(carried, copy, knowledge.files.id, head, growing.beside)
    return carried
