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


def test_paraphrases_give_the_same_states(room: Path) -> None:
    moment = expected(GAZA)["moments"][0]
    at, by = str(moment["as-of"]), str(moment["published-by"])
    told, retold = (_statuses(_some(room, folder), at, by) for folder in ("reports", "paraphrases"))
    different = {cell for cell in told.keys() | retold.keys() if told.get(cell) != retold.get(cell)}
    assert different <= LOST, {cell: (told.get(cell), retold.get(cell)) for cell in different - LOST}


LOST: set[tuple[str, str]] = set()
"""The cells a paraphrase changes."""


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
