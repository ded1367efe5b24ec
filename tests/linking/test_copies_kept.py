"""The index of copies that the record keeps: filled as reports come, made anew where it is absent, never believed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guarantor.intake.fingerprints import WAY, Fingerprint, fingerprints, shingles
from guarantor.linking.copies import Copies
from guarantor.linking.roots import Roots
from guarantor.linking.sharing import containment, enough
from guarantor.model.report import Report
from guarantor.record import Record, open_record
from guarantor.record.erase import erase
from guarantor.record.postings import Placed
from guarantor.record.verify import verify
from linking.making import PEOPLE

WORDS = [f"word{number}" for number in range(900)]


def report(number: int, words: list[str], **fields: str) -> Report:
    return Report(text=" ".join(words), location=f"{number}.txt", outlet=f"Outlet {number}", **fields)


def prose(seed: int, length: int = 150) -> list[str]:
    return random.Random(seed).choices(WORDS, k=length)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    made = open_record(tmp_path / "record.db")
    yield made
    made.close()


def copies(record: Record) -> Copies:
    return Copies(Roots(PEOPLE), record)


def test_reports_that_others_added_are_filed_first(record: Record) -> None:
    record.add_reports([(report(n, prose(n)), ()) for n in range(5)])
    (link,) = copies(record).place(report(9, prose(3)[:60]))
    assert record.report(link.claims[0]) or record.report(link.claims[1])
    placed = record.store.postings.placed()
    assert placed is not None and placed.seq == 5


def test_fingerprints_taken_at_the_door_find_the_same(record: Record) -> None:
    record.add_reports([(report(n, prose(n)), ()) for n in range(5)])
    digest = Report(text="\n\n".join(" ".join(prose(n)) for n in (3, 7)), location="d.txt", outlet="D", digest=True)
    for new in (report(9, prose(3)[:60]), digest):
        taken = fingerprints(new)
        assert copies(record).place(new, taken) == copies(record).place(new) != []
    assert len(taken) == 2, "one for each text of a digest"


def test_an_absent_index_is_made_anew_with_the_same_answers(record: Record) -> None:
    record.add_reports([(report(n, prose(n)), ()) for n in range(20)])
    new = report(99, prose(7)[20:90])
    first = copies(record).place(new)
    with record.store.writing():
        record.store.postings.clear()
    assert copies(record).place(new) == first != []
    assert copies(record).reindex() == 20
    assert copies(record).place(new) == first
    assert verify(record.store).sound


@pytest.mark.parametrize("change", ["way", "hash", "seq"])
def test_an_index_of_another_record_or_another_way_is_dropped(record: Record, change: str) -> None:
    record.add_reports([(report(n, prose(n)), ()) for n in range(3)])
    index = copies(record)
    assert index.catch_up() == 3
    placed = record.store.postings.placed()
    assert placed is not None
    wrong = {
        "way": Placed("0: otherwise", placed.seq, placed.hash), "hash": Placed(placed.way, placed.seq, b"\x00" * 32),
        "seq": Placed(placed.way, 99, placed.hash),
    }  # fmt: skip
    with record.store.writing():
        record.store.postings.reach(wrong[change])
    assert index.catch_up() == 3, "all of them again"
    assert record.store.postings.placed() == placed


def test_a_wrong_row_can_hide_a_copy_and_never_invent_one(record: Record) -> None:
    record.add_report(report(1, prose(1)))
    index = copies(record)
    new = report(2, prose(2))
    index.catch_up()
    with record.store.writing():
        record.store.postings.clear()
        record.store.postings.file([(1, 0, tuple(shingle >> 16 for shingle in shingles(new.text)))])
        head = record.head
        record.store.postings.reach(Placed(WAY, head.seq, bytes.fromhex(head.hash)))
    assert index.place(new) == []


def test_what_was_erased_is_met_no_more(record: Record) -> None:
    old = report(1, prose(1))
    record.add_report(old)
    assert copies(record).place(report(2, prose(1)))
    erase(record, [old.id], by="Ada", why="a person's safety")
    assert copies(record).place(report(2, prose(1))) == []
    assert not record.store.run("SELECT * FROM shingle"), "not a word of it is left"  # type: ignore[attr-defined]


def test_what_was_taken_back_is_remembered_no_more(record: Record) -> None:
    """A transaction that fails takes a report back; what comes at its number is compared by its own words."""
    index = copies(record)
    index.catch_up()
    with pytest.raises(ZeroDivisionError), record.store.writing():
        record.add_report(report(1, prose(1)))
        assert index.place(report(2, prose(1))), "it is there, and held"
        raise ZeroDivisionError
    record.add_report(report(3, prose(3)))
    assert index.place(report(4, prose(1))) == []
    assert index.place(report(5, prose(3)))


@given(st.lists(st.integers(0, 40)), st.lists(st.integers(0, 40)))
def test_containment_of_arrays_is_that_of_sets(one: list[int], other: list[int]) -> None:
    mine, theirs = set(one), set(other)
    share = containment(np.unique(np.array(one, np.uint64)), np.unique(np.array(other, np.uint64)))
    assert share == len(mine & theirs) / max(1, min(len(mine), len(theirs)))


def test_two_programs_file_each_report_once(record: Record) -> None:
    one, two = copies(record), copies(record)
    for number in range(6):
        (one, two)[number % 2].place(report(number, prose(number)))
        record.add_report(report(number, prose(number)))
    two.catch_up()
    one.catch_up()
    assert record.store.run("SELECT count(*), count(DISTINCT seq) FROM carrier") == [(6, 6)]  # type: ignore[attr-defined]
    assert verify(record.store).sound


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    length=st.integers(8, 400), start=st.integers(0, 100), taken=st.integers(8, 200), gap=st.integers(9, 60),
    seed=st.integers(0, 1000),
)  # fmt: skip
def test_no_shared_run_of_eight_words_is_missed(
    tmp_path_factory: pytest.TempPathFactory, length: int, start: int, taken: int, gap: int, seed: int
) -> None:
    """Whatever is taken from a text and however often a word in it is replaced: the index meets what it shares."""
    old = prose(seed, length)
    piece = old[start : start + taken] or old
    mine = [f"other{n}" if n % gap == gap - 1 else word for n, word in enumerate(piece)]
    record = open_record(tmp_path_factory.mktemp("index") / "record.db")
    one, two = report(1, old), report(2, mine)
    record.add_report(one)
    share = containment(Fingerprint.of(one.text).shingles, Fingerprint.of(two.text).shingles)
    found = copies(record).place(two)
    record.close()
    size = min(len(Fingerprint.of(each.text).shingles) for each in (one, two))
    assert bool(found) == (share >= 0.5 and enough(round(share * size), size))
    assert all(link.fields["containment"] == round(share, 2) for link in found)
