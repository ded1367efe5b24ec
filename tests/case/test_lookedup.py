"""A brief of a very large record, for which claims are looked up, is the brief for which all of them are gone over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from guarantor.board.asking import ask_of
from guarantor.board.desk import queue
from guarantor.board.desk.page import Visit, desk_page
from guarantor.board.desk.queue import Presence
from guarantor.board.question import Question
from guarantor.case import Case, open_case, opened
from guarantor.case import knowledge as knowing
from guarantor.case.finding import Finder
from guarantor.case.knowledge import Knowledge
from guarantor.case.lookedup import Citable, LookedUp
from guarantor.case.opened import INDEX
from guarantor.case.tally import Asked
from guarantor.case.wanted import Wanted
from guarantor.model.report import Report
from guarantor.review import desk

ASKED: list[dict[str, Any]] = [
    {"as_of": "2025-11-20", "since": "2025-11-01", "length": "full"},
    {"as_of": "2025-10-20"},
    {"as_of": "2025-12-20", "since": "2025-10-10", "length": "full", "published_by": "2025-11-25"},
    {"as_of": "2025-11-20", "since": "2025-11-01", "length": "full", "reviewed_only": True},
]


def briefs(folder: Path, asked: list[dict[str, Any]]) -> list[str]:
    with open_case(folder) as case:
        every = [*asked, *({"meeting": each.id, "length": "full"} for each in case.files.agreement.meetings)]
        every += [{**ASKED[0], "issues": (each.id,)} for each in case.files.agreement.issues[:1]]
        return [case.brief(**each).to_markdown() for each in every]


def test_a_brief_is_the_same_where_claims_are_looked_up(own: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    claims = list(own.knowledge().claims)
    for number, id_ in enumerate(claims[::9]):
        (desk.accept if number % 3 else desk.reject)(own.record, id_, by="tester", why="as printed")
    notice = "Correction: An earlier version of this article said that nine lorries were hit. It was four."
    own.read_reports([Report(text=notice, location="notice.txt", outlet="Gazette", published="2025-11-12")])
    own.forget()
    small = briefs(own.folder, ASKED)
    assert "An earlier version of this article said that nine lorries" in small[0]
    assert len(set(small)) > 3 and all(len(each) > 200 for each in small)
    monkeypatch.setattr(knowing, "LARGE", 0)
    monkeypatch.setattr(knowing, "MANY", 0)
    assert briefs(own.folder, ASKED) == small


def test_a_brief_of_a_week_goes_over_all_claims_for_the_words_of_issues_alone(
    own: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(knowing, "LARGE", 0)
    real, gone_over = Citable.__iter__, []
    monkeypatch.setattr(Citable, "__iter__", lambda self: (gone_over.append(1), real(self))[1])
    assert len(own.brief(as_of="2025-10-20").to_markdown()) > 200
    assert gone_over == [1] and own.files.agreement.issues
    found = LookedUp(
        knowledge=own.knowledge(), finder=own.finder(own.knowledge()), since=1_762_000_000, as_of=1_763_000_000
    )  # type: ignore[arg-type]
    days = {(own.knowledge().claims[each].claim.report.published or "")[:10] for each in found.lately()}
    assert days and all("2025-11-01" <= day <= "2025-11-13" for day in days)


def test_two_processes_carry_one_index_on(own: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knowing, "LARGE", 0)

    def moment() -> Knowledge:
        return Knowledge(own.files, own.record.view(known_at=own.record.head.seq))

    one, other = Finder(own.folder / INDEX), Finder(own.folder / INDEX)
    before, head = moment(), own.record.head
    one.catch_up(before, head)
    other.catch_up(before, head)
    for number, id_ in enumerate(list(before.claims)[:12]):
        desk.accept(own.record, id_, by="tester", why="as printed")
        own.forget()
        now = moment()
        first, second = (one, other) if number % 2 else (other, one)
        first.catch_up(now, own.record.head)
        if number % 3 == 0:
            second.catch_up(before, head)  # a reader who is a little back takes nothing back
        second.catch_up(now, own.record.head)
        assert first.count(Wanted(judged=True)) == second.count(Wanted(judged=True)) == number + 1
        assert first.tally(Asked()) == second.tally(Asked())
    whole = Finder(own.folder / "other.index")
    whole.catch_up(moment(), own.record.head)
    assert whole.tally(Asked()) == one.tally(Asked())
    first.rest()
    assert not first._seal.broken() and second._seal.place.exists()
    for each in (one, other, whole):
        each.close()


def test_what_comes_in_while_somebody_looks_has_nobody_go_over_everything(
    own: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(knowing, "LARGE", 0)
    began = own.knowledge()
    earlier = own.knowledge(began.view.extent - 1)
    desk.accept(own.record, next(iter(began.claims)), by="tester", why="as printed")
    assert own.finder(began) is not None, "a question that was begun a moment ago is looked up"
    assert own.finder(earlier) is None, "a question about the past is not"
    assert own.knowledge().view.extent == began.view.extent + 1
    now = own.finder(own.knowledge())
    assert now is not None and now.count(Wanted(judged=True)) == 1
    assert own.finder(began) is now, "and takes nothing back"
    assert now.count(Wanted(judged=True)) == 1
    monkeypatch.setattr(opened, "MEANWHILE", 0)
    assert own.finder(began) is None


def test_the_desk_looks_up_what_it_shows_while_others_judge(own: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knowing, "LARGE", 0)
    own.finder(own.knowledge())
    claims = list(own.knowledge().claims)
    question = Question(case=own, ask=ask_of({}, own))
    assert question.knowledge.view.extent == own.record.head.seq
    desk.accept(own.record, claims[3], by="another", why="as printed")
    own.read_reports(
        [Report(text="Ten trucks entered, the ministry said.", location="new.txt", published="2025-11-20")]
    )
    monkeypatch.setattr(queue, "queue_of", lambda *_: pytest.fail("all claims were gone over"))
    page = desk_page(question, {}, Visit(name="tester", place="", presence=Presence()))
    assert page.shown is not None and page.total > 0
    assert {each.id for each in page.queue} <= set(claims)
