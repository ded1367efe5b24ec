"""Issues that are sent: kept with their hash, the same again, corrected by later ones; markings; the check."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest

import guarantor
from guarantor.briefing.brief import Brief
from guarantor.briefing.citation import TEXT
from guarantor.briefing.wording import Wording, default_wording
from guarantor.case import Case, open_case
from guarantor.case.briefs import BriefRequest, brief_of
from guarantor.case.checking import check_brief
from guarantor.case.sending import again, digest, issue, issued, send
from guarantor.reading import read_report
from guarantor.review import desk

ASKED = BriefRequest(since="2025-10-24", as_of="2025-11-01", published_by="2025-11-05")


def test_what_was_sent_is_kept_and_comes_again_byte_for_byte(own: Case) -> None:
    sent = send(own, ASKED, by="Ada")
    kept = issue(own, 1)
    assert (kept.number, kept.by, kept.text) == (1, "Ada", sent.to_markdown())
    assert digest(kept.text) == kept.sha256
    own.brief(meeting="istanbul-2025-11-03")
    report = next(iter(own.record.reports()))
    own.record.add_report(
        replace(report, text="Later the office said that 7,000 trucks entered.", url="https://x.example")
    )
    own.forget()
    assert again(own, 1).to_markdown() == kept.text
    assert [each.number for each in issued(own)] == [1]
    assert own.verify().sound


def test_a_later_issue_corrects_an_earlier_one(own: Case) -> None:
    sent = send(own, ASKED)
    cited = next(note.citation for note in sent.notes if note.citation.review != TEXT)
    desk.reject(own.record, cited.claim, by="Ben", why="the report was a hoax")
    own.forget()
    second = send(own, ASKED)
    (section,) = [each for each in second.sections if each.name == "corrections"]
    told = " ".join(sentence.text for paragraph in section.paragraphs for sentence in paragraph.sentences)
    assert "Issue 1 of" in told
    assert "rejected" in told
    assert "the report was a hoax" in told
    (note,) = [each for each in second.notes if each.citation.claim == cited.claim]
    assert (note.citation.quote, note.citation.review) == (cited.quote, "rejected")
    using = [each for each in second.sentences if note.number in each.notes]
    assert using == [each for p in section.paragraphs for each in p.sentences if note.number in each.notes]
    assert cited.claim not in issue(own, 2).cited


def told_in(brief: Brief) -> str:
    """The section of corrections."""
    (section,) = [each for each in brief.sections if each.name == "corrections"]
    return " ".join(sentence.text for paragraph in section.paragraphs for sentence in paragraph.sentences)


def rejected_after_two_issues(own: Case) -> str:
    """A claim that two issues cited, and that somebody then rejected."""
    sent = send(own, ASKED)
    send(own, ASKED)
    cited = next(note.citation for note in sent.notes if note.citation.review != TEXT)
    desk.reject(own.record, cited.claim, by="Ben", why="the report was a hoax")
    own.forget()
    return cited.claim


def test_a_correction_is_told_once_in_the_next_issue_and_names_the_last_that_cited_it(own: Case) -> None:
    claim = rejected_after_two_issues(own)
    third = send(own, ASKED)
    assert told_in(third).count("hoax") == 1
    assert "Issue 2 of" in told_in(third)
    fourth = send(own, ASKED)
    assert not told_in(fourth)
    assert claim not in issue(own, 4).text
    other = next(n.citation.claim for n in fourth.notes if n.citation.review != TEXT)
    desk.reject(own.record, other, by="Ben", why="misread")
    own.forget()
    fifth = told_in(send(own, ASKED))
    assert "misread" in fifth and "hoax" not in fifth
    assert [again(own, number).to_markdown() == issue(own, number).text for number in (3, 4, 5)] == [True] * 3


def test_each_series_of_a_marking_tells_a_correction_once(own: Case) -> None:
    rejected_after_two_issues(own)
    amber = replace(ASKED, marking="TLP:AMBER")
    told = [told_in(send(own, asked)) for asked in (amber, amber, ASKED, ASKED, amber)]
    assert ["hoax" in each for each in told] == [True, False, True, False, False]


def test_what_an_issue_leaves_out_is_told_in_the_next(own: Case) -> None:
    """A meeting's brief has no corrections."""
    rejected_after_two_issues(own)
    send(own, BriefRequest(meeting="istanbul-2025-11-03"))
    assert "hoax" in told_in(send(own, ASKED))
    assert not told_in(send(own, ASKED))


def test_an_issue_from_before_corrections_were_kept_apart_counts_by_its_text(own: Case) -> None:
    claim = rejected_after_two_issues(own)
    send(own, ASKED)
    kept = replace(issue(own, 3), corrected=None)
    assert kept.corrects(claim, "rejected")
    assert not kept.corrects(kept.cited[0], "rejected")


def test_two_who_send_at_one_moment_get_two_numbers(own: Case) -> None:
    folder, gate = own.folder, Barrier(3)
    asked = replace(ASKED, length="minute")

    def sent(by: str) -> int | None:
        with open_case(folder) as case:
            case.knowledge()
            gate.wait()
            return send(case, asked, by=by).number

    with ThreadPoolExecutor(3) as pool:
        numbers = sorted(pool.map(sent, ("Ada", "Ben", "Cy")))
    assert numbers == [1, 2, 3]
    assert sorted(each.number for each in issued(own)) == [1, 2, 3]
    assert own.verify().sound


def test_two_processes_that_send_get_two_numbers(own: Case) -> None:
    code = (
        "import sys; from guarantor.case import open_case; from guarantor.case.briefs import BriefRequest\n"
        "from guarantor.case.sending import send\n"
        "with open_case(sys.argv[1]) as case: print(send(case, BriefRequest(length='minute'), by=sys.argv[2]).number)"
    )
    here = {**os.environ, "PYTHONPATH": str(Path(guarantor.__file__).parents[1])}
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(own.folder), by], stdout=subprocess.PIPE, text=True, env=here)
        for by in ("Ada", "Ben")
    ]
    assert sorted(int(each.communicate(timeout=120)[0]) for each in running) == [1, 2]


def test_other_templates_and_more_claims_change_nothing_in_an_issue_that_was_sent(
    own: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = send(own, ASKED)
    data = default_wording().data
    other = Wording({**data, "headings": {**data["headings"], "minute": "At a glance"}, "caveat": "Other words."})
    monkeypatch.setattr("guarantor.case.briefs.default_wording", lambda: other)
    report = next(iter(own.record.reports()))
    text = "The Government Media Office in Gaza said 7,777 aid trucks entered Gaza between 10 and 31 October."
    more = replace(report, text=text, url="https://more.example", published="2025-11-01", title="More")
    claims = read_report(more, actors=own.actors).claims
    own.record.add_report(more, claims, links=own.bearing.links((each.id, each) for each in claims))
    own.forget()
    assert "At a glance" in brief_of(own, ASKED).to_markdown()
    assert "7,777" in brief_of(own, replace(ASKED, length="full")).to_markdown()
    assert again(own, 1).to_markdown() == issue(own, 1).text == sent.to_markdown()


def test_each_marking_has_numbers_of_its_own_and_no_gap(own: Case) -> None:
    for marking in (None, "TLP:AMBER", "TLP:AMBER", None):
        send(own, replace(ASKED, marking=marking, length="minute"))
    told = [(each.marking, each.number) for each in issued(own)]
    assert told == [("TLP:CLEAR", 1), ("TLP:AMBER", 1), ("TLP:AMBER", 2), ("TLP:CLEAR", 2)]
    open_ = [each.number for each in issued(own.cleared("TLP:CLEAR"))]
    assert open_ == [1, 2]
    assert issue(own, 2).marking == "TLP:CLEAR"
    assert issue(own, 2, "TLP:AMBER").text == again(own, 2, "TLP:AMBER").to_markdown()
    assert "TLP:AMBER" in issue(own, 1, "TLP:AMBER").text
    with pytest.raises(KeyError):
        issue(own, 2, "TLP:RED")


def test_the_head_that_an_issue_names_is_that_of_what_its_readers_may_see(own: Case) -> None:
    report = next(iter(own.record.reports()))
    first = send(own, ASKED)
    own.record.add_report(replace(report, text="Secret.", url="https://s.example", marking="TLP:RED", title="S"))
    second = send(own, ASKED)
    seen = [int(each.head.partition(":")[0]) for each in (first, second)]
    assert seen[1] == seen[0] + 1  # the issue itself; of the secret report nothing shows


def test_a_corrected_claim_of_an_issue_with_another_marking_is_named_with_it(own: Case) -> None:
    sent = send(own, ASKED)
    cited = next(note.citation for note in sent.notes if note.citation.review != TEXT)
    desk.reject(own.record, cited.claim, by="Ben", why="a hoax")
    own.forget()
    told = brief_of(own, replace(ASKED, marking="TLP:AMBER")).to_markdown()
    assert "Issue 1 (TLP:CLEAR) of" in told
    assert "Issue 1 of" in brief_of(own, ASKED).to_markdown()


def test_nothing_above_the_marking_shows_not_even_in_numbering_or_figures(own: Case) -> None:
    before = brief_of(own, ASKED).to_markdown()
    report = next(iter(own.record.reports()))
    text = "The Government Media Office in Gaza said 9,999 aid trucks entered Gaza between 10 and 31 October."
    secret = replace(
        report, text=text, url="https://secret.example", published="2025-11-01", marking="TLP:RED", title="Secret",
        location="secret.md",
    )  # fmt: skip
    claims = read_report(secret, actors=own.actors).claims
    own.record.add_report(secret, claims, links=own.bearing.links((each.id, each) for each in claims))
    own.forget()
    after = brief_of(own, ASKED).to_markdown()
    assert after == before
    assert "9,999" not in after
    open_ = brief_of(own, replace(ASKED, marking="TLP:RED", length="full")).to_markdown()
    assert "9,999" in open_
    assert "TLP:RED" in open_


@pytest.mark.parametrize("suffix", [".md", ".html"])
def test_a_brief_as_written_holds(own: Case, tmp_path: Path, suffix: str) -> None:
    for length in ("page", "full"):
        path = tmp_path / f"{length}{suffix}"
        brief_of(own, replace(ASKED, length=length)).write(path)
        result = check_brief(own, path)
        assert not result.findings, result.findings
        assert result.sentences > 20


@pytest.mark.parametrize("day", ["2025-10-14", "2025-10-31", "2025-11-05", "2025-11-12", "2025-11-23"])
def test_a_brief_of_any_day_holds(demo: Case, tmp_path: Path, day: str) -> None:
    """Whoever is named before a figure is noted behind it, and what is owed is noted with it."""
    path = tmp_path / "day.md"
    brief_of(demo, replace(ASKED, since=None, as_of=day, published_by=day, length="full")).write(path)
    assert not (result := check_brief(demo, path)).findings, result.findings


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("125 violations of the ceasefire until then, killing 94", "152 violations of the ceasefire until then, killing 94", "152"),
        ("claim:sha256:", "claim:sha256:00", "does not resolve"),
        ("begun to enforce the ceasefire again", "never begun to enforce the ceasefire", "other words"),
        ("°[^2]", "°[^999]", "is cited and not there"),
        ("The Ministry of Health in Gaza said: “Israeli fire", "Anadolu said: “Israeli fire", "is the word of"),
        ("Hamas denied “involvement", "Israel denied “involvement", "is the word of Hamas"),
        ("Anadolu: 19 of 28", "The International Committee of the Red Cross: 19 of 28", "is the word of Anadolu"),
        ("**Hamas**; ", "**Israel**; ", "the record has Hamas"),
        ("not reviewed).†°[^1] ", "not reviewed).†°[^2] ", "is not in what it cites"),
        ("“involvement in the incident”", "“part in the incident”", "is not in what it cites"),
    ],
)  # fmt: skip
def test_a_forged_brief_does_not_hold(own: Case, tmp_path: Path, old: str, new: str, what: str) -> None:
    text = brief_of(own, replace(ASKED, length="full")).to_markdown()
    assert old in text
    path = tmp_path / "forged.md"
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert any(what in finding.what for finding in check_brief(own, path).findings)


def test_a_file_that_is_no_brief_is_refused(own: Case, tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text("# Hello\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no notes"):
        check_brief(own, path)


def test_issues_and_reviewed_only_limit_what_is_told(own: Case) -> None:
    whole = brief_of(own, replace(ASKED, length="full"))
    some = brief_of(own, replace(ASKED, length="full", issues=("force",)))
    assert 0 < len(some.notes) < len(whole.notes)
    assert "trucks" not in " ".join(sentence.text for sentence in some.sentences)
    none = brief_of(own, replace(ASKED, reviewed_only=True))
    assert all(note.citation.review == TEXT for note in none.notes)
    with pytest.raises(KeyError):
        brief_of(own, replace(ASKED, issues=("nothing",)))
