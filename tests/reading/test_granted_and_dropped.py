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
    ("The envoy said Norwegian forces had taken the village of Lom.", "violation", "happened", "+", "The envoy", "The"),
]  # fmt: skip


@pytest.mark.parametrize("row", TOLD, ids=[row[0][:40] for row in TOLD])
def test_it_is_told_so(row: tuple[str, str, str, str, str | None, str]) -> None:
    text, kind, modality, sign, holder, begins = row
    claim = _claims(text)[0]
    who = None if claim.holder.kind == "outlet" else claim.holder.text
    assert (claim.type, claim.modality, claim.polarity, who) == (kind, modality, sign, holder)
    assert claim.quote.startswith(begins)
