"""Script in every field of a report, and of everything else that people send, is shown as text on every page."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

from starlette.testclient import TestClient
from tests.board.access.conftest import HERE, SignedIn, form_token

from guarantor.board.access.people import People
from guarantor.board.app import application
from guarantor.case import Case
from guarantor.case.reading import read_into
from guarantor.model.report import Report

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg onload=alert(1)>&lt;{{7*7}}"
LINK = "javascript:alert(1)//"
TEXT = f"Hamas said on Monday that {EVIL} 40 trucks had entered Gaza. {EVIL} said that Israel withdrew on 1 November."
ACTIVE = {"script", "iframe", "object", "embed", "base", "frame"}


class Active(HTMLParser):
    """Collects what a browser would run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own_script = tag == "script" and str(dict(attrs).get("src", "")).startswith("/static/")
        if tag in ACTIVE and not own_script:
            self.found.append(tag)
        for name, value in attrs:
            text = re.sub(r"[\x00-\x20]", "", value or "").casefold()
            if name.startswith("on") or text.startswith(("javascript:", "vbscript:", "data:text")):
                self.found.append(f"{tag} {name}={value}")


def active(page: str) -> list[str]:
    parser = Active()
    parser.feed(page)
    parser.close()
    return parser.found


def test_the_check_sees_what_runs() -> None:
    assert active(EVIL)
    assert active('<a href="java\tscript:x">')
    assert active('<p title="<script>">x &lt;script&gt;</p>') == []


def hostile(case: Case) -> str:
    report = Report(
        text=TEXT, location=f"x/{EVIL}", outlet=EVIL, title=EVIL, published="2025-11-01", language=EVIL, url=LINK,
        credit=EVIL, notes=(EVIL,), signals={EVIL: EVIL},
    )  # fmt: skip
    plain = Report(text=TEXT, location="y", outlet=EVIL, title=EVIL, published="2025-11-02", language="en", url=LINK)
    for each in (report, plain):
        read_into(case.record, [each], actors=case.actors, bearing=case.tying)
    case.forget()
    return report.id


def test_no_page_runs_what_a_report_holds(own: Case) -> None:
    id_ = hostile(own)
    board = TestClient(application(own))
    agreement = own.files.agreement
    paths = ["/", "/timeline", "/meetings", "/actors", "/positions", "/packages", "/brief", "/add", "/review",
             f"/reports/{id_}", f"/search?q={EVIL}", "/search?q=trucks", f"/search?outlet={EVIL}", f"/nowhere/{EVIL}",
             f"/?as-of={EVIL}", f"/?accounts={EVIL}", f"/actors/{EVIL}", f"/provisions/{EVIL}",
             f"/meetings/{agreement.meetings[0].id}", *(f"/provisions/{each.id}" for each in agreement.provisions)]  # fmt: skip
    shown = 0
    for path in paths:
        answer = board.get(path)
        assert answer.status_code < 500, path
        assert active(answer.text) == [], path
        shown += "&lt;script&gt;" in answer.text
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "'unsafe-eval'" not in policy
        assert "script-src 'unsafe-inline'" not in policy
    assert shown > 3
    queue = board.get("/review?outlet=" + EVIL.replace("&", "%26").replace("#", "%23")).text
    assert active(queue) == []


def test_json_is_never_taken_for_a_page(own: Case) -> None:
    id_ = hostile(own)
    board = TestClient(application(own))
    for path in (f"/api/reports/{id_}", "/api/claims", f"/api/provisions/{EVIL}", "/api/exports/atom"):
        answer = board.get(path)
        assert "html" not in answer.headers["content-type"]
        assert answer.headers["x-content-type-options"] == "nosniff"
    feed = board.get("/api/exports/atom").text
    assert "<script" not in feed


def test_what_people_send_about_themselves_is_text(signed_in: SignedIn, people: People) -> None:
    browser = signed_in("owner")
    people.invite("kim", by=EVIL, name=EVIL)
    made = {"token": form_token(browser, "/account"), "act": "token", "title": EVIL, "scope-read": "1"}
    pages = [browser.post("/account", data=made, headers=HERE).text]
    pages += [browser.get(path).text for path in ("/account", "/people", "/audit")]
    assert all(active(page) == [] for page in pages)
    assert all("&lt;script&gt;" in page for page in pages)


def test_addresses_of_other_machines_are_not_followed(own: Case, tmp_path: Path) -> None:
    """A web address in a report is a link that a person may open, and nothing that the board opens."""
    hostile(own)
    page = TestClient(application(own)).get("/search?q=trucks").text
    assert 'href="javascript:' not in page
    links = re.findall(r'(?:src|action|poster|data|formaction)="([^"]*)"', page)
    assert all(link.startswith(("/", "data:")) for link in links)


def test_no_style_stands_in_a_page_but_the_one_its_policy_names(own: Case) -> None:
    """What a report holds cannot dress a page up either: not even styles of elements are let through."""
    id_ = hostile(own)
    board = TestClient(application(own))
    agreement = own.files.agreement
    paths = ["/", "/timeline", "/meetings", "/actors", "/positions", "/packages", "/brief", "/review", "/search?q=trucks",
             "/nowhere", *(f"/issues/{each.id}" for each in agreement.issues),
             *(f"/provisions/{each.id}" for each in agreement.provisions[:4])]  # fmt: skip
    for path in paths:
        answer = board.get(path)
        assert "unsafe-inline" not in answer.headers["content-security-policy"]
        assert not re.search(r"<[^>]* style=|<style", answer.text), path
    report = board.get(f"/reports/{id_}")
    style = re.search(r"<style>(.*?)</style>", report.text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"'sha256-{digest}'" in report.headers["content-security-policy"]
    again = board.get(f"/reports/{id_}", headers={"if-none-match": report.headers["etag"]})
    assert again.status_code == 304
    assert "content-security-policy" not in again.headers
