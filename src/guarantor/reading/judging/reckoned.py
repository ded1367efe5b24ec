"""What is weighed, foreseen, counted or put at risk, and no deed: studied, expected, polled, threatened by a thing."""

from __future__ import annotations

from bisect import bisect_left

from guarantor.model.claim import Modality
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


@asks(types={"demand"}, modalities={"conditional"})
def puts_at_risk(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The fighting threatens to undo the truce": what may come of a thing, and nobody's threat."""
    verb = next((i for i, token in enumerate(view.tokens) if token.lemma == "threaten"), 0)
    if not judged.rule.endswith("< threaten") or not verb:
        return None
    begins = bisect_left(view.starts, view.unit.content[0][0])
    if begins >= verb or _THINGS.isdisjoint(view.words[begins:verb]):
        return None
    doer = (view.tokens[begins].start, view.tokens[verb - 1].end)
    if view.side_of(doer) is not None or view.cast.phrase(view.unit.sentence, doer).kind in _SPEAKING_KINDS:
        return None
    return replace(judged.by("puts at risk", "position", "hypothetical"), event=None)


_THINGS = frozenset(
    {"fighting", "violence", "hostilities", "clashes", "attacks", "escalation", "crisis", "dispute", "standoff", "war",
     "conflict", "violations", "breaches", "tensions", "deadlock", "row", "shelling", "incident", "incidents", "move"}
)  # fmt: skip


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


@asks(types={"plan"}, modalities={"planned"}, polarity="+")
def decided_to_put_off(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Decided to postpone the disarmament": what is owed will not be done for now."""
    parts = judged.rule.split(" < ")
    if len(parts) < _PRESSED_AND_DENIED or parts[1] not in _PUTTING_OFF or parts[2] not in {"decide", "decision"}:
        return None
    if word_list("nouns", "owed").isdisjoint(view.words) and word_list("nouns", "owed-course").isdisjoint(view.words):
        return None
    return replace(judged.by("decided to put off", "refusal", "planned", "-"), event="REJECT")


_PUTTING_OFF = frozenset({"postpone", "delay", "suspend", "pause", "freeze", "halt", "stop", "cancel", "put off"})


@asks(types={"refusal"}, predicates={"be"}, told=True, polarity="-")
def will_not_be_easy(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The dialogue is not going to be easy": how somebody sees it, and nobody's refusal."""
    if _QUALITIES.isdisjoint(view.words) or any(view.side_of(one) for one in judged.actors):
        return None
    return replace(judged.by("will not be easy", "position", "planned", "-"), event=None)


_QUALITIES = frozenset(
    {"easy", "simple", "quick", "smooth", "possible", "enough", "sufficient", "straightforward", "painless", "fast",
     "cheap", "perfect", "difficult", "hard", "likely"}
)  # fmt: skip


@asks(types={"plan", "statement"}, told=True, finite=True, words={"without"})
def without_it(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Without an accord, stability will be in danger": what is foreseen hangs on what stands before."""
    first = next((i for i, token in enumerate(view.tokens) if token.tag != "PUNCT"), 0)
    if view.words[first] != "without" or view.tokens[view.finite].fine != "MD" or "," not in view.words:
        return None
    return judged.by("without it", "position", "conditional")


@asks(
    predicates={"drop", "lob", "hurl"}, types={"statement", "fulfilment", "figure"}, words={"bomb", "bombs", "grenades"}
)
def bombs_dropped(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Five bombs were dropped on the town": an attack, and nothing is given up."""
    return replace(judged.by("bombs dropped", "violation"), event="ASSAULT")


@asks(types={"violation"}, modalities={"happened", "ongoing"}, predicates={"suffer", "sustain", "endure"})
def suffered(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The port suffered a heavy attack": who suffers bears it."""
    if not judged.actors or judged.event != "ASSAULT":
        return None
    return replace(judged.by("suffered"), actors=(), targets=judged.actors)


@asks(types={"violation"}, predicates={"injure", "wound", "kill", "maim", "hurt"}, words={"left", "leaving", "leaves"})
def left_hurt(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Left scores injured": who is left so bears it."""
    doer = judged.actors[0] if judged.actors else None
    said = view.document.text[slice(*doer)] if doer is not None else ""
    if doer is None or judged.targets or not said.lower().startswith(("left ", "leaving ", "leaves ")):
        return None
    return replace(judged.by("left hurt"), actors=(), targets=((doer[0] + said.index(" ") + 1, doer[1]),))


@asks(types={"fulfilment"}, modalities={"happened"}, predicates={"evacuate"})
def evacuated(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Nearby residents had been evacuated": they were led to safety, and nothing that was owed was done."""
    near = {
        word for span in (*judged.targets, *judged.actors) for word in view.document.text[slice(*span)].lower().split()
    }
    if near.isdisjoint(_NEIGHBOURS):
        return None
    return judged.by("evacuated", "statement")


_NEIGHBOURS = frozenset({"residents", "villagers", "people", "families", "civilians", "locals", "neighbours", "workers",
                         "inhabitants"})  # fmt: skip


@asks(types={"violation"}, told=True, polarity="-", words={"interest", "desire", "intention", "wish"})
def no_wish(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Has no real interest in a truce": how somebody sees another, and no breach."""
    if not judged.rule.endswith("owed, not done") or judged.predicate != "have":
        return None
    return replace(judged.by("no wish", "position", "ongoing"), event=None)


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


@asks(types={"obstacle", "plan"}, modalities={"hypothetical"}, polarity="-", told=True, finite=True, words={"could"})
def could_not(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Said they could still not go back": what is not possible as somebody speaks, told in the past."""
    if view.words[view.finite] != "could" or not {"if", "unless", "have", "until"}.isdisjoint(view.vocabulary):
        return None
    if not _JUSTIFIED.isdisjoint(view.words[view.finite : view.finite + 5]):
        return judged.by("could not be justified", "position", "ongoing")
    return judged.by("could not", "obstacle", "ongoing")


_JUSTIFIED = frozenset(
    {"justified", "excused", "tolerated", "forgiven", "condoned", "defended", "overlooked", "ignored"}
)
"""What somebody holds that nobody may do."""


@asks(polarity="-", modalities={"hypothetical"}, told=True, words={"may"}, finite=True)
def may_not_be(view: ClauseView, judged: Judged) -> Judged | None:
    """ "No part of the territory may be annexed": what must not be done."""
    if view.words[view.finite] != "may" or not {"no", "nobody", "none", "neither"} & set(view.words[: view.finite]):
        return None
    return judged.by("may not be", "demand", "ordered")


@asks(types={"commitment"}, predicates={"meet"}, words={"invitation"})
def met_at_invitation(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Met in Oslo at the king's invitation": a meeting, and no request that was met."""
    place = view.words.index("invitation")
    if "at" not in view.words[max(0, place - 5) : place] or judged.modality != "happened":
        return None
    return replace(judged.by("met at invitation", "meeting"), event="CONSULT")


@asks(types={"refusal"}, modalities={"happened"}, predicates={"stop", "block", "halt", "intercept", "hold"})
def stopped_by_arms(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Armed men stopped a convoy": nobody refuses anything who was never to give it."""
    doer = {word for span in judged.actors for word in view.document.text[slice(*span)].lower().split()}
    if doer.isdisjoint(_ARMED_MEN) or any(view.side_of(one) for one in judged.actors):
        return None
    return replace(judged.by("stopped by arms", "violation", "happened", "+"), event="COERCE")


_ARMED_MEN = frozenset({"men", "gunmen", "fighters", "militiamen", "militants", "bandits", "assailants", "attackers"})


@asks(types={"statement"}, told=True, words={"need", "reason", "point"}, finite=True)
def sees_no_need(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Saw no need to change the format": a stance on it."""
    place = next(i for i, word in enumerate(view.words) if word in {"need", "reason", "point"})
    if view.words[place - 1] != "no" or not {"see", "sees", "saw"} & set(view.words[max(0, place - 4) : place]):
        return None
    stand: Modality = "conditional" if "unless" in view.vocabulary or "if" in view.vocabulary else "ongoing"
    return replace(judged.by("sees no need", "position", stand, "-"), event=None)


@asks(types={"plan"}, told=True, words={"up"})
def set_up(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Has set up a committee to investigate": what was set up is there, whatever it is to do."""
    if not judged.rule.endswith("< set") or view.finite < 0 or view.tokens[view.finite].fine == "MD":
        return None
    pairs = zip(view.words, view.words[1:], strict=False)
    if ("set", "up") not in set(pairs):
        return None
    return replace(judged.by("set up", "statement", "happened"), event=None)


@asks(types={"plan", "statement", "refusal"}, told=True)
def regretted(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Regretted the decision not to renew it": a stance on what another did."""
    telling = view.unit.telling
    if telling is None or telling.cue_lemma not in {"regret", "deplore"} or telling.rule != "verb:object":
        return None
    return replace(judged.by("regretted", "position", "ongoing", "-"), event=None, actors=telling.source[:1])


@asks(types={"statement"}, modalities={"happened"}, polarity="+", told=True, predicates={"agree"})
def agreed_to_it(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Norway agreed to this": what it points back to is promised."""
    place = next((i for i, token in enumerate(view.tokens) if token.lemma == "agree"), -1)
    if view.words[place + 1 : place + 3] not in {("to", "this"), ("to", "it"), ("to", "that"), ("to", "these")}:
        return None
    return replace(judged.by("agreed to it", "commitment", "planned"), event="AGREE")


@asks(types={"refusal"}, modalities={"happened"}, predicates={"cut"})
def cut_by_arms(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Drones cut power in the city": what was struck, and nobody's refusal."""
    doer = {word for span in judged.actors for word in view.document.text[slice(*span)].lower().split()}
    if doer.isdisjoint(_WEAPONS):
        return None
    return replace(judged.by("cut by arms", "violation", "happened", "+"), event="ASSAULT")


_WEAPONS = frozenset(
    {"strike", "strikes", "drone", "drones", "missile", "missiles", "shelling", "attack", "attacks", "bombardment",
     "raids", "fire"}
)  # fmt: skip


@asks(
    types={"demand"},
    modalities={"ordered", "happened"},
    polarity="-",
    told=True,
    predicates={"enter", "leave", "reach", "use"},
)
def barred(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Said Norway had barred them from entering": what one side did to another, told as a charge."""
    if judged.rule.split(" < ")[-1] != "bar" or view.finite < 0 or view.tokens[view.finite].fine == "MD":
        return None
    begins = bisect_left(view.starts, view.unit.content[0][0])
    doer = (view.tokens[begins].start, view.tokens[view.finite].start - 1) if begins < view.finite else None
    if doer is None or view.tokens[begins].tag == "PRON" or view.side_of(doer) == view.teller_side is not None:
        return None
    return replace(judged.by("barred", "violation", "happened", "+"), event="COERCE", actors=(doer,))
