"""The event type of a sentence whose doer and bearer are given, and the rules that decided it.

The verb group that follows the doer is looked at first (or, in the passive, the one that follows the bearer). Verbs
that only say how another deed stands ("said", "began", "agreed", "refused", "threatened") lead on to the next group,
and change what it comes to: a promise of help is an agreement, a promise of harm a threat, and what will not be done is
refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from guarantor.model.spans import Span
from guarantor.reading.events.groups import Group, groups_of
from guarantor.reading.events.lexicon import Rule, rows
from guarantor.reading.events.matching import match, noun_families
from guarantor.reading.events.small import adjectives, word_of
from guarantor.reading.text import Token, read_document

HARM = frozenset({"ASSAULT", "COERCE", "REJECT", "SANCTION", "MOBILIZE"})
"""Acts that one accuses another of."""

DEPTH = 5
"""How many groups may lead on to another before we stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How a deed stands by what was said before it."""

    future: bool = False
    refused: bool = False
    owed: bool = False
    said: bool = False
    doer: range = range(0)
    bearer: tuple[int, int] | None = None
    rules: tuple[str, ...] = ()

    def by(self, rule: str) -> Stand:
        """The same after one more rule."""
        return replace(self, rules=(*self.rules, rule))


@cache
def turned() -> dict[tuple[str, str], str]:
    """(stand, event) to the event it comes to."""
    return {(stand, event): to for stand, event, to, *_ in rows("events/turned.tsv")}


@cache
def nominal() -> dict[str, str]:
    """Noun family to the event that the noun names by itself."""
    return {family: event for family, event, *_ in rows("events/nominal.tsv")}


def classify_event(text: str, source: str | Span | None, target: str | Span | None) -> tuple[str | None, str]:
    """Event type and the rules that fired, joined by " > "; (None, "") where nothing is known.

    Source and target are words of the text or spans in it.

    >>> classify_event("Norland refused to release the prisoners.", "Norland", "the prisoners")[0]
    'REJECT'
    """
    tokens = [token for sentence in read_document(text).sentences for token in sentence.tokens]
    return classify_tokens(tokens, _range(text, tokens, source), _range(text, tokens, target))


def _range(text: str, tokens: Sequence[Token], wanted: str | Span | None) -> tuple[int, int] | None:
    """Half-open token range of an actor; None where it is not in the text."""
    if wanted is None:
        return None
    if isinstance(wanted, str):
        start = text.find(wanted.strip())
        if start < 0 or not wanted.strip():
            return None
        wanted = (start, start + len(wanted.strip()))
    inside = [index for index, token in enumerate(tokens) if token.end > wanted[0] and token.start < wanted[1]]
    return (inside[0], inside[-1] + 1) if inside else None


def classify_tokens(
    tokens: Sequence[Token], source: tuple[int, int] | None, target: tuple[int, int] | None
) -> tuple[str | None, str]:
    """The same on tokens, with token ranges for the actors."""
    words = [word_of(token) for token in tokens]
    groups = groups_of(tokens, words)
    for group in _candidates(words, groups, source, target):
        start = Stand(doer=range(*source) if source else range(0), bearer=target)
        event, rules = _resolve(words, groups, group, start, DEPTH)
        if event:
            return event, " > ".join(rules)
    return _by_nouns(words, source, target)


def _candidates(
    words: Sequence[str], groups: Sequence[Group], source: tuple[int, int] | None, target: tuple[int, int] | None
) -> list[Group]:
    """Groups in the order in which they may tell what the doer does."""
    start = 0
    if source and target and target[0] < source[0]:
        start = target[1]
    elif source:
        start = source[1]
    after = [group for group in groups if group.main >= start]
    finite = [group for group in after if group.finite]
    if finite and start < len(words) and _relative(words, start, finite[0]):
        finite = finite[1:] + finite[:1]
    rest = [group for group in after if not group.finite]
    before = [group for group in groups if group.main < start]
    if rest and rest[0].form in {"part", "ed"} and rest[0].first == start and rest[0] in after[:1]:
        return [rest[0], *finite, *rest[1:], *before[::-1]]
    return finite + rest + before[::-1]


def _relative(words: Sequence[str], start: int, group: Group) -> bool:
    """Whether the first group after the actor belongs to a relative clause on the actor."""
    return any(words[index] in {"who", "which", "whose", "whom"} for index in range(start, min(group.first, start + 3)))


def _resolve(
    words: Sequence[str], groups: Sequence[Group], group: Group, stand: Stand, depth: int
) -> tuple[str | None, tuple[str, ...]]:
    """Event of one group, following it to the next where it only carries one."""
    if words[group.main] in adjectives() and words[group.main + 1 : group.main + 2] == ["to"] and depth:
        following = _following(groups, group)
        now = _stand_of(words, group, stand).by(words[group.main])
        return _resolve(words, groups, following, now, depth - 1) if following is not None else (None, ())
    found = match(words, group, groups, stand.doer)
    if found is None or depth == 0:
        return _unknown(_stand_of(words, group, stand))
    now = _stand_of(words, group, stand).by(found.rule.name)
    event = found.rule.event
    if group.infinitive and group.negated and stand.future:
        return "AGREE", now.rules
    if event.startswith("@"):
        return _led_on(words, groups, group, found.rule, now, depth)
    if now.said and event in HARM and not now.future and now.bearer and _does(words, now.bearer, group):
        return "ACCUSE", (*now.rules, "said of the bearer")
    return _come_to(event, now), now.rules


def _led_on(
    words: Sequence[str], groups: Sequence[Group], group: Group, rule: Rule, now: Stand, depth: int
) -> tuple[str | None, tuple[str, ...]]:
    """Event of the group that a verb of saying, beginning or promising leads on to."""
    following = _following(groups, group)
    intent = rule.event == "@intent"
    if intent:
        now = replace(now, future=not now.refused)
    if rule.name == "say":
        now = replace(now, said=True)
    if following is None:
        return (_come_to("AGREE", now) if intent else None), now.rules
    plain = following.form == "base" and not following.infinitive and not following.modal
    inner = _resolve(words, groups, following, replace(now, owed=now.owed or (plain and rule.name == "say")), depth - 1)
    if inner[0] is None and intent:
        return _come_to("AGREE", now), now.rules
    return inner


def _does(words: Sequence[str], bearer: tuple[int, int], group: Group) -> bool:
    """Whether the bearer is the subject of the verb: who says that another did harm accuses it."""
    between = words[bearer[1] : group.first]
    return bearer[1] <= group.first and len(between) <= 2 and not any(word in {",", "and", "to"} for word in between)


def _unknown(stand: Stand) -> tuple[str | None, tuple[str, ...]]:
    """A verb that no list holds: how it stands is enough where it was asked for, promised or refused."""
    if stand.owed and stand.said:
        return "REQUEST", (*stand.rules, "owed")
    if stand.refused and stand.rules and not (stand.future and "intent" in stand.rules):
        return "REJECT", (*stand.rules, "refused")
    if stand.future and stand.rules:
        return "AGREE", (*stand.rules, "future")
    return None, ()


def _following(groups: Sequence[Group], group: Group) -> Group | None:
    """The next group in the sentence."""
    return next((other for other in groups if other.main > group.main), None)


def _stand_of(words: Sequence[str], group: Group, stand: Stand) -> Stand:
    """Add what the group's own small words say: will, must, not, an adjective after "be"."""
    future = stand.future or group.modal in {"will", "would", "wo", "'ll", "shall", "'d"}
    owed = stand.owed or (group.modal in {"must", "should"})
    refused = stand.refused or group.negated
    if group.lemma in {"be", "remain", "seem", "become"} or words[group.main] in adjectives():
        first = group.main if words[group.main] in adjectives() else group.main + 1
        for index in range(first, min(group.main + 4, len(words) - 1)):
            kind = adjectives().get(words[index], "")
            if kind and words[index + 1] in {"to", "on"}:
                future, refused = future or kind == "future", refused or kind == "refused"
                break
    return replace(stand, future=future, owed=owed, refused=refused)


def _come_to(event: str, stand: Stand) -> str:
    """What an event comes to by how it stands."""
    if stand.owed and stand.said:
        return turned().get(("owed", event), event)
    if stand.refused:
        return turned().get(("refused", event), event)
    if stand.future:
        return turned().get(("future", event), event)
    return event


def _by_nouns(
    words: Sequence[str], source: tuple[int, int] | None, target: tuple[int, int] | None
) -> tuple[str | None, str]:
    """The first noun that names an act, between the actors or else anywhere."""
    places = list(range(len(words)))
    if source and target:
        low, high = min(source[1], target[1]), max(source[0], target[0])
        places = list(range(low, high)) + places
    for index in places:
        for family in sorted(noun_families(words, index)):
            if family in nominal():
                return nominal()[family], f"noun {family}"
    return None, ""
