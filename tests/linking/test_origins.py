"""Copies are not confirmation: how many independent holders stand behind the same words."""

from __future__ import annotations

from guarantor.linking.kept import Kept
from guarantor.linking.origins import Origins
from guarantor.linking.roots import Roots
from guarantor.linking.shingles import ShingleIndex
from guarantor.model.claim import Holder, ReportRef
from guarantor.model.report import Report
from linking.making import PEOPLE, chain, claim

WIRE_TEXT = (
    "Convoys reached the northern towns on Friday morning after three days of waiting at the crossing near the river"
)


def count(*told: tuple[str, str | None, str, str | None]) -> tuple[int, int, int]:
    """(lowest, highest, attestations) for claims told as (outlet, credit, text, holder's actor)."""
    origins, kept = Origins(Roots(PEOPLE)), []
    for number, (outlet, credit, text, actor) in enumerate(told):
        report = Report(text=text, location=f"{number}", outlet=outlet, credit=credit)
        origins.add(report.id, report)
        stations = [("outlet", outlet, None)] + ([("agency", credit, None)] if credit else [])
        if actor:
            stations.append(("holder", actor, actor))
        said = claim(
            quote=text, report=ReportRef.of(report), chain=chain(*stations),  # type: ignore[arg-type]
            holder=Holder(text=actor, actor=actor, kind="named" if actor else "outlet"),
        )  # fmt: skip
        origins.tie(f"c{number}", report.id)
        kept.append(Kept(id=f"c{number}", claim=said, recorded=0))
    found = origins.count(kept)
    return found.low, found.high, found.attestations


def test_twenty_outlets_with_one_spokesman_are_one_origin() -> None:
    told = [(f"Outlet {n}", None, f"Text number {n} about it", "north") for n in range(20)]
    assert count(*told) == (1, 1, 20)


def test_two_parties_in_one_agency_are_two_origins() -> None:
    assert count(("A", "Wire", "one", "north"), ("A", "Wire", "two", "south"))[:2] == (2, 2)


def test_outlets_that_credit_one_agency_are_one_origin_and_one_witness() -> None:
    assert count(("A", "Wire", "the first text", None), ("B", "Wire", "another text", None)) == (1, 1, 1)


def test_a_short_copy_of_a_long_text_is_found() -> None:
    longer = WIRE_TEXT + " where hundreds of drivers had slept in their cabins and waited for the gates to open again"
    assert count(("A", None, longer, None), ("B", None, WIRE_TEXT, None))[0] == 1


def test_two_texts_on_the_same_event_are_two_origins() -> None:
    other = "Aid lorries drove into towns of the north at the end of the week, residents told this newspaper"
    assert count(("A", None, WIRE_TEXT, None), ("B", None, other, None))[:2] == (2, 2)


def test_different_agencies_are_never_joined_by_their_text() -> None:
    assert count(("A", "Wire", WIRE_TEXT, None), ("B", "Cable", WIRE_TEXT, None))[:2] == (2, 2)


def test_containment_is_of_the_shorter_in_the_longer() -> None:
    index = ShingleIndex()
    assert index.add("one two three four five six seven eight nine ten") == []
    assert index.add("one two three four five six") == [(0, 1.0)]
    assert index.add("something else altogether is said here today") == []
