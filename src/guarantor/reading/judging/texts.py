"""What an agreed text lays down: "under the deal, both armies shall withdraw"."""

from __future__ import annotations

from guarantor.reading.judging.asking import asks
from guarantor.reading.judging.clause import ClauseView
from guarantor.reading.judging.judged import Judged, word_list
from guarantor.reading.sets import words_of

_STATING = words_of("judging", "texts: stating")


@asks(not_types={"denial", "commitment"}, told=False, words={"shall", "must", "should", "will"})
def text_says_that(view: ClauseView, judged: Judged) -> Judged | None:
    """ "The framework lays down that a body shall be set up": owed by the text, and nothing that was done."""
    that = view.words.index("that") if "that" in view.words else -1
    if that < 2 or _STATING.isdisjoint(view.words[max(0, that - 3) : that]):
        return None
    if {"shall", "must", "should", "will"}.isdisjoint(view.words[that : that + 12]):
        return None
    if word_list("nouns", "accords").isdisjoint(view.words[:4]):
        return None
    return judged.by("text says that", "commitment", "planned", "+")


_LAYING_DOWN = words_of("judging", "texts: laying down")
_BOUND = frozenset({"has", "have", "is", "are"})
"""With "to" behind them: "under the deal both armies are to withdraw"."""
_BY = frozenset({"under", "by", "per", "in"})


_RULING = frozenset(
    {"prohibit", "forbid", "ban", "bar", "require", "oblige", "stipulate", "guarantee", "entitle", "allow", "bind"}
)
_PARTS = frozenset({"article", "clause", "paragraph", "annex", "section", "point"})


@asks(not_types={"denial", "refusal", "commitment"}, predicates=_RULING)
def ruled_by_text(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Article 4 of the accord prohibits any support": what the text lays down, and nobody's breach."""
    if view.main is None:
        return None
    verb = next((i for i, token in enumerate(view.tokens) if token.start >= view.main.predicate[0]), 0)
    present = view.tokens[verb].fine in {"VBZ", "VBP"} or view.words[verb] == f"{judged.predicate}s"
    if not present or judged.polarity == "-":
        return None
    if (word_list("nouns", "accords") | _PARTS).isdisjoint(view.words[:verb]):
        return None
    return judged.by("ruled by text", "commitment", "planned")


@asks(types={"demand", "plan", "statement"}, told=False, finite=True)
def laid_down(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Under the deal, 600 trucks a day should enter": owed by the text, and nobody's wish."""
    verb = view.words[view.finite]
    bound = verb in _BOUND and view.words[view.finite + 1 : view.finite + 2] == ("to",)
    if not (bound or verb in _LAYING_DOWN) or not _names_a_text(view):
        return None
    return judged.by("laid down", "commitment", "conditional" if judged.modality == "conditional" else "planned")


def _names_a_text(view: ClauseView) -> bool:
    """Whether "under the deal", "by the terms of the truce" or the like stands in the clause."""
    texts = word_list("nouns", "accords") | _PARTS
    for index, word in enumerate(view.words):
        near = view.words[index + 1 : index + 7]
        if word == "under" and not texts.isdisjoint(near):
            return True
        if word in _BY and "terms" in near[:3] and not texts.isdisjoint(near):
            return True
    return False
