"""The desk's forms: each act is a judgement with who and why, shown, undone, and never done to what was not seen."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from guarantor.board.app import application
from guarantor.case import Case
from guarantor.case.judging import readings_of
from guarantor.model.claim import Claim

HERE = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}


@pytest.fixture
def board(own: Case) -> TestClient:
    return TestClient(application(own))


def hidden(page: str, name: str) -> str:
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', page)
    assert found is not None, name
    return unescape(found[1])


def filled(page: str) -> dict[str, str]:
    """The fields of the judging form, as a browser would send them unchanged."""
    form = page.partition('id="judge"')[2].partition("</form>")[0]
    found = dict(re.findall(r'<input[^>]*? name="([^"]+)" value="([^"]*)"', form))
    found |= dict(re.findall(r'<textarea[^>]*? name="([^"]+)"[^>]*>([^<]*)</textarea>', form))
    for name, body in re.findall(r'<select[^>]*? name="([^"]+)">(.*?)</select>', form):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        found[name] = chosen[1] if chosen else ""
    return {name: unescape(value) for name, value in found.items()}


def send(board: TestClient, path: str, **more: str) -> str:
    answer = board.post("/review", data={**filled(board.get(path).text), "by": "Kim", **more}, headers=HERE)
    assert answer.status_code == 200, answer.text[:2000]
    return answer.text


def test_an_unchanged_correction_is_refused_and_nothing_is_lost(board: TestClient, own: Case) -> None:
    claim = hidden(board.get("/review").text, "claim")
    head = own.record.head
    data = {**filled(board.get(f"/review?claim={claim}&mode=edit").text), "act": "correct", "by": "Kim"}
    answer = board.post("/review", data=data, headers=HERE)
    assert answer.status_code == 400
    assert "change something, or accept it" in answer.text
    assert own.record.head == head
    assert filled(answer.text)["words"] == data["words"]


def test_a_correction_takes_the_place_of_the_claim(board: TestClient, own: Case) -> None:
    claim = hidden(board.get("/review").text, "claim")
    old = own.record.claim(claim)
    assert old is not None
    shorter = " ".join(old.quote.split()[:6])
    page = send(board, f"/review?claim={claim}&mode=edit", act="correct", words=shorter, modality="alleged", why="less")
    assert "Corrected" in page
    known = own.knowledge().claims
    assert claim not in known
    made = own.record.judgements(claim)[-1]
    new = known[made.into[0]].claim
    assert (new.quote, new.modality, new.type, new.holder) == (shorter, "alleged", old.type, old.holder)
    assert new.chain == old.chain
    assert new.review == "corrected"


def test_words_that_are_not_in_the_report_are_refused(board: TestClient, own: Case) -> None:
    claim = hidden(board.get("/review").text, "claim")
    data = {**filled(board.get(f"/review?claim={claim}&mode=edit").text), "act": "correct", "by": "Kim",
            "words": "never printed anywhere"}  # fmt: skip
    answer = board.post("/review", data=data, headers=HERE)
    assert answer.status_code == 400
    assert "does not stand in the report" in answer.text
    assert "never printed anywhere" in answer.text


def test_another_holder_brings_another_chain(board: TestClient, own: Case) -> None:
    kept = next(k for k in own.knowledge().claims.values() if k.claim.holder.text and len(k.claim.chain) > 1)
    word = kept.claim.report.title and own.record.report(kept.claim.report.id).text.split()[0]  # type: ignore[union-attr]
    assert word
    send(
        board, f"/review?claim={kept.id}&mode=edit", act="correct", holder=word, actor="", holding="anonymous", why="x"
    )
    new = own.record.claim(own.record.judgements(kept.id)[-1].into[0])
    assert new is not None
    assert new.holder.text == new.chain[-1].name == word
    assert new.chain[-1].role == "holder"
    assert [link.role for link in new.chain[:-1]] == [
        x.role for x in kept.claim.chain if x.role in ("outlet", "agency")
    ]


def test_a_claim_is_split_in_its_words(board: TestClient, own: Case) -> None:
    kept = next(k for k in own.knowledge().claims.values() if len(k.claim.quote.split()) > 8)
    words = kept.claim.quote.split(" ")
    one, two = " ".join(words[:4]), " ".join(words[4:])
    page = send(board, f"/review?claim={kept.id}&mode=split", act="split", words0=one, words1=two, type1="statement",
                words2="", words3="", why="two things")  # fmt: skip
    assert "Split" in page
    made = own.record.judgements(kept.id)[-1]
    parts = [own.record.claim(id_) for id_ in made.into]
    assert [part.quote for part in parts if part] == [one, two]
    assert kept.id not in own.knowledge().claims


def test_two_claims_are_told_the_same(board: TestClient, own: Case) -> None:
    first, second = [k.id for k in own.knowledge().claims.values()][:2]
    page = send(board, f"/review?claim={first}&mode=same", act="same-as", same0=second, why="one speech")
    assert "Told the same" in page
    assert own.knowledge().view.same_as(first) == {first, second}


def test_likely_others_are_offered(board: TestClient, own: Case) -> None:
    knowledge = own.knowledge()
    tied = next(t for t, each in knowledge.tied_to.items() if len({knowledge.claims[c].claim.type for c, _ in each}) <
                len({c for c, _ in each}) and len(each) > 3)  # fmt: skip
    page = board.get(f"/review?claim={knowledge.tied_to[tied][0][0]}&mode=same").text
    assert 'name="same1" value="claim:sha256:' in page


def test_unsure_sets_aside_and_the_claim_still_counts(board: TestClient, own: Case) -> None:
    claim = hidden(board.get("/review").text, "claim")
    page = send(board, "/review", act="unsure", why="cannot tell")
    assert hidden(page, "claim") != claim
    assert claim in own.knowledge().claims
    assert not own.knowledge().claims[claim].reviewed
    aside = board.get("/review?show=unsure").text
    assert hidden(aside, "claim") == claim
    assert "set aside as unsure" in aside


def test_what_others_judged_is_shown_after_ones_own(board: TestClient, own: Case) -> None:
    claim = hidden(board.get("/review").text, "claim")
    board.post("/review", data={**filled(board.get("/review").text), "act": "unsure", "by": "Lee", "why": "odd word"},
               headers=HERE)  # fmt: skip
    other = TestClient(application(own))
    page = other.get(f"/review?claim={claim}").text
    assert "odd word" not in page
    assert "appear after yours" in page
    send(other, f"/review?claim={claim}", act="accept", why="plain")
    assert "odd word" in other.get(f"/review?claim={claim}").text


def test_a_link_alone_is_rejected(board: TestClient, own: Case) -> None:
    send(board, "/review", act="unsure", why="to be known")
    claim, links = next(iter(own.knowledge().of_claim.items()))
    data = {"token": hidden(board.get("/review").text, "token"), "act": "reject", "link": links[0].id, "claim": claim,
            "by": "Kim", "why": "another truce"}  # fmt: skip
    assert board.post("/review", data=data, headers=HERE).status_code == 200
    assert links[0].id not in {link.id for link in own.knowledge().of_claim.get(claim, ())}
    assert claim in own.knowledge().claims


def test_one_goes_on_where_one_left_off(board: TestClient) -> None:
    page = board.get("/review").text
    onward = hidden(page, "onward")
    assert hidden(board.get(f"/review?claim={onward}").text, "claim") == onward
    assert hidden(board.get("/review").text, "claim") == onward


def test_two_people_are_led_to_different_claims(own: Case) -> None:
    app = application(own)
    kim, lee = TestClient(app), TestClient(app)
    for client, name in ((kim, "Kim"), (lee, "Lee")):
        client.cookies.set("guarantor-name", name.encode().hex(), path="/review")
    first = hidden(kim.get("/review").text, "claim")
    page = lee.get("/review").text
    assert hidden(page, "claim") != first
    assert "Kim" in page


# --- a set at once ----------------------------------------------------------------------------------------------------


def test_a_set_is_judged_as_one_and_taken_back_by_one(board: TestClient, own: Case) -> None:
    page = board.get("/review/set?kind=meeting").text
    before = [k.id for k in own.knowledge().claims.values() if k.claim.type == "meeting" and not k.reviewed]
    data = {"token": hidden(page, "token"), "set": hidden(page, "set"), "kind": "meeting", "act": "accept", "by": "Kim",
            "why": "all read", "out0": "1"}  # fmt: skip
    answer = board.post("/review/set", data=data, headers=HERE)
    assert f"{len(before) - 1} claims" in answer.text
    assert sum(own.knowledge().claims[id_].reviewed for id_ in before) == len(before) - 1
    again = board.post("/review/set", data=data, headers=HERE)
    assert again.status_code == 409
    undo = {"token": hidden(answer.text, "token"), "act": "undo", "judgement": hidden(answer.text, "judgement"),
            "by": "Kim", "why": "a slip"}  # fmt: skip
    board.post("/review", data=undo, headers=HERE)
    assert not any(own.knowledge().claims[id_].reviewed for id_ in before)


def test_a_set_needs_a_reason(board: TestClient, own: Case) -> None:
    page = board.get("/review/set?kind=meeting").text
    head = own.record.head
    data = {"token": hidden(page, "token"), "set": hidden(page, "set"), "kind": "meeting", "act": "accept", "by": "Kim"}
    answer = board.post("/review/set", data=data, headers=HERE)
    assert answer.status_code == 400
    assert "say why" in answer.text
    assert own.record.head == head


# --- filters and keys -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("kind=figure", lambda c: c.type == "figure"),
        ("since=2025-11-01&until=2025-11-03", lambda c: "2025-11-01" <= c.report.published[:10] <= "2025-11-03"),
        ("words=trucks", lambda c: "trucks" in str(c.to_json()).lower()),
        ("doubt=1", lambda c: bool(c.notes)),
    ],
)
def test_filters_narrow_the_queue(board: TestClient, own: Case, query: str, fits: object) -> None:
    page = board.get(f"/review?{query}").text
    found = re.findall(r'href="/review\?[^"]*claim=(claim%3Asha256%3A[0-9a-f]+)"', page.partition('class="queue"')[2])
    claims = [own.record.claim(each.replace("%3A", ":")) for each in found]
    assert claims
    assert all(isinstance(claim, Claim) and fits(claim) for claim in claims)  # type: ignore[operator]


@pytest.mark.parametrize("query", ["show=everything", "order=best", "mode=erase"])
def test_an_unknown_filter_is_refused(board: TestClient, query: str) -> None:
    assert board.get(f"/review?{query}").status_code == 400


def test_keys_are_changed_and_switched_off(board: TestClient) -> None:
    page = board.get("/review/keys").text
    keys = dict(re.findall(r'name="(key-\w+)" value="([^"]+)"', page))
    data = {**keys, "token": hidden(page, "token")}
    clash = board.post("/review/keys", data={**data, "key-accept": "r"}, headers=HERE)
    assert clash.status_code == 400
    assert "is the key for" in clash.text
    board.post("/review/keys", data={**data, "key-accept": "y"}, headers=HERE)
    assert 'value="accept" data-key="y"' in board.get("/review").text
    board.post("/review/keys", data={**data, "off": "1"}, headers=HERE)
    assert "data-key" not in board.get("/review").text


# --- the other decisions ----------------------------------------------------------------------------------------------


def test_a_missed_claim_is_added_in_its_reports_name(board: TestClient, own: Case) -> None:
    id_, report = next(iter(own.knowledge().reports.items()))
    words = " ".join(report.text.split()[3:9])
    page = board.get(f"/review/missed?report={id_}").text
    data = {"token": hidden(page, "token"), "act": "add", "report": id_, "words": words, "holder": "", "actor": "",
            "holding": "outlet", "type": "figure", "modality": "happened", "polarity": "+", "by": "Kim", "why": "missed",
            "q0.low": "1,968", "q0.high": "", "q0.unit": "people", "q0.kind": "cumulative", "q0.base": ""}  # fmt: skip
    answer = board.post("/review", data=data, headers=HERE)
    assert answer.status_code == 200, answer.text[:2000]
    made = own.record.judgements(id_)[-1]
    new = own.knowledge().claims[made.into[0]].claim
    assert " ".join(new.quote.split()) == words
    assert new.report.id == id_
    assert (new.quantities[0].value, new.quantities[0].kind, new.review) == (1968, "cumulative", "accepted")


def test_a_retraction_withdraws_all_and_is_undone_from_the_history(board: TestClient, own: Case) -> None:
    id_ = next(iter(own.knowledge().reports))
    page = board.get(f"/review/act/retract?report={id_}").text
    data = {
        "token": hidden(page, "token"),
        "act": "retract",
        "report": id_,
        "by": "Kim",
        "why": "withdrawn by its paper",
    }
    history = board.post("/review", data=data, headers=HERE).text
    assert "Retracted" in history
    assert id_ not in own.knowledge().reports
    undo = {"token": hidden(history, "token"), "act": "undo", "back": "history", "by": "Kim", "why": "it was not",
            "judgement": hidden(history, "judgement")}  # fmt: skip
    board.post("/review", data=undo, headers=HERE)
    assert id_ in own.knowledge().reports


def test_a_source_is_graded_and_a_bad_grade_is_refused(board: TestClient, own: Case) -> None:
    page = board.get("/review/act/grade?source=reuters").text
    data = {"token": hidden(page, "token"), "act": "grade", "source": "reuters", "by": "Kim", "why": "long known"}
    assert board.post("/review", data={**data, "reliability": "Q"}, headers=HERE).status_code == 400
    assert "Graded B" in board.post("/review", data={**data, "reliability": "B"}, headers=HERE).text
    grade = own.knowledge().view.grade("reuters")
    assert grade is not None
    assert grade.value["reliability"] == "B"


def test_a_chosen_reading_stands_first(board: TestClient, own: Case) -> None:
    about, names = next(iter(readings_of(own).items()))
    before = [name for name, _ in own.status()[about].readings]
    assert names[-1] in before
    page = board.get(f"/review/act/choose-reading?about={about}").text
    data = {"token": hidden(page, "token"), "act": "choose-reading", "about": about, "reading": names[-1], "by": "Kim",
            "why": "the annex says so"}  # fmt: skip
    assert board.post("/review", data=data, headers=HERE).status_code == 200
    assert names[-1] not in [name for name, _ in own.status()[about].readings]


@pytest.mark.parametrize("path", ["/review/missed?report=x", "/review/act/grade", "/review/act/erase?report=x"])
def test_what_is_not_there_is_not_found(board: TestClient, path: str) -> None:
    assert board.get(path).status_code == 404


def test_a_chosen_reading_of_a_gate_is_shown_as_chosen(board: TestClient, own: Case) -> None:
    phase = next(phase for phase in own.files.agreement.phases if len(phase.gates) > 1)
    name = phase.gates[-1].name
    assert f"/review/act/choose-reading?about={phase.id}" in board.get("/").text
    page = board.get(f"/review/act/choose-reading?about={phase.id}").text
    data = {"token": hidden(page, "token"), "act": "choose-reading", "about": phase.id, "reading": name, "by": "Kim",
            "why": "the annex says so"}  # fmt: skip
    assert board.post("/review", data=data, headers=HERE).status_code == 200
    assert f"Read as “{name}”, which a person chose" in unescape(board.get("/").text)
