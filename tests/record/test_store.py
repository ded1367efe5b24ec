"""The shared suite: what any store has to do, run on each."""

from __future__ import annotations

import json
import threading

import pytest

from guarantor.model.entry import Draft
from guarantor.record import leaves
from guarantor.record.chain import GENESIS
from guarantor.record.errors import RecordError, RefusedRecordError
from guarantor.record.store import Erasure, Store
from guarantor.record.verify import verify
from record.conftest import Place
from record.made import draft


def test_empty(store: Store) -> None:
    assert (store.head().seq, store.head().hash) == (0, GENESIS)
    assert list(store.entries()) == []
    assert store.get("claim:x") is None
    assert store.at(1) is None
    assert store.seq_at("9999") == 0
    assert verify(store).sound


def test_entries_come_back_as_they_went_in(store: Store) -> None:
    given = Draft(
        kind="finding", id="finding:1", payload={"about": ["provision:a"], "ü": [1, None, 2.5, "نص"]}, author="Ada",
        happened="2031-05-05/2031-05-06", as_of="2031-05-05", published="2031-05-07", marking="TLP:AMBER",
    )  # fmt: skip
    (entry,) = store.append([given])
    assert store.get("finding:1") == entry
    assert store.at(1) == entry
    assert list(store.under("provision:a")) == [entry]
    for name in ("kind", "id", "payload", "author", "happened", "as_of", "published", "marking"):
        assert getattr(entry, name) == getattr(given, name)


def test_chain_and_times_run_on(store: Store) -> None:
    for batch in range(5):
        store.append([draft(10 * batch + each) for each in range(3)])
    entries = list(store.entries())
    assert [entry.seq for entry in entries] == list(range(1, 16))
    assert [entry.previous for entry in entries] == [GENESIS, *(entry.hash for entry in entries[:-1])]
    stamps = [entry.recorded for entry in entries]
    assert stamps == sorted(stamps)
    assert len(set(stamps)) == 5, "one time a batch, another for the next"
    assert store.head().hash == entries[-1].hash


@pytest.mark.parametrize("page", [3, 4, 1000])
def test_leaves_are_every_entry_in_order(store: Store, page: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaves, "PAGE", page)
    assert list(store.leaves()) == []
    store.append([draft(each) for each in range(8)])
    for until in (None, 0, 5, 8, 99):
        found = [leaf for each in store.leaves(until=until) for leaf in each]
        entries = list(store.entries(until=until))
        assert [(leaf.seq, leaf.kind, leaf.id, leaf.recorded, leaf.published) for leaf in found] == [
            (entry.seq, entry.kind, entry.id, entry.recorded, entry.published) for entry in entries
        ]
        assert [json.loads(leaf.payload or b"") for leaf in found] == [entry.payload for entry in entries]
    (act,) = [draft(50, "erasure")]
    store.erase(Erasure(targets=(3,), keep_ids=False), act)
    third = [leaf for each in store.leaves() for leaf in each][2]
    assert (third.payload, third.id) == (None, "erased:3")


def test_what_is_there_is_not_added_again(store: Store) -> None:
    assert len(store.append([draft(1), draft(2), draft(1)])) == 2
    assert store.append([draft(2)]) == []
    once = Draft(kind="report", id="report:1", payload={"location": "a", "note": 1}, author="a")
    other = Draft(kind="report", id="report:1", payload={"location": "a", "note": 2}, author="a")
    assert len(store.append([once, other])) == 1
    assert store.append([other]) == []
    said = store.get("report:1")
    assert said is not None
    assert said.payload == {"location": "a", "note": 1}


def test_a_changed_word_on_the_same_id_is_a_further_entry(store: Store) -> None:
    def state(word: str) -> Draft:
        return Draft(kind="link", id="link:1", payload={"claims": ["claim:1"], "state": word}, author="a rule")

    for word in ("proposed", "proposed", "withdrawn", "proposed"):
        store.append([state(word)])
    assert [entry.payload["state"] for entry in store.history("link:1") if entry.payload] == [
        "proposed", "withdrawn", "proposed",
    ]  # fmt: skip
    last = store.get("link:1")
    first = store.get("link:1", until=1)
    assert last is not None and last.seq == 3
    assert first is not None and first.seq == 1


def test_reading_by_kind_number_key_and_time(store: Store) -> None:
    store.append([draft(each) for each in range(20)])
    middle = store.append([draft(100, "brief")])[0]
    store.append([draft(each) for each in range(20, 30)])
    assert [entry.id for entry in store.entries(["brief"])] == [middle.id]
    assert [entry.seq for entry in store.entries(["brief", "setting"], after=19, until=22)] == [20, 21, 22]
    assert [entry.seq for entry in store.under("setting:name 3")] == [4, 11, 18, 26]
    assert [entry.seq for entry in store.under("setting:name 3", until=18)] == [4, 11, 18]
    several = ["setting:name 3", "setting:name 3", "setting:nothing", "setting:name 1"]
    seqs = sorted({entry.seq for key in several for entry in store.under(key, until=18)})
    assert [entry.seq for entry in store.under_any(several, until=18)] == seqs
    assert list(store.under_any(several, ["claim"])) == []
    filed = {key: [entry.seq for entry in store.under(key, until=18)] for key in several}
    assert store.filed(several, until=18) == {key: seqs for key, seqs in filed.items() if seqs}
    assert store.seq_at(middle.recorded) == 21
    assert store.seq_at("2000-01-01T00:00:00.000000Z") == 0
    assert store.seq_at("9999-01-01T00:00:00.000000Z") == 31
    assert store.known([middle.id, "nobody"]) == {middle.id}
    assert (store.count(), store.count("brief")) == (31, 1)


def test_more_than_a_page(store: Store) -> None:
    store.append([draft(each) for each in range(2501)])
    assert [entry.seq for entry in store.entries()] == list(range(1, 2502))
    assert len(store.known(f"setting:{each}" for each in range(3000))) == 0
    assert verify(store).entries == 2501


def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    store.append([draft(1)])
    before = store.head()
    with pytest.raises(ZeroDivisionError), store.writing():
        store.append([draft(2)])
        assert store.head().seq == 2
        _ = 1 // 0
    assert store.head() == before
    store.append([draft(3)])
    assert verify(store, before).sound


def test_names_no_database_can_hold_are_refused(store: Store) -> None:
    for name in ("a\x00b", "half \ud800"):
        with pytest.raises(RefusedRecordError, match="no record can hold"):
            store.append([Draft(kind="setting", id="setting:x", payload={"name": name, "value": 1}, author="a")])
    payload = {"name": "n", "value": "half \ud800 and \x00"}
    (entry,) = store.append([Draft(kind="setting", id="setting:x", payload=payload, author="a")])
    assert store.get("setting:x") == entry, "inside a payload anything may stand"


@pytest.mark.parametrize("keep", [True, False])
def test_erasing(store: Store, keep: bool) -> None:
    store.append([draft(each) for each in range(5)])
    act = Draft(kind="erasure", id="erasure:1", payload={"targets": [2, 4]}, author="Ada")
    store.erase(Erasure(targets=(2, 4), keep_ids=keep), act)
    store.sweep()
    gone = store.at(2)
    assert gone is not None
    assert (gone.payload, gone.author, gone.erased) == (None, None, True)
    assert gone.id == (draft(1).id if keep else "erased:2")
    assert [entry.seq for entry in store.under("setting:name 1")] == []
    assert store.erased_by() == {2: 6, 4: 6}
    assert store.known([draft(1).id]) == ({draft(1).id} if keep else set())
    assert len({entry.seq for entry in store.entries()}) == 6


def test_the_database_itself_refuses_changes(store: Store) -> None:
    store.append([draft(1), draft(2)])
    for statement in (
        "DELETE FROM entry WHERE seq = 2",
        "UPDATE entry SET payload = NULL WHERE seq = 2",
        "UPDATE entry SET author = 'somebody' WHERE seq = 1",
        "UPDATE entry SET recorded = '2000' WHERE seq = 1",
        "INSERT INTO entry SELECT 9, kind, id, recorded, author, happened, as_of, published, marking, payload, salt, "
        "id_digest, digest, previous, hash FROM entry WHERE seq = 1",
    ):
        with pytest.raises(RecordError, match="append-only"):
            store.run(statement)  # type: ignore[attr-defined]
    assert verify(store).sound


def test_threads_share_a_store(store: Store) -> None:
    def work(first: int) -> None:
        for each in range(10):
            store.append([draft(first + each)])
            list(store.entries(after=store.head().seq - 2))

    threads = [threading.Thread(target=work, args=(100 * number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.count() == 40
    assert verify(store).sound


def test_threads_that_end_leave_no_connection_behind(store: Store) -> None:
    for number in range(12):
        thread = threading.Thread(target=lambda number=number: store.append([draft(number)]))
        thread.start()
        thread.join()
    assert store.count() == 12
    assert len(store._open) <= 2  # type: ignore[attr-defined]


def test_reading_sees_one_state(place: Place) -> None:
    reader, writer = place.open(), place.open()
    writer.append([draft(1)])
    with reader.reading():
        assert reader.head().seq == 1
        writer.append([draft(2)])
        assert reader.head().seq == 1
    assert reader.head().seq == 2
    reader.close()
    writer.close()


def test_opening_again(place: Place) -> None:
    first = place.open()
    first.append([draft(1)])
    first.close()
    assert first.head().seq == 1, "a closed store reconnects"
    second = place.open()
    assert second.head() == first.head()
    first.close()
    second.close()


def test_a_head_noted_earlier_is_proved_or_missed(store: Store) -> None:
    store.append([draft(each) for each in range(4)])
    noted = store.head()
    store.append([draft(9)])
    assert verify(store, noted).sound
    assert verify(store, str(noted)).sound
    missed = verify(store, "0" * 63 + "1")
    assert missed.fault is not None
    assert "not part of this record" in str(missed.fault)
