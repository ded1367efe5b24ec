"""What lies above a clearance is as if it had never come in: every answer equals that of a case without it."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from guarantor.board.app import application
from guarantor.case import Case, open_case
from guarantor.case.bundled import lay_out
from guarantor.case.exchange import FORMATS, ExportRequest, export
from guarantor.case.reading import read_into
from guarantor.model.marking import MARKINGS
from guarantor.model.report import Report
from guarantor.review import desk

TEXTS = (
    "Reuters reported on Monday that 40 trucks had entered Gaza. The army said that it had withdrawn.",
    "Hamas said on 2 November that it had handed over three bodies. Israel denied that aid was halted.",
    "The Gaza media office said on 1 November that 145 trucks had entered Gaza a day.",
    "The Israeli military said that three soldiers were killed near the yellow line on 28 October.",
    "The Red Cross said on Monday that it had received four bodies.",
    "Turkey's foreign minister said that the ministers would meet in Istanbul on 3 November.",
)
HASH = re.compile(r"(?<!sha256:)(?<![0-9a-f])[0-9a-f]{12,64}(?![0-9a-f])")
STAMP = re.compile(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z")


@contextmanager
def empty_case() -> Iterator[Case]:
    with tempfile.TemporaryDirectory() as folder:
        lay_out(Path(folder) / "case")
        with open_case(Path(folder) / "case") as case:
            yield case


def fill(case: Case, arrivals: Sequence[tuple[int, str, int, str]]) -> None:
    """Reports come in one after the other, each a text under a marking at one of a few addresses; some are judged."""
    for text, marking, place, act in arrivals:
        report = Report(
            text=TEXTS[text], location=f"report-{place}", url=f"https://news.example/{place}", outlet=f"Outlet {place}",
            title=f"Title {text}-{place}", published=f"2025-11-0{1 + text % 5}", marking=marking,
        )  # fmt: skip
        read_into(case.record, [report], actors=case.actors, bearing=case.tying)
        seen = case.cleared(marking).record.view()
        claims = [standing.claim.id for standing in seen.claims_of(report.id) if standing.live]
        known = case.record.report(report.id)
        if known is None or known.marking != marking:
            continue  # it was there already for all who see this marking, and for others
        if claims and act == "accept":
            desk.accept(case.record, claims, by="Kim", why="as printed")
        elif claims and act == "reject":
            desk.reject(case.record, claims[:1], by="Kim", why="not said")
        elif act == "retract":
            desk.retract(case.record, report.id, by="Kim", why="withdrawn by the outlet")
    case.forget()


ARRIVALS = st.lists(
    st.tuples(
        st.integers(0, len(TEXTS) - 1),
        st.sampled_from(MARKINGS),
        st.integers(1, 3),
        st.sampled_from(["", "", "accept", "reject", "retract"]),
    ),
    min_size=1,
    max_size=6,
)
"""A report may come in several times, under the same marking or another one."""


def addresses(case: Case) -> list[str]:
    """Every address that a case has an answer to, and some that it has none to."""
    knowledge = case.knowledge()
    agreement = case.files.agreement
    found = ["/", "/timeline", "/meetings", "/actors", "/positions", "/packages", "/search?q=trucks", "/brief",
             "/review", "/add", "/?as-of=2025-11-03&published-by=2025-11-02", f"/meetings/{agreement.meetings[0].id}",
             "/api/state", "/api/summary", "/api/claims", "/api/record", "/api/timeline", "/api/meetings", "/api/actors",
             "/api/search?q=said", "/api/positions", "/api/packages", "/api/incidents", "/api/counters", "/api/issues",
             "/api/roles", "/api/distortions", "/api/queue", "/api/judgements", "/api/changes?wait=0&after=0",
             "/review/history", "/review/set", "/feed.atom", "/calendar.ics", "/api/brief", f"/issues/{agreement.issues[0].id}"]  # fmt: skip
    for provision in agreement.provisions[:6]:
        found += [f"{path}/{provision.id}" for path in ("/provisions", "/api/provisions", "/api/about")]
    for name in ("hamas", "israel", "turkey"):
        found += [f"/actors/{name}", f"/api/actors/{name}"]
    for id_ in knowledge.reports:
        found += [f"/reports/{id_}", f"/api/reports/{id_}"]
    found += [f"/api/claims/{id_}" for id_ in knowledge.claims]
    return found


def plain_text(text: str) -> str:
    """An answer without what differs between any two records: hashes of the chain, times of entries, form tokens, and
    the ids of judgements, which are over the moment too."""
    text = re.sub(r'name="token" value="[0-9a-f]+"|judgement:sha256:[0-9a-f]+', "", text)
    return STAMP.sub("TIME", HASH.sub("HASH", text))


@settings(
    max_examples=2, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate]
)
@given(arrivals=ARRIVALS, clearance=st.sampled_from(MARKINGS[:-1]))
def test_every_answer_is_that_of_a_case_without_what_is_hidden(
    arrivals: list[tuple[int, str, int, str]], clearance: str
) -> None:
    allowed = MARKINGS[: MARKINGS.index(clearance) + 1]
    with empty_case() as full, empty_case() as less:
        fill(full, arrivals)
        fill(less, [each for each in arrivals if each[1] in allowed])
        seen = full.cleared(clearance)
        assert seen.record.head.seq == less.record.head.seq
        assert [each.id for each in seen.record.store.entries(["report", "claim"])] == [
            each.id for each in less.record.store.entries(["report", "claim"])
        ]
        one, other = (TestClient(application(each)) for each in (seen, less.cleared(clearance)))
        hidden = [id_ for id_ in full.knowledge().reports if id_ not in less.knowledge().reports]
        for address in [*addresses(less), *(f"/reports/{id_}" for id_ in hidden)]:
            here, there = one.get(address), other.get(address)
            assert here.status_code == there.status_code, address
            assert plain_text(here.text) == plain_text(there.text), address
        for format_ in FORMATS:
            if format_ not in ("parquet", "hxl"):
                asked = ExportRequest(marking=clearance)
                told = ["".join(export(case, format_, asked)) for case in (full, seen, less)]
                assert plain_text(told[0]) == plain_text(told[1]) == plain_text(told[2]), format_


@pytest.mark.parametrize("clearance", ["TLP:CLEAR", "TLP:AMBER"])
def test_nothing_changes_when_something_above_comes_in(clearance: str) -> None:
    """Not a byte, and no tag: not even that something happened can be told."""
    above = MARKINGS[MARKINGS.index(clearance) + 1]
    with empty_case() as case:
        fill(case, [(0, clearance, 1, "accept"), (1, clearance, 2, ""), (2, clearance, 3, "retract")])
        seen = case.cleared(clearance)
        asked = [each for each in addresses(seen) if not each.startswith(("/review", "/add"))]
        board = TestClient(application(seen))
        before = {address: board.get(address) for address in asked}
        fill(case, [(3, above, 1, "reject"), (4, above, 2, "accept"), (5, above, 3, "retract")])
        assert case.cleared(clearance) is seen
        fresh = TestClient(application(seen))
        for address, answer in before.items():
            now = fresh.get(address)
            assert now.content == answer.content, address
            assert now.headers.get("etag") == answer.headers.get("etag"), address


def test_what_is_erased_is_no_longer_seen_by_anybody() -> None:
    from guarantor.record.erase import erase

    with empty_case() as case:
        fill(case, [(0, "TLP:CLEAR", 1, ""), (1, "TLP:AMBER", 2, "")])
        seen = case.cleared("TLP:GREEN")
        report = next(iter(seen.knowledge().reports))
        head = seen.record.head
        erase(case.record, [report], by="Kim", why="asked to")
        after = case.cleared("TLP:GREEN")
        assert report not in after.knowledge().reports
        assert str(after.record.head) != str(head)
        assert after.record.entry(report) is None


def test_a_report_that_comes_again_under_a_lower_marking_is_seen_below() -> None:
    with empty_case() as full, empty_case() as less:
        fill(full, [(2, "TLP:RED", 1, "reject"), (3, "TLP:AMBER", 2, "")])
        before = full.knowledge()
        fill(full, [(2, "TLP:CLEAR", 1, "")])
        fill(less, [(2, "TLP:CLEAR", 1, "")])
        seen = full.cleared("TLP:CLEAR")
        assert seen.record.head.seq == less.record.head.seq
        assert [each.kind for each in seen.record.store.entries()] == [e.kind for e in less.record.store.entries()]
        (report,) = seen.knowledge().reports.values()
        assert report.marking == "TLP:CLEAR" and seen.knowledge().claims
        after = full.knowledge()
        assert (after.reports.keys(), after.claims.keys()) == (before.reports.keys(), before.claims.keys())
        assert after.reports[report.id].marking == "TLP:CLEAR", "what is judged of it now, all may see"
        assert full.verify().sound
        assert len(list(full.record.store.entries(["report"]))) == 2, "it counts once"
