"""A short form in brackets does not part what stands before it from what stands behind it."""

from __future__ import annotations

import pytest

from guarantor.reading import read_text
from guarantor.reading.text import read_document


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("The Free Valley Front (FVF) rebels left.", "The Free Valley Front rebels left."),
        ("Talks with the Lakes Relief Army (LRA) on Monday failed.", "Talks with the Lakes Relief Army on Monday failed."),
        ("The Harbour Union (HU) later said so.", "The Harbour Union later said so."),
    ],
)  # fmt: skip
def test_tags_and_heads_are_those_of_the_sentence_without_it(text: str, plain: str) -> None:
    whole, bare = read_document(text).sentences[0].tokens, read_document(plain).sentences[0].tokens
    first = next(at for at, token in enumerate(whole) if token.text == "(")
    left = [token for at, token in enumerate(whole) if not first <= at < first + 3]
    assert [(token.text, token.fine, token.dep) for token in left] == [(t.text, t.fine, t.dep) for t in bare]
    heads = [whole[token.head].text if token.head >= 0 else "" for token in left]
    assert heads == [bare[token.head].text if token.head >= 0 else "" for token in bare]
    assert (whole[first + 1].tag, whole[first + 1].head, whole[first + 1].dep) == ("PROPN", first - 1, "appos")
    assert [text[token.start : token.end] for token in whole] == [token.text for token in whole]


def test_who_stands_before_a_short_form_is_no_speaker_of_what_follows() -> None:
    claims = read_text(
        "Norland called off a truce with the Free Valley Front (FVF) rebels on Wednesday, in a turn after the "
        "left-wing group said it had not agreed to halt the fighting."
    )
    assert [claim.holder.text for claim in claims if claim.holder.text] == ["the left-wing group"]
