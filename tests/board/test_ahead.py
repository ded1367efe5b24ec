"""A kept state page that is carried on is the page that would be worked out anew; long lists come in parts."""

from __future__ import annotations

import random
import re
import socket
import time
from contextlib import closing
from pathlib import Path

import pytest
from httpx import Response
from starlette.testclient import TestClient

from guarantor.board import keeping, keptpages, lists, pages
from guarantor.board.ahead import COMING, Ahead
from guarantor.board.app import application
from guarantor.board.asking import AskError, ask_of
from guarantor.board.coming import Coming, UnreadyError
from guarantor.board.question import Question
from guarantor.board.serving import free_socket, worked_ahead
from guarantor.board.since import Since, since_of
from guarantor.board.state import StatePage, state_page
from guarantor.case import Case, open_case
from guarantor.case import knowledge as knowing
from guarantor.case.copying import log_of
from guarantor.case.keeping import erase_from
from guarantor.model.entry import Head
from guarantor.model.judgement import Judgement
from guarantor.model.marking import MARKINGS
from guarantor.model.report import Report
from guarantor.review import desk

TIMES = {"as-of": "2025-11-20"}


@pytest.fixture
def long(own: Case, monkeypatch: pytest.MonkeyPatch) -> Case:
    """A small case that is treated as a very large one."""
    monkeypatch.setattr(knowing, "LARGE", 0)
    monkeypatch.setattr(knowing, "MANY", 0)
    monkeypatch.setattr(pages, "PATIENCE", None)
    monkeypatch.setattr(keeping, "PATIENCE", None)
    monkeypatch.setattr(keeping, "LATEST", None)
    assert log_of.__kwdefaults__ is not None
    monkeypatch.setitem(log_of.__kwdefaults__, "large", 1)
    return own


def shown(page: StatePage) -> list[object]:
    return [page.lines, page.lede, page.groups, page.footnotes, page.key, page.gates, page.charts, page.contested,
            page.gaps, page.changed(), page.deadlines, page.facts(), page.tally, page.since]  # fmt: skip


def fresh(folder: Path, monkeypatch: pytest.MonkeyPatch, clearance: str = "TLP:RED") -> list[object]:
    """The page as a small case has it, in which everything is looked at."""
    with monkeypatch.context() as patch, open_case(folder) as whole:
        patch.setattr(knowing, "LARGE", 10**9)
        case = whole.cleared(clearance)
        question = Question(case=case, ask=ask_of(TIMES, case))
        return shown(state_page(question, since_of(question, "", "")))


def more(case: Case, chance: random.Random) -> None:
    """A report comes in: as one that is there already was told elsewhere, a little otherwise, under some marking."""
    first = chance.choice([each for each in case.knowledge().reports.values() if len(each.text) < 20_000])
    number = chance.randrange(10**6)
    text = first.text if chance.random() < 0.3 else f"Gate {number} was shut. {first.text.replace(' 20', ' 21')}"
    case.read_reports([Report(
        text=text, location=f"more/{number}.txt", url=f"https://more.example/{number}", title=f"More {number}",
        outlet=chance.choice(["Reuters", "The Example"]), published="2025-11-18", marking=chance.choice(MARKINGS),
    )])  # fmt: skip


def act(case: Case, chance: random.Random) -> None:
    """Something that somebody decides."""
    claims = list(case.knowledge().claims)
    claim = chance.choice(claims)
    done = chance.choice(["accept", "reject", "unsure", "undo", "same", "retract", "correct", "split", "more", "more"])
    if done == "more":
        more(case, chance)
    elif done in ("correct", "split"):
        old = case.knowledge().claims[claim].claim
        other = {"polarity": "+" if old.polarity == "-" else "-"}
        if done == "correct":
            desk.correct(case.record, claim, other, by="tester", why="it says the opposite")
        else:
            desk.split(case.record, claim, [other, {"modality": "planned"}], by="tester", why="two things")
    elif done == "undo":
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


@pytest.mark.parametrize(("seed", "clearance"), [(1, "TLP:RED"), (2, "TLP:RED"), (3, "TLP:GREEN"), (4, "TLP:AMBER")])
def test_what_is_carried_on_is_what_is_worked_out_anew(
    long: Case, monkeypatch: pytest.MonkeyPatch, seed: int, clearance: str
) -> None:
    chance, seen = random.Random(seed), long.cleared(clearance)
    ahead, ask = Ahead(seen), ask_of(TIMES, long)
    page = ahead.page(ask, "")
    assert ahead.serves(ask) and shown(page) == fresh(long.folder, monkeypatch, clearance)
    for _ in range(4):
        act(long, chance)
        ahead._carry_all()
        page = ahead.page(ask, "")
        assert page.head == seen.record.head
        assert shown(page) == fresh(long.folder, monkeypatch, clearance)


@pytest.mark.parametrize(("seed", "clearance"), [(5, "TLP:RED"), (6, "TLP:GREEN")])
def test_a_page_that_was_written_down_is_gone_on_with(
    long: Case, monkeypatch: pytest.MonkeyPatch, seed: int, clearance: str
) -> None:
    chance, ask = random.Random(seed), ask_of(TIMES, long)
    first = Ahead(long.cleared(clearance))
    before = shown(first.page(ask, ""))
    first.write_down()
    with open_case(long.folder) as case:
        again = Ahead(case.cleared(clearance))
        assert shown(again._found((ask, ""))) == before and again.question(ask) is None
    act(long, chance)
    with open_case(long.folder) as case:
        later = Ahead(case.cleared(clearance))
        assert shown(later.page(ask, "")) == before
        later._carry_all()
        page = later.page(ask, "")
        assert page.head == case.cleared(clearance).record.head and later.question(ask) is not None
        assert shown(page) == fresh(long.folder, monkeypatch, clearance)


def test_only_what_is_new_is_worked_out_for_a_page_read_again(long: Case) -> None:
    ahead, ask = Ahead(long), ask_of(TIMES, long)
    ahead.page(ask, "")
    ahead.write_down()
    claim = next(claim for tied in long.knowledge().tied_to.values() for claim, _ in tied)
    desk.accept(long.record, claim, by="tester", why="as printed")
    with open_case(long.folder) as case:
        later = Ahead(case)
        kept = later.page(ask, "", 0).lines
        later._carry_all()
        page = later._pages[ask, ""]
        rest = {id_ for id_, line in page.lines.items() if line is not kept[id_]}
        assert page.head == case.record.head and 0 < len(rest) < len(kept) / 2


def test_a_page_is_not_believed_after_an_erasure_or_from_another_program(
    long: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead, key = Ahead(long), (ask_of(TIMES, long), "")
    ahead.page(*key)
    ahead.write_down()
    file = keptpages.place(long, key)

    def found() -> Head | None:
        kept = keptpages.read(long, key)
        return None if kept is None else kept.head

    assert found() == long.record.head
    with monkeypatch.context() as patch:
        patch.setattr(keptpages, "_sources", lambda: "another program")
        assert found() is None
    kept = file.read_bytes()
    file.write_bytes(kept[:-3] + b"  ]")
    assert found() is None
    file.write_bytes(kept)
    other = (ask_of({"as-of": "2025-11-19"}, long), "")
    keptpages.place(long, other).write_bytes(kept)  # the page of another question is none of this one
    assert found() == long.record.head and keptpages.read(long, other) is None
    erase_from(long, [next(iter(long.knowledge().reports))], by="tester", why="asked for")
    assert not file.exists() and not keptpages.place(long, other).exists()
    file.write_bytes(kept)
    assert found() is None
    ahead._written = {}
    ahead.write_down()
    assert not file.exists()


def test_files_of_pages_do_not_pile_up(long: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keptpages, "MOST", 2)
    ahead, keys = Ahead(long), [(ask_of({"as-of": f"2025-11-{day}"}, long), "") for day in (18, 19, 20)]
    places = [keptpages.place(long, key) for key in keys]
    for key, place in zip(keys, places, strict=True):
        ahead.page(*key)
        until = time.monotonic() + 60
        while not place.exists() and time.monotonic() < until:
            time.sleep(0.02)
    until = time.monotonic() + 60
    while places[0].exists() and time.monotonic() < until:
        time.sleep(0.02)
    assert [place.exists() for place in places] == [False, True, True]
    with open_case(long.folder) as case:
        later = Ahead(case)
        assert shown(later.page(*keys[2], 0)) == shown(ahead.page(*keys[2]))
        with pytest.raises(UnreadyError):
            later.page(*keys[0], 0)


def test_what_was_known_is_told_beside_kept_pages_as_in_a_small_case(
    long: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    then = long.record.view().head()
    known = long.record.store.at(then.seq).recorded  # type: ignore[union-attr]
    time.sleep(1.1)
    act(long, random.Random(8))
    address = f"/?as-of=2025-11-20&known-at={known}"
    with TestClient(application(long), base_url="http://127.0.0.1") as browser:
        browser.get("/?as-of=2025-11-20")
        found = browser.get(address).text
    with monkeypatch.context() as patch, open_case(long.folder) as case:
        patch.setattr(knowing, "LARGE", 10**9)
        with TestClient(application(case), base_url="http://127.0.0.1") as browser:
            assert browser.get(address).text == found


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
    assert all(0 < len(each) < len(after.lines) / 2 for each in rest), [len(each) for each in rest]


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


def test_a_board_works_its_state_out_by_itself(long: Case) -> None:
    board = application(long)
    kept = worked_ahead(long, board)
    try:
        assert len(kept) == 1
        ask = ask_of({}, long)
        assert (page := kept[0].page(ask, "", 60)).head == long.record.head and page.done is None
        desk.accept(long.record, next(iter(long.knowledge().claims)), by="tester", why="as printed")
        long.forget()
        until = time.monotonic() + 120
        while (found := kept[0].question(ask)) is not None and found[1] != long.record.head:
            assert time.monotonic() < until
            time.sleep(0.1)
    finally:
        for each in kept:
            each.stop()


def test_a_board_that_was_open_before_has_all_at_hand_before_it_answers(
    long: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Ahead, "_now", lambda *_: "2025-11-20T10:00:00+02:00")
    first, ask = Ahead(long), ask_of({}, long)
    first.begin()
    assert first._opened.is_set()  # nothing is kept: nobody waits for what takes long
    assert first.page(ask, "", 120).done is None
    first.write_down()
    first.stop()
    with open_case(long.folder) as case:
        made, seen = [], list[bool]()
        later = Ahead(case)
        later.begin(then=lambda: made.append(1))
        later.wait(120)
        seen.append(later.question(ask) is not None)
        later.stop()
        assert made == [1] and seen == [True] and shown(later.page(ask, "", 0)) == shown(first.page(ask, "", 0))


def test_a_small_board_opens_at_once(own: Case) -> None:
    assert worked_ahead(own, application(own)) == []


def test_who_asks_for_a_state_that_takes_long_sees_how_far_it_is(long: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "PATIENCE", 0.05)
    board = application(long)
    (ahead,) = board.state.ahead()
    other, days = (
        TestClient(board),
        ["2025-11-20", "2025-11-19", "2025-11-18", "2025-11-17", "2025-11-16", "2025-11-15"],
    )
    with ahead._first:
        for number, day in enumerate(days):
            page = other.get("/", params={"as-of": day})
            assert page.status_code == 503 and int(page.headers["retry-after"]) == int(page.headers["refresh"]) > 0
            told = "words of the record are being read" if number < COMING else "Other states are worked out first"
            assert told in page.text
        assert other.get("/meetings").status_code == 200
    page = settled(other, days[0])
    assert page.status_code == 200 and "is being worked out" not in page.text
    assert other.get("/", params={"as-of": days[0], "since": "nonsense"}).status_code in (200, 400)


def settled(browser: TestClient, day: str) -> Response:
    """The state as of a day, once it is there."""
    until = time.monotonic() + 120
    while "retry-after" in (page := browser.get("/", params={"as-of": day})).headers:
        assert time.monotonic() < until
        time.sleep(0.1)
    return page


def test_until_a_state_is_there_one_at_hand_is_shown_which_says_so(long: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = TestClient(application(long))
    first = settled(browser, "2025-11-20")
    monkeypatch.setattr(pages, "PATIENCE", 0.05)
    (ahead,) = browser.app.state.ahead()  # type: ignore[attr-defined]
    with ahead._first:
        other = browser.get("/", params={"as-of": "2025-11-18"})
        assert other.status_code == 200 and "no-store" in other.headers["cache-control"] and "etag" not in other.headers
        told = re.search(r'<p class="past" role="status" id="meanwhile">(.*?)</p>', other.text)
        assert told is not None and "as of 18 November 2025 is being worked out" in told[1]
        assert "this is the one at hand, as of 20 November 2025" in told[1]
        assert 'href="/?as-of=2025-11-18"' in told[1]
        # But for that it is the page that it says it is, with the links of that one.
        assert other.text.replace(told[0], "").split() == first.text.split()
        again = browser.get("/", params={"as-of": "2025-11-20", "since": "2025-11-02"})
        assert again.status_code == 200 and "What changed since the moment that you chose" in again.text
    assert "meanwhile" not in settled(browser, "2025-11-18").text


def test_a_state_that_was_written_down_is_shown_until_another_is_there(
    long: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead, key = Ahead(long), (ask_of(TIMES, long), "")
    ahead.page(*key)
    ahead.write_down()
    monkeypatch.setattr(pages, "PATIENCE", 0.05)
    with open_case(long.folder) as case:
        browser = TestClient(application(case))
        (later,) = browser.app.state.ahead()  # type: ignore[attr-defined]
        with later._first:
            assert browser.get("/", params=TIMES).headers.get("etag")
            later._pages.clear()
            page = browser.get("/", params={"as-of": "2025-11-18"})
            assert page.status_code == 200 and "this is the one at hand, as of 20 November 2025" in page.text
            with monkeypatch.context() as patch:
                patch.setattr(keptpages, "_sources", lambda: "another program")
                later._pages.clear()
                assert browser.get("/", params={"as-of": "2025-11-18"}).status_code == 503


def test_a_page_on_its_way_counts_its_provisions(long: Case) -> None:
    ahead, ask = Ahead(long), ask_of(TIMES, long)
    coming = Coming(total=len(long.files.agreement.provisions))
    ahead._made(ask, "", None, coming)
    assert coming.done == coming.total > 0
    assert UnreadyError(coming).told == f"{coming.total:,} of {coming.total:,} provisions are worked out."


def test_who_asks_wrongly_is_told_at_once(long: Case) -> None:
    with pytest.raises(AskError):
        Ahead(long).page(ask_of(TIMES, long), "nonsense", 60)


def test_an_address_that_is_printed_can_be_opened() -> None:
    with (
        closing(free_socket("127.0.0.1", 0)) as listening,
        closing(socket.create_connection(listening.getsockname(), 5)),
    ):
        pass


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_changed_since_a_visit_is_what_a_small_case_tells(
    long: Case, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    ahead, ask = Ahead(long), ask_of(TIMES, long)
    ahead.page(ask, "", 60)
    entry = long.record.store.at(long.record.head.seq)
    assert entry is not None
    visit, chance = entry.recorded, random.Random(seed)
    assert ahead.since_visit(ahead.page(ask, ""), visit) is not None
    told = {id_ for id_ in long.knowledge().claims if long.knowledge().of_claim.get(id_)}
    chosen = chance.sample(sorted(told), 12)
    for claim in chosen[:8]:
        made = desk.reject(long.record, claim, by="tester", why="it does not say so")
        if chance.random() < 0.2:
            desk.undo(long.record, made.id, by="tester", why="it does")
    for claim in chosen[8:]:
        desk.accept(long.record, claim, by="tester", why="as printed")
    long.read_reports([Report(text="The Red Cross said that 12 trucks entered on 18 November 2025.", location="new.txt",
                              outlet="Gazette", published="2025-11-19", url="https://example.org/new", title="New")])  # fmt: skip
    long.forget()
    ahead._carry_all()
    page = ahead.since_visit(ahead.page(ask, ""), visit)
    assert page is not None
    with monkeypatch.context() as patch, open_case(long.folder) as case:
        patch.setattr(knowing, "LARGE", 10**9)
        question = Question(case=case, ask=ask_of(TIMES, case))
        plain = state_page(question, Since(text="", known_at=visit))
        assert (page.changed(100) == plain.changed(100)) is True
        unlike = [id_ for id_, line in page.lines.items() if line != plain.lines[id_]]
        assert not unlike, unlike


def test_the_address_of_a_visit_tells_what_changed_since(long: Case) -> None:
    seen = {"cookie": "guarantor-visit=2025-11-02T00:00:00Z~2025-11-02T00:00:00Z"}
    browser = TestClient(application(long), base_url="http://127.0.0.1")
    page = browser.get("/", headers=seen)
    assert "What changed in the week before" in page.text and "since=visit" in page.text
    asked = TestClient(browser.app, base_url="http://127.0.0.1").get("/?since=visit", headers=seen)
    assert asked.status_code == 200 and "your last visit is too long ago" in asked.text


def test_what_is_judged_while_time_goes_on_is_on_the_page_of_before(
    long: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment, seen = ["2025-11-20T10:00:00+02:00"], list[tuple[str | None, bool]]()
    monkeypatch.setattr(Ahead, "_now", lambda *_: moment[0])
    ahead = Ahead(long)
    key = (ask_of({}, long), "")
    first = ahead.page(*key)
    claims = [each for line in first.lines.values() for cited in line.because for each in [cited.claim]]
    assert first.question.at == moment[0] and len(claims) > 1
    moment[0] = "2025-11-20T10:15:00+02:00"

    def give_way(_: Ahead) -> None:
        kept = ahead._pages[key]
        seen.append((kept.question.at, kept.head == long.record.head))
        if len(seen) in (3, 9):
            desk.reject(long.record, claims[len(seen) // 9], by="tester", why="not so")
            long.forget()

    monkeypatch.setattr(Ahead, "_give_way", give_way)
    ahead._carry_all()
    assert len(seen) > 10 and {at for at, _ in seen} == {first.question.at}
    assert [is_new for _, is_new in seen[2:11]] == [True, True, True, True, True, True, True, True, True]
    page = ahead.page(*key)
    assert page.question.at == moment[0] and page.head == long.record.head
    other = Ahead(long)._made(*key, None)
    assert shown(page) == shown(other) and shown(page) != shown(first)
