"""A very large record is looked up in its index: what the pages say of it is what they say of a small one."""

from __future__ import annotations

from pathlib import Path

import pytest

from guarantor.board import evidence, timeline
from guarantor.board.actors import actor_index, actor_page
from guarantor.board.asking import ask_of
from guarantor.board.counters import charts_of
from guarantor.board.desk.queue import Filters, queue_at, queue_of
from guarantor.board.meetings import meetings_page
from guarantor.board.question import Question
from guarantor.board.reports import report_page
from guarantor.board.searching import search_page
from guarantor.board.unseen import gaps, quiet_accounts
from guarantor.case import Case, acts, finding, wanted
from guarantor.case import knowledge as knowing
from guarantor.case.keeping import erase_from
from guarantor.case.opened import INDEX
from guarantor.model.judgement import Judgement
from guarantor.review import desk

SEARCHES: tuple[dict[str, str], ...] = (
    {}, {"q": "host"}, {"q": "the of"}, {"q": "zzz"}, {"kind": "meeting"}, {"outlet": "Reuters"},
    {"from": "2025-10-20", "to": "2025-11-02"}, {"q": "Mini", "kind": "statement"}, {"review": "accepted"},
    {"q": "a", "page": "2"}, {"status": "disputed"}, {"status": "fulfilled", "q": "host"}, {"status": "lapsed"},
)  # fmt: skip
QUEUES: tuple[dict[str, str], ...] = (
    {"order": "oldest"}, {"order": "newest"}, {"kind": "figure", "order": "oldest"}, {"bearing": "1", "order": "oldest"},
    {"show": "judged", "order": "oldest"}, {"show": "unsure", "order": "oldest"}, {"words": "said", "order": "oldest"},
    {"doubt": "1", "order": "oldest"},
)  # fmt: skip
PAST = {"as-of": "2025-11-01", "published-by": "2025-11-05"}


def asked(case: Case, params: dict[str, str]) -> Question:
    return Question(case=case, ask=ask_of(params, case))


@pytest.fixture
def judged(own: Case) -> Case:
    ids = list(own.knowledge().claims)
    desk.accept(own.record, ids[3], by="tester", why="it says so")
    desk.reject(own.record, ids[5], by="tester", why="it does not")
    desk.unsure(own.record, ids[7], by="tester", why="who knows")
    own.forget()
    return own


def both(case: Case, params: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> tuple[Question, Question]:
    plain = asked(case, params)
    assert plain.finder is None and plain.claims
    case.forget()
    monkeypatch.setattr(knowing, "LARGE", 0)
    long = asked(case, params)
    assert long.finder is not None
    return plain, long


@pytest.mark.parametrize("times", [{}, PAST])
def test_search_finds_the_same(judged: Case, monkeypatch: pytest.MonkeyPatch, times: dict[str, str]) -> None:
    plain, long = both(judged, times, monkeypatch)
    for params in SEARCHES:
        one, other = search_page(plain, params, "/search"), search_page(long, params, "/search")
        assert (one.claims.total, one.claims.after) == (other.claims.total, other.claims.after), params
        assert [c.published for c in one.claims.items] == [c.published for c in other.claims.items], params
        assert one.reports.total == other.reports.total, params
        assert [h.published for h in one.reports.items] == [h.published for h in other.reports.items], params
        if one.reports.total <= 10:
            assert {h.id for h in one.reports.items} == {h.id for h in other.reports.items}, params
        if one.claims.total <= 25:
            assert {c.claim for c in one.claims.items} == {c.claim for c in other.claims.items}, params
        assert (one.outlets, one.kinds) == (other.outlets, other.kinds)
        assert set(one.actors) <= set(other.actors)


def narrowed(question: Question) -> list[dict[str, str]]:
    """Searches for a frequent word on each kind of thing that the case has, and on each day of publication."""
    tied = question.knowledge.tied_to
    targets = [each.id for each in question.agreement.provisions if each.id in tied]
    roots = {question.knowledge.roots.of(kept.claim).id for kept in question.claims.values()}
    people = question.people
    actors = sorted(root for root in roots if root in people.actors or root in people.sources)
    days = sorted({(kept.claim.report.published or "")[:10] for kept in question.claims.values()} - {""})
    outlets = sorted({kept.claim.report.outlet for kept in question.claims.values() if kept.claim.report.outlet})
    searches = [{"q": "the", "provision": each} for each in targets] + [{"q": "the", "actor": each} for each in actors]
    searches += [{"q": word, "from": day, "to": day} for day in days for word in ("the", "")]
    searches += [{"q": "the", "outlet": each, "from": days[len(days) // 3]} for each in outlets]
    searches += [{"actor": actors[0], "provision": each, "to": days[-2]} for each in targets]
    return [*searches, {"q": "the", "review": "accepted"}, {"q": "the", "status": "disputed", "kind": "statement"}]


@pytest.mark.parametrize("gathered", [0, 60_000])
def test_narrowed_searches_find_the_same(judged: Case, monkeypatch: pytest.MonkeyPatch, gathered: int) -> None:
    monkeypatch.setattr(finding, "GATHERED", gathered)
    monkeypatch.setattr(wanted, "FEW", 60 if gathered else 0)
    plain, long = both(judged, {}, monkeypatch)
    found = 0
    for params in narrowed(plain):
        one, other = search_page(plain, params, "/search"), search_page(long, params, "/search")
        assert (one.claims.total, one.reports.total) == (other.claims.total, other.reports.total), params
        assert [c.published for c in one.claims.items] == [c.published for c in other.claims.items], params
        found += one.claims.total > 0
    assert found > 50


@pytest.mark.parametrize("times", [{}, PAST])
def test_the_first_page_counts_the_same(judged: Case, monkeypatch: pytest.MonkeyPatch, times: dict[str, str]) -> None:
    plain, long = both(judged, times, monkeypatch)
    assert plain.tally == long.tally
    assert gaps(plain) == gaps(long)
    assert quiet_accounts(plain) == quiet_accounts(long)


def test_the_desk_queues_the_same(judged: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    plain, long = both(judged, {}, monkeypatch)
    for params in QUEUES:
        filters = Filters.of(params, plain)
        whole, part = queue_of(plain, filters), queue_at(long, filters)
        assert len(whole) == part.total, params
        ordered = [kept.claim.report.published or "9" for kept in whole[: len(part.here)]]
        assert [kept.claim.report.published or "9" for kept in part.here] == ordered, params


@pytest.mark.parametrize("times", [{}, PAST])
def test_the_timeline_is_the_same(judged: Case, monkeypatch: pytest.MonkeyPatch, times: dict[str, str]) -> None:
    plain, long = both(judged, times, monkeypatch)
    for size in (100, 7):
        monkeypatch.setattr(timeline, "SIZE", size)
        addresses: list[dict[str, str]] = [{}, {"page": "2"}, {"page": "4"}, {"page": "90"}]
        for params in addresses:
            one, other = (timeline.timeline_page(each, params, "/timeline") for each in (plain, long))
            assert (one.days, one.loose, one.part) == (other.days, other.loose, other.part)


@pytest.mark.parametrize("times", [{}, PAST])
def test_who_speaks_is_the_same(judged: Case, monkeypatch: pytest.MonkeyPatch, times: dict[str, str]) -> None:
    plain, long = both(judged, times, monkeypatch)
    rows = actor_index(plain)
    assert rows == actor_index(long) and rows
    everybody = {*plain.people.sides, *(row[0] for row in rows), *list(plain.people.actors)[:20]}
    for id_ in sorted(everybody & (plain.people.actors.keys() | plain.people.sources.keys())):
        one, other = (actor_page(each, id_, {}, "") for each in (plain, long))
        for mine, theirs in ((one.said, other.said), (one.told, other.told)):
            assert (mine.total, mine.after, mine.more) == (theirs.total, theirs.after, theirs.more), id_
            assert [each.published for each in mine.items] == [each.published for each in theirs.items], id_
            if mine.total <= 25:
                assert {each.claim for each in mine.items} == {each.claim for each in theirs.items}, id_
        assert (one.duties, one.called, one.stands, one.roles) == (
            other.duties,
            other.called,
            other.stands,
            other.roles,
        )


def test_the_evidence_is_the_same_or_the_newest_of_it(judged: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    plain, long = both(judged, {}, monkeypatch)
    cut = 0
    for id_ in [each.id for each in plain.agreement.provisions]:
        one = evidence.provision_page(plain, id_, None)
        monkeypatch.setattr(evidence, "NEWEST", 10**6)
        other = evidence.provision_page(long, id_, None, line=True)
        assert (one.told, one.denied, one.begun, one.histories) == (
            other.told,
            other.denied,
            other.begun,
            other.histories,
        )
        assert (one.clocks, one.standings, one.judged, one.related) == (
            other.clocks, other.standings, other.judged, other.related
        )  # fmt: skip
        assert set(one.intentions) == set(other.intentions) and set(one.unresolved) == set(other.unresolved)
        monkeypatch.setattr(evidence, "NEWEST", 2)
        less = evidence.provision_page(long, id_, None)
        assert not less.histories and less.why.cell == one.why.cell
        if less.why.beyond is not None:
            cut += 1
            assert [each.words for each in less.why.beyond] == [len(one.why.speaking), len(one.why.denying)]
            sides = ((one.why.speaking, less.why.speaking), (one.why.denying, less.why.denying))
            for (every, newest), beyond, count in zip(
                sides, less.why.beyond, (one.why.origins_for, one.why.origins_against), strict=True
            ):
                assert set(newest) <= set(every) and len(newest) == min(2, len(every)), id_
                assert count.low <= beyond.origins <= len(every)
    assert cut > 3


def test_what_is_told_of_acts_and_positions_is_the_same(judged: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    plain, long = both(judged, {}, monkeypatch)
    assert plain.log is not None and charts_of(plain, {}, "/counters") == charts_of(long, {}, "/counters")
    one, other = meetings_page(plain), meetings_page(long)
    assert (one.meetings, set(one.others), one.others_total) == (other.meetings, set(other.others), other.others_total)
    case, known, large = judged, plain.knowledge, long.knowledge
    assert acts.meetings_told(known) == acts.meetings_told(large)
    assert acts.incidents_told(known) == acts.incidents_told(large)
    assert acts.roles_as_told(known) == acts.roles_as_told(large)
    assert acts.pledges_told(known) == acts.pledges_told(large)
    assert known.codings == large.codings and known.codings
    assert case.finder(large) is not None and case.finder(large).beside("position")  # type: ignore[union-attr]


def test_the_queue_goes_on_around_a_claim(judged: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    _, long = both(judged, {}, monkeypatch)
    filters = Filters.of({}, long)
    whole = queue_at(long, filters)
    middle = whole.here[40]
    part = queue_at(long, filters, [middle.id])
    assert part.here[part.start].id == middle.id and part.before + part.start == 40
    assert [kept.id for kept in part.here[: part.start]] == [kept.id for kept in whole.here[:40]]
    assert all(kept.id in long.knowledge.of_claim for kept in whole.here[: whole.touching])


def test_a_decision_reaches_the_index(judged: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    _, long = both(judged, {}, monkeypatch)
    before, first = long.tally, queue_at(long, Filters.of({}, long)).here[0]
    stamp = (judged.folder / INDEX).stat().st_ino
    made = desk.reject(judged.record, first.id, by="tester", why="not so")
    judged.forget()
    after = asked(judged, {})
    assert after.tally.claims == before.claims - 1
    assert first.id not in {kept.id for kept in queue_at(after, Filters.of({}, after)).here}
    desk.undo(judged.record, made.id, by="tester", why="it is so")
    judged.forget()
    again = asked(judged, {})
    assert again.tally == before and first.id in {kept.id for kept in queue_at(again, Filters.of({}, again)).here}
    report = next(iter(again.knowledge.reports))
    mine = sum(1 for _ in again.knowledge.claims_in(report))
    judged.record.judge(
        Judgement(act="retract", about=(report,), by="tester", why="withdrawn", when="2026-01-01T00:00:00Z")
    )
    judged.forget()
    gone = asked(judged, {})
    assert gone.tally.claims == before.claims - mine and gone.tally.held == before.held - 1
    assert (judged.folder / INDEX).stat().st_ino == stamp


def test_an_erasure_takes_the_index_away(judged: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    _, long = both(judged, {}, monkeypatch)
    report, before = next(iter(long.knowledge.reports)), long.tally.held
    erase_from(judged, [report], by="tester", why="the law")
    assert not list(judged.folder.glob(f"{INDEX}*"))
    after = asked(judged, {})
    assert after.tally.held == before - 1 and (judged.folder / INDEX).exists()


def test_a_broken_index_is_made_anew(judged: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    plain, long = both(judged, {}, monkeypatch)
    assert long.tally == plain.tally
    Path(judged.folder / INDEX).write_bytes(b"no index")
    judged.forget()
    del judged.__dict__["_finder"]
    assert asked(judged, {}).tally == plain.tally


def test_a_report_has_the_same_copies(judged: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    plain, long = both(judged, {}, monkeypatch)
    shared = 0
    for id_ in list(plain.knowledge.reports):
        one, other = (
            {each for each in question.knowledge.origins.copies(id_) if each.rule == "shared text"}
            for question in (plain, long)
        )
        assert one == other, id_
        shared += len(one)
        assert report_page(plain, id_).pieces == report_page(long, id_).pieces
    assert shared
