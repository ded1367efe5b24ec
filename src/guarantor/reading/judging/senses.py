"""Verbs and words that mean another thing beside certain nouns: blame is traded, a town liberated, a date awaited."""

from __future__ import annotations

from dataclasses import replace

from guarantor.model.claim import ClaimType
from guarantor.reading.judging.clause import SPEAKERS_OWN, ClauseView, Judged, word_list

_TRADING = frozenset({"trade", "exchange", "swap"})
_CLOSED = frozenset({"hypothetical", "conditional", "planned", "denied"})


def _object(view: ClauseView, reach: int = 5) -> set[str]:
    """The words right behind the deed's verb."""
    if view.main is None:
        return set()
    after = [word for word, token in zip(view.words, view.tokens, strict=True) if token.start >= view.main.predicate[1]]
    return set(after[:reach])


def traded_words(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Trade blame", "exchanged fire": words or blows go to and fro, and nothing is handed over."""
    if judged.predicate not in _TRADING or judged.type not in {"fulfilment", "plan", "statement"}:
        return None
    after = _object(view, 3)
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


def liberated(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Liberated the village": a place is taken, whatever the word for it; only people are set free."""
    if judged.predicate not in {"liberate", "free"} or judged.type not in {"fulfilment", "statement"}:
        return None
    if not _object(view) & word_list("nouns", "places") or judged.modality not in {"happened", "ongoing"}:
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
    if not {"of", "from"}.intersection(_object(view, 2)) or judged.modality not in {"happened", "ongoing"}:
        return None
    kind: ClaimType = "figure" if view.figures else "statement"
    return replace(judged.by("died", kind, "happened"), event=None)


def met_terms(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Had met all its obligations": what was owed was done, and nobody was met."""
    if judged.predicate not in {"meet", "fulfil", "fulfill", "honour", "honor"} or judged.type in _FIRM:
        return None
    if not _object(view) & word_list("nouns", "terms") or judged.modality not in {"happened", "ongoing"}:
        return None
    if judged.polarity == "-":
        return None
    return replace(judged.by("met terms", "fulfilment"), event="YIELD", targets=())


_FIRM = frozenset({"denial", "refusal", "violation", "demand", "plan"})


def held_people(view: ClauseView, judged: Judged) -> Judged | None:
    """ "19 prisoners are still held": they are not free, whatever "prisoners" and a verb may tell elsewhere."""
    if judged.rule.split(" < ")[0] not in {"release-announced", "arrest-lifted"} or judged.type not in _DONE:
        return None
    if judged.predicate not in {"hold", "keep", "detain"} or judged.polarity == "-":
        return None
    kind: ClaimType = "figure" if view.figures else "statement"
    return replace(judged.by("held", kind, "ongoing"), event="COERCE")


_DONE = frozenset({"fulfilment", "statement", "plan", "figure"})


def suspended_own(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Suspended part of its activities": what was one's own to do is stopped."""
    if judged.predicate not in _STOPPING or judged.type not in {"violation", "statement", "fulfilment"}:
        return None
    after = _object(view, 6)
    if not {"its", "their"} & after or not after & word_list("nouns", "own-work") or judged.polarity == "-":
        return None
    if judged.modality not in {"happened", "ongoing"}:
        return None
    return replace(judged.by("suspended own", "refusal", "happened", "-"), event="SANCTION")


_STOPPING = frozenset({"suspend", "halt", "freeze", "stop", "pause", "end", "interrupt"})


def will_stop(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Warned that it would halt the second phase if ...": a side would no longer do what is owed."""
    if judged.type != "plan" or not view.told or not judged.actors or judged.predicate not in _STOPPING:
        return None
    if judged.polarity == "-" or not _object(view) & word_list("nouns", "owed-course"):
        return None
    doer = view.side_of(judged.actors[0])
    if doer is None or doer != view.teller_side:
        return None
    return judged.by("will stop", "refusal", None, "-")


def only_after(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Would only be opened after the return of the remains": a condition that is set for another."""
    if (
        not view.told
        or view.finite < 0
        or judged.type not in {"plan", "statement", "position", "meeting", "commitment"}
    ):
        return None
    if view.tokens[view.finite].fine != "MD" or "only" not in view.words[view.finite : view.finite + 3]:
        return None
    if {"after", "once", "if", "when"}.isdisjoint(view.words[view.finite + 2 :]):
        return None
    return judged.by("only after", "demand", "conditional")


def treats_as(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Would treat such troops as targets": a stance on them, and no help."""
    if judged.predicate not in {"treat", "regard", "view", "consider"} or not view.told or "as" not in _object(view, 9):
        return None
    return replace(judged.by("treats as", "position", "planned" if "modal" in judged.rule else "ongoing"), event=None)


def pressed_attack(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Pressed their attack on the town": the attack went on."""
    if judged.predicate not in {"press", "push", "step", "intensify"} or judged.type not in {"demand", "statement"}:
        return None
    if not _object(view, 4) & word_list("nouns", "breach") or judged.modality not in {"happened", "ongoing", "ordered"}:
        return None
    return replace(judged.by("pressed attack", "violation", "ongoing"), event="ASSAULT", holder=None)


def reserves_right(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Reserves the right to defend itself": a stance."""
    if judged.type in {"denial", "refusal"} or not view.told:
        return None
    place = next((i for i, token in enumerate(view.tokens) if token.lemma == "reserve"), -1)
    if place < 0 or view.words[place + 1 : place + 3] not in {("the", "right"), ("its", "right"), ("their", "right")}:
        return None
    return replace(judged.by("reserves the right", "position", "ongoing", "+"), event=None)


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
    if judged.modality not in {"happened", "ongoing"}:
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


def threatened(view: ClauseView, judged: Judged) -> Judged | None:
    """ "There will be hell to pay", "will pay a heavy price": a threat in an idiom."""
    if not view.told or judged.type not in {"plan", "statement", "position"}:
        return None
    said = " ".join(view.words)
    if not any(idiom in said for idiom in word_list("nouns", "threat-idiom")) or judged.polarity == "-":
        return None
    return replace(judged.by("threat idiom", "demand", "conditional"), event="THREATEN")


def felt(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Would be very disappointed if": a stance that hangs on something."""
    if not view.told or view.finite < 0 or judged.type in _FIRM - {"plan"}:
        return None
    near = view.words[view.finite + 1 : view.finite + 6]
    if view.tokens[view.finite].fine != "MD" or near[:1] != ("be",):
        return None
    if word_list("nouns", "feeling").isdisjoint(near):
        return None
    return replace(judged.by("felt", "position"), event=None)


def ruled_out(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Is unacceptable", "was out of the question": a stance against what is named."""
    if judged.type not in {"statement", "position"} or not view.told or view.finite < 0:
        return None
    if view.tokens[view.finite].lemma not in {"be", "remain"}:
        return None
    near = view.words[view.finite + 1 : view.finite + 6]
    said = word_list("nouns", "ruled-out").intersection(near) or "out of the question" in " ".join(near)
    if not said or not {"not", "n't", "n’t"}.isdisjoint(near):
        return None
    return replace(judged.by("ruled out", "position", "ongoing", "-"), event=None)


def may_take_place(view: ClauseView, judged: Judged) -> Judged | None:
    """ "A new round may take place in May": a meeting foreseen, though not sure."""
    if judged.type != "statement" or judged.modality != "hypothetical" or judged.polarity == "-":
        return None
    modal = {"modal may", "modal might", "modal could"}.intersection(judged.rule.split(" < "))
    before = view.words[: max(view.finite, 0)]
    if not modal or word_list("nouns", "talks").isdisjoint(before):
        return None
    holding = judged.event == "CONSULT" or judged.predicate in {"hold", "take", "resume", "begin", "start", "happen"}
    return judged.by("may take place", "plan") if holding else None


def awaiting(view: ClauseView, judged: Judged) -> Judged | None:
    """ "We are waiting for them to confirm the date": waiting goes on; what is waited for is nobody's plan."""
    if judged.modality in {"conditional", "denied"} or "wait-for" not in judged.rule or not view.told:
        return None
    return replace(judged.by("awaiting", "statement", "ongoing"), event=None)


def empowered(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The Council authorised it to support the truce": approval is given, nothing handed over."""
    if judged.predicate not in {"authorise", "authorize", "mandate", "empower"} or judged.type != "fulfilment":
        return None
    return judged.by("empowered", "commitment")


def none_done(view: ClauseView, judged: Judged) -> Judged | None:
    """ "No strikes had been carried out there", told by a side: a charge is turned down."""
    if not view.told or judged.type != "statement" or judged.polarity != "-" or judged.modality in _CLOSED:
        return None
    harm = word_list("nouns", "breach")
    stands = any(
        view.words[i] == "no" and not harm.isdisjoint(view.words[i + 1 : i + 3]) for i in range(min(4, len(view.words)))
    )
    if not stands or view.teller_side is None:
        return None
    return judged.by("none done", "denial", "denied", "-")


def accord_reached(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The exchange was agreed in Istanbul last week": an accord, of which the number is only a part."""
    if judged.type != "figure" or judged.polarity == "-" or judged.modality not in {"happened", "ongoing"}:
        return None
    if view.finite < 0 or view.words[view.finite : view.finite + 2] not in {("was", "agreed"), ("were", "agreed")}:
        return None
    return replace(judged.by("accord reached", "commitment", "happened"), event="AGREE")
