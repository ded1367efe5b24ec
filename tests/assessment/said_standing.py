"""Duties to refrain and to maintain: statements of the page, run."""

from __future__ import annotations

from assessment.said import (
    DAY,
    SECOND,
    STANDING,
    Word,
    cell,
    counts,
    instances,
    marks,
    says,
    start,
    status,
)
from assessment.said import tell as told

ATTACK = told("forbidden", 98, occurrence="x")
DENIED = told("answers", 99, by="front", occurrence="x")
FORTNIGHT = "refrain: {act: attack}, within: 72h of signing"


def incident(keys: str, *words: Word, at: float = 100, account: str = "everybody") -> list[str]:
    """The words of the incidents."""
    return [i.status for i in instances(keys, [start(), *words], at=at, account=account) if i.incident]


@says("Each incident is an instance: **f** by whoever tells of the forbidden act, **t** by whoever answers it; so *breached*, "
      "*disputed* or *fulfilled* (only the answer is told in this account), with *allegation denied by …* whoever denies")  # fmt: skip
def incidents() -> None:
    seen = {name: incident(STANDING, ATTACK, DENIED, account=name) for name in ("north", "everybody", "front")}
    assert seen == {"north": ["breached"], "everybody": ["disputed"], "front": ["fulfilled"]}
    assert marks(cell(STANDING, [start(), ATTACK, DENIED], account="north"))["allegation denied"] == ("front",)
    kept = "maintain: {act: negotiate}, from: signing"
    assert incident(kept, ATTACK) == ["breached"]


@says(
    "The cell shows the period that holds the as-of time (a day, if nothing else is written), and counts the incidents"
)
def the_period_that_holds_the_time() -> None:
    for at, wanted in (
        (4 * DAY - SECOND, "unverified"),
        (98, "breached"),
        (5 * DAY - SECOND, "breached"),
        (5 * DAY, "unverified"),
    ):
        assert status([start(), ATTACK], keys=STANDING, at=at) == wanted
    assert status([start(), ATTACK, DENIED], keys=STANDING) == "disputed"
    weekly = STANDING + ", every: week"
    assert [status([start(), ATTACK], keys=weekly, at=at) for at in (7 * DAY - SECOND, 7 * DAY)] == [
        "breached",
        "unverified",
    ]
    assert dict(cell(STANDING, [start(), ATTACK], at=200).counts) == {"breached": 1}


@says("Without a word the period is *unverified*; *holding* needs somebody who says so of this period")
def holding() -> None:
    assert status([start()], keys=STANDING) == "unverified"
    assert [status([start(), told("upholds", at)], keys=STANDING) for at in (95, 96, 100)] == [
        "unverified",
        "holding",
        "holding",
    ]
    assert status([start(), told("upholds", 95, since=10)], keys=STANDING) == "unverified"
    assert status([start(), told("upholds", 99, since=10)], keys=STANDING) == "holding"


@says("*fulfilled* needs a window that is over, a source that covers all of it and tells of no incident; another's incident "
      "then makes it *disputed*")  # fmt: skip
def kept_and_counted() -> None:
    assert [status([start()], [counts()], keys=FORTNIGHT, at=at) for at in (72, 72 + SECOND)] == [
        "unverified",
        "fulfilled",
    ]
    assert status([start()], [counts(span=(0, 71))], keys=FORTNIGHT) == "unverified"
    assert status([start(), told("forbidden", 40, by="monitors")], [counts()], keys=FORTNIGHT) == "breached"
    assert status([start(), told("forbidden", 40)], [counts()], keys=FORTNIGHT) == "disputed"


@says("When the whole window is over, the cell speaks of the whole window")
def the_whole_window() -> None:
    words = [start(), told("forbidden", 10)]
    assert [status(words, keys=FORTNIGHT, at=at) for at in (72, 72 + SECOND)] == ["unverified", "breached"]


@says("A running count told beside such a duty (so many killed, so much of a land held) charges nobody and sets no bit")
def a_running_count_charges_nobody() -> None:
    found = cell(STANDING, [start(), told("total", 98, n=226)])
    assert (found.status, tuple(found.counts), [i.bits.f for i in found.current]) == ("unverified", (), [False])


@says("What one pattern of the agreement finds is one count; where those who tell it come to different figures, the cell has "
      "the mark *figures differ*. A later, higher reading goes on from an earlier one, and is no difference")  # fmt: skip
def running_counts_that_differ() -> None:
    def differ(first: tuple[float, float, str], second: tuple[float, float, str]) -> bool:
        words = [told("total", at, n=n, by=by, rule=rule) for by, (at, n, rule) in
                 (("front", first), ("north", second))]  # fmt: skip
        return "figures differ" in marks(cell(STANDING, [start(), *words]))

    assert differ((50, 226, "killed"), (50, 211, "killed"))
    assert not differ((50, 226, "killed"), (50, 80, "attacks"))
    assert not differ((50, 211, "killed"), (60, 226, "killed"))
    assert differ((50, 226, "killed"), (60, 211, "killed"))
