"""Several processes write one record: no entry is lost or doubled, none out of order, the chain whole."""

from __future__ import annotations

import multiprocessing
from collections import Counter

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


def run_writers(where: str, count: int, batches: int) -> None:
    context = multiprocessing.get_context("spawn")
    failures: multiprocessing.Queue[str] = context.Queue()
    writers = [context.Process(target=write, args=(where, number, batches, failures)) for number in range(count)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    assert [writer.exitcode for writer in writers] == [0] * count
    assert failures.empty(), failures.get()


def test_many_writers(place: Place) -> None:
    count = 4 if place.kind == "sqlite" else 8
    place.open().close()
    run_writers(place.where, count, BATCHES)
    store: Store = place.open()
    found = verify(store)
    assert found.sound
    assert found.entries == 4 * BATCHES * (count + 1), "each report once, with its three claims"
    authors = Counter(entry.author for entry in store.entries(["report"]))
    assert all(authors[f"writer {number}"] >= BATCHES for number in range(count))
    for number in range(count):
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
