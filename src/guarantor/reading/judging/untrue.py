"""Charges that are turned down: called untrue, out of line with the facts, or said not to have been."""

from __future__ import annotations

from itertools import pairwise

from guarantor.reading.judging.asking import asks
from guarantor.reading.judging.beside import DENYING, NOT, WILL, unquoted
from guarantor.reading.judging.clause import ClauseView
from guarantor.reading.judging.judged import Judged, word_list
from guarantor.reading.quick import replace
from guarantor.reading.sets import words_of


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


_WRONG = words_of("judging", "untrue: wrong")


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
    if _points_and_denies(view):
        return replace(judged.by("untrue", "denial", "denied", "-"), event="REJECT")
    if word_list("nouns", "charge").isdisjoint(view.words[:4]) or view.unit.side:
        return None
    words = view.vocabulary
    if words & _WRONG == {"lie"} and words.isdisjoint({"a", "an", "outright"}):
        return None
    if words & _WRONG or (words & _RIGHT and words & {"not", "n't", "n’t"}):
        return judged.by("untrue", "denial", "denied", "-")
    return None


def _points_and_denies(view: ClauseView) -> bool:
    """ ""That is simply untrue," she said": what another said is turned down in so many words."""
    words = unquoted(view)
    if not view.told or words[:1] not in {("that",), ("this",), ("it",), ("these",), ("those",)}:
        return False
    flat = _WRONG - {"wrong", "lie", "lies", "foundation", "devoid"}
    near = words[1:5]
    return words[1:2] in {("is",), ("was",), ("are",), ("were",)} and not flat.isdisjoint(near) and NOT.isdisjoint(near)


@asks(words={"correspond"}, told=True)
def no_reality(view: ClauseView, judged: Judged) -> Judged | None:
    """ "That statement does not correspond to reality": a denial."""
    place = view.words.index("correspond")
    if DENYING.isdisjoint(view.words[max(0, place - 3) : place]) or not _REAL.intersection(
        view.words[place : place + 5]
    ):
        return None
    return replace(judged.by("no reality", "denial", "denied", "-"), event="REJECT")


_REAL = words_of("judging", "untrue: real")


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
    if not WILL.isdisjoint(view.words[:place]):
        return judged.by("will not be", "refusal", None if judged.modality == "conditional" else "planned", "-")
    return judged.by("there was no", "denial", "denied", "-")
