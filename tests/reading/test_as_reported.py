"""Turns of news prose that were read wrongly once: whose word, of what kind, and how it stands."""

from __future__ import annotations

import pytest

from guarantor.model.claim import Claim
from guarantor.reading import read_text


def read(text: str, published: str = "2026-01-14") -> list[Claim]:
    """The claims of a text as a paper would print it."""
    return list(read_text(text, published=published, outlet="Lakes Post"))


@pytest.mark.parametrize(
    ("text", "holder", "kind", "stand"),
    [
        ("Norway plans to stop returning captives, the Lakes Press reported on Sunday.", "Lakes Press", "plan", "planned"),
        ("Norway claimed not to have received any request to open the port.", "Norway", "statement", "happened"),
        ("The ministry said it had met every deadline.", "The ministry", "fulfilment", "happened"),
        ("Minister Ada Lund has repeated her demand that Sweden hand over 18 sailors held since May.", "Ada Lund", "demand",
         "ordered"),
        ("Experts, in a report leaked in May, concluded that Norway had paid the rebels.", "Experts", "statement",
         "happened"),
        ("The Government calls upon the council to enforce the ruling on Norway.", "The Government", "demand", "ordered"),
        ("A nurse was killed in Bergen, the regional governor, Nils Berg, wrote on Monday.", "Nils Berg", "violation",
         "happened"),
        ("Ada Lund said there would be no truce as long as the rebels held a single town.", "Ada Lund", "refusal",
         "conditional"),
        ("Minister Ada Lund said Norway was studying a proposal for a pause.", "Ada Lund", "statement", "ongoing"),
        ("Ada Lund said Norway had fulfilled all that was asked of it.", "Ada Lund", "fulfilment", "happened"),
        ("The envoy warned that the daily raids threatened the whole process.", "The envoy", "position", "ongoing"),
        ("Some 90,000 Norwegians have crossed into the country since May, the office said.", "the office", "figure",
         "happened"),
        ("Some 640 schools remain closed, the ministry says.", "the ministry", "figure", "ongoing"),
        ("The governor says he was told to expect 50 departures.", "The governor", "plan", "planned"),
        ("Norway launched 113 drones overnight, the air force said.", "the air force", "violation", "happened"),
        ("Minister Ada Lund said Norway had no objection to observers.", "Ada Lund", "position", "ongoing"),
        ("Ada Lund said the families could still not go home because of the mines.", "Ada Lund", "obstacle", "ongoing"),
        ("The members of the council stressed that no part of the island may be annexed.", "The members of the council",
         "demand", "ordered"),
        ("The two ministers met in Oslo on Monday at Sweden's invitation.", None, "meeting", "happened"),
        ("Armed men stopped a convoy of the Red Cross near Bergen on Monday.", None, "violation", "happened"),
        ("Minister Ada Lund said she saw no need to change the format.", "Ada Lund", "position", "ongoing"),
        ("The rebels said they had set up a committee to investigate the abuses.", "The rebels", "statement", "happened"),
        ("The council regretted the decision of Norway not to renew the licences of 37 groups.", "The council",
         "position", "ongoing"),
        ("Norway agreed to this, Minister Ada Lund said.", "Ada Lund", "commitment", "planned"),
        ("Norway disrupted the exchange for a third time, Minister Ada Lund said.", "Ada Lund", "violation", "happened"),
        ("The Swedish army has rejected the complaint.", "Swedish army", "denial", "denied"),
        ("Ada Lund warned that Norway would harden its stance should attacks on the port be repeated.", "Ada Lund", "plan",
         "conditional"),
        ("Norway agreed in principle to a partial reopening of the port.", None, "commitment", "planned"),
        ("The rebels said the army was behind the attack.", "The rebels", "violation", "happened"),
        ("The rebels say Norway has barred members of the committee from entering the city.", "The rebels", "violation",
         "happened"),
        ("Norwegian drones cut power in Bergen on Monday.", None, "violation", "happened"),
        ("The spokeswoman denied that Norway had denied the team access to any area.", "The spokeswoman", "denial", "denied"),
        ("President Nils Berg, received in Oslo on Tuesday by his Swedish counterpart Ada Lund, pleaded for an inter-Norwegian dialogue.", "Nils Berg", "demand",
         "ordered"),
        ("Ada Lund, 43, a rice farmer, said soldiers had turned her away.", "Ada Lund", "statement", "happened"),
    ],
)  # fmt: skip
def test_one_claim(text: str, holder: str, kind: str, stand: str) -> None:
    claim = read(text)[0]
    assert (claim.holder.text, claim.type, claim.modality) == (holder, kind, stand)


def test_a_count_behind_a_semicolon_is_of_whoever_counts() -> None:
    first, second = read("Norway says 120 lorries went in on Tuesday; the Swedish side counts 171 a day.")
    assert (first.holder.text, [one.value for one in first.quantities]) == ("Norway", [120])
    assert (second.holder.text, [one.value for one in second.quantities]) == ("Swedish side", [171])


def test_what_nobody_named_vouches_for_is_told_as_unsure() -> None:
    (killed,) = read("Gunmen of the group are believed to have killed 14 farmers near Bergen.")
    (left,) = read("The general is said to have left the capital on Friday.")
    assert (killed.type, killed.modality) == ("violation", "hypothetical")
    assert left.modality == "alleged"


def test_who_denies_having_pressed_others_is_charged_himself() -> None:
    (claim,) = read("Norway denied having pressed the rebels to leave the talks.")
    assert (claim.type, [one.text for one in claim.actors], [one.text for one in claim.targets]) == (
        "denial", ["Norway"], ["the rebels"],
    )  # fmt: skip


def test_what_is_rejected_as_false_is_the_charge() -> None:
    (claim,) = read("The army rejected as baseless the allegation that its guns had hit the market.")
    assert (claim.type, [one.text for one in claim.targets]) == ("denial", ["the allegation"])


def test_a_body_named_by_a_day_keeps_its_name_and_gives_no_time() -> None:
    (claim,) = read("The 5 May Movement seized two villages on Monday.")
    assert claim.when is not None
    assert claim.when.start == "2026-01-12"
    assert [one.text for one in claim.actors] == ["The 5 May Movement"]


def test_officials_of_two_states_speak_together() -> None:
    (claim,) = read("Two Norwegian and three Swedish officials said the list had been handed over.")
    assert claim.holder.text == "Two Norwegian and three Swedish officials"


def test_a_verb_behind_after_has_its_own_subject() -> None:
    holders = {
        one.holder.text for one in read("The visit was called off on Monday after Norway objected to its agenda.")
    }
    assert "The visit" not in holders


def test_a_demand_turned_down_in_passing_is_the_refusal_of_who_turned_it_down() -> None:
    claims = read("Norway has insisted that troops pull out, a demand Sweden has repeatedly turned down.")
    assert [(one.holder.text, one.type) for one in claims] == [("Norway", "demand"), ("Sweden", "refusal")]


def test_an_aside_does_not_end_what_is_told() -> None:
    (claim, *_) = read(
        "The office has told Sweden that a meeting, planned for next week, cannot go ahead without maps."
    )
    assert claim.quote.endswith("without maps")


def test_a_dateline_of_an_unknown_house_is_no_part_of_the_claim() -> None:
    (claim,) = read("BERGEN, Jan 14 (Eastwire) - Two soldiers were killed in an ambush, the army said on Wednesday.")
    assert claim.quote.startswith("Two soldiers")
    (other,) = read("January 14, 2026 (BERGEN) - Two soldiers were killed in an ambush, the army said on Wednesday.")
    assert other.quote.startswith("Two soldiers")


def test_since_looks_back_beside_ready() -> None:
    (claim,) = read("The agency says it has been ready since October to act as go-between.")
    assert claim.when is not None
    assert claim.when.start == "2025-10-01"


def test_the_day_of_an_accord_is_not_that_of_what_it_provides() -> None:
    claims = read("The ceasefire of 27 December provides for the release of the 18 sailors.")
    assert [one.when for one in claims] == [None]


def test_a_name_between_commas_can_be_it() -> None:
    (claim, *_) = read(
        "The Norwegian body that runs the gates, COGAT, gave another account. It said the gates were open."
    )
    assert claim.holder.text == "COGAT"


def test_the_month_before_is_not_counted() -> None:
    (claim,) = read("The mission recorded 214 clashes in December, up from 140 the month before.")
    assert claim.quote.endswith("the month before")
    assert [one.value for one in claim.quantities] == [214, 140]
    assert "month" not in {one.unit for one in claim.quantities}


def test_what_is_to_come_lies_ahead_in_a_headline_and_behind_a_participle() -> None:
    headline = read("Norway to hand over last captive on Friday", "2026-01-14")
    assert [one.when.start for one in headline if one.when] == ["2026-01-16"]
    (told, *_) = read("Norway will hand over the last man held in Bergen on Friday if the gates open, two aides said.")
    assert told.when is not None
    assert told.when.start == "2026-01-16"


def test_behind_a_semicolon_the_subject_is_that_of_its_own_part() -> None:
    claims = read(
        "The army has set conditions for a pause; the rebels, having signed in May, went on attacking, "
        "and say they will no longer negotiate with generals."
    )
    refusals = [one.holder.text for one in claims if one.type == "refusal"]
    assert refusals == ["the rebels"]


def test_a_denied_report_keeps_what_it_says() -> None:
    (claim, *_) = read(
        "Aide Ada Lund denied a report in Norway's Bergen newspaper that the group had agreed to disarm."
    )
    assert claim.type == "denial"
    assert claim.quote.endswith("had agreed to disarm")
