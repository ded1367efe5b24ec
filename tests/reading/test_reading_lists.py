"""Each example in the lists of layout, credits, tellings and stances is a test."""

from __future__ import annotations

import pytest

from guarantor.reading import read_text
from guarantor.reading.actors import Cast, world
from guarantor.reading.credits import credits_of
from guarantor.reading.layout import layout_of
from guarantor.reading.patterns import read_table
from guarantor.reading.text import read_document

LAYOUT = read_table("layout.tsv")
STANCES = read_table("judging/stances.tsv")
PHRASES = [row for row in read_table("judging/phrases.tsv") if row["example"] != "-"]
TELLINGS = [row for row in read_table("tellings.tsv") if row["role"] in {"tell", "act"}]


@pytest.mark.parametrize("row", LAYOUT, ids=[f"{row['kind']} {row['words']}" for row in LAYOUT])
def test_a_line_of_a_page(row: dict[str, str]) -> None:
    text = f"The envoys met on Monday.\n\n{row['example']}\n\nThey agreed to meet again in the capital."
    roles = layout_of(read_document(text)).roles
    assert roles[1] == row["kind"]


@pytest.mark.parametrize("row", STANCES, ids=[row["cue"] for row in STANCES])
def test_a_stance(row: dict[str, str]) -> None:
    claims = read_text(row["example"])
    assert (row["type"], "The envoy") in {(claim.type, claim.holder.text) for claim in claims}


@pytest.mark.parametrize("row", PHRASES, ids=[f"{row['name']} {row['verb']}" for row in PHRASES])
def test_a_phrase(row: dict[str, str]) -> None:
    fitting = [claim for claim in read_text(row["example"], published="2026-06-18") if f"< {row['name']}" in claim.rule]
    assert fitting
    for claim in fitting:
        kind = "figure" if claim.rule.endswith("< figure") else row["type"]
        assert row["type"] in {"=", claim.type} or kind == claim.type
        assert row["modality"] in {"=", claim.modality} or kind == "figure"
        assert row["sign"] in {"=", claim.polarity}


@pytest.mark.parametrize("row", TELLINGS, ids=[row["cue"] for row in TELLINGS])
def test_a_telling_s_source_holds_what_it_tells(row: dict[str, str]) -> None:
    claims = read_text(row["example"])
    assert claims and all(claim.holder.text and claim.holder.kind != "outlet" for claim in claims)


@pytest.mark.parametrize("row", read_table("credits.tsv"), ids=lambda row: str(row["words"]))
def test_a_credit(row: dict[str, str]) -> None:
    example = row["example"].replace("Lakes Press", "Reuters").replace("Lakes Post", "Arab News")
    document = read_document(f"The army left the town.\n\n{example}")
    assert credits_of(document, Cast(document, world()))
