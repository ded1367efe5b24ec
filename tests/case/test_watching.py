"""Following feeds and pages of a site that changes under one, is slow, forbids, breaks off and vanishes."""

from __future__ import annotations

import gzip
import itertools
import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler

import pytest

from case.site import Site, send, serving
from guarantor.agreement.faults import CaseError
from guarantor.case import Case
from guarantor.case.watching import Event, Manners
from guarantor.case.watching.memory import STATE, BusyError, alone
from guarantor.case.watching.starting import CannotWatchError
from guarantor.intake.piece import Limits
from guarantor.intake.web.turns import BackOff

QUICK = Manners(quick=BackOff(first=0.02, most=0.05), back_off=BackOff(first=0.05, most=0.1))
LIMITS = Limits(fetch_bytes=200_000, fetch_seconds=2.0)


def look(case: Case, *addresses: str, gap: float = 0.0, follow: bool = False, limits: Limits = LIMITS) -> list[Event]:
    """One run that ends."""
    return list(
        case.watch(addresses, once=True, gap=gap, private=True, follow=follow, manners=QUICK, limits=limits)
    )  # fmt: skip


def kinds(events: list[Event]) -> list[str]:
    return [each.kind for each in events]


def texts(case: Case) -> list[str]:
    return [report.title or "" for report in case.record.reports()]


def findings(case: Case) -> list[str]:
    found = case.record.store.entries(["finding"])
    return [entry.payload["what"] for entry in found if entry.payload is not None]


def test_a_feed_that_grows_and_changes(case: Case, site: Site) -> None:
    first = ("/a", "They met", "The envoys met at the bridge on Sunday.")
    feed = site.feed("/feed", [first])
    assert kinds(look(case, feed)) == ["new"]
    assert kinds(look(case, feed)) == []
    site.feed("/feed", [("/b", "They left", "The envoys left the bridge on Monday."), first])
    assert [(each.kind, each.address) for each in look(case, feed)] == [("new", f"{site.address}/b")]
    changed = ("/a", "They met", "The envoys met at the bridge on Saturday.")
    site.feed("/feed", [changed])
    (event,) = look(case, feed)
    assert event.kind == "changed"
    assert len(texts(case)) == 3
    assert case.verify().sound


def test_only_what_changed_is_sent_and_the_state_may_be_deleted(case: Case, site: Site) -> None:
    page = site.page("/p", "Terms", "The two sides agreed on the first terms.")
    assert kinds(look(case, page)) == ["new"]
    assert look(case, page) == []
    assert "if-none-match" in site.asked[-1].headers
    head = case.record.head
    (case.folder / STATE).unlink()
    assert look(case, page) == []
    assert "if-none-match" not in site.asked[-1].headers
    (case.folder / STATE).write_text('{"way": 1, "places": [{"addr')
    assert kinds(look(case, page)) == ["note"]
    assert case.record.head == head


def test_a_page_that_changes_vanishes_and_comes_back(case: Case, site: Site) -> None:
    page = site.page("/p", "Terms", "The two sides agreed on the first terms.")
    look(case, page)
    site.page("/p", "Terms", "The two sides agreed on the second terms.")
    assert kinds(look(case, page)) == ["changed"]
    del site.pages["/p"]
    (gone,) = look(case, page)
    assert (gone.kind, "404" in gone.words) == ("vanished", True)
    (case.folder / STATE).unlink()
    assert [each for each in look(case, page) if each.kind == "vanished"] == []
    assert len(texts(case)) == 2
    site.page("/p", "Terms", "The two sides agreed on the second terms.")
    assert kinds(look(case, page)) == ["back"]
    assert findings(case) == ["vanished", "back"]
    assert len(list(case.received.all())) == 2
    assert case.verify().sound


def test_a_followed_feed(case: Case, site: Site) -> None:
    words = "A summary by the feed, in one sentence."
    feed = site.feed("/feed", [("/a", "One", words), ("/shut/b", "Two", words), ("/gone", "Three", words)])
    site.page("/a", "One", "The whole of the first article stands here.")
    site.page("/shut/b", "Two", "The whole of the second article stands here.")
    site.pages["/robots.txt"] = b"User-agent: *\nDisallow: /shut/"
    events = look(case, feed, follow=True)
    assert sorted(kinds(events)) == ["forbidden", "new", "new", "new", "refused"]
    assert "/shut/b" not in site.paths()
    by_title = {report.title: report.text for report in case.record.reports()}
    assert "whole of the first" in by_title["One"]
    assert by_title["Two"] == by_title["Three"] == words
    assert look(case, feed, follow=True) == []


def test_robots_forbid(case: Case, site: Site) -> None:
    page = site.page("/p/x", "Terms", "The two sides agreed.")
    site.pages["/robots.txt"] = b"User-agent: Guarantor\nDisallow: /p\nAllow: /p/free\n\nUser-agent: *\nDisallow:"
    free = site.page("/p/free", "Free", "The two sides agreed on the second terms.")
    assert sorted(kinds(look(case, page, free))) == ["forbidden", "new"]
    assert site.paths() == ["/p/free"]
    assert [each.path for each in site.asked].count("/robots.txt") == 1
    look(case, page, free)
    assert [each.path for each in site.asked].count("/robots.txt") == 1


def test_one_request_at_a_time_with_pauses(case: Case, site: Site) -> None:
    pages = [site.page(f"/{n}", f"Day {n}", f"They met for the {n} time.") for n in range(4)]
    look(case, *pages, gap=0.15)
    spans = sorted((each.began, each.ended) for each in site.asked)
    assert len(spans) == 5
    assert all(later - ended >= 0.1 for (_, ended), (later, _) in itertools.pairwise(spans))


def test_hosts_do_not_wait_for_each_other(case: Case, site: Site) -> None:
    def slow(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(1.0)
        send(handler, 404)

    with serving() as other:
        site.pages["/p"] = slow
        page = other.page("/p", "Terms", "The two sides agreed.")
        began = time.monotonic()
        events = case.watch([f"{site.address}/p", page], once=True, private=True, gap=0.0, manners=QUICK, limits=LIMITS)
        first = next(events)
        assert (first.kind, first.address) == ("new", page)
        assert time.monotonic() - began < 20
        list(events)


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"<p>more</p>" * 1000)


def dripping(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b".")
        time.sleep(0.05)


def head_without_end(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        handler.wfile.write(b"X-More: 1\r\n")
        time.sleep(0.02)


def too_short(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b"<p>not all of it</p>")


def garbage(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"\x00\xff nothing like HTTP\r\n\r\n")


BOMB = gzip.compress(b"\0" * 50_000_000, 1)


def bomb(handler: BaseHTTPRequestHandler) -> None:
    send(handler, 200, BOMB, Content_Encoding="gzip")


def brotli(handler: BaseHTTPRequestHandler) -> None:
    send(handler, 200, b"\x1b\x03\x00\xf8", Content_Encoding="br")


def wrong_charset(handler: BaseHTTPRequestHandler) -> None:
    send(handler, 200, "Söz — “barış”".encode("cp1254"), Content_Type="text/plain; charset=utf-8")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (endless, "more than 200,000 bytes"), (dripping, "not done after 0.5 seconds"),
        (head_without_end, "not done after 0.5 seconds"), (too_short, "no answer"), (garbage, "no answer"),
        (bomb, "more than 200,000 bytes"), (brotli, "compressed as 'br'"), (wrong_charset, ""),
    ],
)  # fmt: skip
def test_a_server_that_misbehaves(case: Case, site: Site, answer: object, words: str) -> None:
    site.pages["/p"] = answer  # type: ignore[assignment]
    good = site.page("/good", "Terms", "The two sides agreed.")
    manners = replace(QUICK, tries=1)
    limits = replace(LIMITS, fetch_seconds=0.5)
    addresses = [f"{site.address}/p", good]
    began = time.monotonic()
    events = list(case.watch(addresses, once=True, private=True, gap=0.0, manners=manners, limits=limits))
    assert time.monotonic() - began < 20
    (said,) = [each for each in events if each.address == addresses[0]]
    assert said.kind in ("failed", "refused")
    assert words in said.words
    assert any(each.kind == "new" and each.address == good for each in events)
    assert case.verify().sound


def test_failures_that_pass(case: Case, site: Site) -> None:
    good = site.page("/p", "Terms", "The two sides agreed.")
    body = site.pages["/p"]
    left = [500, 502]

    def answer(handler: BaseHTTPRequestHandler) -> None:
        send(handler, left.pop()) if left else send(handler, 200, bytes(body))  # type: ignore[arg-type]

    site.pages["/p"] = answer
    assert kinds(look(case, good)) == ["failed", "failed", "new"]


def test_a_server_that_asks_to_be_left_alone(case: Case, site: Site) -> None:
    site.pages["/p"] = lambda handler: send(handler, 503, Retry_After="7200")
    other = site.page("/q", "Terms", "The two sides agreed.")
    events = look(case, f"{site.address}/p", other)
    assert kinds(events) == ["failed", "failed"]
    assert "given up for this run" in events[0].words
    assert "left alone for 7" in events[1].words
    asked = len(site.asked)
    look(case, other)
    assert len(site.asked) == asked


def test_private_networks_by_any_name(case: Case) -> None:
    """Numbers, mapped and link-local addresses and 0.0.0.0 are no way around."""
    inside = [
        "http://127.0.0.1:1/", "http://2130706433/", "http://0x7f.1/", "http://0.0.0.0/", "http://[::1]/",
        "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/latest/", "http://[fe80::1]/", "http://localhost/",
    ]  # fmt: skip
    for address in inside:
        (event,) = case.watch([address], once=True, gap=0.0, manners=QUICK, limits=LIMITS)
        assert (event.kind, "in a private network" in event.words) == ("refused", True), event


def test_redirects_are_checked_again(case: Case, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if 127.0.0.1 were public, and nothing else of this machine."""
    from guarantor.intake.web import network

    public = network.is_public
    monkeypatch.setattr(network, "is_public", lambda address: address == "127.0.0.1" or public(address))
    site.pages["/p"] = lambda handler: send(handler, 302, Location="http://127.0.0.2/secret")
    (event,) = case.watch([f"{site.address}/p"], once=True, gap=0.0, manners=QUICK, limits=LIMITS)
    assert (event.kind, "127.0.0.2, in a private network" in event.words) == ("refused", True), event


def test_nothing_is_sent_but_what_is_meant(case: Case, site: Site) -> None:
    page = site.page("/p", "Terms", "The two sides agreed.")
    body = bytes(site.pages["/p"])  # type: ignore[arg-type]
    site.pages["/p"] = lambda handler: send(handler, 200, body, Set_Cookie="a=b", Content_Type="text/html")
    with_password = page.replace("http://", "http://ada:secret@")
    (case.folder / "watch.yaml").write_text("contact: desk@gazette.example\nprivate-hosts: true\ngap: 0 seconds\n")
    for _ in range(2):
        list(case.watch([with_password], once=True, manners=QUICK, limits=LIMITS))
    for each in site.asked:
        assert not {"cookie", "authorization", "referer"} & set(each.headers)
        assert "desk@gazette.example" in each.headers["user-agent"]


def test_the_list(case: Case, site: Site) -> None:
    feed = site.feed("/feed", [("/a", "They met", "The envoys met at the bridge on Sunday.")])
    page = site.page("/p", "Terms", "The two sides agreed.")
    (case.folder / "watch.yaml").write_text(
        f"private-hosts: yes\ngap: 0 s\nfeeds:\n  - address: {feed}\n    outlet: The Gazette\n    every: 15 minutes\n"
        f"pages:\n  - {{address: {page}, every: 1 day}}\n  - {{address: {site.address}/feed2}}\n"
    )
    site.page("/feed2", "They rested", "Nothing happened at the bridge.")
    assert sorted(kinds(list(case.watch(once=True, manners=QUICK, limits=LIMITS)))) == ["new"] * 3
    state = json.loads((case.folder / STATE).read_text())
    assert {each["address"] for each in state["places"]} == {feed, page, f"{site.address}/feed2"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("feeds:\n  - adress: https://a.example/\n", "'adress'"),
        ("feeds:\n  - address: a.example\n", "'a.example'"),
        ("pages:\n  - address: https://a.example/\n    every: soon\n", "'soon'"),
        ("pages:\n  - address: https://a.example/\n    every: 5 seconds\n", "'5 seconds'"),
        ("pages:\n  - {address: https://a.example/}\n  - {address: https://a.example/}\n", "second time"),
        ("pages:\n  - {address: https://a.example/, follow: true}\n", "'follow' at a page"),
        ("- https://a.example/\n", "a list as the whole file"),
    ],
)
def test_faults_of_the_list(case: Case, text: str, words: str) -> None:
    from guarantor.agreement.load import check

    (case.folder / "watch.yaml").write_text(text)
    with pytest.raises(CaseError) as caught:
        case.watch(once=True)
    assert words in str(caught.value)
    assert any(words in str(fault) for fault in check(case.folder))


def test_nothing_to_watch_and_two_watchers(case: Case) -> None:
    with pytest.raises(CannotWatchError, match=r"watch\.yaml"):
        case.watch(once=True)
    with alone(case.folder), pytest.raises(BusyError):
        list(case.watch(["http://127.0.0.1:1/"], once=True))


def test_it_goes_on_until_stopped(case: Case, site: Site) -> None:
    """Without ``once`` a failing address is asked again by its back-off, and a change is seen; a stop is quick."""
    page = site.page("/p", "Terms", "The two sides agreed.")
    body = bytes(site.pages["/p"])  # type: ignore[arg-type]
    left = [500, 500]
    site.pages["/p"] = lambda handler: send(handler, left.pop()) if left else send(handler, 200, body)
    site.pages["/slow"] = lambda handler: time.sleep(30)
    stop = threading.Event()
    seen = []
    limits = replace(LIMITS, fetch_seconds=60.0)
    with serving() as slow:
        slow.pages["/slow"] = dripping
        events = case.watch(
            [page, f"{slow.address}/slow"], stop=stop, gap=0.0, private=True, manners=QUICK, limits=limits
        )
        for each in events:
            seen.append(each.kind)
            if each.kind == "new":
                stopped = time.monotonic()
                stop.set()
    assert seen == ["failed", "failed", "new"]
    assert time.monotonic() - stopped < 10


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_command_ends_on_a_signal(case: Case, site: Site, number: int) -> None:
    page = site.page("/p", "Terms", "The two sides agreed.")
    command = [sys.executable, "-m", "guarantor", "watch", page, "--allow-private", "--case", str(case.folder)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "OPENBLAS_NUM_THREADS": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env) as running:
        assert running.stdout is not None
        line = running.stdout.readline()
        assert " new " in line, line
        running.send_signal(number)
        _, talk = running.communicate(timeout=30)
    assert running.returncode == 0, talk
    assert talk.strip() == "1 new"
    assert (case.folder / STATE).exists()
