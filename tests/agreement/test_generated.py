"""Agreements made up at random from the language: they pass the check, and what is compiled is what was written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreement.making import lay_out
from guarantor.agreement.cycles import circles
from guarantor.agreement.explain import explain_agreement
from guarantor.agreement.load import load_case, load_texts, read_case
from guarantor.agreement.offsets import parse_offset
from guarantor.model.clauses import Offset

IDS = ["a", "b", "c", "d"]
SPANS = st.sampled_from(["72h", "7 days", "2 weeks", "90 min", "1 day and 3 hours"])
EVENTS = st.sampled_from(["approval", "pull-back"])


def clocks(earlier: list[str]) -> st.SearchStrategy[dict[str, str]]:
    """Clocks that hang on events, texts, dates or provisions that stand earlier, so that no circle can come about."""
    anchors = st.sampled_from(["approval", "pull-back", "deal", "2031-04-01", *earlier])
    return st.one_of(
        st.builds(lambda span, anchor: {"within": f"{span} of {anchor}"}, SPANS, anchors),
        st.builds(lambda anchor: {"from": anchor, "until": "2031-12-31"}, anchors),
        st.builds(lambda anchor: {"from": f"1 day after {anchor}", "until": f"9 days after {anchor}"}, anchors),
        st.just({"by": "2031-12-31"}),
        st.builds(lambda every: {"every": every}, st.sampled_from(["day", "week", "12h"])),
        st.just({}),
    )


CONDITIONS = st.recursive(
    st.sampled_from(["one", "approval", "pull-back", {"performs": "south"}, {"told": "approval"}]),
    lambda inner: st.one_of(
        st.builds(lambda args: {"all": args}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda args: {"any": args}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda arg: {"not": arg}, inner),
        st.builds(lambda args: {"at-least": 1, "of": args}, st.lists(inner, min_size=1, max_size=3)),
    ),
    max_leaves=5,
)


@st.composite
def agreements(draw: st.DrawFn) -> dict[str, Any]:
    provisions: dict[str, Any] = {}
    for name in IDS[: draw(st.integers(1, 4))]:
        kind = draw(st.sampled_from(["do", "refrain", "maintain"]))
        act = {"do": "release", "refrain": "attack", "maintain": "monitor"}[kind]
        duty: dict[str, Any] = {"act": act}
        if kind == "do":
            duty["of"] = "captives"
            if amount := draw(st.one_of(st.none(), st.integers(1, 10**6))):
                duty["quantity"] = str(amount)
        provision = {
            "text": f"deal {name}",
            "debtor": draw(st.sampled_from(["south", ["north", "south"], {"each": ["north", "south"]}, "parties"])),
            kind: duty,
            **draw(clocks(list(provisions))),
        }
        if draw(st.booleans()):
            provision["while"] = draw(CONDITIONS)
        if draw(st.booleans()):
            provision["readings"] = {"annex 1": {"within": f"{draw(SPANS)} of {draw(EVENTS)}"}}
        provisions[name] = provision
    return {"provisions": provisions}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(agreements())
def test_what_is_written_is_what_is_compiled(tmp_path: Path, written: dict[str, Any]) -> None:
    folder = lay_out(tmp_path, yaml.safe_dump(written, allow_unicode=True, sort_keys=False))
    case, faults = read_case(folder)
    assert [str(fault) for fault in faults if fault.level == "fault"] == []
    assert case is not None
    assert [provision.id for provision in case.agreement.provisions] == list(written["provisions"])
    assert circles(case.agreement) == []
    for provision in case.agreement.provisions:
        source = written["provisions"][provision.id]
        assert provision.polarity in source and provision.evidence
        assert provision.jointly == (source["debtor"] in (["north", "south"], "parties"))
        assert bool(provision.readings) == ("readings" in source)
        if "within" in source:
            wanted = parse_offset(source["within"].partition(" of ")[0]) or Offset()
            assert provision.window is not None and provision.window.end == wanted
        if "quantity" in source.get("do", {}):
            assert str(getattr(provision.quantity, "value", "")) == source["do"]["quantity"]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(agreements())
def test_the_same_files_give_the_same_nouns_and_the_same_words(tmp_path: Path, written: dict[str, Any]) -> None:
    case = load_case(lay_out(tmp_path, yaml.safe_dump(written, sort_keys=False)))
    again = load_texts({file.name: file.text for file in case.files})
    assert again == case
    said = explain_agreement(case.agreement, case.people)
    assert said == explain_agreement(again.agreement, again.people)
    assert all(f"({name}):" in said for name in written["provisions"])
