"""An entry: one line of the append-only record.

An entry's place in the chain rests on two *commitments*: salted digests of its id and of its body (payload, author,
times, marking). What law or a person's safety requires to be erased is erased with its salt, so that the digests that
stay behind prove that nothing else changed and give nothing away.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, get_args

# reading: which of a report's claims a later run of the reader no longer finds.
# version: which report takes the place of which at one address, and what became of the older one's claims.
# again: something held under a stricter marking that came again under a laxer one, for those who could not see it.
EntryKind = Literal[
    "report",
    "claim",
    "link",
    "judgement",
    "reading",
    "version",
    "finding",
    "case-file",
    "setting",
    "program",
    "brief",
    "answer",
    "erasure",
    "again",
]
ENTRY_KINDS: tuple[EntryKind, ...] = get_args(EntryKind)

ONCE: frozenset[EntryKind] = frozenset({"report", "claim"})
"""Kinds of which the same id is stored once, whatever else a second arrival says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is to be appended.

    ``happened``, ``as_of`` and ``published`` are ISO dates, date-times or ``start/end`` intervals, None where they do
    not apply. There is no field for the recorded time: the store alone sets it.

    Claims come by the million: whoever makes their drafts may hand over the payload as its canonical JSON (``encoded``)
    and the keys that it would be found under (``keys``), in place of ``payload``.
    """

    kind: EntryKind
    id: str
    payload: dict[str, Any] | None = field(hash=False)
    author: str
    happened: str | None = None
    as_of: str | None = None
    published: str | None = None
    marking: str = "TLP:CLEAR"
    encoded: bytes = b""
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as it stands in the record.

    ``seq`` counts from 1 without a gap. ``recorded`` is UTC with microseconds and never goes backwards. ``payload`` and
    ``author`` are None once erased; the id then stays, or becomes ``erased:<seq>`` where it had to go too. ``salt``,
    ``id_digest``, ``digest``, ``previous`` and ``hash`` are lower-case hex.
    """

    seq: int
    id: str
    kind: EntryKind
    author: str | None
    recorded: str
    payload: dict[str, Any] | None = field(hash=False)
    happened: str | None = None
    as_of: str | None = None
    published: str | None = None
    marking: str | None = "TLP:CLEAR"
    salt: str = ""
    id_digest: str = ""
    digest: str = ""
    previous: str = ""
    hash: str = ""

    @property
    def erased(self) -> bool:
        """Whether the payload was erased by a named act."""
        return self.payload is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The last entry's number and hash: whoever notes them can later prove that nothing before was changed or cut."""

    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"
