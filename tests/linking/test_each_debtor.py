"""Where several owe each for himself, a claim speaks of the one it names; a bare verb is found by its whole act."""

from __future__ import annotations

from pathlib import Path

import pytest

from guarantor.case import open_case
from guarantor.reading import read_text

FILES = {
    "case.yaml": "case: hills\ntitle: The Hills\nzone: UTC\n",
    "actors.yaml": (
        "sides:\n  norland: {name: Norland, kind: party}\n  sudia: {name: Sudia, kind: party}\nactors:\n"
        "  norland: {name: Norland, kind: state, side: norland, adjectives: [Norlandic]}\n"
        "  norland.army: {name: Norland Army, kind: organ}\n"
        "  sudia: {name: Sudia, kind: state, side: sudia, adjectives: [Sudian]}\n"
    ),
    "sources.yaml": "sources:\n  wire: {name: The Wire, kind: agency}\n",
    "accounts.yaml": "accounts:\n  all: {title: All, roots: everybody, reason: whatever is told}\n",
    "agreement/a.yaml": (
        'texts:\n  deal: {title: Deal, date: 2031-01-01, ref: "https://example.org"}\n'
        "objects:\n  guns: {name: heavy weapons, words: [heavy weapon], unit: pieces}\n"
        "provisions:\n"
        "  truce: {text: deal 1, debtor: {each: [norland, sudia]}, refrain: {act: attack}}\n"
        "  guns: {text: deal 2, debtor: {each: [norland, sudia]}, do: {act: withdraw, of: guns}}\n"
    ),
}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Norland withdrew its heavy weapons on 4 March, the Wire reported.", {("guns", "norland")}),
        ("The Norland Army withdrew heavy weapons on 4 March.", {("guns", "norland")}),
        ("Norland had withdrawn 22 heavy weapons so far, the Wire reported.", {("guns", "norland")}),
        ("Norland and Sudia withdrew their heavy weapons on 4 March.", {("guns", "norland"), ("guns", "sudia")}),
        ("Sudia opened fire on farmers on 4 March.", {("truce", "sudia")}),
        ("Sudia opened a bridge on 4 March.", set()),
    ],
)
def test_the_debtor_is_the_one_who_is_named(tmp_path: Path, sentence: str, expected: set[tuple[str, str]]) -> None:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    with open_case(tmp_path) as case:
        claims = read_text(sentence, published="2031-03-05", outlet="The Wire", actors=case.actors)
        links = [link for i, claim in enumerate(claims) for link in case.bearing.of(f"claim:{i}", claim)]
    assert {(link.target, str(link.fields.get("debtor"))) for link in links} == expected
