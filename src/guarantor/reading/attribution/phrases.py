"""Attributions by phrases such as "according to" (list: `phrases.tsv`)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from guarantor.reading.attribution import spans
from guarantor.reading.attribution.holders import trimmed
from guarantor.reading.attribution.lexicon import rows
from guarantor.reading.attribution.relays import cites_at
from guarantor.reading.attribution.types import Draft, Span
from guarantor.reading.attribution.view import COMMAS, VERBAL, View

_JOINING = frozenset(
    {"and", "but", "or", "because", "that", "while", "so", "since", "although", "though", "whether", "if"}
)


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word to the phrases that begin with it, and their classes."""
    made: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in rows("phrases.tsv"):
        words = tuple(row["phrase"].split())
        made.setdefault(words[0], []).append((words, row["class"]))
    return made


def find_phrases(view: View) -> Iterator[Draft]:
    """Every attribution in the sentence that a phrase makes."""
    known = _phrases()
    if known.keys().isdisjoint(view.words):
        return
    for start, word in enumerate(view.words):
        if word not in known or view.quote[start] >= 0:
            continue
        for words, cue_class in known[word]:
            end = start + len(words)
            if view.words[start:end] == words and end < len(view):
                draft = _attribution(view, start, end, cue_class)
                if draft is not None:
                    yield draft


def _attribution(view: View, start: int, end: int, cue_class: str) -> Draft | None:
    """The holder follows; the content stands before, after, or on both sides."""
    if view.words[end] in {"whom", "which"}:
        return _of_whom(view, start, end, cue_class)
    leads = _leads(view, start)
    stop = _source_end(view, start, end, leads)
    source = trimmed(view, end, stop)
    if source is None:
        return None
    cited, stop = _cited(view, stop)
    content = _content(view, start, stop, leads)
    if not content:
        return None
    return Draft(
        sentence=view.number, cue=[(start, end)], source=[source], content=content,
        lemma=" ".join(view.words[start:end]), cue_class=cue_class, rule="phrase",
        direct=any(view.quote[part[0]] >= 0 for part in content), cited=cited,
    )  # fmt: skip


def _of_whom(view: View, start: int, end: int, cue_class: str) -> Draft | None:
    """ "The adviser, Ada Lund, according to whom both sides had agreed": the name before the comma, what follows."""
    if start < 2 or view.words[start - 1] != ",":
        return None
    first = start - 1
    while first > 0 and view.tokens[first - 1].tag in {"PROPN", "NOUN", "ADJ", "DET"}:
        first -= 1
    source = trimmed(view, first, start - 1)
    content = spans.tidy(view, end + 1, len(view))
    if source is None or content is None:
        return None
    return Draft(
        sentence=view.number, cue=[(start, end)], source=[source], content=[content],
        lemma=" ".join(view.words[start:end]), cue_class=cue_class, rule="phrase",
    )  # fmt: skip


def _cited(view: View, stop: int) -> tuple[Span | None, int]:
    """ "According to X, citing Y, ...": whom the holder cites, and where the words that name both end."""
    if stop + 3 >= len(view) or view.words[stop] not in COMMAS:
        return None, stop
    first = cites_at(view, stop + 1)
    if first < 0:
        return None, stop
    end = next((k for k in range(first, len(view)) if view.words[k] in COMMAS), len(view))
    cited = trimmed(view, first, end)
    return (cited, end) if cited is not None else (None, stop)


_OPENING = COMMAS | {"("}


def _leads(view: View, start: int) -> bool:
    """True when the phrase opens its clause: at the start, or after nothing but a joining word."""
    place = start - 1
    if view.tokens[start].text[0].isupper():  # also behind a heading that has lost its line break
        return True
    while place >= 0 and (view.words[place] in _OPENING or view.tokens[place].tag == "ADV"):
        place -= 1
    return place < 0 or (view.words[place] in _JOINING and place < start) or view.words[place] in {":", ";"}


_CLOSING = COMMAS | {")"}


def _source_end(view: View, start: int, end: int, leads: bool) -> int:
    """One past the holder: at the comma before the clause it introduces, or where the sentence goes on."""
    size = len(view)
    commas = [k for k in range(end + 1, size) if view.words[k] in _CLOSING and view.quote[k] < 0]
    if not commas:
        return size
    citing = next((comma for comma in commas if cites_at(view, comma + 1) >= 0), -1)
    if citing >= 0:
        return citing
    if not leads:
        return _final_end(view, commas)
    for comma in commas:
        if comma + 1 < size and _clause_begins(view, comma + 1):
            return comma
    return commas[0]


def _clause_begins(view: View, place: int) -> bool:
    """True when a quotation or a main clause, with its subject first, begins at `place`."""
    return view.quote[place] >= 0 or spans.main_clause_at(view, place)


def _final_end(view: View, commas: list[int]) -> int:
    """The holder of a closing phrase ends with the sentence, unless a clause goes on after a comma."""
    for comma in commas:
        if view.words[comma] == ")":
            return comma
        following = comma + 1
        if following >= len(view):
            return comma
        if view.words[following] in {"and", "but", "while", "although", "though", "as", "with", "after"}:
            if any(view.tokens[k].tag in VERBAL for k in range(following, len(view))):
                return comma
        elif view.tokens[following].tag in VERBAL or _clause_begins(view, following) or view.quote[following] >= 0:
            return comma
    return len(view)


_GOING_ON = VERBAL | {"ADV", "ADP"}


def _content(view: View, start: int, stop: int, leads: bool) -> list[Span]:
    """What is told."""
    made: list[Span] = []
    if not leads:
        before = spans.tidy(view, _from(view, start), start)
        if before is not None:
            made.append(before)
    after = stop
    while after < len(view) and view.words[after] in COMMAS:
        after += 1
    goes_on = leads or (after < len(view) and view.tokens[after].tag in _GOING_ON and _is_middle(view, start))
    if goes_on and after < len(view):
        rest = spans.tidy(view, after, spans.boundary(view, start, after))
        if rest is not None:
            made.append(rest)
    return made


def _from(view: View, start: int) -> int:
    """Where the clause before the phrase begins: the sentence, or after a semicolon."""
    first = start
    while first > 0 and view.words[first - 1] not in {";"}:
        first -= 1
    return first


def _is_middle(view: View, start: int) -> bool:
    """True when what stands before the phrase is no clause of its own: "The bridge, according to X, was shut"."""
    return not any(
        view.tokens[k].fine in {"VBD", "VBZ", "VBP", "MD"} and view.tokens[k].dep != "acl:relcl" for k in range(start)
    )
