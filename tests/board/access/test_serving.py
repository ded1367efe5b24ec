"""When the board refuses to start, and the commands that make its accounts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from starlette.testclient import TestClient

from guarantor.board.access.passwords import Passwords
from guarantor.board.access.people import open_people
from guarantor.board.app import application
from guarantor.board.serving import HostError, Way, people_for
from guarantor.case import Case
from guarantor.cli import main


def command(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--case", str(folder)])


def with_owner(case: Case) -> None:
    people = open_people(case.folder, passwords=Passwords(cheap=True))
    people.accept(people.invite("ann", by="test", role="owner"), "four words and more")
    people.close()


@pytest.mark.parametrize(
    "way", [Way(host="0.0.0.0"), Way(host="192.0.2.1"), Way(names=("board.example",)), Way(proxies=("192.0.2.1",))]
)
def test_others_reach_no_board_without_accounts(own: Case, way: Way) -> None:
    with pytest.raises(HostError, match="people add NAME --role owner"):
        people_for(own, way)


@pytest.mark.parametrize("way", [Way(host="0.0.0.0"), Way(names=("board.example",))])
def test_passwords_do_not_go_over_the_net_as_they_are(own: Case, way: Way) -> None:
    with_owner(own)
    with pytest.raises(HostError, match="--cert and --key"):
        people_for(own, way)


def test_with_accounts_and_tls_it_starts(own: Case) -> None:
    assert people_for(own, Way()) is None
    with_owner(own)
    for way in (Way(), Way(host="0.0.0.0", certificate="c", key="k"), Way(host="0.0.0.0", proxies=("192.0.2.1",))):
        people = people_for(own, way)
        assert people is not None
        people.close()


def test_a_workstation_that_has_accounts_asks_for_them(own: Case) -> None:
    with_owner(own)
    people = people_for(own, Way())
    assert people is not None
    assert TestClient(application(own, people)).get("/api/state").status_code == 401
    people.close()


def test_people_and_tokens_are_made_from_a_shell(own: Case) -> None:
    folder = own.folder
    added = command(folder, "people", "add", "ann", "--role", "owner", "--clearance", "TLP:RED")
    assert re.match(r"/invitation\?key=[\w-]{40,}\n", added.output), added.output
    assert command(folder, "people", "add", "ann").exit_code == 2
    assert command(folder, "people", "invite", "bob").exit_code == 2
    assert "invited" in command(folder, "people", "list").output
    assert command(folder, "people", "change", "ann", "--clearance", "TLP:AMBER").exit_code == 0
    refused = command(folder, "people", "disable", "ann")
    assert refused.exit_code == 2
    assert "only owner" in refused.output
    made = command(folder, "tokens", "make", "ann", "--title", "nightly", "--scope", "read", "--days", "30")
    assert made.output.startswith("guarantor_")
    listed = command(folder, "tokens", "list", "--format", "json").output
    assert "nightly" in listed
    assert made.output.splitlines()[0] not in listed
    id_ = re.search(r'"id": "([0-9a-f]+)"', listed)
    assert id_ is not None
    assert command(folder, "tokens", "revoke", id_[1]).exit_code == 0
    assert command(folder, "tokens", "revoke", id_[1]).exit_code == 2
    assert "token revoked" in command(folder, "audit").output
    sound = command(folder, "audit", "--verify").output
    head = sound.split()[-1]
    assert command(folder, "audit", "--verify", "--head", head).exit_code == 0
    assert command(folder, "audit", "--verify", "--head", "0" * 64).exit_code == 1
