"""Asides that the parser reads by themselves, so that the sentence around them stays whole to it.

"An official who asked not to be named promised to ..." and "Norland, for its part, signed": the words between a subject
and its verb say nothing of the deed, and hide from the parser which verb is the main one. What hangs on a speaker or a
telling between commas is found in `hung`. "The Free Valley Front (FVF) rebels": without the bracket, the name and its
noun are one phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from guarantor.reading.document import Token
from guarantor.reading.hung import ARTICLES, NEAR, WHICH, described, near, tells
from guarantor.reading.sets import words_of

_UNNAMED = words_of("reading", "lifted: unnamed")
_RELATIVE = frozenset({"who", "speaking"})
_TO_WHOM = "anonymity|anonymous|named|identified|quoted|publicly|media|press|reporters|journalists|name|record"
_WHY = f"matter|issue|talks|subject|situation|negotiations|safety|reprisals|{_TO_WHOM}"
_ANONYMOUS = re.compile(
    rf"(?<= )(?:who(?: (?:has|have|had|was|were|is|are|did|does|do))?(?: not)? (?P<verb>[a-z]+)|speaking)"
    rf"(?: [a-z'’]+){{0,7}}? (?:{_TO_WHOM})(?= |$)(?: by name)?"
    rf"(?: (?:because|since|as|given|due to|owing to|citing)(?: [a-z'’]+){{1,9}}? (?:{_WHY})(?= |$))?"
)
"""Who does not want his name told, and why, as a pattern of lower-case words parted by single blanks."""
_TURNS = words_of("reading", "lifted: turns")
LONGEST_TURN = 4
LONGEST_FORM = 14
"""Characters that a short form may have."""
SHORTEST = 8
"""Words of a sentence below which nothing stands between its commas but names."""
_NEAR = frozenset(pair.split()[0] for pair in NEAR)
_HANGING = {
    **dict.fromkeys(WHICH, "acl:relcl"), **dict.fromkeys(ARTICLES, "appos"),
    "citing": "advcl", "speaking": "advcl",
    **dict.fromkeys(_NEAR, "amod"),
}  # fmt: skip
"""How an aside hangs on the word before it, by its first word."""
_VERBAL = frozenset({"VERB", "AUX"})
"""Tags of words that would be taken for deeds and tellings of their own; in an aside they describe somebody."""


def asides_of(texts: Sequence[str]) -> list[tuple[int, int]]:
    """The places of words (first, last not included) that are read by themselves, from left to right."""
    said = set(texts)
    found: list[tuple[int, int]] = []
    if not _RELATIVE.isdisjoint(said):
        found += _unnamed(texts)
    if "," in said:
        found += _turns(texts)
    if "(" in said:
        found += _short_forms(texts)
    if not _NEAR.isdisjoint(said):
        found += near(texts)
    if "," in said and len(texts) > SHORTEST:
        found += described(texts)
    return _apart(sorted(found))


def _apart(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those that do not reach into the one before."""
    kept: list[tuple[int, int]] = []
    for first, last in found:
        if not kept or first >= kept[-1][1]:
            kept.append((first, last))
    return kept


def outside(texts: Sequence[str]) -> list[str]:
    """The words that stand in no such aside."""
    asides = asides_of(texts)
    return [text for at, text in enumerate(texts) if not any(first <= at < last for first, last in asides)]


def _unnamed(texts: Sequence[str]) -> list[tuple[int, int]]:
    """ "Who asked not to be named", "speaking on condition of anonymity"; a comma on both sides goes with it."""
    joined = " ".join(texts)
    found = []
    for one in _ANONYMOUS.finditer(joined):
        first = joined.count(" ", 0, one.start())
        last = first + one[0].count(" ") + 1
        if not first or (one["verb"] and one["verb"] not in _UNNAMED):
            continue
        if texts[first - 1] == ",":
            if last >= len(texts) or texts[last] != ",":
                continue
            found.append((first - 1, last + 1))
        elif one["verb"] and texts[first - 1][-1:].isalpha():
            found.append((first, last))
    return found


def _turns(texts: Sequence[str]) -> list[tuple[int, int]]:
    """ ", for its part," and ", in turn,": set words between two commas."""
    found = []
    for first in range(1, len(texts) - 3):
        if texts[first] != ",":
            continue
        for last in range(first + 2, min(first + LONGEST_TURN + 2, len(texts) - 1)):
            if texts[last] == ",":
                if " ".join(texts[first + 1 : last]) in _TURNS:
                    found.append((first, last + 1))
                break
    return found


def _short_forms(texts: Sequence[str]) -> list[tuple[int, int]]:
    """ "(FVF)" behind a name: one word of capitals in brackets."""
    found = []
    for first in range(1, len(texts) - 2):
        if texts[first] != "(" or texts[first + 2] != ")" or not texts[first - 1][-1:].isalpha():
            continue
        form = texts[first + 1]
        if sum(map(str.isupper, form)) > 1 and len(form) <= LONGEST_FORM and form[:1].isalpha():
            found.append((first, first + 3))
    return found


def put_back(tokens: Sequence[Token], asides: Sequence[tuple[int, int]], whole: Sequence[Token]) -> list[Token]:
    """The sentence with its asides again, each hung on the word before it. ``whole``: it as read with them."""
    places: list[int] = []
    at = 0
    for first, last in asides:
        places += range(at, first)
        at = last
    places += range(at, len(whole))
    made = list(whole)
    for place, token in zip(places, tokens, strict=True):
        made[place] = token._replace(head=places[token.head]) if token.head >= 0 else token
    for first, last in asides:
        if whole[first].text == "(":
            made[first:last] = _named(whole[first:last], first)
            continue
        comma = whole[first].text == ","
        opener = whole[first + comma].text
        telling = comma and tells(whole[last - 2].text)
        how = "parataxis" if telling else _HANGING.get(opener, "advmod")
        silent = opener == "speaking" or (not comma and (opener == "who" or opener in _NEAR))
        for place in range(first, last):
            token = whole[place]
            calm = _calmed(token) if silent else token
            if telling and not first <= token.head < last and first < place < last - 2:
                subject = place == last - 3  # "two | officials said": the tree has parted who tells it
                calm = calm._replace(head=last - 2 if subject else last - 3, dep="nsubj" if subject else token.dep)
            elif not first <= token.head < last:
                calm = calm._replace(head=first - 1, dep="punct" if token.tag == "PUNCT" else how)
            made[place] = calm
        texts = [token.text for token in whole[first:last]]
        for inner in (*_unnamed(texts), *near([*texts, "."], to_end=True)) if not silent else ():
            for place in range(first + inner[0], first + inner[1]):
                made[place] = _calmed(made[place])
    return made


def _calmed(token: Token) -> Token:
    return token._replace(tag="ADJ", fine="JJ") if token.tag in _VERBAL else token


def _named(inner: Sequence[Token], first: int) -> Iterator[Token]:
    """A short form as a name in apposition to the word before its brackets, which stand at ``first`` and behind it."""
    for token in inner:
        if token.text in {"(", ")"}:
            fine = "-LRB-" if token.text == "(" else "-RRB-"
            yield token._replace(tag="PUNCT", fine=fine, head=first + 1, dep="punct")
        else:
            yield token._replace(tag="PROPN", fine="NNP", lemma=token.text.lower(), head=first - 1, dep="appos")
