"""Every key of an evidence pattern does what the page of keys says: with it one sentence fits and another does not."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import pytest

from guarantor.agreement.load import load_texts
from guarantor.agreement.shapes_provisions import EVIDENCE
from guarantor.case.cast import table_of
from guarantor.linking.bearing import Bearing
from guarantor.model.link import Link
from guarantor.reading import read_text

FILES = {
    "case.yaml": "case: hills\ntitle: The Hills\nzone: UTC\n",
    "actors.yaml": """
sides: {norland: {name: Norland, kind: party}, sudia: {name: Sudia, kind: party}}
actors:
  norland: {name: Norland, kind: state, side: norland, adjectives: [Norlandic]}
  norland.army: {name: Norland Army, kind: organ}
  sudia: {name: Sudia, kind: state, side: sudia, adjectives: [Sudian]}
""",
    "sources.yaml": "sources:\n  wire: {name: The Wire, kind: agency}\n",
    "accounts.yaml": "accounts:\n  all: {title: All, roots: everybody, reason: whatever is told}\n",
    "places.yaml": "places:\n  kalma: {name: Kalma, kind: city, in: vale}\n  vale: {name: the Vale, kind: area}\n  orsk: {name: Orsk, kind: city}\n",
}
AGREEMENT = """
texts: {{deal: {{title: Deal, date: 2031-01-01, ref: "https://example.org"}}}}
objects: {{captives: {{name: captives, words: [captive], unit: people}}, letters: {{name: letters, words: [letter of a captive]}}}}
provisions:
  duty: {{text: deal 1, debtor: {{each: [norland, sudia]}}, {duty}, defaults: false, evidence: [{pattern}]}}
"""


@lru_cache
def bearing(pattern: str) -> Bearing:
    duty = "refrain: {act: attack}" if "forbidden" in pattern else "do: {act: release, of: captives}"
    case = load_texts({**FILES, "agreement/a.yaml": AGREEMENT.format(pattern=f"{{{pattern}}}", duty=duty)})
    return Bearing(case.agreement, case.people)


def links(pattern: str, sentence: str) -> Iterator[Link]:
    here = bearing(pattern)
    actors = table_of(here.roots.people)
    for i, claim in enumerate(read_text(sentence, published="2031-03-05", outlet="The Wire", actors=actors)):
        yield from here.of(f"claim:{i}", claim)


RELEASED = "Sudia released 20 captives on 4 March."
PATTERN = "effect: performed, acts: [release], of: [captive]"
"""A pattern that all sentences fit that stand under a key, were it not for the key."""

SILENT = "20 captives were released on 4 March."
ASKING = [
    ("acts", "effect: performed, of: [captive]", "acts: [release]", RELEASED, "Sudia fed 20 captives on 4 March."),
    ("events", "effect: performed, of: [captive]", "events: YIELD", RELEASED, "Sudia fed 20 captives on 4 March."),
    ("words", "effect: performed, of: [captive]", "words: [feed]", "Sudia fed 20 captives on 4 March.", RELEASED),
    ("types", "effect: performed, acts: [release], of: [captive]", "types: fulfilment", RELEASED, "Sudia will release 20 captives."),
    ("modalities", "effect: performed, acts: [release], of: [captive]", "modalities: planned", "Sudia will release 20 captives.", RELEASED),
    ("polarity", PATTERN, "polarity: '-'", "Sudia did not release the captives on 4 March.", RELEASED),
    ("by", PATTERN, "by: sudia", RELEASED, "Norland released 20 captives on 4 March."),
    ("to", "effect: forbidden, acts: [attack]", "to: norland", "Sudia attacked the Norland Army on 4 March.", "Norland attacked Sudia on 4 March."),
    ("of", "effect: performed, acts: [release]", "of: [captive]", RELEASED, "Sudia released 20 prisoners on 4 March."),
    ("not-of", PATTERN, "not-of: [letter of a captive]", RELEASED, "Sudia released the letter of a captive on 4 March."),
    ("holders", PATTERN, "holders: norland", "Norland said that Sudia released 20 captives on 4 March.", RELEASED),
    ("scope", PATTERN, "scope: [wounded]", "Sudia released 20 wounded captives on 4 March.", RELEASED),
    ("place", PATTERN, "place: vale", "Sudia released 20 captives in Kalma on 4 March.", "Sudia released 20 captives in Orsk on 4 March."),
    ("period", PATTERN, "period: [a day]", "Sudia released 20 captives a day.", RELEASED),
    ("unit", PATTERN, "unit: [captive]", RELEASED, "Sudia released captives on 4 March."),
    ("kind", PATTERN, "kind: cumulative", "Sudia has released 20 captives so far.", RELEASED),
]  # fmt: skip


@pytest.mark.parametrize(("key", "without", "asked", "fits", "does_not"), ASKING, ids=[each[0] for each in ASKING])
def test_a_key_asks_for_what_the_page_says(key: str, without: str, asked: str, fits: str, does_not: str) -> None:
    assert key in EVIDENCE.keys and key in asked
    assert list(links(f"{without}, {asked}", fits))
    assert not list(links(f"{without}, {asked}", does_not))
    assert list(links(without, does_not)), "it is the key that keeps it out"


def test_silence_about_the_doer_fits_only_where_it_is_said() -> None:
    named = f"{PATTERN}, by: sudia"
    assert not list(links(named, SILENT)) and list(links(f"{named}, by-silent: true", SILENT))
    assert not list(links(f"{named}, by-silent: true", RELEASED.replace("Sudia", "Norland")))


def test_a_claim_that_names_no_receiver_fits() -> None:
    assert list(links("effect: performed, acts: [release], of: [captive], to: norland", RELEASED))


def test_an_act_fits_by_its_words_or_by_its_type_of_event() -> None:
    either = "effect: performed, words: [feed], events: YIELD, of: [captive]"
    assert list(links(either, "Sudia fed 20 captives on 4 March.")) and list(links(either, RELEASED))


@pytest.mark.parametrize(
    ("key", "asked", "field", "value"),
    [
        ("scope-is", "scope-is: wider", "scope", "wider"), ("debtor", "debtor: norland", "debtor", "norland"),
        ("key", "key: east", "key", "east"), ("whole", "whole: true", "whole", True), ("name", "name: freed", "name", "duty/freed"),
        ("effect", "", "effect", "performed"),
    ],
)  # fmt: skip
def test_a_key_is_handed_on(key: str, asked: str, field: str, value: object) -> None:
    assert key in EVIDENCE.keys
    (link,) = links(f"{PATTERN}, {asked}" if asked else PATTERN, RELEASED)
    assert {"name": link.rule, "effect": link.effect, **link.fields}[field] == value


def test_every_key_is_run() -> None:
    run = {each[0] for each in ASKING} | {"by-silent", "scope-is", "debtor", "key", "whole", "name", "effect"}
    assert set(EVIDENCE.keys) - run == {"catches", "misses", "note"}, "what tests a pattern, and what is said of it"


def test_a_verb_that_says_nothing_of_its_own_is_told_with_its_object() -> None:
    effect = "effect: performed, acts: [take effect]"
    assert list(links(effect, "The Deal took effect on 1 March, Norland said."))
    assert not list(links(effect, "Norland took 20 captives on 1 March."))
