"""Killing a real writing process at a random moment, and looking at what it left."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from guarantor.record import open_record
from guarantor.record.verify import verify

WRITER = """
import sys
from record.made import many
from guarantor.record import open_record
record = open_record(sys.argv[1])
first = int(sys.argv[2])
for number in range(first, first + 100000):
    record.add_reports(many(1, first=number))
    print(number, flush=True)
"""


@dataclass(frozen=True)
class Outcome:
    """What was acknowledged before the kill, and what the record held after it."""

    acknowledged: int
    reports: int
    entries: int


def kill_once(where: str, first: int, chance: random.Random) -> Outcome:
    """Start a writer at report ``first``, kill it at a random moment, verify, and compare with what it acknowledged."""
    paths = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "src")]
    command = [sys.executable, "-c", WRITER, where, str(first)]
    environment = {"PYTHONPATH": ":".join(paths), "PATH": ""}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(chance.uniform(0, 0.05))
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read()
    acknowledged = first + rest.count("\n") + 1
    record = open_record(where)
    found = verify(record.store)
    assert found.sound, found.fault
    reports = record.store.count("report")
    assert reports >= acknowledged, f"{acknowledged} reports were acknowledged, {reports} are there"
    assert found.entries == 4 * reports, "a report came without its claims"
    record.close()
    return Outcome(acknowledged, reports, found.entries)
