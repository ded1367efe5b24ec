"""Which claims bear on which provision: every filled field of a pattern must fit, and a link says why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from guarantor.linking.bearing import Bearing
from guarantor.linking.fitting import Words
from guarantor.model.agreement import Agreement, Event, EvidencePattern, Offset, Provision, Recurrence
from guarantor.model.claim import Holder, Quantity, When
from linking.making import PEOPLE, chain, claim, mention

HANDED = EvidencePattern(
    name="handed over", effect="performed", acts=("hand over",), by=("south",), by_silent=True,
    of=("people",), not_of=("remains",),
)  # fmt: skip
TRUCKS = EvidencePattern(name="count", effect="total", types=("figure",), unit=("truck",), kind=("cumulative",))
ATTACK = EvidencePattern(name="attack", effect="forbidden", acts=("attack",), by=("south",), by_silent=True)
DEAL = Agreement(
    process="x",
    title="x",
    provisions=(
        Provision(id="people", title="People", evidence=(HANDED,)),
        Provision(id="trucks", title="Trucks", evidence=(TRUCKS,)),
        Provision(id="quiet", title="Quiet", polarity="refrain", evidence=(ATTACK,)),
    ),
    events=(Event(id="start", evidence=(EvidencePattern(name="start", effect="triggered", acts=("begin",)),)),),
)


def links(**fields: Any) -> list[tuple[str | None, str | None]]:
    bearing = Bearing(DEAL, PEOPLE, since="2025-10-01")
    return [(link.target, link.effect) for link in bearing.of("claim:1", claim(**fields))]


SOUTH = (mention("south"),)
CASES: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    ({"quote": "20 people were handed over", "actors": SOUTH}, [("people", "performed")]),
    ({"quote": "20 people were handed over"}, [("people", "performed")]),  # the doer is not named
    ({"quote": "20 people were handed over", "actors": (mention("north"),)}, []),  # another doer
    ({"quote": "remains of 4 people were handed over", "actors": SOUTH}, []),  # another thing
    ({"quote": "20 cars were handed over", "actors": SOUTH}, []),
    ({"quote": "People will be handed over", "actors": SOUTH, "modality": "planned"}, [("people", "intends")]),
    ({"quote": "an attack", "predicate": "attack", "type": "violation", "actors": SOUTH}, [("quiet", "forbidden")]),
    ({"quote": "an attack", "predicate": "attack", "type": "violation"}, []),  # laid at nobody's door
    ({"quote": "it began", "predicate": "begin", "type": "statement"}, [("start", "triggered")]),
    ({"quote": "20 people were handed over", "when": When(start="2025-01-20", end="2025-01-20", precision="day")}, []),
]


@pytest.mark.parametrize(("fields", "expected"), CASES)
def test_bearing(fields: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert links(**fields) == expected


@pytest.mark.parametrize(("since", "end", "effect"), [(None, "2025-11-01", "performed"), (None, "2025-11-03", "total"),
                                                      ("2025-10-10", "2025-11-01", "total")])  # fmt: skip
def test_what_came_on_one_day_is_no_count_of_all_days(since: str | None, end: str, effect: str) -> None:
    """Of a quota: "650 trucks entered on Friday" is Friday's amount; of what is owed once, the day of a sum is its end."""
    counted = replace(TRUCKS, types=(), kind=("flow", "cumulative"))
    daily = Provision(id="daily", title="x", evidence=(counted,), recurrence=Recurrence(every=Offset(days=1)))
    once = Provision(id="once", title="x", evidence=(counted,))
    trucks = Quantity(value=650, low=650, high=650, kind="flow", unit="trucks", of="trucks", since=since)
    told = claim(
        quote="650 trucks entered", predicate="enter", quantities=(trucks,),
        when=When(start="2025-11-01", end=end, precision="day"),
    )  # fmt: skip
    bearing = Bearing(replace(DEAL, provisions=(daily, once)), PEOPLE)
    assert [(link.target, link.effect) for link in bearing.of("claim:1", told)] == [
        ("daily", effect),
        ("once", "total"),
    ]


def test_a_figure_that_counts_everything_is_a_total() -> None:
    share = Quantity(value=19, low=19, high=19, base=28, kind="share", of="people")
    assert links(quote="19 of 28 people handed over", actors=SOUTH, quantities=(share,)) == [("people", "total")]


def test_the_link_names_its_pattern_its_figure_and_its_reason() -> None:
    trucks = Quantity(value=3203, low=3203, high=3203, kind="cumulative", unit="trucks", of="trucks")
    given = claim(quote="3,203 trucks have entered", type="figure", predicate="enter", quantities=(trucks,))
    (link,) = Bearing(DEAL, PEOPLE).of("claim:1", given)
    assert link.rule == "trucks/count"
    assert link.fields == {"of": "provision", "figure": 0}
    assert "3,203 trucks" in link.reason
    assert "told by Northland" in link.reason


def test_a_measure_counts_what_it_is_a_measure_of() -> None:
    fuel = EvidencePattern(name="fuel", effect="performed", acts=("deliver",), of=("fuel oil",))
    deal = Agreement(process="x", title="x", provisions=(Provision(id="p", title="P", evidence=(fuel,)),))

    def figure(quote: str, *amounts: float) -> object:
        told = tuple(Quantity(value=n, low=n, high=n, kind="flow", of="tonnes", unit="tonnes") for n in amounts)
        (link,) = Bearing(deal, PEOPLE).of("claim:1", claim(quote=quote, predicate="deliver", quantities=told))
        return link.fields.get("figure")

    assert figure("20 tonnes of fuel oil were delivered", 20) == 0
    assert figure("10 tonnes of grain and 20 tonnes of fuel oil were delivered", 10, 20) is None
    assert figure("20 tonnes of grain for the fuel oil were delivered", 20) is None


def test_a_running_count_is_no_coming_of_an_event_that_comes_often() -> None:
    batch = EvidencePattern(name="batch", effect="triggered", acts=("release",))
    for occurs, kind, links_made in (("often", "flow", 1), ("often", "cumulative", 0), ("once", "cumulative", 1)):
        deal = Agreement(process="x", title="x", events=(Event(id="e", occurs=occurs, evidence=(batch,)),))  # type: ignore[arg-type]
        told = Quantity(value=118, low=118, high=118, kind=kind, of="captives")  # type: ignore[arg-type]
        given = claim(quote="118 captives released", predicate="release", quantities=(told,))
        assert len(list(Bearing(deal, PEOPLE).of("claim:1", given))) == links_made, (occurs, kind)


def test_holders_may_be_asked_for() -> None:
    pattern = EvidencePattern(name="own count", effect="performed", acts=("hand over",), holders=("north",))
    deal = Agreement(process="x", title="x", provisions=(Provision(id="p", title="P", evidence=(pattern,)),))
    bearing = Bearing(deal, PEOPLE)
    organ = chain(("outlet", "The Post", "post"), ("holder", "the army", "north.army"))
    other = chain(("outlet", "The Post", "post"), ("holder", "The Watch", "watch"))
    assert len(list(bearing.of("a", claim(chain=organ)))) == 1
    assert list(bearing.of("b", claim(chain=other, holder=Holder(text="The Watch", actor="watch")))) == []


def test_phrases_are_found_word_for_word() -> None:
    assert Words.of("The remains of two hostages").has("remains of hostages")
    assert not Words.of("What remained of it").has("remains")
    assert Words.of("Aid trucks").has("aid truck")
