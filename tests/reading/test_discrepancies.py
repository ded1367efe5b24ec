"""What does not fit within one report, and what does."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guarantor.reading.discrepancies import Discrepancy, find_discrepancies
from guarantor.reading.quantities import find_quantities
from guarantor.reading.text import read_document
from guarantor.reading.times import find_times


def off(text: str, published: str | None = "2025-11-02") -> tuple[Discrepancy, ...]:
    """The discrepancies of a text."""
    document = read_document(text)
    times = find_times(document, published=published)
    quantities = find_quantities(document, published=published, times=times)
    return find_discrepancies(document, published=published, times=times, quantities=quantities)


FOUND = [
    # text, kind, told, found, contradictory
    ("The ministers of eight nations, including Turkey, Qatar, Saudi Arabia, UAE Jordan Pakistan and Indonesia, will"
     " meet.", "count_and_names", 8, 7, False),
    ("Three countries (Egypt, Qatar, Jordan and Turkey) signed.", "count_and_names", 3, 4, True),
    ("Five countries, namely Egypt, Qatar and Jordan, signed.", "count_and_names", 5, 3, True),
    ("Two states, including Norway, Chile and Kenya, signed.", "count_and_names", 2, 3, True),
    ("They counted 100 trucks (60 aid, 30 fuel).", "parts", 100, 90, True),
    ("They counted 100 trucks: 60 with aid and 30 with fuel.", "parts", 100, 90, True),
    ("On Monday, 4 November 2025, they met.", "weekday", "Monday", "Tuesday", True),
    ("The text is dated Saturday, Feb. 3, 2025.", "weekday", "Saturday", "Monday", True),
    ("A total of 460 trucks entered since 10 October, an average of 90 trucks per day.", "average", 90, 19.17, False),
    ("19 of 28 bodies, or 50%, were returned.", "share", 50, 67.9, False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "told", "found", "contradictory"), FOUND)
def test_what_does_not_fit(text: str, kind: str, told: float, found: float, contradictory: bool) -> None:
    (one,) = off(text)
    assert (one.kind, one.told, one.found, one.contradictory) == (kind, told, found, contradictory)
    assert one.note
    assert all(text[start:end] for start, end in one.spans)


FITS = [
    "The ministers of three states (Egypt, Qatar and Jordan) met.",
    "At least three states, including Egypt, Qatar, Jordan and Kenya, signed.",
    "They counted 100 trucks (60 aid, 40 fuel).",
    "They counted 100 trucks: 60 with aid and 40 with fuel, among them 5 tankers.",
    "On Tuesday, 4 November 2025, they met.",
    "A total of 3,203 trucks entered between 10 and 31 October, an average of 145 trucks per day.",
    "19 of 28 bodies, or 68%, were returned.",
    "Six members, including Iran, sent troops.",
    "The group of three, as Ms Lind said, left. Egypt, Qatar and Jordan stayed.",
]


@pytest.mark.parametrize("text", FITS)
def test_what_fits_is_not_reported(text: str) -> None:
    assert off(text) == ()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["eight", "states", ",", "including", "Egypt", "Qatar", "and", "(", ")", ":", "100",
                                 "60", "trucks", "%", "Monday", "4 November 2025", "since", "a day", "average", "."]),
                max_size=14))  # fmt: skip
def test_any_order_of_words_is_compared_without_fault(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for one in off(text):
        assert one.told != one.found
        assert all(0 <= start < end <= len(text) for start, end in one.spans)
