"""A whole case in one file, which another installation verifies and opens.

A ZIP file with three parts: ``manifest.json``; ``record.jsonl``, a row of the record a line, as plain JSON that can be
read without this program; and, under ``case/``, the case's files. Salts are part of the rows, so that everything can be
verified; erased rows travel as erased.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path, PurePosixPath
from typing import IO, Any

from guarantor.record.chain import Row
from guarantor.record.clock import next_stamp
from guarantor.record.errors import CorruptRecordError, RecordError, RefusedRecordError
from guarantor.record.store import Store
from guarantor.record.verify import verify

FORMAT = "guarantor-case"
VERSION = 1
LINE_BYTES = 256 * 2**20
"""The longest line that is taken in: a report's text several times over."""
FILE_BYTES = 64 * 2**20
_BINARY = ("salt", "id_digest", "digest", "previous", "hash")
_NAMES = tuple(each.name for each in fields(Row))


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an archive says it holds. ``head`` is ``number:hash`` of the last entry; ``files`` are SHA-256 by path."""

    head: str
    entries: int
    made: str
    erased: dict[int, int]
    files: dict[str, str]


def export_record(store: Store, target: Path, files: Mapping[str, bytes] | None = None) -> Manifest:
    """Write the record and the case's files (relative paths with ``/``) to a new file, while others read and write."""
    if target.exists():
        raise RefusedRecordError(f"{target}: there is a file already; name a new one")
    part = target.with_name(target.name + ".part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            manifest = _write(store, archive, dict(files or {}))
        part.replace(target)
    except OSError as error:
        raise RecordError(f"{target}: it cannot be written ({error.strerror or error}); check path and room") from error
    finally:
        part.unlink(missing_ok=True)
    return manifest


def import_record(source: Path, store: Store) -> tuple[Manifest, dict[str, bytes]]:
    """Fill an empty store from an archive and verify all of it; the manifest and the case's files.

    Raises RecordError, with the store left empty, where anything is not as it was exported.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = _manifest(archive, source)
            files = {path: _file(archive, path, digest, source) for path, digest in manifest.files.items()}
            with archive.open("record.jsonl") as lines, store.writing():
                store.restore(_rows(lines, source), manifest.erased)
                _verify(store, manifest, source)
    except (OSError, zipfile.BadZipFile, KeyError) as error:
        raise RefusedRecordError(f"{source}: no whole archive of a case ({error}); ask for it again") from error
    return manifest, files


def _write(store: Store, archive: zipfile.ZipFile, files: dict[str, bytes]) -> Manifest:
    with store.reading():
        head = store.head()
        with archive.open("record.jsonl", "w", force_zip64=True) as out:
            for row in store.rows():
                out.write(_line(row))
        erased = store.erased_by()
    for path, data in files.items():
        archive.writestr(f"case/{_safe(path)}", data)
    digests = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    manifest = Manifest(head=str(head), entries=head.seq, made=next_stamp(None), erased=erased, files=digests)
    told = {
        "format": FORMAT, "version": VERSION, "head": manifest.head, "entries": manifest.entries,
        "made": manifest.made, "erased": {str(seq): act for seq, act in erased.items()}, "files": digests,
    }  # fmt: skip
    archive.writestr("manifest.json", json.dumps(told, indent=1, sort_keys=True))
    return manifest


def _line(row: Row) -> bytes:
    values: dict[str, Any] = {name: getattr(row, name) for name in _NAMES}
    for name in _BINARY:
        values[name] = values[name].hex() if values[name] is not None else None
    if row.payload is not None:
        values["payload"] = row.payload.decode("utf-8", "surrogatepass")
    return json.dumps(values, sort_keys=True).encode() + b"\n"


def _rows(lines: IO[bytes], source: Path) -> Iterator[Row]:
    number = 0
    while line := lines.readline(LINE_BYTES):
        number += 1
        try:
            yield _row(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            raise CorruptRecordError(f"{source}: line {number} of record.jsonl is no entry ({error})") from error


def _row(values: dict[str, Any]) -> Row:
    if values.keys() != set(_NAMES) or not isinstance(values["seq"], int):
        raise ValueError("other keys than an entry has")
    for name in _BINARY:
        values[name] = bytes.fromhex(values[name]) if values[name] is not None else None
    for name in ("kind", "id", "recorded"):
        if not isinstance(values[name], str):
            raise ValueError(f"{name} is no text")
    if values["payload"] is not None:
        values["payload"] = values["payload"].encode("utf-8", "surrogatepass")
    return Row(**values)


def _manifest(archive: zipfile.ZipFile, source: Path) -> Manifest:
    try:
        told = json.loads(archive.read("manifest.json"))
        if told["format"] != FORMAT:
            raise ValueError(f"format {told['format']!r}")
        if told["version"] > VERSION:
            raise RefusedRecordError(f"{source}: written by a newer program; update this one")
        return Manifest(
            head=str(told["head"]), entries=int(told["entries"]), made=str(told["made"]),
            erased={int(seq): int(act) for seq, act in told["erased"].items()},
            files={_safe(path): str(digest) for path, digest in told["files"].items()},
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RefusedRecordError(f"{source}: no archive of a case ({error}); name another file") from error


def _file(archive: zipfile.ZipFile, path: str, digest: str, source: Path) -> bytes:
    with archive.open(f"case/{path}") as file:
        data = file.read(FILE_BYTES + 1)
    if len(data) > FILE_BYTES:
        raise RefusedRecordError(f"{source}: {path} is larger than {FILE_BYTES:,} bytes")
    if hashlib.sha256(data).hexdigest() != digest:
        raise CorruptRecordError(f"{source}: {path} is not what was exported; ask for the archive again")
    return data


def _safe(path: str) -> str:
    """A path that stays inside the folder it will be put into."""
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or "\\" in path or ":" in path or any(part in ("..", ".") for part in parts):
        raise RefusedRecordError(f"{path!r}: no path inside a case")
    return path


def _verify(store: Store, manifest: Manifest, source: Path) -> None:
    found = verify(store, manifest.head)
    if found.fault is not None:
        raise CorruptRecordError(f"{source}: not as it was exported: {found.fault}", found.fault.seq)
    if found.entries != manifest.entries:
        raise CorruptRecordError(f"{source}: {found.entries} entries where {manifest.entries} were exported")
