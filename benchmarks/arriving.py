"""Processor time to join what one report tells of with what lies near, in a record of very many acts.

    python benchmarks/arriving.py [--claims 100000] [--days 730] [--folder PATH]

Every claim tells of an incident: of one of so many days, at one of 200 places, at one of three sorts of site or none.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from guarantor.case import Case, init_case, open_case
from guarantor.case.arriving import join_arrived
from guarantor.model.claim import ChainLink, Claim, Holder, Place, Quantity, ReportRef, When
from guarantor.model.marking import CLEAR
from guarantor.model.report import Report
from guarantor.record.drafts import Drafted

FIRST = date(2030, 1, 1)
EACH = 10
SITES = ("a school", "a market", "a bridge", "the outskirts")
PLACES = tuple(f"Town{number}" for number in range(200))


def reports(claims: int, days: int) -> Iterator[tuple[Report, list[Claim]]]:
    """Reports in the order of their days, ten claims each."""
    chance = random.Random(5)
    for number in range(claims // EACH):
        day = FIRST + timedelta(days=number * EACH * days // claims)
        told = [
            (
                chance.choice(PLACES),
                f"{chance.randrange(2, 9)} people were killed when shells hit {chance.choice(SITES)}",
            )
            for _ in range(EACH)
        ]
        text = " ".join(f"{what} in {place} on {day:%d %B}, no. {number}." for place, what in told)
        report = Report(
            text=text, location=f"{number}.txt", outlet=f"Gazette {number % 300}", url=f"https://gazette.example/{number}",
            published=(day + timedelta(days=1)).isoformat(),
        )  # fmt: skip
        yield report, list(_claims(report, day, told))


def _claims(report: Report, day: date, told: list[tuple[str, str]]) -> Iterator[Claim]:
    at = 0
    for place, what in told:
        start = report.text.index(what, at)
        at = start + len(what)
        count = float(what.split()[0])
        loose = what.endswith("outskirts") and count < 4
        yield Claim(
            report=ReportRef.of(report), span=(start, at), quote=what, type="violation", modality="happened",
            predicate="kill", event="ASSAULT", rule="generated", holder=Holder(text=None),
            chain=(ChainLink(role="outlet", name=report.outlet or ""),),
            when=When(start=day.isoformat(), end=day.isoformat(), precision="day", base=report.published),
            where=None if loose else Place(text=place, place=place.casefold()),
            quantities=(Quantity(value=count, low=count, high=count, of="people"),),
        )  # fmt: skip


def fill(case: Case, claims: int, days: int) -> dict[str, set[str]]:
    """Write the reports with the claims' links; the acts that they were tied to."""
    acts: set[str] = set()
    for report, made in reports(claims, days):
        drafted = Drafted.of(report, made, "bench")
        tied = zip(drafted.claims or (), made, strict=True)
        links = [link for draft, claim in tied for link in case.tying.of(draft.id, claim)]
        case.record.add_drafted(report, drafted, links=links)
        acts.update(link.target for link in links if link.kind == "occurrence" and link.target is not None)
    return {CLEAR: acts}


def measure(case: Case, days: int, times: int = 40) -> None:
    """Join what one report more tells of, as often as said."""
    chance, spent, joined = random.Random(9), [], 0
    for number in range(times):
        day = FIRST + timedelta(days=chance.randrange(days))
        told = [(chance.choice(PLACES), "5 people were killed when shells hit a school")]
        text = f"{told[0][1]} in {told[0][0]} on {day:%d %B}, says no. {number} of more."
        report = Report(text=text, location=f"more/{number}.txt", outlet="More", published=day.isoformat())
        made = list(_claims(report, day, told))
        drafted = Drafted.of(report, made, "bench")
        links = [
            link
            for draft, claim in zip(drafted.claims or (), made, strict=True)
            for link in case.tying.of(draft.id, claim)
        ]
        case.record.add_drafted(report, drafted, links=links)
        began = time.process_time()
        joined += join_arrived(case, {CLEAR: [link.target or "" for link in links]})[0]
        spent.append(time.process_time() - began)
    spent.sort()
    print(
        f"one report more: median {spent[times // 2] * 1000:.0f} ms of processor, slowest of {times} "
        f"{spent[-1] * 1000:.0f} ms; {joined} links"
    )


def main() -> None:
    """Fill a case, join all of it, then one report after another."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--days", type=int, default=730)
    parser.add_argument("--folder", help="a new folder; a temporary one otherwise")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(given.folder or temporary) / "case"
        init_case(folder).close()
        with open_case(folder) as case:
            began = time.process_time()
            acts = fill(case, given.claims, given.days)
            print(
                f"{given.claims:,} claims of {len(acts[CLEAR]):,} acts written in {time.process_time() - began:.0f} s"
            )
            began = time.process_time()
            added, _ = join_arrived(case, acts)
            print(f"all joined in {time.process_time() - began:.0f} s of processor: {added:,} links")
            print(f"{case.record.head.seq:,} entries")
            measure(case, given.days)


if __name__ == "__main__":
    main()
