"""What is neither confirmed nor denied, no longer so, not said, told at third hand; and ratios, rates and what is left."""

from __future__ import annotations

import pytest

from guarantor.reading import read_text

NO_DENIAL = [
    "Norway refused to confirm or deny that a deal had been signed.",
    "Norway declined to confirm or deny the report.",
    "Norway neither confirmed nor denied that it had carried out the strike.",
    "Norway did not confirm or deny the presence of its troops.",
]
ROWS = [
    # text, type, modality, sign, holder (None: the outlet)
    ("Norway no longer allows fuel through Lom, aid groups said.", "violation", "ongoing", "-", "aid groups"),
    ("Norway says it no longer holds any captives.", "statement", "ongoing", "-", "Norway"),
    ("According to Lakes Press, two officials said Minister Ada Lund had told Sweden that she would not resume the war.",
     "refusal", "planned", "-", "Ada Lund"),
    ("The envoy said Minister Ada Lund had not said that aid would stop.", "statement", "happened", "-", "The envoy"),
    ("Lakes Press, citing three diplomats, reported that Norway had agreed to a truce.",
     "commitment", "happened", "+", "three diplomats"),
    ("Norway informed mediators that it accepted the proposal, a source said.", "commitment", "happened", "+", "Norway"),
    ("Norway's list was handed to Sweden, which Sweden disputes.", "denial", "denied", "-", "Sweden"),
    ("Norway urged both sides to stop and offered to host talks.", "commitment", "proposed", "+", "Norway"),
    ("One of the soldiers said they had been beaten.", "violation", "happened", "+", "One of the soldiers"),
    ("The Swedish navy said two were wounded; Norway said it had fired no shots.", "statement", "happened", "-", "Norway"),
    ("The Front claimed responsibility for the attack in Oslo.", "violation", "happened", "+", "The Front"),
    ("Talks between Norway and Sweden failed on Monday.", "obstacle", "happened", "-", None),
    ("The council failed to adopt the resolution after Sweden vetoed it.", "obstacle", "happened", "-", None),
    ("The ministers were to meet in Oslo on Friday, but the meeting was put off.", "obstacle", "planned", "+", None),
]  # fmt: skip
FIGURES = [
    # text, the figure in it, its unit and kind
    ("Some 300 to 350 trucks are entering Oslo daily.", None, "trucks/day", "rate"),
    ("The number of dead in Norway rose to more than 700, up from 690 a month ago.", 690, "dead", "flow"),
    ("Sweden said Norway had returned none of the 12 pilots.", 0, "pilots", "share"),
    ("Norway freed 48 prisoners in May and 52 more in June.", 52, "prisoners", "flow"),
    ("15 prisoners were freed for each of its dead, Norway said.", 15, "prisoners/dead", "rate"),
    ("For each of its dead, Norway returned the bodies of 15 soldiers.", 15, "bodies/dead", "rate"),
]


@pytest.mark.parametrize("text", NO_DENIAL)
def test_what_is_left_open_is_not_denied(text: str) -> None:
    kinds = {claim.type for claim in read_text(text, published="2026-05-20")}
    assert kinds <= {"statement"}


@pytest.mark.parametrize(("text", "kind", "modality", "sign", "holder"), ROWS)
def test_each_claim_is_there(text: str, kind: str, modality: str, sign: str, holder: str | None) -> None:
    claims = [
        (one.type, one.modality, one.polarity, None if one.holder.kind == "outlet" else one.holder.text)
        for one in read_text(text, published="2026-05-20")
    ]
    assert (kind, modality, sign, holder) in claims


@pytest.mark.parametrize(("text", "value", "unit", "kind"), FIGURES)
def test_each_figure_is_there(text: str, value: float | None, unit: str | None, kind: str) -> None:
    counted = [one for claim in read_text(text, published="2026-05-20") for one in claim.quantities]
    assert (value, unit, kind) in [(one.value, one.unit, one.kind) for one in counted]
