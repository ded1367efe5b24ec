"""A kept state page that is carried on is the page that would be worked out anew; long lists come in parts."""

from __future__ import annotations

import random
import re
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from guarantor.board import lists
from guarantor.board.ahead import Ahead
from guarantor.board.app import application
from guarantor.board.asking import ask_of
from guarantor.board.question import Question
from guarantor.board.serving import worked_ahead
from guarantor.board.since import since_of
from guarantor.board.state import StatePage, state_page
from guarantor.case import Case, open_case
from guarantor.case import knowledge as knowing
from guarantor.case.copying import log_of
from guarantor.model.judgement import Judgement
from guarantor.review import desk

TIMES = {"as-of": "2025-11-20"}


@pytest.fixture
def long(own: Case, monkeypatch: pytest.MonkeyPatch) -> Case:
    """A small case that is treated as a very large one."""
    monkeypatch.setattr(knowing, "LARGE", 0)
    monkeypatch.setattr(knowing, "MANY", 0)
    assert log_of.__kwdefaults__ is not None
    monkeypatch.setitem(log_of.__kwdefaults__, "large", 1)
    return own


def shown(page: StatePage) -> list[object]:
    return [page.lines, page.lede, page.groups, page.footnotes, page.key, page.gates, page.charts, page.contested,
            page.gaps, page.changed(), page.deadlines, page.facts(), page.tally, page.since]  # fmt: skip


def fresh(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The page as a small case has it, in which everything is looked at."""
    with monkeypatch.context() as patch, open_case(folder) as case:
        patch.setattr(knowing, "LARGE", 10**9)
        question = Question(case=case, ask=ask_of(TIMES, case))
        return shown(state_page(question, since_of(question, "", "")))


def act(case: Case, chance: random.Random) -> None:
    """Something that somebody decides."""
    claims = list(case.knowledge().claims)
    claim = chance.choice(claims)
    done = chance.choice(["accept", "reject", "unsure", "undo", "same", "retract"])
    if done == "undo":
        made = case.record.view().judgements(undone=False)
        if made:
            desk.undo(case.record, chance.choice(made).id, by="tester", why="on second thoughts")
    elif done == "same":
        desk.same_as(case.record, [claim, chance.choice([each for each in claims if each != claim])], by="tester",
                     why="one thing told twice")  # fmt: skip
    elif done == "retract":
        report = chance.choice(list(case.knowledge().reports))
        case.record.judge(
            Judgement(act="retract", about=(report,), by="tester", why="withdrawn", when="2026-01-01T00:00:00Z")
        )
    else:
        {"accept": desk.accept, "reject": desk.reject, "unsure": desk.unsure}[done](
            case.record, claim, by="tester", why="as printed"
        )
    case.forget()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_is_carried_on_is_what_is_worked_out_anew(long: Case, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    chance, ahead = random.Random(seed), Ahead(long)
    ask = ask_of(TIMES, long)
    page = ahead.page(ask, "")
    assert ahead.serves(ask) and shown(page) == fresh(long.folder, monkeypatch)
    for _ in range(4):
        act(long, chance)
        ahead._carry_all()
        page = ahead.page(ask, "")
        assert page.head == long.record.head
        assert shown(page) == fresh(long.folder, monkeypatch)


def test_a_decision_changes_few_lines(long: Case) -> None:
    ahead, ask = Ahead(long), ask_of(TIMES, long)
    ahead.page(ask, "")
    claims = [claim for tied in long.knowledge().tied_to.values() for claim, _ in tied]
    rest = []
    for claim in dict.fromkeys(claims):
        before = ahead.page(ask, "")
        desk.reject(long.record, claim, by="tester", why="not so")
        long.forget()
        ahead._carry_all()
        after = ahead.page(ask, "")
        rest.append({id_ for id_ in after.lines if after.lines[id_] is not before.lines[id_]})
        if len(rest) == 4:
            break
    # The first is carried on from what was made at once, not from the copy: all of it is worked out.
    assert any(0 < len(each) < len(after.lines) / 2 for each in rest[1:]), [len(each) for each in rest]


def test_readers_get_the_kept_page_and_soon_the_next(long: Case) -> None:
    with TestClient(application(long), base_url="http://127.0.0.1") as browser:
        first = browser.get("/?as-of=2025-11-20")
        claim = next(iter(long.knowledge().claims))
        desk.accept(long.record, claim, by="tester", why="as printed")
        long.forget()
        head = f'data-head="{long.record.head.seq}"'
        until = time.monotonic() + 120
        while head not in (page := browser.get("/?as-of=2025-11-20")).text and time.monotonic() < until:
            assert re.search(r'data-head="\d+"', page.text)
            time.sleep(0.1)
        assert head in page.text and head not in first.text
        assert page.headers["etag"] != first.headers["etag"]
        assert 'data-head="' + str(long.record.head.seq) in browser.get("/review").text


def test_long_lists_come_in_parts(own: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = TestClient(application(own), base_url="http://127.0.0.1")
    every = {each.id for each in own.files.agreement.provisions}
    whole = browser.get("/").text
    assert every <= set(re.findall(r'<tr role="row" id="([^"]+)"', whole))
    for name, size in (("PROVISIONS", 0), ("ROWS", 2), ("DEADLINES", 2), ("FACTS", 1), ("CHARTS", 0)):
        monkeypatch.setattr(lists, name, size)
    monkeypatch.setattr(lists, "CHARTS", 1)
    other = TestClient(application(own), base_url="http://127.0.0.1")
    folded = other.get("/").text
    assert not re.findall(r'<tr role="row" id="([^"]+)"', folded) and len(folded) < len(whole)
    found: set[str] = set()
    ahead = re.findall(r'<p><a href="([^"#]+)#phase-', folded)
    seen = set(ahead)
    while ahead:
        page = other.get(ahead.pop().replace("&amp;", "&"))
        assert page.status_code == 200
        found |= set(re.findall(r'<tr role="row" id="([^"]+)"', page.text))
        for link in re.findall(r'<a href="([^"#]+)#phase-[^"]*" rel="next"', page.text):
            if link not in seen:
                seen.add(link)
                ahead.append(link)
    assert found == every
    assert other.get("/?deadlines=x").status_code == 400


def test_a_board_works_its_state_out_before_it_opens(long: Case) -> None:
    board = application(long)
    kept = worked_ahead(long, board)
    try:
        assert len(kept) == 1
        ask = ask_of({}, long)
        found = kept[0].question(ask)
        assert found is not None and found[1] == long.record.head
        desk.accept(long.record, next(iter(long.knowledge().claims)), by="tester", why="as printed")
        long.forget()
        until = time.monotonic() + 120
        while (found := kept[0].question(ask)) is not None and found[1] != long.record.head:
            assert time.monotonic() < until
            time.sleep(0.1)
    finally:
        for each in kept:
            each.stop()


def test_a_small_board_opens_at_once(own: Case) -> None:
    assert worked_ahead(own, application(own)) == []
