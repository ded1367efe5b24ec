"""The audit log as somebody with a clearance may read it: lines about what lies above it are left out, and the others
numbered without them, so that neither a gap nor a count says that there is something."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from threading import Lock

from guarantor.board.access.audit import Audit, BrokenAuditError, Line
from guarantor.case import Case
from guarantor.model.marking import CLEAR, MARKINGS

_ID = re.compile(r"\b[a-z-]+:sha256:[0-9a-f]{8,64}")
_BLOCK = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A part of the log, the newest line first: ``more`` asks for the next part, ``proof`` says that it is whole."""

    lines: tuple[Line, ...]
    more: int | None
    proof: str


class SeenAudit:
    """The log over one case as it is cleared for some; what was sorted out is remembered."""

    def __init__(self, audit: Audit, case: Case) -> None:
        self._audit, self._case = audit, case
        self._shown: list[int] = []
        self._upto = 0
        self._lock = Lock()

    def part(self, *, before: int | None = None, limit: int = 100) -> Seen:
        """Lines before a number (the last ones, where none is given)."""
        with self._lock:
            self._refresh()
            end = len(self._shown) if before is None else max(0, min(before - 1, len(self._shown)))
            start = max(0, end - limit)
            wanted = self._shown[start:end]
        found = self._audit.between(wanted[0], wanted[-1]) if wanted else ()
        kept = {line.seq: line for line in found}
        lines = [self._out(kept[seq], start + 1 + at) for at, seq in enumerate(wanted)]
        return Seen(lines=tuple(reversed(lines)), more=start + 1 if start else None, proof=self._proof())

    @property
    def _whole(self) -> bool:
        return self._case.clearance == MARKINGS[-1]

    def _out(self, line: Line, number: int) -> Line:
        return line if self._whole else replace(line, seq=number, hash="")

    def _proof(self) -> str:
        if not self._whole:
            return f"{len(self._shown)} lines; `guarantor audit --verify` proves that the log is whole"
        try:
            number, head = self._audit.verify()
        except BrokenAuditError as error:
            return f"{error}"
        return f"{number} lines, none changed; last hash {head}"

    def _refresh(self) -> None:
        while block := self._audit.between(self._upto + 1, self._upto + _BLOCK):
            for line in block:
                if self._whole or self._may_see(line):
                    self._shown.append(line.seq)
            self._upto = block[-1].seq

    def _may_see(self, line: Line) -> bool:
        """Whether nothing that a line is about lies above the clearance."""
        marks = [each for each in MARKINGS if re.search(rf"{re.escape(each)}(?![+\w])", line.about)]
        if any(each not in self._case.markings for each in marks if each != CLEAR):
            return False
        ids = set(_ID.findall(line.about))
        store = self._case.whole.record.store
        return not any(id_ in store.known([id_]) and self._case.record.entry(id_) is None for id_ in ids)
