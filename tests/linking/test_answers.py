"""Answers told to an open question: who calls whom what, without taking it for a stance."""

from __future__ import annotations

from guarantor.linking.answers import answers, named
from guarantor.linking.kept import Kept
from guarantor.linking.roots import Roots
from guarantor.model.agreement import Issue
from guarantor.model.position import Option
from linking.making import PEOPLE, chain, claim

ISSUE = Issue(
    id="role",
    title="What is the Watch?",
    options=("guarantor", "mediator", "conditional"),
    choices=(
        Option(id="guarantor", title="A guarantor", words=("guarantor",)),
        Option(id="mediator", title="A mediator", words=("mediator", "mediation of")),
        Option(id="conditional", title="A guarantor once there is peace", words=("guarantor once there is peace",)),
    ),
)


def told(number: int, quote: str, actor: str | None, **fields: str) -> Kept:
    known = actor if actor in PEOPLE.actors else None
    stations = [("outlet", "The Post", "post"), *([("holder", actor, known)] if actor else [])]
    return Kept(id=f"c{number}", claim=claim(quote=quote, chain=chain(*stations), **fields), recorded=0)  # type: ignore[arg-type]


def test_answers_stand_with_those_who_tell_them() -> None:
    claims = [
        told(1, "The Watch is a guarantor of the truce", "north"),
        told(2, "Thanks to the mediation of the Watch", "south"),
        told(3, "The guarantors met", None),
    ]
    found = answers(ISSUE, claims, Roots(PEOPLE))
    assert [(a.option, a.roots) for a in found.told] == [("guarantor", ("north", "post")), ("mediator", ("south",))]
    assert found.differ


def test_one_answer_is_no_disagreement() -> None:
    assert not answers(ISSUE, [told(1, "The Watch is a guarantor", "north")], Roots(PEOPLE)).differ


def test_a_denial_tells_no_answer_and_nobody_unknown_is_counted() -> None:
    claims = [
        told(1, "It is no guarantor", "north", type="denial", modality="denied", polarity="-"),
        told(2, "It is a mediator", "a passer-by"),
    ]
    assert answers(ISSUE, claims, Roots(PEOPLE)).told == ()


def test_the_longer_phrase_names_the_answer() -> None:
    assert named(ISSUE, "It would be a guarantor once there is peace") == ("conditional",)
    assert named(ISSUE, "It is a guarantor") == ("guarantor",)
    assert named(ISSUE, "It is a neighbour") == ()
