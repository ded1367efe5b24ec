"""Worked-out state pages written down beside the record, so that a board that starts has them at once.

Derived data in JSON: it may be deleted at any time. A page is believed by its checksum, the case's files, the sources
of this program, and the hash of the entry that it is of; where anything was erased after that entry, it is not. Only
what reads back as the same values is written.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path

import guarantor
from guarantor.board.asking import Ask
from guarantor.board.question import Question
from guarantor.board.since import Since
from guarantor.board.state import StatePage, Worked
from guarantor.case import Case
from guarantor.case.keeping import PAGES
from guarantor.model.entry import Head
from guarantor.model.plain import ShapeError, build, plain

MAGIC = b"guarantor pages 1\n"
SIZE = 32


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


def place(case: Case) -> Path:
    """Where the pages of a case, as it is cleared for some, are kept."""
    return case.beside(PAGES)


def write(case: Case, pages: Iterable[Written]) -> bool:
    """Write pages down, the first asked for first; whether that could be done. Whoever reads meanwhile sees the old
    file or the new one."""
    kept = list(pages)
    body = json.dumps({"key": _key(case), "pages": [plain(each) for each in kept]}, separators=(",", ":")).encode()
    if [build(Written, each) for each in json.loads(body)["pages"]] != kept:
        return False
    path = place(case)
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
    if any(_erased_since(case, each.reach) for each in kept):
        path.unlink(missing_ok=True)
        return False
    return True


def read(case: Case) -> Iterator[Written]:
    """The pages that are written down and still to be believed."""
    view = case.record.view()
    for each in _read(case):
        if view.holds(each.head.seq, each.head.hash) and not _erased_since(case, each.reach):
            yield each


def _read(case: Case) -> list[Written]:
    try:
        data = place(case).read_bytes()
    except OSError:
        return []
    start = len(MAGIC)
    body = data[start + SIZE :]
    if not data.startswith(MAGIC) or blake2b(body, digest_size=SIZE).digest() != data[start : start + SIZE]:
        return []
    told = json.loads(body)
    if told["key"] != _key(case):
        return []
    try:
        return [build(Written, each) for each in told["pages"]]
    except ShapeError:
        return []


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
