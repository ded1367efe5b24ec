"""A copy of the bundled case to write into."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from guarantor.case import Case, open_case


@pytest.fixture
def own(read_demo: Path, tmp_path: Path) -> Iterator[Case]:
    """The bundled case, read, in a folder of its own."""
    shutil.copytree(read_demo, tmp_path / "case")
    with open_case(tmp_path / "case") as case:
        yield case
