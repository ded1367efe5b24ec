"""Turns of local reports: volunteers beside rebels, invitations, what cannot be justified, quotations around a subject."""

from __future__ import annotations

import pytest

from guarantor.reading import read_text


def test_a_volunteer_group_is_not_the_armed_group_named_before() -> None:
    claims = read_text("The army said the RSF had attacked Lom. The volunteer group confirmed the attack on Sunday.")
    assert claims[-1].holder.text == "The volunteer group"
    claims = read_text("The army said the RSF had attacked Lom. The group denied the attack on Sunday.")
    assert claims[-1].holder.actor == "rsf-sudan"


def test_he_is_nobody_named_in_his_own_quotation() -> None:
    claims = read_text(
        "Ada Berg's deputy, Nils Tor, said that the rebels had left. The army “injured a man named Olav Lund and looted "
        "shops,” he stressed."
    )
    assert {claim.holder.text for claim in claims} == {"Nils Tor"}


KINDS = [
    ("Lund said that such crimes could not be justified.", "position", "ongoing"),
    ("Norway extended an invitation to the rebels to join the talks.", "plan", "proposed"),
    ("Lund stressed that peace is not just about ending attacks.", "statement", "ongoing"),
    ("Lund said he was pleased to announce that the withdrawal would begin on Saturday.", "plan", "planned"),
]


@pytest.mark.parametrize(("text", "kind", "stand"), KINDS)
def test_kind_and_stand(text: str, kind: str, stand: str) -> None:
    (claim,) = read_text(text, published="2026-03-05")
    assert (claim.type, claim.modality) == (kind, stand)


def test_a_paper_that_is_read_behind_its_words_holds_them() -> None:
    (claim,) = read_text("“The government has gone beyond its obligations,” read the statement.")
    assert claim.holder.text and claim.cue


def test_what_stands_along_with_a_subject_is_not_hit_alone() -> None:
    (claim,) = read_text(
        "The harbour, along with two camps that house thousands of people, has been shelled by the army."
    )
    assert [target.text for target in claim.targets] == ["The harbour"]


def test_a_headline_to_begin_on_a_day_looks_ahead() -> None:
    (claim,) = read_text("Disarmament of Lakes Front to start on Saturday", published="2026-03-05")
    assert claim.when is not None and claim.when.start == "2026-03-07"
