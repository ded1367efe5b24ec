"""The review desk over either store: each act, what stands after it, what is refused, and taking it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from guarantor import review
from guarantor.model.claim import Claim, Holder
from guarantor.model.link import Link
from guarantor.record import Record
from guarantor.record.store import Store
from guarantor.record.verify import verify
from guarantor.review import Reviewer, ReviewError, Support
from record.made import TEXT, claim, claims, report

ONE = report()
A, B, C = claims(ONE)
WHO = {"by": "Ada", "why": "read it again"}


@pytest.fixture
def record(store: Store) -> Record:
    made = Record(store)
    made.add_report(ONE, [A, B, C])
    return made


def live(record: Record) -> dict[str, str]:
    """Quote to review, of what counts."""
    return {each.quote: each.review for each in record.claims()}


def test_accepting_and_rejecting(record: Record) -> None:
    review.accept(record, A.id, **WHO)
    review.reject(record, [B.id, C.id], **WHO)
    assert live(record) == {A.quote: "accepted"}
    assert [each.id for each in record.claims(reviewed_only=True)] == [A.id]
    said = record.claim(B.id)
    assert said is not None and said.review == "rejected"
    review.accept(record, B.id, **WHO)
    assert live(record) == {A.quote: "accepted", B.quote: "accepted"}
    assert {each.review for each in record.claims(known_at=4)} == {"proposed"}


def test_a_judgement_says_who_when_and_why(record: Record) -> None:
    moment = datetime(2031, 5, 7, 9, tzinfo=UTC)
    made = review.accept(record, A.id, by=Reviewer(name=" Ada ", when=moment), why=" clear ")
    assert (made.by, made.when, made.why) == ("Ada", "2031-05-07T09:00:00.000000Z", "clear")
    assert record.judgements(A.id) == [made]
    entry = record.entry(made.id)
    assert entry is not None
    assert entry.author == "Ada"
    assert entry.recorded < made.when, "the record keeps its own time, which is not 2031"
    for by, why, word in (("", "because", "nobody"), ("Ada", "  ", "no reason")):
        with pytest.raises(ReviewError, match=word):
            review.accept(record, A.id, by=by, why=why)
    with pytest.raises(ReviewError, match="no zone"):
        review.accept(record, A.id, by=Reviewer(name="Ada", when=datetime(2031, 5, 7)), why="x")


def test_correcting(record: Record) -> None:
    made = review.correct(record, A.id, {"modality": "alleged"}, **WHO)
    (new,) = made.into
    standing = record.view().standing(A.id)
    assert standing is not None
    assert (standing.mark.state, standing.mark.into, standing.claim.review) == ("replaced", (new,), "corrected")
    corrected = record.claim(new)
    assert corrected is not None
    assert (corrected.modality, corrected.review, corrected.rule) == ("alleged", "corrected", "review")
    assert set(live(record).values()) == {"corrected", "proposed"}
    review.undo(record, made.id, **WHO)
    assert {each.id for each in record.claims()} == {A.id, B.id, C.id}
    assert verify(record.store).sound


def test_correcting_the_words(record: Record) -> None:
    start = TEXT.index("31 lorries")
    made = review.correct(record, C.id, {"span": (start, start + 10), "actors": ()}, **WHO)
    new = record.claim(made.into[0])
    assert new is not None
    assert new.quote == "31 lorries"
    with pytest.raises(ReviewError, match="does not lie"):
        review.correct(record, C.id, {"span": (0, 10_000)}, **WHO)
    with pytest.raises(ReviewError, match="not the quote"):
        review.correct(record, C.id, {"quote": "30 lorries"}, **WHO)
    for changes, words in (
        ({"colour": "red"}, "unknown key 'colour'"),
        ({"modality": "perhaps"}, "modality: 'perhaps' is none of"),
        ({"span": [1]}, "no claim"),
        ({"span": "12"}, "no claim"),
        ({"holder": {"text": 3}}, "holder.text"),
    ):
        with pytest.raises(ReviewError, match=words):
            review.correct(record, C.id, changes, **WHO)
    made = review.correct(record, B.id, {"holder": {"text": None, "note": "not said"}}, **WHO)
    new = record.claim(made.into[0])
    assert new is not None
    assert new.holder == Holder(text=None, note="not said")
    with pytest.raises(ReviewError, match="change something"):
        review.correct(record, A.id, {"rule": "mine"}, **WHO)


def test_a_correction_speaks_in_its_own_report_only(record: Record) -> None:
    other = report("Somebody else wrote this.", url=None, location="other.txt", outlet="The Bugle")
    made = review.correct(record, B.id, replace(B, report=claim(other, "wrote").report, modality="alleged"), **WHO)
    new = record.claim(made.into[0])
    assert new is not None
    assert new.report == B.report


def test_splitting(record: Record) -> None:
    parts = [claim(ONE, "40 lorries"), claim(ONE, "crossed the bridge")]
    made = review.split(record, A.id, parts, **WHO)
    assert len(made.into) == 2
    assert set(live(record)) == {"40 lorries", "crossed the bridge", B.quote, C.quote}
    with pytest.raises(ReviewError, match="two or more"):
        review.split(record, B.id, parts[:1], **WHO)
    review.undo(record, made.id, **WHO)
    assert set(live(record)) == {A.quote, B.quote, C.quote}


def test_the_same(record: Record) -> None:
    review.same_as(record, [A.id, B.id], **WHO)
    made = review.same_as(record, [B.id, C.id], **WHO)
    assert record.view().same_as(A.id) == {A.id, B.id, C.id}
    review.undo(record, made.id, **WHO)
    assert record.view().same_as(A.id) == {A.id, B.id}
    assert record.view().same_as(C.id) == {C.id}
    assert len(live(record)) == 3, "all are kept"
    with pytest.raises(ReviewError, match="two or more"):
        review.same_as(record, [A.id, A.id], **WHO)


def test_adding_what_was_missed(record: Record) -> None:
    span = review.find_words(ONE, "their spokeswoman said")
    missed = Claim(
        report=A.report, span=span, quote="their spokeswoman said", type="statement", modality="happened",
        holder=Holder(text=None), chain=A.chain,
    )  # fmt: skip
    made = review.add(record, missed, **WHO)
    assert live(record)["their spokeswoman said"] == "accepted"
    with pytest.raises(ReviewError, match="already"):
        review.add(record, missed, **WHO)
    review.undo(record, made.id, **WHO)
    assert "their spokeswoman said" not in live(record)
    again = review.add(record, missed, **WHO)
    assert live(record)["their spokeswoman said"] == "accepted"
    assert again.into == made.into
    with pytest.raises(ReviewError, match="not the quote"):
        review.add(record, replace(missed, quote="their spokesman said"), **WHO)
    with pytest.raises(ReviewError, match="exact words"):
        review.find_words(ONE, "their spokesman said")


def test_a_new_reading_does_not_touch_what_a_person_judged(record: Record) -> None:
    review.accept(record, A.id, **WHO)
    review.reject(record, C.id, **WHO)
    record.add_report(ONE, [B])
    assert live(record) == {A.quote: "accepted", B.quote: "proposed"}
    record.add_report(ONE, [A, B, C])
    assert C.quote not in live(record)


def test_a_judgement_holds_in_a_newer_version(record: Record) -> None:
    review.accept(record, A.id, **WHO)
    review.reject(record, B.id, **WHO)
    new = report(TEXT + " More follows.")
    record.add_report(new, claims(new))
    assert live(record) == {A.quote: "accepted", C.quote: "proposed"}
    assert {each.report.id for each in record.claims()} == {new.id}


def test_retracting_withdraws_all_that_rests_on_it(record: Record) -> None:
    new = report(TEXT + " More follows.")
    record.add_report(new, claims(new))
    link = Link(kind="bearing", claims=(claims(new)[0].id,), target="bridge.open", rule="act")
    record.add_links([link])
    review.accept(record, claims(new)[1].id, **WHO)
    before = record.head.seq
    made = review.retract(record, new.id, by="Ada", why="the Gazette took it back")
    assert set(made.about) == {ONE.id, new.id}
    assert list(record.claims()) == []
    assert list(record.reports()) == []
    assert list(record.view().links()) == []
    assert len(list(record.claims(known_at=before))) == 3
    assert len(list(record.view(known_at=before).links())) == 1
    standing = record.view().standing(claims(new)[0].id)
    assert standing is not None and standing.mark.state == "retracted"
    review.undo(record, made.id, by="Ada", why="it was another paper")
    assert len(list(record.claims())) == 3
    only = review.retract(record, new.id, by="Ada", why="this version", every_version=False)
    assert only.about == (new.id,)


def test_links_are_judged_too_and_a_rule_cannot_bring_them_back(record: Record) -> None:
    link = Link(kind="bearing", claims=(A.id,), target="bridge.open", rule="act")
    record.add_links([link])
    review.reject(record, link.id, **WHO)
    assert list(record.view().links()) == []
    record.withdraw_links([link], reason="narrower")
    record.add_links([link])
    assert list(record.view().links()) == []
    review.accept(record, link.id, **WHO)
    record.withdraw_links([link], reason="narrower")
    assert [each.state for each in record.view().links()] == ["accepted"]
    review.reject(record, A.id, **WHO)
    assert list(record.view().links()) == [], "nothing live is left to tie"


def test_grades(record: Record) -> None:
    review.grade_source(record, "gazette", "B", **WHO)
    grade = record.view().grade("gazette")
    assert grade is not None and grade.value["reliability"] == "B"
    thin = Support(origins=3, sides=1)
    with pytest.raises(ReviewError, match="on more than one side"):
        review.grade_claim(record, A.id, "1", support=thin, **WHO)
    with pytest.raises(ReviewError, match="on more than one side"):
        review.grade_claim(record, A.id, "1", support=Support(origins=1, sides=2), **WHO)
    review.grade_claim(record, A.id, "2", support=thin, **WHO)
    review.grade_claim(record, A.id, "1", support=Support(origins=2, sides=2), **WHO)
    review.grade_claim(record, B.id, "1", support=Support(origins=1, sides=1, document=True), **WHO)
    said = record.view().grade(A.id)
    assert said is not None and said.value["credibility"] == "1"
    with pytest.raises(ReviewError, match="usually reliable"):
        review.grade_source(record, "gazette", "G", **WHO)
    with pytest.raises(ReviewError, match="improbable"):
        review.grade_claim(record, A.id, "7", support=thin, **WHO)


def test_choosing_a_reading(record: Record) -> None:
    review.choose_reading(record, "bridge.open", "plan 4", readings=["plan 3", "plan 4"], **WHO)
    chosen = record.view().chosen_reading("bridge.open")
    assert chosen is not None and chosen.value == {"reading": "plan 4"}
    assert record.view(known_at=4).chosen_reading("bridge.open") is None
    with pytest.raises(ReviewError, match="'plan 3', 'plan 4'"):
        review.choose_reading(record, "bridge.open", "plan 5", readings=["plan 3", "plan 4"], **WHO)


def test_undoing_an_undoing(record: Record) -> None:
    made = review.reject(record, A.id, **WHO)
    back = review.undo(record, made.id, **WHO)
    assert A.quote in live(record)
    with pytest.raises(ReviewError, match="undone already"):
        review.undo(record, made.id, **WHO)
    review.undo(record, back.id, **WHO)
    assert A.quote not in live(record)
    assert [each.act for each in record.judgements()] == ["reject", "undo", "undo"], "all are kept"


@pytest.mark.parametrize("id_", ["claim:sha256:00", ONE.id, ""])
def test_what_is_not_there_cannot_be_judged(record: Record, id_: str) -> None:
    head = record.head
    for act in (review.accept, review.reject):
        with pytest.raises(ReviewError, match="no claim or link"):
            act(record, id_, **WHO)
    with pytest.raises(ReviewError, match="no claim"):
        review.correct(record, id_, {"polarity": "-"}, **WHO)
    with pytest.raises(ReviewError, match="no judgement"):
        review.undo(record, id_, **WHO)
    with pytest.raises(ReviewError, match="no report"):
        review.retract(record, A.id, **WHO)
    with pytest.raises(ReviewError, match="nothing is named"):
        review.accept(record, [], **WHO)
    assert record.head == head


def test_what_is_made_of_marked_things_carries_the_strictest_marking(record: Record) -> None:
    marked = report("They met in secret.", url=None, location="secret.md", marking="TLP:AMBER")
    said = claim(marked, "They met")
    record.add_report(marked, [said])
    links = [
        Link(kind="bearing", claims=(said.id,), target="talks.held", rule="act"),
        Link(kind="occurrence", claims=(A.id, said.id), target="occurrence:1", rule="act"),
        Link(kind="bearing", claims=(A.id,), target="bridge.open", rule="act"),
    ]
    record.add_links(links)
    made = [review.reject(record, said.id, **WHO), review.correct(record, A.id, {"modality": "alleged"}, **WHO)]
    ids = [said.id, *(link.id for link in links), *(each.id for each in made)]
    markings = [entry.marking for entry in map(record.entry, ids) if entry is not None]
    assert markings == ["TLP:AMBER", "TLP:AMBER", "TLP:AMBER", "TLP:CLEAR", "TLP:AMBER", "TLP:CLEAR"]
