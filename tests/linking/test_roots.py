"""Whose word a claim is: the chain's end, unless a rival stands between."""

from __future__ import annotations

import pytest

from guarantor.linking.roots import Roots
from guarantor.model.claim import Holder
from linking.making import PEOPLE, chain, claim

ROOTS = Roots(PEOPLE)
POST = ("outlet", "The Post", "post")
WIRE = ("agency", "Wire", "wire")

CASES = [
    # chain, root, cited
    ((POST, ("holder", "Northland", "north")), "north", None),
    ((POST, WIRE, ("holder", "Southland", "south")), "south", None),
    ((POST,), "post", None),  # the outlet's own voice
    ((POST, WIRE), "wire", None),  # its text is the agency's
    ((("outlet", "Northland Herald", "north-news"),), "north", None),  # it speaks for a party
    ((POST, ("holder", "Wire", "wire"), ("cited", "Southland", "south")), "south", None),  # an agency only carries
    ((POST, ("holder", "Northland", "north"), ("cited", "Southland", "south")), "north", "south"),  # a rival relays
    ((POST, ("holder", "the army", "north.army"), ("cited", "Northland", "north")), "north", None),  # its own organ
    ((POST, ("holder", "Northland", "north"), ("cited", "the army", "north.army")), "north.army", None),
    ((("outlet", "Some Blog", None),), "outlet:some blog", None),  # a publication that nobody listed
    ((POST, ("holder", "a man in the street", None)), "unresolved:a man in the street", None),
    ((POST, ("holder", "Wire Agency", None)), "wire", None),  # found by name
    (
        (POST, ("holder", "the Port Courier", None), ("cited", "Southland", "south")),
        "south",
        None,
    ),  # a paper, by its name
    ((POST, ("holder", "the Port Guild", None), ("cited", "Southland", "south")), "unresolved:port guild", "south"),
    ((POST, ("holder", "Сергей Лавров", None)), "sergei-lavrov", None),  # by a name in another script
]


@pytest.mark.parametrize(("stations", "root", "cited"), CASES)
def test_root(stations: tuple[tuple[str, str, str | None], ...], root: str, cited: str | None) -> None:
    found = ROOTS.of(claim(chain=chain(*stations)))
    assert (found.id, found.cited) == (root, cited)


def test_an_anonymous_role_is_known_as_such() -> None:
    holder = Holder(text="a northern official", actor="north", kind="anonymous")
    found = ROOTS.of(claim(holder=holder, chain=chain(POST, ("holder", "a northern official", "north"))))
    assert found.id == "north"
    assert found.anonymous


def test_what_a_rival_relays_is_in_the_rivals_account_only() -> None:
    relayed = ROOTS.of(claim(chain=chain(POST, ("holder", "Northland", "north"), ("cited", "Southland", "south"))))
    assert relayed.id in PEOPLE.organs("north")
    assert relayed.id not in PEOPLE.organs("south")
