"""Expressions of time: the example of every rule, every word in a frame, sentences, and what holds of any text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counting import calls_of
from guarantor.reading.patterns import cut_words, read_table
from guarantor.reading.times import TimeExpression, find_times
from guarantor.reading.times.finder import RESOLVERS
from guarantor.reading.times.lexicon import FILLERS, lexicon
from guarantor.reading.times.tense import tense_near, tense_words

RULES = [row for row in read_table("time_rules.tsv") if row["example"]]
PUBLISHED = "2025-11-02"  # a Sunday


def only(text: str, published: str | None = PUBLISHED, **more: bool) -> TimeExpression:
    """The one expression of a text."""
    found = find_times(text, published=published, **more)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize("row", RULES, ids=[row["name"] for row in RULES])
def test_the_example_of_each_rule(row: dict[str, str]) -> None:
    want = (row["start"] or None, row["end"] or None, row["precision"], row["role"])
    found = [one for one in find_times(row["example"], published=row["published"]) if row["name"] in one.rule]
    assert [(one.start, one.end, one.precision, one.role) for one in found] == [want]


def test_every_rule_has_a_resolver_and_all_but_one_an_example() -> None:
    rows = read_table("time_rules.tsv")
    assert {row["resolver"] for row in rows} == set(RESOLVERS)
    assert [row["name"] for row in rows if not row["example"]] == ["the_unit"]


def test_fillers_alone_make_no_expression() -> None:
    codes = lexicon().classes.codes
    assert set(FILLERS) <= set(codes)


WORD_FRAMES = {
    "WEEKDAY": "met on {} in the city", "WEEKDAYS": "meets on {} in the city", "SHORTDAY": "{}. 3 November",
    "MONTH": "in {} 2024", "SHORTMONTH": "on 3 {}. 2024", "ONEUNIT": "one {} ago", "PLURALS": "for two {} there",
    "QUARTER": "in the third {} of 2024", "WEEKEND": "over the {}", "DAYWORD": "it ended {}",
    "OVERNIGHT": "it ended {}", "PART": "on Monday {}", "CLOCKWORD": "at {} on Monday",
    "AMPM": "at 10 {} on Monday", "ZONE": "at 10:00 {} on Monday", "LAST": "the {} two weeks",
    "NEXT": "the {} two weeks", "THIS": "{} month", "THAT": "the {} day", "RECENT": "in {} weeks",
    "EARLY": "at the {} of October", "EARLIER": "{} this month", "LATER": "{} this month", "AGO": "two weeks {}",
    "BEFORE": "the day {}", "AFTER": "the day {}", "NOW": "it is {} open", "VAGUE": "it will {} end",
    "SEASON": "in the {}", "FEST": "during {}", "FIXED": "on {} Day", "ORD": "the {} of May",
    "FEW": "a {} weeks ago", "EVERY": "{} week", "DAILY": "{} talks", "NUMWORD": "{} weeks ago",
    "SINCE": "{} Monday", "UNTIL": "{} Monday", "BY": "{} Monday", "FROM": "{} Monday", "DURING": "{} October",
    "BETWEEN": "{} 3 and 5 May", "WITHIN": "{} two weeks", "FESTDAY": "on {} Friday", "NEW": "on {} Year's Day",
    "NEAR": "in the {} future",
}  # fmt: skip
WORDS = [
    (row["class"].removesuffix("_CAP"), word.capitalize() if row["class"].endswith("_CAP") else word)
    for row in read_table("time_words.tsv")
    for word in row["words"].split("|")
    if row["class"].removesuffix("_CAP") in WORD_FRAMES
]


@pytest.mark.parametrize(("kind", "word"), WORDS, ids=[f"{kind}:{word}" for kind, word in WORDS])
def test_every_word_is_read_in_its_frame(kind: str, word: str) -> None:
    text = WORD_FRAMES[kind].format(word)
    assert find_times(text, published=PUBLISHED), text


SENTENCES = [
    # text, start, end, precision, role: bare weekdays are the last, the day of publication included
    ("They met on Sunday.", "2025-11-02", "2025-11-02", "day", "at"),
    ("They met on Monday.", "2025-10-27", "2025-10-27", "day", "at"),
    ("The ministers will meet on Monday.", "2025-11-03", "2025-11-03", "day", "at"),
    ("He said that on Monday the ministers of eight states would meet.", "2025-11-03", "2025-11-03", "day", "at"),
    ("The talks are scheduled for Thursday.", "2025-11-06", "2025-11-06", "day", "at"),
    ("The sides agreed to meet on Thursday.", "2025-11-06", "2025-11-06", "day", "at"),
    ("The envoy travelled to Doha to meet mediators on Thursday.", "2025-10-30", "2025-10-30", "day", "at"),
    ("The bodies were handed over on Tuesday.", "2025-10-28", "2025-10-28", "day", "at"),
    ("The captives could have been freed on Tuesday.", "2025-10-28", "2025-10-28", "day", "at"),
    ("The court told the army to leave by Friday.", None, "2025-11-07", "day", "by"),
    ("The council extended the mandate until 31 January.", None, "2026-01-31", "day", "until"),
    ("The sides had left the town by Friday.", None, "2025-10-31", "day", "by"),
    ("Trucks have entered since the truce of 10 October.", "2025-10-10", None, "day", "since"),
    ("Israel has held it since May 2024.", "2024-05-01", None, "month", "since"),
    ("Trucks entered between 10 October and the end of the month.", "2025-10-10", "2025-10-31", "interval", "between"),
    ("It lasted from 10 October to 2 November 2023.", "2023-10-10", "2023-11-02", "interval", "from"),
    ("It lasted from May to July.", "2025-05-01", "2025-07-31", "interval", "from"),
    ("The truce began at noon (0900 GMT) on 10 October.", "2025-10-10T12:00+03:00", "2025-10-10T12:00+03:00", "minute",
     "at"),
    ("The log says 2025-10-10T12:00Z.", "2025-10-10T12:00+00:00", "2025-10-10T12:00+00:00", "minute", "at"),
    ("It began at 2025-10-10T12:00:30+02:00.", "2025-10-10T12:00+02:00", "2025-10-10T12:00+02:00", "minute", "at"),
    ("They met on Friday at 10 a.m.", "2025-10-31T10:00", "2025-10-31T10:00", "hour", "at"),
    ("The week of 10 October was calm.", "2025-10-06", "2025-10-12", "week", "at"),
    ("It is to end by the end of August.", None, "2026-08-31", "month", "by"),
    ("They met in mid-October.", "2025-10-11", "2025-10-20", "month", "at"),
    ("The deal of late 2023 failed.", "2023-09-01", "2023-12-31", "year", "at"),
    ("It happened two weeks ago.", "2025-10-19", "2025-10-19", "day", "at"),
    ("It happened last month.", "2025-10-01", "2025-10-31", "month", "at"),
    ("It happened overnight.", "2025-11-01", "2025-11-02", "day", "at"),
    ("Early on Saturday, shells fell.", "2025-11-01", "2025-11-01", "day", "at"),
    ("They must answer no later than Thursday.", None, "2025-11-06", "day", "by"),
    ("They met on 2 and 3 October.", "2025-10-02", "2025-10-03", "interval", "during"),
    ("It was calm in the first ten days of October.", "2025-10-01", "2025-10-10", "interval", "at"),
    ("The talks were due to start on Thursday.", "2025-11-06", "2025-11-06", "day", "at"),
    ("The leaders meet on Tuesday.", "2025-11-04", "2025-11-04", "day", "at"),
    ("They failed to meet on Tuesday.", "2025-10-28", "2025-10-28", "day", "at"),
    ("The clause is effective 1 December.", "2025-12-01", "2025-12-01", "day", "at"),
    ("The hand-over, planned for 3 November, is off.", "2025-11-03", "2025-11-03", "day", "at"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "start", "end", "precision", "role"), SENTENCES)
def test_sentences(text: str, start: str | None, end: str | None, precision: str, role: str) -> None:
    found = only(text)
    assert (found.start, found.end, found.precision, found.role) == (start, end, precision, role)
    assert not found.fallback


UNTOLD = [
    "The crossing will open in the coming days.", "They will answer soon.", "It ended before Ramadan.",
    "It was closed on Good Friday.", "They meet on Fridays.", "It is now open.", "They gave the group 72 hours.",
    "It came two days after the vote.", "On 31 April they met.", "It was cold last winter.",
    "He spoke several weeks ago.", "The third quarter was calm.",
]  # fmt: skip


@pytest.mark.parametrize("text", UNTOLD)
def test_what_cannot_be_told_gets_no_date(text: str) -> None:
    found = only(text)
    assert (found.start, found.end, found.resolved) == (None, None, False)
    assert found.note


ASSUMED = [
    ("04/05/2024", "2024-05-04", "month/day"),
    ("the day before", "2025-11-01", "no day is named"),
    ("next Friday", "2025-11-07", "next week"),
    ("at 18:00", "2025-11-02T18:00", "no day is told"),
    ("Monday, 4 November 2025", "2025-11-04", "is a Tuesday, the text says Monday"),
    ("on 26 August", "2025-08-26", None),
    ("They met more than a month ago", "2025-10-01", "bound"),
    ("The truce was extended until 18 July", None, "the other reading is 2026-07-18"),
]


@pytest.mark.parametrize(("text", "start", "note"), [row for row in ASSUMED if row[2]])
def test_what_is_assumed_says_so(text: str, start: str, note: str) -> None:
    found = only(text, published="2025-11-05" if "next" in text else PUBLISHED)
    assert found.fallback
    assert found.start == start or "next" in text
    assert note in (found.note or "")


NO_TIMES = [
    "May I ask who may go?", "Marchers may march.", "The Daily Planet said so.",
    "It counted 2,400 people and 1900 trucks.",
    "The score was 12:30.", "He sat in the second row.", "The spring broke.", "One of the men left.",
    "Article 5 and phase two hold.", "They sat for a while.",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_TIMES)
def test_what_is_no_time(text: str) -> None:
    assert find_times(text, published=PUBLISHED) == ()


def test_without_a_day_of_publication_only_whole_dates_are_told() -> None:
    found = find_times("On Monday, 3 May, last week and on 3 May 2024.", published=None)
    assert [one.start for one in found if one.resolved] == ["2024-05-03"]
    assert all(one.note for one in found if not one.resolved)


def test_the_day_before_counts_from_the_day_named() -> None:
    found = find_times("They met on 10 October 2025. The day before, shells fell.", published=PUBLISHED)
    assert [(one.start, one.fallback) for one in found] == [("2025-10-10", False), ("2025-10-09", False)]


def test_the_end_of_the_month_is_that_of_the_day_named_before() -> None:
    found = find_times("Bodies came on 19 June, six thousand since the start of the month.", published=PUBLISHED)
    assert [(one.start, one.role) for one in found] == [("2025-06-19", "at"), ("2025-06-01", "since")]


def test_the_caller_may_say_which_way() -> None:
    assert only("Monday", future=True).start == "2025-11-03"
    assert only("Monday", future=False).start == "2025-10-27"


def test_a_range_of_the_text_is_read_in_its_place() -> None:
    text = "The ministers will meet on Monday. They met on Friday."
    start = text.index("Monday")
    found = find_times(text, published=PUBLISHED, start=start, end=start + 6)
    assert [(one.span, one.start) for one in found] == [((start, start + 6), "2025-11-03")]


def test_certain_ranges_are_read_without_a_preposition() -> None:
    assert find_times("1988", published=PUBLISHED) == ()
    assert only("1988", certain=True).start == "1988-01-01"


def test_an_expression_that_names_something_is_marked() -> None:
    assert only("the 7 October attack").attributive
    assert not only("They met on 7 October.").attributive


TENSES = [(row["kind"], row["example"]) for row in read_table("tense_words.tsv")]


@pytest.mark.parametrize(("kind", "example"), TENSES)
def test_the_example_of_each_kind_of_verb(kind: str, example: str) -> None:
    words = cut_words(example)
    place = next(i for i, word in enumerate(words.words) if word == "monday")
    assert tense_near(words, place, place + 1) == {"past": "past", "extend": "nearest"}.get(kind, "future")


def test_no_verb_is_both_past_and_scheduled() -> None:
    assert not [word for word, kinds in tense_words().items() if {"past", "future"} <= kinds]


@given(st.text(max_size=300))
def test_any_text_is_read_without_fault(text: str) -> None:
    end = 0
    for one in find_times(text, published=PUBLISHED):
        start, stop = one.span
        assert end <= start < stop <= len(text)
        assert text[start:stop].strip() == text[start:stop]
        end = stop


PIECES = st.sampled_from(
    ["on", "by", "since", "the", "last", "next", "two", "weeks", "ago", "Monday", "May", "3", "31", "2025", "of", "day",
     "before", "at", "noon", "(", ")", ",", ".", "-", "early", "end", "from", "to", "10:30", "p.m.", "GMT", "this",
     "week",
     "first", "half", "will", "met", "December", "a", "\n\n", "99999999", "years", "every", "Eid", "10/11/2025"]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=14), st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_any_order_of_time_words_is_read_without_fault(pieces: list[str], published: date) -> None:
    for one in find_times(" ".join(pieces), published=published.isoformat()):
        for value in (one.start, one.end):
            assert value is None or date.fromisoformat(value[:10])
        if one.start and one.end:
            assert one.start[:10] <= one.end[:10]
        assert one.resolved == bool(one.start or one.end)


def test_work_grows_with_the_length() -> None:
    piece = "The ministers will meet on Monday, 3 November, at noon by the end of the week since 10 October. "

    def work(size: int) -> int:
        return calls_of(lambda: find_times(piece * size, published=PUBLISHED))

    assert work(320) < 8 * 1.5 * work(40)


@pytest.mark.parametrize("text", ["the " * 50_000, "3 " * 50_000, "\n" * 100_000, "a" * 200_000, "1" * 100_000])
def test_long_lines_do_not_hang(text: str) -> None:
    assert isinstance(find_times(text, published=PUBLISHED), tuple)
