"""A web site on this machine that does what it is told, also nonsense, and notes what it was asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = """<html lang="en"><head><title>{title}</title>
<meta property="article:published_time" content="2025-11-02T10:00:00Z"></head><body><article><h1>{title}</h1>
<p>{text}</p><p>The ministry of Northland said on Sunday that its envoys would meet again at the old bridge next week.</p>
<p>Nobody was hurt, officials of both towns said, and the road to the bridge was open for the whole day.</p>
</article></body></html>"""
FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Norrby Times</title>
<link>{site}/</link>{items}</channel></rss>"""
ITEM = """<item><title>{title}</title><link>{site}{path}</link><guid isPermaLink="false">{path}</guid>
<pubDate>Sun, 02 Nov 2025 10:00:00 GMT</pubDate><description>{text}</description></item>"""


@dataclass(slots=True)
class Asked:
    """One request: when it began and ended, by a clock that does not go backwards."""

    path: str
    headers: dict[str, str]
    began: float
    ended: float = 0.0


Answers = Callable[[BaseHTTPRequestHandler], None]


@dataclass(slots=True)
class Site:
    """``pages`` are what stands at paths: bytes, a status, or something that answers by itself."""

    address: str
    pages: dict[str, bytes | int | Answers] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def page(self, path: str, title: str, text: str) -> str:
        """Put an article at a path; its address."""
        self.pages[path] = PAGE.format(title=title, text=text).encode()
        return f"{self.address}{path}"

    def feed(self, path: str, items: list[tuple[str, str, str]]) -> str:
        """Put a feed of (path, title, text) at a path; its address."""
        inner = "".join(ITEM.format(site=self.address, path=p, title=t, text=x) for p, t, x in items)
        self.pages[path] = FEED.format(site=self.address, items=inner).encode()
        self.kinds[path] = "application/rss+xml"
        return f"{self.address}{path}"

    def paths(self) -> list[str]:
        """What was asked for, robots.txt left out."""
        return [each.path for each in self.asked if each.path != "/robots.txt"]


def send(handler: BaseHTTPRequestHandler, status: int, body: bytes = b"", **headers: str) -> None:
    """An answer as it should be."""
    handler.send_response(status)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = Asked(self.path, {name.lower(): value for name, value in self.headers.items()}, time.monotonic())
            site.asked.append(asked)
            found = site.pages.get(self.path, 404)
            try:
                if callable(found):
                    found(self)
                elif isinstance(found, int):
                    send(self, found, b"no")
                else:
                    self._page(found)
            except (BrokenPipeError, ConnectionResetError):
                pass
            asked.ended = time.monotonic()

        def _page(self, body: bytes) -> None:
            tag = f'"{hash(body)}"'
            if self.headers.get("If-None-Match") == tag:
                send(self, 304, ETag=tag)
            else:
                kind = site.kinds.get(self.path, "text/html; charset=utf-8")
                send(self, 200, body, Content_Type=kind, ETag=tag)

        def log_message(self, *_: object) -> None:
            """Nothing on the terminal."""

    return Handler


@contextmanager
def serving(host: str = "127.0.0.1") -> Iterator[Site]:
    """A site while it is needed."""
    site = Site("")
    server = ThreadingHTTPServer((host, 0), _handler(site))
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    site.address = f"http://{host}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
