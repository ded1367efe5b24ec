"""Forms that write: only from this board, in this browser; what was sent is read, judged, and undone, never lost."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from guarantor.board.app import application
from guarantor.board.forms import MOST_BYTES, _read
from guarantor.case import Case

HERE = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
TEXT = "Reuters reported on Monday that 40 trucks had entered Gaza. The army said that it had withdrawn."


@pytest.fixture
def board(own: Case) -> TestClient:
    return TestClient(application(own))


def token(board: TestClient, path: str) -> str:
    found = re.search(r'name="token" value="([0-9a-f]+)"', board.get(path).text)
    assert found is not None
    return found[1]


def field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, name
    return found[1]


# --- who may write ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/add", "/review"])
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
    ],
)
def test_another_site_cannot_write(
    board: TestClient, own: Case, path: str, headers: dict[str, str], status: int
) -> None:
    head = own.record.head
    data = {"token": token(board, path), "text": TEXT, "act": "accept"}
    assert board.post(path, data=data, headers=headers).status_code == status
    assert own.record.head == head


@pytest.mark.parametrize("path", ["/add", "/review"])
def test_no_token_no_write(board: TestClient, own: Case, path: str) -> None:
    head = own.record.head
    assert board.post(path, data={"text": TEXT}, headers=HERE).status_code == 403
    good = token(board, path)
    assert board.post(path, data={"text": TEXT, "token": "0" * 64}, headers=HERE).status_code == 403
    board.cookies.clear()
    assert board.post(path, data={"text": TEXT, "token": good}, headers=HERE).status_code == 403
    other = TestClient(application(own))
    other.get(path)
    assert other.post(path, data={"text": TEXT, "token": good}, headers=HERE).status_code == 403
    assert own.record.head == head


def test_what_is_too_large_or_no_form_is_refused(board: TestClient) -> None:
    board.get("/add")
    big = board.post("/add", content=b"x" * (MOST_BYTES + 1), headers=HERE)
    assert big.status_code == 413
    assert board.post("/add", json={"text": TEXT}, headers=HERE).status_code == 400
    odd = {**HERE, "content-type": "multipart/form-data"}
    assert board.post("/add", content=b"--x\r\n", headers=odd).status_code == 400


@given(st.binary(max_size=400))
def test_an_uploaded_file_arrives_byte_for_byte(data: bytes) -> None:
    edge = b"----edge-4f1c"
    body = (
        b"--" + edge + b'\r\ncontent-disposition: form-data; name="token"\r\n\r\nabc\r\n--' + edge
        + b'\r\ncontent-disposition: form-data; name="file"; filename="r.bin"\r\n'
        + b"content-type: application/octet-stream\r\n\r\n" + data + b"\r\n--" + edge + b"--\r\n"
    )  # fmt: skip
    found = _read(f"multipart/form-data; boundary={edge.decode()}", body)
    assert found.fields == {"token": "abc"}
    assert found.files == ((("r.bin", data),) if data else ())


# --- adding -----------------------------------------------------------------------------------------------------------


def test_a_pasted_report_is_read_and_its_state_follows(board: TestClient, own: Case) -> None:
    before = board.get("/api/record").json()["entries"]
    sent = {"token": token(board, "/add"), "text": TEXT, "outlet": "The Post", "published": "2025-11-03"}
    answer = board.post("/add", data=sent, headers=HERE)
    assert answer.status_code == 200
    assert "1 new" in answer.text
    link = re.search(r'href="(/reports/report:sha256:[0-9a-f]+)"', answer.text)
    assert link is not None
    report = board.get(link[1]).text
    assert "The Post" in report
    assert "3\N{NO-BREAK SPACE}Nov\N{NO-BREAK SPACE}2025" in report
    assert board.get("/api/record").json()["entries"] > before
    again = {**sent, "token": token(board, "/add")}
    assert "known already" in board.post("/add", data=again, headers=HERE).text


def _added(board: TestClient, **sent: object) -> str:
    """The address of the report that was added by what was sent."""
    files = sent.pop("files", None)
    data = {"token": token(board, "/add"), "published": "2025-11-03", **sent}
    answer = board.post("/add", data=data, files=files, headers=HERE)  # type: ignore[arg-type]
    link = re.search(r'href="(/reports/report:sha256:[0-9a-f]+)"', answer.text)
    assert link is not None, answer.text
    assert "newer version" not in answer.text
    return link[1]


@pytest.mark.parametrize("way", ["paste", "upload"])
def test_two_reports_from_one_form_are_not_versions_of_each_other(board: TestClient, own: Case, way: str) -> None:
    """Nobody says that the second is the first one changed: neither shows the other, and neither goes with it."""
    links = []
    for name in ("one", "two"):
        text = f"Headline {name}\n\n{TEXT}"
        sent = (
            {"files": [("file", ("article.txt", text.encode(), "text/plain"))]} if way == "upload" else {"text": text}
        )
        links.append(_added(board, outlet=f"The {name}", **sent))
    pages = [board.get(link).text for link in links]
    assert not any("version at the same address" in page for page in pages)
    retract = board.get(f"/review/act/retract?report={links[0].rpartition('/')[2]}").text
    assert "Headline one" in retract if way == "paste" else "uploaded: article.txt" in retract
    own.forget()
    before = {report.id for report in own.record.reports()}
    judge = {"act": "retract", "about": [links[0].rpartition("/")[2]], "why": "its outlet took it back"}
    assert board.post("/api/judgements", json=judge).status_code == 200
    assert before - {report.id for report in own.record.reports()} == {links[0].rpartition("/")[2]}


def test_a_pasted_text_is_called_by_its_first_line(board: TestClient) -> None:
    link = _added(board, text=f"Talks open in the capital\n\n{TEXT}", outlet="The Post")
    assert "<h1><bdi>Talks open in the capital</bdi></h1>" in board.get(link).text


def test_a_report_of_after_the_end_of_the_case_leads_to_the_state_that_has_it(board: TestClient, own: Case) -> None:
    """The bundled case ends on a day; what is told later changes the state that is asked for, and both pages say so."""
    text = "The International Committee of the Red Cross said on 4 December 2025 that it had received all 28 bodies.\n"
    assert "Reports of later days" not in board.get("/").text
    sent = {"token": token(board, "/add"), "text": text, "outlet": "The Post", "published": "2025-12-04"}
    added = board.post("/add", data=sent, headers=HERE).text
    for page in (added, board.get("/").text):
        assert 'href="/?as-of=2025-12-04"' in page
    later = board.get("/?as-of=2025-12-04")
    assert later.status_code == 200
    assert "Reports of later days" not in later.text
    assert "4\N{NO-BREAK SPACE}December\N{NO-BREAK SPACE}2025" in later.text
    sent |= {"token": token(board, "/add"), "text": f"Again. {text}", "published": "2025-11-03"}
    assert "as-of" not in board.post("/add", data=sent, headers=HERE).text


def test_uploads_are_read_and_what_cannot_be_is_refused(board: TestClient, own: Case) -> None:
    files = [
        ("file", ("C:\\secret\\one.txt", TEXT.encode(), "text/plain")),
        ("file", ("two.pdf", b"%PDF-1.4 not really", "application/pdf")),
    ]
    answer = board.post("/add", data={"token": token(board, "/add")}, files=files, headers=HERE)
    assert answer.status_code == 200
    assert "1 new" in answer.text
    assert "two.pdf" in answer.text.partition("Refused")[2]
    assert all("secret" not in report.location for report in own.record.reports())


@pytest.mark.parametrize(
    ("sent", "said"),
    [({"text": "  "}, "Nothing was sent"), ({"text": TEXT, "published": "soon"}, "Write a day as")],
)
def test_a_fault_writes_nothing_and_clears_nothing(
    board: TestClient, own: Case, sent: dict[str, str], said: str
) -> None:
    head = own.record.head
    answer = board.post("/add", data={**sent, "outlet": "The Post", "token": token(board, "/add")}, headers=HERE)
    assert answer.status_code == 400
    assert said in answer.text
    assert 'value="The Post"' in answer.text
    assert own.record.head == head


# --- reviewing --------------------------------------------------------------------------------------------------------


def judge(board: TestClient, path: str, act: str, **more: str) -> str:
    page = board.get(path).text
    data = {name: field(page, name) for name in ("token", "claim", "judged")}
    answer = board.post("/review", data={**data, "act": act, "by": "Kim", "why": "read it", **more}, headers=HERE)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_a_claim_is_accepted_and_the_next_one_comes(board: TestClient, own: Case) -> None:
    first = field(board.get("/review").text, "claim")
    page = judge(board, "/review", "accept")
    assert "Accepted" in page
    assert field(page, "claim") != first
    claim = own.record.claim(first)
    assert claim is not None
    assert claim.review == "accepted"
    assert own.record.judgements(first)[0].by == "Kim"
    assert 'value="Kim"' in page


def test_a_rejection_counts_at_once_and_is_undone(board: TestClient, own: Case) -> None:
    first = field(board.get("/review?bearing=1").text, "claim")
    page = judge(board, "/review?bearing=1", "reject", bearing="1")
    assert first not in own.knowledge().claims
    data = {"token": field(page, "token"), "act": "undo", "judgement": field(page, "judgement"), "by": "Kim",
            "why": "a slip"}  # fmt: skip
    answer = board.post("/review", data=data, headers=HERE)
    assert "Undone" in answer.text
    assert first in own.knowledge().claims


def test_where_somebody_left_off_is_kept(board: TestClient) -> None:
    first = field(board.get("/review").text, "claim")
    second = field(judge(board, "/review", "accept"), "claim")
    assert field(board.get("/review").text, "claim") == second != first


def test_two_people_do_not_collide(board: TestClient, own: Case) -> None:
    page = board.get("/review").text
    stale = {name: field(page, name) for name in ("token", "claim", "judged")}
    judge(board, "/review", "accept")
    head = own.record.head
    answer = board.post("/review", data={**stale, "act": "reject", "by": "Lee", "why": "no"}, headers=HERE)
    assert answer.status_code == 409
    assert own.record.head == head


@pytest.mark.parametrize("missing", ["by", "why"])
def test_a_judgement_has_a_name_and_a_reason(board: TestClient, own: Case, missing: str) -> None:
    page = board.get("/review").text
    data = {name: field(page, name) for name in ("token", "claim", "judged")}
    head = own.record.head
    sent = {**data, "act": "accept", "by": "Kim", "why": "read", missing: " "}
    answer = board.post("/review", data=sent, headers=HERE)
    assert answer.status_code == 400
    assert "Nothing was written" in answer.text
    assert own.record.head == head


def test_an_unknown_act_or_claim_is_refused(board: TestClient) -> None:
    page = board.get("/review").text
    good = {name: field(page, name) for name in ("token", "claim", "judged")}
    sent = {**good, "act": "erase", "by": "Kim", "why": "x"}
    assert board.post("/review", data=sent, headers=HERE).status_code == 400
    assert board.get("/review?claim=claim:sha256:0").status_code == 404
    assert board.get("/review?provision=nothing").status_code == 400


# --- reports by address -----------------------------------------------------------------------------------------------


class _Page(BaseHTTPRequestHandler):
    """A gazette with one article, and an address that leads into a private network."""

    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("location", "http://10.0.0.1/secret")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(f"<html><title>Aid</title><body><article><p>{TEXT}</p></article></body></html>".encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def gazette() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Page)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_report_is_fetched_where_its_address_is_named_to_be(own: Case, gazette: str) -> None:
    board = TestClient(application(own, private=True))
    head = own.record.head.seq
    data = {"token": token(board, "/add"), "addresses": f"{gazette}/aid\nno-address", "published": "2025-11-01"}
    answer = board.post("/add", data=data, headers=HERE)
    assert answer.status_code == 200
    assert own.record.head.seq > head
    added = list(own.record.store.entries(["report"], after=head))
    assert [entry.payload["url"] for entry in added if entry.payload] == [f"{gazette}/aid"]
    assert "no-address</bdi></b>" in answer.text, "what was refused is told"
    assert ">no-address</textarea>" in answer.text, "and it alone is left to be mended"


@pytest.mark.parametrize("where", ["{gazette}/aid", "http://localhost/", "http://[::1]/", "http://169.254.169.254/",
                                   "http://10.1.2.3/", "file:///etc/passwd", "http://127.1/"])  # fmt: skip
def test_private_networks_are_not_asked_unless_that_is_allowed(
    board: TestClient, own: Case, gazette: str, where: str
) -> None:
    head = own.record.head
    data = {"token": token(board, "/add"), "addresses": where.format(gazette=gazette)}
    answer = board.post("/add", data=data, headers=HERE)
    assert "Refused" in answer.text
    assert own.record.head == head


def test_an_address_that_is_kept_is_not_fetched(own: Case, gazette: str) -> None:
    board = TestClient(application(own, private=True))
    data = {"token": token(board, "/add"), "text": "Something else was said.", "url": f"{gazette}/aid"}
    head = own.record.head.seq
    assert board.post("/add", data=data, headers=HERE).status_code == 200
    added = [entry.payload for entry in own.record.store.entries(["report"], after=head)]
    assert [(each["url"], each["text"]) for each in added if each] == [(f"{gazette}/aid", "Something else was said.")]


def test_too_many_addresses_are_not_begun(board: TestClient, own: Case) -> None:
    head = own.record.head
    data = {"token": token(board, "/add"), "addresses": "\n".join(f"http://h{n}.example/" for n in range(11))}
    answer = board.post("/add", data=data, headers=HERE)
    assert answer.status_code == 400
    assert "11 are too many" in answer.text
    assert own.record.head == head
