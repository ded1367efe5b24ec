"""A whole case at size: a generated agreement of mixed provisions, a record of real entries, and what people ask of it.

    python benchmarks/case.py make FOLDER [--claims N] [--provisions N] [--plain]   lay out the case, write its record
    python benchmarks/case.py ask FOLDER [--without-copy]                 cold start to the printed state, why, changes

The provisions are written in the agreement's own language, of nine kinds (plain duties, counted or not, ratios, quotas
by the day, duties to refrain with incidents, duties on condition, dates with running totals, ceilings). Each claim's
links are those that the evidence patterns propose (worked out once for claims that differ in id and amount only).
``--plain`` makes all provisions plain duties of the first kind. Every question is asked in a process of its own,
through the calls of ``guarantor status``, ``why`` and ``changes`` and of the board's page.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from guarantor.case import Case, open_case
from guarantor.case.opened import COPY
from guarantor.model.claim import ChainLink, Claim, Holder, Mention, Quantity, ReportRef, When
from guarantor.model.link import Link
from guarantor.model.report import Report

FIRST = date(2031, 1, 1)
DAYS = 365
EACH = 10
"""Claims a report."""
TELLERS = ("north.army", "north.ministry", "south", "monitors", None)
"""Whose words they are; None: the outlet's own voice."""
KINDS: tuple[tuple[int, str], ...] = (
    (11, "do: {{act: a{n}, of: o{n}, quantity: {q}}}\n    within: 72h of e{n}"),
    (2, "do: {{act: a{n}, of: o{n}}}\n    within: 7 days of e{n}"),
    (1, "do: {{act: a{n}, of: o{n}, ratio: {{times: 15, per: e{n}, mode: trigger, unit: pieces}}}}\n"
        "    within: 72h of e{n}"),
    (1, "do: {{act: a{n}, of: o{n}, quantity: {q}}}\n    every: day\n    quota: each"),
    (1, "refrain: {{act: a{n}}}\n    from: e{n}\n    incidents: true"),
    (1, "do: {{act: a{n}, of: o{n}, quantity: {q}}}\n    within: 72h of e{n}\n    unless: paused\n    suspends: duty"),
    (1, "do: {{act: a{n}, of: o{n}, quantity: {q}}}\n    by: 2031-11-30"),
    (1, "do: {{act: a{n}, of: o{n}, quantity: {q}}}\n    within: 72h of e{n}\n    while: {{performs: south}}"),
    (1, "do: {{act: a{n}, of: o{n}, quantity: at most {q}}}\n    within: 14 days of e{n}"),
)  # fmt: skip
ORDER = tuple(kind for kind, (often, _) in enumerate(KINDS) for _ in range(often))
BY_DATE, INCIDENTS = 6, 4
SHOWN = 98765
"""An amount that no generated claim has."""


def lay_out(folder: Path, provisions: int, plain: bool = False) -> None:
    """The case's files."""
    (folder / "agreement").mkdir(parents=True)
    write = lambda name, text: (folder / name).write_text(text, encoding="utf-8")  # noqa: E731
    write("case.yaml", "case: at-size\ntitle: A case at size\nzone: UTC\nsince: 2031-01-01\nuntil: 2031-12-31\n")
    write("actors.yaml", "sides:\n  north: {name: North, kind: party}\n  south: {name: South, kind: party}\nactors:\n"
          "  north: {name: North, kind: state, side: north}\n  north.army: {name: Army of the North, kind: organ}\n"
          "  north.ministry: {name: Northern Ministry, kind: organ}\n  south: {name: South, kind: state, side: south}\n"
          "  monitors: {name: Monitors, kind: body}\n")  # fmt: skip
    write("sources.yaml", "sources:\n" + "".join(
        f"  gazette{n}: {{name: Gazette {n}, kind: outlet, grade: B}}\n" for n in range(20)))  # fmt: skip
    write("accounts.yaml", "accounts:\n  north: {title: North, roots: north, reason: the state}\n"
          "  south: {title: South, roots: south, reason: the state}\n"
          "  everybody: {title: Everybody, roots: everybody, reason: whatever anybody tells}\n")  # fmt: skip
    lines = ['texts:\n  accord: {title: The Accord, date: 2031-01-01, ref: "https://example.org/accord"}\nacts:']
    lines += [f"  a{n}: {{does: [haul{n}]}}\n  s{n}: {{does: [open{n}]}}" for n in range(provisions)]
    lines += ["  pause: {does: [pause]}\nobjects:"]
    lines += [f"  o{n}: {{name: cargo {n}, words: [cargo{n}], unit: pieces}}" for n in range(provisions)]
    lines += ["events:\n  paused: {act: pause, by: south, text: accord 1}"]
    lines += [f"  e{n}: {{act: s{n}, by: south, text: accord {n}, occurs: often}}" for n in range(provisions)]
    lines += ["provisions:"]
    for n in range(provisions):
        body = KINDS[0 if plain else kind_of(n)][1].format(n=n, q=8 + n % 30)
        lines += [f"  p{n}:\n    title: Duty {n}\n    text: accord {n}\n    debtor: north\n    {body}"]
    write("agreement/accord.yaml", "\n".join(lines) + "\n")


def kind_of(n: int) -> int:
    """The kind of the provision with a number."""
    return ORDER[n % len(ORDER)]


def reports(claims: int, provisions: int, seed: int = 7) -> Iterator[tuple[Report, list[Claim]]]:
    """Reports in the order of their days, ten claims each: one word in twenty that a clock started, one in ten that
    something was not done, the others that so much was done."""
    rng = random.Random(seed)
    count = claims // EACH
    for number in range(count):
        day = FIRST + timedelta(days=number * DAYS // count)
        outlet = f"Gazette {rng.randrange(20)}"
        told = [_drawn(rng, provisions) for _ in range(EACH)]
        report = Report(
            text=" ".join(text for text, *_ in told), location=f"reports/{number:06}.txt", outlet=outlet,
            published=day.isoformat(), url=f"https://gazette.example/{number}", title=f"News {number}",
        )  # fmt: skip
        yield report, _claims(rng, report, day, told)


def _drawn(rng: random.Random, provisions: int) -> tuple[str, int, str | None, bool, bool, int]:
    n, who, amount = rng.randrange(provisions), rng.choice(TELLERS), rng.randrange(1, 20)
    start, denied = rng.random() < 0.05, rng.random() < 0.1
    said = f"South open{n} it" if start else f"North did haul{n} {amount} pieces of cargo{n}"
    return (
        f"{'They' if who is None else who} said that {said}, no. {rng.randrange(10**9)}.",
        n,
        who,
        start,
        denied,
        amount,
    )


def _claims(rng: random.Random, report: Report, day: date, told: list[Any]) -> list[Claim]:
    made, at = [], 0
    for text, n, who, start, denied, amount in told:
        end = at + len(text)
        happened = (datetime.combine(day, datetime.min.time()) - timedelta(minutes=rng.randrange(1, 2000))).isoformat()
        running = not start and kind_of(n) == BY_DATE and rng.random() < 0.3
        doer = "south" if start else "north"
        counted = Quantity(
            value=amount, low=amount, high=amount, unit="pieces", of=f"cargo{n}",
            kind="cumulative" if running else "flow", as_of=day.isoformat() if running else None,
        )  # fmt: skip
        outlet = (ChainLink(role="outlet", name=report.outlet or ""),)
        made.append(Claim(
            report=ReportRef.of(report), span=(at, end), quote=text, type="fulfilment", modality="happened",
            polarity="-" if denied and not start else "+", predicate=f"{'open' if start else 'haul'}{n}",
            holder=Holder(text=None) if who is None else Holder(text=who, actor=who, kind="role"),
            chain=outlet if who is None else (*outlet, ChainLink(role="holder", name=who, actor=who)),
            actors=(Mention(text=doer, actor=doer),), rule="generated",
            when=When(start=happened, end=happened, precision="minute", base=day.isoformat()),
            quantities=() if start else (counted,),
        ))  # fmt: skip
        at = end + 1
    return made


def make(folder: Path, claims: int, provisions: int, plain: bool = False) -> None:
    """Lay out the case and write its record: reports, claims and the links that the patterns propose."""
    lay_out(folder, provisions, plain)
    began, links, batch = time.perf_counter(), 0, []
    with open_case(folder) as case:
        ties = Ties(case)
        for number, each in enumerate(reports(claims, provisions), 1):
            batch.append(each)
            if len(batch) == 200 or number * EACH == claims:
                links += _written(case, batch, ties)
                batch = []
                print(f"  {number * EACH:>9,} claims", end="\r", file=sys.stderr)
        spent = time.perf_counter() - began
        print(f"{claims:,} claims, {links:,} links, {case.record.head.seq:,} entries: {spent:,.0f} s")


class Ties:
    """The links that the patterns propose, worked out once for claims that differ in id, amount and day only."""

    def __init__(self, case: Case) -> None:
        self._tying = case.tying
        self._known: dict[tuple[str, ...], list[Link]] = {}

    def of(self, claim: Claim, id_: str) -> list[Link]:
        """The links of one claim."""
        counted = claim.quantities[0] if claim.quantities else None
        year = ((claim.when and claim.when.start) or "")[:4]
        teller = claim.chain[-1].name if claim.chain else ""
        key = (claim.predicate, teller, claim.polarity, counted.kind if counted else "", year)
        if key not in self._known:
            shown = replace(counted, value=SHOWN, low=SHOWN, high=SHOWN) if counted else None
            self._known[key] = list(self._tying.of("claim", replace(claim, quantities=(shown,) if shown else ())))
        amount = str(counted.value) if counted else ""
        return [
            replace(link, claims=(id_,), reason=link.reason.replace(f"{SHOWN:,}", amount)) for link in self._known[key]
        ]


def _written(case: Case, batch: list[tuple[Report, list[Claim]]], ties: Ties) -> int:
    links = 0
    with case.record.store.writing():
        for report, claims in batch:
            proposed = [link for claim in claims for link in ties.of(claim, claim.id)]
            links += len(proposed)
            case.record.add_report(report, claims, links=proposed)
    return links


def timed(what: str, call: Callable[[], Any]) -> Any:
    """Run and print wall and processor seconds and the peak of memory so far."""
    began, at_work = time.perf_counter(), time.process_time()
    result = call()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    spent = time.perf_counter() - began
    print(f"  {what:44} {spent:8.2f} s   processor {time.process_time() - at_work:8.2f} s   peak {peak:5.2f} GB",
          flush=True)  # fmt: skip
    return result


AS_OF = "2031-12-31"


def ask(folder: Path, question: str) -> None:
    """One question in this process, from the folder to the answer."""
    case = timed("the case opened", lambda: open_case(folder))
    if question == "status":
        state = timed("the state of everything", lambda: _cells(case.status(as_of=AS_OF)))
        print("  ", dict(state))
        timed("the same again, as of a month before", lambda: _cells(case.status(as_of="2031-11-30")))
        timed("another account", lambda: _cells(case.status(as_of=AS_OF, account="north")))
    elif question == "why":
        timed("why", lambda: case.why("p3", as_of=AS_OF))
        timed("why another", lambda: case.why("p41", as_of=AS_OF))
    elif question == "changes":
        timed("what changed in a week", lambda: case.changes("2031-12-24", as_of=AS_OF))
    elif question == "known":
        head = case.record.head.seq
        middle = case.record.store.at(head - head // 10)
        timed("as known a tenth before", lambda: _cells(case.status(as_of=AS_OF, known_at=middle.recorded)))
    elif question == "more":
        extra = replace(next(reports(EACH, 10))[0], text="One more. " * 9, url="https://gazette.example/more")
        timed("one more report read", lambda: case.record.add_report(extra, []))
        timed("the state of everything after it", lambda: _cells(case.status(as_of=AS_OF)))
    case.close()


def _cells(state: Any) -> Any:
    found: dict[str, int] = {}
    for cell in state.values():
        found[cell.status] = found.get(cell.status, 0) + 1
    return sorted(found.items())


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["make", "ask", "one"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("question", nargs="?", default="status")
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--provisions", type=int, default=1_000)
    parser.add_argument("--plain", action="store_true", help="all provisions of the first kind")
    parser.add_argument("--without-copy", action="store_true", help="delete the columnar copy first")
    given = parser.parse_args()
    if given.what == "make":
        make(given.folder, given.claims, given.provisions, given.plain)
    elif given.what == "one":
        ask(given.folder, given.question)
    else:
        if given.without_copy:
            (given.folder / COPY).unlink(missing_ok=True)
        for question in ("status", "status", "why", "changes", "known", "more"):
            print(question, flush=True)
            subprocess.run([sys.executable, __file__, "one", str(given.folder), question], check=True)


if __name__ == "__main__":
    main()
