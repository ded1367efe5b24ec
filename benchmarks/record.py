"""How fast, how small and how hard to kill the record is.

    python benchmarks/record.py bulk [--claims N] [--where PATH]   write N claims, ten a report; open; read; verify
    python benchmarks/record.py kill [--times N] [--where PATH]    kill a writing process N times, verify after each
    python benchmarks/record.py writers [--writers N] [--where W]  N processes write one record at once
    python benchmarks/record.py flips [--claims N] [--times N]     flip N single bits of an SQLite file, ask after each

``--where`` is a file, or a ``postgresql://`` address (``#name`` for a schema of its own). Targets: 5,000 claims a
second, 4 KB a claim without report texts, opening a million claims in a second.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from guarantor.model.claim import ChainLink, Claim, Holder, Mention, Place, Quantity, ReportRef, When
from guarantor.model.report import Report
from guarantor.record import RecordError, open_record
from guarantor.record.rows import pages
from guarantor.record.verify import verify

sys.path[0] = str(Path(__file__).resolve().parents[1] / "tests")
from record.killing import kill_once  # noqa: E402 - after the path to the tests

SENTENCE = (
    "The Northern Command's spokeswoman told the Northern Press Agency on Monday that {number} lorries with food "
    "had crossed the bridge at Midford since 1 May, out of the 600 a day that the paper of April names. "
)
BATCH = 200
"""Reports a transaction."""


def sentence(number: int) -> str:
    """One sentence of a generated report."""
    return SENTENCE.format(number=number)


def generated(reports: int, first: int = 0, each: int = 10) -> Iterator[tuple[Report, list[Claim]]]:
    """Reports like no other, with ``each`` full claims."""
    for number in range(first, first + reports):
        text = "".join(sentence(1000 * number + line) for line in range(each))
        report = Report(
            text=text, location=f"reports/{number:07}.txt", outlet="The Midford Gazette", published="2031-05-06",
            title=f"At the bridge, day {number}", url=f"https://gazette.example/2031/05/06/at-the-bridge-{number}",
        )  # fmt: skip
        yield report, _claims(report, number, each)


def _claims(report: Report, number: int, each: int) -> list[Claim]:
    model = _model(report, 1000 * number)
    made, start = [], 0
    for line in range(each):
        words = sentence(1000 * number + line)
        at = start + words.index("had crossed")
        quantity = replace(model.quantities[0], value=1000 * number + line)
        made.append(
            replace(
                model,
                span=(at, at + 23),
                quote=report.text[at : at + 23],
                quantities=(quantity,),
                content=((at, at + 23),),
            )
        )
        start += len(words)
    return made


def _model(report: Report, number: int) -> Claim:
    holder = "The Northern Command's spokeswoman"
    agency = report.text.index("Northern Press Agency")
    place = report.text.index("Midford")
    return Claim(
        report=ReportRef.of(report), span=(0, 3), quote="The", type="figure", modality="happened", event="AID",
        predicate="cross", cue=(36, 40), rule="cue verb with a figure",
        holder=Holder(text=holder, span=(0, len(holder)), actor="northern.command", kind="role", side="north"),
        chain=(
            ChainLink(role="outlet", name="The Midford Gazette"),
            ChainLink(role="agency", name="Northern Press Agency", span=(agency, agency + 21)),
            ChainLink(role="holder", name=holder, span=(0, len(holder)), actor="northern.command"),
        ),
        actors=(Mention(text=holder, span=(0, len(holder)), actor="northern.command"),),
        when=When(start="2031-05-01", end="2031-05-05", precision="day", base="2031-05-06"),
        where=Place(text="Midford", span=(place, place + 7), place="midford"),
        quantities=(
            Quantity(
                value=number, low=number, high=None, unit="lorries", kind="cumulative", of="lorries", scope="with food",
                since="2031-05-01", as_of="2031-05-05", base=600,
            ),
        ),
    )  # fmt: skip


def bulk(where: str, claims: int) -> None:
    """Write, size, open, read and verify."""
    record = open_record(where)
    spent = cpu = 0.0
    texts = 0
    for first in range(0, claims // 10, BATCH):
        batch = list(generated(min(BATCH, claims // 10 - first), first))
        texts += sum(len(report.text) for report, _ in batch)
        began, cpu_began = time.perf_counter(), time.process_time()
        record.add_reports(batch)
        spent += time.perf_counter() - began
        cpu += time.process_time() - cpu_began
        if first % 10_000 == 0:
            print(f"  {first * 10:>9,} claims", end="\r", file=sys.stderr)
    print(f"written     {claims / spent:>10,.0f} claims a second ({claims / cpu:,.0f} by processor time)")
    record.close()
    if Path(where).exists():
        size = sum(path.stat().st_size for path in Path(where).parent.glob(Path(where).name + "*"))
        print(f"size        {(size - texts) / claims:>10,.0f} bytes a claim without report texts")
    began = time.perf_counter()
    record = open_record(where)
    head = record.head
    print(f"opened      {time.perf_counter() - began:>10.3f} s with {head.seq:,} entries")
    _read(where, head.seq)
    began = time.perf_counter()
    found = verify(record.store, head)
    spent = time.perf_counter() - began
    print(f"verified    {found.entries / spent:>10,.0f} entries a second, {spent:,.0f} s; {found.fault or 'all sound'}")
    record.close()


def _read(where: str, last: int) -> None:
    record = open_record(where)
    chance = random.Random(1)
    began = time.perf_counter()
    for _ in range(1000):
        record.store.at(chance.randint(1, last))
    print(f"one entry   {(time.perf_counter() - began):>10.3f} ms")
    began = time.perf_counter()
    count = sum(1 for _, _ in zip(record.view().claims(), range(20_000), strict=False))
    print(f"live claims {count / (time.perf_counter() - began):>10,.0f} a second")
    middle = record.store.at(last // 2)
    began = time.perf_counter()
    seq = record.store.seq_at(middle.recorded if middle else "")
    print(f"known-at    {1000 * (time.perf_counter() - began):>10.2f} ms to entry {seq:,}")
    record.close()


def kill(where: str, times: int) -> None:
    """Kill a real process at random moments."""
    open_record(where).close()
    chance, reports = random.Random(), 0
    for number in range(times):
        outcome = kill_once(where, reports, chance)
        reports = outcome.reports
        print(f"\r{number + 1} killed, {reports} reports, none lost", end="", file=sys.stderr)
    print(f"\n{times} kills: {reports} reports, no acknowledged one lost, none half written, every chain sound")


def flips(where: str, claims: int, times: int) -> None:
    """Flip single bits of an SQLite record too large to be looked at whole when it is opened, and ask it again."""
    path = Path(where)
    record = open_record(path)
    for page in pages(generated(claims // 10), 50):
        record.add_reports(page)
    record.store.sweep()
    record.close()
    before, chance, outcome = _asked(path), random.Random(1), dict.fromkeys(("refused", "the same", "CHANGED"), 0)
    with path.open("r+b") as raw:
        for number in range(times):
            at = _place(path, chance)
            raw.seek(at)
            was = raw.read(1)
            _put(raw, at, bytes([was[0] ^ (1 << chance.randrange(8))]))
            try:
                outcome["the same" if _asked(path) == before else "CHANGED"] += 1
            except RecordError:
                outcome["refused"] += 1
            _put(raw, at, was)
            print(f"\r{number + 1} flipped, {outcome}", end="", file=sys.stderr)
    print(f"\n{times} bits of {path.stat().st_size / 2**20:,.0f} MB: {outcome}")


def _place(path: Path, chance: random.Random) -> int:
    """A place in an index, in a table's inner pages, or anywhere: each as often."""
    with closing(sqlite3.connect(path)) as raw:
        size = raw.execute("PRAGMA page_size").fetchone()[0]
        name = chance.choice(["entry_id", "entry_start", "entry_key", "entry_kind", "key_seal", "inner", ""])
        where = {"inner": "pagetype = 'internal'", "": "1 = 1"}.get(name, f"name = '{name}'")
        page = chance.choice(raw.execute(f"SELECT pageno FROM dbstat WHERE {where}").fetchall())[0]
    return int(page - 1) * int(size) + chance.randrange(size)


def _put(raw: BinaryIO, at: int, byte: bytes) -> None:
    raw.seek(at)
    raw.write(byte)
    raw.flush()


def _asked(path: Path) -> list[Any]:
    """Some of a record by every way in: numbers, ids, names, kinds, abbreviations."""
    record = open_record(path)
    try:
        chance, view = random.Random(2), record.view()
        ids = [entry.id for _ in range(300) if (entry := record.store.at(chance.randint(1, record.head.seq)))]
        reports = [id_ for id_ in ids if id_.startswith("report:")]
        return [
            record.head, ids, [record.store.get(id_) for id_ in ids], sorted(record.store.known([*ids, "no"])),
            [[each.id for each in view.claims_of(id_)] for id_ in reports], view.judgements(), record.settings(),
            record.store.filed(ids), record.store.count("claim"), record.store.count("report"),
        ]  # fmt: skip
    finally:
        record.close()


def _write(where: str, number: int, reports: int) -> None:
    record = open_record(where, author=f"writer {number}")
    for report in generated(reports, 1_000_000 * number):
        record.add_reports([report])
    record.close()


def writers(where: str, count: int, reports: int = 200) -> None:
    """Several processes, a report a transaction each."""
    open_record(where).close()
    context = multiprocessing.get_context("spawn")
    running = [context.Process(target=_write, args=(where, number + 1, reports)) for number in range(count)]
    began = time.perf_counter()
    for each in running:
        each.start()
    for each in running:
        each.join()
    spent = time.perf_counter() - began
    record = open_record(where)
    found = verify(record.store)
    whole = found.sound and found.entries == 11 * reports * count and not any(each.exitcode for each in running)
    print(
        f"{count} writers: {count * reports / spent:,.0f} reports a second, {found.entries:,} entries, whole: {whole}"
    )
    record.close()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["bulk", "kill", "writers", "flips"])
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=300)
    parser.add_argument("--writers", type=int, default=4)
    parser.add_argument("--where", help="a new file or address; a temporary file otherwise")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        where = given.where or str(Path(folder) / "record.db")
        if given.what == "bulk":
            bulk(where, given.claims)
        elif given.what == "kill":
            kill(where, given.times)
        elif given.what == "flips":
            flips(where, given.claims, given.times)
        else:
            writers(where, given.writers)


if __name__ == "__main__":
    main()
