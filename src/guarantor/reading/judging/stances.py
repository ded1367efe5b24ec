"""Rules on stances: what somebody denies, demands, refuses, promises or holds, by the words that tell it."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import get_args

from guarantor.model.claim import ClaimType, Modality
from guarantor.model.spans import Span, overlap
from guarantor.reading.actors.names import CALENDAR
from guarantor.reading.attribution.lexicon import entries
from guarantor.reading.events.lexicon import lexicon
from guarantor.reading.judging.asking import asks
from guarantor.reading.judging.clause import ASKING, ClauseView, Judged, word_list
from guarantor.reading.modality.denial import BOUNDS
from guarantor.reading.patterns import read_table
from guarantor.reading.quick import replace

_VOICED = frozenset({"deny", "refuse", "oppose", "support", "demand", "ask", "threaten", "accuse", "want", "claim"})
_SOFT = frozenset({"statement", "position", "plan", "figure"})
_WILL = frozenset({"will", "would", "shall", "'ll", "wo"})
_OBLIGED = frozenset({"must", "should", "ought"})
_NOT = frozenset({"not", "n't", "never", "no", "neither", "nor", "n’t"})


@cache
def _stances() -> dict[str, dict[str, str]]:
    return {row["cue"]: row for row in read_table("judging/stances.tsv")}


@asks(told=True)
def stance(view: ClauseView, judged: Judged) -> Judged | None:
    """What the telling verb makes of its content: denied, demanded, refused."""
    telling = view.unit.telling
    if telling is None or telling.modal or telling.negated:
        return None
    if telling.cue_class == "refuse" and _is_silence(view):
        return judged.by("no comment", "statement", "happened", "-")
    weighed = view.main is not None and view.main.modality == "hypothetical" and view.main.type_hint == "plan"
    if weighed and view.main is not None and telling.cue_lemma in view.main.rule.split(" < "):
        return None
    warned = telling.cue_lemma == "warn" and judged.rule.endswith("headline infinitive")
    if warned or (telling.cue_lemma == "tell" and telling.rule == "verb:inf"):
        return judged.by("@demand", "demand", "ordered", "+")
    row = _stances().get(_with_next(view, telling.cue_lemma)) or _stances().get(telling.cue_lemma)
    row = row or _stances().get(f"@{telling.cue_class}")
    if row is None:
        return None
    if telling.cue_class in {"refuse", "oppose"} and (_about_charge(view) or _about_that(view)):
        row = _stances()["@deny"]
    if telling.cue_lemma in {"dismiss", "reject", "rebuff"} and _about(view, "offered") and not _about_charge(view):
        row = _stances()["@refuse"]
    granted = telling.cue_lemma == "deny" and telling.rule == "verb:object" and _about(view, "granted")
    if granted and not _about_charge(view):
        return judged.by("not granted", "refusal", "happened", "-")
    if telling.cue_lemma == "complain" and telling.rule != "verb:object":
        return None
    if row["cue"] == "@promise" and judged.type == "refusal" and not {"nobody", "none"}.isdisjoint(view.words[:3]):
        return None  # "nobody will be handed over, he vowed": no promise to anybody
    if row["cue"] == "@promise" and telling.cue_lemma == "assure" and judged.modality in {"happened", "ongoing"}:
        return None
    kind = _KINDS[row["type"]]
    hangs = judged.modality == "conditional" and kind in _HANGING
    if kind == "demand" and judged.event == "AGREE":
        judged = replace(judged, event="REQUEST")
    return judged.by(row["cue"], kind, "conditional" if hangs else row["modality"], row["polarity"])  # type: ignore[arg-type]


_KINDS: dict[str, ClaimType] = {one: one for one in get_args(ClaimType)}
_HANGING = frozenset({"commitment", "refusal", "plan"})
"""Kinds that a condition in the clause makes conditional, whatever their verb says."""


def _is_silence(view: ClauseView) -> bool:
    """Whether what is refused is only to speak of something ("declined to say whether")."""
    begin = view.unit.content[0][0]
    first = [word for word, token in zip(view.words, view.tokens, strict=True) if token.start >= begin][:3]
    return not {"comment", "elaborate", "confirm"}.isdisjoint(view.words) or not {
        "say",
        "disclose",
        "specify",
    }.isdisjoint(first)


def _with_next(view: ClauseView, lemma: str) -> str:
    """The cue with the word behind it ("call on")."""
    telling = view.unit.telling
    end = telling.cue[-1][1] if telling and telling.cue else -1
    if end < 0 or not view.tokens or view.tokens[-1].start <= end:
        return f"{lemma} "
    behind = (
        word for word, token in zip(view.words, view.tokens, strict=True) if token.start > end and word not in CALENDAR
    )
    following = next(behind, "")
    return f"{lemma} {following}"


def _about_that(view: ClauseView) -> bool:
    """Whether what is rejected is only "that": what another said before."""
    start, end = view.unit.content[0]
    return view.document.text[start:end].lower() in {"that", "this", "those claims", "this claim"}


def _about_charge(view: ClauseView) -> bool:
    """Whether what is rejected is a claim or a charge, and not a plan."""
    return _about(view, "charge")


def _about(view: ClauseView, kind: str) -> bool:
    """Whether a noun of a kind stands among the first words of what is told."""
    begin = view.unit.content[0][0]
    head = [word for word, token in zip(view.words, view.tokens, strict=True) if token.start >= begin][:5]
    return not word_list("nouns", kind).isdisjoint(head)


@asks(types={"refusal"}, told=False)
def rejects_charge(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Rejected the claim", told in the outlet's own voice, is a denial by whoever rejects it."""
    if view.main is None:
        return None
    after = [
        word for word, token in zip(view.words, view.tokens, strict=True) if token.start >= view.main.predicate[0]
    ][:6]
    return judged.by("deny", "denial", "denied", "-") if not word_list("nouns", "charge").isdisjoint(after) else None


_UNTRUE = (("not", "true", "that"), ("untrue", "that"), ("false", "that"), ("incorrect", "that"), ("lie", "that"),
           ("wrong", "that"), ("no", "truth"), ("not", "correct", "that"), ("not", "accurate", "that"))  # fmt: skip
_UNTRUE_WORDS = frozenset(word for phrase in _UNTRUE for word in phrase) - {"not", "no", "that"}


@asks(not_types={"denial"}, words=_UNTRUE_WORDS, told=True)
def not_true_that(view: ClauseView, judged: Judged) -> Judged | None:
    """ "It is not true that we shelled it": what follows is denied, whatever it tells."""
    head = view.words[:9]
    for phrase in _UNTRUE:
        if any(head[i : i + len(phrase)] == phrase for i in range(len(head))) and not head[0].startswith("if"):
            return replace(judged.by("not true that", "denial", "denied", "-"), event="REJECT")
    return None


_WRONG = frozenset(
    {"false", "untrue", "baseless", "unfounded", "fabricated", "incorrect", "inaccurate", "wrong", "lies",
     "lie", "devoid", "groundless", "fictitious", "fabrication", "fabrications", "nonsense", "foundation"}
)  # fmt: skip


@asks(types={"position"}, told=True, words=_WRONG | {"true"})
def called_untrue(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Called the minister's statement "not true"": a denial."""
    telling = view.unit.telling
    if telling is None or telling.cue_class != "describe" or telling.negated:
        return None
    said = word_list("nouns", "charge") | {"statement", "statements", "remarks", "comments", "video", "footage"}
    wrong = view.vocabulary & _WRONG - {"wrong", "lies"} or ("not", "true") in pairwise(view.words)
    if not wrong or said.isdisjoint(view.words):
        return None
    return replace(judged.by("called untrue", "denial", "denied", "-"), event="REJECT")


_RIGHT = frozenset({"true", "accurate", "correct"})


@asks(words=_WRONG | _RIGHT)
def untrue(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The claim is not accurate", "the reports are false": a denial."""
    if word_list("nouns", "charge").isdisjoint(view.words[:4]) or view.unit.side:
        return None
    words = view.vocabulary
    if words & _WRONG == {"lie"} and words.isdisjoint({"a", "an", "outright"}):
        return None
    if words & _WRONG or (words & _RIGHT and words & {"not", "n't", "n’t"}):
        return judged.by("untrue", "denial", "denied", "-")
    return None


@asks(words={"correspond"}, told=True)
def no_reality(view: ClauseView, judged: Judged) -> Judged | None:
    """ "That statement does not correspond to reality": a denial."""
    place = view.words.index("correspond")
    if _NOT.isdisjoint(view.words[max(0, place - 3) : place]) or not _REAL.intersection(view.words[place : place + 5]):
        return None
    return replace(judged.by("no reality", "denial", "denied", "-"), event="REJECT")


_REAL = frozenset({"reality", "truth", "facts", "fact"})


@asks(words={"there"}, told=True)
def there_was_no(view: ClauseView, judged: Judged) -> Judged | None:
    """ "There had been no coordination": a charge is untrue."""
    if "no" not in view.words[:7]:
        return None
    if next((word for word in view.words if word.isalpha()), "") != "there":
        return None
    place = view.words.index("no")
    after = view.words[place + 1 : place + 4]
    such = after[:1] == ("such",)
    if not such and word_list("nouns", "charge").isdisjoint(after) and word_list("nouns", "deal").isdisjoint(after):
        return None
    if not _WILL.isdisjoint(view.words[:place]):
        return judged.by("will not be", "refusal", None if judged.modality == "conditional" else "planned", "-")
    return judged.by("there was no", "denial", "denied", "-")


@asks(types=_SOFT, told=True, finite=True, words=_OBLIGED | {"needs", "need", "has", "have", "had"})
def obliged(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Must" and "should" in somebody's words ask for something."""
    word = view.words[view.finite]
    if view.finite == 0 and word == "should":
        return None
    after = view.words[view.finite + 1 : view.finite + 2]
    needs = word in {"needs", "need", "has", "have", "had"} and after == ("to",)
    if word in _OBLIGED or needs:
        return judged.by("obliged", "demand", "ordered")
    return None


@asks(words=_WILL, told=True, finite=True)
def unwilling(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Will not", in the words of a side about what is in its own hands."""
    fight = judged.type == "violation" and judged.polarity == "-" and judged.modality == "planned"
    if not view.told or view.finite < 0 or view.words[view.finite] not in _WILL or not (judged.type in _SOFT or fight):
        return None
    if judged.rule.endswith("neither nor"):
        return None
    near = view.words[view.finite + 1 : view.finite + 5]
    denied = next((i for i, word in enumerate(near[:2]) if word in _NOT), -1)
    if denied < 0 or near[denied + 1 : denied + 3] in BOUNDS:
        return None
    return judged.by("will not", "refusal", None if judged.modality == "conditional" else "planned", "-")


_SELF = frozenset({"itself", "themselves", "himself", "herself"})


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


@asks(told=True)
def subjunctive(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Insisted that it be addressed first": a demand."""
    telling = view.unit.telling
    if telling is None or telling.cue_lemma not in ASKING:
        return None
    if _pressed_for(view, judged):
        return judged.by("subjunctive", "demand", "ordered")
    for index, token in enumerate(view.tokens):
        before = view.tokens[index - 1] if index else None
        if (
            token.fine == "VB"
            and before is not None
            and before.fine not in {"MD", "TO"}
            and before.tag not in {"AUX", "ADV", "PART"}
        ):
            return judged.by("subjunctive", "demand", "ordered")
    return None


def _pressed_for(view: ClauseView, judged: Judged) -> bool:
    """ "Insisted that the rebels leave": behind a past tense a plain form asks for what it names."""
    telling = view.unit.telling
    if telling is None or not telling.cue or view.finite < 0 or judged.type not in {"fulfilment", "commitment"}:
        return False
    cue = view.document.text[slice(*telling.cue[-1])]
    plain = view.tokens[view.finite].fine == "VBP" and view.words[view.finite] == view.tokens[view.finite].lemma
    return cue.endswith("ed") and plain and view.tokens[view.finite].lemma not in {"be", "have", "do"}


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


@asks(types={"commitment"}, words=_NOT)
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
        row = _stances().get(f"@{noun.cue_class}") if noun else None
        if row is not None and noun is not None and noun.cue_class in _VOICED:
            return judged.by("voiced-by-noun", _KINDS[row["type"]], row["modality"], row["polarity"])  # type: ignore[arg-type]
    return None


_COUNTING = frozenset({"count", "put", "estimate", "tally", "record", "register", "list", "log", "document"})
"""Verbs of which a figure is the subject's own."""


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
    if judged.type == "demand" and _asked_of_subject(view, judged):
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
