"""Do two versions of the reader make the same of every text? For changes that are to make it faster and nothing else.

    python tools/same_reading.py write FILE      what the reader makes of every text here, a line each
    python tools/same_reading.py compare FILE    read them again; exit status 1 where anything differs

Each line holds all that a reading has, to the last field: claims, discrepancies, notes, language; and the spans of its
attributions, times, figures and units. The texts are the articles of the tests, the bundled cases' reports (with their
actors), the examples of the word lists, the kinds of hard input of `tests/reading/test_growth.py`, and, where
``../shared`` (or $GUARANTOR_SHARED) is there, what the benchmarks read. ``--only article`` (case, list,
hard, report, polnear …) takes the texts whose name begins so.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src")]
sys.path.append(str(ROOT / "tests" / "reading"))

from guarantor.case import open_case  # noqa: E402
from guarantor.case.bundled import bundled, lay_out  # noqa: E402
from guarantor.case.reading import reports_of  # noqa: E402
from guarantor.model.report import Report  # noqa: E402
from guarantor.reading import read_report  # noqa: E402
from guarantor.reading.actors import ActorTable  # noqa: E402
from guarantor.reading.claims import parts_of  # noqa: E402

PUBLISHED = "2025-11-05"
Text = tuple[str, Report, ActorTable | None]
"""A name, what is read, and whose actors are laid over the general table."""


def main() -> int:
    """Write, or compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("do", choices=("write", "compare"))
    parser.add_argument("file", type=Path)
    parser.add_argument("--only", default="", metavar="BEGINNING")
    asked = parser.parse_args()
    chosen = (text for text in texts() if text[0].startswith(asked.only))
    if asked.do == "compare":
        return compare(chosen, asked.file)
    with asked.file.open("w", encoding="utf-8") as out:
        for name, report, actors in chosen:
            out.write(json.dumps([name, reading_of(report, actors)], ensure_ascii=False) + "\n")
    return 0


def compare(chosen: Iterator[Text], before: Path) -> int:
    """Print each text of which another reading was made, with the first lines that differ."""
    kept = dict(map(json.loads, before.read_text(encoding="utf-8").splitlines()))
    count = others = 0
    for name, report, actors in chosen:
        count += 1
        now = reading_of(report, actors)
        if name in kept and kept[name] == now:
            continue
        others += 1
        print(f"not the same: {name}")
        then = kept.get(name, [])
        for sign, lines in (("-", [one for one in then if one not in now]), ("+", [x for x in now if x not in then])):
            print("\n".join(f"  {sign} {line}" for line in lines[:6]))
    print(f"{count:,} texts, {others} not read the same")
    return 1 if others or not count else 0


def reading_of(report: Report, actors: ActorTable | None) -> list[str]:
    """Everything that the reader makes of a report, in lines."""
    reading = read_report(report, actors=actors)
    parts = parts_of(report, actors)
    found = (reading.language, parts.layout, *parts.credits, *parts.attributions, *parts.times, *parts.quantities)
    return [*map(repr, (*found, *parts.units, *reading.discrepancies, *reading.claims)), *reading.notes]


def texts() -> Iterator[Text]:
    """All texts, in the same order each time."""
    yield from _of_tests()
    yield from _of_cases()
    yield from _of_lists()
    yield from _hard()
    named = os.environ.get("GUARANTOR_SHARED")
    bench = (Path(named) if named else ROOT.parent / "shared") / "bench" / "data"
    if bench.is_dir():
        yield from _of_benchmarks(bench)


def _report(text: str, **known: str | None) -> Report:
    return Report(text=text, location="-", outlet=known.pop("outlet", None) or "Lakes Post", published=PUBLISHED)


def _of_tests() -> Iterator[Text]:
    for path in sorted((ROOT / "tests" / "reading" / "articles").glob("*.txt")):
        yield f"article {path.name}", _report(path.read_text(encoding="utf-8")), None


def _of_cases() -> Iterator[Text]:
    for name in bundled():
        with tempfile.TemporaryDirectory() as folder, open_case(lay_out(Path(folder) / "case", name)) as case:
            for report in reports_of([Path(folder) / "case" / "reports"]):
                if isinstance(report, Report):
                    file = Path(report.location).name
                    yield f"case {name} {file}", replace(report, location=file), case.actors


def _of_lists() -> Iterator[Text]:
    """The examples of every word list, each a text of its own."""
    data = Path(str(files("guarantor.reading").joinpath("data")))
    for path in sorted(data.rglob("*.tsv")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
        for number, row in enumerate(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)):
            if row.get("example"):
                yield f"list {path.relative_to(data)} {number}", _report(row["example"]), None


def _hard() -> Iterator[Text]:
    from test_growth import SHAPES  # the tests' folder is on the path only here

    for name, unit in SHAPES.items():
        yield f"hard {name}", _report(unit * (1500 // len(unit))), None


def _of_benchmarks(bench: Path) -> Iterator[Text]:
    for path in sorted((bench / "reports").glob("*.txt")):
        yield f"report {path.name}", _report(path.read_text(encoding="utf-8")), None
    for part in ("dev", "train"):
        for path in sorted((bench / "attribution" / "polnear" / part / "text").glob("*.txt")):
            yield f"polnear {part} {path.name}", _report(path.read_text(encoding="utf-8")), None
    for path in sorted((bench / "events").glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            yield f"{path.stem} {number}", _report(json.loads(line)["text"]), None


if __name__ == "__main__":
    sys.exit(main())
