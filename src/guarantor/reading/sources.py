"""The words for a speaker made whole: the name behind a role, the name before its short form, whom a paper quotes.

A cue finds the nearest words that can speak; these rules look at what stands around them, so that "its chair, Ada Lund,
said" is held by Ada Lund, and "an official quoted by the agency said" by the official.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from guarantor.model.spans import Span, overlap, within
from guarantor.reading.actors import Cast
from guarantor.reading.attribution import Attribution
from guarantor.reading.document import Document, Sentence, Token
from guarantor.reading.quick import replace
from guarantor.reading.sets import words_of

LONGEST = 12
"""Words that a name with its titles may have behind a comma."""
_NAMING = frozenset({"PROPN", "NOUN", "ADJ", "NUM", "DET"})
_OFFICES = frozenset({"NOUN", "PROPN"})
_TITLES = frozenset(
    {"Envoy", "Representative", "Coordinator", "Spokesperson", "Spokesman", "Spokeswoman", "Commissioner", "Ombudsman",
     "Director", "Chair", "Commander", "Governor", "Mayor", "Secretary-General", "Director-General"}
)  # fmt: skip
_KNOWING = words_of("reading", "sources: knowing")
"""Words that say how somebody without a name knows of something."""
_QUOTED = words_of("reading", "sources: quoted")
_LINKING = frozenset({"of", "for", "on", "and", ",", "the", "in", "&", "to"})
"""Words inside the name of a body ("Office of the Adviser on Peace, Unity and Aid")."""


def whole_source(document: Document, cast: Cast, one: Attribution) -> Attribution:
    """The attribution with its source widened to whole names, titles and appositions."""
    if not one.source:
        return one
    number = document.sentence_at(one.source[0][0])
    tokens = document.sentences[number].tokens
    place = _range(document.sentences[number], one.source[0])
    if place is None:
        return one
    paper = _paper_alone(tokens, place)
    if paper is not None:
        return replace(one, source=(paper, *one.source[1:]))
    if place[1] - place[0] == 1 and tokens[place[0]].text.lower() in {"which", "who"}:
        meant = _meant(tokens, place[0])
        return one if meant is None else replace(one, source=(cast.widened(number, meant), *one.source[1:]))
    place = _before_paper(tokens, place)
    place = _before_aside(cast, number, tokens, _with_head(tokens, place))
    beside = _name_before(cast, number, tokens, place) or _name_beside(cast, number, tokens, place)
    if beside is not None:
        return replace(one, source=(beside, *one.source[1:]))
    place = _quoted(tokens, place) or _short_form(tokens, place) or named_behind(tokens, place) or place
    span = tokens[place[0]].start, tokens[place[1] - 1].end
    widened = cast.widened(number, span)
    others = (*one.cue, *one.content, *one.source[1:])
    for found in (widened, span):
        if found != one.source[0] and not any(overlap(found, other) for other in others):
            return replace(one, source=(found, *one.source[1:]))
    return one


_PAPERS = frozenset({"statement", "declaration", "communique", "communiqué", "release", "report", "document"})
_COMING = frozenset({"following", "after", "during", "before"})


def _paper_alone(tokens: Sequence[Token], place: tuple[int, int]) -> Span | None:
    """ "A joint statement following talks at the Norwegian ministry": the paper, and not what stands behind it."""
    noun = next((i for i in range(place[0], place[1] - 1) if tokens[i].text.lower() in _PAPERS), -1)
    if noun < 0 or tokens[noun + 1].text.lower() not in _COMING:
        return None
    return tokens[place[0]].start, tokens[noun].end


def _before_paper(tokens: Sequence[Token], place: tuple[int, int]) -> tuple[int, int]:
    """ "..., said the ministry in a statement on Monday": where it was said is no part of who said it."""
    words = [token.text.lower() for token in tokens[place[0] : place[1]]]
    for index in range(1, len(words) - 2):
        if words[index] == "in" and words[index + 1] in {"a", "an"} and not _SAID_IN.isdisjoint(words[index + 2 :]):
            return place[0], place[0] + index
    return place


_SAID_IN = _PAPERS | {"interview", "speech", "letter", "post", "tweet", "message", "briefing", "address", "interviews"}


def _before_aside(cast: Cast, number: int, tokens: Sequence[Token], place: tuple[int, int]) -> tuple[int, int]:
    """ "As Nils Berg, the king's adviser on trade, said": the name before the office that stands between commas."""
    first, last = place
    if first < 3 or tokens[first - 1].text != "," or last >= len(tokens) or tokens[last].text != ",":
        return place
    edge = first - 1
    if edge > 2 and tokens[edge - 1].tag == "NUM" and tokens[edge - 2].text == ",":  # "Ada Lund, 43, a farmer, said"
        edge -= 2
    start = edge
    while start > 0 and tokens[start - 1].tag == "PROPN":
        start -= 1
    named = (tokens[start].start, tokens[edge - 1].end)
    if edge - start < 2 or not _is_office(tokens, first, last) or cast.phrase(number, named).kind != "person":
        return place
    return (start, edge)


def _with_head(tokens: Sequence[Token], place: tuple[int, int]) -> tuple[int, int]:
    """ "An official briefed on the call": whoever knows of a thing speaks, and not the thing."""
    first, last = place
    if last < len(tokens) - 1 and tokens[last - 1].text in _KNOWING and tokens[last].tag == "ADP":
        return first, _noun_end(tokens, last + 1)
    if last < len(tokens) - 2 and tokens[last].text in _KNOWING and tokens[last + 1].tag == "ADP":
        return first, _noun_end(tokens, last + 2)
    if first > 1 and tokens[first].tag == "ADP":  # the tree has cut off "a source close | to the palace"
        first += 1
    if first < 3 or tokens[first - 1].tag != "ADP" or tokens[first - 2].text.lower() not in _KNOWING:
        return place
    start = first - 2
    while start > 0 and tokens[start - 1].tag in _NAMING:
        start -= 1
    return (start, last) if start < first - 2 else place


def _noun_end(tokens: Sequence[Token], place: int) -> int:
    """One past the words of a plain noun phrase."""
    while place < len(tokens) and (tokens[place].tag in _NAMING or tokens[place].text in {"of", "for", "'s"}):
        place += 1
    return place


def _name_before(cast: Cast, number: int, tokens: Sequence[Token], place: tuple[int, int]) -> Span | None:
    """ "The Lakes Army (LA), Norland's largest group, announced": the name that opens the sentence, not the aside."""
    first, last = place
    inner = next((k for k in range(first + 2, last - 2) if tokens[k].text == ","), -1)
    if inner > 0 and tokens[inner - 1].text == ")" and tokens[last - 1].tag == "NOUN":
        whole = tokens[first].start, tokens[inner - 1].end
        return whole if cast.phrase(number, whole).kind in {"institution", "person"} else None
    if first < 2 or first > 2 * LONGEST or tokens[first - 1].text != "," or last >= len(tokens):
        return None
    if tokens[last].text != "," or tokens[last - 1].tag != "NOUN" or tokens[first - 2].tag not in {"PROPN", "PUNCT"}:
        return None
    named = (tokens[0].start, tokens[first - 2].end)
    for index, token in enumerate(tokens[: first - 1]):
        around = tokens[index - 1 : index + 2 : 2] if index else ()
        within = token.tag == "ADP" and all(beside.text[:1].isupper() for beside in around)
        if token.tag in {"VERB", "AUX", "ADP", "SCONJ"} and not (within and around):
            return None
    return named if cast.phrase(number, named).kind in {"institution", "person"} else None


def _name_beside(cast: Cast, number: int, tokens: Sequence[Token], place: tuple[int, int]) -> Span | None:
    """ "The local power company, DTEK,": a body that is described and then named goes by its name."""
    first, last = place
    comma = next((i for i in range(first + 1, last - 1) if tokens[i].text == ","), -1)
    if comma < 0 or any(token.tag != "PROPN" for token in tokens[comma + 1 : last]):
        return None
    described = (tokens[first].start, tokens[comma - 1].end)
    if tokens[comma - 1].tag != "NOUN" or cast.phrase(number, described).kind not in {"institution", "epithet"}:
        return None
    return tokens[comma + 1].start, tokens[last - 1].end


_NAMING_OR_OWNING = _NAMING | {"PART"}


def _meant(tokens: Sequence[Token], pronoun: int) -> Span | None:
    """ "The United States, which had accused them": the phrase before the comma that the relative clause belongs to."""
    last = pronoun
    if last < 2 or tokens[last - 1].text != ",":
        return None
    last -= 1
    first = last
    while first > 0 and last - first < LONGEST and tokens[first - 1].tag in _NAMING_OR_OWNING:
        first -= 1
    return (tokens[first].start, tokens[last - 1].end) if first < last else None


def _range(sentence: Sentence, span: Span) -> tuple[int, int] | None:
    """The tokens of a place."""
    first, last = sentence.touched(span)
    return (first, last) if first < last else None


def named_behind(tokens: Sequence[Token], place: tuple[int, int]) -> tuple[int, int] | None:
    """ "Its chair, Norwegian diplomat Ada Lund," and "said the spokesman, Major Lund": the name in apposition."""
    first, last = place
    if last + 1 >= len(tokens) or tokens[last].text != "," or not _is_office(tokens, first, last):
        return None
    end = last + 1
    while (
        end < len(tokens)
        and end - last <= LONGEST
        and (tokens[end].tag in _NAMING or tokens[end].text in {"-", "'s", "’s", "retired"})
    ):
        end += 1
    if end - last < 2 or tokens[end - 1].tag != "PROPN" or not tokens[end - 1].text[:1].isupper():
        return None
    closed = end >= len(tokens) or tokens[end].text in {",", ".", ";", '"', "”", "(", ")", "!", "?"}
    names = sum(token.text[:1].isupper() for token in tokens[last + 1 : end])
    return (first, end) if closed and names > min(1, end - last - 2) and tokens[last + 1].tag != "DET" else None


def _is_office(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a phrase names somebody by an office and not by a name: its head is a plain noun."""
    head = next((i for i in range(first, last) if tokens[i].tag == "ADP"), last) - 1
    while head > first and tokens[head].tag not in _OFFICES:
        head -= 1
    text = tokens[head].text
    return head >= first and tokens[head].tag in _OFFICES and (text[:1].islower() or text in _TITLES)


def _short_form(tokens: Sequence[Token], place: tuple[int, int]) -> tuple[int, int] | None:
    """ "(OPAPRU)" alone: the name before the bracket of whose first letters it is made."""
    inside = [i for i in range(*place) if tokens[i].text not in {"(", ")"}]
    if len(inside) != 1 or not tokens[inside[0]].text.isupper():
        return None
    bracket = inside[0] - 1
    if bracket < 1 or tokens[bracket].text != "(":
        return None
    letters = tokens[inside[0]].text
    first = bracket
    while first > 0 and bracket - first < LONGEST and _of_name(tokens[first - 1]):
        first -= 1
    while first < bracket and (tokens[first].text.lower() in _LINKING or tokens[first].text[:1] != letters[:1]):
        first += 1
    return (first, place[1]) if bracket - first > 1 else None


def _of_name(token: Token) -> bool:
    return token.text[:1].isupper() or token.text.lower() in _LINKING


def _quoted(tokens: Sequence[Token], place: tuple[int, int]) -> tuple[int, int] | None:
    """ "A source quoted by the agency said": the source speaks, the agency hands it on."""
    first = place[0]
    for index in range(first - 1, max(0, first - 6), -1):
        if tokens[index].tag in {"PUNCT", "VERB", "AUX"} and tokens[index].text.lower() not in _QUOTED:
            return None
        if tokens[index].text.lower() in _QUOTED and tokens[index + 1].text.lower() in {"by", "in"}:
            start = index
            while start > 0 and tokens[start - 1].tag in _NAMING:
                start -= 1
            return (start, index) if start < index else None
    return None


_OWN_WORD = words_of("reading", "sources: own word")
"""Classes of cues that a speaker's "and" goes on with ("said the plan stood and denied that ...")."""


def of_one_speaker(document: Document, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """ "An official said the plan stood and denied that it had changed": it is the official who denies."""
    attributions = _of_their_owner(document, _before_fronted(_without_own_denials(attributions)))
    if not any(_may_go_on(document, one) for one in attributions):
        return tuple(attributions)
    beside: dict[int, list[Attribution]] = {}
    for other in attributions:
        if other.cue:
            beside.setdefault(document.sentence_at(other.cue[0][0]), []).append(other)
    made = []
    for one in attributions:
        near = beside[document.sentence_at(one.cue[0][0])] if _may_go_on(document, one) else ()
        outer = next((other for other in near if other is not one and _goes_on(other, one)), None)
        made.append(replace(one, source=outer.source) if outer is not None else one)
    return tuple(made)


def _without_own_denials(attributions: Sequence[Attribution]) -> Sequence[Attribution]:
    """ "She denied that Norway had denied them access": the second verb is what is denied, and no word of hers."""
    denials = [one for one in attributions if one.cue_class == "deny" and one.rule == "verb:that" and one.content]
    if not denials:
        return attributions
    denials.sort(key=_begins)
    starts = list(map(_begins, denials))
    return [one for one in attributions if not any(_is_denied(one, denial) for denial in _near(denials, starts, one))]


def _is_denied(one: Attribution, denial: Attribution) -> bool:
    """Whether a telling stands in what another denies, and is a denial too or of the same speaker."""
    own = one is not denial and (one.source == denial.source or one.cue_class == "deny")
    return own and within(one.cue[0], denial.content[0])


def _begins(one: Attribution) -> int:
    """Where what is told begins."""
    return one.content[-1][0]


def _near(some: Sequence[Attribution], starts: Sequence[int], one: Attribution) -> Sequence[Attribution]:
    """The last few whose content begins before the cue of another; they may hold it."""
    if not one.cue:
        return ()
    last = bisect_right(starts, one.cue[0][0])
    return some[max(0, last - _NEAREST) : last]


_NEAREST = 3
"""Contents that are looked at for the one that holds a cue."""


def _before_fronted(attributions: Sequence[Attribution]) -> list[Attribution]:
    """ "Norway plans to stop it, Lakes Press reported": what is planned ends before whoever reports it."""
    fronts = [one for one in attributions if one.rule == "verb:front" and one.source and one.content]
    if not fronts:
        return list(attributions)
    fronts.sort(key=_begins)
    starts = list(map(_begins, fronts))
    made: list[Attribution] = []
    for one in attributions:
        near = _near(fronts, starts, one)
        cut = next((front for front in near if front is not one and _holds_teller(one, front)), None)
        if cut is None:
            made.append(one)
            continue
        end = cut.content[-1][1]
        content = tuple((start, min(last, end)) for start, last in one.content if start < end)
        made.append(replace(one, content=content) if content else one)
    return made


def _holds_teller(one: Attribution, front: Attribution) -> bool:
    """Whether the content of a telling runs on over the speaker and the verb of the one that tells it."""
    if not one.cue or not front.cue or not within(one.cue[0], front.content[-1]):
        return False
    return any(within(front.source[0], part) and within(front.cue[0], part) for part in one.content)


_RENEWING = frozenset({"repeat", "reiterate", "renew", "restate", "reaffirm"})


def _of_their_owner(document: Document, attributions: Sequence[Attribution]) -> list[Attribution]:
    """ "The minister repeated his demand that A": one telling, of the minister, and of the kind of what is repeated."""
    owned = [one for one in attributions if one.rule.startswith("noun") and one.source and _owns(document, one)]
    if not owned:
        return list(attributions)
    by_place = {inner.source[0][0]: inner for inner in owned}
    made: list[Attribution] = []
    merged: set[int] = set()
    for one in attributions:
        noun = by_place.get(one.content[0][0]) if one.content else None
        if noun is None or noun is one or not _renews(one, noun):
            made.append(one)
            continue
        merged.add(id(noun))
        cue = ((one.cue[0][0], noun.cue[-1][1]),)
        made.append(replace(noun, source=one.source, cue=cue, negated=one.negated, modal=one.modal))
    return [one for one in made if id(one) not in merged]


def _owns(document: Document, one: Attribution) -> bool:
    """Whether whose word a noun names is only a possessive."""
    return document.text[slice(*one.source[0])].lower() in {"his", "her", "its", "their"}


def _renews(one: Attribution, noun: Attribution) -> bool:
    """Whether a verb of repeating has a noun's telling for its object."""
    if one.cue_lemma not in _RENEWING or not one.source or not one.content or not one.cue:
        return False
    return one.content[0][0] == noun.source[0][0] and within(noun.cue[0], one.content[0])


def _may_go_on(document: Document, one: Attribution) -> bool:
    """Whether a telling's cue stands right behind "and" and is one that a speaker goes on with."""
    if one.cue_class not in _OWN_WORD or not one.source or not one.cue:
        return False
    return document.text[max(0, one.cue[0][0] - 4) : one.cue[0][0]] in {"and ", "but "}


def _goes_on(outer: Attribution, one: Attribution) -> bool:
    """Whether a telling's words hold the nearest subject of one that goes on in the same sentence."""
    if (
        outer.cue_class not in {"say", "announce", "claim", "confirm", "deny", "warn"}
        or not outer.source
        or one.source == outer.source
    ):
        return False
    if outer.cue[0][1] > one.source[0][0]:
        return False
    return any(start <= one.source[0][0] and one.source[0][1] <= end for start, end in outer.content)
