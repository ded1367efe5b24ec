"""Issues that are sent: kept with their hash, the same again, corrected by later ones; markings; the check."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from guarantor.briefing.citation import TEXT
from guarantor.briefing.wording import Wording, default_wording
from guarantor.case import Case
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


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("125 violations of the ceasefire until then, killing 94", "152 violations of the ceasefire until then, killing 94", "152"),
        ("claim:sha256:", "claim:sha256:00", "does not resolve"),
        ("begun to enforce the ceasefire again", "never begun to enforce the ceasefire", "other words"),
        ("°[^2]", "°[^999]", "is cited and not there"),
        ("The Ministry of Health in Gaza said: “Israeli fire", "Anadolu said: “Israeli fire", "is the word of"),
        ("Hamas denied “any involvement", "Israel denied “any involvement", "is the word of Hamas"),
        ("Anadolu: 19 of 28", "The International Committee of the Red Cross: 19 of 28", "is the word of Anadolu"),
        ("**Hamas**; ", "**Israel**; ", "the record has Hamas"),
        ("not reviewed).†°[^1] ", "not reviewed).†°[^2] ", "is not in what it cites"),
        ("“any involvement in the incident”", "“any part in the incident”", "is not in what it cites"),
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
