"""Headlines without a finite verb, asides that hang on "with", and what a text lays down."""

from __future__ import annotations

import pytest

from guarantor.reading import read_text

ROWS = [
    # text; then of each claim that must be there: type, modality, holder (None: the outlet), words that it begins with
    ("Norway to reopen Lom crossing on Sunday", ("plan", "planned", None, "Norway")),
    ("Norway, Sweden to swap prisoners, Oslo says", ("plan", "planned", "Oslo", "Norway")),
    ("Three killed in strike on Lom camp", ("violation", "happened", None, "Three")),
    ("Prisoners freed, Oslo confirms", ("fulfilment", "happened", "Oslo", "Prisoners")),
    ("Drone strike on Lom camp", ("violation", "happened", None, "Drone")),
    ("Norway rejects truce call as rebels shell Lom market", ("refusal", "planned", "Norway", "Norway"),
     ("violation", "happened", None, "rebels")),
    ("Norway's president says talks 'not a step to a treaty'", ("statement", "ongoing", "Norway's president", "Norway")),
    ("The convoy reached Lom on Monday, with both sides accusing each other of theft.",
     ("violation", "happened", "sides", "with both")),
    ("Fourteen people were killed in Lom, the mayor said, putting the number of wounded at more than 60.",
     ("violation", "happened", "the mayor", "Fourteen"), ("figure", "happened", "the mayor", "putting")),
    ("Norway, accused by the United Nations of arming the rebels, says it has no troops there.",
     ("violation", "happened", "United Nations", "accused"), ("denial", "denied", "Norway", "Norway")),
    ("Under the truce, both armies shall withdraw their guns from Lom.", ("commitment", "planned", None, "Under")),
    ("Some 600 trucks a day should enter Lom under the deal.", ("commitment", "planned", None, "Some")),
    ("The rebels allegedly shelled a school in Lom, Norway.", ("violation", "alleged", None, "The rebels")),
    ("The list reportedly contains 310 names.", ("figure", "alleged", None, "The list")),
    ("Norway said it accepted the proposal but would not withdraw from Lom, as Sweden has demanded.",
     ("refusal", "planned", "Norway", "would not")),
    ("Had the deal been kept, Norway would have left Lom, the mayor said.",
     ("statement", "hypothetical", "the mayor", "Had")),
    ("Ada Lund, a spokeswoman for the ministry, called that \"a lie\".", ("denial", "denied", "Ada Lund", "Ada Lund")),
    ("The wire, which, the ministry says, Norwegian engineers laid in Lom, is still there.",
     ("statement", "happened", "the ministry", "the ministry says, Norwegian")),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=[row[0][:50] for row in ROWS])
def test_what_is_told_without_a_finite_verb(row: tuple[str, *tuple[tuple[str, str, str | None, str], ...]]) -> None:
    text, *wanted = row
    made = read_text(text, published="2026-06-18")
    told = [
        (one.type, one.modality, None if one.holder.kind == "outlet" else one.holder.text, one.quote) for one in made
    ]
    for kind, modality, holder, begins in wanted:
        assert any(
            (kind, modality) == one[:2] and (holder or "") in (one[2] or "") and (holder is None) == (one[2] is None)
            and one[3].startswith(begins)
            for one in told
        ), told  # fmt: skip


def test_who_was_killed_is_all_of_them() -> None:
    (claim,) = read_text("Fourteen people, including four children, were killed in a strike on Lom, the mayor said.")
    assert [one.text for one in claim.targets] == ["Fourteen people"]
    assert [one.value for one in claim.quantities] == [14, 4]


def test_everyone_who_met_is_an_actor() -> None:
    (claim,) = read_text("The foreign ministers of Turkey, Egypt and Qatar took part in the Doha talks.")
    assert [one.actor for one in claim.actors] == ["turkiye", "egypt", "qatar"]
