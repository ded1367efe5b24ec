"""Articles as newspapers print them, pasted into the board: every page opens afterwards, whoever is named in them."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from guarantor.board.app import application
from guarantor.board.filling import NAVIGATION
from guarantor.case import Case

CAIRO = """\
Egypt and Qatar press for second phase as aid crossings stay half open
CAIRO, 9 December 2025 (Meridian Wire)

Egypt's foreign ministry said on Tuesday that mediators had met in Cairo on Monday with delegations from both sides to prepare the second phase of the Gaza agreement. Qatar's prime minister and the head of Turkey's intelligence service attended, a ministry statement said.

A Hamas spokesman, Hazem Qassem, said the movement had handed over the remains of all but one of the deceased hostages and was still searching for the last in Gaza City. He accused Israel of violating the ceasefire by keeping the Rafah crossing closed.

An Israeli government spokeswoman denied that the crossing was being kept shut in breach of the deal. "Rafah will open when the last hostage is returned," she told reporters in Jerusalem.

The United Nations humanitarian office OCHA said 140 trucks entered the strip on Sunday through Kerem Shalom and Zikim. COGAT, the Israeli military body that coordinates deliveries, said between 600 and 800 trucks had entered each day last week.

The Gaza health ministry said three people were killed on Monday in an Israeli strike east of Khan Younis. The Israeli military said its troops had fired at two militants who crossed the yellow line and posed an immediate threat.

"We have not yet received the list of names for the stabilisation force," an Egyptian official familiar with the talks said, speaking on condition of anonymity.
"""

COURIER = """\
Israel says remains handed over through Red Cross are not those of a hostage
By Dana Ferrer, The Levant Courier
JERUSALEM, 4 December 2025

The Israeli prime minister's office said on Thursday that forensic tests showed the remains handed over by the Red Cross on Wednesday night did not belong to either of the last two deceased hostages.

Hamas's armed wing, the Qassam Brigades, said it had acted in good faith and that "the occupation's bombing has destroyed the places where the bodies lay". بحسب بيان للكتائب: «التزمنا بالاتفاق وسلّمنا كل ما لدينا».

The International Committee of the Red Cross confirmed that its teams had facilitated the transfer, and said the parties bear responsibility for identification.

Qatar's foreign ministry spokesman, Majed al-Ansari, told a weekly briefing in Doha on Tuesday that the mediators expected the second phase of the agreement to begin within weeks. "We cannot consider the ceasefire complete without a full withdrawal of Israeli forces," he added.

Turkey's foreign minister Hakan Fidan will host his counterparts from Egypt, Qatar and the United States in Istanbul on 12 December, Turkish officials said.
"""


@pytest.fixture
def board(own: Case) -> TestClient:
    found = TestClient(application(own))
    for text, outlet, day in ((CAIRO, "Meridian Wire", "2025-12-09"), (COURIER, "The Levant Courier", "2025-12-04")):
        sent = {"text": text, "outlet": outlet, "published": day}
        answer = found.post("/api/reports", json=sent)
        assert answer.status_code == 200, answer.text
        assert answer.json()["added"][0]["outcome"] == "new"
    return found


def test_every_page_opens_with_articles_that_name_others(board: TestClient, own: Case) -> None:
    """People of the general table speak in them, whom the case's own files do not have."""
    reports = [each["id"] for each in board.get("/api/reports?limit=1000").json()["reports"]][-2:]
    actors = [each["id"] for each in board.get("/api/actors").json()["actors"]]
    known = {*own.files.people.actors, *own.files.people.sources}
    assert set(actors) - known, "somebody speaks whom the case does not list"
    paths = [
        *(path for path, _ in NAVIGATION),
        *(f"{path}?as-of=2025-12-10" for path, _ in NAVIGATION if path != "/add"),
        *(f"/reports/{report}" for report in reports),
        *(f"/review/missed?report={report}" for report in reports),
        *(f"{api}/actors/{actor}" for actor in actors if actor not in known for api in ("", "/api")),
        *(f"/issues/{issue.id}" for issue in own.files.agreement.issues),
        *(f"/provisions/{each.id}?as-of=2025-12-10" for each in own.files.agreement.provisions),
        "/search?q=trucks&kind=figure", "/review/set?outlet=Meridian Wire", "/feed.atom", "/calendar.ics",
    ]  # fmt: skip
    refused = {path: answer.status_code for path in paths if (answer := board.get(path)).status_code != 200}
    assert refused == {}


def test_who_is_known_by_name_alone_has_a_page_while_words_are_theirs(board: TestClient, own: Case) -> None:
    actors = {each["id"]: each for each in board.get("/api/actors").json()["actors"]}
    known = {*own.files.people.actors, *own.files.people.sources}
    other = next(id_ for id_ in sorted(actors) if id_ not in known and actors[id_]["kind"] == "person")
    assert actors[other]["name"] != other
    page = board.get(f"/actors/{other}")
    assert actors[other]["name"] in page.text
    assert board.get("/actors/nobody-at-all").status_code == 404
    retracted = re.search(r"/reports/(report:sha256:[0-9a-f]+)", page.text)
    assert retracted is not None
    sent = {"act": "retract", "about": [retracted[1]], "why": "its outlet took it back"}
    assert board.post("/api/judgements", json=sent).status_code == 200
    assert board.get(f"/actors/{other}").status_code == 404


def test_words_from_right_to_left_have_their_direction(board: TestClient) -> None:
    """A quotation in Arabic inside an English report stands in a block that finds its direction by itself."""
    report = board.get("/api/reports?limit=1000").json()["reports"][-1]["id"]
    assert '<div class="report" dir="auto"' in board.get(f"/reports/{report}").text
