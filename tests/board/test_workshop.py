"""Pages of a very large record: worked out by few, equal ones once, and nobody waits for another's long work."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Semaphore
from typing import NoReturn

import pytest
from starlette.testclient import TestClient

from guarantor.board import ahead, keeping, pages, workshop
from guarantor.board.app import application
from guarantor.board.coming import BusyError
from guarantor.board.workshop import MOST, Workshop
from guarantor.case import Case, open_case
from guarantor.case import knowledge as knowing
from guarantor.case.copying import log_of
from guarantor.case.finding import Finder
from guarantor.review import desk

DAY = "2025-11-20"


def test_equal_ones_are_worked_out_once() -> None:
    shop, go, made = Workshop[str](), Event(), []

    def make() -> str:
        assert go.wait(20)
        made.append(1)
        return "done"

    jobs = [shop.ask("one", "kind", make) for _ in range(5)]
    assert not shop.wait(jobs[0], 0.01)
    go.set()
    assert all(shop.wait(job, 20) and job.result() == "done" for job in jobs) and made == [1]
    assert shop.wait(shop.ask("one", "kind", make), 20) and made == [1, 1]


def test_what_takes_long_keeps_nothing_else_from_being_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop, "LONG", 0.05)
    shop, go = Workshop[int](), Event()

    def wait() -> int:
        assert go.wait(20)
        return 0

    held = [shop.ask(f"held {n}", "slow", wait) for n in range(2)]
    waiting = [shop.ask(f"wait {n}", "slow", wait) for n in range(20)]
    other = shop.ask("other", "quick", lambda: 7)
    assert shop.wait(other, 20) and other.result() == 7
    assert len(shop._running) <= MOST and not any(job.done.is_set() for job in (*held, *waiting))
    go.set()
    assert all(shop.wait(job, 20) for job in (*held, *waiting))


def test_kinds_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop, "THREADS", 1)
    shop, go, order = Workshop[int](), Event(), list[str]()

    def make(name: str) -> int:
        assert go.wait(20)
        order.append(name)
        return 0

    jobs = [shop.ask(name, name[0], lambda name=name: make(name)) for name in ("a1", "a2", "a3", "b1", "c1")]  # type: ignore[misc]
    go.set()
    assert all(shop.wait(job, 20) for job in jobs)
    assert order == ["a1", "a2", "b1", "c1", "a3"] or order == ["a1", "b1", "c1", "a2", "a3"]


def test_what_is_wrong_is_told_to_whoever_asked() -> None:
    shop = Workshop[int]()

    def wrong() -> int:
        raise KeyError("nothing there")

    job = shop.ask("wrong", "kind", wrong)
    assert shop.wait(job, 20)
    with pytest.raises(KeyError, match="nothing there"):
        job.result()
    again = shop.ask("wrong", "kind", lambda: 3)
    assert shop.wait(again, 20) and again.result() == 3


@pytest.fixture
def large(own: Case, monkeypatch: pytest.MonkeyPatch) -> Case:
    """A small case that is treated as a very large one, in which every page is worked out in the workshop."""
    monkeypatch.setattr(knowing, "LARGE", 0)
    monkeypatch.setattr(knowing, "MANY", 0)
    monkeypatch.setattr(keeping, "REST", 0.0)
    monkeypatch.setattr(keeping, "LONG_REST", 0.0)
    monkeypatch.setattr(keeping, "PATIENCE", 60.0)
    assert log_of.__kwdefaults__ is not None
    monkeypatch.setitem(log_of.__kwdefaults__, "large", 1)
    return own


def test_an_earlier_page_is_given_while_the_next_is_made(large: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    go, real = Event(), pages.meetings_page
    with TestClient(application(large), base_url="http://127.0.0.1") as browser:
        address = f"/meetings?as-of={DAY}"
        first = browser.get(address)
        assert first.status_code == 200
        monkeypatch.setattr(pages, "meetings_page", lambda question: go.wait(60) and real(question))
        desk.accept(large.record, next(iter(large.knowledge().claims)), by="tester", why="as printed")
        large.forget()
        head = f'data-head="{large.record.head.seq}"'
        assert head not in first.text
        monkeypatch.setattr(keeping, "AT_ONCE", 0.05)
        for _ in range(3):
            earlier = browser.get(address)
            assert earlier.text == first.text and earlier.headers["etag"] == first.headers["etag"]
        assert browser.get(address, headers={"if-none-match": first.headers["etag"]}).status_code == 304
        assert browser.get(f"/actors?as-of={DAY}").status_code == 200
        go.set()
        monkeypatch.setattr(keeping, "AT_ONCE", 60.0)
        until = time.monotonic() + 60
        while head not in (page := browser.get(address)).text and time.monotonic() < until:
            time.sleep(0.05)
        assert head in page.text and page.headers["etag"] != first.headers["etag"]


def test_who_asks_for_what_is_not_there_yet_is_told_to_come_again(large: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    go, real = Event(), pages.meetings_page
    monkeypatch.setattr(pages, "meetings_page", lambda question: go.wait(60) and real(question))
    with TestClient(application(large), base_url="http://127.0.0.1") as browser:
        monkeypatch.setattr(keeping, "PATIENCE", 0.05)
        page = browser.get(f"/meetings?as-of={DAY}&x=%3Cscript%3E")
        assert page.status_code == 503 and int(page.headers["retry-after"]) > 0 and page.headers["refresh"]
        assert "is being worked out" in page.text and "<script>" not in page.text.partition("<main")[2]
        monkeypatch.setattr(keeping, "PATIENCE", 60.0)
        assert browser.get(f"/actors?as-of={DAY}").status_code == 200
        go.set()
        assert browser.get(f"/meetings?as-of={DAY}&x=%3Cscript%3E").status_code == 200
        assert browser.get("/actors/nobody-of-this-name").status_code == 404


def test_a_program_is_told_in_its_own_shape(large: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    with TestClient(application(large), base_url="http://127.0.0.1") as browser:
        monkeypatch.setattr(keeping, "LATEST", 0.0)
        answer = browser.get("/api/claims?limit=1")
        assert answer.status_code == 503 and answer.headers["content-type"] == "application/problem+json"
        assert int(answer.headers["retry-after"]) > 0 and answer.json()["todo"]
        monkeypatch.setattr(keeping, "LATEST", 60.0)
        assert browser.get("/api/claims?limit=1").status_code == 200


def test_an_index_that_others_took_further_is_not_made_anew(large: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    assert large.finder(large.knowledge()) is not None
    made = []
    monkeypatch.setattr(Finder, "_made_anew", lambda *_: made.append(1))

    def further() -> None:
        desk.accept(large.record, next(iter(large.knowledge().claims)), by="tester", why="as printed")
        large.forget()
        assert large.finder(large.knowledge()) is not None

    with ThreadPoolExecutor(1) as pool, large.record.store.reading():
        then = large.knowledge()
        pool.submit(further).result(60)
        assert large.record.head.seq == then.view.extent  # who reads a snapshot sees no later entry
        assert large.finder(then) is not None
    assert large.finder(large.knowledge()) is not None and not made


def test_a_case_is_closed_only_when_nobody_works_with_it_any_more(large: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads that still read would find their connections gone: an error that nobody sees but in the terminal."""
    faults: list[object] = []
    monkeypatch.setattr(threading, "excepthook", faults.append)
    monkeypatch.setattr(keeping, "PATIENCE", 0.05)
    monkeypatch.setattr(pages, "PATIENCE", 0.05)
    begun, ended, before = [Event(), Event()], list[int](), set(threading.enumerate())

    def at_length(place: int) -> NoReturn:
        """Read on and on, as over a very large record, until that is not to be had any more."""
        try:
            while large.record.store.head().seq:
                begun[place].set()
                time.sleep(0.001)
        finally:
            time.sleep(0.2)
            ended.append(place)
        raise AssertionError

    monkeypatch.setattr(pages, "meetings_page", lambda question: at_length(0))
    monkeypatch.setattr(ahead, "before_of", lambda question, since: at_length(1))
    board = application(large)
    browser = TestClient(board, base_url="http://127.0.0.1")
    for address in (f"/meetings?as-of={DAY}", f"/?as-of={DAY}"):
        assert browser.get(address).status_code == 503
    assert all(each.wait(60) for each in begun) and not ended
    large.close()
    assert sorted(ended) == [0, 1] and not faults
    for each in set(threading.enumerate()) - before:
        each.join(20)
        assert not each.is_alive(), each
    with open_case(large.folder) as again:
        assert again.record.head.seq


def test_who_asks_when_all_is_over_is_told_to_come_again() -> None:
    shop, go, begun = Workshop[int](), Event(), Semaphore(0)

    def wait() -> int:
        begun.release()
        assert go.wait(20)
        return 1

    running = [shop.ask(f"running {n}", "kind", wait) for n in range(2)]
    assert begun.acquire(timeout=20) and begun.acquire(timeout=20)
    waiting = shop.ask("waiting", "kind", lambda: 2)
    ending = threading.Thread(target=shop.end)
    ending.start()
    assert waiting.done.wait(20) and ending.is_alive()
    go.set()
    ending.join(20)
    assert not ending.is_alive() and [job.result() for job in running] == [1, 1] and not shop.is_busy()
    for late in (waiting, shop.ask("late", "kind", lambda: 3)):
        with pytest.raises(BusyError):
            late.result()
