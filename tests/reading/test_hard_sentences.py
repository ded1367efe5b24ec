"""Sentences as agencies write them that once were read wrongly: who holds what, of which kind, and with which words."""

from __future__ import annotations

import pytest

from guarantor.model.claim import Claim
from guarantor.reading import read_text

ROWS = [
    # text, then for each claim: holder, types, modalities, words that its quote begins with, words that it ends with
    ("The Lakes Front released 20 UN staff on Sunday, a UN spokesperson said, but was still holding 59.",
     ("a UN spokesperson", "fulfilment", "happened", "The Lakes Front", "said"),
     ("a UN spokesperson", "statement|figure|violation", "ongoing|happened", "was still", "59")),
    ("A total of 3,203 trucks entered the enclave in October, the ministry in Oslo said on Saturday: 2,564 aid trucks "
     "and 639 commercial ones.",
     ("ministry in Oslo", "figure", "happened", "A total", "639 commercial ones")),
    ("The Lakes Front handed over the last 13 men on Monday, the Norwegian army said, completing the release of all 20.",
     ("Norwegian army", "fulfilment", "happened", "The Lakes Front", "all 20")),
    ("The convoy reached the town, the ministry said, and 40 families received food.",
     ("the ministry", "statement|fulfilment|figure", "happened", "The convoy", "said"),
     ("the ministry", "fulfilment|figure", "happened", "40 families", "food")),
    ("The army shelled the town, the governor said, speaking in the capital.",
     ("the governor", "violation", "happened", "The army", "said")),
    ("The spokesman said that while the army had left the town, police would stay.",
     ("The spokesman", "fulfilment", "happened", "The spokesman", "town"),
     ("The spokesman", "plan|statement", "planned", "police", "stay")),
    ("The Front agreed in Geneva to begin moving fighters to three zones from 1 March.",
     (None, "commitment", "planned", "The Front", "1 March")),
    ("Norway met the Front in order to align it with the wider process.",
     (None, "meeting", "happened", "Norway", "process")),
    ("Officials declined to say whether the hostages were alive.",
     ("Officials", "statement", "happened", "Officials", "alive")),
    ("Minister Ada Lund said that it is not yet a final accord but sets the method of the next talks.",
     ("Ada Lund", "statement", "ongoing", "Minister Ada Lund said that it is not yet a final", "talks")),
    ("Hospital officials in Narvik said they had received 30 bodies.",
     ("Hospital officials", "fulfilment|statement|figure", "happened", "Hospital officials", "bodies")),
    ("On 3 October Norway said it was ready to release all captives.",
     ("Norway", "commitment", "planned", "Norway said", "captives")),
    ("US Secretary of State Ada Lund said on Friday that the talks would resume.",
     ("Ada Lund", "plan", "planned", "US Secretary", "resume")),
    ("Elections planned for December 2026 cannot be held without a census, the opposition said.",
     ("the opposition", "obstacle|refusal|statement", "ongoing|planned|happened", "Elections", "said")),
    ("One of the bodies received does not match any of the captives, the ministry said.",
     ("the ministry", "statement", "happened|ongoing", "One of the bodies", "said")),
    ("The deal calls for the release of 250 prisoners within 72 hours.",
     (None, "plan|commitment", "planned", "The deal", "hours")),
]  # fmt: skip


def read(text: str) -> list[Claim]:
    """The claims of a text, each cutting its words."""
    claims = read_text(text, published="2025-11-02", outlet="Lakes Post")
    for claim in claims:
        claim.check(text)
    return claims


def told(claim: Claim) -> str:
    return f"{claim.type} {claim.modality} {claim.holder.text} | {claim.quote}"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row[0])[:40])
def test_each_claim_is_what_a_careful_reader_would_make(row: tuple[str, ...]) -> None:
    text, *wanted = row
    claims = read(text)
    assert len(claims) == len(wanted), [told(claim) for claim in claims]
    for claim, (holder, types, modalities, begin, end) in zip(claims, wanted, strict=True):
        assert claim.holder.text == holder or (holder and holder in str(claim.holder.text)), told(claim)
        assert claim.type in types.split("|"), told(claim)
        assert claim.modality in modalities.split("|"), told(claim)
        assert claim.quote.startswith(begin) and claim.quote.endswith(end), told(claim)
