"""Clocks that hang on another provision's fulfilment, and on starts with a key: statements of the page, run."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.said import DAY, PLAIN, STANDING, ask, counts, held, instances, marks, says, start, status, written
from assessment.said import tell as told
from guarantor.model.assessment import ProvisionStatus
from guarantor.model.testimony import Coverage, Testimony

SECOND_DUTY = held(PLAIN, "first", debtor="north") + held(
    "do: {act: return, of: remains, quantity: 4}, within: 48h of first", "then"
)


def _then(
    *words: Testimony, at: float = 40, account: str = "everybody", counted: Sequence[Coverage] = ()
) -> ProvisionStatus:
    return ask(written(SECOND_DUTY), [start(), *words], counted, at=at, account=account)["then"]


def _first(effect: str, at: float | tuple[float, float], *, by: str, n: float | None = 10) -> Testimony:
    return told(effect, at, by=by, about="first", n=n)


@says("Another provision's fulfilment comes at the first moment at which it is told fulfilled, late or not.")
def fulfilment_starts_a_clock() -> None:
    for at in (20, 80):
        found = _then(_first("performed", at - 5, by="north", n=4), _first("performed", at, by="north", n=6), at=at + 1)
        assert (found.status, found.due) == ("due", _then(_first("performed", at, by="north"), at=at + 1).due)
    assert _then(_first("performed", 20, by="north", n=9)).status == "no information"


@says("Here too everybody's words stand in where the account's own roots say nothing of that provision.")
def everybody_stands_in() -> None:
    theirs = _first("performed", 20, by="north")
    found = _then(theirs, account="front")
    assert found.status == "due" and marks(found)["start told by"] == ("north",)
    some, missing = _first("performed", 30, by="front", n=2), _first("outstanding", 90, by="front", n=None)
    assert _then(theirs, some, at=95, account="front").status == "no information"
    assert _then(theirs, missing, at=95, account="front").status == "not yet due"
    judgement = _first("breached", 30, by="front", n=None)
    assert _then(theirs, judgement, account="front").status == "due"
    silent = [counts("front", about="first")]
    assert _then(theirs, at=80, account="front", counted=silent).status == "not yet due"


@says("Several roots that each tell it fulfilled are held against each other like tellers of an event;")
def tellers_of_a_fulfilment_differ() -> None:
    words = (_first("performed", 20, by="north"), _first("performed", 30, by="front"))
    done = told("performed", 70, by="front", about="then", n=4)
    found = _then(*words, done, at=90)
    assert found.status == "disputed" and "deadline told differently" in marks(found)
    assert _then(*words, done, at=90, account="north").status == "no information"
    shared = (_first("performed", (10, 30), by="north"), _first("performed", 20, by="front"))
    assert _then(*shared, done, at=90).status == "fulfilled late"


@says("of a running count, it came by then.")
def a_count_comes_by_then() -> None:
    words = (_first("performed", 20, by="north"), _first("total", 30, by="front"))
    done = told("performed", 70, by="front", about="then", n=4)
    found = _then(*words, done, at=90)
    assert (found.status, "deadline told differently" in marks(found)) == ("fulfilled late", False)


@says("Somebody who tells it undone, and never done, denies the start;")
def a_fulfilment_is_denied() -> None:
    done = _first("performed", 20, by="north")
    undone = _first("not_performed", 75, by="front", n=None)
    assert _then(done, undone, at=74).status != "disputed"
    assert _then(done, undone, at=80).status == "disputed"
    assert _then(done, undone, at=80, account="north").status == "no information"
    later = _first("performed", 76, by="front")
    assert (
        marks(_then(done, undone, later, told("performed", 80, by="front", about="then", n=4), at=130))[
            "deadline told differently"
        ]
        == ()
    )


@says("where it is told undone and nobody tells it done, it has not come.")
def a_fulfilment_is_told_not_to_have_come() -> None:
    undone = _first("not_performed", 75, by="front", n=None)
    assert _then(undone, at=80).status == "not yet due"
    assert _then(at=80).status == "no information"


@says("With `for-each`, a start that is told with a key opens the instance with that key alone.")
def a_key_opens_its_own_instance() -> None:
    keys = "do: {act: release, of: captives, quantity: 10}, within: 72h of batch, for-each: batch"
    words = [start(1, about="batch", key="a"), start(30, about="batch", key="b")]
    assert [each.key for each in instances(keys, words, at=60)] == ["a", "b"]
    done = told("performed", 20, n=10, key="a")
    assert [each.status for each in instances(keys, [*words, done], at=60)] == ["fulfilled", "due"]


@says("Before its first moment such a duty is *not yet due*.")
def a_standing_duty_ahead() -> None:
    keys = "refrain: {act: attack}, from: 2 days after signing"
    assert status([start()], keys=keys, at=DAY) == "not yet due"
    assert status([start()], keys=keys, at=3 * DAY) == "unverified" == status([start()], keys=STANDING, at=DAY)


@says(
    "An event of which its roots say nothing is taken from everybody's words, as a start is; the status of a provision is not."
)
def what_conditions_take_from_others() -> None:
    theirs = [start(), start(3, about="second", by="north")]
    assert status(theirs, keys=f"{PLAIN}, unless: second", at=80, account="front") == "excepted"
    own = told("not_triggered", 4, about="second", by="front")
    assert status([*theirs, own], keys=f"{PLAIN}, unless: second", at=80, account="front") != "excepted"
    both = held(PLAIN, "first", debtor="north") + held(f"{PLAIN}, when: first", "then")
    words = [start(), _first("performed", 20, by="north")]
    assert ask(written(both), words, at=30)["then"].status == "due"
    assert ask(written(both), words, at=30, account="front")["then"].status == "no information"


@says("*Exactly* is both: fewer is *overdue*.")
def fewer_than_exactly() -> None:
    keys = "do: {act: release, of: captives, quantity: exactly 10}, within: 72h of signing"
    for n, wanted in ((9, "overdue"), (10, "unverified"), (11, "breached")):
        assert status([start(), told("performed", 20, n=n)], keys=keys, at=80) == wanted
