"""The record over either store: reports once, versions, readings, links, settings, files of the case."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from guarantor.model.ids import canonical_json
from guarantor.model.link import Link
from guarantor.model.report import Place, Sign
from guarantor.record import Record, RecordError
from guarantor.record.drafts import Drafted
from guarantor.record.errors import RefusedRecordError
from guarantor.record.keys import keys_of
from guarantor.record.store import Store
from guarantor.record.verify import verify
from record.made import TEXT, claims, many, report


@pytest.fixture
def record(store: Store) -> Record:
    return Record(store)


def test_a_report_with_its_claims(record: Record) -> None:
    one = report()
    added = record.add_report(one, claims(one))
    assert added.new
    assert added.claims == tuple(each.id for each in claims(one))
    assert list(record.reports()) == [one]
    assert list(record.claims()) == claims(one)
    assert record.claim(claims(one)[1].id) == claims(one)[1]
    entry = record.entry(claims(one)[0].id)
    assert entry is not None
    assert (entry.happened, entry.as_of, entry.published) == ("2031-05-05", "2031-05-05", "2031-05-06")


@pytest.mark.parametrize("address", ["https://gazette.example/bridge", None])
def test_drafts_made_elsewhere_say_what_the_nouns_say(record: Record, address: str | None) -> None:
    one = report(
        url=address, digest=True, signals={"url": "given", "outlet": "été"}, notes=("a \ud800 b",),
        signs=(Sign(field="outlet", value="The Gazette", signal="<title>"),),
        places=(Place(span=(0, 4), name="page 1", source=(7, 11), steps=((2, 9),)),),
    )  # fmt: skip
    made = pickle.loads(pickle.dumps(Drafted.of(one, claims(one), "guarantor")))
    assert made.report.encoded == canonical_json(one.to_json())
    assert made.report.keys == keys_of("report", one.to_json())
    assert list(made.told()) == claims(one)
    assert record.add_drafted(one, made).claims == tuple(each.id for each in claims(one))
    assert list(record.reports()) == [one]
    assert list(record.claims()) == claims(one)
    assert record.add_drafted(one, Drafted.of(one, None, "guarantor")).new is False


def test_the_same_report_twice_adds_nothing(record: Record) -> None:
    one = report()
    record.add_report(one, claims(one))
    head = record.head
    again = record.add_report(replace(one, location="elsewhere/copy.txt"), claims(one))
    assert not again.new
    assert (again.claims, again.dropped) == ((), ())
    assert record.add_report(one).new is False
    assert record.head == head


def test_words_that_do_not_stand_in_the_report_are_refused_and_nothing_is_left(record: Record) -> None:
    one = report()
    wrong = replace(claims(one)[0], quote="41 lorries crossed the bridge")
    with pytest.raises(RefusedRecordError, match="not the quote"):
        record.add_report(one, [wrong])
    other = report(TEXT + " More.")
    with pytest.raises(RefusedRecordError, match="another report"):
        record.add_report(other, claims(one))
    assert record.head.seq == 0


def test_many_reports_all_or_none(record: Record) -> None:
    batch = many(5)
    broken = [*batch[:3], (batch[3][0], batch[4][1])]
    with pytest.raises(RefusedRecordError):
        record.add_reports(broken)
    assert record.head.seq == 0
    assert sum(len(added.claims) for added in record.add_reports(batch)) == 15
    assert record.store.count("claim") == 15


def test_another_text_at_the_same_address_is_a_new_version(record: Record) -> None:
    old = report()
    record.add_report(old, claims(old))
    new = report(TEXT.replace("40 lorries", "38 lorries"))
    added = record.add_report(new, claims(new, 38))
    assert added.replaces == old.id
    assert added.changes == (
        "- The Northern Command said on Monday that 40 lorries crossed the bridge.",
        "+ The Northern Command said on Monday that 38 lorries crossed the bridge.",
    )
    assert added.fell_away == (claims(old)[0].id,)
    live = {standing.claim.quote: standing for standing in record.view().standings() if standing.live}
    assert len(live) == 4, "what is carried on counts once; what fell away was printed and stays"
    assert live["40 lorries crossed the bridge"].fell_away
    assert not live["38 lorries crossed the bridge"].fell_away
    carried = record.view().standing(claims(old)[1].id)
    assert carried is not None
    assert (carried.mark.state, carried.mark.into) == ("carried", (claims(new, 38)[1].id,))
    assert len(list(record.claims(known_at=4))) == 3, "before the new version came"


@pytest.mark.parametrize("location", ["-", "export.jsonl:7", "export.json#3"])
def test_another_item_in_the_same_place_is_no_version(record: Record, location: str) -> None:
    record.add_report(report("One.", url=None, location=location))
    assert record.add_report(report("Another.", url=None, location=location)).replaces is None
    assert record.store.count("version") == 0


def test_published_by_leaves_later_versions_out(record: Record) -> None:
    old = report()
    record.add_report(old, claims(old))
    new = report(TEXT + " They will count again.", published="2031-05-09")
    record.add_report(new, claims(new))
    undated = report("Nobody says when.", url=None, location="loose.txt", published=None)
    record.add_report(undated)
    early = record.view(published_by="2031-05-08")
    assert [each.id for each in early.reports()] == [old.id]
    assert {each.report.id for each in early.claims()} == {old.id}
    assert {each.report.id for each in record.view(published_by="2031-05-09").claims()} == {new.id}
    assert list(record.view(published_by="2031-05-05").claims()) == []


def test_a_new_reading_drops_and_brings_back(record: Record) -> None:
    one = report()
    record.add_report(one, claims(one)[:2])
    first = record.head.seq
    added = record.add_report(one, claims(one)[1:])
    assert added.dropped == (claims(one)[0].id,)
    assert added.claims == (claims(one)[2].id,)
    assert [each.id for each in record.claims()] == [each.id for each in claims(one)[1:]]
    assert [each.id for each in record.claims(known_at=first)] == [each.id for each in claims(one)[:2]]
    record.add_report(one, claims(one))
    assert {each.id for each in record.claims()} == {each.id for each in claims(one)}
    record.add_report(one, claims(one)[1:])
    assert len(list(record.claims())) == 2, "dropped a second time"
    head = record.head
    record.add_report(one, claims(one)[1:])
    assert record.head == head
    assert verify(record.store).sound


def test_links_and_their_states(record: Record) -> None:
    one = report()
    record.add_report(one, claims(one))
    first, second = claims(one)[0].id, claims(one)[1].id
    bearing = Link(kind="bearing", claims=(first,), target="bridge.open", effect="performed", rule="act", reason="r")
    rival = Link(kind="occurrence", claims=(first, second), target="occurrence:1", rule="same day", reason="r")
    assert record.add_links([bearing, rival]) == 2
    assert record.add_links([bearing, rival]) == 0
    view = record.view()
    assert [each.link for each in view.links()] == [bearing, rival]
    assert [each.link for each in view.links("bearing")] == [bearing]
    assert [each.link for each in view.links(claim=second)] == [rival]
    assert [each.link for each in view.links(target="bridge.open")] == [bearing]
    record.withdraw_links([bearing], reason="the pattern became narrower")
    assert [each.link.kind for each in record.view().links()] == ["occurrence"]
    assert [each.state for each in record.view().links("bearing", every=True)] == ["withdrawn"]
    record.add_links([bearing])
    assert len(list(record.view().links())) == 2
    assert len(list(record.view(known_at=6).links())) == 2
    assert len(list(record.view(known_at=7).links())) == 1


def test_settings_files_and_program_have_a_history(record: Record) -> None:
    record.set_setting("zone", "UTC", why="start")
    record.set_setting("zone", "UTC", why="again")
    record.add_case_file("agreement/plan.yaml", "process: a\n")
    record.add_case_file("agreement/plan.yaml", "process: a\n")
    middle = record.head.seq
    assert middle == 2
    record.set_setting("zone", "Europe/Oslo", why="moved")
    record.add_case_file("agreement/plan.yaml", "process: b\n")
    record.set_setting("zone", "UTC", why="moved back")
    record.add_case_file("agreement/plan.yaml", "process: a\n")
    record.note_program("0.1.0", rules="1")
    record.note_program("0.1.0", rules="1")
    record.note_program("0.2.0", rules="1")
    assert record.settings() == {"zone": "UTC"}
    assert record.settings(known_at=3) == {"zone": "Europe/Oslo"}
    assert record.case_files() == {"agreement/plan.yaml": "process: a\n"}
    assert record.case_files(known_at=4) == {"agreement/plan.yaml": "process: b\n"}
    assert record.case_files(known_at=0) == {}
    assert (record.program(), record.program(known_at=7)) == ("0.2.0", "0.1.0")
    assert record.head.seq == 8
    assert verify(record.store).sound


def test_known_at_takes_times_and_numbers(record: Record) -> None:
    (first, _), (second, _) = many(2)
    record.add_report(first)
    entry = record.entry(first.id)
    assert entry is not None
    record.add_report(second)
    assert [each.id for each in record.reports(known_at=entry.recorded)] == [first.id]
    assert [each.id for each in record.reports(known_at=1)] == [first.id]
    assert list(record.reports(known_at="2001-01-01")) == []
    assert len(list(record.reports(known_at="2999-12-31"))) == 2
    with pytest.raises(ValueError, match="no ISO date"):
        list(record.reports(known_at="yesterday"))


def test_a_brief_is_kept_as_it_was(record: Record) -> None:
    brief = record.add("brief", {"name": "evening", "text": "…"}, author="Ada")
    assert record.add("brief", {"name": "evening", "text": "…"}, author="Ada") == brief
    assert [each.payload for each in record.store.entries(["brief"])] == [{"name": "evening", "text": "…"}]
    assert issubclass(RefusedRecordError, RecordError)
