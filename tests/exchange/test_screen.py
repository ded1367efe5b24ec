"""Exports against the screen: whatever is asked, each holds what the library's calls and the command say of the same
question; what is marked above it changes nothing in any of them."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from guarantor.assessment.questions import deadlines
from guarantor.case import Case, open_case
from guarantor.case.exchange import FORMATS, ExportRequest, export
from guarantor.case.times import Times
from guarantor.cli import main
from guarantor.model.claim import ReportRef
from guarantor.model.marking import MARKINGS
from guarantor.model.moments import moment
from guarantor.review import desk

SECRET = "Tell nobody of this"


def marked(case: Case, marking: str, rounds: int) -> None:
    """Add copies of some reports under a marking, their words and claims with a sign of it."""
    known = case.knowledge()
    for id_, report in list(known.reports.items())[:rounds]:
        copy = replace(
            report, text=f"{report.text}\n\n{SECRET} {marking}.", marking=marking, outlet=f"{SECRET} Daily",
            url=f"https://secret.example/{id_[-8:]}",
        )  # fmt: skip
        claims = [replace(kept.claim, report=ReportRef.of(copy), notes=(SECRET,)) for kept in known.claims_in(id_)]
        case.record.add_report(copy, claims, links=case.bearing.links((each.id, each) for each in claims))
    case.forget()


def decided(case: Case) -> None:
    """What people decided on some claims."""
    ids = list(case.knowledge().claims)
    for id_ in ids[10:200:9]:
        desk.accept(case.record, id_, by="Ada", why="read")
    for id_ in ids[5:60:11]:
        desk.reject(case.record, id_, by="Ada", why="misread")
    case.forget()


@pytest.fixture(scope="module")
def mixed(read_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Case, str]]:
    """A case with marked reports and decisions, and the moment before those."""
    folder = tmp_path_factory.mktemp("screen") / "case"
    shutil.copytree(read_demo, folder)
    with open_case(folder) as case:
        marked(case, "TLP:GREEN", 12)
        marked(case, "TLP:AMBER", 12)
        before = list(case.record.store.entries())[-1].recorded
        decided(case)
        yield case, before


def some_question(rng: Random, case: Case, before: str) -> ExportRequest:
    """A question of any time, account and filter."""
    day = f"2025-{rng.choice((10, 11)):02d}-{rng.randint(1, 28):02d}"
    return ExportRequest(
        times=Times(
            as_of=rng.choice((day, f"{day}T0{rng.randrange(10)}:30")), known_at=rng.choice((None, None, before)),
            published_by=rng.choice((None, f"2025-10-{rng.randint(5, 30):02d}")),
        ),
        accounts=tuple(rng.sample(list(case.shown), rng.randint(0, 2))), reviewed_only=rng.random() < 0.3,
        marking=rng.choice(MARKINGS[:3]),
    )  # fmt: skip


def table(case: Case, what: str, asked: ExportRequest) -> list[dict[str, object]]:
    return [json.loads(line) for line in export(case, "jsonl", asked, what=what)]  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(6))
def test_each_export_holds_what_the_screen_says(mixed: tuple[Case, str], seed: int) -> None:
    whole, before = mixed
    asked = some_question(Random(seed), whole, before)
    case = whole.cleared(asked.marking or whole.files.info.marking)
    accounts = tuple(dict.fromkeys((*(asked.accounts or case.shown), case.everybody)))
    states = case.states(accounts, times=asked.times, reviewed_only=asked.reviewed_only)
    cells = {(account, name): cell for account, state in states.items() for name, cell in state.items()}

    statuses = table(whole, "statuses", asked)
    assert [(row["account"], row["provision"]) for row in statuses] == list(cells)
    for row, cell in zip(statuses, cells.values(), strict=True):
        assert (row["status"], row["figure"]) == (cell.status, cell.owed.text if cell.owed else None)
        told = (row["tellers"], row["against"], row["marks"], row["claims"])
        assert told == ([*cell.tellers], [*cell.against], [mark.name for mark in cell.marks], [*cell.claims])

    months = list(csv.DictReader(io.StringIO("".join(export(whole, "barometer", asked)))))
    last = [row for row in months if row["month"] == months[-1]["month"]] if months else []
    if last:
        assert [(row["account"], row["provision"], row["status"]) for row in last] == [
            (*key, cell.status) for key, cell in cells.items()
        ]
    found = [(each["account"], each["incident"], each["status"]) for each in table(whole, "incidents", asked)]
    assert found == [
        (account, each.incident, each.status) for account, state in states.items()
        for provision in case.files.agreement.provisions if provision.incidents
        for each in state.instances(provision.id) if each.incident is not None
    ]  # fmt: skip
    where = case.positions(
        as_of=asked.times.as_of, known_at=asked.times.known_at, published_by=asked.times.published_by,
        reviewed_only=asked.reviewed_only,
    )  # fmt: skip
    stand = {
        (row["actor"], f"{row['issue']}/{row['option']}"): row["stance"] for row in table(whole, "positions", asked)
    }
    assert stand == {key: cell.stance for key, cell in where.cells.items()}

    calendar = "".join(export(whole, "ics", asked)).replace("\r\n ", "")
    due = [each.status for each in deadlines(states[case.everybody])]
    told_due = [
        line.rpartition(": ")[2][:-1] for line in calendar.split("\r\n") if "in the account of everybody" in line
    ]
    assert told_due == ["said breached" if status == "breached" else status for status in due]


@pytest.mark.parametrize("seed", range(6))
def test_the_claims_are_those_that_the_question_lets_through(mixed: tuple[Case, str], seed: int) -> None:
    whole, before = mixed
    asked = some_question(Random(seed + 100), whole, before)
    case = whole.cleared(asked.marking or whole.files.info.marking)
    by = asked.times.published_by
    limit = None if by is None else moment(by, case.zone)
    wanted = []
    for id_, kept in case.knowledge(asked.times.known_at).claims.items():
        day = kept.claim.report.published
        read_by = limit is None or (day is not None and moment(day, case.zone) <= limit)
        if read_by and (kept.claim.review in ("accepted", "corrected") or not asked.reviewed_only):
            wanted.append(id_)
    assert [row["id"] for row in table(whole, "claims", asked)] == wanted
    assert [row["event_id"] for row in csv.DictReader(
        io.StringIO("".join(export(whole, "plover-lost", asked)), newline=""), delimiter="\t")] == wanted  # fmt: skip
    counted = {row["claim"] for row in table(whole, "counters", asked)}
    assert counted <= set(wanted)


def test_a_table_of_statuses_is_what_the_command_prints(mixed: tuple[Case, str]) -> None:
    case, _ = mixed
    times = ["--as-of", "2025-10-25", "--published-by", "2025-10-27"]
    printed = CliRunner().invoke(main, ["status", "--case", str(case.folder), *times, "--format", "jsonl"])
    assert printed.exit_code == 0, printed.output
    written = CliRunner().invoke(
        main,
        ["export", "--case", str(case.folder), "--as", "jsonl", "--what", "statuses", *times, "--marking", "TLP:RED"],
    )
    rows = {(row["account"], row["provision"]): row["status"] for row in map(json.loads, written.stdout.splitlines())}
    shown = [json.loads(line) for line in printed.stdout.splitlines()]
    assert len(shown) > 30
    assert {(row["account"], row["provision"]): row["status"] for row in shown} == rows


@pytest.mark.parametrize("format_", [each for each in FORMATS if each not in ("parquet", "atom")])
def test_an_export_is_that_of_a_case_without_what_is_marked_above_it(
    read_demo: Path, tmp_path_factory: pytest.TempPathFactory, mixed: tuple[Case, str], format_: str, less: Case
) -> None:
    full, _ = mixed
    asked = ExportRequest(times=Times(as_of="2025-11-05"), marking="TLP:CLEAR")
    found = "".join(export(full, format_, asked))
    assert SECRET not in found
    assert found == "".join(export(less, format_, asked))


@pytest.fixture(scope="module")
def less(read_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """The same case into which nothing marked ever came."""
    folder = tmp_path_factory.mktemp("less") / "case"
    shutil.copytree(read_demo, folder)
    with open_case(folder) as case:
        decided(case)
        yield case


def test_a_feed_names_nothing_that_is_marked_above_it(mixed: tuple[Case, str], less: Case) -> None:
    full, _ = mixed
    hidden = set(full.cleared("TLP:RED").knowledge().claims) - set(less.knowledge().claims)
    assert hidden
    feed = "".join(export(full, "atom", ExportRequest(times=Times(as_of="2025-11-05"), marking="TLP:CLEAR")))
    assert SECRET not in feed
    assert not [id_ for id_ in hidden if id_ in feed]
