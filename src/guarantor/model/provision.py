"""A provision: one thing that a text obliges somebody to do, not to do, or to keep up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from guarantor.model.clauses import Cond, Offset, Quantity, Recurrence, Reference, Window

Polarity = Literal["do", "refrain", "maintain"]

Effect = Literal[
    "performed",  # the act was done, in part or whole; with or without amount
    "total",  # a cumulative count up to a cut-off
    "not_performed",  # says outright that the owed act was not, or will not be, done
    "outstanding",  # something is still owed, as of a date
    "breached",  # somebody calls an owed duty breached and tells of no act; ``answers``: somebody says that it is not
    "forbidden",  # the forbidden act was done (refrain), the kept state was broken (maintain)
    "upholds",  # it is kept: no attack, still in force, withdrawn, quiet
    "answers",  # an alleged forbidden act is denied
    "triggered",  # an event came
    "not_triggered",  # an event did not come
    "ended",  # the duty is over, its condition gone
    "excepted",  # an exception applies
    "closed",  # settled in another way than owed
    "intends",  # planned, proposed, ordered, demanded, conditional: shown beside, counts for nothing
]
"""What a testimony does to what it is about. Events take ``triggered`` and ``not_triggered``, provisions the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPattern:
    """An act in the agreement's own words (verbs of the language, ids of actors, phrases for things)."""

    act: str
    by: tuple[str, ...] = ()
    of: str | None = None
    to: tuple[str, ...] = ()
    at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePattern:
    """Which claims bear on a provision or an event, and what they do to it.

    Empty fields ask for nothing; filled ones must all fit. ``acts`` are predicates or lemmas, ``types`` and
    ``modalities`` those of claims, ``events`` PLOVER's types, ``by``/``to``/``holders`` actor ids (with what is under
    them), ``of`` nouns or phrases of the object, ``scope``/``place``/``period``/``unit`` words of the figure.
    ``by_silent``: a claim that names nobody as doer fits too.
    ``scope_is`` says how the told scope lies to the provision's. ``debtor``, ``key`` and ``whole`` are handed on to the
    testimony. ``catches`` and ``misses`` are sentences that test the pattern.
    """

    name: str
    effect: Effect
    acts: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    polarity: Literal["+", "-", "any"] = "any"
    by: tuple[str, ...] = ()
    by_silent: bool = False
    to: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    not_of: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    scope_is: Literal["same", "narrower", "wider"] = "same"
    place: tuple[str, ...] = ()
    period: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    debtor: str | None = None
    key: str | None = None
    whole: bool = False
    catches: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verify:
    """Who verifies, within what time of the act, and how many must agree. A grade of evidence, not a truth value.

    ``organs`` are pairs of somebody who speaks for one of them, and for whom."""

    who: tuple[str, ...]
    within: Offset | None = None
    quorum: int = 1
    organs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """An ``event`` that settles the duty otherwise when it is told from anchor + ``start`` to anchor + ``end``."""

    event: str
    start: Offset | None = None
    end: Offset | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Another way to read the text: a whole provision under the same id, beside the first until a person chooses."""

    name: str
    reading_of: Reference
    provision: Provision
    chosen: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """The provision as amended, from a civil day on. ``applies``: to instances whose anchor comes on or after that day
    (``later``, the rule), or also to those still open (``open``)."""

    since: str
    text: str
    provision: Provision
    applies: Literal["later", "open"] = "later"
    references: tuple[Reference, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """One shape for all.

    ``debtors`` owe each for himself, or together (``jointly``). ``window`` None: a standing duty from the start of
    everything. ``when`` must be told for anything to be owed; ``while_`` keeps the duty alive (unknown: it binds);
    ``unless`` excepts, or, with ``suspends``, takes the suspended time out of the duty or the clock. ``for_each``: one
    instance for each key that this event was told with by the anchor's time. ``consume``: may one act count for several
    instances? ``incidents``: each alleged breach has a life of its own.
    """

    id: str
    title: str
    polarity: Polarity = "do"
    text: str | None = None
    references: tuple[Reference, ...] = ()
    debtors: tuple[str, ...] = ()
    jointly: bool = False
    creditors: tuple[str, ...] = ()
    act: ActPattern | None = None
    quantity: Quantity | None = None
    window: Window | None = None
    recurrence: Recurrence | None = None
    when: Cond | None = None
    while_: Cond | None = None
    unless: Cond | None = None
    suspends: Literal["duty", "clock"] | None = None
    for_each: str | None = None
    consume: Literal["shared", "exclusive"] = "shared"
    incidents: bool = False
    verify: Verify | None = None
    closes_otherwise: tuple[Closing, ...] = ()
    soft: str | None = None
    phase: str | None = None
    evidence: tuple[EvidencePattern, ...] = ()
    counters: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    issues: tuple[str, ...] = ()
    note: str | None = None
