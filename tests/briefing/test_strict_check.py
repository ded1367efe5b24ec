"""No number of a brief can be changed unseen, and no sum is taken where the brief made none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guarantor.briefing.comparing import NUMBER_WORDS, counted
from guarantor.briefing.question import asked_in, question
from guarantor.briefing.reading_back import read_back
from guarantor.case import Case
from guarantor.case.briefs import BriefRequest, brief_of
from guarantor.case.checking import check_brief

FULL = BriefRequest(since="2025-10-24", as_of="2025-11-01", published_by="2025-11-05", length="full")
MEETING = BriefRequest(meeting="istanbul-2025-11-03", published_by="2025-11-02", length="full")
SENTENCE = re.compile(r"([^\n]*?)((?:\[\^\d+\])+)")
NUMBER = re.compile(rf"\d[\d,]*(?:\.\d+)?|\b(?:{'|'.join(NUMBER_WORDS)})\b", re.I)


def changed(number: str) -> str:
    """Another number, near by and of the kind that a neighbour may have."""
    if not number[0].isdigit():
        return "three" if number.casefold() != "three" else "nine"
    return f"{float(number.replace(',', '')) + 1:,.10g}"


def with_changed(text: str, place: int) -> tuple[str, int]:
    """The brief with the number at a place changed in each sentence that has so many; how many were changed."""
    body, rule, notes = text.partition("\n---\n")
    done = 0

    def change(sentence: re.Match[str]) -> str:
        nonlocal done
        found = list(NUMBER.finditer(sentence[1]))[place : place + 1]
        done += len(found)
        words = "".join(sentence[1][: f.start()] + changed(f[0]) + sentence[1][f.end() :] for f in found)
        return (words or sentence[1]) + sentence[2]

    return SENTENCE.sub(change, body) + rule + notes, done


@pytest.mark.parametrize("asked", [FULL, MEETING])
def test_every_number_that_is_changed_in_a_sentence_is_found(asked: BriefRequest, demo: Case, tmp_path: Path) -> None:
    """Each number of each sentence in turn, one of every sentence at a time: so many changes, so many findings."""
    file = tmp_path / "b.md"
    text = brief_of(demo, asked).to_markdown()
    file.write_text(text, encoding="utf-8")
    assert check_brief(demo, file).findings == ()
    total = 0
    for place in range(60):
        other, done = with_changed(text, place)
        if not done:
            break
        total += done
        file.write_text(other, encoding="utf-8")
        findings = check_brief(demo, file).findings
        assert len(findings) >= done
        wrong = {finding.where for finding in findings}
        where = [f"“{s.text[-90:]}”" for s in read_back(other, html=False).said]
        kept = [f"“{s.text[-90:]}”" for s in read_back(text, html=False).said]
        missed = [new for new, old in zip(where, kept, strict=True) if new != old and new not in wrong]
        assert missed == []
    assert total > 100


OTHERS = {
    "a figure by another number of its own words": ("19 of 28 bodies (1", "20 of 28 bodies (1", "made again, it says"),
    "a figure by a sum": ("19 of 28 bodies (1", "47 of 28 bodies (1", "made again, it says"),
    "a bound": ("up to 2,000 of", "2,000 of", "made again, it says"),
    "our own reckoning": ("145.6 a day", "165.4 a day", "made again, it says"),
    "two numbers in each other's place": ("3,203 trucks in 22 days", "22 trucks in 3,203 days", "made again, it says"),
    "the day of a note": ("2025-11-02; “A total", "2025-11-03; “A total", "made again, it says"),
    "the address of a note": ("https://news.un.org/en/story/2025/10", "https://news.un.org/en/story/2025/11", "made"),
    "the review of a note": ("; not reviewed; <", "; confirmed; <", "made again, it says"),
    "what was asked": ("Asked: ", "Wanted: ", "does not say what was asked"),
    "an option that is none": ("--length full", "--length full --sum", "cannot be made again"),
    "a day that is none": ("--since 2025-10-24", "--since 2025-13-24", "cannot be made again"),
    "an option without a value": ("--length full", "--length", "cannot be made again"),
}


IN_HTML = {
    "the day of a note": ("2025-11-02: <q", "2025-11-03: <q"),
    "the address of a note": ("news.un.org</a>", "news.example.org</a>"),
    "the review of a note": ("Not reviewed.", "Confirmed."),
    "what was asked": ("data-asked", "data-wanted"),
}


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize("form", ["md", "html"])
def test_other_changes_are_found(kind: str, form: str, demo: Case, tmp_path: Path) -> None:
    before, after, expected = OTHERS[kind]
    if form == "html":
        before, after = IN_HTML.get(kind, (before, after))
    made = brief_of(demo, FULL)
    text = made.to_html() if form == "html" else made.to_markdown()
    plain = text.replace("\N{NO-BREAK SPACE}", " ")
    assert before in plain
    place = tmp_path / f"b.{form}"
    place.write_text(plain.replace(before, after), encoding="utf-8")
    assert any(expected in each.what for each in check_brief(demo, place).findings)


def test_words_may_be_edited_and_sentences_left_out(demo: Case, tmp_path: Path) -> None:
    text = brief_of(demo, FULL).to_markdown().replace("\N{NO-BREAK SPACE}", " ")
    place = tmp_path / "b.md"
    fewer = "\n".join(line for line in text.splitlines() if not line.startswith("**Thursday 30 October"))
    assert fewer != text.rstrip("\n")
    place.write_text(fewer.replace("as before; the figure told was", "again; the figure was"), encoding="utf-8")
    assert check_brief(demo, place).findings == ()


def test_a_sum_holds_only_where_the_sentence_says_that_it_is_ours(demo: Case, tmp_path: Path) -> None:
    made = brief_of(demo, FULL)
    trucks = next(note for note in made.notes if "2,564 aid trucks and 639" in note.citation.quote)
    dead = next(note for note in made.notes if "19 of the 28" in note.citation.quote)
    text = made.to_markdown()
    place = tmp_path / "b.md"
    told = [("", "3,203", True), ("", "3,222", False), ("§", "3,222", True), ("§", "5,767", False), ("§", "42", False)]
    for sign, number, holds in told:
        ours = f"The Government Media Office in Gaza: {number} in all.{sign}[^{trucks.number}][^{dead.number}]\n\n---\n"
        place.write_text(text.replace("\n---\n", f"\n{ours}", 1), encoding="utf-8")
        assert (check_brief(demo, place).findings == ()) is holds, (sign, number)


def test_a_brief_in_other_words_is_checked_with_them(demo: Case, tmp_path: Path) -> None:
    words = tmp_path / "house.yaml"
    words.write_text('sentences: {due: "{title} has to be done by {hour}."}', encoding="utf-8")
    place = tmp_path / "b.md"
    brief_of(demo, BriefRequest(as_of="2025-11-01", wording=str(words))).write(place)
    assert "--wording house.yaml" in place.read_text(encoding="utf-8")
    assert any("--wording" in each.what for each in check_brief(demo, place).findings)
    assert check_brief(demo, place, wording=str(words)).findings == ()


def test_a_brief_holds_when_the_record_has_grown(own: Case, tmp_path: Path) -> None:
    from guarantor.model.report import Report

    place = tmp_path / "b.md"
    brief_of(own, BriefRequest(since="2025-10-24", as_of="2025-11-01", length="full")).write(place)
    told = "Hamas has handed over the remains of 25 of 28 hostages, Anadolu reported."
    own.read_reports([Report(text=told, location="x.txt", outlet="Anadolu", published="2025-11-01")])
    own.forget()
    assert check_brief(own, place).findings == ()


def test_what_was_asked_is_read_back_as_it_was_printed() -> None:
    request = {"meeting": "a", "since": "2031-05-03T00:00:00+02:00", "as_of": "2031-05-09", "known_at": 7, "length": "page",
               "accounts": ["The press"], "issues": ["who's to pay", "aid"], "reviewed_only": True, "smoothed": {},
               "wording": "/some/where/house.yaml", "published_by": None}  # fmt: skip
    text = question(request)
    assert "/some" not in text and "7" not in text.replace("T00:00:00", "")
    assert asked_in(text) == {
        "meeting": "a", "since": "2031-05-03T00:00:00+02:00", "as_of": "2031-05-09", "length": "page",
        "wording": "house.yaml", "accounts": ("The press",), "issues": ("who's to pay", "aid"), "reviewed_only": True,
    }  # fmt: skip


def test_numbers_are_counted_in_order_with_their_bounds_and_brackets_last() -> None:
    assert counted("Up to 40 (2 May), one of at least 19; 1,250.5") == [
        "up to 40",
        "one",
        "at least 19",
        "1,250.5",
        "2",
    ]
