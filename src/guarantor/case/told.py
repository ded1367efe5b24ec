"""The state of an agreement as a case gives it: each cell can say why, down to the quoted words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

from guarantor.assessment import State
from guarantor.case.why import Why
from guarantor.model.assessment import ProvisionStatus


class Told(ProvisionStatus):
    """A cell that knows the case it was told in."""

    __slots__ = ("_explain",)
    _explain: Callable[[str], Why]

    def why(self) -> Why:
        """The explanation: witnesses for each side, margins, what would change it, and every claim cited."""
        return self._explain(self.provision)


class CaseState(State):
    """A mapping from provision ids to cells, in the order of the texts, in one account as of a time."""

    __slots__ = ("_explain",)
    _explain: Callable[[State, str], Why]

    @classmethod
    def of(cls, state: State, explain: Callable[[State, str], Why]) -> CaseState:
        """A state whose cells can explain themselves."""
        made = cls(**{field.name: getattr(state, field.name) for field in fields(state)})
        object.__setattr__(made, "_explain", explain)
        return made

    def __getitem__(self, provision: str) -> Told:
        """A cell; raises KeyError where the agreement has no such provision."""
        cell = State.__getitem__(self, provision)
        told = Told(**{field.name: getattr(cell, field.name) for field in fields(cell)})
        object.__setattr__(told, "_explain", lambda name: self._explain(self, name))
        return told
