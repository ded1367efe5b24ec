"""What a copy changed is told in the brief beside what the text gives that it copies, with notes to both."""

from __future__ import annotations

from pathlib import Path

import pytest

from guarantor.briefing.brief import Brief
from guarantor.case import Case
from guarantor.case.briefs import BriefRequest, brief_of
from guarantor.case.checking import check_brief
from guarantor.model.report import Report

FRAME = (
    "Growers in the south of the enclave waited at the depot for seed and fuel, and the price of a crate fell by a "
    "quarter before noon. {told} Porters at the depot said that the queue was shorter than on any day of the week, while "
    "the mayor of the village asked for a timetable that growers could plan by."
)
ORIGIN, COPY = "The Harbour Courier", "The Harbour Mirror"
OTHER = f"{ORIGIN} of 20 November, which goes back to the same origin"
DAYS = ("2025-11-20", "2025-11-21")
ASKED = BriefRequest(since="2025-11-15", as_of="2025-11-23", length="full")
OFFICE = "the Government Media Office in Gaza said"
CASES = {
    "attribution lost": (
        f"Israel violated the ceasefire 512 times, {OFFICE}.", "Israel violated the ceasefire 512 times.",
        f"{COPY} tells it in its own voice; {OTHER}, tells it as the word of the Government Media Office in Gaza.",
    ),
    "number changed": (
        f"Israel violated the ceasefire 512 times by 20 November, {OFFICE}.",
        f"Israel violated the ceasefire 521 times by 20 November, {OFFICE}.",
        f"{COPY} gives 521; {OTHER}, gives 512.",
    ),
    "made certain": (
        "Israel will open the Rafah crossing on Thursday, the Egyptian presidency said.",
        "Israel opened the Rafah crossing on Thursday, the Egyptian presidency said.",
        f"{COPY} tells it as having happened; {OTHER}, tells it as planned.",
    ),
    "category dropped": (
        "Israeli strikes killed and wounded 14 people on Wednesday, Gaza's Civil Defence said.",
        "Israeli strikes killed 14 people on Wednesday, Gaza's Civil Defence said.",
        f"{COPY} counts the killed; {OTHER}, counts the killed and wounded.",
    ),
    "hedge dropped": (
        f"Israel violated the ceasefire at least 512 times, {OFFICE}.",
        f"Israel violated the ceasefire 512 times, {OFFICE}.",
        f"{COPY} gives 512; {OTHER}, gives at least 512.",
    ),
    "stale figure as new": (
        f"Israel violated the ceasefire 512 times by 12 November, {OFFICE}.",
        f"Israel violated the ceasefire 512 times, {OFFICE}.",
        f"{COPY} gives 512, no date; {OTHER}, gives 512 as of 12 November.",
    ),
}  # fmt: skip


def read(case: Case, *told: str) -> None:
    """Read a text and its copy."""
    reports = [
        Report(text=FRAME.format(told=words), location=f"{outlet}.txt", outlet=outlet, published=day)
        for words, outlet, day in zip(told, (ORIGIN, COPY), DAYS, strict=True)
    ]
    assert case.read_reports(reports).new == 2
    case.forget()


def told_in(brief: Brief) -> list[str]:
    return [s.text for each in brief.sections if each.name == "copies" for p in each.paragraphs for s in p.sentences]


@pytest.mark.parametrize("kind", CASES)
def test_each_difference_is_told_with_notes_to_both_texts(kind: str, own: Case, tmp_path: Path) -> None:
    origin, copy, expected = CASES[kind]
    read(own, origin, copy)
    made = brief_of(own, ASKED)
    (sentence,) = [
        s for each in made.sections if each.name == "copies" for p in each.paragraphs for s in p.sentences
        if expected in s.text.replace("\N{NO-BREAK SPACE}", " ")
    ]  # fmt: skip
    outlets = {note.citation.outlet for note in made.notes if note.number in sentence.notes}
    assert outlets == {ORIGIN, COPY}
    for suffix in (".md", ".html"):
        made.write(tmp_path / f"b{suffix}")
        assert not check_brief(own, tmp_path / f"b{suffix}").findings


def test_two_differences_of_one_pair_make_one_sentence_after_the_words_of_the_copy(own: Case) -> None:
    read(own, f"Israel violated the ceasefire 512 times by 20 November, {OFFICE}.",
         "Israel violated the ceasefire 521 times by 20 November.")  # fmt: skip
    words, difference = [each.replace("\N{NO-BREAK SPACE}", " ") for each in told_in(brief_of(own, ASKED))]
    assert words == f"{COPY} reported: “Israel violated the ceasefire 521 times by 20 November” (21 November)."
    assert difference == (
        f"{COPY} tells it in its own voice and gives 521; {OTHER}, tells it as the word of the Government Media Office "
        "in Gaza and gives 512."
    )


def test_a_hedge_that_a_copy_does_not_have_is_told_once(own: Case) -> None:
    read(own, "Israeli forces may have shelled the village of Abasan on Wednesday.",
         "Israeli forces shelled the village of Abasan on Wednesday.")  # fmt: skip
    (_, difference) = told_in(brief_of(own, ASKED))
    assert difference.replace("\N{NO-BREAK SPACE}", " ") == f"{COPY} tells it plainly; {OTHER}, says ‘may have’."


def test_words_of_which_no_claim_was_read_are_cited_as_words_of_their_report(own: Case, tmp_path: Path) -> None:
    read(
        own, "Israel is set to open the Rafah crossing on Wednesday.", "Israel opened the Rafah crossing on Wednesday."
    )
    assert [each.origin.partition(":")[0] for each in own.distortions()] == ["report"]
    made = brief_of(own, ASKED)
    *_, sentence = [s for each in made.sections if each.name == "copies" for p in each.paragraphs for s in p.sentences]
    assert f"{COPY} tells it as having happened; {OTHER}, tells it as planned." in sentence.text.replace("\xa0", " ")
    notes = [note for note in made.notes if note.number in sentence.notes]
    assert {note.citation.claim.partition(":")[0] for note in notes} == {"claim", "report"}
    place = tmp_path / "b.md"
    made.write(place)
    assert not check_brief(own, place).findings
    text = place.read_text(encoding="utf-8")
    for words, other in (("is set to open", "is to open"), ("of 20\xa0November", "of 21\xa0November")):
        place.write_text(text.replace(words, other), encoding="utf-8")
        assert (text != place.read_text(encoding="utf-8")) and check_brief(own, place).findings, words
    reviewed = brief_of(own, BriefRequest(since="2025-11-15", as_of="2025-11-23", length="full", reviewed_only=True))
    assert told_in(reviewed) == [] and not any(n.citation.claim.startswith("report:") for n in reviewed.notes)


def test_a_difference_that_the_brief_does_not_touch_or_that_came_later_is_not_told(own: Case) -> None:
    origin, copy, _ = CASES["number changed"]
    read(own, origin, copy)
    assert told_in(brief_of(own, BriefRequest(since="2025-11-15", as_of="2025-11-23", published_by="2025-11-20"))) == []
    early = BriefRequest(since="2025-10-10", as_of="2025-10-20", published_by="2025-10-20", length="full")
    assert told_in(brief_of(own, early)) == []
    for length in ("page", "full"):
        made = brief_of(own, BriefRequest(since="2025-11-15", as_of="2025-11-23", length=length))
        cited = {n for each in made.sections if each.name != "copies" for p in each.paragraphs for s in p.sentences
                 for n in s.notes}  # fmt: skip
        mentioned = {note.number for note in made.notes if note.citation.outlet in (ORIGIN, COPY)}
        assert bool(told_in(made)) == bool(cited & mentioned)
