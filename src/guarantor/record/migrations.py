"""Forward migrations: numbered SQL files under ``schema/<database>/``, applied in order, each in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

Database = Literal["sqlite", "postgresql"]


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema: its number, and its statements in order."""

    version: int
    statements: tuple[str, ...]


@cache
def migrations(database: Database) -> tuple[Migration, ...]:
    """All steps for a database, oldest first."""
    folder = resources.files("guarantor.record").joinpath("schema", database)
    files = sorted((each for each in folder.iterdir() if each.name.endswith(".sql")), key=lambda each: each.name)
    return tuple(Migration(int(each.name.removesuffix(".sql")), _statements(each.read_text("utf-8"))) for each in files)


def newest(database: Database) -> int:
    """The number of the newest schema this program knows."""
    return migrations(database)[-1].version


def _statements(script: str) -> tuple[str, ...]:
    """Statements stand apart by an empty line; comments at their heads stay with them."""
    return tuple(part.strip() for part in script.split("\n\n") if _has_code(part))


def _has_code(part: str) -> bool:
    return any(line.strip() and not line.lstrip().startswith("--") for line in part.splitlines())
