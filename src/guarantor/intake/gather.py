"""Whatever arrives becomes reports, or refusals that say why not."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from guarantor.intake.fields import mapped
from guarantor.intake.metadata import iso_moment
from guarantor.intake.meter import Meter, SpentError
from guarantor.intake.piece import HEAD, Hints, Limits, Piece, suffix_of
from guarantor.intake.refusal import Refusal, UnreadableError
from guarantor.intake.streams import with_head
from guarantor.intake.taking import leaves, take
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
    hints = hints_of(published=published, outlet=outlet, url=url, language=language, fields=fields, keep=keep)
    return _gather(sources, hints, limits or Limits())


def hints_of(
    *,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    language: str | None = None,
    fields: Mapping[str, str] | None = None,
    keep: Callable[[bytes], object] | None = None,
) -> Hints:
    """What is said of all sources, checked: see :func:`gather`."""
    mapped(fields or {})
    return Hints(
        published=iso_moment(published) if published is not None else None, outlet=outlet, url=url, language=language,
        fields=dict(fields or {}), keep=keep,
    )  # fmt: skip


def _gather(sources: Iterable[str | Path], hints: Hints, limits: Limits) -> Iterator[Report | Refusal]:
    for source in sources:
        for each in pieces_of(source, limits):
            yield from take(each, hints, limits) if isinstance(each, Piece) else [each]


@dataclass(frozen=True, slots=True)
class Document:
    """One thing to be read, by whoever: a document, or a report where only its own process can take it apart.

    ``source`` counts the sources from 0, ``read`` the bytes of that source up to here, where that is known.
    """

    what: Piece | Report | Refusal
    source: int
    read: int = 0


def documents(sources: Sequence[str | Path], hints: Hints, limits: Limits, *, first: int = 0) -> Iterator[Document]:
    """What :func:`gather` makes reports of, in the same order, only unpacked: from source number ``first`` on."""
    for number, source in enumerate(sources[first:], start=first):
        before = 0
        for piece in pieces_of(source, limits):
            if isinstance(piece, Refusal):
                yield Document(piece, number, before)
                continue
            for leaf in _unpacked(piece, hints, limits):
                within = 0 if piece.file is None or piece.file.closed else piece.file.tell()
                yield Document(leaf, number, before + within)
            before += piece.meter.packed


def _unpacked(piece: Piece, hints: Hints, limits: Limits) -> Iterator[Piece | Report | Refusal]:
    try:
        for leaf in leaves(piece, limits):
            if isinstance(leaf, Piece) and leaf.file is not None:
                yield from take(leaf, hints, limits)
            else:
                yield leaf
    except SpentError as error:
        yield error.at(piece.location)


def pieces_of(source: str | Path, limits: Limits) -> Iterator[Piece | Refusal]:
    """The pieces of one source; each is open until the next is asked for."""
    text = str(source)
    if text == STDIN:
        yield _standard_input(limits)
    elif not text.strip():
        yield Refusal(location="''", found="an empty name", todo="name a file, a folder or an address")
    elif text.startswith(("http://", "https://")):
        yield from _read_address(text, limits)
    else:
        yield from _read_path(Path(source), limits)


def _read_path(path: Path, limits: Limits) -> Iterator[Piece | Refusal]:
    try:
        if path.is_dir():
            yield from _read_folder(path, limits)
        elif path.is_file():
            yield from opened_file(path, limits)
        elif path.exists():
            yield Refusal(location=_name(path), found="neither a file nor a folder", todo="name a file or a folder")
        else:
            yield Refusal(location=_name(path), found="there is no such file or folder", todo="check the name")
    except OSError as error:
        yield _refused(path, error)


def _read_folder(folder: Path, limits: Limits) -> Iterator[Piece | Refusal]:
    """All files below, in the order of their names; hidden ones and links to elsewhere are passed over."""
    from guarantor.intake.readers import known_suffix

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
            yield from opened_file(path, limits)
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


def _read_address(address: str, limits: Limits) -> Iterator[Piece | Refusal]:
    from guarantor.intake.web import fetch

    try:
        yield fetch(address, limits)
    except UnreadableError as error:
        yield error.at(address)


def _name(path: Path) -> str:
    """The path as it is shown and stored: ``/`` between parts, bytes that are no UTF-8 written as escapes."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def _refused(path: Path, error: OSError) -> Refusal:
    return Refusal(
        location=_name(path), found=f"it cannot be read ({error.strerror or error})", todo="check its permissions"
    )
