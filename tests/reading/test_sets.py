"""Each small set of words is used by the reader, and its example is read otherwise without it."""

from __future__ import annotations

import sys
from functools import cache
from importlib.resources import files

import pytest

from guarantor.reading import read_text
from guarantor.reading.patterns import read_table
from guarantor.reading.sets import words_of

PACKAGES = sorted(path.name.removesuffix(".tsv") for path in files("guarantor.reading").joinpath("data/sets").iterdir())
ROWS = [(package, row["set"], row["example"]) for package in PACKAGES for row in read_table(f"sets/{package}.tsv")]


def _reading(text: str) -> list[str]:
    return [repr(claim) for claim in read_text(text, published="2025-11-05", outlet="Lakes Post")]


@cache
def _whole(text: str) -> list[str]:
    return _reading(text)


@pytest.mark.parametrize(("package", "name", "example"), ROWS, ids=[f"{row[0]} {row[1]}" for row in ROWS])
def test_an_example_needs_its_set(package: str, name: str, example: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = words_of(package, name)
    before = _whole(example)
    modules = [module for key, module in list(sys.modules.items()) if key.startswith("guarantor.reading")]
    users = [module for module in modules if any(value is words for value in vars(module).values())]
    assert users, "no module of the reader holds the set"
    for joined in (False, True):
        for module in users:
            for key, value in list(vars(module).items()):
                if value is words or (joined and isinstance(value, frozenset) and value > words):
                    monkeypatch.setattr(module, key, value - words)
        if _reading(example) != before:
            return
    pytest.fail("the example is read the same without the set")


def test_no_set_is_listed_twice() -> None:
    names = [(package, name) for package, name, _ in ROWS]
    assert len(names) == len(set(names)) and len(names) > 150
