"""Eight invented articles on eight peace processes, read whole and held against what a careful reader would claim."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from guarantor.model.claim import Claim
from guarantor.reading import read_text

ARTICLES = Path(__file__).parent / "articles"
PUBLISHED = {
    "ukraine": "2025-11-14",
    "sudan": "2025-11-09",
    "congo": "2025-10-16",
    "thai": "2025-11-11",
    "colombia": "2025-10-22",
    "ethiopia": "2025-11-06",
    "yemen": "2025-11-01",
    "southsudan": "2025-10-30",
}
PRECISION, RECALL = 0.85, 0.8


def rows() -> list[dict[str, str]]:
    """What is expected, one row a claim."""
    lines = (ARTICLES / "expected.tsv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t"))


@pytest.fixture(scope="module")
def found() -> dict[str, list[Claim]]:
    """The claims of every article, each checked against its text."""
    made = {}
    for name, published in PUBLISHED.items():
        text = (ARTICLES / f"{name}.txt").read_text(encoding="utf-8")
        made[name] = read_text(text, published=published, outlet="Lakes Post")
        for claim in made[name]:
            claim.check(text)
    return made


def fits(claim: Claim, row: dict[str, str]) -> bool:
    """Found with holder, kind and modality."""
    holder = claim.holder.text or "-"
    held = any(
        holder == one or (one != "-" and one in holder) or holder in one.split() for one in row["holder"].split("|")
    )
    return (
        row["words"] in claim.quote
        and claim.type in row["type"].split("|")
        and claim.modality in row["modality"].split("|")
        and held
    )


def test_most_claims_are_right_and_most_are_found(found: dict[str, list[Claim]]) -> None:
    expected = rows()
    wrong = [
        f"{name}: {claim.type} {claim.modality} {claim.holder.text} | {claim.quote}"
        for name, claims in found.items()
        for claim in claims
        if not any(row["article"] == name and fits(claim, row) for row in expected)
    ]
    missed = [
        f"{row['article']}: {row['words']}"
        for row in expected
        if not any(fits(claim, row) for claim in found[row["article"]])
    ]
    total = sum(len(claims) for claims in found.values())
    assert 1 - len(wrong) / total >= PRECISION, "\n".join(wrong)
    assert 1 - len(missed) / len(expected) >= RECALL, "\n".join(missed)


def test_no_agency_dateline_or_byline_is_claimed(found: dict[str, list[Claim]]) -> None:
    for claims in found.values():
        for claim in claims:
            assert (
                "Reporting by" not in claim.quote and "(Reuters)" not in claim.quote and "Follow AP" not in claim.quote
            )


def test_agencies_of_datelines_are_in_the_chain(found: dict[str, list[Claim]]) -> None:
    for name, agency in (("ukraine", "reuters"), ("colombia", "ap")):
        body = [claim for claim in found[name] if claim.span[0] > 150]
        assert all(claim.chain[1].actor == agency for claim in body)
