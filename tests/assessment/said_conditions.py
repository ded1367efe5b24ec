"""Conditions, suspended time, closings: statements of the page, run."""

from __future__ import annotations

import itertools
from dataclasses import replace

from assessment import said
from assessment.said import PLAIN, SECOND, STANDING, ask, cell, held, instances, says, start, status, written
from assessment.said import tell as told
from assessment.said_standing import ATTACK, DENIED, incident

RETURN = "do: {act: return, of: remains, quantity: 4}, within: 48h of signing"
ANSWERS = {
    "yes": [start(3, about="second")], "no": [told("not_triggered", 3, about="second")], "neither": [],
    "both": [start(3, about="second"), told("not_triggered", 4, about="second", by="front")],
}  # fmt: skip
VALUES = {"yes": (True, False), "no": (False, True), "both": (True, True), "neither": (False, False)}
NAMED = {value: name for name, value in VALUES.items()}
OTHER = {
    name: [replace(word, about="found", claim=f"found {number}") for number, word in enumerate(words)]
    for name, words in ANSWERS.items()
}
COME = {"yes": "due", "no": "not yet due", "both": "disputed", "neither": "no information"}
"""What a duty comes to by the value of its ``when``."""


@says("Conditions are four-valued (told so, told not so, both, neither) and join as Belnap says: *all* is told so where all are "
      "and told not so where one is, *any* the other way round, *not* swaps the two; *at least k* is told so where k are, and "
      "told not so where fewer than k could be")  # fmt: skip
def conditions_join() -> None:
    for one, two in itertools.product(VALUES, VALUES):
        (a, b), (c, d) = VALUES[one], VALUES[two]
        joined = {
            "all: [{told: second}, {told: found}]": (a and c, b or d),
            "any: [{told: second}, {told: found}]": (a or c, b and d),
            "at-least: 2, of: [{told: second}, {told: found}]": (a and c, b or d),
            "at-least: 1, of: [{told: second}, {told: found}]": (a or c, b and d),
            "not: {told: second}": (b, a),
        }  # fmt: skip
        for condition, value in joined.items():
            keys = f"{PLAIN}, when: {{{condition}}}"
            assert status([start(), *ANSWERS[one], *OTHER[two]], keys=keys, at=30) == COME[NAMED[value]], (
                condition,
                one,
                two,
            )


@says("They are evaluated in the same account: for an incident one second before it, for any other duty at its deadline (or now, "
      "if earlier)")  # fmt: skip
def when_conditions_are_evaluated() -> None:
    excused = STANDING + ", unless: {told: second}"
    for at, wanted in ((98 - SECOND, "excepted"), (98, "breached")):
        assert incident(excused, start(at, about="second"), ATTACK) == [wanted]
    kept = STANDING + ", while: {not: second}"
    for at, wanted in ((98 - SECOND, "lapsed"), (98, "breached")):
        assert incident(kept, start(at, about="second"), ATTACK) == [wanted]
    late = PLAIN + ", unless: {told: second}"
    for at, wanted in ((72, "excepted"), (72 + SECOND, "overdue")):
        assert status([start(), told("outstanding", 72), start(at, about="second")], keys=late) == wanted
    assert (
        status([start(), start(20, about="second", by="front"), start(30, about="second")], keys=late, at=20)
        == "excepted"
    )
    told_by_front = [
        start(),
        start(by="front"),
        told("not_triggered", 70, about="second"),
        start(20, about="second", by="front"),
    ]
    assert [status(told_by_front, keys=late, account=name) for name in ("front", "north")] == [
        "excepted",
        "no information",
    ]


@says("`when` not told so: *not yet due*; told both ways: *disputed*; unknown: *no information*")
def when() -> None:
    keys = PLAIN + ", when: {told: second}"
    assert {name: status([start(), *words], keys=keys, at=30) for name, words in ANSWERS.items()} == COME


@says("`while` told not so: *lapsed*. `unless` told so: *excepted*, or, with `suspends`, *suspended*. Told both ways: what would "
      "be breached or overdue is *disputed*. Unknown: the duty binds")  # fmt: skip
def while_and_unless() -> None:
    failed = [start(), told("not_performed", 79)]
    for keys, wanted in (
        ("while: {told: second}", ("breached", "lapsed", "disputed", "breached")),
        ("unless: {told: second}", ("excepted", "breached", "disputed", "breached")),
        ("unless: {told: second}, suspends: clock", ("suspended", "breached", "disputed", "breached")),
    ):
        seen = [status([*failed, *words], keys=f"{PLAIN}, {keys}", at=80) for words in
                (ANSWERS["yes"], ANSWERS["no"], ANSWERS["both"], ANSWERS["neither"])]  # fmt: skip
        assert tuple(seen) == wanted, keys
    both, open_ = ANSWERS["both"], STANDING + ", unless: {told: second}"
    assert incident(open_, *both, ATTACK) == ["disputed"]
    assert incident(open_, *both, DENIED) == ["fulfilled"]
    assert status([start(), *both, ATTACK], keys=open_) == "disputed"
    assert status([start(), *both], keys=open_) == "unverified"
    assert status([start(), told("outstanding", 72), *both], keys=f"{PLAIN}, unless: {{told: second}}") == "disputed"
    assert incident(STANDING + ", while: {told: second}", *ANSWERS["no"], ATTACK) == ["lapsed"]


@says("None of this changes what is told fulfilled in time")
def conditions_change_no_fulfilment() -> None:
    done = [start(), told("performed", 20, n=10)]
    for keys, words in (("while: {told: second}", ANSWERS["no"]), ("unless: {told: second}", ANSWERS["yes"])):
        assert status([*done, *words], keys=f"{PLAIN}, {keys}") == "fulfilled"
        late = [start(), told("performed", 80, n=10), *words]
        assert status(late, keys=f"{PLAIN}, {keys}") in ("lapsed", "excepted")


SINCE = "unless: {since: pause, until: go}"


@says("`suspends: clock` puts the deadline off by every suspended second from the start on (each end of a start told differently "
      "for itself)")  # fmt: skip
def a_suspended_clock() -> None:
    keys = f"{PLAIN}, {SINCE}, suspends: clock"
    words = [start(), start(10, about="pause"), start(34, about="go")]
    assert cell(keys, words).due == said.moment(96)
    assert [status([*words, told("performed", at, n=10)], keys=keys) for at in (96, 96 + SECOND)] == [
        "fulfilled",
        "fulfilled late",
    ]
    before = [start(), start(-9, about="pause"), start(10, about="go")]
    assert cell(keys, before).due == said.moment(82)
    twice = [start(), start(20, by="front"), start(10, about="pause"), start(30, about="go")]
    (found,) = instances(keys, [*twice, told("performed", 93, n=10)])
    assert found.window == (said.moment(0), said.moment(102))
    assert found.status == "disputed", "the earlier deadline is at 92, the later at 102"


@says("`suspends: duty` takes the suspended time out: an incident in it is *suspended*, and so is a duty that is suspended now, "
      "or was for the whole of a window that is over; a part of the window takes nothing off what is owed")  # fmt: skip
def a_suspended_duty() -> None:
    keys = f"{STANDING}, {SINCE}, suspends: duty"
    words = [start(), start(90, about="pause"), start(99, about="go")]
    assert incident(keys, *words[1:], ATTACK) == ["suspended"]
    assert [status(words, keys=keys, at=at) for at in (95, 99)] == ["suspended", "unverified"]
    owing = f"{PLAIN}, {SINCE}, suspends: duty"
    part = [start(), start(10, about="pause"), start(34, about="go"), told("not_performed", 72)]
    assert [status(part, keys=owing, at=at) for at in (20, 40, 73)] == ["suspended", "due", "breached"]
    assert cell(owing, part).due == said.moment(72)
    end = [start(), start(30, about="pause"), start(90, about="go"), told("not_performed", 72)]
    assert status(end, keys=owing, at=73) == "breached"
    assert (
        status([start(), start(-1, about="pause"), start(90, about="go"), told("not_performed", 72)], keys=owing)
        == "suspended"
    )


@says("`{since: A, until: B}` holds from a told A until a told B after it. A and B at the same second: A holds")
def since_and_until() -> None:
    keys = f"{PLAIN}, {SINCE}"
    for stop, at, wanted in ((30, 29, "excepted"), (30, 30, "due"), (20, 40, "excepted"), (20 + SECOND, 40, "due")):
        assert status([start(), start(20, about="pause"), start(stop, about="go")], keys=keys, at=at) == wanted
    assert status([start()], keys=keys, at=40) == "due"


PAIR = written(
    held(PLAIN + ", while: {performs: north}"),
    held("do: {act: return, of: remains, quantity: 4}, within: 48h of signing", "other", debtor="north"),
)


@says("Somebody *performs*, told so, when every provision of his is told kept or is not yet due; told not so when one is breached, "
      "or overdue and told outstanding; both when one is disputed and none of these. Else it is unknown: silence is no breach")  # fmt: skip
def performing() -> None:
    when = held(PLAIN + ", when: {performs: north}")
    other = held("do: {act: return, of: remains, quantity: 4}, within: 48h of signing", "other", debtor="north")
    done, denied = told("performed", 20, n=4, about="other"), told("not_performed", 50, about="other", by="front")
    for words, wanted in (
        ([done], "due"), ([denied], "not yet due"), ([told("outstanding", 50, about="other")], "not yet due"),
        ([told("performed", 20, n=2, about="other")], "no information"), ([], "no information"),
        ([done, denied], "disputed"), ([told("not_triggered", 60, about="signing")], "due"),
    ):  # fmt: skip
        begun = start() if words != [told("not_triggered", 60, about="signing")] else start(0, about="second")
        clock = when.replace("72h of signing", "72h of second")
        found = ask(written(clock, other), [begun, start(0, about="second"), *words], at=60)
        assert found["duty"].status == wanted, words
    assert ask(PAIR, [start(), denied], at=60)["duty"].status == "lapsed"
    assert ask(PAIR, [start()], at=60)["duty"].status == "due"


@says(
    "Two duties may hang on each other: duties looked at this way bind, and their own such conditions are not asked again"
)
def two_duties_that_hang_on_each_other() -> None:
    mutual = written(
        held(PLAIN + ", while: {performs: north}"),
        held(
            "do: {act: return, of: remains, quantity: 4}, within: 48h of signing, while: {performs: front}",
            "other",
            debtor="north",
        ),
    )
    words = [start(), told("not_performed", 72, about="duty"), told("not_performed", 48, about="other")]
    found = ask(mutual, words)
    assert (found["duty"].status, found["other"].status) == ("lapsed", "breached")
    chain = written(
        held(PLAIN + ", while: {performs: north}"),
        held(f"{RETURN}, while: {{performs: monitors}}", "other", debtor="north"),
        held("do: {act: report}, within: 24h of signing", "third", debtor="monitors"),
    )
    failed = [start(), told("not_performed", 48, about="other"), told("not_performed", 24, about="third")]
    seen = ask(chain, failed)
    assert (seen["third"].status, seen["other"].status, seen["duty"].status) == ("breached", "lapsed", "lapsed")
    one = ask(mutual, words[:2])
    assert (one["duty"].status, one["other"].status) == ("breached", "no information")


CLOSING = PLAIN + ", closes-otherwise: {told: second, from: 10h, until: 80h}"


@says("An event that `closes-otherwise`, told in its time, beats everything but fulfilment in time")
def closed_otherwise() -> None:
    failed = [start(), told("not_performed", 72)]
    for at, wanted in (
        (10 - SECOND, "breached"),
        (10, "closed otherwise"),
        (80, "closed otherwise"),
        (80 + SECOND, "breached"),
    ):
        assert status([*failed, start(at, about="second")], keys=CLOSING) == wanted
    closed = start(20, about="second")
    assert status([start(), closed, told("performed", 60, n=10)], keys=CLOSING) == "fulfilled"
    assert status([start(), closed, told("performed", 80, n=10)], keys=CLOSING) == "closed otherwise"
    assert (
        status([start(), closed, start(1, about="found")], keys=CLOSING + ", unless: {told: found}")
        == "closed otherwise"
    )
    assert status([start(), told("closed", 60)]) == "closed otherwise"
