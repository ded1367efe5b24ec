"""The strictest marking is found again beside the record by whoever opens it, and never where it may be another."""

from __future__ import annotations

import pytest

from guarantor.case import Case, marked, open_case
from guarantor.case.keeping import erase_from
from guarantor.case.opened import MARKED
from guarantor.model.report import Report
from guarantor.record.sql import SqlStore


def came(case: Case, marking: str) -> Report:
    report = Report(text=f"A gate was shut, {marking}.", location="x.txt", url=f"https://example.org/{marking}",
                    outlet="The Post", published="2025-11-18", title="News", marking=marking)  # fmt: skip
    case.read_reports([report])
    case.forget()
    return report


def test_the_strictest_marking_is_kept_beside_the_record(own: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marked, "MANY", 1)
    looked, real = list[int](), SqlStore.outside

    def outside(store: SqlStore, markings: object, *, after: int, until: int) -> list[int]:
        looked.append(until - after)
        return real(store, markings, after=after, until=until)  # type: ignore[arg-type]

    monkeypatch.setattr(SqlStore, "outside", outside)
    came(own, "TLP:GREEN")
    assert own.marking == "TLP:GREEN" and own.cleared("TLP:CLEAR").marking == "TLP:CLEAR"
    looked.clear()
    with open_case(own.folder) as case:
        assert case.marking == "TLP:GREEN" and not looked
        came(case, "TLP:RED")
        assert case.marking == "TLP:RED" and max(looked) < case.record.head.seq
    looked.clear()
    with open_case(own.folder) as case:
        assert case.marking == "TLP:RED" and not looked
        place = case.beside(MARKED)
        kept = place.read_text("ascii")
    for damaged in (kept.replace("TLP:RED", "TLP:CLEAR"), kept[:-2], ""):
        place.write_text(damaged, "ascii")
        with open_case(own.folder) as case:
            assert case.marking == "TLP:RED"


def test_a_kept_marking_is_not_that_of_another_record_and_goes_with_what_is_erased(
    own: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marked, "MANY", 1)
    report = came(own, "TLP:GREEN")
    head, place = own.record.head, own.beside(MARKED)
    marked.write(place, own.files.id, type(head)(seq=head.seq, hash="0" * 64), "TLP:CLEAR")
    with open_case(own.folder) as case:
        assert case.marking == "TLP:GREEN"
    marked.write(place, "other files", head, "TLP:CLEAR")
    with open_case(own.folder) as case:
        assert case.marking == "TLP:GREEN" and place.exists()
        erase_from(case, [report.id], by="tester", why="asked for")
        assert not place.exists()
