"""Where a sentence is cut into clauses that each say something of their own."""

from __future__ import annotations

import pytest

from guarantor.reading.clauses import split_clauses
from guarantor.reading.text import read_document

ROWS = [
    "the army must leave the town | the rebels had for two years kept the road",
    "all who wish could leave if the governor agrees | the road would not open for trucks",
    "the army released 40 men | the rebels released 12 women | many questions remain open",
    "there had been no contact and no talks",
    "the army had neither let in the convoy nor opened the road",
    "Norway and Kenya said they would meet | Egypt sent its minister to Oslo",
    "the army pulled back from three villages | the rebels handed over 40 men on Monday | the bridge stays closed",
    "he hoped that the men would be freed and the truce would hold",
    "it is unclear whether the army and other forces will leave",
    "envoys from Kenya, Egypt and Norway would meet the rebels on Sunday",
    "fighting went on although the army and the rebels signed a truce last week",
]
SENTENCES = [
    "the army must leave the town and that the rebels had for two years kept the road",
    "all who wish could leave if the governor agrees, but that the road would not open for trucks",
    "although the army released 40 men and the rebels released 12 women, many questions remain open",
    ROWS[3],
    ROWS[4],
    "Norway and Kenya said they would meet, while Egypt sent its minister to Oslo",
    "the army pulled back from three villages and the rebels handed over 40 men on Monday, but the bridge stays closed",
    *ROWS[7:],
]


@pytest.mark.parametrize(("sentence", "clauses"), list(zip(SENTENCES, ROWS, strict=True)))
def test_clauses(sentence: str, clauses: str) -> None:
    text = sentence[0].upper() + sentence[1:] + "."
    (read,) = read_document(text).sentences
    found = split_clauses(read, 0, len(read.tokens))
    words = [text[read.tokens[c.first].start : read.tokens[c.last - 1].end] for c in found]
    assert [one.lower() for one in words] == [one.lower() for one in clauses.split(" | ")]
