"""Whether a claim is worth making: told words are; the outlet's own must tell a deed, a figure or something dated."""

from __future__ import annotations

from guarantor.reading.judging.clause import ClauseView
from guarantor.reading.judging.judged import Judged, word_list
from guarantor.reading.lifted import outside
from guarantor.reading.sets import words_of

HARD = frozenset(
    {"denial", "refusal", "violation", "fulfilment", "commitment", "demand", "meeting", "figure", "obstacle"}
)
"""Kinds that tell something checkable by themselves."""
_DEEDS = frozenset({"meeting", "fulfilment", "violation", "commitment"})
_PROCESS = frozenset({"meeting", "fulfilment", "commitment", "refusal", "demand", "obstacle"})
_TOLD_ASIDE = frozenset({"violation", "fulfilment", "commitment", "meeting", "refusal", "obstacle", "figure"})
"""Kinds that a side clause may tell by itself."""
_MEASURE = ("violation", "COERCE")
"""What was closed or suspended, told in passing: whether it is a breach stays open."""
_SIDES = words_of("judging", "checkable: sides")
_PAPERS = words_of("judging", "checkable: papers")
"""What may say what would be, without a verb of saying ("a draft resolution would authorise the force")."""
_RELATIVE = words_of("judging", "checkable: relative")
_SHORT = 8
"""Words below which "that was ..." only points back."""
_UNVERIFIED = words_of("judging", "checkable: unverified")
"""What an outlet says that it could not do with another's words: no claim of its own."""
_OURS = words_of("judging", "checkable: ours")


_NAMING = frozenset({"named", "identified"})
_SUPPOSING = frozenset({"believe", "think", "say", "suspect", "presume", "understand", "report", "assume", "know"})
"""Passives that tell what nobody named vouches for ("is said to have left")."""


_READING = frozenset({"consult", "see", "view", "obtain", "review", "read"})
"""What an outlet does with a paper (", which the paper has consulted,")."""
_OFFERS = words_of("judging", "checkable: offers")
_HELPERS = words_of("judging", "checkable: helpers")
_BROKERED = frozenset({"brokered", "mediated", "facilitated", "hosted"})
_FRAGMENT = 3
"""Words below which what opens with a helper is a piece of a clause ("..., or would be")."""
_HOSTING = words_of("judging", "checkable: hosting")
"""Verbs that only say whose mediation it is (", which led the mediation,")."""


def is_checkable(view: ClauseView, judged: Judged) -> bool:
    """False for colour, weighing, opinion and guesses in the outlet's own voice."""
    unnamed = "anonymity" in view.words or not {"named", "identified"}.isdisjoint(view.words)
    if unnamed and ("anonymity" in (bare := outside(view.words)) or (_NAMING & {*bare[-8:]} and "asked" in bare)):
        return view.told and view.unit.role == "tell"
    if not view.told and _UNVERIFIED.intersection(view.words) and {"not", "n't", "n’t", "unable"} & set(view.words):
        return False
    if judged.predicate == "be" and view.words[:1] in {("that",), ("this",), ("it",)} and len(view.words) < _SHORT:
        return judged.type != "statement" or (view.told and any(token.fine == "VBG" for token in view.tokens[2:4]))
    if not view.told and _is_cut_off(view):
        return False
    if not view.told and (view.words[:1] == ("whether",) or "?" in view.vocabulary):
        return False
    if view.finite < 0 and view.words[:2] in {
        ("brokered", "by"),
        ("mediated", "by"),
        ("facilitated", "by"),
        ("hosted", "by"),
    }:
        return False
    if len(view.words) < _FRAGMENT and view.words[:1] and view.words[0] in _HELPERS:
        return False
    if view.words[:1] == ("which",) and judged.predicate in _READING:
        return False
    telling = view.unit.telling
    if judged.type == "refusal" and "decline" in judged.rule and not {"named", "identified"}.isdisjoint(view.words):
        return False
    plain = telling is not None and telling.rule == "verb:object"
    if plain and judged.rule == "no act" and judged.modality == "unknown":  # "announced the sale": nothing more is told
        return False
    if view.unit.side:
        return _is_deed_aside(view, judged)
    if view.told or judged.holder is not None:
        return judged.predicate not in {"disagree"} or view.told
    offered = view.words[:1] == ("under",) and not _OFFERS.isdisjoint(view.words[1:4])
    if offered and judged.type == "plan" and view.figures:
        return True
    if judged.type == "plan" and judged.event and judged.rule.endswith(" < be") and view.figures:
        return True  # "40,000 fighters are to be disarmed"
    if judged.type == "plan" and "modal would" in judged.rule and not view.has("nouns", "deal") and not view.headline:
        return not _PAPERS.isdisjoint(view.words[:4]) and view.names_something
    if judged.type in {"commitment", "refusal"} and not _SIDES.isdisjoint(view.words[:4]):
        return True
    guess = judged.modality == "hypothetical" and not (view.names_somebody and judged.event is not None)
    supposed = judged.modality in {"hypothetical", "alleged"} and not _SUPPOSING.isdisjoint(judged.rule.split(" < "))
    if supposed and {"have", "been"} & view.vocabulary:
        at_a_time = any(time.start or time.end for time in view.times)
        return at_a_time or (judged.event is not None and (bool(view.figures) or view.names_something))
    if guess or judged.modality == "unknown" or _is_opinion(view, judged):
        return False
    if view.words and view.words[0] in _RELATIVE and (judged.type not in _DEEDS or judged.modality != "happened"):
        return False
    dated = any(time.start or time.end for time in view.times)
    named = view.names_somebody
    if judged.type == "obstacle" and (
        not _SIDES.isdisjoint(view.words)
        or judged.rule.endswith(
            (
                "neither done",
                "no answer",
                "yet to",
                "not decided",
                "put-off",
                "postpone",
                "call-off",
                "no date set",
                "was put off",
            )
        )
    ):
        return True
    if judged.type in HARD:
        if judged.type in {"commitment", "refusal", "fulfilment"} and view.subject is not None:
            kind = view.cast.phrase(view.unit.sentence, view.subject).kind
            if kind in {"institution", "epithet"} and view.words[:1] == ("the",):
                return True
        told_plainly = judged.type in _PROCESS or judged.type == "violation"
        return dated or named or bool(view.figures) or (told_plainly and view.names_something)
    if judged.rule.endswith("in custody"):
        return named or view.names_something
    coloured = judged.predicate in word_list("colour", "verb")
    weighing = view.has("colour", "weighing")
    if judged.type == "statement" and view.headline and judged.event is not None and view.names_something:
        return True
    if judged.rule.endswith("undecided"):
        return named
    if judged.type == "statement":
        return (dated or (named and judged.event is not None)) and not coloured and not weighing
    if judged.type == "plan" and not weighing and view.finite >= 0 and view.words[view.finite] in {"will", "shall"}:
        return named or dated or view.names_something
    return (dated or named or view.names_something) and not ((coloured or weighing) and not dated)


def _is_deed_aside(view: ClauseView, judged: Judged) -> bool:
    """Whether a side clause tells a deed that was done, and when, by whom named, or how often."""
    if view.words[:3] == ("which", "broke", "out") or view.words[:2] == ("broke", "out"):
        return False
    if judged.type == "denial" or view.unit.side in {"charged", "weighed", "denied"}:
        return judged.holder is not None
    if judged.type == "violation" and (judged.holder is not None or view.unit.given == "attack"):
        return True
    if (
        judged.type == "figure"
        and view.unit.side not in {"doer", "bearer"}
        and view.figures
        and judged.modality in {"happened", "ongoing"}
    ):
        return True
    if judged.type not in _TOLD_ASIDE or judged.modality not in {"happened", "ongoing"}:
        return False
    if judged.event is None and judged.type != "obstacle":
        return False
    if "broker" in judged.rule.split(" < ") or (judged.type == "meeting" and judged.predicate in _HOSTING):
        return False
    if (judged.type == "meeting" and judged.modality == "ongoing") or (judged.type, judged.event) == _MEASURE:
        return False
    if judged.type == "obstacle" and not _SIDES.isdisjoint(view.words):
        return True
    dated = any(time.start or time.end for time in view.times)
    host = view.unit.host
    known = host is not None and view.cast.mention(view.unit.sentence, host).actor is not None
    placed = judged.type in {"violation", "obstacle"} and view.names_something
    return dated or known or placed or view.names_somebody or bool(view.figures)


def _is_cut_off(view: ClauseView) -> bool:
    """ "Former commanders accepted | accusations by a court that ...": the verb whose object is told by another."""
    if not view.tokens or view.tokens[-1].fine not in {"VBD", "VBZ", "VBP"} or view.finite < 0:
        return False
    sentence = view.document.sentences[view.unit.sentence]
    behind = sentence.inside((view.start_at, view.end_at))[1]
    return behind < len(sentence.tokens) and sentence.tokens[behind].tag in {"DET", "NOUN", "PROPN", "ADJ", "NUM"}


def _is_opinion(view: ClauseView, judged: Judged) -> bool:
    """The writer asks, addresses the reader, or says what ought to be."""
    ours = not _OURS.isdisjoint(view.vocabulary)
    if ours and any(w in _OURS and token.text != "US" for w, token in zip(view.words, view.tokens, strict=True)):
        return True
    sentence = view.document.sentences[view.unit.sentence]
    if view.document.text.endswith("?", sentence.start, sentence.end):
        return True
    return judged.type == "demand" and "demanded of" not in judged.rule and "modal" in judged.rule
