"""What a rule of judging asks before it is tried, so that most of the hundred-odd rules cost a clause nothing.

``@asks(types={"plan"}, told=True)`` above a rule says what must be so of the reading and the clause; the rule's own
lines ask the rest. `Table` tells which rules may fire on a clause by a look at its words, at its verb and at a few
properties, each the key to a number with one bit for each rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args

from guarantor.model.claim import ClaimType, Modality
from guarantor.reading.judging.clause import ClauseView
from guarantor.reading.judging.judged import Judged

Make = Callable[[ClauseView, Judged], Judged | None]
"""The changed reading, or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What must be so; None asks nothing. Of ``words`` one must stand in the clause; those "not" are refused."""

    types: frozenset[str] | None = None
    not_types: frozenset[str] = frozenset()
    modalities: frozenset[str] | None = None
    not_modalities: frozenset[str] = frozenset()
    polarity: str | None = None
    predicates: frozenset[str] | None = None
    words: frozenset[str] | None = None
    told: bool | None = None
    headline: bool | None = None
    finite: bool | None = None
    figures: bool | None = None

    def of_reading(self, state: State) -> bool:
        """Whether kind, stand and the few properties of the clause are those asked for."""
        type_, modality, polarity, *flags = state
        return (
            (self.types is None or type_ in self.types)
            and type_ not in self.not_types
            and (self.modalities is None or modality in self.modalities)
            and modality not in self.not_modalities
            and self.polarity in (None, polarity)
            and all(
                asked in (None, flag)
                for asked, flag in zip((self.told, self.headline, self.finite, self.figures), flags, strict=True)
            )
        )

    def of_words(self, predicate: str | None, words: Iterable[str]) -> bool:
        """Whether the verb is one of those asked for, and one of the words is there."""
        return (self.predicates is None or predicate in self.predicates) and (
            self.words is None or not self.words.isdisjoint(words)
        )


State = tuple[str, str, str, bool, bool, bool, bool]
"""Kind, modality and polarity of a reading; whether its clause is told, is a headline, has a finite verb, figures."""


def state_of(view: ClauseView, judged: Judged) -> State:
    """What the rules ask of reading and clause but for words."""
    return (
        judged.type, judged.modality, judged.polarity,
        view.told, view.headline, view.finite >= 0, bool(view.figures),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule with what it asks; called, it asks first."""

    make: Make
    asked: Asked = field(default_factory=Asked)

    @property
    def name(self) -> str:
        """The rule's name, which the explanation shows."""
        return self.make.__name__

    def __call__(self, view: ClauseView, judged: Judged) -> Judged | None:
        asked = self.asked
        fits = asked.of_reading(state_of(view, judged)) and asked.of_words(judged.predicate, view.words)
        return self.make(view, judged) if fits else None


_KINDS, _STANDS = frozenset(get_args(ClaimType)), frozenset(get_args(Modality))
_NONE: frozenset[str] = frozenset()


def asks(
    *, types: Iterable[str] | None = None, not_types: Iterable[str] = (),
    modalities: Iterable[str] | None = None, not_modalities: Iterable[str] = (),
    polarity: str | None = None, predicates: Iterable[str] | None = None, words: Iterable[str] | None = None,
    told: bool | None = None, headline: bool | None = None, finite: bool | None = None, figures: bool | None = None,
) -> Callable[[Make], Rule]:  # fmt: skip
    """Decorator of a rule: what must be so before it is tried (see `Asked`). Raises ValueError for an unknown kind."""
    asked = Asked(
        types=_set(types), not_types=frozenset(not_types), modalities=_set(modalities),
        not_modalities=frozenset(not_modalities), polarity=polarity, predicates=_set(predicates), words=_set(words),
        told=told, headline=headline, finite=finite, figures=figures,
    )  # fmt: skip
    unknown = ((asked.types or _NONE) | asked.not_types) - _KINDS
    unknown |= ((asked.modalities or _NONE) | asked.not_modalities) - _STANDS
    if unknown:
        raise ValueError(f"no kind or stand of a claim: {', '.join(sorted(unknown))}")
    return lambda make: Rule(make, asked)


def _set(some: Iterable[str] | None) -> frozenset[str] | None:
    return None if some is None else frozenset(some)


KEPT = 8_192
"""Sets of rules that are kept as lists."""


class Table:
    """Rules in order, found by what they ask. Bit n of a number stands for rule n."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.makes = tuple(rule.make for rule in rules)
        self._asked = [rule.asked for rule in rules]
        self._by_word, self._without_words = _by_key([one.words for one in self._asked])
        self._by_verb, self._any_verb = _by_key([one.predicates for one in self._asked])
        self._of_state: dict[State, int] = {}
        self._listed: dict[int, tuple[tuple[int, Make], ...]] = {}

    def of_words(self, words: Sequence[str]) -> int:
        """The rules whose words, where they ask for any, stand among these."""
        found = self._without_words
        for rules in filter(None, map(self._by_word.get, words)):
            found |= rules
        return found

    def of_reading(self, view: ClauseView, judged: Judged) -> int:
        """The rules that a reading and its clause let fire, but for words."""
        state = state_of(view, judged)
        found = self._of_state.get(state)
        if found is None:
            found = sum(1 << at for at, asked in enumerate(self._asked) if asked.of_reading(state))
            self._of_state[state] = found
        return found & (self._by_verb.get(judged.predicate or "", 0) | self._any_verb)

    def read(self, view: ClauseView, judged: Judged) -> Judged:
        """The reading after every rule in turn; what a rule changes decides which of those behind it are tried."""
        stand = self.of_words(view.words)
        left = stand & self.of_reading(view, judged)
        while left:
            behind, left = left, 0
            for bit, make in self._list(behind):
                changed = make(view, judged)
                if changed is not None:
                    judged = changed
                    left = stand & self.of_reading(view, judged) & -(bit << 1)
                    break
        return judged

    def _list(self, bits: int) -> tuple[tuple[int, Make], ...]:
        """The rules of a number in order, each with its bit; kept, since most clauses ask for one of a few hundred."""
        found = self._listed.get(bits)
        if found is None:
            if len(self._listed) >= KEPT:
                self._listed.clear()
            found = tuple((1 << at, make) for at, make in enumerate(self.makes) if bits >> at & 1)
            self._listed[bits] = found
        return found


def _by_key(asked: Sequence[frozenset[str] | None]) -> tuple[Mapping[str, int], int]:
    """For each word the rules that ask for it, and those that ask for none."""
    found: dict[str, int] = {}
    free = 0
    for at, words in enumerate(asked):
        if words is None:
            free |= 1 << at
        for word in words or ():
            found[word] = found.get(word, 0) | 1 << at
    return found, free
