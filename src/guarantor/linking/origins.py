"""Origins: how many independent holders stand behind claims that say the same, and which copies are no confirmation.

Distinct resolved roots never merge; claims of one resolved root are one origin. Where the root is an outlet in its own
voice or cannot be resolved, two claims share an origin when (in this order, the first kept as the reason) they credit
the same agency; one cites the other, or both the same third; the text that carries one is contained in the
other's by half or more (three tenths with the same credit). Anonymous roles of one side within 72 hours are *presumed*
one: merged in the lower count, apart in the upper. The same rules over witnesses count attestations.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from typing import Literal

from guarantor.linking.backward import Backward
from guarantor.linking.carriers import Carriers
from guarantor.linking.grouping import Decision, Grouping, Merge
from guarantor.linking.kept import Kept
from guarantor.linking.roots import Root, Roots
from guarantor.linking.voices import Hearing, Voice
from guarantor.model.claim import Claim
from guarantor.model.moments import TimeError, interval
from guarantor.model.report import Report

__all__ = ["Count", "Merge", "Origins"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How well something is supported: independent origins, at least and at most, and the witnesses of each.

    ``attestations`` counts outlets or agencies that independently carry it; ``groups`` names the origins of the upper
    count with their claims; ``merges`` says what was held to be one, by which rule (``presumed``: in the lower count
    only); ``reasons`` are their words.
    """

    low: int
    high: int
    attestations: int
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    reasons: tuple[str, ...] = ()
    merges: tuple[Merge, ...] = ()

    @property
    def text(self) -> str:
        """The count in words: "1 origin", "2 to 3 origins"."""
        if self.low != self.high:
            return f"{self.low} to {self.high} origins"
        return f"{self.low} origin" + ("s" if self.low != 1 else "")


class Origins:
    """The origins of one case's reports. Order of arrival does not matter."""

    def __init__(self, roots: Roots, *, zone: str = "UTC") -> None:
        self._roots = roots
        self._zone = zone
        self._hearing = Hearing(roots)
        self._carriers = Carriers(self._hearing)
        self._backward = Backward(roots.people)
        self._words: dict[str, str] = {}
        self._report_of: dict[str, str] = {}
        self._claims: dict[str, Claim] = {}
        self._in_report: dict[str, list[Claim]] = {}
        self._voices: dict[str, Voice] = {}
        self._decisions: list[Decision] = []
        self._all: Grouping | None = None
        self._texts: list[Merge] | None = None

    def add(self, id_: str, report: Report, *, text: bool = True) -> None:
        """Place one report among the others; without ``text`` only by its credit, its copies being told by
        :meth:`share`."""
        self._carriers.add(id_, report, text=text)
        self._words[id_] = report.text
        self._forget()

    def share(self, a: str, b: str, containment: float) -> None:
        """Take over from the record that two reports share text, rather than comparing all texts again."""
        self._carriers.share(a, b, containment)
        self._forget()

    def tie(self, claim: str, report: str, said: Claim | None = None) -> None:
        """Note in which report a claim stands; with the claim itself, what it cites counts for its origin too."""
        self._report_of[claim] = report
        if said is not None and claim not in self._claims:
            self._claims[claim] = said
            self._in_report.setdefault(report, []).append(said)
        self._forget()

    def decide(self, a: str, b: str, *, together: bool, reason: str) -> None:
        """A person's word on two claims, reports or roots: one origin, or two."""
        self._decisions.append(Decision(a=a, b=b, together=together, reason=reason))
        self._forget()

    @property
    def merges(self) -> list[Merge]:
        """What is merged in the whole case, by report: shared texts and credits."""
        return self._grouping.merges

    def of(self, claim: str, root: Root) -> str:
        """The id of the origin behind a claim with this root, in the upper count."""
        if _known(root):
            return root.id
        return _named(self._voice(claim, root), self._grouping)

    def voice(self, claim: str, root: Root) -> Voice:
        """The voice of a claim with this root, as its report tells it."""
        return self._voice(claim, root)

    def named(self, voices: Iterable[Voice]) -> dict[Voice, str]:
        """The origin behind each of some voices, which are taken for all there are; texts shared as told."""
        every = list(voices)
        grouping = self._group(every, presume=False)
        return {voice: _named(voice, grouping) for voice in every}

    def count(self, claims: Iterable[Kept]) -> Count:
        """The origins and attestations behind some claims that say the same."""
        voices = self._voices_of(claims)
        found = self._group(voices.values())
        seen = self._group(voice.witness for voice in voices.values())
        groups: dict[str, list[str]] = {}
        for claim, voice in voices.items():
            groups.setdefault(_named(voice, found), []).append(claim)
        merges = _once((*found.merges, *(merge for merge in seen.merges if merge.a != merge.b)))
        return Count(
            low=found.low, high=found.high, attestations=seen.high,
            groups=tuple((group, tuple(sorted(ids))) for group, ids in sorted(groups.items())),
            reasons=tuple(dict.fromkeys(merge.reason for merge in merges)), merges=merges,
        )  # fmt: skip

    def lower(self, claims: Iterable[Kept]) -> dict[str, str]:
        """For each of some claims that say the same, the name of its origin in the lower count."""
        voices = self._voices_of(claims)
        found = self._group(voices.values())
        return {claim: found.lower(voice) for claim, voice in voices.items()}

    def _voices_of(self, claims: Iterable[Kept]) -> dict[str, Voice]:
        voices: dict[str, Voice] = {}
        for kept in claims:
            self._claims.setdefault(kept.id, kept.claim)
            self._report_of.setdefault(kept.id, kept.claim.report.id)
            voices[kept.id] = self._voice(kept.id, self._roots.of(kept.claim))
        return voices

    def copies(self, report: str) -> list[Merge]:
        """What a report was merged with as a text, and why."""
        return [merge for merge in self.text_merges() if report in (merge.a, merge.b)]

    def merges_among(self, reports: Set[str]) -> list[Merge]:
        """What of some reports is one text or the text of one agency, looking at no others."""
        return self._carriers.merges(self._decisions, within=reports)

    def text_merges(self) -> list[Merge]:
        """All reports that are one text, or the text of one agency, by pairs (remembered until a report comes)."""
        if self._texts is None:
            self._texts = self._carriers.merges(self._decisions)
        return self._texts

    def pairs(self) -> dict[tuple[str, str], float]:
        """Containment of all pairs of reports (or digests' paragraphs) that share text."""
        return dict(self._carriers.pairs)

    def _voice(self, claim: str, root: Root) -> Voice:
        known = self._voices.get(claim)
        if known is not None and known.root == root.id:
            return known
        report, said = self._report_of.get(claim, claim), self._claims.get(claim)
        carrier = self._carriers.of(report, said.span if said else None)
        credit = self._carriers.credit(report)
        if said is None:
            house = self._carriers.house(report)
            made = Voice(carrier=carrier, root=root.id, anonymous=root.anonymous, credit=credit, house=house)
        else:
            published = self._published(said)
            nobody = root.kind == "unresolved" and root.anonymous
            made = self._hearing.voice(
                said, root, carrier=carrier, credit=credit, published=published,
                later=self._later(said) if nobody else None,
                side=self._backward.side(said, self._words.get(report, "")) if nobody else None,
            )  # fmt: skip
        self._voices[claim] = made
        return made

    def _later(self, lead: Claim) -> str | None:
        """Whom a report's lead, told by nobody in particular ("local authorities say"), presumably means.

        The only root that the rest of the report names, where it names just one; leads name their source below.
        """
        others = [said for said in self._in_report.get(lead.report.id, ()) if said.span != lead.span]
        if any(said.span < lead.span for said in others):
            return None
        named = {found.id for said in others if (found := self._roots.of(said)).kind == "actor" and not found.anonymous}
        return named.pop() if len(named) == 1 else None

    def _published(self, claim: Claim) -> int | None:
        if claim.report.published is None:
            return None
        try:
            return interval(claim.report.published, self._zone)[0]
        except TimeError:
            return None

    @property
    def _grouping(self) -> Grouping:
        if self._all is None:
            rooted = ((id_, self._roots.of(said)) for id_, said in self._claims.items())
            decided = {name for each in self._decisions for name in (each.a, each.b)}
            voices = [self._voice(id_, root) for id_, root in rooted if not _known(root) or id_ in decided]
            self._all = self._group(voices, presume=False)
        return self._all

    def _group(self, voices: Iterable[Voice], *, presume: bool = True) -> Grouping:
        decided = [replace(each, a=self._place(each.a), b=self._place(each.b)) for each in self._decisions]
        heard = list(voices)
        pairs = self._carriers.among({voice.carrier for voice in heard})
        return Grouping(
            heard, pairs, decided, presume=presume, chained=self._chained, line=self._roots.line, name=self._roots.name
        )  # fmt: skip

    def _place(self, id_: str) -> str:
        """A decided claim's voice; reports and roots stand for themselves."""
        said = self._claims.get(id_)
        return self._voice(id_, self._roots.of(said)).id if said is not None else id_

    def _chained(self, one: str, other: str) -> Literal["officer", "organ"] | None:
        if self._roots.officer(one, other) or self._roots.officer(other, one):
            return "officer"
        return "organ" if one in self._roots.line(other) or other in self._roots.line(one) else None

    def _forget(self) -> None:
        self._all = self._texts = None
        self._voices.clear()


def _known(root: Root) -> bool:
    return root.kind == "actor" and not root.anonymous


def _named(voice: Voice, grouping: Grouping) -> str:
    """The name of a voice's origin: its root where it is known, else its agency, else the group's first text."""
    if voice.resolved is not None:
        return voice.resolved
    agency = grouping.agency(voice)
    return f"agency:{agency}" if agency else f"text:{grouping.group(voice)}"


def _once(merges: Iterable[Merge]) -> tuple[Merge, ...]:
    found: dict[tuple[str, str], Merge] = {}
    for merge in merges:
        found.setdefault((merge.a, merge.b), merge)
    return tuple(found.values())
