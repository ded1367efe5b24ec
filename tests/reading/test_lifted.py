"""Asides in set words: who asked not to be named, "for its part". The sentence around them is read as without them."""

from __future__ import annotations

import pytest

from guarantor.model.claim import Claim
from guarantor.reading import read_text
from guarantor.reading.lifted import asides_of, outside
from guarantor.reading.text import read_document

PAIRS = [
    # text, the same without the aside
    ("A Swedish official who asked not to be named promised on Wednesday to sign the deal.",
     "A Swedish official promised on Wednesday to sign the deal."),
    ("A diplomat who spoke on condition of anonymity accused Norway of shelling Narvik.",
     "A diplomat accused Norway of shelling Narvik."),
    ("Norway freed two sailors, a diplomat who was not authorised to speak publicly said on Monday.",
     "Norway freed two sailors, a diplomat said on Monday."),
    ("A diplomat, speaking on condition of anonymity, denied that Norway had shelled Narvik.",
     "A diplomat denied that Norway had shelled Narvik."),
    ("Two officers who declined to be identified because of the sensitivity of the talks said Norway would free nine men.",
     "Two officers said Norway would free nine men."),
    ("Norway, for its part, promised to free the sailors.", "Norway promised to free the sailors."),
    ("Norway, however, has refused to free the sailors.", "Norway has refused to free the sailors."),
    ("The Post quoted an aide who asked not to be named as saying Norway should free the sailors.",
     "The Post quoted an aide as saying Norway should free the sailors."),
]  # fmt: skip


def _told(claim: Claim) -> tuple[object, ...]:
    sides = tuple((one.text, one.actor) for one in (*claim.actors, *claim.targets))
    return claim.holder.text, claim.type, claim.modality, claim.polarity, sides, claim.when and claim.when.start


@pytest.mark.parametrize(("text", "plain"), PAIRS)
def test_an_aside_changes_nothing_around_it(text: str, plain: str) -> None:
    told = [_told(claim) for claim in read_text(text, published="2026-03-12")]
    assert told == [_told(claim) for claim in read_text(plain, published="2026-03-12")]
    assert len(told) == 1


@pytest.mark.parametrize(
    "text",
    ["The official asked not to be named.", "The official spoke on condition of anonymity.", "Norway spoke, too."],
)
def test_what_is_no_aside_stays(text: str) -> None:
    assert not asides_of(read_document(text).sentences[0].texts)
    assert not read_text(text)


def test_every_word_keeps_its_place_and_a_head_in_the_sentence() -> None:
    (sentence,) = read_document("An aide who asked not to be named said Oslo, in turn, would sign.").sentences
    assert " ".join(outside(sentence.texts)) == "An aide said Oslo would sign ."
    assert sum(token.head < 0 for token in sentence.tokens) == 1
    assert all(token.head < len(sentence.tokens) for token in sentence.tokens)
    assert [token.text for token in sentence.tokens] == list(sentence.texts)
