"""The work of reading grows no faster than the text, whatever the text is: calls are counted, nothing is timed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from guarantor.reading import read_text
from guarantor.reading.claims import LONGEST
from guarantor.reading.layout import layout_of
from guarantor.reading.modality import find_propositions
from guarantor.reading.quantities import find_quantities
from guarantor.reading.text import read_document
from guarantor.reading.times import find_times

SIZE, TIMES = 800, 4
SHAPES = {
    "quote marks": '"', "open quotations": "“said ", "brackets": "(", "digits": "1", "numbers": "1 ", "sums": "1,",
    "said": "said ", "capital words": "Lund ", "lines": "\n", "one word": "the ", "one letter": "a",
    "dates": "5 May 2025, ", "commas": ",", "labels": "Lund: the envoy said no.\n\n", "letters with a label": "A: b c\n\n",
    "no end": "he said that he said ", "relatives": ", which ", "list": "- a\n", "dashes": "— ", "glued": "said—",
    "tellings": "The envoy said it was so. ", "days": "Monday ", "conditions": "if he ", "shares": "5% of ",
    "quotations by paragraph": "“He said no.\n\n", "clitics": "a'", "addresses": "www.a", "capitals": "THE ENVOY SAID NO ",
}  # fmt: skip


def calls_of(call: Callable[[], object]) -> int:
    """How many functions a call runs, those written in C as well."""
    count = 0

    def seen(_frame: FrameType, event: str, _given: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        call()
    finally:
        sys.setprofile(before)
    return count


def steps_of(call: Callable[[], object]) -> int:
    """How many lines a call runs, and turns of its loops, also of those that call nothing."""
    count = 0

    def seen(_frame: FrameType, event: str, _given: object) -> object:
        nonlocal count
        count += event == "line"
        return seen

    before = sys.gettrace()
    sys.settrace(seen)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


def every_step(text: str) -> None:
    """The whole reader, and the steps that may be called by themselves."""
    read_text(text, published="2025-11-05", language="en")
    document = read_document(text)
    layout_of(document)
    times = find_times(document, published="2025-11-05")
    find_quantities(document, published="2025-11-05", times=times)
    find_propositions(document, 0, len(text))


@pytest.mark.parametrize("name", SHAPES)
def test_work_grows_with_the_length(name: str) -> None:
    unit = SHAPES[name]
    short, long = (unit * (size // len(unit)) for size in (SIZE, SIZE * TIMES))
    every_step(long)  # lists and word tables are read, words are known
    few, many = calls_of(lambda: every_step(short)), calls_of(lambda: every_step(long))
    assert many < few * TIMES * 1.7 + 2_000, f"{few} calls for {SIZE} characters, {many} for {TIMES} times as many"


@pytest.mark.parametrize("name", ["numbers", "labels"])
def test_no_loop_goes_over_the_whole_text_again_and_again(name: str) -> None:
    unit = SHAPES[name]
    english = "The envoy said that it was so and that they will go on with it. "
    short, long = (english + unit * (size // len(unit)) for size in (4 * SIZE, 4 * SIZE * TIMES))
    read_text(long, published="2025-11-05", language="en")
    few, many = (steps_of(lambda text=text: read_text(text, language="en")) for text in (short, long))
    assert many < few * TIMES * 1.5 + 2_000, f"{few} steps for {4 * SIZE} characters, {many} for {TIMES} times as many"


def test_nothing_is_read_beyond_the_longest_report() -> None:
    telling = "The envoy said that the road was open. "
    text = telling + " " * (LONGEST - 2 * len(telling)) + "\n" + telling * 2_000
    claims = read_text(text, published="2025-11-05")
    assert claims
    assert all(claim.span[1] <= LONGEST for claim in claims)
