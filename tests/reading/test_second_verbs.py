"""Second verbs of one subject, verbs that a wrong tag hid, and small counts: each claim that must be there."""

from __future__ import annotations

import pytest

from guarantor.reading import read_text

ROWS = [
    # text; then of each claim that must be there: type, modality, holder (None: the outlet), words that it begins with
    ("Norway's foreign ministry spokesperson, Ada Lund, hailed \"a first step\" and announced that talks would begin on 8 May.",
     ("position", "ongoing", "Ada Lund", "Norway's"), ("plan", "planned", "Ada Lund", "announced that")),
    ("Norway accepted the plan, but Sweden denied having agreed to any such step and insisted that the port be opened.",
     ("denial", "denied", "Sweden", "Sweden denied"), ("demand", "ordered", "Sweden", "insisted that")),
    ("Sweden condemned what it called a crime and called on the mediators to act.",
     ("demand", "ordered", "Sweden", "called on")),
    ("The joint declaration, signed on 26 May in Oslo, called on both sides to pull back heavy weapons.",
     ("demand", "proposed", None, "The joint")),
    ("Minister Ada Lund said the observer team was verifying the reports.", ("statement", "ongoing", "Ada Lund", "Minister")),
    ("Norway has called for a swap, which Sweden has so far refused.", ("refusal", "planned", "Sweden", "which")),
    ("The exchange took place a day after negotiators failed to agree on a moratorium.",
     ("obstacle", "happened", None, "negotiators")),
    ("The army repelled an attack in Oslo, a source told Lakes Press, while envoys of Norway held talks in Lom.",
     ("meeting", "happened", None, "envoys")),
    ("Minister Ada Lund said only 57 of the prisoners could be identified.", ("figure", "happened", "Ada Lund", "Minister")),
    ("\"We are working to bring them back,\" Minister Ada Lund said.", ("statement", "ongoing", "Ada Lund", '"We are')),
    ("\"We did not reject the offer,\" Minister Ada Lund said.", ("denial", "denied", "Ada Lund", '"We did')),
    ("If an agreement were reached, passage would be allowed both ways, Minister Ada Lund said.",
     ("plan", "conditional", "Ada Lund", "If an")),
    ("Fighting between Norway and the northern groups of Lom continues despite the terms signed in Oslo on 2 May.",
     ("violation", "ongoing", None, "Fighting")),
    ("The mission has deployed a team of monitors in Oslo, its acting head, Vivian van der Lund, announced on Thursday.",
     ("statement", "happened", "Vivian van der Lund", "The mission")),
    ("Local sources contacted by the radio confirmed an attack.", ("violation", "happened", "Local sources", "Local")),
    ("She accused Norway of bombing Lom on Wednesday, killing seven people.", ("violation", "happened", "She", "She")),
    ("Flights to Oslo resumed on Sunday, Minister Ada Lund said.", ("fulfilment", "happened", "Ada Lund", "Flights")),
    ("The team, made up of about 20 men, will visit Oslo on Friday.", ("plan", "planned", None, "The team")),
    ("Sweden rejected the account.", ("denial", "denied", "Sweden", "Sweden")),
    ("About 300 people have fled Lom, the Migration Office estimates.", ("figure", "happened", "Migration Office", "About")),
]  # fmt: skip

COUNTS = [
    # text, the figure in it and its unit
    ("The envoy said that five civilians were killed.", 5, "civilians"),
    ("Norway says three of its soldiers have been killed.", 3, "soldiers"),
    ("The blast in Oslo killed three, the army said.", 3, "people"),
    ("She accused Norway of bombing Lom on Wednesday, killing seven people.", 7, "people"),
    ("All but one of the 20 captives were freed on Monday.", 19, "captives"),
]


@pytest.mark.parametrize("row", ROWS, ids=[str(row[0])[:40] for row in ROWS])
def test_each_claim_is_there(row: tuple[str | tuple[str, str, str | None, str], ...]) -> None:
    text, *wanted = row
    claims = [
        (one.type, one.modality, None if one.holder.kind == "outlet" else one.holder.text, one.quote)
        for one in read_text(str(text), published="2026-05-20")
    ]
    for kind, modality, holder, begins in wanted:
        assert any(
            one[:3] == (kind, modality, holder) and one[3].startswith(begins) for one in claims
        ), claims  # fmt: skip


@pytest.mark.parametrize(("text", "value", "unit"), COUNTS)
def test_small_counts(text: str, value: float, unit: str) -> None:
    counted = [one for claim in read_text(text, published="2026-05-20") for one in claim.quantities]
    assert (value, unit) in [(one.value, one.unit) for one in counted]


def test_nothing_is_counted_where_the_rest_is_not_told() -> None:
    """ "All but one": how many that is, is not said."""
    claims = read_text("Norway freed all but one captive on Monday.", published="2026-05-20")
    assert claims and not [one for claim in claims for one in claim.quantities]
