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


def test_who_is_accused_in_a_headline_accuses_nobody() -> None:
    (claim,) = read_text("Rebels accused of shelling Lom")
    assert (claim.type, claim.holder.text) == ("violation", None)
    (claim,) = read_text("Rebels accuse army of shelling Lom")
    assert claim.holder.text == "Rebels"


def test_whoever_is_accused_declared_what_he_broke() -> None:
    claims = read_text(
        "The army accused the rebel group of launching attacks on Lom, despite declaring a truce just days earlier."
    )
    assert [claim.holder.text for claim in claims if claim.type == "commitment"] == ["the rebel group"]


def test_a_spokesman_is_not_of_the_body_he_speaks_about() -> None:
    text = "Military spokesman Olav Tor revealed that the M23 alliance had moved.\n\n“They will fail,” Tor said."
    assert [claim.holder.actor for claim in read_text(text)][-1] is None


def test_an_apostrophe_behind_a_plural_makes_a_possessive() -> None:
    (claim,) = read_text(
        "On Sunday, the United Arab Emirates' foreign ministry said it did not recognise the decision."
    )
    assert claim.holder.actor == "united-arab-emirates.mfa"


STANDS = [
    ("The army stressed the importance of continued dialogue.", "position", "ongoing"),
    ("Norway has raised the need for a truce on many occasions, Minister Ada Lund said.", "position", "ongoing"),
    ("Ada Lund said the delay was met with anger from citizens.", "statement", "happened"),
    ("War broke out in Norland in December 2013.", "statement", "happened"),
    ("Sudan said the UAE was aiding the RSF with supplies of advanced weaponry.", "violation", "ongoing"),
    ("The peacekeeping mission will continue its operations, Lund said.", "plan", "planned"),
    ("Lund said the raid was carried out by jets and armed drones launched from a base on the coast.", "violation",
     "happened"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "stand"), STANDS)
def test_more_kinds_and_stands(text: str, kind: str, stand: str) -> None:
    (claim,) = read_text(text, published="2026-03-05")
    assert (claim.type, claim.modality) == (kind, stand)


def test_an_adverb_between_commas_is_no_part_of_a_speaker() -> None:
    claims = read_text("Ada Lund spoke in Lom. She, however, said the mission had continued to carry out its mandate.")
    assert [claim.holder.text for claim in claims] == ["Ada Lund"]


def test_what_was_expected_is_no_part_of_what_is_told() -> None:
    (claim,) = read_text("“Contrary to what we expected, the summit will not be held today,” Ada Lund told reporters.")
    assert (claim.type, claim.modality, claim.polarity) == ("refusal", "planned", "-")


PLANS = [
    ("Lund said the talks had hit deadlock over the lists.", "obstacle"),
    ("The army says it is fighting for greater autonomy.", "position"),
    ("The ministry outlined a roadmap to end the war that has displaced 30,000 people.", "plan"),
    ("The mission emphasised the need for the rebels to cease their offensive.", "demand"),
]


@pytest.mark.parametrize(("text", "kind"), PLANS)
def test_kinds_of_talks_and_aims(text: str, kind: str) -> None:
    (claim,) = read_text(text, published="2026-03-05")
    assert claim.type == kind


def test_who_is_urged_does_not_call_on_others_in_a_headline() -> None:
    claims = read_text(
        "MONUSCO urges M23 to respect truce as Minister calls on UN Security Council to act\n\nThey left."
    )
    assert "m23" not in [claim.holder.actor for claim in claims]


def test_they_are_no_reports() -> None:
    claims = read_text(
        "Reports from bloggers on Sunday indicated that 20 soldiers were killed in Lom. They admitted losing seven men."
    )
    assert all("Reports" not in (claim.holder.text or "") for claim in claims[1:])


def test_a_province_is_no_he() -> None:
    claims = read_text(
        "Giving a summary of the force in the northern province of Cabo Norte, he said it had left Lom on Sunday.\n\n"
        "Colonel Olav Tor spoke in Lom.\n\nHe said four rebels were killed."
    )
    assert "Cabo Norte" not in [claim.holder.text for claim in claims]


def test_a_speaker_whose_verb_has_a_helper_is_found() -> None:
    text = "Rwandan forces have killed at least 14 rebels in Lom, army spokesperson Colonel Ronald Rwivanga has said on Sunday."
    (claim,) = read_text(text, published="2026-03-05")
    assert claim.holder.text == "Ronald Rwivanga"


def test_a_verb_whose_object_another_tells_makes_no_claim() -> None:
    claims = read_text(
        "Former commanders of the Front on Sunday accepted accusations by a court that they shelled Lom."
    )
    assert not any(claim.quote.rstrip(" .").endswith("accepted") for claim in claims)


TOLLS = [
    ("Norland's conflict has killed 26,000 people.", "figure"),
    ("The army's raids have killed 26 people.", "violation"),
    ("Norwegian commanders accepted the charges on Sunday.", "position"),
    ("Norwegian officers remain doubtful about the withdrawal.", "position"),
]


@pytest.mark.parametrize(("text", "kind"), TOLLS)
def test_tolls_of_wars_and_charges_accepted(text: str, kind: str) -> None:
    (claim,) = read_text(text, published="2026-03-05")
    assert claim.type == kind


SAID = [
    ("Norway also pointed out the insistence on the presence of Sweden, which is accused of arming the rebels.",
     "statement"),
    ("The Norwegian government did not openly voice its rejection of the new process.", "statement"),
    ("The envoy said that so far the Norwegian army had not agreed to take part in the talks.", "statement"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), SAID)
def test_nothing_is_charged_or_refused_that_is_not(text: str, kind: str) -> None:
    claims = read_text(text, published="2026-03-05")
    assert not {"violation"} & {claim.type for claim in claims}
    if "voice" in text:
        assert {claim.type for claim in claims} <= {kind}
