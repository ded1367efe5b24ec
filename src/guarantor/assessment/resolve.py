"""Resolution for a purpose: named rules on top of a status. Shown as such, beside the status, and never stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from guarantor.assessment.state import State
from guarantor.model.assessment import ProvisionStatus, Resolution
from guarantor.model.testimony import Testimony

Rule = Literal["burden on the debtor", "burden on the accuser", "finding prevails"]
OPEN = ("disputed", "overdue", "no information", "unverified")


def resolve(state: State, rule: Rule, *, finders: Sequence[str] = ()) -> tuple[Resolution, ...]:
    """Each cell that is not settled by what is told, resolved by a named rule.

    *burden on the debtor*: what is not told done when its time is past counts as not done. *burden on the accuser*:
    what is not told broken without denial counts as kept. *finding prevails*: the word of one of ``finders`` decides.
    """
    found = []
    for provision in state:
        cell = state[provision]
        resolved = _finding(state, cell, finders) if rule == "finding prevails" else _burden(cell, rule)
        if resolved is not None:
            text = f"{cell.text}; for this purpose {resolved} ({rule})"
            found.append(
                Resolution(
                    provision=provision,
                    account=cell.account,
                    rule=rule,
                    status=cell.status,
                    resolved=resolved,
                    text=text,
                )
            )
    return tuple(found)


def _burden(cell: ProvisionStatus, rule: Rule) -> str | None:
    if cell.status not in OPEN:
        return None
    past = cell.status != "no information" or any(mark.name == "time past" for mark in cell.marks)
    if not past:
        return None
    return "not performed" if rule == "burden on the debtor" else "not shown to be breached"


def _finding(state: State, cell: ProvisionStatus, finders: Sequence[str]) -> str | None:
    """The latest word of a finder on the provision by as-of, in everybody's view."""
    words = [
        word
        for word in state.engine.view.everybody(cell.provision)
        if word.root in finders and word.happened is not None and word.happened[1] <= state.as_of
    ]
    if not words:
        return None
    last: Testimony = max(words, key=lambda w: (w.happened or (0, 0), w.recorded, w.claim))
    return {
        "performed": "performed", "total": "performed as counted", "upholds": "kept", "answers": "not breached",
        "not_performed": "not performed", "outstanding": "not wholly performed", "forbidden": "breached",
        "breached": "breached",
    }.get(last.effect)  # fmt: skip
