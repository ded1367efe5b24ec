"""Everything that can be asked about positions at one moment, from one agreement and its codings.

Nothing here is stored: the same codings and moment give the same answers. ``assume`` asks "what if this actor accepted
that": it changes the question and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product

from guarantor.model.actor import People
from guarantor.model.agreement import Agreement, ConsentRule, Issue
from guarantor.model.lasting import lasting
from guarantor.model.position import Answer, Coding, Position
from guarantor.positions.alignment import Pair, alignment
from guarantor.positions.consent import Consent, ask
from guarantor.positions.derive import Moment, changed, positions
from guarantor.positions.moves import Conflicts, Moves, Opening, conflicts, lines_inside, smallest_moves
from guarantor.positions.packages import Tally, tally
from guarantor.positions.pareto import rank, undominated
from guarantor.positions.parts import WHOLE
from guarantor.positions.problem import Choice, Decision, Line, Package, Problem, Yes, problem
from guarantor.positions.ties import forbidden

Assumption = tuple[str, str]
"""An actor and an option, ``issue/option``, that it is assumed to accept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """One decision under one rule."""

    rule: ConsentRule
    about: str
    consent: Consent


@dataclass(frozen=True, eq=False)
class Positions:
    """Positions as of a moment. ``rules`` limits the consent rules used to some (ids; all without it)."""

    agreement: Agreement
    people: People
    codings: Sequence[Coding]
    moment: Moment
    assume: tuple[Assumption, ...] = ()
    rules: tuple[str, ...] = ()

    # --- who stands where -------------------------------------------------------------------------------------------

    @lasting
    def options(self) -> tuple[Choice, ...]:
        """Every option of every issue, in the order of the files."""
        return tuple((issue.id, option) for issue in self.agreement.issues for option in issue.options)

    @lasting
    def actors(self) -> tuple[str, ...]:
        """Those whose consent a rule needs, and all whose words are coded, in the order of the case's actors."""
        asked = {actor for rule in self.agreement.consent for actor in rule.needs.actors()}
        coded = {coding.actor for coding in self.codings}
        return tuple(actor for actor in self.people.actors if actor in asked | coded)

    @lasting
    def recorded(self) -> dict[tuple[str, str], Position]:
        """The position of each actor on each option, as the record has it."""
        return positions(self.codings, self.actors, self.options, self.moment)

    @lasting
    def cells(self) -> dict[tuple[str, str], Position]:
        """The same with what is assumed."""
        found = dict(self.recorded)
        for actor, about in self.assume:
            if (actor, about) in found:
                found[actor, about] = replace(found[actor, about], answer="accept", stance="accepts", only_if=())
        return found

    def at(self, moment: Moment) -> Positions:
        """The same question about another moment."""
        return Positions(self.agreement, self.people, self.codings, moment, self.assume, self.rules)

    def changed_since(self, day: str) -> set[tuple[str, str]]:
        """The cells that read differently at the end of an ISO day."""
        return changed(self.at(replace(self.moment, as_of=day)).recorded, self.recorded)

    def unknown(self, actors: Iterable[str] | None = None) -> int:
        """How many cells have no yes or no."""
        chosen = set(self.actors if actors is None else actors)
        return sum(not cell.known for (actor, _), cell in self.cells.items() if actor in chosen)

    def alignment(self, actors: Sequence[str] | None = None) -> tuple[Pair, ...]:
        """Every pair of actors."""
        return alignment(self.cells, self.actors if actors is None else actors, self.agreement.issues)

    # --- consent ----------------------------------------------------------------------------------------------------

    @lasting
    def consent_rules(self) -> tuple[ConsentRule, ...]:
        """The rules used."""
        return tuple(rule for rule in self.agreement.consent if not self.rules or rule.id in self.rules)

    def rules_on(self, issue: str, option: str) -> tuple[ConsentRule, ...]:
        """The rules that a single option raises."""
        return tuple(rule for rule in self.consent_rules if issue in rule.on or f"{issue}/{option}" in rule.on)

    def consent(self, issue: str, option: str) -> tuple[Ruled, ...]:
        """What is known of the decision for an option, under each rule."""
        about = f"{issue}/{option}"
        return tuple(
            Ruled(rule=rule, about=about, consent=ask(rule.needs, self._answers(rule, about)))
            for rule in self.rules_on(issue, option)
        )

    def _answers(self, rule: ConsentRule, about: str) -> dict[str, Answer]:
        found = {actor: self.cells.get((actor, about)) for actor in rule.needs.actors()}
        return {actor: cell.answer for actor, cell in found.items() if cell is not None}

    # --- packages ---------------------------------------------------------------------------------------------------

    @lasting
    def asked_issues(self) -> tuple[Issue, ...]:
        """The issues that a rule or a tie speaks of: packages have one option of each."""
        named = {each.partition("/")[0] for rule in self.consent_rules for each in rule.on}
        for tie in self.agreement.ties:
            named |= {
                each.partition("/")[0] for each in (*tie.never, *tie.after, *([tie.option] if tie.option else ()))
            }
        return tuple(issue for issue in self.agreement.issues if issue.id in named and issue.options)

    @property
    def unruled(self) -> tuple[str, ...]:
        """The answers of packages that no rule speaks of."""
        return tuple(
            f"{issue.id}/{option}"
            for issue in self.asked_issues
            for option in issue.options
            if not self.rules_on(issue.id, option)
        )

    @lasting
    def problem(self) -> Problem:
        """The question of packages at this moment."""
        issues = {issue.id: issue.options for issue in self.asked_issues}
        cells = [cell for (_, about), cell in self.cells.items() if about.partition("/")[0] in issues]
        return problem(
            issues,
            lines=[line for cell in cells for line in _lines(cell, issues)],
            accepts=[yes for cell in cells for yes in _yeses(cell, issues)],
            decisions=[each for rule in self.consent_rules for each in _decisions(rule, issues)],
            never=forbidden(self.agreement.ties, issues),
        )

    @lasting
    def tally(self) -> Tally:
        """The packages, counted and listed."""
        return tally(self.problem)

    @lasting
    def moves(self) -> Moves:
        """The smallest sets of actors whose moving opens a package."""
        return smallest_moves(self.problem)

    def moves_with(self, issue: str, option: str) -> Moves:
        """The smallest sets of actors whose moving opens a package with this answer."""
        others = [each for name, options in self.problem.issues if name == issue for each in options if each != option]
        never = (*self.problem.never, *(((issue, other),) for other in others))
        return smallest_moves(replace(self.problem, never=never))

    def shut(self) -> tuple[tuple[str, Moves], ...]:
        """The answers without an open package, as ``issue/option``, each with the smallest moves that open one."""
        if self.problem.size > WHOLE or not self.asked_issues:
            return ()
        found = (
            (f"{issue.id}/{option}", self.moves_with(issue.id, option))
            for issue in self.asked_issues
            for option in issue.options
        )
        return tuple((about, moves) for about, moves in found if not moves.open)

    @lasting
    def conflicts(self) -> Conflicts:
        """The smallest sets of actors who cannot all be satisfied."""
        return conflicts(self.problem)

    def inside(self, movers: Iterable[str]) -> tuple[tuple[Opening, ...], bool]:
        """What exactly a mover set would give up, and whether that is all there is."""
        return lines_inside(self.problem, movers)

    def best(self, packages: Sequence[Package]) -> list[Package]:
        """Of some packages those that no other is better than for everybody, by ordinal ranks."""
        actors = self.problem.actors
        ranks = {
            (actor, issue, option): rank(self.cells.get((actor, f"{issue}/{option}")))
            for actor in actors
            for issue, options in self.problem.issues
            for option in options
        }
        return undominated(packages, ranks, actors)


def _choice(about: str) -> Choice:
    issue, _, option = about.partition("/")
    return issue, option


def _hangs_on(cell: Position, issues: dict[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """The options on which an acceptance hangs, by issue; of one issue any of them will do."""
    found: dict[str, list[str]] = {}
    for about in cell.only_if:
        issue, option = _choice(about)
        if issue in issues:
            found.setdefault(issue, []).append(option)
    return found


def _lines(cell: Position, issues: dict[str, tuple[str, ...]]) -> Iterable[Line]:
    choice = (cell.issue, cell.option)
    label = cell.decided_by[0].id if cell.decided_by else ""
    if cell.answer == "reject":
        yield Line(actor=cell.actor, forbids=(choice,), label=label)
    elif cell.stance == "conditional" and cell.answer == "unknown" and not cell.differ:
        for issue, options in _hangs_on(cell, issues).items():
            for other in issues[issue]:
                if other not in options:
                    yield Line(actor=cell.actor, forbids=(choice, (issue, other)), label=label)


def _yeses(cell: Position, issues: dict[str, tuple[str, ...]]) -> Iterable[Yes]:
    choice = (cell.issue, cell.option)
    if cell.answer == "accept":
        yield Yes(actor=cell.actor, option=choice)
    elif cell.stance == "conditional" and cell.answer == "unknown" and not cell.differ and not cell.condition:
        hangs = _hangs_on(cell, issues)
        if len(hangs) == len({about.partition("/")[0] for about in cell.only_if}) and hangs:
            for options in product(*hangs.values()):
                yield Yes(actor=cell.actor, option=choice, provided=tuple(zip(hangs, options, strict=True)))


def _decisions(rule: ConsentRule, issues: dict[str, tuple[str, ...]]) -> Iterable[Decision]:
    """A decision for each issue of a rule, or one for all of them together."""
    named = [each for each in rule.on if each.partition("/")[0] in issues]
    whole = dict.fromkeys(each for each in named if "/" not in each)  # in the order that the rule names them
    chosen = [_choice(each) for each in named if "/" in each and each.partition("/")[0] not in whole]
    groups = {issue: frozenset((issue, option) for option in issues[issue]) for issue in whole}
    for issue, option in chosen:
        groups[issue] = groups.get(issue, frozenset()) | {(issue, option)}
    if rule.together and groups:
        yield Decision(id=rule.id, needs=rule.needs, issues=tuple(groups), only=frozenset().union(*groups.values()))
        return
    for issue, only in groups.items():
        yield Decision(id=rule.id, needs=rule.needs, issues=(issue,), only=None if issue in whole else only)
