"""Worked-out state pages written down beside the record, so that a board that starts has them at once.

Derived data in JSON, a file for each question; it may be deleted at any time. A page is believed by its checksum, the
case's files, the sources of this program, the question, and the hash of the entry that it is of; where anything was
erased after that entry, it is not. Only what reads back as the same values is written.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from itertools import islice
from pathlib import Path

import guarantor
from guarantor.board.asking import Ask
from guarantor.board.question import Question
from guarantor.board.since import Since
from guarantor.board.state import StatePage, Worked
from guarantor.case import Case
from guarantor.case.keeping import PAGES
from guarantor.model.entry import Head
from guarantor.model.pausing import uncollected
from guarantor.model.plain import ShapeError, build, plain

MAGIC = b"guarantor pages 2\n"
SIZE = 32
MOST = 48
"""So many pages are kept in files, those written or read last."""
NAME = 20
"""Digits of the digest by which the file of a question is named."""

Key = tuple[Ask, str]
"""What was asked, and since when what changed is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One page: what was asked, of which moment of the record and of the world it is, and what it comes to. ``reach``
    is the last entry of the whole record then, whatever of it the page may show."""

    ask: Ask
    wanted: str
    at: str | None
    moment: int
    head: Head
    reach: int
    since: Since
    worked: Worked


def place(case: Case, key: Key) -> Path:
    """Where the page of a question to a case, as it is cleared for some, is kept."""
    asked = json.dumps([plain(key[0]), key[1]], sort_keys=True).encode()
    first = case.beside(PAGES)
    return first.with_name(f"{first.name}-{blake2b(asked, digest_size=SIZE).hexdigest()[:NAME]}")


def write(case: Case, page: Written) -> bool:
    """Write a page down; whether that could be done. Whoever reads meanwhile sees the old file or the new one."""
    body = json.dumps({"key": _key(case), "page": plain(page)}, separators=(",", ":")).encode()
    if build(Written, json.loads(body)["page"]) != page:
        return False
    path = place(case, (page.ask, page.wanted))
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with fresh.open("wb") as file:
            file.writelines([MAGIC, blake2b(body, digest_size=SIZE).digest(), body])
        fresh.replace(path)
    except OSError:
        return False
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    if _erased_since(case, page.reach):
        path.unlink(missing_ok=True)
        return False
    _let_go(case)
    return True


def _files(case: Case) -> list[Path]:
    """The files of all pages of a case, as it is cleared for some, the last written or read first."""
    found: list[tuple[int, Path]] = []
    for path in case.folder.glob(f"{case.beside(PAGES).name}-{'?' * NAME}"):
        with suppress(OSError):
            found.append((path.stat().st_mtime_ns, path))
    return [path for _, path in sorted(found, reverse=True)]


def _let_go(case: Case) -> None:
    """Take away the files of pages, where they are too many."""
    for path in _files(case)[MOST:]:
        path.unlink(missing_ok=True)


def lately(case: Case, most: int) -> list[Written]:
    """The pages that were written or read last and are still to be believed, the last one first."""
    found = (_read(case, path) for path in _files(case))
    return list(islice((page for page in found if page is not None and _holds(case, page)), most))


def read(case: Case, key: Key) -> Written | None:
    """The page of a question, where it is written down and still to be believed."""
    found = _read(case, place(case, key))
    if found is None or (found.ask, found.wanted) != key:
        return None
    if not _holds(case, found):
        return None
    with suppress(OSError):
        os.utime(place(case, key))
    return found


def _holds(case: Case, page: Written) -> bool:
    """Whether the record still has all that a page is of."""
    return case.record.view().holds(page.head.seq, page.head.hash) and not _erased_since(case, page.reach)


def _read(case: Case, path: Path) -> Written | None:
    try:
        data = path.read_bytes()
    except OSError:
        return None
    start = len(MAGIC)
    body = data[start + SIZE :]
    if not data.startswith(MAGIC) or blake2b(body, digest_size=SIZE).digest() != data[start : start + SIZE]:
        return None
    told = json.loads(body)
    if told["key"] != _key(case):
        return None
    try:
        with uncollected():
            return build(Written, told["page"])
    except ShapeError:
        return None


def written(page: StatePage, wanted: str, worked: Worked) -> Written:
    """A page that was worked out, ready to be written down."""
    question = page.question
    return Written(ask=question.ask, wanted=wanted, at=question.at, moment=question.as_of, head=page.head,
                   reach=page.reach, since=page.since, worked=worked)  # fmt: skip


def page_of(case: Case, kept: Written) -> StatePage:
    """The page again."""
    question = Question(case=case, ask=kept.ask, at=kept.at, moment=kept.moment)
    return StatePage(
        question=question, before=None, since=kept.since, head=kept.head, reach=kept.reach, done=kept.worked
    )


def _erased_since(case: Case, reach: int) -> bool:
    """Whether anything was erased after an entry of the whole record."""
    return any(True for _ in case.whole.record.store.entries(["erasure"], after=reach))


def _key(case: Case) -> str:
    return f"{_sources()} {case.files.id} {case.clearance}"


@cache
def _sources() -> str:
    """One digest of everything that this program is made of: any other program works pages out anew."""
    root = Path(guarantor.__file__).parent
    digest = blake2b(digest_size=SIZE)
    for path in sorted(root.rglob("*")):
        if path.suffix in (".py", ".yaml", ".tsv", ".sql"):
            digest.update(str(path.relative_to(root)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
