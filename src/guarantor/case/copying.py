"""Very large logs: a columnar copy beside the record, so that the next question need not make everything again."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from guarantor.assessment import Log
from guarantor.assessment.bulk import Prepared
from guarantor.case.knowledge import Knowledge

COPY = "record.columns"
LARGE = 50_000
"""From so many testimonies on a log is prepared, and its copy kept."""


def log_of(knowledge: Knowledge, copy: Path | None, head: str, *, large: int = LARGE) -> Log | Prepared:
    """The log of what is known. ``copy`` is where a large one is kept (None: nowhere), ``head`` the record's last hash
    at that moment, ``large`` from how many testimonies on it is prepared. The copy may be
    deleted at any time; where it cannot be written, the answer is the same."""
    agreement, key = knowledge.files.agreement, f"{head} {knowledge.files.id}"
    if copy is not None and copy.exists():
        kept = Prepared.load(agreement, copy, key)
        if kept is not None:
            return kept
    log = Log.of(knowledge.testimonies, knowledge.coverages)
    if len(knowledge.testimonies) < large:
        return log
    prepared = Prepared.of(agreement, log)
    if copy is not None:
        with suppress(OSError):
            prepared.save(copy, key)
    return prepared
