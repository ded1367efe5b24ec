"""Small cases for the tests of the language: a case that is right, of which one file is changed at a time."""

from __future__ import annotations

import textwrap
from pathlib import Path

from guarantor.agreement.load import check, load_case
from guarantor.model.agreement import Agreement
from guarantor.model.provision import Provision

CASE = """\
case: small
title: A small case
zone: Europe/Helsinki
"""

ACTORS = """\
sides:
  north: {name: North, kind: party}
  south: {name: South, kind: party}
actors:
  north: {name: North, kind: state, side: north}
  north.army: {name: North Army, kind: organ}
  south: {name: South, kind: armed-group, side: south}
  watch: {name: The Watch, kind: body}
"""

SOURCES = """\
sources:
  wire: {name: The Wire, kind: agency}
"""

ACCOUNTS = """\
accounts:
  all: {title: Everybody, roots: everybody, reason: whatever is told}
"""

BASE = """\
texts:
  deal: {title: The Deal, date: 2031-03-10, ref: "https://example.org/deal"}
  annex: {title: The Annex, date: 2031-05-31, amends: deal, ref: "https://example.org/annex"}
roles:
  parties: {who: [north, south], text: deal 1}
objects:
  captives: {name: captives, words: [captive, prisoner], unit: people}
  truce: {name: the truce, words: [truce]}
events:
  approval: {act: approve, by: north, of: deal, text: deal 1}
  pull-back: {act: withdraw, by: north.army, text: deal 3}
phases:
  one: {opens: approval, text: deal 1}
"""


def lay_out(folder: Path, agreement: str = "", **files: str) -> Path:
    """Write the small case; ``agreement`` is added as a second file, other files replace those of the same name."""
    contents = {
        "case": CASE, "actors": ACTORS, "sources": SOURCES, "accounts": ACCOUNTS, "agreement/base": BASE,
        **{name.replace("__", "/"): text for name, text in files.items()},
    }  # fmt: skip
    if agreement:
        contents["agreement/more"] = textwrap.dedent(agreement)
    for name, text in contents.items():
        path = folder / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def told(folder: Path, agreement: str = "", **files: str) -> list[str]:
    """The faults of the small case with a change, one line each; advice is left out."""
    return [str(fault) for fault in check(lay_out(folder, agreement, **files)) if fault.level == "fault"]


def advised(folder: Path, agreement: str) -> list[str]:
    """The advice alone."""
    return [str(fault) for fault in check(lay_out(folder, agreement)) if fault.level == "advice"]


def compiled(folder: Path, agreement: str) -> Agreement:
    """The agreement of the small case with more in it."""
    return load_case(lay_out(folder, agreement)).agreement


def provision(folder: Path, keys: str, *, text: str = "deal 4", debtor: str = "south") -> Provision:
    """One provision with some keys, in flow style: ``do: {act: release, of: captives}, within: 72h of pull-back``."""
    body = f"provisions:\n  p: {{text: {text}, debtor: {debtor}, {keys}}}\n"
    return compiled(folder, body).provision("p")


def provision_faults(folder: Path, keys: str) -> list[str]:
    """What is told of one provision with some keys, without file, line and column."""
    lines = told(folder, f"provisions:\n  p: {{text: deal 4, debtor: south, {keys}}}\n")
    return [line.split(": ", 1)[1] for line in lines]
