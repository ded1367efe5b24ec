"""The digests of the bundled cases: complete, dated, addressed, neutral, and with a fact behind each."""

from __future__ import annotations

import re
from datetime import date

import pytest
import yaml

from cases.digests import CASES, Digest, digests, expected

GAZA = "gaza-2025"
ALL = (GAZA, "minsk-2015", "south-sudan-2018")
KEYS = {
    "outlet", "published", "url", "title", "credit", "language", "marking", "digest", "facts", "note", "paraphrase-of",
}  # fmt: skip
LOADED = re.compile(
    r"\b(terrorist|martyr|genocid|regime forces|occupation forces|resistance group|militant)", re.IGNORECASE
)
"""Words of one side for the other, which a digest in our own words does without."""


def _each(case: str) -> list[Digest]:
    return list(digests(case).values())


@pytest.mark.parametrize("case", ALL)
def test_every_digest_says_what_it_is(case: str) -> None:
    assert _each(case)
    for digest in _each(case):
        assert set(digest.head) <= KEYS, digest.name
        assert {"outlet", "published", "title", "language", "marking"} <= set(digest.head), digest.name
        assert digest.head["digest"] is True, digest.name
        assert isinstance(digest.head["published"], date), digest.name
        assert digest.head.get("url") or digest.head.get("note"), f"{digest.name} has neither an address nor a reason"


@pytest.mark.parametrize("case", ALL)
def test_a_digest_is_named_by_its_day_and_lies_in_the_time_of_its_case(case: str) -> None:
    info = yaml.safe_load((CASES / case / "case.yaml").read_text(encoding="utf-8"))
    for digest in _each(case):
        day = digest.head["published"]
        assert info["since"] <= day <= info["until"], digest.name
        assert digest.name.startswith(day.isoformat()) or case != GAZA, digest.name


@pytest.mark.parametrize("case", ALL)
def test_every_outlet_and_credit_is_a_known_source(case: str) -> None:
    sources = yaml.safe_load((CASES / case / "sources.yaml").read_text(encoding="utf-8"))["sources"]
    names = {name for source in sources.values() for name in [source["name"], *source.get("also", [])]}
    names |= {"agencies", "UK press", "White House", "Gaza health ministry (Telegram)"}
    for digest in _each(case):
        assert digest.head["outlet"] in names, digest.name
        assert digest.head.get("credit", "agencies") in names, digest.name


@pytest.mark.parametrize("case", ALL)
def test_digests_use_no_loaded_words(case: str) -> None:
    for digest in _each(case):
        assert not LOADED.search(digest.body + digest.head["title"]), digest.name


def test_the_case_has_its_reports_in_its_time() -> None:
    days = [digest.head["published"] for digest in _each(GAZA)]
    assert len(days) >= 60
    assert min(days) < date(2025, 9, 29) and max(days) == date(2025, 11, 26)


def test_a_digest_is_a_short_report() -> None:
    for digest in _each(GAZA):
        assert 45 <= len(digest.body.split()) <= 165, digest.name


def test_every_digest_names_the_facts_behind_it() -> None:
    for digest in _each(GAZA):
        assert digest.head["facts"], digest.name
        assert all((isinstance(row, int) and 1 <= row <= 90) or isinstance(row, str) for row in digest.head["facts"])


def test_addresses_are_addresses() -> None:
    for case in ALL:
        for digest in _each(case):
            assert re.match(r"https?://[^\s]+\Z", digest.head.get("url", "https://x")), digest.name


def test_weekdays_are_right_save_where_the_outlet_was_wrong() -> None:
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    months = {name: number for number, name in enumerate(
        ("September", "October", "November"), start=9)}  # fmt: skip
    dated = re.compile(r"\b(" + "|".join(names) + r"), (\d{1,2}) (September|October|November)\b")
    for digest in _each(GAZA):
        for weekday, day, month in dated.findall(digest.body):
            assert names[date(2025, months[month], int(day)).weekday()] == weekday, digest.name


def test_paraphrases_are_other_words_for_the_same_reports() -> None:
    reports, others = digests(GAZA), digests(GAZA, "paraphrases")
    assert len(others) == 20
    for name, other in others.items():
        report = reports[other.head["paraphrase-of"]]
        assert name == report.name
        assert other.words != report.words
        for key in ("outlet", "published", "url", "credit", "facts"):
            assert other.head.get(key) == report.head.get(key), f"{name}: {key}"
        assert _numbers(other) == _numbers(report), name
        assert _shared_runs(other, report) < 0.6, f"{name} repeats too much of the report's wording"


def _numbers(digest: Digest) -> set[str]:
    """The figures of a digest; datelines and clock times count, spelt numbers do not."""
    return set(re.findall(r"\d[\d,.:]*\d|\d", digest.words)) - {"24"}


def _shared_runs(one: Digest, other: Digest) -> float:
    """The share of five-word runs of one text that stand in the other, word for word."""
    first, second = _runs(one), _runs(other)
    return len(first & second) / max(1, len(first))


def _runs(digest: Digest) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", digest.words.casefold())
    return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}


def test_the_seventeen_disagreements_stand_in_the_reports() -> None:
    reports = digests(GAZA)
    found = expected(GAZA)["disagreements"]
    assert list(found) == [f"C{n}" for n in (1, 2, 3, 4, 7, 8, 9, 10, 11, 12, 15, 16, 17, 18, 19, 20, 21)]
    for name, disagreement in found.items():
        assert len({str(value["value"]) for value in disagreement["values"]}) >= 2, name
        for value in disagreement["values"]:
            assert value["words"] in reports[value["report"]].words, f"{name}: {value['report']}: {value['words']}"


def test_copies_of_one_origin_stand_in_the_reports() -> None:
    reports = digests(GAZA)
    groups = expected(GAZA)["copies"]
    assert len([group for group in groups if len(group["reports"]) >= 3]) >= 6
    for group in groups:
        outlets = {reports[name].head["outlet"] for name in group["reports"]}
        assert len(outlets) == len(group["reports"]) >= 2, group["said"]


def test_traps_stand_in_the_reports_as_the_outlets_had_them() -> None:
    reports = digests(GAZA)
    for trap in expected(GAZA)["traps"]:
        assert trap["words"] in reports[trap["report"]].words, trap


@pytest.mark.parametrize("case", ("minsk-2015", "south-sudan-2018"))
def test_small_cases_have_a_dozen_digests_and_three_dates(case: str) -> None:
    assert len(_each(case)) >= 12
    assert len(expected(case)["moments"]) == 3
