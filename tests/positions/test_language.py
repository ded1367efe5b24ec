"""Options, consent rules and ties in a case's files: what they become, and what `check` says of slips."""

from __future__ import annotations

from pathlib import Path

import pytest

from agreement.making import compiled, told
from guarantor.agreement.explain import explain_agreement
from guarantor.model.position import Needs
from positions.making import actor, all_of, at_least

ISSUES = """
issues:
  arms:
    title: What becomes of arms?
    text: deal 4
    ordered: true
    options:
      given-up: {title: Given up, text: deal 4, words: [lay down arms]}
      stored: {title: Put in store}
      kept: {title: Kept}
  force:
    title: Who sends troops?
    text: deal 5
    options:
      neighbours: {title: Neighbours}
      nobody: {title: Nobody}
"""


def needs(folder: Path, keys: str) -> Needs:
    return compiled(folder, f"{ISSUES}\nconsent:\n  r: {{on: arms, text: deal 4, {keys}}}\n").consent[0].needs


def test_options_in_full(tmp_path: Path) -> None:
    arms, force = compiled(tmp_path, ISSUES).issues
    assert arms.ordered
    assert not force.ordered
    assert arms.option("given-up").words == ("lay down arms",)
    assert arms.option("given-up").references[0].clause == "4"
    with pytest.raises(KeyError):
        arms.option("burned")


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("all-of: [north, south]", all_of("north", "south")),
        ("all-of: north", actor("north")),
        ("all-of: parties", all_of("north", "south")),
        ("any-of: [north, watch]", at_least(1, "north", "watch")),
        ("at-least: 2, of: [north, south, watch]", at_least(2, "north", "south", "watch")),
        ("all-of: [north, {at-least: 1, of: [south, watch]}]",
         Needs(kind="all", parts=(actor("north"), at_least(1, "south", "watch")))),
        ("weights: {north: 3, south: 2}, reach: 4",
         Needs(kind="weighted", threshold=4, parts=(actor("north"), actor("south")), weights=(3, 2))),
    ],
)  # fmt: skip
def test_rules(tmp_path: Path, keys: str, expected: Needs) -> None:
    assert needs(tmp_path, keys) == expected


def test_rules_on_answers_and_ties(tmp_path: Path) -> None:
    agreement = compiled(
        tmp_path,
        ISSUES + "\nconsent:\n  r: {on: [arms/kept, force], all-of: [north], kind: legal, text: deal 4}"
        "\nlinks:\n  t: {never: [arms/kept, force/nobody], because: it says so, text: deal 4}"
        "\n  w: {option: arms/given-up, after: force/neighbours, ref: said so}\n",
    )
    assert agreement.consent[0].on == ("arms/kept", "force")
    assert agreement.consent[0].force == "legal"
    assert agreement.ties[0].never == ("arms/kept", "force/nobody")
    assert (agreement.ties[1].option, agreement.ties[1].after) == ("arms/given-up", ("force/neighbours",))


def test_rules_and_ties_are_said_back(tmp_path: Path) -> None:
    agreement = compiled(
        tmp_path,
        ISSUES
        + "\nconsent:\n  r: {on: arms, all-of: [north, {at-least: 1, of: [south, watch]}], kind: legal, text: deal 4}"
        "\nlinks:\n  t: {never: [arms/kept, force/nobody], because: it says so, text: deal 4}\n",
    )
    said = explain_agreement(agreement)
    assert "arms needs by law north and (at least 1 of south and watch)" in said
    assert "arms/kept and force/nobody cannot all hold, because it says so" in said
    order = "Answers, in this order: Given up (given-up; The Deal, 4), Put in store (stored) or Kept (kept)."
    assert order in said


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("consent:\n  r: {on: arm, all-of: [north], text: deal 4}",
         "consent r: found the unknown issue or answer 'arm'; expected one of arms, force, arms/given-up, arms/stored, "
         "arms/kept, force/neighbours, force/nobody. Did you mean 'arms'? Write it as issue/option, with ids that are "
         "declared under `issues:`."),
        ("consent:\n  r: {on: arms/burned, all-of: [north], text: deal 4}", "the unknown issue or answer 'arms/burned'"),
        ("consent:\n  r: {on: arms, text: deal 4}",
         "found nobody whose agreement is needed; expected exactly one of all-of, any-of, at-least, weights. Nest groups "
         "in a list."),
        ("consent:\n  r: {on: arms, all-of: [north], any-of: [south], text: deal 4}",
         "found 'all-of' and 'any-of' beside each other"),
        ("consent:\n  r: {on: arms, at-least: 3, of: [north, south], text: deal 4}",
         "found 3 of 2; expected a number from 1 to 2."),
        ("consent:\n  r: {on: arms, at-least: two, of: [north, south], text: deal 4}", "found 'two' for at-least"),
        ("consent:\n  r: {on: arms, all-of: [nort], text: deal 4}",
         "the unknown actor or role 'nort'"),
        ("consent:\n  r: {on: arms, weights: {north: 3}, reach: 4, text: deal 4}", "found 4 of 3 votes"),
        ("consent:\n  r: {on: arms, weights: {north: 3}, text: deal 4}", "found no key 'reach'"),
        ("consent:\n  r: {on: arms, all-of: [north], reach: 2, text: deal 4}", "found the key 'reach' without 'weights'"),
        ("consent:\n  r: {on: arms, all-of: [north]}", "found no reference"),
        ("links:\n  t: {never: [arms/kept, arms/stored], text: deal 4}", "found two answers to one issue"),
        ("links:\n  t: {never: [arms/kept], text: deal 4}", "found one answer alone"),
        ("links:\n  t: {option: arms/kept, text: deal 4}", "found a tie of neither kind"),
        ("links:\n  t: {option: arms/kept, after: arms/stored, text: deal 4}", "found an answer to the same issue"),
        ("links:\n  t: {never: [kept, force/nobody], text: deal 4}",
         "the unknown answer 'kept'; expected one of arms/given-up, arms/stored, arms/kept, force/neighbours, "
         "force/nobody. Did you mean 'arms/kept'?"),
    ],
)  # fmt: skip
def test_messages(tmp_path: Path, written: str, message: str) -> None:
    lines = told(tmp_path, f"{ISSUES}\n{written}\n")
    assert any(message in line for line in lines), lines
