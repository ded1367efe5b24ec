"""Claim types as told: the cue and who holds it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from guarantor.reading.events.lexicon import rows
from guarantor.reading.kinds import ORDER, claim_type, cues
from guarantor.reading.modality import Proposition, find_propositions
from guarantor.reading.text import read_document


@dataclass(frozen=True)
class Told:
    """The part of an attribution that matters here."""

    cue_class: str
    negated: bool = False
    modal: str | None = None


def first(text: str) -> Proposition:
    """The first proposition of a text."""
    return find_propositions(read_document(text), 0, len(text))[0]


def test_every_cue_names_types_of_the_order() -> None:
    """No line makes or replaces a type that does not exist."""
    for kind, over in cues().values():
        assert kind in ORDER
        assert over <= {*ORDER, "*"}


@pytest.mark.parametrize(("cue", "kind", "_over", "text"), [tuple(row) for row in rows("modality/cues.tsv")])
def test_cue_by_its_example(cue: str, kind: str, _over: str, text: str) -> None:
    """The type of the example under its cue."""
    assert claim_type(first(text), Told(cue)) == kind


@pytest.mark.parametrize(
    ("text", "cue", "same_actor", "kind"),
    [
        ("Norland will open the road.", None, None, "plan"),
        ("Norland will open the road.", "say", True, "commitment"),
        ("Norland will open the road.", "say", False, "plan"),
        ("Norland did not open the road.", "say", None, "statement"),
        ("Norland did not release the sailors.", "say", False, "violation"),
        ("Norland did not release the sailors.", "say", True, "statement"),
        ("Norland released the sailors.", "say", False, "fulfilment"),
        ("Norland released the sailors.", "deny", True, "denial"),
        ("Norland would not release the sailors.", "say", True, "refusal"),
    ],
)
def test_who_holds_it(text: str, cue: str | None, same_actor: bool | None, kind: str) -> None:
    """A plan of one's own is a commitment; what a rival has not done is a breach only in another's mouth."""
    assert claim_type(first(text), Told(cue) if cue else None, same_actor=same_actor) == kind


def test_a_denied_or_expected_telling_makes_nothing() -> None:
    """ "did not deny", "is expected to refuse"."""
    found = first("Norland released the sailors.")
    assert claim_type(found, Told("deny", negated=True)) == "fulfilment"
    assert claim_type(found, Told("refuse", modal="may")) == "fulfilment"
