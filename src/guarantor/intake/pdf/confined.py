"""The confined process: started when first needed, kept for the next documents, replaced where one brings it down."""

from __future__ import annotations

import atexit
import json
import selectors
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from guarantor.intake.piece import Limits
from guarantor.intake.refusal import UnreadableError

_WORKER = Path(__file__).with_name("worker.py")
DOCUMENTS = 500
"""Documents after which a fresh process takes over, so that what leaks in one does not add up."""
ANSWER_BYTES = 128 * 2**20


class Confined:
    """One process and its pipes. Used by one thread at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._limits: Limits | None = None
        self._done = 0

    def take_apart(self, data: bytes, limits: Limits) -> dict[str, Any]:
        """The worker's answer; raises UnreadableError where it dies or is not done in time."""
        with self._lock:
            process = self._ready(limits)
            try:
                return self._ask(process, data, limits)
            except (BrokenPipeError, EOFError, ValueError) as error:
                code = self._end()
                raise UnreadableError(
                    f"a PDF document that cannot be taken apart within {limits.pdf_memory // 2**20} MB and "
                    f"{limits.pdf_seconds:g} seconds (the process ended with {code})",
                    "print it to a new PDF, or save its text",
                ) from error
            except TimeoutError as error:
                self._end()
                raise UnreadableError(
                    f"a PDF document that takes more than {limits.pdf_seconds:g} seconds", "save its text as .txt"
                ) from error

    def close(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._end()

    def _ready(self, limits: Limits) -> subprocess.Popen[bytes]:
        process = self._process
        if process is not None and (process.poll() is not None or self._limits != limits or self._done >= DOCUMENTS):
            self._end()
            process = None
        if process is None:
            command = [
                sys.executable, "-P", str(_WORKER), str(limits.pdf_memory), str(int(limits.pdf_seconds) + 1),
                str(limits.pages),
            ]  # fmt: skip
            process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            self._process, self._limits, self._done = process, limits, 0
        self._done += 1
        return process

    def _ask(self, process: subprocess.Popen[bytes], data: bytes, limits: Limits) -> dict[str, Any]:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(len(data).to_bytes(8, "big"))
        process.stdin.write(data)
        process.stdin.flush()
        deadline = time.monotonic() + limits.pdf_seconds
        size = int.from_bytes(_read(process, 8, deadline), "big")
        if size > ANSWER_BYTES:
            raise ValueError("an answer of no sensible size")
        answer = json.loads(_read(process, size, deadline))
        if not isinstance(answer, dict):
            raise ValueError("no answer")
        return answer

    def _end(self) -> int | None:
        process, self._process = self._process, None
        if process is None:
            return None
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()
        return process.wait()


def _read(process: subprocess.Popen[bytes], count: int, deadline: float) -> bytes:
    """So many bytes of the answer; raises EOFError where the process ends, TimeoutError after the deadline."""
    assert process.stdout is not None
    found = bytearray()
    raw = process.stdout.raw  # type: ignore[attr-defined]
    with selectors.DefaultSelector() as waiting:
        waiting.register(process.stdout, selectors.EVENT_READ)
        while len(found) < count:
            left = deadline - time.monotonic()
            if left <= 0 or not waiting.select(left):
                raise TimeoutError
            chunk = raw.read(min(count - len(found), 2**20))
            if not chunk:
                raise EOFError("the process ended")
            found += chunk
    return bytes(found)


CONFINED = Confined()
atexit.register(CONFINED.close)
