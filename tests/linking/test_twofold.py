"""Two incidents of one day, place and sort, told apart where a report's words tell."""

from __future__ import annotations

from functools import cache

import pytest

from guarantor.case.cast import table_of
from guarantor.linking.joining import Joining
from guarantor.linking.kept import Kept
from guarantor.linking.keys import compatible, key_of, only_marks_differ
from guarantor.linking.occurring import Occurring
from guarantor.linking.roots import Roots
from guarantor.linking.twofold import told_apart
from guarantor.model.actor import Actor, GazetteerPlace, People
from guarantor.model.agreement import Agreement
from guarantor.model.report import Report
from guarantor.reading import read_report

PEOPLE = People(
    actors={
        "north": Actor(id="north", names=("Northland",), kind="state"),
        "north.army": Actor(id="north.army", names=("Northland's army",), kind="organ", part_of="north"),
        "watch": Actor(id="watch", names=("River Watch",), kind="body"),
    },
    places={"laketown": GazetteerPlace(id="laketown", names=("Laketown",))},
)
AT = "incident:2024-03-04:laketown"
BY = f"{AT}::north.army"


@cache
def _roots() -> Roots:
    return Roots(PEOPLE)


def targets(text: str) -> list[str]:
    """The incidents that a report's claims are tied to, in their order."""
    report = Report(text=text, location="a.txt", outlet="Lake Post", published="2024-03-05")
    claims = read_report(report, actors=table_of(PEOPLE)).claims
    kept = [Kept(id=claim.id, claim=claim, recorded=0) for claim in claims]
    occurring = Occurring(Agreement(process="p", title="P"), _roots())
    links = told_apart(kept, [link for each in kept for link in occurring.of(each.id, each.claim)])
    assert all(link.reason for link in links)
    return [link.target or "" for link in links if (link.target or "").startswith("incident:")]


ONE = "Northland's army killed three people in Laketown on Monday."
TOLD = [
    # one after the other in a report
    (f"{ONE} Separately, Northland's army killed two people in Laketown on Monday.",
     [f"{BY}:3-killed", f"{BY}:2-killed"]),
    (f"{ONE} Separately, Northland's army wounded a boy in Laketown on Monday.", [BY, f"{BY}::::another"]),
    (f"{ONE} Another strike by Northland's army killed three people in Laketown on Monday.", [BY, f"{AT}::::::another"]),
    ("River Watch said that Northland's army killed three people in Laketown on Monday. River Watch said that Northland's"
     " army killed seven people in Laketown on Monday.", [f"{BY}:3-killed", f"{BY}:7-killed"]),
    # a count that goes on, another's count, no exact one, the same act named again
    (f"{ONE} Northland's army killed seven people in Laketown on Monday, including two boys.", [BY, BY]),
    ("River Watch said that Northland's army killed at least three people in Laketown on Monday. River Watch said that"
     " Northland's army killed seven people in Laketown on Monday.", [BY, BY]),
    (f"{ONE} Seven people were killed in the attack in Laketown on Monday.", [BY, AT]),
    (f"{ONE} River Watch said that Northland's army killed seven people in Laketown on Monday.", [BY, BY]),
    # alone in a report, "another" tells nothing; "a second" does
    ("Another strike by Northland's army killed three people in Laketown on Monday.", [AT]),
    ("A second strike killed three people in Laketown on Monday.", [f"{AT}::::::second"]),
    # time of day and part of the place
    ("Northland's army killed three people in Laketown on Monday morning.", [f"{BY}::morning"]),
    ("Northland's army killed three people in Laketown at 6 p.m. on Monday.", [f"{BY}::18h"]),
    ("Northland's army killed three people in northern Laketown on Monday.", [f"{BY}:::north"]),
    ("Northland's army killed three people in southern Laketown on Monday.", [f"{BY}:::south"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_what_tells_two_acts_apart(text: str, expected: list[str]) -> None:
    assert targets(text) == expected


FITS = [
    ("::morning", "", True),
    ("::morning", "::evening", False),
    ("::evening", "::night", True),
    ("::night", "::dawn", True),
    ("::midnight", "::night", True),
    ("::07h", "::morning", True),
    ("::07h", "::18h", False),
    (":::north", ":::north-west", True),
    (":::north", ":::south", False),
    ("::::second", "", False),
    ("::::second", "::::another", True),
    ("::::second", "::::third", False),
]


@pytest.mark.parametrize(("one", "other", "may_be"), FITS)
def test_marks_let_two_be_one_or_not(one: str, other: str, may_be: bool) -> None:
    a, b = key_of(BY + one), key_of(BY + other)
    assert a is not None and b is not None
    assert a.id == (BY + one) and b.id == (BY + other)
    for x, y in ((a, b), (b, a)):
        assert compatible(x, y, _roots()) is may_be
        assert only_marks_differ(x, y) is may_be


def test_a_plain_telling_goes_to_the_one_whose_number_it_tells() -> None:
    three, seven, plain = f"{BY}:3-killed", f"{BY}:7-killed", AT
    tolls = {three: frozenset({"3-killed"}), seven: frozenset({"7-killed"}), plain: frozenset({"7-killed"})}
    joining = Joining((), _roots())
    found = joining.join_of(plain, {three, seven}, lambda each: (each,), tolls.__getitem__)
    assert found is not None and found.target == seven
    untold = {**tolls, plain: frozenset()}
    assert joining.join_of(plain, {three, seven}, lambda each: (each,), untold.__getitem__) is None
