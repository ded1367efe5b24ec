"""Every example in the README and the docs is run: a page that is not true any more fails the build.

``console`` blocks: lines that begin with ``$ guarantor`` are run in a copy of the bundled case that has been read; what
follows is compared with the output (``...`` stands for anything, blanks count as one). ``python`` blocks are run in the
same folder: as a doctest where they have prompts, as a whole otherwise.
"""

from __future__ import annotations

import contextlib
import doctest
import os
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet
from click.testing import CliRunner

from guarantor.cli import main

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.M | re.S)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def blocks(kind: str) -> list[ParameterSet]:
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for match in BLOCK.finditer(text):
            if match[1] == kind:
                line = text.count("\n", 0, match.start()) + 1
                found.append(pytest.param(match[2], id=f"{page.name}:{line}"))
    return found


@pytest.fixture
def in_case(read_demo: Path, tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "demo"
    shutil.copytree(read_demo, folder)
    with contextlib.chdir(folder):
        yield folder


def commands(block: str) -> Iterator[tuple[str, str]]:
    """Each command of a console block with the output that the page shows for it."""
    parts = re.split(r"^\$ ", block, flags=re.M)
    for part in parts[1:]:
        command, _, expected = part.partition("\n")
        while command.endswith("\\"):
            more, _, expected = expected.partition("\n")
            command = command[:-1] + more
        yield command, expected


@pytest.mark.parametrize("block", blocks("console"))
def test_console(block: str, in_case: Path) -> None:
    for command, expected in commands(block):
        words = shlex.split(command, comments=True)
        if words[:1] != ["guarantor"]:
            continue
        outcome = CliRunner().invoke(main, words[1:], env={"COLUMNS": "100", "NO_COLOR": "1"})
        assert outcome.exception is None or isinstance(outcome.exception, SystemExit), outcome.exception
        if not expected.strip():
            assert outcome.exit_code == 0, outcome.output
            continue
        checker = doctest.OutputChecker()
        if not checker.check_output(expected, outcome.output, FLAGS):
            example = doctest.Example(command, expected)
            pytest.fail(f"$ {command}\n" + checker.output_difference(example, outcome.output, FLAGS))


@pytest.mark.parametrize("block", blocks("python"))
def test_python(block: str, in_case: Path) -> None:
    if ">>>" not in block:
        exec(compile(block, "<docs>", "exec"), {"__name__": "docs"})
        return
    test = doctest.DocTestParser().get_doctest(block, {"__name__": "docs"}, "docs", None, 0)
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    out: list[str] = []
    runner.run(test, out=out.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(out)


def test_the_pages_show_commands() -> None:
    """The collector itself finds something; an empty run would prove nothing."""
    assert len(blocks("console")) >= 3, os.linesep.join(map(str, PAGES))
