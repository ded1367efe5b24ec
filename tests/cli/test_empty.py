"""A case without gates, issues or consent rules: each command says so, and which key of the case's files makes one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import guarantor.cases
from guarantor.cli import main


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (("gates",), "`phases:`"),
        (("positions",), "`issues:`"),
        (("positions", "--alignment"), "`issues:`"),
        (("packages",), "`consent:`"),
    ],
)
def test_what_a_case_does_not_have_is_said_with_the_key_that_makes_it(
    tmp_path: Path, words: tuple[str, ...], key: str
) -> None:
    folder = tmp_path / "case"
    shutil.copytree(Path(guarantor.cases.__file__).parent / "minsk-2015", folder)
    found = CliRunner().invoke(main, [*words, "--case", str(folder)])
    assert found.exit_code == 0, found.output
    assert key in found.output and "0 of 0" not in found.output
