"""Web pages: the article, what the page says of itself, and fetching one."""

from __future__ import annotations

import gzip
import importlib.util
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from conftest import need
from guarantor.intake import Limits, Refusal, gather
from guarantor.intake.page import Page, parse_page
from guarantor.intake.readers import readers
from guarantor.intake.web import is_public
from guarantor.model.report import Report

PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head>
<title>At the bridge | The Gazette</title>
<meta charset="utf-8">
<meta property="og:site_name" content="The  Gazette">
<meta property="og:title" content="At the bridge &amp; beyond">
<meta property="article:published_time" content="2031-05-06T08:30:00+02:00">
<link rel="canonical" href="https://gazette.example/bridge">
<script>var a = "<p>no text</p>";</script>
</head><body>
<header><p>Sign in</p></header><nav><ul><li>Home</li></ul></nav>
<article><h1>At the bridge</h1>
<p>The Northern Command said on Monday that <b>40&nbsp;lorries</b> crossed the bridge,
a figure which nobody else has confirmed so far.</p>
<p>The Southern Council denied it in a statement that it sent to this newspaper on Tuesday.</p>
<aside><p>Read more</p></aside>
<p>The monitors counted 31 lorries, their spokeswoman said, and will publish a list.</p></article>
<footer><p>All rights reserved</p></footer></body></html>"""


def believed_in(page: Page) -> dict[str, str]:
    """The first, most believed, sign of each field."""
    return {sign.field: sign.value for sign in reversed(page.signs)}


def test_a_page_by_the_standard_library() -> None:
    page = parse_page(PAGE)
    assert page.text == (
        "At the bridge\n\nThe Northern Command said on Monday that 40 lorries crossed the bridge, "
        "a figure which nobody else has confirmed so far.\n\n"
        "The Southern Council denied it in a statement that it sent to this newspaper on Tuesday.\n\n"
        "The monitors counted 31 lorries, their spokeswoman said, and will publish a list."
    )
    assert believed_in(page) == {
        "language": "en-GB", "outlet": "The Gazette", "title": "At the bridge & beyond",
        "published": "2031-05-06T08:30:00+02:00", "url": "https://gazette.example/bridge",
    }  # fmt: skip


def test_schema_org_data() -> None:
    page = parse_page(
        '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "headline": "no"}, '
        '{"@type": ["NewsArticle"],'
        '"headline": "At the bridge", "datePublished": "2031-05-06", "publisher": {"name": "The Gazette"}}]}</script>'
        '<script type="application/ld+json">{broken</script><p>They met.</p>'
    )
    assert believed_in(page) == {"title": "At the bridge", "published": "2031-05-06", "outlet": "The Gazette"}
    assert page.text == "They met."


@pytest.mark.parametrize(
    "html", ["", "<", "<p", "</p></p>", "<article>" * 3000 + "<p>x", "<p>a<p>b</article>", "<!-- <p>"]
)
def test_broken_markup_never_stops_it(html: str) -> None:
    parse_page(html)


def read(path: Path, **said: str) -> Report:
    (report,) = gather([path], **said)
    assert isinstance(report, Report), str(report)
    return report


def test_a_saved_page(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    report = read(tmp_path / "a.html", published="2031-01-01")
    for words in ("40 lorries crossed the bridge", "The Southern Council denied it", "The monitors counted 31 lorries"):
        assert words in " ".join(report.text.split())
    for words in ("Sign in", "Home", "no text", "All rights reserved"):
        assert words not in report.text
    assert (report.outlet, report.published, report.language) == ("The Gazette", "2031-05-06T08:30:00+02:00", "en")
    assert report.signals["published"] == "<meta article:published_time>"
    assert "published is '2031-05-06T08:30:00+02:00' by the page, not '2031-01-01'" in report.notes[1]


def test_what_is_only_inferred_yields_to_what_is_given(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<html><title>Bridge</title><body><time datetime='2031-05-06'></time><p>They met at the bridge.</p></body>"
    )
    assert read(tmp_path / "a.html").published == "2031-05-06"
    assert read(tmp_path / "a.html", published="2031-05-07").published == "2031-05-07"
    (tmp_path / "b.html").write_text(
        "<html><meta name='date' content='6 May, at noon'><body><p>They met at the bridge.</p></body></html>"
    )
    report = read(tmp_path / "b.html")
    assert report.published is None
    assert "the published date '6 May, at noon' (<meta date>) is not understood" in report.notes


def test_a_declared_charset(tmp_path: Path) -> None:
    page = "<html><meta charset='windows-1254'><body><p>Görüşmeler İstanbul'da sürüyor, dedi.</p></body></html>"
    (tmp_path / "a.html").write_bytes(page.encode("cp1254"))
    assert "İstanbul'da sürüyor" in read(tmp_path / "a.html").text
    (tmp_path / "b.html").write_bytes(page.replace("windows-1254", "no-such-set").encode("cp1254"))
    (refusal,) = gather([tmp_path / "b.html"])
    assert "not the no-such-set it says it is" in str(refusal)


def test_a_page_without_an_article(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body><nav></nav><script>var a = 1</script></body></html>")
    (refusal,) = gather([tmp_path / "a.html"])
    assert "a page without an article's text" in str(refusal)


def test_every_reader_says_what_it_reads() -> None:
    names = [reader.manifest.name for reader in readers()]
    assert len(set(names)) == len(names)
    assert all(reader.manifest.help and reader.manifest.suffixes for reader in readers())


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("2001:4860:4860::8888", True), ("127.0.0.1", False), ("10.1.2.3", False),
        ("192.168.0.1", False), ("172.16.9.9", False), ("169.254.169.254", False), ("100.64.0.1", False),
        ("0.0.0.0", False), ("224.0.0.1", False), ("::1", False), ("fe80::1%eth0", False), ("fc00::1", False),
        ("::ffff:127.0.0.1", False), ("::ffff:10.0.0.1", False), ("2002:7f00:1::", False),
    ],
)  # fmt: skip
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


BOMB = gzip.compress(b"\0" * 50_000_000)


class Server(BaseHTTPRequestHandler):
    """A server with a page, and with all kinds of nonsense."""

    def do_GET(self) -> None:
        headers: dict[str, str] = {"Content-Type": "text/html; charset=utf-8"}
        status, body = 200, PAGE.encode()
        match self.path:
            case "/moved":
                status, body, headers["Location"] = 302, b"", "/page"
            case "/loop":
                status, body, headers["Location"] = 302, b"", "/loop"
            case "/file":
                status, body, headers["Location"] = 302, b"", "file:///etc/passwd"
            case "/gone":
                status, body = 410, b"gone"
            case "/zipped":
                body, headers["Content-Encoding"] = gzip.compress(body), "gzip"
            case "/bomb":
                body, headers["Content-Encoding"] = BOMB, "gzip"
            case "/cut":
                body, headers["Content-Encoding"] = gzip.compress(body)[:100], "gzip"
            case "/odd":
                headers["Content-Encoding"] = "snappy"
            case "/big":
                body = b"x" * 300_000
            case "/text":
                body, headers["Content-Type"] = "Söz".encode("cp1254"), "text/plain; charset=windows-1254"
            case "/slow":
                time.sleep(0.7)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing on the terminal."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    need(importlib.util.find_spec("httpcore") is not None, "httpcore", "pip install httpcore")
    made = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()
    thread.join()


def fetch(address: str, seconds: float = 30) -> Report | Refusal:
    (found,) = gather([address], limits=Limits(private_hosts=True, fetch_bytes=200_000, fetch_seconds=seconds))
    return found


def test_fetching(server: str) -> None:
    report = fetch(f"{server}/page")
    assert isinstance(report, Report)
    assert (report.url, report.location) == ("https://gazette.example/bridge", f"{server}/page")
    for path in ("moved", "zipped"):
        again = fetch(f"{server}/{path}")
        assert isinstance(again, Report)
        assert again.text == report.text
    text = fetch(f"{server}/text")
    assert isinstance(text, Report)
    assert (text.text, text.url, text.signals["url"]) == ("Söz", f"{server}/text", "fetched")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("loop", "more than 5 redirects"),
        ("file", "which is no web address"),
        ("gone", "the server answers 410"),
        ("bomb", "more than 200,000 bytes"),
        ("big", "more than 200,000 bytes"),
        ("cut", "a compressed answer that breaks off"),
        ("odd", "compressed as 'snappy'"),
        ("slow", "not done after 0.2 seconds"),
    ],
)
def test_refused_answers(server: str, path: str, words: str) -> None:
    found = fetch(f"{server}/{path}", 0.2 if path == "slow" else 30)
    assert isinstance(found, Refusal)
    assert words in str(found)


def test_private_networks_are_not_fetched_unless_allowed(server: str) -> None:
    for address in (server, "http://localhost:1/", "http://[::1]:1/", "http://0x7f.1/"):
        (found,) = gather([address])
        assert isinstance(found, Refusal), found
        assert "in a private network" in str(found) or "no answer" in str(found), found


def test_nobody_answers() -> None:
    found = fetch("http://127.0.0.1:1/")
    assert "no answer" in str(found)
    for address in ("http://", "http://[", "https://exa mple/", "http://a.invalid/"):
        assert isinstance(fetch(address), Refusal), address
