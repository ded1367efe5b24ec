"""Who: the subject of a cue, wherever the sentence keeps it, and the extent of its noun phrase."""

from __future__ import annotations

from guarantor.reading.attribution.lexicon import word_set
from guarantor.reading.attribution.types import Span
from guarantor.reading.attribution.view import COMMAS, NOMINAL, View
from guarantor.reading.sets import words_of

_RELATIVES = words_of("attribution", "holders: relatives")
SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "expl", "nsubj:outer")
_QUOTES = frozenset({'"', "“", "”", "``", "''", "«", "»"})


def group_start(view: View, verb: int) -> int:
    """Where the verb group begins: auxiliaries, "not" and adverbs between them and the verb."""
    known = view.groups.get(verb)
    if known is None:
        known = view.groups[verb] = _group_start(view, verb)
    return known


def _group_start(view: View, verb: int) -> int:
    first = verb
    for kid in view.kids[verb]:
        if view.tokens[kid].dep not in {"aux", "aux:pass", "cop"} or not verb - 8 <= kid < verb:
            continue
        if view.quote[kid] == view.quote[verb] and not any(view.words[k] in COMMAS for k in range(kid, verb)):
            first = min(first, kid)
    place = verb - 1
    while place >= 0 and place < first + verb:  # adverbs that cling to the verb without an auxiliary
        if (view.tokens[place].tag in {"AUX", "PART"} and view.words[place] not in {"'s"}) or (
            view.tokens[place].tag == "ADV" and view.words[place] not in {"when", "where", "why", "how", "so"}
        ):
            if view.tokens[place].tag == "AUX":
                first = min(first, place)
            place -= 1
            continue
        break
    return first


def subject(view: View, verb: int, depth: int = 0) -> int:
    """The word that says, thinks or wants, or -1. Looks through conjunctions, participles and infinitives."""
    outside = before_relative(view, verb) if view.tokens[verb].fine in {"VBD", "VBZ", "VBP", "VBN"} else -1
    if outside >= 0:
        return outside
    own = [kid for kid in view.kids[verb] if view.tokens[kid].dep in SUBJECTS and view.tokens[kid].dep != "expl"]
    place = group_start(view, verb) - 1
    if view.tokens[verb].dep == "acl:relcl" and place >= 0 and view.words[place] in {"who", "that", "which"}:
        return place
    if view.tokens[verb].fine == "VBG":
        own = [kid for kid in own if kid < verb]
    before = [kid for kid in own if kid < verb]
    if before and view.words[before[-1]] in {"who", "which"} and _closed_aside(view, before[-1], verb):
        return left_neighbour(view, group_start(view, verb))
    if before:
        return before[-1]
    if own:
        return own[0]
    head, dep = view.tokens[verb].head, view.tokens[verb].dep
    if head < 0 or depth > 3:
        return -1
    if dep in {"acl", "acl:relcl"} and head < verb and view.tokens[head].tag in NOMINAL:
        return head
    if view.tokens[verb].fine == "VB" and verb > 1 and view.words[verb - 1] == "to":
        pressed = _pressed(view, verb - 2)
        if pressed >= 0:
            return pressed
    if dep == "xcomp":
        person = view.kid(head, "obj", "iobj")
        controls = view.tokens[head].lemma in word_set("object_control") and head < person < verb
        return person if controls else subject(view, head, depth + 1)
    aim = view.tokens[head].fine == "VB" and view.words[head - 1] == "to" and view.tokens[head].dep in {"acl", "xcomp"}
    if dep == "conj" and aim and view.tokens[verb].fine in {"VBD", "VBZ"}:
        return -1  # "urged both to stop and offered": no infinitive goes on with a finite verb
    if dep in {"conj", "advcl", "parataxis", "ccomp"} and view.tokens[head].tag in {"VERB", "AUX", "NOUN", "ADJ"}:
        if dep in {"ccomp", "parataxis"} and view.tokens[verb].fine != "VBG":
            return -1
        return subject(view, head, depth + 1)
    return -1


def _closed_aside(view: View, pronoun: int, verb: int) -> bool:
    """True when the relative clause from `pronoun` has its own verb and is closed by a comma before the cue."""
    start = group_start(view, verb)
    has_verb = any(view.tokens[k].fine in {"VBD", "VBZ", "VBP", "MD"} for k in range(pronoun + 1, start))
    return has_verb and start > 0 and view.words[start - 1] in COMMAS


def before_relative(view: View, verb: int) -> int:
    """ "Norland, which calls the group an enemy, warned": the head before the relative clause that a comma closes
    right before the verb group, wherever the tree hangs it; -1 where there is none.
    """
    start = group_start(view, verb)
    if start < 4 or view.words[start - 1] not in COMMAS or view.quote[verb] >= 0:
        return -1
    for place in range(start - 2, max(0, start - 34), -1):
        if view.words[place] in COMMAS:
            return -1
        if view.words[place] in _RELATIVES and view.words[place - 1] in COMMAS and place > 1:
            finite = sum(view.tokens[k].fine in {"VBD", "VBZ", "VBP", "MD"} for k in range(place + 1, start - 1))
            named = finite == 1 and view.tokens[place - 2].tag in NOMINAL and view.quote[place - 2] < 0
            return _climb(view, place - 2, place) if named else -1
    return -1


def _pressed(view: View, place: int) -> int:
    """Who is made to do it: the noun before "to", where a verb like "prompt" or "urge" stands before its phrase."""
    if view.tokens[place].tag not in NOMINAL:
        return -1
    head = _climb(view, place, place + 1)
    first = view.left[head]
    if 0 < first <= place and view.tokens[first - 1].lemma in word_set("object_control"):
        return head if view.tokens[first - 1].tag == "VERB" else -1
    return -1


def with_aside(view: View, found: Span, cue_start: int) -> Span:
    """Take in ", who leads the team," between the holder and its cue."""
    first, last = found
    if first > 1 and last < cue_start and view.words[last] == "," and view.words[first - 1] == ",":
        name = first - 2  # "Fallon, a spokesman for X, said"
        if (
            view.tokens[name].tag == "PROPN"
            and view.tokens[first].tag in {"DET", "NOUN", "ADJ"}
            and view.quote[name] < 0
        ):
            while (
                name > 0 and view.tokens[name - 1].tag in {"PROPN", "NOUN", "ADJ", "DET"} and not view.is_time(name - 1)
            ):
                name -= 1
            first = name
    bounded = last < cue_start - 2 and view.words[last] in COMMAS and view.words[cue_start - 1] in COMMAS
    if bounded and view.words[last + 1] in _RELATIVES and view.quote[last] < 0:
        return (first, cue_start - 1)
    return (first, last)


def with_relative(view: View, found: Span | None) -> Span | None:
    """Take in ", who leads the team" behind a holder that follows its cue, up to the next quotation."""
    if (
        found is None
        or found[1] + 1 >= len(view)
        or view.words[found[1]] != ","
        or view.words[found[1] + 1] not in _RELATIVES
    ):
        return found
    end = found[1] + 2
    while end < len(view) and view.quote[end] < 0 and view.words[end] not in {".", ";", ":"}:
        end += 1
    return trimmed(view, found[0], end)


def main_subject(view: View, before: int) -> int:
    """The subject of the main clause to the left, for a participle after a comma."""
    root = next((k for k in range(before) if view.tokens[k].head < 0), -1)
    if root >= 0:
        own = [k for k in view.kids[root] if view.tokens[k].dep in {"nsubj", "nsubj:pass"} and k < before]
        if own and view.quote[own[0]] < 0:
            return own[0]
    for place in range(before - 1, -1, -1):
        token = view.tokens[place]
        if token.dep in {"nsubj", "nsubj:pass"} and view.quote[place] < 0 and token.head > place:
            clause = view.tokens[token.head].dep in {"root", "conj", "parataxis", "ccomp"}
            if clause and view.words[place] not in {"who", "which", "that"}:
                return place
    return root if root >= 0 and view.tokens[root].tag in {"PROPN", "PRON"} and view.quote[root] < 0 else -1


def phrase(view: View, head: int, low: int, high: int) -> Span | None:
    """The noun phrase around a word, kept within [low, high), without commas, conjunctions and cues at its edges."""
    first, last = max(view.left[head], low), min(view.right[head], high - 1)
    if not first <= head <= last:
        return None
    if low == 0 and ";" in view.words[first : last + 1]:  # "two were hurt; the army said"
        first = last + 1 - view.words[first : last + 1][::-1].index(";")
    while first > low and (view.words[first] in {"of", "for"} or _joined(view, first)):
        first -= 1
    return trimmed(view, first, last + 1)


def _joined(view: View, first: int) -> bool:
    """True when the word before belongs to a name or title that the tree has cut: "Secretary | of State Rubio"."""
    before, here = view.tokens[first - 1], view.tokens[first]
    if view.is_time(first - 1):
        return False
    if "POS" in {before.fine, here.fine} or (before.tag == "DET" and here.tag in {"ADJ", "NUM"}):
        return True
    if here.tag == "NOUN" and before.tag == "PROPN" and not (first > 1 and view.tokens[first - 2].tag == "ADP"):
        return True
    if first == 1 and before.tag == "NOUN" and here.tag == "NOUN":
        return True
    return (before.tag in {"PROPN", "NOUN"} and here.tag == "PROPN") or (
        before.tag in {"DET", "ADJ"} and here.tag in {"NOUN", "PROPN"}
    )


def _is_year(word: str) -> bool:
    """ "On 22 February 2023 the court": a year."""
    return len(word) == len("2000") and word.isdigit() and word[:2] in {"19", "20"}


def trimmed(view: View, first: int, last: int) -> Span | None:
    """The range without signs at its edges."""
    while first < last and (
        (view.tokens[first].tag in {"PUNCT", "CCONJ", "SYM"} and view.words[first] not in {"(", "$", "#"})
        or ((view.words[first] in word_set("subordinator") or view.words[first] == "with") and last - first > 1)
        or ((view.is_time(first) or view.words[first] == "on") and last - first > 1 and view.words[first + 1] != "'s")
        or (view.tokens[first].tag == "NUM" and last - first > 2 and view.is_time(first + 1))
        or (_is_year(view.words[first]) and last - first > 2 and view.words[first + 1] in {"the", "a"})
    ):
        first += 1
    ahead = next((k for k in range(first + 1, last - 1) if view.words[k] == "ahead" and view.words[k + 1] == "of"), 0)
    last = ahead or last  # "says top diplomat ahead of meeting"
    if last - first > 2 and view.words[first + 1] == "," and view.tokens[first].tag == "ADV":  # "However, the army"
        first += 2
    while first < last and view.tokens[last - 1].tag == "PUNCT" and view.words[last - 1] not in {")"}:
        last -= 1
    if last - first > 2 and view.tokens[last - 1].tag == "ADV" and view.words[last - 2] == ",":  # "He, however, said"
        last -= 2
    while last - first > 1 and view.is_time(last - 1) and view.words[last - 2] != "'s":  # "Egypt on Wednesday"
        last -= 2 if last - first > 2 and view.words[last - 2] in {"on", "in", "last"} else 1
    if last - first > 2 and view.words[last - 1] == "longer" and view.words[last - 2] == "no":
        last -= 2
    if last - first > 1 and view.words[last - 1] == ")" and "(" not in view.words[first:last]:
        last -= 1
    marks = sum(word in _QUOTES for word in view.words[first:last])
    if marks % 2 and last < len(view) and view.words[last] in _QUOTES:  # the "Republic" of somebody
        last += 1
    return (first, last) if first < last else None


_CLOSING = COMMAS | {")"}


def left_neighbour(view: View, start: int) -> int:
    """The head of the noun phrase that stands right before a verb group; for when the tree shows no subject."""
    place = start - 1
    while place >= 0 and view.tokens[place].tag == "ADV":
        place -= 1
    if place > 0 and view.is_time(place):  # "Egypt on Wednesday", "Egypt Wednesday"
        place -= 2 if view.words[place - 1] in {"on", "in", "last", "this"} else 1
    closing = place >= 0 and view.words[place] in _CLOSING
    if closing:
        return _before_aside(view, place)
    if place < 0 or view.quote[place] >= 0:
        return -1
    if view.tokens[place].tag not in NOMINAL and not (place and view.tokens[place].text[0].isupper()):
        return -1
    return _climb(view, place, start)


def _climb(view: View, place: int, start: int) -> int:
    """From the last word of a phrase up to its head."""
    head = place
    for _ in range(12):
        above = view.tokens[head].head
        if above < 0 or above >= start or view.tokens[above].tag not in NOMINAL:
            break
        if view.right[above] >= start and view.tokens[head].dep != "flat":
            break
        if "but" in view.words[above:head]:  # "it is ready for a truce, but Norland, which ..., says"
            break
        head = above
    return head


_OPENING = COMMAS | {"("}


def _before_aside(view: View, place: int) -> int:
    """The phrase before ", the mayor of X," or ", who left," that closes at `place`."""
    for back in range(place - 1, max(-1, place - 30), -1):
        if view.words[back] in _OPENING and view.tokens[back - 1].tag in NOMINAL and back:
            return _climb(view, back - 1, back)
    return -1


def kind_of(view: View, part: Span | None) -> str:
    """A hint at what the holder is: "none", "pronoun", "named", "document", "anonymous" or "role"."""
    if part is None:
        return "none"
    words = range(*part)
    if all(view.tokens[k].tag in {"PRON", "DET"} for k in words):
        return "pronoun"
    lemmas = {view.tokens[k].lemma for k in words}
    if not lemmas.isdisjoint(word_set("anonymous")):
        return "anonymous"
    if not lemmas.isdisjoint(word_set("paper")):
        return "document"
    return "named" if any(view.tokens[k].tag == "PROPN" for k in words) else "role"
