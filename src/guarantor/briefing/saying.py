"""Sentences from claims: who says so, when, and the words, so that no attribution is ever lost.

The words stand in quotation marks as the report has them; what is ours is who said them, and when and how. Both sides
of a conflict get the same verbs. A verb that needs its object ("denied", "accused") is kept as printed, where it does
not judge; all others become "said", and an outlet in its own voice "reported".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from guarantor.briefing.citation import Citation
from guarantor.briefing.desk import Desk
from guarantor.briefing.material import iso_day, short_day
from guarantor.briefing.parts import Sentence
from guarantor.briefing.sameness import best_words, groups_of, quoted

SINGLE = "one origin"
PRESUMED = "presumed one origin"
UNREVIEWED = "not reviewed"
PARTLY = "partly reviewed"
DERIVED = "derived"
LONGEST_VERB = 3


def speaker(citation: Citation, desk: Desk) -> str:
    """Who says so, for the beginning of a sentence: a person with the office at first, a body with its article.

    A name that the case knows is used in full; where the case does not know who it is, the outlet says whom it cites.
    """
    say, material = desk.wording, desk.material
    if not citation.resolved:
        outlet = citation.outlet or material.name(citation.root)
        return upper_first(say("unresolved", outlet=outlet, holder=citation.holder or citation.root_name))
    if citation.anonymous:
        return upper_first(say("unnamed", who=citation.holder or citation.root_name))
    who = with_office(citation.root, desk)
    if citation.cited:
        who = say("citing", who=who.rstrip(","), cited=material.name(citation.cited))
    return upper_first(who)


def named(root: str, desk: Desk) -> str:
    """A root by name, with "the" where it is an office or a body."""
    name = desk.material.name(root)
    return desk.wording.article(name) if root in desk.material.people.actors else name


def with_office(root: str, desk: Desk) -> str:
    """A root by name; a person's office beside it where it was not said yet."""
    people = desk.material.people
    actor = people.actors.get(root)
    if actor is None or actor.kind != "person" or not actor.offices or root in desk.notes.introduced:
        return named(root, desk)
    desk.notes.introduced.add(root)
    office = actor.offices[-1]
    of = people.actors.get(office.of or "")
    while of is not None and of.kind not in ("state", "movement", "armed-group") and of.part_of in people.actors:
        of = people.actors[of.part_of]
    if of is None:
        return actor.name
    return desk.wording("office", who=actor.name, role=office.role, of=desk.wording.article(of.name))


def days(citations: Iterable[Citation]) -> str:
    """The days of publication in one line: "31 October and 1 November", or first to last where there are many."""
    found = sorted({day for citation in citations if (day := iso_day(citation.published)) is not None})
    if not found:
        return "undated"
    if len(found) > 2:
        return f"{short_day(found[0])} to {short_day(found[-1])}"
    if len(found) == 2 and found[0].month == found[1].month:
        return f"{found[0].day} and {short_day(found[1])}"
    return listed([short_day(day) for day in found])


def say(citations: Sequence[Citation], desk: Desk, *, most: int = 2) -> Sentence:
    """One sentence for claims of one holder that say the same, or parts of it: the fullest words, all notes."""
    chosen = best_words(citations, desk.material, most=most)
    claim = desk.material.claim(chosen[0].claim)
    verb = _kept_verb(chosen, desk)
    own_voice = claim.holder.text is None
    template = "kept" if verb else "said"
    words = "”; “".join(quoted(desk.material.claim(each.claim)) for each in chosen)
    text = desk.wording(
        template, who=speaker(chosen[0], desk), words=words, days=days(citations),
        verb=verb or desk.wording.data["reported" if own_voice or not chosen[0].resolved else "said"],
    )  # fmt: skip
    notes = desk.notes.numbers(*chosen, *[each for each in citations if each not in chosen])
    return Sentence(text=text, notes=notes, marks=marks(citations, desk))


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


def _kept_verb(chosen: Sequence[Citation], desk: Desk) -> str | None:
    """The printed verb of attribution, where the words do not stand as a sentence without it: "called on"."""
    found = {_verb(citation, desk) for citation in chosen}
    return found.pop() if len(found) == 1 else None


def _verb(citation: Citation, desk: Desk) -> str | None:
    claim = desk.material.claim(citation.claim)
    if claim.cue is None or not claim.content or claim.holder.text is None or claim.content[0][0] < claim.cue[1]:
        return None
    start = claim.span[0]
    printed = " ".join(claim.quote[claim.cue[0] - start : claim.content[0][0] - start].split()).casefold()
    printed = printed.removeprefix("has ").removeprefix("have ").removeprefix("had ")
    kept = next((verb for verb in desk.wording.data["kept_verbs"] if printed.startswith(verb)), None)
    return printed if kept is not None and len(printed.split()) <= LONGEST_VERB else None


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


def each_of(preposition: str, names: Sequence[str]) -> str:
    """Names that may hold an "and" themselves, each with its preposition.

    >>> each_of("of", ["A", "B and C", "The press"])
    'of A, of B and C and of the press'
    """
    return listed(
        [f"{preposition} {name.replace('The ', 'the ', 1) if name.startswith('The ') else name}" for name in names]
    )


def upper_first(text: str) -> str:
    """The text with a capital at its beginning, names left as they are.

    >>> upper_first("the ministry")
    'The ministry'
    """
    return text[:1].upper() + text[1:]


def listed(parts: Sequence[str]) -> str:
    """Words in a row, with commas and "and".

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
