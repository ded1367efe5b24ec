"""What a copy changed: table tests of each kind, and of differences that are none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from guarantor.linking.copies import Copies, origin_decision
from guarantor.linking.distortions import distortions, matched
from guarantor.linking.kept import Kept
from guarantor.linking.roots import Roots
from guarantor.linking.same import bearing
from guarantor.model.claim import Holder, Quantity, ReportRef, When
from guarantor.model.link import Link
from guarantor.model.report import Report
from guarantor.record import Record, open_record
from linking.making import PEOPLE, chain, claim

NAMED = {"holder": Holder(text="Northland", actor="north", kind="named")}
NOBODY = {"holder": Holder(text=None), "chain": chain(("outlet", "Copy", None))}


def figure(value: float | None, of: str = "people", low: float | None = None, **fields: Any) -> Quantity:
    return Quantity(value=value, low=value if low is None else low, high=value, of=of, **fields)


def told(quote: str, day: str, outlet: str, **fields: Any) -> Kept:
    ref = ReportRef(id=f"report:sha256:{outlet}", location="-", outlet=outlet, published=day)
    said = claim(quote=quote, report=ref, **fields)
    return Kept(id=said.id, claim=said, recorded=0)


def kinds(first: tuple[str, dict[str, Any]], second: tuple[str, dict[str, Any]]) -> list[str]:
    pair = (told(first[0], "2025-05-01", "First", **first[1]), told(second[0], "2025-05-02", "Copy", **second[1]))
    found = distortions([pair])
    assert found == distortions([(pair[1], pair[0])]), "whatever the order of a pair"
    assert all(each.text for each in found)
    return [each.kind for each in found]


MET = "Ministers met by the lake"


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        ((MET, NAMED), (MET, NOBODY), ["attribution lost"]),
        ((MET, {**NAMED, "modality": "planned"}), (MET, NAMED), ["made certain"]),
        ((MET, {**NAMED, "modality": "alleged"}), (MET, NAMED), ["made certain"]),
        ((MET, NAMED), (MET, {**NAMED, "modality": "planned"}), []),
        ((MET, NAMED), (MET, NAMED), []),
        (("87 people were killed and wounded", {"quantities": (figure(87),)}),
         ("87 people were killed", {"quantities": (figure(87),)}), ["category dropped"]),
        (("24 people were killed, 87 were wounded", {"quantities": (figure(24),)}),
         ("24 people were killed", {"quantities": (figure(24),)}), []),
        (("497 breaches", {"quantities": (figure(497, "breaches"),)}),
         ("400 breaches", {"quantities": (figure(400, "breaches"),)}), ["number changed"]),
        (("at least 20 people", {"quantities": (figure(None, low=20),)}),
         ("20 people", {"quantities": (figure(20),)}), ["hedge dropped"]),
        (("20 people", {"quantities": (figure(20),)}), ("20 trucks", {"quantities": (figure(20, "trucks"),)}), []),
    ],
)  # fmt: skip
def test_what_changed(first: tuple[str, dict[str, Any]], second: tuple[str, dict[str, Any]], wanted: list[str]) -> None:
    assert kinds(first, second) == wanted


@pytest.mark.parametrize(
    ("before", "after", "quote", "wanted"),
    [
        (20, 26, "{} people", []),
        (26, 20, "{} people", ["number changed"]),
        (3, 7, "{} people were killed on Monday", []),
        (7, 3, "{} people were killed on Monday", ["number changed"]),
    ],
)
def test_a_count_that_went_on_is_no_distortion(before: int, after: int, quote: str, wanted: list[str]) -> None:
    one, two = ((quote.format(n), {"quantities": (figure(n),)}) for n in (before, after))
    assert kinds(one, two) == wanted


def test_of_two_days_each_has_its_own_number() -> None:
    days = [When(start=day, end=day, precision="day") for day in ("2025-05-01", "2025-05-02")]
    one, two = (
        (f"{n} trucks crossed", {"quantities": (figure(n, "trucks"),), "when": day})
        for n, day in zip((80, 60), days, strict=True)
    )
    assert kinds(one, two) == []


def test_a_stale_figure_told_as_new() -> None:
    when = When(start=None, end="2025-04-20", precision="day")
    first = ("300 people by 20 April", {"quantities": (figure(300, as_of="2025-04-20"),), "when": when})
    assert kinds(first, ("300 people", {"quantities": (figure(300),)})) == ["stale figure as new"]
    assert kinds(first, ("300 people", {"quantities": (figure(300, as_of="2025-04-20"),), "when": when})) == []


def test_claims_of_two_reports_are_matched_by_what_they_tell() -> None:
    ours = [told("Ministers met by the lake", "2025-05-01", "A"), told("Trucks crossed the river", "2025-05-01", "A")]
    theirs = [
        told("Many trucks crossed the river", "2025-05-02", "B"),
        told("Ministers met near it", "2025-05-02", "B"),
    ]
    pairs = {(a.claim.quote, b.claim.quote) for a, b in matched([("a", "b")], {"a": ours, "b": theirs})}
    assert (ours[1].claim.quote, theirs[0].claim.quote) in pairs


@pytest.mark.parametrize(
    ("one", "other", "one_origin", "wanted"),
    [
        ({}, {"polarity": "-"}, False, "contradicts"),
        ({}, {"type": "denial"}, False, "contradicts"),
        ({}, {}, False, "corroborates"),
        ({}, {}, True, "beside"),
        ({"quantities": (figure(3),)}, {"quantities": (figure(5),)}, False, "contradicts"),
        ({"quantities": (figure(None, low=3),)}, {"quantities": (figure(5),)}, False, "corroborates"),
        ({"quantities": (figure(3, kind="cumulative", as_of="2025-05-01"),)},
         {"quantities": (figure(5, kind="cumulative", as_of="2025-05-02"),)}, True, "updates"),
        ({"quantities": (figure(3, scope="fuel"),)}, {"quantities": (figure(5),)}, False, "another counter"),
    ],
)  # fmt: skip
def test_how_claims_of_one_thing_stand_to_each_other(
    one: dict[str, Any], other: dict[str, Any], one_origin: bool, wanted: str
) -> None:
    assert bearing(claim(**one), claim(**other), one_origin=one_origin) == wanted


LONG = " ".join(f"word{n}" for n in range(60))


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    made = open_record(tmp_path / "record.db")
    yield made
    made.close()


def placed(record: Record, first: Report, then: Report) -> list[Link]:
    record.add_report(first)
    return Copies(Roots(PEOPLE), record).place(then)


def test_a_copy_becomes_an_entry_with_rule_reason_and_share(record: Record) -> None:
    first = Report(text=LONG, location="a", outlet="A", published="2025-05-02", url="https://a.example/1")
    copy = Report(text=" ".join(LONG.split()[:40]), location="b", outlet="B", published="2025-05-01")
    (link,) = placed(record, first, copy)
    assert (link.kind, link.claims) == ("copy", (copy.id, first.id)), "the earlier first"
    assert (link.rule, link.fields) == ("copy/shared text", {"containment": 1.0})
    assert link.reason
    assert placed(record, copy, copy) == [], "a report is placed once"


@pytest.mark.parametrize(
    ("share", "credits", "linked"),
    [(33, (None, None), True), (31, (None, None), False), (21, ("AFP", "AFP"), True), (60, ("AFP", "Reuters"), False)],
)
def test_how_much_makes_a_copy(
    record: Record, share: int, credits: tuple[str | None, str | None], linked: bool
) -> None:  # fmt: skip
    mine = [*LONG.split()[:share], *(f"other{n}" for n in range(60 - share))]
    one = Report(text=LONG, location="a", outlet="A", credit=credits[0])
    two = Report(text=" ".join(mine), location="b", outlet="B", credit=credits[1])
    assert bool(placed(record, one, two)) == linked


def test_a_new_version_of_an_address_is_no_copy(record: Record) -> None:
    one, two = (Report(text=f"{LONG} {n}", location="-", url="https://a.example/1") for n in (1, 2))
    assert placed(record, one, two) == []


def test_a_decision_needs_a_reason() -> None:
    assert origin_decision("b", "a", together=False, reason="both were there").claims == ("a", "b")
    with pytest.raises(ValueError, match="say why"):
        origin_decision("a", "b", together=True, reason=" ")
