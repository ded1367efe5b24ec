"""Codings that people make: confirm a proposal, reject it, or say themselves how a claim stands on an option.

A coding of one's own stands beside others of the same claim; nothing is overwritten. Confirming and rejecting are
judgements on the proposed link, made through :mod:`guarantor.review`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from guarantor.linking.roots import Roots
from guarantor.model.actor import People
from guarantor.model.agreement import Agreement
from guarantor.model.link import Link
from guarantor.model.position import ASSESSED, STANCES
from guarantor.positions.ledger import KIND, holder_of
from guarantor.positions.proposing import wholes
from guarantor.record.record import Record
from guarantor.review.errors import ReviewError


def code(
    record: Record,
    agreement: Agreement,
    people: People,
    claim: str,
    about: str,
    stance: str,
    *,
    by: str,
    why: str,
    actor: str | None = None,
    red_line: str | None = None,
    condition: str | None = None,
    only_if: Sequence[str] = (),
) -> Link:
    """Say how a claim's holder stands on ``issue/option``. Raises ReviewError with what is wrong and what would do.

    ``actor`` names whose position it is where the claim's own chain does not (an act told by an outlet, a joint
    statement); ``red_line`` is what the coder makes of a red line; ``only_if`` are options, ``condition`` words.
    """
    fields: dict[str, Any] = {"coder": _said(by, "who codes it"), "actor": _actor(record, people, claim, actor)}
    options = [f"{issue.id}/{option}" for issue in agreement.issues for option in issue.options]
    for name in (about, *only_if):
        if name not in options:
            raise ReviewError(f"there is no answer {name!r}; there are {', '.join(options) or 'none'}")
    if stance not in STANCES:
        raise ReviewError(f"there is no stance {stance!r}; there are {', '.join(STANCES)}")
    if red_line is not None and (red_line not in ASSESSED or stance != "red line"):
        raise ReviewError(f"a red line is one of {', '.join(ASSESSED)}, and only a red line is; found {red_line!r}")
    if (condition or only_if) and stance != "conditional":
        raise ReviewError(f"a condition goes with the stance 'conditional'; found {stance!r}")
    if stance == "conditional" and not (condition or only_if):
        raise ReviewError("a conditional stance needs what it hangs on, in words or as answers")
    if stance == "red line":
        fields["red-line"] = red_line or "unassessed"
    if condition:
        fields["if"] = condition
    if only_if:
        fields["only-if"] = list(only_if)
    link = Link(kind=KIND, claims=(claim,), target=about, effect=stance, reason=_said(why, "why"), fields=fields)
    record.add_links([link], author=by)
    return link


def _said(text: str, what: str) -> str:
    if not text.strip():
        raise ReviewError(f"a coding needs {what}")
    return text.strip()


def _actor(record: Record, people: People, claim: str, named: str | None) -> str:
    found = record.claim(claim)
    if found is None:
        raise ReviewError(f"the record has no claim {claim!r}; check the id")
    if named is not None:
        if named not in people.actors:
            raise ReviewError(f"the case has no actor {named!r}")
        return named
    holder = holder_of(found, Roots(people), tuple(wholes(people)))
    if holder is None:
        raise ReviewError("the claim is nobody's own word in this case; name the actor whose position it tells")
    return holder
