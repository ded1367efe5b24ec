"""The house itself: what the packaging and the rules of the repository promise."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def names(lines: list[str]) -> set[str]:
    return {re.split(r"[>=<\[ ]", line, maxsplit=1)[0].lower() for line in lines if line and line[0] not in "#-"}


def test_the_locked_environment_covers_the_declared_dependencies() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    declared = names(project["project"]["dependencies"])
    assert declared <= names((ROOT / "requirements/core.in").read_text(encoding="utf-8").splitlines())
    locked = names((ROOT / "requirements/core.txt").read_text(encoding="utf-8").splitlines())
    assert declared <= locked
    tests = names(project["dependency-groups"]["dev"])
    assert tests <= names((ROOT / "requirements/dev.in").read_text(encoding="utf-8").splitlines())


def test_every_locked_package_carries_hashes() -> None:
    for name in ("core.txt", "dev.txt"):
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        pinned = re.findall(r"^\S+==\S+.*?(?=^\S|\Z)", text, re.M | re.S)
        assert pinned
        assert all("--hash=sha256:" in entry for entry in pinned)


def test_importing_the_library_is_quick_and_light() -> None:
    """Heavy parts load when they are used: importing ``guarantor`` brings neither numpy nor the web server."""
    code = "import sys, guarantor; print([m for m in ('numpy', 'starlette', 'pydantic', 'yaml') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_code_knows_no_case() -> None:
    """Nothing in the code is peculiar to one process: its names stand in data files only."""
    words = re.compile(r"\b(gaza|hamas|israel|hostage|rafah|knesset|fidan)\w*", re.I)
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in sorted((ROOT / "src").rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if words.search(line)
    ]
    assert found == []
