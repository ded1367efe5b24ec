"""Whatever is written, `check` answers with faults and never with a crash, and says where."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreement.making import ACCOUNTS, ACTORS, BASE, CASE, SOURCES, lay_out
from guarantor.agreement.faults import MOST
from guarantor.agreement.load import check, read_case

MORE = """\
phases:
  two:
    text: deal 9
    opens: {act: declare, by: watch, of: two}
    gate: {readings: {deal 9: {all: [p, {at-least: 1, of: [q, approval]}]}, other: {reading-of: x, ref: y, not: q}}}
provisions:
  p:
    text: [deal 4, annex 1]
    debtor: {each: [north, south]}
    do: {act: release, of: captives, quantity: at least 20 people, through: watch}
    within: 72h of pull-back
    verify: {who: watch, within: 48h, quorum: 1}
    unless: {since: approval, until: pull-back}
    suspends: clock
    readings: {annex 1: {within: 7 days of approval}}
    evidence:
      - {effect: total, holders: wire, of: captives, kind: cumulative, scope-is: narrower}
    closes-otherwise: {act: find, of: captives}
  q:
    text: deal 5
    debtor: north
    do: {act: admit, quantity: {by-reference: annex, told: {x: {quantity: 600 trucks/day, by: wire, ref: z}}}}
    every: day
    while: {performs: parties}
  r: {text: deal 6, debtor: south, refrain: {act: attack}, from: approval, until: 2031-12-31, incidents: true}
counters:
  c: {by: wire, about: [p, q], scope: seen, complete: true, ref: z}
meetings:
  m: {title: Talks, date: 2031-04-01, invited: parties, issues: i, ref: z}
issues:
  i: {title: Line?, options: {a: {title: here}, b: {title: there}}, provisions: p, text: deal 3}
amendments:
  a: {text: annex 2, applies: open, changes: {p: {within: 10 days of pull-back}}}
"""
FILES = {
    "case": CASE, "actors": ACTORS, "sources": SOURCES, "accounts": ACCOUNTS, "agreement/base": BASE,
    "agreement/more": MORE,
}  # fmt: skip
WORDS = st.sampled_from(
    ["", "x", "[]", "{}", "[a, b]", "{a: b}", "2031-02-30", "72h", "approval", "p", "everybody", "no", "-1", "1e9", "'",
     "é", "0", "1/0", "every", "deal 4", "a: b", "1 month", "at least", "99999999999999999999", "200 years of approval"]
)  # fmt: skip


def test_the_case_that_is_spoilt_here_is_right(tmp_path: Path) -> None:
    assert [str(fault) for fault in check(lay_out(tmp_path, **FILES)) if fault.level == "fault"] == []


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[str, str]:
    """A file of the case with one value, key or line changed."""
    name = draw(st.sampled_from(sorted(FILES)))
    lines = FILES[name].splitlines()
    at = draw(st.integers(0, len(lines) - 1))
    how = draw(st.sampled_from(["value", "drop", "cut", "double", "indent", "word"]))
    line = lines[at]
    if how == "value":
        lines[at] = line.partition(":")[0] + ": " + draw(WORDS)
    elif how == "drop":
        del lines[at]
    elif how == "cut":
        lines[at] = line[: draw(st.integers(0, len(line)))]
    elif how == "double":
        lines.insert(at, line)
    elif how == "indent":
        lines[at] = "  " + line
    else:
        parts = line.split(" ")
        parts[draw(st.integers(0, len(parts) - 1))] = draw(WORDS)
        lines[at] = " ".join(parts)
    return name, "\n".join(lines) + "\n"


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spoilt())
def test_a_spoilt_case_is_told_or_still_right(tmp_path: Path, change: tuple[str, str]) -> None:
    name, text = change
    case, faults = read_case(lay_out(tmp_path, **{**FILES, name: text}))
    assert case is not None or faults
    for fault in faults:
        assert fault.file and fault.found
        assert fault.line > 0 or fault.file in (f"{name}.yaml", "agreement")
        assert str(fault).endswith((".", "?"))


@pytest.mark.parametrize("name", sorted(FILES))
def test_any_file_may_be_missing(tmp_path: Path, name: str) -> None:
    lay_out(tmp_path, **FILES)
    (tmp_path / f"{name}.yaml").unlink()
    assert check(tmp_path)


def test_a_flood_of_faults_is_cut_and_counted(tmp_path: Path) -> None:
    keys = "".join(f"  p{number}: {{wrong: {number}}}\n" for number in range(3000))
    found = check(lay_out(tmp_path, agreement__flood=f"counters:\n{keys}"))
    assert len(found) == MOST + 1
    assert "faults more, which are not listed" in found[-1].found
