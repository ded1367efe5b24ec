"""The library's front, as its users call it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import guarantor
from guarantor.case import Case, demo_case, open_case
from guarantor.case.bundled import bundled, demonstration, lay_out
from guarantor.model.plain import plain

PAST = {"as_of": "2025-11-01", "published_by": "2025-11-05"}


def test_a_cell_says_why_down_to_quoted_words(demo: Case) -> None:
    state = demo.status(**PAST, account="hamas")
    why = state["prisoners"].why()
    assert why.cell.status == state["prisoners"].status
    assert why.cited
    for citation in why.cited:
        report = demo.record.report(citation.report)
        assert report is not None
        assert report.text[citation.span[0] : citation.span[1]] == citation.quote


def test_a_state_is_a_mapping_in_the_order_of_the_texts(demo: Case) -> None:
    state = demo.status(**PAST)
    assert list(state) == [provision.id for provision in demo.files.agreement.provisions]
    assert json.dumps(plain(state["prisoners"]))
    with pytest.raises(KeyError):
        state["nothing"]


def test_an_unknown_account_is_a_key_error(demo: Case) -> None:
    with pytest.raises(KeyError, match="nobody"):
        demo.status(account="nobody")


def test_nobody_speaks_in_a_rivals_account(demo: Case) -> None:
    people = demo.files.people
    for account in ("israel", "hamas"):
        voices = people.voices(account)
        for cell in demo.status(**PAST, account=account).values():
            own = {root for instance in cell.current for root in (*instance.tellers, *instance.against)}
            assert all(voices.has(root) for root in own), (account, cell.provision, own)


def test_what_was_published_later_is_not_seen(demo: Case) -> None:
    early = demo.status(as_of="2025-11-01", published_by="2025-10-12")
    later = demo.status(as_of="2025-11-01", published_by="2025-11-05")
    seen = {claim for cell in early.values() for claim in cell.claims}
    assert seen
    assert all((demo.knowledge().claim(claim).report.published or "") <= "2025-10-12" for claim in seen)
    assert seen < {claim for cell in later.values() for claim in cell.claims}


def test_the_record_before_anything_was_read_knows_nothing(read_demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(read_demo, folder)
    with open_case(folder) as case:
        nothing = case.status(known_at="2020-01-01", as_of="2025-11-01")
        assert not any(cell.claims for cell in nothing.values())


def test_changes_name_the_claims_that_caused_them(demo: Case) -> None:
    found = demo.changes("2025-10-12", **PAST)
    assert found
    published = {
        change.provision: [demo.knowledge().claim(c).report.published for c in change.because] for change in found
    }
    assert all(day and day > "2025-10-12" for days in published.values() for day in days)


def test_roles_are_told_by_whom_and_differ(demo: Case) -> None:
    told = {each.issue.id: each for each in demo.answers(published_by="2025-11-05")}
    roles = told["guarantors"]
    assert roles.differ
    assert all(answer.roots and answer.claims for answer in roles.told)


def test_reading_again_adds_nothing_and_progress_is_told(read_demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(read_demo, folder)
    seen: list[str] = []
    with open_case(folder) as case:
        head = case.record.head
        summary = case.read([folder / "reports"], progress=seen.append)
        assert (summary.new, summary.claims, case.record.head) == (0, 0, head)
        assert len(seen) == summary.reports > 60


def test_the_same_reports_in_another_order_give_the_same_state(tmp_path: Path, demo: Case) -> None:
    with demo_case(tmp_path / "other") as other:
        for path in sorted((tmp_path / "other" / "reports").glob("*.md"), reverse=True):
            other.read(path)
        for account in ("israel", "hamas", "everybody"):
            first, second = (case.status(**PAST, account=account) for case in (demo, other))
            assert {n: c.text for n, c in first.items()} == {n: c.text for n, c in second.items()}


@pytest.mark.parametrize("name", bundled())
def test_every_bundled_case_opens_and_reads(name: str, tmp_path: Path) -> None:
    with open_case(lay_out(tmp_path / name, name)) as case:
        reports = sorted((tmp_path / name / "reports").glob("*.md"))[:3]
        summary = case.read(reports)
        assert summary.new == 3
        assert not summary.refusals
        assert case.verify().sound


def test_the_demonstration_is_a_bundled_case() -> None:
    assert demonstration() in bundled()


def test_a_folder_with_other_things_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match="name another folder"):
        demo_case(tmp_path)


def test_the_names_of_the_library_are_there() -> None:
    assert all(getattr(guarantor, name) is not None for name in guarantor.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = guarantor.nothing
