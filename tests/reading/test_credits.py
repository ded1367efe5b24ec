"""Who handed the words on: agencies in an outlet's name, datelines, bylines, and credits without a verb."""

from __future__ import annotations

import pytest

from guarantor.reading import read_text
from guarantor.reading.actors import Cast, world
from guarantor.reading.credits import Credit, credits_of, outlet_of
from guarantor.reading.text import read_document


def found_in(text: str) -> tuple[Credit, ...]:
    document = read_document(text)
    return credits_of(document, Cast(document, world()))


@pytest.mark.parametrize(
    ("name", "outlet", "agencies"),
    [
        ("BSS/AFP", "BSS", ["AFP"]),
        ("Lakes Post (Anadolu)", "Lakes Post", ["Anadolu"]),
        ("Lakes Post (AFP, Reuters)", "Lakes Post", ["AFP", "Reuters"]),
        ("Lakes Post (Reuters copy)", "Lakes Post", ["Reuters"]),
        ("Lakes Post (citing Al Jazeera)", "Lakes Post", ["Al Jazeera"]),
        ("AhlulBayt News Agency", "AhlulBayt News Agency", []),
        ("Lakes Post", "Lakes Post", []),
    ],
)
def test_an_outlet_s_name_shows_its_agencies(name: str, outlet: str, agencies: list[str]) -> None:
    taken = outlet_of(name, None, world())
    assert (taken.name, [agency for agency, _ in taken.agencies]) == (outlet, agencies)


def test_without_a_name_the_address_stands_for_the_outlet() -> None:
    assert outlet_of(None, "https://www.lakes-post.example/a/b", world()).name == "lakes-post.example"
    assert outlet_of(None, None, world()).name == "unnamed outlet"


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("NAIROBI, May 3 (Xinhua) -- The army left the town.", "dateline", "Xinhua"),
        ("NAIROBI (Reuters) - The army left the town.", "dateline", "Reuters"),
        ("Nairobi, May 3 (EFE).- The army left the town.", "dateline", "EFE"),
        ("By Reuters\nThe army left the town and went home again.", "byline", "Reuters"),
        ("The army left the town. (AFP)", "loose", "AFP"),
        ("The army left the town. Source: Reuters.", "loose", "Reuters"),
        ("The army left the town. Arab News provides details.", "loose", "Arab News"),
        ("The army left the town (Source Reuters).", "loose", "Reuters"),
        ("The army left the town. Anadolu And then the rebels came.", "loose", "Anadolu"),
    ],
)
def test_credits(text: str, kind: str, name: str) -> None:
    assert [(one.kind, one.name) for one in found_in(text)] == [(kind, name)]


@pytest.mark.parametrize(
    "text",
    [
        "Reuters said that the army left the town.",
        "The envoy told Reuters that the army left the town.",
        "The army – the largest of the region – left the town.",
        "The town (in the north) was left by the army.",
    ],
)
def test_no_credit(text: str) -> None:
    assert found_in(text) == ()


def test_a_credit_goes_into_the_chain_and_is_no_holder() -> None:
    (claim,) = read_text(
        "NAIROBI, May 3 (AFP) - The rebels released 40 prisoners.", published="2025-05-03", outlet="Lakes Post"
    )
    assert [(link.role, link.name) for link in claim.chain] == [("outlet", "Lakes Post"), ("agency", "AFP")]
    assert claim.holder.text is None and claim.quote == "The rebels released 40 prisoners"


def test_a_loose_credit_says_that_what_it_covers_is_not_written() -> None:
    text = "The rebels released 40 prisoners. Anadolu Agency Daily Sabah"
    (claim,) = read_text(text, published="2025-05-03", outlet="Lakes Post")
    assert [link.name for link in claim.chain] == ["Lakes Post", "Anadolu Agency", "Daily Sabah"]
    assert any("without a verb" in note for note in claim.notes)


def test_whom_it_was_told_is_a_station() -> None:
    (claim,) = read_text("A rebel commander told AFP that his men had left the town.", outlet="Lakes Post")
    assert [(link.role, link.name) for link in claim.chain] == [
        ("outlet", "Lakes Post"), ("agency", "AFP"), ("holder", "A rebel commander"),
    ]  # fmt: skip
