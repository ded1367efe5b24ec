"""Rules on deeds and figures: breaches, hand-overs, meetings, tense, and numbers that are the news."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal

from guarantor.model.claim import ClaimType, Modality
from guarantor.model.spans import Span
from guarantor.reading.actors.names import CALENDAR
from guarantor.reading.judging.asking import asks
from guarantor.reading.judging.beside import behind_deed
from guarantor.reading.judging.clause import ClauseView
from guarantor.reading.judging.judged import Judged, word_list
from guarantor.reading.modality.deeds import kinds
from guarantor.reading.quantities import QuantityMention
from guarantor.reading.quick import replace
from guarantor.reading.sets import words_of

MANY = 10
"""A bare number from here on is news; a smaller one only where it is a rate, a share or a total."""
_WILL = words_of("judging", "deeds: will")
_OBLIGED = frozenset({"must", "should", "ought"})
_NOT = words_of("judging", "deeds: not")
_AGREED = frozenset({"agreement", "deal", "accord", "truce", "ceasefire", "cessation", "treaty", "pact"})


@asks(types={"statement"})
def hidden_deed(view: ClauseView, judged: Judged) -> Judged | None:
    """A deed in a side clause ("was open until they closed it") where the main clause only tells a state."""
    if "committed" in view.words:
        return None
    for other in view.deeds:
        if (
            other.type_hint == "violation"
            and other is not view.main
            and other.role not in {"condition", "relative"}
            and other.modality == "happened"
            and (other.polarity == "+" or not _HINDERING.isdisjoint(other.rule.split(" < ")))
            and not _in_relative(view, other.predicate[0])
            and (_subordinate(view, other.predicate[0]) or not _HINDERING.isdisjoint(other.rule.split(" < ")))
        ):
            return replace(
                judged, type="violation", modality="happened", polarity="+", event=other.event, predicate=other.lemma,
                actors=other.actors, targets=other.targets, rule=f"{other.rule} < side clause",
            )  # fmt: skip
    return None


def _subordinate(view: ClauseView, start: int) -> bool:
    """Whether a word that opens a side clause stands before a deed, so that it is no participle of a noun."""
    place = next((i for i, token in enumerate(view.tokens) if token.start >= start), 0)
    opener = next((i for i in range(place - 1, -1, -1) if view.words[i] in _OPENING), -1)
    return opener >= 0 and "," not in view.words[opener:place]


_HINDERING = words_of("judging", "deeds: hindering")
"""Words over a deed that was made impossible (", stopping 74 families from reaching their homes")."""
_OPENING = frozenset({"until", "when", "after", "before", "because", "since", "as", "while", "where", "once", "that"})


def _in_relative(view: ClauseView, start: int) -> bool:
    """Whether "who" or "which" stands at most three words before a deed."""
    place = next((i for i, token in enumerate(view.tokens) if token.start >= start), 0)
    near = range(max(1, place - 2), place)
    cleft = "it" in view.words[:2]  # "it was the army that bombed them"
    described = not cleft and any(
        view.words[i] == "that" and view.tokens[i - 1].tag in {"NOUN", "PROPN"} and view.words[i - 1] not in CALENDAR
        for i in near
    )
    return described or not {"who", "which"}.isdisjoint(view.words[max(0, place - 3) : place])


@asks(told=False, finite=True, words=_NOT | {"nobody"})
def silent(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Had not commented": nothing is told of what was not commented on."""
    if not _NOT.intersection(view.words[view.finite : view.finite + 4]) and view.words[0] not in {"neither", "nobody"}:
        return None
    near = view.words[view.finite : view.finite + 7]
    if word_list("nouns", "saying").isdisjoint(near) or _leaves_unanswered(view, judged):
        return None
    return replace(
        judged.by("no comment", "statement", "happened", "-"), event=None, predicate="comment", targets=(),
    )  # fmt: skip


def _leaves_unanswered(view: ClauseView, judged: Judged) -> bool:
    """ "Has not responded to the proposal": what was offered waits."""
    behind = behind_deed(view, 4)
    return judged.predicate in {"respond", "reply"} and "to" in behind and bool(behind & word_list("nouns", "offered"))


_STANDING = words_of("judging", "deeds: standing")
"""Verbs of states, whose past tense in somebody's words tells what is so as he speaks."""
_LASTING = words_of("judging", "deeds: lasting")
"""Deeds that go on where "since" says from when ("has been closed since January")."""


@asks(headline=False, finite=True)
def tense(view: ClauseView, judged: Judged) -> Judged | None:
    """Modality by the finite verb, where the deed left it open or the present tense tells a lasting state."""
    token, word = view.tokens[view.finite], view.words[view.finite]
    if judged.modality == "unknown" and not judged.rule.startswith("no act"):
        return judged.by("left open", "statement", _left_open(view, judged))
    if judged.modality == "unknown":
        modality = _by_tense(view, token.fine, word)
        kind: ClaimType = "plan" if modality == "planned" else judged.type
        return judged.by("tense", kind, modality, _polarity(view, judged))
    if (
        judged.predicate in _LASTING
        and judged.modality == "happened"
        and any(time.role == "since" for time in view.times)
    ):
        return judged.by("lasting", modality="ongoing")
    if judged.modality != "happened" or judged.type in {"violation", "fulfilment", "meeting", "figure"}:
        return None
    present = token.fine in {"VBZ", "VBP"} and word not in {"has", "have"}
    if present and judged.type in {"statement", "position"}:
        return judged.by("present", modality="ongoing")
    since = any(time.role == "since" for time in view.times)
    lasting = since and not {"has", "have"}.isdisjoint(view.words)
    lasting = lasting and (token.fine != "VBD" or judged.predicate == "be" or view.told)
    quoted = view.unit.telling is not None and view.unit.telling.direct
    told_state = view.told and word in {"was", "were"} and judged.predicate == "be" and not view.times and not quoted
    passing = word in {"was", "were"} and "being" in view.words[view.finite + 1 : view.finite + 3]
    told_state = told_state or (view.told and passing)
    told_state = told_state or (view.told and token.lemma in _STANDING and judged.predicate == token.lemma)
    if judged.type == "statement" and (lasting or told_state):
        return judged.by("state", modality="ongoing")
    return None


_LEARNING = words_of("judging", "deeds: learning")
"""Verbs of which the negative tells something, whatever it is that was not received."""


def _left_open(view: ClauseView, judged: Judged) -> Modality | None:
    """ "Had received no request to lift it": of the deed nothing is told, but what was not received is."""
    token, word = view.tokens[view.finite], view.words[view.finite]
    if not view.told or token.fine == "MD" or "whether" in view.words or judged.predicate is None:
        return None
    near = view.tokens[view.finite : view.finite + 5]
    denied = not _NOT.isdisjoint(view.words[view.finite : view.finite + 4])
    unheard = denied and not _LEARNING.isdisjoint(one.lemma for one in near)
    if not unheard and not (judged.predicate == "be" and {"nearly", "almost"} & set(judged.rule.split(" < "))):
        return None
    return _by_tense(view, token.fine, word)


def _by_tense(view: ClauseView, fine: str, word: str) -> Modality:
    if fine == "MD":
        return "planned" if word in _WILL else "ordered" if word in _OBLIGED else "hypothetical"
    ongoing = fine in {"VBZ", "VBP"} and word not in {"has", "have"}
    progressive = any(t.fine == "VBG" for t in view.tokens[view.finite + 1 : view.finite + 3]) and word in {
        "was",
        "were",
    }
    return "ongoing" if ongoing or progressive else "happened"


def _polarity(view: ClauseView, judged: Judged) -> Literal["+", "-"]:
    near = view.words[max(0, view.finite - 1) : view.finite + 4]
    return "-" if _NOT.intersection(near) else judged.polarity


@asks(modalities={"ongoing"}, headline=True, finite=True)
def headline(view: ClauseView, judged: Judged) -> Judged | None:
    """The present tense of a headline tells what was done; in somebody's words, only what is done at once."""
    if view.told and (judged.type != "commitment" or judged.predicate not in {"agree", "sign", "reach", "strike"}):
        return None
    if view.tokens[view.finite].fine in {"VBZ", "VBP"} and judged.type not in {"statement", "position", "obstacle"}:
        return judged.by("headline", modality="happened")
    return None


@asks(
    types={"statement", "figure", "commitment", "plan"},
    not_modalities={
        "hypothetical",
        "conditional",
    },
    polarity="+",
)
def breach(view: ClauseView, judged: Judged) -> Judged | None:
    """A breach or attack that a noun names as what was done ("committed 40 violations", "they included raids")."""
    if judged.predicate not in word_list("nouns", "doing") and not view.has("nouns", "doing-form"):
        return None
    if not view.has("nouns", "breach"):
        return None
    modality = "ongoing" if judged.modality == "ongoing" else "happened"
    return judged.by("breach", "violation", modality, "+")  # type: ignore[arg-type]


@asks(words={"responsible", "accountable"})
def blamed(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Held them responsible": the speaker's charge."""
    words = view.vocabulary
    if "those" in words and ("those", "responsible") in set(pairwise(view.words)):
        return None  # "expects them to hold those responsible to account"
    if not ({"responsible", "accountable"} & words and {"hold", "held", "holds", "holding"} & words):
        return None
    if judged.modality == "conditional":
        return judged.by("would hold responsible", "demand", "conditional", "+")
    return judged.by("hold responsible", "violation", "ongoing", "+")


@asks(types={"plan"}, modalities={"planned", "conditional"}, polarity="+", told=True, finite=True, words=_WILL)
def own_promise(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Will hand over", said by a side of what is in its own hands: a promise, where another's word is a plan."""
    if not judged.actors or judged.rule.endswith("goes back"):
        return None
    if view.words[view.finite] not in _WILL and " < modal will" not in judged.rule:
        return None
    act = judged.rule.split(" < ")[0]
    vowing = judged.predicate in word_list("nouns", "vowing")
    if act != "aid" and not vowing and kinds().get(act, ("", ""))[0] != "fulfilment":
        return None
    if view.document.text[slice(*judged.actors[0])].lower() in {"i", "we"}:
        return judged.by("own promise", "commitment")
    doer = view.side_of(judged.actors[0])
    return judged.by("own promise", "commitment") if doer is not None and doer == view.teller_side else None


def _is_quality(view: ClauseView) -> bool:
    """ "The statement was not constructive": what a thing is said to be like."""
    behind = view.tokens[view.finite + 1 : view.finite + 4]
    return len(behind) > 1 and behind[0].text.lower() in {"not", "n't", "n’t"} and behind[1].tag == "ADJ"


@asks(types={"statement", "fulfilment"}, polarity="-", told=True)
def owed(view: ClauseView, judged: Judged) -> Judged | None:
    """What is owed and was not done, told by another than the debtor, is a charge of breach."""
    if judged.rule.endswith(("never rejected", "not agreed")) or judged.predicate in _OF_TEXTS:
        return None
    failed = not {"fail", "neglect", "omit", "failure"}.isdisjoint(judged.rule.split(" < "))
    if judged.predicate == "have" and not _LOSSES.isdisjoint(view.vocabulary):
        return None
    permitting = judged.predicate in _PERMITTING or failed
    if judged.modality not in {"happened", "ongoing"} or not judged.actors:
        return None
    if kinds().get(judged.rule.split(" < ")[0], ("", ""))[0] in {"refusal", "violation"}:
        return None  # "did not cut aid": nobody owes that
    if not permitting and not view.has("nouns", "owed"):
        return None
    doer = view.side_of(judged.actors[0])
    if doer is None or doer == view.teller_side:
        return None
    over = failed or (not _UP_TO_NOW.intersection(view.vocabulary) and bool(_OVER.intersection(view.vocabulary)))
    return judged.by("owed, not done", "violation", "happened" if over else "ongoing")


_UP_TO_NOW = frozenset({"has", "have", "'s", "’s", "'ve", "yet", "still", "been", "does", "do"})
_OVER = frozenset({"did", "never", "was", "were", "didn't", "didn’t"})
"""Words of a past that is over ("did not free them on Monday"), against one that lasts ("has not freed them")."""


_OF_TEXTS = frozenset({"include", "mention", "contain", "cover", "refer", "name", "specify", "say", "state"})
"""What a paper does or does not, which nobody owes."""
_LOSSES = frozenset({"losses", "casualties", "injuries", "victims", "deaths", "wounded"})
_PERMITTING = frozenset({"allow", "permit", "let", "admit", "grant", "submit", "comply", "implement", "hand", "fulfil"})
"""Deeds that one side owes another by their nature."""
_OFFERED = frozenset({"proposal", "proposals", "offer", "plan", "draft", "initiative", "bid"})
"""What is only offered can be refused without a breach."""


_LIES_AHEAD = re.compile(r"modal (?:will|would|shall)|rule-out")
_FREE_TO_DO = frozenset({"sign", "ratify", "join", "attend", "endorse", "accept"})
"""What nobody owes before he has done it."""


@asks(types={"refusal"}, told=True, words=_AGREED)
def rival_refusal(view: ClauseView, judged: Judged) -> Judged | None:
    """A rival's rejection of what was agreed, told as a charge; what he will not sign or do yet is only refused."""
    if judged.modality == "conditional" or _LIES_AHEAD.search(judged.rule) or judged.predicate in _FREE_TO_DO:
        return None
    if not judged.actors or not _AGREED.intersection(view.words):
        return None
    if judged.predicate in {"extend", "renew", "prolong"}:
        return None
    doer, teller = view.side_of(judged.actors[0]), view.teller_side
    if doer is None or teller is None or doer == teller or judged.holder is not None:
        return None
    if view.unit.telling is not None and view.unit.role == "act":
        return None
    if not _OFFERED.isdisjoint(view.words):
        return None
    return judged.by("rival", "violation", "happened", "+")


@asks(types={"fulfilment"}, modalities={"happened", "ongoing"}, figures=True)
def restricted(view: ClauseView, judged: Judged) -> Judged | None:
    """What was let in or handed over only in part, or as a rate or share, is a figure and no fulfilment."""
    if "with" in view.words and "only" in view.words and view.words.index("only") == view.words.index("with") + 1:
        return None
    part = not {"only", "just", "barely", "fewer", "less", "mere"}.isdisjoint(view.words) or "no more than" in " ".join(
        view.words
    )
    goods = any((one.unit or "").split("/")[0] in word_list("nouns", "goods") for one in view.figures)
    if part or (goods and any(one.kind in {"rate", "share"} for one in view.figures)):
        return judged.by("figure", "figure", "happened")
    return None


@asks(types={"statement"}, not_modalities={"hypothetical", "conditional", "denied", "planned"}, figures=True)
def figure(view: ClauseView, judged: Judged) -> Judged | None:
    """A statement whose number is the news."""
    if judged.rule.endswith(("< thank", "< yet")) or (judged.polarity == "-" and _told_aside(view)):
        return None
    counted = not {"number", "total", "toll", "figure", "count", "counted", "counts"}.isdisjoint(view.vocabulary)
    if view.finite > 0 and judged.predicate in _BORNE_BY_MANY:
        counted = counted or any(one.span[1] == view.tokens[view.finite - 1].end for one in view.figures)
    level = counted and judged.predicate in _LEVELS
    if not any((level or _is_news(one, counted)) and not _in_infinitive(view, one) for one in view.figures):
        return None
    if _is_to_be(view):
        return judged.by("is to be", "plan", "planned")
    lasting = judged.modality == "ongoing" and not view.headline and _stays(view)
    modality = "happened" if judged.modality in {"unknown", "ongoing"} and not lasting else judged.modality
    return judged.by("figure", "figure", modality)


def _is_to_be(view: ClauseView) -> bool:
    """ "600 trucks a day to be let in", as a list item has it: the infinitive is all the verb there is."""
    place = next((i for i in range(len(view.words) - 2) if view.words[i : i + 2] == ("to", "be")), 0)
    if not place or view.tokens[place + 2].fine != "VBN":
        return False
    return not any(
        token.fine in {"VBD", "MD"} or (token.fine in {"VBZ", "VBP"} and view.words[i + 1] not in {"a", "per"})
        for i, token in enumerate(view.tokens[:place])
    )


def _told_aside(view: ClauseView) -> bool:
    """ "Has not sent a list of those whom 30 commanders named": the number stands behind a word for a clause."""
    opens = next((t.start for t, w in zip(view.tokens, view.words, strict=True) if w in _ASIDE and t.start > 0), None)
    at = view.tokens[view.finite].end if view.finite >= 0 else 0
    return opens is not None and opens > at and all(one.span[0] > opens for one in view.figures)


_ASIDE = frozenset({"where", "when", "whom", "who", "which", "whose"})


def _stays(view: ClauseView) -> bool:
    """Whether the clause's own verb is one of a state, in the present."""
    if view.finite < 0 or view.tokens[view.finite].fine not in {"VBZ", "VBP"}:
        return False
    near = view.tokens[view.finite : view.finite + 2]
    return near[0].lemma in _STAYING or (
        near[0].lemma == "be" and near[-1].fine == "VBG" and near[-1].lemma in _STAYING
    )


_STAYING = frozenset({"remain", "stay", "live", "shelter", "wait", "await", "sleep", "languish"})
"""Verbs of states of which a count tells how it is now ("some 640 schools remain closed")."""


_LEVELS = words_of("judging", "deeds: levels")
"""Verbs of how high a count stands, where a small number is news too ("the number of captives fell to six")."""
_BORNE_BY_MANY = words_of("judging", "deeds: borne by many")
"""Verbs of which a bare number is the subject ("21 million face hunger") or what is told ("they number 300")."""


def _in_infinitive(view: ClauseView, one: QuantityMention) -> bool:
    """Whether the number only says what is to be done ("a deal to release 40 men was welcome")."""
    before = [token for token in view.tokens if token.end <= one.span[0]][-4:]
    return any(a.text.lower() == "to" and b.fine == "VB" for a, b in pairwise(before))


_LENGTHS = words_of("judging", "deeds: lengths")
"""Units of how far off a thing is, which is no news by itself."""


WHOLE = 100
"""Per cent that stand for "wholly" where nothing is counted."""


def _is_news(one: QuantityMention, counted: bool) -> bool:
    """A rate, a share or a number that is not small; bare years are none."""
    value = one.value if one.value is not None else one.low if one.low is not None else one.high
    if one.unit in _LENGTHS:
        return False
    if one.value is None and one.kind == "cumulative" and (one.low or 0) < MANY:  # "has taken several steps"
        return False
    if one.unit == "%" and one.value == WHOLE and one.of is None:  # "is 100% in our interest"
        return False
    if one.kind in {"rate", "cumulative"} or one.unit == "%":
        return True
    if one.kind == "share":
        return one.base is None or one.base >= MANY
    return value is not None and value >= MANY and (one.unit is not None or counted)


@asks(words={"who", "which"})
def relative_doer(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Who met Lund": the doer is named before the clause."""
    if not view.words or view.words[0] not in {"who", "which"} or judged.actors:
        return None
    line = view.cast.lines[view.unit.sentence]
    names = [
        name for name in line.names if line.span(name.first, name.last)[1] <= view.start_at and name.use != "adjective"
    ]
    return replace(judged, actors=(line.span(names[-1].first, names[-1].last),)) if names else None


@asks()
def meeting_sides(view: ClauseView, judged: Judged) -> Judged | None:
    """Who met whom: the subject, those it includes by name, and whoever stands behind "with"."""
    if judged.event != "CONSULT" and judged.type != "meeting" and judged.predicate != "meet":
        return None
    actors, targets = judged.actors, judged.targets
    if len(actors) < 3 and len(view.listed) > 2:
        actors = view.listed
    elif judged.rule.startswith("noun talks < take-place") and targets:  # "the meeting of Norway and Sweden took place"
        actors, targets = targets, ()
    elif (view.subject and len(actors) < 2) or "including" in view.words[: max(view.finite, 0)]:
        actors = (*view.parted(view.subject), *view.included)
    behind = _behind_with(view)
    if behind and not any(view.cast.mention(view.unit.sentence, one).actor for one in targets):
        targets = (behind,)
    if judged.predicate == "represent":
        targets = ()  # whoever is represented takes part
    return (
        replace(judged, actors=actors, targets=targets)
        if (actors, targets) != (judged.actors, judged.targets)
        else None
    )


def _behind_with(view: ClauseView) -> Span | None:
    """The phrase behind the first "with" after the verb: up to a sign, a verb or a preposition that is not "of"."""
    for index in range(max(view.finite, 0), len(view.tokens) - 1):
        if view.words[index] != "with":
            continue
        last = index + 1
        while last < len(view.tokens) and view.tokens[last].tag not in {"PUNCT", "VERB", "AUX", "SCONJ"}:
            if view.tokens[last].tag == "ADP" and view.words[last] != "of":
                break
            last += 1
        return (view.tokens[index + 1].start, view.tokens[last - 1].end) if last > index + 1 else None
    return None


@asks(predicates={"receive"})
def received(view: ClauseView, judged: Judged) -> Judged | None:
    """Who receives people or things that are owed meets nobody: they were handed over."""
    if judged.event != "CONSULT":
        return None
    if "receive" not in {token.lemma for token in view.tokens[max(view.finite, 0) : view.finite + 4]}:
        return None
    if judged.type == "position":
        return replace(judged, event=None)
    if view.has("nouns", "owed") and judged.modality == "happened" and judged.polarity == "+":
        return replace(judged.by("received", "fulfilment"), event="YIELD")
    told = replace(judged.by("received", "statement"), event=None)
    return figure(view, told) or told
