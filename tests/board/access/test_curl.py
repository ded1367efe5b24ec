"""Every call of curl that the documentation shows, as it stands there, against a board with accounts."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import ROOT, need
from tests.served import serving

from guarantor.board.access.passwords import Passwords
from guarantor.board.access.people import open_people
from guarantor.board.access.roles import SCOPES
from guarantor.board.access.tokens import Tokens
from guarantor.board.app import application
from guarantor.case import Case

PAGE = (ROOT / "docs" / "board.md").read_text(encoding="utf-8")
CALLS = [each.replace("\\\n", " ") for each in re.findall(r"^ *(curl (?:.*\\\n)*.*)$", PAGE, re.MULTILINE)]
PASSWORD = "four words and more"


@pytest.fixture
def board(own: Case, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The address of a board, and a token for everything on it."""
    (tmp_path / "people").mkdir()
    people = open_people(tmp_path / "people", passwords=Passwords(cheap=True))
    people.accept(people.invite("ann", by="test", role="owner", clearance="TLP:AMBER"), PASSWORD)
    _, token = Tokens(people).make("ann", title="the documentation", scopes=SCOPES, by="test")
    with serving(application(own, people)) as address:
        yield address, token
    people.close()


def test_there_are_calls() -> None:
    assert len(CALLS) > 4


def test_every_call_does_what_it_says(board: tuple[str, str], tmp_path: Path) -> None:
    need(shutil.which("curl") is not None, "curl", "on Debian and Ubuntu: apt-get install curl")
    address, token = board
    for call in CALLS:
        said = call.replace("https://board.example", address).replace("guarantor_…", token)
        done = subprocess.run(
            ["sh", "-c", said.replace("curl ", "curl --fail --silent --show-error ", 1)], cwd=tmp_path,
            env={"TOKEN": token, "PATH": "/usr/bin:/bin"}, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 0, (call, done.stderr)
        if "/api/changes" in call:
            assert "event:" in done.stdout
        elif "-o claims.csv" in call:
            assert (tmp_path / "claims.csv").read_text(encoding="utf-8").count("\n") > 10
        else:
            assert json.loads(done.stdout), call
    assert any("Ten trucks entered" in call for call in CALLS)
