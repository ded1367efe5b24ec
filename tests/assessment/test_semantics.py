"""``docs/semantics.md``: whatever it says of behaviour is tied, word for word, to a run that shows it to be so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from assessment import (
    said_amounts,
    said_answers,
    said_asked,
    said_bits,
    said_cells,
    said_conditions,
    said_fulfilment,
    said_mended,
    said_standing,
    said_windows,
)
from assessment.said import PAGE, SAID, TEXT

RUN = (
    said_asked, said_windows, said_amounts, said_bits, said_standing, said_conditions, said_cells, said_answers, said_mended,
    said_fulfilment,
)  # fmt: skip
"""Where the statements are run; to import them is to tie them."""

ONLY_SAID = (
    "where are we in time, and what are we told?",
    "Nobody's word is turned into truth.",
    "This page says what every word means in the program",
    "For a duty to do at least Q in its window:",
    "An oracle, written as plainly as it can be, agrees with the engine on every random log:",
    "for bounds, ratios (together, by trigger, first in first out), quotas, keys",
    "the columnar kernel agrees with the engine.",
    "Nine kinds of duty with breaches on which independent monitors agree",
    "A checker that shares nothing with the engine recomputes every explanation",
    "The kernel takes plain duties",
    "Left open on purpose: a total for a day worked back",
    "It would be right only where the source tells every act in between",
)
"""How sentences (or what no run quotes of one) begin that define, give a reason, or tell how the tests are made."""


def parts() -> Iterator[str]:
    """The page's sentences; of a table row what it says (the second cell), of the status table the whole row."""
    for block in re.split(r"\n\s*\n", re.sub(r"^```.*?^```$", "", TEXT, flags=re.M | re.S)):
        if block.startswith("#"):
            continue
        if block.startswith("|"):
            for row in block.splitlines()[2:]:
                cells = row.strip().strip("|").split("|")
                yield row if len(cells) > 3 else cells[1].strip()
            continue
        for item in re.split(r"^\* ", block, flags=re.M):
            yield from re.split(r"(?<=[.:?])\s+(?=[A-Z*`\"])", " ".join(item.split()))


def _unsaid(part: str, covered: bytearray) -> list[str]:
    """What of a sentence no run quotes: stretches of two words or more."""
    at = PAGE.index(part)
    left = "".join("\0" if covered[at + i] else char for i, char in enumerate(part))
    return [each.strip(" :;,") for each in re.split("\0+", left) if re.search(r"\w+\W+\w+", each)]


@pytest.mark.parametrize(
    ("said", "holds"), SAID, ids=[f"{number}-{holds.__name__}" for number, (_, holds) in enumerate(SAID)]
)
def test_the_page_says_so_and_it_is_so(said: str, holds: Callable[[], None]) -> None:
    assert said in PAGE
    holds()


def test_every_word_on_behaviour_is_run() -> None:
    covered = bytearray(len(PAGE))
    for said, _ in SAID:
        for found in re.finditer(re.escape(said), PAGE):
            covered[found.start() : found.end()] = b"\1" * len(said)
    unsaid = [left for part in parts() if part and not part.startswith(ONLY_SAID) for left in _unsaid(part, covered)]
    assert [left for left in unsaid if not left.startswith(ONLY_SAID)] == []


def test_what_is_not_run_still_stands_there() -> None:
    assert [begin for begin in ONLY_SAID if begin not in PAGE] == []
    assert {run.__module__.rpartition(".")[2] for _, run in SAID} == {each.__name__.rpartition(".")[2] for each in RUN}
