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
    ("A Swedish diplomat briefed on the talks denied reports that Norway had bombed a market in Narvik.",
     "A Swedish diplomat denied reports that Norway had bombed a market in Narvik."),
    ("A Swedish diplomat familiar with the draft promised on Tuesday to hand over the bodies.",
     "A Swedish diplomat promised on Tuesday to hand over the bodies."),
    ("Norway, for its part, promised to free the sailors.", "Norway promised to free the sailors."),
    ("Norway, however, has refused to free the sailors.", "Norway has refused to free the sailors."),
    ("The Post quoted an aide who asked not to be named as saying Norway should free the sailors.",
     "The Post quoted an aide as saying Norway should free the sailors."),
    ("A Swedish official said Norway, which borders the region, may sign the agreement.",
     "A Swedish official said Norway may sign the agreement."),
    ("Norway never withdrew its troops, Ada Lund, the Swedish envoy, said.",
     "Norway never withdrew its troops, Ada Lund said."),
    ("Norway will not free seven sailors, Ada Lund, who leads the Swedish team, said.",
     "Norway will not free seven sailors, Ada Lund said."),
    ("The Front should return the bodies, Ada Lund, who leads the Swedish team, said Wednesday.",
     "The Front should return the bodies, Ada Lund said on Wednesday."),
    ("Norway planned to hand over the bodies within 48 hours, Sweden's foreign minister, Ada Lund, said Tuesday.",
     "Norway planned to hand over the bodies within 48 hours, Ada Lund said Tuesday."),
    ("Ada Lund, the Swedish chief negotiator, denied reports that Norway had seized a village near Narvik.",
     "Ada Lund denied reports that Norway had seized a village near Narvik."),
]  # fmt: skip


def _told(claim: Claim) -> tuple[object, ...]:
    sides = tuple((one.text, one.actor) for one in (*claim.actors, *claim.targets))
    held = (claim.holder.text or "").split(" briefed")[0].split(" familiar")[0]
    return held, claim.type, claim.modality, claim.polarity, sides, claim.when and claim.when.start


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


def test_what_follows_the_telling_hides_no_speaker_before_it() -> None:
    (claim,) = read_text("Norway must free the sailors, AFP reported, citing Stockholm.")
    assert (claim.holder.actor, [link.role for link in claim.chain]) == ("sweden", ["outlet", "agency", "holder"])
    (claim,) = read_text("Norway is due to hand over its heavy weapons, Sweden said, according to Reuters.")
    assert (claim.holder.actor, claim.type, claim.modality) == ("sweden", "plan", "planned")


@pytest.mark.parametrize(
    ("text", "actor", "kind"),
    [
        ("Norway will not let in lorries, AFP reported, citing Kari Lund, the Swedish chief negotiator.", "Kari Lund", "refusal"),
        ("Reuters reported, citing Kari Lund, that Norway will not let in lorries.", "Kari Lund", "refusal"),
        ("The guards, Kari Lund, the Swedish envoy, said, will hand over the bodies by Friday.", "Kari Lund", "plan"),
        ("The guards, two Swedish officials said, would free the men.", "two Swedish officials", "plan"),
        ("The guards, Kari Lund said, have shelled the port.", "Kari Lund", "violation"),
        ("Norway had shelled the port, said Kari Lund, who leads the Swedish delegation.", "Kari Lund", "violation"),
        ("Norway was urged by Swedish Defence Minister Kari Lund to let in two lorries.", "Kari Lund", "demand"),
        ("Sources close to the Swedish team accused Norway of shelling the port.",
         "Sources close to the Swedish team", "violation"),
        ("Kari Lund told reporters that Norway, which borders the region, has offered to free 40 men.", "Kari Lund", "commitment"),
    ],
)  # fmt: skip
def test_who_speaks_beside_an_aside(text: str, actor: str, kind: str) -> None:
    (claim,) = read_text(text, published="2026-03-12")
    assert (claim.holder.text, claim.type) == (actor, kind)


def test_a_name_between_as_and_a_verb_is_its_subject() -> None:
    for said in ("said Norway had freed nine sailors", "accused Norway of shelling Narvik", "denied Norway had left"):
        (claim,) = read_text(f"The truce came as Nils Berg, the king's adviser on trade, {said}.")
        assert claim.holder.text == "Nils Berg"


def test_every_word_keeps_its_place_and_a_head_in_the_sentence() -> None:
    (sentence,) = read_document("An aide who asked not to be named said Oslo, in turn, would sign.").sentences
    assert " ".join(outside(sentence.texts)) == "An aide said Oslo would sign ."
    assert sum(token.head < 0 for token in sentence.tokens) == 1
    assert all(token.head < len(sentence.tokens) for token in sentence.tokens)
    assert [token.text for token in sentence.tokens] == list(sentence.texts)
