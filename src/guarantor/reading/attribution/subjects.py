"""Who a verb is said of: before it, after it, across asides and conjunctions."""

from __future__ import annotations

from guarantor.reading.attribution import holders
from guarantor.reading.attribution.cue import Cue
from guarantor.reading.attribution.cut import described_before, whole_subject
from guarantor.reading.attribution.lexicon import word_set
from guarantor.reading.attribution.types import Span
from guarantor.reading.attribution.view import COMMAS, END_MARKS, FINITE, NOMINAL, View
from guarantor.reading.sets import words_of

_COMMAS_AND_QUOTE = COMMAS | {'"'}


def source_of(view: View, cue: Cue) -> Span | None:
    """The subject's phrase by the tree, before the verb."""
    head = holders.subject(view, cue.verb)
    if view.words[cue.verb - 1 : cue.verb] == ("as",) and view.tokens[cue.verb].fine == "VBG":
        whom = _quoted_as(view, cue.verb)
        if whom is not None:
            return whom
    if view.tokens[cue.verb].fine == "VBG" and cue.start and view.words[cue.start - 1] in _COMMAS_AND_QUOTE:
        if view.tokens[cue.verb].lemma in _SHOWING and _two_did_it(view, cue.start):
            return None
        main = holders.main_subject(view, cue.start)
        head = main if main >= 0 else head
    elif view.tokens[cue.verb].fine == "VBG" and view.tokens[head].lemma in word_set("paper"):
        issuer = _issuer(view, head)
        head = issuer if issuer >= 0 else head
    if view.tokens[cue.verb].fine == "VBG" and cue.start and view.words[cue.start - 1] == "despite":
        accused = _accused(view, cue)
        if accused is not None:
            return accused
    if head < 0 or head >= cue.start:
        return None
    if view.is_time(head):
        return neighbour_of(view, cue)
    found = holders.phrase(view, head, 0, cue.start)
    if found is not None and view.tokens[cue.verb].fine == "VBN":
        found = described_before(view, cue.start, found)
    if found is not None and view.tokens[cue.verb].fine in FINITE:
        found = _of_its_own_clause(view, cue, _of_first_verb(view, cue, found))
        found = whole_subject(view, cue.start, found)
    if found is not None:
        found = _before_citing(view, _with_first_of_two(view, _with_own_name(view, found)))
        found = _before_its_clause(view, cue, _without_participle(view, _behind_place(view, found)))
        found = _described(view, cue, found)
    if found is None or _has_own_clause(view, found):
        return None
    return holders.with_aside(view, found, cue.start)


_SHOWING = words_of("attribution", "subjects: showing")


def _two_did_it(view: View, before: int) -> bool:
    """ "Norway shelled Vesk and both sides traded charges, highlighting how frail it is": what happened shows it."""
    root = next((k for k in range(before) if view.tokens[k].head < 0), -1)
    if root < 0:
        return False
    joined = [k for k in view.kids[root] if root < k < before and view.tokens[k].dep == "conj"]
    return any(0 <= view.kid(k, "nsubj", "nsubj:pass") < k for k in joined)


def _accused(view: View, cue: Cue) -> Span | None:
    """ "Accused the rebels of attacks, despite declaring a truce": those who are accused declared it."""
    root = next((k for k in range(cue.start) if view.tokens[k].head < 0), -1)
    if root < 0 or view.tokens[root].lemma not in {"accuse", "blame", "charge"}:
        return None
    object_ = view.kid(root, "obj")
    if not root < object_ < cue.start:
        return None
    return holders.trimmed(view, max(view.left[object_], root + 1), object_ + 1)


def _of_its_own_clause(view: View, cue: Cue, part: Span) -> Span:
    """ "The visit was called off after Oslo objected": who stands between "after" and the verb."""
    if part[0] > 2 and "by" in view.words[part[0] - 1 : part[0] + 1] and view.words[cue.start - 1] == ",":
        opens = next((k for k in range(part[0] - 2, max(0, part[0] - _FAR), -1) if view.words[k] == ","), -1)
        if opens > 0 and view.tokens[opens + 1].fine == "VBN":  # "Lund, received in Oslo by Nils Berg, pleaded"
            return _phrase_before(view, opens) or part
    far = max(part[1], cue.start - _FAR)
    stop = next((k for k in range(cue.start - 1, far - 1, -1) if view.words[k] == ";"), -1)
    if stop > 0 and view.quote[stop] < 0:
        return _behind_semicolon(view, stop + 1, cue.start) or part
    start = cue.start
    while start > part[1] + 1 and view.tokens[start - 1].tag == "ADV":  # "after the rebels initially said"
        start -= 1
    while start > part[1] and (
        view.tokens[start - 1].tag in _OF_A_PHRASE or view.words[start - 1] in {"and", "of", "'s"}
    ):
        start -= 1
    if not part[1] < start < cue.start or view.words[start - 1] not in _OPENING_A_CLAUSE or view.is_time(start):
        return part
    if not any(view.tokens[k].fine in FINITE for k in range(far, start)):
        return part
    return holders.trimmed(view, start, cue.start) or part


def _of_first_verb(view: View, cue: Cue, part: Span) -> Span:
    """ "Earlier the two sides each freed ten men and said": what stands before the first of one subject's verbs."""
    if view.words[cue.start - 1] not in {"and", "but"} or part[1] < cue.start - 1:
        return part
    verb = next((k for k in range(part[0] + 1, part[1]) if view.tokens[k].fine in FINITE), -1)
    if verb < 0 or not _RELATIVE.isdisjoint(view.words[part[0] : verb]):
        return part
    first = next((k for k in range(part[0], verb) if view.tokens[k].tag != "ADV"), part[0])
    last = holders.group_start(view, verb)
    while last > first and view.words[last - 1] in {"each", "both", "all", "also"}:
        last -= 1
    return holders.trimmed(view, first, last) or part


_RELATIVE = frozenset({"who", "which", "that", "whose", "whom", "where"})
_FAR = 40
"""Words before a verb among which its own clause begins."""


def _behind_semicolon(view: View, first: int, last: int) -> Span | None:
    """ "The army waits; the rebels, having signed, left, and say ...": the subject of the part behind the sign."""
    while first < last and (view.words[first] in {"and", "but"} or view.tokens[first].tag == "ADV"):
        first += 1
    stop = first
    while stop < last and (view.tokens[stop].tag in _OF_A_PHRASE or view.words[stop] in {"'s", "of"}):
        stop += 1
    return holders.trimmed(view, first, stop) if first < stop else None


_OPENING_A_CLAUSE = frozenset({"after", "before", "because", "until", "once", "unless", "while", "whereas", "although"})


def _before_citing(view: View, part: Span) -> Span:
    """ "The minister, citing reports, said": the tree takes what is cited for the speaker; who cites it is."""
    first = part[0]
    if first < 2 or view.words[first] not in _CITING or view.words[first - 1] not in COMMAS:
        return part
    return _phrase_before(view, first - 1) or part


_CITING = words_of("attribution", "subjects: citing")


def _with_own_name(view: View, part: Span) -> Span:
    """ "A group calling itself the Shield said": the name it goes by belongs to the group."""
    first, last = part
    if first < 3 or view.words[first - 1] not in _SELVES or view.words[first - 2] not in _CALLING:
        return part
    start = first - 2
    while start > 0 and view.tokens[start - 1].tag in {"NOUN", "PROPN", "ADJ", "DET", "ADV"}:
        start -= 1
    return (start, last) if start < first - 2 else part


_SELVES = words_of("attribution", "subjects: selves")
_CALLING = words_of("attribution", "subjects: calling")


def _with_first_of_two(view: View, part: Span) -> Span:
    """ "Norwegian and Danish officials said", "two diplomats and a Swedish official said": both are the subject."""
    first, last = part
    if first > 2 and view.tokens[first - 1].tag == "NUM" and view.words[first - 2] == "and":
        first -= 1
    if first < 2 or view.words[first - 1] not in {"and", "or"}:
        return part
    start = first - 1
    while start > 0 and (view.tokens[start - 1].tag in _OF_A_PHRASE or view.words[start - 1] in {"'s", "of"}):
        start -= 1
    before = view.tokens[first - 2]
    alone = start < first - 1 and (start == 0 or view.words[start - 1] in _CLAUSE_BEGINS)
    owned = first > 2 and (view.words[first - 3] == "'s" or view.tokens[first - 3].tag == "DET")
    if not alone and not (before.tag == "ADJ" and (owned or before.text[0].isupper())):
        return part
    return holders.trimmed(view, start, last) or part


_OF_A_PHRASE = frozenset({"ADJ", "DET", "NUM", "NOUN", "PROPN"})
_CLAUSE_BEGINS = frozenset({",", ":", ";", "that", "but", "while", '"', "“", "”"})


def _quoted_as(view: View, verb: int) -> Span | None:
    """ "Ada Lund was quoted by the agency as saying": who is quoted, and not who quotes."""
    quoted = next((k for k in range(verb - 2, max(0, verb - 12), -1) if view.words[k] in {"quoted", "cited"}), 0)
    if quoted < 2 or not {"was", "were", "been", "is", "are"} & set(view.words[max(0, quoted - 3) : quoted]):
        return None
    whom = view.kid(quoted, "nsubj:pass", "nsubj")
    start = holders.group_start(view, quoted)
    return holders.phrase(view, whom, 0, start) if 0 <= whom < start else None


def _behind_place(view: View, part: Span) -> Span:
    """ "In Geneva, the agency reported": the place that opens the sentence is no part of who speaks."""
    first, last = part
    if view.words[first] not in _PLACING:
        return part
    if first and view.words[first] == "in" and not word_set("paper").isdisjoint(view.words[first:last]):
        return _phrase_before(view, first) or part  # "The rebels in a statement had denied it"
    comma = next((i for i in range(first + 1, min(last - 1, first + 6)) if view.words[i] == ","), -1)
    return (comma + 1, last) if comma > 0 and view.tokens[comma + 1].tag in NOMINAL else part


_PLACING = frozenset({"in", "at", "from", "on", "during", "after", "before", "following", "amid", "despite", "under"})


def _described(view: View, cue: Cue, part: Span) -> Span:
    """ "People who fled on May 2 say", "officials who saw the draft said": whoever the relative clause describes."""
    if part[1] != cue.start or view.quote[cue.verb] >= 0 or view.tokens[part[0]].tag == "PRON":
        return part
    bare = all(view.tokens[k].tag == "NUM" for k in range(*part))
    placed = part[0] > 3 and view.words[part[0] - 1] in {"to", "from", "in", "into"}  # "who fled to the town say"
    named = view.tokens[part[0]].tag == "PROPN" and view.words[part[0] - 1] == ","  # "loyal to their chief, Ada Lund,"
    placed = placed or (named and part[0] > 4 and view.tokens[part[0] - 2].tag == "NOUN")
    if not bare and not placed and (part[0] < 3 or view.tokens[part[0] - 1].fine not in FINITE):
        return part
    who = next((k for k in range(part[0] - 1, 0, -1) if view.words[k] in ({"who", "that"} if bare else {"who"})), 0)
    if not who or view.tokens[who - 1].tag not in {"NOUN", "PROPN"} or "," in view.words[who : part[0] - 1]:
        return part
    finite = sum(view.tokens[k].fine in FINITE for k in range(who, part[0]))
    before = _phrase_before(view, who)
    return (before[0], part[1]) if finite == 1 and before is not None else part


def _without_participle(view: View, part: Span) -> Span:
    """ "A source, speaking on condition of anonymity, told": what is done meanwhile is no part of who speaks."""
    for place in range(part[0] + 1, part[1] - 1):
        if view.words[place] != "," or view.words[place + 1] not in {"speaking", "talking"}:
            continue
        if not _UNNAMED.isdisjoint(view.words[place : place + 8]):
            return part[0], place
    return part


_UNNAMED = words_of("attribution", "subjects: unnamed")
"""Words of how somebody without a name speaks."""


def _before_its_clause(view: View, cue: Cue, part: Span) -> Span:
    """ "Lakestone, the body that controls crossings, said": the subject is in a clause on the aside; before it."""
    first = part[0]
    if first > 2 and view.words[cue.start - 1] in COMMAS:  # "Lund, writing on the app, announced"
        opens = next((k for k in range(first - 1, max(0, first - 6), -1) if view.words[k] in COMMAS), -1)
        if opens > 0 and view.words[opens + 1] in {"writing", "posting", "speaking", "talking", "addressing"}:
            return _phrase_before(view, opens) or part
    if first > 4 and view.is_mark(first - 1) and view.words[first - 2] == "and" and view.is_mark(first - 3):
        start = first - 4  # "commanders "A" and "B" said"
        while start > 0 and view.tokens[start].tag == "PROPN":
            start -= 1
        return (start + 1, part[1]) if view.is_mark(start) else part
    if first > 1 and view.words[first - 1] in _DASHES and view.words[cue.start - 1] in _DASHES:
        before = _phrase_before(view, first - 1)  # "The Quad -- the US and Egypt -- has proposed"
        return before if before is not None else part
    if view.words[first] not in {"that", "which", "who"} or cue.start < 4 or view.words[cue.start - 1] not in COMMAS:
        return part
    comma = next((i for i in range(first - 1, 0, -1) if view.words[i] in COMMAS), -1)
    if comma < 1 or first - comma > 8 or view.tokens[comma - 1].tag not in {"NOUN", "PROPN"}:
        return part
    return _phrase_before(view, comma) or part


_DASHES = frozenset({"--", "—", "–"})


def _phrase_before(view: View, sign: int) -> Span | None:
    """The plain phrase that ends right before a sign."""
    start = sign
    while start > 0 and view.tokens[start - 1].tag in {"NOUN", "PROPN", "ADJ", "DET"}:
        start -= 1
    return (start, sign) if start < sign else None


def _issuer(view: View, paper: int) -> int:
    """Who "issued a statement saying ...": the subject of the verb that carries the paper, or -1."""
    verb = view.tokens[paper].head
    if verb < 0 or verb > paper or view.tokens[verb].lemma not in word_set("carrier"):
        return -1
    return holders.subject(view, verb)


def _has_own_clause(view: View, part: Span) -> bool:
    """True when more finite verbs than relative words stand in it, which no noun phrase has."""
    finite = sum(1 for k in range(*part) if view.tokens[k].fine in FINITE)
    opened = sum(1 for k in range(*part) if view.words[k] in {"who", "which", "that", "whose", "where", "whom"})
    return finite > max(opened, 1) or (finite == 1 and not opened and part[1] - part[0] > 8)


def main_of(view: View, cue: Cue) -> Span | None:
    """The subject of the main clause to the left; for a verb after "and" that the tree hangs elsewhere."""
    head = holders.main_subject(view, cue.start)
    return holders.phrase(view, head, 0, cue.start) if head >= 0 else None


def neighbour_of(view: View, cue: Cue) -> Span | None:
    """The phrase right before the verb group, when the tree has no subject."""
    head = holders.left_neighbour(view, cue.start)
    found = holders.phrase(view, head, 0, cue.start) if head >= 0 else None
    return whole_subject(view, cue.start, found) if found is not None else None


def inverted_of(view: View, cue: Cue) -> Span | None:
    """The phrase after the verb in "...," said the mayor of X, who left."""
    place = cue.verb + 1
    while place < len(view) and view.tokens[place].tag == "ADV":
        place += 1
    quoted = _quoted_name(view, place)
    if quoted is not None:
        return quoted
    if place >= len(view) or view.tokens[place].tag not in NOMINAL or view.quote[place] >= 0:
        return None
    for kid in view.kids[cue.verb]:
        if view.left[kid] <= place <= kid and view.tokens[kid].tag in NOMINAL:
            return holders.with_relative(view, holders.phrase(view, kid, place, len(view)))
    end = place
    while end < len(view) and view.words[end] not in COMMAS | END_MARKS and view.quote[end] < 0:
        end += 1
    return holders.trimmed(view, place, end)


def _quoted_name(view: View, place: int) -> Span | None:
    """ "..., said "Abu Omar"": a name in quotation marks, which is nobody's words."""
    if place + 2 >= len(view) or not view.is_mark(place):
        return None
    end = place + 1
    while end < len(view) and view.tokens[end].tag == "PROPN" and end - place < 4:
        end += 1
    named = end > place + 1 and end < len(view) and view.is_mark(end)
    return (place + 1, end) if named else None
