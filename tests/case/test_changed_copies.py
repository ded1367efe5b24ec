"""Pairs of a text and its copy: what the copy changed is named, and nothing is named of honest copies and updates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
import yaml

from guarantor.case import init_case, open_case
from guarantor.model.report import Report

PAIRS = yaml.safe_load((Path(__file__).parent / "data" / "changed_copies.yaml").read_text(encoding="utf-8"))["pairs"]
Found = dict[str, set[str]]


WORDS = """
    the of and in to with for over under beyond a an old new long late early grey green narrow harvest river orchard stone
    market lamp winter letter road barn mill ferry roof garden morning evening letterbox corner window kettle ladder field
    meadow fence hill bridge song tune drum violin painter baker tailor carpenter widow teacher boat sail rope basket apple
"""


def beside(name: str) -> str:
    """Forty words in an order that no other pair has."""
    return " ".join(Random(name).choices(WORDS.split(), k=40)).capitalize() + "."


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """The kinds of change found in each pair; those of bare texts in a case of their own, since these repeat others."""
    kinds: Found = defaultdict(set)
    for how in ("shared", "alone"):
        folder = tmp_path_factory.mktemp(how) / "case"
        init_case(folder).close()
        with open_case(folder) as case:
            case.read_reports(each for name, pair in PAIRS.items() if pair[5] == how for each in reports(name))
            claims = case.knowledge().claims
            for each in case.distortions():
                kinds[claims[each.copy].claim.report.location.partition(".")[0]].add(each.kind)
    return kinds


def reports(name: str) -> Iterator[Report]:
    """The two of a pair."""
    _, first, second, one, other, how = PAIRS[name]
    for number, (day, text) in enumerate(((first, one), (second, other))):
        yield Report(
            text=text if how == "alone" else f"{text} {beside(name)}", location=f"{name}.{number}",
            outlet=("Harbour Wire", "Daily Ledger")[number], published=str(day),
        )  # fmt: skip


@pytest.mark.parametrize("name", PAIRS)
def test_what_a_copy_changed_is_named(name: str, found: Found) -> None:
    assert sorted(found[name]) == PAIRS[name][0]


def test_each_kind_has_several_pairs_and_there_are_honest_copies() -> None:
    kinds = [kind for pair in PAIRS.values() for kind in pair[0] or ["none"]]
    assert {kind for kind in kinds if kinds.count(kind) >= 4} == {
        "attribution lost", "made certain", "category dropped", "number changed", "hedge dropped", "stale figure as new", "none",
    }  # fmt: skip
