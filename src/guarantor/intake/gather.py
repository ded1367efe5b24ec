"""Whatever arrives becomes reports, or refusals that say why not."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from guarantor.intake.fields import mapped
from guarantor.intake.metadata import iso_moment
from guarantor.intake.meter import Meter
from guarantor.intake.piece import HEAD, Hints, Limits, Piece, suffix_of
from guarantor.intake.readers import known_suffix
from guarantor.intake.refusal import Refusal, UnreadableError
from guarantor.intake.streams import with_head
from guarantor.intake.taking import take
from guarantor.model.report import Report

STDIN = "-"
ANSWERS = ".gold.json"
"""Answer files that lie beside benchmark reports; they are no reports and are passed over."""


def gather(
    sources: Iterable[str | Path],
    *,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    language: str | None = None,
    fields: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    keep: Callable[[bytes], object] | None = None,
) -> Iterator[Report | Refusal]:
    """Reports and refusals of files, folders, ``-`` (standard input) and http(s) addresses, in order.

    ``published``, ``outlet``, ``url`` and ``language`` say what the sources do not say themselves, ``fields`` under
    which names JSON and CSV files have the fields of a report. Raises ValueError where ``published`` is no date, or a
    field is none of a report's. ``keep`` is given each document as received.
    """
    mapped(fields or {})
    hints = Hints(
        published=iso_moment(published) if published is not None else None, outlet=outlet, url=url, language=language,
        fields=dict(fields or {}), keep=keep,
    )  # fmt: skip
    return _gather(sources, hints, limits or Limits())


def _gather(sources: Iterable[str | Path], hints: Hints, limits: Limits) -> Iterator[Report | Refusal]:
    for source in sources:
        text = str(source)
        if text == STDIN:
            yield from take(_standard_input(limits), hints, limits)
        elif not text.strip():
            yield Refusal(location="''", found="an empty name", todo="name a file, a folder or an address")
        elif text.startswith(("http://", "https://")):
            yield from _read_address(text, hints, limits)
        else:
            yield from _read_path(Path(source), hints, limits)


def _read_path(path: Path, hints: Hints, limits: Limits) -> Iterator[Report | Refusal]:
    try:
        if path.is_dir():
            yield from _read_folder(path, hints, limits)
        elif path.is_file():
            yield from _read_file(path, hints, limits)
        elif path.exists():
            yield Refusal(location=_name(path), found="neither a file nor a folder", todo="name a file or a folder")
        else:
            yield Refusal(location=_name(path), found="there is no such file or folder", todo="check the name")
    except OSError as error:
        yield _refused(path, error)


def _read_folder(folder: Path, hints: Hints, limits: Limits) -> Iterator[Report | Refusal]:
    """All files below, in the order of their names; hidden ones and links to elsewhere are passed over."""
    count = 0
    for path in _walk(folder):
        if isinstance(path, Refusal):
            yield path
            continue
        count += 1
        if count > limits.files:
            yield Refusal(location=_name(folder), found=f"more than {limits.files:,} files", todo="read it in parts")
            return
        if path.suffix and not known_suffix(suffix_of(path.name)):
            yield Refusal(
                location=_name(path),
                found=f"an ending {path.suffix!r} that no reader knows",
                todo="name the file itself to have it read as plain text",
            )
            continue
        try:
            yield from _read_file(path, hints, limits)
        except OSError as error:
            yield _refused(path, error)
    if not count:
        yield Refusal(location=_name(folder), found="nothing to read in this folder", todo="put reports into it")


def _walk(folder: Path) -> Iterator[Path | Refusal]:
    problems: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(place, name)
            if not name.startswith(".") and not name.endswith(ANSWERS):
                if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
                    yield Refusal(
                        location=_name(path), found="a link that leads out of the folder", todo="name its target itself"
                    )
                else:
                    yield path
        while problems:
            error = problems.pop()
            yield _refused(Path(os.fsdecode(error.filename or place)), error)
    while problems:
        error = problems.pop()
        yield _refused(Path(os.fsdecode(error.filename or folder)), error)


def _read_file(path: Path, hints: Hints, limits: Limits) -> Iterator[Report | Refusal]:
    for piece in opened_file(path, limits):
        yield from take(piece, hints, limits) if isinstance(piece, Piece) else [piece]


def opened_file(path: Path, limits: Limits) -> Iterator[Piece | Refusal]:
    """The piece of a file, which is open until the next is asked for."""
    if not path.is_file():
        yield Refusal(location=_name(path), found="no regular file", todo="name a file that can be read to its end")
        return
    with path.open("rb") as file:
        head = file.read(HEAD)
        file.seek(0)
        size = os.fstat(file.fileno()).st_size
        meter = Meter.of(size, least=limits.unpacked_bytes, ratio=limits.ratio)
        yield Piece(data=head, file=file, location=_name(path), suffix=suffix_of(path.name), meter=meter)


def _standard_input(limits: Limits) -> Piece:
    head, file = with_head(sys.stdin.buffer, HEAD)
    return Piece(data=head, file=file, location=STDIN, meter=Meter(most=limits.unpacked_bytes))


def _read_address(address: str, hints: Hints, limits: Limits) -> Iterator[Report | Refusal]:
    from guarantor.intake.web import fetch

    try:
        piece = fetch(address, limits)
    except UnreadableError as error:
        yield error.at(address)
        return
    yield from take(piece, hints, limits)


def _name(path: Path) -> str:
    """The path as it is shown and stored: ``/`` between parts, bytes that are no UTF-8 written as escapes."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def _refused(path: Path, error: OSError) -> Refusal:
    return Refusal(
        location=_name(path), found=f"it cannot be read ({error.strerror or error})", todo="check its permissions"
    )
