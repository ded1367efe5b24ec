"""More mistakes of the tagger undone: verbs of telling and meaning taken for nouns, participles that describe.

Each looks at one form in one place; where it does not stand, the words come back as they were.
"""

from __future__ import annotations

from collections.abc import Sequence

from guarantor.reading.document import Token
from guarantor.reading.lemmas import past_forms
from guarantor.reading.sets import words_of

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
INTENDING = words_of("reading", "mistags: intending")


def claims_that(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "The opposition claims that they were taken": a verb, where a noun opens the sentence and "that" follows."""
    place = next((i for i in range(1, min(8, len(tokens) - 2)) if words[i] in {"claims", "reports"}), 0)
    if not place or words[place + 1] != "that" or tokens[place].tag != "NOUN":
        return tokens
    if tokens[place - 1].tag not in {"NOUN", "PROPN"} or any(t.tag not in _BEFORE_CLAIMS for t in tokens[:place]):
        return tokens
    made = list(tokens)
    that = next((k for k in range(place + 2, len(tokens)) if tokens[k].fine in _FINITE), -1)
    made[place] = tokens[place]._replace(tag="VERB", fine="VBZ", lemma=words[place][:-1], head=-1, dep="root")
    made[place - 1] = tokens[place - 1]._replace(head=place, dep="nsubj")
    if that > 0:
        made[that] = made[that]._replace(head=place, dep="ccomp")
    return made


REPORTED = frozenset({"reported", "announced", "confirmed", "disclosed", "revealed"})


def reported_behind(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "They plan to stop, the Lakes Press reported on Sunday": a name behind a comma, and its verb at the end."""
    for place in [at for at, word in enumerate(words) if word in REPORTED and at > 3 and tokens[at].fine == "VBN"]:
        first = place
        while first > 0 and tokens[first - 1].tag in _BEFORE_CLAIMS:
            first -= 1
        named = any(token.tag == "PROPN" for token in tokens[first:place])
        ends = place + 1 == len(tokens) or tokens[place + 1].tag in {"PUNCT", "ADP"} or words[place + 1] in _ENDING_DAYS
        if not (named and ends and first > 2 and words[first - 1] == ","):
            continue
        told = next((i for i in range(first - 1) if tokens[i].fine in _FINITE), -1)
        if told < 0 or any(token.fine in _FINITE for token in tokens[place + 1 :]):
            continue
        made = list(tokens)
        made[place] = tokens[place]._replace(fine="VBD", dep="parataxis", head=told)
        made[place - 1] = tokens[place - 1]._replace(head=place, dep="nsubj")
        return made
    return tokens


_ENDING_DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "late", "earlier"}
)


def counts_some(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "The other side counts 171": a verb between a subject and a number."""
    place = words.index("counts")
    if not 0 < place < len(tokens) - 1 or tokens[place].tag != "NOUN":
        return tokens
    if tokens[place + 1].tag != "NUM" and not words[place + 1][0].isdigit():
        return tokens
    first = place
    while first > 0 and tokens[first - 1].tag in _BEFORE_CLAIMS:
        first -= 1
    if first == place or (first and words[first - 1] not in {";", ",", "while", "but", "and"}):
        return tokens
    made = list(tokens)
    made[place] = tokens[place]._replace(tag="VERB", fine="VBZ", lemma="count", dep="parataxis" if first else "root")
    made[place - 1] = tokens[place - 1]._replace(head=place, dep="nsubj")
    made[place + 1] = tokens[place + 1]._replace(tag="NUM", fine="CD", lemma=words[place + 1], head=place, dep="obj")
    return made


_BEFORE_CLAIMS = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PART"})


def intends(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Azerbaijan plans to return 12 men, a source said": behind a name that opens a sentence, and before "to"."""
    place = next((i for i in range(1, min(6, len(tokens) - 2)) if words[i] in INTENDING), 0)
    if not place or words[place + 1] != "to" or tokens[place].tag != "NOUN":
        return tokens
    if any(token.tag not in {"PROPN", "DET", "ADJ"} and token.fine != "NN" for token in tokens[:place]):
        return tokens
    head, dep = tokens[place].head, tokens[place].dep
    told = head >= 0 and tokens[head].fine in _FINITE
    made = list(tokens)
    made[place] = tokens[place]._replace(
        tag="VERB", fine="VBZ", lemma=words[place][:-1], head=head if told else -1, dep="ccomp" if told else dep
    )
    made[place - 1] = tokens[place - 1]._replace(head=place, dep="nsubj")
    return made


def plain_present(tokens: Sequence[Token]) -> Sequence[Token]:
    """ "About 60 lorries cross daily": a plain form behind its plural subject is the main verb."""
    place = next((i for i, token in enumerate(tokens) if token.fine == "VB" and token.dep in _HEADING), 0)
    if place < 1 or (tokens[place].dep == "advcl" and not _told_behind(tokens, place)):
        return tokens
    subject = place - 1
    while subject > 0 and tokens[subject].tag == "ADV":
        subject -= 1
    if place > 2 and not _is_plural(tokens[subject]):  # "Rebels in the east pull out"
        subject = next((i for i in range(place) if tokens[i].head == place and tokens[i].dep == "nsubj"), subject)
        closed = tokens[place - 1].text == "," and any(token.text in {"which", "who"} for token in tokens[:place])
        if not closed and any(token.tag in {"VERB", "AUX", "PUNCT"} for token in tokens[:place]):
            return tokens
    if place < 1 or not _is_plural(tokens[subject]) or tokens[subject].head != place:
        return tokens
    if tokens[place].dep == "ccomp" and tokens[place].head < place:
        return tokens
    if any(token.head == place and token.dep in {"aux", "mark"} for token in tokens):
        return tokens
    return [*tokens[:place], tokens[place]._replace(fine="VBP"), *tokens[place + 1 :]]


_NAMING = frozenset({"NOUN", "PROPN", "ADJ"})
_FEW = 6
"""Words before the verb of a headline about two sides."""


_HEADING = frozenset({"root", "ccomp", "advcl"})


def _told_behind(tokens: Sequence[Token], place: int) -> bool:
    """ "Some 200 lorries cross daily, said an official": whether it hangs on a verb of saying behind a comma."""
    head = tokens[place].head
    return head > place and tokens[head].lemma in _SAYING and any(t.text == "," for t in tokens[place:head])


def _is_plural(token: Token) -> bool:
    """A plural, or a name that looks like one ("the Lakis")."""
    return token.fine in {"NNS", "NNPS"} or (token.text[:1].isupper() and token.text.endswith("is"))


def lists_states(tokens: Sequence[Token], place: int) -> bool:
    """ "Norland, Sudland swap 193 prisoners": only names and commas before, a number behind."""
    names = all(token.tag == "PROPN" or token.text in {",", "and"} for token in tokens[:place])
    if not names and tokens[place].text in _OF_STATES:  # "Rebels, army trade fire"
        names = place < _FEW and all(token.tag in _NAMING or token.text == "," for token in tokens[:place])
    counted = tokens[place + 1].fine == "CD" or tokens[place].text in _OF_STATES
    return names and counted and any(token.text == "," for token in tokens[:place])


_OF_STATES = words_of("reading", "mistags: of states")
"""Plain verbs of headlines behind two names ("Norland, Sudland trade strikes")."""


def in_opening_phrase(tokens: Sequence[Token], words: Sequence[str], place: int) -> bool:
    """ "Under a framework agreed with them in May, two remain": a participle in the phrase that opens a sentence."""
    if words[0] not in {"under", "in", "by", "at"} or tokens[place + 1].tag != "ADP" or "," in words[:place]:
        return False
    comma = next((k for k in range(place, len(tokens)) if words[k] == ","), len(tokens))
    if any(tokens[k].fine in _FINITE for k in range(comma) if k != place):
        return False
    return any(token.fine in _FINITE for token in tokens[comma:])


def behind_apposition(tokens: Sequence[Token], words: Sequence[str], place: int) -> bool:
    """ "Lund's deputy, Nils Berg, ruled out talks": the only verb, behind a name between commas."""
    if place < 4 or words[place - 1] != "," or not (words[place].endswith("ed") or words[place] in past_forms()):
        return False
    first = place - 2
    while first > 0 and tokens[first].tag == "PROPN":
        first -= 1
    if first == place - 2 or words[first] != "," or tokens[first - 1].tag not in {"NOUN", "PROPN"}:
        return False
    if any(token.fine in _FINITE for token in tokens[:place]) or words[place + 1 : place + 2] == ["by"]:
        return False
    return any(token.tag in {"NOUN", "PROPN", "PRON", "DET", "PART"} for token in tokens[place + 1 : place + 4])


def pointing(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Called that "a lie"": before a quotation "that" points back and opens no clause."""
    for place in [at for at, word in enumerate(words) if word == "that" and 0 < at < len(words) - 1]:
        quoted = words[place + 1] in {'"', "“", "‘", "'"} and tokens[place - 1].lemma in {"call", "describe", "label"}
        if quoted and tokens[place].tag != "PRON":
            one = tokens[place]._replace(tag="PRON", fine="DT", dep="obj", head=place - 1)
            return [*tokens[:place], one, *tokens[place + 1 :]]
    return tokens


def opens_with_deed(tokens: Sequence[Token], words: Sequence[str], place: int) -> bool:
    """ "A strike on a hospital in Dilling killed at least six": a plain subject before, a number or article behind."""
    if not 1 < place < len(tokens) - 2 or not (words[place].endswith("ed") or words[place] in past_forms()):
        return False
    bound = words[place + 1 : place + 3] in (["at", "least"], ["more", "than"], ["up", "to"])
    if not bound and tokens[place + 1].fine not in {"CD", "DT"}:
        return False
    if tokens[0].tag not in {"DET", "NOUN", "PROPN", "NUM", "ADJ"} or tokens[place - 1].tag not in {"NOUN", "PROPN"}:
        return False
    return all(token.tag in _SUBJECT for token in tokens[:place])


_SUBJECT = frozenset({"DET", "NOUN", "PROPN", "NUM", "ADJ", "ADP", "PART"})


def places(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "A hospital in Dilling": a capital behind "in" inside a plain sentence is a name, whatever its ending."""
    made = list(tokens)
    for at in range(2, len(tokens) - 1):
        token = tokens[at]
        if (
            token.tag != "VERB"
            or not token.text[:1].isupper()
            or token.text.isupper()
            or token.text[1:] != words[at][1:]
        ):
            continue
        if words[at - 1] in {"in", "at", "near", "around", "from"} and words[at + 1] not in {"the", "a", "an", "its"}:
            made[at] = token._replace(tag="PROPN", fine="NNP", lemma=token.text, dep="nmod")
            made[at - 1] = tokens[at - 1]._replace(tag="ADP", fine="IN", head=at, dep="case")
    return made


def fronted_past(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Flights to the town resumed on Sunday, the minister said": the only verb before the comma is what is told."""
    told = next((i for i in range(len(tokens) - 1, 3, -1) if tokens[i].fine in {"VBD", "VBZ"}), 0)
    comma = next((i for i in range(told - 1, 2, -1) if words[i] == ","), 0) if told else 0
    if not comma or tokens[told].lemma not in _SAYING or any(token.fine in _FINITE for token in tokens[:comma]):
        return tokens
    verbs = [i for i in range(comma) if tokens[i].tag == "VERB"]
    place = verbs[0] if len(verbs) == 1 else 0
    if not place or tokens[place].fine != "VBN" or tokens[place - 1].tag not in {"NOUN", "PROPN"}:
        return tokens
    if not (words[place].endswith("ed") or words[place] in past_forms()) or tokens[place + 1].text == "by":
        return tokens
    if any(token.tag == "AUX" or token.text == "," for token in tokens[:place]):
        return tokens
    made = list(tokens)
    top = next((i for i in range(place) if tokens[i].head >= comma or tokens[i].head < 0), place - 1)
    made[place] = tokens[place]._replace(fine="VBD", head=told, dep="ccomp")
    made[top] = tokens[top]._replace(head=place, dep="nsubj")
    return made


_SAYING = frozenset({"say", "add", "report", "announce", "state", "confirm", "tell", "write", "claim", "note"})


def as_many(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "As many as 2,000 people were hurt": the people are the subject, and "many" belongs to their number."""
    for place in range(len(words) - 4):
        many = place + 1
        if words[place] != "as" or words[many] not in AMOUNTS or words[place + 2] != "as":
            continue
        noun = number = place + 3
        while noun + 1 < len(tokens) and tokens[noun + 1].tag in {"ADJ", "NOUN", "NUM"}:
            noun += 1
        inside = range(place, noun + 1)
        if tokens[number].tag != "NUM" or tokens[noun].tag != "NOUN" or tokens[many].head in inside:
            continue
        made = [token._replace(head=noun) if token.head == many else token for token in tokens]
        for each in (place, many, place + 2):
            made[each] = made[each]._replace(head=number, dep="advmod")
        made[number] = made[number]._replace(head=noun, dep="nummod")
        made[noun] = made[noun]._replace(head=tokens[many].head, dep=tokens[many].dep)
        return made
    return tokens


AMOUNTS = words_of("reading", "mistags: amounts")
