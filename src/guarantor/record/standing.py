"""What stands: a claim's or link's state after everything people decided and every later reading.

Judgements, readings and versions are few beside claims; they are read once for a moment of knowledge, and the state of
any claim is then a look-up. In this order the first that applies decides: its report was retracted; a person rejected
or replaced it (the last judgement that was not undone); a newer version of its report carries it on; a person accepted
it; a later run of the reader no longer finds it. A person's word on a claim also holds for the same claim in a newer
version, unless that has its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from guarantor.model.claim import Claim, Review
from guarantor.model.entry import Entry
from guarantor.model.judgement import Judgement
from guarantor.model.link import Link, LinkState

State = Literal["live", "rejected", "replaced", "retracted", "dropped", "carried", "undone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Why something is as it is: its state and review, and the entry (judgement, reading, version) that made it so.

    ``into`` are the claims that took its place.
    """

    state: State = "live"
    review: Review = "proposed"
    by: str | None = None
    recorded: str | None = None
    into: tuple[str, ...] = ()


PROPOSED = Mark()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A claim with where it stands. ``id`` is its entry's, which need not be worked out again; ``claim.review`` is set
    from the judgements. ``mark.recorded`` is since when."""

    id: str
    claim: Claim
    seq: int
    recorded: str
    author: str | None
    mark: Mark
    fell_away: bool = False
    """A newer version of the report no longer has these words. The claim stays: it was printed."""

    @property
    def live(self) -> bool:
        """Whether it counts."""
        return self.mark.state == "live"


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingLink:
    """A link with its state, and those of its claims that are live. ``id`` is its entry's."""

    id: str
    link: Link
    state: LinkState
    claims: tuple[str, ...]
    seq: int
    recorded: str
    by: str | None = None

    @property
    def live(self) -> bool:
        """Whether it counts: not rejected, not withdrawn, and something live to tie."""
        return self.state in ("proposed", "accepted") and bool(self.claims)


@dataclass(slots=True)
class Marks:
    """The marks of one moment of knowledge, by id."""

    claims: dict[str, Mark] = field(default_factory=dict)
    links: dict[str, Mark] = field(default_factory=dict)
    retracted: dict[str, Mark] = field(default_factory=dict)
    dropped: dict[str, Mark] = field(default_factory=dict)
    carried: dict[str, Mark] = field(default_factory=dict)
    fell: set[str] = field(default_factory=set)
    same: dict[str, frozenset[str]] = field(default_factory=dict)
    grades: dict[str, Judgement] = field(default_factory=dict)
    readings: dict[str, Judgement] = field(default_factory=dict)

    def of(self, claim: str, report: str | None) -> Mark:
        """The mark of a claim."""
        if report is not None and report in self.retracted:
            return self.retracted[report]
        judged = self.claims.get(claim)
        if judged is not None and judged.state != "live":
            return judged
        return self.carried.get(claim) or judged or self.dropped.get(claim) or PROPOSED


def effective(judgements: Iterable[tuple[Entry, Judgement]]) -> list[tuple[Entry, Judgement]]:
    """The judgements that were not undone, in order. Undoing an undoing brings the first judgement back."""
    kept: list[tuple[Entry, Judgement]] = []
    undone: set[str] = set()
    for entry, judgement in reversed(list(judgements)):
        if judgement.id in undone:
            continue
        if judgement.act == "undo":
            undone.update(judgement.about)
        else:
            kept.append((entry, judgement))
    return kept[::-1]


def marks_of(
    judgements: Iterable[tuple[Entry, Judgement]], readings: Iterable[Entry], versions: Iterable[Entry]
) -> Marks:
    """All marks, from the entries that make them, each in the order of the record."""
    marks = Marks()
    everything = list(judgements)
    _mark_undone(marks, everything)
    for entry, judgement in effective(everything):
        _mark(marks, entry, judgement)
    for entry in readings:
        _mark_reading(marks, entry)
    for entry in versions:
        _mark_version(marks, entry)
    return marks


def _mark_undone(marks: Marks, judgements: list[tuple[Entry, Judgement]]) -> None:
    """What only a judgement brought in (``made``) does not stand where that judgement was undone."""
    for entry, judgement in judgements:
        for new in judgement.value.get("made", ()):
            marks.claims[new] = Mark(state="undone", by=judgement.id, recorded=entry.recorded)


def _mark(marks: Marks, entry: Entry, judgement: Judgement) -> None:
    def mark(state: State, review: Review) -> Mark:
        return Mark(
            state=state, review=review, by=judgement.id, recorded=entry.recorded,
            into=judgement.into if state == "replaced" else (),
        )  # fmt: skip

    match judgement.act:
        case "accept" | "reject":
            made = mark("live", "accepted") if judgement.act == "accept" else mark("rejected", "rejected")
            for about in judgement.about:
                (marks.links if about.startswith("link:") else marks.claims)[about] = made
        case "correct" | "split":
            marks.claims.update({about: mark("replaced", "corrected") for about in judgement.about})
            marks.claims.update({new: mark("live", "corrected") for new in judgement.into})
        case "add":
            marks.claims.update({new: mark("live", "accepted") for new in judgement.into})
        case "retract":
            marks.retracted.update({about: mark("retracted", "rejected") for about in judgement.about})
        case "same-as":
            _join(marks.same, judgement.about)
        case "grade":
            marks.grades.update(dict.fromkeys(judgement.about, judgement))
        case "choose-reading":
            marks.readings.update(dict.fromkeys(judgement.about, judgement))
        case "unsure" | "undo":
            pass


def _join(same: dict[str, frozenset[str]], ids: tuple[str, ...]) -> None:
    group = frozenset(ids).union(*(same.get(each, frozenset()) for each in ids))
    same.update(dict.fromkeys(group, group))


def _mark_reading(marks: Marks, entry: Entry) -> None:
    if entry.payload is None:
        return
    for claim in entry.payload["found"]:
        marks.dropped.pop(claim, None)
    for claim in entry.payload["dropped"]:
        marks.dropped[claim] = Mark(state="dropped", by=entry.id, recorded=entry.recorded)


def _mark_version(marks: Marks, entry: Entry) -> None:
    if entry.payload is None:
        return
    marks.fell.update(entry.payload["fell_away"])
    for old, new in entry.payload["carried"].items():
        marks.carried[old] = Mark(state="carried", by=entry.id, recorded=entry.recorded, into=(new,))
        if old in marks.claims and new not in marks.claims:
            marks.claims[new] = marks.claims[old]
