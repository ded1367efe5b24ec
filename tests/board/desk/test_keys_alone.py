"""One review from beginning to end by keyboard alone: no mouse, no field filled but by typing, keys changed and off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from tests.served import page_of, serving

from guarantor.board.app import application
from guarantor.case import Case

MOST = 250
"""Presses of the tab key after which something is held not to be reachable."""


@pytest.fixture
def desk(own: Case) -> Iterator[str]:
    with serving(application(own)) as found:
        yield found


def tab_to(page: Page, selector: str) -> None:
    """Press the tab key until something has the focus; whoever gets there sees it."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert style == "solid", f"the focus on {selector} is not seen"
            return
    pytest.fail(f"{selector} is not reached by the tab key")


def press(page: Page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def at(page: Page) -> str:
    return page.locator('#judge input[name="claim"]').get_attribute("value") or ""


def review_of(case: Case, claim: str) -> str:
    found = case.record.claim(claim)
    assert found is not None
    return found.review


def test_a_whole_review_by_keyboard_alone(browser: Browser, desk: str, own: Case) -> None:
    with page_of(browser) as page:
        page.goto(desk)
        tab_to(page, 'nav a[href="/review"]')
        press(page, "Enter")
        first = at(page)
        tab_to(page, "#by")
        page.keyboard.type("Kim")
        page.keyboard.press("Escape")
        press(page, "a")
        assert review_of(own, first) == "accepted"
        second = at(page)
        assert second != first

        press(page, "?")  # another key to accept, from the page of the keys
        tab_to(page, "#k-accept")
        page.keyboard.press("Control+A")
        page.keyboard.type("y")
        tab_to(page, "button.main")
        press(page, "Enter")
        assert at(page) == second
        page.keyboard.press("a")
        page.wait_for_timeout(300)
        assert at(page) == second, "the old key does nothing any more"
        press(page, "y")
        assert review_of(own, second) == "accepted"
        third = at(page)

        press(page, "e")  # a correction, typed
        tab_to(page, "#e-m")
        page.keyboard.type("all")
        tab_to(page, 'button[value="correct"]')
        press(page, "Enter")
        made = own.record.judgements(third)[-1]
        assert made.act == "correct"
        assert made.by == "Kim"
        press(page, "z")
        assert third in own.knowledge().claims

        press(page, "?")  # keys off: letters do nothing, and everything is reached by the tab key
        tab_to(page, "#off")
        page.keyboard.press("Space")
        tab_to(page, "button.main")
        press(page, "Enter")
        held = at(page)
        for key in "yruzj":
            page.keyboard.press(key)
        page.wait_for_timeout(300)
        assert at(page) == held
        assert review_of(own, held) == "proposed"
        assert page.locator("#judge kbd").count() == 0, "keys that are off are not shown"
        tab_to(page, 'button[value="unsure"]')
        press(page, "Enter")
        assert at(page) != held
        assert own.record.judgements(held)[-1].act == "unsure"


def test_split_the_same_and_the_last_act_by_keyboard_alone(browser: Browser, desk: str, own: Case) -> None:
    with page_of(browser) as page:
        page.goto(f"{desk}/review?order=oldest")
        first = at(page)
        tab_to(page, "#by")
        page.keyboard.type("Kim")
        page.keyboard.press("Escape")
        press(page, "s")
        words = page.locator("#w0").input_value()
        half = words.index(" ", len(words) // 2)
        for field, part in (("#w0", words[:half]), ("#w1", words[half + 1 :])):
            tab_to(page, field)
            page.keyboard.press("Control+A")
            page.keyboard.type(part)
        tab_to(page, 'button[value="split"]')
        press(page, "Enter")
        assert own.record.judgements(first)[-1].act == "split"
        press(page, "j")  # one has gone on, and still takes it back
        press(page, "j")
        assert "Your last act: split by Kim" in page.locator("main").inner_text()
        press(page, "z")
        assert own.record.judgements(first)[-1].act == "split"
        assert first in own.knowledge().claims
        assert page.locator('[data-key="z"]').count() == 0, "what was taken back is not taken back twice"

        page.goto(f"{desk}/review?order=oldest&claim={first}&mode=same")
        other = next(id_ for id_ in own.knowledge().claims if id_ != first)
        tab_to(page, "#s0")
        page.keyboard.type(other)
        tab_to(page, 'button[value="same-as"]')
        press(page, "Enter")
        assert {first, other} <= set(own.record.judgements(first)[-1].about)


def test_two_reviewers_and_a_set_in_two_windows(browser: Browser, desk: str, own: Case) -> None:
    """Each is led to another claim; who judges what was judged meanwhile is told; a set is taken back by one undo."""
    with page_of(browser) as ann, page_of(browser) as bob:
        for page, name in ((ann, "Ann"), (bob, "Bob")):
            page.goto(f"{desk}/review")
            page.fill("#by", name)
            page.get_by_role("button", name="Accept").click()
            page.wait_for_load_state()
        mine, theirs = at(ann), at(bob)
        assert mine != theirs
        ann.goto(f"{desk}/review")
        assert "Bob" in ann.locator("p.kicker").inner_text()
        ann.goto(f"{desk}/review?claim={theirs}")
        bob.get_by_role("button", name="Reject").click()
        bob.wait_for_load_state()
        ann.get_by_role("button", name="Accept").click()
        ann.wait_for_load_state()
        assert "nothing was written" in ann.locator("main").inner_text()
        ann.get_by_role("link", name="Back to the desk").click()
        assert at(ann) != theirs
        assert theirs not in own.knowledge().claims
        before = {id_ for id_, kept in own.knowledge().claims.items() if kept.claim.review == "proposed"}
        ann.goto(f"{desk}/review/set?kind=meeting")
        ann.fill("#why", "a page of meetings read against the reports")
        ann.get_by_role("button", name="Accept the set").click()
        ann.wait_for_load_state()
        own.forget()
        after = {id_ for id_, kept in own.knowledge().claims.items() if kept.claim.review == "proposed"}
        assert len(before - after) > 5
        ann.get_by_role("button", name="Undo").click()
        ann.wait_for_load_state()
        own.forget()
        assert {id_ for id_, kept in own.knowledge().claims.items() if kept.claim.review == "proposed"} == before
