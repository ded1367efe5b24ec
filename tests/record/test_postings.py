"""The inverted index over reports' words, beside the entries, on both stores."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from guarantor.record import Record
from guarantor.record.erase import erase
from guarantor.record.postings import COMMON, Carrier, Placed
from guarantor.record.sqlite import SqliteStore
from guarantor.record.store import Store
from guarantor.record.verify import verify
from record.made import claims, report


def test_what_is_filed_is_found(store: Store) -> None:
    postings = store.postings
    assert postings.placed() is None
    with store.writing():
        postings.file([(1, 0, (10, 20, 30)), (1, 1, (30, 40)), (2, 0, (2**47,))])
        postings.reach(Placed("a way", 2, b"\x01" * 32))
    with store.writing():
        postings.file([(3, 0, (20, 30))])
        postings.reach(Placed("a way", 3, b"\x02" * 32))
    assert postings.sharing((20, 30, 99)) == {1: 2, 2: 1, 4: 2}
    assert postings.sharing((2**47,)) == {3: 1}
    assert postings.carriers([2, 4]) == [Carrier(2, 1, 1, 2), Carrier(4, 3, 0, 2)]
    assert postings.placed() == Placed("a way", 3, b"\x02" * 32)
    postings.check()


def test_a_failed_transaction_files_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.writing():
        store.postings.file([(1, 0, (10,))])
        _ = 1 / 0
    assert not store.postings.sharing((10,))


def test_boilerplate_is_not_filed_for_ever(store: Store) -> None:
    with store.writing():
        store.postings.file([(seq, 0, (7, 1000 + seq)) for seq in range(COMMON + 40)])
    assert len(store.postings.sharing((7,))) == COMMON
    assert len(store.postings.sharing((1000 + COMMON + 39,))) == 1, "its own words are"
    store.postings.check()


def test_what_is_erased_leaves_the_index_too(store: Store) -> None:
    record, one, two = Record(store), report(), report("Another text.", url=None, location="other.txt")
    record.add_report(one, claims(one))
    record.add_report(two)
    with store.writing():
        store.postings.file([(1, 0, (10, 20)), (1, 1, (30,)), (5, 0, (20,))])
    erase(record, [one.id], by="Ada", why="a person's safety")
    assert store.postings.sharing((10, 20, 30)) == {3: 1}
    assert [each.seq for each in store.postings.carriers((1, 2, 3))] == [5]
    assert verify(store).sound


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE shingle SET shingle = shingle + 1 WHERE carrier = 1",
        "DELETE FROM shingle WHERE carrier = 2",
        "UPDATE shingle SET carrier = 9 WHERE carrier = 1",
        "UPDATE carrier SET sample = sample + 8",
        "UPDATE carrier SET seq = 4 WHERE number = 1",
        "UPDATE carrier SET part = 4 WHERE number = 1",
        "UPDATE carrier SET mark = mark + 1",
        "DELETE FROM carrier WHERE number = 2",
    ],
)
def test_verify_finds_an_index_that_was_changed(tmp_path: Path, statement: str) -> None:
    record = Record(SqliteStore(tmp_path / "record.db"))
    record.add_report(report(), claims(report()))
    with record.store.writing():
        record.store.postings.file([(1, 0, (10, 20)), (1, 1, (30,))])
    assert verify(record.store).sound
    record.close()
    with closing(sqlite3.connect(tmp_path / "record.db")) as raw, raw:
        raw.execute(statement)
    found = verify(record.store)
    assert found.fault is not None and "--reindex" in found.fault.what
    assert found.entries == 4, "the entries themselves are sound"
    record.close()
