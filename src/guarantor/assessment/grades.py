"""How well a performance is attested: by one origin, by several, by the verifiers that the text names.

A grade stands beside the status and comes from everybody's words, whatever the account. A verifier's word counts where
it tells of no less than anybody does, or than is owed; an organ's word is its whole's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from guarantor.assessment.duties import Duty
from guarantor.assessment.series import series_of
from guarantor.assessment.verdict import reckoning_of
from guarantor.assessment.view import AFFIRMING
from guarantor.model.agreement import Grade, Provision, Verify
from guarantor.model.assessment import Mark
from guarantor.model.calendar import deadline

if TYPE_CHECKING:
    from guarantor.assessment.engine import Engine
    from guarantor.assessment.judged import Judged
    from guarantor.model.testimony import Testimony


def grade_of(
    engine: Engine, provision: Provision, told: Collection[tuple[str, str]], current: Sequence[Judged], as_of: int
) -> Grade | None:
    """The grade of a cell by as-of. ``told`` are the roots and origins of everybody who tells of performance,
    ``current`` the instances that decide the cell's word."""
    if not told:
        return None
    verify = provision.verify
    if verify is not None:
        words = [w for w in verifying(engine, provision, as_of) if w.effect in AFFIRMING]
        if all(len(_confirming(engine, verify, judged, words, as_of)) >= verify.quorum for judged in current):
            return "verified"
    return "corroborated" if len({origin for _, origin in told}) > 1 else "asserted"


def verifying(engine: Engine, provision: Provision, as_of: int) -> list[Testimony]:
    """Everybody's words by as-of, where somebody is to verify."""
    if provision.verify is None:
        return []
    return [w for w in engine.view.everybody(provision.id) if w.happened is not None and w.happened[1] <= as_of]


def _confirming(engine: Engine, verify: Verify, judged: Judged, words: list[Testimony], as_of: int) -> set[str]:
    """The named verifiers who tell of no less than anybody does of an instance, or than is owed."""
    duty = judged.duty
    here = [word for word in engine.bearing(words, duty.provision, duty.debtor, duty.key) if _in_time(word, duty)]
    if judged.verdict is None:
        told = {word.root for word in here}
    else:
        figures = {
            root: each.at(as_of, own_only=True).value
            for root, each in series_of(here, reckoning_of(duty), as_of).items() if each.speaks
        }  # fmt: skip
        highest = max(figures.values(), default=0.0)
        least = highest if duty.target is None else min(highest, duty.target)
        told = {root for root, figure in figures.items() if figure >= least}
    return {whole for root in told if (whole := _whole(verify, root)) is not None}


def _in_time(word: Testimony, duty: Duty) -> bool:
    return not duty.bounded or duty.due is None or (word.happened is not None and word.happened[0] <= duty.due[1])


def _whole(verify: Verify, root: str) -> str | None:
    """The named verifier for whom a root speaks."""
    return root if root in verify.who else dict(verify.organs).get(root)


def verified_late(provision: Provision, words: Iterable[Testimony], zone: str) -> list[Mark]:
    """A mark where the named verifiers have spoken, but too few of them within the time that the text gives them:
    from the act as they tell it to the publication of their word."""
    verify = provision.verify
    if verify is None or verify.within is None:
        return []
    named = [(w, whole) for w in words if w.effect in AFFIRMING and (whole := _whole(verify, w.root)) is not None]
    in_time = {
        whole for w, whole in named
        if w.happened is not None and _published(w) <= deadline(w.happened[1], verify.within, zone)
    }  # fmt: skip
    roots = tuple(sorted({whole for _, whole in named}))
    if len(roots) < verify.quorum or len(in_time) >= verify.quorum:
        return []
    return [Mark(name="verified", roots=roots, text="verified later than the text allows")]


def _published(word: Testimony) -> int:
    return word.recorded if word.published is None else word.published
