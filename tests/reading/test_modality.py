"""Modality: every operator, modal verb, adverb, condition and kind by its own example; spans; rubbish."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counting import calls_of
from guarantor.reading.events.lexicon import lexicon, rows
from guarantor.reading.modality import Proposition, find_propositions
from guarantor.reading.modality.operators import SAME, Operator, all_operators
from guarantor.reading.text import read_document

MODALITIES = frozenset(
    [
        "happened",
        "ongoing",
        "planned",
        "proposed",
        "ordered",
        "conditional",
        "denied",
        "alleged",
        "hypothetical",
        "unknown",
    ]
)
KINDS = frozenset(
    [
        "meeting",
        "statement",
        "position",
        "demand",
        "commitment",
        "fulfilment",
        "violation",
        "denial",
        "refusal",
        "figure",
        "plan",
        "obstacle",
    ]
)


def read(text: str) -> tuple[Proposition, ...]:
    """All propositions of a text."""
    return find_propositions(read_document(text), 0, len(text))


def of(text: str, word: str) -> Proposition:
    """The one proposition whose predicate holds a word."""
    (found,) = [one for one in read(text) if word in text[one.predicate[0] : one.predicate[1]].lower()]
    return found


@pytest.mark.parametrize("operator", all_operators(), ids=lambda one: f"{one.kind}-{one.name}")
def test_operator_by_its_example(operator: Operator) -> None:
    """The deed comes out as the line says, and the operator is named among the rules."""
    found = of(operator.example, "releas")
    effect = operator.effect
    assert operator.name in found.rule.split(" < ")
    assert effect.type in {SAME, found.type_hint}
    assert effect.modality in {SAME, found.modality}
    assert (effect.polarity == "-") == (found.polarity == "-")


@pytest.mark.parametrize(
    ("modal", "kind", "modality", "_k", "_m", "text"), [tuple(row) for row in rows("modality/modals.tsv")]
)
def test_modal_by_its_example(modal: str, kind: str, modality: str, _k: str, _m: str, text: str) -> None:
    """A deed after a modal verb is never told as done."""
    found = of(text, "release")
    denied = "n't" in text or "not" in text
    assert found.modality == (_m if denied else modality)
    assert found.type_hint == (_k if denied else kind)
    assert found.polarity == ("-" if denied else "+")


@pytest.mark.parametrize(("word", "modality", "text"), [tuple(row) for row in rows("modality/adverbs.tsv")])
def test_adverb_by_its_example(word: str, modality: str, text: str) -> None:
    """Adverbs of hearsay and doubt."""
    assert of(text, "released").modality == modality


@pytest.mark.parametrize(("word", "kind", "text"), [tuple(row) for row in rows("modality/conditions.tsv")])
def test_condition_by_its_example(word: str, kind: str, text: str) -> None:
    """What hangs on a condition is conditional, before or after it."""
    assert of(text, "release").modality == ("hypothetical" if kind == "open" else "conditional")
    assert kind == "open" or all(one.modality not in {"happened", "ongoing"} for one in read(text))


@pytest.mark.parametrize(("rule", "done", "undone", "text"), [tuple(row) for row in rows("modality/kinds.tsv")])
def test_kind_by_its_example(rule: str, done: str, undone: str, text: str) -> None:
    """The claim type of a deed told as done."""
    assert rule in {one.name for one in lexicon().rules}
    assert done in KINDS
    assert undone in KINDS
    assert done in {one.type_hint for one in read(text)}


@pytest.mark.parametrize(
    ("text", "word", "actors", "targets", "speakers"),
    [
        ("Norland released the sailors.", "released", ["Norland"], ["the sailors"], []),
        ("The sailors were released by Norland.", "released", ["Norland"], ["The sailors"], []),
        ("Norland and Sudland met in Vik.", "met", ["Norland", "Sudland"], [], []),
        ("Norland met with Sudland.", "met", ["Norland"], ["Sudland"], []),
        ("Sudland ordered Norland to release the sailors.", "release", ["Norland"], ["the sailors"], ["Sudland"]),
        ("Sudland accused Norland of shelling the town.", "shelling", ["Norland"], ["the town"], ["Sudland"]),
        ("Norland was accused of shelling the town.", "shelling", ["Norland"], ["the town"], []),
        ("Norland denied that it shelled the town.", "shelled", ["Norland"], ["the town"], ["Norland"]),
        ("Sudland accused Norland of a violation of the truce.", "violation", ["Norland"], ["the truce"], ["Sudland"]),
        ("Norland's refusal to open the road angered Sudland.", "open", ["Norland"], ["the road"], ["Norland"]),
        ("Norland, which signed the deal, freed the sailors.", "freed", ["Norland"], ["the sailors"], []),
        ("Norland closed the road and destroyed the bridge.", "destroyed", ["Norland"], ["the bridge"], []),
        ("The release of the sailors by Norland has begun.", "release", ["Norland"], ["the sailors"], []),
    ],
)
def test_sides(text: str, word: str, actors: list[str], targets: list[str], speakers: list[str]) -> None:
    """Who does it to whom, and who says so."""
    found = of(text, word)
    assert [text[start:end] for start, end in found.actors] == actors
    assert [text[start:end] for start, end in found.targets] == targets
    assert [text[start:end] for start, end in found.speakers] == speakers


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Norland frees 20 hostages", [("happened", "+", "fulfilment")]),
        (
            "Talks resume on Monday",
            [("planned", "+", "meeting"), ("happened", "+", "meeting"), ("ongoing", "+", "meeting")],
        ),
        ("Norland has controlled the pass since May.", [("ongoing", "+", "statement")]),
        ("Norland will meet Sudland next week.", [("planned", "+", "plan")]),
        ("Norland announced a meeting with Sudland.", [("planned", "+", "plan")]),
        ("Norland and Sudland agreed to a truce.", [("happened", "+", "commitment")]),
        ("Norland declared a truce.", [("happened", "+", "commitment")]),
        ("Norland has committed five violations of the truce.", [("happened", "+", "violation")]),
        ("Norland rejected the accusation.", [("denied", "-", "denial")]),
        ("Norland rejected the proposal.", [("planned", "-", "refusal")]),
        ("No prisoners were released.", [("happened", "-", "statement")]),
        ("Norland has neither opened the road nor let the convoy pass.", [("happened", "-", "statement")]),
        ("The deal includes the release of all prisoners.", [("planned", "+", "plan")]),
        ("The talks include a release.", [("ongoing", "+", "statement"), ("planned", "+", "plan")]),
        ("Norland postponed the release of the prisoners.", [("planned", "+", "obstacle")]),
        ("Norland has been shelling the town.", [("ongoing", "+", "violation")]),
    ],
)
def test_single_sentences(text: str, wanted: list[tuple[str, str, str]]) -> None:
    """Sentences that other tools read as something else; the first proposition is one of the wanted."""
    first = read(text)[0]
    assert (first.modality, first.polarity, first.type_hint) in wanted, first


def test_clauses_keep_apart() -> None:
    """Two deeds of one sentence are two propositions with their own words."""
    text = "Although Norland freed the sailors, Sudland refused to open the road."
    first, second = read(text)
    assert (first.type_hint, first.role) == ("fulfilment", "adverbial")
    assert (second.type_hint, text[second.span[0] : second.span[1]]) == ("refusal", "Sudland refused to open the road")


def test_a_part_of_a_sentence_can_be_read() -> None:
    """Only predicates inside the stretch are told, with offsets into the whole text."""
    text = "Norland said Sudland freed the sailors."
    (found,) = find_propositions(read_document(text), 13, len(text))
    assert text[found.predicate[0] : found.predicate[1]] == "freed"
    assert [text[start:end] for start, end in found.actors] == ["Sudland"]


def check(text: str) -> None:
    """Every span lies in the text, the predicate in the clause, and every field has a known value."""
    for one in read(text):
        for start, end in (one.span, one.predicate, *one.actors, *one.targets, *one.speakers):
            assert 0 <= start < end <= len(text)
        assert one.modality in MODALITIES
        assert one.type_hint in KINDS
        assert one.polarity in {"+", "-"}


WORDS = [
    "Norland",
    "Sudland",
    "the",
    "prisoners",
    "release",
    "released",
    "releasing",
    "to",
    "not",
    "will",
    "may",
    "refused",
    "denied",
    "agreed",
    "of",
    "if",
    "until",
    "by",
    "and",
    ",",
    ".",
    "accused",
    "was",
    "ordered",
    "that",
    "plan",
    "has",
    "no",
    "without",
    "called",
    "on",
    ";",
    "“",
    "”",
    "'",
    "before",
    "said",
    "it",
    "which",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_any_order_of_words_is_survived(words: list[str]) -> None:
    """Spans are exact whatever the words say."""
    check(" ".join(words))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_survived(text: str) -> None:
    """Rubbish gives no crash."""
    check(text)


def test_work_grows_with_the_length() -> None:
    """A text eight times as long takes about eight times the work, even without a full stop."""
    piece = "Norland said that Sudland refused to agree to release the prisoners if it was ordered to, and "

    def work(times: int) -> int:
        document = read_document(piece * times)
        return calls_of(lambda: find_propositions(document, 0, len(document.text)))

    assert work(160) < 8 * 1.5 * work(20)
