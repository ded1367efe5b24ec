"""Amounts and ratios: statements of the page, run."""

from __future__ import annotations

from assessment import said
from assessment.said import PLAIN, SECOND, ask, cell, counts, held, instances, marks, says, start, status, written
from assessment.said import tell as told
from guarantor.model.claim import Quantity, When
from linking.making import testimony

DAILY = "do: {act: release, of: captives, quantity: 10}, from: signing, every: day"
UNTOLD = "do: {act: release, of: captives}, within: 72h of signing"


@says("Acts are told apart by item, by linked occurrence, else by claim. Unlinked words of one root that name the very same "
      "stretch of time are one act at its highest amount, so that a sentence repeated never adds up")  # fmt: skip
def acts_are_told_apart() -> None:
    def text(*words: said.Word) -> str:
        return cell(PLAIN, [start(), *words], at=50).text

    def twice(a: dict[str, str], b: dict[str, str]) -> str:
        return text(told("performed", 20, n=3, claim="a", **a), told("performed", 30, n=4, claim="b", **b))

    assert twice({}, {}) == "in progress, 7 of 10"
    assert twice({"item": "i"}, {"item": "i"}) == "in progress, 4 of 10"
    assert twice({"item": "i"}, {"item": "j"}) == "in progress, 7 of 10"
    assert twice({"occurrence": "o"}, {"occurrence": "o"}) == "in progress, 4 of 10"
    day = [told("performed", (0, 24), n=n, claim=str(n)) for n in (5, 4)]
    assert text(*day) == "in progress, 5 of 10"
    assert text(*day, told("performed", (24, 48), n=3)) == "in progress, 8 of 10"


@says(
    "For one root, the latest **total** by cut-off is the reading; acts wholly after the cut-off are added (marked *derived*)"
)
def the_latest_total_is_the_reading() -> None:
    words = [start(), told("total", 30, n=4), told("total", 20, n=3), told("performed", 25, n=5)]
    assert cell(PLAIN, words, at=50).text == "in progress, 4 of 10"
    more = cell(PLAIN, [*words, told("performed", (30, 31), n=1), told("performed", (30 + SECOND, 31), n=2)], at=50)
    assert (more.text, "derived" in marks(more)) == ("in progress, 6 of 10", True)


@says("A lower later reading is a revision and holds for earlier times too")
def a_lower_later_reading() -> None:
    fell = [start(), told("total", 20, n=12), told("total", 80, n=8)]
    assert (status(fell, at=79), status(fell, at=80)) == ("fulfilled", "overdue")


@says("A later published word on the same cut-off, or by the same root on the same linked act, supersedes")
def a_later_word_supersedes() -> None:
    for words in (
        [told("total", 20, n=12, published=50), told("total", 20, n=8, published=51)],
        [told("performed", 20, n=12, published=50, occurrence="o"), told("performed", 20, n=8, published=51, occurrence="o")],
    ):  # fmt: skip
        assert cell(PLAIN, [start(), *words], at=60).text == "in progress, 8 of 10"
        assert cell(PLAIN, [start(), *words], at=60, published_by=50).status == "fulfilled"


WEEKLY = "do: {act: release, of: captives, quantity: 10}, from: signing, every: week"
CARRIED = f"{WEEKLY}, carry-over: true"
WEEK = 168


def stretch(first: float, last: float, n: float, **more: object) -> said.Word:
    """An amount told for all hours from one to just before another."""
    return told("performed", (first, last - SECOND), n=n, stretch=True, **more)


@says("An amount told for several whole days that were over when it was told (\"45,000 tonnes in March\") is what was done in "
      "that **stretch**", "Of a stretch that was not over (\"so far in April\") the amount is affirmed, and not added. A rate "
      "(\"1,500 tonnes a day in March\") is no amount of a stretch: it is performance of an untold amount")  # fmt: skip
def an_amount_of_a_stretch() -> None:
    """The report was printed on 1 November."""
    for when, kind, wanted in (
        (("2025-10-01", "2025-10-31"), "flow", ("performed", True, 45.0)),
        (("2025-10-27", "2025-11-02"), "flow", ("total", False, 45.0)),
        (("2025-10-01", "2025-10-31"), "rate", ("performed", False, None)),
    ):
        figure = Quantity(value=45.0, low=45.0, high=45.0, kind=kind)  # type: ignore[arg-type]
        made = testimony("performed", 0, quantities=(figure,), when=When(start=when[0], end=when[1], precision="month"))
        assert (made.effect, made.stretch, made.low) == wanted
        assert wanted[0] == "performed" or made.scope == "narrower"


@says("a root's stretches add up, under `carry-over` and sums too, and what the root tells later of the same stretch takes the "
      "earlier word's place")  # fmt: skip
def stretches_add_up() -> None:
    words = [start(), stretch(0, WEEK, 6), stretch(WEEK, 2 * WEEK, 15)]
    assert [i.status for i in instances(CARRIED, words, at=2 * WEEK)][:2] == ["fulfilled late", "fulfilled"]
    total = f"{WEEKLY}, quota: sum, until: 2031-03-14"
    assert cell(total, words, at=2 * WEEK).text.startswith("fulfilled, 21 of 20")
    again = [stretch(0, WEEK, n, occurrence="o", published=WEEK + n, claim=str(n)) for n in (9, 7)]
    assert cell(PLAIN.replace("72h", "9 days"), [start(), *again], at=250).text == "overdue, 9 of 10"


@says("Where a stretch touches acts or shorter stretches of the same root, the higher amount counts, never both")
def a_stretch_and_what_is_in_it() -> None:
    for parts, comes_to in (((2, 3), 6), ((4, 5), 9)):
        inside = [told("performed", at, n=n) for at, n in zip((10, 20), parts, strict=True)]
        assert cell(PLAIN, [start(), stretch(0, 48, 6), *inside]).text == f"overdue, {comes_to} of 10"
    assert cell(PLAIN, [start(), stretch(0, 24, 4), stretch(24, 48, 3), stretch(0, 48, 9)]).text == "overdue, 9 of 10"
    assert cell(PLAIN, [start(), stretch(0, 24, 4), stretch(12, 48, 3)]).text == "overdue, 4 of 10"


@says("It decides a period only if all of it lies in the period; if it began before the window, it says only that no more was "
      "done in it")  # fmt: skip
def a_stretch_over_an_edge() -> None:
    inside, across = stretch(WEEK, 2 * WEEK, 10), stretch(WEEK - 24, 2 * WEEK - 24, 10)
    assert instances(WEEKLY, [start(), inside], at=2 * WEEK)[1].status == "fulfilled"
    assert {i.status for i in instances(WEEKLY, [start(), across], at=2 * WEEK)} == {"no information", "due"}
    assert status([start(), stretch(-24, 80, 12)]) == "no information"
    done = told("performed", 20, n=10, by="front")
    assert (status([start(), stretch(-24, 80, 12), done]), status([start(), stretch(-24, 80, 9), done])) == (
        "fulfilled", "disputed",
    )  # fmt: skip


@says("Over several roots nothing is added. A figure is one root's; the cell shows the range of those that stand, with "
      "*figures differ* where they do")  # fmt: skip
def rivals_are_never_added() -> None:
    found = cell(PLAIN, [start(), told("performed", 20, n=5), told("performed", 30, n=6, by="front")])
    assert (found.text, marks(found)["figures differ"]) == ("overdue, 5-6 of 10", ("front", "north"))
    same = cell(PLAIN, [start(), told("performed", 20, n=5), told("performed", 30, n=5, by="front")])
    assert (same.text, "figures differ" in marks(same)) == ("overdue, 5 of 10", False)


@says("nobody is said to tell a figure that rests on others' words alone")
def a_figure_is_its_teller_s() -> None:
    """The front tells of two captives of its own, the north of an exact act of six: these count in both sums."""
    act = told("performed", 20, n=6, occurrence="o", pooled=True)
    both = cell(PLAIN, [start(), act, told("performed", 40, n=2, by="front")])
    assert both.owed and {each.root: each.value for each in both.owed.by_root} == {"north": 6, "front": 8}
    less = cell(PLAIN, [start(), act, told("total", 40, n=2, by="front", scope="narrower")])
    assert less.owed and {each.root: each.value for each in less.owed.by_root} == {"north": 6}


@says("An update of a running count is no difference: where some roots read the series, acts told one by one are no rival "
      "figure, nor is a reading with an earlier cut-off that is not higher")  # fmt: skip
def an_update_is_no_difference() -> None:
    words = [
        start(),
        told("performed", 15, n=2, by="monitors"),
        told("total", 20, n=4, by="front"),
        told("total", 40, n=8),
    ]
    found = cell(PLAIN, words, at=50)
    assert (found.text, "figures differ" in marks(found)) == ("in progress, 8 of 10", False)
    higher = cell(PLAIN, [*words, told("total", 30, n=9, by="monitors")], at=50)
    assert (higher.text, "figures differ" in marks(higher)) == ("in progress, 8-9 of 10", True)


@says("Only acts whose link was reviewed or is exact (`pooled`), and acts on the same item, count for every root of the "
      "account, at the highest told")  # fmt: skip
def pooled_acts_count_for_every_root() -> None:
    def both(first: dict[str, object], second: dict[str, object]) -> str:
        return status([start(), told("performed", 20, n=4, **first), told("performed", 30, n=6, by="front", **second)])

    assert both({"occurrence": "a"}, {"occurrence": "b"}) == "overdue"
    assert both({"occurrence": "a", "pooled": True}, {"occurrence": "b", "pooled": True}) == "fulfilled"
    assert both({"item": "i"}, {"item": "j"}) == "fulfilled"
    one = cell(
        PLAIN, [start(), *(told("performed", 20, n=n, by=by, item="i") for n, by in ((4, "north"), (6, "front")))]
    )
    assert one.text == "overdue, 6 of 10"
    apart = [start(), told("performed", 20, n=4, item="i"), told("performed", 30, n=6, by="front", item="j")]
    assert status(apart, account="north") == "overdue", "what another account tells does not count here"


@says("A total that does not say since when counts from the first window of its provision; so it is no reading of a window "
      "that begins on a later day", "A total over many periods decides no single one; it is shown as the running figure of the quota")  # fmt: skip
def a_total_over_many_periods() -> None:
    words = [start(), told("total", 30, n=15)]
    found = ask(written(held(DAILY)), words, at=47)
    assert [i.status for i in found.instances("duty")] == ["no information", "due"]
    assert found["duty"].owed and found["duty"].owed.text == "north: 15 in 1 (15 a day of 10)"
    since = [start(), told("total", 47, n=15, since=24)]
    assert [i.status for i in instances(DAILY, since, at=47)] == ["no information", "fulfilled"]
    often = "do: {act: release, of: captives, quantity: 10}, within: 10h of batch"
    batches = [start(0, about="batch"), start(30, about="batch"), told("total", 35, n=12)]
    assert [i.status for i in instances(often, batches)] == ["fulfilled late", "no information"]


@says("One that counts from more than a day after the start only affirms; where the start is told only vaguely, the last moment "
      "at which it may lie is taken for this")  # fmt: skip
def a_total_since_a_later_day() -> None:
    def text(came: object, since: float) -> str:
        words = [start(came), told("total", 110, n=5, since=since), told("performed", 112, n=3)]
        return cell(PLAIN.replace("72h", "200h"), words, at=120).text

    assert text(0, 24) == "in progress, 8 of 10", "a reading, and what came after it"
    assert text(0, 24 + SECOND) == "in progress, 5 of 10", "no less than five in all"
    assert text((0, 96), 120 - SECOND) == text((0, 96), 96) == "in progress, 8 of 10"


@says('"More than 400" affirms 400 and can never show that less was done')
def an_open_bound() -> None:
    for low, wanted in ((10.0, "fulfilled"), (8.0, "overdue")):
        assert status([start(), told("performed", 20, low=low, high=None)], [counts("north")]) == wanted
    assert status([start(), told("performed", 20, n=8)], [counts("north")]) == "breached"


@says("An act without amount is performance of an untold amount: it reaches no number, and where the text has none it is "
      "one act. A word that *all* was done reaches any")  # fmt: skip
def an_act_without_amount() -> None:
    found = cell(PLAIN, [start(), told("performed", 20)])
    assert (found.status, "amount not told" in marks(found)) == ("overdue", True)
    assert status([start(), told("performed", 20)], keys=UNTOLD) == "fulfilled"
    assert status([start(), told("performed", 20, whole=True)]) == "fulfilled"


@says("A narrower figure only affirms, a wider one only denies")
def narrower_and_wider() -> None:
    assert status([start(), told("total", 20, n=10, scope="narrower")]) == "fulfilled"
    assert (
        status([start(), told("total", 80, n=3, scope="narrower"), told("performed", 20, n=10, by="front")])
        == "fulfilled"
    )
    assert status([start(), told("total", 80, n=10, scope="wider")]) == "no information"
    assert status([start(), told("performed", 20, n=10, scope="wider")]) == "no information"
    assert (
        status([start(), told("total", 80, n=3, scope="wider"), told("performed", 20, n=10, by="front")]) == "disputed"
    )


RATIO = "do: {act: release, of: captives, ratio: {times: 5, per: batch}}, from: signing"


@says(
    "A ratio multiplies the highest figure of the other that the account's own roots tell, or, where they tell nothing of "
    "it, everybody's"
)
def whose_figure_is_multiplied() -> None:
    words = [start(), start(by="front"), start(3, about="batch", n=2), start(4, about="batch", n=3, by="monitors")]
    seen = {name: cell(RATIO, words, account=name).owed for name in ("north", "front", "monitors", "everybody")}
    assert {name: owed and owed.target for name, owed in seen.items()} == {
        "north": 10, "front": 15, "monitors": 15, "everybody": 15,
    }  # fmt: skip


@says("Where nobody tells how many of the other there were, a ratio of all so far owes nothing certain: no target, and no "
      "fulfilment short of a word that all was done")  # fmt: skip
def a_ratio_of_what_nobody_counts() -> None:
    words = [start(), start(3, about="batch"), told("performed", 9, n=10)]
    found = cell(RATIO, words)
    assert (found.status, found.owed and found.owed.target) == ("in progress", None)
    assert status([start(), start(3, about="batch")], keys=RATIO) == "due"
    assert status([*words, told("performed", 10, whole=True)], keys=RATIO) == "fulfilled"
    assert cell(RATIO, [*words, start(4, about="batch", n=2)]).text == "fulfilled, 10 of 10"
    other = held("do: {act: return, of: remains, quantity: 4}, within: 72h of signing", "other", debtor="north")
    ratio = held("do: {act: release, of: captives, ratio: 5 per other}, from: signing")
    found = ask(written(ratio, other), [start(), told("performed", 3, about="other")])["duty"]
    assert (found.status, found.owed and found.owed.target) == ("due", None)


@says("With the mode `trigger` or `fifo`, each occurrence owes so many for each that it is told with, and once so many where "
      "it is told without a number")  # fmt: skip
def a_ratio_of_each_occurrence() -> None:
    words = [start(0, about="batch", n=2), start(20, about="batch"), told("performed", 30, n=10)]
    for mode, wanted in (("trigger", ["fulfilled", "fulfilled"]), ("fifo", ["fulfilled", "no information"])):
        keys = (
            f"do: {{act: release, of: captives, ratio: {{times: 5, per: batch, mode: {mode}}}}}, within: 72h of batch"
        )
        found = instances(keys, words, at=100)
        assert [i.owed and i.owed.target for i in found] == [10, 5]
        assert [i.status for i in found] == wanted


@says("With a `lag`, what came up to so long before the deadline (or the as-of time, if earlier) is multiplied")
def a_ratio_with_a_lag() -> None:
    keys = "do: {act: release, of: captives, ratio: {times: 5, per: batch, lag: 24h}}, from: signing"
    words = [start(), start(3, about="batch", n=2), start(30, about="batch", n=1)]
    targets = [cell(keys, words, at=at).owed for at in (26, 27, 54 - SECOND, 54)]
    assert [owed and owed.target for owed in targets] == [None, 10, 10, 15]
