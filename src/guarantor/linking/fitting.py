"""Does a claim fit an evidence pattern? Pure, and explained: a fit says what fitted, for the link's reason.

Every filled field of the pattern must fit. ``by`` may stay unnamed in the claim only for acts that are owed ("twenty
people were handed over"): nobody is charged with a breach that a text lays at nobody's door.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from guarantor.linking.effects import effect_of, halted
from guarantor.linking.roots import Root, Roots
from guarantor.linking.words import words_of
from guarantor.model.claim import Claim, Mention, Quantity
from guarantor.model.provision import Effect, EvidencePattern

NUMBERS = frozenset(
    {
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen",
        "twenty", "thirty", "forty", "fifty", "hundred", "thousand", "dozen", "several", "all", "more", "other",
    }
)  # fmt: skip
CHARGES: frozenset[Effect] = frozenset({"forbidden", "not_performed", "breached", "answers"})
_WORD = re.compile(r"[^\W_]+", re.U)
EMPTY = ("be", "have", "do", "get", "make", "take")
FORMS = {"take": ("take", "takes", "taken", "taking", "took"), "make": ("make", "makes", "making", "made")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """What a fitting claim says of the pattern's target: the effect, the index of its figure, and why."""

    effect: Effect
    figure: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Words:
    """A text's words for phrase search: folded, plain plural endings taken off, between blanks; and without numbers.

    >>> Words.of("The release of prisoners").has("releases of prisoner")
    True
    >>> Words.of("The release of two prisoners").has("release of prisoner")
    True
    """

    text: str
    bare: str

    @classmethod
    def of(cls, text: str) -> Words:
        """The words of a text."""
        return _words_of(text)

    def has(self, phrase: str) -> bool:
        """Whether the phrase stands in the text, word for word, singular or plural, numbers between the words aside."""
        wanted = _wanted(phrase)
        return wanted in self.text or wanted in self.bare

    def any_of(self, phrases: Iterable[str]) -> str | None:
        """The first of the phrases that stands in the text."""
        text, bare = self.text, self.bare
        for phrase, wanted in _all_wanted(phrases) if isinstance(phrases, tuple) else map(_pair, phrases):
            if wanted in text or wanted in bare:
                return phrase
        return None


@lru_cache(maxsize=2**12)
def _words_of(text: str) -> Words:
    """Remembered, since all that links a claim asks for the words of its quote."""
    words = _stems(text)
    bare = [word for word in words if not (word.isdecimal() or word in NUMBERS)]
    return Words(f" {' '.join(words)} ", f" {' '.join(bare)} ")


@lru_cache(maxsize=2**16)
def _wanted(phrase: str) -> str:
    """Remembered, since a case asks for the same phrases of every claim."""
    return f" {' '.join(_stems(phrase))} "


@lru_cache(maxsize=2**12)
def _all_wanted(phrases: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The same for all phrases of a pattern's field."""
    return tuple(map(_pair, phrases))


def _pair(phrase: str) -> tuple[str, str]:
    return phrase, _wanted(phrase)


def _stems(text: str) -> list[str]:
    return [
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
        for word in _WORD.findall(text.casefold())
    ]


class Reader:
    """Fits claims to patterns with the actors and places of one case."""

    def __init__(self, roots: Roots) -> None:
        self.roots = roots
        self._names: dict[str, tuple[str, ...]] = {}

    def fit(self, pattern: EvidencePattern, claim: Claim, root: Root, words: Words) -> Fit | None:
        """How the claim fits, or None. ``words`` are those of the claim's quote."""
        effect = effect_of(pattern, claim)
        if effect is None or not _fits_kind(pattern, claim, words):
            return None
        if pattern.holders and not self._held(pattern.holders, root):
            return None
        who = self._fits_actors(pattern, claim, effect)
        thing = _fits_object(pattern, words)
        if who is None or thing is None or not self._fits_place(pattern, claim, words):
            return None
        figure, counted = _figure(pattern, claim, words)
        if figure is None and (pattern.unit or pattern.kind or pattern.scope or pattern.period):
            return None
        effect = _as_total(effect, claim.quantities[figure] if figure is not None else None)
        reason = "; ".join(part for part in (f"told by {root.name}", *who, thing, counted) if part)
        return Fit(effect=effect, figure=figure, reason=reason)

    def _held(self, holders: tuple[str, ...], root: Root) -> bool:
        return root.id in holders or self.roots.within(root.id, holders)

    def _fits_actors(self, pattern: EvidencePattern, claim: Claim, effect: Effect) -> tuple[str, ...] | None:
        said: list[str] = []
        for wanted, mentions, name in ((pattern.by, claim.actors, "by"), (pattern.to, claim.targets, "to")):
            if not wanted:
                continue
            found = self._among(mentions, wanted)
            if found is not None:
                said.append(f"{name} {found.text}")
            elif any(mention.actor for mention in mentions) or not self._silence_fits(pattern, effect, name):
                return None
            else:
                said.append("the doer is not named" if name == "by" else "the receiver is not named")
        return tuple(said)

    def _silence_fits(self, pattern: EvidencePattern, effect: Effect, name: str) -> bool:
        return name == "to" or (effect not in CHARGES and pattern.by_silent)

    def _among(self, mentions: tuple[Mention, ...], wanted: tuple[str, ...]) -> Mention | None:
        return next((m for m in mentions if m.actor in wanted or self.roots.within(m.actor, wanted)), None)

    def _fits_place(self, pattern: EvidencePattern, claim: Claim, words: Words) -> bool:
        if not pattern.place:
            return True
        if claim.where is not None and claim.where.place is not None and self._inside(claim.where.place, pattern.place):
            return True
        return words.any_of(name for place in pattern.place for name in self._names_in(place)) is not None

    def _names_in(self, place: str) -> tuple[str, ...]:
        """The names of a place and of all places that lie in it."""
        if place not in self._names:
            known = self.roots.people.places
            inside = (each for id_, each in known.items() if self._inside(id_, (place,)))
            self._names[place] = tuple(name for each in inside for name in each.names) if place in known else (place,)
        return self._names[place]

    def _inside(self, place: str, wanted: tuple[str, ...]) -> bool:
        seen: set[str] = set()
        current: str | None = place
        while current is not None and current not in seen:
            if current in wanted:
                return True
            seen.add(current)
            known = self.roots.people.places.get(current)
            current = known.inside if known else None
        return False


def _fits_kind(pattern: EvidencePattern, claim: Claim, words: Words) -> bool:
    if pattern.types and claim.type not in pattern.types:
        return False
    if not pattern.acts and not pattern.events:
        return True
    by_act = claim.predicate is not None and _is_act(pattern, claim.predicate.casefold(), words)
    by_act = by_act or halted(pattern, claim)
    return by_act or (claim.event is not None and claim.event in pattern.events)


def _is_act(pattern: EvidencePattern, predicate: str, words: Words) -> bool:
    """Whether a predicate is one of the acts, or the bare verb of one whose other words stand in the quote too. The
    verbs that say nothing of their own (be left, have left) have to be told whole."""
    if predicate in pattern.acts or predicate in EMPTY:
        return predicate in pattern.acts or _told_whole(pattern, predicate, words)
    rests = _by_verb(pattern.acts).get(predicate)
    return rests is not None and words.any_of(rests) is not None


def _told_whole(pattern: EvidencePattern, predicate: str, words: Words) -> bool:
    """Whether a verb that says nothing of its own stands in the quote with its object right behind it: took effect."""
    rests = _by_verb(pattern.acts).get(predicate, ())
    return any(words.has(f"{form} {rest}") for form in FORMS.get(predicate, ()) for rest in rests)


@lru_cache(maxsize=2**12)
def _by_verb(acts: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The other words of acts by their first; remembered, since a case asks for the same acts of every claim."""
    found: dict[str, tuple[str, ...]] = {}
    for head, _, rest in (act.casefold().partition(" ") for act in acts):
        if rest:
            found[head] = (*found.get(head, ()), rest)
    return found


def _fits_object(pattern: EvidencePattern, words: Words) -> str | None:
    if pattern.not_of and words.any_of(pattern.not_of) is not None:
        return None
    if not pattern.of:
        return ""
    found = words.any_of(pattern.of)
    return None if found is None else f"of {found}"


def _figure(pattern: EvidencePattern, claim: Claim, words: Words) -> tuple[int | None, str]:
    """The first figure of the claim that the pattern speaks of, with words for it."""
    for index, quantity in enumerate(claim.quantities):
        alone = sum(other.of == quantity.of for other in claim.quantities) == 1
        if _fits_figure(pattern, quantity, words, alone=alone):
            return index, f"figure {_short(quantity)}"
    return None, ""


def _fits_figure(pattern: EvidencePattern, quantity: Quantity, words: Words, *, alone: bool) -> bool:
    if pattern.kind and quantity.kind not in pattern.kind:
        return False
    counted = Words.of(" ".join(part for part in (quantity.of, quantity.unit, quantity.scope) if part))
    if pattern.unit and counted.any_of(pattern.unit) is None:
        return False
    if pattern.scope and counted.any_of(pattern.scope) is None and words.any_of(pattern.scope) is None:
        return False
    if pattern.period and words.any_of(pattern.period) is None:
        return False
    if pattern.of and not pattern.unit:
        named = counted.any_of(pattern.of) is not None or quantity.of is None
        return named or (alone and _measured(pattern, quantity, words))
    return True


def _measured(pattern: EvidencePattern, quantity: Quantity, words: Words) -> bool:
    """Whether the counted noun is a measure of the object: "tonnes of fuel", "cubic metres of water"; money is counted
    in or for what is paid too: "dollars in fees". Only asked where the claim counts that noun once: of two, the words
    do not say which is meant."""
    counted = quantity.of or ""
    ties = ("of", "in", "in the", "for", "for the") if Words.of(counted).any_of(words_of("money")) else ("of",)
    return words.any_of(f"{counted} {tie} {phrase}" for tie in ties for phrase in pattern.of) is not None


def _as_total(effect: Effect, quantity: Quantity | None) -> Effect:
    """A figure that says how much in all is a total, whatever verb brings it."""
    if effect == "performed" and quantity is not None and quantity.kind in ("cumulative", "share"):
        return "total"
    return effect


def _short(quantity: Quantity) -> str:
    value = quantity.value if quantity.value is not None else quantity.low
    number = "?" if value is None else f"{value:,.10g}"
    of = f" of {quantity.base:,.10g}" if quantity.base is not None else ""
    return f"{number}{of} {quantity.unit or quantity.of or ''}".strip()
