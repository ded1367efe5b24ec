"""Copies are not confirmation: how many independent holders stand behind the same words."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guarantor.linking.carriers import Carriers
from guarantor.linking.kept import Kept
from guarantor.linking.origins import Count, Origins
from guarantor.linking.roots import Roots
from guarantor.linking.sharing import ShingleIndex
from guarantor.linking.voices import Hearing
from guarantor.model.claim import Holder, ReportRef
from guarantor.model.report import Report
from linking.making import PEOPLE, chain, claim

WIRE_TEXT = (
    "Convoys reached the northern towns on Friday morning after three days of waiting at the crossing near the river"
)


def count(*told: tuple[str, str | None, str, str | None]) -> tuple[int, int, int]:
    """(lowest, highest, attestations) for claims told as (outlet, credit, text, holder's actor)."""
    origins, kept = Origins(Roots(PEOPLE)), []
    for number, (outlet, credit, text, actor) in enumerate(told):
        report = Report(text=text, location=f"{number}", outlet=outlet, credit=credit)
        origins.add(report.id, report)
        stations = [("outlet", outlet, None)] + ([("agency", credit, None)] if credit else [])
        if actor:
            stations.append(("holder", actor, actor))
        said = claim(
            quote=text, report=ReportRef.of(report), chain=chain(*stations),  # type: ignore[arg-type]
            holder=Holder(text=actor, actor=actor, kind="named" if actor else "outlet"),
        )  # fmt: skip
        origins.tie(f"c{number}", report.id)
        kept.append(Kept(id=f"c{number}", claim=said, recorded=0))
    found = origins.count(kept)
    return found.low, found.high, found.attestations


def test_twenty_outlets_with_one_spokesman_are_one_origin() -> None:
    told = [(f"Outlet {n}", None, f"Text number {n} about it", "north") for n in range(20)]
    assert count(*told) == (1, 1, 20)


def test_two_parties_in_one_agency_are_two_origins() -> None:
    assert count(("A", "Wire", "one", "north"), ("A", "Wire", "two", "south"))[:2] == (2, 2)


def test_outlets_that_credit_one_agency_are_one_origin_and_one_witness() -> None:
    assert count(("A", "Wire", "the first text", None), ("B", "Wire", "another text", None)) == (1, 1, 1)


def test_a_short_copy_of_a_long_text_is_found() -> None:
    longer = WIRE_TEXT + " where hundreds of drivers had slept in their cabins and waited for the gates to open again"
    assert count(("A", None, longer, None), ("B", None, WIRE_TEXT, None))[0] == 1


def test_two_texts_on_the_same_event_are_two_origins() -> None:
    other = "Aid lorries drove into towns of the north at the end of the week, residents told this newspaper"
    assert count(("A", None, WIRE_TEXT, None), ("B", None, other, None))[:2] == (2, 2)


def test_different_agencies_are_never_joined_by_their_text() -> None:
    assert count(("A", "Wire", WIRE_TEXT, None), ("B", "Cable", WIRE_TEXT, None))[:2] == (2, 2)


def test_containment_is_of_the_shorter_in_the_longer() -> None:
    index = ShingleIndex()
    assert index.add("one two three four five six seven eight nine ten") == []
    assert index.add("one two three four five six") == [(0, 1.0)]
    assert index.add("something else altogether is said here today") == []


def reported(
    words: str, *, outlet: str, day: str = "2025-11-01", stations: tuple[tuple[str, str, str | None], ...] = (),
    digest: bool = False, credit: str | None = None, holder: Holder | None = None,
) -> tuple[Report, Kept]:  # fmt: skip
    report = Report(text=words, location=outlet, outlet=outlet, published=day, digest=digest, credit=credit)
    said = claim(
        quote=words[:40], span=(0, len(words[:40])), report=ReportRef.of(report), holder=holder or Holder(text=None),
        chain=chain(("outlet", outlet, None), *stations),
    )  # fmt: skip
    return report, Kept(id=said.id, claim=said, recorded=0)


def unnamed(outlet: str, actor: str, day: str) -> tuple[Report, Kept]:
    holder = Holder(text="an official", actor=actor, kind="anonymous", side=actor.partition(".")[0])
    stations = (("holder", "an official", actor),)
    return reported(f"{outlet} heard of it", outlet=outlet, day=day, stations=stations, holder=holder)


def named(outlet: str, actor: str, day: str = "2025-11-01") -> tuple[Report, Kept]:
    holder = Holder(text=actor, actor=actor, kind="named")
    return reported(f"{outlet} has it", outlet=outlet, day=day, stations=(("holder", actor, actor),), holder=holder)


def counted(*told: tuple[Report, Kept], origins: Origins | None = None) -> Count:
    found = origins or Origins(Roots(PEOPLE))
    for report, kept in told:
        found.add(report.id, report)
        found.tie(kept.id, report.id, kept.claim)
    return found.count(kept for _, kept in told)


@pytest.mark.parametrize(
    ("told", "low", "high", "rule"),
    [
        ([unnamed("A", "north", "2025-11-01"), unnamed("B", "north", "2025-11-03")], 1, 2, "anonymous roles"),
        ([unnamed("A", "north", "2025-11-01"), unnamed("B", "north", "2025-11-09")], 2, 2, None),
        ([unnamed("A", "north", "2025-11-01"), unnamed("B", "south", "2025-11-01")], 2, 2, None),
        ([unnamed("A", "north", "2025-11-01"), named("B", "north")], 1, 2, "not named"),
        ([named("A", "north.army"), named("B", "north")], 1, 2, "organ of the same"),
        ([named("A", "north.army"), named("B", "north", "2025-11-20")], 2, 2, None),
        ([named("A", "north"), named("B", "south")], 2, 2, None),
    ],
)
def test_what_is_presumed_counts_once_or_twice(
    told: list[tuple[Report, Kept]], low: int, high: int, rule: str | None
) -> None:
    found = counted(*told)
    assert (found.low, found.high) == (low, high)
    assert {merge.rule for merge in found.merges if merge.presumed} == ({rule} if rule else set())


def test_one_that_cites_the_other_shares_its_origin() -> None:
    ours = reported("Drivers waited at the gate", outlet="The Post")
    copy = reported("A queue was seen", outlet="Lakes", stations=(("agency", "The Post", "post"),))
    found = counted(ours, copy)
    assert (found.low, found.high, found.attestations) == (1, 1, 1)


def test_two_that_cite_a_third_share_an_origin_with_the_reason() -> None:
    told = [reported(f"text of {o}", outlet=o, stations=(("agency", "The Post", "post"),)) for o in ("A", "B")]
    found = counted(*told)
    assert (found.low, found.high) == (1, 1)


def test_a_third_text_never_joins_two_agencies() -> None:
    told = [
        reported(WIRE_TEXT, outlet="A", credit="AFP"),
        reported(WIRE_TEXT, outlet="B"),
        reported(WIRE_TEXT, outlet="C", credit="Reuters"),
    ]
    assert counted(*told).high == 2


def test_texts_are_joined_only_where_each_is_alike() -> None:
    words = [f"w{n}" for n in range(120)]
    first, last = " ".join(words[:60]), " ".join(words[60:])
    told = [reported(t, outlet=o) for o, t in (("A", first), ("B", f"{first} {last}"), ("C", last))]
    assert counted(*told).high == 2


def test_bulletins_from_one_mould_are_no_copies() -> None:
    mould = "The mission said that {} people were killed and {} hurt in the week to {} May in the towns along the river"
    told = [reported(mould.format(*n), outlet=o) for o, n in (("A", (8, 12, 3)), ("B", (9, 15, 10)))]
    assert counted(*told).high == 2


def test_of_a_digest_only_the_paragraph_counts() -> None:
    other = "Elsewhere the ministers spoke for two hours about grain prices and a new road to the coast of the south"
    one, two = reported(WIRE_TEXT, outlet="A"), reported(f"{other}\n\n{WIRE_TEXT}", outlet="B", digest=True)
    assert counted(one, two).high == 2, "the claim stands in the paragraph on grain"


def test_people_split_and_join_with_a_reason() -> None:
    origins = Origins(Roots(PEOPLE))
    one, two = reported(WIRE_TEXT, outlet="A"), reported(WIRE_TEXT, outlet="B")
    assert counted(one, two, origins=origins).high == 1
    origins.decide(one[1].id, two[1].id, together=False, reason="both were there")
    assert counted(one, two, origins=origins).high == 2
    joined = Origins(Roots(PEOPLE))
    a, b = named("A", "north"), named("B", "south")
    joined.decide(a[1].id, b[1].id, together=True, reason="a joint statement")
    found = counted(a, b, origins=joined)
    assert (found.low, found.high, found.reasons) == (1, 1, ("a joint statement",))


TEXTS = [
    WIRE_TEXT,
    WIRE_TEXT + " and then they went home again by the long road",
    "Something else was told there today",
]
TOLD = st.tuples(
    st.sampled_from(["A", "B", "C", "D"]), st.sampled_from([None, "AFP", "Reuters"]), st.sampled_from(TEXTS),
    st.sampled_from([None, "north", "south"]), st.sampled_from(["2025-11-01", "2025-11-02", "2025-11-20"]),
)  # fmt: skip


def _made(given: tuple[str, str | None, str, str | None, str]) -> tuple[Report, Kept]:
    outlet, credit, text, actor, day = given
    holder = Holder(text=actor, actor=actor, kind="named") if actor else None
    stations = (("holder", actor, actor),) if actor else ()
    return reported(text, outlet=outlet, credit=credit, day=day, holder=holder, stations=stations)


@settings(max_examples=60, deadline=None)
@given(
    told=st.lists(TOLD, min_size=1, max_size=7, unique_by=lambda each: (each[0], each[2], each[4])),
    chance=st.randoms(use_true_random=False),
)
def test_the_order_of_arrival_does_not_matter(
    told: list[tuple[str, str | None, str, str | None, str]], chance: random.Random
) -> None:
    made = [_made(each) for each in told]
    shuffled = list(made)
    chance.shuffle(shuffled)
    one, other = counted(*made), counted(*shuffled)
    assert (one.low, one.high, one.attestations, one.groups) == (
        other.low,
        other.high,
        other.attestations,
        other.groups,
    )


@settings(max_examples=60, deadline=None)
@given(told=st.lists(TOLD, min_size=1, max_size=7, unique_by=lambda each: (each[0], each[2], each[4])))
def test_distinct_roots_and_agencies_never_merge(told: list[tuple[str, str | None, str, str | None, str]]) -> None:
    found = counted(*[_made(each) for each in told])
    roots = {actor for *_, actor, _ in told if actor}
    agencies = {credit for _, credit, _, actor, _ in told if credit and not actor}
    assert found.low <= found.high
    assert found.low >= max(len(roots), 1)
    assert found.high >= len(roots) + len(agencies)


LETTERS = st.sampled_from("abcdefgh")


@given(
    shared=st.dictionaries(st.tuples(LETTERS, LETTERS).filter(lambda p: p[0] < p[1]), st.floats(0.3, 1.0)),
    asked=st.sets(LETTERS),
)
def test_the_pairs_of_a_question_are_those_of_the_whole_within_it(
    shared: dict[tuple[str, str], float], asked: set[str]
) -> None:
    carriers = Carriers(Hearing(Roots(PEOPLE)))
    for (one, other), share in shared.items():
        carriers.share(other, one, share)
    assert carriers.among(asked) == {pair: share for pair, share in shared.items() if set(pair) <= asked}
