"""Actors, sources, accounts and places: what they become. (What is told of slips in them: messages.txt.)"""

from __future__ import annotations

from pathlib import Path

from agreement.making import ACTORS, lay_out
from guarantor.agreement.load import check, load_case


def test_organs_and_officials_belong_to_their_whole(tmp_path: Path) -> None:
    actors = ACTORS + "  lind: {name: Lind, kind: person, offices: [{role: general, of: north.army}]}\n"
    accounts = (
        "accounts:\n  n: {title: N, roots: north, reason: r}\n  bare: {title: B, roots: north, organs: no, reason: r}\n"
    )
    people = load_case(lay_out(tmp_path, actors=actors, accounts=accounts)).people
    assert people.organs("north") == {"north", "north.army", "lind"}
    assert people.actors["north.army"].side == "north" and people.actors["lind"].side == "north"
    assert people.voices("n").roots == {"north", "north.army", "lind"}
    assert people.voices("bare").roots == {"north"}


def test_two_actors_of_one_name_are_advised_against(tmp_path: Path) -> None:
    found = check(lay_out(tmp_path, actors=ACTORS.replace("{name: The Watch", "{name: North")))
    assert [fault.level for fault in found if "also a name of the actor 'north'" in fault.found] == ["advice"]
