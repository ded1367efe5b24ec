"""A whole case in one file and out of it, backups while running, and what has to be erased."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from guarantor.case.opened import COPY, INDEX, MARKED, RECORD
from guarantor.intake.received import DamagedError, Received
from guarantor.model.entry import Entry
from guarantor.reading.modelled.cache import FOLDER, Answers
from guarantor.record.archive import Manifest, export_record, import_record
from guarantor.record.erase import erase
from guarantor.record.errors import CorruptRecordError, RefusedRecordError
from guarantor.record.record import open_store
from guarantor.record.verify import Verification, verify

if TYPE_CHECKING:
    from guarantor.case.case import Case

RECEIVED = "received"
PART = RECEIVED + "/"
PAGES = "record.pages"
DERIVED = (COPY, INDEX, PAGES, MARKED)
"""What is made of the record and kept beside it, by the beginnings of its names; it goes where something is erased."""


def received_of(folder: Path) -> Received:
    """Where a case keeps the documents as they were received."""
    return Received(folder / RECEIVED)


def pack(case: Case, target: Path) -> Manifest:
    """Write a whole case into one file: record, case files, documents as received; others may go on."""
    if target.exists():
        raise RefusedRecordError(f"{target}: there is a file already; name a new one")
    part = target.with_name(target.name + ".packing")
    part.unlink(missing_ok=True)
    files = {each.name: each.text.encode() for each in case.files.files}
    try:
        manifest = export_record(case.record.store, part, files)
        with zipfile.ZipFile(part, "a", zipfile.ZIP_STORED) as archive:
            for digest in case.received.all():
                archive.write(case.received.path(digest), f"{PART}{digest}")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def unpack(source: Path, folder: Path, record: str | Path) -> Manifest:
    """Lay a packed case out in a new folder, and fill its record (``record``: a file or address), all verified.

    Raises RecordError, with nothing left behind in the folder, where anything is not as it was packed.
    """
    if folder.exists() and any(folder.iterdir()):
        raise RefusedRecordError(f"{folder}: there is something in it already; name a new folder")
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        store = open_store(record)
        try:
            if store.head().seq:
                raise RefusedRecordError(f"{record}: there is a record already; name a new one")
            manifest, files = import_record(source, store)
        finally:
            store.close()
        for name, data in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        _documents(source, received_of(folder))
    except BaseException:
        _cleared(folder, itself=made)
        raise
    return manifest


def _documents(source: Path, received: Received) -> None:
    with zipfile.ZipFile(source) as archive:
        for info in archive.infolist():
            if not info.filename.startswith(PART):
                continue
            digest = info.filename[len(PART) :]
            try:
                path = received.path(digest)
                path.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(info) as packed, path.open("wb") as file:
                    while block := packed.read(2**20):
                        file.write(block)
                received.read(digest)
            except (ValueError, DamagedError) as error:
                raise CorruptRecordError(f"{source}: {error}") from error


def _cleared(folder: Path, *, itself: bool) -> None:
    """Take away what was laid out in a folder that was empty before."""
    for place, folders, files in os.walk(folder, topdown=False):
        for name in files:
            Path(place, name).unlink()
        for name in folders:
            Path(place, name).rmdir()
    if itself:
        folder.rmdir()


def erase_from(case: Case, ids: Iterable[str], *, by: str, why: str, keep_ids: bool = True) -> Entry:
    """Erase entries and all that was made of them: in the record, in the columnar copy, among the documents
    and the models' answers that are kept."""
    wanted = list(ids)
    reports = [report for id_ in wanted if (report := case.record.report(id_)) is not None]
    digests = {report.raw_sha256 for report in reports} | _came_again(case, [report.id for report in reports])
    entry = erase(case.record, wanted, by=by, why=why, keep_ids=keep_ids)
    for report in reports:
        Answers(case.folder / FOLDER).forget(report.text_sha256)
    for derived in (each for name in DERIVED for each in case.folder.glob(f"{name}*")):
        derived.unlink(missing_ok=True)
    still = {report.raw_sha256 for report in case.record.view().reports(retracted=True)} if digests else set()
    still |= _came_again(case) if digests else set()
    for digest in sorted(digests - still):
        if digest:
            case.received.forget(digest)
    case.forget()
    return entry


def _came_again(case: Case, reports: Sequence[str] | None = None) -> set[str]:
    """The documents of reports that came again under a laxer marking: of some, or of all."""
    store = case.record.store
    every = store.entries(["again"]) if reports is None else (e for id_ in reports for e in store.under(id_, ["again"]))
    found = (entry.payload for entry in every if entry.payload is not None)
    return {str(each["entry"]["raw_sha256"]) for each in found if each["of"] == "report"}


def verified(folder: Path, record: str | Path | None, head: str | None) -> Verification:
    """Verify a case's record as it lies there (beside the case's files where ``record`` is None): neither has the case
    to open for it, nor is anything written."""
    store = open_store(record or folder / RECORD, create=False, trusted=True)
    try:
        return verify(store, head)
    finally:
        store.close()


def documents(case: Case) -> Iterator[tuple[str, str]]:
    """Of each report of which the document is damaged or missing: its id, and what is wrong."""
    for report in case.record.view().reports(retracted=True):
        try:
            if report.raw_sha256 and case.received.read(report.raw_sha256) is None:
                yield report.id, "its document is not kept"
        except DamagedError as error:
            yield report.id, str(error)
