"""Who says what: a table of sentences, whole little reports, and exact places on rubbish."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counting import calls_of
from guarantor.reading.attribution import Attribution, find_attributions
from guarantor.reading.attribution.explain import explain
from guarantor.reading.text import read_document


def read(text: str) -> tuple[Attribution, ...]:
    return find_attributions(read_document(text), names={"Lakes Press", "Hill Herald"}.__contains__)


def shown(text: str, one: Attribution) -> tuple[str, str, str]:
    """Holder, cue and content in words; parts joined by " + "."""
    holder, cue, content = (" + ".join(text[s:e] for s, e in part) for part in (one.source, one.cue, one.content))
    return holder, cue, content


# sentence -> holder, cue, content of the first attribution that stands in the text's own voice
TABLE = [
    # indirect speech
    ("The envoy said that the talks had failed.", "The envoy", "said", "that the talks had failed"),
    ("The envoy said the talks had failed.", "The envoy", "said", "the talks had failed"),
    ("The envoy told reporters on Monday the talks had failed.", "The envoy", "told", "the talks had failed"),
    ("It said 115 of 1,100 fuel trucks came in.", "It", "said", "115 of 1,100 fuel trucks came in"),
    ("The clinic said at least 36 people were hurt.", "The clinic", "said", "at least 36 people were hurt"),
    ("Mr. Okello, who leads the team, said the road was shut.",
     "Mr. Okello, who leads the team", "said", "the road was shut"),
    ("On Wednesday the delegation said it would wait.", "the delegation", "said", "it would wait"),
    ("When the mayor said the road was shut, two convoys turned back.", "the mayor", "said", "the road was shut"),
    ("The mayor said the road was shut, while the general said it was open.",
     "The mayor", "said", "the road was shut"),
    ("The mediator said that the list was ready and that talks went on.",
     "The mediator", "said", "that the list was ready and that talks went on"),
    ("The families asked whether the road was open.", "The families", "asked", "whether the road was open"),
    # content before the cue, around it
    ("The talks have failed, the envoy said.", "the envoy", "said", "The talks have failed"),
    ("The talks have failed, said the envoy of the lake states.", "the envoy of the lake states", "said",
     "The talks have failed"),
    ("The road, the mayor said, is still shut.", "the mayor", "said", "The road + is still shut"),
    ("As the mayor said, the road is shut.", "the mayor", "said", "the road is shut"),
    # quotations
    ("“The talks have failed,” the envoy said.", "the envoy", "said", "“The talks have failed,”"),
    ('"The talks have failed," said Ann Lund, who leads the team.', "Ann Lund, who leads the team", "said",
     '"The talks have failed,"'),
    ("“The talks,” the envoy said, “have failed.”", "the envoy", "said", "“The talks,” + “have failed.”"),
    ("The envoy said: “The talks have failed.”", "The envoy", "said", "“The talks have failed.”"),
    ("The envoy called the draft “a bad joke” on Monday.", "The envoy", "called", "the draft “a bad joke” on Monday"),
    ("The envoy said the draft was “a bad joke” and would fail.", "The envoy", "said",
     "the draft was “a bad joke” and would fail"),
    ("“Will it hold?” asked the mayor.", "the mayor", "asked", "“Will it hold?”"),
    # participles, several cues
    ("The ministry shut the road, saying that it was mined.", "The ministry", "saying", "that it was mined"),
    # according to
    ("According to two drivers, the road is shut.", "two drivers", "According to", "the road is shut"),
    ("The road is shut, according to two drivers.", "two drivers", "according to", "The road is shut"),
    ("The road, according to two drivers, is shut.", "two drivers", "according to", "The road + is shut"),
    # other classes
    ("The group denied that it had fired.", "The group", "denied", "that it had fired"),
    ("The council accused the group of theft.", "The council", "accused", "the group of theft"),
    ("The group refused to leave the valley.", "The group", "refused", "to leave the valley"),
    ("Egypt on Wednesday rejected the draft.", "Egypt", "rejected", "the draft"),
    ("The council urged both sides to wait.", "The council", "urged", "both sides to wait"),
    # names in quotation marks
    ('The "HPR" said that it was over.', 'The "HPR"', "said", "that it was over"),
    ("The “Hill Republic” denied that it had fired.", "The “Hill Republic”", "denied", "that it had fired"),
    # passives
    ("The group was accused of theft.", "", "was accused", "The group + of theft"),
    ("The convoy is expected to leave on Monday.", "", "is expected", "The convoy + to leave on Monday"),
    # nouns and adjectives
    ("The group's claim that the road was mined is new.", "The group", "claim", "that the road was mined"),
    ("The group made the claim that the road was mined.", "The group", "made the claim", "that the road was mined"),
    ("The envoy is confident that it will hold.", "The envoy", "is confident", "that it will hold"),
    # reports of reports
    ("Hill Herald quoted an officer as saying that if it rains, the road is shut.", "Hill Herald", "quoted + as saying",
     "that if it rains, the road is shut"),
    ("A driver was quoted by Hill Herald as saying the road was shut.", "Hill Herald", "was quoted + as saying",
     "the road was shut"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "holder", "cue", "content"), TABLE)
def test_table(text: str, holder: str, cue: str, content: str) -> None:
    found = [one for one in read(text) if one.nested_in is None]
    assert found and shown(text, found[0]) == (holder, cue, content)


NOTHING = [
    "Forces attacked three villages and charged the bridge.",
    "The bank of the river is new.",
    "Ann Hope Lund left the hall.",
    "They go home and call a taxi.",
    "",
    "\u0000\u0001 “ ” ‘ \u202e",
]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_told(text: str) -> None:
    assert read(text) == ()


CITED = [
    ("Hill Herald reported, citing two officials, that the road was shut.", "two officials"),
    ("Hill Herald quoted an officer as saying that the road was shut.", "an officer"),
    ("The road was shut, Hill Herald reported, citing the army.", "the army"),
    ("The minister spoke against the plan, citing its cost.", None),
]


@pytest.mark.parametrize(("text", "cited"), CITED)
def test_whom_the_holder_cites(text: str, cited: str | None) -> None:
    found = [text[one.cites[0] : one.cites[1]] for one in read(text) if one.cites]
    assert found[:1] == ([cited] if cited else [])


TELLING = [
    ("The ministry has not said that the road is open.", "say", True, None),
    ("The group refused to say whether it would leave.", "say", True, None),
    ("The ministry is expected to say that the road is open.", "say", False, "expect"),
    ("The ministry may say that the road is open.", "say", False, "may"),
    ("The ministry said that the road may open.", "say", False, None),
]


@pytest.mark.parametrize(("text", "lemma", "negated", "modal"), TELLING)
def test_the_telling_itself(text: str, lemma: str, negated: bool, modal: str | None) -> None:
    one = next(one for one in read(text) if one.cue_lemma == lemma)
    assert (one.negated, one.modal) == (negated, modal)


COLONS = [
    ("Ministry: road is open", "Ministry", "road is open"),
    ("Road is open: minister", "minister", "Road is open"),
    ("Road is open: Hill Herald", "Hill Herald", "Road is open"),
    ("Lund: “We will stay”", "Lund", "“We will stay”"),
    ("Lund: road is open\n\nLund said on Monday that the road was open.", "Lund", "road is open"),
    ("Humanitarian Relief: The road is destroyed and talks go on.", None, None),
    ("Next steps: the road opens and monitors arrive", None, None),
]


@pytest.mark.parametrize(("text", "holder", "content"), COLONS)
def test_holders_set_off_by_a_colon(text: str, holder: str | None, content: str | None) -> None:
    found = [shown(text, one) for one in read(text) if one.rule == "colon"]
    assert found == ([(holder, ":", content)] if holder else [])


CREDITS = [
    ("The envoys met twice. Lakes Press reported.", "The envoys met twice."),
    ("The envoys met twice. Lakes Press provides details.", "The envoys met twice."),
    ("The envoys met twice.\n\nLakes Press reported.", None),
    ("The envoys met twice. Nobody reported.", None),
]


@pytest.mark.parametrize(("text", "covered"), CREDITS)
def test_credits_with_a_verb(text: str, covered: str | None) -> None:
    found = [shown(text, one) for one in read(text) if one.cue_class == "credit"]
    assert [(holder, content) for holder, _, content in found] == ([("Lakes Press", covered)] if covered else [])


def test_a_paragraph_below_its_cue() -> None:
    text = "Lund wrote:\n\nThe road is shut. It is mined.\n\nNobody came."
    (one,) = read(text)
    assert [text[s:e] for s, e in one.content] == ["The road is shut.", "It is mined."]


KINDS = [
    ("She said it was over.", "pronoun"),
    ("Ann Lund said it was over.", "named"),
    ("Two officials said it was over.", "anonymous"),
    ("A statement said it was over.", "document"),
    ("The mayor said it was over.", "role"),
    ("The group was accused of theft.", "none"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kind_of_holder(text: str, kind: str) -> None:
    assert read(text)[0].holder_kind == kind


def test_nested_ones_point_at_the_outer_one() -> None:
    text = "The mayor said that the general had denied the order."
    outer, inner = read(text)
    assert outer.nested_in is None and inner.nested_in == 0 and inner.cue_lemma == "deny"


def test_quotations_go_on_in_the_sentences_around() -> None:
    text = "“We waited. Nobody came,” Lund said. “We will wait again.” The hall is shut."
    (one,) = read(text)
    assert " ".join(text[s:e] for s, e in one.content) == "“We waited. Nobody came,” “We will wait again.”"


def test_a_quotation_in_the_sentence_before() -> None:
    text = "“We will stay!” Lund said on Monday."
    (one,) = read(text)
    assert shown(text, one) == ("Lund", "said", "“We will stay!”")


def test_a_quotation_over_paragraphs() -> None:
    text = "Lund said: “We waited. Nobody came.\n\n“We will wait again.”\n\nThe hall is shut."
    (one,) = read(text)
    assert [text[s:e] for s, e in one.content] == ["“We waited", "Nobody came.", "“We will wait again.”"]


def test_explain_names_rules_and_reasons() -> None:
    document = read_document("Lund said the bank claims “we hope so” often.")
    traces = {trace.word: trace for trace in explain(document, 0)}
    assert traces["said"].fired and "rule verb:" in traces["said"].reason
    assert not traces["hope"].fired and traces["hope"].reason == "stands within a quotation"


PIECES = [
    "said", "“", "”", '"', "''", ",", ".", "that", "The mayor", "told", "according to", "\n\n", "(", ")", "-", "claim",
    "is", "expected", "to", "leave", ":", "‘", "’", "who", "and", "Monday", "1,718", "saying", "é\u0301",
]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_places_hold_on_anything(text: str) -> None:
    found = read(text)
    for one in found:
        assert one.cue and one.content
        for start, end in (*one.cue, *one.source, *one.content, *([one.cites] if one.cites else [])):
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
        assert one.nested_in is None or 0 <= one.nested_in < len(found)


@pytest.mark.parametrize("unit", ["Lund said “it is so,” and ", "He said that ", "“", "(said ", "- said "])
def test_work_grows_with_the_length(unit: str) -> None:
    def work(size: int) -> int:
        document = read_document(unit * (size // len(unit)))
        return calls_of(lambda: find_attributions(document))

    assert work(20_000) < 8 * 1.5 * work(2_500) + 2_000
