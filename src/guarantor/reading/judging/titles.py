"""Headlines: what a participle without a helper tells."""

from __future__ import annotations

from guarantor.model.claim import ClaimType
from guarantor.reading.judging.asking import asks
from guarantor.reading.judging.clause import ClauseView
from guarantor.reading.judging.judged import Judged, word_list
from guarantor.reading.quick import replace

_NAMING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})
_HARM = frozenset({"ASSAULT", "COERCE"})
_BEFORE_OBJECT = frozenset({"NOUN", "PROPN", "DET", "NUM", "PRON", "ADJ"})


@asks(modalities={"happened", "alleged"})
def borne(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Three killed in strike on camp": the noun before a bare participle bears the deed."""
    if not judged.actors or view.main is None:
        return None
    if judged.predicate not in word_list("nouns", "borne"):
        return None
    start, end = view.main.predicate
    verb = next((i for i, t in enumerate(view.tokens) if start <= t.start < end and t.lemma == judged.predicate), -1)
    if verb < 1 or view.tokens[verb - 1].tag == "AUX" or not view.words[verb].endswith(("ed", "en", "id", "it", "ld")):
        return None
    if not view.headline and (view.tokens[verb].fine != "VBN" or judged.event not in _HARM or verb == view.finite):
        return None
    if not view.headline and view.words[verb - 1] == "those":
        return judged.by("only described", "statement", "unknown")  # "mourning those killed on Monday"
    if not view.headline and view.words[verb + 1 : verb + 2] == ("by",):  # "remains blocked by Norway"
        end = next(
            (i for i in range(verb + 2, len(view.tokens)) if view.tokens[i].tag not in _NAMING), len(view.tokens)
        )
        doer = ((view.tokens[verb + 2].start, view.tokens[end - 1].end),) if end > verb + 2 else ()
        stays = view.tokens[verb - 1].lemma in {"remain", "stay"}
        return replace(judged.by("borne", None, "ongoing" if stays else None), actors=doer, targets=judged.actors)
    verb += view.words[verb + 1 : verb + 2] in {("over",), ("back",), ("out",), ("up",), ("down",)}
    behind = view.tokens[verb + 1 : verb + 2]
    if behind and behind[0].tag in _BEFORE_OBJECT:
        return None
    kind: ClaimType | None = "violation" if judged.event in _HARM and judged.type in {"statement", "figure"} else None
    return replace(judged.by("borne", kind), actors=(), targets=judged.actors)
