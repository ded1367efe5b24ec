"""Where the specification was mended, and how the page is kept right: statements of the page, run."""

from __future__ import annotations

from pathlib import Path

from assessment.said import (
    DAY,
    PLAIN,
    STANDING,
    ask,
    cell,
    counts,
    files,
    held,
    instances,
    marks,
    says,
    start,
    status,
    written,
)
from assessment.said import tell as told

DONE = told("performed", 20, n=10, claim="done")


@says("outstanding contradicts a told fulfilment, but alone gives *overdue*")
def mended_outstanding() -> None:
    assert status([start(), told("outstanding", 80)]) == "overdue"
    assert status([start(), DONE, told("outstanding", 80, by="front")]) == "disputed"


@says("the covering source must fall short even at its highest")
def mended_covering() -> None:
    for high, wanted in ((9.0, "breached"), (10.0, "fulfilled")):
        assert status([start(), told("performed", 20, low=2.0, high=high)], [counts("north")]) == wanted


@says("only where the start is *told differently*; a start told to the day is *timing not told*")
def mended_both_ends() -> None:
    late = told("performed", 80, n=10)
    differ, day = cell(PLAIN, [start(0), start(20, by="front"), late]), cell(PLAIN, [start((0, 20)), late])
    assert (differ.status, day.status, "timing not told" in marks(day)) == ("disputed", "fulfilled", True)


@says("also a total that begins before the window")
def mended_wider() -> None:
    early = told("total", 150, n=12, since=-48)
    assert status([start(60), early], at=200) == "no information"
    less = told("total", 150, n=3, since=-48)
    assert status([start(60), less, told("performed", 70, n=10, by="front")], at=200) == "disputed"


@says("for duties with a window, at its deadline (or now, if earlier)")
def mended_condition() -> None:
    keys = PLAIN + ", unless: {told: second}"
    assert status([start(), told("performed", 20, n=4), start(60, about="second")], keys=keys) == "excepted"
    assert status([start(), told("performed", 20, n=4), start(73, about="second")], keys=keys) == "overdue"


@says("a running total short of what is owed is *outstanding*: overdue alone, disputed against a told fulfilment; only a declared "
      "coverage, or a plain word, gives *breached*")  # fmt: skip
def mended_totals() -> None:
    short = told("total", 90, n=9)
    assert status([start(), short]) == "overdue"
    assert status([start(), short, told("performed", 20, n=10, by="front")]) == "disputed"
    assert status([start(), short], [counts("north")]) == "breached"
    assert status([start(), short, told("not_performed", 90)]) == "breached"


@says("calling a duty breached is a judgement of its holder: a mark alone, *disputed* against who calls it none")
def mended_violation() -> None:
    called = [start(), told("breached", 90)]
    assert (status(called), status([*called, told("answers", 95, by="front")])) == ("no information", "disputed")


@says("overdue counts against the debtor only where somebody tells that it is outstanding")
def mended_performs() -> None:
    pair = written(held(PLAIN + ", while: {performs: north}"),
                   held("do: {act: return, of: remains, quantity: 4}, within: 48h of signing", "other", debtor="north"))  # fmt: skip
    for word, wanted in (
        (told("performed", 9, n=2, about="other"), "due"),
        (told("outstanding", 50, about="other"), "lapsed"),
    ):
        assert ask(pair, [start(), word], at=60)["duty"].status == wanted


@says("the whole window, once it is over")
def mended_current_period() -> None:
    truce = STANDING.replace("from: signing", "within: 72h of signing")
    assert status([start(), told("forbidden", 10)], keys=truce, at=73) == "breached"


@says("of a bound from above nothing can be overdue: *unverified*")
def mended_bounds() -> None:
    most = "do: {act: release, of: captives, quantity: at most 3}, within: 72h of signing"
    assert status([start(), told("performed", 20, n=2)], keys=most) == "unverified"


@says("a verifier's figure has to bear out what is told")
def mended_verified() -> None:
    keys = PLAIN + ", verify: {who: monitors}"
    for n, wanted in ((10, "verified"), (2, "corroborated")):
        assert cell(keys, [start(), DONE, told("performed", 20, n=n, by="monitors")]).grade == wanted


@says("Acts used up once (`consume: exclusive`) are used up first in, first out; the rise from one total to the next is an act "
      "between their cut-offs")  # fmt: skip
def used_up_once() -> None:
    keys = "do: {act: release, of: captives, quantity: 10}, within: 72h of batch, consume: exclusive"
    begun = [start(0, about="batch"), start(10, about="batch")]
    for acts, wanted in (
        ([told("performed", 20, n=10)], ["fulfilled", "no information"]),
        ([told("performed", 20, n=14)], ["fulfilled", "overdue"]),
        ([told("performed", 20, n=14), told("performed", 80, n=6)], ["fulfilled", "fulfilled"]),
        ([told("total", 20, n=10), told("total", 30, n=20)], ["fulfilled", "fulfilled"]),
        ([told("total", 20, n=14), told("total", 90, n=20)], ["fulfilled", "fulfilled"]),
        ([told("total", 20, n=14), told("total", 82, n=14), told("total", 90, n=20)], ["fulfilled", "fulfilled late"]),
    ):
        assert [i.status for i in instances(keys, [*begun, *acts])] == wanted, acts
    assert [i.status for i in instances(keys.replace(", consume: exclusive", ""), [*begun, DONE])] == [
        "fulfilled",
        "fulfilled",
    ]


@says("The cell keeps the last figure that was told by its day, and `--as-of` a later day shows the later one")
def no_working_back() -> None:
    words = [start(), told("total", 4 * DAY, n=21), told("performed", 80, n=2), told("performed", 90, n=2)]
    keys = "do: {act: release, of: captives, quantity: 28}, within: 480h of signing"
    earlier = [start(), told("total", 70, n=15), *words[1:]]
    assert [cell(keys, earlier, at=at).text for at in (70, 75, 96)] == [
        "in progress, 15 of 28", "in progress, 15 of 28", "in progress, 21 of 28",
    ]  # fmt: skip


@says("Statements of this page are run word for word (`tests/assessment/test_semantics.py`)",
      "`tests/assessment/reference.py` for duties of at least so many and for incidents, `tests/assessment/wider.py`")  # fmt: skip
def the_tests_are_there() -> None:
    root = Path(__file__).resolve().parents[2]
    for name in ("test_semantics", "reference", "wider"):
        assert (root / "tests" / "assessment" / f"{name}.py").is_file()
    assert files(written(held(PLAIN))).agreement.provisions[0].id == "duty"
