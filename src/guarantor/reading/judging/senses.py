"""Verbs and words that mean another thing beside certain nouns: blame is traded, a town liberated, a date awaited."""

from __future__ import annotations

from dataclasses import replace

from guarantor.model.claim import ClaimType
from guarantor.reading.judging.beside import CLOSED, DONE, FIRM, STOPPING, behind_deed
from guarantor.reading.judging.clause import SPEAKERS_OWN, ClauseView, Judged, word_list

_TRADING = frozenset({"trade", "exchange", "swap"})


def traded_words(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Trade blame", "exchanged fire": words or blows go to and fro, and nothing is handed over."""
    if judged.predicate not in _TRADING or judged.type not in {"fulfilment", "plan", "statement"}:
        return None
    after = behind_deed(view, 3)
    if after & word_list("nouns", "blows"):
        return replace(judged.by("traded blows", "violation"), event="ASSAULT", targets=())
    if after & word_list("nouns", "words-traded"):
        return replace(judged.by("traded words", "statement"), event="ACCUSE", targets=())
    return None


def was_able(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Was able to collect 96 of them": what somebody was able to do he did."""
    if judged.modality != "hypothetical" or not judged.rule.endswith("< able") or judged.polarity == "-":
        return None
    if view.finite < 0 or view.words[view.finite] not in {"was", "were", "has", "have", "had"}:
        return None
    return judged.by("was able", modality="happened")


def place_taken(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Liberated the village": a place is taken, whatever the word for it; only people are set free."""
    if judged.predicate not in {"liberate", "free"} or judged.type not in {"fulfilment", "statement"}:
        return None
    if not behind_deed(view) & word_list("nouns", "places") or judged.modality not in {"happened", "ongoing"}:
        return None
    return replace(judged.by("place taken", "violation"), event="ASSAULT")


def hosting(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Already hosts 600,000 people": a count of those who are there."""
    hosts = judged.rule.split(" < ")[0] in {"refugees-taken", "border-refugees"} and judged.type == "fulfilment"
    if not hosts or judged.predicate not in {"host", "shelter", "house", "accommodate"} or not view.figures:
        return None
    return judged.by("hosting", "figure", "happened")


def driven_out(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Half a million people had been displaced": a count of those it happened to, by nobody's hand."""
    if judged.type != "violation" or judged.predicate not in {"displace", "uproot"}:
        return None
    if any(view.cast.mention(view.unit.sentence, one).actor for one in judged.actors):
        return None
    return judged.by("count", "figure", "happened") if view.figures and judged.polarity == "+" else None


def died(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Three infants have died of cold": a count of deaths that no hand is named for."""
    if judged.type != "violation" or judged.predicate not in {"die", "perish"} or judged.polarity == "-":
        return None
    if not {"of", "from"}.intersection(behind_deed(view, 2)) or judged.modality not in {"happened", "ongoing"}:
        return None
    kind: ClaimType = "figure" if view.figures else "statement"
    return replace(judged.by("died", kind, "happened"), event=None)


def met_terms(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Had met all its obligations": what was owed was done, and nobody was met."""
    if judged.predicate not in {"meet", "fulfil", "fulfill", "honour", "honor"} or judged.type in FIRM:
        return None
    owed = word_list("nouns", "terms")
    if judged.predicate != "meet":
        owed = owed | word_list("nouns", "accords") | {"schedule", "part"}
    if not behind_deed(view) & owed or judged.modality not in {"happened", "ongoing"}:
        return None
    if judged.polarity == "-":
        return None
    return replace(judged.by("met terms", "fulfilment"), event="YIELD", targets=())


def held_people(view: ClauseView, judged: Judged) -> Judged | None:
    """ "19 prisoners are still held": they are not free, whatever "prisoners" and a verb may tell elsewhere."""
    if judged.rule.split(" < ")[0] not in {"release-announced", "arrest-lifted"} or judged.type not in DONE:
        return None
    if judged.predicate not in {"hold", "keep", "detain"} or judged.polarity == "-":
        return None
    kind: ClaimType = "figure" if view.figures else "statement"
    return replace(judged.by("held", kind, "ongoing"), event="COERCE")


def suspended_own(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Suspended part of its activities": what was one's own to do is stopped."""
    if judged.predicate not in STOPPING or judged.type not in {"violation", "statement", "fulfilment"}:
        return None
    after = behind_deed(view, 6)
    if not {"its", "their"} & after or not after & word_list("nouns", "own-work") or judged.polarity == "-":
        return None
    if judged.modality not in {"happened", "ongoing"}:
        return None
    return replace(judged.by("suspended own", "refusal", "happened", "-"), event="SANCTION")


def pressed_attack(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Pressed their attack on the town": the attack went on."""
    if judged.predicate not in {"press", "push", "step", "intensify"} or judged.type not in {"demand", "statement"}:
        return None
    if not behind_deed(view, 4) & word_list("nouns", "breach") or judged.modality not in {
        "happened",
        "ongoing",
        "ordered",
    }:
        return None
    return replace(judged.by("pressed attack", "violation", "ongoing"), event="ASSAULT", holder=None)


def barring(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Continues to block the entry of tents", told of another: an obstruction."""
    if judged.type != "refusal" or not view.told or not judged.actors:
        return None
    chain = judged.rule.split(" < ")
    if not {"block", "obstruct", "impede", "hinder", "prevent"} & {*chain, judged.predicate or ""}:
        return None
    doer = view.side_of(judged.actors[0])
    if doer is None and view.cast.speaks(view.unit.sentence, judged.actors[0], free=True):
        doer = view.document.text[slice(*judged.actors[0])].lower()
    if doer is None or doer in SPEAKERS_OWN or doer == view.teller_side:
        return None
    going_on = "continue" in chain or judged.modality == "ongoing"
    return judged.by("barring", "violation", "ongoing" if going_on else "happened", "+")


def on_our_soil(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Had laid wire inside our territory", told by the one whose soil it is: a breach."""
    if judged.type not in {"statement", "position"} or judged.polarity == "-" or not view.told or not judged.actors:
        return None
    if judged.modality not in {"happened", "ongoing"} or _SOIL.isdisjoint(view.words):
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


_SOIL = frozenset({"territory", "soil", "airspace", "waters", "land"})


def received_visitor(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Received the Chinese envoy at the palace": they met."""
    if judged.predicate not in {"receive", "welcome", "host"} or judged.polarity == "-" or view.finite < 0:
        return None
    if judged.modality not in {"happened", "ongoing"} or judged.type not in {"statement", "position"}:
        return None
    after = [token for token in view.tokens if view.main and token.start >= view.main.predicate[1]][:8]
    visitor = next((i for i, token in enumerate(after) if token.text.lower() in word_list("nouns", "visitors")), -1)
    if visitor < 0 or any(token.tag in {"ADP", "VERB"} for token in after[:visitor]):
        return None
    return replace(judged.by("received visitor", "meeting", "happened"), event="CONSULT")


def no_accord(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The number had reached 4,955", "progress had been made": nothing was agreed where no deal is named."""
    if judged.rule.split(" < ")[0] != "agree" or judged.predicate not in {"reach", "make", "close", "join", "form"}:
        return None
    if {"agree", "promise", "offer", "pledge", "vow"}.intersection(judged.rule.split(" < ")[1:]):
        return None
    if judged.type not in {"commitment", "plan"}:
        return None
    near = behind_deed(view, 6) | {
        word for span in (*judged.targets, *judged.actors) for word in view.document.text[slice(*span)].lower().split()
    }
    if near & word_list("nouns", "accords") and "progress" not in near:
        return None
    return replace(judged.by("no accord named", "statement" if judged.type == "commitment" else None), event=None)


def attributed(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Attributed the attack to them": a charge by whoever does so."""
    if judged.predicate not in {"attribute", "ascribe", "pin"} or judged.type in {"denial", "refusal"}:
        return None
    after = behind_deed(view, 8)
    if not after & word_list("nouns", "breach") or not after & {"to", "on"} or judged.polarity == "-":
        return None
    return replace(judged.by("attributed", "violation", "happened"), holder=None if view.told else view.subject)


def funded(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The plan had received $118 million out of the $1.4 billion": a figure of money that came in."""
    if judged.type not in {"fulfilment", "statement"} or judged.polarity == "-" or not view.figures:
        return None
    before = view.words[: max(view.finite, 0)]
    if {"plan", "appeal", "fund", "response"}.isdisjoint(before) or judged.predicate not in {"receive", "fund", "be"}:
        return None
    return judged.by("funded", "figure", "happened")


def reported_breach(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Reported heavy shelling": the noun alone tells the attack."""
    if not judged.rule.startswith("no verb") or judged.polarity == "-":
        return None
    if not view.has("nouns", "breach") and not view.has("nouns", "attack-title"):
        return None
    if not {"no", "without", "not", "fewer", "less"}.isdisjoint(view.words):
        return replace(judged.by("reported none", "statement", "happened", "-"), event=None)
    return replace(judged.by("reported breach", "violation", "happened"), event="ASSAULT")


def responsible(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Both sides were responsible", told of a breach: a charge."""
    if judged.type != "statement" or not view.told or view.finite < 0 or judged.predicate != "be":
        return None
    near = view.words[view.finite + 1 : view.finite + 5]
    if "responsible" not in near or judged.polarity == "-" or judged.modality not in {"happened", "ongoing"}:
        return None
    place = view.words.index("responsible")
    if "for" in view.words[place : place + 2] and not view.has("nouns", "breach"):
        return None
    return judged.by("responsible", "violation", "ongoing")


def harmed(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Was seriously wounded": it happened, and is no lasting state."""
    if judged.modality != "ongoing" or judged.type != "statement" or judged.predicate != "be":
        return None
    near = view.words[max(view.finite, 0) : view.finite + 4]
    if {"was", "were"}.isdisjoint(near) or {"wounded", "injured", "killed", "hurt", "shot"}.isdisjoint(near):
        return None
    return judged.by("harmed", "violation", "happened")


def shut(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The airport remains closed": what holds things up."""
    if judged.type != "statement" or judged.polarity == "-" or view.finite < 0 or view.told:
        return None
    if view.tokens[view.finite].lemma not in {"remain", "stay"} or judged.modality in CLOSED:
        return None
    behind = view.words[view.finite + 1 : view.finite + 4]
    if {"closed", "shut", "blocked", "sealed", "inaccessible", "suspended"}.isdisjoint(behind):
        return None
    if word_list("nouns", "ways").isdisjoint(view.words[: view.finite]):
        return None
    return replace(judged.by("shut", "obstacle", "ongoing"), event=None)


def accord_reached(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The exchange was agreed in Istanbul last week": an accord, of which the number is only a part."""
    if judged.type != "figure" or judged.polarity == "-" or judged.modality not in {"happened", "ongoing"}:
        return None
    if view.finite < 0 or view.words[view.finite : view.finite + 2] not in {("was", "agreed"), ("were", "agreed")}:
        return None
    return replace(judged.by("accord reached", "commitment", "happened"), event="AGREE")
