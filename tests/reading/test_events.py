"""Event types: every rule by its own example, every member of a family, our own sentences for each kind of act."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guarantor.model.spans import Span
from guarantor.reading import bench_events
from guarantor.reading.events.classify import classify_event, nominal, turned
from guarantor.reading.events.groups import Group, groups_of
from guarantor.reading.events.lexicon import Rule, lexicon, plural, rows, verb_forms
from guarantor.reading.events.matching import families_of, noun_families
from guarantor.reading.events.small import adjectives
from guarantor.reading.text import read_document

TYPES = frozenset(
    [
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "COOPERATE",
        "AID",
        "YIELD",
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "PROTEST",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
    ]
)
ERRORS_ALLOWED = 12
"""Of our own sentences, how many may come out wrong; lower it when the reader gets better."""


def marked(sentence: str) -> tuple[str, Span | None, Span | None]:
    """The plain sentence and the spans of doer ([ ]) and bearer ({ })."""
    plain, places = "", dict[str, int]()
    for sign in sentence:
        if sign in "[]{}":
            places[sign] = len(plain)
        else:
            plain += sign
    doer = (places["["], places["]"]) if "[" in places else None
    bearer = (places["{"], places["}"]) if "{" in places else None
    return plain, doer, bearer


@pytest.mark.parametrize("rule", lexicon().rules, ids=lambda rule: rule.name)
def test_rule_by_its_example(rule: Rule) -> None:
    """The rule fires on its example, and gives its event unless it only leads on to another."""
    event, fired = classify_event(*marked(rule.example))
    assert rule.name in fired.split(" > ")
    assert event == rule.event or rule.event.startswith("@")


def members(name: str) -> Iterator[tuple[str, str]]:
    """Every family with every member."""
    for family, words in rows(f"events/{name}.tsv"):
        for member in words.split(","):
            yield family, member.strip()


def test_every_verb_of_every_family_is_known_in_every_form() -> None:
    """A member is found by each form of its verb, in the family that lists it."""
    for family, member in members("verbs"):
        first, *rest = member.split()
        for form, kind in verb_forms(first).items():
            assert (first, kind) in lexicon().forms[form], (member, form)
            group = Group(first=0, main=0, lemma=first, form=kind)
            assert family in families_of([form, *rest, "it"], group, frozenset())[0], (family, member)


def test_every_noun_of_every_family_is_known_in_both_numbers() -> None:
    """A member is found in the singular and in the plural."""
    for family, member in members("nouns"):
        words = member.lower().split()
        if member.islower():
            assert family in noun_families(words, 0), (family, member)
            assert family in noun_families([*words[:-1], plural(words[-1])], 0), (family, member)


def test_families_of_rules_exist() -> None:
    """A rule that speaks of a family that no list has can never fire."""
    verbs, nouns = {family for family, _ in members("verbs")}, {family for family, _ in members("nouns")}
    for rule in lexicon().rules:
        assert rule.verbs <= verbs, rule.name
        assert rule.nouns <= nouns, rule.name
        assert rule.event in TYPES | {"@next", "@intent"}, rule.name
    assert set(nominal()) <= nouns
    assert {event for _, event in turned()} | set(turned().values()) <= TYPES


@pytest.mark.parametrize(("word", "stand", "sentence"), [tuple(row) for row in rows("events/adjectives.tsv")])
def test_adjectives_before_an_infinitive(word: str, stand: str, sentence: str) -> None:
    """What somebody is ready to do is agreed, what somebody is unwilling to do is refused."""
    assert adjectives()[word] == stand
    wanted = {"future": "AGREE", "refused": "REJECT", "none": "AID"}[stand]
    assert classify_event(sentence, "Norland", "Sudland")[0] == wanted


def own_sentences() -> list[tuple[str, str]]:
    """Our own sentences with their event."""
    path = Path(__file__).parent / "data" / "events.tsv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [(line.split("\t")[0], line.split("\t")[1]) for line in lines]


def test_own_sentences() -> None:
    """Sentences written from the codebooks' kinds of act without looking at the rules."""
    wrong = [(event, text) for event, text in own_sentences() if classify_event(*marked(text))[0] != event]
    assert len(wrong) <= ERRORS_ALLOWED, wrong


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("[Norland] released {the sailors}.", "YIELD"),
        ("[Norland] will release {the sailors}.", "AGREE"),
        ("[Norland] would not release {the sailors}.", "REJECT"),
        ("[Norland] threatened to release {the sailors}.", "THREATEN"),
        ("[Norland] is ready to release {the sailors}.", "AGREE"),
        ("[Norland] said it had released {the sailors}.", "YIELD"),
        ("[Norland] said {Sudland} must release the sailors.", "REQUEST"),
        ("[Norland] has begun to release {the sailors}.", "YIELD"),
        ("[Norland] failed to release {the sailors}.", "REJECT"),
        ("[Norland] will attack {Sudland}.", "THREATEN"),
        ("{The sailors} were released by [Norland].", "YIELD"),
        ("[Norland], which had arrested {a bishop}, freed him.", "YIELD"),
    ],
)
def test_how_a_deed_stands_turns_its_type(sentence: str, event: str) -> None:
    """One deed in several stands."""
    assert classify_event(*marked(sentence))[0] == event


def test_nothing_known_is_said() -> None:
    """A sentence without any act gets no type and no rule."""
    assert classify_event("The hills are green.", "The hills", None) == (None, "")
    assert classify_event("", None, None) == (None, "")


def test_predictions_for_marked_and_plain_rows(tmp_path: Path) -> None:
    """Marks place the actors; without them their words are looked for; lists of records give the first."""
    lines = [
        {"id": "a", "text": "Norland met Sudland.", "marked": "<s>Norland</s> met <t>Sudland</t>.", "source": "x"},
        {"id": "b", "text": "Norland met Sudland.", "source": "Norland", "target": "Sudland"},
        {"id": "c", "text": "Norland met Sudland.", "source": [{"actorText": "Norland"}], "target": []},
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    assert [(row["id"], row["event"]) for row in bench_events.predict(tmp_path)] == [
        ("a", "CONSULT"),
        ("b", "CONSULT"),
        ("c", "CONSULT"),
    ]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "to",
                "by",
                "not",
                "was",
                "'s",
                ",",
                ";",
                ".",
                "if",
                "will",
                "released",
                "talks",
                "Norland",
                "the",
                "of",
                "and",
                "a",
                "to",
            ]
        ),
        max_size=40,
    )
)
def test_any_order_of_words_is_survived(words: list[str]) -> None:
    """No order of words breaks the reader; groups lie in the sentence and do not run backwards."""
    text = " ".join(words)
    for sentence in read_document(text).sentences:
        for group in groups_of(sentence.tokens):
            assert 0 <= group.first <= group.main < len(sentence.tokens)
    event, fired = classify_event(text, "Norland", None)
    assert event is None or (event in TYPES and fired)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_survived(text: str) -> None:
    """Binary rubbish gives no crash."""
    classify_event(text, text[:3], text[3:6])
