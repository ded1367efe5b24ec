"""The rules of judging, in the order in which they are tried. Each returns the changed reading, or None."""

from __future__ import annotations

from collections.abc import Callable

from guarantor.reading.judging import charges, deeds, stances, turns
from guarantor.reading.judging.clause import ClauseView, Judged

Rule = Callable[[ClauseView, Judged], Judged | None]

RULES: tuple[Rule, ...] = (
    deeds.hidden_deed,
    deeds.silent,
    stances.stance,
    deeds.tense,
    deeds.headline,
    turns.no_sign,
    turns.without_owed_thing,
    turns.lawful,
    turns.called_off,
    turns.state_of_mind,
    turns.depends,
    turns.missed,
    turns.shut_out,
    turns.displaced,
    deeds.blamed,
    deeds.breach,
    charges.protected_seized,
    charges.shot_down,
    charges.flung,
    charges.voted,
    charges.in_custody,
    charges.not_passed,
    charges.own_innocence,
    charges.word_broken,
    charges.in_breach,
    charges.called_breach,
    stances.obliged,
    stances.subjunctive,
    stances.unwilling,
    stances.rejects_charge,
    stances.there_was_no,
    stances.untrue,
    deeds.own_promise,
    deeds.owed,
    deeds.rival_refusal,
    stances.committed,
    stances.red_line,
    deeds.restricted,
    deeds.figure,
    deeds.relative_doer,
    stances.demanded_of,
    deeds.received,
    deeds.meeting_sides,
    stances.voiced_noun,
    stances.backed,
    stances.obstructed,
    turns.nobody_refuses,
    turns.not_accepted,
    turns.asked_for,
    charges.charged_or_offered,
    stances.own_stance,
    stances.counts,
)
