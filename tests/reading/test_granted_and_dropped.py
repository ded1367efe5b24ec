"""What was asked for and not granted, stands that were dropped, names in quotation marks, times between verb and object."""

from __future__ import annotations

import pytest

from guarantor.model.claim import Claim
from guarantor.reading import read_text

PUBLISHED = "2026-05-20"
ROWS = [
    # text, type, modality, sign, holder (None: the outlet)
    ("Norway denied a request by the envoy to visit the camp.", "refusal", "happened", "-", "Norway"),
    ("Norway denied entry to three aid workers on Monday.", "refusal", "happened", "-", "Norway"),
    ("Norway has denied aid agencies access to Lom.", "refusal", "happened", "-", "Norway"),
    ("Norway denied reports that access to Lom was blocked.", "denial", "denied", "-", "Norway"),
    ("Monitors were denied access to the site on Tuesday.", "refusal", "happened", "-", None),
    ("The envoy said Norway no longer insists that Sweden disarm.", "position", "ongoing", "-", "The envoy"),
    ("Norway no longer demands a written guarantee, the envoy said.", "position", "ongoing", "-", "The envoy"),
    ('The "Lom Republic" claims that 12 civilians were wounded by Norway.', "violation", "happened", "+", "Lom Republic"),
    ("Norway and Sweden called Thursday for a truce.", "demand", "ordered", "+", "Norway and Sweden"),
]  # fmt: skip


def _claims(text: str) -> tuple[Claim, ...]:
    return read_text(text, published=PUBLISHED)


@pytest.mark.parametrize("row", ROWS, ids=[str(row[0])[:40] for row in ROWS])
def test_the_claim_is_there(row: tuple[str, str, str, str, str | None]) -> None:
    text, *wanted = row
    made = [
        (one.type, one.modality, one.polarity, None if one.holder.kind == "outlet" else one.holder.text)
        for one in _claims(text)
    ]
    folded = [(*one[:3], one[3].lower() if one[3] else None) for one in made]
    holder = wanted[3].lower() if wanted[3] else None
    assert (*wanted[:3], holder) in folded, made


@pytest.mark.parametrize(
    "who", ["Sources close to the Commission", "A source close to Norway", "People close to Norway"]
)
def test_whoever_is_close_to_a_body_is_not_the_body(who: str) -> None:
    (claim,) = _claims(f"{who} said the fund would be set up by March.")
    assert (claim.holder.text, claim.holder.kind, claim.holder.actor) == (who, "anonymous", None)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Norway struck late Thursday the port of Lom.", "the port of Lom"),
        ("Norway shelled Thursday evening the village of Lom.", "the village of Lom"),
        ("Norway attacked Lom Thursday.", "Lom"),
    ],
)
def test_a_time_bears_nothing(text: str, target: str) -> None:
    (claim,) = _claims(text)
    assert [one.text for one in claim.targets] == [target]


@pytest.mark.parametrize("text", ["The envoy said the fund would be set up by March.", "Norway attacked on Thursday."])
def test_a_time_does_nothing(text: str) -> None:
    (claim,) = _claims(text)
    assert not {"March", "Thursday"} & {one.text for one in (*claim.actors, *claim.targets)}


TOLD = [
    # text, type, modality, sign, holder (None: the outlet), how the quotation begins
    ("The Lom agency, the Norwegian office that oversees deliveries, says the target has been met since May.",
     "fulfilment", "happened", "+", "The Lom agency", "The Lom agency"),
    ("In the week to 3 May an average of 145 trucks a day entered Lom, the agency's dashboard shows.",
     "figure", "happened", "+", "the agency's dashboard", "In the week"),
    ("Neither has been applied in Norway, a Swedish diplomat conceded, although the Red Cross did visit Lom.",
     "statement", "happened", "-", "a Swedish diplomat", "Neither"),
    ("Norway will leave the pact, its foreign minister, Ada Lund, has warned.",
     "plan", "planned", "+", "Ada Lund", "Norway"),
    ("Four days after the rebels of Norway announced that they would leave Lom, traders in the port were still at work.",
     "plan", "planned", "+", "the rebels of Norway", "the rebels"),
    ("At least six people were killed in a strike on Lom, regional governors said.",
     "violation", "happened", "+", "regional governors", "At least"),
    ("The envoy said that 300 patients were waiting for permission to leave Lom.",
     "figure", "ongoing", "+", "The envoy", "The envoy"),
    ("Fewer than 1,300 civilians are believed to remain in Lom, Ada Lund said.",
     "figure", "hypothetical", "+", "Ada Lund", "Fewer"),
    ("Ada Lund did not rule out a meeting with Sweden.", "position", "hypothetical", "+", "Ada Lund", "Ada Lund"),
    ("The envoy said the rebels had moved their weapons into the hills, some 20 kilometres to the north.",
     "statement", "happened", "+", "The envoy", "The envoy"),
    ("The envoy said the front would hold Norway responsible if troops moved in.",
     "demand", "conditional", "+", "The envoy", "The envoy"),
    ("The agreement lays down that a mission shall be set up in Norway before any troops are moved.",
     "commitment", "planned", "+", None, "The agreement"),
    ('The vote was "a sham", said Ada Lund.', "statement", "happened", "+", "Ada Lund", "The vote"),
    ('Reports that Norway had threatened to quit were "totally false", said Ada Lund.',
     "denial", "denied", "-", "Ada Lund", "Reports"),
    ("Norway, the envoy claimed, has the remains of at least one captive.", "statement", "ongoing", "+", "the envoy", "Norway"),
    ("Were Norway to reopen the border, Sweden would free 20 prisoners, Ada Lund said.",
     "plan", "conditional", "+", "Ada Lund", "Were"),
    ("An adviser of Norway, asked about the raid, told reporters that two people were killed.",
     "violation", "happened", "+", "An adviser of Norway", "An adviser"),
    ("The truce has been extended by 72 hours, Norway's foreign office announced in a post on Monday.",
     "commitment", "happened", "+", "Norway's foreign office", "The truce"),
    ('"We did not bomb the convoy," an army spokesman insisted, but residents of Lom said they had seen a jet.',
     "denial", "denied", "-", "an army spokesman", '"We'),
    ("Ada Lund had ordered a 30-hour truce in Norway.", "commitment", "planned", "+", None, "Ada Lund"),
    ('If the shelling does not stop, Ada Lund warned, "we will have no choice but to respond".',
     "demand", "conditional", "+", "Ada Lund", "Ada Lund"),
    ("The army of Norway once again shelled the port of Lom.", "violation", "happened", "+", None, "The army"),
    ("The ministry of Norway has raised the toll from the attack on Lom to five killed.",
     "figure", "happened", "+", "The ministry of Norway", "The ministry"),
    ("The group has announced the killing of its commander in Norway.", "violation", "happened", "+", "The group", "The"),
    ("Norway warned that it would have to halt deliveries unless money arrives before June.",
     "plan", "conditional", "+", "Norway", "Norway"),
    ("Under a proposal of the envoy, the Government would release 1,700 detainees.",
     "plan", "planned", "+", None, "Under"),
    ("The parties have yet to exchange final lists.", "obstacle", "happened", "-", None, "The parties"),
    ('"Nothing can be signed as long as the rebels are in Lom," Ada Lund said.',
     "refusal", "conditional", "-", "Ada Lund", '"Nothing'),
    ("It suspended the handover on 5 May, and Prime Minister Ada Lund of Norway ruled out talks.",
     "refusal", "happened", "-", None, "It"),
    ("Residents of Lom fear the strike may be followed by others, Ada Lund said.",
     "position", "hypothetical", "+", "Ada Lund", "Residents"),
    ("The army said its troops had completed the capture of Lom.", "violation", "happened", "+", "The army", "The army"),
    ("The army said its troops had liberated Lom.", "violation", "happened", "+", "The army", "The army"),
    ('"Our men have liberated Lom," Ada Lund was quoted by the Post as saying.',
     "violation", "happened", "+", "Ada Lund", '"Our'),
    ('Ada Lund called the statement of Norway "not true".', "denial", "denied", "-", "Ada Lund", "Ada Lund"),
    ("The institute said it had seen no evidence that would allow it to confirm either version.",
     "statement", "ongoing", "-", "The institute", "The institute"),
    ("The Red Cross said its teams received a coffin from Islamic Jihad in Lom.",
     "fulfilment", "happened", "+", "Red Cross", "The Red Cross"),
    ("Crews recovered 14 bodies from the ruins of a house in Lom that was hit in May, an official of Norway said.",
     "figure", "happened", "+", "an official of Norway", "Crews"),
    ("The remains returned on Tuesday are not those of a soldier of Norway, the institute established.",
     "statement", "ongoing", "-", "the institute", "The remains"),
    ("Some 680,000 people were without water in Lom, the agency estimated on 11 May.",
     "figure", "happened", "+", "the agency", "Some"),
    ("By noon no buses of Norway had appeared, a driver said.", "statement", "happened", "-", "a driver", "By noon"),
    ("Norway and Sweden have each denied arming the rebels.", "denial", "denied", "-", "Norway and Sweden", "Norway"),
    ("Norway, whose troops crossed into Lom in 2021, disputes that it has shelled the port.",
     "denial", "denied", "-", "Norway", "Norway"),
    ('"Nobody will be handed over," a commander of Norway vowed in a voice message.',
     "refusal", "planned", "-", "a commander of Norway", '"Nobody'),
    ("Norway has rejected the findings of the report.", "denial", "denied", "-", "Norway", "Norway"),
    ("Ada Lund said it was Norway which had shelled the gate of Lom.",
     "violation", "happened", "+", "Ada Lund", "Ada Lund"),
    ("Ada Lund said she could not imagine how Swedes and Norwegians would run the plant.",
     "position", "ongoing", "-", "Ada Lund", "Ada Lund"),
    ("The envoy said Norwegian forces had taken the village of Lom.", "violation", "happened", "+", "The envoy", "The"),
]  # fmt: skip


@pytest.mark.parametrize("row", TOLD, ids=[row[0][:40] for row in TOLD])
def test_it_is_told_so(row: tuple[str, str, str, str, str | None, str]) -> None:
    text, kind, modality, sign, holder, begins = row
    claim = _claims(text)[0]
    who = None if claim.holder.kind == "outlet" else claim.holder.text
    assert (claim.type, claim.modality, claim.polarity, who) == (kind, modality, sign, holder)
    assert claim.quote.startswith(begins)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Norway has turned down two requests by Sweden to visit the port of Lom.", "demand"),
        ("Norway and Sweden argue over who shut the gate of Lom.", "violation"),
        ("A monitor who declined to be named described seeing 30 trucks cross at Lom.", "refusal"),
    ],
)
def test_what_nobody_says_is_not_claimed(text: str, words: str) -> None:
    assert words not in {one.type for one in _claims(text)}


def test_she_is_no_man_and_he_no_woman() -> None:
    text = (
        "Former president Nils Berg alleged on Friday that Norway had promised to leave Lom, which the government's "
        "spokeswoman, Ada Lund, denied. No such promise had been given, she said."
    )
    assert _claims(text)[-1].holder.text == "Ada Lund"
    text = "The army's spokesman, Nils Berg, met the spokeswoman, Ada Lund, on Friday. Norway had left Lom, he said."
    assert _claims(text)[-1].holder.text == "Nils Berg"


def test_a_paragraph_that_is_only_a_quotation_goes_on_with_the_speaker_before() -> None:
    text = (
        '"They left at night," said Hawa Lund, a mother of five.\n\n"They separated the men. They burned the village."'
    )
    assert {one.holder.text for one in _claims(text)} == {"Hawa Lund"}


def test_words_that_a_headline_quotes_of_nobody_make_no_claim() -> None:
    text = "'They left Lom on Monday': town counts its missing\n\nTraders in the port of Lom were asking on Monday who had gone."
    assert not [one for one in _claims(text) if "They left" in one.quote]


def test_what_they_number_is_what_the_sentence_before_is_about() -> None:
    text = "The first batch of the unified forces of Norway graduated on Tuesday. They number 21,973."
    counted = [(one.value, one.unit) for claim in _claims(text) for one in claim.quantities]
    assert counted == [(21973.0, "forces")]
