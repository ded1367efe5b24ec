"""When, where and how much: which of a report's times, places and figures belong to a claim."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from guarantor.model.claim import Claim, Place, Quantity, When
from guarantor.model.spans import Span, within
from guarantor.reading.actors import Cast
from guarantor.reading.judging import ClauseView, Judged
from guarantor.reading.judging.judged import word_list
from guarantor.reading.sets import words_of
from guarantor.reading.times import TimeExpression
from guarantor.reading.units import Unit

UTTERED = frozenset({"demand", "position", "denial", "refusal"})
"""Kinds of claim whose time is that of the telling, by the annotation guide."""
NEAR_CUE = 30
"""Characters between a telling verb and its time."""
NEAR_START = 16
"""Characters from the beginning within which a time opens a clause."""
_SIDE = re.compile(
    r"\b(?:who|whom|whose|which|where)\b[^,;]*\Z|, (?:an?|the|his|her) [^,;]*\Z"
    r"|\b(?:war|conflict|fighting|violence|crisis|offensive|rebellion|process) that\b[^,;]*\Z"
    r"|\b(?:up|down) from\b[^,;]*\Z|\bcompared (?:to|with)\b[^,;]*\Z"
    r"|\b(?:talks|meeting|round|summit|session) held [^,;]*\Z|\bat the time when [^,;]*\Z"
)
"""A relative clause, apposition or comparison that is still open ("…, an officer killed in", ", up from 40 in")."""
_NO_DATE = frozenset({"duration", "recurring", "now"})
"""Expressions that name no date: "now" says that it is so as somebody speaks, which is told of every claim."""
_CONJUNCT = re.compile(r"\band (?:on |in |by |at )?\Z")
_AT = words_of("reading", "moments: at")


def when_of(
    unit: Unit,
    judged: Judged,
    times: Sequence[TimeExpression],
    published: str | None,
    text: str,
    deed: int | None,
    counted: Sequence[Quantity] = (),
    described: frozenset[Span] = frozenset(),
) -> When | None:
    """The time of what is claimed; of the telling where the claim is a stance or a lasting state. None where no
    words tell. ``deed`` is where the words of the deed end, so that times of what is said aside are left out;
    ``counted`` are the claim's figures, ``described`` the times that tell which thing is meant.
    """
    here = [one for one in times if within(one.span, unit.span) and one.role not in _NO_DATE]
    inside = [one for one in here if any(within(one.span, part) for part in unit.content)]
    telling = [one for one in here if one not in inside and not _SIDE.search(text, unit.span[0], one.span[0])]
    aside = [one for one in inside if any(within(one.span, part) for part in unit.without)]
    inside = [one for one in inside if one.span not in described and one not in aside]
    if judged.type in UTTERED:
        near = [
            one for one in telling or (inside if unit.role == "act" or not unit.tellings else []) if _by_cue(unit, one)
        ]
        return _as_when(near[0]) if near else None
    dated = [one for one in inside if (one.start or one.end) and not _names_accord(one, text)] or [
        one for one in inside if not _names_accord(one, text)
    ]
    if not dated:
        return _as_when(telling[0]) if telling and judged.modality == "ongoing" else None
    total = _since_until(dated, telling, published, judged.type, text)
    own = [one for one in dated if deed is None or not _stands_aside(one, unit, deed, text)]
    meant = _of_figure(own, counted, text) or _behind_deed(own, unit, judged, deed)
    return total or (_as_when(_likeliest(meant, judged, published)) if meant else None)


def told_of_nouns(view: ClauseView, times: Sequence[TimeExpression]) -> frozenset[Span]:
    """Where the times stand that say which thing is meant ("the 20 bodies exhumed in March"), and not when it was done.

    What is scheduled or held on a day is meant with its day.
    """
    if view.main is None or not any(token.fine == "VBN" for token in view.tokens):
        return frozenset()
    return frozenset(one.span for one in times if _describes(view, view.main.predicate, one.span[0]))


def _describes(view: ClauseView, deed: Span, start: int) -> bool:
    place = bisect_left(view.starts, start) - 1
    verb = place
    while verb > max(0, place - REACH) and (view.tokens[verb].tag in _PHRASE or _in_names(view, verb)):
        verb -= 1
    if verb < 1 or place >= len(view.tokens) or view.tokens[verb].fine != "VBN":
        return False
    token, before = view.tokens[verb], view.tokens[verb - 1]
    if before.tag == "ADV" and verb > 1:  # "the wire illegally set up on 4 August"
        before = view.tokens[verb - 2]
    if (token.lemma in _APPOINTING and view.words[verb + 1] != "up") or deed[0] <= token.start < deed[1]:
        return False
    if any(each.tag == "AUX" for each in view.tokens[max(0, verb - 3) : verb]):
        return False
    return before.tag in {"NOUN", "PROPN"} or (before.text == "and" and view.tokens[verb - 2].tag in {"NOUN", "PROPN"})


REACH = 14
"""So many words may stand between a participle and its time."""


def _in_names(view: ClauseView, place: int) -> bool:
    """ "In Lom, Norland": the comma between two names."""
    names = view.tokens[place - 1 : place + 2 : 2]
    return view.words[place] == "," and [token.tag for token in names] == ["PROPN", "PROPN"]


_PHRASE = frozenset({"ADP", "DET", "NOUN", "PROPN", "NUM", "ADJ", "ADV"})
_APPOINTING = frozenset({"schedule", "plan", "set", "expect", "slate", "hold", "convene", "call", "fix", "announce"})


def _names_accord(one: TimeExpression, text: str) -> bool:
    """ "The November 2024 ceasefire": the time says which, and not when something was done to it."""
    before = text[max(0, one.span[0] - 24) : one.span[0]].lower().split()
    papers = word_list("nouns", "accords") | _DATED
    if before[-1:] == ["of"] and before[-2:-1] and before[-2] in papers:
        return True  # "the ceasefire of 10 October"
    following = text[one.span[1] : one.span[1] + 24].split()
    return one.attributive and bool(following) and following[0].lower().strip(".,") in word_list("nouns", "accords")


def _stands_aside(one: TimeExpression, unit: Unit, deed: int, text: str) -> bool:
    """Whether a time stands in a relative clause or an apposition: behind the deed, or between it and its subject."""
    if one.span[0] >= deed:
        return bool(_SIDE.search(text, deed, one.span[0]) or _AFTER_THEY.search(text, deed, one.span[0]))
    if _LIKE.fullmatch(text, unit.content[0][0], one.span[0]):  # "As during the first round on May 16, they ..."
        return True
    begin = min(unit.content[0][0] + _FIRST_WORD, one.span[0])
    found = _SIDE.search(text, begin, one.span[0])
    meanwhile = one.span[1] < deed and _HAVING.search(text, begin, one.span[0])
    return (found is not None and found[0][0] != "," and one.span[1] < deed) or bool(meanwhile)


_LIKE = re.compile(r"(?:As (?:in|at|on|during)|Unlike|Like) [^,;]*")
"""What the clause is likened to, at its head."""
_AFTER_THEY = re.compile(
    r"\b(?:after|because|since|as) (?:they|he|she|it)\b[^,;]*\Z|\bfollowing (?:the|an?|its|their) [^,;]*\Z"
)
"""A clause of its own behind the deed ("met to resume talks after they broke off two years ago")."""
_HAVING = re.compile(r", (?:having|after|following) [^,;]*\Z")
"""A participle between a subject and its verb ("the group, having signed in May, left")."""


_FIRST_WORD = 6
"""Characters that a relative clause of its own opens with ("which")."""


_DATED = frozenset({"statement", "summit", "decision", "letter", "attack", "attacks", "ruling", "communiqué", "war"})
"""Nouns beside accords that go by their day ("the joint statement of 27 December")."""


def _of_figure(own: Sequence[TimeExpression], counted: Sequence[Quantity], text: str) -> list[TimeExpression]:
    """ "On Tuesday one was returned, and on Sunday three": the time of the conjunct in which all figures stand."""
    first = min((one.span[0] for one in counted if one.span), default=0)
    return [
        one for one in own[1:] if one.span[1] <= first and _CONJUNCT.search(text, max(0, one.span[0] - 8), one.span[0])
    ][-1:]


def _behind_deed(
    own: Sequence[TimeExpression], unit: Unit, judged: Judged, deed: int | None
) -> Sequence[TimeExpression]:
    """ "Nine men detained on 11 May were freed on Saturday": the time behind the deed, not that of what describes."""
    if deed is None or len(own) < 2 or judged.modality != "happened":
        return own
    first = own[0].span[0] - unit.content[0][0]
    behind = [one for one in own if one.span[0] >= deed]
    return behind if behind and own[0].span[1] < deed and first > NEAR_START else own


def _likeliest(dated: Sequence[TimeExpression], judged: Judged, published: str | None) -> TimeExpression:
    """Of several times, the first that a plan can still have, or a deed already: a plan of last year's is none."""
    if not published or len(dated) < 2:
        return dated[0]
    day = published[:10]
    ahead = judged.modality in {"planned", "conditional", "proposed", "ordered"}
    fitting = [one for one in dated if ((one.end or "9") >= day if ahead else (one.start or "") <= f"{day}T99")]
    return fitting[0] if fitting else dated[0]


def _by_cue(unit: Unit, one: TimeExpression) -> bool:
    """Whether a time stands at the telling verb and not in some other clause."""
    telling = unit.telling
    if telling is None or not telling.cue:
        return True
    start, end = telling.cue[0][0], telling.cue[-1][1]
    return one.span[0] - end <= NEAR_CUE and start - one.span[1] <= NEAR_CUE


def _since_until(
    dated: Sequence[TimeExpression], telling: Sequence[TimeExpression], published: str | None, kind: str, text: str
) -> When | None:
    """A total since a day, or since a truce "that began on" a day, runs to the day of the telling: it knows no more."""
    since = next((one for one in dated if one.role == "since" or _opens_truce(text, one)), None)
    if since is None or kind not in {"figure", "violation"} or not since.start:
        return None
    upto = next((one for one in telling if one.end), None)
    end = upto.end if upto else published[:10] if published else None
    if end is None or (since.end and since.end >= end):
        return None
    return When(
        start=since.start, end=end, precision="interval", base=since.base, span=since.span,
        note="from the day named to the day of the telling",
    )  # fmt: skip


def _opens_truce(text: str, one: TimeExpression) -> bool:
    """Whether a truce or deal is said to have begun at a time ("of the truce that took effect on 10 October")."""
    before = text[max(0, one.span[0] - 60) : one.span[0]].lower()
    begun = any(words in before for words in ("took effect", "into force", "that began", "which began", "that started"))
    return begun and any(noun in before for noun in ("truce", "ceasefire", "cease-fire", "agreement", "deal", "accord"))


def carried(claims: Sequence[Claim]) -> Iterator[Claim]:
    """A total without a time of its own takes that of the total before it, by the same speaker, of the same things."""
    before: Claim | None = None
    for claim in claims:
        if claim.type != "figure":
            before = None
        elif claim.when is None and before is not None and _goes_on(before, claim):
            assert before.when is not None
            claim = replace(claim, when=replace(before.when, span=None, note="the time of the figure before it"))
        if claim.type == "figure" and claim.when is not None and claim.when.precision == "interval":
            before = claim
        yield claim


def _goes_on(before: Claim, claim: Claim) -> bool:
    """Whether two figures are of one series: same voice, close by, and a unit in common."""
    units = [{(one.unit or "").split("/")[0] for one in each.quantities} - {"", "%"} for each in (before, claim)]
    same = (before.holder.text, before.holder.actor) == (claim.holder.text, claim.holder.actor)
    return same and bool(units[0] & units[1]) and claim.span[0] - before.span[1] < 300


def _as_when(one: TimeExpression) -> When:
    notes = [one.note] if one.note else []
    if one.fallback and not one.note:
        notes.append("assumed, not written")
    start, end = one.start, one.end
    if one.role == "since":
        end = None
    if one.role in {"until", "by"} and start == end:
        start = None
    return When(
        start=start, end=end, precision=one.precision, base=one.base, span=one.span, note="; ".join(notes) or None,
    )  # fmt: skip


def quantities_of(unit: Unit, quantities: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Figures whose words stand inside the claim."""
    return tuple(one for one in quantities if one.span and any(within(one.span, part) for part in unit.content))


def where_of(unit: Unit, cast: Cast) -> Place | None:
    """The first place that a preposition of place leads to, inside what is claimed, else inside the claim."""
    line = cast.lines[unit.sentence]
    places = [
        (place, place in inside)
        for name in line.names
        if name.first and name.use in {"name", "seat", "unknown"} and line.forms[_before(line.forms, name.first)] in _AT
        for place in [line.span(name.first, name.last)]
        for inside in [[place] if any(within(place, part) for part in unit.content) else []]
        if within(place, unit.span) and _is_place(cast, name.actor, name.use)
    ]
    for wanted in (True, False):
        for place, content in places:
            if content is wanted:
                return Place(text=cast.text[place[0] : place[1]], span=place)
    return None


def _before(forms: Sequence[str], index: int) -> int:
    """The word before a name, an article aside."""
    place = index - 1
    while place > 0 and forms[place] in {
        "the",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "occupied",
        "besieged",
    }:
        place -= 1
    return place


def _is_place(cast: Cast, actor: str | None, use: str) -> bool:
    known = cast.table.get(actor)
    return use in {"seat", "unknown"} or (known is not None and known.kind == "state")
