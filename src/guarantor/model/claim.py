"""A claim: one attributed proposition in a report, with the exact span of its words.

The JSON shape is a fixed interface. A claim's id depends on report, span and content, and not on the rule that found
it, its review or its bearing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from guarantor.model.ids import content_id
from guarantor.model.plain import build, plain
from guarantor.model.report import Report
from guarantor.model.spans import Span, SpanError, cut

ClaimType = Literal[
    "meeting", "statement", "position", "demand", "commitment", "fulfilment",
    "violation", "denial", "refusal", "figure", "plan", "obstacle",
]  # fmt: skip
Modality = Literal[
    "happened",
    "ongoing",
    "planned",
    "proposed",
    "ordered",
    "conditional",
    "denied",
    "alleged",
    "hypothetical",
    "unknown",
]
HolderKind = Literal["named", "role", "anonymous", "document", "outlet"]
ChainRole = Literal["outlet", "agency", "holder", "cited"]
QuantityKind = Literal["flow", "stock", "cumulative", "rate", "share"]
Bound = Literal["", "up to", "at least", "about", "between"]
"""How words put an amount: exactly (empty), or how else."""
Review = Literal["proposed", "accepted", "corrected", "rejected"]

NOT_CONTENT = frozenset({"rule", "issues", "provisions", "review", "notes"})
"""Fields that say how a claim was found and what became of it, and so do not enter its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRef:
    """What a claim says of the report it stands in."""

    id: str
    location: str
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    language: str = "en"
    url: str | None = None

    @classmethod
    def of(cls, report: Report) -> ReportRef:
        """The reference to a report."""
        return cls(
            id=report.id, location=report.location, outlet=report.outlet, title=report.title,
            published=report.published, language=report.language, url=report.url,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words for an actor, and the actor's id where it is resolved."""

    text: str
    actor: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who says so, as the text has it. ``text`` is None where the outlet speaks in its own voice.

    ``note`` says what is not resolved ("'the group' could be either of two").
    """

    text: str | None
    span: Span | None = None
    actor: str | None = None
    kind: HolderKind = "outlet"
    side: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainLink:
    """One station of the words' way to us, outlet first, root last."""

    role: ChainRole
    name: str
    span: Span | None = None
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When the claimed thing happened (or is to happen), in ISO days or date-times of the place, both ends included.

    ``start`` or ``end`` is None where the interval is open; both are None where the expression cannot be resolved.
    ``base`` is the date it was resolved against.
    """

    start: str | None
    end: str | None
    precision: str
    base: str | None = None
    span: Span | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Words for a place, and the id of the place where it is resolved."""

    text: str
    span: Span | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with what makes it a figure: unit, kind, counted noun, scope, period, and what it is a share of.

    ``low``/``high`` bound the value, None = open. ``base`` is the whole of a share (28 in "19 of 28").
    """

    value: float | None
    low: float | None
    high: float | None
    unit: str | None = None
    kind: QuantityKind = "flow"
    of: str | None = None
    scope: str | None = None
    since: str | None = None
    as_of: str | None = None
    base: float | None = None
    span: Span | None = None

    @property
    def bound(self) -> Bound:
        """How the words put it: "almost 40" is up to 40, "some 40" about 40; nothing for an exact number.

        >>> Quantity(value=40, low=None, high=40).bound, Quantity(value=40, low=40, high=40).bound
        ('up to', '')
        """
        if self.low is not None and self.high is not None:
            return "" if self.low == self.high else "between"
        if self.low is None and self.high is None:
            return "" if self.value is None else "about"
        return "up to" if self.low is None else "at least"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One attributed proposition.

    ``span`` covers ``quote``; ``content`` is what is said to be so, ``cue`` the word that attributes it. ``notes`` are
    what the reader was unsure of, in words. ``issues`` and ``provisions`` are filled only with a case.
    """

    report: ReportRef
    span: Span
    quote: str
    type: ClaimType
    modality: Modality
    holder: Holder
    chain: tuple[ChainLink, ...]
    polarity: Literal["+", "-"] = "+"
    cue: Span | None = None
    content: tuple[Span, ...] = ()
    event: str | None = None
    predicate: str | None = None
    actors: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()
    when: When | None = None
    where: Place | None = None
    quantities: tuple[Quantity, ...] = ()
    rule: str = ""
    issues: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    review: Review = "proposed"
    notes: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """``claim:sha256:…`` over report, span and content."""
        return content_id("claim", self._content(plain(self)))

    def _content(self, data: dict[str, Any]) -> dict[str, Any]:
        kept = {key: value for key, value in data.items() if key not in NOT_CONTENT}
        return {**kept, "report": self.report.id}

    @property
    def root(self) -> ChainLink | None:
        """The last station of the chain: who, in the end, is said to say so."""
        return self.chain[-1] if self.chain else None

    def check(self, text: str) -> None:
        """Raise :class:`SpanError` unless every span of the claim cuts the words it claims out of ``text``."""
        if cut(text, self.span) != self.quote:
            raise SpanError(f"the words at {self.span[0]}..{self.span[1]} are not the quote")
        for name, span, words in self._worded_spans():
            if cut(text, span) != words:
                raise SpanError(f"the {name} at {span[0]}..{span[1]} is not {words!r}")
        for span in (*self.content, *((self.cue,) if self.cue else ())):
            cut(text, span)

    def _worded_spans(self) -> list[tuple[str, Span, str]]:
        found = [("mention", m.span, m.text) for m in (*self.actors, *self.targets) if m.span]
        if self.holder.span and self.holder.text:
            found.append(("holder", self.holder.span, self.holder.text))
        if self.where and self.where.span:
            found.append(("place", self.where.span, self.where.text))
        return found

    def to_json(self, *, with_id: bool = True) -> dict[str, Any]:
        """The fixed JSON shape of a claim."""
        data: dict[str, Any] = plain(self)
        return {"id": content_id("claim", self._content(data)), **data} if with_id else data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Claim:
        """The claim of a :meth:`to_json` value; a stored id that does not fit the content raises ValueError."""
        stored = data.get("id")
        claim = build(cls, {key: value for key, value in data.items() if key != "id"}, "claim")
        if stored is not None and stored != claim.id:
            raise ValueError(f"the claim's id is {stored}, its content's is {claim.id}")
        return claim
