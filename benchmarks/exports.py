"""How many rows a second every export writes, and in how much memory: of claims, of states, of the change feed.

    python benchmarks/exports.py [--claims 10000] [--provisions 2000] [--incidents 4000] [--memory]

Claims: copies of the bundled case's reports make up the number; each format is written from a case just opened (*cold*:
entries read from the record, checked and linked) and again from the same case with its claims at hand. States: an
agreement made for the purpose, of so many duties with told acts, in five accounts, and one standing duty with so many
alleged breaches; *worked out* is the first export of states that nobody has asked for yet, *at hand* the same again.
Rows are those written, seconds those of the processor, so that a busy machine does no harm. ``--memory`` runs each
export of claims once more and prints the most that it adds to what the opened case takes.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from briefs import grown
from exports_states import chosen

from guarantor.case import Case, demo_case, open_case
from guarantor.case.exchange import FORMATS, ExportRequest, export, export_to
from guarantor.case.times import Times
from guarantor.exchange.barometer import barometer
from guarantor.exchange.feed import changed_states
from guarantor.exchange.flat import csv_lines, json_lines
from guarantor.exchange.places import geojson
from guarantor.exchange.provenance import prov_json
from guarantor.exchange.tables import TABLES, Table, rows

ASKED = ExportRequest(times=Times(as_of="2025-11-01"))


def asked_for() -> Iterator[tuple[str, Table | None]]:
    """Every format with every table it holds."""
    for name in ("csv", "jsonl", "parquet"):
        yield from ((name, table) for table in TABLES)
    yield from (("hxl", "counters"), ("hxl", "incidents"))
    yield from ((name, None) for name in FORMATS if name not in ("csv", "jsonl", "parquet", "hxl"))


def spent(pieces: Callable[..., Iterable[object]], *of: object) -> str:
    """Rows and rows a second."""
    begin = time.process_time()
    count = sum(1 for _ in pieces(*of))
    seconds = time.process_time() - begin
    return f"{count:>8,} {seconds:>7.2f} s {count / max(seconds, 1e-6):>9,.0f}/s"


def written(case: Case, name: str, table: Table | None, folder: Path) -> Iterator[object]:
    """The rows of an export; Parquet goes to a file."""
    if name == "parquet":
        export_to(case, name, ASKED, folder / "out.parquet", what=table)
        yield from range(_rows_of(folder / "out.parquet"))
    else:
        yield from export(case, name, ASKED, what=table)


def _rows_of(path: Path) -> int:
    from pyarrow.parquet import ParquetFile

    return int(ParquetFile(path).metadata.num_rows)


def of_claims(folder: Path, *, memory: bool) -> None:
    """Every export of a case of many claims, from a case just opened and from the same case again."""
    for name, table in asked_for():
        with open_case(folder) as case:
            cold = spent(written, case, name, table, folder)
            case.knowledge(clearance=case.files.info.marking).claims  # noqa: B018 - to have them at hand
            warm = spent(written, case, name, table, folder)
        added = f"  {peak(folder, name, table):7.1f} MB" if memory else ""
        print(f"{name:12} {table or '':10} cold {cold}  at hand {warm}{added}", flush=True)


def peak(folder: Path, name: str, table: Table | None) -> float:
    """The most that a first export adds to what the opened case takes, in MB."""
    with open_case(folder) as case:
        tracemalloc.start()
        for _ in written(case, name, table, folder):
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return most / 1e6


def of_states(provisions: int, incidents: int, counted: int) -> None:
    """Every export of states, from states that nobody has asked for yet and from the same again."""
    forms: list[tuple[str, Callable[[], Iterable[object]]]] = []
    made = chosen(provisions, incidents, counted)
    for table in ("statuses", "incidents", "counters"):
        forms += [(f"csv {table}", lambda table=table: csv_lines(table, rows(table, made))),
                  (f"jsonl {table}", lambda table=table: json_lines(rows(table, made)))]  # fmt: skip
    forms += [("geojson", lambda: geojson(made)), ("prov", lambda: prov_json(made))]
    forms += [("barometer", lambda: barometer(made, since="2025-01-01")), ("atom", lambda: changed_states(made))]
    for name, form in forms:
        made = chosen(provisions, incidents, counted)
        worked_out, at_hand = spent(form), spent(form)
        print(f"{name:23} worked out {worked_out}  at hand {at_hand}", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--provisions", type=int, default=2_000)
    parser.add_argument("--incidents", type=int, default=4_000)
    parser.add_argument("--counted", type=int, default=20_000)
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--only", choices=("claims", "states"))
    parser.add_argument("--case", help="A grown case that is there, or where it is to be kept.")
    given = parser.parse_args()
    if given.only != "claims":
        of_states(given.provisions, given.incidents, given.counted)
    if given.only != "states":
        with tempfile.TemporaryDirectory() as place:
            folder = Path(given.case or Path(place) / "case")
            if not folder.exists():
                with demo_case(folder) as case:
                    case.read([folder / "reports"])
                    print(f"{grown(case, given.claims):,} claims")
            of_claims(folder, memory=given.memory)


if __name__ == "__main__":
    main()
