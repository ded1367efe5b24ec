"""What a worker does: a document to reports, reports to claims and links. It sees no record and no folder."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from guarantor import __version__
from guarantor.agreement.load import load_texts
from guarantor.case.cast import table_of
from guarantor.case.positions import Tying, tying_of
from guarantor.case.reading import Read, read_one
from guarantor.case.scale.pools import CannotReachError
from guarantor.intake.piece import Hints, Limits, Piece
from guarantor.intake.received import packed
from guarantor.intake.refusal import Refusal, UnreadableError
from guarantor.intake.taking import take
from guarantor.linking.bearing import Bearing
from guarantor.model.casefiles import CaseFiles
from guarantor.model.pausing import settle
from guarantor.model.report import Report
from guarantor.reading.actors import ActorTable

Task = Piece | Report | Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What every worker needs: the case's files (packed, with their id), what the user says of all sources, limits, and
    whom the entries are by. ``version`` is that of the program which asks: another would find other claims."""

    id: str
    files: bytes
    hints: Hints
    limits: Limits
    keep: bool
    author: str
    version: str = __version__

    @classmethod
    def of(cls, files: CaseFiles, hints: Hints, limits: Limits, author: str) -> Setup:
        """For a case; whether documents are kept as received goes by the hints."""
        texts = json.dumps({file.name: file.text for file in files.files}).encode()
        return cls(
            id=files.id, files=zlib.compress(texts), hints=replace(hints, keep=None), limits=limits,
            keep=hints.keep is not None, author=author,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Done:
    """What one task gave, in order; and the documents to keep as received: digest in hex, and the bytes packed."""

    read: tuple[Read | Refusal, ...]
    kept: tuple[tuple[str, bytes], ...] = ()


_READY: dict[str, tuple[ActorTable, Tying]] = {}
"""The tools of the case that this process reads for; one at a time."""


def ready(setup: Setup) -> tuple[ActorTable, Tying]:
    """The tools, made once a process."""
    found = _READY.get(setup.id)
    if found is None:
        files = load_texts(json.loads(zlib.decompress(setup.files)))
        bearing = Bearing(files.agreement, files.people, since=files.info.since)
        found = table_of(files.people), tying_of(files, bearing)
        _READY.clear()
        _READY[setup.id] = found
        settle()  # pages hold next to no cycles, and each look of the collector costs milliseconds
    return found


def have_ready(setup: Setup, actors: ActorTable, tying: Tying) -> None:
    """Let this process use the tools that it has, where it works itself."""
    _READY.clear()
    _READY[setup.id] = actors, tying


def work(setup: Setup, tasks: Sequence[Task]) -> list[Done]:
    """Each task done, in order. Raises CannotReachError where the program that asks is of another version."""
    if setup.version != __version__:
        raise CannotReachError(
            f"a worker with version {__version__} of the program, where this one is {setup.version}; "
            "install the same on all of them"
        )
    return [_done(setup, task) for task in tasks]


def _done(setup: Setup, task: Task) -> Done:
    if isinstance(task, Refusal):
        return Done((task,))
    actors, bearing = ready(setup)
    if isinstance(task, Report):
        return Done((read_one(task, actors, bearing, setup.author),))
    kept: dict[str, bytes] = {}

    def keep(data: bytes) -> None:
        digest = hashlib.sha256(data).hexdigest()
        if digest not in kept:
            kept[digest] = packed(data)

    hints = replace(setup.hints, keep=keep) if setup.keep else setup.hints
    found: list[Read | Refusal] = []
    try:
        for each in take(task, hints, setup.limits):
            found.append(each if isinstance(each, Refusal) else read_one(each, actors, bearing, setup.author))
    except UnreadableError as error:
        found.append(error.at(task.location))
    return Done(tuple(found), tuple(kept.items()))
