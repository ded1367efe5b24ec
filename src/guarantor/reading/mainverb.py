"""The finite verb that the tagger took for a noun or an adjective, turned into the main one.

"The group plans to stay", "The council favors the draft", "The envoy doubts that it will hold": forms that are nouns or
adjectives elsewhere. Where the sentence has no other finite verb that could be its main one, they are verbs.
"""

from __future__ import annotations

from collections.abc import Sequence

from guarantor.reading.attribution.lexicon import entries
from guarantor.reading.document import Token
from guarantor.reading.lemmas import is_verb, lemma_of

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


def is_main(tokens: Sequence[Token], place: int) -> bool:
    """True when the word has a finite form, follows a noun, and nothing else can be the main verb."""
    word = tokens[place].text
    form = finite_form(word)
    aside = tokens[place - 1].text == "," and tokens[place + 1].text == "that" and form != "VBP"
    if not form or word[0].isupper() or not (tokens[place - 1].tag in _NOMINAL or aside):
        return False
    finite = sum(1 for token in tokens[place + 1 :] if token.fine in _FINITE)
    that = sum(1 for token in tokens[place + 2 :] if token.text.lower() == "that")
    allowed = 1 + that if tokens[place + 1].text.lower() in {"that", "how", "whether", "why"} else 0
    return finite <= allowed and not any(t.head == place and t.dep == "cop" for t in tokens)


def governs(tokens: Sequence[Token], place: int) -> bool:
    """ "calls for", "appeals to": a word in -s that with the preposition behind it is a verb of telling."""
    word = tokens[place].text.lower()
    known = entries("verbs.tsv").get(lemma_of(word, "VERB")) if word.endswith("s") else None
    following = tokens[place + 1].text.lower()
    return known is not None and following in known.preps and tokens[place - 1].fine in {"NN", "NNP"}


def finite_form(word: str) -> str:
    """The Penn tag that the word has as a finite verb, or nothing."""
    lower = word.lower()
    if not is_verb(lemma_of(lower, "VERB")):
        return ""
    if lower.endswith("ed"):
        return "VBD"
    return "VBZ" if lower.endswith("s") else "VBP"


def turned(tokens: Sequence[Token], place: int) -> list[Token]:
    """Make the word the root, the noun before it its subject and the old root its clause."""
    made = list(tokens)
    lemma = lemma_of(tokens[place].text.lower(), "VERB")
    old = next((k for k, token in enumerate(tokens) if token.head < 0), place)
    made[place] = made[place]._replace(
        tag="VERB", lemma=lemma, head=-1, dep="root", fine=finite_form(tokens[place].text)
    )
    before = place - 1
    made[before] = made[before]._replace(head=place, dep="nsubj")
    for index in range(before):
        if made[index].head >= place or (made[index].head < 0 and index != place):
            made[index] = made[index]._replace(head=before)
    if old != place and old > place:
        made[old] = made[old]._replace(head=place, dep="ccomp")
    for index in range(place + 1, len(made)):
        if made[index].head < place and made[index].head >= 0:
            made[index] = made[index]._replace(head=place)
        if (
            made[index].tag in _NOMINAL
            and made[index].head == place
            and made[index].dep in {"nmod", "obl", "appos", "conj"}
        ) and not any(k.head == index and k.dep == "case" for k in made):
            made[index] = made[index]._replace(dep="obj")
        if made[index].tag == "VERB" and made[index].fine == "VB" and made[index].head == place:
            made[index] = made[index]._replace(dep="xcomp")
    return made


def named_last(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Norland freed its men, Ada Lund said": a name between a comma and a verb of telling is who tells it."""
    made = list(tokens)
    for verb in range(4, len(tokens)):
        entry = entries("verbs.tsv").get(tokens[verb].lemma) if tokens[verb].fine in {"VBD", "VBZ"} else None
        first = verb
        while entry is not None and entry.has("q") and _is_named(tokens, first - 1):
            first -= 1
        if first == verb or words[first - 1] != "," or any(k.head == verb and k.dep == "nsubj" for k in tokens[:verb]):
            continue
        if not any(token.fine in _FINITE for token in tokens[: first - 1]):
            continue
        made[first] = made[first]._replace(tag="PROPN", fine="NNP", head=verb, dep="nsubj")
        for k in range(first + 1, verb):
            made[k] = made[k]._replace(head=first, dep="flat")
    return made


def _is_named(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word is part of a name; a capital that was taken for a verb stands right behind the comma."""
    token = tokens[place]
    return token.tag == "PROPN" or (token.tag == "VERB" and token.text.istitle() and tokens[place - 1].text == ",")


_LOOSE = frozenset({"conj", "parataxis", "ccomp", "advcl", "acl", "acl:relcl"})
"""Relations of a clause whose subject a parser lost."""


def behind_as(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "The truce came as Nils Berg(, the aide,) said": a name between "as" and a verb is the subject of that verb."""
    made = list(tokens)
    for place in [at for at, word in enumerate(words) if word == "as" and 0 < at < len(tokens) - 3]:
        end = place + 1
        while end < len(tokens) - 1 and tokens[end].text[:1].isupper():
            end += 1
        verb = _behind_description(tokens, end)
        if end == place + 1 or tokens[verb].fine not in {"VBD", "VBN"} or tokens[verb].dep not in _LOOSE:
            continue
        if tokens[verb].fine == "VBN" and words[verb + 1] in {"by", "in", "at", "on"}:
            continue
        if tokens[verb].head > verb or any(k.head == verb and k.dep == "nsubj" for k in tokens[place:verb]):
            continue
        name = place + 1
        made[name] = made[name]._replace(head=verb, dep="nsubj")
        for k in range(place + 2, end):
            made[k] = made[k]._replace(head=name, dep="flat")
        made[place] = made[place]._replace(head=verb, dep="mark")
        made[verb] = made[verb]._replace(fine="VBD", dep="advcl")
        if place <= made[verb].head < verb:
            made[verb] = made[verb]._replace(head=tokens[place + 1].head)
    return made


def _behind_description(tokens: Sequence[Token], end: int) -> int:
    """Where a name ends, the place behind a short description between commas, if one follows it."""
    if tokens[end].text != ",":
        return end
    last = min(len(tokens) - 2, end + 12)
    close = next((k for k in range(end + 2, last) if tokens[k].text == ","), -1)
    plain = close > 0 and not any(token.fine in _FINITE for token in tokens[end:close])
    return close + 1 if plain else end


_TOLD_TO = frozenset({"told", "tells", "informed", "reminded", "assured", "warned"})
_OPENING = frozenset({"saudi", "south", "north", "united", "new", "sri", "el", "san", "ivory"})
"""First words of names of two words."""


def addressed(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Told Reuters Norland had signed": behind two names, the last is the subject of the finite verb."""
    made = list(tokens)
    for place in [at for at, word in enumerate(words) if word in _TOLD_TO]:
        end = place + 1
        while end < len(tokens) - 1 and tokens[end].text[:1].isupper():
            end += 1
        if end < place + 3 or tokens[end].fine not in _FINITE:
            continue
        verb = tokens[end].head if tokens[end].tag == "AUX" and tokens[end].head > end else end
        if any(token.head == verb and token.dep.startswith("nsubj") for token in tokens[place:end]):
            continue
        first = end - 1 - (words[end - 2] in _OPENING and end - 2 > place + 1)
        passive = any(token.head == verb and token.dep == "aux:pass" for token in tokens[end:verb])
        for k in range(place + 1, end):
            whom, apart = (place, "iobj") if k < first else (verb, "nsubj:pass" if passive else "nsubj")
            made[k] = made[k]._replace(tag="PROPN", head=whom, dep=apart)
        for k in (*range(place + 2, first), *range(first + 1, end)):
            made[k] = made[k]._replace(head=place + 1 if k < first else first, dep="flat")
        if tokens[verb].head in range(place, end):
            made[verb] = made[verb]._replace(head=place, dep="ccomp")
    return made


def near_to(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Sources close to the delegation said": the sources are the subject, and what they are close to is not."""
    made = list(tokens)
    for place in [
        at for at, word in enumerate(words) if word == "close" and words[at + 1 : at + 2] in (["to"], ("to",))
    ]:
        verb = place + 2
        while verb < len(tokens) and tokens[verb].tag in _NAMING:
            verb += 1
        if not place > 0 or verb >= len(tokens) or tokens[place - 1].fine not in {"NNS", "NN"}:
            continue
        if tokens[verb].fine not in _FINITE or verb < place + 3:
            continue
        main = tokens[verb].head if tokens[verb].tag == "AUX" and tokens[verb].head > verb else verb
        old = made[place].head
        made[place] = made[place]._replace(tag="ADJ", fine="JJ", lemma="close", head=place - 1, dep="amod")
        for k in range(place + 1, verb):
            if not place < made[k].head < verb:
                made[k] = made[k]._replace(head=place, dep="obl")
        if old < 0 or made[main].head in range(place, verb):
            made[main] = made[main]._replace(
                head=old if old < 0 else place - 1, dep="root" if old < 0 else made[main].dep
            )
        made[place - 1] = made[place - 1]._replace(head=main, dep="nsubj")
    return made


_NAMING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"})


_ASKING = frozenset({"demanded", "demands", "insisted", "insists", "proposed", "requested", "requests", "recommended"})
_BEHIND = frozenset({"DET", "NUM", "ADJ", "NOUN"})


def asked_for(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Demanded that the Front free the men": before an object that is a verb, and no adjective or noun."""
    cue = next((at for at, word in enumerate(words) if word in _ASKING), -1)
    that = next((k for k in range(cue + 1, min(cue + 6, len(words) - 3)) if words[k] == "that"), -1) if cue >= 0 else -1
    for place in range(that + 2, min(that + 9, len(tokens) - 1)) if that > 0 else ():
        token, behind = tokens[place], tokens[place + 1]
        if token.fine in _FINITE or token.fine == "VB":
            return tokens
        fits = token.tag in {"ADJ", "NOUN", "PROPN"} and token.text.islower() and is_verb(token.text)
        object_at = behind.tag in {"DET", "NUM"} or behind.fine == "PRP$" or words[place + 1] in {"at", "up", "some"}
        if not fits or not object_at or tokens[place - 1].tag not in _NOMINAL:
            continue
        made = list(tokens)
        made[place] = token._replace(tag="VERB", fine="VB", lemma=token.text, head=cue, dep="ccomp")
        made[place - 1] = made[place - 1]._replace(head=place, dep="nsubj")
        for k in (*range(that, place - 1), *range(place + 1, len(tokens))):
            outside = not that <= tokens[k].head < place - 1 if k < place else tokens[k].head <= place
            if outside and tokens[k].tag != "PUNCT":
                head = place if k > place or k == that else place - 1
                made[k] = made[k]._replace(
                    head=head, dep="obj" if k > place and tokens[k].tag in _NOMINAL else made[k].dep
                )
        return made
    return tokens
