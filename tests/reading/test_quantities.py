"""Figures: the example of every rule, bound and cue, sentences with all fields, and what must hold of any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counting import calls_of
from guarantor.reading.patterns import read_table
from guarantor.reading.quantities import QuantityMention, find_quantities
from guarantor.reading.quantities.lexicon import lexicon
from guarantor.reading.text import read_document
from guarantor.reading.times import find_times

PUBLISHED = "2025-11-05"


def figures(text: str) -> tuple[QuantityMention, ...]:
    """The figures of a text."""
    document = read_document(text)
    return find_quantities(document, published=PUBLISHED, times=find_times(document, published=PUBLISHED))


def number(value: str) -> float | None:
    """A cell of a table."""
    return float(value) if value else None


RULES = read_table("quantity_rules.tsv")


@pytest.mark.parametrize("row", RULES, ids=[row["name"] for row in RULES])
def test_the_example_of_each_rule(row: dict[str, str]) -> None:
    found = figures(row["example"])
    assert found, row["example"]
    first = found[0]
    assert (first.rule, first.kind) == (row["name"], row["kind"])
    assert (first.value, first.low, first.high) == (number(row["value"]), number(row["low"]), number(row["high"]))
    assert first.base == number(row["base"])


BOUNDS = [
    (row["side"], row["where"], phrase)
    for row in read_table("quantity_bounds.tsv")
    for phrase in row["words"].split("|")
]


@pytest.mark.parametrize(("side", "where", "phrase"), BOUNDS)
def test_every_bound_sets_its_side(side: str, where: str, phrase: str) -> None:
    words = f"{phrase} 44" if where == "before" else f"44 {phrase}"
    (found,) = figures(f"They counted {words} trucks.")
    assert found.value == 44
    assert found.bound == phrase if side != "none" else not found.bound
    assert (found.low, found.high) == {
        "low": (44, None),
        "high": (None, 44),
        "nearly": (None, 44),
        "none": (44, 44),
    }.get(side, (None, None))


@pytest.mark.parametrize("row", read_table("quantity_bounds.tsv"), ids=lambda row: row["words"][:12])
def test_the_example_of_each_bound(row: dict[str, str]) -> None:
    bound = figures(row["example"])[0].bound
    assert bound in row["words"].split("|") if row["side"] != "none" else not bound


CUES = read_table("quantity_cues.tsv")


@pytest.mark.parametrize("row", CUES, ids=[f"{row['kind']}:{row['words'][:12]}" for row in CUES])
def test_the_example_of_each_cue(row: dict[str, str]) -> None:
    found = figures(row["example"])
    if row["kind"] in ("label", "idiom"):
        assert found == ()
    elif row["kind"] in ("breach", "inception"):
        assert (found[0].since, found[0].kind) == ("2025-10-10", "cumulative")
    elif row["kind"] == "verdict":
        assert found[0].scope is not None and found[0].scope.split(", ")[0] in row["words"].split("|")
    elif row["kind"] == "body":
        assert (found[0].unit, found[0].of) == ("bodies", "bodies of men")
    else:
        assert found[0].kind == row["kind"]


LABELS = sorted(word for word in lexicon().cues if lexicon().is_cue(word, "label"))


@pytest.mark.parametrize("label", LABELS)
def test_no_label_is_counted(label: str) -> None:
    assert figures(f"The text of {label} 17 was read.") == ()


WORDS = [
    (word, float(row["value"]))
    for row in read_table("quantity_words.tsv")
    for word in row["words"].split("|")
    if row["class"] in ("SMALL", "SCALE", "HUNDRED", "DOZEN") and row["value"] != "0"
]


@pytest.mark.parametrize(("word", "value"), WORDS)
def test_every_number_word_has_its_value(word: str, value: float) -> None:
    text = f"They counted {word} trucks." if value < 100 and word != "dozen" else f"They counted two {word} trucks."
    assert figures(text)[0].value == (value if value < 100 and word != "dozen" else 2 * value)


WHOLE = [
    # text, value, unit, kind, scope, since, as of, base
    ("3,203 trucks have entered since the truce of 10 October.", 3203, "trucks", "cumulative", "entered", "2025-10-10",
     None, None),
    ("3,203 trucks entered between 10 October and the end of the month.", 3203, "trucks", "flow", "entered",
     "2025-10-10", "2025-10-31", None),
    ("As of 4 November, 4,453 trucks had entered.", 4453, "trucks", "cumulative", "entered", None, "2025-11-04", None),
    ("600 aid trucks a day should enter.", 600, "trucks/day", "rate", "aid", None, None, None),
    ("The daily average was 145 trucks of the 600 agreed.", 145, "trucks/day", "rate", None, None, None, 600),
    ("The group now holds 20 captives.", 20, "captives", "stock", None, None, None, None),
    ("On Tuesday 45 bodies were returned.", 45, "bodies", "flow", "returned", None, None, None),
    ("On Tuesday 45 were returned.", 45, None, "flow", "returned", None, None, None),
    ("115 of 1,100 fuel trucks came in.", 115, "trucks", "share", "fuel", None, None, 1100),
    ("The mission has 2,500 troops there.", 2500, "troops", "stock", None, None, None, None),
    ("The ratio is 15 bodies for each captive.", 15, "bodies/captive", "rate", None, None, None, None),
    ("It promised $53 billion.", 53e9, "$", "flow", None, None, None, None),
    ("2.1m people need food.", 2.1e6, "people", "flow", None, None, None, None),
    ("The line was moved by 300m.", 300, "m", "flow", None, None, None, None),
    ("Two thirds of the staff left.", 0.666666, "staff", "share", None, None, None, None),
    ("The bodies of 15 soldiers were brought home.", 15, "bodies", "flow", None, None, None, None),
    ("Up to 400 lorries have been reaching the town each day since 10 October.", 400, "lorries/day", "rate", None,
     "2025-10-10", None, None),
    ("They let in 2,564 lorries with aid.", 2564, "lorries", "flow", "with aid", None, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "unit", "kind", "scope", "since", "as_of", "base"), WHOLE)
def test_figures_are_whole(
    text: str, value: float, unit: str | None, kind: str, scope: str | None, since: str | None, as_of: str | None,
    base: float | None,
) -> None:  # fmt: skip
    (found,) = figures(text)
    assert (found.value, found.unit, found.kind, found.scope) == (value, unit, kind, scope)
    assert (found.since, found.as_of, found.base) == (since, as_of, base)


def test_what_brings_the_total_to_speaks_of_the_total() -> None:
    text = "They freed 15 captives on Wednesday, bringing to 345 the total freed since the truce began."
    assert [(found.value, found.kind) for found in figures(text)] == [(15, "flow"), (345, "cumulative")]


NONE = [
    "The council adopted resolution 2803.", "The 20-point plan and phase two were discussed.",
    "Channel 12 and Annex 1 said so.", "They met on 3 November 2025 at 10:30.", "Omar, aged 17, was hurt.",
    "The man, Ali Omar, 52, was freed.", "The 34-year-old man spoke.", "The G20 met about F-16 jets and 24/7 cover.",
    "The vote was 13-0.", "No one was hurt and the two sides met.", "Phases 1 and 2 are done.", "Article No. 5 holds.",
    "One of them spoke.",
]  # fmt: skip


@pytest.mark.parametrize("text", NONE)
def test_what_counts_nothing(text: str) -> None:
    assert figures(text) == ()


def test_a_sum_of_two_is_one_figure() -> None:
    (found,) = figures("Two sides freed 250 prisoners plus 1,718 detainees.".replace("Two sides", "They"))
    assert (found.value, found.parts) == (1968, (250, 1718))
    assert found.of == "prisoners + detainees"


def test_parts_of_a_total_count_what_it_counts() -> None:
    found = figures("They let in 3,203 trucks (2,564 aid + 639 commercial).")
    assert [(one.value, one.unit, one.scope) for one in found] == [
        (3203, "trucks", None), (2564, "trucks", "aid"), (639, "trucks", "commercial"),
    ]  # fmt: skip
    assert found[0].parts == (2564, 639)


def test_a_number_without_a_noun_takes_the_one_it_is_joined_to() -> None:
    found = figures("The ministry said 97 people had been killed and 230 wounded since 10 October.")
    assert [(one.value, one.unit, one.scope) for one in found] == [(97, "people", "killed"), (230, "people", "wounded")]


def test_a_figure_takes_the_time_of_its_own_clause() -> None:
    found = figures("They returned 30 bodies on 19 June, bringing the total to 600 since 1 May.")
    assert [(one.value, one.since) for one in found] == [(30, None), (600, "2025-05-01")]
    found = figures("From 1 to 31 October they took in 6,455 tonnes; 24,000 tonnes have come in since the truce.")
    assert [(one.kind, one.since, one.as_of) for one in found] == [
        ("flow", "2025-10-01", "2025-10-31"), ("cumulative", None, None),
    ]  # fmt: skip


def test_a_noun_told_before_is_found() -> None:
    assert [one.unit for one in figures("The number of trucks rose to 300 a day.")] == ["trucks/day"]
    assert [one.unit for one in figures("They let in 2,700 trucks, or 45 a day.")] == ["trucks", "trucks/day"]
    assert [one.unit for one in figures("They killed 104 people, 46 of them children.")] == ["people", "children"]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_fault(text: str) -> None:
    end = 0
    for one in figures(text):
        start, stop = one.span
        assert end <= start < stop <= len(text)
        assert one.low is None or one.high is None or one.low <= one.high
        end = stop


PIECES = st.sampled_from(
    ["two", "dozen", "hundred", "and", "of", "the", "3,203", "24", "%", "per", "cent", "a", "third", "plus", "-", "to",
     "between", "at least", "trucks", "a day", "(", ")", ":", ",", ".", "million", "m", "$", "half", "several", "tens",
     "killed", "since", "10 October", "2025", "0", "99999999999999999999", "1.5", "were", "total"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=12))
def test_any_order_of_number_words_is_read_without_fault(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for one in figures(text):
        assert text[one.span[0] : one.span[1]].strip()
        assert one.value is not None or one.low is not None


def test_work_grows_with_the_length() -> None:
    piece = "They let in 3,203 trucks (2,564 aid + 639 commercial), 24% of what was agreed, since 10 October. "

    def work(size: int) -> int:
        document = read_document(piece * size)
        times = find_times(document, published=PUBLISHED)
        return calls_of(lambda: find_quantities(document, published=PUBLISHED, times=times))

    assert work(160) < 8 * 1.5 * work(20)
