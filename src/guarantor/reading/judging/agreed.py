"""What is signed, agreed on, proposed or looked into: a step of its own, whatever deed its noun is about."""

from __future__ import annotations

from guarantor.reading.judging.asking import asks
from guarantor.reading.judging.beside import behind_deed
from guarantor.reading.judging.clause import ClauseView
from guarantor.reading.judging.judged import Judged, word_list
from guarantor.reading.quick import replace

_FORMS = frozenset({"signed", "sign", "signs", "initialled", "initialed", "sealed", "agreed", "finalised", "finalized"})
_HELPERS = frozenset({"have", "has", "had"})


@asks(types={"commitment", "plan"}, modalities={"planned"}, polarity="+", words=_FORMS, finite=True)
def signed_to_do(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Have signed a deal to end the war": signed it is, though the war is yet to end."""
    place = next(i for i, word in enumerate(view.words) if word in _FORMS)
    if view.words[place] == "agreed" and view.words[place + 1 : place + 2] in {("to",), ("on",), ("that",)}:
        return None
    helped = place - 1 == view.finite and view.words[view.finite] in _HELPERS
    if place != view.finite and not helped:
        return None
    near = view.words[place + 1 : place + 6]
    aim = next((i for i in range(place + 2, len(view.words) - 1) if view.words[i] == "to"), 0)
    if word_list("nouns", "accords").isdisjoint(near) or not aim or view.tokens[aim + 1].fine != "VB":
        return None
    bearer = (view.tokens[place + 1].start, view.tokens[aim - 1].end)
    return replace(
        judged.by("signed to do", "commitment", "happened"), event="AGREE", predicate="sign", targets=(bearer,)
    )


@asks(types={"demand", "plan", "statement"}, told=True, words={"shall", "must", "will"})
def text_lays_down(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The accord stipulates that Norway will cede the islands": owed by the text, and nobody's wish."""
    telling = view.unit.telling
    if telling is None or not telling.source or telling.cue_lemma not in {"stipulate", "specify", "provide", "state"}:
        return None
    words = view.document.text[slice(*telling.source[0])].lower().split()
    if word_list("nouns", "accords").isdisjoint(words) or judged.modality in {"conditional", "hypothetical"}:
        return None
    return judged.by("text lays down", "commitment", "planned")


_ABOUT_TO_BE = frozenset(
    {"exchange", "exchanges", "swap", "swaps", "timetable", "schedule", "roadmap", "mechanism", "steps", "measures",
     "formula", "commission", "commissions", "pause", "halt", "return", "repatriation", "handover", "date", "format",
     "procedure", "procedures", "plan", "corridor", "corridors", "delimitation", "withdrawal", "reduction", "elements",
     "principles", "terms", "points"}
)  # fmt: skip


@asks(types={"statement"}, polarity="+", predicates={"agree"}, words=_ABOUT_TO_BE)
def agreed_on_it(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Have agreed on a large-scale exchange": what was agreed on lies ahead."""
    place = next((i for i, token in enumerate(view.tokens) if token.lemma == "agree" and token.tag == "VERB"), -1)
    if place < 0 or view.words[place + 1 : place + 2] not in {("on",), ("upon",)}:
        return None
    if _ABOUT_TO_BE.isdisjoint(view.words[place + 2 : place + 8]) or not view.words[place].startswith("agree"):
        return None
    return replace(judged.by("agreed on it", "commitment", "planned"), event="AGREE")


_PUT_FORWARD = frozenset({"proposal", "proposals", "offer", "offers"})


@asks(
    types={"commitment", "fulfilment", "statement"}, predicates={"make", "put", "present", "submit"}, words=_PUT_FORWARD
)
def made_a_proposal(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Had made a specific proposal for a truce": what was proposed is not agreed."""
    if judged.modality not in {"happened", "ongoing"} or judged.polarity == "-":
        return None
    if not behind_deed(view, 4) & _PUT_FORWARD or not behind_deed(view, 6) & {"for", "to"}:
        return None
    return judged.by("made a proposal", "plan", "proposed")


_LOOKING = frozenset({"consider", "review", "study", "examine", "assess", "investigate", "check"})


@asks(types={"plan"}, modalities={"hypothetical"}, told=True, words={"will", "would"})
def will_look_into(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Will consider each case": the look is what lies ahead, whatever comes of it."""
    place = next(i for i, word in enumerate(view.words) if word in {"will", "would"})
    near = view.tokens[place + 1 : place + 3]
    if not any(token.lemma in _LOOKING and token.fine == "VB" for token in near):
        return None
    if view.tokens[place + 2 : place + 3] and view.tokens[place + 2].fine == "VBG":  # "would consider releasing them"
        return None
    return judged.by("will look into", "plan", "planned")


@asks(types={"meeting"}, predicates={"gather", "collect", "convene"})
def gathered_things(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Has gathered evidence": things come together, and nobody meets."""
    if not behind_deed(view, 5) & _THINGS:
        return None
    return replace(judged.by("gathered things", "statement"), event=None)


_THINGS = frozenset(
    {"updates", "information", "evidence", "data", "facts", "signatures", "testimony", "testimonies", "intelligence",
     "reports", "samples", "statements", "names", "support", "momentum", "strength", "pace"}
)  # fmt: skip


@asks(types={"demand"}, words=frozenset({"have", "has", "had"}), told=True)
def has_time_to(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Our teams will have a week to study it": time is given, and nothing is asked for."""
    if judged.rule.split(" < ")[-1] != "have" and " < have" not in judged.rule:
        return None
    place = next(i for i, word in enumerate(view.words) if word in {"have", "has", "had"})
    near = view.words[place + 1 : place + 6]
    if "to" not in near or _SPANS.isdisjoint(near[: near.index("to")]):
        return None
    return judged.by("has time to", "plan", "planned")


_SPANS = frozenset(
    {"day", "days", "week", "weeks", "month", "months", "hours", "year", "years", "time", "until", "chance",
     "opportunity", "right", "mandate"}
)  # fmt: skip


@asks(types={"obstacle"}, told=True, polarity="-", words={"if", "unless"})
def cannot_if(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Peace cannot be restored if they stay": what somebody foresees, under a condition."""
    if {"cannot", "can"}.isdisjoint(view.words[: view.finite + 2]):
        return None
    if not any(view.words[i] in {"if", "unless"} for i in range(view.finite + 1, len(view.words))):
        return None
    return replace(judged.by("cannot if", "position", "conditional"), event=None)


@asks(types={"denial", "refusal"}, told=False, predicates={"contradict", "belie", "refute"})
def belied_by_things(view: ClauseView, judged: Judged) -> Judged | None:
    """ "This behaviour contradicts their story": what does not fit, and nobody's denial."""
    doer = judged.actors[0] if judged.actors else None
    first = view.document.text[slice(*doer)].lower().split()[0] if doer is not None else ""
    if first not in {"this", "these", "such", "that", "it"}:
        return None
    return replace(judged.by("belied by things", "statement", "ongoing", "+"), event=None)


@asks(types={"meeting"}, predicates={"gather", "collect"})
def gathered_shows(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The evidence gathered confirms that they did it": the participle only says which evidence."""
    before = view.words[: view.place_of(view.main)] if view.main is not None else ()
    if not before or before[-1] not in _THINGS:
        return None
    return replace(judged.by("gathered shows", "statement", "happened"), event=None, targets=())


@asks(types={"violation", "meeting"}, predicates={"receive", "get"})
def received_word(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Had received a report of a raid": word came in, and nobody raided anything by it."""
    if not behind_deed(view, 4) & _WORD:
        return None
    return replace(judged.by("received word", "statement"), event=None)


_WORD = frozenset({"report", "reports", "information", "word", "news", "letter", "letters", "notice", "message", "tip"})


_TRUCES = frozenset({"ceasefire", "ceasefires", "truce", "truces", "cease-fire", "cease-fires", "pause"})


@asks(types={"meeting"}, modalities={"happened", "ongoing"}, predicates={"call"}, words=_TRUCES)
def called_a_truce(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Both sides had called separate ceasefires": a truce is declared, and nobody is called."""
    if not behind_deed(view, 4) & _TRUCES or "for" in behind_deed(view, 2):
        return None
    return replace(judged.by("called a truce", "commitment", "happened"), event="AGREE")


_BATTLES = frozenset(
    {"shootout", "shoot-out", "firefight", "gunfight", "gunbattle", "clash", "clashes", "battle", "battles", "combat",
     "fighting", "exchange", "skirmish", "skirmishes"}
)  # fmt: skip


@asks(
    types={"fulfilment", "statement", "commitment"},
    modalities={"happened", "ongoing"},
    predicates={"engage"},
    words=_BATTLES,
)
def engaged_in_battle(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Engaged in a shootout with police": they fought."""
    if not behind_deed(view, 5) & _BATTLES or judged.polarity == "-":
        return None
    return replace(judged.by("engaged in battle", "violation"), event="ASSAULT", targets=())


_PLANS = frozenset({"plan", "roadmap", "timetable", "schedule", "framework", "programme"})


@asks(types={"plan"}, modalities={"planned"}, polarity="+", words={"agreed"}, finite=True)
def agreed_on_a_plan(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Agreed on a plan to normalise ties": the plan is agreed on, which is more than foreseen."""
    place = view.words.index("agreed")
    if view.words[place + 1 : place + 2] not in {("on",), ("to",), ("upon",)} or view.words[place + 2 : place + 3] != (
        "a",
    ):
        return None
    if {"plan", "roadmap", "timetable", "schedule", "framework", "programme"}.isdisjoint(
        view.words[place + 3 : place + 7]
    ):
        return None
    if place != view.finite and not (place - 1 == view.finite and view.words[view.finite] in _HELPERS):
        return None
    return replace(judged.by("agreed on a plan", "commitment", "planned"), event="AGREE")


_WAYS = frozenset(
    {"border", "borders", "crossing", "crossings", "road", "roads", "gate", "gates", "frontier", "checkpoint",
     "checkpoints", "corridor", "strait", "bridge"}
)  # fmt: skip


@asks(types={"commitment", "fulfilment", "statement"}, modalities={"happened"}, predicates={"seal"}, words=_WAYS)
def sealed_a_way(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Sealed all border crossings": a way is closed, and no deal."""
    if not behind_deed(view, 6) & _WAYS:
        return None
    return replace(judged.by("sealed a way", "violation"), event="COERCE")


@asks(types={"refusal"}, told=True, polarity="-", words={"alone"}, predicates={"meet", "go", "travel", "come"})
def not_alone(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Would not be meeting alone": they will meet, with others."""
    return judged.by("not alone", "plan", "planned", "-")


@asks(types={"demand"}, modalities={"proposed", "ordered"}, told=True, words={"have", "has", "had"})
def has_to_itself(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Both say they have to respond": what somebody holds himself bound to, and asks of nobody."""
    if not judged.rule.endswith(("< have", "< have < obliged")) or not judged.actors:
        return None
    if view.document.text[slice(*judged.actors[0])].lower() not in {"they", "he", "she", "it"}:
        return None
    side = view.side_of(judged.actors[0])
    if side is not None and side != view.teller_side:
        return None
    return judged.by("has to itself", "position", "ongoing")


_CALLING_FOR = frozenset(
    {"calls", "called", "call", "requires", "required", "require", "obliges", "obliged", "oblige", "obligates",
     "obligated", "obligate"}
)  # fmt: skip


@asks(types={"demand"}, told=False, finite=True, words=_CALLING_FOR)
def text_calls_for(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The deal calls for Norway to free 50 captives": owed by the text, and nobody's wish."""
    if view.words[view.finite] not in _CALLING_FOR:
        return None
    if view.tokens[view.finite].lemma == "call" and view.words[view.finite + 1 : view.finite + 2] != ("for",):
        return None
    if not 0 < view.finite < _TEXT or word_list("nouns", "accords").isdisjoint(view.words[: view.finite]):
        return None
    return replace(judged.by("text calls for", "commitment", "planned"), holder=None)


_LAYING_DOWN = frozenset({"entail", "include", "envisage", "involve", "foresee"})


@asks(types={"figure", "statement"}, told=False, finite=True, modalities={"happened", "ongoing", "unknown"})
def text_entails(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The truce entails letting in 18 ships": what the text has in it is yet to be done."""
    if view.tokens[view.finite].lemma not in _LAYING_DOWN or view.finite + 1 >= len(view.tokens):
        return None
    subject = view.words[: view.finite]
    if view.tokens[view.finite + 1].fine != "VBG" or len(subject) > _TEXT:
        return None
    it = subject in {("it",), ("it", "also")} and view.tokens[view.finite].lemma != "include"
    if not it and word_list("nouns", "accords").isdisjoint(subject) and _TRUCES.isdisjoint(subject):
        return None
    return judged.by("text entails", "plan", "planned")


_TEXT = 7
"""Words within which a text that calls for something is named."""


@asks(types={"statement"}, modalities={"unknown"}, told=True)
def insists_on(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Is insisting on a ceasefire before talks": it is asked for."""
    telling = view.unit.telling
    if telling is None or telling.cue_lemma != "insist" or telling.rule != "verb:prep" or telling.negated:
        return None
    return judged.by("insists on", "demand", "ordered")


@asks(types={"violation"}, told=True, words={"blamed", "blames", "blame", "blaming"})
def blamed_on(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Blamed the shooting on the authorities": who stands behind "on" is charged with it."""
    telling = view.unit.telling
    if telling is None or telling.cue_lemma != "blame" or telling.rule != "verb:object":
        return None
    begins = next((i for i, token in enumerate(view.tokens) if token.start >= view.unit.content[0][0]), 0)
    place = next((i for i in range(begins + 1, len(view.words) - 1) if view.words[i] == "on"), 0)
    if not place or {"for", "of"} & set(view.words[begins:place]) or view.tokens[place + 1].tag not in _NAMED:
        return None
    end = place + 1
    while end < len(view.tokens) and (view.tokens[end].tag in _NAMED or view.words[end] == "'s"):
        end += 1
    doer = (view.tokens[place + 1].start, view.tokens[end - 1].end)
    if any(time.span[0] <= doer[0] < time.span[1] for time in view.times):
        return None
    return replace(judged.by("blamed on"), actors=(doer,), targets=())


_NAMED = frozenset({"DET", "ADJ", "NOUN", "PROPN"})
