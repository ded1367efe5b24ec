"""What is said of a thing in so many words: called a sham, a breach, never said, stopped by oneself, put off."""

from __future__ import annotations

from guarantor.reading.judging.asking import asks
from guarantor.reading.judging.beside import CLOSED, NOT, STOPPING
from guarantor.reading.judging.clause import SPEAKERS_OWN, ClauseView
from guarantor.reading.judging.judged import Judged, word_list
from guarantor.reading.quick import replace
from guarantor.reading.sets import words_of


@asks(not_types={"denial", "demand", "refusal", "position"}, predicates={"call"})
def called_so(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Calls the pullout a sham": a stance on it; nobody is called and nothing held."""
    if view.main is None:
        return None
    begin, end = view.main.predicate
    inside = (i for i, token in enumerate(view.tokens) if begin <= token.start < end)
    place = next((i for i in inside if _calls(view, i)), -1)
    first = view.words[place + 1 : place + 2]
    if place < 0 or not first or first[0] in _NO_NAMING or view.tokens[place + 1].tag in {"ADP", "PUNCT", "PART"}:
        return None
    named = any(view.words[i] in {"a", "an", '"', "“"} for i in range(place + 2, min(place + 8, len(view.words))))
    if not named or "to" in view.words[place + 1 : place + 8]:
        return None
    made = judged.by("called so", "position", "ongoing", "+")
    return replace(made, event=None, holder=judged.holder if view.told else view.subject)


_NO_NAMING = frozenset({"a", "an", "for", "on", "off", "up", "upon", "in", "back"})


def _calls(view: ClauseView, place: int) -> bool:
    """Whether a form of "call" stands at a place."""
    return view.tokens[place].lemma == "call" or view.words[place] in {"calls", "called"}


@asks(types={"statement", "position"}, predicates={"be"}, told=True, finite=True)
def is_breach(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Their actions were a clear violation of the accords": a charge, of which the noun is the predicate."""
    near = view.words[view.finite + 1 : view.finite + 8]
    article = next((i for i, word in enumerate(near) if word in {"a", "an"}), -1)
    if article < 0 or not NOT.isdisjoint(near[:article]) or judged.modality in CLOSED:
        return None
    if word_list("nouns", "breaching").isdisjoint(near[article + 1 : article + 5]):
        return None
    if view.words[:2] == ("it", "is") and _to_do(view):  # "it is a violation of law to set conditions": of anybody
        return replace(judged.by("would be a breach", "position", "ongoing", "+"), actors=(), targets=())
    return judged.by("is a breach", "violation", "happened", "+")


def _to_do(view: ClauseView) -> bool:
    """Whether an infinitive with "to" stands in the clause."""
    return any(a == "to" and b.fine == "VB" for a, b in zip(view.words, view.tokens[1:], strict=False))


@asks(modalities={"hypothetical"}, finite=True, figures=True, words={"only", "just"})
def could_be(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Only 157 of them could be identified": what was possible with a number was done."""
    if "modal could" not in judged.rule:
        return None
    if view.words[:1] not in {("only",), ("just",)} or "if" in view.words:
        return None
    if view.words[view.finite : view.finite + 2] != ("could", "be"):
        return None
    return judged.by("could be", "figure", "happened", "+")


@asks(modalities={"hypothetical"}, told=True)
def at_work(view: ClauseView, judged: Judged) -> Judged | None:
    """ "We are working to bring them back": the effort goes on, its end lies open."""
    if not judged.rule.endswith("< work"):
        return None
    return replace(judged.by("at work", "statement", "ongoing"), event=None)


@asks(modalities={"unknown"}, types={"statement"}, headline=True, told=True)
def titled(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Aid convoy not told in advance: office", "Group confirms death of its chief": what a headline tells is so."""
    if not judged.rule.startswith("no act") or "?" in view.vocabulary or "whether" in view.vocabulary:
        return None
    return judged.by("titled", "statement", "happened", "-" if not NOT.isdisjoint(view.words[:5]) else "+")


@asks(types={"plan"}, modalities={"planned"}, told=True, words={"killing", "death", "deaths", "capture", "loss"})
def death_announced(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Announced the killing of its commander": nobody plans it; it was done."""
    if not judged.rule.endswith("< announce"):
        return None
    return judged.by("death announced", "statement" if "killing" not in view.vocabulary else "violation", "happened")


@asks(predicates={"have", "hold"}, types={"fulfilment"}, modalities={"happened", "ongoing"})
def has_them(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Has the remains of two captives": whoever has them has not given them."""
    if not judged.rule.startswith("release-announced") or {"release", "released", "handover"} & view.vocabulary:
        return None
    return replace(judged.by("has them", "statement"), event=None)


@asks(types={"demand"}, words={"truce", "ceasefire", "cease-fire"})
def truce_ordered(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Putin ordered a 30-hour truce": who orders his own side to pause promises it."""
    if "noun ceasefire < order" not in judged.rule or "modal" in judged.rule or judged.polarity == "-":
        return None
    return replace(judged.by("truce ordered", "commitment", "planned"), event="AGREE")


@asks(types={"refusal", "statement"}, told=True, words={"choice", "option", "alternative"})
def no_choice(view: ClauseView, judged: Judged) -> Judged | None:
    """ "We will have no choice but to respond": a threat, and no refusal."""
    if not any(view.words[i : i + 3] in _NO_CHOICE for i in range(len(view.words) - 2)):
        return None
    return replace(judged.by("no choice", "demand", "conditional", "+"), event="THREATEN", targets=())


@asks(types={"fulfilment", "statement"}, modalities={"happened", "ongoing"}, words={"capture", "seizure"})
def capture_done(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Had completed the capture of Lom": a place is taken, whatever the verb before the noun."""
    place = next(i for i, word in enumerate(view.words) if word in {"capture", "seizure"})
    near = view.tokens[place + 1 : place + 3]
    if judged.predicate not in _DOING_IT or len(near) < 2 or view.words[place + 1] != "of" or near[1].tag == "NUM":
        return None
    if near[1].tag != "PROPN" and word_list("nouns", "places").isdisjoint(view.words[place + 2 : place + 5]):
        return None
    return replace(judged.by("capture done", "violation"), event="ASSAULT")


_DOING_IT = words_of("judging", "stated: doing it")


@asks(predicates={"receive"}, types={"violation"}, modalities={"happened"})
def got_back(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Received a coffin from Islamic Jihad": handed over, whatever the name of whoever gave it."""
    place = next((i for i, token in enumerate(view.tokens) if token.lemma == "receive"), -1)
    if place < 0 or word_list("nouns", "owed").isdisjoint(view.words[place + 1 : place + 4]):
        return None
    return replace(judged.by("got back", "fulfilment"), event="YIELD")


@asks(types={"refusal"}, predicates={"cut", "sever"}, modalities={"happened"})
def cut_off(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The power line, which was cut on Monday": something broke, and nobody refuses anything."""
    if _LINES.isdisjoint((*view.words, *_host_words(view))):
        return None
    does = {word for span in judged.actors for word in view.document.text[slice(*span)].lower().split()}
    if does and _LINES.isdisjoint(does):
        return None
    return replace(judged.by("cut off", "statement", "happened", "+"), event=None)


def _host_words(view: ClauseView) -> tuple[str, ...]:
    """The words that a side clause hangs on."""
    if view.unit.host is None:
        return ()
    return tuple(view.document.text[slice(*view.unit.host)].lower().split())


_LINES = words_of("judging", "stated: lines")
_NO_CHOICE = (("no", "choice", "but"), ("no", "option", "but"), ("no", "alternative", "but"), ("choice", "but", "to"))


@asks(types={"violation", "position"}, words={"other", "another"}, finite=True)
def accused_each_other(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Both sides accused each other of breaking it": a charge on both sides, held by both."""
    charging = (i for i, token in enumerate(view.tokens[:-2]) if token.lemma in {"accuse", "blame"})
    place = next((i for i in charging if view.words[i + 1 : i + 3] in _EACH_OTHER), -1)
    telling = view.unit.telling
    told = telling is not None and telling.cue_class == "accuse"
    subject = telling.source[0] if told and telling is not None and telling.source else view.subject
    if place < 0 or subject is None or (view.told and not told):
        return None
    made = judged.by("accused each other", "violation", "happened", "+")
    return replace(made, event="ACCUSE", actors=(subject,), targets=(), holder=None if told else subject)


_EACH_OTHER = frozenset({("each", "other"), ("one", "another")})


@asks(types={"violation", "statement"}, modalities={"happened"}, polarity="+", predicates=STOPPING, told=True)
def own_stop(view: ClauseView, judged: Judged) -> Judged | None:
    """ "We suspended it": what was one's own to do is stopped."""
    if not judged.actors:
        return None
    if view.document.text[slice(*judged.actors[0])].lower() not in SPEAKERS_OWN:
        return None
    return replace(judged.by("own stop", "refusal", "happened", "-"), event="SANCTION")


@asks(types={"statement"}, modalities={"happened"}, polarity="+", predicates={"propose"}, finite=True)
def proposed_it(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Have proposed a 60-day pause": a plan that lies on the table, whatever numbers are in it."""
    return judged.by("proposed it", "plan", "proposed") if "proposed" in view.vocabulary else None
