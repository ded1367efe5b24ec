"""Claims read a page at a time: the same as all of them at hand, and the same memory whatever their number."""

from __future__ import annotations

import shutil
import sqlite3
import tracemalloc
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from guarantor.case import Case, open_case
from guarantor.case.exchange import ExportRequest, export, selected
from guarantor.case.times import Times
from guarantor.case.whole import Whole
from guarantor.exchange.tables import rows
from guarantor.model.claim import Claim, ReportRef
from guarantor.model.link import Link
from guarantor.model.plain import ShapeError
from guarantor.record import leaves
from guarantor.record.errors import CorruptRecordError
from guarantor.review import desk

PUBLISHED = ExportRequest(times=Times(as_of="2025-11-01", published_by="2025-10-20"))
REVIEWED = ExportRequest(reviewed_only=True)
FORMS = ("csv", "jsonl", "plover", "plover-lost", "annotations", "ftm", "claimreview")


@pytest.fixture(scope="module")
def decided(read_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case in which people decided on claims, links and a report."""
    folder = tmp_path_factory.mktemp("decided") / "case"
    shutil.copytree(read_demo, folder)
    with open_case(folder) as case:
        known = case.knowledge()
        ids = list(known.claims)
        desk.reject(case.record, ids[3], by="Ada", why="misread")
        desk.accept(case.record, ids[5], by="Ada", why="read")
        desk.retract(case.record, known.claims[ids[40]].claim.report.id, by="Ada", why="taken back")
        desk.reject(case.record, known.links[10].id, by="Ada", why="not about this")
    return folder


@pytest.mark.parametrize("page", [7, 50, 1000])
@pytest.mark.parametrize("asked", [ExportRequest(), PUBLISHED, REVIEWED])
def test_a_page_at_a_time_is_as_all_at_hand(
    decided: Path, asked: ExportRequest, page: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaves, "PAGE", page)
    with open_case(decided) as fresh, open_case(decided) as read:
        knowledge = read.knowledge(clearance=read.files.info.marking)
        assert len(knowledge.claims) > 300
        assert knowledge.of_claim
        for form in FORMS:
            assert "".join(export(fresh, form, asked)) == "".join(export(read, form, asked)), form
        assert "claims" not in vars(fresh.knowledge(clearance=fresh.files.info.marking))


@pytest.mark.parametrize("asked", [ExportRequest(), PUBLISHED, REVIEWED])
def test_rows_of_what_is_recorded_are_rows_of_the_claims(decided: Path, asked: ExportRequest) -> None:
    with open_case(decided) as case, open_case(decided) as read:
        knowledge = read.knowledge(clearance=read.files.info.marking)
        assert knowledge.claims
        assert knowledge.of_claim
        passed, at_hand = selected(case, asked), selected(read, asked)
        assert passed.tell is not None
        assert at_hand.tell is None
        assert [{**row, "notes": tuple(row["notes"])} for row in rows("claims", passed)] == list(
            rows("claims", at_hand)
        )
        assert asked.reviewed_only or len(at_hand.claims) > 100


def test_links_that_came_later_or_changed_are_those_of_the_claim(own: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    known = own.knowledge()
    first, other = list(known.claims)[2], list(known.claims)[250]
    target = own.files.agreement.provisions[0].id
    late = Link(kind="bearing", claims=(first, other), target=target, rule="somebody", reason="late")
    own.record.add_links([late])
    tied = [each for each in known.links if each.link.kind == "bearing" and each.link.claims == (other,)]
    gone = [replace(each.link, state="withdrawn") for each in tied]
    own.record.add_links(gone)
    for page in (7, 1000):
        monkeypatch.setattr(leaves, "PAGE", page)
        own.forget()
        chosen = selected(own, ExportRequest())
        assert chosen.tell is not None
        found = {row["id"]: row["provisions"] for row in rows("claims", chosen)}
        assert found == {id_: selected(own, ExportRequest()).provisions(id_) for id_ in own.knowledge().claims}
        assert found[other] == (target,)
        assert target in found[first]


def test_what_came_again_for_more_people_has_the_marking_that_it_has_on_the_screen(own: Case) -> None:
    """Whoever sees the first entry, under the stricter marking, sees the laxer one that it came again under."""
    known = own.knowledge()
    id_ = next(iter(known.claims.values())).claim.report.id
    for marking in ("TLP:RED", "TLP:GREEN"):
        copy = replace(known.reports[id_], text=f"{known.reports[id_].text}\n\nAgain.", marking=marking)
        made = [replace(kept.claim, report=ReportRef.of(copy)) for kept in known.claims_in(id_)]
        own.record.add_report(copy, made, links=())
    own.forget()
    asked = ExportRequest(marking="TLP:RED")
    passed = selected(own, asked)
    assert passed.tell is not None
    cold = list(rows("claims", passed))
    knowledge = own.knowledge(clearance="TLP:RED")
    assert len(knowledge.claims) == len(cold)
    assert {row["marking"] for row in cold if row["report"] == copy.id} == {"TLP:GREEN"}
    assert knowledge.reports[copy.id].marking == "TLP:GREEN"


def copied(case: Case, rounds: int) -> None:
    """Add copies of the case's first reports with all their claims."""
    known = case.knowledge()
    for number in range(rounds):
        for id_, report in list(known.reports.items())[:60]:
            name = f"{rounds}-{number}"
            copy = replace(report, text=f"{report.text}\n\nCopy {name}.", url=f"https://copy.example/{name}/{id_[-9:]}")
            case.record.add_report(
                copy, [replace(kept.claim, report=ReportRef.of(copy)) for kept in known.claims_in(id_)], links=()
            )
    case.forget()


def peak(folder: Path) -> int:
    """The most memory that one export takes beyond what the opened case has."""
    with open_case(folder) as case:
        for _ in export(case, "csv", ExportRequest()):
            break
        tracemalloc.start()
        for _ in export(case, "csv", ExportRequest()):
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return most


def test_many_times_the_claims_take_the_same_memory(
    read_demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaves, "PAGE", 50)
    shutil.copytree(read_demo, tmp_path / "case")
    few = peak(tmp_path / "case")
    with open_case(tmp_path / "case") as case:
        copied(case, 4)
    assert peak(tmp_path / "case") < few * 1.4


def test_a_claim_read_quickly_is_the_claim(decided: Path) -> None:
    with open_case(decided) as case:
        entries = [entry for entry in case.record.store.entries(["claim"]) if entry.payload is not None]
        quick = Whole()
        for entry in entries:
            assert quick.claim(entry.payload or {}) == Claim.from_json(entry.payload or {})
    assert len({claim.payload["type"] for claim in entries if claim.payload}) > 5


def test_a_claim_of_an_older_shape_is_read_carefully(decided: Path) -> None:
    with open_case(decided) as case:
        entry = next(iter(case.record.store.entries(["claim"])))
        older = {key: value for key, value in (entry.payload or {}).items() if key not in ("targets", "notes")}
        assert Whole().claim(older) == Claim.from_json(older)
        with pytest.raises(ShapeError, match="unknown key 'odd'"):
            Whole().claim({**older, "odd": 1})


def test_a_claim_whose_report_is_not_there_is_not_exported(own: Case) -> None:
    """As where a bit of the report's id changed in the file: its marking is not known then."""
    own.record.close()
    with closing(sqlite3.connect(own.folder / "record.db")) as raw, raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute("UPDATE entry SET id = replace(id, 'report:', 'repost:') WHERE kind = 'report'")
    with pytest.raises(CorruptRecordError, match=r"its report .* is not in the record|its id is not the one"):
        "".join(export(own, "jsonl", ExportRequest()))
