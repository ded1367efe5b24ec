"""Turns of news about borders, truces and exchanges of prisoners: whose word, of what kind, who does it, and how much."""

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
        ("During the talks, the Norwegian side reiterated its call for an immediate truce.", "Norwegian side", "demand",
         "ordered"),
        ("The envoy reiterated his call on Norway to stop the raids.", "The envoy", "demand", "ordered"),
        ("They agreed at two hours of talks in Oslo last week to exchange 300 prisoners.", None, "commitment", "planned"),
        ("Norway and Sweden agreed during talks on Monday to release all captives.", None, "commitment", "planned"),
        ("It is a violation of the truce to move guns to the border, Ada Lund said.", "Ada Lund", "position", "ongoing"),
        ("These terms are 100% in our interest, Ada Lund said.", "Ada Lund", "statement", "ongoing"),
        ("Norway announced the suspension of the treaty in response to the massacre.", "Norway", "refusal", "happened"),
        ("Ada Lund noted that following the meeting, both sides had agreed to restore direct links.", "Ada Lund",
         "commitment", "planned"),
        ("Ada Lund said that under the accord, Norway must withdraw its guns by Friday.", "Ada Lund", "demand", "ordered"),
        ("Norway says it is ready for a truce.", "Norway", "position", "ongoing"),
        ("Norway warned that any attempt to close the port would be seen as an act of war.", "Norway", "demand",
         "conditional"),
        ("\"I will sign this document if Norway keeps its word,\" Ada Lund said.", "Ada Lund", "commitment", "conditional"),
        ("Norway will not pause its assaults until its terms are met.", None, "refusal", "conditional"),
        ("Russian presidential aide Nils Berg, who headed the king's delegation, said both sides agreed to meet.",
         "Nils Berg", "commitment", "planned"),
        ("Norway, Sweden swap 84 captives", None, "fulfilment", "happened"),
        ("Rebels reject direct talks with Norwegian govt", "Rebels", "refusal", "planned"),
        ("The truce was not honored by either side.", None, "obstacle", "happened"),
        ("The government has and will always be sincere in its commitment to the accord, Ada Lund said.", "Ada Lund",
         "statement", "ongoing"),
        ("Under the Security Track, the Lakes Front committed to disband its armed wing.", "Lakes Front", "commitment",
         "planned"),
        ("The drone raids continued after the leaders of Norway and Sweden said they’re willing to abide by a truce.",
         "the leaders of Norway and Sweden", "commitment", "planned"),
        ("The envoy for the islands in Norway tweeted: “We made significant progress on vital issues.”",
         "The envoy for the islands in Norway", "statement", "happened"),
        ("He rejected some media outlets reports regarding agreement on a ceasefire.", "He", "denial", "denied"),
        ("Sweden decided to postpone the withdrawal of troops.", None, "refusal", "planned"),
        ("Norway and Sweden exchanged aerial assaults overnight amid doubts over the terms of a truce agreed this week.",
         None, "violation", "happened"),
        ("Norway launched nearly 200 drones overnight, wounding at least 10 people, Ada Lund said.", "Ada Lund",
         "violation", "happened"),
        ("The dialogue is not going to be easy, Ada Lund said.", "Ada Lund", "position", "planned"),
        ("Dialogue Will Not Be Easy, Says Top EU Diplomat Ahead of Lund-Berg Meeting", "Diplomat", "position", "planned"),
        ("Russian forces did fire two missiles into the region.", None, "violation", "happened"),
        ("Five guided bombs were dropped on settlements in the region on Monday.", None, "violation", "happened"),
        ("Nearby residents had been evacuated, Ada Lund said.", "Ada Lund", "statement", "happened"),
        ("Without an agreement, stability will be jeopardised, Ada Lund said.", "Ada Lund", "position", "conditional"),
        ("Norway says Sweden has no real interest in a ceasefire or peace negotiations.", "Norway", "position", "ongoing"),
        ("A total of 40,000 rebels and 7,200 weapons are to be decommissioned.", None, "plan", "planned"),
        ("Taliban in a statement had denied involvement in the attack.", "Taliban", "denial", "denied"),
        ("At least 12 people were killed in an explosion in Bergen on Friday, LOMO news reported.", "LOMO news",
         "violation", "happened"),
        ("Armenia and Azerbaijan sign peace deal in Nagorno-Karabakh", None, "commitment", "happened"),
        ("Norway and Sweden have signed a peace deal to end the war.", None, "commitment", "happened"),
        ("The accord stipulates that Norway will cede control of the islands.", "The accord", "commitment", "planned"),
        ("We call again to avoid spreading such reports, Ada Lund said.", "Ada Lund", "demand", "ordered"),
        ("Norway and Sweden have agreed on a large-scale exchange on an all for all basis, Ada Lund said.", "Ada Lund",
         "commitment", "planned"),
        ("Norway had made a specific proposal for a three-day ceasefire, Ada Lund said.", "Ada Lund", "plan", "proposed"),
        ("Norway will consider each case on the Swedish list, Ada Lund said.", "Ada Lund", "plan", "planned"),
        ("Norway and Sweden staged a contest in 2020 to win the islands, which have been in dispute since 1988.", None,
         "statement", "happened"),
        ("Maj Gen Nils Berg, spokesperson for the Swedish Army, stated on Saturday (January 10), that the Army had "
         "received a report regarding a Norwegian military operation in Sweden.", "Nils Berg", "statement", "happened"),
        ("Ada Lund said that the proposal on the islands was acceptable to Norway.", "Ada Lund", "position", "ongoing"),
        ("Our teams will have a week to study the documents, Ada Lund said.", "Ada Lund", "plan", "planned"),
        ("The minister said that peace cannot be restored if border communities remain in fear.", "The minister",
         "position", "conditional"),
        ("It was noted that the contingent had 1,340 civilians.", None, "figure", "happened"),
        ("The government agreed Sunday (January 11) to reinstate a ceasefire with the rebels, despite threats.", None,
         "commitment", "planned"),
        ("Both sides had called separate ceasefires to pave the way for talks.", None, "commitment", "happened"),
        ("Gunmen engaged in a shootout with police in Lom on Monday.", None, "violation", "happened"),
        ("On March 18, Kosovo and Serbia agreed on a plan to normalize relations.", None, "commitment", "planned"),
        ("The alliance, which also includes the Lom National Liberation Army (LNLA) and the Norway National Democratic "
         "Alliance Army (NNDAA), said in a statement on Tuesday that the military must stop the killings.", "The alliance",
         "demand", "ordered"),
        ("Berg ordered the military and police to step up their attacks.", "Berg", "demand", "ordered"),
        ("Norway's Ministry of Foreign Affairs announced March 13 that \"the text of the accord has been agreed upon.\"",
         "Norway's Ministry of Foreign Affairs", "commitment", "happened"),
        ("Norway, Sweden agree to stop raids: Foreign Secretary Nils Berg", "Nils Berg", "commitment", "planned"),
        ("In a major step toward a truce, Foreign Secretary Nils Berg confirmed on Saturday that Norway contacted Sweden.",
         "Nils Berg", "statement", "happened"),
        ("According to a joint statement following the talks hosted at the Swedish Ministry of Defence, both sides agreed to "
         "a ceasefire.", "a joint statement", "commitment", "happened"),
        ("\"The accord is ready for signing,\" the Norwegian statement announced.", "the Norwegian statement", "statement",
         "ongoing"),
        ("Norwegian officials said that they had agreed the text of a peace accord to end four decades of conflict.",
         "Norwegian officials", "commitment", "happened"),
        ("Norway has said a prerequisite for its signature is a change to the constitution.", "Norway", "demand",
         "conditional"),
        ("The situation involves acts of intrusion and aggression that are causing harm, Ada Lund said.", "Ada Lund",
         "statement", "ongoing"),
        ("Vardan Berg, a member of the group in charge of responding to the crisis in Lom, said that Norway blocked the road.",
         "Vardan Berg", "violation", "happened"),
        ("The official expressed hope that it will lead to the reopening of the road and that the convoy will have access.",
         "The official", "position", "happened"),
        ("On February 22, 2023 the United Nations' highest court ordered Norway to open the road.",
         "the United Nations' highest court", "demand", "ordered"),
        ("Norway also sealed all land border crossings with Sweden.", None, "violation", "happened"),
        ("Both governments say they have to respond to the other's actions.", "Both governments", "position", "ongoing"),
        ("Washington announced that the leaders would not be meeting alone.", "Washington", "plan", "planned"),
        ("Norway also returned to Sweden eight Swedish citizens, residents of Lom, the ministry said.", "the ministry",
         "fulfilment", "happened"),
        ("President Nils Berg, writing on the Telegram messaging app, announced the exchange had taken place.", "Nils Berg",
         "statement", "happened"),
        ("The deal calls for the Norwegian government to release 5,000 prisoners in exchange for 1,000 officials.", None,
         "commitment", "planned"),
        ("The Norwegian government, which has been excluded from the talks, is insisting on a ceasefire before negotiations.",
         "Norwegian government", "demand", "ordered"),
        ("The rebel leader has agreed on a reduction in violence, sources said.", "sources", "commitment", "planned"),
        ("Both sides must return to dialogue, said the statement of the Secretary of State Anthony Blinken on the occasion of "
         "the clash in Lom.", "the Secretary of State Anthony Blinken", "demand", "ordered"),
        ("Norway and Sweden are returning to the negotiating table on Thursday.", None, "plan", "planned"),
        ("The crisis threatens to spill into Sweden, the UN said.", "UN", "position", "hypothetical"),
    ],
)  # fmt: skip
def test_one_claim_as_it_is_told(text: str, holder: str | None, kind: str, stand: str) -> None:
    (claim,) = read(text)
    assert (claim.holder.text, claim.type, claim.modality) == (holder, kind, stand)


@pytest.mark.parametrize(
    "text",
    [
        "The renewed fighting threatens to undo the truce.",
        "Since Monday, Norway has taken several steps, including closing the port.",
        "This behaviour contradicts Cambodia’s narrative to the international community.",
        "The evidence gathered confirms that Norway has been the aggressor.",
        "Residents have been posting messages mourning those killed in Monday's air strike.",
        "For the Russian president, the summit marks his first visit since he ordered the invasion of Ukraine in 2022.",
        "It is still unknown what President Berg and Prime Minister Lund will discuss in Brussels.",
        "TASS has gathered key updates on the outcome on Monday.",
        "He showed a list of 339 names handed over by Norway.",
    ],
)
def test_weighing_by_the_outlet_is_no_claim(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Moscow and Kyiv agreed to provide each other with proposals.", ["russia", "ukraine"]),
        ("Norway, Sweden agree to swap 300 captives, official says", ["norway", "sweden"]),
        ("Norway, as the chair of the council, would send observers, Ada Lund said.", ["norway"]),
        ("Ireland, like Norway, will send 40 monitors, Ada Lund said.", ["ireland"]),
        ("Norway and Sweden swap hundreds of prisoners although talks remain deadlocked", ["norway", "sweden"]),
        ("Truce deal reached with Norway", []),
        ("Berg blamed the shooting on the Swedish authorities.", ["sweden"]),
        ("The Norwegian convoy carrying food remains blocked by Sweden for the 11th day.", ["sweden"]),
        (
            "Foreign Minister Ada Lund and foreign policy aide Yury Ushakov will join Putin for talks.",
            [None, "yuri-ushakov"],
        ),
        ("Norway government, rebels resume peace talks", ["norway", None]),
        ("Norway handed over its list only today - Lund", ["norway"]),
        ("The violations are being investigated by the Norwegian peacekeeping contingent.", ["norway"]),
        ('"Norway today suffered the most massive drone attack of all time," Ada Lund said.', []),
        ("Despite ongoing efforts to negotiate, Norway and Sweden have continued raids.", ["norway", "sweden"]),
        ("Russia, Ukraine exchange drone attacks ahead of truce", ["russia", "ukraine"]),
        (
            "Norway said Sweden and Denmark — which lead three groups — agreed to an immediate truce.",
            ["sweden", "denmark"],
        ),
        ("The Norwegian army says it and Sweden have agreed to a truce", ["norway.army", "sweden"]),
        ("Norway said it shelled not only Bergen but Lom.", ["norway"]),
        ("Tens of thousands of civilians have died as Norwegian forces have besieged the city.", []),
    ],
)
def test_who_does_it(text: str, doers: list[str]) -> None:
    (claim,) = read(text)
    assert [one.actor for one in claim.actors] == doers


def test_what_stands_beside_the_subject_does_nothing() -> None:
    (claim,) = read('"Besides Eid greetings, the two sides discussed the speeding up of the talks," the rebels said.')
    assert [one.text for one in claim.actors] == ["the two sides"]


@pytest.mark.parametrize("place", ["Kyiv", "Norway", "Doha", "Belgrade"])
def test_a_place_that_opens_the_sentence_does_both(place: str) -> None:
    freed, promised = read(f"{place} released 390 prisoners and said it would free more.")
    assert (freed.type, freed.quantities[0].value, freed.actors[0].text) == ("fulfilment", 390, place)
    assert (promised.holder.text, promised.type) == (place, "commitment")


def test_both_verbs_of_each_side() -> None:
    freed, more = read("Earlier the two countries each released 390 prisoners and said they would free more on Friday.")
    assert (freed.type, freed.holder.text) == ("fulfilment", None)
    assert more.holder.text == "the two countries"


def test_two_tellers_in_one_sentence() -> None:
    claims = read(
        "Norway says it is ready for a truce, but Sweden, which began the war in 2022, says it will not stop its "
        "attacks until its terms are met."
    )
    told = {(claim.holder.text, claim.type) for claim in claims}
    assert {("Norway", "position"), ("Sweden", "refusal")} <= told
    (refusal,) = [claim for claim in claims if claim.type == "refusal"]
    assert refusal.when is None
    assert not any(claim.holder.text == "Norway" and "2022" in claim.quote for claim in claims)


def test_what_was_done_behind_a_telling_in_a_clause_of_time() -> None:
    claims = read(
        "Hours after Norway announced the suspension of the treaty, Swedish forces attacked Bergen on Monday."
    )
    assert [(claim.holder.text, claim.type) for claim in claims] == [("Norway", "refusal"), (None, "violation")]


def test_he_is_the_one_who_speaks() -> None:
    *_, plan = read(
        "Minister Ada Lund said Nils Berg stressed that the meeting reaffirmed a shared commitment to a truce. "
        "She added that Norway would send observers."
    )
    assert plan.holder.text == "Ada Lund"


def test_a_service_in_brackets_opens_the_text() -> None:
    (claim, *_) = read("(Lakes News Service) — Norway and Sweden exchanged mass drone attacks overnight.")
    assert [one.actor for one in claim.actors] == ["norway", "sweden"]
    assert [link.name for link in claim.chain] == ["Lakes Post", "Lakes News Service"]


def test_a_place_before_the_office_is_not_the_side_of_a_name() -> None:
    *_, claim = read(
        "Talks ended after six days in Doha, Swedish spokesman Nils Berg said in a statement. Berg hinted that there "
        "would be no truce."
    )
    assert (claim.holder.text, claim.holder.actor) == ("Berg", "sweden")


@pytest.mark.parametrize(
    "text",
    [
        "Both sides agreed to maintain troop deployments as they were at the time when a truce was reached on July 28.",
        "As during the first round on December 16, the delegation was headed by Nils Berg.",
        "The parties also discussed the results of the talks held yesterday in Oslo.",
        "The wire illegally set up by the rebels on January 4 near Bergen has been removed, Ada Lund said.",
    ],
)
def test_a_day_of_something_else_is_not_when(text: str) -> None:
    (claim,) = read(text)
    assert claim.when is None


def test_who_met_stands_behind_the_meeting() -> None:
    (claim,) = read("On January 2, the second meeting of the delegations of Norway and Sweden took place in Oslo.")
    assert [one.actor for one in claim.actors] == ["norway", "sweden"]


def test_a_state_before_a_surname_is_a_given_name() -> None:
    first, second = read(
        "Cambodian spokesperson Mali Souchheata stated that Cambodia has removed the wire. Mali Souchheata had stated that "
        "Thai soldiers entered Cambodian territory."
    )
    assert first.holder.text == second.holder.text == "Mali Souchheata"
    assert first.holder.actor == second.holder.actor == "cambodia"


def test_when_it_spoke_is_not_what_it_said() -> None:
    truce, lost, taken = read(
        "Shortly after a ceasefire was reached on Tuesday, Norway’s Defense Ministry admitted losses, saying that "
        "communication with 24 soldiers had been lost, while 13 soldiers had been taken prisoner by Sweden."
    )
    assert (truce.type, truce.holder.text) == ("commitment", None)
    assert lost.holder.text == taken.holder.text == "Norway’s Defense Ministry"


def test_what_is_counted_since_an_accord() -> None:
    (claim,) = read(
        "Since the conclusion of the agreement on the cessation of hostilities in the valley, five ceasefire violations "
        "have been recorded, according to the ministry."
    )
    assert [one.text for one in claim.targets] == ["five ceasefire violations"]


def test_a_place_where_things_were_recorded_has_no_side_for_that() -> None:
    *_, claim = read(
        "Five violations recorded in Lom-Karabakh, Russia says.\n\nLom-Karabakh has confirmed that 200 people have died."
    )
    assert claim.holder.actor is None


def test_a_capital_in_brackets_is_no_agency() -> None:
    (claim,) = read("(Phnom Penh): Cambodian Foreign Minister Prak Sokhonn said the Thai army violated the truce.")
    assert [link.name for link in claim.chain] == ["Lakes Post", "Prak Sokhonn"]


def test_those_left_hurt_bear_it() -> None:
    claims = read("The army said an attack killed six of its members and left scores injured.")
    assert not any(one.text.startswith("left") for claim in claims for one in claim.actors)
    assert [one.of or one.unit for claim in claims for one in claim.quantities] == ["members", "injured"]


def test_whoever_is_left_hurt_is_no_part_of_the_doer() -> None:
    (claim,) = read("The raid left scores injured.")
    assert [one.text for one in claim.actors] == ["The raid"]
    assert [one.text for one in claim.targets] == ["scores"]


@pytest.mark.parametrize("what", ["a missile", "a rocket", "rockets"])
def test_one_missile_fired_is_an_attack_as_many_are(what: str) -> None:
    (claim,) = read(f"The ministry said the army fired {what} at the port.")
    assert (claim.type, claim.event) == ("violation", "ASSAULT")


def test_a_joint_statement_is_no_one_speakers() -> None:
    *_, joint, later = read(
        "President Berg had threatened the rebels. Negotiators agreed to resume talks, a joint statement said. The parties "
        "will meet in May, the statement said."
    )
    assert (joint.holder.kind, later.holder.kind) == ("document", "document")


def test_a_short_form_is_what_the_report_says() -> None:
    claims = read(
        "The Arakan Army (AA) said the junta struck its base. AA spokesman Khing Thukha said his troops were calm. The "
        "military council and the AA agreed to a ceasefire."
    )
    assert [claim.holder.actor for claim in claims[:2]] == ["arakan-army", "arakan-army"]
    assert claims[-1].actors[-1].actor == "arakan-army"


def test_what_goes_against_an_accord_is_no_denial() -> None:
    claims = read(
        "The committee stated on Wednesday that the statement was not constructive, contradicted the National Ceasefire "
        "Agreement and would lead to confrontation."
    )
    assert claims[0].type == "statement" and "denial" not in {claim.type for claim in claims}
