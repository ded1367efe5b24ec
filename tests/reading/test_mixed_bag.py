"""Sentences made up on the spot: what will, would, may or did not happen, who says so, and what is no claim of a deed."""

from __future__ import annotations

import pytest

from guarantor.reading import read_text

MIXED = [
    ("Hamas will release six captives on Saturday, its spokesman Hazem Qassem said.", "commitment", "planned", "+"),
    ("The M23 refused to release the soldiers it captured in Uvira.", "refusal", "planned", "-"),
    ("Kyiv denied releasing the Russian pilot.", "denial", "denied", "-"),
    ("The Houthis agreed to release 40 detainees if the airport reopens.", "commitment", "conditional", "+"),
    ("Lavrov is expected to say on Monday that Moscow accepts the plan.", "plan", "planned", "+"),
    ("Qatar announced a meeting of the two delegations in Doha next week.", "plan", "planned", "+"),
    ("Thailand said it had released 18 Cambodian soldiers.", "fulfilment", "happened", "+"),
    ("The RSF has yet to release the aid workers it holds in Nyala.", "statement", "happened", "-"),
    ("Zelenskyy promised to send a delegation unless Russia bombs Kyiv again.", "commitment", "conditional", "+"),
    ("Israel is considering releasing the bodies of 15 Palestinians.", "plan", "hypothetical", "+"),
    ("According to the Red Cross, no prisoners were released on Tuesday.", "statement", "happened", "-"),
    ("The mediators urged Kinshasa to release the remaining detainees.", "demand", "ordered", "+"),
    ("The ELN threatened to kill the officers if the army entered the area.", "demand", "conditional", "+"),
    ("Rubio said the United States would neither confirm nor deny the report.", "statement", "happened", "-"),
    ("The Kremlin dismissed reports that a summit had been agreed as fiction.", "denial", "denied", "-"),
    ("Had Rwanda withdrawn its troops, the talks would have resumed, a diplomat said.", "statement", "hypothetical", "+"),
    ("Azerbaijan ruled out releasing the leaders before the treaty is signed.", "refusal", "conditional", "-"),
    ("The guerrillas offered to release two soldiers in exchange for medicine.", "commitment", "conditional", "+"),
    ("Rwanda's president said his troops would leave only after the FDLR was disarmed.", "demand", "conditional", "+"),
    ("An agreement could be signed as early as Friday, two diplomats said.", "plan", "hypothetical", "+"),
    ("Witnesses reported heavy shelling near Kadugli after the truce expired.", "violation", "happened", "+"),
    ("The release of 30 prisoners, planned for Thursday, was postponed.", "obstacle", "planned", "+"),
]  # fmt: skip
NOTHING_DONE = [
    "The SDF stopped short of promising to hand over the dam.",
    "It is not known whether the rebels will accept the offer.",
    "The interim government has not released the detainees it promised to free.",
]


@pytest.mark.parametrize(("text", "kind", "modality", "polarity"), MIXED)
def test_each_is_read_as_what_it_is(text: str, kind: str, modality: str, polarity: str) -> None:
    claims = read_text(text, published="2026-02-17")
    assert (kind, modality, polarity) in [(claim.type, claim.modality, claim.polarity) for claim in claims]


@pytest.mark.parametrize("text", NOTHING_DONE)
def test_what_was_not_done_makes_no_deed(text: str) -> None:
    done = {"fulfilment", "commitment", "meeting", "refusal", "violation"}
    assert not [claim for claim in read_text(text, published="2026-02-17") if claim.type in done]
