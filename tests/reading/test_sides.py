"""Who did what to whom where the subject is not the doer, and whose word it is where a house cites somebody."""

from __future__ import annotations

import pytest

from guarantor.model.claim import Mention
from guarantor.reading import read_text

SIDES = [
    # text, type, actors, targets
    ("The patrol came under fire from Norwegian troops near Lom on Sunday, the mission said.", "violation",
     ["norway.army"], ["The patrol"]),
    ("A Swedish convoy came under attack near Lom on Sunday.", "violation", [], ["sweden"]),
    ("The convoy came under heavy shelling by the rebels on Sunday, the army said.", "violation", ["the rebels"],
     ["The convoy"]),
    ("Norway is accused by Sweden of having sent 3,000 fresh troops to Lom.", "violation", ["norway"],
     ["3,000 fresh troops"]),
    ("Norway was accused on Monday by Sweden of shelling the harbour.", "violation", ["norway"], ["the harbour"]),
    ("Norway has yet to respond to the envoy's written request, Sweden said.", "obstacle", ["norway"],
     ["the envoy"]),
    ("Norway, Sweden and Denmark will monitor the line, the text says.", "plan", ["norway", "sweden", "denmark"],
     ["the line"]),
    ("Finland, Norway, Sweden and Denmark signed the declaration in Lom.", "commitment",
     ["finland", "norway", "sweden", "denmark"], ["the declaration"]),
    ("Norway, Sweden and Denmark were invited to the talks, the envoy said.", "demand", [], ["norway", "sweden", "denmark"]),
    ("Nobody will be expelled from Lom, the envoy said.", "commitment", [], ["Nobody"]),
    ("No country would be forced to send troops, the envoy said.", "commitment", [], ["No country"]),
    ("Norway, but not Sweden, signed the accord.", "commitment", ["norway"], ["the accord"]),
    ("Norway and Denmark, though not Sweden, pledged troops.", "commitment", ["norway", "denmark"], ["troops"]),
    ("Norway, unlike Sweden, signed the accord.", "commitment", ["norway"], ["the accord"]),
    ("The mediators – Norway and Sweden – rejected the plan.", "refusal", ["The mediators"], ["the plan"]),
    ("Regional bloc ECOWAS welcomed the deal.", "position", ["ecowas"], ["the deal"]),
    ("As many as 2,000 civilians may have been killed in Lom since May, the Doctors Network estimates.", "violation",
     [], ["2,000 civilians"]),
]  # fmt: skip
CITED = [
    "According to Lakes Press, which cited two diplomats, Norway has let 40 patients leave.",
    "According to Lakes Press, citing two diplomats, Norway has let 40 patients leave.",
    "Norway has let 40 patients leave, according to Lakes Press, which cited two diplomats.",
    "Lakes Press, which quoted two diplomats, reported that Norway had let 40 patients leave.",
]


def named(sides: tuple[Mention, ...]) -> list[str]:
    return [side.actor or side.text for side in sides]


@pytest.mark.parametrize(("text", "kind", "actors", "targets"), SIDES)
def test_who_did_it_to_whom(text: str, kind: str, actors: list[str], targets: list[str]) -> None:
    (claim,) = read_text(text, published="2026-05-20")
    assert (claim.type, named(claim.actors), named(claim.targets)) == (kind, actors, targets)


def test_a_house_told_with_its_members_speaks_itself() -> None:
    (claim,) = read_text("The Quad – the US, Saudi Arabia, Egypt and the UAE – called for a truce.")
    assert claim.holder.actor == "quad"
    (claim,) = read_text("The guarantors (Norway, Sweden, Denmark) called for a truce.")
    assert (claim.holder.text, claim.holder.actor) == ("The guarantors", None)


def test_a_charge_at_the_end_is_the_chargers() -> None:
    (claim,) = read_text("The army shelled the camp, the RSF alleged.")
    assert (claim.holder.actor, claim.type) == ("rsf-sudan", "violation")


def test_what_was_done_then_is_told_by_itself() -> None:
    opened, closed = read_text("Norway opened the crossing on Monday, then closed it on Tuesday, the UN said.",
                               published="2026-05-20")  # fmt: skip
    assert (opened.type, closed.type) == ("fulfilment", "violation")
    assert [one.holder.actor for one in (opened, closed)] == ["united-nations"] * 2
    assert [one.when.start for one in (opened, closed) if one.when] == ["2026-05-18", "2026-05-19"]
    assert [one.actor for one in closed.targets] == [None], "it is the crossing, and not Norway"
    assert [one.predicate for one in read_text("The army bombed Oslo.")] == ["bomb"]
    signed, bombed = read_text("The army signed the truce and then bombed Oslo.")
    assert (signed.predicate, bombed.predicate) == ("sign", "bomb")


def test_what_somebody_found_or_verified_is_his_word() -> None:
    for text in ("Half of the fighters have received nothing, the mission found.",
                 "Both armies have pulled their guns back 30 km, the mission verified on 14 May."):  # fmt: skip
        (claim,) = read_text(text, published="2026-05-20")
        assert claim.holder.text == "the mission"


@pytest.mark.parametrize("text", CITED)
def test_whoever_is_cited_says_so(text: str) -> None:
    (claim,) = read_text(text, published="2026-05-20")
    assert (claim.holder.text, claim.holder.kind) == ("two diplomats", "anonymous")
    assert [link.name for link in claim.chain][-2:] == ["Lakes Press", "two diplomats"]


WHICH_THING = [
    # text, first day of the claim's time
    ("Eight of the 20 bodies exhumed in March have been identified, the director said.", None),
    ("The truce, brokered by Norway and signed on 19 May, has been broken 64 times, the mission said.", None),
    ("The soldiers captured on 9 March were released on 18 May, the army said.", "2026-05-18"),
    ("The talks scheduled for Monday were postponed, the ministry said.", "2026-05-25"),
    ("The army released 90 prisoners on Monday.", "2026-05-18"),
]


@pytest.mark.parametrize(("text", "day"), WHICH_THING)
def test_a_time_that_says_which_thing_is_meant_is_not_when_it_was_done(text: str, day: str | None) -> None:
    claim = read_text(text, published="2026-05-20")[0]
    assert (claim.when.start if claim.when else None) == day


def test_whoever_counts_did_not_do_it() -> None:
    (claim,) = read_text("The mission recorded 18 attacks in Lom in April.", published="2026-05-20")
    assert (claim.type, claim.actors) == ("violation", ())


def test_a_denial_without_that_is_one() -> None:
    (claim,) = read_text("The CNDD-FDD denied Swedish soldiers had been captured.")
    assert (claim.type, claim.polarity, named(claim.targets)) == ("denial", "-", ["sweden.army"])


def test_the_clause_before_a_semicolon_has_its_verb() -> None:
    first = read_text("The president invited opposition leaders to talks in Oslo; they accepted at once.")[0]
    assert (first.type, named(first.actors), named(first.targets)) == (
        "demand",
        ["The president"],
        ["opposition leaders"],
    )


TELLERS = (
    "ombudsman",
    "rapporteur",
    "facilitator",
    "guarantor",
    "elder",
    "coroner",
    "investigator",
    "palace",
    "consul",
)
LAST = ("emphasised", "countered", "hinted", "clarified", "calculated", "attested", "boasted", "alleged", "assessed")


@pytest.mark.parametrize("who", TELLERS)
def test_who_can_speak(who: str) -> None:
    (claim,) = read_text(f"The bridge was destroyed on Monday, the {who} said.", published="2026-05-20")
    assert claim.holder.text is not None and who in claim.holder.text


@pytest.mark.parametrize("verb", LAST)
def test_a_past_form_at_the_end_tells(verb: str) -> None:
    (claim,) = read_text(f"The bridge was destroyed on Monday, the ministry {verb}.", published="2026-05-20")
    assert claim.holder.text == "the ministry"


def test_no_word_to_a_reporter_stands_in_nobodys_way() -> None:
    kinds = [one.type for one in read_text("Norway did not respond to a request for comment, Lakes Press said.")]
    assert "obstacle" not in kinds


def test_may_is_a_month_where_it_is_written_so() -> None:
    (claim,) = read_text("The fighters integrated in May have deserted Lom, the Norwegian commander said.")
    assert claim.modality != "hypothetical"


def test_none_behind_a_time_denies() -> None:
    (claim,) = read_text("By Thursday evening none of the promised buses had reached Oslo.", published="2026-05-20")
    assert (claim.polarity, claim.type) == ("-", "statement")


def test_who_is_accused_goes_on_to_speak() -> None:
    claims = read_text("Norway, accused by Sweden of arming the rebels, denied the charge.")
    assert [(one.type, one.holder.actor) for one in claims] == [("denial", "norway"), ("violation", "sweden")]


def test_both_who_are_accused_are_charged() -> None:
    (claim,) = read_text("UN experts accused both Norway and Sweden of profiting from smuggled timber.")
    assert (claim.type, named(claim.actors)) == ("violation", ["norway", "sweden"])


def test_who_was_asked_speaks() -> None:
    (claim,) = read_text('Ada Lund, asked about the raid, called the vote in Oslo "a stunt".')
    assert claim.holder.text == "Ada Lund"


def test_in_capitals_throughout_who_is_a_pronoun() -> None:
    (claim,) = read_text("REBELS WHO SHELLED THE TOWN HAVE FLED, THE ARMY SAID ON MONDAY")
    assert "WHO" not in [name for one in claim.actors for name in one.text.split()]
