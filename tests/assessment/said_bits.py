"""Told so and told not so, the status table, judgements, grades: statements of the page, run."""

from __future__ import annotations

import itertools
import re

from assessment.said import (
    DAY,
    PLAIN,
    SECOND,
    TEXT,
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
from guarantor.model.assessment import Bits

EVERY_DAY = "do: {act: release, of: captives, quantity: 10}, from: signing, every: day"
REACHED, LATE, PART = told("performed", 20, n=10), told("performed", 80, n=10), told("performed", 20, n=4)
REFUSED = told("not_performed", 25, by="front", whole=True)
NOT_DONE = told("not_performed", 90, by="front")


def bits(*words: Word, keys: str = PLAIN, at: float = 100, counted: bool = False) -> Bits:
    """The bits of the one instance."""
    (found,) = instances(keys, [start(), *words], [counts("north")] if counted else [], at=at)
    return found.bits


@says("some root's figure reaches Q within the window")
def the_bit_t() -> None:
    assert (bits(REACHED).t, bits(PART).t, bits(LATE).t) == (True, False, False)
    assert not bits(PART, told("performed", 30, n=6, by="front")).t


@says("it does so only by the as-of time")
def the_bit_late() -> None:
    assert (bits(LATE).late, bits(LATE, at=80 - SECOND).late, bits(REACHED).late) == (True, False, False)


@says("the window is closed and a source that covers all of it (by a declared coverage) comes, at its highest, to less than "
      "Q; or somebody says that it was not done (as of the deadline or later), or will not be done")  # fmt: skip
def the_bit_f() -> None:
    assert [bits(PART, at=at, counted=True).f for at in (72, 72 + SECOND)] == [False, True]
    assert not bits(told("performed", 20, low=8.0, high=12.0), counted=True).f
    for span, wanted in (((0, 72), True), ((0, 72 - SECOND), False), ((SECOND, 72), False)):
        (found,) = instances(PLAIN, [start(), PART], [counts("north", span)])
        assert found.bits.f == wanted
    assert [bits(told("not_performed", at)).f for at in (72 - SECOND, 72, 90)] == [False, True, True]
    assert bits(REFUSED, at=25).f
    assert not bits(PART).f


@says("somebody tells, as of the deadline or later, that something is outstanding, or gives a running total below Q")
def the_bit_short() -> None:
    assert [bits(told("outstanding", at)).short for at in (72 - SECOND, 72)] == [False, True]
    assert [bits(told("total", at, n=9)).short for at in (72 - SECOND, 72)] == [False, True]
    assert not bits(told("total", 80, n=10)).short


@says("somebody who tells of no act calls it breached, or none (effects `breached` and `answers`); of each root what it said "
      "last")  # fmt: skip
def the_bits_of_judgements() -> None:
    assert (bits(told("breached", 90)).called, bits(told("answers", 90)).answered) == (True, True)
    changed = bits(told("breached", 90), told("answers", 95))
    assert (changed.called, changed.answered) == (False, True)


@says("*At most* mirrors this: `f` where somebody tells of more even at its lowest and latest; `t` where the window is closed "
      "and a source that covers it, or gives a total as of its end or later, comes to no more at its highest; `late` never")  # fmt: skip
def at_most() -> None:
    most = "do: {act: release, of: captives, quantity: at most 3}, within: 72h of signing"
    assert [bits(told("performed", 20, n=n), keys=most, at=50).f for n in (3, 4)] == [False, True]
    assert not bits(told("performed", 20, low=3.0, high=5.0), keys=most).f
    assert not bits(told("performed", (70, 74), n=5), keys=most).f
    assert [bits(told("performed", 20, n=3), keys=most, at=at, counted=True).t for at in (72, 73)] == [False, True]
    assert [bits(told("total", at, n=3), keys=most).t for at in (72 - SECOND, 72)] == [False, True]
    assert not bits(told("total", 80, low=3.0, high=4.0), keys=most).t
    assert not bits(told("performed", 80, n=3), keys=most).late


@says("*Exactly* is both")
def exactly() -> None:
    exact = "do: {act: release, of: captives, quantity: exactly 5}, within: 72h of signing"
    seen = [bits(told("performed", 20, n=n), keys=exact, counted=True) for n in (4, 5, 6)]
    assert [(b.t, b.f) for b in seen] == [(False, True), (True, False), (False, True)]
    assert not bits(told("performed", 20, n=5), keys=exact).t


@says("What neither reaches nor passes such a bound once the time is over is *unverified*: nothing is overdue")
def a_bound_that_nobody_counts() -> None:
    most = "do: {act: release, of: captives, quantity: at most 3}, within: 72h of signing"
    exact = "do: {act: release, of: captives, quantity: exactly 5}, within: 72h of signing"
    assert cell(most, [start(), told("performed", 20, n=2)]).text == "unverified, 2 of at most 3"
    assert cell(exact, [start(), told("performed", 20, n=5)]).text == "unverified, 5 of exactly 5"
    assert cell(exact, [start(), told("performed", 20, n=4)]).text == "overdue, 4 of exactly 5"
    assert cell(most, [start()]).text == "no information"


@says('`f` needs the covering source\'s figure to be below Q even at its highest, so that one source\'s "between 400 and 500" '
      "never contradicts itself")  # fmt: skip
def a_range_of_one_source() -> None:
    assert status([start(), told("performed", 20, low=8.0, high=12.0)], [counts("north")]) == "fulfilled"


@says("What a source that counts everything tells of the time after its last reading before the deadline lies between this "
      "reading and the next; at its highest it is the next")  # fmt: skip
def between_two_readings() -> None:
    words = [start(), told("total", 50, n=4), told("performed", 20, n=10, by="front")]
    assert status([*words, told("total", 90, n=10)], [counts("north")]) == "fulfilled"
    assert status([*words, told("total", 90, n=9)], [counts("north")]) == "disputed"


TELLING = {
    "t": [REACHED], "f": [told("not_performed", 25, by="front", whole=True)], "both": [REACHED, REFUSED], "neither": [],
}  # fmt: skip
STARTS = {
    "told not to have come, or a date ahead": [told("not_triggered", 5, about="signing")], "nobody tells of it": [],
    "told and denied": [start(), told("not_triggered", 5, about="signing", by="front")], "came": [start()],
}  # fmt: skip
MORE = {"some is told": PART, "with late": LATE, "the account speaks of it": told("outstanding", 80)}


def rows() -> list[list[str]]:
    """The status table as it stands on the page."""
    lines = TEXT.partition("| start | window |")[2].partition("\n\n")[0].splitlines()[2:]
    return [[part.strip() for part in line.strip("|").split("|")] for line in lines]


@says(
    "| told not to have come, or a date ahead | | not yet due | not yet due | not yet due | not yet due |",
    "| nobody tells of it | | no information | no information | disputed | no information |",
    "| told and denied | | disputed | disputed | disputed | disputed |",
    "| came | open | fulfilled | breached | disputed | in progress where some is told, else due |",
    "| came | closed | fulfilled | breached; with late: fulfilled late | disputed | fulfilled late with late; overdue where the "
    "account speaks of it; else no information, *time past* |",
)
def every_cell_of_the_table() -> None:
    table = rows()
    assert len(table) == 5
    for (begun, window, *cells), column in itertools.product(table, range(4)):
        name, wanted = list(TELLING)[column], cells[column]
        for at in {"open": (30,), "closed": (100,), "": (30, 100)}[window]:
            words = [*STARTS[begun], *TELLING[name]]
            assert cell(PLAIN, words, at=at).status == _alone(wanted), (begun, window, name)
            for more, under in _further(wanted):
                assert cell(PLAIN, [*words, MORE[more]], at=at).status == under, (begun, window, name, more)
    ahead = "do: {act: release, of: captives, quantity: 10}, within: 72h of 2031-03-09"
    assert {status(words, keys=ahead) for words in TELLING.values()} == {"not yet due"}
    assert list(marks(cell(PLAIN, [start()]))) == ["time past"]


def _alone(wanted: str) -> str:
    """A cell's word where nothing more is told: after ``else``, or as it stands."""
    parts = [part.strip() for part in re.split("[;,]", wanted)]
    return next((part.removeprefix("else ") for part in parts if part.startswith("else ")), parts[0])


def _further(wanted: str) -> list[tuple[str, str]]:
    """What more may be told in a cell, with the word that it makes."""
    parts = [part.strip() for part in re.split("[;,]", wanted)]
    named = [(more, part) for part in parts for more in MORE if more in part]
    assert len(named) == len([part for part in parts if " where " in part or "with " in part])
    return [(more, re.sub(f" where {more}| {more}$|^{more}: ", "", part)) for more, part in named]


@says("A judgement sets no bit of the table: alone it is a mark, *called a breach by …* or *called no breach by …*, in its "
      "holder's account")  # fmt: skip
def a_judgement_alone_is_a_mark() -> None:
    words = [start(), PART, told("breached", 90, by="monitors")]
    seen = {name: cell(PLAIN, words, account=name) for name in ("everybody", "north", "monitors")}
    assert {name: (c.status, marks(c).get("called a breach")) for name, c in seen.items()} == {
        "everybody": ("overdue", ("monitors",)), "north": ("overdue", None), "monitors": ("no information", ("monitors",)),
    }  # fmt: skip
    assert marks(cell(PLAIN, [start(), told("answers", 90, by="front")]))["called no breach"] == ("front",)


@says("Where an account holds both, that is the column *both*: *disputed*, between those who judge; of one root only what it "
      "said last counts")  # fmt: skip
def two_judgements() -> None:
    both = [start(), PART, told("breached", 90, by="monitors"), told("answers", 95, by="front")]
    found = cell(PLAIN, both)
    assert (found.status, found.tellers, found.against) == ("disputed", ("front",), ("monitors",))
    assert status(both[1:]) == "disputed"
    assert status([told("not_triggered", 5, about="signing"), *both[1:]]) == "not yet due"
    assert status([start(), PART, told("breached", 90), told("answers", 95)]) == "overdue"
    assert status([start(), PART, told("breached", 90, published=99), told("answers", 95, published=96)]) == "overdue"


@says("Of a quota, a judgement is on the period in which it is made; so is a denial, and what is told outstanding: it says "
      "nothing of another day")  # fmt: skip
def of_one_period_only() -> None:
    time = (2 * DAY, 3 * DAY - SECOND)
    for word, wanted in (
        ([told("not_performed", time)], "breached"), ([told("outstanding", time)], "overdue"),
        ([told("breached", time), told("answers", time, by="front")], "disputed"),
    ):  # fmt: skip
        found = [i.status for i in instances(EVERY_DAY, [start(), *word], at=96)]
        assert found == ["no information", "no information", wanted, "no information", "due"]


@says(
    "`short` alone never makes a breach: what is told outstanding past its time is *overdue*. Against `t` it makes a dispute"
)
def short_alone() -> None:
    assert status([start(), told("outstanding", 80)]) == "overdue"
    assert status([start(), REACHED, told("outstanding", 80, by="front")]) == "disputed"
    assert status([start(), REACHED, told("total", 80, n=8, by="front")]) == "disputed"


@says(
    '"Not yet done", said while the window is open (or where there is no deadline), is no denial; who says so is shown'
)
def not_yet_done() -> None:
    for keys in (PLAIN, "do: {act: release, of: captives, quantity: 10}, from: signing"):
        found = cell(keys, [start(), told("not_performed", 25, by="front")], at=30)
        assert (found.status, found.against) == ("due", ("front",))


@says('Where nobody tells of the start, it contradicts only what is told done by its own time: "not released" on the fifth and '
      '"released" on the tenth agree')  # fmt: skip
def undone_then_and_done_later() -> None:
    denials = {at: status([told("not_performed", at, by="front"), REACHED]) for at in (20 - SECOND, 20)}
    assert list(denials.values()) == ["no information", "disputed"]


VERIFIED = PLAIN + ", verify: {who: [monitors, envoys], within: 48h, quorum: 2}"


@says("How well a performance is attested is a grade beside the status, from everybody's words, whatever the account: "
      "*asserted* by one origin, *corroborated* by several")  # fmt: skip
def asserted_and_corroborated() -> None:
    words = [start(), REACHED, told("performed", 20, n=10, by="front", origin="x")]
    assert cell(PLAIN, [start()]).grade is None
    assert cell(PLAIN, words[:2], account="front").grade == "asserted"
    assert cell(PLAIN, words, account="front").grade == "corroborated"
    one = [start(), *(told("performed", 20, n=10, by=by, origin="x") for by in ("north", "front"))]
    assert cell(PLAIN, one).grade == "asserted"


@says("*verified* where as many of the named verifiers as the text asks for tell of no less than anybody does (or than is "
      "owed); an organ's word is its whole's")  # fmt: skip
def verified() -> None:
    def grade(*words: Word) -> str | None:
        return cell(VERIFIED, [start(), REACHED, *words]).grade

    def by(root: str, n: float = 10, effect: str = "performed") -> Word:
        return told(effect, 21, n=n, by=root)

    assert grade(by("monitors"), by("envoys")) == "verified"
    assert grade(by("monitors"), by("front")) == "corroborated"
    assert grade(by("monitors"), by("envoys", 4)) == "corroborated"
    assert grade(by("monitors"), by("envoys", 10, "total")) == "verified"
    assert grade(by("monitors"), by("monitors.south")) == "corroborated"
    assert grade(by("monitors.south"), by("envoys")) == "verified"
    part = [start(), PART, *(told("performed", 21, n=4, by=root) for root in ("monitors", "envoys"))]
    assert (cell(VERIFIED, part).status, cell(VERIFIED, part).grade) == ("overdue", "verified")


@says("Where they do so later than `verify: {within: …}` allows, the mark *verified later than the text allows* says so; the "
      "grade stands")  # fmt: skip
def verified_late() -> None:
    for published, wanted in ((68, False), (68 + SECOND, True)):
        words = [told("performed", 20, n=10, by=by, published=published) for by in ("monitors", "envoys")]
        found = cell(VERIFIED, [start(), *words])
        assert (found.grade, [m.text for m in found.marks if m.name == "verified"]) == (
            "verified", ["verified later than the text allows"] if wanted else []
        )  # fmt: skip
