"""Undo what the parser makes of a clause behind a verb of saying whose own verb or subject it lost."""

from __future__ import annotations

from collections.abc import Sequence

from guarantor.reading.document import Token, standing
from guarantor.reading.lemmas import is_verb, lemma_of

SAYING = frozenset({"said", "says", "say", "believes", "believe"})
"""Verbs that take a clause and hardly ever a thing."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PARTICIPLE = frozenset({"VBN"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_BESIDE = frozenset({"compound", "amod", "nummod", "nmod:poss"})
_OBJECTS = frozenset({"obj", "iobj", "nsubj"})


def told_clause(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Said the text puts peace first", "said some 40 dead lie there", "said the closure of A and B makes it hard"."""
    for saying in [place for place, word in enumerate(words[:-3]) if word in SAYING]:
        tokens = _two_as_one(_verb_lost(tokens, words, saying), words, saying)
        tokens = _handed_on(tokens, words, saying)
    return tokens


def called_so(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Called separate truces to pave the way": what stands right behind the verb is called, and nothing called so."""
    made = list(tokens)
    for place in [at for at, word in enumerate(words[:-2]) if word == "called"]:
        noun = next((k for k in range(place + 1, len(tokens)) if tokens[k].tag not in {"ADJ", "NUM"}), place)
        if tokens[noun].dep == "xcomp" and tokens[noun].head == place and tokens[noun].fine == "NNS":
            made[noun] = tokens[noun]._replace(dep="obj")
    return made


def between_dashes(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Said A and B — which lead the talks — agreed to it": who stands before the dash did what stands behind it."""
    first = next((k for k in range(2, len(words) - 5) if words[k] in _DASHES and words[k + 1] in {"which", "who"}), -1)
    close = next((k for k in range(first + 3, len(words) - 1) if words[k] in _DASHES), -1) if first > 0 else -1
    verb = close + 1
    if close < 0 or tokens[verb].fine not in {"VBN", "VBD"} or tokens[verb].tag != "VERB":
        return tokens
    noun = next((k for k in range(first - 1, -1, -1) if not 0 <= tokens[k].head < first or tokens[k].dep == "obj"), -1)
    inner = next((k for k in range(first + 2, close) if tokens[k].fine in _FINITE), -1)
    if noun < 0 or inner < 0 or tokens[noun].tag not in _NOMINAL:
        return tokens
    if any(token.head == verb and token.dep.startswith("nsubj") for token in tokens[:first]):
        return tokens
    made = list(tokens)
    made[noun] = tokens[noun]._replace(head=verb, dep="nsubj")
    made[inner] = tokens[inner]._replace(head=noun, dep="acl:relcl")
    made[verb] = tokens[verb]._replace(fine="VBD")
    return made


_DASHES = frozenset({"—", "–", "-", "--"})


def a_day(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "40 trucks a day to be let in": what is to be done is done with them, and not with the day."""
    made = list(tokens)
    for place, token in enumerate(tokens):
        if token.dep != "acl" or not 1 < token.head < place or words[token.head - 1] != "a":
            continue
        spell = tokens[token.head]
        if words[token.head] in _SPELLS and 0 <= spell.head < token.head:
            made[place] = token._replace(head=spell.head)
    return made


_SPELLS = frozenset({"day", "week", "month", "hour", "year"})


def the_harmed(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Return of the displaced and the wounded": a participle behind "the" that names people."""
    made = list(tokens)
    for place in standing(tokens, _PARTICIPLE, 2):
        token = tokens[place]
        behind = tokens[place + 1].tag if place + 1 < len(tokens) else "PUNCT"
        if words[place - 1] == "the" and token.head >= 0 and behind not in {"NOUN", "PROPN", "ADJ", "NUM"}:
            made[place] = token._replace(tag="NOUN", fine="NNS", lemma=words[place])
    return made


def left_so(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "The raid killed six and left scores injured": who is left so is an object, and "left" the verb."""
    made = list(tokens)
    for place in range(2, len(tokens) - 2):
        who = tokens[place].head
        so = who + 1
        if words[place] != "left" or tokens[place].tag not in {"VERB", "ADJ"} or not place < who < place + 4:
            continue
        if so >= len(tokens) or words[so] not in _LEFT_SO or tokens[who].head != so or tokens[so].fine not in _PAST:
            continue
        if words[place - 1] not in {"and", "or"} and tokens[place - 1].head != who:
            continue
        first = next((k for k in range(place - 1, -1, -1) if tokens[k].fine == "VBD"), -1)
        joined = words[place - 1] in {"and", "or"}
        if joined and first < 0:
            continue
        head, dep = (first, "conj") if joined else (tokens[so].head, tokens[so].dep)
        for k, token in enumerate(tokens):
            if token.head == so:
                made[k] = token._replace(head=place)
            elif token.head == who and k < place and not joined:
                made[k] = token._replace(head=place - 1)
        made[place] = tokens[place]._replace(tag="VERB", fine="VBD", lemma="leave", head=head, dep=dep)
        made[who] = tokens[who]._replace(head=place, dep="obj")
        made[so] = tokens[so]._replace(tag="ADJ", fine="JJ", lemma=words[so], head=place, dep="xcomp")
        made[place - 1] = (
            tokens[place - 1]._replace(head=place, dep="cc")
            if joined
            else tokens[place - 1]._replace(tag="NOUN", fine="NN", head=place, dep="nsubj")
        )
        return made
    return tokens


_LEFT_SO = frozenset({"injured", "wounded", "killed", "hurt", "displaced", "stranded", "trapped"})
"""How people are left by what happened."""
_PAST = frozenset({"VBD", "VBN"})


def _verb_lost(tokens: Sequence[Token], words: Sequence[str], saying: int) -> Sequence[Token]:
    """The noun that stands for the whole clause becomes its verb, and the noun before it the subject."""
    place = next((k for k in range(saying + 3, len(tokens)) if _stands_for_clause(tokens[k], saying)), -1)
    if place < 0 or place > saying + 12 or place + 1 >= len(tokens):
        return tokens
    before, behind = tokens[place - 1], tokens[place + 1]
    if before.head != place or before.dep not in _BESIDE or before.tag not in {"NOUN", "PROPN", "ADJ"}:
        return tokens
    if any(token.fine in _FINITE for token in tokens[saying + 1 : place + 1]) or behind.tag == "PUNCT":
        return tokens
    if any(token.head == place and token.dep == "cop" for token in tokens):
        return tokens
    lemma = lemma_of(words[place], "VERB")
    many = before.fine in {"NNS", "NNPS"} or (before.tag == "ADJ" and tokens[place - 2].tag == "NUM")
    if not is_verb(lemma) or (words[place] == lemma) != many or not (many or words[place].endswith("s")):
        return tokens
    made = list(tokens)
    subject = place - 1
    for k in range(saying + 1, subject):
        if made[k].head == place:
            made[k] = made[k]._replace(head=subject)
    tag = "NOUN" if before.tag == "ADJ" else before.tag
    made[subject] = before._replace(tag=tag, fine="NNS" if tag != before.tag else before.fine, dep="nsubj")
    made[place] = tokens[place]._replace(tag="VERB", fine="VBP" if many else "VBZ", lemma=lemma)
    return made


def _stands_for_clause(token: Token, saying: int) -> bool:
    return token.head == saying and token.dep == "ccomp" and token.tag == "NOUN"


def _two_as_one(tokens: Sequence[Token], words: Sequence[str], saying: int) -> Sequence[Token]:
    """Of "the closure of A and B makes" the parser makes "said the closure of A" and "B makes"."""
    verb = next((k for k in range(saying + 4, len(tokens)) if tokens[k].head == saying and tokens[k].dep == "conj"), -1)
    if verb < 0 or tokens[verb].fine not in _FINITE:
        return tokens
    noun = next((k for k in range(saying + 1, verb) if tokens[k].head == saying and tokens[k].dep in _OBJECTS), -1)
    joined = next((k for k in range(noun + 1, verb) if words[k] == "and"), -1)
    if noun < 0 or joined < 0 or tokens[noun].tag not in {"NOUN", "PROPN"}:
        return tokens
    between = (*tokens[saying + 1 : joined], *tokens[joined + 1 : verb])
    if any(token.tag in {"VERB", "AUX", "PUNCT", "SCONJ"} for token in between):
        return tokens
    second = next((k for k in range(joined + 1, verb) if tokens[k].head == verb and tokens[k].dep == "nsubj"), -1)
    if second < 0 or tokens[second].tag not in {"NOUN", "PROPN"}:
        return tokens
    made = list(tokens)
    beside = joined - 1 if tokens[joined - 1].tag in _NOMINAL else noun
    made[joined] = tokens[joined]._replace(head=second, dep="cc")
    made[second] = tokens[second]._replace(head=beside, dep="conj")
    made[noun] = tokens[noun]._replace(head=verb, dep="nsubj")
    made[verb] = tokens[verb]._replace(dep="ccomp")
    return made


def _handed_on(tokens: Sequence[Token], words: Sequence[str], saying: int) -> Sequence[Token]:
    """ "A will go, the envoy said on Monday, the agency reported": the second hands on, and is not what was said."""
    verb = next(
        (k for k in range(saying + 2, len(tokens)) if tokens[k].head == saying and tokens[k].dep == "ccomp"), -1
    )
    if verb < 0 or words[verb] not in _HANDING or words[verb + 1 : verb + 2] not in ([","], ["."], []):
        return tokens
    comma = next((k for k in range(verb - 1, saying, -1) if words[k] == ","), -1)
    subject = next((k for k in range(comma + 1, verb) if tokens[k].head == verb and tokens[k].dep == "nsubj"), -1)
    if comma < 0 or subject < 0 or any(token.fine in _FINITE for token in tokens[saying + 1 : verb]):
        return tokens
    made = list(tokens)
    made[verb] = tokens[verb]._replace(
        dep="parataxis", head=tokens[saying].head if tokens[saying].head >= 0 else saying
    )
    return made


_HANDING = frozenset({"reported", "reports", "writes", "wrote"})


def behind_semicolon(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "The army set terms; the rebels, having signed, went on": what opens the second part is the subject there."""
    sign = words.index(";")
    verb = next((k for k in range(sign + 2, len(tokens)) if tokens[k].fine in _FINITE and tokens[k].tag == "VERB"), -1)
    noun = next((k for k in range(sign + 1, max(sign, verb)) if tokens[k].tag in _NOMINAL), -1)
    if noun < 0 or not -1 < tokens[noun].head < sign or words[noun + 1] != "," or words[verb - 1] != ",":
        return tokens
    if any(token.head == verb and token.dep.startswith("nsubj") for token in tokens):
        return tokens
    made = list(tokens)
    made[noun] = tokens[noun]._replace(head=verb, dep="nsubj")
    if tokens[verb].head > sign:
        made[verb] = tokens[verb]._replace(head=tokens[noun].head, dep="parataxis")
    return made


def one_subject(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """Of two subjects of one verb a day is a time, the last of a list joined, a name between commas described by it."""
    made = list(tokens)
    firsts: dict[int, int] = {}
    for place, token in enumerate(tokens):
        if token.dep != "nsubj" or token.head <= place:
            continue
        first = firsts.setdefault(token.head, place)
        if first == place:
            continue
        joined = next((k for k in range(first + 1, place) if words[k] in {"and", "or"} and tokens[k].head == place), -1)
        if words[place] in {"each", "both", "all"}:
            made[place] = token._replace(dep="advmod")
            for k in range(first):  # "Earlier the two sides each freed ten men"
                if tokens[k].head == first and tokens[k].fine == "RBR" and tokens[k].dep == "advmod":
                    made[k] = tokens[k]._replace(head=token.head)
        elif token.text in DAYS:
            made[place] = token._replace(dep="obl")
            _back_to_participle(made, words, place)
        elif joined > 0 and tokens[joined - 1].tag in _NOMINAL:
            made[place] = token._replace(head=joined - 1, dep="conj")
        elif words[token.head - 1] == "," and _commas_between(tokens, first, place) == 1:
            made[place] = token._replace(head=first, dep="appos")
    return made


DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})


def _commas_between(tokens: Sequence[Token], first: int, last: int) -> int:
    """The commas between two nouns, where nothing but what belongs to a noun phrase stands beside them; else -1."""
    between = tokens[first + 1 : last]
    if any(token.tag in {"VERB", "AUX", "SCONJ", "CCONJ"} for token in between):
        return -1
    return sum(token.text == "," for token in between)


def _back_to_participle(made: list[Token], words: Sequence[str], day: int) -> None:
    """ "The movement led by the former minister Nils Berg Friday said": whom "by" names belongs to the participle."""
    by = next((k for k in range(day - 1, 0, -1) if words[k] == "by"), -1)
    if by < 1 or made[by - 1].fine != "VBN" or made[by - 1].head < 0:
        return
    name = made[by].head
    if by < name < day and made[name].head == made[day].head:
        made[name] = made[name]._replace(head=by - 1, dep="obl")
        for k in range(name + 1, day):
            made[k] = made[k]._replace(head=name, dep="flat")


def beside_what(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Condemned what it called a crime and called on them to act": the second verb is the speaker's own."""
    made = list(tokens)
    for place in standing(tokens, _PAST, 5, 1):
        token = tokens[place]
        if token.dep != "conj" or words[place - 1] != "and" or not 0 <= token.head < place:
            continue
        inner = tokens[token.head]
        what = next((k for k in range(token.head - 1, max(-1, token.head - 4), -1) if words[k] == "what"), -1)
        if what > 0 and 0 <= inner.head < what and tokens[inner.head].fine in _FINITE:
            made[place] = token._replace(head=inner.head)
    return made


_PAST = frozenset({"VBD"})


def behind_having(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Denied having agreed and insisted on it", "said it would stay and blamed them": past is joined to past."""
    made = list(tokens)
    for place in standing(tokens, _PAST, 5, 1):
        token = tokens[place]
        if token.dep != "conj" or words[place - 1] not in {"and", "but"} or not 0 <= token.head < place:
            continue
        inner = tokens[token.head]
        late = inner.fine == "VBN" and words[token.head - 1] == "having"
        above = tokens[inner.head] if 0 <= inner.head < token.head else inner
        ahead = inner.fine == "VB" and above.fine == "VBD" and _has_modal(tokens, token.head)
        if (late or ahead) and 0 <= inner.head < token.head:
            made[place] = token._replace(head=inner.head)
    return made


def _has_modal(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a modal verb stands with a verb."""
    return any(token.head == verb and token.fine == "MD" for token in tokens[max(0, verb - 6) : verb])
