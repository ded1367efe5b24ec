"""No changed byte is ever returned as an answer, and ``verify`` names the first fault."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guarantor import review
from guarantor.model.entry import Draft
from guarantor.model.ids import canonical_json
from guarantor.model.link import Link
from guarantor.record import Record, RecordError, open_record, seals
from guarantor.record.chain import Row, check
from guarantor.record.erase import erase
from guarantor.record.errors import CorruptRecordError
from guarantor.record.passing import Passing
from guarantor.record.sqlite import SqliteStore
from guarantor.record.verify import verify
from record.made import claims, draft, report

ONE = report()


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Record]:
    """A record with every kind of entry that has content of its own."""
    record = Record(SqliteStore(tmp_path / "record.db"))
    record.add_report(ONE, claims(ONE))
    record.add_links([Link(kind="bearing", claims=(claims(ONE)[0].id,), target="bridge.open", rule="act")])
    review.correct(record, claims(ONE)[1].id, {"modality": "alleged"}, by="Ada", why="hedged")
    record.set_setting("zone", "UTC", why="start")
    new = report(ONE.text + " More.")
    record.add_report(new, claims(new))
    yield record
    record.close()


def tamper(record: Record, *statements: str, values: tuple[object, ...] = ()) -> None:
    """Change the file as somebody with another program and no scruples would."""
    record.close()
    with closing(sqlite3.connect(record.store.location)) as raw, raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            raw.execute(statement, values if "?" in statement else ())


def fault(record: Record, head: str | None = None) -> str:
    found = verify(record.store, head)
    assert found.fault is not None, "the tampering was not found"
    return str(found.fault)


CASES = {
    "a word of a payload": (
        "UPDATE entry SET payload = CAST(replace(CAST(payload AS TEXT), 'lorries', 'tractors') AS BLOB) WHERE seq = 2",
        "entry 2: its content is not what was recorded",
    ),
    "an author": ("UPDATE entry SET author = 'Bob' WHERE seq = 7", "entry 7: its content is not"),
    "a date": ("UPDATE entry SET published = '2031-05-01' WHERE seq = 1", "entry 1: its content is not"),
    "a marking": ("UPDATE entry SET marking = 'TLP:RED' WHERE seq = 3", "entry 3: its content is not"),
    "an id": ("UPDATE entry SET id = 'claim:sha256:00' WHERE seq = 3", "entry 3: its id is not the one"),
    "a kind": ("UPDATE entry SET kind = 'brief' WHERE seq = 8", "entry 8: its hash does not fit"),
    "a recorded time": ("UPDATE entry SET recorded = '2001' WHERE seq = 2", "entry 2: recorded 2001, before"),
    "a salt": ("UPDATE entry SET salt = randomblob(16) WHERE seq = 2", "entry 2: its id is not"),
    "a lost entry": ("DELETE FROM entry WHERE seq = 4", "entry 4 is missing: 5 follows"),
    "a lost beginning": ("DELETE FROM entry WHERE seq = 1", "entry 1 is missing: 2 follows"),
    "an erasure without an act": (
        "UPDATE entry SET payload = NULL, salt = NULL, author = NULL, happened = NULL, as_of = NULL, published = NULL, "
        "marking = NULL, id = 'erased:2' WHERE seq = 2",
        "entry 2: its content is gone and no act",
    ),
    "a half erasure": ("UPDATE entry SET payload = NULL WHERE seq = 2", "entry 2: its payload is gone and the rest is"),
    "a key taken away": ("DELETE FROM entry_key WHERE seq = 5", "entry 5: it is not filed under its own keys"),
    "a seal": ("UPDATE key_seal SET n = n + 1 WHERE bucket = (SELECT max(bucket) FROM key_seal)", "the index of names"),
    "a key added": ("INSERT INTO entry_key VALUES (x'00', 2)", "entry 2: it is not filed under its own keys"),
}  # fmt: skip


@pytest.mark.parametrize("what", CASES)
def test_verify_names_the_first_fault(full: Record, what: str) -> None:
    assert verify(full.store).sound
    statement, message = CASES[what]
    tamper(full, statement)
    assert message in fault(full)


def test_the_first_of_two_faults_is_named(full: Record) -> None:
    tamper(full, "UPDATE entry SET author = 'Bob' WHERE seq IN (3, 5)")
    found = verify(full.store)
    assert found.fault is not None
    assert (found.fault.seq, found.entries, found.head.seq) == (3, 2, 2)


def test_a_cut_tail_shows_by_a_noted_head(full: Record) -> None:
    head = str(full.head)
    last = full.head.seq
    tamper(full, f"DELETE FROM entry WHERE seq = {last}", f"DELETE FROM entry_key WHERE seq = {last}")
    assert "index of names" in fault(full), "its names are still sealed"
    tamper(full, "DELETE FROM key_seal")
    assert isinstance(full.store, SqliteStore)
    seals.add(full.store.run_many, [(bytes(key), seq) for key, seq in full.store.run("SELECT key, seq FROM entry_key")])
    assert verify(full.store).sound, "a tail cut with its names is a shorter record, by itself"
    assert "not part of this record" in fault(full, head)


def test_a_recomputed_chain_shows_by_a_noted_head(full: Record, tmp_path: Path) -> None:
    other = Record(SqliteStore(tmp_path / "other.db"))
    other.add_report(ONE, claims(ONE))
    assert verify(other.store).sound
    assert "not part of this record" in fault(other, full.head.hash)
    other.close()


@pytest.mark.parametrize(
    "ask",
    [
        lambda record: record.claim(claims(ONE)[0].id),
        lambda record: list(record.claims()),
        lambda record: list(record.view().claims_of(ONE.id)),
        lambda record: record.entry(claims(ONE)[0].id),
        lambda record: record.store.at(2),
        lambda record: list(record.store.leaves()),
        lambda record: list(Passing(record.view())),
    ],
)
def test_a_changed_payload_is_never_an_answer(full: Record, ask: Callable[[Record], object]) -> None:
    tamper(full, CASES["a word of a payload"][0])
    with pytest.raises(CorruptRecordError, match="entry 2: its content is not what was recorded") as caught:
        ask(full)
    assert caught.value.seq == 2


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("UPDATE entry SET kind = 'clain' WHERE seq = 3", "entry 3: its hash does not fit"),
        ("DELETE FROM entry WHERE seq = 4", "entry 4 is missing: 5 follows"),
        ("DELETE FROM entry WHERE seq = 1", "entry 1 is missing: 2 follows"),
    ],
)
def test_an_entry_that_is_hidden_is_missed(full: Record, statement: str, message: str) -> None:
    """Whoever reads the whole record does not read past an entry that is gone or calls itself something else."""
    tamper(full, statement)
    for ask in (full.view().everything, full.store.leaves, Passing(full.view()).__iter__):
        with pytest.raises(CorruptRecordError, match=message):
            list(ask())


def test_a_tail_that_is_hidden_is_missed(full: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when a page of the table leads elsewhere: the last entry is known, and the pages end before it."""
    head, kept = full.head, full.head.seq - 2
    paged = SqliteStore._paged
    monkeypatch.setattr(SqliteStore, "_paged", lambda self, *how: (row for row in paged(self, *how) if row.seq <= kept))
    with pytest.raises(CorruptRecordError, match=f"entry {kept + 1} is missing: nothing follows"):
        list(full.view().everything())
    assert len(list(full.store.entries(["claim", "link"], until=kept))) > 1
    assert full.head == head


@pytest.mark.parametrize("kind", ["report", "claim", "judgement", "link", "version", "setting"])
def test_a_changed_index_hides_nothing(full: Record, kind: str) -> None:
    """Wherever in the file a kind is written, in an index too, and a bit of it changes: no other answer."""

    def answers(record: Record) -> list[object]:
        view = record.view()
        return [list(view.claims()), list(view.reports()), view.judgements(), list(view.links()), record.settings()]

    before = answers(full)
    full.store.sweep()
    full.close()
    path = Path(full.store.location)
    raw = path.read_bytes()
    places = [at for at in range(len(raw)) if raw.startswith(kind.encode(), at)]
    refused = 0
    for at in places:
        path.write_bytes(raw[: at + 2] + bytes([raw[at + 2] ^ 1]) + raw[at + 3 :])
        try:
            record = open_record(path)
        except RecordError:
            refused += 1
            continue
        try:
            assert answers(record) == before
        except CorruptRecordError:
            refused += 1
        finally:
            record.close()
    assert refused, "nothing was changed that matters"


def test_a_claim_whose_words_left_its_report(full: Record) -> None:
    """Entries that were sealed properly and are wrong all the same: a fault of a program, not of a hand."""
    wrong = replace(claims(ONE)[0], quote="41 lorries crossed the bridge").to_json()
    full.store.append([Draft(kind="claim", id=wrong.pop("id"), payload=wrong, author="a bad program")])
    assert f"entry {full.head.seq}: the words at" in fault(full)


def test_an_id_that_is_not_its_contents(full: Record) -> None:
    full.store.append([Draft(kind="setting", id="setting:mine", payload={"name": "n", "value": 1}, author="a")])
    assert "its id setting:mine is not its content's" in fault(full)


def test_erasing_leaves_a_record_that_verifies(full: Record) -> None:
    head = str(full.head)
    act = erase(full, [ONE.id], by="Ada", why="a source's safety")
    assert act.payload is not None
    found = verify(full.store, head)
    assert found.sound
    assert found.erased == len(act.payload["targets"]) == 8
    assert full.report(ONE.id) is None
    assert full.claim(claims(ONE)[0].id) is None
    raw = Path(full.store.location).read_bytes()
    assert b'Southern Council denied it. The monitors counted 31 lorries, their spokeswoman said."' not in raw
    assert full.add_report(ONE, claims(ONE)).erased, "it does not come back unseen"
    assert len(list(full.claims())) == 3, "what a newer version says stays"


def test_erasing_without_a_trace(full: Record) -> None:
    erase(full, [ONE.id], by="Ada", why="a court's order", keep_ids=False)
    assert verify(full.store).sound
    assert full.entry(ONE.id) is None
    full.close()
    raw = Path(full.store.location).read_bytes()
    assert ONE.id.encode() not in raw
    assert claims(ONE)[0].id.encode() not in raw


def test_erasing_takes_all_that_was_made_of_it(full: Record) -> None:
    act = erase(full, [claims(ONE)[1].id], by="Ada", why="a name")
    assert act.payload is not None
    kinds = {entry.kind for entry in full.store.entries() if entry.erased}
    assert kinds == {"claim", "judgement"}
    assert full.report(ONE.id) == ONE


def test_an_erasure_names_who_and_why(full: Record) -> None:
    for by, why in (("", "x"), ("Ada", " ")):
        with pytest.raises(RecordError, match="who does it and why"):
            erase(full, [ONE.id], by=by, why=why)
    with pytest.raises(RecordError, match="no entry"):
        erase(full, ["report:none"], by="Ada", why="x")
    erase(full, [ONE.id], by="Ada", why="x")
    with pytest.raises(RecordError, match="nothing is left"):
        erase(full, [ONE.id], by="Ada", why="x")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_flipped_bit_of_a_row_is_found(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Whatever bit of whatever column: the row no longer checks."""
    store = SqliteStore(tmp_path_factory.mktemp("flip") / "record.db")
    store.append([draft(each, author="Ada Ü") for each in range(3)])
    row = data.draw(st.sampled_from(list(store.rows())))
    store.close()
    check(row)
    name = data.draw(st.sampled_from([each.name for each in fields(Row) if getattr(row, each.name) is not None]))
    flipped = _flip(getattr(row, name), data.draw(st.integers(0, 10_000)))
    with pytest.raises(CorruptRecordError):
        check(replace(row, **{name: flipped}))


def _flip(value: object, bit: int) -> object:
    if isinstance(value, int):
        return value ^ (1 << (bit % 20))
    raw = bytearray(value.encode() if isinstance(value, str) else bytes(value))  # type: ignore[call-overload]
    raw[bit // 8 % len(raw)] ^= 1 << bit % 8
    return raw.decode("latin-1") if isinstance(value, str) else bytes(raw)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_any_flipped_bit_of_the_file_is_found_or_harmless(
    tmp_path_factory: pytest.TempPathFactory, where: float, bit: int
) -> None:
    """A flip in the file either shows, or stands in room that holds nothing: all answers are as before."""
    path = tmp_path_factory.mktemp("flip") / "record.db"
    record = Record(SqliteStore(path))
    record.add_report(ONE, claims(ONE))
    with record.store.writing():
        record.store.postings.file([(1, 0, range(100, 700, 3)), (1, 1, range(100, 500, 2))])
    before = [canonical_json(entry.payload) for entry in record.store.entries()]
    met = record.store.postings.sharing(range(700))
    record.store.sweep()
    record.close()
    raw = bytearray(path.read_bytes())
    raw[int(where * len(raw))] ^= 1 << bit
    path.write_bytes(raw)
    try:
        record = Record(SqliteStore(path))
        found = verify(record.store)
        answers = [canonical_json(entry.payload) for entry in record.store.entries()] if found.sound else before
        meets = record.store.postings.sharing(range(700)) if found.sound else met
    except RecordError:
        return
    finally:
        record.close()
    assert answers == before
    assert meets == met


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    payloads=st.lists(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
            max_leaves=8,
        ),
        max_size=6,
    ),
    author=st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=9),
)
def test_any_content_comes_back_and_verifies(
    tmp_path_factory: pytest.TempPathFactory, payloads: list[object], author: str
) -> None:
    store = SqliteStore(tmp_path_factory.mktemp("any") / "record.db")
    record = Record(store)
    added = [
        record.add("brief", {"number": number, "value": value}, author=author) for number, value in enumerate(payloads)
    ]
    assert [entry.payload for entry in store.entries()] == [entry.payload for entry in added]
    assert verify(store).sound
    store.close()
