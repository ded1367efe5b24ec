"""Running counts told beside a duty to refrain or to maintain: how many were killed, how much of a land is held.

They set no bit and charge nobody; the cell says where those who count come to different figures. What one pattern of
the agreement finds is one count: violations and deaths, or two scopes, are never set against each other or added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from guarantor.assessment.figures import ends_of, figure_of
from guarantor.assessment.series import Reckoning, series_of
from guarantor.model.agreement import Provision
from guarantor.model.assessment import Mark, RootFigure

if TYPE_CHECKING:
    from guarantor.assessment.engine import Engine
    from guarantor.model.testimony import Testimony

Count = tuple[str, str | None, str | None]
"""The rule that found a word, its key, its debtor."""


def tallies(engine: Engine, provision: Provision, as_of: int) -> dict[Count, list[RootFigure]]:
    """For each count that an account tells by as-of, the figures that stand: one a root, its last reading, without
    those that a later reading goes on from."""
    groups: dict[Count, list[Testimony]] = {}
    for word in engine.view.own(provision.id):
        counted = word.effect == "total" and word.scope == "same" and (word.low is not None or word.high is not None)
        if counted and word.happened is not None and word.happened[1] <= as_of:
            groups.setdefault((word.rule, word.key, word.debtor), []).append(word)
    found: dict[Count, list[RootFigure]] = {}
    for count, words in groups.items():
        series = series_of(words, Reckoning(start=None, floor=None, target=None), as_of)
        figures = [figure_of(root, series[root], series[root].at(as_of), as_of) for root in sorted(series)]
        found[count] = [each for each in figures if not any(_goes_on(other, each) for other in figures)]
    return found


def _goes_on(later: RootFigure, figure: RootFigure) -> bool:
    """Whether a reading is just the same count later on: no rival of the earlier and lower one."""
    return later.until > figure.until and later.value > figure.value


def tally_marks(engine: Engine, provision: Provision, as_of: int) -> list[Mark]:
    """A mark where those who count the same come to different figures, with everybody's."""
    differing = [each for each in tallies(engine, provision, as_of).values() if len(ends_of(each)) > 1]
    roots = tuple(sorted({figure.root for figures in differing for figure in figures}))
    text = "; ".join(f"{figure.root}: {figure.text}" for figures in differing for figure in figures)
    return [Mark(name="figures differ", roots=roots, text=text)] if differing else []
