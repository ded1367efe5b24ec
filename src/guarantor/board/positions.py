"""The pages on positions: where each actor stands, and one issue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from guarantor.board.asking import Ask, AskError, time_of
from guarantor.board.glyphs import Look
from guarantor.briefing.citation import Citation
from guarantor.case import Case
from guarantor.case.positions import assumption, option_of
from guarantor.case.why import citations
from guarantor.model.agreement import Issue, Option
from guarantor.model.lasting import lasting
from guarantor.model.moments import day_of, moment
from guarantor.model.position import AGAINST, FOR, Coding, Position
from guarantor.positions.alignment import Pair
from guarantor.positions.derive import moves_over_time
from guarantor.positions.saying import (
    NOT_KNOWN,
    age_of,
    consent_of,
    detail_of,
    matters_of,
    series,
    title_of,
    unknown_of,
    word_of,
)
from guarantor.positions.state import Positions, Ruled

LOOKS = {
    "accepts": Look(glyph="g-accepts", word="Accepts"),
    "demands": Look(glyph="g-accepts", word="Demands"),
    "can live with": Look(glyph="g-accepts", word="Can live with"),
    "accepts if": Look(glyph="g-if", word="Accepts if"),
    "rejects": Look(glyph="g-rejects", word="Rejects"),
    "contradicted": Look(glyph="g-contra", word="Contradicted", look=True),
    "coders differ": Look(glyph="g-contra", word="Coders differ", look=True),
    "silent": Look(glyph="g-silent", word="Silent"),
    "unknown": Look(glyph="g-unknown", word="Unknown", none=True),
}
SINCE = timedelta(days=7)
"""How far back a change is framed, where the address does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """An actor on one option, ready to show."""

    position: Position
    look: Look
    title: str
    detail: str
    who: str
    age: str
    changed: bool = False
    assumed: bool = False
    proposed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One coding with its words. ``standing``: it decides; else later words took its place."""

    coding: Coding
    citation: Citation | None
    look: Look
    title: str
    standing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One move of an actor on an option."""

    day: str
    actor: str
    title: str
    look: Look
    first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One option of an issue: who stands where, and what each rule makes of it."""

    option: Option
    references: tuple[str, ...]
    cells: tuple[tuple[str, Cell], ...]
    unknown: tuple[str, ...]
    ruled: tuple[Ruled, ...]


class PositionsPage:
    """What the three pages share: names, looks and addresses of one question."""

    def __init__(self, case: Case, ask: Ask, params: QueryParams) -> None:
        self.case, self.ask = case, ask
        self.rules = tuple(dict.fromkeys(params.getlist("rule")))
        self.found = self._asked(params.getlist("assume"))
        since = time_of(params, "since")
        self.since = day_of(moment(since, case.zone), case.zone).isoformat() if since else self._week_before()
        self._changed = self.found.changed_since(self.since)
        self.caveat, self.known = NOT_KNOWN, unknown_of(self.found)

    def _asked(self, assumed: Sequence[str]) -> Positions:
        times = self.ask.times
        plain = self.case.positions(
            as_of=times.as_of, known_at=times.known_at, published_by=times.published_by,
            reviewed_only=self.ask.reviewed,
        )  # fmt: skip
        try:
            pairs = [(actor, option_of(plain, option)) for actor, option in map(assumption, dict.fromkeys(assumed))]
            return self.case.positions(
                as_of=times.as_of, known_at=times.known_at, published_by=times.published_by,
                reviewed_only=self.ask.reviewed, assume=pairs, rules=self.rules,
            )  # fmt: skip
        except (KeyError, ValueError) as error:
            text = error.args[0] if error.args else ""
            raise AskError(f"assume, rule: there is no “{text}” in this case; write actor:issue/option.") from error

    def _week_before(self) -> str:
        as_of = self.found.moment.as_of
        return (date.fromisoformat(as_of) - SINCE).isoformat() if as_of else "0001-01-01"

    def name(self, actor: str) -> str:
        """An actor by name."""
        return self.case.files.people.name_of(actor)

    def title(self, about: str) -> str:
        """An option by title."""
        return title_of(self.found.agreement, about)

    def address(self, path: str, *, assume: Sequence[tuple[str, str]] | None = None, rules: bool = True) -> str:
        """A path with this question, and what is assumed."""
        pairs = [(name, value) for name, value in self._plain() if value]
        pairs += [("assume", ":".join(each)) for each in (self.found.assume if assume is None else assume)]
        pairs += [("rule", rule) for rule in self.rules] if rules else []
        return f"{path}?{urlencode(pairs, safe=':/')}" if pairs else path

    def _plain(self) -> list[tuple[str, str | None]]:
        times = self.ask.times
        return [("as-of", times.as_of), ("known-at", times.known_at), ("published-by", times.published_by),
                ("reviewed", "1" if self.ask.reviewed else None)]  # fmt: skip

    def hidden(self) -> list[tuple[str, str]]:
        """The fields of the question that a form has to carry on."""
        return [(name, value) for name, value in self._plain() if value]

    def cell(self, position: Position) -> Cell:
        """One position ready to show."""
        assumed = (position.actor, position.about) in self.found.assume
        told = (f"{each.speaker}, {_day(each.day)}" if each.day else each.speaker for each in position.decided_by)
        return Cell(
            position=position, look=LOOKS[word_of(position)], title=self.title(position.about),
            detail=detail_of(position, self.found.agreement), who="; ".join(dict.fromkeys(told)),
            age=age_of(position), changed=(position.actor, position.about) in self._changed, assumed=assumed,
            proposed=bool(position.decided_by) and not any(each.reviewed for each in position.decided_by),
        )  # fmt: skip

    def told(self, codings: Sequence[Coding], *, standing: bool) -> list[Told]:
        """Codings with their words, latest first."""
        cited = citations(self.case.knowledge(self.ask.times.known_at), [each.claim for each in codings])
        return [
            Told(coding=each, citation=cited.get(each.claim), title=self.title(each.about), standing=standing,
                 look=LOOKS[word_of(_alone(each))])
            for each in codings
        ]  # fmt: skip


class Matrix(PositionsPage):
    """Actors by issues."""

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The columns."""
        return tuple(issue for issue in self.found.agreement.issues if issue.options)

    def rows(self) -> list[tuple[str, list[tuple[Issue, list[Cell]]]]]:
        """Each actor with, for each issue, the options on which it stands somewhere."""
        return [
            (actor, [(issue, self._on(actor, issue)) for issue in self.issues])
            for actor in self.found.actors
        ]  # fmt: skip

    def _on(self, actor: str, issue: Issue) -> list[Cell]:
        cells = (self.found.cells[actor, f"{issue.id}/{option}"] for option in issue.options)
        return [self.cell(each) for each in cells if each.stance is not None or (actor, each.about) in self._changed]

    def key(self) -> list[tuple[Look, int]]:
        """Every word with how many options it stands on."""
        words = [word_of(cell) for cell in self.found.cells.values()]
        return [(look, words.count(word)) for word, look in LOOKS.items() if words.count(word) or word == "unknown"]

    def lede(self) -> str:
        """Who rejects what, in a sentence."""
        no = [cell for cell in self.found.cells.values() if cell.answer == "reject"]
        if not no:
            return "Nobody has said no to an answer on the record. Nothing here is a forecast."
        told = series(f"{self.name(cell.actor)} to “{self.title(cell.about)}”" for cell in no[:4])
        more = f", and {len(no) - 4} more" if len(no) > 4 else ""
        return f"On the record a no was said by {told}{more}. Nothing here is a forecast."

    def pairs(self) -> list[Pair]:
        """Pairs of actors who share an issue on which both are known."""
        return [pair for pair in self.found.alignment() if pair.n]

    def before(self, pair: Pair) -> str:
        """The same at the moment with which this page compares."""
        then = self._earlier.get((pair.first, pair.second))
        return f"{then.agree}\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}{then.n}" if then is not None else ""

    @lasting
    def _earlier(self) -> dict[tuple[str, str], Pair]:
        then = self.found.at(replace(self.found.moment, as_of=self.since))
        return {(pair.first, pair.second): pair for pair in then.alignment()}

    def pairs_in_all(self) -> int:
        """How many pairs there are."""
        count = len(self.found.actors)
        return count * (count - 1) // 2

    def differences(self, pair: Pair) -> list[str]:
        """Where two actors differ, in words."""
        return [
            f"{self.issue_title(each.issue)} {series(self.title(f'{each.issue}/{option}') for option in each.options)}"
            for each in pair.differ
        ]  # fmt: skip

    def issue_title(self, name: str) -> str:
        """An issue by title."""
        return next(issue.title for issue in self.found.agreement.issues if issue.id == name)


class IssuePage(PositionsPage):
    """One issue. Raises KeyError for one that is not there."""

    def __init__(self, case: Case, ask: Ask, params: QueryParams, name: str) -> None:
        super().__init__(case, ask, params)
        self.issue = {issue.id: issue for issue in self.found.agreement.issues}[name]

    def answers(self) -> list[Answer]:
        """The options, in their order."""
        return [self._answer(option) for option in self.issue.choices]

    def _answer(self, option: Option) -> Answer:
        about = f"{self.issue.id}/{option.id}"
        cells = [(actor, self.cell(self.found.cells[actor, about])) for actor in self.found.actors]
        return Answer(
            option=option, references=tuple(_reference(ref) for ref in option.references),
            cells=tuple((actor, cell) for actor, cell in cells if not cell.look.none),
            unknown=tuple(self.name(actor) for actor, cell in cells if cell.look.none),
            ruled=self.found.consent(self.issue.id, option.id),
        )  # fmt: skip

    def outcome(self, ruled: Ruled) -> str:
        """What is known of a decision."""
        return consent_of(ruled.consent, self.name)

    def matters(self, ruled: Ruled) -> tuple[str, ...]:
        """Whose answer would change it."""
        return matters_of(ruled.consent, self.name)

    def rule_references(self, ruled: Ruled) -> list[str]:
        """By which text a rule holds."""
        return [_reference(ref) for ref in ruled.rule.references]

    def words(self) -> list[tuple[str, list[Told]]]:
        """Each actor's words on the issue, those that decide first."""
        found = []
        for actor in self.found.actors:
            cells = [self.found.recorded[actor, f"{self.issue.id}/{option}"] for option in self.issue.options]
            told = [each for cell in cells for each in self.told(cell.decided_by, standing=True)]
            told += [each for cell in cells for each in self.told(cell.earlier, standing=False)]
            if told:
                found.append((actor, told))
        return found

    def steps(self) -> list[Step]:
        """Every move on the issue, latest first."""
        found = []
        for actor in self.found.actors:
            for option in self.issue.options:
                moves = moves_over_time(self.found.codings, actor, self.issue.id, option, self.found.moment)
                found += [
                    Step(day=step.day or "", actor=self.name(actor), title=self.title(step.about),
                         look=LOOKS[word_of(step)], first=number == 0)
                    for number, step in enumerate(moves)
                ]  # fmt: skip
        return sorted(found, key=lambda step: (step.day, step.actor, step.title), reverse=True)


def _alone(coding: Coding) -> Position:
    """A position that rests on one coding, for its word."""
    return Position(
        actor=coding.actor, issue=coding.issue, option=coding.option, stance=coding.stance,
        answer="accept" if coding.stance in FOR else "reject" if coding.stance in AGAINST else "unknown",
    )  # fmt: skip


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day}\N{NO-BREAK SPACE}{day:%b}"


def _reference(reference: object) -> str:
    parts = [getattr(reference, name) for name in ("text", "clause", "url", "note")]
    return " ".join(str(part) for part in parts if part)
