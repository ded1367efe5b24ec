"""An empty case that follows pages, and a site on this machine for it to follow."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from case.site import Site, serving
from conftest import need
from guarantor.case import Case, init_case, open_case


@pytest.fixture(scope="session")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new case without a report; tests copy it."""
    need(importlib.util.find_spec("httpcore") is not None, "httpcore", "pip install httpcore")
    folder = tmp_path_factory.mktemp("watched") / "case"
    init_case(folder).close()
    return folder


@pytest.fixture
def case(laid_out: Path, tmp_path: Path) -> Iterator[Case]:
    """A copy of it, open."""
    shutil.copytree(laid_out, tmp_path / "case")
    with open_case(tmp_path / "case") as found:
        yield found


@pytest.fixture
def site() -> Iterator[Site]:
    """A site that answers as the test says."""
    with serving() as found:
        yield found
