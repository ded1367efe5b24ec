"""Agreements of other kinds, in part and in our own words or made up, as somebody wrote them who had only the docs."""

from __future__ import annotations

from pathlib import Path

import pytest

from guarantor.agreement.explain import explain_agreement
from guarantor.agreement.load import check, load_case

HERE = Path(__file__).with_name("newcomers")
SAID = {
    "pretoria": (
        "within 10 days of the later of “commanders-meeting” and “foreign-exit”, to the end of that day",
        "by 30 days before 31 March 2023, at any time from 2 November 2022",
        "must report, every 14 days, in each period, for 6 months from “signature”",
    ),
    "colombia": (
        "within 10 days of the later of “d-day” and the fulfilment of “Members gather in the zones”",
        "at least 3,000,000 hectares, within 12 years of 24 November 2016",
        "and to duties still open: FARC-EP must hand over individual weapons, by 20 June 2017",
    ),
    "thaicam": (
        "within 21 days of the later of “signature” and “deployment”, to the end of that day",
        "It is owed once “Removal of heavy weapons under AOT” is told fulfilled and “clear mines landmines” is told",
        "every month, in each period, from “signature” until 31 December 2025",
    ),
    "ridge": (
        "5 for each one of “batch”, everything so far against everything so far, within 72 hours of “batch”",
        "every month, in each period, from “signing” until 31 December 2032",
    ),
    "salt": (
        "It does not bind while “halt” is told, and “resumption” not since; the clock stands still in that time.",
        "Verified by Crescent Society or Sultanate of Marr within 24 hours of the act",
        "10 for each one of “First batch of the Front”, everything so far against everything so far, 24 hours later",
        "exactly 5 people, within 7 days of the start of Second stage",
    ),
    "tarn": (
        "at least 2 of these are so (“Heavy weapons out of the zone” is told fulfilled; “Joint Committee” is told fulfilled",
        "at most 300 people, within 6 months of “entry”",
        "must not deploy heavy weapons at the demilitarised zone, from 22 days after “entry” on",
        "must publish monthly reports, every month, in each period, from “entry” until 31 December 2035",
    ),
    "amra": (
        "at least 400,000,000 cubic metres, every month, in each period, from “in-force” on",
        "It does not bind while “drought-declared” is told, and “drought-over” not since; that time is taken out of the duty",
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_it_is_understood_and_said_again(name: str) -> None:
    assert [str(fault) for fault in check(HERE / name)] == []
    case = load_case(HERE / name)
    words = explain_agreement(case.agreement, case.people)
    assert [said for said in SAID[name] if said not in words] == []
