"""What becomes of a truce, of talks and of an accord; what was not done behind "nor"; stances that nouns tell."""

from __future__ import annotations

import pytest

from guarantor.reading import read_text

ENDED = [
    "Norway suspends ceasefire with the rebels.",
    "The army announced the suspension of the talks on Sunday.",
    "The rebels announced an end to the truce on Sunday.",
    "The cabinet declared the termination of the 2015 accord.",
    "The junta renounced the peace accord.",
    "The Norwegian government annulled its accord with the union.",
]
NOT_ENDED = [
    "The army announced the suspension of its attacks on Sunday.",
    "The envoy announced the end of the talks on Sunday.",
    "The army announced a truce on Sunday.",
    "The army suspended its raids under the accord.",
]


@pytest.mark.parametrize("text", ENDED)
def test_who_ends_what_was_agreed_refuses_it(text: str) -> None:
    (claim,) = read_text(text, published="2026-03-02")
    assert (claim.type, claim.polarity) == ("refusal", "-") and claim.modality in {"happened", "ongoing"}


@pytest.mark.parametrize("text", NOT_ENDED)
def test_an_end_to_something_else_is_no_refusal(text: str) -> None:
    assert [claim.rule for claim in read_text(text, published="2026-03-02") if "announced end" in claim.rule] == []
    assert [claim.rule for claim in read_text(text, published="2026-03-02") if "broke off" in claim.rule] == []


@pytest.mark.parametrize(
    "text",
    [
        "Witnesses confirmed that neither the rebels have handed over weapons nor the Norwegian troops have left Lom.",
        "Neither the army has left Lom nor the rebels have returned the prisoners.",
    ],
)
def test_what_stands_behind_nor_was_not_done(text: str) -> None:
    for claim in read_text(text, published="2026-03-02"):
        assert claim.type != "fulfilment" and claim.polarity == "-"


STANCES = [
    ("Members of the council expressed grave concern over the growing threat to Lom.", "position", "ongoing"),
    ("The council warned that attacks on the convoy could constitute war crimes.", "statement", "hypothetical"),
    ("Minister Ada Lund said the withdrawal was contingent on a truce.", "demand", "conditional"),
    ("The accord provides for the integration of former rebels into the army.", "commitment", "planned"),
]


@pytest.mark.parametrize(("text", "kind", "stand"), STANCES)
def test_what_a_noun_or_a_paper_tells(text: str, kind: str, stand: str) -> None:
    (claim,) = read_text(text, published="2026-03-02")
    assert (claim.type, claim.modality) == (kind, stand)


def test_what_others_fear_is_nobodys_word() -> None:
    claims = read_text("Norway's army has left the talks, raising fears of an attack that would displace hundreds.")
    assert [(claim.type, claim.holder.text) for claim in claims] == [("refusal", None)]


def test_a_title_glued_to_a_name_ends_no_sentence() -> None:
    claims = read_text("“The army is busy attacking our bases,” said Col.Lund in a statement.")
    assert [claim.holder.text for claim in claims] == ["Lund"]
    claims = read_text(
        "Lakes Front(LF) rebels who are loyal to the former minister, Dr.Berg have accused the army of shelling Lom."
    )
    assert [claim.holder.actor for claim in claims] == [None] and len(claims) == 1


def test_a_quotation_alone_in_the_next_paragraph_is_the_same_speakers() -> None:
    text = (
        "“They have attacked us again,” said Nils Berg in Lom.\n\n“On Sunday 200 soldiers attacked the base at Lom.”\n"
    )
    assert [claim.holder.text for claim in read_text(text, published="2026-03-02")][-1] == "Nils Berg"
    text += "\nAda Lund denied it.\n"
    assert "Nils Berg" in [claim.holder.text for claim in read_text(text, published="2026-03-02")]


def test_all_who_sign_do_so_and_a_day_that_names_the_accord_is_not_that_of_the_breach() -> None:
    text = "The talks resumed after President Nils Berg and union leader Ada Lund signed an accord on 6 May."
    (claim,) = [one for one in read_text(text, published="2026-06-02") if one.type == "commitment"]
    assert [actor.text for actor in claim.actors] == ["President Nils Berg", "union leader Ada Lund"]
    text = "The union has accused Norway of breaking the accord signed between both sides in Lom, Sweden in May 2022."
    assert [claim.when for claim in read_text(text, published="2026-03-02")] == [None]
    (claim,) = read_text("The Council condemned the advance of the March 23 Movement (M23) rebels.")
    assert claim.quantities == ()


def test_calling_off_describes_nothing_and_losses_are_not_owed() -> None:
    claims = read_text("Norway called off a ceasefire with the Free Valley Front (FVF) rebels on Wednesday.")
    assert [(claim.type, claim.holder.text) for claim in claims] == [("refusal", None)]
    claims = read_text("Olav Tor said Norwegian forces had no major losses, except a soldier hurt in the operation.")
    assert "violation" not in {claim.type for claim in claims}
