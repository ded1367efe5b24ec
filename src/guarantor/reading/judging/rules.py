"""The rules of judging, in the order in which they are tried. Each returns the changed reading, or None."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Literal, get_args

from guarantor.model.claim import ClaimType, Modality
from guarantor.model.spans import Span
from guarantor.reading.attribution.lexicon import entries
from guarantor.reading.judging.clause import ASKING, ClauseView, Judged, word_list
from guarantor.reading.patterns import read_table
from guarantor.reading.quantities import QuantityMention

Rule = Callable[[ClauseView, Judged], Judged | None]
MANY = 10
"""A bare number from here on is news; a smaller one only where it is a rate, a share or a total."""
_SOFT = frozenset({"statement", "position", "plan", "figure"})
_WILL = frozenset({"will", "would", "shall", "'ll", "wo"})
_OBLIGED = frozenset({"must", "should", "ought"})
_NOT = frozenset({"not", "n't", "never", "no", "neither", "nor", "n’t"})


@cache
def _stances() -> dict[str, dict[str, str]]:
    return {row["cue"]: row for row in read_table("judging/stances.tsv")}


def stance(view: ClauseView, judged: Judged) -> Judged | None:
    """What the telling verb makes of its content: denied, demanded, refused."""
    telling = view.unit.telling
    if telling is None or telling.modal or telling.negated:
        return None
    row = _stances().get(_with_next(view, telling.cue_lemma)) or _stances().get(telling.cue_lemma)
    row = row or _stances().get(f"@{telling.cue_class}")
    if row is None:
        return None
    if telling.cue_class in {"refuse", "oppose"} and _about_charge(view):
        row = _stances()["@deny"]
    kind: ClaimType = next(one for one in get_args(ClaimType) if one == row["type"])
    return judged.by(row["cue"], kind, row["modality"], row["polarity"])  # type: ignore[arg-type]


def _with_next(view: ClauseView, lemma: str) -> str:
    """The cue with the word behind it ("call on")."""
    telling = view.unit.telling
    end = telling.cue[-1][1] if telling and telling.cue else -1
    following = next((word for word, token in zip(view.words, view.tokens, strict=True) if token.start > end >= 0), "")
    return f"{lemma} {following}"


def _about_charge(view: ClauseView) -> bool:
    """Whether what is rejected is a claim or a charge, and not a plan."""
    begin = view.unit.content[0][0]
    head = [word for word, token in zip(view.words, view.tokens, strict=True) if token.start >= begin][:5]
    return not word_list("nouns", "charge").isdisjoint(head)


def silent(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Had not commented": nothing is told of what was not commented on."""
    if view.told or view.finite < 0 or not _NOT.intersection(view.words[view.finite : view.finite + 4]):
        return None
    near = view.words[view.finite : view.finite + 7]
    if word_list("nouns", "saying").isdisjoint(near):
        return None
    return replace(
        judged.by("no comment", "statement", "happened", "-"), event=None, predicate="comment", targets=(),
    )  # fmt: skip


def hidden_deed(view: ClauseView, judged: Judged) -> Judged | None:
    """A deed in a side clause ("was open until they closed it") where the main clause only tells a state."""
    if judged.type != "statement":
        return None
    for other in view.deeds:
        if other is not view.main and other.role != "condition" and other.type_hint in {"violation"} and (
            other.modality == "happened" and other.polarity == "+"
        ):
            return replace(
                judged, type="violation", modality="happened", polarity="+", event=other.event, predicate=other.lemma,
                actors=other.actors, targets=other.targets, rule=f"{other.rule} < side clause",
            )  # fmt: skip
    return None


def tense(view: ClauseView, judged: Judged) -> Judged | None:
    """Modality by the finite verb, where the deed left it open or the present tense tells a lasting state."""
    if view.headline or view.finite < 0:
        return None
    token, word = view.tokens[view.finite], view.words[view.finite]
    if judged.modality == "unknown":
        modality = _by_tense(view, token.fine, word)
        kind: ClaimType = "plan" if modality == "planned" else judged.type
        return judged.by("tense", kind, modality, _polarity(view, judged))
    if judged.modality != "happened" or judged.type in {"violation", "fulfilment", "meeting", "figure"}:
        return None
    present = token.fine in {"VBZ", "VBP"} and word not in {"has", "have"}
    if present and judged.type in {"statement", "position"}:
        return judged.by("present", modality="ongoing")
    lasting = any(time.role == "since" for time in view.times) and {"has", "have"} & set(view.words)
    told_state = view.told and word in {"was", "were"} and judged.predicate == "be" and not view.times
    if judged.type == "statement" and (lasting or told_state):
        return judged.by("state", modality="ongoing")
    return None


def _by_tense(view: ClauseView, fine: str, word: str) -> Modality:
    if fine == "MD":
        return "planned" if word in _WILL else "ordered" if word in _OBLIGED else "hypothetical"
    ongoing = fine in {"VBZ", "VBP"} and word not in {"has", "have"}
    progressive = any(t.fine == "VBG" for t in view.tokens[view.finite + 1 : view.finite + 3]) and word in {"was", "were"}
    return "ongoing" if ongoing or progressive else "happened"


def _polarity(view: ClauseView, judged: Judged) -> Literal["+", "-"]:
    near = view.words[max(0, view.finite - 1) : view.finite + 4]
    return "-" if _NOT.intersection(near) else judged.polarity


def obliged(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Must" and "should" in somebody's words ask for something."""
    if not view.told or view.finite < 0 or judged.type not in _SOFT:
        return None
    word = view.words[view.finite]
    after = view.words[view.finite + 1 : view.finite + 2]
    needs = word in {"needs", "need", "has", "have", "had"} and after == ("to",)
    if word in _OBLIGED or needs:
        return judged.by("obliged", "demand", "ordered")
    return None


def unwilling(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Will not", in the words of a side about what is in its own hands."""
    if judged.type not in _SOFT or not view.told or view.finite < 0 or view.words[view.finite] not in _WILL:
        return None
    if not _NOT.intersection(view.words[view.finite + 1 : view.finite + 3]):
        return None
    return judged.by("will not", "refusal", "planned", "-")


def breach(view: ClauseView, judged: Judged) -> Judged | None:
    """A breach or attack that a noun names as what was done ("committed 40 violations", "they included raids")."""
    if judged.type not in {"statement", "figure", "commitment", "plan"} or judged.modality in {"hypothetical", "conditional"}:
        return None
    if judged.predicate not in word_list("nouns", "doing") and not any(word in word_list("nouns", "doing-form") for word in view.words):
        return None
    if not view.has("nouns", "breach"):
        return None
    modality = "ongoing" if judged.modality == "ongoing" else "happened"
    return judged.by("breach", "violation", modality, "+")  # type: ignore[arg-type]


def blamed(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Held them responsible": the speaker's charge."""
    words = set(view.words)
    if not ({"responsible", "accountable"} & words and {"hold", "held", "holds", "holding"} & words):
        return None
    return judged.by("hold responsible", "violation", "ongoing", "+")


def owed(view: ClauseView, judged: Judged) -> Judged | None:
    """What is owed and was not done, told by another than the debtor, is a charge of breach."""
    if not view.told or judged.polarity != "-" or judged.type not in {"statement", "fulfilment"}:
        return None
    if judged.modality not in {"happened", "ongoing"} or not view.has("nouns", "owed") or not judged.actors:
        return None
    doer = view.side_of(judged.actors[0])
    if doer is None or doer == view.teller_side:
        return None
    return judged.by("owed, not done", "violation", "ongoing")


def rival_refusal(view: ClauseView, judged: Judged) -> Judged | None:
    """A rival's rejection of what was agreed, told as a charge."""
    if not view.told or judged.type != "refusal" or not judged.actors or not _AGREED.intersection(view.words):
        return None
    doer, teller = view.side_of(judged.actors[0]), view.teller_side
    if doer is None or teller is None or doer == teller or judged.holder is not None:
        return None
    if view.unit.telling is not None and view.unit.role == "act":
        return None
    return judged.by("rival", "violation", "happened", "+")


_AGREED = frozenset({"agreement", "deal", "accord", "truce", "ceasefire", "cessation", "treaty", "pact"})


def rejects_charge(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Rejected the claim", told in the outlet's own voice, is a denial by whoever rejects it."""
    if judged.type != "refusal" or view.told or view.main is None:
        return None
    after = [word for word, token in zip(view.words, view.tokens, strict=True) if token.start >= view.main.predicate[0]][:6]
    return judged.by("deny", "denial", "denied", "-") if not word_list("nouns", "charge").isdisjoint(after) else None


def there_was_no(view: ClauseView, judged: Judged) -> Judged | None:
    """ "There had been no coordination": a charge is untrue."""
    if not view.told or not view.words or view.words[0] != "there" or "no" not in view.words[:6]:
        return None
    place = view.words.index("no")
    after = view.words[place + 1 : place + 4]
    if word_list("nouns", "charge").isdisjoint(after) and word_list("nouns", "deal").isdisjoint(after):
        return None
    return judged.by("there was no", "denial", "denied", "-")


def restricted(view: ClauseView, judged: Judged) -> Judged | None:
    """What was let in or handed over only in part, or as a rate or share, is a figure and no fulfilment."""
    if judged.type != "fulfilment" or judged.modality not in {"happened", "ongoing"} or not view.figures:
        return None
    part = not {"only", "just", "barely", "fewer", "less", "mere"}.isdisjoint(view.words) or "no more than" in " ".join(view.words)
    goods = any((one.unit or "").split("/")[0] in word_list("nouns", "goods") for one in view.figures)
    if part or (goods and any(one.kind in {"rate", "share"} for one in view.figures)):
        return judged.by("figure", "figure", "happened")
    return None


def figure(view: ClauseView, judged: Judged) -> Judged | None:
    """A statement whose number is the news."""
    if judged.type != "statement" or judged.modality in {"hypothetical", "conditional", "denied", "planned"}:
        return None
    counted = not {"number", "total", "toll", "figure", "count"}.isdisjoint(view.words)
    if not any(_is_news(one, counted) for one in view.figures):
        return None
    modality = "happened" if judged.modality in {"unknown", "ongoing"} else judged.modality
    return judged.by("figure", "figure", modality)


def _is_news(one: QuantityMention, counted: bool) -> bool:
    """A rate, a share or a number that is not small; bare years are none."""
    value = one.value if one.value is not None else one.low if one.low is not None else one.high
    if one.kind in {"rate", "share", "cumulative"} or one.unit == "%":
        return True
    return value is not None and value >= MANY and (one.unit is not None or counted)


def committed(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Is committed to", "remained committed to": a promise that stands."""
    for place in range(1, len(view.words) - 1):
        if view.words[place] == "committed" and view.words[place + 1] == "to":
            before = [token.lemma for token in view.tokens[max(0, place - 3) : place]]
            if {"be", "remain", "stay"}.intersection(before):
                return judged.by("committed", "commitment", "ongoing", "+")
    return None


def red_line(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Red lines" are a stance."""
    for place in range(len(view.words) - 1):
        if view.words[place] == "red" and view.words[place + 1] in {"line", "lines"}:
            found = judged.by("red line", "position", "ongoing", "-")
            return replace(found, holder=_possessor(view, place)) if view.told else found
    return None


def _possessor(view: ClauseView, place: int) -> Span | None:
    """Whose it is ("President Lund's two red lines"): the name before the possessive, at most three words back."""
    for index in range(place - 1, max(0, place - 4), -1):
        if view.words[index] == "'s":
            span = (view.tokens[index - 1].start, view.tokens[index - 1].end)
            return view.cast.widened(view.unit.sentence, span)
    return None


def subjunctive(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Insisted that it be addressed first": a demand."""
    telling = view.unit.telling
    if telling is None or telling.cue_lemma not in ASKING:
        return None
    for index, token in enumerate(view.tokens):
        before = view.tokens[index - 1] if index else None
        if token.fine == "VB" and before is not None and before.fine not in {"MD", "TO"} and before.tag not in {"AUX", "ADV", "PART"}:
            return judged.by("subjunctive", "demand", "ordered")
    return None


def headline(view: ClauseView, judged: Judged) -> Judged | None:
    """The present tense of a headline tells what was done."""
    if not view.headline or view.told or judged.modality != "ongoing" or view.finite < 0:
        return None
    if view.tokens[view.finite].fine in {"VBZ", "VBP"} and judged.type not in {"statement", "position", "obstacle"}:
        return judged.by("headline", modality="happened")
    return None


def relative_doer(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Who met Lund": the doer is named before the clause."""
    if not view.words or view.words[0] not in {"who", "which"} or judged.actors:
        return None
    line = view.cast.lines[view.unit.sentence]
    names = [name for name in line.names if line.span(name.first, name.last)[1] <= view.start_at and name.use != "adjective"]
    return replace(judged, actors=(line.span(names[-1].first, names[-1].last),)) if names else None


def demanded_of(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Remains subject to demands": something is asked of the subject, by nobody named."""
    if judged.type not in {"statement", "demand"} or view.told:
        return None
    for index, word in enumerate(view.words):
        if word in {"demands", "demand", "pressure", "calls"} and index and not {"subject", "faces", "under", "facing", "face"}.isdisjoint(
            view.words[max(0, index - 4) : index]
        ):
            subject = (view.subject,) if view.subject else judged.targets
            return replace(judged.by("demanded of", "demand", "ordered", "+"), actors=(), targets=subject, predicate="demand")
    return None


def meeting_sides(view: ClauseView, judged: Judged) -> Judged | None:
    """Who met whom: the subject, those it includes by name, and whoever stands behind "with"."""
    if judged.event != "CONSULT" and judged.type != "meeting" and judged.predicate != "meet":
        return None
    actors, targets = judged.actors, judged.targets
    if view.subject and len(actors) < 2 or "including" in view.words[: max(view.finite, 0)]:
        actors = (*view.parted(view.subject), *view.included)
    behind = _behind_with(view)
    if behind and not any(view.cast.mention(view.unit.sentence, one).actor for one in targets):
        targets = (behind,)
    return replace(judged, actors=actors, targets=targets) if (actors, targets) != (judged.actors, judged.targets) else None


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


def voiced_noun(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Voiced its opposition to troops", "made known its rejection": the noun is the stance."""
    if judged.type not in {"statement", "position", "plan"} or judged.predicate not in word_list("nouns", "voicing"):
        return None
    begin = view.main.predicate[0] if view.main else view.start_at
    for token in view.tokens:
        noun = entries("nouns.tsv").get(token.lemma) if token.start > begin and token.tag == "NOUN" else None
        row = _stances().get(f"@{noun.cue_class}") if noun else None
        if row is not None and noun is not None and noun.cue_class in _VOICED:
            kind: ClaimType = next(one for one in get_args(ClaimType) if one == row["type"])
            return judged.by("voiced-by-noun", kind, row["modality"], row["polarity"])  # type: ignore[arg-type]
    return None


def received(view: ClauseView, judged: Judged) -> Judged | None:
    """Who receives people or things that are owed meets nobody: they were handed over."""
    if judged.predicate != "receive" or judged.event != "CONSULT":
        return None
    if view.has("nouns", "owed") and judged.modality == "happened" and judged.polarity == "+":
        return replace(judged.by("received", "fulfilment"), event="YIELD")
    return replace(judged.by("received", "statement"), event=None)


def counts(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The commission counts 250 prisoners": its figure, not the outlet's."""
    if view.told or judged.type != "figure" or view.subject is None or view.finite < 0:
        return None
    if view.tokens[view.finite].lemma not in {"count", "put", "estimate", "tally", "record", "register", "list"}:
        return None
    return _held_by_doer(view, judged) if judged.actors else replace(judged, holder=view.subject)


def own_stance(view: ClauseView, judged: Judged) -> Judged | None:
    """The outlet tells an actor's stance ("opposes", "has demanded"): the actor holds it."""
    if view.told or not judged.actors or judged.modality == "hypothetical":
        return None
    if judged.type not in {"position", "demand", "denial", "refusal"} and "hold responsible" not in judged.rule:
        return None
    verb = entries("verbs.tsv").get(judged.predicate or "")
    voiced = judged.type == "denial" or "-by-noun" in judged.rule or "hold responsible" in judged.rule
    if not voiced and not (verb and verb.cue_class in _VOICED):
        return None
    return _held_by_doer(view, judged)


def _held_by_doer(view: ClauseView, judged: Judged) -> Judged | None:
    """The subject of the clause where it can speak, else the doer of the deed."""
    holder = view.subject or judged.actors[0]
    known = view.cast.mention(view.unit.sentence, holder).actor
    speaks = known is not None or view.cast.speaks(view.unit.sentence, holder, free=False)
    return replace(judged, holder=holder) if speaks else None


_VOICED = frozenset({"deny", "refuse", "oppose", "support", "demand", "ask", "threaten", "accuse", "want", "claim"})

RULES: tuple[Rule, ...] = (
    hidden_deed, silent, stance, tense, headline, blamed, breach, obliged, subjunctive, unwilling, rejects_charge,
    there_was_no, owed, rival_refusal, committed, red_line, restricted, figure, relative_doer,
    demanded_of, received, meeting_sides, voiced_noun, own_stance, counts,
)  # fmt: skip
