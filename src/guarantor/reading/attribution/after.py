"""What follows a cue: a walk from the verb to the place where its content begins."""

from __future__ import annotations

from dataclasses import dataclass, replace

from guarantor.reading.attribution.lexicon import Entry, word_set
from guarantor.reading.attribution.view import COMMAS, FINITE, NOMINAL, View
from guarantor.reading.quick import maker, quick
from guarantor.reading.sets import words_of

WH = words_of("attribution", "after: wh")
_OBJECTS = frozenset(
    {"so", "that", "nothing", "something", "anything", "much", "little", "goodbye", "yes", "no", "him", "them"}
)
_WHOM = frozenset({"NNP", "NNPS", "NNS"})
"""Tags of one word that may be all that is addressed ("told Reuters the army", "told reporters Norland had")."""
_ASIDE = 16
"""Words that an aside between commas may have."""


@quick
@dataclass(frozen=True, slots=True)
class Start:
    """Where a content begins and by which sign that was seen."""

    place: int
    kind: str
    addressee: int = -1
    """Where somebody addressed begins ("urged | both sides to wait"), or -1."""


new_start = maker(Start)


def find_start(view: View, verb: int, entry: Entry, passive: bool) -> Start | None:
    """Walk over adverbs, addressees, times and settings; None when what comes next is no content of this word."""
    place, addressed, whom, size = verb + 1, False, -1, len(view)
    for _ in range(40):
        if place >= size:
            return None
        found = _here(view, verb, place, entry, passive)
        if found:
            return replace(found, addressee=whom)
        before = addressed
        following = _skip(view, verb, place, entry, addressed)
        if following is None:
            return None
        whom = place if following[1] and not before else whom
        place, addressed = following
    return None


def _here(view: View, verb: int, place: int, entry: Entry, passive: bool) -> Start | None:
    """The content if it begins at `place`."""
    word, token = view.words[place], view.tokens[place]
    if word in COMMAS:
        return None
    if view.opens(place):
        return new_start(place, "quote") if entry.has("q", "t", "o", "s", "A") else None
    if word == ":" and place + 1 < len(view):
        return new_start(place + 1, "colon") if entry.has("q", "t") else None
    if word == "that" and entry.has("t") and _is_that(view, verb, place):
        later = _second_that(view, verb, place) if entry.has("A") else -1
        return new_start(later if later > 0 else place, "that")
    if word in WH and entry.has("t", "w"):
        sure = word not in {"if", "when", "where"} or _ccomp_at(view, verb, place)
        sure = sure or (word == "if" and entry.cue_class == "ask")
        return new_start(place, "wh") if sure else None
    if word == "to" and infinitive_at(view, place):
        return new_start(place, "inf") if entry.has("i") else None
    if word in entry.preps and token.tag in {"ADP", "SCONJ", "PART"} and place + 1 < len(view):
        return new_start(place + 1, "prep")
    if word in {"n't", "not"}:
        bare = word == "not" and view.words[place + 1 : place + 2] == ("to",) and infinitive_at(view, place + 1)
        return new_start(place, "inf") if bare and entry.cue_class == "claim" and entry.has("i") else None
    owner = place + 1 < len(view) and view.words[place + 1] == "'s"
    if not owner and (view.is_time(place) or (token.tag in {"DET", "ADJ"} and _temporal_phrase(view, place))):
        return None
    if entry.has("t") and word in word_set("bound") and _counted_clause(view, place):
        return new_start(place, "clause")
    if entry.has("t") and _gap_at(view, verb, place):
        return new_start(place, "gap")
    if entry.has("t") and _clause_at(view, verb, place):
        return new_start(place, "clause")
    if entry.has("g") and token.fine == "VBG":
        return new_start(place, "gerund")
    takes_object = entry.has("o", "s") and not entry.has("A") and token.tag in NOMINAL
    if takes_object and _object_at(view, verb, place) and (entry.has("o") or _predicated(view, verb, place)):
        return new_start(place, "object")
    if entry.has("a") and token.tag in {"ADJ", "SCONJ"}:
        return new_start(place, "object")
    return None


def _is_that(view: View, verb: int, place: int) -> bool:
    """ "that" as a conjunction: not "said that."; not "that day" without a verb after it."""
    if place + 1 >= len(view):
        return False
    if view.tokens[place].tag == "SCONJ" or view.tokens[place].dep == "mark":
        return True
    return any(view.tokens[k].fine in FINITE for k in range(place + 2, min(place + 30, len(view))))


def _second_that(view: View, verb: int, place: int) -> int:
    """ "Told a mission that visited the town that repairs would take weeks": the second one, or -1."""
    if place - verb < 2 or place + 2 >= len(view) or view.tokens[place + 1].fine not in FINITE:
        return -1
    return next((k for k in range(place + 2, min(place + 12, len(view))) if view.words[k] == "that"), -1)


def infinitive_at(view: View, place: int) -> bool:
    """ "to" before a base form, perhaps with an adverb between."""
    for after in range(place + 1, min(place + 4, len(view))):
        if view.tokens[after].tag in {"VERB", "AUX"}:
            return view.tokens[after].fine in {"VB", "VBP"}
        if view.tokens[after].tag != "ADV" and view.words[after] != "not":
            return False
    return False


def _ccomp_at(view: View, verb: int, place: int) -> bool:
    """True when the tree has a clause of the verb beginning here."""
    return any(view.left[k] == place and view.tokens[k].dep in {"ccomp", "parataxis", "xcomp"} for k in view.kids[verb])


def _clause_at(view: View, verb: int, place: int) -> bool:
    """True when a clause with its own subject begins here."""
    if view.words[place] in word_set("subordinator") or (
        view.tokens[place].tag == "ADP"
        and (view.words[place + 1 : place + 2] in (("a",), ("an",), ("the",)) or _only_a_time(view, place))
    ):
        return False
    for kid in view.kids[verb]:
        if kid > place and view.left[kid] == place and view.tokens[kid].dep == "ccomp":
            return True
    bare = view.tokens[verb].lemma in word_set("takes_bare_clause")
    # "said states must", "said leaving was hard": a noun taken for a verb, a verb as a subject
    plural = bare and view.tokens[place].fine in {"VBZ", "VBG"} and view.words[place].endswith(("s", "ing"))
    if view.tokens[place].tag not in NOMINAL and not plural:
        return False
    bare = bare and view.words[place] not in _OBJECTS
    for place_of_verb in range(place + 1, min(place + 40, len(view))):
        token = view.tokens[place_of_verb]
        if view.words[place_of_verb] in {";", ":"}:
            return False
        if token.tag in {"VERB", "AUX"} and (token.fine in FINITE or (bare and token.fine == "VBN")):
            if token.dep in {"acl:relcl", "acl"} and bare:
                continue
            return bare or any(
                view.left[k] == place and view.tokens[k].dep in {"nsubj", "nsubj:pass", "expl"}
                for k in (*view.kids[place_of_verb], *(view.kids[token.head] if token.head >= 0 else ()))
            )
    return False


def _only_a_time(view: View, place: int) -> bool:
    """ "Said on Tuesday, contradicting ...": a preposition and a day, and a comma behind them."""
    return place + 2 < len(view) and view.is_time(place + 1) and view.words[place + 2] in COMMAS


def _counted_clause(view: View, place: int) -> bool:
    """ "at least 360 people have fled": a bound, a number, and a finite verb before the next comma."""
    if not any(view.tokens[k].tag == "NUM" for k in range(place + 1, min(place + 3, len(view)))):
        return False
    for after in range(place + 2, min(place + 30, len(view))):
        if view.words[after] in COMMAS:
            return False
        if view.tokens[after].fine in FINITE:
            return True
    return False


def _gap_at(view: View, verb: int, place: int) -> bool:
    """A finite verb right after the cue, whose subject stands before it: "a rule that he said would help"."""
    token = view.tokens[place]
    if token.tag not in {"VERB", "AUX"} or token.fine not in FINITE or place != verb + 1:
        return False
    if verb < 2 or view.tokens[verb - 1].tag not in NOMINAL:
        return False
    relative = any(view.words[k] in {"that", "which", "who", "what"} for k in range(max(0, verb - 12), verb - 1))
    bare = view.tokens[verb - 1].tag == "PRON" and view.tokens[verb - 2].tag == "NOUN"  # "a decision they say helped"
    return relative or bare


def _object_at(view: View, verb: int, place: int) -> bool:
    """True when the object of the verb begins here."""
    return any(
        view.left[k] <= place <= k
        and view.tokens[k].dep in {"obj", "iobj", "ccomp", "xcomp", "obl", "nsubj", "compound"}
        for k in view.kids[verb]
        if k > verb
    )


def _predicated(view: View, verb: int, place: int) -> bool:
    """True when something is said of the object: "called it a trap", "sees him as a friend"."""
    if view.kid(verb, "xcomp", "ccomp") > place:
        return True
    near = range(place + 1, min(place + 14, len(view)))
    second = ({"NOUN", "PROPN", "PRON"}, {"a", "an", "the"})
    return any(
        view.words[k] == "as" or view.opens(k) or (view.words[k] in second[1] and view.tokens[k - 1].tag in second[0])
        for k in near
    )


def _skip(view: View, verb: int, place: int, entry: Entry, addressed: bool) -> tuple[int, bool] | None:
    """The next place to look at, past what may stand between a cue and its content."""
    word, token = view.words[place], view.tokens[place]
    if place + 1 < len(view) and view.words[place + 1] == "'s":
        return None
    if 0 < view.asides.get(place, 0) < len(view):
        return view.asides[place], addressed
    if view.is_time(place) or (token.tag == "NUM" and view.is_time(place - 1)):
        return place + 1, addressed
    if (
        token.tag == "ADV"
        or token.dep == "compound:prt"
        or token.fine == "RP"
        or word in {"once", "himself", "herself"}
    ):
        return place + 1, addressed
    if token.tag == "ADP" or word == "to":
        return _past_phrase(view, place, stops=entry.preps), addressed
    if word == "(":  # "stated on Saturday (January 10), that"
        closes = next((k for k in range(place + 1, min(place + _BRACKET, len(view) - 1)) if view.words[k] == ")"), -1)
        behind = closes + 1 + (view.words[closes + 1] in COMMAS)
        return (behind, addressed) if closes > 0 and view.words[behind : behind + 1] == ("that",) else None
    if word in {",", "-", "—", "–", "--"}:
        return _past_aside(view, place, addressed)
    if word == "who" and addressed:  # "told the mayors who met in the city, ..."
        end = next((k for k in range(place, min(place + _ASIDE, len(view))) if view.words[k] in COMMAS), -1)
        return (end, addressed) if end > 0 else None
    if token.dep == "obl:unmarked" or (token.tag in {"DET", "ADJ"} and _temporal_phrase(view, place)):
        return place + 1, addressed
    if entry.has("A") and not addressed and token.tag in NOMINAL:
        return _past_phrase(view, place, noun=True), True
    return None


_BRACKET = 8
"""Words that a date in brackets may have."""


def _temporal_phrase(view: View, place: int) -> bool:
    """ "last week", "the same day", "this month"."""
    return any(view.is_time(k) for k in range(place + 1, min(place + 3, len(view))))


_STARTING_SIGNS = COMMAS | {":", "that", "(", ")"}


def _past_phrase(view: View, place: int, noun: bool = False, stops: frozenset[str] = frozenset()) -> int:
    """One past a prepositional phrase (or a noun phrase) that begins at `place`, short of any sign of a content."""
    end = place + (0 if noun else 1)
    while end < len(view) and end - place < 25:
        word, token = view.words[end], view.tokens[end]
        if end in view.asides:
            end = view.asides[end]
            continue
        if view.opens(end) or word in stops or word in _STARTING_SIGNS or (word in WH and word not in {"who", "which"}):
            break
        if token.tag in {"VERB", "AUX"} or (word == "to" and infinitive_at(view, end)):
            break
        if token.tag == "PRON" and token.fine == "PRP" and end > place + (0 if noun else 1):
            break
        begins = end > place + 1 or (noun and end > place and view.tokens[place].fine in _WHOM)
        if begins and token.tag in {"DET", "PROPN", "PRON", "NOUN"} and _new_phrase(view, place, end):
            break
        end += 1
    return max(end, place + 1)


def _new_phrase(view: View, place: int, end: int) -> bool:
    """True when the word at `end` begins a phrase that does not hang on anything in [place, end)."""
    top = end
    for _ in range(20):
        above = view.tokens[top].head
        if above < 0 or above < place:
            return view.left[top] >= end
        if place <= above < end:
            return False
        top = above
    return False


def _past_aside(view: View, place: int, addressed: bool) -> tuple[int, bool] | None:
    """Past ", during a visit to X," when a content follows; to a quotation after the comma."""
    if place + 1 < len(view) and (view.opens(place + 1) or view.words[place + 1] == "that"):
        return place + 1, addressed
    for after in range(place + 2, min(place + _ASIDE, len(view))):
        if view.words[after] in COMMAS and after + 1 < len(view):
            if view.opens(after + 1) or view.words[after + 1] == "that":
                return after + 1, addressed
            return None
        if view.quote[after] >= 0 or view.tokens[after].fine in FINITE:
            return None
    return None
