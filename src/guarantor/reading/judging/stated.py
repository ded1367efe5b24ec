"""What is said of a thing in so many words: called a sham, a breach, never said, stopped by oneself, put off."""

from __future__ import annotations

from guarantor.reading.judging.asking import asks
from guarantor.reading.judging.beside import CLOSED, STOPPING
from guarantor.reading.judging.clause import SPEAKERS_OWN, ClauseView, Judged, word_list
from guarantor.reading.quick import replace

_NOT = frozenset({"not", "n't", "n’t", "never", "no"})


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
    if article < 0 or not _NOT.isdisjoint(near[:article]) or judged.modality in CLOSED:
        return None
    if word_list("nouns", "breaching").isdisjoint(near[article + 1 : article + 5]):
        return None
    return judged.by("is a breach", "violation", "happened", "+")


@asks(types={"statement"}, told=True, words=_NOT)
def never_said(view: ClauseView, judged: Judged) -> Judged | None:
    """ "I never said so", "we did not say that": a denial."""
    if _NOT.isdisjoint(view.words[:6]):
        return None
    words = _unquoted(view)
    if words[:1] not in {("i",), ("we",)} or _NOT.isdisjoint(words[1:4]):
        return None
    if _DONE_BY_US.isdisjoint(words[1:5]):
        return None
    return replace(judged.by("never said", "denial", "denied", "-"), event="REJECT")


_DONE_BY_US = frozenset(
    {"said", "say", "promised", "agreed", "ordered", "reject", "rejected", "refuse", "refused", "withdraw", "withdrawn"}
)


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


@asks(not_types={"denial", "refusal"}, words={"that"}, told=True, finite=True)
def not_said(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The minister had not said that aid would stop": nothing is told of what was not said."""
    that = view.words.index("that")
    head = view.words[view.finite : that]
    if not 0 < that - view.finite < 5 or _NOT.isdisjoint(head) or _SAID.isdisjoint(head):
        return None
    return replace(judged.by("not said", "statement", "happened", "-"), event=None, targets=())


@asks(modalities={"unknown"}, types={"statement"}, headline=True, told=True)
def titled(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Aid convoy not told in advance: office", "Group confirms death of its chief": what a headline tells is so."""
    if not judged.rule.startswith("no act") or "?" in view.vocabulary or "whether" in view.vocabulary:
        return None
    return judged.by("titled", "statement", "happened", "-" if not _NOT.isdisjoint(view.words[:5]) else "+")


@asks(types={"plan"}, modalities={"planned"}, told=True, words={"killing", "death", "deaths", "capture", "loss"})
def death_announced(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Announced the killing of its commander": nobody plans it; it was done."""
    if not judged.rule.endswith("< announce"):
        return None
    return judged.by("death announced", "statement" if "killing" not in view.vocabulary else "violation", "happened")


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
    words = _unquoted(view)
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


_HANGING_ON = frozenset({"long", "unless", "until", "before"})


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


_DOING_IT = frozenset({"complete", "announce", "report", "claim", "confirm", "celebrate", "finish", "achieve"})


@asks(types={"refusal", "violation", "statement"}, told=True, words={"evidence", "proof", "indication"})
def no_evidence(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Had seen no evidence that would allow it to confirm either": what was not seen, and nobody's refusal."""
    place = next(i for i, word in enumerate(view.words) if word in {"evidence", "proof", "indication"})
    if view.words[place - 1] != "no" or not 0 <= view.finite < place or judged.modality == "happened":
        return None
    return replace(judged.by("no evidence", "statement", "happened", "-"), event=None, targets=())


@asks(predicates={"receive"}, types={"violation"}, modalities={"happened"})
def got_back(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Received a coffin from Islamic Jihad": handed over, whatever the name of whoever gave it."""
    place = next((i for i, token in enumerate(view.tokens) if token.lemma == "receive"), -1)
    if place < 0 or word_list("nouns", "owed").isdisjoint(view.words[place + 1 : place + 4]):
        return None
    return replace(judged.by("got back", "fulfilment"), event="YIELD")


@asks(types={"statement", "obstacle"}, modalities={"happened", "ongoing"}, polarity="+", words={"no"}, finite=True)
def no_subject(view: ClauseView, judged: Judged) -> Judged | None:
    """ "By noon no buses had appeared": with "no" before its subject the clause is denied."""
    place = view.words.index("no")
    if not 0 <= place < view.finite or view.words[place + 1] in {"longer", "less", "fewer", "doubt", "sooner", "later"}:
        return None
    if any(token.tag not in {"NOUN", "PROPN", "ADJ", "ADP"} for token in view.tokens[place + 1 : view.finite]):
        return None
    return judged.by("no subject", polarity="-")


@asks(types={"plan", "position"}, modalities={"alleged"})
def alleged_thought(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Is said to be weighing a reopening": nothing is settled, whoever says so."""
    weighed = {"weigh", "consider", "mull", "study", "contemplate", "explore"} & set(judged.rule.split(" < "))
    return judged.by("alleged thought", modality="hypothetical") if weighed else None


@asks(types={"obstacle", "statement", "refusal"}, told=True, words={"imagine", "envisage", "conceive"}, finite=True)
def unimaginable(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Could not imagine how they would run it": a stance, of which nothing is done."""
    if view.words[view.finite] not in {"could", "can", "cannot"} or _NOT.isdisjoint(view.words[: view.finite + 4]):
        return None
    return replace(judged.by("unimaginable", "position", "ongoing", "-"), event=None)


@asks(types={"refusal"}, predicates={"cut", "sever"}, modalities={"happened"})
def cut_off(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The power line, which was cut on Monday": something broke, and nobody refuses anything."""
    if judged.actors or _LINES.isdisjoint((*view.words, *_host_words(view))):
        return None
    return replace(judged.by("cut off", "statement", "happened", "+"), event=None)


def _host_words(view: ClauseView) -> tuple[str, ...]:
    """The words that a side clause hangs on."""
    if view.unit.host is None:
        return ()
    return tuple(view.document.text[slice(*view.unit.host)].lower().split())


_LINES = frozenset({"line", "lines", "power", "electricity", "water", "cable", "cables", "pipeline", "road", "supply"})
_NO_CHOICE = (("no", "choice", "but"), ("no", "option", "but"), ("no", "alternative", "but"), ("choice", "but", "to"))
_PARTIES = frozenset({"parties", "sides", "delegations", "negotiators", "governments", "mediators"})
_WAITING = frozenset({"waiting", "awaiting", "waited", "awaited", "wait", "await", "queuing"})


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


_THOUGHT = frozenset({"believe", "think", "estimate", "understand", "fear"})
_NEAR = 14
"""Characters before a number that opens its clause ("Fewer than", "At least")."""


@asks(types={"statement", "plan", "meeting"}, modalities={"hypothetical"}, told=False, words={"rule", "ruled", "rules"})
def not_ruled_out(view: ClauseView, judged: Judged) -> Judged | None:
    """ "He did not rule out a call", told by the outlet: his stance, and nothing more."""
    if not judged.rule.endswith("rule-out < not") or view.subject is None:
        return None
    return replace(judged.by("not ruled out", "position"), event=None, holder=view.subject)


_DROPPED = frozenset(
    {"insist", "demand", "seek", "oppose", "object", "require", "support", "back", "recognise", "recognize", "consider",
     "believe", "want", "call", "ask", "press", "regard", "see", "view", "reject"}
)  # fmt: skip
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


@asks(types={"refusal"}, predicates={"postpone", "delay", "defer", "reschedule"}, modalities={"happened"})
def postponed(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Said the vote had been postponed until Thursday": what holds it up, whoever put it off."""
    return replace(judged.by("postponed", "obstacle", polarity="+"), event=None)


_SAID = frozenset({"said", "say", "announced", "announce", "confirmed", "confirm", "claimed", "claim", "told", "tell"})


@asks(types={"refusal"}, predicates={"fail"}, finite=True)
def failed(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The talks had failed": what did not come off; nobody refuses anything."""
    if "to" in view.words[view.finite :]:
        return None
    before = set(view.words[: view.finite])
    process = before & (word_list("nouns", "talks") | word_list("nouns", "process") | word_list("nouns", "owed"))
    made = judged.by("failed", "obstacle" if process else "statement", "happened", "-")
    return replace(made, event=None, actors=(), targets=judged.actors)


def _unquoted(view: ClauseView) -> tuple[str, ...]:
    """The words without a quotation mark that opens them."""
    return view.words[1:] if view.words[:1] in {('"',), ("“",), ("'",), ("‘",)} else view.words


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


@asks(types={"violation", "statement"}, modalities={"happened"}, polarity="+", predicates=STOPPING, told=True)
def own_stop(view: ClauseView, judged: Judged) -> Judged | None:
    """ "We suspended it": what was one's own to do is stopped."""
    if not judged.actors:
        return None
    if view.document.text[slice(*judged.actors[0])].lower() not in SPEAKERS_OWN:
        return None
    return replace(judged.by("own stop", "refusal", "happened", "-"), event="SANCTION")


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


@asks(types={"refusal"}, modalities={"planned"}, told=True, finite=True)
def would_not_of_itself(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The accord would not immediately halt the fighting": a thing refuses nothing."""
    head = view.words[max(0, view.finite - 1) : view.finite]
    if "modal" not in judged.rule or not head or head[0] not in word_list("nouns", "accords"):
        return None
    return replace(judged.by("would not of itself", "position", None, "-"), event=None)


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
    denied = not _NOT.isdisjoint(whom[ahead : ahead + 3])
    return judged.by("assured", "refusal" if denied else "commitment", "planned", "-" if denied else "+")


@asks(words={"clear", "unclear", "known", "certain"}, finite=True)
def unclear(view: ClauseView, judged: Judged) -> Judged | None:
    """ "It is not clear who fired the mortar": nothing is told of what is open."""
    near = _unquoted(view)[:9]
    asked = next((i for i, word in enumerate(near) if word in _ASKING), -1)
    if asked < 2 or near[0] not in {"it", "what"} or judged.type in {"denial", "demand"}:
        return None
    head = near[:asked]
    if _OPEN_ADJECTIVES.isdisjoint(head) or ("unclear" not in head and _NOT.isdisjoint(head)):
        return None
    return replace(judged.by("unclear", "statement", "ongoing", "-"), event=None, actors=(), targets=())


_ASKING = frozenset({"who", "what", "when", "where", "why", "how", "whether", "if", "which"})
_OPEN_ADJECTIVES = frozenset({"clear", "unclear", "known", "certain"})


@asks(types={"obstacle"}, modalities={"planned"}, finite=True)
def was_put_off(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The meeting has been put off twice": that it was put off is done, whatever becomes of it."""
    if view.words[view.finite] not in {"has", "have", "had"} or "been" not in view.words[view.finite : view.finite + 4]:
        return None
    return judged.by("was put off", modality="happened")


@asks(types={"statement"}, modalities={"unknown"}, told=True)
def never_rejected(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Had never rejected the idea", of oneself: a charge is turned down; of another, what he did not do."""
    chain = judged.rule.split(" < ")
    if not judged.actors:
        return None
    if _REJECTING.isdisjoint(chain) or _NOT.isdisjoint(view.words[max(view.finite, 0) : view.finite + 4]):
        return None
    if view.side_of(judged.actors[0]) == view.teller_side and view.teller_side is not None:
        return replace(judged.by("never rejected", "denial", "denied", "-"), event="REJECT")
    return replace(judged.by("never rejected", "statement", "happened", "-"), event=None)


_REJECTING = frozenset({"reject"})


@asks(types={"refusal", "plan", "statement"}, words={","})
def if_it_were(view: ClauseView, judged: Judged) -> Judged | None:
    """ "If they were serious, these would not be here": what is inferred, and nobody's refusal."""
    if "if" not in view.words[:2]:
        return None
    words = _unquoted(view)
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
