"""Break documents of every format for a while and see that each is still a report or a refusal, in time.

``python tools/fuzz_intake.py --minutes 60 [--format .pdf] [--seed 1]``. What fails is written to ``--keep`` (default:
the tests' corpus), and stays there as a test once its cause is mended. Exit status 1 where something failed.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import sys
import time
import traceback
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from intake.fuzzing import broken, check  # noqa: E402
from intake.samples import samples  # noqa: E402

ROUND = 200


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--format", action="append", help="an ending; may be repeated (default: all)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, default=ROOT / "tests" / "intake" / "corpus")
    told = parser.parse_args()
    whole = {ending: data for ending, data in samples().items() if not told.format or ending in told.format}
    until = time.monotonic() + 60 * told.minutes
    done = dict.fromkeys(whole, 0)
    faults = 0
    turn = told.seed
    while time.monotonic() < until:
        for ending, data in whole.items():
            faults += one_round(ending, data, turn, told.keep)
            done[ending] += ROUND
        turn += 1
    for ending, count in done.items():
        print(f"{ending}: {count:,} documents")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{sum(done.values()):,} documents, {faults} faults, at most {peak} MB")
    return 1 if faults else 0


def one_round(ending: str, whole: bytes, turn: int, keep: Path) -> int:
    """Some hundreds of broken documents of one format; how many faults were found (each round ends at its first)."""
    last = b""

    @seed(turn)
    @settings(
        max_examples=ROUND, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(data=broken(whole))
    def run(data: bytes) -> None:
        nonlocal last
        last = data
        check(ending, data)

    try:
        run()
    except Exception:  # noqa: BLE001 - whatever it is, it is what was looked for
        keep.mkdir(exist_ok=True)
        name = keep / f"{hashlib.sha256(last).hexdigest()[:12]}{ending}"
        name.write_bytes(last)
        print(f"{name}:\n{traceback.format_exc(limit=-3)}", flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
