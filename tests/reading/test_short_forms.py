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


def test_a_listed_short_form_is_not_that_of_the_state_before_it() -> None:
    claims = read_text(
        "The United Nations Organization Stabilization Mission in the Democratic Republic of the Congo (MONUSCO) called "
        "on the rebels to leave.\n\nMONUSCO said the town was quiet.\n\nThe government in Kinshasa said it was not."
    )
    assert [claim.holder.actor for claim in claims[:2]] == ["un.monusco", "un.monusco"]


def test_the_short_form_of_a_long_name_is_not_that_of_its_last_word() -> None:
    claims = read_text(
        "The Lakes Framework for Peace, Security and Development (LF-PSD), a rebel coalition, announced on Saturday that "
        "it had taken Lom.\n\nThe LF-PSD said on Sunday that it had left Lom."
    )
    assert [claim.holder.text for claim in claims][-1] == "LF-PSD"
    assert "a rebel coalition" not in [claim.holder.text for claim in claims]
