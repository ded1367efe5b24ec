"""Verbs as claims tell them: in plain form, and often without the particle that stands elsewhere in the sentence."""

from __future__ import annotations

from collections.abc import Iterable

PREPOSITIONS = frozenset({"to", "from", "with", "into", "at", "on", "for", "of", "by"})
ADVERBS = frozenset({"over", "back", "out", "up", "in", "down", "off", "away", "through", "aside", "ahead"})
LIGHT = frozenset(
    [
        *(
            "be",
            "break",
            "bring",
            "call",
            "come",
            "cut",
            "do",
            "get",
            "give",
            "go",
            "have",
            "hold",
            "keep",
            "lay",
            "let",
        ),
        *("look", "make", "move", "put", "run", "set", "stand", "take", "turn"),
    ]
)
"""Verbs that mean too much without what goes with them: "captives were taken" is not "taken back"."""
CLEAR = frozenset({"hand", "pull"})
"""Verbs that say enough even without their adverb: "hand [the captives] over", "pull [its troops] back"."""

_IRREGULAR = {
    "held": "hold", "gave": "give", "given": "give", "brought": "bring", "sent": "send", "met": "meet", "took": "take",
    "taken": "take", "withdrew": "withdraw", "withdrawn": "withdraw", "broke": "break", "broken": "break",
    "kept": "keep", "paid": "pay", "built": "build", "rebuilt": "rebuild", "fought": "fight", "struck": "strike",
    "stole": "steal", "forbade": "forbid", "flew": "fly", "said": "say", "told": "tell", "began": "begin",
    "begun": "begin",
}  # fmt: skip
_PLAIN_ED = frozenset({
    "bleed", "breed", "embed", "exceed", "feed", "heed", "need", "proceed", "seed", "shed", "speed", "succeed",
})  # fmt: skip


def as_told(words: Iterable[str]) -> tuple[str, ...]:
    """Words of an act with the bare verb beside a verb and its particles, where that still says enough.

    >>> as_told(["hand over", "pull out of", "comply with", "take back", "move back", "open fire"])
    ('hand over', 'hand', 'pull out of', 'pull', 'comply with', 'comply', 'take back', 'move back', 'open fire')
    """
    found: dict[str, None] = {}
    for each in words:
        found[each] = None
        verb, *rest = each.split() or [""]
        if rest and _says_enough(verb, rest):
            found[verb] = None
    return tuple(found)


def _says_enough(verb: str, rest: list[str]) -> bool:
    allowed = PREPOSITIONS | (ADVERBS if verb in CLEAR else frozenset())
    return verb not in LIGHT and all(word in allowed for word in rest)


def plain_form(word: str) -> str | None:
    """The plain form of a verb that stands in another one, as far as its looks tell; None where it looks plain.

    >>> plain_form("released"), plain_form("held"), plain_form("need"), plain_form("shelling")
    ('release', 'hold', None, None)
    """
    head, _, rest = word.casefold().partition(" ")
    plain = _IRREGULAR.get(head)
    if plain is None and head.endswith("ed") and head not in _PLAIN_ED and len(head) > 4:
        plain = _without_ed(head)
    return f"{plain} {rest}".strip() if plain else None


def _without_ed(word: str) -> str:
    stem = word[:-2]
    if stem.endswith("i"):
        return f"{stem[:-1]}y"
    if stem[-1] == stem[-2] and stem[-1] not in "sl":
        return stem[:-1]
    return stem + "e" if stem.endswith(("as", "at", "iv", "lv", "rv", "c", "g", "u", "z", "os", "ir", "ur")) else stem


_PLURALS = {"child": "children", "person": "people"}
_MEN = ("man", "woman")
_NO_MEN = ("human", "german", "roman", "norman", "ottoman", "shaman")
_BEFORE = PREPOSITIONS | {"in", "against", "between"}


def with_plurals(phrases: Iterable[str]) -> tuple[str, ...]:
    """Phrases with the plurals that a mere -s does not make beside them: of their head, what stands before "of" and the
    like, or else last.

    >>> with_plurals(["body of a soldier", "truck", "heavy gun", "captured guardsman"])
    ('body of a soldier', 'bodies of a soldier', 'truck', 'heavy gun', 'captured guardsman', 'captured guardsmen')
    """
    found: dict[str, None] = {}
    for phrase in phrases:
        words = phrase.split(" ")
        head = next((at for at, word in enumerate(words) if at and word in _BEFORE), len(words)) - 1
        found[phrase] = None
        found[" ".join(_plural(word) if at == head or word in _MEN else word for at, word in enumerate(words))] = None
    return tuple(found)


def _plural(word: str) -> str:
    if word.endswith("man") and word.casefold() not in _NO_MEN:
        return f"{word[:-3]}men"
    if len(word) > 3 and word.endswith("y") and word[-2] not in "aeiou":
        return f"{word[:-1]}ies"
    return _PLURALS.get(word, word)
