"""Both stores for the shared suite: SQLite in a file, and a real PostgreSQL that the tests start."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from conftest import need
from guarantor.record.record import open_store
from guarantor.record.sqlite import SqliteStore
from guarantor.record.store import Store

NUMBERS = count()


@dataclass(frozen=True)
class Place:
    """Where a store can be opened, by this process or another one."""

    kind: str
    where: str

    def open(self) -> Store:
        return open_store(self.where)


def _ordinary_user() -> dict[str, str]:
    """PostgreSQL does not run as root; then the user that Debian's package made is taken."""
    return {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}


@pytest.fixture(scope="session")
def postgres(postgres_bin: Path) -> Iterator[str]:
    """The address of a PostgreSQL server of our own, in a folder of its own, reachable by a socket in it."""
    need(importlib.util.find_spec("psycopg") is not None, "psycopg", "pip install 'psycopg[binary]'")
    folder = Path(tempfile.mkdtemp(prefix="guarantor-pg-"))
    user = _ordinary_user()
    if user:
        shutil.chown(folder, **user)
    data = folder / "data"
    run = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder, **user}
    subprocess.run([postgres_bin / "initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "-N"], **run)
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=60 -p 54321"
    subprocess.run([postgres_bin / "pg_ctl", "-D", data, "-w", "-o", options, "-l", folder / "log", "start"], **run)
    try:
        yield f"postgresql:///postgres?host={folder}&port=54321&user=tester"
    finally:
        subprocess.run([postgres_bin / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **run)
        shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A place for a new record, of each kind in turn."""
    if request.param == "sqlite":
        return Place("sqlite", str(tmp_path / "record.db"))
    return Place("postgresql", f"{request.getfixturevalue('postgres')}#case_{next(NUMBERS)}")


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
