"""What a telling makes of its content, and which tellings a claim may rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from guarantor.model.spans import overlap
from guarantor.reading.actors import Cast
from guarantor.reading.attribution import Attribution
from guarantor.reading.attribution.lexicon import entries, word_set
from guarantor.reading.document import Document
from guarantor.reading.patterns import read_table
from guarantor.reading.quick import replace
from guarantor.reading.sets import words_of

Role = Literal["tell", "act", "deed", "none"]
_SPOKEN = frozenset({"accuse", "deny", "demand", "ask", "promise", "refuse", "warn", "threaten"})
_GOING_ON = frozenset(
    {"go", "continue", "return", "come", "use", "rush", "take", "keep", "hasten", "reappear", "begin"}
)


@cache
def _roles() -> dict[tuple[str, str], tuple[Role, str]]:
    return {(row["kind"], row["cue"]): (_role(row["role"]), row["nested"]) for row in read_table("tellings.tsv")}


def _role(word: str) -> Role:
    return {"tell": "tell", "act": "act", "deed": "deed"}.get(word, "none")  # type: ignore[return-value]


def role_of(telling: Attribution) -> tuple[Role, str]:
    """What a cue makes of its content, at the top and nested."""
    roles = _roles()
    found = roles.get(("lemma", telling.cue_lemma)) or roles.get(("class", telling.cue_class), ("none", "part"))
    if telling.negated and found[0] == "tell":
        return ("deed", "part")
    if (
        telling.modal
        and found[0] == "tell"
        and telling.modal in {"will", "would", "may", "might", "could", "can", "should", "must"}
    ):
        return ("deed", "part")
    return found


_PAPERS = frozenset({"list", "map", "photo", "photos", "picture", "pictures", "copy", "document", "video", "footage"})


def _shows_things(telling: Attribution, document: Document, cast: Cast) -> bool:
    """ "He showed a list of names": somebody holds it up, and tells nothing by it."""
    if not telling.source or not telling.content:
        return False
    number = document.sentence_at(telling.source[0][0])
    kind = cast.phrase(number, telling.source[0]).kind
    first = document.text[slice(*telling.content[0])].lower().split()[:3]
    return kind in {"person", "role", "pronoun"} and not _PAPERS.isdisjoint(first)


_TEXTS = frozenset(
    {"agreement", "accord", "ceasefire", "treaty", "truce", "deal", "constitution", "law", "charter", "resolution"}
)


def is_heard(telling: Attribution, document: Document, cast: Cast) -> bool:
    """Whether an attribution names somebody who can say things, or a telling that hides its speaker.

    Without this, "the drought has prompted …" would make the drought a speaker.
    """
    role = role_of(telling)[0]
    if role == "none" or (telling.rule.startswith("noun") and _is_rejected(telling, document)):
        return False
    if role == "tell" and telling.cue and not _is_done(telling, document):
        return False
    if telling.cue_lemma == "show" and telling.rule == "verb:object" and _shows_things(telling, document, cast):
        return False
    if (
        telling.cue_lemma == "contradict"
        and telling.content
        and not _TEXTS.isdisjoint(document.text[slice(*telling.content[0])].lower().split()[:6])
    ):  # "the statement contradicted the accord": it goes against a text, and denies nothing
        return False
    if telling.cue_lemma == "contradict" and document.text[slice(*telling.cue[-1])].endswith("ing"):
        return False
    if telling.cue_lemma == "deny" and telling.cue and _is_left_open(telling, document):
        return False
    if telling.cue_class == "confirm" and document.text[slice(*telling.cue[-1])].endswith("verifying"):
        return False
    if telling.source and _is_nobody(telling, document):
        return False
    if telling.cue and document.text[max(0, telling.cue[0][0] - 16) : telling.cue[0][0]].lower().endswith(_SHORT_OF):
        return False
    if telling.cue and document.text[max(0, telling.cue[0][0] - 16) : telling.cue[0][0]].lower().endswith(_SUPPOSED):
        return False
    if telling.cue_lemma == "call" and telling.cue and document.text[telling.cue[-1][1] :][:5].lower() == " off ":
        return False
    if telling.cue_class == "describe" and telling.source:
        start = telling.source[0][0]
        if document.text[max(0, start - 5) : start].lower() in {"what ", "whom "}:
            return False
        if telling.content and document.text[slice(*telling.content[0])].lower().startswith(_SELVES):
            return False  # "a group calling itself the Shield": a name, and nothing said
    if telling.cue_lemma == "recall" and telling.rule == "verb:object" and _calls_back(telling, document):
        return False
    if role == "act" and telling.cue and _is_promised(telling, document):
        return False
    if telling.cue_lemma == "ask" and _is_question(telling, document):
        return False
    if telling.cue_lemma in _AT_ODDS and document.text[telling.cue[-1][1] :][:6].lower().startswith(
        (" over", " about")
    ):
        return False
    if telling.rule.startswith("noun") and telling.cue:
        before = document.text[max(0, telling.cue[0][0] - 32) : telling.cue[0][0]].lower().split()[-4:]
        before += document.text[slice(*telling.cue[0])].lower().split()[:1]
        if not _MET_WITH.isdisjoint(before):
            return False
    if telling.source and _is_supposed(telling, document):
        return False
    if not telling.source:
        return role == "tell"
    if telling.rule == "colon" and _is_named_before_quote(telling, document, cast):
        return True
    if telling.rule == "colon" and _is_topic(telling, document, cast):
        return False
    free = role == "tell" or telling.cue_class in _SPOKEN
    return cast.speaks(document.sentence_at(telling.source[0][0]), telling.source[0], free=free)


def _is_left_open(telling: Attribution, document: Document) -> bool:
    """ "Refused to confirm or deny it", "neither confirmed nor denied it": nothing is denied."""
    before = document.text[max(0, telling.cue[0][0] - 24) : telling.cue[0][0]].lower().split()[-2:]
    return before[-1:] in (["or"], ["nor"]) and before[0].startswith("confirm")


def _calls_back(telling: Attribution, document: Document) -> bool:
    """ "Recalled its ambassador": somebody is called home, and nothing is remembered."""
    first = document.text[slice(*telling.content[0])].lower().split()[:5] if telling.content else []
    return not called_back().isdisjoint(first)


@cache
def called_back() -> frozenset[str]:
    """Nouns for those whom a state sends out and recalls."""
    rows = read_table("judging/nouns.tsv")
    return frozenset(next(row["words"] for row in rows if row["kind"] == "sent-out").split("|"))


_UNDERTAKING = frozenset({"promise", "refuse"})


def _is_promised(telling: Attribution, document: Document) -> bool:
    """ "Pledged to respect the line": the stance is what is promised or refused, and taken by nobody yet."""
    sentence = document.sentences[document.sentence_at(telling.cue[0][0])]
    place = sentence.inside(telling.cue[0])[0]
    if place < 2 or sentence.words[place - 1] != "to" or telling.cue_class not in {"support", "oppose"}:
        return False
    verb = entries("verbs.tsv").get(sentence.tokens[place - 2].lemma)
    return verb is not None and verb.cue_class in _UNDERTAKING


def _is_nobody(telling: Attribution, document: Document) -> bool:
    """ "Neither Oslo nor the rebels confirmed it", "nobody in Oslo confirmed it": it is told that nothing was told."""
    start, end = telling.source[0]
    if document.text[start:end].lower().split(" ")[0] in _NOBODY:
        return True
    if telling.cue and telling.cue[0][0] < start:
        return False
    sentence = document.sentences[document.sentence_at(start)]
    first = sentence.inside(telling.source[0])[0]
    for place in range(first - 1, -1, -1):
        token = sentence.tokens[place]
        if token.text.lower() in _NOBODY:
            return place == 0 or sentence.tokens[place - 1].text.lower() != "with"
        if token.tag in _CLOSING:
            return False
    return False


_AT_ODDS = words_of("reading", "tellings: at odds")
"""Verbs with which several dispute a question and nobody asserts an answer ("argue over who shut the gate")."""
_MET_WITH = words_of("reading", "tellings: met with")
"""Words right before a request or demand that only say what became of it ("turned down two requests by the UN")."""
_NOBODY = words_of("reading", "tellings: nobody")
"""With these before it, a verb of telling tells that nothing was told."""
_CLOSING = frozenset({"VERB", "AUX", "PUNCT", "SCONJ"})
"""Tags of what ends the words that belong to a subject, going back from it."""
_SELVES = ("itself ", "themselves ", "himself ", "herself ")
_SHORT_OF = ("short of ", "without ", "refrained from ", "avoided ", "refraining from ")
"""Words right before a telling that was not made ("stopped short of accusing them")."""
_SUPPOSED = (
    "said to ", "believed to ", "thought to ", "reported to ", "understood to ", "alleged to ", "rumoured to ",
    "expected to ",
)  # fmt: skip
"""Words right before a stance that somebody is only supposed to take ("is said to support the idea")."""
_ASKED = words_of("reading", "tellings: asked")


def _is_supposed(telling: Attribution, document: Document) -> bool:
    """ "Unless the other side asks for a delay": what is only supposed was not said."""
    start = telling.source[0][0]
    if telling.cue and telling.cue[0][0] < start:
        return False
    before = document.text[max(0, start - 12) : start].lower().split()
    return bool(before) and (before[-1] in _SUPPOSING or (before[-1] == "the" and before[-2:-1] == ["if"]))


_SUPPOSING = words_of("reading", "tellings: supposing")


def _is_question(telling: Attribution, document: Document) -> bool:
    """ "Asked how they count", ""What truce?" asked a farmer": a question that was put, which claims nothing."""
    if telling.direct and telling.content and "?" in document.text[slice(*telling.content[-1])][-2:]:
        return True
    tokens = document.sentences[document.sentence_at(telling.cue[-1][0])].tokens
    end = telling.cue[-1][1]
    following = [token.text.lower() for token in tokens if token.start >= end][:3]
    return not _ASKED.isdisjoint(following[:1] if following[:1] != ["by"] else following)


_WITNESSES = words_of("reading", "tellings: witnesses")
"""Several without a name that a headline quotes."""


def _is_topic(telling: Attribution, document: Document, cast: Cast) -> bool:
    """Whether the words before a headline's colon are a country or a place, which label a story and say nothing."""
    number = document.sentence_at(telling.source[0][0])
    known = cast.table.get(cast.mention(number, telling.source[0]).actor)
    said = document.text[slice(*telling.source[0])].lower()
    if known is None:  # "El Fasher survivors: ...", "... - Ada Lund"
        behind = telling.content and telling.content[-1][1] <= telling.source[0][0]
        person = behind and cast.phrase(number, telling.source[0]).kind == "person"
        return said.rpartition(" ")[2] not in _WITNESSES and not person
    return known.kind == "state" and f"the {said}" not in {seat.lower() for seat in known.seats}


_NAMING = frozenset({"PROPN", "NOUN", "ADJ", "X"})
_LONGEST_NAME = 3
"""Words of a person's name."""


def _is_named_before_quote(telling: Attribution, document: Document, cast: Cast) -> bool:
    """ "Lund: “We will stay”": a name that no list holds, right before words in quotation marks."""
    if not telling.direct or telling.source[0][0] > telling.content[0][0]:
        return False
    sentence = document.sentences[document.sentence_at(telling.source[0][0])]
    first, last = sentence.inside(telling.source[0])
    tokens = sentence.tokens[first:last]
    if not 0 < len(tokens) <= _LONGEST_NAME:
        return False
    if any(token.tag not in _NAMING or not token.text[:1].isupper() or token.text.isupper() for token in tokens):
        return False
    known = cast.mention(document.sentence_at(telling.source[0][0]), telling.source[0]).actor
    return known is None and not any(token.text.lower() in word_set("label") for token in tokens)


def _is_done(telling: Attribution, document: Document) -> bool:
    """Whether the telling itself took place: not "is expected to say", but "went on to say"."""
    place = telling.cue[-1][0] if len(telling.cue) == 1 else telling.cue[0][0]
    sentence = document.sentences[document.sentence_at(place)]
    tokens, inside = sentence.tokens, range(*sentence.inside((telling.cue[0][0], telling.cue[-1][1])))
    verbs = [i for i in inside if tokens[i].fine == "VB"]
    if not verbs or verbs[-1] == 0 or tokens[verbs[-1] - 1].text.lower() != "to":
        return True
    before = [token.lemma for token in tokens[max(0, verbs[-1] - 5) : verbs[-1] - 1] if token.tag in {"VERB", "AUX"}]
    return bool(before) and before[-1] in _GOING_ON


_FALSE = words_of("reading", "tellings: false")


def _is_rejected(telling: Attribution, document: Document) -> bool:
    """Whether the noun ("the claim that …") is the object of a verb that rejects it: then the rejection is the
    claim.
    """
    place = telling.cue[0][0]
    tokens = document.sentences[document.sentence_at(place)].tokens
    index = next((i for i, token in enumerate(tokens) if token.start == place), 0)
    for after in range(index + 3, len(tokens) - 1):
        if tokens[after].lemma == "be" and tokens[after + 1].text.lower() in _FALSE:
            return True
    for before in range(index - 1, max(-1, index - 7), -1):
        if tokens[before].tag == "VERB":
            verb = entries("verbs.tsv").get(tokens[before].lemma)
            return verb is not None and verb.cue_class in {"deny", "refuse", "oppose", "support"}
    return False


def parted(tellings: Sequence[Attribution], text: str) -> list[Attribution]:
    """ "Said A and accused them of B", "said A; the ministry said B": the first content ends where the second
    telling begins.
    """
    made = []
    for one in tellings:
        begin = min((start for start, _ in one.content), default=0)
        cut = min((place for place in _beginnings(one, tellings, text) if place > begin), default=None)
        content = tuple(
            (start, min(end, cut) if cut is not None and start < cut else end)
            for start, end in one.content
        )  # fmt: skip
        made.append(one if content == one.content else replace(one, content=content))
    return made


def _beginnings(one: Attribution, tellings: Sequence[Attribution], text: str) -> Iterator[int]:
    """Where other tellings begin that end the content of this one."""
    for other in tellings:
        if other is one or not other.cue or not one.cue:
            continue
        cue = other.cue[0][0]
        if other.source == one.source and cue > one.cue[0][0] and role_of(other)[0] in {"tell", "act"}:
            yield cue
        source = other.source[0][0] if other.source else cue
        if ";" in text[max(0, source - 2) : source] and any(start < source < end for start, end in one.content):
            yield source


_ADDING = words_of("reading", "tellings: adding")
_BEHIND = 30
"""Characters between a telling and a participle that goes on with it."""


def going_on(document: Document, one: Attribution, known: Sequence[Attribution]) -> Attribution:
    """ "A, the commissioner said, adding that B": who spoke right before a participle of adding goes on."""
    if one.cue_lemma not in _ADDING or not one.cue or not document.text[slice(*one.cue[0])].endswith("ing"):
        return one
    start = one.cue[0][0]
    near = (other for other in known if other is not one and other.source and other.cue)
    before = [other for other in near if other.source[0][0] < start and 0 < start - other.cue[-1][1] <= _BEHIND]
    return replace(one, source=before[-1].source) if before else one


def is_found(one: Attribution, lost: Sequence[Attribution]) -> bool:
    """Whether the speaker of a telling without one was found after all."""
    return any(overlap(cue, other) for made in lost for cue in one.cue for other in made.cue)
