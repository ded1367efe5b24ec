"""A case as its files have it: what ``case.yaml`` says, the people, the agreement, and the files themselves."""

from __future__ import annotations

from dataclasses import dataclass

from guarantor.model.actor import People
from guarantor.model.agreement import Agreement
from guarantor.model.ids import content_id


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseInfo:
    """What ``case.yaml`` says of the case as a whole.

    ``since`` is the first day whose reports belong here; ``shown`` the accounts that stand as columns, in order.
    """

    id: str
    title: str
    zone: str
    about: str = ""
    since: str | None = None
    until: str | None = None
    languages: tuple[str, ...] = ("en",)
    marking: str = "TLP:CLEAR"
    shown: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    brief_for: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """One file of the case as it was read: its name in the case, its text, the SHA-256 of its bytes in hex."""

    name: str
    text: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFiles:
    """Everything that a case's folder says, compiled, with the files as they were read (for the record)."""

    info: CaseInfo
    people: People
    agreement: Agreement
    files: tuple[CaseFile, ...]

    @property
    def id(self) -> str:
        """``files:sha256:…`` over the names and digests of all files: changes when any file does."""
        return content_id("files", [[file.name, file.sha256] for file in self.files])
