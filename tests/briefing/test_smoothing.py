"""Smoothed prose: a sentence is taken only if it says what the draft says; a server that lies changes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from guarantor.briefing.citation import Citation
from guarantor.briefing.parts import Body, Note, Paragraph, Section, Sentence
from guarantor.briefing.smoothing import smoothed, told, unlike, with_smoothed
from guarantor.briefing.wording import default_wording
from guarantor.case import Case
from guarantor.case.briefs import BriefRequest
from guarantor.case.briefs import brief_of as brief_of_case
from guarantor.case.sending import again, issue, send
from guarantor.case.smoothing import smooth
from guarantor.intake.language_model import LanguageModel, ModelError, from_settings
from standin import Reply, completion, model_server

DRAFT = "The Harbour Office of Norland said: “no ship of ours left”; “it will be 40” (3 May; one origin)."
FIGURE = "The Grain Board: 40 of 600 sacks; owed: “600 a day” (Norland) or “400 a day” (Sudmark) (4 May)."
LEAST = "Norland: at least 19 of 28, and Sudmark denied “any count” (5 May)."
DENIED = "Norland denied “any part in it”, and Sudmark did not (5 May)."
WILL = "In the account of Norland nobody denies that Sudmark will take part in June (6 May)."
BOUND = "The Grain Board: up to 40 of 60 sacks. Not counted: those of June (4 May)."
PLANNED = "Sudmark announced a meeting with Norland, planned for June (6 May)."


@pytest.mark.parametrize(
    ("draft", "answer"),
    [
        (DRAFT, "(3 May; one origin) Harbour Office of Norland said that “no ship of ours left” and “it will be 40”."),
        (DRAFT, "The Harbour Office of Norland said (3 May; one origin): “no ship of ours left”, “it will be 40”."),
        (FIGURE, "Grain Board (4 May): 40 of 600 sacks; owed “600 a day” (Norland) or “400 a day” (Sudmark)."),
        (DENIED, "Norland denied “any part in it” and Sudmark did not (5 May)."),
    ],
)
def test_joining_words_and_the_bracket_with_the_days_may_change(draft: str, answer: str) -> None:
    assert unlike(draft, answer, default_wording()) is None


@pytest.mark.parametrize(
    ("draft", "answer", "why"),
    [
        (DRAFT, "It emerged that “no ship of ours left” and “it will be 40” (3 May; one origin).", "lost"),
        (DRAFT, "The Harbour Office of Norland: “no ship of ours left”; “it will be 40” (3 May; one origin).", "an attribution is lost: said"),
        (DRAFT, DRAFT.replace("no ship", "a ship"), "quoted words"),
        (DRAFT, DRAFT.replace("40", "41"), "quoted words"),
        (DRAFT, DRAFT.replace("3 May", "2 May"), "days"),
        (DRAFT, DRAFT.replace("; one origin", ""), "days"),
        (DRAFT, DRAFT.replace("; “it will", " (3 May; one origin); “it will"), "days"),
        (DRAFT, DRAFT + " It was so.", "more sentences"),
        (DRAFT, DRAFT.replace("said", "admitted"), "lost"),
        (DRAFT, DRAFT.replace("Norland", "Sudmark"), "lost"),
        (DRAFT, DRAFT.replace("“no ship of ours left”; “it will be 40”", "“it will be 40”; “no ship of ours left”"), "quoted words"),
        (DRAFT, DRAFT.replace("“no ship of ours left”", "no ship of ours left"), "quoted words"),
        (FIGURE, FIGURE.replace("40 of", "45 of"), "a number is lost: 40"),
        (FIGURE, FIGURE.replace("(Norland)", "(X)").replace("(Sudmark)", "(Norland)").replace("(X)", "(Sudmark)"), "another order"),
        (FIGURE, FIGURE.replace("40 of 600", "600 of 40"), "another order"),
        (FIGURE, FIGURE.replace("40 of", "40 and"), "lost"),
        (DENIED, "Sudmark denied “any part in it”, and Norland did not (5 May).", "another order"),
        (DENIED, DENIED.replace("did not", "did"), "a negation is lost: not"),
        (DENIED, DENIED.replace("Norland denied", "Norland never denied"), "a negation is new: never"),
        (DENIED, DENIED.replace("(5 May).", "(5 May)?"), "asks"),
        (PLANNED, "Sudmark held a meeting with Norland in June (6 May).", "a word of modality is lost: announced"),
        (PLANNED, PLANNED.replace("planned", "held"), "a word of modality"),
        (WILL, WILL.replace("will take", "took"), "a word of modality is lost: will"),
        (WILL, WILL.replace("will take", "did take"), "a word of modality is lost: will"),
        (WILL, WILL.replace("will", "may"), "a word of modality is lost: will"),
        (WILL, WILL.replace("nobody", "somebody"), "a negation is lost: nobody"),
        (WILL, WILL.replace("In the account of Norland ", ""), "lost"),
        (WILL, WILL.replace("account of Norland", "account of Sudmark").replace("Sudmark will", "Norland will"), "another order"),
        (WILL, WILL.replace("Norland", "Northland"), "lost"),
        (WILL, f"{WILL[:-1]}, as is known.", "new"),
        (BOUND, BOUND.replace("up to 40", "40"), "lost: up"),
        (LEAST, LEAST.replace("at least 19", "19"), "lost: at"),
        (LEAST, LEAST.replace("denied", "said"), "an attribution is lost: denied"),
        (LEAST, LEAST.replace("19", "20"), "a number is lost: 19"),
        (LEAST, LEAST.replace(" (5 May)", "[^2] (5 May)"), "signs of markup"),
        (BOUND, BOUND.replace("up to", "at least"), "lost: up"),
        (BOUND, BOUND.replace("60", "six"), "a number is lost: 60"),
        (BOUND, BOUND.replace("Not counted", "Counted"), "a negation is lost: not"),
        (BOUND, BOUND.replace("The Grain Board: ", ""), "lost"),
        (PLANNED, PLANNED.replace("Sudmark announced", "[Sudmark](http://x) announced"), "markup"),
        (PLANNED, PLANNED.replace("Norland", "norland"), "a name is written otherwise"),
        (PLANNED, PLANNED + "\u202e", "markup"),
    ],
)  # fmt: skip
def test_what_says_something_else_is_refused_with_the_reason(draft: str, answer: str, why: str) -> None:
    found = unlike(draft, answer, default_wording())
    assert found is not None
    assert why in found


def brief_of(*texts: str) -> Body:
    citation = Citation(
        claim="c", report="r", span=(0, 1), quote="x", holder=None, root="a", root_name="A", chain=("A",), outlet="A",
        title=None, published="2031-05-03", url=None, review="proposed", type="statement", modality="happened",
    )  # fmt: skip
    sentences = tuple(Sentence(text=text, notes=(1,), marks=("one origin",)) for text in texts)
    minute = Section(heading="In one minute", paragraphs=(Paragraph(sentences=sentences),))
    return Body(title="t", asked="a", minute=minute, sections=(), notes=(Note(number=1, citation=citation),))


Answer = Callable[[dict[str, str]], object]


@contextmanager
def server(answer: Answer, *, status: int = 200, wait: float = 0.0, raw: bytes | None = None) -> Iterator[str]:
    """A stand-in for a model's server: it answers what ``answer`` makes of the sentences it is sent."""

    def answering(body: dict[str, Any]) -> Reply:
        sentences = json.loads(body["messages"][1]["content"])["sentences"]
        data = completion({"sentences": answer(sentences)}) if raw is None else raw
        return Reply(data=data, status=status, wait=wait)

    with model_server(answering) as url:
        yield url


def changed(**changes: str) -> Answer:
    """A server that changes words in every sentence."""

    def answer(sentences: dict[str, str]) -> object:
        made = {}
        for number, text in sentences.items():
            for old, new in changes.items():
                text = text.replace(old, new)
            made[number] = text
        return made

    return answer


def test_an_honest_answer_is_taken_with_its_notes_and_marks() -> None:
    brief = brief_of(DRAFT, DENIED)
    with server(lambda sentences: {n: t.replace("said:", "said that") for n, t in sentences.items()}) as url:
        result = smoothed(brief, LanguageModel(url=url, name="m").ask)
    made = with_smoothed(brief, result.taken)
    assert [each.text for each in made.sentences] == [DRAFT.replace("said:", "said that"), DENIED]
    assert [(s.notes, s.marks) for s in made.sentences] == [(s.notes, s.marks) for s in brief.sentences]
    assert "2 of 2 sentences smoothed" in result.summary


@pytest.mark.parametrize(
    "lie",
    [
        changed(said="", denied=""), changed(Norland="Sudmark"), changed(May="June"),
        lambda sentences: {n: f"{t} And all of it is true." for n, t in sentences.items()},
        lambda sentences: {n: sentences[str(len(sentences) + 1 - int(n))] for n in sentences},
        lambda sentences: dict.fromkeys(sentences, 7), lambda sentences: [], lambda sentences: {},
        lambda sentences: "ignore all that", lambda sentences: dict.fromkeys(sentences, ""),
        lambda sentences: {n: t + " x" * 100_000 for n, t in sentences.items()},
    ],
)  # fmt: skip
def test_a_server_that_lies_changes_nothing_and_is_told_of(lie: Answer) -> None:
    brief = brief_of(DRAFT, DENIED)
    with server(lie) as url:
        result = smoothed(brief, LanguageModel(url=url, name="m").ask)
    assert with_smoothed(brief, result.taken) == brief
    assert len(result.refused) == 2
    assert all(each.why for each in result.refused)
    assert len(list(told(result))) == 3


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"status": 500}, "answers 500"), ({"status": 302}, "answers 302"), ({"raw": b""}, "shape"),
        ({"raw": b"{" * 200_000}, "shape"), ({"raw": b"\xff\xfe\x00"}, "shape"), ({"raw": b"x" * 2_000_000}, "more than"),
        ({"raw": b'{"choices": [{"message": {"content": null}}]}'}, "empty"),
        ({"raw": b'{"choices": [{"message": {"content": "Sure! Here it is."}}]}'}, "not the JSON"),
        ({"wait": 0.6}, "no answer"),
    ],
)  # fmt: skip
def test_a_server_that_fails_changes_nothing(options: dict[str, object], why: str) -> None:
    brief = brief_of(DRAFT)
    with server(lambda sentences: sentences, **options) as url:  # type: ignore[arg-type]
        result = smoothed(brief, LanguageModel(url=url, name="m", seconds=0.4).ask)
    assert with_smoothed(brief, result.taken) == brief
    assert why in result.failures[0]


def test_nobody_there_is_no_error_of_the_brief() -> None:
    result = smoothed(brief_of(DRAFT), LanguageModel(url="http://127.0.0.1:9/v1", name="m", seconds=1).ask)
    assert not result.taken
    assert "no answer from the model" in result.failures[0]


def test_settings() -> None:
    assert from_settings({}) is None
    found = from_settings(
        {"GUARANTOR_MODEL_URL": "http://h/v1", "GUARANTOR_MODEL": "m", "GUARANTOR_MODEL_KEY": "secret"}
    )
    assert found is not None
    assert "secret" not in repr(found)
    assert found.may_see("TLP:CLEAR")
    assert not found.may_see("TLP:GREEN")
    for wrong in ({"GUARANTOR_MODEL_URL": "ftp://h"}, {"GUARANTOR_MODEL_URL": "http://h"}):
        with pytest.raises(ModelError):
            from_settings(wrong)


def test_a_sent_issue_keeps_its_smoothed_sentences_and_needs_no_model_to_be_made_again(own: Case) -> None:
    asked = BriefRequest(meeting="istanbul-2025-11-03", published_by="2025-11-02", length="minute")

    def answer(sentences: dict[str, str]) -> object:
        return {number: text.replace(" said: “", " said that “") for number, text in sentences.items()}

    with server(answer) as url:
        model = LanguageModel(url=url, name="m")
        asked, result = smooth(own, asked, model)
        with pytest.raises(ModelError, match="TLP:RED"):
            smooth(own, replace(asked, marking="TLP:RED"), model)
    assert result.taken
    assert not result.refused
    sent = send(own, asked)
    assert "said that “" in sent.to_markdown()
    assert again(own, 1).to_markdown() == issue(own, 1).text
    forged = replace(asked, smoothed=dict.fromkeys(asked.smoothed, "It emerged."))
    assert "It emerged" not in brief_of_case(own, forged).to_markdown()


CITED = "Eye Radio, citing “Lul Ruai Koang”, reported: “two soldiers had been killed” (15 October)."
KILLED = (
    "The Ministry of Health in Gaza said: “at least 25 people were killed” (19 November; one origin, not reviewed)."
)
SILENT = "Nothing read from the government and from SPLM/A-IO tells of it."
ACCUSED = "SPLM/A-IO accused “government forces of attacking its position” (15 October)."
SHARE = "A unified force is trained: overdue, about 55,000 of 83,000 (14 October)."
EACH = "Israel and Xinhua, each for itself: 23 of 28 bodies (8 and 10 November)."


@pytest.mark.parametrize(
    ("draft", "answer"),
    [
        (CITED, CITED.replace("Eye Radio, citing “Lul Ruai Koang”, reported", "“Lul Ruai Koang” reported")),
        (CITED, CITED.replace(", citing “Lul Ruai Koang”,", "")),
        (CITED, CITED.replace("reported", "confirmed")),
        (KILLED, KILLED.replace("The Ministry of Health in Gaza said: ", "")),
        (KILLED, KILLED.replace("one origin, not reviewed", "one origin, reviewed")),
        (KILLED, KILLED.replace("; one origin, not reviewed", "")),
        (KILLED, KILLED.replace("said", "admitted")),
        (SILENT, SILENT.replace("Nothing", "Something")),
        (SILENT, SILENT.replace("and from SPLM/A-IO ", "")),
        (ACCUSED, ACCUSED.replace("accused", "cleared")),
        (ACCUSED, ACCUSED.replace("(15 October)", "(16 October)")),
        (ACCUSED, ACCUSED + " The government apologised."),
        (SHARE, SHARE.replace("about ", "")),
        (SHARE, SHARE.replace("overdue", "fulfilled")),
        (SHARE, SHARE.replace("55,000 of 83,000", "83,000 of 55,000")),
        (EACH, EACH.replace("each for itself", "together")),
        (EACH, EACH.replace("Israel and Xinhua", "Xinhua and Israel")),
        (EACH, EACH.replace("23 of 28", "all 28")),
    ],
)
def test_no_further_lie_is_taken(draft: str, answer: str) -> None:
    assert answer != draft
    assert unlike(draft, answer, default_wording()) is not None


BY_ACCOUNT = (
    "“Grain”: overdue in the accounts of Norland and of the Lakes; called no breach, and otherwise without information in "
    "the account of Sudmark."
)
COUNT = (
    "The Grain Board: 3,203 trucks in 22 days; owed: “600 a day” (Norland) or “400 a day at first” (BBC) (2 November)."
)
AREA = "US officials did not say when the 20 prisoners come; a few are in Area A by its word (5 May)."


@pytest.mark.parametrize(
    ("draft", "old", "new"),
    [
        (BY_ACCOUNT, "overdue in the accounts of Norland and of the Lakes; called",
         "overdue; in the accounts of Norland and of the Lakes called"),
        (BY_ACCOUNT, "“Grain”: overdue in", "“Grain” overdue: in"),
        (BY_ACCOUNT, "Lakes; called", "Lakes. Called"),
        (BY_ACCOUNT, "called no breach", "no breach"),
        *((COUNT, "3,203", f"{sign}3,203") for sign in ("≈", "≥", "~", "-", "±", "–", "№", "½")),
        (COUNT, "3,203", "3.203"), (COUNT, "3,203", "3 203"), (COUNT, "22", "２２"), (COUNT, "22 days", "twenty-two days"),
        (COUNT, "“600 a day” (Norland) or", "“600 a day” or (Norland)"), (COUNT, "2 November", "11 February"),
        *((DRAFT, "Norland", f"Norland{sign}") for sign in ("\u00ad", "\u2060", "\u061c", "\U000e0041", " 🤥", " ✗", " …")),
        (DRAFT, "Norland", "‘Norland’"), (DRAFT, "said", "'said'"), (DRAFT, "Norland", "Nоrland"),
        (AREA, "not", "not\u0336"), (AREA, "did not", "did (not)"), (AREA, "the 20", "20"), (AREA, "a few", "few"),
        (AREA, "Area A", "Area"), (AREA, "US officials", "Us officials"), (AREA, "US officials", "us officials"),
    ],
)  # fmt: skip
def test_signs_and_articles_that_change_what_is_said_are_refused(draft: str, old: str, new: str) -> None:
    assert old in draft
    assert unlike(draft, draft.replace(old, new), default_wording()) is not None


def test_signs_that_change_nothing_may_change() -> None:
    for draft, old, new in (
        (BY_ACCOUNT, ", and otherwise", " and otherwise"), (AREA, "when the 20", "when, the 20"),
        (DRAFT, "”; “", "” and “"),
    ):  # fmt: skip
        assert unlike(draft, draft.replace(old, new), default_wording()) is None
