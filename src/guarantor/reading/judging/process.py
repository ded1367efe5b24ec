"""What is done to a truce, to talks or to an accord as a whole, and what a clause behind "nor" denies."""

from __future__ import annotations

from guarantor.reading.judging.asking import asks
from guarantor.reading.judging.clause import ClauseView
from guarantor.reading.judging.judged import Judged, word_list
from guarantor.reading.quick import replace
from guarantor.reading.sets import words_of

_BREAKING = words_of("judging", "process: breaking")
_ENDINGS = words_of("judging", "process: endings")
_ANNOUNCING = frozenset({"announce", "declare", "proclaim", "decree", "confirm"})
_OBJECT = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON", "PART", "ADV"})
_WHOLES = word_list("nouns", "process") - word_list("nouns", "captives") - {"implementation", "round"}
_TALKS = frozenset({"talks", "negotiations", "negotiation", "summit", "round"})


@asks(types={"violation", "statement", "fulfilment", "commitment", "plan", "meeting"}, predicates=_BREAKING)
def broke_off(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Norway suspends ceasefire with the rebels", "the junta renounced the accord"."""
    if view.main is None or judged.polarity == "-" or not judged.actors or judged.predicate not in _BREAKING:
        return None
    place = view.place_of(view.main)
    if view.tokens[place].fine == "VBN" and view.tokens[place - 1].lemma in {"be", "get"} and place:
        return None
    if _object_head(view, place + 1) not in _WHOLES:
        return None
    return replace(judged.by("broke off", "refusal", judged.modality, "-"), event="REJECT")


@asks(
    types={"violation", "statement", "fulfilment", "commitment", "plan", "meeting"}, words=_ENDINGS, finite=True,
)  # fmt: skip
def announced_end(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The army announced the suspension of the talks": they are broken off, and none are planned."""
    if view.finite < 0 or judged.polarity == "-" or view.tokens[view.finite].lemma not in _ANNOUNCING:
        return None
    first = view.finite + 1
    place = next((i for i in range(first, min(first + 5, len(view.words))) if view.words[i] in _ENDINGS), -1)
    if place < 0 or any(token.tag not in _OBJECT and token.tag != "PUNCT" for token in view.tokens[first:place]):
        return None
    behind = next((i for i in range(place + 1, len(view.words)) if view.words[i] in {"of", "to", "from", "in"}), -1)
    whole = _object_head(view, behind + 1) if 0 < behind <= place + 7 else ""
    if whole not in _WHOLES or (view.words[place] in {"end", "conclusion"} and whole in _TALKS):
        return None
    modality = "happened" if view.tokens[first - 1].fine in {"VBD", "VBN", "VBZ", "VBP"} else judged.modality
    return replace(judged.by("announced end", "refusal", modality, "-"), event="REJECT")


def _object_head(view: ClauseView, place: int) -> str:
    """The last noun of the plain phrase that begins at a place."""
    head = ""
    while place < len(view.words) and (view.tokens[place].tag in _OBJECT or view.words[place] in {'"', "“", "‘"}):
        if view.tokens[place].tag in {"NOUN", "PROPN"}:
            head = view.words[place]
        place += 1
    return head


@asks(types={"fulfilment", "statement", "commitment", "meeting", "violation"}, modalities={"happened", "ongoing"},
      polarity="+")  # fmt: skip
def nor_done(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Neither has the army left nor the rebels have withdrawn": what stands behind "nor" was not done."""
    sentence = view.document.sentences[view.unit.sentence]
    first = sentence.inside((view.start_at, view.end_at))[0]
    opening = view.words[:1] == ("neither",) and view.finite > 0 and "nor" in sentence.words[first:]
    if not (opening or sentence.words[max(0, first - 1) : first] == ("nor",) or view.words[:1] == ("nor",)):
        return None
    return judged.by("nor", "violation" if judged.type == "violation" else "statement", judged.modality, "-")


_WORRIES = words_of("judging", "process: worries")


@asks(types={"demand", "plan", "violation", "statement"}, told=True)
def worried(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Expressed concern over the growing threat": a stance, whatever the noun behind it would be."""
    telling = view.unit.telling
    if telling is None or telling.cue_lemma not in _WORRIES or telling.rule != "noun:of":
        return None
    return judged.by("worried", "position", "ongoing", "+")


@asks(types={"plan"}, modalities={"hypothetical"}, predicates={"constitute", "amount", "represent"})
def may_amount(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Such attacks could constitute war crimes": what a thing may be, and no plan."""
    return judged.by("may amount", "statement") if _MAY & set(view.words) else None


_MAY = frozenset({"could", "may", "might"})


@asks(types={"fulfilment", "violation", "commitment"}, modalities={"happened", "ongoing"}, words={"about"}, finite=True)
def only_about(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Peace is not just about ending wars": what a thing is about was not done by that."""
    if view.main is None:
        return None
    place = view.place_of(view.main)
    if view.words[place - 1] != "about" or view.tokens[place].fine != "VBG" or view.tokens[view.finite].lemma != "be":
        return None
    return replace(judged.by("only about", "statement", "ongoing"), event=None)


_NEEDS = frozenset({"importance", "need", "necessity", "urgency"})


@asks(types={"meeting", "commitment", "fulfilment", "plan", "statement", "violation"}, words=_NEEDS)
def stressed_need(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Stressed the importance of continued dialogue": a stance, and no talks."""
    if view.main is None or judged.polarity == "-":
        return None
    place = next((i for i, word in enumerate(view.words) if word in _NEEDS), -1)
    lead = view.words[max(0, place - 3) : place]
    if view.words[place + 1 : place + 2] not in {("of",), ("for",)} or not {"the", "a", "its", "their"} & set(lead):
        return None
    verb = view.words[place - 2] if place > 1 else ""
    if view.finite >= 0 and "there" in view.words[: view.finite]:
        return None
    told_so = view.told and (view.finite < 0 or view.finite > place)
    if not told_so and not any(token.lemma in _STRESSING for token in view.tokens[:place]) and verb not in _STRESSING:
        return None
    if view.words[place + 1] == "for" and "to" in view.words[place + 3 : place + 10]:
        return replace(judged.by("stressed need", "demand", "proposed", "+"), event="REQUEST")
    return replace(judged.by("stressed need", "position", "ongoing", "+"), event=None)


_STRESSING = words_of("judging", "process: stressing")


@asks(types={"violation"}, words={"war", "conflict", "crisis", "uprising", "insurgency"}, finite=True)
def war_began(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The war broke out in April": what is told of the whole war is nobody's breach."""
    place = view.place_of(view.main) if view.main is not None else view.finite
    if {"war", "conflict", "crisis", "uprising", "insurgency"}.isdisjoint(view.words[:place]):
        return None
    verb = view.tokens[place].lemma
    if verb not in {"break", "erupt", "flare", "begin", "start"} or (verb == "break" and "out" not in view.words):
        return None
    return replace(judged.by("war began", "statement"), event=None)


_ARMS = frozenset({"weapon", "weapons", "weaponry", "arms", "ammunition", "munitions", "missiles"})


@asks(types={"fulfilment", "statement"}, modalities={"happened", "ongoing"}, polarity="+", told=True, words=_ARMS)
def arms_given(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Said the kingdom was aiding the rebels with weapons": a charge, where another side says so."""
    if judged.event != "AID" or not judged.actors:
        return None
    doer = view.side_of(judged.actors[0])
    if doer is not None and doer == view.teller_side:
        return None
    return judged.by("arms given", "violation")


@asks(types={"violation"}, modalities={"planned"}, words={"operations", "operation"})
def goes_on_working(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The mission will continue its operations": its work, and no attack."""
    goes_on = not {"continue", "resume", "maintain"}.isdisjoint(judged.rule.split(" < "))
    if not goes_on or _PEACEFUL.isdisjoint(view.vocabulary):
        return None
    return replace(judged.by("goes on working", "plan"), event=None)


_PEACEFUL = frozenset(
    {"mission", "agency", "peacekeeping", "peacekeepers", "humanitarian", "relief", "aid", "monitoring"}
)
"""Words for bodies whose operations are no attacks."""


_PLANS = frozenset(
    {"roadmap", "plan", "proposal", "initiative", "scheme", "blueprint", "framework", "vision", "strategy"}
)


@asks(types={"violation", "fulfilment", "figure"}, told=True, words=_PLANS)
def plan_outlined(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Outlined a roadmap to end the war that has displaced millions": a plan, whatever the war has done."""
    telling = view.unit.telling
    place = next((i for i, word in enumerate(view.words) if word in _PLANS), -1)
    if telling is None or telling.rule != "verb:object" or telling.cue_class in {"accuse", "deny", "oppose"}:
        return None
    if view.words[place + 1 : place + 2] not in {("to",), ("for",)} or view.main is None:
        return None
    if view.place_of(view.main) < place or not {"that", "which"} & set(view.words[place : view.place_of(view.main)]):
        return None
    return replace(judged.by("plan outlined", "plan", "proposed", "+"), event=None, actors=(), targets=())


@asks(types={"violation", "statement"}, predicates={"fight", "struggle", "battle"}, words={"for"})
def fights_for(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Says it is fighting for self-rule": an aim, and no attack."""
    if view.main is None or judged.polarity == "-":
        return None
    behind = next((i for i, start in enumerate(view.starts) if start >= view.main.predicate[1]), len(view.words))
    if view.words[behind : behind + 1] != ("for",) or {"control", "hours", "days", "weeks"} & {
        *view.words[behind : behind + 4]
    }:
        return None
    return replace(judged.by("fights for", "position", "ongoing", "+"), event=None, targets=())


_WARS = frozenset({"war", "conflict", "insurgency", "fighting", "unrest", "crisis", "violence", "rebellion"})


@asks(types={"violation"}, predicates={"kill", "displace", "claim", "uproot", "wound"}, words=_WARS, finite=True)
def war_killed(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The conflict has killed 26,000 people": the number is the news, and a war is nobody who broke a truce."""
    if view.main is None or judged.polarity == "-" or judged.modality not in {"happened", "ongoing"}:
        return None
    place = view.place_of(view.main)
    verb = view.tokens[place]
    subject = next((i for i in range(place - 1, -1, -1) if view.tokens[i].dep.startswith("nsubj")), -1)
    relative = subject >= 0 and view.words[subject] in {"which", "that"} and subject > 0
    noun = view.words[subject - 1 - (view.words[subject - 1] == ",")] if relative else view.words[subject]
    if subject < 0 or noun not in _WARS or verb.fine == "VBG":
        return None
    counted = bool(view.figures) or not {"thousands", "hundreds", "millions"}.isdisjoint(view.vocabulary)
    return replace(judged.by("war killed", "figure" if counted else "statement", "happened"), actors=())


_CHARGES = frozenset({"accusations", "accusation", "charges", "allegations", "blame", "guilt"})


@asks(types={"commitment"}, words=_CHARGES)
def charges_accepted(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Commanders accepted the charges": a stance on what was done, and no promise."""
    if "accept" not in judged.rule.split(" < ") or judged.polarity == "-":
        return None
    return replace(judged.by("charges accepted", "position", "happened"), event=None)


@asks(types={"violation"}, modalities={"alleged"}, told=True, words={"accused"})
def accused_aside(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Pointed to the role of Norway, which is accused of arming them": accused by others, and not by the speaker."""
    place = view.words.index("accused")
    before = view.words[max(0, place - 4) : place]
    relative = not {"which", "who"}.isdisjoint(before) and not {"is", "are", "was", "were", "been"}.isdisjoint(before)
    if not relative or "of" not in view.words[place + 1 : place + 2]:
        return None
    return replace(judged.by("accused aside", "statement", "ongoing"), event=None, actors=(), targets=())


@asks(types={"refusal"}, words={"not", "n't", "n’t"})
def not_voiced(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Did not voice its rejection": nothing was turned down."""
    rules = judged.rule.split(" < ")
    if not {"not", "voiced-by-noun"} <= set(rules):
        return None
    return replace(judged.by("not voiced", "statement", "happened", "-"), event=None)
