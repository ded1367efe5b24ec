"""Positions from codings: which words stand, what they say, as of when; two coders; who is known to agree with whom."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings

from guarantor.model.agreement import Issue
from guarantor.model.position import Answer, Coding, Option, Position, Stance, Tie
from guarantor.positions.alignment import closeness_matrix, drift, pair
from guarantor.positions.derive import Moment, changed, moves_over_time, positions
from guarantor.positions.pareto import undominated
from guarantor.positions.saying import age_of, detail_of, word_of
from guarantor.positions.ties import forbidden
from positions.making import SEEDS

NOW = Moment(as_of="2031-03-31")


def coding(day: str | None, stance: Stance, rank: int = 2, **more: Any) -> Coding:
    """One coding of actor a on x/p."""
    values: dict[str, Any] = {
        "id": f"{day}-{stance}-{rank}-{more.get('coder')}", "claim": f"{day}-{rank}-{stance}", "issue": "x",
        "option": "p", "actor": "a", "stance": stance, "rank": rank, "day": day, "published": day, **more,
    }  # fmt: skip
    return Coding(**values)


def found(*codings: Coding, moment: Moment = NOW) -> Position:
    return positions(codings, ["a"], [("x", "p")], moment)["a", "x/p"]


@pytest.mark.parametrize(
    ("words", "answer", "word"),
    [
        ([], "unknown", "unknown"),
        ([("2031-03-01", "accepts", 2)], "accept", "accepts"),
        ([("2031-03-01", "can live with", 2)], "accept", "can live with"),
        ([("2031-03-01", "opposes", 2)], "reject", "rejects"),
        ([("2031-03-01", "red line", 2)], "reject", "rejects"),
        ([("2031-03-01", "silent", 2)], "unknown", "silent"),
        ([("2031-03-01", "conditional", 2)], "unknown", "accepts if"),
        # a later word of the same rank takes the place of the earlier one
        ([("2031-03-01", "opposes", 2), ("2031-03-05", "accepts", 2)], "accept", "accepts"),
        # a later word of an unnamed source does not: both stand
        ([("2031-03-01", "opposes", 2), ("2031-03-05", "accepts", 4)], "contradicted", "contradicted"),
        # one of a nearer source does
        ([("2031-03-01", "opposes", 4), ("2031-03-05", "accepts", 2)], "accept", "accepts"),
        # two of one day that do not fit together
        ([("2031-03-05", "opposes", 2), ("2031-03-05", "accepts", 2)], "contradicted", "contradicted"),
        # a no and a condition do not fit together; a yes and a condition are no more than the condition
        ([("2031-03-05", "opposes", 2), ("2031-03-05", "conditional", 2)], "contradicted", "contradicted"),
        ([("2031-03-05", "accepts", 2), ("2031-03-05", "conditional", 2)], "unknown", "accepts if"),
        # silence takes nothing back of a nearer source, and is not consent
        ([("2031-03-01", "opposes", 2), ("2031-03-05", "silent", 4)], "reject", "rejects"),
        # how often it is said plays no part
        ([("2031-03-01", "accepts", 2)] * 1 + [(f"2031-03-{d:02}", "opposes", 4) for d in range(1, 9)], "contradicted",
         "contradicted"),
    ],
)  # fmt: skip
def test_which_words_stand(words: list[tuple[str, Stance, int]], answer: Answer, word: str) -> None:
    cell = found(*(coding(*each) for each in words))
    assert (cell.answer, word_of(cell)) == (answer, word)


def test_as_of_and_published_by() -> None:
    words = [coding("2031-03-01", "opposes"), coding("2031-03-20", "accepts", published="2031-03-25")]
    assert found(*words).answer == "accept"
    assert found(*words, moment=Moment(as_of="2031-03-10")).answer == "reject"
    assert found(*words, moment=Moment(as_of="2031-03-31", published_by="2031-03-24")).answer == "reject"
    assert found(*words, moment=Moment(as_of="2031-02-01")).answer == "unknown"


def test_undated_words_do_not_count_where_a_day_is_asked() -> None:
    assert found(coding(None, "accepts")).answer == "unknown"
    assert found(coding(None, "accepts"), moment=Moment()).answer == "accept"


def test_age_is_shown_and_changes_nothing() -> None:
    cell = found(coding("2001-03-31", "accepts"))
    assert cell.answer == "accept"
    assert cell.age == 10957
    assert age_of(cell) == "10957 days old"
    assert age_of(found(coding("2031-03-31", "accepts"))) == "today"


def test_coders_who_differ_are_shown_and_no_answer_is_taken() -> None:
    one = coding("2031-03-01", "accepts", coder="Ada", claim="c")
    two = coding("2031-03-01", "opposes", coder="Bo", claim="c")
    cell = found(one, two)
    assert cell.differ
    assert cell.answer == "unknown"
    assert word_of(cell) == "coders differ"
    assert {each.coder for each in cell.decided_by} == {"Ada", "Bo"}


def test_a_person_takes_the_place_of_a_rules_proposal() -> None:
    rule = coding("2031-03-01", "opposes", claim="c", rule="stance words")
    person = coding("2031-03-01", "conditional", claim="c", coder="Ada", condition="elections are held")
    cell = found(rule, person)
    assert (cell.answer, cell.stance, cell.condition) == ("unknown", "conditional", "elections are held")
    assert found(rule, moment=replace(NOW, reviewed_only=True)).answer == "unknown"


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_any_order_of_codings_gives_the_same_position(seed: int) -> None:
    draw = random.Random(seed)
    stances: list[Stance] = ["demands", "accepts", "can live with", "opposes", "red line", "conditional", "silent"]
    words = [
        coding(f"2031-03-{draw.randint(1, 9):02}", draw.choice(stances), draw.randint(1, 5), id=str(n),
               claim=f"c{draw.randint(0, 5)}", coder=draw.choice([None, "Ada", "Bo"]))
        for n in range(draw.randint(0, 9))
    ]  # fmt: skip
    assert found(*draw.sample(words, len(words))) == found(*words)


def test_moves_over_time_and_what_changed() -> None:
    words = [coding("2031-03-01", "opposes"), coding("2031-03-02", "opposes"), coding("2031-03-09", "accepts")]
    steps = moves_over_time(words, "a", "x", "p", NOW)
    assert [(step.day, step.answer) for step in steps] == [("2031-03-01", "reject"), ("2031-03-09", "accept")]
    before = positions(words, ["a"], [("x", "p")], Moment(as_of="2031-03-05"))
    assert changed(before, positions(words, ["a"], [("x", "p")], NOW)) == {("a", "x/p")}


def test_a_red_line_says_what_it_is_held_to_be() -> None:
    from guarantor.model.agreement import Agreement

    empty = Agreement(process="t", title="t")
    assert detail_of(found(coding("2031-03-01", "red line")), empty) == "a red line, not assessed"
    assert "rhetorical" in detail_of(found(coding("2031-03-01", "red line", assessed="rhetorical")), empty)


# --- alignment --------------------------------------------------------------------------------------------------------

ORDERED = Issue(id="x", title="X?", options=("p", "q", "r"), choices=tuple(Option(id=o, title=o) for o in "pqr"),
                ordered=True)  # fmt: skip


def cells(**told: str) -> dict[tuple[str, str], Position]:
    """Cells of actors a and b on x: ``a="p+ q-"``."""
    answers: dict[str, Answer] = {"+": "accept", "-": "reject", "?": "unknown"}
    given = {(actor, each[0]): answers[each[1]] for actor, words in told.items() for each in words.split()}
    return {
        (actor, f"x/{option}"): Position(actor=actor, issue="x", option=option,
                                         answer=given.get((actor, option), "unknown"))
        for actor in ("a", "b") for option in "pqr"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("a", "b", "n", "agree", "close"),
    [
        ("p+", "p+", 1, 1, Fraction(1)),
        ("p+", "p-", 1, 0, None),
        ("p-", "p-", 1, 1, None),
        ("p+", "r+", 1, 0, Fraction(0)),
        ("p+ q+", "q+", 1, 1, Fraction(1)),
        ("p+", "q-", 0, 0, None),
        ("p+", "", 0, 0, None),
        ("p+ q-", "p+ q+", 1, 0, Fraction(1)),
    ],
)
def test_pairs(a: str, b: str, n: int, agree: int, close: Fraction | None) -> None:
    told = pair(cells(a=a, b=b), "a", "b", [ORDERED])
    assert (told.n, told.agree) == (n, agree)
    assert told.share == (Fraction(agree, n) if n else None)
    assert (told.closeness[1] if told.closeness else None) == close
    assert pair(cells(a=b, b=a), "a", "b", [ORDERED]).agree == agree


def test_drift_keeps_the_moments_at_which_something_changed() -> None:
    days = [("1", cells(a="p+", b="p-")), ("2", cells(a="p+", b="p-")), ("3", cells(a="p+", b="p+"))]
    assert [day for day, _ in drift(days, "a", "b", [ORDERED])] == ["1", "3"]


def test_closeness_of_the_same_place_is_one() -> None:
    assert closeness_matrix([[1, 2], [1, 2]], span=10).tolist() == [[1, 1], [1, 1]]


# --- packages by rank, ties -------------------------------------------------------------------------------------------


def test_no_package_is_better_for_everybody() -> None:
    ranks: dict[tuple[str, str, str], int | None] = {
        ("a", "x", "p"): 0, ("a", "x", "q"): 1, ("b", "x", "p"): 1, ("b", "x", "q"): 1, ("a", "y", "u"): 0,
        ("a", "y", "v"): 3, ("b", "y", "u"): 3, ("b", "y", "v"): 0,
    }  # fmt: skip
    every = [(("x", x), ("y", y)) for x in "pq" for y in "uv"]
    assert undominated(every, ranks, ["a", "b"]) == [(("x", "p"), ("y", "u")), (("x", "p"), ("y", "v"))]
    assert undominated(every, {**ranks, ("b", "x", "q"): None}, ["a", "b"]) == every


def test_ties_as_combinations() -> None:
    issues = {"x": ("p", "q"), "y": ("u", "v")}
    first = Tie(id="1", option="x/p", after=("y/u",))
    assert forbidden([first], issues) == [(("x", "p"), ("y", "v"))]
    back = Tie(id="2", option="y/u", after=("x/p",))
    assert (("x", "p"), ("y", "u")) in forbidden([first, back], issues)
    assert forbidden([Tie(id="3", never=("x/p", "y/u"))], issues) == [(("x", "p"), ("y", "u"))]
    assert forbidden([Tie(id="4", never=("x/p", "z/k"))], issues) == []
