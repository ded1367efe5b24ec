"""Turns of phrase that say whether something is so, by words that no verb group shows."""

from __future__ import annotations

from guarantor.reading.judging.asking import asks
from guarantor.reading.judging.clause import ClauseView
from guarantor.reading.judging.judged import Judged, word_list
from guarantor.reading.modality.conditions import NO_CLAUSE
from guarantor.reading.quick import replace
from guarantor.reading.sets import words_of

_SCANT = words_of("judging", "turns: scant")
_SHOWING = words_of("judging", "turns: showing")
"""Verbs of which a sign is the subject or object."""


@asks(types={"statement", "fulfilment", "commitment", "plan", "figure", "meeting"}, words=_SCANT)
def no_sign(view: ClauseView, judged: Judged) -> Judged | None:
    """ "There is little sign of a withdrawal", "saw no evidence that they had left": what would be shown is not so."""
    signs = word_list("nouns", "sign")
    if _SCANT.isdisjoint(view.vocabulary):
        return None
    for index in range(len(view.words) - 1):
        if view.words[index] not in _SCANT or signs.isdisjoint(view.words[index + 1 : index + 3]):
            continue
        if any(token.lemma in _SHOWING for token in view.tokens[max(0, index - 4) : index]):
            return replace(judged.by("no sign", "statement", "ongoing", "-"), event=None)
    return None


@asks(types={"fulfilment", "plan", "commitment"}, predicates={"leave", "depart", "exit", "complete"})
def without_owed_thing(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Left the hall", "were left out of the talks": leaving is a hand-over only of those who were to leave."""
    if judged.rule.split(" < ")[0] != "leave":
        return None
    who = " ".join(view.document.text[start:end].lower() for start, end in judged.actors)
    leaving = word_list("nouns", "leaving")
    words = set(who.replace("’s", " ").replace("'s", " ").split())
    if judged.predicate == "leave" and _leaves_something(view, judged):
        return judged.by("left behind", "statement") if judged.type == "fulfilment" else None
    known = any(view.cast.table.get(view.cast.mention(view.unit.sentence, one).actor) for one in judged.actors)
    officials = words & (word_list("nouns", "talks") | _OFFICIALS)
    if words & leaving or (known and not officials and judged.predicate != "complete"):
        return None
    return replace(judged.by("no owed withdrawal", "statement" if judged.type == "fulfilment" else None), event=None)


_OFFICIALS = words_of("judging", "turns: officials")
"""People who come and go without handing anything over."""


def _leaves_something(view: ClauseView, judged: Judged) -> bool:
    """ "Left men on the hills", "were left out of": what stays is told, not who goes."""
    place = next((i for i, token in enumerate(view.tokens) if token.lemma == "leave" or token.text == "left"), -1)
    if place < 0:
        return False
    after = view.words[place + 1 : place + 6]
    passive = bool(judged.targets) and not judged.actors
    behind = any(word in {"on", "behind", "in", "at", "with"} for word in after[1:]) and bool(
        word_list("nouns", "leaving") & set(after)
    )
    return passive or after[:1] == ("out",) or behind


@asks(types={"position"})
def lawful(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Were convicted by a court": the course of a case is told, and nobody's stance."""
    if judged.type == "position" and judged.predicate in {
        "convict",
        "charge",
        "indict",
        "sue",
        "prosecute",
        "extradite",
        "investigate",
        "inspect",
        "examine",
        "audit",
        "question",
    }:
        return judged.by("case", "statement")
    return None


_CALLED_OFF = words_of("judging", "turns: called off")
_MOVED = frozenset({"move", "push", "put", "shift", "postpone", "delay", "reschedule", "adjourn"})


@asks(
    types={"statement", "fulfilment", "obstacle"}, modalities={"happened", "ongoing"}, polarity="+",
    predicates=_CALLED_OFF | _MOVED,
)  # fmt: skip
def called_off(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Cancelled at the last minute", "the meeting was moved to Friday": what was to be is not, or later."""
    if judged.predicate in _CALLED_OFF:
        return judged.by("called off", "refusal", "happened", "-") if judged.type != "obstacle" else None
    if view.has("nouns", "talks") and view.vocabulary & {"to", "until", "back"}:
        return judged.by("put off", "obstacle", "happened")
    return None


@asks(not_types={"violation", "denial", "refusal"}, finite=True, told=True)
def state_of_mind(view: ClauseView, judged: Judged) -> Judged | None:
    """ "She was encouraged by the results", "is concerned about": a stance, whatever the verb means elsewhere."""
    near = view.words[view.finite + 1 : view.finite + 5]
    feeling = word_list("nouns", "feeling")
    if view.tokens[view.finite].lemma not in {"be", "remain", "feel"} or feeling.isdisjoint(near):
        return None
    if _announces_plan(view):
        return judged.by("glad to announce", "plan", "planned")
    return replace(judged.by("state of mind", "position", "ongoing"), event=None) if view.told else None


def _announces_plan(view: ClauseView) -> bool:
    """ "Was pleased to announce that the withdrawal would begin": the news is the plan."""
    near = view.words[view.finite + 1 : view.finite + 5]
    if "to" not in near or {"announce", "confirm", "inform", "report"}.isdisjoint(near):
        return False
    behind = view.words[view.finite + 5 :]
    return not {"will", "shall", "would"}.isdisjoint(behind) and "not" not in behind


@asks(types={"refusal"}, words={"there"})
def nobody_refuses(view: ClauseView, judged: Judged) -> Judged | None:
    """ "There will be no peace": what will not be is no refusal where nobody could do it."""
    if judged.modality == "conditional" and view.told:
        return None
    if judged.type == "refusal" and view.words[:1] == ("there",) and "modal" in judged.rule:
        return judged.by("will not be", "position" if view.told else "plan", "planned", "-")
    return None


@asks(types={"statement", "plan"}, predicates={"depend", "hinge"})
def depends(view: ClauseView, judged: Judged) -> Judged | None:
    """ "It depended on Kyiv": what is told hangs on something else."""
    return judged.by("depends", modality="conditional") if {"on", "upon"} & set(view.words) else None


@asks(types={"commitment"}, modalities={"happened"}, finite=True)
def agreed_if(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Agreed to a truce if the army lifts its siege": what is agreed to hangs on something else."""
    behind = view.words[view.finite + 1 :]
    hangs = any(
        word in {"if", "unless"} and behind[place + 1 : place + 2] and behind[place + 1] not in NO_CLAUSE
        for place, word in enumerate(behind)
    )
    return judged.by("agreed, if", modality="conditional") if hangs else None


@asks(types={"demand"}, modalities={"happened", "ongoing"})
def asked_for(view: ClauseView, judged: Judged) -> Judged | None:
    """A demand, whenever it was made, is of something yet to be done; who warns or gives a term speaks, others act."""
    made = judged.by("asked for", modality="ordered")
    gives = judged.holder is None and not view.told and judged.predicate in {"give", "warn"} and judged.targets
    if not gives or view.subject is None or list(judged.actors) != [view.subject]:
        return made
    return replace(made, holder=view.subject, actors=judged.targets, targets=())


@asks(types={"position", "statement"}, modalities={"happened", "ongoing"}, polarity="-", told=False, finite=True)
def not_accepted(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Did not recognise the deal", "has not accepted the terms": a refusal by the one who did not."""
    if "undecided" in judged.rule:
        return None
    verbs = {"recognise", "recognize", "accept", "endorse", "approve", "ratify", "support", "respect", "honour"}
    if judged.type not in {"position", "statement"} or judged.polarity != "-" or judged.predicate not in verbs:
        return None
    if judged.modality not in {"happened", "ongoing"} or not judged.actors or view.finite < 0:
        return None
    if not view.has("nouns", "deal") and not view.has("nouns", "offered"):
        return None
    if view.told:
        return None
    holder = view.subject or judged.actors[0]
    speaks = view.cast.speaks(view.unit.sentence, holder, free=True)
    return replace(judged.by("not accepted", "refusal", "planned", "-"), holder=holder) if speaks else None


_REFUSED = frozenset({"refused", "denied"})
_ENTRY = words_of("judging", "turns: entry")


@asks(not_modalities={"conditional"}, words=_REFUSED, told=True)
def shut_out(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Have been refused entry": told by those who bear it, an obstruction that took place."""
    for index in range(len(view.words) - 1):
        refused = view.words[index] in _REFUSED and view.words[index + 1] in _ENTRY
        if refused and any(token.lemma == "be" for token in view.tokens[max(0, index - 3) : index]):
            return judged.by("shut out", "violation", "happened", "+")
    return None


@asks(types={"violation"}, predicates={"displace", "hold", "detain", "jail"})
def displaced(view: ClauseView, judged: Judged) -> Judged | None:
    """ "760,000 people are still displaced": a count of those it happened to, and no deed of anybody."""
    if judged.actors:
        return None
    return judged.by("count", "figure", "happened") if view.figures and judged.modality == "ongoing" else None


@asks(types={"refusal", "statement"}, predicates={"miss"}, words={"deadline"})
def missed(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Missed the deadline": what was due did not come."""
    if judged.predicate == "miss" and judged.type in {"refusal", "statement"} and "deadline" in view.words:
        return judged.by("missed", "obstacle", "happened", "-")
    return None


@asks(not_types={"denial", "refusal", "demand", "violation"}, words={"would"})
def counterfactual(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Had the deal been kept, she would be at home": what is not so, and nobody's plan."""
    if view.words[:1] != ("had",):
        return None
    if "," not in view.words:
        return None
    return judged.by("counterfactual", "statement", "hypothetical")


@asks(types={"statement"}, told=True, finite=True, words={"no", "none"})
def own_absence(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Says it has no troops there", of oneself: a charge is turned down."""
    if view.teller_side is None:
        return None
    near = view.words[view.finite : view.finite + 5]
    if view.tokens[view.finite].lemma != "have" or not judged.actors or {"no", "none"}.isdisjoint(near):
        return None
    if view.side_of(judged.actors[0]) != view.teller_side:
        return None
    thing = "none" in near or not word_list("nouns", "absent").isdisjoint(near)
    return replace(judged.by("own absence", "denial", "denied", "-"), event="REJECT") if thing else None
