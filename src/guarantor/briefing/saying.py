"""Sentences from claims: who says so, when, and the words, so that no attribution is ever lost.

The words stand in quotation marks as the report has them; what is ours is who said them, and when and how. Both sides
of a conflict get the same verbs. A verb that needs its object ("denied", "accused") is kept as printed, where it does
not judge; all others become "said", and an outlet in its own voice "reported".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from guarantor.briefing.citation import Citation
from guarantor.briefing.desk import Desk
from guarantor.briefing.material import Material, iso_day
from guarantor.briefing.parts import Sentence
from guarantor.briefing.printed import is_fragment, printed, quoted
from guarantor.briefing.sameness import best_words, groups_of, points_back
from guarantor.briefing.speakers import as_reported, named, speaker, upper_first

SINGLE = "one origin"
PRESUMED = "presumed one origin"
UNREVIEWED = "not reviewed"
PARTLY = "partly reviewed"
DERIVED = "derived"
TOGETHER = 3
"""At most so many quotations of one speaker stand in one sentence."""
_SAID = re.compile(r"(?P<who>[^“”]*: )“(?P<words>.*)” (?P<days>\([^()]*\)\.)")

_BARE = re.compile(r"(?:could|would|will|had|has|have|was|were|did|does|is|are|may|might|cannot|can|should|must)\b")
"""How words begin whose subject stands before them, in the part of the sentence that another claim has."""

__all__ = [
    "DERIVED", "PARTLY", "PRESUMED", "SINGLE", "UNREVIEWED", "days", "each_of", "joined", "listed", "lower_article",
    "marks", "named", "ordered", "review_marks", "say", "say_all", "upper_first",
]  # fmt: skip


def days(citations: Iterable[Citation], material: Material) -> str:
    """The days of publication in one line: "31 October and 1 November", or first to last where there are many; with
    their year where it is another than the brief's."""
    found = sorted({day for citation in citations if (day := iso_day(citation.published)) is not None})
    if not found:
        return "undated"
    if len(found) > 2:
        return f"{material.short(found[0])} to {material.short(found[-1])}"
    if len(found) == 2 and (found[0].year, found[0].month) == (found[1].year, found[1].month):
        return f"{found[0].day} and {material.short(found[1])}"
    return listed([material.short(day) for day in found])


def say(citations: Sequence[Citation], desk: Desk, *, most: int = 2) -> Sentence:
    """One sentence for claims of one holder that say the same, or parts of it: the fullest words, all notes."""
    chosen = best_words(citations, desk.material, most=most)
    claim = desk.material.claim(chosen[0].claim)
    found = [printed(desk.material.claim(each.claim), desk.wording) for each in chosen]
    verbs = {verb for verb, _ in found}
    kept = verbs.pop() if len(verbs) == 1 else None
    parts = [
        words if kept else quoted(desk.material.claim(c.claim)) for (_, words), c in zip(found, chosen, strict=True)
    ]
    whole = kept is None and claim.holder.text is not None and is_fragment(parts[0])
    if whole:
        parts = [" ".join(chosen[0].quote.split())]
        chosen = chosen[:1]
    own_voice = claim.holder.text is None or chosen[0].root in desk.material.people.sources
    who = speaker(chosen[0], desk)
    name = who.long.rstrip(",") if whole else who.long
    if kept is None and not whole:
        parts = [f"… {part}" if _BARE.match(part) else part for part in parts]
    text = desk.wording(
        "whole" if whole else _template(kept, parts, chosen[0], desk), who=name, outlet=chosen[0].outlet or "",
        holder=as_reported(chosen[0], desk) if chosen[0].holder else "",
        words="”; “".join(parts), days=days(chosen, desk.material),
        verb=kept or desk.wording.data["reported" if own_voice or not chosen[0].resolved else "said"],
    )  # fmt: skip
    notes = desk.notes.numbers(*chosen)
    plain = chosen[0].resolved and not points_back(parts[0]) and kept not in ("called it", "called this", "called that")
    beside = desk.notes.numbers(*(each for each in citations if each not in chosen))
    return Sentence(text=text, notes=notes, beside=beside, marks=marks(citations, desk), speaker=who, plain=plain)


def joined(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Sentences with those of one speaker in a row put together, where nothing but the quoted words differs."""
    made: list[Sentence] = []
    for each in sentences:
        both = _put_together(made[-1], each) if made else None
        made[-1:] = [both] if both is not None else [*made[-1:], each]
    return made


def _put_together(one: Sentence, other: Sentence) -> Sentence | None:
    first, second = _SAID.fullmatch(one.text), _SAID.fullmatch(other.text)
    if first is None or second is None or one.speaker != other.speaker or one.marks != other.marks:
        return None
    alike = first["who"] == second["who"] and first["days"] == second["days"]
    apart = (one.lead, one.detail, one.plain, one.pair) != (other.lead, other.detail, other.plain, other.pair)
    if not alike or apart or first["words"].count("”; “") + second["words"].count("”; “") >= TOGETHER - 1:
        return None
    text = f"{one.text[: -len(first['days'])]}; “{second['words']}” {first['days']}".replace("” ; “", "”; “")
    notes, beside = {*one.notes, *other.notes}, {*one.beside, *other.beside}
    return replace(one, text=text, notes=tuple(sorted(notes)), beside=tuple(sorted(beside - notes)))


def _template(kept: str | None, parts: Sequence[str], first: Citation, desk: Desk) -> str:
    """Which sentence it is: an outlet that cites somebody unknown has not itself denied or called anything; "denied it"
    needs no quotation marks."""
    if kept is None:
        return "said"
    if first.resolved and len(parts) == 1 and parts[0].casefold() in desk.wording.data["pronouns"]:
        return "kept_bare"
    return "kept" if first.resolved or not first.holder or not first.outlet else "kept_unresolved"


def say_all(citations: Iterable[Citation], desk: Desk, *, by_holder: bool = False) -> list[Sentence]:
    """Sentences for claims: those that say the same merged, in the order of the day of their words, then of names.

    ``by_holder``: all of them are about one thing, so that a holder's words make one sentence.
    """
    if not by_holder:
        return [say(group, desk) for group in ordered(groups_of(citations, desk.material), desk)]
    groups: dict[tuple[str, bool, str | None], list[Citation]] = {}
    for citation in citations:
        groups.setdefault((citation.root, citation.anonymous, citation.cited), []).append(citation)
    return [say(group, desk, most=3) for group in ordered(groups.values(), desk)]


def ordered(groups: Iterable[list[Citation]], desk: Desk) -> list[list[Citation]]:
    """Groups by the day of their first words, then by the name of who speaks: the order that favours nobody."""
    return sorted(groups, key=lambda g: (min(c.published or "9999" for c in g), desk.material.name(g[0].root)))


def marks(citations: Iterable[Citation], desk: Desk) -> tuple[str, ...]:
    """What a reader must know of the sentence itself: a single (or presumed single) origin, no review yet."""
    found = list(citations)
    if not found:
        return ()
    material = desk.material
    if len({citation.root for citation in found}) == 1 and (len(found) == 1 or not any(c.anonymous for c in found)):
        return (SINGLE, *review_marks(found))
    count = material.origins.count(material.claims[citation.claim] for citation in found)
    return (*_origin_marks(count.low, count.high), *review_marks(found))


def _origin_marks(low: int, high: int) -> tuple[str, ...]:
    if high == 1:
        return (SINGLE,)
    return (PRESUMED,) if low == 1 else ()


def review_marks(citations: Iterable[Citation]) -> tuple[str, ...]:
    """Whether anybody has looked at the words."""
    states = {citation.review == "proposed" for citation in citations}
    if states == {True}:
        return (UNREVIEWED,)
    return (PARTLY,) if True in states else ()


def each_of(preposition: str, names: Sequence[str], last: str = "and") -> str:
    """Names that may hold an "and" themselves, each with its preposition.

    >>> each_of("of", ["A", "B and C", "The press"])
    'of A, of B and C and of the press'
    """
    return listed([f"{preposition} {lower_article(name)}" for name in names], last)


def lower_article(name: str) -> str:
    """A name within a sentence: "The press" is "the press" there.

    >>> lower_article("The press"), lower_article("Norway")
    ('the press', 'Norway')
    """
    return f"the {name[4:]}" if name.startswith("The ") else name


def listed(parts: Sequence[str], last: str = "and") -> str:
    """Words in a row, with commas and "and".

    >>> listed(["a", "b", "c"]), listed(["a", "b"], "or")
    ('a, b and c', 'a or b')
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"
