"""What is held for few and comes again for many: once to everybody, and to those below as if for the first time."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from guarantor import review
from guarantor.model.claim import Claim
from guarantor.model.link import Link
from guarantor.model.marking import MARKINGS
from guarantor.model.report import Report
from guarantor.record import Record
from guarantor.record.archive import export_record, import_record
from guarantor.record.cleared import ClearedStore
from guarantor.record.erase import erase
from guarantor.record.passing import Passing
from guarantor.record.sqlite import SqliteStore
from guarantor.record.store import Store
from guarantor.record.verify import verify
from guarantor.record.view import View
from record.made import TEXT, claims, report


@pytest.fixture
def record(store: Store) -> Record:
    return Record(store)


def come(record: Record, marking: str, text: str = TEXT, *, read: int = 3) -> Report:
    """A report comes under a marking, with the first of its claims and a link of each."""
    one = report(text, marking=marking)
    found = claims(one)[:read]
    links = [Link(kind="bearing", claims=(each.id,), target="bridge.open", rule="act") for each in found]
    record.add_report(one, found, links=links)
    return one


def seen(record: Record, clearance: str) -> list[tuple[object, ...]]:
    """All entries as a clearance has them, but for hashes and times."""
    store = ClearedStore(record.store, clearance)
    return [(each.seq, each.kind, each.id, each.payload, each.marking, each.author) for each in store.entries()]


SEQUENCES = [
    [("TLP:RED", TEXT, 3), ("TLP:CLEAR", TEXT, 3)],
    [("TLP:RED", TEXT, 3), ("TLP:AMBER", TEXT, 3), ("TLP:CLEAR", TEXT, 3), ("TLP:GREEN", TEXT, 3)],
    # found with fewer claims, or more, than before
    [("TLP:RED", TEXT, 3), ("TLP:CLEAR", TEXT, 2), ("TLP:CLEAR", TEXT, 3), ("TLP:RED", TEXT, 1)],
    [("TLP:AMBER", TEXT, 1), ("TLP:CLEAR", TEXT, 3), ("TLP:AMBER", TEXT, 2), ("TLP:CLEAR", TEXT, 1)],
    # between versions of one address, the newer one for all first
    [("TLP:CLEAR", TEXT, 3), ("TLP:RED", TEXT + " More.", 3), ("TLP:CLEAR", TEXT + " More.", 3)],
    [("TLP:RED", TEXT + " More.", 3), ("TLP:CLEAR", TEXT, 3), ("TLP:CLEAR", TEXT + " More.", 3)],
    [
        ("TLP:RED", TEXT, 3),
        ("TLP:AMBER", TEXT + " More.", 3),
        ("TLP:CLEAR", TEXT, 2),
        ("TLP:GREEN", TEXT + " More.", 3),
    ],
]


@pytest.mark.parametrize("arrivals", SEQUENCES)
@pytest.mark.parametrize("clearance", ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER"])
def test_those_below_have_what_they_had_without_the_rest(
    record: Record, tmp_path: Path, arrivals: list[tuple[str, str, int]], clearance: str
) -> None:
    less = Record(SqliteStore(tmp_path / "less.db"))
    allowed = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER"]
    for marking, text, read in arrivals:
        come(record, marking, text, read=read)
        if marking in allowed[: allowed.index(clearance) + 1]:
            come(less, marking, text, read=read)
    assert seen(record, clearance) == seen(less, clearance)
    below, there = Record(ClearedStore(record.store, clearance)), Record(ClearedStore(less.store, clearance))
    assert list(below.reports()) == list(there.reports())
    assert list(below.claims()) == list(there.claims())
    for each in less.store.entries():
        for one, other in ((below.store, there.store),):
            mine, theirs = one.get(each.id), other.get(each.id)
            assert (mine and (mine.seq, mine.payload)) == (theirs and (theirs.seq, theirs.payload))
            digest = each.id.rpartition(":")[2][:12]
            assert one.beginning(digest, [each.kind]) == other.beginning(digest, [each.kind])
            assert [e.id for e in one.under(each.id)] == [e.id for e in other.under(each.id)]
            assert one.markings([each.id]) == other.markings([each.id])
            assert one.known([each.id]) == other.known([each.id])
    assert verify(record.store).sound
    less.close()


def test_it_counts_once_and_is_marked_as_all_may_see_it(record: Record) -> None:
    one = come(record, "TLP:RED")
    before = [each.id for each in record.claims()]
    added = record.add_report(replace(one, marking="TLP:CLEAR"), claims(one))
    assert (added.new, added.held, len(added.claims)) == (True, "TLP:RED", 3)
    assert [each.id for each in record.claims()] == before
    assert [each.marking for each in record.reports()] == ["TLP:CLEAR"]
    assert [each.marking for each in record.reports(known_at=3)] == ["TLP:RED"]
    assert (record.store.count("report"), record.store.count("claim")) == (1, 3)
    head = record.head
    assert not record.add_report(replace(one, marking="TLP:CLEAR"), claims(one)).new
    assert not record.add_report(one, claims(one)).new
    assert record.head == head


def test_what_is_judged_from_then_on_is_for_all(record: Record) -> None:
    one = come(record, "TLP:RED")
    first, second = (each.id for each in claims(one)[:2])
    review.reject(record, first, by="Ada", why="a secret")
    come(record, "TLP:CLEAR")
    below = Record(ClearedStore(record.store, "TLP:CLEAR"))
    assert (len(list(record.claims())), len(list(below.claims()))) == (2, 3)
    review.reject(record, second, by="Ada", why="not said")
    assert [each.why for each in below.judgements()] == ["not said"]
    assert len(list(below.claims())) == 2


def test_a_claim_that_was_added_for_few_may_be_added_for_many(record: Record) -> None:
    one = come(record, "TLP:RED", read=1)
    review.add(record, claims(one)[2], by="Ada", why="missed")
    come(record, "TLP:CLEAR", read=1)
    below = Record(ClearedStore(record.store, "TLP:CLEAR"))
    assert len(list(below.claims())) == 1
    review.add(record, claims(one)[2], by="Ben", why="missed")
    assert (len(list(below.claims())), len(list(record.claims()))) == (2, 2)
    assert [each.value["made"] for each in below.judgements()] == [list(below.judgements()[0].into)]


def test_erasing_takes_both(record: Record) -> None:
    one = come(record, "TLP:RED")
    come(record, "TLP:CLEAR")
    erase(record, [one.id], by="Ada", why="a source's safety")
    assert all(each.erased for each in record.store.entries(["report", "claim", "link", "again"]))
    assert seen(record, "TLP:CLEAR") == []
    assert verify(record.store).sound
    assert record.add_report(replace(one, marking="TLP:CLEAR"), claims(one)).erased


def test_it_travels_with_the_record(record: Record, tmp_path: Path) -> None:
    come(record, "TLP:RED")
    come(record, "TLP:GREEN")
    export_record(record.store, tmp_path / "case.zip")
    other = Record(SqliteStore(tmp_path / "other.db"))
    import_record(tmp_path / "case.zip", other.store)
    assert seen(other, "TLP:GREEN") == seen(record, "TLP:GREEN") != []
    assert verify(other.store).sound
    other.close()


@pytest.mark.parametrize("sequence", SEQUENCES)
@pytest.mark.parametrize("clearance", MARKINGS)
def test_one_pass_meets_what_a_clearance_sees(
    record: Record, sequence: list[tuple[str, str, int]], clearance: str
) -> None:
    for marking, text, read in sequence:
        come(record, marking, text, read=read)
    view = View(ClearedStore(record.store, clearance))
    leaves = [leaf for page in view.store.leaves() for leaf in page]
    entries = list(view.store.entries())
    assert [(leaf.seq, leaf.kind, leaf.id, leaf.published) for leaf in leaves] == [
        (entry.seq, entry.kind, entry.id, entry.published) for entry in entries
    ]
    assert [json.loads(leaf.payload or b"") for leaf in leaves] == [entry.payload for entry in entries]
    live = [standing for standing in view.standings() if standing.live]
    told = list(Passing(view))
    assert [each.id for each in told] == [standing.id for standing in live]
    for each, standing in zip(told, live, strict=True):
        assert Claim.from_json({**each.data, "review": each.review}) == standing.claim
        assert [Link.from_json(data).id for data in each.links] == [found.id for found in view.links(claim=each.id)]
