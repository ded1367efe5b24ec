"""Occurrences: testimonies of one real act, tied by a rule that says when two tellings are one act.

Words on the same thing, with the same effect and debtor, tell of one act when they name the same civil day. A word that
names no single day joins a dated act inside its stretch of time that has the same amount; where there is none, it says
that so much was done by then and is never added to acts: a figure repeated without a date makes no second act. But an
amount told for a whole stretch that was over ("45,000 tonnes in March") is what was done in it: a root's stretches add
up, and assessment holds each against the acts that touch it. Amounts of different roots are pooled over an act only
where all that is told of it on its day is the same amount; otherwise each root's stay its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from guarantor.model.ids import content_id
from guarantor.model.moments import Interval, day_of
from guarantor.model.provision import Effect
from guarantor.model.testimony import Testimony

ACTS: frozenset[Effect] = frozenset({"performed", "forbidden", "triggered", "closed", "answers"})
"""Effects that are acts at a moment; a total or a state that is kept up is no single act."""

_Key = tuple[str, str, str | None, str | None]
_Amount = tuple[float | None, float | None]


@dataclass(slots=True)
class _Act:
    """One act as it is put together: its day (None: told without one) and the words on it, by position."""

    day: str | None
    within: Interval
    amount: _Amount
    words: list[int] = field(default_factory=list)


def tie(testimonies: Sequence[Testimony], *, zone: str, accepted: frozenset[str] = frozenset()) -> list[Testimony]:
    """The testimonies with their occurrences set. ``accepted`` are link ids that a person accepted: over those amounts
    are pooled whatever they are."""
    found = list(testimonies)
    by_thing: dict[_Key, list[int]] = defaultdict(list)
    for number, word in enumerate(testimonies):
        if word.effect in ACTS and word.happened is not None:
            effect = "forbidden" if word.effect == "answers" else word.effect
            by_thing[word.about, effect, word.debtor, word.key].append(number)
    for key, numbers in by_thing.items():
        acts = _acts([(number, testimonies[number]) for number in numbers], zone)
        largest = max((amount for act in acts if act.day for amount in _told(testimonies, act)), default=None)
        for act in acts:
            words = [testimonies[number] for number in act.words]
            if act.day is None and key[1] == "performed" and act.amount != (None, None):
                for number in act.words:
                    word = testimonies[number]
                    found[number] = _of_stretch(word, key) if word.stretch else _by_then(word, largest)
                continue
            pooled = _pooled(act, words, accepted)
            name = content_id("occurrence", [*key, act.day, *act.within, *(act.amount if act.day is None else ())])
            for number in act.words:
                found[number] = replace(testimonies[number], occurrence=name, pooled=pooled)
    return found


def _told(testimonies: Sequence[Testimony], act: _Act) -> list[float]:
    return [low for number in act.words if (low := testimonies[number].low) is not None]


def _of_stretch(word: Testimony, key: _Key) -> Testimony:
    """An amount that a root tells of a whole stretch; what it tells later of the same stretch takes its place."""
    return replace(word, occurrence=content_id("occurrence", [*key, word.root, *(word.happened or ())]), pooled=False)


def _by_then(word: Testimony, largest: float | None) -> Testimony:
    """An amount told without a day that is no dated act's: so much was done by then, in one act or in several.

    It is never added to acts, which it may repeat ("had returned 23 before"). More than the largest act that is told
    with its day is a running count, unless it says since when; less affirms that much and counts no further.
    """
    end = word.happened[1] if word.happened is not None else 0
    running = word.since is None and largest is not None and word.low is not None and word.low > largest
    scope = word.scope if running else "narrower"
    return replace(word, effect="total", scope=scope, happened=(end, end), occurrence=None, pooled=False)


def _acts(words: Sequence[tuple[int, Testimony]], zone: str) -> list[_Act]:
    dated: dict[str, _Act] = {}
    loose: list[tuple[int, Testimony, Interval]] = []
    for number, word in words:
        if word.happened is None:
            continue
        first, last = (day_of(end, zone).isoformat() for end in word.happened)
        if first != last:
            loose.append((number, word, word.happened))
            continue
        act = dated.setdefault(first, _Act(day=first, within=word.happened, amount=_amount(word)))
        act.words.append(number)
        act.within = (min(act.within[0], word.happened[0]), max(act.within[1], word.happened[1]))
    amounts = {day: {_amount(w) for n, w in words if n in act.words} for day, act in dated.items()}
    undated: list[_Act] = []
    for number, word, within in sorted(loose, key=lambda each: (each[2][1], each[2][0], each[1].claim)):
        _home(word, within, dated, amounts, undated).words.append(number)
    return [*dated.values(), *undated]


def _home(
    word: Testimony, within: Interval, dated: dict[str, _Act], amounts: dict[str, set[_Amount]],
    undated: list[_Act],
) -> _Act:  # fmt: skip
    """The act that a word without a single day tells of: the latest dated one that fits, else an undated one."""
    amount = _amount(word)
    for day in sorted(dated, reverse=True):
        act = dated[day]
        same = amount in amounts[day] or amount == (None, None)
        if same and within[0] <= act.within[0] and act.within[1] <= within[1]:
            return act
    for act in undated:
        if act.amount == amount and act.within[0] <= within[1] and within[0] <= act.within[1]:
            return act
    undated.append(_Act(day=None, within=within, amount=amount))
    return undated[-1]


def _amount(word: Testimony) -> _Amount:
    return word.low, word.high


def _pooled(act: _Act, words: Sequence[Testimony], accepted: frozenset[str]) -> bool:
    if any(word.link in accepted for word in words):
        return True
    told = {_amount(word) for word in words if word.low is not None or word.high is not None}
    return act.day is not None and len(told) == 1
