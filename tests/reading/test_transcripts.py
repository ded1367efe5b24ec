"""Questions and answers: whose words a labelled paragraph has, and that a question tells nothing."""

from __future__ import annotations

from guarantor.reading import read_text

PUBLISHED = "2026-05-20"
TEXT = """Ministry of Foreign Affairs of Norway
Answers of the spokesperson to questions from the media

Question: Sweden said on Monday that Norwegian troops had shelled Lom. Norway has also closed the border. How do you comment?

Ada Lund: That statement does not correspond to reality. Norway has proposed a joint inquiry and Sweden has not answered.

It released twelve Swedish prisoners on 5 May.

Question: When will the treaty be signed?

Ada Lund: The text is agreed. Norway will sign it on 1 June.
"""


def _made(text: str) -> list[tuple[str, str, str | None]]:
    return [(one.quote, one.type, one.holder.text) for one in read_text(text, published=PUBLISHED)]


def test_each_answer_is_held_by_its_speaker() -> None:
    made = _made(TEXT)
    assert ("That statement does not correspond to reality", "denial", "Ada Lund") in made
    assert ("It released twelve Swedish prisoners on 5 May", "fulfilment", "Ada Lund") in made
    assert any(quote.startswith("Norway will sign it") and who == "Ada Lund" for quote, _, who in made), made


def test_a_question_tells_nothing_but_what_somebody_named_is_said_to_say() -> None:
    made = _made(TEXT)
    assert not [one for one in made if "closed the border" in one[0]]
    assert [one[2] for one in made if "had shelled Lom" in one[0]] == ["Sweden"]


def test_places_before_a_colon_are_no_speakers() -> None:
    text = "Oslo: Two people were killed by shelling on Monday.\n\nLom: Norway shelled the port on Monday.\n\nOslo: It is calm."
    assert {one[2] for one in _made(text)} == {None}


def test_a_single_label_makes_no_transcript() -> None:
    text = "Norway shelled the port of Lom on Monday.\n\nNote: Norway freed 20 prisoners on Tuesday."
    assert {one[2] for one in _made(text)} == {None}
