"""Several processes write one record: no entry is lost or doubled, none out of order, the chain whole."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Sequence
from itertools import count
from typing import Any

import pytest

from guarantor.record import Record, open_record
from guarantor.record.store import Store
from guarantor.record.verify import verify
from record.conftest import Place
from record.made import draft, many

BATCHES = 8


def write(where: str, number: int, batches: int, failures: multiprocessing.Queue[str]) -> None:
    """One writer: reports of its own, and every time one that all of them bring."""
    try:
        record = open_record(where, author=f"writer {number}")
        for batch in range(batches):
            shared, own = many(1, first=batch), many(1, first=1000 * (number + 1) + batch)
            record.add_reports([*own, *shared])
        record.close()
    except Exception as error:  # noqa: BLE001 - the border of a process: the failure is handed to the test
        failures.put(f"writer {number}: {error!r}")


def run_writers(where: str, how_many: int, batches: int) -> None:
    context = multiprocessing.get_context("spawn")
    failures: multiprocessing.Queue[str] = context.Queue()
    writers = [context.Process(target=write, args=(where, number, batches, failures)) for number in range(how_many)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    assert [writer.exitcode for writer in writers] == [0] * how_many
    assert failures.empty(), failures.get()


def test_many_writers(place: Place) -> None:
    writers = 4 if place.kind == "sqlite" else 8
    place.open().close()
    run_writers(place.where, writers, BATCHES)
    store: Store = place.open()
    found = verify(store)
    assert found.sound
    assert found.entries == 4 * BATCHES * (writers + 1), "each report once, with its three claims"
    authors = Counter(entry.author for entry in store.entries(["report"]))
    assert all(authors[f"writer {number}"] >= BATCHES for number in range(writers))
    for number in range(writers):
        numbers = [int(report.location[len("reports/") : -len(".txt")]) for report in Record(store).reports()]
        own = [each for each in numbers if each // 1000 == number + 1]
        assert own == list(range(1000 * (number + 1), 1000 * (number + 1) + BATCHES)), "each writer's, in its order"
    store.close()


def test_creating_the_same_record_at_once(place: Place) -> None:
    """All of them find no record, and one of them makes it."""
    run_writers(place.where, 3, 2)
    store = place.open()
    assert verify(store).entries == 4 * 2 * 4
    store.close()


def fork_and_write(store: Store) -> None:
    store.append([draft(2)])
    store.close()


def test_a_forked_process_leaves_its_parents_connection_alone(place: Place) -> None:
    store = place.open()
    store.append([draft(1)])
    child = multiprocessing.get_context("fork").Process(target=fork_and_write, args=(store,))
    child.start()
    child.join(60)
    assert child.exitcode == 0
    store.append([draft(3)])
    assert [entry.id for entry in store.entries()] == [draft(each).id for each in (1, 2, 3)]
    assert verify(store).sound
    store.close()


def test_what_others_write_meanwhile_is_no_damage(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """The indexes of a record that is just being opened are looked at as of one state."""
    store, other = place.open(), place.open()
    store.append([draft(0)])
    asked, written = store.run, count(1)

    def while_others_write(sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        found = asked(sql, values)
        other.append([draft(next(written))])
        return found

    monkeypatch.setattr(store, "run", while_others_write)
    assert store.integrity() is None
    monkeypatch.undo()
    assert place.kind == "sqlite" or len(list(store.entries())) > 10
    assert verify(store).sound
    store.close()
    other.close()
