"""Stances that the outlet tells of somebody, and those that a noun or an adjective names."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from guarantor.model.claim import Modality
from guarantor.model.spans import Span, overlap
from guarantor.reading.attribution.lexicon import entries
from guarantor.reading.events.lexicon import lexicon
from guarantor.reading.judging.asking import asks
from guarantor.reading.judging.beside import DENYING
from guarantor.reading.judging.clause import ClauseView
from guarantor.reading.judging.judged import Judged, word_list
from guarantor.reading.judging.stances import KINDS, stance_rows
from guarantor.reading.quick import replace
from guarantor.reading.sets import words_of

_VOICED = words_of("judging", "own: voiced")


_SELF = words_of("judging", "own: self")


@asks(words={"committed", "commitment"})
def committed(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Is committed to", "remained committed to": a promise that stands."""
    for place in range(1, len(view.words) - 1) if "committed" in view.vocabulary else ():
        if view.words[place] == "committed" and view.words[place + 1] == "to":
            before = [token.lemma for token in view.tokens[max(0, place - 3) : place]]
            if {"be", "remain", "stay"}.intersection(before):
                hangs = judged.modality == "conditional" or ("provided", "that") in pairwise(view.words[place:])
                modality: Modality = "conditional" if hangs else "ongoing"
                return judged.by("committed", "commitment", modality, "+")
        own = view.words[place] in _SELF and view.words[place - 1] == "committed" and view.words[place + 1] == "to"
        if own and judged.type not in {"denial", "refusal"}:
            return replace(judged.by("committed itself", "commitment", "planned", "+"), event="AGREE")
    return _commitment(view, judged)


def _commitment(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Reaffirmed its commitment to the accord"."""
    telling = view.unit.telling
    if "commitment" not in view.vocabulary:
        return None
    voiced = judged.predicate in word_list("nouns", "voicing") or (
        telling is not None and telling.cue_lemma in word_list("nouns", "voicing")
    )
    if voiced and judged.type in {"statement", "position", "commitment"}:
        place = view.words.index("commitment")
        if view.words[place + 1 : place + 2] == ("to",):
            return judged.by("commitment", "commitment", "ongoing", "+")
    return None


@asks(words={"red"})
def red_line(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Red lines" are a stance."""
    for place in range(len(view.words) - 1) if "red" in view.vocabulary else ():
        if view.words[place] == "red" and view.words[place + 1] in {"line", "lines"}:
            if not _PLACING.isdisjoint(view.words[max(0, place - 2) : place]):
                continue  # "pull back to the red line": one on a map
            if view.words[place + 2 : place + 5] and "account" in view.words[place + 2 : place + 5]:
                continue  # "takes our red lines into account"
            found = judged.by("red line", "position", "ongoing", "-")
            return replace(found, holder=_possessor(view, place)) if view.told else found
    return None


_PLACING = frozenset({"to", "behind", "along", "beyond", "across", "near", "at", "from", "up", "over"})
"""Prepositions before a line that somebody stands at or moves to."""


def _possessor(view: ClauseView, place: int) -> Span | None:
    """Whose it is ("President Lund's two red lines"): the name before the possessive, at most three words back."""
    for index in range(place - 1, max(0, place - 4), -1):
        if view.words[index] == "'s":
            span = (view.tokens[index - 1].start, view.tokens[index - 1].end)
            return view.cast.widened(view.unit.sentence, span)
    return None


@asks(types={"statement", "demand"}, told=False)
def demanded_of(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Remains subject to demands": something is asked of the subject, by nobody named."""
    for index, word in enumerate(view.words):
        if (
            word in {"demands", "demand", "pressure", "calls"}
            and index
            and not {"subject", "faces", "under", "facing", "face"}.isdisjoint(view.words[max(0, index - 4) : index])
            and (judged.predicate in _BEING or "under" not in view.words[max(0, index - 4) : index])
        ):
            subject = (view.subject,) if view.subject else judged.targets
            return replace(
                judged.by("demanded of", "demand", "ordered", "+"), actors=(), targets=subject, predicate="demand"
            )
    return None


_BEING = frozenset({"be", "come", "remain", "stay", "put", "find"})
"""Verbs with which "under pressure" tells what is asked of the subject, and not why it did something."""


@asks(types={"commitment"}, words=DENYING)
def promised_not(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Vowed never to negotiate": to promise that one will not do what peace asks for is to refuse it."""
    deed, *outer = judged.rule.split(" < ")
    if "not" not in outer or (judged.polarity == "-" and "did" in view.vocabulary):
        return None
    promise = next((i for i, one in enumerate(outer) if one in _PROMISING), -1)
    if not 0 <= outer.index("not") < promise or _event_of_rule().get(deed) not in _OF_PEACE:
        return None
    modality: Modality = "conditional" if judged.modality == "conditional" else "planned"
    return replace(judged.by("promised not", "refusal", modality, "-"), event="REJECT")


_PROMISING = frozenset({"promise", "pledge", "vow", "swear", "guarantee", "undertake", "@promise"})


_OF_PEACE = frozenset({"YIELD", "CONSULT", "AGREE", "AID", "COOPERATE", "SUPPORT"})
"""Events that are owed or wished for, so that not to do them is no concession."""


@cache
def _event_of_rule() -> dict[str, str]:
    """Name of a rule of events to its event."""
    return {rule.name: rule.event for rule in lexicon().rules}


@asks(types={"statement", "position", "plan"})
def voiced_noun(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Voiced its opposition to troops", "made known its rejection": the noun is the stance."""
    if judged.predicate not in word_list("nouns", "voicing"):
        return None
    begin = view.main.predicate[0] if view.main else view.start_at
    for token in view.tokens:
        noun = entries("nouns.tsv").get(token.lemma) if token.start > begin and token.tag == "NOUN" else None
        row = stance_rows().get(f"@{noun.cue_class}") if noun else None
        if row is not None and noun is not None and noun.cue_class in _VOICED:
            return judged.by("voiced-by-noun", KINDS[row["type"]], row["modality"], row["polarity"])  # type: ignore[arg-type]
    return None


@asks(types={"figure", "violation", "fulfilment"}, told=False, finite=True, figures=True)
def counts(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The commission counts 250 prisoners": its figure, not the outlet's."""
    kinds = {"figure", "violation"} | ({"fulfilment"} if judged.predicate == "receive" else set())
    if view.told or judged.type not in kinds or view.finite < 0 or (view.subject is None and not judged.actors):
        return None
    near = {token.lemma for token in view.tokens[view.finite : view.finite + 3]}
    own_tally = "receive" in near and any(one.kind == "cumulative" for one in view.figures)
    counting = not near.isdisjoint(
        {"count", "put", "estimate", "tally", "record", "register", "list", "log", "document"}
    )
    if not (counting or own_tally) or not view.figures:
        return None
    return _held_by_doer(view, judged) if judged.actors else replace(judged, holder=view.subject)


@asks(not_modalities={"alleged"}, told=False)
def own_stance(view: ClauseView, judged: Judged) -> Judged | None:
    """The outlet tells an actor's stance ("opposes", "has demanded"): the actor holds it."""
    if (not judged.actors and view.subject is None) or view.unit.side == "denied":
        return None
    if judged.modality == "hypothetical" and judged.type != "position":
        return None
    if judged.type == "demand" and (judged.rule.endswith("given until") or _asked_of_subject(view, judged)):
        return None
    if "demanded of" in judged.rule or judged.rule.endswith("untrue"):
        return None
    if judged.type == "commitment" and judged.rule.endswith((" < commitment", " < committed")):
        return _held_by_doer(view, judged) if judged.actors else replace(judged, holder=view.subject)
    if judged.type not in {"position", "demand", "denial", "refusal"} and "hold responsible" not in judged.rule:
        return None
    verb = entries("verbs.tsv").get(judged.predicate or "")
    voiced = judged.type == "denial" or "-by-noun" in judged.rule or "hold responsible" in judged.rule
    asked = [entries("verbs.tsv").get(part) for part in judged.rule.split(" < ")[1:]]
    voiced = voiced or (judged.type == "demand" and any(one and one.cue_class in _VOICED for one in asked))
    voiced = voiced or (
        judged.type == "refusal" and ("rule-out" in judged.rule or judged.predicate in {"rule", "turn"})
    )
    voiced = voiced or (judged.type == "position" and any(asked) and "headline" not in judged.rule)
    if not voiced and not (verb and verb.cue_class in _VOICED):
        return None
    return _held_by_doer(view, judged)


def _asked_of_subject(view: ClauseView, judged: Judged) -> bool:
    """ "Norland was urged to open it": it is asked of the subject, by nobody named."""
    if view.finite < 0 or view.subject is None or not any(overlap(view.subject, one) for one in judged.actors):
        return False
    near = view.tokens[view.finite : view.finite + 5]
    passive = next((i for i, token in enumerate(near) if token.fine == "VBN" and token.lemma != "be"), 0)
    if not passive or near[passive].lemma not in judged.rule.split(" < "):
        return False
    return any(token.lemma == "be" for token in near[:passive])


@asks(types={"position"}, modalities={"hypothetical"})
def backed(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Supports the talks": the stance is so, though what it is about is open."""
    outer = judged.rule.split(" < ")[-1]
    if judged.type != "position" or judged.modality != "hypothetical" or outer not in _BACKING:
        return None
    return judged.by("backed", modality="ongoing")


def _is_stuck(view: ClauseView) -> bool:
    """Whether a word of being held up stands behind "be" or "remain", and what is held up before it."""
    verb = next((i for i, token in enumerate(view.tokens) if token.lemma in {"be", "remain", "stay"}), 0)
    stuck = not word_list("nouns", "stuck").isdisjoint(view.words[verb : verb + 4])
    return stuck and not word_list("nouns", "process").isdisjoint(view.words[:verb])


@asks(types={"statement"}, not_modalities={"hypothetical", "conditional", "planned"})
def obstructed(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The talks remain frozen", "failed to agree": what holds things up."""
    if judged.polarity == "+" and view.has("nouns", "stuck") and _is_stuck(view):
        return replace(judged.by("stuck", "obstacle", "ongoing"), actors=())
    chain = judged.rule.split(" < ")
    agreeing = judged.predicate in {"agree", "reach", "make", "meet"} or chain[-2:-1] in (["agree-on"], ["agree"])
    return judged.by("no accord", "obstacle", "happened", "-") if chain[-1] == "fail" and agreeing else None


_BACKING = frozenset({"support", "back", "favour", "favor"})
"""Rules of words for a stance that is held now."""


def _held_by_doer(view: ClauseView, judged: Judged) -> Judged | None:
    """The subject of the clause where it can speak, else the doer of the deed; nobody where it only bears the deed."""
    if not judged.actors and view.subject is not None and any(overlap(view.subject, one) for one in judged.targets):
        return None
    holder = view.subject or judged.actors[0]
    known = view.cast.mention(view.unit.sentence, holder).actor
    speaks = known is not None or view.cast.speaks(view.unit.sentence, holder, free=False)
    return replace(judged, holder=holder) if speaks else None
