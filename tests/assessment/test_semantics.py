"""Statements of ``docs/semantics.md``, word for word, each run against what the program answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assessment.making import agreement, at_least, counted, duty, h, start, state, status, window, word
from guarantor.assessment import explain
from guarantor.model.agreement import Amount, Anchor, Event, Offset, Recurrence, Window
from guarantor.model.assessment import ProvisionStatus
from guarantor.model.testimony import Testimony as Word

PAGE = " ".join((Path(__file__).resolve().parents[2] / "docs" / "semantics.md").read_text(encoding="utf-8").split())
TEN = duty(quantity=at_least(10))
SECOND = 1 / 3600


def cell(*words: Word, at: float = 100, held: Any = TEN, **more: Any) -> ProvisionStatus:
    return state(agreement(held, **{k: more.pop(k) for k in ("events",) if k in more}), words, at=at, **more)["duty"]


def names(found: ProvisionStatus) -> list[str]:
    return [mark.name for mark in found.marks]


def rival_s_word() -> None:
    relayed = word("performed", 20, n=10, by="front", cited="north")
    assert status([start(), relayed], account="north") == "no information"
    assert status([start(by="front"), relayed], account="front") == "fulfilled"


def stretch_counts_once_past() -> None:
    day = word("performed", (24, 48), n=10)
    assert (status([start(), day], at=47), status([start(), day], at=48)) == ("due", "fulfilled")


def withdrawn() -> None:
    act = word("performed", 20, n=10, recorded=h(21), withdrawn=h(60))
    assert status([start(), act]) == "no information"
    assert status([start(), act], known_at=h(59)) == "fulfilled"
    assert status([start(), act], known_at=h(60)) == "no information"


def without_publication() -> None:
    act = word("performed", 20, n=10, recorded=h(30))
    assert status([start(), act], published_by=h(29)) == "no information"
    assert status([start(), act], published_by=h(30)) == "fulfilled"


def start_borrowed() -> None:
    act = word("performed", 20, n=10, by="front")
    assert "start told by" in names(cell(start(), act, account="front"))
    assert "start told by" not in names(cell(start(), start(by="front"), act, account="front"))


def both_ends() -> None:
    for at, wanted in ((0, "fulfilled"), (72, "fulfilled"), (72 + SECOND, "fulfilled late")):
        assert status([start(), word("performed", at, n=10)]) == wanted
    assert (status([start()], at=72), status([start()], at=72 + SECOND)) == ("due", "no information")


def straddling() -> None:
    found = cell(start(), word("performed", (60, 84), n=10))
    assert (found.status, "timing not told" in names(found)) == ("fulfilled", True)
    assert status([start(), word("performed", (72 + SECOND, 84), n=10)]) == "fulfilled late"


def told_twice() -> None:
    assert status([start(), word("performed", (0, 24), n=6, claim="a"), word("performed", (0, 24), n=5, claim="b")],
                  at=50) == "in progress"  # fmt: skip


def never_added() -> None:
    halves = [word("performed", 20, n=5), word("performed", 30, n=5, by="front")]
    assert status([start(), *halves]) == "overdue"
    assert status([start(), *(word("performed", 20, n=5, by=by, item=item) for by, item in
                              (("north", "i"), ("front", "j")))]) == "fulfilled"  # fmt: skip


def revision() -> None:
    fell = [word("total", 20, n=12), word("total", 80, n=8)]
    assert (status([start(), *fell], at=50), status([start(), *fell])) == ("fulfilled", "overdue")


def more_than() -> None:
    open_bound = word("performed", 20, low=8.0, high=None)
    assert status([start(), open_bound], [counted("north")]) == "overdue"


def without_amount() -> None:
    found = cell(start(), word("performed", 20))
    assert (found.status, "amount not told" in names(found)) == ("overdue", True)
    assert status([start(), word("performed", 20, whole=True)]) == "fulfilled"


def range_of_one_source() -> None:
    between = word("performed", 20, low=8.0, high=12.0)
    assert status([start(), between], [counted("north")]) == "fulfilled"


def not_yet() -> None:
    words = [start(), word("not_performed", 25, by="front")]
    found = cell(*words, at=30)
    assert (found.status, found.against) == ("due", ("front",))


def short_alone() -> None:
    assert status([start(), word("outstanding", 80)]) == "overdue"
    assert status([start(), word("performed", 20, n=10), word("outstanding", 80, by="front")]) == "disputed"


def other_day() -> None:
    held = duty(quantity=at_least(10), window=window(None), recurrence=Recurrence(every=Offset(days=1), quota="each"))
    words = [start(), word("not_performed", (48, 71.9998))]
    found = state(agreement(held), words, at=96).instances("duty")
    assert [i.status for i in found] == ["no information", "no information", "breached", "no information", "due"]


def at_most() -> None:
    held = duty(quantity=Amount(op="<=", value=at_least(3).value))
    assert status([start(), word("performed", 20, n=4)], provision=held) == "breached"
    assert status([start(), word("performed", 20, n=2)], [counted("north")], provision=held) == "fulfilled"


def holding() -> None:
    held = duty(polarity="refrain", window=window(None))
    assert status([start()], provision=held) == "unverified"
    assert status([start(), word("upholds", 99)], provision=held) == "holding"


def whole_window() -> None:
    held = duty(polarity="refrain", window=window(48))
    assert status([start(), word("forbidden", 10)], provision=held) == "breached"


def later_of() -> None:
    both = Window(anchor=Anchor(kind="later", name="later", of=(Anchor(kind="event", name="signing"),
                  Anchor(kind="event", name="second"))), end=Offset(seconds=h(72)))  # fmt: skip
    held, events = duty(quantity=at_least(10), window=both), (Event(id="signing"), Event(id="second"))
    assert cell(start(), held=held, events=events).status == "no information"
    assert cell(start(), start(20, about="second"), held=held, events=events, at=30).status == "due"


def critical() -> None:
    act = word("performed", 20, n=10, claim="only")
    (why,) = explain(state(agreement(TEN), [start(), act]), "duty")
    assert why.witnesses[1].critical == ("only",)
    assert status([start()]) != "fulfilled"


SAID: list[tuple[str, Callable[[], None]]] = [
    ("What a rival relays is the rival's word", rival_s_word),
    ("a word counts once the whole stretch of time that it names has passed", stretch_counts_once_past),
    ("recorded by then, and not withdrawn by then", withdrawn),
    ("a word without a date of publication counts from when it was recorded", without_publication),
    ("everybody's words stand in, with the mark *start told by …*", start_borrowed),
    ("An act at the very second of the deadline is in time; at that second the window is still open; one second later "
     "it is closed", both_ends),
    ("is in time, marked *timing not told*. It is late only if all of it lies after the deadline", straddling),
    ("are one act at its highest amount, so that a sentence repeated never adds up", told_twice),
    ("Over several roots nothing is added", never_added),
    ("A lower later reading is a revision and holds for earlier times too", revision),
    ("can never show that less was done", more_than),
    ("An act without amount is performance of an untold amount: it reaches no number. A word that *all* was done reaches "
     "any", without_amount),
    ("so that one source's \"between 400 and 500\" never contradicts itself", range_of_one_source),
    ("is no denial; who says so is shown", not_yet),
    ("`short` alone never makes a breach", short_alone),
    ("it says nothing of another day", other_day),
    ("*At most* mirrors this", at_most),
    ("Without a word the period is *unverified*; *holding* needs somebody who says so", holding),
    ("When the whole window is over, the cell speaks of the whole window", whole_window),
    ("The later of several has come when all have", later_of),
]  # fmt: skip


@pytest.mark.parametrize(("said", "holds"), SAID, ids=[holds.__name__ for _, holds in SAID])
def test_the_page_says_so_and_it_is_so(said: str, holds: Callable[[], None]) -> None:
    assert said in PAGE
    holds()


def test_a_critical_claim_is_what_a_status_rests_on() -> None:
    critical()
