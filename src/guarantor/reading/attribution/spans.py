"""How far a content reaches after its cue."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise

from guarantor.reading.attribution.lexicon import entries, word_set
from guarantor.reading.attribution.types import Span
from guarantor.reading.attribution.view import COMMAS, END_MARKS, FINITE, NOMINAL, View
from guarantor.reading.sets import words_of

_SILENT = words_of("attribution", "spans: silent")
"""Verbs behind "said ..., but would not" that tell of the speaker and are no part of what he said."""
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "expl", "csubj"})
CLAUSES = frozenset({"advcl", "conj", "parataxis", "list"})


def content_after(view: View, cue: int, start: int) -> Span | None:
    """From `start` to where the cue's own clause takes over again or the sentence ends."""
    if view.opens(start):
        end = quote_end(view, start)
        if _closed_by_sign(view, end) or end >= len(view) or view.words[end] in COMMAS | END_MARKS:
            return tidy(view, start, end)
    end = boundary(view, cue, start)
    if view.words[start] == "that":
        end = _past_aside(view, cue, start, end)
    return tidy(view, start, end)


def _past_aside(view: View, cue: int, start: int, end: int) -> int:
    """ "Said that a meeting, planned for May, cannot go ahead": no clause ends before its verb."""
    if not start + 1 < end < len(view) - 2 or any(view.tokens[k].fine in FINITE for k in range(start, end)):
        return end
    if view.tokens[end].fine in FINITE:  # "denied that Norway | had denied them access"
        return boundary(view, cue, end + 1)
    opens = next((k for k in (end - 1, end) if view.words[k] == ","), -1)
    if opens > 0 and view.words[start + 1] in _FRONTING:  # "noted that following the meeting, both had agreed"
        return boundary(view, cue, opens + 1)
    closes = next((k for k in range(opens + 1, len(view) - 1) if view.words[k] == ","), -1) if opens > 0 else -1
    if closes < 0 or view.tokens[closes + 1].fine not in FINITE:
        return end
    return boundary(view, cue, closes + 1)


_FRONTING = words_of("attribution", "spans: fronting")
"""Prepositions that open what stands before the subject of a clause behind "that"."""


def complement_after(view: View, cue: int, start: int, whole: bool) -> Span | None:
    """The object, phrase or infinitive that begins at `start`, without the circumstances of the telling.

    `whole`: what is said of the object belongs to it ("accused X of Y", "called X a Y").
    """
    limit = boundary(view, cue, start)
    if view.opens(start):
        limit = max(min(limit, len(view)), quote_end(view, start)) if whole else max(quote_end(view, start), start + 1)
        return tidy(view, start, limit)
    end = limit
    if not whole:
        ends = [
            view.left[k]
            for k in view.kids[cue]
            if start < view.left[k] < limit
            and (view.words[view.left[k]] in word_set("circumstance") or view.is_time(k))
            and not _of_the_matter(view, view.left[k])
        ]
        end = min(ends, default=limit)
    end = min(end, limit)
    for place in range(start + 1, end):
        if view.tokens[place].fine in FINITE and any(
            kid < cue and view.tokens[kid].dep in _SUBJECTS for kid in view.kids[place]
        ):
            end = place
            break
    for place in range(start + 1, end - 1):
        if view.words[place] == ":" and view.quote[place] < 0 and view.opens(place + 1):
            end = place
            break
        if view.words[place] == "," and view.quote[place] < 0 and _goes_elsewhere(view, place + 1):
            end = place
            break
    return tidy(view, start, end)


def _of_the_matter(view: View, place: int) -> bool:
    """ "Denied any coordination on opening it": what the object is about, whatever the tree hangs it on."""
    return (
        view.words[place] in {"on", "over", "about"} and place + 1 < len(view) and view.tokens[place + 1].fine == "VBG"
    )


def _goes_elsewhere(view: View, place: int) -> bool:
    """True when a participle, a subordinate or a main clause begins after a comma."""
    if spell_after(view, place):
        return True
    if view.tokens[place].fine == "VBG" or view.words[place] in word_set("subordinator") | {"who", "which"}:
        return True
    return main_clause_at(view, place)


_SPELLS = words_of("attribution", "spans: spells")


def spell_after(view: View, place: int) -> bool:
    """ "..., hours after they had left": when the telling took place."""
    for spell in range(place, min(place + 3, len(view) - 1)):
        if view.words[spell] in _SPELLS:
            return view.words[spell + 1] in {"after", "before"}
    return False


def quote_end(view: View, start: int) -> int:
    """One past the last word of the quotation that `start` stands in."""
    number, end = view.quote[start], start
    while end < len(view) and view.quote[end] == number:
        end += 1
    return end


def _closed_by_sign(view: View, end: int) -> bool:
    """True when the quotation that ends before `end` has its comma or full stop inside."""
    return end >= 2 and view.words[end - 2] in COMMAS | END_MARKS


def boundary(view: View, cue: int, start: int) -> int:
    """One past the last word that can belong to a content that begins at `start`."""
    size = len(view)
    ends = [size]
    chain, place = [cue], cue
    while view.tokens[place].head >= 0 and len(chain) < 6:
        place = view.tokens[place].head
        if place >= start:
            break
        chain.append(place)
    for above in chain:
        for kid in view.kids[above]:
            first = view.left[kid]
            if first > start and kid >= start and view.tokens[kid].dep in CLAUSES and _breaks(view, first, kid):
                ends.append(first)
    for place in view.turns[bisect_right(view.turns, start) :]:
        if (view.quote[place] < 0 or view.is_mark(place)) and _restarts(view, place, cue):
            ends.append(place)
            break
    first = start + 1 if view.words[start] == "that" and start + 1 < size else start
    if view.words[first] in word_set("subordinator"):  # "that if X, Y": the comma before Y is no end
        comma = next((k for k in range(first, size) if view.words[k] == "," and view.quote[k] < 0), size)
        ends = [end for end in ends if end > comma + 1]
        return min(*ends, size, _pair_end(view, cue, start))
    return min(*ends, _pair_end(view, cue, start), _subordinate_end(view, cue, start))


def _subordinate_end(view: View, cue: int, start: int) -> int:
    """When the telling itself is a clause that opens the sentence ("When she said X, ...") or a relative one."""
    size = len(view)
    opened = _is_subordinate(view, cue)
    relative = any(
        view.words[k] in {"who", "which"} and view.words[k - 1] in COMMAS and "," not in view.words[k:cue]
        for k in range(max(1, cue - 6), cue)
    )
    if not (opened or relative):
        return size
    for place in range(start + 1, size - 1):
        if view.words[place] in COMMAS and view.quote[place] < 0:
            if opened and (main_clause_at(view, place + 1) or _subject_and_verb(view, place + 1)):
                return place
            if relative and view.tokens[place + 1].fine in FINITE:
                return place
    return size


_IN_PHRASES = NOMINAL | {"ADP"}


def _subject_and_verb(view: View, place: int) -> bool:
    """A plain noun phrase and a finite verb right behind it, whatever the tree makes of them."""
    if view.tokens[place].tag not in {"DET", "NOUN", "PROPN", "PRON", "ADJ"}:
        return False
    for verb in range(place + 1, min(len(view), place + 10)):
        token = view.tokens[verb]
        if token.fine in FINITE:
            return view.tokens[verb - 1].tag in NOMINAL
        if token.tag not in _IN_PHRASES:
            return False
    return False


def _opens_with_spell(view: View, place: int) -> bool:
    """ "Four days after the rebels announced that ...": a length of time at the head of the sentence."""
    return 0 < place < 5 and view.words[place - 1] in _SPELLS and view.words[place] in {"after", "before", "since"}


_COMMAS_OR_AND = COMMAS | {"and", "but"}


def _is_subordinate(view: View, cue: int) -> bool:
    """True when the cue's clause began with "when", "if", "while", ... at a start or after a comma."""
    for place in range(cue - 1, -1, -1):
        if view.words[place] in word_set("subordinator") and (
            place == 0 or view.words[place - 1] in _COMMAS_OR_AND or _opens_with_spell(view, place)
        ):
            return True
        if view.tokens[place].fine in FINITE and view.tokens[place].tag == "VERB":
            return False
        if view.words[place] in COMMAS and main_clause_at(view, place + 1):
            return False
    return False


def main_clause_at(view: View, place: int) -> bool:
    """True when a clause with its subject first begins at `place`."""
    for verb in range(place + 1, min(len(view), place + 30)):
        if view.tokens[verb].dep in {"acl", "acl:relcl"}:
            continue
        if any(
            view.left[kid] == place
            for kid in view.kids[verb]
            if view.tokens[kid].dep in _SUBJECTS and view.words[kid] not in {"who", "which", "that"}
        ):
            return True
    return False


def _pair_end(view: View, cue: int, start: int) -> int:
    """Where the aside that holds the cue closes: "X - who said ... - left"; "(he said ...)"."""
    size = len(view)
    dashes = [k for k in view.turns if view.words[k] in {"-", "--"} and view.quote[k] < 0]
    if sum(1 for k in dashes if k < cue) % 2:
        return next((k for k in dashes if k > start), size)
    depth = 0
    for place in view.turns[bisect_left(view.turns, start) :]:
        depth += (view.words[place] == "(") - (view.words[place] == ")")
        if depth < 0:
            return place
    return size


_COMMAS_AND_JOINERS = COMMAS | {"and", "but", "or"}


def _breaks(view: View, first: int, kid: int) -> bool:
    """True when a clause of the cue begins at `first`: after a comma or with a conjunction before a verb."""
    if view.words[first] in {"and", "but"} and view.words[first + 1] in {"that", "of"}:
        return False
    if view.words[first] in {"and", "but"} and view.tokens[first + 1].fine == "MD":
        return not _SILENT.isdisjoint(view.words[first + 2 : first + 5])
    before = view.words[first - 1]
    if view.words[first] in _COMMAS_AND_JOINERS or before in _COMMAS_OR_AND:
        return view.tokens[kid].tag in {"VERB", "AUX"} or view.kid(kid, "cop", "nsubj") >= 0
    return False


def _restarts(view: View, place: int, cue: int) -> bool:
    """True where another telling begins: ", according to"; ", adding"; ", while Lund said"; "and told them"."""
    word = view.words[place]
    if word == ":":  # a quotation with a cue of its own
        own = quote_end(view, place + 1) if place + 1 < len(view) and view.opens(place + 1) else len(view)
        return any(_tells(view, after) for after in range(own, min(own + 4, len(view))))
    if word == ";" and view.quote[place] < 0:
        behind = view.tokens[place:]
        return any(
            token.fine in FINITE or (token.fine == "VBN" and before.tag in {"NOUN", "PROPN"})
            for before, token in pairwise(behind)
        )
    if word in COMMAS or (view.is_mark(place) and view.words[place - 1] in COMMAS):
        if view.words[place + 1 : place + 3] == ("according", "to"):
            return True
        if _saying_participle(view, place + 1):
            return True
        if word == "," and view.words[place + 1 : place + 2] not in _NO_TURN and _other_cue(view, place + 1):
            return not _closes_aside(view, place, cue)
        return place + 1 < len(view) and view.words[place + 1] in _TURNS and _other_cue(view, place + 2)
    if word in {"and", "but"}:
        after = place + 1
        while after < len(view) and view.tokens[after].tag == "ADV":
            after += 1
        return (
            after < len(view)
            and _tells(view, after)
            and _PAST.get(view.tokens[after].fine) == _PAST.get(view.tokens[cue].fine)
        )
    return False


def _closes_aside(view: View, place: int, cue: int) -> bool:
    """ "Said that Norland, which hosts them, has agreed": the next verb has its subject in what is told before."""
    near = range(place + 1, min(place + 13, len(view)))
    verb = next((k for k in near if view.tokens[k].fine in FINITE and view.tokens[k].tag in {"VERB", "AUX"}), place)
    if view.tokens[verb].tag == "AUX" and view.tokens[verb].head > verb:
        verb = view.tokens[verb].head
    return view.tokens[verb].tag == "VERB" and cue < view.kid(verb, "nsubj", "nsubj:pass") < place


_PAST = {"VBD": "past", "VBN": "past", "VBZ": "present", "VBP": "present", "VBG": "participle"}
_NO_TURN = (("who",), ("which",), ("that",), ("whose",), ("where",))
_TURNS = frozenset({"while", "and", "but", "as", "though", "although", "whereas", "yet"})


def _tells(view: View, place: int) -> bool:
    """True for a verb of telling."""
    token = view.tokens[place]
    entry = entries("verbs.tsv").get(token.lemma)
    return entry is not None and token.tag == "VERB" and entry.has("q", "t")


def _saying_participle(view: View, place: int) -> bool:
    """A participle of telling, perhaps after an adverb."""
    for after in range(place, min(place + 2, len(view))):
        if view.tokens[after].fine == "VBG" and (_tells(view, after) or view.words[after] == "citing"):
            return True
        if view.tokens[after].tag != "ADV":
            return False
    return False


def _other_cue(view: View, place: int) -> bool:
    """True when the clause that begins here has a verb of telling as its first finite verb."""
    first = _past_relative(view, place)
    for after in range(first, min(first + 12, len(view))):
        if view.tokens[after].fine in FINITE and view.tokens[after].tag in {"VERB", "AUX"}:
            if view.tokens[after].tag == "AUX" and after + 1 < len(view):
                return _tells(view, after + 1)
            return _tells(view, after)
    return False


def _past_relative(view: View, place: int) -> int:
    """ ", but Norland, which began the war, says": the verb behind what is said of the subject between commas."""
    opens = next((k for k in range(place + 1, min(place + 8, len(view) - 2)) if view.words[k] == ","), -1)
    if opens < 0 or view.words[opens + 1] not in {"who", "which"}:
        return place
    for closes in range(opens + 3, min(opens + 30, len(view) - 1)):
        if view.words[closes] == "," and view.tokens[closes + 1].fine in FINITE:
            return closes + 1
    return place


_EDGES = COMMAS | END_MARKS | {":", "and", "but", "or"}


_COMMAS_AND_COLON = COMMAS | {":"}


def tidy(view: View, start: int, end: int) -> Span | None:
    """The range without commas and conjunctions at its end, but with a closing quotation mark."""
    while end > start and (
        view.words[end - 1] in _EDGES
        or (view.words[end - 1] == ")" and "(" not in view.words[start:end])
        or (view.words[end - 1] == "(")
    ):
        end -= 1
    while start < end and view.words[start] in _COMMAS_AND_COLON:
        start += 1
    return (start, end) if start < end else None
