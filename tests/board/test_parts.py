"""The parts that pages are made of: short figures, days, drawings, answers kept, parts of lists, search."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from guarantor.board.app import application
from guarantor.board.asking import Ask, AskError, ask_of
from guarantor.board.counters import charts_of, open_charts
from guarantor.board.drawing import Label, ceiling_of, drawings, ticks
from guarantor.board.figures import FOOTNOTES, short_figure
from guarantor.board.gateway import gate_views
from guarantor.board.lede import lede
from guarantor.board.listing import part_of
from guarantor.board.question import Question
from guarantor.board.searching import snippet
from guarantor.board.spelling import cut, day
from guarantor.case import Case
from guarantor.case.folding import folded
from guarantor.model.assessment import Owed, RootFigure

PAST = {"as-of": "2025-11-01", "published-by": "2025-11-05"}


@pytest.fixture
def question(demo: Case) -> Question:
    return Question(case=demo, ask=ask_of(PAST, demo))


def figures(*values: float) -> tuple[RootFigure, ...]:
    return tuple(RootFigure(root=f"r{n}", value=value, until=0) for n, value in enumerate(values))


@pytest.mark.parametrize(
    ("owed", "said"),
    [
        (None, ""),
        (Owed(target=28, by_root=figures(19)), "19 of 28"),
        (Owed(target=28, by_root=figures(19, 17)), "17 or 19 of 28"),
        (Owed(target=20, by_root=figures(20, 13, 7)), "7 to 20 of 20"),
        (Owed(by_root=figures(1968)), "1,968"),
        (Owed(target=1950, by_root=(*figures(1968), RootFigure(root="a", value=2000, until=0, bound="up to"))), "1,968 or up to 2,000 of 1,950"),
        (Owed(target=1950, by_root=(RootFigure(root="a", value=1800, until=0, bound="at least"),)), "at least 1,800 of 1,950"),
        (Owed(target=600, by_root=figures(986), text="a: up to 986 in 11 (up to 89.6 a day of 600)"), "up to 90 a day of 600"),
        (
            Owed(target=600, by_root=figures(986, 3203), text="a: 986 in 11 (89.6 a day of 600); b: 3,203 in 22 (145.6 a day of 600)"),
            "90 or 146 a day of 600",
        ),
    ],
)  # fmt: skip
def test_a_cell_holds_one_short_quantity(owed: Owed | None, said: str) -> None:
    assert short_figure(owed).replace("\N{NO-BREAK SPACE}", " ") == said


def test_a_figure_stays_with_what_it_is_of_and_breaks_before_another() -> None:
    found = Owed(target=1950, by_root=(*figures(1968), RootFigure(root="a", value=2000, until=0, bound="up to")))
    assert short_figure(found).split(" ") == ["1,968", "or", "up", "to", "2,000\xa0of\xa01,950"]


def test_letters_of_marks_are_one_each() -> None:
    letters = [letter for letter, _ in FOOTNOTES.values()]
    assert len(set(letters)) == len(letters)


@given(st.floats(min_value=0.01, max_value=1e9))
def test_a_scale_holds_its_values_and_not_much_more(value: float) -> None:
    ceiling = ceiling_of(value)
    assert value <= ceiling <= max(1.0, value * 2.6)
    marks = ticks(ceiling)
    assert marks[0] == 0
    assert marks[-1] == ceiling


def test_drawings_stay_inside_their_frame_and_never_add(question: Question) -> None:
    charts = open_charts(question)
    assert charts
    for chart in charts:
        for drawn in drawings(chart):
            for panel in drawn.panels:
                assert 0 <= panel.left < panel.right <= drawn.width
                assert all(panel.top <= y <= panel.base for _, y in panel.dots)
                assert all(0 <= label.x <= drawn.width for label in panel.labels)
        told = {line.told for line in chart.lines}
        state = question.states[question.everybody][chart.provision.id]
        for teller in chart.panels:
            for stretch in teller.counted if not chart.period else ():
                assert stretch.label in told or (state.owed and stretch.value in {f.value for f in state.owed.by_root})


def test_charts_are_the_same_however_words_lie(demo: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Question(case=demo, ask=ask_of({}, demo))
    plain, words = charts_of(asked, {}, "/counters"), Question.words
    assert any(len(chart.panels) > 2 for chart in plain.charts.items)
    monkeypatch.setattr(Question, "words", lambda *about: words(*about)[::-1])
    assert charts_of(asked, {}, "/counters") == plain


@pytest.mark.parametrize("asked", [PAST, {}])
def test_words_of_a_panel_do_not_lie_on_each_other(demo: Case, asked: dict[str, str]) -> None:
    """Measured as a browser would: a sign of 13 px is up to 7.2 px wide and a line 14 px high."""
    charts = open_charts(Question(case=demo, ask=ask_of(asked, demo)))
    labels = 0
    for chart in charts:
        for drawn in drawings(chart):
            for panel in drawn.panels:
                boxes = [_box(label) for label in panel.labels]
                labels += len(boxes)
                assert all(right <= drawn.width + 1 for _, right, _, _ in boxes), chart.provision.title
                for one, other in combinations(boxes, 2):
                    apart = one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]
                    assert apart, (chart.provision.title, panel.labels)
    assert labels > 6


def _box(label: Label) -> tuple[float, float, float, float]:
    wide = 7.2 * (len(label.text) + len(label.note) + bool(label.note))
    left = label.x - wide if label.anchor == "end" else label.x
    return left, left + wide, label.y - 14, label.y


def test_the_lede_says_no_more_than_the_cells(question: Question) -> None:
    found = lede(question)
    assert found
    both = found[0]
    parties = question.ask.accounts[:2]
    by_title = {each.title: each.id for each in question.agreement.provisions}
    assert all(question.account(account) in both.text for account in parties)
    for title, _ in both.provisions:
        for account in parties:
            assert question.states[account][by_title[title]].status in (
                "fulfilled",
                "fulfilled late",
                "closed otherwise",
            )
    titles = [title for each in found for title, _ in each.provisions]
    assert len(titles) == len(set(titles))


def test_a_gate_is_told_once_with_all_its_readings(question: Question) -> None:
    (gate,) = gate_views(question)
    readings = next(phase.gates for phase in question.agreement.phases if phase.gates)
    assert [row.name for row in gate.readings] == [reading.name for reading in readings]
    assert gate.accounts == tuple(question.account(account) for account in question.shown)
    for column in gate.columns:
        assert len({each.title for each in column.missing}) == len(column.missing)


@given(st.lists(st.integers(), max_size=120), st.integers(min_value=1, max_value=9))
def test_the_parts_of_a_list_are_the_list(items: list[int], size: int) -> None:
    found: list[int] = []
    number = 1
    while True:
        part = part_of(items, {"page": str(number), "q": "x"}, "/search", size=size)
        found.extend(part.items)
        assert part.total == len(items)
        if not part.after:
            break
        assert "q=x" in part.after
        number += 1
    assert found == items


@pytest.mark.parametrize("page", ["0", "-1", "x", "1.5", "9" * 40])
def test_what_is_no_page_number_is_refused(page: str) -> None:
    with pytest.raises(AskError, match="pages count from 1"):
        part_of([1], {"page": page}, "/search")


@given(st.text(max_size=200), st.text(alphabet="abc", min_size=1, max_size=3))
def test_a_snippet_is_cut_from_the_text(text: str, word: str) -> None:
    before, there, after = snippet(text, [word])
    assert before.removeprefix("…") + there + after.removesuffix("…") in text


@pytest.mark.parametrize(("text", "said"), [("TÜRKİYE", "turkiye"), ("naïve", "naive"), ("غزة", "غزة")])
def test_search_folds_case_and_accents(text: str, said: str) -> None:
    assert folded(text) == said


@given(st.text(max_size=80), st.integers(min_value=2, max_value=40))
def test_a_cut_text_fits(text: str, most: int) -> None:
    assert len(cut(text, most)) <= max(most, 1)


def test_days_keep_what_is_no_day() -> None:
    assert day("2025-02-30") == "2025-02-30"
    assert day(None) == ""


def test_accounts_are_chosen_by_boxes_and_cited_in_one(demo: Case) -> None:
    board = TestClient(application(demo))
    page = board.get("/?accounts=hamas&accounts=israel").text
    assert "accounts=israel,hamas" in page
    ask = ask_of({"accounts": "israel,hamas"}, demo)
    assert isinstance(ask, Ask)
    assert ask.accounts == ("israel", "hamas")
    assert ask.query() == "?accounts=israel,hamas"


def test_an_answer_is_tagged_by_the_record_and_not_sent_twice(demo: Case) -> None:
    board = TestClient(application(demo))
    for path in ("/?as-of=2025-11-01", "/api/state?as-of=2025-11-01"):
        first = board.get(path)
        again = board.get(path, headers={"if-none-match": first.headers["etag"]})
        assert again.status_code == 304
        assert again.content == b""
        other = board.get(path.replace("11-01", "11-02"))
        assert other.headers["etag"] != first.headers["etag"]
        assert board.get(path).content == first.content


def test_the_state_page_is_light(demo: Case) -> None:
    board = TestClient(application(demo))
    assert len(board.get("/?as-of=2025-11-01&published-by=2025-11-05").content) < 150_000


@pytest.mark.parametrize(
    ("query", "status"),
    [("q=trucks", 200), ("kind=figure&outlet=TRT World", 200), ("kind=nothing", 400), ("provision=nothing", 400),
     ("from=soon", 400), ("q=" + "a " * 500, 200)],
)  # fmt: skip
def test_search_answers_alike_as_page_and_as_json(demo: Case, query: str, status: int) -> None:
    board = TestClient(application(demo))
    page, found = board.get(f"/search?{query}"), board.get(f"/api/search?{query}")
    assert page.status_code == found.status_code == status
    if status == 200:
        assert f"{found.json()['claims_total']:,} claims" in page.text
    else:
        assert set(found.json()) == {"type", "status", "title", "detail", "asked", "todo"}


def test_filters_of_the_search_hold(demo: Case) -> None:
    board = TestClient(application(demo))
    found = board.get("/api/search?q=trucks&from=2025-11-01&to=2025-11-02").json()
    assert found["claims_total"] > 0
    for each in found["claims"]:
        assert "2025-11-01" <= each["published"] <= "2025-11-02"
        assert "trucks" in folded(" ".join([each["quote"], each["holder"] or "", *each["chain"]]))


def test_meetings_announced_before_their_day_are_not_told_held(demo: Case) -> None:
    board = TestClient(application(demo))
    for meeting in board.get("/api/meetings?published-by=2025-11-02").json()["meetings"]:
        if meeting["date"] > "2025-11-02":
            assert meeting["state"] in ("Announced", "Nobody tells of it", "Told not to be")


@pytest.mark.parametrize(("text", "word", "there"), [
    ("وقالت الحركة: سلّمنا ستة وعشرين جثمانًا", "سلمنا", "سلّمنا"), ("The party said that art was on show.", "art", "art"),
    ("Şanlıurfa ve Münih'te konuştu", "munih", "Münih'te"), ("Only parts of it", "art", ""),
])  # fmt: skip
def test_what_is_lit_is_what_was_looked_for(text: str, word: str, there: str) -> None:
    assert snippet(text, [word])[1] == there
