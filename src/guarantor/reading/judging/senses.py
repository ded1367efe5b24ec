"""Verbs and words that mean another thing beside certain nouns: blame is traded, a town liberated, a date awaited."""

from __future__ import annotations

from guarantor.model.claim import ClaimType
from guarantor.reading.judging.asking import asks
from guarantor.reading.judging.beside import CLOSED, DONE, FIRM, STOPPING, behind_deed
from guarantor.reading.judging.clause import SPEAKERS_OWN, ClauseView
from guarantor.reading.judging.judged import Judged, word_list
from guarantor.reading.quick import replace
from guarantor.reading.sets import words_of

_TRADED = words_of("judging", "senses: traded")
_TRADING = frozenset({"trade", "exchange", "swap"})


@asks(types={"fulfilment", "plan", "statement"}, predicates=_TRADING)
def traded_words(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Trade blame", "exchanged fire": words or blows go to and fro, and nothing is handed over."""
    after = behind_deed(view, 3)
    if after & word_list("nouns", "blows"):
        return replace(judged.by("traded blows", "violation"), event="ASSAULT", targets=())
    if after & word_list("nouns", "words-traded"):
        return replace(judged.by("traded words", "statement"), event="ACCUSE", targets=())
    return None


@asks(types={"violation"}, words={"accusations", "blame", "recriminations", "barbs"})
def traded_over(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Traded accusations over a strike that killed six": of the strike nothing is told but that they accuse."""
    place = next((i for i, word in enumerate(view.words) if word in _TRADED), -1)
    if place < 0 or word_list("nouns", "words-traded").isdisjoint(view.words[place + 1 : place + 4]):
        return None
    if view.main is None or view.main.predicate[0] < view.tokens[place].start:
        return None
    return replace(judged.by("traded words", "statement"), event="ACCUSE", predicate="trade", targets=())


@asks(types={"meeting", "plan"}, predicates={"arrive"})
def arrived(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The first batch arrived", "64,000 of them have arrived": goods and crowds meet nobody."""
    before = view.words[: max(view.finite, 0)]
    if judged.rule.split(" < ")[0] != "meet" or not word_list("nouns", "visitors").isdisjoint(before):
        return None
    if not _DELIVERED.isdisjoint(before):
        return replace(judged.by("arrived", "fulfilment" if judged.type == "meeting" else None), event="YIELD")
    many = any(one.span[0] < view.tokens[view.finite].start for one in view.figures) if view.finite >= 0 else False
    if judged.type != "meeting" or not (many or not _CROWDS.isdisjoint(before)):
        return None
    return replace(judged.by("arrived", "figure" if many else "statement"), event=None)


_DELIVERED = words_of("judging", "senses: delivered")
_CROWDS = frozenset({"refugees", "families", "people", "residents", "civilians", "troops", "soldiers", "fighters"})


@asks(types={"statement", "position"}, words={"reported"}, finite=True)
def breach_reported(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Clashes were reported around the town": an attack, in the words of whoever says so."""
    place = view.words.index("reported")
    passive = place > 1 and view.words[place - 1] in {"were", "was", "been", "are", "being"}
    before = view.words[: max(view.finite, 0)]
    if not passive or judged.polarity == "-" or word_list("nouns", "attack-title").isdisjoint(before):
        return None
    if not {"no", "without", "fewer"}.isdisjoint(before):
        return None
    return replace(judged.by("breach reported", "violation", "happened"), event="ASSAULT", actors=(), targets=())


@asks(predicates={"return"})
def goes_back(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Would return to the town": somebody goes back; nothing is handed over where no object follows."""
    if view.main is None or judged.type in {"denial", "refusal", "demand"}:
        return None
    if judged.rule.split(" < ")[0] not in {"yield", "return-property"}:
        return None
    after = [word for word, token in zip(view.words, view.tokens, strict=True) if token.start >= view.main.predicate[1]]
    if after[:1] not in (["to"], ["home"], ["from"]) or not _moved().isdisjoint(view.words[: max(view.finite, 0)]):
        return None
    if not _GIVEN_BACK.isdisjoint(after[3:9]) and not {"by", "in", "on", "after"} & set(after[1:4]):
        return None  # "returned to Norland eight civilians"
    ahead = judged.modality in {"planned", "conditional"}
    return replace(judged.by("goes back", "plan" if ahead else "statement"), event=None)


def _moved() -> frozenset[str]:
    return _MOVED | word_list("nouns", "captives")


_GIVEN_BACK = frozenset(
    {"civilians", "citizens", "bodies", "remains", "soldiers", "servicemen", "children"}
) | word_list("nouns", "captives")
_MOVED = frozenset({"children", "soldiers"})
"""With captives, those who are returned by another's hand, even where they are said to return."""


@asks(types={"fulfilment", "plan"}, predicates={"send", "dispatch"})
def capital_noun(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Sent Ada Lund of the National Security Council": what stands in a name is no group of people."""
    if judged.rule.split(" < ")[0] != "refugees-taken" or view.main is None:
        return None
    near = [token for token in view.tokens if token.start >= view.main.predicate[0]][:10]
    if not any(token.text in {"National", "Civilian", "People"} for token in near):
        return None
    return replace(judged.by("a name", "statement" if judged.type == "fulfilment" else None), event=None)


@asks(modalities={"hypothetical"}, polarity="+", finite=True)
def was_able(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Was able to collect 96 of them": what somebody was able to do he did."""
    if not judged.rule.endswith("< able"):
        return None
    if view.words[view.finite] not in {"was", "were", "has", "have", "had"}:
        return None
    return judged.by("was able", modality="happened")


@asks(types={"fulfilment", "statement"}, modalities={"happened", "ongoing"}, predicates={"liberate", "free", "take"})
def place_taken(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Liberated the village": a place is taken, whatever the word for it; only people are set free."""
    if not behind_deed(view) & word_list("nouns", "places") and not _liberates_a_place(view, judged):
        return None
    return replace(judged.by("place taken", "violation"), event="ASSAULT")


def _liberates_a_place(view: ClauseView, judged: Judged) -> bool:
    """ "Have liberated Lom": a name right behind the verb that is nobody's."""
    if judged.predicate != "liberate":
        return False
    place = next((i for i, token in enumerate(view.tokens) if token.lemma == "liberate"), len(view.tokens))
    near = view.tokens[place + 1 : place + 2]
    if not near or near[0].tag != "PROPN":
        return False
    known = view.cast.table.get(view.cast.mention(view.unit.sentence, (near[0].start, near[0].end)).actor)
    return known is None or known.kind != "person"


@asks(types={"fulfilment"}, predicates={"host", "shelter", "house", "accommodate"}, figures=True)
def hosting(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Already hosts 600,000 people": a count of those who are there."""
    hosts = judged.rule.split(" < ")[0] in {"refugees-taken", "border-refugees"} and judged.type == "fulfilment"
    if not hosts or judged.predicate not in {"host", "shelter", "house", "accommodate"} or not view.figures:
        return None
    return judged.by("hosting", "figure", "happened")


@asks(types={"violation"}, predicates={"displace", "uproot"})
def driven_out(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Half a million people had been displaced": a count of those it happened to, by nobody's hand."""
    if any(view.cast.mention(view.unit.sentence, one).actor for one in judged.actors):
        return None
    return judged.by("count", "figure", "happened") if view.figures and judged.polarity == "+" else None


_BY_FORCE = frozenset(
    {"attack", "attacks", "strike", "strikes", "raid", "raids", "shelling", "fire", "gunfire", "bombing",
     "bombardment", "explosion", "blast", "clash", "clashes", "fighting", "ambush", "assault", "drone", "drones",
     "missile", "missiles", "shot", "shooting", "wounds", "bomb", "bombs", "mine", "mines", "violence", "war",
     "fighters", "soldiers", "hands"}
)  # fmt: skip
"""Words beside deaths that tell of a hand behind them."""


@asks(types={"violation"}, modalities={"happened", "ongoing"}, polarity="+", predicates={"die", "perish"})
def died(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Three infants have died of cold": a count of deaths that no hand is named for; whoever dies bears it."""
    hurt = any(one.event == "ASSAULT" and one.lemma not in {"die", "perish"} for one in view.deeds)
    bare = bool(view.figures) and not hurt and not _BY_FORCE.intersection(view.vocabulary)
    if not bare and not {"of", "from"}.intersection(behind_deed(view, 2)):
        return replace(judged, actors=(), targets=judged.actors) if judged.actors and not judged.targets else None
    kind: ClaimType = "figure" if view.figures else "statement"
    return replace(judged.by("died", kind, "happened"), event=None)


@asks(not_types=FIRM, predicates={"meet", "fulfil", "fulfill", "honour", "honor"})
def met_terms(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Had met all its obligations": what was owed was done, and nobody was met."""
    owed = word_list("nouns", "terms")
    if judged.predicate != "meet":
        owed = owed | word_list("nouns", "accords") | {"schedule", "part"}
    if not behind_deed(view) & owed or judged.modality not in {"happened", "ongoing"}:
        return None
    if judged.polarity == "-":
        return None
    return replace(judged.by("met terms", "fulfilment"), event="YIELD", targets=())


@asks(types=DONE, polarity="+", predicates={"hold", "keep", "detain"})
def held_people(view: ClauseView, judged: Judged) -> Judged | None:
    """ "19 prisoners are still held": they are not free, whatever "prisoners" and a verb may tell elsewhere."""
    if judged.rule.split(" < ")[0] not in {"release-announced", "arrest-lifted"}:
        return None
    kind: ClaimType = "figure" if view.figures else "statement"
    return replace(judged.by("held", kind, "ongoing"), event="COERCE")


@asks(types={"violation", "statement", "fulfilment"}, predicates=STOPPING)
def suspended_own(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Suspended part of its activities": what was one's own to do is stopped."""
    after = behind_deed(view, 6)
    if not {"its", "their"} & after or not after & word_list("nouns", "own-work") or judged.polarity == "-":
        return None
    if judged.modality not in {"happened", "ongoing"}:
        return None
    return replace(judged.by("suspended own", "refusal", "happened", "-"), event="SANCTION")


@asks(
    types={"demand", "statement"},
    modalities={
        "happened",
        "ongoing",
        "ordered",
    },
    predicates={"press", "push", "step", "intensify"},
)
def pressed_attack(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Pressed their attack on the town": the attack went on."""
    if not behind_deed(view, 4) & word_list("nouns", "breach"):
        return None
    if judged.predicate == "step" and "order" in judged.rule.split(" < "):  # "ordered the police to step up attacks"
        return None
    return replace(judged.by("pressed attack", "violation", "ongoing"), event="ASSAULT", holder=None)


@asks(types={"refusal"}, told=True)
def barring(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Continues to block the entry of tents", told of another: an obstruction."""
    if not judged.actors:
        return None
    chain = judged.rule.split(" < ")
    if not {"block", "obstruct", "impede", "hinder", "prevent"} & {*chain, judged.predicate or ""}:
        return None
    doer = view.side_of(judged.actors[0])
    if doer is None and view.cast.speaks(view.unit.sentence, judged.actors[0], free=True):
        doer = view.document.text[slice(*judged.actors[0])].lower()
    if doer is None or doer in SPEAKERS_OWN or doer == view.teller_side:
        return None
    if any(step.startswith("modal") for step in chain):
        return None
    going_on = "continue" in chain or judged.modality == "ongoing" or _is_going_on(view)
    return judged.by("barring", "violation", "ongoing" if going_on else "happened", "+")


def _is_going_on(view: ClauseView) -> bool:
    """ "Is (still) blocking": a present form of be before a participle."""
    pairs = zip(view.words, view.tokens[1:], strict=False)
    return any(word in {"is", "are", "'re", "’re"} and token.fine in {"VBG", "RB"} for word, token in pairs)


_SOIL = words_of("judging", "senses: soil")


@asks(types={"statement", "position"}, modalities={"happened", "ongoing"}, polarity="+", words=_SOIL, told=True)
def on_our_soil(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Had laid wire inside our territory", told by the one whose soil it is: a breach."""
    if not judged.actors:
        return None
    doer = view.side_of(judged.actors[0])
    if doer is None or doer == view.teller_side or view.teller_side is None:
        return None
    for place in range(1, len(view.words) - 2):
        if view.words[place] not in {"inside", "into", "in", "on", "within"}:
            continue
        near = view.words[place + 1 : place + 4]
        soil = next((i for i, word in enumerate(near) if word in _SOIL), 0)
        if soil and near[soil - 1] in {"our", "its", "their"}:
            return judged.by("on our soil", "violation")
        if soil and view.side_of((view.tokens[place + 1].start, view.tokens[place + soil].end)) == view.teller_side:
            return judged.by("on our soil", "violation")
    return None


@asks(
    types={"statement", "position"},
    modalities={"happened", "ongoing"},
    polarity="+",
    predicates={"receive", "welcome", "host"},
    finite=True,
)
def received_visitor(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Received the Chinese envoy at the palace": they met."""
    after = [token for token in view.tokens if view.main and token.start >= view.main.predicate[1]][:8]
    visitor = next((i for i, token in enumerate(after) if token.text.lower() in word_list("nouns", "visitors")), -1)
    if visitor < 0 or any(token.tag in {"ADP", "VERB"} for token in after[:visitor]):
        return None
    return replace(judged.by("received visitor", "meeting", "happened"), event="CONSULT")


@asks(types={"commitment", "plan"}, predicates={"reach", "make", "close", "join", "form"})
def no_accord(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The number had reached 4,955", "progress had been made": nothing was agreed where no deal is named."""
    if judged.rule.split(" < ")[0] != "agree":
        return None
    if {"agree", "promise", "offer", "pledge", "vow"}.intersection(judged.rule.split(" < ")[1:]):
        return None
    near = behind_deed(view, 6) | {
        word for span in (*judged.targets, *judged.actors) for word in view.document.text[slice(*span)].lower().split()
    }
    if near & word_list("nouns", "accords") and "progress" not in near:
        return None
    return replace(judged.by("no accord named", "statement" if judged.type == "commitment" else None), event=None)


@asks(not_types={"denial", "refusal"}, predicates={"attribute", "ascribe", "pin"})
def attributed(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Attributed the attack to them": a charge by whoever does so."""
    after = behind_deed(view, 8)
    if not after & word_list("nouns", "breach") or not after & {"to", "on"} or judged.polarity == "-":
        return None
    return replace(judged.by("attributed", "violation", "happened"), holder=None if view.told else view.subject)


@asks(types={"fulfilment", "statement"}, polarity="+", predicates={"receive", "fund", "be"}, figures=True)
def funded(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The plan had received $118 million out of the $1.4 billion": a figure of money that came in."""
    before = view.words[: max(view.finite, 0)]
    if {"plan", "appeal", "fund", "response"}.isdisjoint(before):
        return None
    return judged.by("funded", "figure", "happened")


@asks(polarity="+")
def reported_breach(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Reported heavy shelling": the noun alone tells the attack."""
    if not judged.rule.startswith("no verb"):
        return None
    if not view.has("nouns", "breach") and not view.has("nouns", "attack-title"):
        return None
    if not {"no", "without", "not", "fewer", "less"}.isdisjoint(view.words):
        return replace(judged.by("reported none", "statement", "happened", "-"), event=None)
    return replace(judged.by("reported breach", "violation", "happened"), event="ASSAULT")


@asks(types={"statement"}, predicates={"be"}, told=True, finite=True)
def responsible(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Both sides were responsible", told of a breach: a charge."""
    near = view.words[view.finite + 1 : view.finite + 5]
    if "responsible" not in near or judged.polarity == "-" or judged.modality not in {"happened", "ongoing"}:
        return None
    place = view.words.index("responsible")
    if "for" in view.words[place : place + 2] and not view.has("nouns", "breach"):
        return None
    return judged.by("responsible", "violation", "ongoing")


@asks(types={"statement"}, modalities={"ongoing", "happened"}, predicates={"be", "hurt", "injure", "wound"})
def harmed(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Was seriously wounded": it happened, and is no lasting state."""
    if judged.predicate != "be":
        passive = view.finite >= 0 and view.tokens[view.finite].lemma in {"be", "have"}
        bare = passive and judged.polarity == "+" and judged.modality == "happened"
        return judged.by("harmed", "violation", "happened") if bare else None
    if judged.modality != "ongoing":
        return None
    near = view.words[max(view.finite, 0) : view.finite + 4]
    if {"was", "were"}.isdisjoint(near) or {"wounded", "injured", "killed", "hurt", "shot"}.isdisjoint(near):
        return None
    return judged.by("harmed", "violation", "happened")


@asks(types={"statement"}, not_modalities=CLOSED, polarity="+", told=False, finite=True)
def shut(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The airport remains closed": what holds things up."""
    if view.tokens[view.finite].lemma not in {"remain", "stay"}:
        return None
    behind = view.words[view.finite + 1 : view.finite + 4]
    if {"closed", "shut", "blocked", "sealed", "inaccessible", "suspended"}.isdisjoint(behind):
        return None
    if word_list("nouns", "ways").isdisjoint(view.words[: view.finite]):
        return None
    return replace(judged.by("shut", "obstacle", "ongoing"), event=None)


@asks(types={"figure"}, modalities={"happened", "ongoing"}, polarity="+", finite=True)
def accord_reached(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The exchange was agreed in Istanbul last week": an accord, of which the number is only a part."""
    if view.words[view.finite : view.finite + 2] not in {("was", "agreed"), ("were", "agreed")}:
        return None
    return replace(judged.by("accord reached", "commitment", "happened"), event="AGREE")
