"""Sentences as agencies write them that once were read wrongly: who holds what, of which kind, and with which words."""

from __future__ import annotations

import pytest

from guarantor.model.claim import Claim
from guarantor.model.report import Report
from guarantor.reading import read_report, read_text

ROWS = [
    # text, then for each claim: holder, types, modalities, words that its quote begins with, words that it ends with
    ("The Lakes Front released 20 UN staff on Sunday, a UN spokesperson said, but was still holding 59.",
     ("a UN spokesperson", "fulfilment", "happened", "The Lakes Front", "said"),
     ("a UN spokesperson", "statement|figure|violation", "ongoing|happened", "was still", "59")),
    ("A total of 3,203 trucks entered the enclave in October, the ministry in Oslo said on Saturday: 2,564 aid trucks "
     "and 639 commercial ones.",
     ("the ministry", "figure", "happened", "A total", "639 commercial ones")),
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
    ("Norland continues to release prisoners.", (None, "fulfilment", "ongoing", "Norland", "prisoners")),
    ("Norway accused the government of bombing villages in the north and of failing to free 700 prisoners.",
     ("Norway", "violation", "happened", "Norway", "north"),
     ("Norway", "violation", "happened", "of failing", "prisoners")),
    ("The Lakes Front announced a unilateral truce from 24 December to 3 January.",
     ("Lakes Front", "commitment", "happened|planned", "The Lakes Front", "3 January")),
    ("Norway would have to cap its army at 60,000, according to a document seen by Reuters.",
     ("a document seen by Reuters", "demand|plan", "proposed|planned", "Norway", "Reuters")),
    ("The Lakes Front agreed to a truce if the army lifts its siege, according to a statement seen by Reuters.",
     ("a statement seen by Reuters", "commitment", "conditional", "The Lakes Front", "Reuters")),
    ("The UN confirmed the release of three staff on Monday.", ("UN", "fulfilment", "happened", "The UN", "Monday")),
    ("Minister Ada Lund said talks with the Front remained frozen.",
     ("Ada Lund", "obstacle", "ongoing", "Minister", "frozen")),
    ("Norway said it saw no point in a ceasefire unless the Front gave up the four regions.",
     ("Norway", "statement|position", "conditional", "Norway", "regions")),
    ("Minister Ada Lund said the ministers of the eight states that met in Oslo in September would gather on Monday.",
     ("Ada Lund", "plan", "planned", "Minister", "Monday")),
    ("The Front told Norway to release the prisoners by Friday.",
     ("The Front", "demand", "ordered", "The Front", "Friday")),
    ("The mediators hope a second round will be held in Oslo in early December.",
     ("The mediators", "position", "hypothetical", "The mediators", "December")),
    ("The parties failed to agree on a date for the next round.",
     (None, "obstacle", "happened", "The parties", "round")),
    ("The premier said the truce would be halted until Norway apologised.",
     ("The premier", "refusal", "conditional", "The premier", "apologised")),
    ("Witnesses said gunmen had executed dozens of men at the gates of the city; the Front denied it.",
     ("Witnesses", "violation", "happened", "Witnesses", "city"),
     ("Front", "denial", "denied", "the Front", "it")),
    ("Minister Ada Lund dismissed the appeal.", ("Ada Lund", "refusal", "planned", "Minister", "appeal")),
    ("Minister Ada Lund dismissed the report.", ("Ada Lund", "denial", "denied", "Minister", "report")),
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


def test_a_truce_announced_from_a_day_lies_ahead() -> None:
    (claim,) = read("The Lakes Front announced a unilateral truce from 24 December to 3 January.")
    assert claim.when is not None and (claim.when.start, claim.when.end) == ("2025-12-24", "2026-01-03")


def test_a_figure_behind_a_colon_stays_with_its_speaker() -> None:
    text = (
        "Some 3,203 trucks entered it, the ministry in Oslo said on Saturday: 2,564 aid trucks and 639 commercial ones."
    )
    (claim,) = read(text)
    assert claim.holder.text == "the ministry" and [one.value for one in claim.quantities] == [3203, 2564, 639]


def test_the_agency_is_the_one_that_the_report_is_credited_to() -> None:
    report = Report(
        text="The rebels left the town on Sunday, the agency said.", location="-", outlet="Lakes Post", credit="Reuters"
    )
    (claim,) = read_report(report).claims
    assert claim.holder.actor == "reuters" and [link.role for link in claim.chain] == ["outlet", "holder"]


def test_who_tells_of_a_release_does_not_release() -> None:
    (claim,) = read("The UN confirmed the release of three staff on Monday.")
    assert not claim.actors and claim.targets[0].text == "three staff"


def test_the_doer_is_not_taken_from_a_relative_clause() -> None:
    (claim,) = read("The ministers of the states that met Ada Lund in Oslo would gather on Monday, Norway said.")
    assert [one.text for one in claim.actors] == ["The ministers of the states"]


def test_a_time_behind_the_counted_is_not_counted() -> None:
    (claim,) = read("The Front will release 115 prisoners next week, Minister Ada Lund told reporters.")
    assert [(each.value, each.unit) for each in claim.quantities] == [(115, "prisoners")]
    assert [each.text for each in claim.targets] == ["115 prisoners"]
    assert claim.when is not None
