"""What lies ahead of a promise, what is refused or was not done by another, and who is told of behind an addressee."""

from __future__ import annotations

import pytest

from guarantor.model.claim import Claim
from guarantor.reading import read_text


def _claim(text: str) -> Claim:
    (claim,) = read_text(text, published="2026-03-12")
    return claim


@pytest.mark.parametrize(
    "text",
    [
        "Norway promised on Wednesday to lift the blockade of Narvik by Friday.",
        "Lund said Norway has offered to hand over the bodies by Friday.",
        "Norwegian officials vowed late on Tuesday to free the men by Friday.",
        "“By Friday, Norway has agreed to withdraw its troops from Narvik,” Lund said.",
    ],
)
def test_a_day_by_which_something_was_promised_lies_ahead(text: str) -> None:
    when = _claim(text).when
    assert when is not None
    assert (when.end or "")[:10] == "2026-03-13"


@pytest.mark.parametrize(
    ("text", "stand"),
    [
        ("Sweden said Norway will not sign the agreement until Finland does the same.", "conditional"),
        ("Sweden insisted that Norway would not sign the agreement next week.", "planned"),
        ("Sweden said the Front had ruled out signing the agreement.", "planned"),
    ],
)
def test_who_will_not_sign_refuses_and_breaks_nothing(text: str, stand: str) -> None:
    claim = _claim(text)
    assert (claim.type, claim.modality, claim.polarity) == ("refusal", stand, "-")


@pytest.mark.parametrize(
    ("text", "stand"),
    [
        ("Norway did not hand over its heavy weapons on Monday, Sweden said.", "happened"),
        ("Sweden said Norway never withdrew its troops.", "happened"),
        ("Sweden said the men were not freed by Norway on Monday.", "happened"),
        ("Sweden said Norway has not withdrawn its troops.", "ongoing"),
        ("Norway did not let in at least 12 aid lorries last week, Sweden said.", "happened"),
        ("Sweden said Norway did not put the agreement into effect on Monday.", "happened"),
    ],
)
def test_what_was_not_done_in_a_past_that_is_over(text: str, stand: str) -> None:
    claim = _claim(text)
    assert (claim.modality, claim.polarity) == (stand, "-")


@pytest.mark.parametrize(
    ("text", "kind", "stand"),
    [
        ("Before the end of March, Norway is set to reopen the crossing, Sweden said.", "plan", "planned"),
        ("Sweden said Norway has agreed to free the men before the end of March if Finland leaves.",
         "commitment", "conditional"),
        ("Norway might block aid convoys on the road to Narvik, said the Swedish foreign ministry.",
         "refusal", "hypothetical"),
        ("Norway is still blocking aid convoys on the road to Narvik, Sweden said.", "violation", "ongoing"),
        ("Sweden insisted that Norway is due to dismantle two checkpoints on Sunday.", "plan", "planned"),
    ],
)  # fmt: skip
def test_a_time_is_no_condition_and_a_chance_no_deed(text: str, kind: str, stand: str) -> None:
    claim = _claim(text)
    assert (claim.type, claim.modality) == (kind, stand)


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Ada Lund told Reuters Norway had pulled back its artillery from the line.", "norway"),
        ("The Swedish ministry told Reuters Norway has offered to withdraw its troops.", "norway"),
        ("Sweden demanded that Norway clear the minefields around Narvik.", "norway"),
        ("Seven hostages will be freed by Norway next week, Sweden said.", "norway"),
        ("The agreement was not signed by Norway last week, Sweden said.", "norway"),
        ("Norway, for its part, was to have released the prisoners on 5 March, Sweden said.", "norway"),
        ("Norway, a Swedish envoy said, might sign the agreement on 20 March.", "norway"),
    ],
)
def test_who_does_it_beside_others_who_are_named(text: str, doer: str) -> None:
    assert [one.actor for one in _claim(text).actors] == [doer]


@pytest.mark.parametrize("verb", ["called on the Houthis to free the men", "said that the Houthis had freed nine men"])
def test_a_capital_that_opens_a_sentence_speaks(verb: str) -> None:
    assert _claim(f"Riyadh {verb}.").holder.actor == "saudi-arabia"


@pytest.mark.parametrize(
    ("text", "holder", "doer"),
    [
        ("Swedish Defence Minister Ada Lund gave Norway until Sunday to free the men.", "Ada Lund", "norway"),
        ("Sweden's defence ministry warned Norway against shelling Narvik.", "Sweden's defence ministry", "norway"),
        ("“Norway,” the Swedish ministry said, “has agreed to free seven men.”", "the Swedish ministry", "norway"),
        ("Norway must free the men, AFP reported, citing the head of the Swedish delegation, Ada Lund.",
         "the head of the Swedish delegation", "norway"),
        ("Norway might free the men, Ada Lund, Sweden's ambassador to the United Nations, said.", "Ada Lund", "norway"),
    ],
)  # fmt: skip
def test_who_asks_and_who_is_asked(text: str, holder: str, doer: str) -> None:
    claim = _claim(text)
    assert (claim.holder.text, [one.actor for one in claim.actors]) == (holder, [doer])


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Foreign Minister Elnur Aliyev said Armenia had shelled Goris.", None),
        ("Azerbaijani spokesperson Elnur Aliyev said Armenia had shelled Goris.", "azerbaijan"),
        ("President Aliyev said Armenia had shelled Goris.", "ilham-aliyev"),
        ("Volodimir Zelensky said Russia had shelled Sumy.", "volodymyr-zelensky"),
        ("US envoy Witkoff said Hamas would free nine men.", "steve-witkoff"),
    ],
)
def test_a_namesake_is_another(text: str, actor: str | None) -> None:
    assert _claim(text).holder.actor == actor


@pytest.mark.parametrize("deed", ["cut aid to Mali", "suspend its aid to Mali", "break the agreement"])
def test_nobody_owes_it_to_stop_or_break_something(deed: str) -> None:
    claim = _claim(f"Norway did not {deed} in May, Sweden said.")
    assert (claim.type != "violation", claim.polarity) == (True, "-")
