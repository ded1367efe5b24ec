"""One decision over many packages: the outcome of each, worked out once for each pair of masks that occurs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from guarantor.model.position import Answer, Needs
from guarantor.positions.consent import ask
from guarantor.positions.problem import Problem

Array = np.ndarray


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Outcomes:
    """Arrays of one shape: blocked, approved, and the mask of unknown actors whose answer can still change it."""

    blocked: Array
    approved: Array
    matters: Array


def outcomes(needs: Needs, problem: Problem, rejecting: Array, accepting: Array) -> Outcomes:
    """The outcome for arrays of masks of who rejects and who accepts (nobody does both)."""
    if needs.is_all:
        everyone = np.int64(sum(1 << problem.bit[actor] for actor in needs.actors()))
        blocked, approved = (rejecting & everyone) != 0, (accepting & everyone) == everyone
        matters = np.where(blocked | approved, np.int64(0), everyone & ~accepting)
        return Outcomes(blocked=blocked, approved=approved, matters=matters)
    no, yes = np.broadcast_arrays(rejecting, accepting)
    kinds_no, code_no = np.unique(no.ravel(), return_inverse=True)
    kinds_yes, code_yes = np.unique(yes.ravel(), return_inverse=True)
    codes, inverse = np.unique(code_no * len(kinds_yes) + code_yes, return_inverse=True)
    judged = [
        _judge(needs, problem, int(kinds_no[code // len(kinds_yes)]), int(kinds_yes[code % len(kinds_yes)]))
        for code in codes
    ]
    table = np.array(judged, dtype=np.int64).reshape(-1, 3)[inverse]
    blocked, approved, matters = (table[:, i].reshape(no.shape) for i in range(3))
    return Outcomes(blocked=blocked.astype(bool), approved=approved.astype(bool), matters=matters)


def _judge(needs: Needs, problem: Problem, no: int, yes: int) -> tuple[int, int, int]:
    answers: dict[str, Answer] = {}
    for actor in needs.actors():
        if no >> problem.bit[actor] & 1:
            answers[actor] = "reject"
        elif yes >> problem.bit[actor] & 1:
            answers[actor] = "accept"
    found = ask(needs, answers)
    matters = sum(1 << problem.bit[actor] for actor in found.matters)
    return int(found.outcome == "blocked"), int(found.outcome == "approved"), matters
