"""The program starts quickly: what a command does not use is not loaded, and the list of commands loads none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

import guarantor
from guarantor.cli.program import COMMANDS, main

LOOK = (
    "import sys\nfrom guarantor.cli import main\n"
    "try:\n    main(sys.argv[1:])\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
    "print(*sorted(sys.modules), sep='\\n', file=sys.stderr)\n"
)
HEAVY = frozenset({"numpy", "pydantic", "trafilatura", "lxml", "jinja2", "httpx", "pypdf", "weasyprint", "sqlalchemy"})
READER = frozenset({"guarantor.reading.claims", "guarantor.reading.tagger", "guarantor.intake.readers"})
ENGINE = frozenset({"guarantor.assessment", "guarantor.briefing.brief", "guarantor.positions.state"})


def loaded(*arguments: str) -> frozenset[str]:
    """The modules that a command loads, in a process of its own."""
    env = {**os.environ, "PYTHONPATH": str(Path(guarantor.__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, "-c", LOOK, *arguments], capture_output=True, text=True, check=True, timeout=120, env=env
    )
    return frozenset(done.stderr.split())


@pytest.fixture(scope="module")
def case(read_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the case that was read."""
    return Path(shutil.copytree(read_demo, tmp_path_factory.mktemp("start") / "case"))


@pytest.mark.parametrize("asked", ["--help", "--version"])
def test_the_list_of_commands_loads_no_command(asked: str) -> None:
    found = loaded(asked)
    assert not found & (HEAVY | READER | ENGINE)
    assert {each for each in found if each.startswith("guarantor.cli.")} == {
        "guarantor.cli.common",
        "guarantor.cli.program",
    }
    assert not any(each.startswith("guarantor.case.case") for each in found)


@pytest.mark.parametrize("form", ["csv", "jsonl", "plover", "plover-lost", "annotations", "ftm", "claimreview"])
def test_claims_are_exported_without_reader_and_engine(case: Path, form: str) -> None:
    found = loaded("export", "--case", str(case), "--as", form)
    assert not found & (HEAVY | READER | ENGINE)


def test_a_state_is_told_without_a_x(case: Path) -> None:
    found = loaded("status", "--case", str(case), "--format", "json")
    assert "guarantor.assessment" in found
    assert not found & (READER | (HEAVY - {"numpy"}))


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_says_what_each_command_says_of_itself(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.name == name
    assert command.get_short_help_str(400) == COMMANDS[name][1]


def test_what_is_no_command_is_said() -> None:
    assert main.get_command(click.Context(main), "exprot") is None
