"""Find who says what in a document."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from guarantor.reading.attribution.before import leading_quote, whole_quote
from guarantor.reading.attribution.credits import find_credit
from guarantor.reading.attribution.headlines import find_colons
from guarantor.reading.attribution.holders import kind_of
from guarantor.reading.attribution.nouns import find_nouns
from guarantor.reading.attribution.phrases import find_phrases
from guarantor.reading.attribution.quotes import find_quotes
from guarantor.reading.attribution.types import Attribution, Draft, Span, Spans, new_attribution
from guarantor.reading.attribution.verbs import find_verbs
from guarantor.reading.attribution.view import END_MARKS, View, make_views
from guarantor.reading.document import Document

_DASHES = frozenset({"—", "–", "--", "-"})
"""Signs before the holder of a headline."""


def nobody(_: str) -> bool:
    """The predicate for a world without outlets."""
    return False


def find_attributions(document: Document, *, names: Callable[[str], bool] = nobody) -> tuple[Attribution, ...]:
    """Every attribution of the text, in reading order. `names` tells whether words are the name of an outlet."""
    quotes = find_quotes(document)
    views = make_views(document, quotes)
    paragraphs = [sentence.paragraph for sentence in document.sentences]
    by_sentence = [_drafts(view) for view in views]
    for number in range(1, len(views)):
        if paragraphs[number] == paragraphs[number - 1]:
            credit = find_credit(views, number, names)
            if credit is not None:
                by_sentence[number] = [credit]
    known = _known_names(views, by_sentence)
    for view, drafts in zip(views, by_sentence, strict=True):
        if ":" in view.words or (view.words[-1] not in END_MARKS and not _DASHES.isdisjoint(view.words)):
            drafts.extend(one for one in find_colons(view, names, known) if not _covered(one, drafts))
    carry_over(views, paragraphs, by_sentence, {quote.first[0] for quote in quotes if quote.continues})
    drafts = [draft for some in by_sentence for draft in some]
    contents = [_content(views[draft.sentence], draft) for draft in drafts]
    cues = [_places(views[draft.sentence], draft.cue) for draft in drafts]
    sizes = [sum(end - start for start, end in content) for content in contents]
    return tuple(
        _finished(views[draft.sentence], draft, cues[number], contents[number], _outer(cues, contents, sizes, number))
        for number, draft in enumerate(drafts)
    )


def _outer(cues: Sequence[Spans], contents: Sequence[Spans], sizes: Sequence[int], number: int) -> int | None:
    """The attribution in whose content this one stands: of those nearby that hold its cue the one that tells least."""
    start, end = cues[number][0]
    best, least = None, 0
    for other in range(max(0, number - 8), min(len(cues), number + 9)):
        if other == number or (best is not None and sizes[other] >= least):
            continue
        for first, last in contents[other]:
            if first <= start and end <= last:
                best, least = other, sizes[other]
                break
    return best


def _known_names(views: Sequence[View], by_sentence: Sequence[Sequence[Draft]]) -> frozenset[str]:
    """The last words of holders that are names, lower case."""
    made: set[str] = set()
    for view, drafts in zip(views, by_sentence, strict=True):
        for draft in drafts:
            for first, last in draft.source:
                made.update(view.words[k] for k in range(first, last) if view.tokens[k].tag == "PROPN")
    return frozenset(made)


def _covered(one: Draft, drafts: Sequence[Draft]) -> bool:
    """True when another rule has already taken the words after the colon as a content."""
    return any(part[0] == one.content[0][0] for draft in drafts for part in draft.content)


def _drafts(view: View) -> list[Draft]:
    """What all rules find in one sentence, in the order of their cues."""
    return sorted([*find_verbs(view), *find_phrases(view), *find_nouns(view)], key=lambda draft: draft.cue)


def carry_over(
    views: Sequence[View], paragraphs: Sequence[int], by_sentence: list[list[Draft]], continued: set[int]
) -> None:
    """Give quoted sentences without a cue to the attribution beside them.

    `continued`: sentences that take up the quotation of the paragraph before.
    """
    speaking: Draft | None = None
    used: set[int] = set()
    for number, view in enumerate(views):
        new = number and paragraphs[number] != paragraphs[number - 1] and number not in continued
        if new and not (speaking is not None and _goes_on_quoted(views, paragraphs, by_sentence, number)):
            speaking = None
        by_sentence[number] = [one for one in by_sentence[number] if _is_filled(views, paragraphs, one, used)]
        if by_sentence[number]:
            for draft in by_sentence[number]:
                if draft.content:
                    _reach_back(views, paragraphs, number, draft)
            direct = [draft for draft in by_sentence[number] if draft.direct]
            speaking = direct[-1] if direct else speaking
        elif speaking is not None and whole_quote(view):
            speaking.more.append((view.tokens[0].start, view.tokens[-1].end))
            used.add(number)
        elif not whole_quote(view):
            speaking = None


def _goes_on_quoted(
    views: Sequence[View], paragraphs: Sequence[int], by_sentence: Sequence[Sequence[Draft]], number: int
) -> bool:
    """Whether a paragraph is nothing but a quotation, behind one that ends with the speaker's own words or his name."""
    here = paragraphs[number]
    if paragraphs[number - 1] != here - 1 or not by_sentence[number - 1]:
        return False
    last = by_sentence[number - 1][-1]
    if not last.direct or not last.source or len(last.content) != 1:
        return False
    place = number
    while place < len(views) and paragraphs[place] == here:
        if by_sentence[place] or not whole_quote(views[place]):
            return False
        place += 1
    behind = by_sentence[place] if place < len(views) else ()
    return place - number > 1 or all(draft.content for draft in behind)


def _is_filled(views: Sequence[View], paragraphs: Sequence[int], draft: Draft, used: set[int]) -> bool:
    """True when the draft tells something, in its own sentence or in those around it."""
    if draft.content or draft.more:
        return True
    return _takes_below(views, paragraphs, draft) or _takes_prior(views, paragraphs, draft, used)


def _takes_below(views: Sequence[View], paragraphs: Sequence[int], draft: Draft) -> bool:
    """Give "The mayor wrote:" the paragraph below it, or all paragraphs below that are quoted."""
    number = draft.sentence
    following = number + 1
    ends = views[number].words[-1] == ":" and following < len(views) and paragraphs[following] != paragraphs[number]
    if not ends:
        return False
    quoted = views[following].quote[0] >= 0
    paragraph = paragraphs[following]
    while following < len(views) and (whole_quote(views[following]) if quoted else paragraphs[following] == paragraph):
        draft.more.append((views[following].tokens[0].start, views[following].tokens[-1].end))
        following += 1
    draft.direct = bool(draft.more)
    return bool(draft.more)


def _takes_prior(views: Sequence[View], paragraphs: Sequence[int], draft: Draft, used: set[int]) -> bool:
    """Give a telling without content the quoted sentences right before it, unless another holder has them."""
    before = leading_quote(views, draft.sentence, paragraphs)
    if before is None or before[1] in used:
        return False
    draft.more.append((views[before[0]].tokens[0].start, views[before[1]].tokens[-1].end))
    draft.direct = True
    return True


def _reach_back(views: Sequence[View], paragraphs: Sequence[int], number: int, draft: Draft) -> None:
    """A quotation that ends before its cue may have begun sentences earlier."""
    view = views[number]
    if not (draft.rule == "verb:quote" and draft.content[0][0] == 0 and view.quote[0] >= 0):
        return
    before = leading_quote(views, number, paragraphs)
    while before is not None and before[0] <= before[1]:
        if views[before[1]].quote[-1] == view.quote[0]:
            first = next(k for k in range(before[0], number) if views[k].quote[-1] == view.quote[0])
            draft.more.append((views[first].tokens[0].start, views[before[1]].tokens[-1].end))
        return


def _content(view: View, draft: Draft) -> Spans:
    """All that is told, in reading order."""
    return tuple(sorted({*(_place(view, part) for part in draft.content), *draft.more}))


def _finished(view: View, draft: Draft, cue: Spans, content: Spans, outer: int | None) -> Attribution:
    """Token ranges to code points."""
    return new_attribution(
        cue=cue,
        source=_places(view, draft.source),
        content=content,
        cue_lemma=draft.lemma,
        cue_class=draft.cue_class,
        rule=draft.rule,
        holder_kind=kind_of(view, draft.source[0] if draft.source else None),
        negated=draft.negated,
        modal=draft.modal,
        nested_in=outer,
        cites=_place(view, draft.cited) if draft.cited is not None else None,
        direct=draft.direct,
    )


def _place(view: View, part: Span) -> Span:
    return view.tokens[part[0]].start, view.tokens[part[1] - 1].end


def _places(view: View, parts: Sequence[Span]) -> Spans:
    return tuple(_place(view, part) for part in parts)
