"""Prose smoothed by a language model: each sentence is taken only if it says what the draft says, and nothing else.

The rule needs no trust in the model. What stands in quotation marks is kept to the letter. Of our own words, all that
tell anything (names, numbers, verbs of attribution, negations, what is planned or ordered, every noun and status) must
stand, each as often and in the same order. Only articles and "that" (a list in the wording), punctuation and an "and"
between two quotations may come, go or change, and the bracket with the days may move as a whole. So no attribution can
be dropped, no two holders swapped, no "not" lost, nothing announced become held, and nothing be added. Notes and marks
are not sent and stay with their sentence.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from guarantor.briefing.checking import numbers_in
from guarantor.briefing.parts import Body, Section, Sentence
from guarantor.briefing.wording import Wording

B = TypeVar("B", bound=Body)
Ask = Callable[[str, str], str]
"""Asks a model: what it is to do, what it is to do it to; gives its answer, or raises ValueError."""

BATCH = 12
"""Sentences of one question."""
_QUOTED = re.compile(r"“[^”]*”")
_DAYS = re.compile(r"\([^()]*\)(?=[.]?$)")
"""The bracket at the end of a draft: the days, with the words of a mark."""
_MARK = "quotation"
_WORD = re.compile(r"\d(?:[\d,.]*\d)?%?|[^\W\d_][^\W_]*(?:['’-][^\W_]+)*|[%$€£+=−;:()]|\.(?=\s|$)|[-–—](?=\s?\d)")
"""Words, and the signs that say what belongs to what: moved, they would give one's words to another."""
_FEW = re.compile(r"\d|few$|little$|bit$|lot$|number$", re.IGNORECASE)
"""Before these an article says something: "a few" are some, "the 20" are all."""
_SIGNS = frozenset(" \u00a0\u202f?!.,;:()'’-–—“”/&%")
"""Signs that may come or change beside words; any other stands as often as in the draft."""
_SCARE = re.compile(r"(?<![^\W_])['‘’‚‹›]|['‘’‚‹›](?![^\W_])")
_MARKUP = re.compile(r"[<>\[\]{}*_#`|\\\x00-\x1f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_STOP = re.compile(r"[.?!…](?=\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A sentence that stands as drafted, what came instead, and why that was not taken."""

    draft: str
    answer: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Smoothed:
    """What came of it: the sentences that were taken (draft to answer), those refused, and what failed altogether."""

    taken: Mapping[str, str]
    refused: tuple[Refused, ...] = ()
    failures: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """One line for people."""
        whole = len(self.taken) + len(self.refused)
        return f"{len(self.taken)} of {whole} sentences smoothed; {len(self.refused)} stand as drafted"


def smoothed(brief: Body, ask: Ask) -> Smoothed:
    """Ask for every sentence that quotes or attributes; what fails or does not hold leaves the draft as it is."""
    drafts = list(dict.fromkeys(each.text for each in brief.sentences if each.notes))
    taken: dict[str, str] = {}
    refused: list[Refused] = []
    failures: list[str] = []
    for start in range(0, len(drafts), BATCH):
        batch = drafts[start : start + BATCH]
        try:
            answers = _answers(ask(brief.wording.data["smoothing"]["task"], _question(batch)), len(batch))
        except ValueError as error:
            failures.append(str(error))
            refused += [Refused(draft=draft, answer="", why=str(error)) for draft in batch]
            continue
        for draft, answer in zip(batch, answers, strict=True):
            why = "no answer to this sentence" if answer is None else unlike(draft, answer, brief.wording)
            if why is None and answer is not None:
                taken[draft] = answer
            else:
                refused.append(Refused(draft=draft, answer=answer or "", why=why or ""))
    return Smoothed(taken=taken, refused=tuple(refused), failures=tuple(failures))


def with_smoothed(brief: B, taken: Mapping[str, str]) -> B:
    """The brief with those sentences in the place of their drafts; each is looked at again, so that none slips in."""

    def change(sentence: Sentence) -> Sentence:
        answer = taken.get(sentence.text)
        holds = answer is not None and unlike(sentence.text, answer, brief.wording) is None
        return replace(sentence, text=answer) if answer is not None and holds else sentence

    def each(section: Section) -> Section:
        paragraphs = tuple(replace(p, sentences=tuple(change(s) for s in p.sentences)) for p in section.paragraphs)
        return replace(section, paragraphs=paragraphs)

    return replace(brief, minute=each(brief.minute), sections=tuple(each(section) for section in brief.sections))


def unlike(draft: str, answer: str, wording: Wording) -> str | None:
    """Why an answer does not say what the draft says; None where it does."""
    if _MARKUP.search(answer):
        return "it has signs of markup or control"
    if _QUOTED.findall(draft) != _QUOTED.findall(answer) or _loose(answer) != _loose(draft):
        return "the quoted words are not those of the draft"
    if (sign := _odd_sign(draft, answer)) is not None:
        return f"it has a sign that the draft has not: {sign}"
    if sentences_in(answer) > sentences_in(draft) or _asks(answer) > _asks(draft):
        return "it has more sentences, or asks"
    before, after = _ours(draft), _ours(answer)
    if (days := _DAYS.search(before)) is not None:
        if after.count(days[0]) != 1 or _between(after, days[0]):
            return "the bracket with the days is not as drafted"
        before, after = before.replace(days[0], ""), after.replace(days[0], "")
    return _unlike_words(_words(before), _words(after), wording)


def _unlike_words(before: list[str], after: list[str], wording: Wording) -> str | None:
    free = set(wording.data["smoothing"]["joining"])
    kept, found = _telling(_joined(before), free), _telling(_joined(after), free)
    first, second = Counter(map(str.casefold, kept)), Counter(map(str.casefold, found))
    for what, these in (("is lost", first - second), ("is new", second - first)):
        for word in these:
            return f"{_kind(word, wording)} {what}: {word}"
    if [word.casefold() for word in kept] != [word.casefold() for word in found]:
        return "the words stand in another order, so that another may be said of another"
    if kept[1:] != found[1:] or (kept and kept[0][1:] != found[0][1:]):
        return "a name is written otherwise"
    return None


def _telling(words: list[str], free: set[str]) -> list[str]:
    """Words without the articles that say nothing: not one that is a name ("Area A"), nor one before a number."""
    return [
        word for at, word in enumerate(words)
        if word.casefold() not in free or (at > 0 and _capital(word)) or _FEW.match("".join(words[at + 1 : at + 2]))
    ]  # fmt: skip


def _odd_sign(draft: str, answer: str) -> str | None:
    """A sign of our own words that only the answer has, or has more often: an emoji, "≈", marks of doubt around a word,
    a mark that strikes a letter out."""
    before, after = (Counter(each for each in _ours(text) if not each.isalnum()) for text in (draft, answer))
    odd = next((sign for sign in after if sign not in _SIGNS and after[sign] > before[sign]), None)
    scared = len(_SCARE.findall(_ours(answer))) > len(_SCARE.findall(_ours(draft)))
    return odd or ("‘ ’" if scared else None)


def _kind(word: str, wording: Wording) -> str:
    """What a word is, for the reason of a refusal."""
    kinds: dict[str, Sequence[str]] = wording.data["smoothing"]["kinds"]
    if numbers_in(word):
        return "a number"
    return next((kind for kind, words in kinds.items() if word.casefold() in words), "a word")


def sentences_in(text: str) -> int:
    """How many sentences our own words make; those within quotation marks are one with theirs.

    >>> sentences_in("She said: “It is so. It was so.” (1 May).")
    1
    """
    return len(_STOP.findall(_QUOTED.sub("“”", text)))


def _ours(text: str) -> str:
    return _QUOTED.sub("“”", text)


def _asks(text: str) -> int:
    return len(re.findall(r"[?!]", _ours(text)))


def _between(ours: str, days: str) -> bool:
    """Whether the days stand between two quotations, as if they were those of one."""
    before, _, after = ours.partition(days)
    return "“”" in before and "“”" in after


def _words(ours: str) -> list[str]:
    """Our own words in order, each quotation as one."""
    return _WORD.findall(ours.replace("“”", f" {_MARK} "))


def _joined(words: list[str]) -> list[str]:
    """Words without an "and" or semicolon between two quotations, the colon before one, and the stop at the end."""
    return [
        word for at, word in enumerate(words)
        if not (word in ("and", ";") and words[at - 1 : at] == [_MARK] and words[at + 1 : at + 2] == [_MARK])
        and not (word == ":" and words[at + 1 : at + 2] == [_MARK])
        and not (word == "." and at + 1 == len(words))
    ]  # fmt: skip


def _loose(text: str) -> int:
    """Quotation marks that are not those of a pair we know."""
    return sum(_ours(text).count(sign) for sign in '"„«»') + _ours(text).replace("“”", "").count("“")


def _capital(word: str) -> bool:
    return word[:1].isupper()


def _question(batch: Sequence[str]) -> str:
    return json.dumps({"sentences": dict(enumerate(batch, 1))}, ensure_ascii=False)


def _answers(text: str, count: int) -> list[str | None]:
    """The answers by number, None where one is missing; raises ValueError for what is no JSON of that shape."""
    start, end = text.find("{"), text.rfind("}")
    try:
        found = json.loads(text[start : end + 1])
        found = found.get("sentences", found)
        return [_one(found, number) for number in range(1, count + 1)]
    except (ValueError, AttributeError, RecursionError) as error:
        raise ValueError("the model's answer is not the JSON that was asked for") from error


def _one(found: Mapping[str, object], number: int) -> str | None:
    answer = found.get(str(number))
    return " ".join(answer.split(" ")).strip() if isinstance(answer, str) and answer.strip() else None


def told(result: Smoothed) -> Iterator[str]:
    """The result in lines for people: the summary, then each sentence that was refused with the reason."""
    yield result.summary
    yield from (f"  as drafted: {each.why}: {each.answer or each.draft}" for each in result.refused)
