"""A whole review by keyboard alone, in a real browser; and the desk without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from tests.served import page_of, serving

from guarantor.board.app import application
from guarantor.case import Case


@pytest.fixture
def desk(own: Case) -> Iterator[str]:
    with serving(application(own)) as found:
        yield found


def at(page: Page) -> str:
    return page.locator('#judge input[name="claim"]').get_attribute("value") or ""


def press(page: Page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def test_a_review_from_first_to_undo_without_a_mouse(browser: Browser, desk: str, own: Case) -> None:
    with page_of(browser) as page:
        page.goto(f"{desk}/review")
        first = at(page)
        page.keyboard.press("a")
        assert page.locator("#by:focus").count() == 1, "without a name the browser asks for one"
        page.keyboard.type("Kim a r")
        page.keyboard.press("Escape")
        assert at(page) == first, "letters in a field press no key"
        press(page, "a")
        assert own.record.claim(first).review == "accepted"  # type: ignore[union-attr]
        second = at(page)
        press(page, "r")
        assert second not in own.knowledge().claims
        press(page, "z")
        assert second in own.knowledge().claims
        assert at(page) == second
        press(page, "j")
        third = at(page)
        press(page, "k")
        assert at(page) == second != third
        press(page, "u")
        assert at(page) == third
        press(page, "e")
        page.locator("#e-m").focus()
        page.keyboard.type("all")
        page.locator("#why").focus()
        press(page, "Enter")
        made = own.record.judgements(third)[-1]
        assert made.act == "correct"
        assert own.record.claim(made.into[0]).modality == "alleged"  # type: ignore[union-attr]
        press(page, "s")
        press(page, "Escape")
        press(page, "m")
        assert page.get_by_role("button", name="They are the same").count() == 1
        press(page, "Escape")
        page.keyboard.press("/")
        assert page.locator("#f-s:focus").count() == 1


def test_keys_that_were_changed_are_the_ones_that_act(browser: Browser, desk: str, own: Case) -> None:
    with page_of(browser) as page:
        page.goto(f"{desk}/review")
        press(page, "?")
        page.fill("#k-accept", "y")
        page.get_by_role("button", name="Keep").click()
        page.fill("#by", "Kim")
        first = at(page)
        page.locator("h1").click()
        page.keyboard.press("a")
        assert at(page) == first
        press(page, "y")
        assert own.record.claim(first).review == "accepted"  # type: ignore[union-attr]


def test_without_scripts_every_act_is_there(browser: Browser, desk: str, own: Case) -> None:
    with page_of(browser, scripts=False) as page:
        page.goto(f"{desk}/review")
        first = at(page)
        page.fill("#by", "Kim")
        page.get_by_role("button", name=re.compile("^Reject")).click()
        assert first not in own.knowledge().claims
        page.get_by_role("link", name=re.compile("^Edit")).click()
        assert page.get_by_role("button", name="Put this in its place").count() == 1


@pytest.mark.parametrize("path", ["/review", "/review?mode=edit", "/review?mode=split", "/review?mode=same",
                                  "/review/set?kind=meeting", "/review/keys", "/review/history"])  # fmt: skip
def test_the_desk_is_accessible_at_both_widths(browser: Browser, desk: str, path: str) -> None:
    for width in (1280, 390):
        with page_of(browser, width=width) as page:
            page.goto(desk + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            found = Axe().run(page)
            assert not found.response["violations"], found.generate_report()
