"""The cases that ship with the package, laid out as ordinary folders that a user may change."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path

from guarantor.case.case import Case, open_case

LEFT_OUT = ("paraphrases", "expected.yaml", "__pycache__")


def bundled() -> tuple[str, ...]:
    """The names of the bundled cases."""
    found = (entry.name for entry in files("guarantor").joinpath("cases").iterdir() if entry.is_dir())
    return tuple(sorted(name for name in found if not name.startswith("_")))


def demonstration() -> str:
    """The name of the case that the demonstration shows, as ``cases/DEMO`` says."""
    return files("guarantor").joinpath("cases", "DEMO").read_text(encoding="utf-8").strip()


def lay_out(folder: str | Path, name: str | None = None) -> Path:
    """Copy a bundled case (the demonstration's, where none is named) to a folder; one that is there is left alone.

    Raises FileExistsError where the folder holds something that is no case.
    """
    target = Path(folder)
    if (target / "case.yaml").exists():
        return target
    if target.exists() and any(target.iterdir()):
        raise FileExistsError(f"{target} is there and holds no case.yaml; name another folder")
    with as_file(files("guarantor").joinpath("cases", name or demonstration())) as source:
        shutil.copytree(source, target, ignore=shutil.ignore_patterns(*LEFT_OUT), dirs_exist_ok=True)
    return target


def demo_case(folder: str | Path = "guarantor-demo") -> Case:
    """The bundled case laid out in a folder and opened; its reports are not read yet."""
    return open_case(lay_out(folder))
