"""Archives read by several processes or a cluster: the record is the same, whatever dies on the way."""

from __future__ import annotations

import importlib.util
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from case.site import PAGE
from conftest import need
from guarantor.case import Case, init_case, open_case
from guarantor.case.scale import Plan, passing, pools
from guarantor.case.scale.journal import NAME, Mark
from guarantor.case.scale.pace import Pace
from guarantor.case.scale.passing import Passing
from guarantor.case.scale.pools import CannotReachError, Pool, pool_of
from guarantor.case.scale.working import Setup
from guarantor.intake.piece import Hints, Limits, Piece
from guarantor.intake.refusal import Refusal
from intake import samples as made

WHO = ("The ministry", "An army spokesman", "A village elder", "The head of the mission")
WHAT = ("the bridge was open", "nine trucks had crossed the river", "two people were hurt", "talks would go on in May")


def page(number: int) -> bytes:
    dice = random.Random(number)
    told = " ".join(f"{dice.choice(WHO)} said on Monday that {dice.choice(WHAT)}." for _ in range(4))
    return PAGE.format(title=f"Day {number}", text=f"This is the report of day {number}. {told}").encode()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A web archive with 60 pages, one of them in it twice, another changed later, and things that are no pages."""
    path = tmp_path_factory.mktemp("archive") / "x.warc"
    with path.open("wb") as out:
        for number in range(60):
            body = made.answer(page(number if number != 33 else 32))
            out.write(made.warc_record("response", f"https://gazette.example/{number % 57}", body))
            out.write(made.warc_record("request", f"https://gazette.example/{number}", b"GET / HTTP/1.1\r\n\r\n"))
        out.write(made.warc_record("response", "https://gazette.example/odd", made.answer(b"<html></html>")))
    return path


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A web archive with 16 pages."""
    path = tmp_path_factory.mktemp("short") / "x.warc"
    answers = (made.answer(page(number)) for number in range(16))
    path.write_bytes(b"".join(made.warc_record("response", f"https://g.example/{n}", a) for n, a in enumerate(answers)))
    return path


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty") / "case"
    init_case(folder).close()
    (folder / "record.db").unlink()
    return folder


def fresh(empty: Path, folder: Path, record: str | None = None) -> Case:
    shutil.copytree(empty, folder)
    return open_case(folder, record=record)


def entries(case: Case) -> list[tuple[Any, ...]]:
    """The record, entry by entry, without what differs from run to run: times, salts and hashes."""
    return [
        (entry.seq, entry.kind, entry.id, json.dumps(entry.payload, sort_keys=True), entry.marking, entry.published)
        for entry in case.record.store.entries()
    ]  # fmt: skip


@pytest.fixture(scope="module")
def single(empty: Path, archive: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[tuple[Any, ...]], str]:
    """The record of the plain reader, and its summary in words."""
    with fresh(empty, tmp_path_factory.mktemp("single") / "case") as case:
        summary = case.read([archive])
        assert summary.new == 60
        assert summary.versions == 3
        assert case.verify().sound
        return entries(case), summary.text


@pytest.mark.parametrize("plan", [Plan(), Plan(workers=2, on="threads")], ids=["one", "threads"])
def test_the_record_is_the_same(
    empty: Path, archive: Path, tmp_path: Path, single: tuple[list[tuple[Any, ...]], str], plan: Plan
) -> None:
    with fresh(empty, tmp_path / "case") as case:
        paces: list[str] = []
        summary = case.read([archive], plan=plan, pace=lambda _, pace: paces.append(pace.words))
        assert summary.text == single[1]
        assert entries(case) == single[0]
        assert len(list(case.received.all())) == 59
        assert "a second, 100%" in paces[-1]
        again = case.read([archive], plan=plan)
        assert (again.new, again.known) == (0, 60)
        assert entries(case) == single[0]
        assert not (case.folder / NAME).exists()


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """A Dask cluster of two workers on this machine; its address."""
    need(importlib.util.find_spec("distributed") is not None, "distributed", "pip install distributed")
    import distributed

    settings = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None, "silence_logs": 50}
    with distributed.LocalCluster(**settings) as found:
        yield found.scheduler_address


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_gives_the_same_record(
    empty: Path, archive: Path, tmp_path: Path, single: tuple[list[tuple[Any, ...]], str], cluster: str, postgres: str
) -> None:
    with fresh(empty, tmp_path / "case", f"{postgres}#scale") as case:
        assert case.read([archive], plan=Plan(on=cluster)).text == single[1]
        assert entries(case) == single[0]
        assert case.verify().sound


@pytest.mark.filterwarnings("ignore")
def test_a_worker_of_a_cluster_dies(
    empty: Path, archive: Path, tmp_path: Path, single: tuple[list[tuple[Any, ...]], str], cluster: str
) -> None:
    """It is killed while it works; the cluster gets another, and what it was at is done again."""
    import distributed

    with distributed.Client(cluster, set_as_default=False) as client:
        pids = sorted(client.run(os.getpid).values())
    killed: list[int] = []

    def kill(*_: object) -> None:
        if not killed:
            os.kill(pids[0], signal.SIGKILL)
            killed.append(pids[0])

    with fresh(empty, tmp_path / "case") as case:
        assert case.read([archive], plan=Plan(on=cluster), pace=kill).text == single[1]
        assert killed
        assert entries(case) == single[0]


@pytest.mark.filterwarnings("ignore")
def test_no_cluster_there(empty: Path, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "WAIT", 0.5)
    need(importlib.util.find_spec("distributed") is not None, "distributed", "pip install distributed")
    with fresh(empty, tmp_path / "case") as case, pytest.raises(CannotReachError, match="no cluster answers"):
        case.read([archive], plan=Plan(on="tcp://127.0.0.1:1"))


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_that_loses_all_its_workers(
    empty: Path, archive: Path, tmp_path: Path, single: tuple[list[tuple[Any, ...]], str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """It is said, nothing that was read is lost, and the next run goes on; the same where the scheduler ends."""
    need(importlib.util.find_spec("distributed") is not None, "distributed", "pip install distributed")
    import distributed

    monkeypatch.setattr(pools, "EMPTY", 0.5)
    monkeypatch.setattr(passing, "LOOK", 0.1)
    monkeypatch.setattr(passing, "AHEAD", 1)  # each loss costs three of the eight batches at most: two have work left
    settings = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None, "silence_logs": 50}
    with fresh(empty, tmp_path / "case") as case:
        for lose, words in (("workers", "has had no worker for"), ("scheduler", "answers no more|cancelled")):
            with distributed.LocalCluster(**settings, processes=False) as found:

                def fail(*_: object, found: Any = found, lose: str = lose) -> None:
                    if lose == "workers":
                        found.scale(0)
                        patience = time.monotonic() + 30
                        while found.scheduler.workers and time.monotonic() < patience:
                            time.sleep(0.01)
                    else:
                        found.sync(found.scheduler.close)

                with pytest.raises(CannotReachError, match=words):
                    case.read([archive], plan=Plan(on=found.scheduler_address), pace=fail)
        assert 0 < case.record.store.count("report") < 60
        assert case.read([archive]).reports
        assert entries(case) == single[0]


@pytest.mark.filterwarnings("ignore")
def test_a_client_that_has_given_its_scheduler_up() -> None:
    """It says where it could not go on, and letting go of it says nothing more."""
    need(importlib.util.find_spec("distributed") is not None, "distributed", "pip install distributed")
    import distributed

    settings = {"n_workers": 1, "threads_per_worker": 1, "dashboard_address": None, "silence_logs": 50}
    with distributed.LocalCluster(**settings, processes=False) as found:
        client = distributed.Client(found.scheduler_address, set_as_default=False)
        there = pools._OnCluster(client, "tcp://nowhere:1", 1)
        assert there.submit(abs, -1).result(timeout=30) == 1
        client.close()
        with pytest.raises(CannotReachError, match="tcp://nowhere:1 answers no more"):
            there.submit(abs, -1)
        there.shutdown(wait=False)


def test_a_cluster_may_be_without_workers_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each wait counts by itself, and a worker that comes ends the count."""
    monkeypatch.setattr(pools, "EMPTY", 0.1)
    there = [{}, {}, {"a": 1}, {}, {}]
    look = pools._Looking("tcp://nowhere:1", lambda: there.pop(0))
    look()
    time.sleep(0.11)
    with pytest.raises(CannotReachError, match="no worker for"):
        look()
    look()
    look()
    time.sleep(0.11)
    with pytest.raises(CannotReachError):
        look()
    assert there == []


def test_a_worker_with_another_program(empty: Path, tmp_path: Path) -> None:
    with fresh(empty, tmp_path / "case") as case:
        setup = replace(Setup.of(case.files, Hints(), Limits(), case.record.author), version="0.0.1")
    task = Piece(data=b"They met.", location="a", suffix=".txt")
    with pool_of(2, "threads") as pool, pytest.raises(CannotReachError, match="install the same on all of them"):
        list(Passing[int](setup, pool).passed([(task, 0)]))


def test_workers_that_die(
    empty: Path, archive: Path, tmp_path: Path, single: tuple[list[tuple[Any, ...]], str]
) -> None:
    """One worker is killed after each of the first batches."""
    import multiprocessing

    killed = 0

    def kill(*_: object) -> None:
        nonlocal killed
        children = [each for each in multiprocessing.active_children() if each.pid is not None]
        if killed < 3 and children:
            os.kill(children[0].pid or 0, signal.SIGKILL)
            killed += 1

    with fresh(empty, tmp_path / "case") as case:
        summary = case.read([archive], plan=Plan(workers=2), pace=kill)
        assert killed == 3
        assert summary.text == single[1]
        assert entries(case) == single[0]


READS = """
import sys
from guarantor.case import open_case
from guarantor.case.scale import Plan, run
run.SAVED = 0.0
def slowly(*_):
    print("more", flush=True); sys.stdin.readline()
if __name__ == "__main__":
    with open_case(sys.argv[1]) as case:
        case.read([sys.argv[2]], plan=Plan(workers=int(sys.argv[3])), pace=slowly)
"""


def test_the_parent_is_killed_and_another_goes_on(
    empty: Path, archive: Path, tmp_path: Path, single: tuple[list[tuple[Any, ...]], str]
) -> None:
    """Killed in the middle; the next run passes over what was written, and its workers do not outlive it."""
    fresh(empty, tmp_path / "case").close()
    script = tmp_path / "reads.py"
    script.write_text(READS)
    command = [sys.executable, str(script), str(tmp_path / "case"), str(archive), "2"]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "OPENBLAS_NUM_THREADS": "1"}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        for _ in range(3):
            assert running.stdout.readline() == "more\n"
            running.stdin.write("\n")
            running.stdin.flush()
        assert running.stdout.readline() == "more\n"
        running.kill()
        running.wait()
    with open_case(tmp_path / "case") as case:
        before = sum(1 for entry in entries(case) if entry[1] == "report")
        assert 4 <= before < 60
        summary = case.read([archive], plan=Plan(workers=1))
        assert summary.reports == 60 - before
        assert entries(case) == single[0]
        assert case.verify().sound


def test_the_journal_is_believed_only_where_it_fits(empty: Path, short: Path, tmp_path: Path) -> None:
    """A mark of other documents, of another record or of no sense is passed over: everything is read."""
    with fresh(empty, tmp_path / "case") as case:
        from guarantor.case.scale.journal import Journal, key_of

        assert case.read([short], plan=Plan()).new == 16
        before = entries(case)
        key = key_of([short], Hints(), case.files.id)
        assert key is not None
        journal = Journal(case.folder / NAME, key, case.record)
        for mark in (Mark(done=10, digest="x"), Mark(done=10_000, digest="x"), Mark(source=7, done=1)):
            journal.save(mark)
            assert journal.load() == mark
            assert case.read([short], plan=Plan()).known == 16
        journal.save(Mark(done=10, digest="x"))
        told = json.loads((case.folder / NAME).read_text())
        for change in ({"hash": "0" * 64}, {"seq": 10**6}, {"mark": {"odd": 1}}, {"key": "x"}):
            (case.folder / NAME).write_text(json.dumps({**told, **change}))
            assert journal.load() is None
        (case.folder / NAME).write_text("{")
        assert journal.load() is None
        assert key_of(["-"], Hints(), case.files.id) is None
        assert entries(case) == before


class _Dying(ThreadPoolExecutor):
    """Dies over documents with a certain word, as a process would that runs out of memory."""

    def __init__(self) -> None:
        super().__init__(2)
        self.broken = False

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        if self.broken:
            raise BrokenProcessPool("dead")
        if any(isinstance(each, Piece) and b"deadly" in each.data for each in args[1]):
            self.broken = True
            future: Future[Any] = Future()
            future.set_exception(BrokenProcessPool("dead"))
            return future
        return super().submit(fn, *args, **kwargs)


def test_a_document_that_brings_workers_down_is_refused(empty: Path, tmp_path: Path) -> None:
    with fresh(empty, tmp_path / "case") as case:
        setup = Setup.of(case.files, Hints(), Limits(), case.record.author)
        words = [f"Text number {number}." for number in range(40)]
        words[17] = "A deadly text."
        tasks = [(Piece(data=each.encode(), location=str(n), suffix=".txt"), n) for n, each in enumerate(words)]
        found = [each for batch in Passing[int](setup, Pool(_Dying, 2)).passed(tasks) for each in batch]
    assert [mark for mark, _ in found] == list(range(40))
    refused = [each for _, done in found for each in done.read if isinstance(each, Refusal)]
    assert [each.location for each in refused] == ["17"]
    assert "brings down the process" in refused[0].found


def test_what_is_under_way_is_bounded(empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However fast documents come, only a window of them is held."""
    with fresh(empty, tmp_path / "case") as case:
        setup = Setup.of(case.files, Hints(), Limits(), case.record.author)
    taken = 0

    def tasks(size: int) -> Iterator[tuple[Piece, int]]:
        nonlocal taken
        for number in range(200):
            taken += 1
            yield Piece(data=b" " * size, location=str(number), suffix=".txt"), number

    monkeypatch.setattr(passing, "FLYING_BYTES", 400_000)
    for size, most in ((10, 8 * 2 * passing.AHEAD + 9), (60_000, 16)):
        taken = 0
        with pool_of(2, "threads") as pool:
            given = 0
            for batch in Passing[int](setup, pool).passed(tasks(size)):
                given += len(batch)
                assert taken - given <= most


def test_pace() -> None:
    pace = Pace(whole=1000, read=500, before=250, documents=50, began=time.monotonic() - 10)
    assert pace.left == pytest.approx(20, rel=0.1)
    assert "50 documents, 5.0 a second, 50%, 20 s left" in pace.words
    assert Pace().left is None
