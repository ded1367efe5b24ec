"""A stand-in for a model's server on this machine: it answers whatever a test wants, in time or not, or not at all."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What comes back: after some seconds, a status with headers and bytes; ``hang_up`` sends half of them."""

    data: bytes
    status: int = 200
    wait: float = 0.0
    headers: dict[str, str] = field(default_factory=dict)
    hang_up: bool = False


Answering = Callable[[dict[str, Any]], Reply]


def completion(content: object, usage: object = None) -> bytes:
    """A chat completion with a content; what is no text is written as JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    data: dict[str, object] = {"choices": [{"message": {"role": "assistant", "content": text}}]}
    return json.dumps(data if usage is None else {**data, "usage": usage}).encode()


@contextmanager
def model_server(answering: Answering) -> Iterator[str]:
    """The address of a server that answers each question (the request's body) as told."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            reply = answering(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            time.sleep(reply.wait)
            try:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.data)))
                self.end_headers()
                self.wfile.write(reply.data[: len(reply.data) // 2] if reply.hang_up else reply.data)
            except OSError:  # the client has gone
                return

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    found = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{found.server_port}/v1"
    finally:
        found.shutdown()
        found.server_close()
        thread.join()
