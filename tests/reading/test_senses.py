"""Words that mean another thing beside certain nouns, and tellings whose verb or speaker a tagger hides."""

from __future__ import annotations

import pytest

from guarantor.reading import read_text

CASES = [
    ("Norland and Sudland traded blame on Monday over the stalled swap of prisoners.", None, "statement", "happened"),
    ("Norland and Sudland exchanged fire across the river on Monday.", None, "violation", "happened"),
    ("The UN said it was able to collect 96 of the 400 trucks.", "UN", "statement", "happened"),
    ("The army said its units had liberated the village of Zelen on Monday.", "army", "violation", "happened"),
    ("The agency said the town already hosts more than 600,000 people.", "agency", "figure", "happened"),
    ("The ministry said half a million people had been displaced in the raids.", "ministry", "figure", "happened"),
    ("Ada Lund said troops of the alliance were unacceptable to Norland.", "Ada Lund", "position", "ongoing"),
    ("Ada Lund said a new round of talks may take place in May.", "Ada Lund", "plan", "hypothetical"),
    ('"We are waiting for the envoys to confirm the date," Ada Lund said.', "Ada Lund", "statement", "ongoing"),
    ("The Security Council authorized the mission to open a road on Monday.", None, "commitment", "happened"),
    ("Israel's army said that no strikes had been carried out there.", "Israel's army", "denial", "denied"),
    ("The exchange of 300 prisoners was agreed in Lakes Town on Monday.", None, "commitment", "happened"),
    ('"We have not violated the truce once," Russian minister Sergei Lavrov said.', "Sergei Lavrov", "denial", "denied"),
    ("Opposition leader Ada Lund accuses the cabinet of breaking the truce.", "Ada Lund", "violation", "happened"),
    ("Kigali denies supporting the group, and says so.", "Kigali", "denial", "denied"),
    ("A box was handed over on Monday, the Red Cross announces.", "Red Cross", "fulfilment", "happened"),
    ("Three infants have died of cold since Monday, according to Ada Lund.", "Ada Lund", "figure", "happened"),
    ("The movement said that it had met all its obligations.", "movement", "fulfilment", "happened"),
    ("On Monday 19 prisoners from Kenya were still held in Lakes Town.", None, "figure", "ongoing"),
    ("Oxfam suspended part of its activities in Kenya on Monday.", None, "refusal", "happened"),
    ("Russia has said it would treat such troops as targets.", "Russia", "position", "planned"),
    ("Russian forces pressed their attack on Kostiantynivka on Monday.", None, "violation", "ongoing"),
    ("The army reserves the right to defend itself, Ada Lund said.", "Ada Lund", "position", "ongoing"),
    ("If they do not, there will be hell to pay, Minister Ada Lund said.", "Ada Lund", "demand", "conditional"),
    ("Ada Lund said she would be very disappointed if there was no deal.", "Ada Lund", "position", "conditional"),
    ("Israel said the crossing would only be opened after the return of the remains.", "Israel", "demand", "conditional"),
    ("Kenya's army said that Chad's army continues to block the entry of tents.", "Kenya", "violation", "ongoing"),
    ("Kenya's army said Chad's soldiers had laid wire inside Kenyan territory.", "Kenya", "violation", "happened"),
    ("President Ada Lund received Chinese envoy Deng Xijun at the palace on Monday.", None, "meeting", "happened"),
    ("Hamas said on Monday that it would halt the release if Israel did not withdraw.", "Hamas", "refusal", "conditional"),
    ("The UN rejected that.", "UN", "denial", "denied"),
    ("The Kremlin said it had not seen the latest draft.", "Kremlin", "statement", "happened"),
    ("The envoy urged both parties to free all detainees.", "envoy", "demand", "ordered"),
    ("The ministry said the number of captives freed had reached 4,955.", "ministry", "figure", "happened"),
    ("Massad Boulos said that talks with both sides would continue this week.", "Massad Boulos", "plan", "planned"),
    ("Local authorities attributed the attack to Nyatura on Monday.", "Local authorities", "violation", "happened"),
    ("Ada Lund said she left open the possibility of a pause.", "Ada Lund", "position", "ongoing"),
    ("The United Arab Emirates called the allegations baseless.", "United Arab Emirates", "denial", "denied"),
    ("Ada Lund said that she hoped the release would open the way, but ruled out that the Church had paid.", "Ada Lund", "denial", "denied"),
    ("As of Monday, the response plan had received $118 million of the $1.4 billion.", None, "figure", "happened"),
    ("Ada Lund said Moscow had agreed, at their request, to halt strikes.", "Ada Lund", "commitment", "planned"),
    ("A soldier was seriously wounded in Gaza, the army said.", "army", "violation", "happened"),
    ('The Board of Peace hailed the reopening as "a step" on Monday.', "Board of Peace", "position", "ongoing"),
    ("Goma airport remains closed to flights.", None, "obstacle", "ongoing"),
    ("Israel's army has repeatedly said it targets only fighters.", "Israel's army", "position", "ongoing"),
    ("Ada Lund said a pause would only give them time.", "Ada Lund", "position", "hypothetical"),
    ("Kyiv says 20,000 minors were deported, which Moscow denies.", "Moscow", "denial", "denied"),
    ("The same official denied reports that Israel had opened the road.", "official", "denial", "denied"),
    ("Oxfam estimates that violence displaced 52,000 people last year.", "Oxfam", "figure", "happened"),
    ("Ada Lund told a mission that visited Goma that repairs would take two months.", "Ada Lund", "plan", "planned"),
    ("Hamas condemned the raids and urged the mediators to intervene.", "Hamas", "demand", "ordered"),
    ("The Kremlin said Kyiv chose not to extend the truce.", "Kremlin", "refusal", "planned"),
    ("Both Moscow and Kyiv say they want a truce over Easter.", "Kyiv", "position", "ongoing"),
    ('"We will hold fire if they do," commander Ada Lund said.', "Ada Lund", "commitment", "conditional"),
    ("Ada Lund, the envoy, said Kenya was committed to the truce, provided that Chad stops.", "Ada Lund", "commitment", "conditional"),
    ("The Council welcomed the road and held Chad responsible for the delay.", "Council", "violation", "ongoing"),
    ("Its president, Ursula von der Leyen, ruled out any easing of sanctions.", "Ursula von der Leyen", "refusal", "planned"),
    ("Rwanda denies backing the M23 and has accused Congo of sheltering the FDLR.", "Rwanda", "violation", "happened"),
    ("The mission said small-arms fire went on and that both sides were responsible.", "mission", "violation", "ongoing"),
    ("Minister Ada Lund called this a lie.", "Ada Lund", "denial", "denied"),
    ('"Our units have fulfilled the schedule in full," Ada Lund said.', "Ada Lund", "fulfilment", "happened"),
    ("Minister Ada Lund accepted a Turkish proposal to extend the patrols on Monday.", None, "commitment", "happened"),
    ("The ministry said the two sides agreed to form a committee.", "ministry", "commitment", "planned"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "holder", "kind", "modality"), CASES)
def test_the_sense_decides_the_kind(text: str, holder: str | None, kind: str, modality: str) -> None:
    claims = read_text(text, published="2025-11-05")
    found = [(claim.type, claim.modality) for claim in claims]
    assert (kind, modality) in found
    said = claims[found.index((kind, modality))].holder.text
    assert said is None if holder is None else said is not None and holder in said


def test_who_speaks_before_a_participle_goes_on_speaking() -> None:
    text = "Kenya has put off the swap, Chad's headquarters for prisoners of war said, accusing Kenya of breaking the truce."
    first, second = read_text(text, published="2025-11-05")
    assert first.holder.text == second.holder.text == "Chad's headquarters for prisoners of war"


def test_which_leads_to_the_name_before_it() -> None:
    text = "The withdrawal was demanded by Norway, which had accused Rwanda of breaching the accord on Monday."
    claims = read_text(text, published="2025-11-05")
    assert [claim.holder.text for claim in claims if claim.type == "violation"] == ["Norway"]


def test_a_second_verb_that_looks_ahead_is_a_claim_of_its_own() -> None:
    text = "The truce was introduced on 30 January and is set to expire on 10 March."
    assert [(c.type, c.modality) for c in read_text(text, published="2025-02-05")][-1] == ("plan", "planned")


def test_a_name_behind_a_dash_holds_the_headline() -> None:
    text = "Moscow ready to extend the truce if Kyiv does - Lavrov\n\nThe talks went on for two days in the old town."
    assert [claim.holder.text for claim in read_text(text, published="2025-02-05")] == ["Lavrov"]


def test_an_army_named_before_its_description_speaks() -> None:
    text = "The Lakes Front (LF), Norland's largest group, announced on Monday that it would free five men."
    assert read_text(text, published="2025-11-05")[0].holder.text == "Lakes Front"


def test_those_who_are_meant_do_nothing_of_their_own() -> None:
    """ "Those who join do so freely" tells of no joining."""
    claims = read_text("The dissidents say that those who join do so voluntarily.", published="2025-11-05")
    assert not [claim for claim in claims if claim.type == "commitment"]


def test_a_charge_and_its_denial_in_one_sentence_are_two_claims() -> None:
    text = "Kenya has accused Chad of arming them, a charge the United Nations has denied."
    found = [(claim.type, claim.holder.text, claim.quote) for claim in read_text(text, published="2025-11-05")]
    assert found[0] == ("violation", "Kenya", "Kenya has accused Chad of arming them")
    assert found[1][:2] == ("denial", "United Nations")


def test_what_is_only_supposed_was_not_said() -> None:
    text = "The commission will meet in Kenya on Monday, unless Chad asks for a delay."
    assert [claim.type for claim in read_text(text, published="2025-11-05")] == ["plan"]


def test_the_spokesperson_has_a_name_behind_several_titles() -> None:
    text = "Ministry spokesperson Lieutenant General Maly Lund met reporters. The spokesperson said 18 men were freed."
    assert read_text(text, published="2025-11-05")[-1].holder.text == "Maly Lund"


def test_the_speaker_is_not_the_one_he_speaks_of() -> None:
    """ "The Russian side withdrew only a third, it claimed": "it" is the last to speak, and not the side."""
    text = "Ukraine's General Staff said it had withdrawn its guns. The Russian side withdrew only a third, it claimed."
    assert "General Staff" in (read_text(text, published="2025-11-05")[-1].holder.text or "")


def test_no_breach_reported_is_no_breach() -> None:
    claims = read_text("Poland's army reported no violation of its airspace.", published="2025-11-05")
    assert not [claim for claim in claims if claim.type == "violation"]
