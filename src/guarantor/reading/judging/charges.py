"""Breaches charged in plain words, and charges that are turned down: what no single verb of the lists shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from guarantor.model.spans import overlap
from guarantor.reading.attribution.lexicon import entries
from guarantor.reading.judging.asking import asks
from guarantor.reading.judging.clause import SPEAKERS_OWN, ClauseView
from guarantor.reading.judging.judged import Judged, word_list
from guarantor.reading.patterns import read_table
from guarantor.reading.quick import replace
from guarantor.reading.sets import words_of

_SO = frozenset({"happened", "ongoing", "alleged"})
_NEAR = 7
"""Words between a verb and what it is done to."""
_FAILING = frozenset({"fail", "refuse", "neglect", "decline"})
_MISHAPS = words_of("judging", "charges: mishaps")
"""What happens by nobody's hand."""
_HARM = frozenset({"ASSAULT", "COERCE"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """One line of the list: verbs, the words behind them, and whether the deed must be denied."""

    verbs: frozenset[str]
    objects: tuple[tuple[str, ...], ...]
    denied: bool


@cache
def _charges() -> dict[str, tuple[Charge, ...]]:
    """Verb to the lines that name it."""
    found: dict[str, tuple[Charge, ...]] = {}
    for row in read_table("judging/charges.tsv"):
        objects = () if row["object"] == "-" else tuple(tuple(one.split()) for one in row["object"].split("|"))
        charge = Charge(verbs=frozenset(row["verb"].split("|")), objects=objects, denied=row["sign"] == "-")
        for verb in charge.verbs:
            found[verb] = (*found.get(verb, ()), charge)
    return found


@asks(types={"violation"}, words=_MISHAPS)
def blamed_on_mishap(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Blamed the blast on a gas leak": nobody is charged."""
    if "blame" not in view.lemmas and "attribute" not in view.lemmas:
        return None
    place = next(i for i, token in enumerate(view.tokens) if token.lemma in {"blame", "attribute"})
    behind = view.words[place + 1 : place + 8]
    if {"on", "to"}.isdisjoint(behind) or _MISHAPS.isdisjoint(behind):
        return None
    return replace(judged.by("mishap", "statement", "happened"), event=None, actors=(), targets=())


@asks(types={"violation"}, told=True)
def accused_one(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Blamed the Front", "accused Norway of bias": whoever is charged does it, and not who charges."""
    telling = view.unit.telling
    if telling is None or telling.cue_class != "accuse" or view.unit.role != "act" or telling.rule != "verb:object":
        return None
    own = [one for one in judged.actors if not any(overlap(one, part) for part in (*telling.source, *telling.cue))]
    if own:
        return None
    begin = view.unit.content[0][0]
    tokens = [token for token in view.tokens if token.start >= begin][:_LONGEST_NAME]
    stop = next((i for i, t in enumerate(tokens) if t.text in {"of", "for", "and"} or t.tag in _PAST_NAME), len(tokens))
    if not 0 < stop < _LONGEST_NAME or all(token.tag == "PRON" for token in tokens[:stop]):
        return None
    span = (tokens[0].start, tokens[stop - 1].end)
    rest = tuple(one for one in judged.targets if not overlap(one, span))
    return replace(judged, actors=(span,), targets=rest)


_LONGEST_NAME = 9
_PAST_NAME = frozenset({"VERB", "AUX", "PUNCT", "ADP", "SCONJ"})


def _of_another(view: ClauseView, judged: Judged) -> bool:
    """Whether the deed is another's than the speaker's, as far as the words show."""
    doer = judged.actors[0] if judged.actors else None
    if doer is None:
        return True
    if view.document.text[slice(*doer)].lower() in SPEAKERS_OWN:
        return False
    side = view.side_of(doer)
    return side is None or side != view.teller_side


@asks(types={"statement", "position", "refusal"}, told=True)
def word_broken(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Has not kept its word", "changed only uniforms", told by another: a charge of breach."""
    if judged.modality not in _SO and not (judged.modality == "unknown" and judged.polarity == "-"):
        return None
    known = _charges()
    if known.keys().isdisjoint(view.lemmas):
        return None
    for index, token in enumerate(view.tokens):
        if token.tag not in {"VERB", "AUX"} or token.lemma not in known:
            continue
        denied = judged.polarity == "-" or not _FAILING.isdisjoint(one.lemma for one in view.tokens[:index])
        for charge in known[token.lemma]:
            if charge.denied == denied and _stands(view, index, charge.objects) and _of_another(view, judged):
                modality = judged.modality if judged.modality == "ongoing" and judged.polarity == "+" else "happened"
                return judged.by("word broken", "violation", modality, "+")
    return None


def _stands(view: ClauseView, verb: int, objects: tuple[tuple[str, ...], ...]) -> bool:
    """Whether one of the phrases follows the verb, or none is needed."""
    if not objects:
        return True
    return any(
        tuple(view.words[place : place + len(phrase)]) == phrase
        for phrase in objects
        for place in range(verb + 1, min(verb + 1 + _NEAR, len(view.words)))
    )


@asks(types={"statement", "position", "figure"}, modalities=_SO, polarity="+", words={"in"})
def in_breach(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Strung wire across the road in breach of the accord": what was done is charged as a breach."""
    for index in range(max(view.finite, 0), len(view.words) - 2) if view.has("nouns", "breaching") else ():
        if view.words[index] != "in" or view.words[index - 1] == "not":
            continue
        near = view.words[index + 1 : index + 5]
        noun = next((i for i, word in enumerate(near) if word in word_list("nouns", "breaching")), -1)
        if noun >= 0 and "of" in near[noun + 1 : noun + 2] and _of_another(view, judged):
            return judged.by("in breach", "violation", "happened" if judged.modality == "alleged" else None, "+")
    return None


@asks(types={"position"}, told=True)
def called_breach(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Called the raid a blatant violation of the truce": a charge, though the verb is one of opinion."""
    telling = view.unit.telling
    if judged.type != "position" or telling is None or telling.cue_class not in {"describe", "believe", "oppose"}:
        return None
    begin = telling.cue[-1][1] if telling.cue else 0
    words = [word for word, token in zip(view.words, view.tokens, strict=True) if token.start >= begin]
    if telling.negated or not {"not", "no"}.isdisjoint(words):
        return None
    for index, word in enumerate(words):
        joined = word == "as" or (word in {"a", "an"} and telling.cue_class != "oppose")
        if joined and not word_list("nouns", "breaching").isdisjoint(words[index + 1 : index + 5]):
            return replace(judged.by("called a breach", "violation", "happened", "+"), actors=(), targets=())
    return None


@asks(types={"statement", "violation"}, modalities=_SO, polarity="-")
def own_innocence(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The army said it had not carried out the strike": the speaker turns a charge down."""
    broken = judged.rule.split(" < ")[0] in {"violate", "norm-broken", "ceasefire-broken"}
    harm = broken or judged.event in _HARM or view.has("nouns", "breach")
    if not view.told or not harm or not judged.actors or not _NEGATIONS.intersection(view.words):
        return None
    if _of_another(view, judged) or not _FAILING.isdisjoint(judged.rule.split(" < ")):
        return None
    return judged.by("own innocence", "denial", "denied", "-")


@asks(
    types={"statement", "position"},
    polarity="-",
    told=True,
    finite=True,
    words={"involved", "nothing", "no", "responsible"},
)
def no_part(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Said it had no part in the blast", "it was not involved in it": the speaker turns a charge down."""
    near = " ".join(view.words[view.finite : view.finite + 8])
    if not any(map(near.__contains__, word_list("nouns", "no-part"))):
        return None
    subject = judged.actors[0] if judged.actors else view.subject
    own = view.words[0] in {"it", "they", "we", "i", "he", "she"}
    if not own and (subject is None or view.teller_side is None or view.side_of(subject) != view.teller_side):
        return None
    return replace(judged.by("no part", "denial", "denied", "-"), event="REJECT", targets=())


_NEGATIONS = words_of("judging", "charges: negations")


@asks(types={"statement", "figure"}, modalities=_SO, polarity="+")
def protected_seized(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Detained 20 UN staff": holding those whom a truce protects is no plain arrest."""
    held = judged.rule.split(" < ")[0] in {"arrest", "arrest-made"} or judged.predicate in {"seize", "hold", "take"}
    if judged.type not in {"statement", "figure"} or judged.modality not in _SO or judged.polarity == "-" or not held:
        return None
    whom = {word for span in judged.targets for word in view.document.text[slice(*span)].lower().split()}
    if word_list("nouns", "protected").isdisjoint(whom):
        return None
    return judged.by("protected seized", "violation")


@asks(types={"violation"}, predicates={"shoot", "down", "intercept", "destroy", "repel"})
def shot_down(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Shot down 41 drones", "intercepted a missile": what flew in is stopped, which breaks no truce."""
    if any(one.lemma in {"kill", "wound", "injure"} and one.polarity == "+" for one in view.deeds):
        return None
    whom = {word for span in judged.targets for word in view.document.text[slice(*span)].lower().split()}
    if not judged.targets and "which" in view.words[:4]:  # "113 drones, 94 of which were shot down"
        whom |= set(
            view.document.text[max(0, view.start_at - 60) : view.start_at].lower().replace(",", " ").split()[-6:]
        )
    counted = judged.predicate == "shoot" and "them" in whom and bool(view.figures)
    only = judged.predicate in {"down", "intercept"} and not any(view.side_of(one) for one in judged.targets)
    if word_list("nouns", "flying").isdisjoint(whom) and not only and not counted:
        return None
    return judged.by("shot down", "statement")


_SWARM = 12
"""Drones or missiles launched that are too many for a test."""


@asks(types={"statement", "figure"}, modalities=_SO, polarity="+", predicates={"launch", "fire", "send"})
def flung(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Launched 73 drones at the town": an attack, where a launch alone may be a test."""
    words = view.words[max(view.finite, 0) :]
    place = next((i for i, word in enumerate(words) if word in word_list("nouns", "flying")), -1)
    swarm = any(max(one.value or 0, one.low or 0) >= _SWARM for one in view.figures) and words[place - 1].isdigit()
    aimed = {"at", "against", "towards", "toward", "into", "overnight"}.intersection(words[place + 1 : place + 3])
    if place < 0 or not (aimed or swarm):
        return None
    return replace(judged.by("flung", "violation"), event="ASSAULT")


@asks(types={"statement", "figure"}, modalities=_SO, polarity="+", predicates={"vote"}, finite=True)
def voted(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Voted 13-0 to extend the mandate": a vote was held."""
    if view.tokens[view.finite].lemma not in {"vote", "have"}:
        return None
    return replace(judged.by("voted", "meeting", "happened"), targets=())


@asks(types={"statement"}, predicates={"remain", "be", "stay"})
def in_custody(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Remains under house arrest", "is still in custody": a state that somebody else keeps up."""
    if judged.event is not None:
        return None
    behind = view.words[max(view.finite, 0) : view.finite + 6]
    if {"under", "in"}.isdisjoint(behind) or word_list("nouns", "custody").isdisjoint(behind):
        return None
    return replace(judged.by("in custody"), event="COERCE")


@asks(types={"statement"}, modalities=_SO, polarity="-", told=False)
def not_passed(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Has so far failed to pass a law", "has yet to reply": what is awaited did not come."""
    chain = judged.rule.split(" < ")
    if judged.type != "statement" or judged.polarity != "-" or judged.modality not in _SO or view.told:
        return None
    failed = "fail" in chain and judged.predicate in {"pass", "adopt", "approve", "ratify", "appoint", "form", "name"}
    awaited = "yet" in chain and judged.predicate in {"respond", "reply", "answer", "decide", "agree", "sign", "ratify"}
    once = "fail" in chain and view.finite >= 0 and view.words[view.finite] == "failed"
    return judged.by("awaited", "obstacle", "happened" if once else "ongoing") if failed or awaited else None


@asks(types={"violation", "commitment"}, not_modalities={"hypothetical"}, told=False, finite=True)
def charged_or_offered(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Accused them of firing", "offered to hand over maps": whoever accuses or offers says so himself."""
    if "demanded of" in judged.rule:
        return None
    outer = entries("verbs.tsv").get(judged.rule.split(" < condition")[0].split(" < ")[-1])
    if outer is None or view.subject is None or view.main is None or not view.main.speakers:
        return None
    charged = judged.type == "violation" and outer.cue_class == "accuse"
    promised = judged.type == "commitment" and outer.cue_class in {"promise", "propose"}
    if not (charged or promised):
        return None
    return replace(judged, holder=view.subject)
