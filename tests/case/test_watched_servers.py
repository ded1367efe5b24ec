"""What servers do to a watcher beyond what they may: each is a line, what can be read is read, nothing is lost."""

from __future__ import annotations

import gzip
import time
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from case.site import FEED, PAGE, Answers, Site, send
from case.test_misbehaving import LIMITS, leading, look, raw
from guarantor.case import Case

WORDS = "Both delegations signed the paper on the ferry."
PATIENT = replace(LIMITS, fetch_seconds=20.0)
LARGE = replace(PATIENT, fetch_bytes=2_000_000)
WHOLE = PAGE.format(title="Ferry", text=WORDS).encode()


def kinds(case: Case, *addresses: str, **settings: Any) -> list[str]:
    return [f"{each.kind} {each.words}" for each in look(case, *addresses, **settings)]


def texts(case: Case) -> list[str]:
    return sorted(report.text for report in case.record.reports())


def dripping(head: bytes, body: bytes, pause: float) -> Answers:
    """An answer of which a byte comes now and then."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        for part in (head, body):
            for byte in part:
                handler.wfile.write(bytes([byte]))
                handler.wfile.flush()
                time.sleep(pause)

    return answer


@pytest.mark.parametrize("where", ["head", "body"])
def test_a_server_that_drips(case: Case, site: Site, where: str) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(WHOLE)
    if where == "head":
        site.pages["/p"] = dripping(head, WHOLE, 0.05)
    else:

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.wfile.write(head)
            dripping(b"", WHOLE, 0.05)(handler)

        site.pages["/p"] = answer
    good = site.page("/good", "Other", "They met at the weir.")
    began = time.monotonic()
    found = sorted(kinds(case, f"{site.address}/p", good))
    assert time.monotonic() - began < 20
    assert [each.split()[0] for each in found] == ["failed", "new"]
    assert found[0].startswith("failed not done after 1 seconds"), found


def test_a_length_longer_than_the_page(case: Case, site: Site) -> None:
    """What broke off is no page, however whole it looks."""
    site.pages["/p"] = raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999\r\n\r\n" + WHOLE)
    (said,) = kinds(case, f"{site.address}/p")
    assert said.startswith("failed no answer")
    assert texts(case) == []


def test_a_page_packed_in_several_members(case: Case, site: Site) -> None:
    """Gzip may come in members, one after the other: all of them are the page."""
    half = WHOLE.index(WORDS.encode())
    body = gzip.compress(WHOLE[:half]) + gzip.compress(WHOLE[half:])
    site.pages["/p"] = lambda handler: send(handler, 200, body, Content_Encoding="gzip", Content_Type="text/html")
    assert [each.split()[0] for each in kinds(case, f"{site.address}/p")] == ["new"]
    assert WORDS in texts(case)[0]


def test_a_bomb_in_members(case: Case, site: Site) -> None:
    body = gzip.compress(bytes(90_000)) * 40
    site.pages["/p"] = lambda handler: send(handler, 200, body, Content_Encoding="gzip", Content_Type="text/html")
    (said,) = kinds(case, f"{site.address}/p")
    assert said.startswith("failed more than 200,000 bytes")


@pytest.mark.parametrize("tail", [b"", b"\0" * 300, b"<!-- served by the cache -->"])
def test_what_stands_behind_a_packed_page(case: Case, site: Site, tail: bytes) -> None:
    body = gzip.compress(WHOLE) + tail
    site.pages["/p"] = lambda handler: send(handler, 200, body, Content_Encoding="gzip", Content_Type="text/html")
    assert [each.split()[0] for each in kinds(case, f"{site.address}/p")] == ["new"]
    assert WORDS in texts(case)[0]


def test_deflate_without_its_frame(case: Case, site: Site) -> None:
    """Some servers send bare deflate by that name, unasked: a line."""
    packer = zlib.compressobj(wbits=-15)
    body = packer.compress(WHOLE) + packer.flush()
    site.pages["/p"] = lambda handler: send(handler, 200, body, Content_Encoding="deflate", Content_Type="text/html")
    (said,) = kinds(case, f"{site.address}/p")
    assert said.startswith("failed no answer")


def test_a_redirect_whose_address_is_in_utf_8(case: Case, site: Site) -> None:
    """Bytes of an address beyond ASCII are UTF-8 to browsers, and so to servers that send them."""
    site.pages["/p"] = raw("HTTP/1.1 302 Found\r\nLocation: /söder/möte\r\nContent-Length: 0\r\n\r\n".encode())
    site.pages["/s%C3%B6der/m%C3%B6te"] = WHOLE
    assert [each.split()[0] for each in kinds(case, f"{site.address}/p")] == ["new"]
    assert WORDS in texts(case)[0]


def test_redirects_in_a_circle_of_three(case: Case, site: Site) -> None:
    for here, there in (("a", "b"), ("b", "c"), ("c", "a")):
        site.pages[f"/{here}"] = leading(308, f"../{there}")
    (said,) = kinds(case, f"{site.address}/a", limits=PATIENT)
    assert said.startswith("failed more than 5 redirects")


def test_not_modified_with_a_page_in_it(case: Case, site: Site) -> None:
    """It says that nothing changed, and that counts; the next whole answer is read."""
    site.page("/p", "Ferry", WORDS)
    assert [each.split()[0] for each in kinds(case, f"{site.address}/p")] == ["new"]
    other = PAGE.format(title="Ferry", text="Nobody signed anything.").encode()
    site.pages["/p"] = raw(b"HTTP/1.1 304 Not Modified\r\nContent-Length: %d\r\n\r\n" % len(other) + other)
    assert kinds(case, f"{site.address}/p") == []
    site.pages["/p"] = lambda handler: send(handler, 200, other, Content_Type="text/html")
    assert [each.split()[0] for each in kinds(case, f"{site.address}/p")] == ["changed"]


@pytest.mark.parametrize("asked", ["-5", "soon", "", "1.5", "Sun, 99 Foo 2025", "99999999999999999999", "٣"])
def test_retry_after_that_says_nothing(case: Case, site: Site, asked: str) -> None:
    answer = f"HTTP/1.1 503 Busy\r\nRetry-After: {asked}\r\nContent-Length: 0\r\n\r\n".encode()
    site.pages["/p"] = raw(answer)
    good = site.page("/good", "Other", "They met at the weir.")
    found = kinds(case, f"{site.address}/p", good)
    assert any(each.startswith("failed the server answers 503") for each in found), found
    assert len(found) == 2, found


def test_retry_after_a_day_that_is_over(case: Case, site: Site) -> None:
    past = format_datetime(datetime.now(UTC) - timedelta(days=1), usegmt=True)
    site.pages["/p"] = lambda handler: send(handler, 429, Retry_After=past)
    good = site.page("/good", "Other", "They met at the weir.")
    assert sorted(each.split()[0] for each in kinds(case, f"{site.address}/p", good)) == ["failed", "new"]


ROBOTS: dict[str, tuple[bytes, str, str]] = {
    "a page": (b"<!DOCTYPE html><html><body>User-agent: * <br>Disallow: / is what we might say</body></html>",
               "text/html", "new"),
    "nothing": (b"", "text/plain", "new"),
    "signs of nothing": (bytes(range(256)) * 40, "text/plain", "new"),
    "line ends of old machines": (b"User-agent: *\rDisallow: /\r", "text/plain", "forbidden"),
    "with a mark of byte order": (b"\xef\xbb\xbfUser-agent: *\nDisallow: /\n", "text/plain", "forbidden"),
    "very many stars": (b"User-agent: *\nDisallow: /" + b"*a" * 40_000 + b"\n", "text/plain", "new"),
    "many rules": (b"User-agent: *\n" + b"Disallow: /x/*/y\n" * 10_000 + b"Disallow: /p\n", "text/plain", "forbidden"),
}  # fmt: skip


@pytest.mark.parametrize("what", ROBOTS)
def test_robots_files(case: Case, site: Site, what: str) -> None:
    body, kind, came = ROBOTS[what]
    site.pages["/robots.txt"] = body
    site.kinds["/robots.txt"] = kind
    page = site.page("/p", "Ferry", WORDS)
    assert [each.split()[0] for each in kinds(case, page, limits=PATIENT)] == [came]


def test_a_robots_file_that_lies_elsewhere(case: Case, site: Site) -> None:
    site.pages["/robots.txt"] = lambda handler: send(handler, 301, Location="/static/robots")
    site.pages["/static/robots"] = b"User-agent: *\nDisallow: /p\n"
    page = site.page("/p", "Ferry", WORDS)
    assert [each.split()[0] for each in kinds(case, page)] == ["forbidden"]


def test_a_robots_file_longer_than_is_looked_at(case: Case, site: Site) -> None:
    """The line at which the look ends is not half a rule: "/" of "/x" would forbid everything."""
    from guarantor.intake.web.robots import MOST

    head = b"User-agent: *\n"
    rest = b"Disallow: /x\n"
    filler = b"#" * (MOST - len(head) - len(b"\nDisallow: /")) + b"\n"
    site.pages["/robots.txt"] = head + filler + rest + b"Disallow: /y\n" * 100
    page = site.page("/p", "Ferry", WORDS)
    assert [each.split()[0] for each in kinds(case, page, limits=LARGE)] == ["new"]


def item(path: str, title: str, text: str, *, id_: str = "", day: str = "Sun, 02 Nov 2025 10:00:00 GMT") -> str:
    return (
        f"<item><title>{title}</title><link>http://127.0.0.1/{path}</link><guid isPermaLink='false'>{id_ or path}</guid>"
        f"<pubDate>{day}</pubDate><description>{text}</description></item>"
    )


def put(site: Site, *items: str, head: str = "") -> str:
    site.pages["/feed"] = (head + FEED.format(site=site.address, items="".join(items))).encode()
    site.kinds["/feed"] = "application/rss+xml"
    return f"{site.address}/feed"


def test_items_with_one_id(case: Case, site: Site) -> None:
    """Two items that a feed gives one id are two reports; and nothing is new where they change places."""
    one, two = item("a", "One", "The mill was open.", id_="7"), item("b", "Two", "The mill was shut.", id_="7")
    feed = put(site, one, two)
    assert [each.split()[0] for each in kinds(case, feed)] == ["new", "new"]
    put(site, two, one)
    assert kinds(case, feed) == []
    assert texts(case) == ["The mill was open.", "The mill was shut."]


def test_items_with_one_address(case: Case, site: Site) -> None:
    """Both are kept, and a feed that only changes their order does not change them back and forth."""
    one, two = item("a", "One", "The mill was open.", id_="1"), item("a", "Two", "The mill was shut.", id_="2")
    feed = put(site, one, two)
    kinds(case, feed)
    assert texts(case) == ["The mill was open.", "The mill was shut."]
    head = case.record.head
    put(site, two, one)
    assert kinds(case, feed) == []
    assert case.record.head == head


def test_an_item_from_the_future(case: Case, site: Site) -> None:
    """It is kept with the day that the feed says, and a note."""
    day = format_datetime(datetime.now(UTC) + timedelta(days=900), usegmt=True)
    feed = put(site, item("a", "One", "The mill will be open.", day=day), item("b", "Two", "The mill was shut."))
    found = kinds(case, feed)
    assert [each.split()[0] for each in found] == ["new", "new"]
    assert [each.endswith("days after today") for each in found] == [True, False]
    later = next(each for each in case.record.reports() if each.title == "One")
    assert any("lies after" in note for note in later.notes), later.notes


BOMB = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def test_a_feed_with_entities(case: Case, site: Site) -> None:
    """It is refused with its reason, said once, and read once it is a feed again."""
    good = item("a", "One", "The mill was open.")
    feed = put(site, item("a", "One", "The mill was &b;."), head="")
    site.pages["/feed"] = bytes(site.pages["/feed"]).replace(b"?><rss", b"?>" + BOMB.encode() + b"<rss")  # type: ignore[arg-type]
    (said,) = kinds(case, feed)
    assert said.startswith("refused ")
    assert "entit" in said
    assert kinds(case, feed) == []
    put(site, good)
    assert [each.split()[0] for each in kinds(case, feed)] == ["new"]


def test_a_feed_that_vanishes_and_comes_back(case: Case, site: Site) -> None:
    feed = put(site, item("a", "One", "The mill was open."))
    assert [each.split()[0] for each in kinds(case, feed)] == ["new"]
    site.pages["/feed"] = 410
    assert [each.split()[0] for each in kinds(case, feed)] == ["vanished"]
    assert kinds(case, feed) == []
    put(site, item("a", "One", "The mill was open."), item("b", "Two", "The mill was shut."))
    assert [each.split()[0] for each in kinds(case, feed)] == ["back", "new"]
    assert texts(case) == ["The mill was open.", "The mill was shut."]
