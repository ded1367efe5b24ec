"""Any text is read without a crash or a hang, and every span of every claim is exact."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from counting import calls_of
from guarantor.model.claim import Claim
from guarantor.model.report import Report
from guarantor.reading import read_report, read_text
from guarantor.reading.explain import explain_report

SENTENCES = (
    "The Lakes Mission said on Monday that both armies had pulled back.",
    "“We will not sign,” Minister Ada Lund told Reuters.",
    "According to two diplomats, the talks will resume in Geneva on 3 May.",
    "Norway denied that it had sent 40 trucks; its army said 12 had been sent.",
    "The ministry, which met envoys on Friday, said it was ready.",
    "(Source AFP)",
    "Read more: the road ahead",
)
ODD = (
    "\u00ad",
    "\u200f",
    "\u00a0",
    "\u0301",
    "“",
    "”",
    "’",
    "'",
    '"',
    "((",
    "<b>",
    "</p>",
    "\t|\t",
    "\r\n",
    "\n\n",
    "ال",
    "。",
    "—",
    "…",
    "\ud800",
    "\x00",
    "1.",
    "•",
)

pieces = st.lists(st.one_of(st.sampled_from(SENTENCES), st.sampled_from(ODD), st.text(max_size=12)), max_size=14)


def check_all(text: str, claims: list[Claim]) -> None:
    """Every claim cuts what it quotes, and reads back from its JSON."""
    for claim in claims:
        claim.check(text)
        assert claim.quote.strip() == claim.quote != ""
        assert claim.chain[0].role == "outlet"
        assert Claim.from_json(claim.to_json()) == claim


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pieces)
@example(["", " "])
@example(["“", SENTENCES[0], "“"])
@example(["\n\n", SENTENCES[5], "\n", SENTENCES[3]])
def test_any_mixture_is_read_with_exact_spans(parts: list[str]) -> None:
    text = " ".join(parts)
    check_all(text, read_text(text, published="2025-05-06", outlet="Lakes Post"))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    check_all(text, read_text(text))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pieces)
def test_reading_is_deterministic(parts: list[str]) -> None:
    text = "\n".join(parts)
    first = [claim.to_json() for claim in read_text(text, published="2025-05-06")]
    assert first == [claim.to_json() for claim in read_text(text, published="2025-05-06")]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pieces)
def test_any_mixture_is_explained(parts: list[str]) -> None:
    report = Report(text="\n".join(parts), location="-")
    assert explain_report(report).startswith("language: ")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n \t\n",
        "\x00\x01\x02" * 200,
        "\ufeff\ufffe" * 50,
        "said said said said said, said. said",
        "“ “ “ ‘ ” he said ” ’",
        "A" * 5000,
        "THE LAKES MISSION SAID BOTH ARMIES HAD PULLED BACK FROM THE BRIDGE ON MONDAY",
        "1. The army withdrew.\n2. The rebels handed over 40 prisoners.\n3. Nothing else was done.",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "<p>The envoy said that the talks had failed.</p>",
        "The en\u00advoy said that the talks had fai\u00adled.",
        "Zoe\u0308 Lund said that the cafe\u0301 was shut.",
        "The envoy said \u202bالقاهرة\u202c would host the talks on Monday.",
        "The road was open, as the envoy said, and the gate was shut.",
        "The road was open, as the envoy said, but",
        *(f"The army freed {'1' * size} prisoners, including Ada Lund and Ole Berg." for size in (400, 5_000)),
        "The army freed " + "trillion " * 40 + "prisoners, including Ada Lund and Ole Berg.",
    ],
)
def test_odd_texts(text: str) -> None:
    check_all(text, read_text(text, published="2025-05-06"))


@pytest.mark.parametrize(
    "line",
    [
        "The envoy said that the talks had failed, and the ministry denied it. " * 14_500,
        "“" * 1_000_000,
        "a" * 1_000_000,
        "Reuters (AFP) " * 70_000,
    ],
    ids=["sentences", "quotes", "letters", "credits"],
)
def test_a_megabyte_in_one_line_is_read_as_far_as_said(line: str) -> None:
    reading = read_report(Report(text=line, location="-", published="2025-05-06"))
    assert any("waits for a person" in note for note in reading.notes)
    assert all(line[c.span[0] : c.span[1]] == c.quote for c in reading.claims[:50])


@pytest.mark.parametrize(
    "unit", ["he said that he said ", "he said so and denied that he said ", "the envoy said no\n\n"]
)
def test_the_work_of_the_whole_reader_grows_with_the_text(unit: str) -> None:
    def work(times: int) -> int:
        report = Report(text=unit * times, location="-", published="2025-11-05")
        read_report(report)
        return calls_of(lambda: read_report(report))

    assert work(800) < 5 * work(200)


def test_a_text_that_ends_in_report() -> None:
    """A word of several houses without a comma before it, at the very end."""
    assert isinstance(read_text("Lakes report", published="2025-05-06"), list)


SMALL_WORDS = """
    who whom whose which that what where when while as but nor neither both either each and or not no never said
    told by with of to for from behind after before since until if unless whether because although he she it
    they we its their his her this these those there here then now also only even just yet is are was were has
    have had do did will would may might must should can could been being having
"""


@pytest.mark.parametrize(
    "form", ["{}", "{}.", "Norway, {},", "{0} {0}, {0}", "{}, Norway said", "“{}”", "{} -", ", {}"]
)
def test_small_words_are_read_alone_and_beside_signs(form: str) -> None:
    for word in SMALL_WORDS.split():
        for text in (form.format(word), form.format(word.upper()), form.format(word.title())):
            check_all(text, read_text(text, published="2025-05-06"))
