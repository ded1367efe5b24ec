"""What is weighed, foreseen, counted or put at risk, and no deed: studied, expected, polled, threatened by a thing."""

from __future__ import annotations

from guarantor.reading.judging.asking import asks
from guarantor.reading.judging.clause import ClauseView
from guarantor.reading.judging.judged import Judged, word_list
from guarantor.reading.quick import replace

_WEIGHING = frozenset({"study", "review", "examine", "consider", "assess", "evaluate", "weigh"})


@asks(types={"plan"}, modalities={"hypothetical"}, told=True, finite=True)
def studying(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Was studying a proposal for a pause": the study goes on, whatever is proposed."""
    if _WEIGHING.isdisjoint(judged.rule.split(" < ")) or view.tokens[view.finite].lemma not in {"be", *_WEIGHING}:
        return None
    place = next((i for i, token in enumerate(view.tokens) if token.lemma in _WEIGHING), 0)
    if word_list("nouns", "offered").isdisjoint(view.words[place + 1 : place + 5]):
        return None
    return replace(judged.by("studying", "statement", "ongoing"), event=None)


@asks(types={"demand"}, told=True, predicates={"threaten"})
def endangers(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The violations threatened the whole process": what puts a thing at risk, and nobody's threat."""
    behind = view.tokens[view.place_of(view.main) + 1 :][:1] if view.main is not None else ()
    if not behind or behind[0].tag not in {"DET", "ADJ", "NOUN", "PRON"} or not judged.actors:
        return None
    doer = judged.actors[0]
    if view.side_of(doer) is not None or view.cast.phrase(view.unit.sentence, doer).kind in _SPEAKING_KINDS:
        return None
    return replace(judged.by("endangers", "position", "ongoing"), event=None, actors=judged.actors)


_SPEAKING_KINDS = frozenset({"person", "role", "pronoun", "anonymous"})


@asks(figures=True, words={"respondents", "polled", "surveyed"})
def polled(view: ClauseView, judged: Judged) -> Judged | None:
    """ "61.8% of respondents opposed reopening the border": a share of those asked, and nobody's refusal."""
    if not any(one.unit == "%" or one.kind == "share" for one in view.figures):
        return None
    return replace(judged.by("polled", "figure", "happened", "+"), event=None)


@asks(types={"violation"}, figures=True, predicates={"cross", "enter"})
def many_crossed(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Some 80,000 Congolese have crossed into the country": so many are no raid."""
    many = any((one.value or one.low or 0) >= _MANY for one in view.figures)
    if not many or not word_list("nouns", "leaving").isdisjoint(view.words):
        return None
    return replace(judged.by("many crossed", "figure", "happened", "+"), event=None)


_MANY = 1000


@asks(modalities={"unknown"}, told=True, words={"not"})
def not_to_have(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Claimed not to have received a request": what was not done, whatever was requested."""
    begin = view.unit.content[0][0]
    place = next((i for i, token in enumerate(view.tokens) if token.start >= begin), 0)
    if view.words[place : place + 3] != ("not", "to", "have"):
        return None
    telling = view.unit.telling
    doers = telling.source[:1] if telling is not None else ()
    return replace(judged.by("not to have", "statement", "happened", "-"), event=None, actors=doers, targets=())


@asks(types={"demand"}, words={"expect"})
def told_to_expect(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Had been told to expect 50 departures": what is foreseen, which nobody asks for."""
    if not judged.rule.endswith(("< expect < tell", "< expect < advise")):
        return None
    return replace(judged.by("told to expect", "plan", "planned"), event=None)


@asks(types={"denial"}, told=True)
def denied_pressing(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Denied having pressed the rebels to leave": the charge is against the speaker, and the rebels bear it."""
    parts = judged.rule.split(" < ")
    telling = view.unit.telling
    if len(parts) < _PRESSED_AND_DENIED or parts[1] not in _PRESSING or not parts[2].startswith("deny"):
        return None
    if telling is None or not telling.source or not judged.actors:
        return None
    side = view.side_of(judged.actors[0])
    if side is not None and side == view.teller_side:
        return None
    return replace(judged.by("denied pressing"), actors=telling.source[:1], targets=judged.actors)


_PRESSED_AND_DENIED = 3
_PRESSING = frozenset(
    {"press", "push", "urge", "ask", "order", "pressure", "force", "tell", "encourage", "instruct", "call on", "compel",
     "persuade", "incite", "lobby", "direct", "induce"}
)  # fmt: skip
