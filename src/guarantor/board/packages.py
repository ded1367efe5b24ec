"""The page on packages: what stands open, what would open one, and "what if", asked in the address."""

from __future__ import annotations

from guarantor.board.positions import PositionsPage
from guarantor.model.agreement import Issue
from guarantor.model.position import Position
from guarantor.positions.moves import Opening
from guarantor.positions.saying import conflicts_of, line_of, moves_of, series, shut_of, unruled_of

SHOWN = 12
"""Rows of the table of packages."""


class PackagesPage(PositionsPage):
    """Packages, and what moves would open one."""

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The questions of a package."""
        return self.found.asked_issues

    def rules_known(self) -> list[tuple[str, str, str, bool]]:
        """Every consent rule: id, title, force, whether it is used."""
        used = {rule.id for rule in self.found.consent_rules}
        return [(rule.id, rule.title or rule.id, rule.force, rule.id in used) for rule in self.found.agreement.consent]

    def toggles(self) -> list[tuple[str, str, str, bool]]:
        """What can be assumed of those who are on record without a yes: value, actor, option, whether it is."""
        cells = [cell for cell in self._asked_cells() if cell.stance is not None and cell.answer != "accept"]
        return [self._toggle(cell) for cell in cells]

    def unknown_toggles(self) -> list[tuple[str, str, str, bool]]:
        """What can be assumed of those of whom nothing is known."""
        return [self._toggle(cell) for cell in self._asked_cells() if cell.stance is None]

    def _toggle(self, cell: Position) -> tuple[str, str, str, bool]:
        pair = (cell.actor, cell.about)
        return ":".join(pair), self.name(cell.actor), self.title(cell.about), pair in self.found.assume

    def _asked_cells(self) -> list[Position]:
        asked = {
            (actor, f"{issue.id}/{option}")
            for issue in self.issues
            for option in issue.options
            for rule in self.found.rules_on(issue.id, option)
            for actor in rule.needs.actors()
        }
        return [cell for pair, cell in self.found.recorded.items() if pair in asked]

    def all_miss(self) -> list[str]:
        """Whose answers are missing in every package that is shown."""
        shown = self.found.tally.listed[:SHOWN]
        common = set(shown[0].unknown).intersection(*(each.unknown for each in shown)) if shown else set()
        return [self.name(actor) for actor in self.found.actors if actor in common]

    def packages(self) -> list[tuple[list[str], str, tuple[int, list[str]], bool]]:
        """The first packages that are not excluded: answers by title, state, how many answers are missing and whose
        beside those that all miss, and whether another of the listed is better for everybody."""
        common, listed = set(self.all_miss()), self.found.tally.listed
        best = set(self.found.best([each.package for each in listed])) if self._compared() else set()
        return [
            (
                [self.title(f"{issue.id}/{dict(each.package)[issue.id]}") for issue in self.issues],
                each.state,
                (len(each.unknown), [name for name in map(self.name, each.unknown) if name not in common]),
                bool(best) and each.package not in best,
            )
            for each in listed[:SHOWN]
        ]

    def _compared(self) -> bool:
        return any(cell.stance in ("demands", "can live with") for cell in self._asked_cells())

    def more(self) -> int:
        """How many packages that are not excluded are not shown."""
        tally = self.found.tally
        return (tally.accepted or 0) + (tally.open or 0) - min(SHOWN, len(tally.listed))

    def reasons(self) -> list[tuple[str, int, int]]:
        """Why packages are excluded: the rejection, on how many it bears, how many by it alone."""
        return [
            (line_of(each.line, self.found.agreement, self.name), each.packages, each.alone)
            for each in self.found.tally.reasons
        ]  # fmt: skip

    def moves(self) -> tuple[str, ...]:
        """The smallest moves in words."""
        return moves_of(self.found.moves, self.name)

    def shut(self) -> tuple[str, ...]:
        """What would open a package with each answer that has none, in words."""
        return shut_of(self.found, self.name) if not self.found.moves.impossible else ()

    def conflicts(self) -> tuple[str, ...]:
        """The smallest conflicts in words."""
        return conflicts_of(self.found.conflicts, self.name)

    def openings(self) -> list[tuple[str, list[tuple[list[str], list[str]]]]]:
        """For each of the first mover sets: what exactly would be given up, and the package that this opens."""
        found = []
        for move in self.found.moves.moves[:6]:
            inside, _ = self.found.inside(move.actors)
            found.append((series(map(self.name, move.actors)), [self._opening(each) for each in inside[:3]]))
        return found

    def _opening(self, opening: Opening) -> tuple[list[str], list[str]]:
        lines = [line_of(line, self.found.agreement, self.name) for line in opening.lines]
        return lines, [self.title("/".join(choice)) for choice in opening.package]

    def unruled(self) -> str | None:
        """Which answers no rule speaks of."""
        return unruled_of(self.found)

    def assumed(self) -> list[tuple[str, str]]:
        """What is assumed, in words."""
        return [(self.name(actor), self.title(about)) for actor, about in self.found.assume]
