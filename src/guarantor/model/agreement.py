"""An agreement as data: texts, events, phases, provisions, counters. Compiled from a case's files, never from code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from guarantor.model.clauses import (
    Amount,
    Anchor,
    ByReference,
    Cond,
    Grade,
    Offset,
    Quantity,
    Ratio,
    Recurrence,
    Reference,
    TextAmount,
    Window,
)
from guarantor.model.lexicon import ActWords, ObjectWords, Role
from guarantor.model.position import ConsentRule, Option, Tie
from guarantor.model.provision import (
    ActPattern,
    Amendment,
    Closing,
    Effect,
    EvidencePattern,
    Polarity,
    Provision,
    Reading,
    Verify,
)

__all__ = [
    "ActPattern",
    "ActWords",
    "Agreement",
    "AgreementText",
    "Amendment",
    "Amount",
    "Anchor",
    "ByReference",
    "Closing",
    "Cond",
    "ConsentRule",
    "Counter",
    "Effect",
    "Event",
    "EvidencePattern",
    "Gate",
    "Grade",
    "Issue",
    "Meeting",
    "ObjectWords",
    "Offset",
    "Option",
    "Phase",
    "Polarity",
    "Provision",
    "Quantity",
    "Ratio",
    "Reading",
    "Recurrence",
    "Reference",
    "Role",
    "TextAmount",
    "Tie",
    "Verify",
    "Window",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementText:
    """A version of an agreement: a plan, a signed paper, a resolution. ``date`` is an ISO day in its zone."""

    id: str
    title: str
    date: str
    amends: str | None = None
    endorses: str | None = None
    annexes: str | None = None
    url: str | None = None
    note: str | None = None
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that clocks hang on, told by claims and disputable.

    ``occurs`` ``once``: all that is told of it is told of one occurrence (a key); ``often``: each linked occurrence, or
    else each claim, is one of its own.
    """

    id: str
    title: str = ""
    act: ActPattern | None = None
    occurs: Literal["once", "often"] = "once"
    references: tuple[Reference, ...] = ()
    evidence: tuple[EvidencePattern, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One reading of what must be so before a phase opens."""

    name: str
    reading_of: Reference
    needs: Cond


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A group of provisions behind a gate. Its start is the told ``opens`` event; where none is named, the moment at
    which a gate is told open."""

    id: str
    title: str
    opens: str | None = None
    gates: tuple[Gate, ...] = ()
    references: tuple[Reference, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """A measured series by one origin. Two counters are never added."""

    id: str
    roots: tuple[str, ...]
    title: str = ""
    about: tuple[str, ...] = ()
    of: str | None = None
    unit: str | None = None
    kind: Literal["flow", "stock", "cumulative", "rate"] = "cumulative"
    scope: str | None = None
    scope_is: Literal["same", "narrower", "wider"] = "same"
    since: str | None = None
    complete: bool = False
    references: tuple[Reference, ...] = ()
    evidence: tuple[EvidencePattern, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting that is prepared or was held; ``date`` is an ISO day, ``invited`` actor ids."""

    id: str
    title: str
    date: str | None = None
    place: str | None = None
    invited: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    evidence: tuple[EvidencePattern, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """An open question with its possible answers (option ids), and the provisions it touches.

    ``choices`` are the answers in full; with ``ordered`` they stand in an order in which neighbours are closest.
    """

    id: str
    title: str
    options: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    note: str | None = None
    choices: tuple[Option, ...] = ()
    ordered: bool = False

    def option(self, name: str) -> Option:
        """The option of an id; raises KeyError with the id."""
        for option in self.choices:
            if option.id == name:
                return option
        raise KeyError(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Everything a process's texts say; ``provisions`` stand in the order of the texts. ``zone`` is an IANA name."""

    process: str
    title: str
    zone: str = "UTC"
    texts: tuple[AgreementText, ...] = ()
    events: tuple[Event, ...] = ()
    phases: tuple[Phase, ...] = ()
    provisions: tuple[Provision, ...] = ()
    counters: tuple[Counter, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    issues: tuple[Issue, ...] = ()
    roles: tuple[Role, ...] = ()
    acts: tuple[ActWords, ...] = ()
    objects: tuple[ObjectWords, ...] = ()
    consent: tuple[ConsentRule, ...] = ()
    ties: tuple[Tie, ...] = ()

    def provision(self, name: str) -> Provision:
        """The provision of an id; raises KeyError with the id."""
        for provision in self.provisions:
            if provision.id == name:
                return provision
        raise KeyError(name)
