"""Quality floors: what the reader reached on the shared benchmarks, tied to a digest of the data; it may not slide.

    python tools/floors.py                      measure and compare; exit status 1 where a measure fell below its floor
    python tools/floors.py --raise              write what is reached now as the new floors (never lower ones)
    python tools/floors.py --lower NAME --reason "…"   lower one floor to what is reached now, with the reason kept

The data lie in ../shared (or $GUARANTOR_SHARED); without them there is nothing to measure, and in CI that is a failure.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "floors.json"
SLACK = 0.5
"""Points by which a new floor stays below what was reached, so that a rounding is no failure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """One benchmark: its name, the program's data, what the scorer is given, and the paths of its measures."""

    name: str
    data: str
    gold: tuple[str, ...]
    measures: dict[str, str]
    lower_is_better: tuple[str, ...] = ()


BENCHES = (
    Bench(
        name="attribution",
        data="data/attribution/polnear/dev",
        gold=("data/attribution/polnear/dev", "--only", "data/attribution/polnear/dev_parsed83.txt"),
        measures={
            "whole, all cues, F": "all.whole.f",
            "whole, speech cues, F": "speech.whole.f",
            "whole, speech cues, precision": "speech.whole.p",
            "right holder given the content, speech cues": "speech.holder_given_content",
        },
    ),
    Bench(
        name="events",
        data="data/events",
        gold=("data/events/plv_train.jsonl",),
        measures={"accuracy": "parts.all.accuracy", "macro F": "parts.all.macro_f1"},
    ),
    Bench(
        name="statuses",
        data="data/events",
        gold=("data/events/minimal_pairs.tsv",),
        measures={"pairs passed, %": "percent", "asserted though not so": "falsely_asserted"},
        lower_is_better=("asserted though not so",),
    ),
    Bench(
        name="dates",
        data="data/dates",
        gold=("data/dates/date_phrases.tsv",),
        measures={"phrases right, %": "right_percent", "phrases silently wrong": "silently_wrong"},
        lower_is_better=("phrases silently wrong",),
    ),
    Bench(
        name="dates",
        data="data/dates",
        gold=("data/dates/timebank/timebank_dev.jsonl",),
        measures={"TimeBank day, month, year, %": "calendar.percent"},
    ),
    Bench(
        name="claims",
        data="data/reports",
        gold=("data/reports",),
        measures={"claim right, precision": "claim_right.p", "claim right, recall": "claim_right.r"},
    ),
    Bench(
        name="origins",
        data="data/reports",
        gold=("data/reports/groups.json",),
        measures={"kept apart, %": "shown.apart_percent", "joined, %": "shown.joined_percent"},
    ),
    Bench(
        name="provisions",
        data="data/provisions/families",
        gold=("data/provisions/families",),
        measures={"logs right, %": "percent"},
    ),
    Bench(
        name="provisions",
        data="data/provisions/families_bitemporal",
        gold=("data/provisions/families_bitemporal",),
        measures={"logs right as known, %": "percent"},
    ),
)


def main() -> int:
    """Measure everything and compare with the floors."""
    options = _options()
    bench = Path(os.environ.get("GUARANTOR_SHARED", ROOT.parent / "shared")) / "bench"
    if not bench.is_dir():
        print(f"{bench} is not here: nothing to measure", file=sys.stderr)
        return 1 if os.environ.get("GUARANTOR_CI") == "1" else 0
    floors: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    reached = measure(bench)
    changed = dict(floors)
    failed = [name for name, found in reached.items() if not _holds(name, found, floors, options, changed)]
    if changed != floors:
        FILE.write_text(
            json.dumps(dict(sorted(changed.items())), indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )
        print(f"written: {FILE.name}")
    for name in failed:
        print(f"below its floor: {name}: {reached[name]['reached']} < {floors[name]['floor']}", file=sys.stderr)
    return 1 if failed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--raise", dest="higher", action="store_true", help="write what is reached as new floors")
    parser.add_argument("--lower", metavar="NAME", help="lower one floor to what is reached now")
    parser.add_argument("--reason", help="why it is lowered")
    options = parser.parse_args()
    if bool(options.lower) != bool(options.reason):
        parser.error("--lower NAME takes --reason, and --reason takes --lower")
    return options


def measure(bench: Path) -> dict[str, dict[str, Any]]:
    """Every measure by name, with the digest of the data it was measured on."""
    found: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for number, each in enumerate(BENCHES):
            out = Path(scratch) / f"{number}.jsonl"
            program = [sys.executable, "-m", "guarantor", "bench", each.name]
            subprocess.run([*program, "--data", str(bench / each.data), "--out", str(out)], check=True)
            scores = scored(bench, each, out)
            digest = digest_of(bench / each.gold[0])
            for name, path in each.measures.items():
                sign = -1 if name in each.lower_is_better else 1
                value = sign * float(_at(scores, path))
                found[f"{each.name}: {name}"] = {"reached": value, "data": digest}
                print(f"{each.name}: {name}: {sign * value:g}")
    return found


def scored(bench: Path, each: Bench, out: Path) -> Any:
    """What the scorer says of some predictions, as JSON; that of provisions prints a last line in words."""
    words = [sys.executable, f"score_{each.name}.py", str(out), *each.gold]
    if each.name != "provisions":
        done = subprocess.run([*words, "--json"], check=True, cwd=bench, capture_output=True, text=True)
        return json.loads(done.stdout)
    done = subprocess.run(words, check=False, cwd=bench, capture_output=True, text=True)
    total = re.search(r"total: (\d+) of (\d+) verdict sets equal", done.stdout)
    if total is None:
        raise RuntimeError(f"the scorer of provisions said: {done.stdout[-400:]}{done.stderr[-400:]}")
    return {"percent": 100 * int(total[1]) / int(total[2])}


def _at(scores: Any, path: str) -> Any:
    for key in path.split("."):
        scores = scores[key]
    return scores


def digest_of(data: Path) -> str:
    """SHA-256 over the names and bytes of a file or of all files below a folder."""
    digest = hashlib.sha256()
    for path in sorted(data.rglob("*")) if data.is_dir() else [data]:
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _holds(
    name: str, found: dict[str, Any], floors: dict[str, Any], options: argparse.Namespace, changed: dict[str, Any]
) -> bool:
    """Whether a measure holds its floor; notes in ``changed`` what the options allow to change."""
    known = floors.get(name)
    low = round(found["reached"] - SLACK, 2) if found["reached"] > 0 else found["reached"]
    if known is None or known["data"] != found["data"]:
        if options.higher:
            changed[name] = {"floor": low, "reached": found["reached"], "data": found["data"]}
            return True
        print(f"no floor for this data yet: {name}; write one with --raise", file=sys.stderr)
        return False
    if options.lower == name:
        changed[name] = {**known, "floor": low, "reached": found["reached"], "lowered": options.reason}
        return True
    if options.higher and low > known["floor"]:
        changed[name] = {**known, "floor": low, "reached": found["reached"]}
    return bool(found["reached"] >= known["floor"])


if __name__ == "__main__":
    sys.exit(main())
