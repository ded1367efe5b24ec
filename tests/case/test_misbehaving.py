"""Servers that lead astray, break their own words or change under one: each is a line, and nothing else is disturbed."""

from __future__ import annotations

import gzip
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from case.site import PAGE, Answers, Site, send
from guarantor.case import Case
from guarantor.case.watching import Event, Manners
from guarantor.intake.piece import Limits
from guarantor.intake.web import network
from guarantor.intake.web.turns import BackOff

ONCE = Manners(quick=BackOff(first=0.02, most=0.05), back_off=BackOff(first=0.05, most=0.1), tries=1)
LIMITS = Limits(fetch_bytes=200_000, fetch_seconds=1.0)
TEXT = "The two sides agreed on terms."


def look(case: Case, *addresses: str, **settings: Any) -> list[Event]:
    """One run that ends."""
    told: dict[str, Any] = {"private": True, "gap": 0.0, "manners": ONCE, "limits": LIMITS, **settings}
    return list(case.watch(addresses, once=True, **told))


def said(events: list[Event]) -> list[str]:
    return [f"{each.kind}: {each.words}" for each in events]


def raw(answer: bytes) -> Answers:
    """An answer byte for byte."""
    return lambda handler: handler.wfile.write(answer) and None


def leading(status: int, where: str) -> Answers:
    return lambda handler: send(handler, status, Location=where)


BOMB = gzip.compress(gzip.compress(b"\0" * 10**7))
GOOD = PAGE.format(title="Terms", text=TEXT).encode()
ANSWERS: dict[str, tuple[Answers, str]] = {
    "a redirect to itself": (leading(302, "/p"), "failed: more than 5 redirects"),
    "a redirect to a file": (leading(301, "file:///etc/passwd"), "failed: it leads to 'file:///etc/passwd'"),
    "a redirect to no address": (leading(301, "http://[::1/"), "failed: it leads to"),
    "a redirect to a script": (leading(303, "javascript:alert(1)"), "failed: it leads to"),
    "a redirect to a host without a name": (leading(302, "http://a..b.example/"), "failed: it leads to"),
    "a redirect to a name that is too long": (leading(302, f"http://{'a' * 70}.example/"), "failed: it leads to"),
    "a redirect to a port that is none": (leading(302, "http://a.example:99999/"), "failed: it leads to"),
    "a redirect to nowhere": (lambda handler: send(handler, 302), "failed: the server answers 302"),
    "a length that is no number": (raw(b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n" + GOOD), "failed: no answer"),
    "two lengths": (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\n" + GOOD), "failed: no ans"),
    "chunks that lie": (raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n"), "failed: no answer"),
    "chunks that end early": (raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhello"), "failed: no ans"),
    "not modified, unasked": (lambda handler: send(handler, 304), "failed: the server answers 304"),
    "no content": (lambda handler: send(handler, 204), "failed: the server answers 204"),
    "a part": (lambda handler: send(handler, 206, GOOD[:99]), "failed: the server answers 206"),
    "an empty page": (lambda handler: send(handler, 200, b"", Content_Type="text/html"), "refused: "),
    "gzip that is none": (lambda handler: send(handler, 200, GOOD, Content_Encoding="gzip"), "failed: no answer"),
    "gzip that breaks off": (
        lambda handler: send(handler, 200, gzip.compress(GOOD)[:-12], Content_Encoding="gzip"),
        "failed: a compressed answer that breaks off",
    ),
    "a bomb in a bomb": (lambda handler: send(handler, 200, BOMB, Content_Encoding="gzip"), "refused: "),
    "a picture called a page": (
        lambda handler: send(handler, 200, b"\x89PNG\r\n\x1a\n" + bytes(99), Content_Type="text/html"), "refused: ",
    ),
    "teapot": (lambda handler: send(handler, 418), "failed: the server answers 418"),
}  # fmt: skip


@pytest.mark.parametrize("what", ANSWERS)
def test_answers_that_are_none(case: Case, site: Site, what: str) -> None:
    answer, words = ANSWERS[what]
    site.pages["/p"] = answer
    good = site.page("/good", "Terms", TEXT)
    began = time.monotonic()
    events = look(case, f"{site.address}/p", good, limits=replace(LIMITS, fetch_seconds=20.0))
    first, second = sorted(events, key=lambda each: each.address == good)
    assert f"{first.kind}: {first.words}".startswith(words)
    assert (second.kind, second.address) == ("new", good)
    assert time.monotonic() - began < 60
    assert [report.title for report in case.record.reports()] == ["Terms"]


def test_items_that_lead_to_no_address(case: Case, site: Site) -> None:
    """Pages that a feed names and nobody can have: each a line, and the feed's own words count."""
    hosts = ("a..b.example", f"{'a' * 70}.example", "a.example:99999")
    items = [(f"http://{host}/", f"Item {n}", f"The envoys met {n} times.") for n, host in enumerate(hosts)]
    body = "".join(
        f"<item><link>{a}</link><title>{t}</title><description>{w}</description></item>" for a, t, w in items
    )
    feed = f"<rss version='2.0'><channel><title>F</title>{body}</channel></rss>".encode()
    site.pages["/feed"] = lambda handler: send(handler, 200, feed, Content_Type="application/rss+xml")
    good = site.page("/good", "Terms", TEXT)
    for _ in range(20):
        look(case, f"{site.address}/feed", good, follow=True)
        found = sorted(report.title or "" for report in case.record.reports())
        if len(found) == 4:
            break
        time.sleep(0.1)
    assert found == ["Item 0", "Item 1", "Item 2", "Terms"]


@pytest.mark.parametrize("where", ["169.254.169.254/latest", "10.0.0.1", "[::1]:1", "[::ffff:10.1.1.1]", "0177.0.0.2"])
def test_a_redirect_into_a_private_network(case: Case, site: Site, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    """As if 127.0.0.1 were public, and nothing else of this machine."""
    public = network.is_public
    monkeypatch.setattr(network, "is_public", lambda address: address == "127.0.0.1" or public(address))
    site.pages["/p"] = leading(307, f"http://{where}")
    (event,) = look(case, f"{site.address}/p", private=None)
    assert (event.kind, "in a private network" in event.words) == ("refused", True), event


def test_a_length_shorter_than_the_page(case: Case, site: Site) -> None:
    """What stands beyond the length is not read, and does not become the next answer."""
    length = GOOD.index(b"The ministry") + 60
    site.pages["/p"] = raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % length + GOOD)
    good = site.page("/good", "Other", "They met.")
    assert sorted(each.kind for each in look(case, f"{site.address}/p", good)) == ["new", "new"]
    short = next(report for report in case.record.reports() if report.title == "Terms")
    assert TEXT in short.text
    assert "Nobody was hurt" not in short.text


@pytest.mark.parametrize(("meta", "kind"), [("", "refused"), ("windows-1254", "new"), ("utf-16", "refused")])
def test_a_wrong_charset(case: Case, site: Site, meta: str, kind: str) -> None:
    """What the server declares and the bytes are not yields to what the page declares, where they are that."""
    page = PAGE.format(title="Söz", text="“Barış” dediler; görüşmeler sürüyor, köprü açık.")
    site.pages["/p"] = page.replace("<head>", f"<head><meta charset={meta}>" if meta else "<head>").encode("cp1254")
    site.kinds["/p"] = "text/html; charset=utf-8"
    (event,) = look(case, f"{site.address}/p")
    assert event.kind == kind
    for report in case.record.reports():
        assert "“Barış” dediler" in report.text
        assert "decoded as windows-1254 (declared)" in report.notes
    if kind == "refused":
        assert "it is not the utf-8 it says it is" in event.words


@pytest.mark.parametrize("until", ["3600", "date"])
def test_too_many_requests(case: Case, site: Site, until: str) -> None:
    """The whole host is left alone for as long as it asks, also by the next run."""
    import email.utils

    told = until if until != "date" else email.utils.formatdate(time.time() + 3600, usegmt=True)
    site.pages["/p"] = lambda handler: send(handler, 429, Retry_After=told)
    other = site.page("/q", "Terms", TEXT)
    first, second = said(look(case, f"{site.address}/p", other))
    assert "the server answers 429" in first
    assert "left alone for 3" in second
    asked = len(site.asked)
    look(case, other)
    assert len(site.asked) == asked


ROBOTS: dict[str, Answers] = {
    "an error": lambda handler: send(handler, 500),
    "too many requests": lambda handler: send(handler, 429),
    "a redirect in a circle": leading(301, "/robots.txt"),
    "nothing like HTTP": raw(b"\x00\xff\r\n\r\n"),
    "a list without end": lambda handler: send(handler, 200, b"Disallow: /\n" * 30_000),
}


@pytest.mark.parametrize("what", ROBOTS)
def test_a_robots_file_that_cannot_be_had(case: Case, site: Site, what: str) -> None:
    """Nothing is asked of the site then; once it can be had, everything is."""
    site.pages["/robots.txt"] = ROBOTS[what]
    page = site.page("/p", "Terms", TEXT)
    (event,) = look(case, page)
    assert event.kind == "failed"
    assert "robots.txt cannot be had" in event.words
    assert site.paths() == []
    del site.pages["/robots.txt"]
    time.sleep(0.15)
    assert [each.kind for each in look(case, page)] == ["new"]


def test_an_etag_that_is_another_each_time(case: Case, site: Site) -> None:
    """The same bytes add nothing, whatever the server says of them."""
    count = 0

    def answer(handler: BaseHTTPRequestHandler) -> None:
        nonlocal count
        count += 1
        send(handler, 200, GOOD, ETag=f'"{count}"', Last_Modified="yesterday evening", Content_Type="text/html")

    site.pages["/p"] = answer
    assert [each.kind for each in look(case, f"{site.address}/p")] == ["new"]
    head = case.record.head
    assert [each.kind for each in look(case, f"{site.address}/p")] == []
    assert (case.record.head, count) == (head, 2)


def test_a_feed_that_changes_under_it(case: Case, site: Site) -> None:
    """It breaks off in the middle, becomes a page, loses items, brings them back in another order and moves away."""
    items = [(f"/{n}", f"Day {n}", f"On day {n} the two sides met again at the mill.") for n in range(4)]
    feed = site.feed("/feed", items)
    (case.folder / "watch.yaml").write_text(f"private-hosts: true\ngap: 0 seconds\nfeeds:\n  - address: {feed}\n")
    assert [each.kind for each in look(case)] == ["new"] * 4
    whole = bytes(site.pages["/feed"])  # type: ignore[arg-type]
    site.pages["/feed"] = whole[: whole.index(b"Day 3")]
    (event,) = look(case)
    assert event.kind == "refused"
    assert look(case) == [], "it is said once"
    site.pages["/feed"] = GOOD
    (event,) = look(case)
    assert (event.kind, event.words.partition(";")[0]) == ("refused", "a page where a feed was expected")
    site.feed("/feed", [*reversed(items[2:]), ("/4", "Day 4", "On day 4 nobody came to the mill.")])
    assert [each.kind for each in look(case)] == ["new"]
    site.feed("/moved", [("/4", "Day 4", "On day 4 everybody came to the mill, it was said later.")])
    site.pages["/feed"] = leading(301, "/moved")
    assert [each.kind for each in look(case)] == ["changed"]
    assert len(list(case.record.reports())) == 6
    assert case.verify().sound


def test_limits_hold_for_all_redirects_together(case: Case, site: Site) -> None:
    """A page named by hand has its time once, however often it leads on."""

    def slow(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.3)
        send(handler, 302, Location=f"{handler.path}x")

    for number in range(9):
        site.pages[f"/p{'x' * number}"] = slow
    from guarantor.intake.refusal import UnreadableError
    from guarantor.intake.web.fetching import fetch

    began = time.monotonic()
    with pytest.raises(UnreadableError, match=r"not done after 0\.5 seconds"):
        fetch(f"{site.address}/p", replace(LIMITS, fetch_seconds=0.5, private_hosts=True))
    assert time.monotonic() - began < 10
