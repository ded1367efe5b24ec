"""Nine kinds of duty that monitors are measured on, written in the language without a line of Python."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from agreement.making import compiled
from guarantor.model.clauses import Amount, Anchor, Cond, Offset, Ratio, Recurrence, Window
from guarantor.model.provision import Closing, Provision

EVENTS = """\
acts:
  trigger: [trigger]
  comply: [comply]
  repair: [repair]
  count: [count]
events:
  trig: {act: trigger, occurs: often, text: deal 1}
  repaired: {act: repair, occurs: often, text: deal 1}
  required: {act: approve, occurs: often, text: deal 1}
  verified: {act: verify, occurs: often, text: deal 1}
  ordered: {act: declare, occurs: often, text: deal 1}
  suspended: {act: suspend, occurs: often, text: deal 1}
  resumed: {act: resume, occurs: often, text: deal 1}
"""
TRIG = Anchor(kind="event", name="trig")
H = 3600
DUTIES = [
    ("a quantity that the trigger tells, within 72 hours",
     "do: {act: comply, ratio: {times: 1, per: trig, mode: trigger}}, within: 72h of trig",
     {"window": Window(anchor=TRIG, end=Offset(seconds=72 * H)),
      "quantity": Ratio(times=Fraction(1), per="trig", mode="trigger")}),
    ("repaired strictly after 72 and within 96 hours, failing the act",
     "do: {act: comply}, within: 72h of trig, "
     "closes-otherwise: {told: repaired, from: 72 hours and 1 second, until: 96h}",
     {"closes_otherwise": (Closing(event="repaired", start=Offset(seconds=72 * H + 1), end=Offset(seconds=96 * H)),)}),
    ("fifteen for each one released three days earlier, at each checkpoint",
     "do: {act: return, ratio: {times: 15, per: required, lag: 72h}}, by: trig",
     {"window": Window(anchor=TRIG, start=None, end=Offset()),
      "quantity": Ratio(times=Fraction(15), per="required", lag=Offset(seconds=72 * H))}),
    ("a daily quota",
     "do: {act: admit, quantity: 600 trucks/day}, from: trig, every: day",
     {"recurrence": Recurrence(every=Offset(days=1)), "quantity": Amount(value=Fraction(600), unit="trucks")}),
    ("confirmed within 48 hours, the same instant allowed",
     "do: {act: verify}, within: 48h of trig",
     {"window": Window(anchor=TRIG, end=Offset(seconds=48 * H))}),
    ("everything that was required is done when the next phase begins",
     "do: {act: comply}, by: trig, for-each: required",
     {"window": Window(anchor=TRIG, start=None, end=Offset()), "for_each": "required"}),
    ("only after a verification that no new order followed",
     "refrain: {act: withdraw}, unless: {since: verified, until: ordered}",
     {"unless": Cond(op="since", event="verified", until="ordered")}),
    ("forbidden for fourteen days to the second, save while suspended",
     "refrain: {act: attack}, within: 336h of trig, unless: {since: suspended, until: resumed}, suspends: duty",
     {"window": Window(anchor=TRIG, end=Offset(seconds=336 * H)), "suspends": "duty"}),
    ("two different witnesses in the 24 hours before",
     "do: {act: report, quantity: 2 witnesses, distinct: true}, from: 24h before trig, until: trig",
     {"window": Window(anchor=TRIG, start=Offset(seconds=-24 * H), end=Offset()),
      "quantity": Amount(value=Fraction(2), unit="witnesses", distinct=True)}),
]  # fmt: skip


@pytest.mark.parametrize(("meaning", "keys", "wanted"), DUTIES, ids=[meaning for meaning, _, _ in DUTIES])
def test_duty(tmp_path: Path, meaning: str, keys: str, wanted: dict[str, object]) -> None:
    agreement = compiled(tmp_path, f"{EVENTS}provisions:\n  p: {{text: deal 4, debtor: south, {keys}}}\n")
    made: Provision = agreement.provision("p")
    assert {name: getattr(made, name) for name in wanted} == wanted
