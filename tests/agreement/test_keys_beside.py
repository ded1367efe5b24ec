"""Every key of consent rules, groups, ties and the list of what is watched does what the page of keys says of it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from agreement.making import compiled
from guarantor.agreement.keys_page import keys_page
from guarantor.agreement.shapes import Shape
from guarantor.agreement.shapes_files import WATCH, WATCHED
from guarantor.agreement.shapes_positions import AGREEING_SHAPE, CONSENT, TIE
from guarantor.agreement.watching import load_watch
from guarantor.model.agreement import Agreement
from guarantor.model.watching import Watched, WatchList
from guarantor.positions.consent import ask
from guarantor.positions.state import _decisions
from guarantor.positions.ties import forbidden

PAGE = keys_page()
RUNS: list[tuple[Shape, str, str, Callable[[], None]]] = []
ISSUES = """
issues:
  arms: {title: Arms?, text: deal 4, options: {kept: {title: Kept}, stored: {title: Stored}, burned: {title: Burned}}}
  force: {title: Force?, text: deal 5, options: {some: {title: Some}, none: {title: None}}}
"""
CHOICES = {"arms": ("kept", "stored", "burned"), "force": ("some", "none")}
NAMES = {"title", "text", "ref", "note", "because"}
"""Keys that name or refer, and change no answer; that they are printed back is tested with the explanation."""


def says(shape: Shape, key: str, words: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Tie the page's words on a key to a run that shows them to be so."""

    def tied(run: Callable[[], None]) -> Callable[[], None]:
        RUNS.append((shape, key, words, run))
        return run

    return tied


def agreement(more: str) -> Agreement:
    with tempfile.TemporaryDirectory() as made:
        return compiled(Path(made), ISSUES + more)


def outcome(keys: str, yes: str = "", no: str = "") -> str:
    """What a rule with some keys comes to when some accept and some reject."""
    rule = agreement(f"\nconsent:\n  r: {{on: arms, text: deal 4, {keys}}}\n").consent[0]
    answers = {**dict.fromkeys(yes.split(), "accept"), **dict.fromkeys(no.split(), "reject")}
    return ask(rule.needs, answers).outcome  # type: ignore[arg-type]


def decided(on: str, more: str = "") -> list[tuple[tuple[str, ...], frozenset[tuple[str, str]] | None]]:
    """The decisions that a rule on some answers comes to."""
    rule = agreement(f"\nconsent:\n  r: {{on: {on}, all-of: north, text: deal 4{more}}}\n").consent[0]
    return [(each.issues, each.only) for each in _decisions(rule, CHOICES)]


def ruled_out(keys: str) -> set[frozenset[tuple[str, str]]]:
    ties = agreement(f"\nlinks:\n  t: {{{keys}, text: deal 4}}\n").ties
    return {frozenset(combination) for combination in forbidden(ties, CHOICES)}


def watching(words: str) -> WatchList:
    with tempfile.TemporaryDirectory() as made:
        (Path(made) / "watch.yaml").write_text(words, encoding="utf-8")
        return load_watch(Path(made))


def feed(keys: str = "") -> Watched:
    return watching(f'feeds: [{{address: "https://a.example/feed"{keys}}}]').watched[0]


@says(CONSENT, "on", "issues (each answer is then a decision), or single answers as issue/option")
def what_a_rule_is_on() -> None:
    assert decided("arms") == [(("arms",), None)]
    assert decided("arms/kept") == [(("arms",), frozenset({("arms", "kept")}))]
    assert [issues for issues, _ in decided("[arms, force/some]")] == [("arms",), ("force",)]


@says(CONSENT, "together", "true where those under `on` are one decision and not each its own")
def one_decision() -> None:
    assert [issues for issues, _ in decided("[arms, force]", ", together: true")] == [("arms", "force")]
    assert len(decided("[arms, force]")) == 2


@says(CONSENT, "kind", "whether law asks for this agreement, or only practice")
def law_or_practice() -> None:
    for written, wanted in ((", kind: legal", "legal"), (", kind: practical", "practical"), ("", "practical")):
        made = agreement(f"\nconsent:\n  r: {{on: arms, all-of: north, text: deal 4{written}}}\n")
        assert made.consent[0].force == wanted


@says(CONSENT, "all-of", "each of these has to agree: actors, roles, or groups with keys of their own")
@says(AGREEING_SHAPE, "all-of", "each of these has to agree: actors, roles, or groups with keys of their own")
def each_has_to_agree() -> None:
    for keys in ("all-of: [north, south]", "all-of: parties", "any-of: [{all-of: [north, south]}]"):
        assert [outcome(keys, "north south"), outcome(keys, "north"), outcome(keys, "north", "south")] == [
            "approved", "open", "blocked",
        ]  # fmt: skip
    assert outcome("all-of: [north, {any-of: [south, watch]}]", "north watch", "south") == "approved"


@says(CONSENT, "any-of", "one of these has to agree")
@says(AGREEING_SHAPE, "any-of", "one of these has to agree")
def one_has_to_agree() -> None:
    for keys in ("any-of: [north, south]", "all-of: [{any-of: [north, south]}]"):
        assert [outcome(keys, "north", "south"), outcome(keys, "", "south"), outcome(keys, "", "north south")] == [
            "approved", "open", "blocked",
        ]  # fmt: skip


@says(CONSENT, "at-least", "how many of those under `of` have to agree")
@says(AGREEING_SHAPE, "at-least", "how many of those under `of` have to agree")
@says(CONSENT, "of", "those of whom `at-least` counts")
@says(AGREEING_SHAPE, "of", "those of whom `at-least` counts")
def so_many_have_to_agree() -> None:
    for keys in ("at-least: 2, of: [north, south, watch]", "all-of: [{at-least: 2, of: [north, south, watch]}]"):
        assert [outcome(keys, "north watch", "south"), outcome(keys, "north"), outcome(keys, "", "north south")] == [
            "approved", "open", "blocked",
        ]  # fmt: skip
    assert outcome("at-least: 1, of: [north, south]", "watch") == "open", "those who are not under `of` do not count"


@says(CONSENT, "weights", "votes, by actor")
@says(AGREEING_SHAPE, "weights", "votes, by actor")
@says(CONSENT, "reach", "how many votes of `weights` have to agree")
@says(AGREEING_SHAPE, "reach", "how many votes of `weights` have to agree")
def votes() -> None:
    for reach, wanted in ((3, "approved"), (4, "approved"), (5, "blocked")):
        rule = f"weights: {{north: 3, south: 2, watch: 1}}, reach: {reach}"
        for keys in (rule, f"all-of: [{{{rule}}}]"):
            assert outcome(keys, "north watch", "south") == wanted


@says(TIE, "never", "answers, as issue/option, that cannot all hold")
def never_all() -> None:
    assert ruled_out("never: [arms/kept, force/none]") == {frozenset({("arms", "kept"), ("force", "none")})}


@says(TIE, "option", "an answer, as issue/option, that can only come after others")
@says(TIE, "after", "the answers that have to come before it")
def only_after() -> None:
    assert ruled_out("option: arms/burned, after: force/some") == {frozenset({("arms", "burned"), ("force", "none")})}
    assert ruled_out("option: force/some, after: arms/kept") == {
        frozenset({("force", "some"), ("arms", other)}) for other in ("stored", "burned")
    }


@says(WATCH, "feeds", "RSS and Atom feeds")
@says(WATCH, "pages", "pages that change, or may vanish")
@says(WATCHED, "address", "its address: https://gazette.example/feed.xml")
def what_is_watched() -> None:
    found = watching('feeds: [{address: "https://a.example/f"}]\npages: [{address: "https://b.example/p"}]')
    assert [(each.kind, each.address) for each in found.watched] == [
        ("feed", "https://a.example/f"), ("page", "https://b.example/p"),
    ]  # fmt: skip


@says(WATCH, "every", "how often each is looked at where it does not say so (without it: 30 minutes)")
@says(WATCHED, "every", "how often it is looked at: 15 minutes")
def how_often() -> None:
    two = 'feeds: [{address: "https://a.example/f"}, {address: "https://b.example/f", every: 15 minutes}]'
    assert [each.every for each in watching(two).watched] == [1800, 900]
    assert [each.every for each in watching(f"every: 2 hours\n{two}").watched] == [7200, 900]


@says(WATCH, "gap", "the pause between two requests to one host (without it: 3 seconds)")
@says(WATCH, "contact", "an address or page told to servers, so that they can complain to somebody")
@says(WATCH, "private-hosts", "whether hosts in private networks may be asked (without it: no)")
def how_it_is_asked() -> None:
    plain, told = watching("every: 1 hour"), watching("gap: 9 seconds\ncontact: a@example.org\nprivate-hosts: true")
    assert (plain.gap, plain.contact, plain.private) == (3, "", False)
    assert (told.gap, told.contact, told.private) == (9, "a@example.org", True)


@says(WATCHED, "outlet", "who publishes it, where it does not say so itself")
@says(WATCHED, "language", "its language as an ISO 639-1 code, where it does not say so itself")
@says(WATCHED, "follow", "of a feed: read the pages that its items lead to, not the items' words")
@says(WATCHED, "recheck", "of a feed that is followed: how long its pages are looked at again (without it: 7 days)")
def how_a_feed_is_read() -> None:
    plain, told = feed(), feed(", outlet: Gazette, language: fr, follow: true, recheck: 2 days")
    assert (plain.outlet, plain.language, plain.followed, plain.recheck) == (None, None, False, 7 * 86400)
    assert (told.outlet, told.language, told.followed, told.recheck) == ("Gazette", "fr", True, 2 * 86400)


@pytest.mark.parametrize("run", RUNS, ids=[f"{shape.name}-{key}" for shape, key, _, _ in RUNS])
def test_the_page_says_so_and_it_is_so(run: tuple[Shape, str, str, Callable[[], None]]) -> None:
    shape, key, words, holds = run
    assert shape.keys[key].doc == words and words in PAGE
    holds()


def test_every_key_is_run() -> None:
    for shape in (CONSENT, AGREEING_SHAPE, TIE, WATCH, WATCHED):
        run = {key for each, key, _, _ in RUNS if each is shape}
        assert set(shape.keys) - NAMES - run == set(), shape.name
