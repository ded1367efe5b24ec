"""What a claim does, by its pattern, modality and polarity: four different things are not a release."""

from __future__ import annotations

import pytest

from guarantor.linking.effects import effect_of
from guarantor.model.claim import Holder
from guarantor.model.provision import EvidencePattern
from linking.making import claim

TABLE = [
    # pattern's effect, type, modality, polarity, effect of the claim
    ("performed", "fulfilment", "happened", "+", "performed"),
    ("performed", "statement", "ongoing", "+", "performed"),
    ("performed", "statement", "happened", "-", "not_performed"),  # "has not released"
    ("performed", "plan", "planned", "+", "intends"),  # "will release"
    ("performed", "commitment", "conditional", "+", "intends"),  # "agreed to release if"
    ("performed", "refusal", "planned", "-", "not_performed"),  # "refused to release"
    ("performed", "denial", "denied", "-", "not_performed"),  # "denied releasing"
    ("performed", "demand", "ordered", "+", "intends"),
    ("performed", "statement", "hypothetical", "+", "intends"),  # "may release"
    ("performed", "statement", "unknown", "+", None),
    ("total", "figure", "happened", "+", "total"),
    ("total", "figure", "happened", "-", None),
    ("total", "figure", "planned", "+", "intends"),
    ("forbidden", "violation", "happened", "+", "forbidden"),
    ("forbidden", "violation", "alleged", "+", "forbidden"),
    ("forbidden", "denial", "denied", "-", "answers"),
    ("forbidden", "statement", "planned", "+", "intends"),  # a threat is no attack
    ("upholds", "statement", "ongoing", "+", "upholds"),
    ("upholds", "statement", "happened", "-", "forbidden"),
    ("triggered", "statement", "happened", "+", "triggered"),
    ("triggered", "denial", "denied", "-", "not_triggered"),
    ("triggered", "plan", "planned", "+", "intends"),
]


@pytest.mark.parametrize(("pattern", "type_", "modality", "polarity", "effect"), TABLE)
def test_effect(pattern: str, type_: str, modality: str, polarity: str, effect: str | None) -> None:
    found = effect_of(
        EvidencePattern(name="p", effect=pattern),  # type: ignore[arg-type]
        claim(type=type_, modality=modality, polarity=polarity),
    )
    assert found == effect


def test_an_allegation_by_nobody_charges_nobody() -> None:
    alleged = claim(type="violation", modality="alleged", holder=Holder(text=None))
    assert effect_of(EvidencePattern(name="p", effect="forbidden"), alleged) is None


def test_a_pattern_that_lists_modalities_keeps_its_effect() -> None:
    pattern = EvidencePattern(name="p", effect="triggered", modalities=("planned",))
    assert effect_of(pattern, claim(modality="planned")) == "triggered"
    assert effect_of(pattern, claim(modality="happened")) is None
