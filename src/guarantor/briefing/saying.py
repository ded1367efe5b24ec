"""Sentences from claims: who says so, when, and the words, so that no attribution is ever lost.

The words stand in quotation marks as the report has them; what is ours is who said them, and when and how. Both sides
of a conflict get the same verbs: "said", "denied", "asked". A sentence whose holder is the outlet says "reported".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from guarantor.briefing.citation import Citation
from guarantor.briefing.material import Material, iso_day, short_day
from guarantor.briefing.parts import Notes, Sentence
from guarantor.model.claim import Claim
from guarantor.model.spans import within

VERBS = {"denial": "denied", "demand": "asked", "commitment": "undertook", "refusal": "refused"}
SINGLE = "one origin"
UNREVIEWED = "not reviewed"


def quoted(claim: Claim) -> str:
    """What is said to be so, in the report's words: the content where the claim knows it, else the whole quote."""
    start = claim.span[0]
    inside = [span for span in claim.content if within(span, claim.span)]
    parts = [claim.quote[a - start : b - start].strip(" ,;:\n") for a, b in inside]
    text = " … ".join(part for part in parts if part)
    words = text if claim.holder.text is not None and text else claim.quote
    return " ".join(words.split()).strip("“”\"' ").rstrip(".")


def speaker(citation: Citation, material: Material) -> str:
    """Who says so, for the beginning of a sentence; an outlet's own voice by its name.

    A name that the case knows is used in full; what the text leaves without a name keeps the text's words.
    """
    if not citation.resolved or citation.anonymous:
        return upper_first(citation.holder or citation.root_name)
    return upper_first(material.name(citation.root))


def say(citations: Sequence[Citation], material: Material, notes: Notes, *, lead: str | None = None) -> Sentence:
    """One sentence for claims of one holder that say the same; the first gives the words."""
    first = citations[0]
    claim = material.claim(first.claim)
    day = iso_day(first.published)
    when = f" ({short_day(day)})" if day else ""
    own_voice = claim.holder.text is None
    through = f", citing {material.name(first.cited)}," if first.cited else ""
    verb = "reported" if own_voice else "said"
    text = f"{speaker(first, material)}{through} {verb}{when}: “{quoted(claim)}”."
    return Sentence(text=text, notes=notes.numbers(*citations), marks=marks(citations, material), lead=lead)


def marks(citations: Iterable[Citation], material: Material) -> tuple[str, ...]:
    """What a reader must know of the sentence itself: a single origin, no review yet, nobody named."""
    found = list(citations)
    said: list[str] = []
    count = material.origins.count(material.claims[citation.claim] for citation in found)
    carriers = {citation.outlet for citation in found}
    if count.high == 1:
        said.append(SINGLE if len(carriers) == 1 else f"{SINGLE} in {len(carriers)} outlets")
    if any(citation.anonymous for citation in found):
        said.append("not named")
    if all(citation.review == "proposed" for citation in found):
        said.append(UNREVIEWED)
    return tuple(said)


def grouped(citations: Iterable[Citation], material: Material) -> list[list[Citation]]:
    """Citations that say the same put together: same root and kind, same figures or same words, in order of date."""
    groups: dict[tuple[object, ...], list[Citation]] = {}
    for citation in citations:
        claim = material.claim(citation.claim)
        figures = tuple(sorted(quantity.value for quantity in claim.quantities if quantity.value is not None))
        same = figures or (" ".join(quoted(claim).casefold().split()[:6]),)
        groups.setdefault((citation.root, claim.type, claim.polarity, *same), []).append(citation)
    return list(groups.values())


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
