"""What is asked, and the start of a clock: statements of the page, run."""

from __future__ import annotations

from dataclasses import replace

from assessment import said
from assessment.said import DAY, PLAIN, SECOND, ask, cell, held, instances, marks, says, start, status, written
from assessment.said import tell as told
from guarantor.assessment import deadlines
from guarantor.linking.roots import Roots
from linking.making import PEOPLE, chain, claim


@says(
    "For each provision Guarantor answers, **in an account, as of a time, from what was known (or published) by a time**"
)
def one_answer_to_each_question() -> None:
    act = told("performed", 20, n=10, by="front", recorded=30, published=40)
    assert status([start(), act]) == "fulfilled"
    assert status([start(), act], account="north") == "no information"
    assert status([start(), act], at=19) == "due"
    assert status([start(), act], known_at=29) == "no information"
    assert status([start(), act], published_by=39) == "no information"


@says("whose words count: the account's roots and their organs")
def an_account_is_its_roots_and_their_organs() -> None:
    act = told("performed", 20, n=10, by="north.army")
    assert [status([start(), act], account=name) for name in ("north", "front")] == ["fulfilled", "no information"]


@says("What a rival relays is the rival's word")
def a_rival_s_word() -> None:
    post = ("outlet", "The Post", "post")
    relayed = claim(chain=chain(post, ("holder", "Northland", "north"), ("cited", "Southland", "south")))
    carried = claim(chain=chain(post, ("holder", "Wire", "wire"), ("cited", "Southland", "south")))
    assert [Roots(PEOPLE).of(each).id for each in (relayed, carried)] == ["north", "south"]


@says("what is held to have happened by then: a word counts once the whole stretch of time that it names has passed")
def a_stretch_counts_once_past() -> None:
    day = told("performed", (24, 48), n=10)
    assert (status([start(), day], at=48 - SECOND), status([start(), day], at=48)) == ("due", "fulfilled")


@says("what the record held then: recorded by then, and not withdrawn by then")
def recorded_and_not_withdrawn() -> None:
    words = [start(), told("performed", 20, n=10, recorded=21, withdrawn=60)]
    seen = {at: status(words, known_at=at) for at in (21 - SECOND, 21, 60 - SECOND, 60)}
    assert list(seen.values()) == ["no information", "fulfilled", "fulfilled", "no information"]
    assert status(words) == "no information"


@says("what was published by then; a word without a date of publication counts from when it was recorded")
def published_by_then() -> None:
    words = [start(), told("performed", 20, n=10, recorded=30)]
    assert [status(words, published_by=at) for at in (30 - SECOND, 30)] == ["no information", "fulfilled"]
    dated = [start(), told("performed", 20, n=10, recorded=90, published=30)]
    assert [status(dated, published_by=at) for at in (30 - SECOND, 30)] == ["no information", "fulfilled"]


@says("only words that a person has accepted")
def reviewed_only() -> None:
    words = [start(reviewed=True), told("performed", 20, n=10)]
    assert status(words, reviewed_only=True) == "no information"
    assert status([words[0], told("performed", 20, n=10, reviewed=True)], reviewed_only=True) == "fulfilled"


@says("which reading of a text stands first; the others stay beside it")
def the_reading_that_stands_first() -> None:
    keys = PLAIN + ", readings: {deal 5: {within: 12h of signing}}"
    words = [start(), told("performed", 20, n=10)]
    assert [(c.status, [o.status for _, o in c.readings]) for c in (
        cell(keys, words), cell(keys, words, readings={"duty": "deal 5"})
    )] == [("fulfilled", ["fulfilled late"]), ("fulfilled late", [])]  # fmt: skip


@says("A word with no resolved root (`unresolved:…`) or no resolved time counts for nothing. It is listed beside the provision "
      "that it bears on, or whose clock hangs on it, until a person resolves it")  # fmt: skip
def unresolved_words_are_listed() -> None:
    nobody = told("performed", 20, n=10, by="unresolved:sources", claim="nobody")
    never = replace(told("performed", 20, n=10, claim="never"), happened=None)
    lost = cell(PLAIN, [start(), nobody, never])
    assert (lost.status, lost.unresolved) == ("no information", ("never", "nobody"))
    unstarted = cell(PLAIN, [start(by="unresolved:sources", claim="start"), told("performed", 20, n=10)])
    assert (unstarted.status, unstarted.unresolved) == ("no information", ("start",))


@says("An intention (planned, ordered, demanded, conditional) is shown beside and counts for nothing")
def an_intention_is_shown_beside() -> None:
    found = cell(PLAIN, [start(), told("intends", 20, n=10, claim="plan")])
    assert (found.status, found.intentions, found.claims) == ("no information", ("plan",), (start().claim,))


@says("A window hangs on a told event, a date, a text's date, the start of a phase, another provision's fulfilment, or the "
      "earlier or later of some of these")  # fmt: skip
def what_windows_hang_on() -> None:
    phases = "phases: {two: {title: Two, text: deal 8, opens: second}}\n"
    first = held("do: {act: return, of: remains, quantity: 4}, within: 48h of signing", "first", debtor="north")
    words = [start(5), start(7, about="second"), told("performed", 9, n=4, about="first")]
    for anchor, hour in {
        "signing": 5, "2031-03-02": 24, "annex": 96, "two": 7, "first": 9, "the earlier of signing and second": 5,
        "the later of signing and second": 7,
    }.items():  # fmt: skip
        keys = f"do: {{act: release, of: captives, quantity: 10}}, within: 10h of {anchor}"
        found = ask(written(first, held(keys), more=phases), words, at=300)
        (due,) = [each.due[0] for each in deadlines(found) if each.provision == "duty"]
        assert due == said.moment(hour + 10), anchor


@says("The later of several has come when all have, and is disputed where one of them is")
def the_later_of_several() -> None:
    keys = "do: {act: release, of: captives, quantity: 10}, within: 72h of the later of signing and second"
    both = [start(), start(20, about="second")]
    assert [status(both, keys=keys, at=at) for at in (20 - SECOND, 20)] == ["no information", "due"]
    assert status([*both, told("not_triggered", 30, about="second", by="front")], keys=keys, at=40) == "disputed"


@says("the earlier is the first that is told, or the date, whichever comes first")
def the_earlier_of_several() -> None:
    keys = "do: {act: release, of: captives, quantity: 10}, within: 10h of the earlier of signing and 2031-03-02"
    act = told("performed", 20, n=10)
    assert status([start(5), act], keys=keys) == "fulfilled late"
    assert status([start(11), act], keys=keys) == "fulfilled"
    assert [cell(keys, [], at=at).status for at in (24 - SECOND, 24)] == ["not yet due", "due"]


@says("An event that occurs **once** is one occurrence, whatever is told of it; one that occurs **often** has one for each "
      "linked occurrence, or else for each claim")  # fmt: skip
def once_and_often() -> None:
    for event, wanted in (("signing", 1), ("batch", 2)):
        keys = f"do: {{act: release, of: captives, quantity: 10}}, within: 72h of {event}"
        words = [start(0, about=event, occurrence="a"), start(9, about=event, occurrence="b"),
                 start(9, about=event, occurrence="b", by="front")]  # fmt: skip
        assert len(instances(keys, words)) == wanted
        unlinked = [start(0, about=event, claim="one"), start(0, about=event, claim="two")]
        assert len(instances(keys, unlinked)) == wanted


@says("Words with a `key` bind only to the instances with the same key; a word without one speaks of all")
def keys_bind() -> None:
    words = [start(0, key="east"), start(0, key="west"), told("performed", 9, n=10, key="east")]
    assert {i.key: i.status for i in instances(PLAIN, words)} == {"east": "fulfilled", "west": "no information"}
    assert {i.status for i in instances(PLAIN, [*words[:2], told("performed", 9, n=10)])} == {"fulfilled"}


@says("If the account's own roots neither tell nor deny the event, everybody's words stand in, with the mark "
      "*start told by …*. If they speak, only they are heard")  # fmt: skip
def a_start_is_borrowed() -> None:
    act = told("performed", 20, n=10, by="front")
    borrowed = cell(PLAIN, [start(), act], account="front")
    assert (borrowed.status, marks(borrowed)["start told by"]) == ("fulfilled", ("north",))
    own = cell(PLAIN, [start(), start(10, by="front"), act], account="front")
    assert (own.due, "start told by" in marks(own)) == (said.moment(82), False)
    assert (
        status([start(), told("not_triggered", 50, about="signing", by="front"), act], account="front") == "not yet due"
    )


@says("The time is what all words share. Where they share none, the earliest and the latest stand: *told differently*")
def the_time_that_all_share() -> None:
    (one,) = instances(PLAIN, [start((0, 24)), start((20, 48), by="front")])
    assert one.trigger == (said.moment(20), said.moment(24))
    (two,) = instances(PLAIN, [start((0, 10)), start((20, 30), by="front")])
    assert two.trigger == (said.moment(0), said.moment(30))
    late = told("performed", 80, n=10)
    assert "deadline told differently" in marks(
        cell(PLAIN, [start((0, 10)), start((20, 30), by="front"), late], at=110)
    )


@says("Both deadlines are judged; one status, or *disputed* with the mark *deadline told differently*")
def both_deadlines_are_judged() -> None:
    starts = [start(0), start(20, by="front")]
    seen = {
        at: cell(PLAIN, [*starts, told("performed", at, n=10)], at=120) for at in (72, 72 + SECOND, 92, 92 + SECOND)
    }
    assert [(c.status, "deadline told differently" in marks(c)) for c in seen.values()] == [
        ("fulfilled", False), ("disputed", True), ("disputed", True), ("fulfilled late", False),
    ]  # fmt: skip


@says("A start told only to the day leaves the deadline open by that day; the latest is taken, and *timing not told* marks "
      "it where it matters. This is not a dispute: nobody contradicts anybody")  # fmt: skip
def a_start_told_to_the_day() -> None:
    day = start((0, DAY - SECOND))
    seen = {at: cell(PLAIN, [day, told("performed", at, n=10)], at=120) for at in (70, 80, 96)}
    assert [(c.status, "timing not told" in marks(c)) for c in seen.values()] == [
        ("fulfilled", False), ("fulfilled", True), ("fulfilled late", False),
    ]  # fmt: skip


@says('A denial "it has not come" contradicts a start that begins and ends no later than the denial\'s own time does')
def a_denial_of_the_start() -> None:
    denial = told("not_triggered", 50, about="signing", by="front")
    assert [status([start(at), denial], at=60) for at in (50, 50 + SECOND)] == ["disputed", "due"]
    day = told("not_triggered", (24, 48), about="signing", by="front")
    assert [status([start(at), day], at=60) for at in (24, 30, (24, 48))] == ["disputed", "due", "disputed"]
    assert status([denial], at=60) == "not yet due"
