"""Manners on the web as rules: robots.txt, turns, back-off, and which hosts may be asked."""

from __future__ import annotations

import socket
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guarantor.intake.refusal import UnreadableError
from guarantor.intake.web.network import Patience, StoppedError, checked_host
from guarantor.intake.web.robots import Rules, _fits, read_rules
from guarantor.intake.web.turns import LONGEST, BackOff, Turns, asked_for

ALL = "User-agent: *\n"


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("<html><body>not found</body></html>", "/a", True),
        (ALL + "Disallow:", "/a", True),
        (ALL + "Disallow: /", "/a", False),
        (ALL + "Disallow: /", "/robots.txt", True),
        (ALL + "Disallow: /a", "/ab", False),
        (ALL + "Disallow: /a/", "/a", True),
        (ALL + "Allow: /a/b\nDisallow: /a", "/a/b", True),
        (ALL + "Disallow: /a/b\nAllow: /a", "/a/b", False),
        (ALL + "Disallow: /a\nAllow: /a", "/a", True),
        (ALL + "Disallow: /*.pdf$", "/x/a.pdf", False),
        (ALL + "Disallow: /*.pdf$", "/x/a.pdf?x", True),
        (ALL + "Disallow: /*?print=", "/x?print=1", False),
        (ALL + "Disallow: /caf%C3%A9", "/café", False),
        (ALL + "Disallow: /café", "/caf%c3%a9/x", False),
        ("\ufeffUser-Agent : *\r\nDISALLOW:/a # why\r\n", "/a", False),
        ("User-agent: Guarantor\nDisallow: /a\n\n" + ALL + "Disallow: /b", "/b", True),
        ("User-agent: other\nUser-agent: guarantor/1\nDisallow: /a", "/a", False),
        ("User-agent: other\nDisallow: /a", "/a", True),
        ("Disallow: /a\n" + ALL, "/a", True),
        (ALL + "Disallow: /a\n\n" + ALL + "Disallow: /b", "/b", False),
    ],
)
def test_robots(text: str, path: str, allowed: bool) -> None:
    assert read_rules(text).allow(f"https://gazette.example{path}") is allowed


def test_crawl_delay() -> None:
    assert read_rules(ALL + "Crawl-delay: 2.5\nDisallow: /x").delay == 2.5
    assert read_rules(ALL + "Crawl-delay: 99999").delay == 120.0
    assert read_rules(ALL + "Crawl-delay: soon").delay is None


@given(st.text("ab*$/", max_size=8), st.text("ab/", max_size=8))
def test_patterns_mean_what_expressions_mean(pattern: str, path: str) -> None:
    import re

    whole = pattern.endswith("$")
    parts = [re.escape(part) for part in pattern.removesuffix("$").split("*")]
    expression = ".*".join(parts) + (r"\Z" if whole else "")
    assert _fits(pattern, path) is (re.match(expression, path, re.S) is not None)


@given(st.text(max_size=300), st.text(max_size=40))
def test_robots_never_stumble(text: str, path: str) -> None:
    assert isinstance(read_rules(text), Rules)
    read_rules(ALL + "Disallow: " + text).allow("https://a.example/" + path.replace("[", ""))


def test_a_hostile_pattern_takes_no_time() -> None:
    rules = read_rules(ALL + "Disallow: /" + "*a" * 2000 + "b")
    began = time.process_time()
    assert rules.allow("https://a.example/" + "a" * 5000)
    assert time.process_time() - began < 1.0


@given(st.integers(1, 100), st.floats(0, 1))
def test_back_off_grows_and_is_bounded(failures: int, chance: float) -> None:
    back_off = BackOff(first=10.0, most=1000.0, spread=0.25)
    wait = back_off.after(failures, lambda: chance)
    middle = min(1000.0, 10.0 * 2.0 ** (failures - 1))
    assert 0.75 * middle <= wait <= 1.25 * middle


def test_retry_after() -> None:
    assert asked_for("99999999999999", 0) == LONGEST
    assert asked_for("Thu, 01 Jan 1970 00:00:10 GMT", 20.0) == 0.0
    for odd in (None, "", "-5", "٣", "1e9", "tomorrow"):
        assert asked_for(odd, 0.0) is None


def test_a_turn_can_be_stopped() -> None:
    stop = threading.Event()
    turns = Turns(60.0, stop)
    with turns.of("a"):
        pass
    threading.Timer(0.05, stop.set).start()
    began = time.monotonic()
    with pytest.raises(StoppedError), turns.of("a"):
        pytest.fail("it was not its turn")
    assert time.monotonic() - began < 10


def test_patience() -> None:
    with pytest.raises(UnreadableError, match="not done after 0 seconds"):
        Patience(seconds=0).left()
    assert Patience(seconds=5).left(1.0) == 1.0
    stopped = Patience(seconds=5)
    stopped.stop.set()
    with pytest.raises(StoppedError):
        stopped.left()


def test_every_address_of_a_host_must_be_public() -> None:
    """A name server that mixes a private address in is believed in nothing."""

    def mixed(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, 0, 0, "", (each, 80)) for each in ("8.8.8.8", "10.0.0.1")]

    with pytest.raises(UnreadableError, match=r"10\.0\.0\.1, in a private network"):
        checked_host("a.example", 80, private=False, resolve=mixed)
    assert checked_host("a.example", 80, private=True, resolve=mixed) == "8.8.8.8"
