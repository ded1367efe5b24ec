"""Rules on stances: what somebody denies, demands, refuses, promises or holds, by the words that tell it."""

from __future__ import annotations

from functools import cache
from typing import get_args

from guarantor.model.claim import ClaimType
from guarantor.reading.actors.names import CALENDAR
from guarantor.reading.judging.asking import asks
from guarantor.reading.judging.beside import DENYING, WILL
from guarantor.reading.judging.clause import ClauseView
from guarantor.reading.judging.judged import Judged, word_list
from guarantor.reading.judging.opening import ASKING
from guarantor.reading.modality.denial import BOUNDS
from guarantor.reading.patterns import read_table
from guarantor.reading.quick import replace
from guarantor.reading.sets import words_of

_SOFT = frozenset({"statement", "position", "plan", "figure"})
_OBLIGED = words_of("judging", "stances: obliged")


@cache
def stance_rows() -> dict[str, dict[str, str]]:
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
    row = stance_rows().get(_with_next(view, telling.cue_lemma)) or stance_rows().get(telling.cue_lemma)
    row = row or stance_rows().get(f"@{telling.cue_class}")
    if row is None:
        return None
    if telling.cue_class in {"refuse", "oppose"} and (_about_charge(view) or _about_that(view)):
        row = stance_rows()["@deny"]
    if telling.cue_lemma in {"dismiss", "reject", "rebuff"} and _about(view, "offered") and not _about_charge(view):
        row = stance_rows()["@refuse"]
    granted = telling.cue_lemma == "deny" and telling.rule == "verb:object" and _about(view, "granted")
    if granted and not _about_charge(view):
        return judged.by("not granted", "refusal", "happened", "-")
    if telling.cue_lemma == "complain" and telling.rule != "verb:object":
        return None
    if row["cue"] == "@promise" and judged.type == "refusal" and not {"nobody", "none"}.isdisjoint(view.words[:3]):
        return None  # "nobody will be handed over, he vowed": no promise to anybody
    if row["cue"] == "@promise" and telling.cue_lemma == "assure" and judged.modality in {"happened", "ongoing"}:
        return None
    kind = KINDS[row["type"]]
    hangs = judged.modality == "conditional" and kind in _HANGING
    if kind == "demand" and judged.event == "AGREE":
        judged = replace(judged, event="REQUEST")
    return judged.by(row["cue"], kind, "conditional" if hangs else row["modality"], row["polarity"])  # type: ignore[arg-type]


KINDS: dict[str, ClaimType] = {one: one for one in get_args(ClaimType)}
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


@asks(types=_SOFT, words={"until", "till"}, finite=True)
def given_until(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Has until Sunday to reply": a deadline that is set for somebody."""
    near = view.words[view.finite : view.finite + 2]
    if near not in {(had, until) for had in ("has", "have") for until in ("until", "till")}:
        return None
    to = next((i for i in range(view.finite + 3, len(view.words) - 1) if view.words[i] == "to"), 0)
    if not to or view.tokens[to + 1].tag not in {"VERB", "NOUN"}:
        return None
    return replace(judged.by("given until", "demand", "ordered", "+"), event="REQUEST", predicate="demand")


@asks(words=WILL, told=True, finite=True)
def unwilling(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Will not", in the words of a side about what is in its own hands."""
    fight = judged.type == "violation" and judged.polarity == "-" and judged.modality == "planned"
    if not view.told or view.finite < 0 or view.words[view.finite] not in WILL or not (judged.type in _SOFT or fight):
        return None
    if judged.rule.endswith("neither nor"):
        return None
    near = view.words[view.finite + 1 : view.finite + 5]
    denied = next((i for i, word in enumerate(near[:2]) if word in DENYING), -1)
    if denied < 0 or near[denied + 1 : denied + 3] in BOUNDS:
        return None
    return judged.by("will not", "refusal", None if judged.modality == "conditional" else "planned", "-")


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
            and view.words[index - 1] != "to"
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


_COUNTING = frozenset({"count", "put", "estimate", "tally", "record", "register", "list", "log", "document"})
"""Verbs of which a figure is the subject's own."""
