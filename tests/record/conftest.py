"""Both stores for the shared suite: SQLite in a file, and a real PostgreSQL that the tests start."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest

from guarantor.record.record import open_store
from guarantor.record.sqlite import SqliteStore
from guarantor.record.store import Store


@dataclass(frozen=True)
class Place:
    """Where a store can be opened, by this process or another one."""

    kind: str
    where: str

    def open(self) -> Store:
        return open_store(self.where)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A place for a new record, of each kind in turn."""
    if request.param == "sqlite":
        return Place("sqlite", str(tmp_path / "record.db"))
    return Place("postgresql", f"{request.getfixturevalue('postgres')}#case_{uuid4().hex[:16]}")


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    """An empty store of each kind."""
    made = place.open()
    yield made
    made.close()


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[SqliteStore]:
    """An empty store in a file."""
    made = SqliteStore(tmp_path / "record.db")
    yield made
    made.close()
