"""Windows and edges: statements of the page, run."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from agreement.making import provision_faults
from assessment import said
from assessment.said import DAY, PLAIN, SECOND, ask, cell, held, instances, marks, says, start, status, written
from assessment.said import tell as told
from guarantor.assessment import deadlines

DAILY = "do: {act: release, of: captives, quantity: 10}, from: signing, every: day"
CARRIED = DAILY + ", carry-over: true"
UNTOLD = "do: {act: release, of: captives}, within: 72h of signing"


def due(keys: str, at: float = 5, zone: str = "UTC") -> list[float]:
    """The deadlines of a duty in hours, its clock started at an hour."""
    found = ask(written(held(keys)), [start(at)], at=at + 1, zone=zone)
    return [(each.due[1] - said.ZERO) / 3600 for each in deadlines(found)]


@says("Both ends of a window belong to it. An act at the very second of the deadline is in time; at that second the window "
      "is still open; one second later it is closed")  # fmt: skip
def both_ends() -> None:
    for at, wanted in (
        (-SECOND, "no information"),
        (0, "fulfilled"),
        (72, "fulfilled"),
        (72 + SECOND, "fulfilled late"),
    ):
        assert status([start(), told("performed", at, n=10)]) == wanted
    assert (status([start()], at=72), status([start()], at=72 + SECOND)) == ("due", "no information")


@says(
    "`72 hours` is exact. `7 days` ends with the seventh civil day after the start's own day, in the agreement's zone"
)
def hours_are_exact_and_days_civil() -> None:
    seven = "do: {act: release, of: captives, quantity: 10}, within: 7 days of signing"
    assert due(PLAIN) == [77]
    assert due(seven) == [8 * DAY - SECOND]
    assert due(seven, zone="Asia/Amman") == [8 * DAY - 3 - SECOND]
    assert due(seven, at=22, zone="Asia/Amman") == [9 * DAY - 3 - SECOND]
    assert due(seven, at=29 * DAY, zone="Europe/Helsinki") == [37 * DAY - 3 - SECOND], "a day of 23 hours lies between"


@says("Months need a rounding where the day may not exist; without one it is an error")
def months_need_a_rounding() -> None:
    keys = "do: {act: release, of: captives}, within: 1 month of annex"
    with TemporaryDirectory() as made:
        (fault,) = provision_faults(Path(made), keys)
        assert "rounding" in fault
        assert provision_faults(Path(made), f"{keys}, rounding: down") == []
    ends = [due(f"do: {{act: release, of: captives}}, within: 1 month of 2031-01-31, rounding: {way}")
            for way in ("down", "up")]  # fmt: skip
    assert ends == [[-SECOND], [DAY - SECOND]]


@says("An offset of days *and* hours is counted from the same time of day")
def days_and_hours() -> None:
    keys = "do: {act: release, of: captives, quantity: 10}, within: 2 days and 3 hours of signing"
    assert due(keys, at=5) == [5 + 2 * DAY + 3]


@says("An act whose time is a stretch (a day) that straddles the deadline is in time, marked *timing not told*. It is late "
      "only if all of it lies after the deadline")  # fmt: skip
def a_stretch_that_straddles() -> None:
    found = cell(PLAIN, [start(), told("performed", (72, 84), n=10)])
    assert (found.status, "timing not told" in marks(found)) == ("fulfilled", True)
    assert status([start(), told("performed", (72 + SECOND, 84), n=10)]) == "fulfilled late"
    inside = cell(PLAIN, [start(), told("performed", (60, 72), n=10)])
    assert (inside.status, "timing not told" in marks(inside)) == ("fulfilled", False)


@says("An incident counts only if all of its time lies in the window; one that straddles an end of it is *unverified*, "
      "*timing not told*, and one wholly outside is none")  # fmt: skip
def an_incident_that_straddles() -> None:
    truce = "refrain: {act: attack}, within: 72h of signing"
    for time, wanted in (((60, 72), "breached"), ((60, 73), "unverified"), ((-1, 3), "unverified"), ((73, 74), None)):
        attack = told("forbidden", time, occurrence="x")
        found = [i for i in instances(truce, [start(), attack]) if i.incident == "x"]
        assert [i.status for i in found] == ([] if wanted is None else [wanted]), time
        assert all(("timing not told" in marks(i)) == (wanted == "unverified") for i in found)
        assert cell(truce, [start(), attack]).status == ("breached" if wanted == "breached" else "unverified"), time


@says("Periods of a recurring duty begin with the window, then with civil days (or months from the first day, which never "
      "wander; periods of hours are exact)")  # fmt: skip
def periods() -> None:
    def ends(every: str, at: float) -> list[float]:
        keys = f"do: {{act: release, of: captives, quantity: 10}}, from: signing, every: {every}, rounding: down"
        found = ask(written(held(keys)), [start(5)], at=at)
        return [(i.window[1] - said.ZERO) / 3600 for i in found.instances("duty") if i.window]

    assert ends("day", 50) == [24 - SECOND, 48 - SECOND, 72 - SECOND]
    assert ends("week", 200) == [7 * 24 - SECOND, 14 * 24 - SECOND]
    assert ends("36h", 50) == [41 - SECOND, 77 - SECOND]
    keys = "do: {act: release, of: captives, quantity: 10}, from: 2031-01-31, every: month, rounding: down"
    monthly = ask(written(held(keys)), [], at=60 * DAY).instances("duty")
    days = [(i.window[1] + 1 - said.ZERO) / 86400 for i in monthly if i.window]
    assert days == [-1, 30, 60, 91], "28 February, 31 March, 30 April, 31 May"


@says("Each is governed by the version in force when it begins")
def a_period_is_governed_by_what_is_in_force() -> None:
    change = "amendments:\n  later: {text: annex 2, since: 2031-03-03, changes: {duty: {quantity: 20}}}\n"
    found = ask(written(held(DAILY), more=change), [start(5)], at=60).instances("duty")
    assert [i.owed and i.owed.target for i in found] == [10, 10, 20]


@says("Any other duty is governed by the version in force when its clock starts; an amendment that `applies: open` "
      "governs, from its first day on, also what is still open then")  # fmt: skip
def a_duty_is_governed_by_what_is_in_force() -> None:
    assert [_target("", at, 200) for at in (0, 72 - SECOND, 72)] == [10, 10, 20]
    assert [_target("applies: open, ", at, 200) for at in (-SECOND, 0, 72)] == [10, 20, 20]


@says("As of an earlier moment the earlier text is the one in force")
def an_amendment_reaches_nobody_before_its_first_day() -> None:
    assert [_target("applies: open, ", 0, at) for at in (72 - SECOND, 72)] == [10, 20]
    monthly = "do: {act: release, of: captives, quantity: 10}, from: 2031-03-01, every: month, rounding: down"
    change = "{text: annex 2, since: 2031-03-04, applies: open, changes: {duty: {quantity: 20}}}"
    accord = written(held(monthly), more=f"amendments:\n  later: {change}\n")
    owed = [ask(accord, [], at=at).instances("duty")[0].owed for at in (72 - SECOND, 72)]
    assert [each and each.target for each in owed] == [10, 20]


def _target(applies: str, start_at: float, at: float) -> float | None:
    """What is owed by a duty that starts at an hour, as of another; an amendment's first day begins at hour 72."""
    body = f"{{text: annex 2, since: 2031-03-04, {applies}changes: {{duty: {{quantity: 20}}}}}}"
    owed = ask(written(held(PLAIN), more=f"amendments:\n  later: {body}\n"), [start(start_at)], at=at)["duty"].owed
    return owed and owed.target


@says("With `carry-over` each is judged on the sum of all acts so far against the sum of what all periods so far owe")
def carried_over() -> None:
    words = [start(), told("performed", 5, n=25), told("performed", 50, n=4)]
    assert [i.status for i in instances(CARRIED, words, at=72)] == ["fulfilled", "fulfilled", "overdue", "in progress"]
    assert [i.status for i in instances(DAILY, words, at=72)] == ["fulfilled", "no information", "overdue", "due"]


@says("With `quota: average` all that is told so far is held against what the full periods so far owe (one at least), with "
      "`quota: sum` against what all periods of the window owe")  # fmt: skip
def averages_and_sums() -> None:
    words = [start(), told("performed", 5, n=25), told("performed", 71, n=5)]
    for quota, at, wanted in (
        ("average", 5, "fulfilled, 25 of 10"), ("average", 71, "fulfilled, 30 of 20"), ("average", 73, "fulfilled, 30 of 30"),
        ("average", 96, "overdue, 30 of 40"), ("sum", 71, "in progress, 30 of 40"), ("sum", 96, "overdue, 30 of 40"),
    ):  # fmt: skip
        keys = f"{DAILY}, until: 3 days after signing, quota: {quota}"
        assert cell(keys, words, at=at).text == wanted, (quota, at)
