"""Why a provision has its status in an account: the explanation as a tree of values, down to the quoted words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guarantor.assessment import State
from guarantor.assessment.questions import explain
from guarantor.briefing.citation import Citation, by_date, cite
from guarantor.case.knowledge import Knowledge
from guarantor.linking.origins import Count
from guarantor.model.agreement import Provision
from guarantor.model.assessment import Explanation, ProvisionStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """One cell explained.

    ``explanations`` are those of the instances that decide the word, with one witness a bit; ``citations`` the words
    behind every claim named in them or in the cell, by claim id; ``origins`` how many independent holders stand behind
    what is told for and against.
    """

    provision: Provision
    cell: ProvisionStatus
    explanations: tuple[Explanation, ...]
    citations: dict[str, Citation]
    origins_for: Count
    origins_against: Count
    readings: tuple[tuple[str, ProvisionStatus], ...] = ()

    @property
    def cited(self) -> tuple[Citation, ...]:
        """All citations in the order of publication."""
        return tuple(by_date(self.citations.values()))


def why(state: State, knowledge: Knowledge, provision: str, *, every: bool = False) -> Why:
    """Explain a provision's cell; raises KeyError where the agreement has no such provision."""
    found = knowledge.files.agreement.provision(provision)
    cell = state[provision]
    explanations = explain(state, provision, every=every)
    speaking, denying = _sides(explanations)
    named = {*cell.claims, *cell.intentions, *cell.unresolved, *speaking, *denying}
    named.update(claim for each in explanations for witness in each.witnesses for claim in witness.claims)
    return Why(
        provision=found,
        cell=cell,
        explanations=explanations,
        citations=citations(knowledge, named),
        origins_for=_count(knowledge, speaking),
        origins_against=_count(knowledge, denying),
        readings=cell.readings,
    )


def citations(knowledge: Knowledge, claims: Iterable[str]) -> dict[str, Citation]:
    """The citations of claims that the moment of knowledge has, by claim id."""
    return {
        claim: cite(kept, knowledge.roots, digest=_digest(knowledge, kept.claim.report.id))
        for claim in dict.fromkeys(claims)
        if (kept := knowledge.claims.get(claim)) is not None
    }


def _digest(knowledge: Knowledge, report: str) -> bool:
    known = knowledge.reports.get(report)
    return known is not None and known.digest


def _sides(explanations: Iterable[Explanation]) -> tuple[set[str], set[str]]:
    speaking: set[str] = set()
    denying: set[str] = set()
    for each in explanations:
        for witness in each.witnesses:
            if witness.bit in ("t", "late", "upholds"):
                speaking.update(witness.claims)
            elif witness.bit in ("f", "short"):
                denying.update(witness.claims)
    return speaking, denying


def _count(knowledge: Knowledge, claims: set[str]) -> Count:
    return knowledge.origins.count(knowledge.claims[claim] for claim in sorted(claims) if claim in knowledge.claims)
