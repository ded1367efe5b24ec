"""Find the figures of a document and make each whole: noun, scope, kind, period, bounds and parts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from guarantor.model.claim import QuantityKind
from guarantor.model.spans import Span
from guarantor.reading.document import FINITE, Document
from guarantor.reading.patterns import Words, cut_words
from guarantor.reading.quantities.lexicon import Lexicon, lexicon
from guarantor.reading.quantities.mention import QuantityMention, new_quantity_mention
from guarantor.reading.quantities.numbers import Number, Reader, is_label
from guarantor.reading.quantities.sentence import Counted, SentenceView, view_at
from guarantor.reading.quantities.sums import with_parts, with_sums
from guarantor.reading.quick import replace
from guarantor.reading.sets import words_of
from guarantor.reading.times import TimeExpression

CUE_REACH = 8
_PARTS = re.compile("[;:]")
JOIN_LIMIT = 60
SINCE_LETTERS = 70
SMALL_WORDS = 12
_DETERMINERS = words_of("quantities", "finder: determiners")
_BEFORE_SEVERAL = frozenset({"that", "another"})
"""Words that point at one thing, so that before a larger number they open a clause or add to a count."""
_GOING_ON = ("and", "or", "to", ",", "-", "–", "/", "+")
_NUMBERING = (["they", "number"], ["they", "numbered"])
_OWNERS = (("its",), ("their",), ("his",), ("her",), ("our",), ("the",))


@lru_cache(maxsize=4)
def _encoded(text: str) -> str:
    return lexicon().classes.encode(cut_words(text))


def find_quantities(
    document: Document, *, published: str | None, times: Sequence[TimeExpression]
) -> tuple[QuantityMention, ...]:
    """The figures of a tagged document in order.

    ``times`` are the document's expressions of time: numbers in them are dates and no quantities, and they say since
    and up to when a figure was counted. ``published`` is not used to fill anything in, as a text that does not say up
    to when it counts has not said it.
    """
    words = cut_words(document.text)
    context = _Context(document, words, lexicon(), times)
    mentions = [mention for number in _numbers(context) if (mention := context.mention(number)) is not None]
    mentions, parts = with_parts(document.text, _with_bases(document.text, mentions))
    return tuple(with_sums(document.text, _with_nouns(document.text, mentions), parts))


def _numbers(context: _Context) -> Iterator[Number]:
    """Numbers that are neither dates nor labels, from left to right."""
    encoded, position, end = _encoded(context.document.text), 0, len(context.words.words)
    rules, reader, label_end = context.lexicon.rules, Reader(context.words, context.lexicon), -1
    while (place := rules.find(encoded, position, end)) is not None:
        number = None
        for rule, match in rules.matches(encoded, place, end):
            number = reader.read(rule.name, rule.resolver, match)
            if number is not None:
                break
        if number is None:
            position = place + 1
            continue
        position = max(number.last, place + 1)
        if context.is_time(number):
            continue
        if is_label(context.words, number, context.lexicon) or context.goes_on(label_end, number):
            label_end = number.last
            continue
        yield number


class _Context:
    """The document being read, with what is looked up again and again."""

    def __init__(self, document: Document, words: Words, lex: Lexicon, times: Sequence[TimeExpression]) -> None:
        self.document, self.words, self.lexicon = document, words, lex
        self.times = times
        self.time_starts = [time.span[0] for time in times]
        self.sentence_starts = [sentence.start for sentence in document.sentences]
        self.views: dict[int, SentenceView] = {}
        self.dated: dict[int, list[TimeExpression]] = {}

    def span(self, number: Number) -> Span:
        """The place of a number in the text."""
        return self.words.starts[number.first], self.words.ends[number.last - 1]

    def is_time(self, number: Number) -> bool:
        """Whether an expression of time shares words with the number."""
        start, end = self.span(number)
        index = bisect_right(self.time_starts, start) - 1
        before = index >= 0 and self.times[index].span[1] > start
        following = number.last + 1
        if self.words.words[number.last : following] in (("or",), ("to",)) and following < len(self.words.words):
            end = self.words.starts[following] + 1  # "10 or 12 days"
        return before or (index + 1 < len(self.times) and self.times[index + 1].span[0] < end)

    def goes_on(self, label_end: int, number: Number) -> bool:
        """ "phases 1 and 2": the second number is a label too."""
        return number.first - label_end == 1 and self.words.words[label_end] in _GOING_ON

    def mention(self, number: Number) -> QuantityMention | None:
        """The figure whole, None where the number counts nothing that is named ("one another")."""
        if self.words.words[max(0, number.first - 3) : number.first] == ("none", "of", "the") and number.base is None:
            number = replace(number, value=0.0, low=0.0, high=0.0, base=number.value, share=True)
        span = self.span(number)
        view = view_at(self.document, self.views, self.sentence_starts, span[0], self.lexicon.cues)
        if view is None:
            return None
        first = view.at(span[0])
        counted = view.counted(span[1], plural=number.value != 1)
        if self._is_idle(number, counted, view, first):
            return None
        per, after = view.rate_unit(counted.end, first)
        restriction, after = view.restriction(after)
        verdict = view.verdict(first, after)
        near = self._near(view, span)
        kind = self._kind(number, view, (first, after), per, near)
        since, as_of = self._period(view, kind, near)
        bears = counted.head is None and view.bears_harm(first + number.last - number.first)
        harmed = "people" if bears or (counted.head is None and view.harms(first, number.last - number.first)) else None
        meant = self._meant(view, first) if counted.head is None and number.unit is None else None
        body = self._body(view, first) if counted.head is not None else None
        unit = number.unit or body or counted.head or view.number_of(first) or harmed or (meant and meant.lower())
        if since is None and self.lexicon.is_cue(unit or "", "breach") and kind in ("flow", "cumulative"):
            since = self._inception(view, after)
            kind = "cumulative" if since else kind
        phrase = counted.phrase or meant or (view.named_before(first) if number.unit == "%" else None)
        phrase = f"{body} of {phrase}" if body else phrase
        narrowing = [word for word in (verdict, *counted.modifiers, restriction) if word]
        return new_quantity_mention(
            span=span, value=number.value, low=number.low, high=number.high,
            unit=f"{unit or ''}/{per}" if per else unit, kind=kind, of=phrase, scope=", ".join(narrowing) or None,
            since=since, as_of=as_of, base=number.base, bound=number.bound, rule=number.rule,
        )  # fmt: skip

    def _body(self, view: SentenceView, first: int) -> str | None:
        """ "The bodies of 15 men": what is counted are bodies, each of one of those told behind the number."""
        of = first - 2 if view.lower[first - 1 : first] in (["the"], ["all"], ["another"]) else first - 1
        word = view.lower[of - 1] if of > 0 and view.lower[of] == "of" else ""
        return word if self.lexicon.is_cue(word, "body") else None

    def _meant(self, view: SentenceView, first: int) -> str | None:
        """ "They number 300": the plural that is the subject of the sentence before."""
        if view.lower[max(0, first - 2) : first] not in _NUMBERING:
            return None
        before = self.document.sentence_at(view.start) - 1
        if before < 0 or self.document.sentences[before].paragraph != self.document.sentences[before + 1].paragraph:
            return None
        tokens = self.document.sentences[before].tokens
        verb = next((i for i, token in enumerate(tokens) if token.fine in FINITE), 0)
        noun = next((i for i in range(verb - 1, -1, -1) if tokens[i].fine in {"NNS", "NNPS"}), -1)
        return tokens[noun].text if noun >= 0 and not any(token.text == "," for token in tokens[noun:verb]) else None

    def _is_idle(self, number: Number, counted: Counted, view: SentenceView, first: int) -> bool:
        """Small numbers in words that point back ("the two sides", "no one") and ages after a name."""
        words = self.words.words[number.first : number.last]
        before = self.words.words[number.first - 1] if number.first else ""
        if number.base is None and self.words.words[max(0, number.first - 2) : number.first] == ("all", "but"):
            return True
        in_words = not any(character.isdigit() for word in words for character in word)
        if in_words and number.rule == "number" and (number.value or 0) <= SMALL_WORDS:
            following = self.words.words[number.last : number.last + 1]
            if number.value == 1 and following and self.lexicon.is_cue(following[0], "idiom"):
                return True
            people = counted.phrase is not None and counted.phrase[0].isupper()
            several = number.value != 1
            if several and following == ("of",) and counted.head is not None:
                return self.words.words[number.last + 1 : number.last + 2] not in _OWNERS
            harmed = view.harms(first, number.last - number.first) or (several and view.bears_harm(counted.end))
            reached = before in ("to", "at") and view.number_of(first) is not None  # "the number of dead rose to six"
            bare = counted.head is None and not people and not harmed and not reached
            pointed = before in _DETERMINERS and not (several and before in _BEFORE_SEVERAL)
            return bare or pointed or following == ("of",)
        if number.rule == "vague_few":
            return counted.head is None
        following = self.words.words[number.last : number.last + 1]
        return (
            before == ","
            and following == (",",)
            and first >= 2
            and view.tokens[first - 2].tag == "PROPN"
            and (counted.head is None)
        )

    def _kind(
        self,
        number: Number,
        view: SentenceView,
        place: tuple[int, int],
        per: str | None,
        near: Sequence[TimeExpression],
    ) -> QuantityKind:
        """Share, rate, cumulative, stock or flow, in this order."""
        first, after = place
        if number.share or number.base is not None:
            return "share"
        if per is not None or (
            view.says("rate", first - 4, first) and "," not in view.lower[max(0, first - 4) : first]
        ):
            return "rate"
        dated = any(time.role != "since" for time in near)
        end = view.part_end(after, CUE_REACH) if dated else after + CUE_REACH
        if view.says("cumulative", first - CUE_REACH, end) or self._since(view, near, first):
            return "cumulative"
        if view.sums_up(first):
            return "cumulative"
        if view.owns(first) or view.says("stock", first - 3, first) or view.says("stock", after, after + 2):
            return "stock"
        return "flow"

    def _in(self, view: SentenceView) -> Iterator[TimeExpression]:
        """The expressions of time in a sentence."""
        for index in range(bisect_right(self.time_starts, view.start - 1), len(self.times)):
            if self.time_starts[index] >= view.end:
                return
            yield self.times[index]

    def _near(self, view: SentenceView, span: Span) -> list[TimeExpression]:
        """The expressions of time of a sentence that no other date, semicolon or colon parts from a figure."""
        if view.start not in self.dated:
            self.dated[view.start] = [time for time in self._in(view) if time.resolved]
        dated = self.dated[view.start]
        index = bisect_right(dated, span[0], key=lambda time: time.span[0])
        text = self.document.text
        return [
            time
            for time in dated[max(0, index - 1) : index + 1]
            if not _PARTS.search(text, min(time.span[1], span[1]), max(time.span[0], span[0]))
        ]

    def _since(self, view: SentenceView, near: Sequence[TimeExpression], place: int) -> bool:
        """Whether the figure is told with "since", with or without a date."""
        if any(time.role == "since" for time in near):
            return True
        bare = (index for index in view.sinces if not self._is_dated(view, index))
        return any(
            view.part_end(place, max(0, index - place)) >= index
            and not any(sign in view.lower[min(place, index) : max(place, index)] for sign in (";", ":"))
            for index in bare
        )

    def _is_dated(self, view: SentenceView, index: int) -> bool:
        """Whether a date follows "since" within a few words; then the date says which figures it bounds."""
        start = view.tokens[index].start
        return any(time.role == "since" and 0 <= time.span[0] - start < SINCE_LETTERS for time in self._in(view))

    def _inception(self, view: SentenceView, after: int) -> str | None:
        """The day on which what was breached began, where it is told right behind the figure."""
        for time in self._in(view):
            place = view.at(time.span[0])
            if place > after and time.start and view.says("inception", max(after, place - 4), place):
                return time.start[:10]
        return None

    def _period(
        self, view: SentenceView, kind: QuantityKind, near: Sequence[TimeExpression]
    ) -> tuple[str | None, str | None]:
        """Since when and up to when the figure counts, where the sentence says so."""
        since = as_of = None
        for time in near:
            if time.role == "since" and time.start:
                since = time.start[:10]
            elif time.precision == "interval" and time.role in ("between", "from", "during"):
                since, as_of = since or _day(time.start), as_of or _day(time.end)
            elif _is_up_to(time, kind) or view.as_of(view.at(time.span[0])):
                as_of = _day(time.end)
        return since, as_of


def _is_up_to(time: TimeExpression, kind: QuantityKind) -> bool:
    """ "282 times by 10 November": counted up to that day."""
    return time.role == "by" and time.end is not None and not time.fallback and kind in ("cumulative", "flow")


def _day(value: str | None) -> str | None:
    return value[:10] if value else None


def _with_bases(text: str, mentions: list[QuantityMention]) -> list[QuantityMention]:
    """ "145 trucks of the 600 agreed": the second number is what the first is a share of, and no figure of its own."""
    made: list[QuantityMention] = []
    skip = -1
    for index, (left, right) in enumerate(pairwise([*mentions, None])):
        if index == skip or left is None:
            continue
        if right is not None and right.value and left.base is None and _is_whole_of(text, left, right):
            kind: QuantityKind = "rate" if left.kind == "rate" else "share"
            made.append(
                replace(left, base=right.value, kind=kind, of=left.of or right.of, unit=left.unit or right.unit)
            )
            skip = index + 1
        else:
            made.append(left)
    return made


def _with_nouns(text: str, mentions: list[QuantityMention]) -> list[QuantityMention]:
    """ "97 civilians killed and 230 hurt": a number without a noun takes that of the one joined to it by "and"."""
    made: list[QuantityMention] = []
    for mention in mentions:
        left = made[-1] if made else None
        if left is not None and left.unit not in (None, "%"):
            more = mention.unit is None and text[mention.span[1] :].lstrip().startswith("more")
            bare = mention.unit is None and (more or (mention.scope is not None and left.scope is not None))
            if bare and _is_joined(text, left, mention):
                mention = replace(mention, unit=left.unit, of=left.of)
            elif (mention.unit or "").startswith("/") and text[left.span[1] : mention.span[0]].endswith(
                (" or ", " at ")
            ):
                mention = replace(mention, unit=f"{left.unit}{mention.unit}", of=left.of)
        made.append(mention)
    return made


def _is_joined(text: str, left: QuantityMention, right: QuantityMention) -> bool:
    gap = text[left.span[1] : right.span[0]]
    if len(gap) >= JOIN_LIMIT or any(sign in gap for sign in ".;:"):
        return False
    words = gap.split()
    if words and text[right.span[1] :].lstrip().startswith("more"):
        return "and" in words[-1:] and not lexicon().is_cue(words[-2].lower() if len(words) > 1 else "", "label")
    if words and lexicon().is_cue(words[-1].lower(), "verdict"):
        words.pop()
    return bool(words) and words[-1].endswith(("and", ","))


def _is_whole_of(text: str, left: QuantityMention, right: QuantityMention) -> bool:
    """Whether nothing but the counted noun and "of the" stands between two numbers."""
    gap = text[left.span[1] : right.span[0]].split()
    noun = (left.of or "").split()
    if gap[: len(noun)] != noun:
        return False
    return [word.lower() for word in gap[len(noun) :]] in (
        ["per"],
        ["of"],
        ["of", "the"],
        ["out", "of"],
        ["out", "of", "the"],
    )
