"""Who speaks where a description, a participle or another clause stands between the name and the verb."""

from __future__ import annotations

import pytest

from guarantor.reading import read_text

SPEAKERS = [
    ("Wayi Berg, the spokesman of the Lakes Union in Yel River State said troops attacked Lom on Sunday.", "Wayi Berg"),
    ("Ada Lund, the governor of the district of Lom in Norland said the army had shelled the harbour.", "Ada Lund"),
    ("The Lakes armed movement led by the former minister Nils Berg Friday accused the army of breaking the truce.",
     "The Lakes armed movement"),
    ("The union headed by Ada Lund said on Sunday that it would not sign the accord.", "The union"),
    ("Lund, himself a former rebel, said on Sunday that the army had left Lom.", "Lund"),
    ("The mayor, herself a doctor, said four people had been killed in Lom on Sunday.", "The mayor"),
    ("Norland froze the talks with the union on Sunday, a day after the movement said it would not disarm.",
     "the movement"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "holder"), SPEAKERS)
def test_the_speaker_is_found_across_what_stands_between(text: str, holder: str) -> None:
    assert holder in [claim.holder.text for claim in read_text(text, published="2026-03-02")]


@pytest.mark.parametrize(
    "text",
    [
        "The Norwegian armed opposition group said on Sunday that the army had shelled Lom.",
        "Norwegian rebels said on Sunday that the army had shelled Lom.",
        "Norway's opposition said on Sunday that the army had shelled Lom.",
        "Residents in Norway's capital said on Sunday that the army had shelled Lom.",
    ],
)
def test_whoever_is_against_a_state_or_only_lives_there_does_not_speak_for_it(text: str) -> None:
    (claim,) = read_text(text, published="2026-03-02")
    assert claim.holder.actor is None
    (claim,) = read_text("The Norwegian army said on Sunday that rebels had shelled Lom.", published="2026-03-02")
    assert claim.holder.actor == "norway.army"


def test_the_rebels_of_another_state_are_not_those_named_before() -> None:
    claims = read_text("M23 rebels said on Sunday that they would leave.\n\nThe Norwegian rebels said they would stay.")
    assert [claim.holder.actor for claim in claims] == ["m23", None]
    claims = read_text("M23 rebels said on Sunday that they would leave.\n\nThe rebels said they would be back.")
    assert [claim.holder.actor for claim in claims] == ["m23", "m23"]
