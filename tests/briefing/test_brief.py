"""Briefs: every sentence with its notes, every number in what it cites, no attribution lost, no word that acts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from guarantor.briefing.brief import Brief
from guarantor.briefing.citation import TEXT
from guarantor.briefing.length import Length
from guarantor.briefing.markdown import escaped
from guarantor.briefing.saying import listed
from guarantor.case import Case

NUMBER = re.compile(r"\d[\d,.]*\d|\d")


@pytest.fixture(scope="module", params=["regular", "meeting"])
def brief(request: pytest.FixtureRequest, read_demo: Path) -> Brief:
    from guarantor.case import open_case

    with open_case(read_demo) as case:
        if request.param == "regular":
            return case.brief(since="2025-10-24", as_of="2025-11-01", published_by="2025-11-05")
        return case.brief(meeting="istanbul-2025-11-03", published_by="2025-11-02")


def test_the_sections_a_reader_needs_are_there(brief: Brief) -> None:
    headings = " ".join(section.heading for section in brief.sections)
    wanted = ("What stands in the way", "stands", "not be established")
    for word in wanted if "happened" in headings else ("Who comes", "stands", "Owed", "In the way", "Left open"):
        assert word in headings
    assert all(section.paragraphs or section.empty for section in brief.sections)


def test_every_note_is_used_and_every_number_of_a_note_is_there(brief: Brief) -> None:
    used = {number for sentence in brief.sentences for number in sentence.notes}
    assert used == {note.number for note in brief.notes}
    assert brief.notes


@pytest.mark.parametrize("length", ["minute", "page", "full"])
@pytest.mark.parametrize(
    "asked",
    [
        {"since": "2025-10-24", "as_of": "2025-11-01", "published_by": "2025-11-05"}, {"since": "2025-10-01"},
        {"meeting": "istanbul-2025-11-03", "published_by": "2025-11-02"}, {"issues": ("force",), "since": "2025-10-10"},
        {"reviewed_only": True}, {"since": "2025-10-08", "as_of": "2025-10-09", "published_by": "2025-10-09"},
    ],
)  # fmt: skip
def test_no_sentence_is_without_a_note(demo: Case, asked: dict[str, Any], length: Length) -> None:
    made = demo.brief(length=length, **asked)
    assert [sentence.text for sentence in made.sentences if not sentence.notes] == []


def test_what_a_page_leaves_out_is_counted_and_led_to(demo: Case) -> None:
    asked = {"since": "2025-10-24", "as_of": "2025-11-01", "published_by": "2025-11-05"}
    page, full = demo.brief(**asked), demo.brief(length="full", **asked)
    (happened,) = [each for each in page.sections if each.name == "happened"]
    more = happened.paragraphs[-1].sentences[-1]
    assert "more in the full brief" in more.text
    cited = {note.citation.claim for note in page.notes if note.number in more.notes}
    (whole,) = [each for each in full.sections if each.name == "happened"]
    there = {number for paragraph in whole.paragraphs for sentence in paragraph.sentences for number in sentence.notes}
    assert cited <= {note.citation.claim for note in full.notes if note.number in there}
    shown = {number for p in happened.paragraphs for sentence in p.sentences[:-1] for number in sentence.notes}
    assert not shown & {*more.notes}


def test_every_quotation_stands_in_what_it_cites(brief: Brief) -> None:
    notes = {note.number: note.citation for note in brief.notes}
    quotations = 0
    for sentence in brief.sentences:
        if not re.search(r" (?:said|reported): “|\([^()]*\d\s[A-Z][a-z]+\)\.$", sentence.text):
            continue
        for quotation in re.findall(r"“([^”]+)”", sentence.text):
            quotations += 1
            parts = [part for part in quotation.split(" … ") if part]
            sources = [" ".join(notes[number].quote.split()) for number in sentence.notes]
            assert any(all(part in source for part in parts) for source in sources), sentence.text
    assert quotations > 5


def test_what_nobody_reviewed_is_marked_in_the_sentence(brief: Brief) -> None:
    for sentence in brief.sentences:
        if (
            "said" in sentence.text
            and sentence.notes
            and "“" in sentence.text
            and "reads the text" not in sentence.text
        ):
            assert "not reviewed" in sentence.marks, sentence.text


def test_nothing_was_published_later_than_asked(demo: Case) -> None:
    early = demo.brief(meeting="istanbul-2025-11-03", published_by="2025-11-02")
    assert all((note.citation.published or "") <= "2025-11-02" for note in early.notes)


def test_every_note_leads_to_the_words_in_the_record(brief: Brief, demo: Case) -> None:
    for note in brief.notes:
        citation = note.citation
        if citation.review == TEXT:
            kind, _, name = citation.claim.partition(":")
            files = {"provision": demo.files.agreement.provisions, "issue": demo.files.agreement.issues,
                     "meeting": demo.files.agreement.meetings}[kind]  # fmt: skip
            assert name in {each.id for each in files}
            continue
        report = demo.record.report(citation.report)
        assert report is not None
        assert report.text[citation.span[0] : citation.span[1]] == citation.quote


def test_it_is_written_in_two_forms_and_refuses_others(brief: Brief, tmp_path: Path) -> None:
    brief.write(tmp_path / "b.md")
    brief.write(tmp_path / "b.html")
    html = (tmp_path / "b.html").read_text(encoding="utf-8")
    assert html.count('<li id="n') == len(brief.notes)
    assert "<script" not in html
    assert not re.search(r'(src|href)="(?!#|https?://)', html)
    text = (tmp_path / "b.md").read_text(encoding="utf-8")
    assert len(re.findall(r"^\[\^\d+\]: ", text, re.M)) == len(brief.notes)
    with pytest.raises(ValueError, match=r"\.odt"):
        brief.write(tmp_path / "b.odt")


def test_the_same_question_gives_the_same_bytes(demo: Case) -> None:
    asked = {"since": "2025-10-24", "as_of": "2025-11-01", "published_by": "2025-11-05"}
    first = demo.brief(**asked).to_html()
    demo.forget()
    assert demo.brief(**asked).to_html() == first


def test_words_of_reports_do_not_act_in_markdown() -> None:
    assert escaped("[x](http://evil) <b>`c`") == r"\[x\](http://evil) \<b\>\`c\`"


def test_names_in_a_row() -> None:
    assert [listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def section_of(made: Brief, name: str) -> list[Any]:
    return [paragraph for each in made.sections if each.name == name for paragraph in each.paragraphs]


@pytest.mark.parametrize("length", ["page", "full"])
def test_a_meeting_page_says_where_each_side_and_state_stands_on_each_issue(demo: Case, length: Length) -> None:
    made = demo.brief(meeting="istanbul-2025-11-03", published_by="2025-11-02", length=length)
    told = {
        paragraph.sentences[0].lead: [sentence.text for sentence in paragraph.sentences]
        for paragraph in section_of(made, "stands")
    }
    expected = {
        "Who sends troops to the stabilisation force?": ["Gideon Sa'ar", "Marco Rubio"],
        "What are the four states to the agreement?": ["al-Hayya", "Egyptian presidency", "Fidan"],
        "How do aid and crossings go on while remains are missing?": [
            "Prime Minister's Office said", "Government Media Office in Gaza",
        ],
        "Who governs Gaza?": ["Hamas said"],
    }  # fmt: skip
    silent = {
        "Who sends troops to the stabilisation force?": "No word of it from Hamas",
        "What are the four states to the agreement?": "from Israel or from",
        "How do aid and crossings go on while remains are missing?": "Egyptian sources (not named) said",
        "Who governs Gaza?": "No word of it from Israel",
    }
    if length == "full":
        expected = {issue: [*words, silent[issue]] for issue, words in expected.items()}
    else:
        (elsewhere,) = told.pop(None)
        assert elsewhere == "On the other issues none speaks by name."
        assert not any("not named" in sentence for sentences in told.values() for sentence in sentences)
    assert list(told) == list(expected)
    for issue, words in expected.items():
        assert all(any(word in sentence for sentence in told[issue]) for word in words), (issue, told[issue])


def test_a_meeting_page_tells_nothing_twice_and_in_fewer_words_than_an_article_on_it(demo: Case, shared: Path) -> None:
    made = demo.brief(meeting="istanbul-2025-11-03", published_by="2025-11-02")
    quoted = [words for s in made.sentences for words in re.findall("“([^”]*)”", s.text)]
    assert len(quoted) == len(set(quoted))
    figures = [s.text for s in made.sentences if "3,203 trucks" in s.text]
    assert len(figures) == 1
    (above,) = [s for s in made.sentences if "as above" in s.text]
    minute = [s for p in made.minute.paragraphs for s in p.sentences]
    assert any({*above.notes} <= {*s.notes} and "3,203 trucks" in s.text for s in minute)
    (article,) = (shared / "reports").glob("*2025-11-01.txt")
    body = re.sub(r"\[\^\d+\]", "", made.to_markdown().partition("\n---\n")[0])
    words = [each for each in body.split() if re.search(r"\w", each)]
    assert len(words) < len(article.read_text(encoding="utf-8").split())


def test_a_meeting_page_tells_who_comes_the_agenda_and_what_was_said_before_and_is_short(demo: Case) -> None:
    made = demo.brief(meeting="istanbul-2025-11-03", published_by="2025-11-02")
    text = {name: " ".join(s.text for p in section_of(made, name) for s in p.sentences) for name in
            ("comes", "before", "owed", "open")}  # fmt: skip
    minute = " ".join(s.text for p in made.minute.paragraphs for s in p.sentences)
    assert "By the case's files also Egypt." in text["comes"]
    assert "seven countries" in text["comes"]
    assert "will be on the table" in minute
    assert "met members of the Hamas Political Bureau" in text["before"]
    assert "3,203 trucks" in minute
    assert "it is due" in text["owed"]
    assert "eight and seven" in text["open"]
    assert "Qatar" in text["open"]
    assert sum(len(sentence.text.split()) for sentence in made.sentences) < 650


def test_silence_and_an_agenda_of_the_files_lead_to_the_files(demo: Case) -> None:
    made = demo.brief(meeting="istanbul-2025-11-03", published_by="2025-11-02", length="full")
    notes = {note.number: note.citation for note in made.notes}
    silent = [s for s in made.sentences if s.text.startswith("No word of it")]
    agenda = [s for s in made.sentences if s.text.startswith("By the case's files: ")]
    assert silent and agenda
    assert all(notes[number].review == TEXT for sentence in silent for number in sentence.notes)
    cited = " ".join(notes[number].quote for number in agenda[0].notes)
    assert "Who governs Gaza?" in cited


def test_a_page_never_leaves_an_older_figure_where_the_newest_stands_in_the_minute(demo: Case) -> None:
    made = demo.brief(since="2025-10-24", as_of="2025-11-01", published_by="2025-11-05")
    told = [s.text for p in section_of(made, "issues") for s in p.sentences if "of 28 bodies" in s.text]
    assert told == ["Anadolu: 19 of 28 bodies (1\N{NO-BREAK SPACE}November)."]
