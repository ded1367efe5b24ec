"""Whether two versions of the program export the same: a digest of every form for many questions.

    python benchmarks/exports_same.py decide CASE    reject, correct, split, retract, mark and erase in a case, a copy
    python benchmarks/exports_same.py digests CASE   print a line for each form and question

Run ``digests`` with the sources of one version and of the other, and compare what they print. Questions: everything;
by day of publication; reviewed only; two earlier states of the record; each clearance; one account. Each form is
written from a case just opened (``cold``) and from one whose claims and links are at hand (``hand``).
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from exports import asked_for

from guarantor.case import Case, open_case
from guarantor.case.exchange import ExportRequest, export, export_to
from guarantor.case.times import Times
from guarantor.exchange.tables import Table
from guarantor.model.claim import Claim, ReportRef
from guarantor.model.link import Link
from guarantor.record.erase import erase
from guarantor.review import desk

BY, WHY = "Ada", "to compare"
STATES = ("barometer", "atom", "ics", "geojson", "prov")
"""Forms that need the states, beside the tables of states."""


def decide(case: Case) -> None:
    """Every kind of decision, and reports under other markings, on claims spread over the record."""
    known = case.knowledge()
    ids = list(known.claims)
    step = max(1, len(ids) // 60)
    some = iter(ids[::step])
    for _ in range(5):
        desk.reject(case.record, next(some), by=BY, why=WHY)
        desk.accept(case.record, next(some), by=BY, why=WHY)
        wrong = next(some)
        desk.correct(case.record, wrong, others(known.claims[wrong].claim)[0], by=BY, why=WHY)
        desk.unsure(case.record, next(some), by=BY, why=WHY)
        desk.same_as(case.record, [next(some), next(some)], by=BY, why=WHY)
    wrong = next(some)
    desk.split(case.record, wrong, others(known.claims[wrong].claim), by=BY, why=WHY)
    undone = desk.reject(case.record, next(some), by=BY, why=WHY)
    desk.undo(case.record, undone.id, by=BY, why=WHY)
    desk.retract(case.record, known.claims[next(some)].claim.report.id, by=BY, why=WHY)
    for live in known.links[:: max(1, len(known.links) // 5)]:
        desk.reject(case.record, live.id, by=BY, why=WHY)
    target = case.files.agreement.provisions[0].id
    case.record.add_links([Link(kind="bearing", claims=(next(some), next(some)), target=target, rule="somebody")])
    of_some = list({known.claims[next(some)].claim.report.id: None for _ in range(12)})[:8]
    for number, id_ in enumerate(of_some):
        for marking in (("TLP:RED",), ("TLP:AMBER",), ("TLP:RED", "TLP:CLEAR"), ("TLP:GREEN",))[number % 4]:
            report = known.reports[id_]
            copy = replace(report, text=f"{report.text}\n\nMarked {number}.", marking=marking,
                           url=f"https://marked.example/{number}")  # fmt: skip
            made = [replace(kept.claim, report=ReportRef.of(copy)) for kept in known.claims_in(id_)]
            case.record.add_report(copy, made, links=case.bearing.links((each.id, each) for each in made))
    odd = known.reports[of_some[0]]
    worse = replace(odd, text=f"{odd.text}\n\n=1+1", outlet="=HYPERLINK(1)", url="https://odd.example/1")
    made = [replace(kept.claim, report=ReportRef.of(worse)) for kept in known.claims_in(of_some[0])]
    case.record.add_report(worse, made, links=())
    erase(case.record, [of_some[-1]], by=BY, why=WHY)
    erase(case.record, [next(some)], by=BY, why=WHY, keep_ids=False)
    case.forget()


def others(claim: Claim) -> list[dict[str, str]]:
    """Two ways in which a claim could have been read otherwise."""
    return [{"modality": each} for each in ("planned", "happened", "ordered") if each != claim.modality][:2]


def questions(case: Case) -> Iterator[tuple[str, ExportRequest]]:
    """What is asked, with a name."""
    until = case.files.info.until or "2030-01-01"
    then = min(until, case.files.info.since or until)
    days = sorted({kept.claim.report.published or then for kept in case.knowledge().claims.values()})
    middle = days[len(days) // 2][:10]
    store = case.record.store
    last = store.head().seq
    earlier = [entry.recorded for seq in (last // 2, last - 40) if (entry := store.at(max(seq, 1))) is not None]
    whole = Times(as_of=until)
    yield "all", ExportRequest(times=whole)
    yield "published", ExportRequest(times=replace(whole, published_by=middle))
    yield "as-of", ExportRequest(times=Times(as_of=middle))
    yield "reviewed", ExportRequest(times=whole, reviewed_only=True)
    for number, known_at in enumerate(earlier):
        yield f"known-{number}", ExportRequest(times=replace(whole, known_at=known_at))
    for marking in ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:RED"):
        yield marking, ExportRequest(times=whole, marking=marking)
    yield "account", ExportRequest(times=whole, accounts=(case.shown[0],))


def digest(case: Case, form: str, table: Table | None, asked: ExportRequest) -> str:
    """The digest and number of lines of an export."""
    if form == "parquet":
        from pyarrow.parquet import read_table

        with tempfile.TemporaryDirectory() as place:
            export_to(case, form, asked, Path(place) / "out.parquet", what=table)
            text = "\n".join(map(str, read_table(Path(place) / "out.parquet").to_pylist()))
    else:
        text = "".join(export(case, form, asked, what=table))
    return f"{text.count(chr(10)):>7} {sha256(text.encode()).hexdigest()[:32]}"


def main() -> None:
    """Decide, or print digests."""
    what, folder = sys.argv[1], Path(sys.argv[2])
    if what == "decide":
        with open_case(folder) as case:
            decide(case)
        return
    with open_case(folder) as case:
        asked_of = list(questions(case))
    small = len(sys.argv) < 4
    for name, asked in asked_of:
        with open_case(folder) as hand:
            knowledge = hand.knowledge(asked.times.known_at, clearance=asked.marking or hand.files.info.marking)
            _ = knowledge.claims, knowledge.of_claim
            for form, table in asked_for():
                if table in (None, "claims") and form not in STATES:
                    with open_case(folder) as case:
                        print(
                            f"{name:10} {form:12} {table or '':10} cold {digest(case, form, table, asked)}", flush=True
                        )
                elif not small and name not in ("all", "published"):
                    continue
                print(f"{name:10} {form:12} {table or '':10} hand {digest(hand, form, table, asked)}", flush=True)


if __name__ == "__main__":
    main()
