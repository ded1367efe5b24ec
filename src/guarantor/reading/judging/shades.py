"""Turns by which somebody takes a stand: threats in idioms, conditions set, charges called baseless, what is ahead."""

from __future__ import annotations

from itertools import pairwise

from guarantor.model.claim import ClaimType
from guarantor.reading.attribution.lexicon import entries
from guarantor.reading.judging.asking import asks
from guarantor.reading.judging.beside import CLOSED, DONE, FIRM, STOPPING, behind_deed
from guarantor.reading.judging.clause import SPEAKERS_OWN, ClauseView
from guarantor.reading.judging.judged import Judged, word_list
from guarantor.reading.quick import replace
from guarantor.reading.sets import words_of


@asks(types={"plan"}, polarity="+", predicates=STOPPING, told=True)
def will_stop(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Warned that it would halt the second phase if ...": a side would no longer do what is owed."""
    if not judged.actors:
        return None
    if not behind_deed(view) & word_list("nouns", "owed-course"):
        return None
    doer = view.side_of(judged.actors[0])
    if doer is None or doer != view.teller_side:
        return None
    return judged.by("will stop", "refusal", None, "-")


@asks(types={"plan", "statement", "position", "meeting", "commitment"}, told=True, finite=True, words={"only"})
def only_after(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Would only be opened after the return of the remains": a condition that is set for another."""
    if view.tokens[view.finite].fine != "MD" or "only" not in view.words[view.finite : view.finite + 3]:
        return None
    if {"after", "once", "if", "when", "under", "with"}.isdisjoint(view.words[view.finite + 2 :]):
        return None
    return judged.by("only after", "demand", "conditional")


@asks(predicates={"treat", "regard", "view", "consider"}, told=True)
def treats_as(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Would treat such troops as targets": a stance on them, and no help."""
    if "as" not in behind_deed(view, 9):
        return None
    return replace(judged.by("treats as", "position", "planned" if "modal" in judged.rule else "ongoing"), event=None)


@asks(not_types={"denial", "refusal"}, told=True)
def reserves_right(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Reserves the right to defend itself": a stance."""
    if "reserve" not in view.lemmas:
        return None
    place = next((i for i, token in enumerate(view.tokens) if token.lemma == "reserve"), -1)
    if place < 0 or view.words[place + 1 : place + 3] not in {("the", "right"), ("its", "right"), ("their", "right")}:
        return None
    return replace(judged.by("reserves the right", "position", "ongoing", "+"), event=None)


@asks(types={"plan", "statement", "position"}, polarity="+", told=True)
def threatened(view: ClauseView, judged: Judged) -> Judged | None:
    """ "There will be hell to pay", "will pay a heavy price": a threat in an idiom."""
    said = " ".join(view.words)
    if not any(map(said.__contains__, word_list("nouns", "threat-idiom"))):
        return None
    return replace(judged.by("threat idiom", "demand", "conditional"), event="THREATEN")


@asks(told=True, words={"act"}, types={"plan", "statement", "position", "violation"})
def act_of_war(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Any attempt to divert water would be deemed an act of war": a threat to whoever tries."""
    place = view.words.index("act")
    aggression = view.words[place + 1 : place + 3] in {("of", "war"), ("of", "aggression")}
    before = view.words[max(0, place - 9) : place]
    if not aggression or "be" not in before or {"would", "will", "shall"}.isdisjoint(before):
        return None
    return replace(judged.by("act of war", "demand", "conditional", "+"), event="THREATEN", targets=())


@asks(told=True, finite=True, words={"be"})
def felt(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Would be very disappointed if": a stance that hangs on something."""
    if judged.type in FIRM - {"plan"}:
        return None
    near = view.words[view.finite + 1 : view.finite + 6]
    if view.tokens[view.finite].fine != "MD" or near[:1] != ("be",):
        return None
    if word_list("nouns", "feeling").isdisjoint(near):
        return None
    return replace(judged.by("felt", "position"), event=None)


@asks(types={"meeting", "fulfilment", "commitment"}, modalities={"happened", "ongoing"}, finite=True)
def lies_ahead(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Talks would continue this week": what a noun names as done lies ahead by the clause's own verb."""
    if view.tokens[view.finite].fine != "MD" or view.main is None:
        return None
    word = view.words[view.finite]
    if word in {"will", "would", "shall"}:
        return judged.by("lies ahead", "plan", "planned")
    return judged.by("lies ahead", "plan", "hypothetical") if word in {"may", "might", "could", "can"} else None


@asks(types=DONE, predicates={"leave"})
def left_open(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Left open the possibility of a pause": nobody left."""
    if not behind_deed(view, 2) & {"open", "unclear", "unresolved", "unanswered"}:
        return None
    return replace(judged.by("left open", "position", "ongoing"), event=None)


@asks(told=True)
def called_baseless(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Called the allegations baseless": a charge is turned down."""
    telling = view.unit.telling
    if telling is None or telling.cue_class not in {"describe", "believe"} or telling.negated:
        return None
    words = set(view.words)
    begin = view.unit.content[0][0]
    first = view.document.text[begin : begin + 5].split(" ")[0].lower()
    before = view.document.text[telling.cue[-1][1] if telling.cue else begin : begin].strip().lower()
    pointing = not {"this", "that", "it"}.isdisjoint((before, first))
    charged = pointing or not word_list("nouns", "charge").isdisjoint(words)
    if not charged or not words & word_list("nouns", "baseless"):
        return None
    return replace(judged.by("called baseless", "denial", "denied", "-"), event="REJECT")


@asks(words={"that"})
def ruled_out_that(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Ruled out that the church had paid": it is said not to be so."""
    for place in range(len(view.words) - 3) if "rule" in view.lemmas else ():
        if view.tokens[place].lemma == "rule" and view.words[place + 1 : place + 3] == ("out", "that"):
            if not {"not", "n't", "n’t", "never"}.isdisjoint(view.words[max(0, place - 3) : place]):
                made = judged.by("not ruled out", "statement", "hypothetical", "+")
                return replace(made, event=None, holder=None if view.told else view.subject)
            past = not {"had", "has", "have", "was", "were"}.isdisjoint(view.words[place + 3 :])
            kind: ClaimType = "denial" if past else "refusal"
            made = judged.by("ruled out", kind, "denied" if past else "planned", "-")
            return replace(made, event="REJECT", holder=None if view.told else view.subject)
    return None


_AGREEING = words_of("judging", "shades: agreeing")


@asks(types={"statement", "plan"}, polarity="+")
def agreed_aside(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Agreed, at their request, to refrain from strikes": an aside parts the promise from its deed."""
    if _AGREEING.isdisjoint(view.lemmas):
        return None
    place = next((i for i, token in enumerate(view.tokens) if token.lemma in _AGREEING), -1)
    if place < 0 or view.words[place + 1 : place + 2] != (",",) or view.tokens[place].fine not in {"VBD", "VBN"}:
        return None
    end = next((i for i in range(place + 2, min(place + 12, len(view.words) - 2)) if view.words[i] == ","), -1)
    if end < 0 or view.words[end + 1] not in {"to", "on"}:
        return None
    return replace(judged.by("agreed", "commitment", "planned"), event="AGREE")


@asks(types={"fulfilment", "commitment", "meeting", "plan"}, told=False, finite=True)
def hailed(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Hailed the reopening as a step": a stance on what was done, and not the deed itself told once more."""
    verb = entries("verbs.tsv").get(view.tokens[view.finite].lemma)
    outer = entries("verbs.tsv").get(judged.rule.split(" < ")[-1])
    if verb is None or verb is not outer or verb.cue_class not in {"support", "oppose"}:
        return None
    return replace(
        judged.by("hailed", "position", "ongoing", "-" if verb.cue_class == "oppose" else "+"), event=None,
        holder=view.subject,
    )  # fmt: skip


@asks(types={"violation"}, told=True, finite=True)
def own_targets(view: ClauseView, judged: Judged) -> Judged | None:
    """ "It targets only fighters", said of oneself in the present: a justification."""
    if not judged.actors or judged.event == "ACCUSE":
        return None
    if view.tokens[view.finite].fine not in {"VBZ", "VBP"} or view.tokens[view.finite].lemma != judged.predicate:
        return None
    doer = view.side_of(judged.actors[0])
    own = view.document.text[slice(*judged.actors[0])].lower() in SPEAKERS_OWN | {"it"}
    if not own and (doer is None or doer != view.teller_side):
        return None
    return replace(judged.by("own targets", "position", "ongoing"))


@asks(types={"plan", "statement"}, not_modalities={"conditional"}, told=True, finite=True, words={"would"})
def would_only(view: ClauseView, judged: Judged) -> Judged | None:
    """ "A pause would only give them time": what somebody holds a thing would lead to."""
    near = view.words[view.finite : view.finite + 3]
    if near[:1] != ("would",) or {"only", "merely", "simply"}.isdisjoint(near):
        return None
    return replace(judged.by("would only", "position", "hypothetical"), event=None)


@asks(types={"statement", "position"}, told=True, finite=True)
def ruled_out(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Is unacceptable", "was out of the question": a stance against what is named."""
    if view.tokens[view.finite].lemma not in {"be", "remain"}:
        return None
    near = view.words[view.finite + 1 : view.finite + 6]
    said = word_list("nouns", "ruled-out").intersection(near) or "out of the question" in " ".join(near)
    if not said or not {"not", "n't", "n’t"}.isdisjoint(near):
        return None
    return replace(judged.by("ruled out", "position", "ongoing", "-"), event=None)


@asks(types={"statement"}, modalities={"hypothetical"}, polarity="+")
def may_take_place(view: ClauseView, judged: Judged) -> Judged | None:
    """ "A new round may take place in May": a meeting foreseen, though not sure."""
    modal = {"modal may", "modal might", "modal could"}.intersection(judged.rule.split(" < "))
    before = view.words[: max(view.finite, 0)]
    if not modal or (word_list("nouns", "talks") | word_list("nouns", "deferred")).isdisjoint(before):
        return None
    holding = judged.event == "CONSULT" or judged.predicate in {"hold", "take", "resume", "begin", "start", "happen"}
    return judged.by("may take place", "plan") if holding or "take-place" in judged.rule else None


@asks(not_modalities={"conditional", "denied"}, told=True)
def awaiting(view: ClauseView, judged: Judged) -> Judged | None:
    """ "We are waiting for them to confirm the date": waiting goes on; what is waited for is nobody's plan."""
    if "wait-for" not in judged.rule:
        return None
    return replace(judged.by("awaiting", "statement", "ongoing"), event=None)


@asks(types={"fulfilment"}, predicates={"authorise", "authorize", "mandate", "empower"})
def empowered(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The Council authorised it to support the truce": approval is given, nothing handed over."""
    return judged.by("empowered", "commitment")


@asks(types={"statement"}, not_modalities=CLOSED, polarity="-", told=True, words={"no"})
def none_done(view: ClauseView, judged: Judged) -> Judged | None:
    """ "No strikes had been carried out there", told by a side: a charge is turned down."""
    harm = word_list("nouns", "breach")
    stands = any(
        view.words[i] == "no" and not harm.isdisjoint(view.words[i + 1 : i + 3]) for i in range(min(4, len(view.words)))
    )
    if not stands or view.teller_side is None:
        return None
    return judged.by("none done", "denial", "denied", "-")


@asks(types={"plan", "commitment"}, polarity="-")
def chose_not(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Chose not to extend it", "has decided not to go": a refusal."""
    chain = judged.rule.split(" < condition")[0].split(" < ")
    if judged.type not in {"plan", "commitment"} or judged.polarity != "-" or not _CHOOSING.intersection(chain):
        return None
    return judged.by("chose not", "refusal", None, "-")


_CHOOSING = words_of("judging", "shades: choosing")


@asks(not_types={"denial", "violation"}, not_modalities={"denied"}, finite=True, words={"whether"})
def undecided(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Has not yet announced whether it will let them in": nothing is told of what is left open."""
    near = view.words[view.finite : view.finite + 9]
    if "whether" not in near or {"not", "n't", "n’t"}.isdisjoint(near[: near.index("whether")]):
        return None
    if word_list("nouns", "settling").isdisjoint(near[: near.index("whether")]):
        return None
    return replace(judged.by("undecided", "statement", "happened", "-"), event=None)


@asks(types={"demand"}, predicates={"want", "wish", "prefer"}, told=True)
def wants(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Both say they want a truce": what is wished for is a stance, and nobody is asked."""
    if "to" in behind_deed(view, 6) or not _ASKED_FOR.isdisjoint(behind_deed(view, 3)):
        return None
    return replace(judged.by("wants", "position", "ongoing"), event=None)


_ASKED_FOR = words_of("judging", "shades: asked for")
"""What somebody who wants it asks another for."""


@asks(types={"violation", "plan", "statement"}, polarity="+", predicates={"hold", "cease"})
def holds_fire(view: ClauseView, judged: Judged) -> Judged | None:
    """ "We will hold fire if they do": the guns are silent."""
    if "fire" not in behind_deed(view, 2):
        return None
    ahead = judged.modality in CLOSED
    return replace(
        judged.by("holds fire", "commitment" if ahead else "fulfilment"), event="AGREE" if ahead else "YIELD"
    )


@asks(polarity="-", predicates={"reach"}, told=False, finite=True)
def not_reached(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Could not be reached", of people: nobody spoke."""
    if view.words[view.finite : view.finite + 4] != ("could", "not", "be", "reached"):
        return None
    return replace(judged.by("no comment", "statement", "happened", "-"), event=None, actors=())


@asks(types={"refusal", "denial", "statement", "plan"}, words={"neither"})
def neither_nor(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Would neither confirm nor deny it": nothing is said of it, and nothing turned down."""
    after = view.words[view.words.index("neither") :]
    if not {"confirm", "confirmed", "confirms"}.intersection(after[:3]) or "nor" not in after[:5]:
        return None
    return replace(judged.by("neither nor", "statement", "happened", "-"), event=None)


@asks(words={"short"})
def stopped_short(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Stopped short of promising to hand it over": it was not done."""
    for place in range(len(view.words) - 2) if "short" in view.vocabulary else ():
        if view.tokens[place].lemma in {"stop", "fall"} and view.words[place + 1 : place + 3] == ("short", "of"):
            return replace(judged.by("stopped short", "statement", "happened", "-"), event=None, targets=())
    return None


@asks(types={"plan"}, words={"would"})
def would_have(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Had they left, the talks would have resumed": what did not come about is no plan."""
    if ("would", "have") not in pairwise(view.words) or ("have", "to") in pairwise(view.words):
        return None
    return replace(judged.by("would have", "statement", "hypothetical"), event=None)


@asks(types={"plan"}, modalities={"proposed"}, polarity="+", finite=True)
def accepted(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Accepted a proposal to extend it": agreed to, and no longer only proposed."""
    if view.tokens[view.finite].lemma not in {"accept", "approve", "adopt"} or view.tokens[view.finite].fine != "VBD":
        return None
    if {"proposal", "offer", "plan", "idea", "request"}.isdisjoint(view.words[view.finite : view.finite + 6]):
        return None
    return replace(judged.by("accepted", "commitment", "happened"), event="AGREE")
