"""A verb as a cue: how it stands, whether the telling is negated or only expected, and the draft it makes."""

from __future__ import annotations

from dataclasses import dataclass

from guarantor.reading.attribution import holders
from guarantor.reading.attribution.lexicon import Entry
from guarantor.reading.attribution.types import Draft, Span
from guarantor.reading.attribution.view import FINITE, View
from guarantor.reading.document import standing
from guarantor.reading.quick import maker, quick
from guarantor.reading.sets import words_of

_MODALS = words_of("attribution", "cue: modals")
_PENDING = frozenset(
    {"expect", "plan", "likely", "set", "due", "schedule", "slate", "intend", "about", "want", "hope", "try"}
)
_REFUSING = words_of("attribution", "cue: refusing")


@quick
@dataclass(frozen=True, slots=True)
class Cue:
    """A verb that is in the list, with its group and how it stands."""

    verb: int
    start: int
    entry: Entry
    passive: bool


new_cue = maker(Cue)


def is_name(view: View, index: int) -> bool:
    """True for a capital letter inside a sentence that is not a headline: "Hope Lund said"."""
    if index == 0 or not view.tokens[index].text[0].isupper():
        return False
    words = [token.text for token in view.tokens if len(token.text) > 3 and token.text[0].isalpha()]
    titled = sum(1 for word in words if word[0].isupper())
    return titled * 10 < len(words) * 7 or (view.words[-1] == "." and titled < len(words))


def is_passive(view: View, verb: int) -> bool:
    """ "was told", "is expected"; a bare participle after a noun, "said to be"."""
    if view.tokens[verb].fine not in {"VBN", "VBD"}:
        return False
    for kid in view.kids[verb]:
        if kid < verb and view.tokens[kid].dep == "aux:pass":
            return True
    if view.tokens[verb].fine == "VBN" and (verb == 0 or view.words[verb - 1] in {"when", "if", "once"}):
        return True  # "Asked whether ...", "When told that ..."
    before = verb - 1
    while before >= 0 and view.tokens[before].tag == "ADV":
        before -= 1
    if before >= 0 and view.tokens[before].lemma == "be" and view.tokens[before].tag == "AUX":
        return True
    start = holders.group_start(view, verb)
    if view.tokens[verb].fine != "VBN" or view.tokens[verb].dep != "acl" or start == 0 or view.words[start - 1] == ",":
        return False
    first, last = view.left[verb], view.right[verb]
    return any(not first <= k <= last for k in standing(view.tokens, FINITE))


def is_finite(view: View, cue: Cue) -> bool:
    """A finite form, or a participle in -ed without an auxiliary that stands for one."""
    if view.tokens[cue.verb].fine in FINITE:
        return True
    return view.tokens[cue.verb].fine == "VBN" and not cue.passive


def is_negated(view: View, verb: int) -> bool:
    """ "did not say", "never said", "refused to say"."""
    if any(view.words[k] in {"not", "n't", "never"} for k in view.kids[verb] if k < verb):
        return True
    if verb > 1 and view.words[verb - 1] == "longer" and view.words[verb - 2] == "no":
        return True
    head = view.tokens[verb].head
    if view.tokens[verb].dep != "xcomp" or head < 0 or view.tokens[head].lemma not in _REFUSING:
        return False
    return (
        view.tokens[verb].fine == "VBG" or "," not in view.words[head:verb]
    )  # "plans to stop it, Lakes Press reported"


def modal_of(view: View, verb: int) -> str | None:
    """The modal, or the governor that makes it pending: "is expected to say"."""
    for kid in view.kids[verb]:
        if kid < verb and view.words[kid] in _MODALS and view.tokens[kid].dep == "aux":
            return view.words[kid]
    head = view.tokens[verb].head
    if view.tokens[verb].dep == "xcomp" and head >= 0 and view.tokens[head].lemma in _PENDING:
        return view.tokens[head].lemma
    return None


_BY_PREPOSITION = {"insist": "demand"}
"""What a verb does before a thing and not before a clause ("insisted on a truce")."""


def draft_of(view: View, cue: Cue, source: Span | None, content: list[Span], rule: str) -> Draft:
    """Put the parts together, with negation and modality of the telling."""
    own = [source] if source is not None else []
    return Draft(
        sentence=view.number,
        cue=[(cue.start, cue.verb + 1)],
        source=own,
        content=content,
        lemma=cue.entry.lemma,
        cue_class=_BY_PREPOSITION.get(cue.entry.lemma, cue.entry.cue_class) if rule == "prep" else cue.entry.cue_class,
        rule=f"verb:{rule}",
        negated=is_negated(view, cue.verb),
        modal=modal_of(view, cue.verb),
        direct=any(view.quote[part[0]] >= 0 for part in content),
    )
