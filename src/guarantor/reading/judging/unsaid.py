"""What is said not to be so: never said or agreed, no longer held, failed, unclear, without evidence."""

from __future__ import annotations

from guarantor.reading.judging.asking import asks
from guarantor.reading.judging.beside import NOT, unquoted
from guarantor.reading.judging.clause import ClauseView
from guarantor.reading.judging.judged import Judged, word_list
from guarantor.reading.quick import replace
from guarantor.reading.sets import words_of


@asks(types={"statement"}, told=True, words=NOT)
def never_said(view: ClauseView, judged: Judged) -> Judged | None:
    """ "I never said so", "we did not say that": a denial."""
    if NOT.isdisjoint(view.words[:6]):
        return None
    words = unquoted(view)
    if words[:1] not in {("i",), ("we",)} or NOT.isdisjoint(words[1:4]):
        return None
    if _DONE_BY_US.isdisjoint(words[1:5]):
        return None
    return replace(judged.by("never said", "denial", "denied", "-"), event="REJECT")


_DONE_BY_US = words_of("judging", "unsaid: done by us")


@asks(not_types={"denial", "refusal"}, words={"that"}, told=True, finite=True)
def not_said(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The minister had not said that aid would stop": nothing is told of what was not said."""
    that = view.words.index("that")
    head = view.words[view.finite : that]
    if not 0 < that - view.finite < 5 or NOT.isdisjoint(head) or _SAID.isdisjoint(head):
        return None
    return replace(judged.by("not said", "statement", "happened", "-"), event=None, targets=())


@asks(types={"refusal", "violation", "statement"}, told=True, words={"evidence", "proof", "indication"})
def no_evidence(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Had seen no evidence that would allow it to confirm either": what was not seen, and nobody's refusal."""
    place = next(i for i, word in enumerate(view.words) if word in {"evidence", "proof", "indication"})
    if view.words[place - 1] != "no" or not 0 <= view.finite < place or judged.modality == "happened":
        return None
    return replace(judged.by("no evidence", "statement", "happened", "-"), event=None, targets=())


@asks(types={"statement", "obstacle"}, modalities={"happened", "ongoing"}, polarity="+", words={"no"}, finite=True)
def no_subject(view: ClauseView, judged: Judged) -> Judged | None:
    """ "By noon no buses had appeared": with "no" before its subject the clause is denied."""
    place = view.words.index("no")
    if not 0 <= place < view.finite or view.words[place + 1] in {"longer", "less", "fewer", "doubt", "sooner", "later"}:
        return None
    if any(token.tag not in {"NOUN", "PROPN", "ADJ", "ADP"} for token in view.tokens[place + 1 : view.finite]):
        return None
    return judged.by("no subject", polarity="-")


@asks(types={"obstacle", "statement", "refusal"}, told=True, words={"imagine", "envisage", "conceive"}, finite=True)
def unimaginable(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Could not imagine how they would run it": a stance, of which nothing is done."""
    if view.words[view.finite] not in {"could", "can", "cannot"} or NOT.isdisjoint(view.words[: view.finite + 4]):
        return None
    return replace(judged.by("unimaginable", "position", "ongoing", "-"), event=None)


@asks(types={"statement", "plan", "meeting"}, modalities={"hypothetical"}, told=False, words={"rule", "ruled", "rules"})
def not_ruled_out(view: ClauseView, judged: Judged) -> Judged | None:
    """ "He did not rule out a call", told by the outlet: his stance, and nothing more."""
    if not judged.rule.endswith("rule-out < not") or view.subject is None:
        return None
    return replace(judged.by("not ruled out", "position"), event=None, holder=view.subject)


_DROPPED = words_of("judging", "unsaid: dropped")
"""Stands that "no longer" says were given up."""


@asks(not_types={"denial"}, words={"longer"}, finite=True)
def no_longer(view: ClauseView, judged: Judged) -> Judged | None:
    """ "No longer insists on a pullout": a stand that was given up; of the pullout nothing is told."""
    place = view.words.index("longer")
    if view.words[place - 1 : place] != ("no",) or not -1 < place + 1 - view.finite < 4:
        return None
    verb = next((token for token in view.tokens[place + 1 : place + 3] if token.lemma in _DROPPED), None)
    if verb is None:
        return None
    made = replace(judged.by("no longer", "position", "ongoing", "-"), event=None, predicate=verb.lemma)
    made = replace(made, actors=(view.subject,) if view.subject else judged.actors[:1])
    return made if view.told else replace(made, holder=view.subject)


_SAID = words_of("judging", "unsaid: said")


@asks(types={"refusal"}, predicates={"fail"}, finite=True)
def failed(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The talks had failed": what did not come off; nobody refuses anything."""
    if "to" in view.words[view.finite :]:
        return None
    before = set(view.words[: view.finite])
    process = before & (word_list("nouns", "talks") | word_list("nouns", "process") | word_list("nouns", "owed"))
    made = judged.by("failed", "obstacle" if process else "statement", "happened", "-")
    return replace(made, event=None, actors=(), targets=judged.actors)


@asks(types={"refusal"}, told=True)
def not_agreed(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Said it had not agreed to cede land": of oneself, a denial; of another, what he did not do."""
    if not judged.rule.endswith("agree < not") or not judged.actors:
        return None
    near = view.words[max(view.finite, 0) : view.finite + 4]
    if {"had", "has", "have"}.isdisjoint(near) or view.finite < 0:
        return None
    if view.side_of(judged.actors[0]) == view.teller_side and view.teller_side is not None:
        return judged.by("not agreed", "denial", "denied", "-")
    return judged.by("not agreed", "statement", "happened", "-")


@asks(told=True, headline=True, words={"no"})
def no_in_title(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Lund: no pullback until mines are cleared": a refusal, or a denial where a charge follows."""
    if view.words[:1] != ("no",) or len(view.words) < 2:
        return None
    if view.finite >= 0 and {"until", "unless", "if", "before", "without"}.isdisjoint(view.words[: view.finite]):
        return None
    if not word_list("nouns", "breach").isdisjoint(view.words[1:3]):
        return replace(judged.by("no in a title", "denial", "denied", "-"), event="REJECT")
    if not word_list("nouns", "sign").isdisjoint(view.words[1:3]):
        return replace(judged.by("no in a title", "statement", "ongoing", "-"), event=None)
    if view.words[1] in {"date", "timetable", "progress", "breakthrough", "decision", "word"}:
        return replace(judged.by("no in a title", "obstacle", "happened", "-"), event=None)
    hangs = not {"until", "unless", "if", "without"}.isdisjoint(view.words)
    return replace(judged.by("no in a title", "refusal", "conditional" if hangs else "planned", "-"), event="REJECT")


@asks(types={"refusal"}, modalities={"planned"}, told=True, finite=True)
def would_not_of_itself(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The accord would not immediately halt the fighting": a thing refuses nothing."""
    head = view.words[max(0, view.finite - 1) : view.finite]
    if "modal" not in judged.rule or not head or head[0] not in word_list("nouns", "accords"):
        return None
    return replace(judged.by("would not of itself", "position", None, "-"), event=None)


@asks(words={"clear", "unclear", "known", "unknown", "certain"}, finite=True)
def unclear(view: ClauseView, judged: Judged) -> Judged | None:
    """ "It is not clear who fired the mortar": nothing is told of what is open."""
    near = unquoted(view)[:9]
    asked = next((i for i, word in enumerate(near) if word in _ASKING), -1)
    if asked < 2 or near[0] not in {"it", "what"} or judged.type in {"denial", "demand"}:
        return None
    head = near[:asked]
    if _OPEN_ADJECTIVES.isdisjoint(head) or (not {"unclear", "unknown"} & set(head) and NOT.isdisjoint(head)):
        return None
    return replace(judged.by("unclear", "statement", "ongoing", "-"), event=None, actors=(), targets=())


_ASKING = words_of("judging", "unsaid: asking")


_OPEN_ADJECTIVES = words_of("judging", "unsaid: open adjectives")


@asks(types={"statement"}, modalities={"unknown"}, told=True)
def never_rejected(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Had never rejected the idea", of oneself: a charge is turned down; of another, what he did not do."""
    chain = judged.rule.split(" < ")
    if not judged.actors:
        return None
    if _REJECTING.isdisjoint(chain) or NOT.isdisjoint(view.words[max(view.finite, 0) : view.finite + 4]):
        return None
    if view.side_of(judged.actors[0]) == view.teller_side and view.teller_side is not None:
        return replace(judged.by("never rejected", "denial", "denied", "-"), event="REJECT")
    return replace(judged.by("never rejected", "statement", "happened", "-"), event=None)


_REJECTING = frozenset({"reject"})
