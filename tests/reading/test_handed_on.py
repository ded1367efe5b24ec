"""A telling that somebody hands on, houses that report together, and speakers of any trade."""

import pytest

from guarantor.model.claim import Claim
from guarantor.reading import read_text


def first(text: str) -> Claim:
    return read_text(text, published="2031-01-16", outlet="The Valley Echo")[0]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("The town was shelled, the Russian Defence Ministry said, TASS reported.",
         ["agency tass", "holder russia.mod"]),
        ("The town was shelled on Monday, the Russian Defence Ministry said on Thursday, TASS reported.",
         ["agency tass", "holder russia.mod"]),
        ("The town was shelled on Monday, Egypt's army said in a statement, AFP reported.",
         ["agency afp", "holder egypt.army"]),
        ("The town was shelled on Monday, Minister Olena Bondar said on Tuesday, the Kyiv Post wrote.",
         ["agency kyiv-post", "holder Olena Bondar"]),
        ("The town was shelled on Monday, TASS reported.", ["holder tass"]),
        ("The town was shelled on Monday, the mayor said, and the governor announced a curfew.", ["holder the mayor"]),
    ],
)  # fmt: skip
def test_who_hands_on_stands_before_whose_word_it_is(text: str, chain: list[str]) -> None:
    assert [f"{each.role} {each.actor or each.name}" for each in first(text).chain[1:]] == chain


def test_houses_that_report_together_are_the_holder() -> None:
    claim = first("The rebels left Walikale on Tuesday night, the Kivu Express and the Lakes Courier report.")
    assert claim.holder.text == "the Kivu Express and the Lakes Courier"


def test_a_name_before_a_colon_is_whom_the_pronoun_behind_it_means() -> None:
    claim = first("Zelensky ruled out a retreat: Ukrainian troops will not withdraw from Kostiantynivka, he said.")
    assert claim.holder.actor == "volodymyr-zelensky"


@pytest.mark.parametrize("trade", ["a notary", "two shepherds", "the ferryman", "a pharmacist from Omdal"])
def test_somebody_of_any_trade_may_speak(trade: str) -> None:
    assert first(f"The army shelled the market at Omdal on Monday, {trade} said.").holder.text == trade


@pytest.mark.parametrize(
    ("words", "holder"),
    [
        ("the mayor of Tibu, Ana Rojas, said", "Ana Rojas"),
        ("the Kyiv Courier reported", "Kyiv Courier"),
        ("according to the Moscow Herald", "Moscow Herald"),
    ],
)
def test_an_office_of_a_place_and_a_paper_of_a_capital(words: str, holder: str) -> None:
    claim = first(f"The rebels shelled the market at Omdal on Monday, {words}.")
    assert claim.holder.actor is None
    assert holder in (claim.holder.text or "")
