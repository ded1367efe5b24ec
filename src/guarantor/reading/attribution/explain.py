"""Why an attribution was made, or was not: one line for each word of a sentence that the lists know as a cue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from guarantor.reading.attribution import after, holders
from guarantor.reading.attribution.cue import is_name, is_passive
from guarantor.reading.attribution.find import find_attributions, nobody
from guarantor.reading.attribution.lexicon import Entry, entries
from guarantor.reading.attribution.quotes import find_quotes
from guarantor.reading.attribution.types import Attribution, Span
from guarantor.reading.attribution.view import View, make_views
from guarantor.reading.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One candidate. `reason` says in words what was seen, or what was missing; `made` is the result where it fired."""

    span: Span
    word: str
    listed: str
    cue_class: str
    fired: bool
    reason: str
    made: Attribution | None = None


def explain(document: Document, sentence: int, *, names: Callable[[str], bool] = nobody) -> tuple[Trace, ...]:
    """What fired and what did not in one sentence of the document (its index), in reading order."""
    view = make_views(document, find_quotes(document))[sentence]
    found = find_attributions(document, names=names)
    return tuple(_trace(view, index, name, entry, found) for index, name, entry in _candidates(view))


def _candidates(view: View) -> Iterator[tuple[int, str, Entry]]:
    """Every word that a list knows, with the list."""
    for index, token in enumerate(view.tokens):
        for name in ("verbs.tsv", "nouns.tsv", "adjectives.tsv"):
            key = view.words[index] if name == "adjectives.tsv" else token.lemma
            entry = entries(name).get(key)
            if entry is not None and (name != "verbs.tsv" or token.tag in {"VERB", "AUX"}):
                yield index, name, entry


def _trace(view: View, index: int, name: str, entry: Entry, found: tuple[Attribution, ...]) -> Trace:
    """The verdict on one candidate."""
    token = view.tokens[index]
    made = next((one for one in found if any(s <= token.start and token.end <= e for s, e in one.cue)), None)
    fired = made is not None and made.cue_lemma == entry.lemma
    reason = _why(made) if fired and made is not None else _why_not(view, index, name, entry)
    return Trace(
        span=(token.start, token.end), word=token.text, listed=name, cue_class=entry.cue_class, fired=fired,
        reason=reason, made=made if fired else None,
    )  # fmt: skip


def _why(made: Attribution) -> str:
    """The rule in words."""
    parts = [f"rule {made.rule}"]
    if not made.source:
        parts.append("no holder named")
    if made.negated:
        parts.append("the telling is negated")
    if made.modal:
        parts.append(f"the telling is only {made.modal!r}")
    if made.nested_in is not None:
        parts.append("within the content of another")
    return ", ".join(parts)


def _why_not(view: View, index: int, name: str, entry: Entry) -> str:
    """The first condition that failed, in the order in which the rules look."""
    if view.quote[index] >= 0:
        return "stands within a quotation"
    if name != "verbs.tsv":
        return "no holder, or no clause or phrase after it that its frames allow"
    if is_name(view, index):
        return "looks like a name"
    passive = is_passive(view, index)
    start = after.find_start(view, index, entry, passive)
    if start is None:
        return "nothing before or after it that its frames allow as content: " + " ".join(sorted(entry.frames))
    if passive:
        return "passive, and what it is said of was not found"
    if holders.subject(view, index) < 0:
        return "nobody found who does it"
    return "a purpose, a relative clause or an infinitive: too far from what the text ascribes"
