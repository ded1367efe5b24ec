"""The pages that every browser test walks through."""

from __future__ import annotations

from pathlib import Path

import pytest

from guarantor.case import open_case

PAST = "as-of=2025-11-01&published-by=2025-11-05"


@pytest.fixture(scope="module")
def walk(read_demo: Path) -> tuple[str, ...]:
    """An address of each kind of page, the fullest of its kind."""
    with open_case(read_demo) as case:
        counts: dict[str, int] = {}
        for kept in case.knowledge().claims.values():
            counts[kept.claim.report.id] = counts.get(kept.claim.report.id, 0) + 1
        report = max(counts, key=lambda each: (counts[each], each))
        issues = case.files.agreement.issues
        meetings = case.files.agreement.meetings
        debtor = case.files.agreement.provisions[1].debtors[0]
    return (
        f"/?{PAST}", "/", f"/provisions/hostages.remains?{PAST}", f"/provisions/aid.trucks?{PAST}",
        "/provisions/ceasefire.israel", f"/reports/{report}", "/timeline", "/meetings", f"/meetings/{meetings[-1].id}",
        "/incidents", "/counters", "/counters?as-of=1950-01-01",
        "/actors", f"/actors/{debtor}", "/search?q=trucks", "/search?q=zzzz", "/brief", "/positions", "/packages",
        f"/issues/{issues[0].id}", "/review", "/add", "/nowhere", "/?as-of=never",
        "/review/set", "/review/keys", "/review/history", f"/review/missed?report={report}",
        f"/review/act/grade?source={debtor}",
    )  # fmt: skip
