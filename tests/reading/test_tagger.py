"""The tagger and parser: sane trees on anything, a table of sentences, a floor on the treebank's test part."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guarantor.reading.features import plain
from guarantor.reading.lemmas import lemma_of
from guarantor.reading.network import shipped
from guarantor.reading.text import read_document

TAGS = [
    ("The envoy said that the talks had failed.", "DET NOUN VERB SCONJ DET NOUN AUX VERB PUNCT"),
    ("She has not signed it.", "PRON AUX PART VERB PRON PUNCT"),
    ("The group's claim that it won is new.", "DET NOUN PART NOUN SCONJ PRON VERB AUX ADJ PUNCT"),
    ("The council favors the draft.", "DET NOUN VERB DET NOUN PUNCT"),
]

LEMMAS = [
    ("said", "VERB", "say"), ("accusing", "VERB", "accuse"), ("hoped", "VERB", "hope"), ("stopped", "VERB", "stop"),
    ("parties", "NOUN", "party"), ("was", "AUX", "be"), ("n't", "PART", "not"), ("agreed", "VERB", "agree"),
    ("withheld", "VERB", "withhold"), ("talks", "NOUN", "talk"), ("denies", "VERB", "deny"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tags"), TAGS)
def test_tags(text: str, tags: str) -> None:
    assert " ".join(token.tag for token in read_document(text).sentences[0].tokens) == tags


@pytest.mark.parametrize(("word", "tag", "lemma"), LEMMAS)
def test_lemmas(word: str, tag: str, lemma: str) -> None:
    assert lemma_of(word, tag) == lemma


def test_plain_undoes_typography() -> None:
    assert [plain(word) for word in ("“", "Is\u00adtanbul", "officials’", "—")] == ['"', "Istanbul", "officials'", "-"]


def test_subject_and_clause_of_a_plain_sentence() -> None:
    tokens = read_document("The envoy said that the talks had failed.").sentences[0].tokens
    assert tokens[2].head == -1 and tokens[1].dep == "nsubj" and tokens[1].head == 2
    assert tokens[7].dep == "ccomp" and tokens[7].head == 2


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200) | st.text(alphabet="aB .,“”'1\n-", max_size=200))
def test_trees_are_sane_on_anything(text: str) -> None:
    for sentence in read_document(text).sentences:
        heads = [token.head for token in sentence.tokens]
        assert heads.count(-1) == 1
        for start in range(len(heads)):
            seen, place = set(), start
            while place >= 0:
                assert place not in seen and place < len(heads)
                seen.add(place)
                place = heads[place]
        assert all(token.tag and token.dep for token in sentence.tokens)


def test_weights_are_small() -> None:
    network = shipped()
    layers = (network.up, *network.first, *(weight for layer in network.layers for weight in layer))
    assert sum(weight.size for weight in (network.table, *layers, *network.parts.values())) < 5_000_000


def test_floor_on_the_treebank(shared: Path) -> None:
    """Universal tags on the first thousand sentences of dev whose words we cut as the treebank does: 93 %."""
    right = total = 0
    sentences = (shared / "bench/data/tagging/ewt_dev.conllu.gz").read_bytes()
    for block in gzip.decompress(sentences).decode("utf-8").split("\n\n")[:1000]:
        rows = [line.split("\t") for line in block.splitlines() if line[:1].isdigit()]
        rows = [row for row in rows if row[0].isdigit()]
        text = "".join(row[1] + ("" if "SpaceAfter=No" in row[9] else " ") for row in rows)
        found = [token for sentence in read_document(text).sentences for token in sentence.tokens]
        if [token.text for token in found] != [row[1] for row in rows]:
            continue
        total += len(rows)
        right += sum(token.tag == row[3] for token, row in zip(found, rows, strict=True))
    assert total > 8000 and right / total > 0.93
