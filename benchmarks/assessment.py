"""How fast assessment is: everything at one moment, the step function of one duty, one more claim, one explanation.

The workload is the common one: "within 72 hours of a trigger, the total is at least Q", one year, one word in twenty
a trigger, seeded. It is measured as it is (one source that counts everything) and with five roots, denials, words that
something is outstanding, pooled occurrences, coverage and withdrawals; both through the calls the product uses. With
``--peers`` clingo and DuckDB answer the two-valued question on the same log, where they are installed.

    python benchmarks/assessment.py --claims 1000000 --provisions 1000 --peers
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import resource
import statistics
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from guarantor.assessment import Log, assess, explain, timeline
from guarantor.assessment.bulk import Prepared
from guarantor.model.agreement import Agreement, Anchor, Event, Offset, Provision, Ratio, Window
from guarantor.model.assessment import STATUSES
from guarantor.model.moments import EARLIEST, LATEST
from guarantor.model.testimony import Coverage, Testimony, Voices

YEAR, WINDOW = 365 * 86_400, 72 * 3600
ROOTS = ("army", "ministry", "monitors", "wire", "front")
ALL = Voices(account="all", everybody=True)


@dataclass(frozen=True)
class Workload:
    """A log with what it is about, and the same as plain rows: (provision, start, Q) and (provision, time, amount)."""

    agreement: Agreement
    words: list[Testimony]
    coverages: list[Coverage]
    triggers: list[tuple[int, int, int]]
    acts: list[tuple[int, int, int]]


def workload(claims: int, provisions: int, *, rich: bool, seed: int) -> Workload:
    """The seeded log."""
    rng = Random(seed)
    each = max(1, claims // 20 // provisions)
    expected = (claims - each * provisions) / provisions * WINDOW / YEAR
    slot = (YEAR - 2 * WINDOW) // each
    triggers, acts, words = [], [], []
    for o in range(provisions):
        for j in range(each):
            at = slot * j + rng.randrange(max(1, slot - WINDOW - 3600))
            q = max(1, int(10 * expected * rng.uniform(0.3, 1.7) / (2 if rich else 1)))
            triggers.append((o, at, q))
            words.append(word(f"t{o}.{j}", f"t{o}", ROOTS[0], "triggered", at, float(q)))
    for i in range(claims - len(words)):
        o, at, n = rng.randrange(provisions), rng.randrange(YEAR), rng.randrange(1, 20)
        acts.append((o, at, n))
        words.append(
            rich_word(rng, i, o, at, n) if rich else word(f"c{i}", f"p{o}", ROOTS[0], "performed", at, float(n))
        )
    coverages = [
        Coverage(root=root, about=f"p{o}", covers=(EARLIEST, LATEST), recorded=0)
        for o in range(provisions)
        for root in (ROOTS[:2] if rich else ROOTS[:1])
    ]
    return Workload(accord(provisions), words, coverages, triggers, acts)


def accord(provisions: int) -> Agreement:
    """So many provisions, each with its own trigger, which tells how much is owed."""
    quantity = Ratio(times=Fraction(1), per="trigger", mode="trigger")
    return Agreement(
        process="bench", title="Benchmark", events=tuple(Event(id=f"t{o}", occurs="often") for o in range(provisions)),
        provisions=tuple(
            Provision(
                id=f"p{o}", title="", debtors=("front",), quantity=quantity,
                window=Window(anchor=Anchor(kind="event", name=f"t{o}"), end=Offset(seconds=WINDOW)),
            )
            for o in range(provisions)
        ),
    )  # fmt: skip


def word(claim: str, about: str, root: str, effect: Any, at: int, n: float | None, **more: Any) -> Testimony:
    """One testimony at an instant."""
    recorded = more.pop("recorded", at)
    return Testimony(
        claim=claim, about=about, root=root, effect=effect, happened=(at, at), recorded=recorded, low=n, high=n, **more
    )


def rich_word(rng: Random, i: int, o: int, at: int, n: int) -> Testimony:
    """A word of one of five roots: 5 % denials, 5 % outstanding, 20 % on pooled occurrences; 5 % withdrawn later."""
    kind, root = rng.random(), rng.choice(ROOTS)
    withdrawn = at + 86_400 + rng.randrange(YEAR) if rng.random() < 0.05 else None
    more: dict[str, Any] = {"recorded": at + rng.randrange(86_400), "withdrawn": withdrawn}
    if kind < 0.1:
        return word(f"c{i}", f"p{o}", root, "not_performed" if kind < 0.05 else "outstanding", at, None, **more)
    if kind < 0.3:
        day = at // 86_400
        more.update(occurrence=f"o{day}", pooled=True)
        return word(f"c{i}", f"p{o}", root, "performed", day * 86_400 + 43_200, float(n), **more)
    return word(f"c{i}", f"p{o}", root, "performed", at, float(n), **more)


def timed(what: str, call: Callable[[], Any], times: int = 7) -> Any:
    """Run a call some times; print the median and best of wall time, and the best of processor time (busy machines)."""
    taken, worked, result = [], [], None
    for _ in range(times):
        begun, at_work = time.perf_counter(), time.process_time()
        result = call()
        taken.append((time.perf_counter() - begun) * 1000)
        worked.append((time.process_time() - at_work) * 1000)
    wall = f"median {statistics.median(taken):9.1f} ms   best {min(taken):9.1f} ms"
    print(f"  {what:50} {wall}   processor {min(worked):9.1f} ms", flush=True)
    return result


def measure(load: Workload, seed: int) -> None:
    """The product's calls on one log."""
    log = timed("the log from testimonies in memory", lambda: Log.of(load.words, load.coverages), 1)
    prepared = timed("its columns (cold start)", lambda: Prepared.of(load.agreement, log), 1)
    how: dict[str, Any] = {"accounts": (ALL,), "account": "all", "as_of": YEAR}
    bulks = timed("every instance at one moment", lambda: assess(load.agreement, prepared, **how).statuses())
    half = {**how, "as_of": YEAR // 2, "known_at": YEAR // 2}
    timed("every instance as known half a year earlier", lambda: assess(load.agreement, prepared, **half).statuses())
    print("  ", dict(Counter(STATUSES[code] for bulk in bulks for code in bulk.status.tolist())))
    rng = Random(seed)
    names = [f"p{rng.randrange(len(load.agreement.provisions))}" for _ in range(7)]
    more = [word(f"new{i}", name, ROOTS[1], "performed", YEAR // 2, 3.0) for i, name in enumerate(names)]
    it = iter(more)
    timed("one more claim, and everything again",
          lambda: assess(load.agreement, prepared.more([next(it)]), **how).statuses())  # fmt: skip
    state = assess(load.agreement, prepared, **how)
    pick = iter(names)
    timed("why one duty has its status, with its witness", lambda: explain(state, next(pick)))
    pick = iter(names)
    timed("the step function of one duty over the year", lambda: timeline(state, next(pick), since=0))
    print(f"   peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")
    copied(prepared, how)


def copied(prepared: Prepared, how: dict[str, Any]) -> None:
    """The columnar copy on disk: written, and read again up to the state of everything and one explanation."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "copy"
        timed("the columnar copy written to disk", lambda: prepared.save(path, "benchmark"), 1)
        print(f"   {path.stat().st_size / 1e6:.0f} MB")

        def cold() -> Any:
            loaded = Prepared.load(prepared.agreement, path, "benchmark")
            assert loaded is not None
            state = assess(prepared.agreement, loaded, **how)
            return state, state.statuses()

        state, _ = timed("from the copy on disk to every instance", cold, 3)
        timed("the first explanation after that", lambda: explain(state, "p0"), 1)


def oracle(load: Workload) -> int:
    """How many windows are filled, by plain Python on the plain rows."""
    by: dict[int, list[tuple[int, int]]] = {}
    for o, at, n in load.acts:
        by.setdefault(o, []).append((at, n))
    return sum(sum(n for at, n in by.get(o, ()) if t <= at <= t + WINDOW) >= q for o, t, q in load.triggers)


def duckdb_answer(load: Workload) -> int:
    """The same in one SQL query."""
    duckdb: Any = importlib.import_module("duckdb")
    numpy: Any = importlib.import_module("numpy")
    base = duckdb.connect()
    triggers, acts = (numpy.array(rows) for rows in (load.triggers, load.acts))
    for name, columns, rows in (("t", "otq", triggers), ("a", "ohn", acts)):
        made = ", ".join(f"unnest(${column}) {column}" for column in columns)
        values = {column: rows[:, i].tolist() for i, column in enumerate(columns)}
        base.execute(f"create table {name} as select {made}", values)
    query = f"""select count(*) from (select t.o, t.t, t.q, coalesce(sum(a.n), 0) s from t left join a
                on a.o = t.o and a.h between t.t and t.t + {WINDOW} group by all) where s >= q"""
    return int(timed("DuckDB, one query", lambda: base.execute(query).fetchone()[0], 3))


def clingo_answer(load: Workload) -> int:
    """The same as a logic program."""
    clingo: Any = importlib.import_module("clingo")

    def solve() -> int:
        control = clingo.Control(["--warn=none"])
        facts = [f"t({o},{t},{q})." for o, t, q in load.triggers]
        facts += [f"a({o},{at},{n},{i})." for i, (o, at, n) in enumerate(load.acts)]
        rule = f"ok(O,T) :- t(O,T,Q), Q <= #sum {{ N,I : a(O,A,N,I), T <= A, A <= T+{WINDOW} }}. #show ok/2."
        control.add("base", [], "\n".join([*facts, rule]))
        control.ground([("base", [])])
        counts: list[int] = []
        control.solve(on_model=lambda model: counts.append(len(model.symbols(shown=True))))
        return counts[-1]

    return int(timed("clingo, facts to answer", solve, 1))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--provisions", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--peers", action="store_true", help="clingo and DuckDB on the plain log, two-valued")
    parser.add_argument("--only", choices=("plain", "five"))
    given = parser.parse_args()
    for name, rich in (("plain", False), ("five", True)):
        if given.only not in (None, name):
            continue
        gc.disable()
        load = workload(given.claims, given.provisions, rich=rich, seed=given.seed)
        gc.enable()
        gc.freeze()
        roots = "five roots, denials, coverage, withdrawals" if rich else "one source"
        print(f"{given.claims:,} claims, {given.provisions:,} provisions, {len(load.triggers):,} instances, {roots}")
        measure(load, given.seed)
        if given.peers and not rich:
            peers(load)
        del load
        gc.collect()


def peers(load: Workload) -> None:
    """Other tools on the plain log; all must count the same filled windows."""
    answers = {"plain Python": oracle(load)} if len(load.acts) <= 200_000 else {}
    for name, ask in (("duckdb", duckdb_answer), ("clingo", clingo_answer)):
        if importlib.util.find_spec(name) is not None:
            answers[name] = ask(load)
        else:
            print(f"  {name} is not installed")
    print("   windows filled:", answers)


if __name__ == "__main__":
    main()
