"""Tellings that stand on the surface though the parser lost them: "Lund said A." and "A, Minister Lund said."

Only where no attribution has the verb already, only with verbs of saying, and only where the words beside the verb
can be
nothing but a speaker. To miss these would leave their content without a holder.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress
from operator import or_

from guarantor.reading.actors import Cast
from guarantor.reading.attribution import Attribution
from guarantor.reading.attribution.lexicon import entries
from guarantor.reading.attribution.types import new_attribution
from guarantor.reading.clauses import trim
from guarantor.reading.conjoined import PARTICLES
from guarantor.reading.document import Document, Sentence, Token
from guarantor.reading.events.lexicon import lexicon
from guarantor.reading.quick import replace
from guarantor.reading.sets import words_of

LONGEST = 14
"""Words that a speaker may have."""
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART", "X"})
_LINKING = frozenset(["and"]) | frozenset(
    [
        "of",
        "for",
        "in",
        "with",
        "to",
        "at",
        "on",
        "from",
        "also",
        "later",
        "earlier",
        "has",
        "had",
        "have",
        "involved",
        "familiar",
        "close",
        "briefed",
        "who",
        "quoted",
        "named",
    ]
)
_LAST = frozenset({"claims", "hinted", "insists"})
"""Of these, such as are nouns or stray elsewhere and verbs only where they end a sentence."""
_REPORTING = words_of("reading", "fallback: reporting")
"""Verbs that a tagger takes for nouns behind a name ("…, Lakes Press reports.")."""
_MISTAKEN = _REPORTING | {"report", "shows", "show"}
_GRANTING = words_of("reading", "fallback: granting")
_HAVING = frozenset({"has", "have", "had"})
_HOUSES = words_of("reading", "fallback: houses")
"""Behind these "report" at the end of a sentence is a verb ("..., Lakes media report.")."""
_SHARED = words_of("reading", "fallback: shared")
_ACTS = _SHARED | {"oppose", "support", "refuse", "want", "ask"}
_TO_BLAME = words_of("reading", "fallback: to blame")
_RELATIVES = words_of("reading", "fallback: relatives")
"""What they open tells of somebody named before the comma (", which the ministry announced")."""
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_VERBAL = _FINITE | {"VBG", "VBN"}
_PASTS = frozenset({"VBD", "VBN"})
_BEFORE_CONTENT = frozenset(
    ["on", "in", "at", "to", "that", "reporters", "late", "early", "earlier", "later", "also", "yesterday", "today"]
)


_REPORTING_OR_SHOWING = _REPORTING | {"shows", "show"}


def plain_tellings(
    document: Document, number: int, region: tuple[int, int], known: Sequence[Attribution], cast: Cast,
    *, title: bool = False,
) -> Iterator[Attribution]:  # fmt: skip
    """The lost tellings of one sentence, at most one. ``title``: what is told needs no finite verb."""
    sentence = document.sentences[number]
    tokens = sentence.tokens
    cues = [part for one in known if one.source for part in one.cue]
    act = None if known else _mistagged(sentence, number, region, cast)
    if act is not None:
        yield act
        return
    texts, fines = sentence.columns[2], sentence.columns[7]
    if texts[region[0]] == "For" and not known:
        made = _for_somebody(sentence, number, region, cast)
        if made is not None:
            yield made
            return
    if _VERBAL.isdisjoint(fines) and _REPORTING.isdisjoint(texts) and "report" not in texts:
        return
    begin, end = region
    verbal = map(or_, map(_VERBAL.__contains__, fines[begin:end]), map(_MISTAKEN.__contains__, texts[begin:end]))
    for index in compress(range(begin, end), verbal):
        if texts[index] in _LAST and index + 1 < region[1]:
            continue
        collective = texts[index] == "report" and index + 1 >= region[1] - 1 and _are_houses(texts, index)
        if fines[index] not in _VERBAL and texts[index] not in _REPORTING_OR_SHOWING and not collective:
            continue
        token = tokens[index]
        last = index + 1 == region[1] and token.fine == "VBN"
        has = texts[index - 1] in _HAVING
        last = last or (token.fine == "VBN" and (has or _conceded(sentence, region, index)))
        kind = token.fine in _FINITE or token.fine == "VBG" or token.text in _MISTAKEN or last or collective
        if not kind or not (_says(token) or _shows(sentence, region, index)):
            continue
        if any(start <= token.start < end for start, end in cues):
            continue
        made = (
            _participle(sentence, number, region, index, cast)
            if token.fine == "VBG"
            else _leading(sentence, number, region, index, cast, title)
            or _trailing(sentence, number, region, index, cast, title)
        )
        plain = token.fine == "VBN" and index + 1 != region[1] and texts[index - 1] not in _HAVING
        if made is not None and plain and cast.phrase(number, made.source[0]).kind in {"document", "medium", "other"}:
            continue
        if made is not None and not any(_covers(one, made) for one in known if one.source or not collective):
            yield made
            return


def _are_houses(texts: Sequence[str], index: int) -> bool:
    """ "..., Lakes media report.", "..., the Sun and the Echo report.": whether several houses stand before a word."""
    if texts[index - 1] in _HOUSES:
        return True
    comma = next((i for i in range(index - 1, max(-1, index - LONGEST), -1) if texts[i] == ","), -1)
    if comma < 0:
        return False
    named = texts[comma + 1] == "the" or texts[comma + 1][:1].isupper()
    return named and texts[index - 1][:1].isupper() and "and" in texts[comma + 1 : index]


def _for_somebody(sentence: Sentence, number: int, region: tuple[int, int], cast: Cast) -> Attribution | None:
    """ "For the rebels' spokesman, Ada Lund, it was the army that attacked": whose view it is."""
    tokens = sentence.tokens
    first, last = region[0] + 1, region[1]
    comma = next((i for i in range(first, min(last, first + LONGEST)) if tokens[i].text == ","), -1)
    if comma <= first or any(token.tag in {"VERB", "AUX", "SCONJ"} for token in tokens[first:comma]):
        return None
    named = comma + 1
    while named < last and tokens[named].text[:1].isupper() and tokens[named].tag in _NOMINAL:
        named += 1
    end = named if named > comma + 1 and named < last and tokens[named].text == "," else comma
    source = (comma + 1, end) if end > comma else (first, comma)
    begin, stop = trim(sentence, end + 1, last)
    kind = cast.phrase(number, _place(tokens, source)).kind
    if kind not in {"person", "role"} or begin >= stop or not sentence.has_finite(begin, stop):
        return None
    verb = next((token.lemma for token in tokens[begin:stop] if token.fine in _FINITE), "")
    if verb in {"mark", "mean", "come", "bring", "offer", "pose", "provide"}:
        return None  # "For the king, the visit marks a return": what it is to him, and nothing he says
    return new_attribution(
        cue=((tokens[region[0]].start, tokens[region[0]].end),), source=(_place(tokens, source),),
        content=(_place(tokens, (begin, stop)),), cue_lemma="according to", cue_class="say", rule="plain:for",
    )  # fmt: skip


def shared_tellings(
    document: Document, number: int, region: tuple[int, int], known: Sequence[Attribution]
) -> Iterator[Attribution]:
    """ "Lund said A and accused them of B", where the second verb was lost: the same speaker."""
    sentence = document.sentences[number]
    tokens, words, fines = sentence.tokens, sentence.words, sentence.columns[7]
    if "VBD" not in fines and "VBN" not in fines and "holds" not in words:
        return
    cues = [part for one in known for part in one.cue]
    begin, end = region[0] + 1, region[1] - 2
    past = map(or_, map(_PASTS.__contains__, fines[begin:end]), map("holds".__eq__, words[begin:end]))
    for index in compress(range(begin, end), past):
        token = tokens[index]
        joined = words[index - 1] in {"and", "but"} or (
            words[index - 1] in {"has", "have", "had"} and words[index - 2] in {"and", "but"}
        )
        if not joined or any(start <= token.start < end for start, end in cues):
            continue
        blames = token.lemma == "hold" and not _TO_BLAME.isdisjoint(words[index + 2 : index + 8])
        verb = entries("verbs.tsv").get("accuse" if blames else token.lemma)
        if verb is None or verb.cue_class not in _SHARED:
            continue
        first = next((one for one in known if one.source and one.cue and one.cue[0][0] < token.start), None)
        begin, end = trim(sentence, index + 1, region[1])
        stands = {"say", "announce", "claim", "deny", "accuse"} | ({"support", "oppose", "demand"} if blames else set())
        if first is not None and begin < end and first.cue_class in stands:
            yield new_attribution(
                cue=((token.start, token.end),),
                source=first.source,
                content=((tokens[begin].start, tokens[end - 1].end),),
                cue_lemma=token.lemma,
                cue_class=verb.cue_class,
                rule="plain:shared",
            )


def _conceded(sentence: Sentence, region: tuple[int, int], cue: int) -> bool:
    """ "..., a diplomat conceded, though": a past form before a comma, with nothing finite since the comma before."""
    behind = sentence.tokens[cue + 1 : region[1]]
    tail = (
        behind and behind[0].tag == "ADP" and not any(token.fine in _FINITE or token.tag == "PUNCT" for token in behind)
    )
    if sentence.words[cue + 1 : cue + 2] != (",",) and not tail:
        return False
    comma = next((i for i in range(cue - 1, region[0], -1) if sentence.words[i] == ","), -1)
    return comma > 0 and not sentence.has_finite(comma, cue)


def _shows(sentence: Sentence, region: tuple[int, int], cue: int) -> bool:
    """ "..., ministry figures show": what figures or papers show, at the end of a sentence."""
    behind = sentence.words[cue + 1 : region[1]]
    known = sentence.tokens[cue].lemma in _SHOWING and sentence.words[cue - 1] in _SHOWN
    return known and cue > 3 and (not behind or behind[0] in {".", ",", "on"})


_SHOWING = words_of("reading", "fallback: showing")
_SHOWN = words_of("reading", "fallback: shown")


def _says(token: Token) -> bool:
    """Whether a word is a verb of saying."""
    if token.text in _REPORTING or token.text == "report":
        return True
    verb = entries("verbs.tsv").get(token.lemma)
    return (
        verb is not None
        and verb.has("q")
        and (verb.cue_class in {"say", "announce", "claim"} or token.lemma in _GRANTING)
    )


def _covers(one: Attribution, made: Attribution) -> bool:
    """Whether the verb stands inside words that somebody else is said to say."""
    return any(start <= made.cue[0][0] < end for start, end in one.content)


def _mistagged(sentence: Sentence, number: int, region: tuple[int, int], cast: Cast) -> Attribution | None:
    """ "The union denies arming them", where the tagger took the verb for a noun behind a name."""
    tokens, line = sentence.tokens, cast.lines[number]
    for name in line.names:
        index = name.last
        if name.first > region[0] + 1 or not region[0] < index < region[1] - 1 or tokens[index].tag != "NOUN":
            continue
        lemma = next((one for one, form in lexicon().forms.get(line.forms[index], ()) if form in {"s", "past"}), "")
        verb = entries("verbs.tsv").get(lemma)
        if verb is None or verb.cue_class not in _ACTS or sentence.has_finite(region[0], region[1]):
            continue
        made = _made(tokens, (region[0], index), index, (index + 1, region[1]), "plain:act")
        return replace(made, cue_lemma=lemma, cue_class=verb.cue_class)
    return None


def _leading(
    sentence: Sentence, number: int, region: tuple[int, int], cue: int, cast: Cast, title: bool
) -> Attribution | None:
    """ "Lund said (on Monday) that A": the speaker opens the sentence."""
    tokens = sentence.tokens
    first, last = region
    if title:
        last = next((i for i in range(cue, last) if tokens[i].text == ";"), last)
    if not 0 < cue - first <= LONGEST or not _is_speaker(tokens, number, first, cue, cast):
        return None
    start = cue + 1
    that = next((i for i in range(start, min(last, start + 9)) if tokens[i].text.lower() == "that"), None)
    if that is not None and not sentence.has_finite(start, that):
        start = that + 1
    elif start < last and tokens[start].text.lower() in _BEFORE_CONTENT:
        return None
    begin, end = trim(sentence, start, last)
    if end - begin < 2 or not (title or sentence.has_finite(begin, end)):
        return None
    return _made(tokens, (first, cue), cue, (begin, end), "plain:that")


def _participle(sentence: Sentence, number: int, region: tuple[int, int], cue: int, cast: Cast) -> Attribution | None:
    """ "The council left, saying that A": the subject of the sentence speaks."""
    tokens = sentence.tokens
    first, last = region
    if cue == first or tokens[cue - 1].text != ",":
        return None
    if tokens[cue].lemma == "add" and cue + 1 < last and tokens[cue + 1].text == "to":  # "adding to fears"
        return None
    verb = next((i for i in range(first, cue) if tokens[i].fine in _FINITE or tokens[i].fine == "MD"), first)
    stop = next((i for i in range(first, verb) if tokens[i].text in {",", "("}), verb)
    while stop > first and tokens[stop - 1].tag in {"AUX", "ADV", "PART"}:
        stop -= 1
    if stop <= first or not _is_speaker(tokens, number, first, stop, cast):
        return None
    begin, end = trim(sentence, cue + 1, last)
    if begin >= end or not sentence.has_finite(begin, end):
        return None
    return _made(tokens, (first, stop), cue, (begin, end), "plain:participle")


def _trailing(
    sentence: Sentence, number: int, region: tuple[int, int], cue: int, cast: Cast, title: bool
) -> Attribution | None:
    """ "A, Minister Lund said (in the capital)": the speaker stands between a comma and the verb."""
    tokens = sentence.tokens
    first = region[0]
    comma = next((i for i in range(cue - 1, max(first, cue - LONGEST), -1) if tokens[i].text in {",", "”", '"'}), None)
    named = office_and_name(tokens, cue)
    if named is not None:
        begin, end = trim(sentence, first, named[0])
        office = next(i for i in range(*named) if tokens[i].text == ",")
        speaks = cast.speaks(number, _place(tokens, (named[0], office)), free=True)
        fits = begin < end and sentence.has_finite(begin, end) and speaks
        return _made(tokens, named, cue, (begin, end), "plain:front") if fits else None
    if comma is None or comma + 1 >= cue or tokens[comma + 1].text in _RELATIVES:
        return None
    if not _is_speaker(tokens, number, comma + 1, cue, cast):
        return None
    colon = next((i for i in range(comma - 1, first, -1) if tokens[i].text == ":"), -1)
    begin, end = trim(sentence, colon + 1 if colon > 0 and sentence.has_finite(first, colon) else first, comma)
    if (
        begin >= end
        or not (title or sentence.has_finite(begin, end))
        or (tokens[cue + 1 : cue + 2] and tokens[cue + 1].text.lower() == "that")
    ):
        return None
    return _made(tokens, (comma + 1, cue), cue, (begin, end), "plain:front")


def office_and_name(tokens: Sequence[Token], cue: int) -> tuple[int, int] | None:
    """ "..., the king's spokesman, Nils Berg, has said": an office and a name between commas before a telling."""
    last = cue
    while last > 0 and tokens[last - 1].tag == "AUX":
        last -= 1
    if last < 5 or tokens[last - 1].text != ",":
        return None
    name = last - 2
    while (
        name > 0
        and tokens[name].tag in {"PROPN", "NOUN"}
        and (tokens[name].text[:1].isupper() or tokens[name].text in PARTICLES)
    ):
        name -= 1
    if name == last - 2 or tokens[name].text != ",":
        return None
    of_place = tokens[name - 1].text[:1].isupper() and any(
        token.text == "of" for token in tokens[max(0, name - 4) : name]
    )
    if tokens[name - 1].tag != "NOUN" and not of_place:
        return None
    first = name - 1
    while (
        first > 0
        and (tokens[first - 1].tag in _NOMINAL or tokens[first - 1].dep == "amod" or tokens[first - 1].text == "of")
        and name - first < LONGEST
    ):
        first -= 1
    return (first, last - 1) if first > 1 and tokens[first - 1].text == "," else None


def _place(tokens: Sequence[Token], part: tuple[int, int]) -> tuple[int, int]:
    """Where some tokens stand in the text."""
    return tokens[part[0]].start, tokens[part[1] - 1].end


def _is_speaker(tokens: Sequence[Token], number: int, first: int, last: int, cast: Cast) -> bool:
    """Whether the words can be nothing but somebody who speaks."""
    words = tokens[first:last]
    if not all(token.tag in _NOMINAL or token.dep == "amod" or token.text.lower() in _LINKING for token in words):
        return False
    while len(words) > 1 and words[-1].text in _HELPING:  # "Lund has | said"
        words = words[:-1]
    return cast.speaks(number, (words[0].start, words[-1].end), free=True)


_HELPING = _HAVING | {"also", "later", "earlier"}
"""Words between a speaker and his verb."""


def _made(
    tokens: Sequence[Token], source: tuple[int, int], cue: int, content: tuple[int, int], rule: str
) -> Attribution:
    first, last = source
    while last > first + 1 and tokens[last - 1].text.lower() in {"also", "later", "earlier", "has", "had", "have"}:
        last -= 1
    verb = entries("verbs.tsv").get(tokens[cue].lemma) or entries("verbs.tsv")["report"]
    return new_attribution(
        cue=((tokens[cue].start, tokens[cue].end),), source=((tokens[first].start, tokens[last - 1].end),),
        content=((tokens[content[0]].start, tokens[content[1] - 1].end),), cue_lemma=tokens[cue].lemma,
        cue_class=verb.cue_class, rule=rule,
    )  # fmt: skip
