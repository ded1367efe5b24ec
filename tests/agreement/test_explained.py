"""Nothing of an agreement's files is left out where it is printed back: a key less in the file is a word less in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

import guarantor.agreement
from guarantor.agreement.explain import explain_agreement
from guarantor.agreement.load import CaseError, load_case

TEMPLATE = Path(guarantor.agreement.__file__).with_name("template")
NEWCOMERS = Path(__file__).with_name("newcomers")
SAME_WITHOUT = {
    ("title",), ("process",), ("amendments", "since"), ("counters", "of"), ("counters", "kind"), ("counters", "scope-is"),
    ("consent", "kind"), ("phases", "gate", "readings", "accord 10", "reading-of"), ("provisions", "quota"),
    ("provisions", "readings", "accord 4.3", "reading-of"), ("provisions", "rounding"),
}  # fmt: skip
"""Keys that say in these files what holds without them too (a default, the date of a text, an act of the table)."""


class Plain(yaml.SafeLoader):
    """YAML with every value as it is written."""


Plain.yaml_implicit_resolvers = {}


def keys_in(part: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every key and every place of a list."""
    inner = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for name, value in inner:
        yield (*at, name)
        yield from keys_in(value, (*at, name))


def without(part: Any, way: tuple[Any, ...]) -> Any:
    """The same without one key."""
    whole = here = deepcopy(part)
    for name in way[:-1]:
        here = here[name]
    del here[way[-1]]
    return whole


@pytest.fixture
def said(tmp_path: Path) -> Callable[[Path], tuple[dict[str, Any], Callable[[Any], str | None]]]:
    def of(case: Path) -> tuple[dict[str, Any], Callable[[Any], str | None]]:
        folder = tmp_path / "case"
        shutil.copytree(case, folder)
        parts: dict[str, Any] = {}
        for file in sorted((folder / "agreement").glob("*.yaml")):
            for name, value in yaml.load(file.read_text(encoding="utf-8"), Plain).items():
                parts[name] = {**parts.get(name, {}), **value} if isinstance(value, dict) else value
            file.unlink()

        def say(data: Any) -> str | None:
            text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True)
            (folder / "agreement" / "all.yaml").write_text(text, encoding="utf-8")
            try:
                loaded = load_case(folder)
            except CaseError:
                return None
            return explain_agreement(loaded.agreement, loaded.people, evidence=True)

        return parts, say

    return of


def test_a_key_less_is_a_word_less(said: Callable[[Path], tuple[dict[str, Any], Callable[[Any], str | None]]]) -> None:
    parts, say = said(TEMPLATE)
    whole, seen, silent = say(parts), 0, set()
    for way in keys_in(parts):
        name = tuple(each for at, each in enumerate(way) if at != 1 and not isinstance(each, int))
        if isinstance(way[-1], int) or {"catches", "misses"} & set(name) or (found := say(without(parts, way))) is None:
            continue
        seen += 1
        if found == whole and name not in SAME_WITHOUT:
            silent.add(way)
    assert silent == set() and seen > 100


def test_what_an_amendment_or_a_reading_changes_beside_the_duty() -> None:
    loaded = load_case(NEWCOMERS / "lindos")
    words = explain_agreement(loaded.agreement, loaded.people)
    for line in (
        "Amended by “Rider on grain” from 1 June 2036",
        "by 30 March 2036, 12:00 (UTC), at any time from 28 March 2036",
        "2 for each one of “handover”, for each occurrence, within 2 days of “handover”",
        "Answers, in this order: Until December (december; Lindos Terms, 6) or Two more years (two-years).",
        "Whoever opened the corridor extends it: extension needs by law Republic of Veria, Steppe Council and",
        "On its table: How long does the corridor stay open?",
        "“The office's scales”: Joint Port Office on grain and “Grain through the corridor”",
    ):
        assert line in words


def test_nobody_is_charged_by_a_claim_that_names_nobody() -> None:
    loaded = load_case(NEWCOMERS / "ammer")
    words = explain_agreement(loaded.agreement, loaded.people, evidence=True)
    (broken,) = {line for line in words.splitlines() if line.strip().startswith("broken:") and "howitzer" in line}
    assert "by: Northmark Army or Southmark Army; place" in broken and "heavies" not in words
