"""What belongs together is told together and nothing else: a denial with what it denies, an office with a name, what
came of a meeting, what an outlet corrected; and only the very same is told as the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from guarantor.briefing.brief import Brief
from guarantor.briefing.offices import office_told
from guarantor.briefing.parts import Sentence
from guarantor.briefing.printed import printed
from guarantor.briefing.rectified import corrections_in
from guarantor.briefing.wording import default_wording
from guarantor.case import Case, open_case
from guarantor.case.bundled import lay_out
from guarantor.case.checking import check_brief
from guarantor.model.report import Report
from guarantor.reading import read_text

ASKED = {"since": "2024-10-10", "as_of": "2024-10-31", "published_by": "2024-10-31", "length": "full"}
TEXTS = (
    (
        "JUBA - The SPLM-IO accused government forces of moving artillery to Nasir County on Monday. The government denied "
        "the charge.", "2024-10-15",
    ),
    (
        "JUBA - The monitoring commission said that the parties had agreed to resume the training of forces. The "
        "government said there was no such agreement.", "2024-10-16",
    ),
    (
        "JUBA - The SPLM-IO said government forces attacked its camp in Nasir on Thursday. The government said SPLM-IO "
        "fighters attacked an army post in Nasir on Thursday. RJMEC said SPLM-IO fighters attacked an army post in Nasir "
        "on Thursday.", "2024-10-17",
    ),
    (
        "JUBA - The government and the SPLM-IO will meet in Juba on 24 October, RJMEC said on Friday.", "2024-10-18",
    ),
    (
        "JUBA - The meeting between the government and the SPLM-IO planned for 24 October has been postponed, RJMEC said "
        "on Tuesday. The government and the SPLM-IO will meet in Juba on 5 November, RJMEC said.", "2024-10-22",
    ),
    (
        "JUBA - Correction: An earlier version of this article said that nine soldiers were killed in Nasir. The number "
        "is seven.\n\nThe Editor", "2024-10-23",
    ),
    (
        "JUBA - Nine people were killed in Nasir County by SPLM-IO fighters on Friday, army spokesman Lual Deng said.",
        "2024-10-26",
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with open_case(lay_out(tmp_path_factory.mktemp("together") / "case", "south-sudan-2018")) as case:
        case.read_reports([
            Report(text=text, location=f"{day}.txt", outlet="Juba Gazette", published=day, language="en")
            for text, day in TEXTS
        ])  # fmt: skip
        yield case


@pytest.fixture(scope="module")
def brief(case: Case) -> Brief:
    return case.brief(**ASKED)


def sentences(brief: Brief, name: str) -> list[Sentence]:
    return [s for each in brief.sections if each.name == name for p in each.paragraphs for s in p.sentences]


def texts(brief: Brief, name: str) -> list[str]:
    return [each.text for each in sentences(brief, name)]


def test_a_denial_of_the_charge_stands_behind_the_charge_at_any_length(brief: Brief, case: Case) -> None:
    for made in (brief, case.brief(**{**ASKED, "as_of": "2024-10-16", "length": "page"})):
        told = texts(made, "happened")
        (charge,) = [i for i, each in enumerate(told) if "accused “government forces of moving artillery" in each]
        assert "denied “the charge”" in told[charge + 1]


def test_no_such_agreement_stands_behind_the_agreement(brief: Brief) -> None:
    told = texts(brief, "happened")
    (denial,) = [i for i, each in enumerate(told) if "no such agreement" in each]
    assert "agreed to resume" in told[denial - 1]


def test_two_sides_that_accuse_each_other_do_not_tell_the_same(brief: Brief) -> None:
    told = " ".join(texts(brief, "happened"))
    assert "“government forces attacked its camp in Nasir on Thursday”" in told
    assert "“SPLM-IO fighters attacked an army post in Nasir on Thursday”" in told
    assert "The same is told" not in told


def test_what_came_of_a_meeting_is_told_and_what_is_still_to_come(brief: Brief) -> None:
    told = " ".join(texts(brief, "happened"))
    assert "planned for 24 October has been postponed" in told.replace("\N{NO-BREAK SPACE}", " ")
    assert "will meet in Juba on 24 October" in told
    assert any("will meet in Juba on 5 November" in each for each in texts(brief, "ahead"))
    assert not any("24 October" in each for each in texts(brief, "ahead"))


def test_what_an_outlet_corrected_is_told_in_its_words(brief: Brief, case: Case, tmp_path: Path) -> None:
    (told,) = sentences(brief, "rectified")
    assert told.text.startswith("Juba Gazette printed a correction: “An earlier version of this article said that nine")
    assert {"one origin", "not reviewed"} <= {*told.marks}
    brief.write(tmp_path / "brief.md")
    assert not check_brief(case, tmp_path / "brief.md").findings
    early = case.brief(**{**ASKED, "published_by": "2024-10-22"})
    assert not sentences(early, "rectified")


def test_a_speaker_unknown_to_the_case_has_the_office_of_the_report(brief: Brief) -> None:
    told = [each for each in texts(brief, "happened") if "“Nine people" in each]
    assert told[0].startswith("Juba Gazette, citing “army spokesman Lual Deng”, reported:")


@pytest.mark.parametrize(
    ("quote", "office"),
    [
        ("The road is open, army spokesman Maj. Gen. Ola Nord said", "army spokesman"),
        ("The military's spokesman, Ola Nord, said so", "The military's spokesman"),
        ("Ola Nord, a spokesman for the army, said so", "a spokesman for the army"),
        ("the road is open, said Northland Army spokesman Ola Nord", "Northland Army spokesman"),
        ("But spokesman Ola Nord said so", "spokesman"),
        ("On Monday president Ola Nord said so", "president"),
        ("Ola Nord, who was in Juba, said so", None),
        ("the road is open, Ola Nord said", None),
        ("it was for the minister to say, Ola Nord said", None),
    ],
)
def test_the_office_is_what_the_report_has_beside_the_name(quote: str, office: str | None) -> None:
    assert office_told(quote, "Ola Nord", default_wording()) == office


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("*Correction:* The toll was four, not five.\nMore", ["The toll was four, not five."]),
        ("Editor's note: The author lives in Juba.", []),
        ("Editor's note: The first figure was wrong; it is four.", ["The first figure was wrong; it is four."]),
        ("(Corrects toll to four in paragraph 2)\nFour died.", ["Corrects toll to four in paragraph 2"]),
        ("He made a correction: the line runs east.", []),
        ("An earlier version of this story gave five.", ["An earlier version of this story gave five."]),
    ],
)  # fmt: skip
def test_a_correction_is_known_by_its_words(text: str, words: list[str]) -> None:
    assert list(corrections_in(Report(text=text, location="a"))) == words


SPOKEN = (
    (
        "JUBA - The monitoring commission visited the camp. The SPLM-IO announced on Monday a three-month truce. The "
        "government dismissed the truce as propaganda, and called it \"a political manoeuvre\".", "2024-10-14",
    ),
    (
        "JUBA - RJMEC said on Friday two villages were shelled, a day after the SPLM-IO attacked the camp. RJMEC said "
        "hours later that the SPLM-IO attacked the depot.", "2024-10-18",
    ),
    (
        "JUBA - Twenty people were killed by government forces in Nasir last week, the SPLM-IO said.", "2024-10-21",
    ),
    (
        "JUBA - A planned meeting on Friday has been cancelled, the SPLM-IO said. The SPLM-IO has halted the training of "
        "its forces, it said.", "2024-10-24",
    ),
)  # fmt: skip


ASIDE = (
    (
        "JUBA - At least 30 people were killed in an attack on a camp in Nasir on Friday, local officials said. The SPLM-IO "
        "blamed the White Army. The monitors said the government was behind the attack.", "2024-10-28",
    ),
    (
        "JUBA - RJMEC said on Wednesday that SPLM-IO fighters attacked the store, but could not confirm a death. "
        "Army spokesman Lual Deng accused the SPLM-IO of attacking a school.", "2024-10-30",
    ),
)  # fmt: skip
SPOKEN = (*SPOKEN, *ASIDE)


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """What happened by some other reports, in words."""
    with open_case(lay_out(tmp_path_factory.mktemp("spoken") / "case", "south-sudan-2018")) as case:
        case.read_reports([
            Report(text=text, location=f"{day}.txt", outlet="Juba Gazette", published=day, language="en")
            for text, day in SPOKEN
        ])  # fmt: skip
        made = case.brief(**ASKED)
        (section,) = [each for each in made.sections if each.name == "happened"]
        lines = [
            f"{p.sentences[0].lead} {' '.join(s.text for s in p.sentences)}" for p in section.paragraphs
        ]  # fmt: skip
        yield "\n".join(lines).replace("\N{NO-BREAK SPACE}", " ")


def test_what_took_a_week_stands_under_the_day_on_which_it_was_told(spoken: str) -> None:
    (line,) = [each for each in spoken.splitlines() if "“Twenty people were killed" in each]
    assert line.startswith("Monday 21 October.")


def test_who_blames_another_is_told_with_what_for_and_with_what_the_next_says(spoken: str) -> None:
    (line,) = [each for each in spoken.splitlines() if "blamed “the White Army”" in each]
    assert "“At least 30 people were killed in an attack on a camp in Nasir on Friday”" in line
    assert "“the government was behind the attack”" in line


def test_what_a_holder_adds_to_limit_it_is_told_with_it(spoken: str) -> None:
    assert spoken.index("“SPLM-IO fighters attacked the store”") < spoken.index("“… could not confirm a death”")


def test_an_office_is_kept_where_nobody_knows_the_name(spoken: str) -> None:
    assert "Juba Gazette reported that “Army spokesman Lual Deng” accused “the SPLM-IO" in spoken


def test_a_time_before_that_is_no_part_of_the_words(spoken: str) -> None:
    assert "said: “the SPLM-IO attacked the depot”" in spoken
    assert "hours later" not in spoken


def test_what_was_called_off_or_halted_is_told(spoken: str) -> None:
    assert "“A planned meeting on Friday has been cancelled”" in spoken
    assert "“The SPLM-IO has halted the training of its forces”" in spoken


@pytest.mark.parametrize(
    ("text", "verb", "words"),
    [
        ("The council announced on Monday a truce of a month.", "announced", "a truce of a month"),
        ("The council announced that the truce holds.", None, "the truce holds"),
        ("The council said on Monday there could be no truce.", None, "there could be no truce"),
        ("Dec 2 (Wire) - The truce holds, the council said.", None, "The truce holds"),
        ("The council dismissed the release as propaganda.", "dismissed", "the release as propaganda"),
        ('The council said the truce was "a manoeuvre".', None, 'the truce was "a manoeuvre"'),
        ('The council rejected the plan as "the worst yet".', "rejected", 'the plan as "the worst yet"'),
    ],
)
def test_a_thing_keeps_its_verb_and_quotation_marks_stay_in_pairs(text: str, verb: str | None, words: str) -> None:
    claim = read_text(text, published="2024-10-14")[0]
    assert printed(claim, default_wording()) == (verb, words)


def test_what_somebody_unknown_tells_of_is_not_said_to_be_untold(tmp_path: Path) -> None:
    text, day = TEXTS[-1]
    with open_case(lay_out(tmp_path / "case", "south-sudan-2018")) as case:
        before = texts(case.brief(**ASKED), "unknown")
        case.read_reports([Report(text=text, location="a", outlet="Juba Gazette", published=day, language="en")])
        case.forget()
        after = texts(case.brief(**ASKED), "unknown")
    assert any("“A permanent ceasefire”" in each for each in before)
    assert not any("“A permanent ceasefire”" in each for each in after)
    assert any(each.startswith("One statement bears on a provision") for each in after)
