"""Single sentences, each about one turn of phrase: who says what of which kind, with which sides, times and figures."""

from __future__ import annotations

import pytest

from guarantor.model.claim import Claim
from guarantor.reading import read_text
from guarantor.reading.text import read_document
from guarantor.reading.times import find_times

KINDS = [
    # text, then for each claim: holder, types, modalities, sign
    ("Sudan was urged to reopen the road by Friday.", (None, "demand", "proposed|ordered", "+")),
    ("Some 90 lorries enter daily, said an aid worker.", ("an aid worker", "figure", "happened|ongoing", "+")),
    ("Two days after the pause began, both armies blamed each other for shelling.",
     ("both armies", "violation", "happened", "+")),
    ('Moberg: "We will not leave a single village behind."', ("Moberg", "refusal", "planned", "-")),
    ("Mali recalled its envoys from Dakar on Monday.", (None, "statement", "happened", "+")),
    ("The bodies were handed to the Red Crescent on Monday, the movement's military wing said.",
     ("the movement's military wing", "fulfilment", "happened", "+")),
    ("The air force reported 31 raids over the past day.", ("The air force", "violation", "happened", "+")),
    ("The accord, once signed, would see 40 captives freed within a week, a diplomat said.",
     ("a diplomat", "plan", "planned|conditional", "+")),
    ("Fuel would last no longer than a week, Minister Ada Lund said.", ("Ada Lund", "plan|statement", "planned", "+")),
    ("Oslo has yet to free the 12 sailors, Stockholm complained.", ("Stockholm", "statement", "happened", "-")),
    ("Norway confirmed that invitations had been issued to both sides.", ("Norway", "statement", "happened", "+")),
    ("Monitors said the handover had been delayed until Sunday.", ("Monitors", "obstacle", "happened", "+")),
    ("The army said its post had been shelled (a claim rejected by the opposition).",
     ("The army", "violation", "happened", "+"), ("the opposition", "denial", "denied", "-")),
    ('"Nobody is signing," Moberg said, "unless the men come home."', ("Moberg", "refusal", "conditional", "-")),
    ("Moberg said the paper handed out was incomplete.", ("Moberg", "statement", "happened|ongoing", "+")),
    ("Officers in the Norwegian army denied reports that men had been told to surrender.",
     ("Officers in the Norwegian army", "denial", "denied", "-")),
    ("In Oslo, talks between the delegations were adjourned without a date for the next round.",
     (None, "obstacle", "happened", "+")),
    ("Norway is to disburse $40 million within a month, the Post reported.", ("Post", "plan", "planned", "+")),
    ("Lund urged Norway to open the road and Sweden to lift its embargo.",
     ("Lund", "demand", "ordered|proposed", "+"), ("Lund", "demand", "ordered|proposed", "+")),
    ("Moberg vowed never to meet the rebels.", ("Moberg", "refusal", "planned", "-")),
    ("Norway pledged not to shell the port.", ("Norway", "commitment", "planned", "-")),
    ("Sweden said it had nothing to do with the blast.", ("Sweden", "denial", "denied", "-")),
    ("Norway says it was not involved in the raid.", ("Norway", "denial", "denied", "-")),
    ("Moberg said the rebels had no part in it, as Norway claims.", ("Moberg", "statement", "happened|ongoing", "-")),
    ("Medics pulled four bodies from the ruins, the governor said.", ("the governor", "statement|figure", "happened", "+")),
    ("Officers in Narvik confirmed receipt of the maps but disputed three of them.",
     ("Officers in Narvik", "statement|fulfilment", "happened", "+"), ("Officers in Narvik", "denial", "denied", "-")),
    ("Not one of the nine clauses has been carried out, the union claims.",
     ("the union", "obstacle|statement|figure", "happened", "-")),
    ("The blast left nine farmers wounded, the mayor said.", ("the mayor", "figure|statement|violation", "happened", "+")),
    ('"This is plainly false," the general said of the account.', ("the general", "denial", "denied", "-")),
    ("The guards have until Monday to surrender, Lund said.", ("Lund", "demand", "ordered|conditional", "+")),
    ("An exchange could take place within days, the envoy hinted.", ("the envoy", "plan", "hypothetical", "+")),
    ("The WHO recorded 17 attacks on clinics in May.", ("WHO", "violation|figure", "happened", "+")),
    ("The WHO says the clinic in Narvik has reopened.", ("WHO", "statement|fulfilment", "happened|ongoing", "+")),
    ("The two navies pledged to respect the line.", ("the two navies|The two navies", "commitment", "planned", "+")),
    ("The militia has until the end of May to leave.", (None, "demand", "ordered", "+")),
    ("The mediators have proposed a pause during which nine sailors would be freed.",
     ("The mediators", "plan", "proposed", "+")),
]  # fmt: skip
NOTHING = [
    'Reaction: "We will not leave a single village behind."',
    '"Which pause?" asked a baker in Narvik.',
    "Neither the palace nor the ministry would say whether a visit was planned.",
]


def _fits(claim: Claim, holder: str | None, types: str, modalities: str, sign: str) -> bool:
    said = claim.holder.text in ((None,) if holder is None else tuple(holder.split("|")))
    return (
        said and claim.type in types.split("|") and claim.modality in modalities.split("|") and claim.polarity == sign
    )


@pytest.mark.parametrize("row", KINDS, ids=[str(row[0]) for row in KINDS])
def test_who_says_what_of_which_kind(row: tuple[str, *tuple[tuple[str | None, str, str, str], ...]]) -> None:
    text, *told = row
    claims = [claim for claim in read_text(text, published="2026-03-12") if claim.holder.text or told[0][0] is None]
    assert len(claims) == len(told), [(claim.holder.text, claim.type, claim.quote) for claim in claims]
    for claim, asked in zip(claims, told, strict=True):
        assert _fits(claim, *asked), (claim.holder.text, claim.type, claim.modality, claim.polarity)


@pytest.mark.parametrize("text", NOTHING)
def test_nobody_says_anything_of_substance(text: str) -> None:
    assert not read_text(text)


@pytest.mark.parametrize(
    ("text", "value", "unit", "scope", "base"),
    [
        ("418 food and medical lorries entered the city, the office said.", 418, "lorries", "food", None),
        ("About 40 of her soldiers had surrendered, the general said.", 40, "soldiers", "", None),
        ("The number of medics wounded since January has climbed to 212, the union says.", 212, "medics", "", None),
        ("The army cleared about 14 square kilometres, the mayor said.", 14, "square kilometres", "", None),
        ("Of the 31 captives, 12 have been freed, the ministry said.", 12, "captives", "", 31),
    ],
)
def test_a_figure_with_its_noun(text: str, value: float, unit: str, scope: str, base: float | None) -> None:
    (figure,) = (one for claim in read_text(text) for one in claim.quantities)
    assert (figure.value, figure.unit, figure.base) == (value, unit, base)
    assert scope in (figure.scope or "")


def test_what_a_figure_is_compared_with_dates_nothing() -> None:
    (claim,) = read_text("The mayor said 60% of the wells were dry, up from 20% last year.", published="2026-03-12")
    assert claim.when is None


def test_neither_and_nor_join_two_doers() -> None:
    (claim,) = read_text("Neither Oslo nor Stockholm has ratified the pact, the mediator said.")
    assert [one.text for one in claim.actors] == ["Oslo", "Stockholm"]


def test_our_army_is_that_of_the_state_whose_words_they_are() -> None:
    (claim,) = read_text('"Our military has fired at nobody," Norway\'s defence ministry said.')
    assert [one.actor for one in claim.actors] == ["norway.army"]


def test_so_many_soldiers_are_not_those_named_beside_them() -> None:
    (claim,) = read_text(
        "Three soldiers were wounded when Norwegian forces shelled the post, the Swedish ministry said."
    )
    assert [(one.text, one.actor) for one in claim.targets] == [("Three soldiers", None)]


def test_a_time_that_somebody_has_lies_ahead() -> None:
    (time,) = find_times(read_document("Norway has until Sunday to reply."), published="2026-03-12")
    assert (time.end or "")[:10] == "2026-03-15"


def test_rebels_in_a_country_are_not_that_country_and_a_bus_evacuates_nobody() -> None:
    (claim,) = read_text("Rebels in northern Norway freed nine soldiers, the Red Cross said.")
    assert [one.actor for one in claim.actors] == [None]
    (claim,) = read_text("Some 90 people were evacuated by bus, the Red Cross said.")
    assert not claim.actors
