"""What has not come about: feared, hoped, put off, awaited, hung on a condition, only likely."""

from __future__ import annotations

from guarantor.reading.judging.asking import asks
from guarantor.reading.judging.beside import NOT, unquoted
from guarantor.reading.judging.clause import ClauseView
from guarantor.reading.judging.judged import Judged
from guarantor.reading.quick import replace
from guarantor.reading.sets import words_of


@asks(
    types={"statement", "position", "violation", "plan"},
    told=True,
    words={"fear", "fears", "feared", "fearing", "worry"},
)
def feared(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Residents fear the strike may be followed by others": nothing has come about yet."""
    place = next((i for i, token in enumerate(view.tokens[:8]) if token.lemma in {"fear", "worry"}), 0)
    if place < 1 or view.tokens[place - 1].tag not in {"NOUN", "PROPN", "PRON", "ADV", "AUX"}:
        return None
    if view.words[place + 1 : place + 2] in {("of",), ("for",), ("over",), ("among",)}:
        return None
    return replace(judged.by("feared", "position", "hypothetical"), event=None)


_AHEAD = frozenset({"can", "could", "will", "would", "is", "are"})


@asks(types={"obstacle", "statement"}, polarity="-", told=True, words=_AHEAD)
def nothing_unless(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Nothing can be signed as long as they stay": a refusal that hangs on a condition."""
    words = unquoted(view)
    if words[:1] not in {("nothing",), ("no",), ("none",), ("nobody",)} or _HANGING_ON.isdisjoint(view.vocabulary):
        return None
    if {"can", "could", "will", "would"}.isdisjoint(view.vocabulary) and not _is_going_on(view):
        return None
    joined = " ".join(words)
    if not any(one in joined for one in (" as long as ", " so long as ", " unless ", " until ", " before ")):
        return None
    return replace(judged.by("nothing unless", "refusal", "conditional", "-"), event="REJECT", actors=())


def _is_going_on(view: ClauseView) -> bool:
    """ "Nobody is leaving": a present that is meant for what comes."""
    near = view.tokens[view.finite : view.finite + 3] if view.finite >= 0 else ()
    return any(token.fine == "VBG" for token in near)


_HANGING_ON = words_of("judging", "ahead: hanging on")


@asks(types={"plan", "statement"}, modalities={"hypothetical"}, told=True, words={"would", "will"})
def would_have_to(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Would have to halt it unless money arrives": what comes where the condition is not met."""
    place = next((i for i, word in enumerate(view.words) if word in {"would", "will"}), 0)
    if view.words[place + 1 : place + 3] != ("have", "to") or not {"unless", "if"} & view.vocabulary:
        return None
    return judged.by("would have to", "plan", "conditional")


@asks(types={"statement", "plan", "fulfilment", "meeting", "commitment"}, polarity="-", told=False, words={"yet"})
def yet_to(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The parties have yet to exchange the lists": what is awaited holds things up."""
    if view.words[max(view.finite, 0) : view.finite + 3][1:] != ("yet", "to") or _PARTIES.isdisjoint(view.words[:4]):
        return None
    return judged.by("yet to", "obstacle", "happened", "-")


@asks(types={"plan", "position"}, modalities={"alleged"})
def alleged_thought(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Is said to be weighing a reopening": nothing is settled, whoever says so."""
    weighed = {"weigh", "consider", "mull", "study", "contemplate", "explore"} & set(judged.rule.split(" < "))
    return judged.by("alleged thought", modality="hypothetical") if weighed else None


_PARTIES = words_of("judging", "ahead: parties")


_WAITING = words_of("judging", "ahead: waiting")


@asks(types={"statement", "plan"}, modalities={"hypothetical", "unknown"}, words=_WAITING, finite=True)
def waiting_for(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Were waiting for permission to leave": they wait, whatever comes of it."""
    if _WAITING.isdisjoint(view.words[view.finite : view.finite + 4]) or view.tokens[view.finite].fine == "MD":
        return None
    if judged.polarity == "-" or "if" in view.vocabulary:
        return None
    made = judged.by("waiting for", "figure" if view.figures else "statement", "ongoing")
    return replace(made, event=None, predicate="wait")


@asks(types={"statement"}, modalities={"hypothetical"}, figures=True, finite=True)
def thought_to_be(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Fewer than 1,300 civilians are believed to remain": the number is the news, though only believed."""
    if judged.rule.split(" < ")[-1] not in _THOUGHT:
        return None
    first = any(one.span[0] - view.tokens[0].start < _NEAR for one in view.figures)
    return judged.by("thought to be", "figure") if first else None


_THOUGHT = words_of("judging", "ahead: thought")


_NEAR = 14
"""Characters before a number that opens its clause ("Fewer than", "At least")."""


@asks(types={"refusal"}, predicates={"postpone", "delay", "defer", "reschedule"}, modalities={"happened"})
def postponed(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Said the vote had been postponed until Thursday": what holds it up, whoever put it off."""
    return replace(judged.by("postponed", "obstacle", polarity="+"), event=None)


@asks(types={"demand"}, modalities={"hypothetical"})
def may_have_to(view: ClauseView, judged: Judged) -> Judged | None:
    """ "May have to be called off": foreseen, though not sure, and asked of nobody."""
    chain = judged.rule.split(" < ")
    if judged.type != "demand" or judged.modality != "hypothetical" or "have" not in chain:
        return None
    return judged.by("may have to", "plan") if {"modal may", "modal might", "modal could"} & set(chain) else None


@asks(types={"obstacle"}, modalities={"planned"})
def delayed(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Delayed the handover": what holds it up was done."""
    if not judged.rule.endswith("< delay"):
        return None
    return judged.by("delayed", modality="happened") if "modal" not in judged.rule else None


@asks(predicates={"hope"}, types={"commitment", "fulfilment", "meeting", "plan", "statement"}, finite=True)
def hoped(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Had hoped that a deal could be signed": a wish, whatever was wished for."""
    if judged.modality == "hypothetical":
        return None
    made = judged.by("hoped", "position", "hypothetical")
    return replace(made, event=None, holder=judged.holder if view.told else view.subject)


@asks(types={"plan"}, modalities={"hypothetical"}, predicates={"be", "remain"}, words={"likely", "unlikely"})
def likely_so(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The toll is likely to be higher": an estimate of how things are, and nothing planned."""
    return judged.by("likely so", "statement") if "likely" in judged.rule else None


@asks(predicates={"assure"}, modalities={"happened", "ongoing"}, words={"would", "will"})
def assured(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Had assured Norway they would give it access": a promise of whoever assures."""
    whom = view.words[max(view.finite, 0) :]
    ahead = next((i for i, word in enumerate(whom) if word in {"would", "will"}), 0)
    if judged.type not in {"statement", "position"} or not 1 < ahead < 12 or judged.polarity == "-":
        return None
    denied = not NOT.isdisjoint(whom[ahead : ahead + 3])
    return judged.by("assured", "refusal" if denied else "commitment", "planned", "-" if denied else "+")


@asks(types={"obstacle"}, modalities={"planned"}, finite=True)
def was_put_off(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The meeting has been put off twice": that it was put off is done, whatever becomes of it."""
    if view.words[view.finite] not in {"has", "have", "had"} or "been" not in view.words[view.finite : view.finite + 4]:
        return None
    return judged.by("was put off", modality="happened")


@asks(types={"refusal", "plan", "statement"}, words={","})
def if_it_were(view: ClauseView, judged: Judged) -> Judged | None:
    """ "If they were serious, these would not be here": what is inferred, and nobody's refusal."""
    if "if" not in view.words[:2]:
        return None
    words = unquoted(view)
    comma = words.index(",")
    open_still = any(
        word == "were" and token.fine == "VBN"
        for word, token in zip(view.words[:comma], view.tokens[1 : comma + 1], strict=False)
    )
    if (
        open_still
        or words[0] != "if"
        or {"were", "had"}.isdisjoint(words[:comma])
        or "would" not in words[comma : comma + 6]
    ):
        return None
    return replace(judged.by("if it were", "position" if view.told else "statement", "hypothetical"), event=None)
