"""Why a provision has its status in an account: the explanation as a tree of values, down to the quoted words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guarantor.assessment import State
from guarantor.assessment.questions import explain
from guarantor.briefing.citation import Citation, by_date, cite
from guarantor.case.acts import distortions_around
from guarantor.case.knowledge import Knowledge
from guarantor.case.occurring import occurrences_of
from guarantor.case.odd import Odd, odd_behind
from guarantor.linking.distortions import Distortion
from guarantor.linking.joining import Step
from guarantor.linking.origins import Count
from guarantor.model.agreement import Provision
from guarantor.model.assessment import Explanation, ProvisionStatus
from guarantor.model.moments import Interval
from guarantor.model.provision import Effect

FOR: frozenset[Effect] = frozenset({"performed", "total", "upholds", "answers"})
AGAINST: frozenset[Effect] = frozenset({"not_performed", "outstanding", "forbidden"})
"""Effects of words that tell a duty done or kept, and not done, still owed or broken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beyond:
    """What one side comes to in all, where only its newest words are looked at: how many words, of at most how many
    independent holders."""

    words: int
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """One cell explained.

    ``explanations`` are those of the instances that decide the word, with one witness a bit; ``citations`` the words
    behind every claim named in them or in the cell, by claim id. ``speaking`` and ``denying`` are the claims of the
    account that tell for and against, ``origins_for`` and ``origins_against`` how many independent holders stand behind
    them; ``distortions`` what copies of them, or they as copies, changed; ``joined`` by which entries the meetings and
    incidents of which they tell were made one of several, or divided; ``discrepancies`` what does not fit within the
    reports that decide. ``beyond`` is set where ``speaking``, ``denying``
    and the citations are the newest alone: it tells what each side comes to in all.
    """

    provision: Provision
    cell: ProvisionStatus
    explanations: tuple[Explanation, ...]
    citations: dict[str, Citation]
    origins_for: Count
    origins_against: Count
    speaking: tuple[str, ...] = ()
    denying: tuple[str, ...] = ()
    distortions: tuple[Distortion, ...] = ()
    joined: tuple[Step, ...] = ()
    discrepancies: tuple[Odd, ...] = ()
    readings: tuple[tuple[str, ProvisionStatus], ...] = ()
    beyond: tuple[Beyond, Beyond] | None = None

    @property
    def cited(self) -> tuple[Citation, ...]:
        """All citations in the order of publication."""
        return tuple(by_date(self.citations.values()))


def newest_why(state: State, knowledge: Knowledge, provision: str, most: int) -> Why:
    """Explain a provision's cell by the newest words of each kind alone, ``most`` of each; what each side comes to in
    all is told beside. Raises KeyError where the agreement has no such provision."""
    found = knowledge.files.agreement.provision(provision)
    cell, explanations = state[provision], explain(state, provision)
    words = {word.claim: word for word in state.engine.view.log.words.get(provision, ())}

    def newest(claims: Iterable[str]) -> tuple[str, ...]:
        told = sorted(claims, key=lambda each: (words[each].published or 0 if each in words else 0, each))
        return tuple(told[-most:])

    sides = _sides(state, provision, explanations)
    if len(sides[0]) + len(sides[1]) <= most:
        return why(state, knowledge, provision)
    speaking, denying = map(newest, sides)
    decided = newest(claim for each in explanations for witness in each.witnesses for claim in witness.claims)
    named = {*speaking, *denying, *decided, *newest(cell.claims), *newest(cell.intentions), *newest(cell.unresolved)}
    for_all, against_all = (
        Beyond(words=len(side), origins=len({words[each].origin for each in side if each in words})) for side in sides
    )
    return Why(
        provision=found, cell=cell, explanations=explanations, citations=citations(knowledge, named),
        origins_for=_count(knowledge, set(speaking)), origins_against=_count(knowledge, set(denying)),
        speaking=tuple(sorted(speaking)), denying=tuple(sorted(denying)), readings=cell.readings,
        beyond=(for_all, against_all),
    )  # fmt: skip


def why(
    state: State, knowledge: Knowledge, provision: str, *, every: bool = False, compare: bool = False,
    doubts: bool = False,
) -> Why:  # fmt: skip
    """Explain a provision's cell; with ``compare``, what copies of its claims changed, what was joined, and what
    does not fit within its reports; with ``doubts`` the last alone. Raises
    KeyError where the agreement has no such provision."""
    found = knowledge.files.agreement.provision(provision)
    cell = state[provision]
    explanations = explain(state, provision, every=every)
    speaking, denying = _sides(state, provision, explanations)
    named = {*cell.claims, *cell.intentions, *cell.unresolved, *speaking, *denying}
    decided = {claim for each in explanations for witness in each.witnesses for claim in witness.claims}
    named |= decided
    return Why(
        provision=found,
        cell=cell,
        explanations=explanations,
        citations=citations(knowledge, named),
        origins_for=_count(knowledge, speaking),
        origins_against=_count(knowledge, denying),
        speaking=tuple(sorted(speaking)),
        denying=tuple(sorted(denying)),
        distortions=distortions_around(knowledge, named) if compare else (),
        joined=_joined(knowledge, named) if compare and not knowledge.large else (),
        discrepancies=odd_behind(knowledge, {*cell.claims, *decided, *speaking, *denying}) if compare or doubts else (),
        readings=cell.readings,
    )


def citations(knowledge: Knowledge, claims: Iterable[str]) -> dict[str, Citation]:
    """The citations of claims that the moment of knowledge has, by claim id."""
    return {
        claim: cite(kept, knowledge.roots, digest=_digest(knowledge, kept.claim.report.id))
        for claim in dict.fromkeys(claims)
        if (kept := knowledge.claims.get(claim)) is not None
    }


def _joined(knowledge: Knowledge, claims: set[str]) -> tuple[Step, ...]:
    """The entries that joined or divided what some claims tell of."""
    every = occurrences_of(knowledge)
    touched = (steps for id_, steps in every.steps.items() if any(kept.id in claims for kept in every.claims[id_]))
    return tuple(dict.fromkeys(step for steps in touched for step in steps))


def _digest(knowledge: Knowledge, report: str) -> bool:
    known = knowledge.reports.get(report)
    return known is not None and known.digest


def _sides(state: State, provision: str, explanations: Iterable[Explanation]) -> tuple[set[str], set[str]]:
    """The claims that tell for and against: those that decide, and what else the account tells of those instances."""
    speaking: set[str] = set()
    denying: set[str] = set()
    windows: list[Interval | None] = []
    for each in explanations:
        windows.append(each.instance.window)
        for witness in each.witnesses:
            if witness.bit in ("t", "late", "upholds"):
                speaking.update(witness.claims)
            elif witness.bit in ("f", "short"):
                denying.update(witness.claims)
    decided = set(denying)
    found = state.engine.agreement.provision(provision)
    many = found.incidents or found.recurrence is not None or found.for_each is not None
    for word in state.engine.view.own(provision):
        if word.happened is None or word.happened[0] > state.as_of:
            continue
        if many and not any(window is None or _meet(word.happened, window) for window in windows):
            continue
        if word.effect == "answers" and found.polarity == "do":
            continue  # who calls it no breach tells of nothing done
        if word.effect in FOR:
            speaking.add(word.claim)
        elif word.effect in AGAINST:
            denying.add(word.claim)
    return speaking - decided, denying


def _meet(one: Interval, other: Interval) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _count(knowledge: Knowledge, claims: set[str]) -> Count:
    return knowledge.origins.count(knowledge.claims[claim] for claim in sorted(claims) if claim in knowledge.claims)
