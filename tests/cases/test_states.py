"""What the bundled cases come to: the states that the facts say, and the same states from a paraphrase.

The expectations (``expected.yaml``) were written from the facts and the digests, before the program could print any.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cases.digests import CASES, digests, expected
from guarantor.assessment.gates import gate_states
from guarantor.case import Case, open_case
from guarantor.case.bundled import lay_out
from guarantor.model.assessment import ProvisionStatus

GAZA = "gaza-2025"
ALL = (GAZA, "minsk-2015", "south-sudan-2018")
_OPEN: dict[str, Case] = {}


@pytest.fixture(scope="module", autouse=True)
def _closing() -> Iterator[None]:
    yield
    while _OPEN:
        _OPEN.popitem()[1].close()


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where cases are laid out."""
    return tmp_path_factory.mktemp("cases")


def _opened(room: Path, name: str) -> Case:
    """A bundled case with its reports read, once for all tests of this file."""
    if name not in _OPEN:
        case = open_case(lay_out(room / name, name))
        case.read([case.folder / "reports"])
        _OPEN[name] = case
    return _OPEN[name]


def _cells(name: str) -> list[Any]:
    found = []
    for moment in expected(name)["moments"]:
        for provision, accounts in moment["states"].items():
            for account, wanted in accounts.items():
                at, by = str(moment["as-of"]), str(moment["published-by"])
                marks = [pytest.mark.xfail(reason=wanted["awaits"], strict=False)] if "awaits" in wanted else []
                found.append(
                    pytest.param(
                        name, at, by, provision, account, wanted, marks=marks, id=f"{at}-{provision}-{account}"
                    )
                )
    return found


CELLS = [cell for name in ALL for cell in _cells(name)]


@pytest.mark.parametrize(("name", "as_of", "published_by", "provision", "account", "wanted"), CELLS)
def test_the_state_is_what_the_facts_say(
    room: Path, name: str, as_of: str, published_by: str, provision: str, account: str, wanted: dict[str, Any]
) -> None:
    case = _opened(room, name)
    cell = case.status(as_of=as_of, published_by=published_by, account=account)[provision]
    assert cell.status in wanted["status"], cell.text
    if "amount" in wanted:
        assert f"{wanted['amount']:,}" in _figures(cell), cell.text
    if "shown" in wanted:
        assert wanted["shown"] in cell.text
    if "counted" in wanted:
        words = {cell.status, *(status for status, _ in cell.counts)}
        assert wanted["counted"] in words, cell.counts
    if "marks" in wanted:
        assert set(wanted["marks"]) <= {mark.name for mark in cell.marks}
    if "tellers" in wanted:
        told = {*cell.tellers, *cell.against, *(root for mark in cell.marks for root in mark.roots)}
        assert set(wanted["tellers"]) & told or any(teller in cell.text for teller in wanted["tellers"]), told


def _figures(cell: ProvisionStatus) -> str:
    return " ".join([cell.text, *(mark.text for mark in cell.marks)])


def test_nobody_s_figure_fills_a_rival_s_cell(room: Path) -> None:
    case = _opened(room, GAZA)
    moment = expected(GAZA)["moments"][0]
    at, by = str(moment["as-of"]), str(moment["published-by"])
    for never in moment["never"]:
        cell = case.status(as_of=at, published_by=by, account=never["account"])[never["provision"]]
        assert f"{never['amount']:,}" not in _figures(cell), (never, cell.text)


def test_the_gate_of_phase_two_is_shut_for_different_reasons(room: Path) -> None:
    case = _opened(room, GAZA)
    moment = expected(GAZA)["moments"][0]
    at, by = str(moment["as-of"]), str(moment["published-by"])
    for account, wanted in moment["gates"]["two"].items():
        state = case.status(as_of=at, published_by=by, account=account)
        gates = {gate.reading: gate for gate in gate_states(state.engine, state.as_of, "two")}
        assert all(gate.state != "open" for gate in gates.values()), account
        own = gates["Israel's" if account == "israel" else "Hamas's"]
        blocking = {blocker.what for blocker in own.blockers}
        assert set(wanted["because"]) <= blocking, (account, blocking)


@pytest.mark.parametrize(
    ("name", "provision", "as_of"),
    [
        ("C7", "prisoners", "2025-10-14"),
        ("C8", "hostages.remains", "2025-11-05"),
        ("C9", "hostages.remains", "2025-11-10"),
    ],
)
def test_sources_that_differ_stand_side_by_side(room: Path, name: str, provision: str, as_of: str) -> None:
    assert expected(GAZA)["disagreements"][name]["bears-on"]["provision"] == provision
    cell = _opened(room, GAZA).status(as_of=as_of, published_by="2025-11-12", account="everybody")[provision]
    assert "figures differ" in {mark.name for mark in cell.marks}, cell.marks


@pytest.mark.parametrize(
    ("name", "provision"), [("C3", "hostages.living"), ("C4", "aid.trucks"), ("C11", "bodies.returned")]
)
def test_texts_that_differ_stand_as_readings(room: Path, name: str, provision: str) -> None:
    assert "two readings" in expected(GAZA)["disagreements"][name]["comes-out"]
    cell = _opened(room, GAZA).status(as_of="2025-11-01", account="everybody")[provision]
    assert len(cell.readings) >= 1


def test_who_calls_a_delivery_a_breach_and_who_does_not(room: Path) -> None:
    """C10. The judgement of one and of another stand against each other on the provision; no rival speaks in either's
    account, and nobody's judgement becomes an act."""
    wanted = expected(GAZA)["disagreements"]["C10"]
    tellers = {value["value"]: value["teller"] for value in wanted["values"]}
    provision, case = wanted["bears-on"]["provision"], _opened(room, GAZA)
    cells = {
        account: case.status(as_of="2025-11-01", published_by="2025-11-05", account=account)[provision]
        for account in ("everybody", "israel", "guarantors", "hamas")
    }
    assert cells["everybody"].status in wanted["comes-out"]
    assert (cells["everybody"].tellers, cells["everybody"].against) == ((tellers["no"],), (tellers["yes"],))
    called = {
        name: {m.name: m.roots for m in cell.marks if m.name.startswith("called")} for name, cell in cells.items()
    }
    assert called["everybody"] == {"called a breach": (tellers["yes"],), "called no breach": (tellers["no"],)}
    assert called["israel"] == {"called a breach": (tellers["yes"],)}
    assert called["guarantors"] == {"called no breach": (tellers["no"],)}
    assert called["hamas"] == {}
    before = case.status(as_of="2025-10-26", published_by="2025-11-05", account="everybody")[provision]
    assert before.status == "overdue" and not [m for m in before.marks if m.name.startswith("called")]


def test_the_start_of_the_truce_is_told_in_different_ways(room: Path) -> None:
    told = {
        word.root: word.happened
        for word in _opened(room, GAZA).knowledge().testimonies
        if word.about == "in-force" and word.effect == "triggered"
    }
    assert told["israel.army"] != told["fdd-lwj"]


def test_outlets_that_carry_one_agency_are_one_origin(room: Path) -> None:
    said, provision, figure = "the remains of 19 out of 28", "hostages.remains", 19
    (group,) = [each for each in expected(GAZA)["copies"] if each["said"] == said]
    knowledge = _opened(room, GAZA).knowledge()
    words = [
        (Path(knowledge.claims[word.claim].claim.report.location).name, word.origin)
        for word in knowledge.testimonies
        if word.about == provision and word.low == figure
    ]
    reports = {name for name, _ in words} & set(group["reports"])
    assert len(reports) >= 2
    assert len({origin for name, origin in words if name in reports}) == 1


def test_one_sided_counters_are_never_one_series(room: Path) -> None:
    counters = {counter.id: counter for counter in _opened(room, GAZA).files.agreement.counters}
    ours, theirs = counters["violations.media-office"], counters["violations.idf"]
    assert set(ours.about).isdisjoint(theirs.about) and set(ours.roots).isdisjoint(theirs.roots)


def test_paraphrases_give_the_same_states(room: Path) -> None:
    moment = expected(GAZA)["moments"][0]
    at, by = str(moment["as-of"]), str(moment["published-by"])
    told, retold = (_statuses(_some(room, folder), at, by) for folder in ("reports", "paraphrases"))
    different = {cell for cell in told.keys() | retold.keys() if told.get(cell) != retold.get(cell)}
    assert different <= LOST, {cell: (told.get(cell), retold.get(cell)) for cell in different - LOST}


LOST = {("hamas", "hostages.living")}
"""The cells a paraphrase changes, because the reader loses the figure of Hamas's second group in it."""


def test_most_paraphrases_bear_in_the_same_way_word_for_word(room: Path) -> None:
    words = [_words(_some(room, folder)) for folder in ("reports", "paraphrases")]
    same = [name for name in digests(GAZA, "paraphrases") if words[0].get(name) == words[1].get(name)]
    assert len(same) >= FLOOR, sorted(set(digests(GAZA, "paraphrases")) - set(same))


FLOOR = 12
"""How many of the twenty bear on the same provisions, in the same way, by the same root with the same figure."""
STARTS = ("2025-10-10-overviewpress-government-approves.md", "2025-10-13-canadian-reviews-what-happens-next.md")
"""Reports that tell when clocks began, beside the twenty."""


def _some(room: Path, folder: str) -> Case:
    """A record of the twenty reports with a paraphrase, or of the paraphrases, and of those that start the clocks."""
    place = room / f"only-{folder}"
    if str(place) not in _OPEN:
        lay_out(place, GAZA)
        shutil.rmtree(place / "reports")
        shutil.copytree(CASES / GAZA / "paraphrases", place / "reports")
        for path in [*(place / "reports").iterdir()] if folder == "reports" else []:
            shutil.copy(CASES / GAZA / "reports" / path.name, path)
        for name in STARTS:
            shutil.copy(CASES / GAZA / "reports" / name, place / "reports")
        case = open_case(place)
        case.read([place / "reports"])
        _OPEN[str(place)] = case
    return _OPEN[str(place)]


def _statuses(case: Case, as_of: str, published_by: str) -> dict[tuple[str, str], str]:
    states = {each: case.status(as_of=as_of, published_by=published_by, account=each) for each in case.shown}
    return {(each, provision): state[provision].status for each, state in states.items() for provision in state}


def _words(case: Case) -> dict[str, frozenset[tuple[str, ...]]]:
    """What each report says of each provision: effect, root and figure, as the engine is handed them."""
    knowledge = case.knowledge()
    found: dict[str, set[tuple[str, ...]]] = {}
    for word in knowledge.testimonies:
        if word.effect != "intends":
            report = Path(knowledge.claims[word.claim].claim.report.location).name
            found.setdefault(report, set()).add((word.about, word.effect, word.root, str(word.low)))
    return {name: frozenset(words) for name, words in found.items()}
