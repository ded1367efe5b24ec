"""How a deed stands: claim type, modality and polarity, from the verb group outwards through what governs it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from guarantor.reading.events.groups import Group
from guarantor.reading.events.lexicon import rows
from guarantor.reading.modality.chains import DEPTH, Link, Sight, governing
from guarantor.reading.modality.operators import SAME, Effect, adverbs, modals
from guarantor.reading.quick import maker, quick, replace
from guarantor.reading.sets import words_of

REAL = frozenset({"happened", "ongoing"})
"""Modalities of what is told as so."""

NOTHING = Effect(type="statement", modality="unknown", polarity="-")
"""What is left of a deed when a word that has no reading in the negative is denied ("did not plan on")."""


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """How a deed stands. ``type`` is None where only the deed itself can tell it."""

    type: str | None
    modality: str
    polarity: str
    rules: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


new_stance = maker(Stance)


@cache
def _words(name: str) -> frozenset[str]:
    """A list of one word a line."""
    return frozenset(line[0] for line in rows(f"modality/{name}"))


def stance_of(sight: Sight, group: Group, denied: bool = False) -> Stance:
    """Fold everything that governs a group into one stance; ``denied`` where a "no" stands in its subject or object."""
    return _folded(sight, group, own_stance(sight, group, denied))


def noun_stance(sight: Sight, link: Link) -> Stance:
    """Stance of a deed that a noun names, governed by a verb ("rejected the release")."""
    start = new_stance(type=None, modality="happened", polarity="+")
    after = _through(sight, start, link)
    if link.group is None:
        return after
    return _folded(sight, link.group, after)


def _folded(sight: Sight, group: Group, stance: Stance) -> Stance:
    """Apply the chain of governing words, nearest first."""
    current: Group | None = group
    for _ in range(DEPTH):
        link = governing(sight, current) if current is not None else None
        if link is None:
            break
        stance = _through(sight, stance, link)
        current = link.group
    return stance


def own_stance(sight: Sight, group: Group, denied: bool = False) -> Stance:
    """What the verb group says by itself: tense, modal verb, "not", and the adverbs in and around it."""
    negated = group.negated or denied
    polarity = "-" if negated else "+"
    if group.modal in modals():
        return _modal_stance(group, negated, polarity)
    modality = _tense(sight, group)
    for word in sight.words[max(0, group.first - 2) : group.main + 2] if modality in REAL else ():
        said = adverbs().get(word)
        if said and not _bounds_number(sight, group, word):
            return new_stance(type=None, modality=said, polarity=polarity, rules=(word,))
    return new_stance(type=None, modality=modality, polarity=polarity, rules=("not",) if negated else ())


def _bounds_number(sight: Sight, group: Group, word: str) -> bool:
    """ "Launched nearly 200 drones": the adverb is about the number behind the verb, and not about the deed."""
    after = sight.words[group.main + 1 : group.main + 3]
    return len(after) > 1 and after[0] == word and sight.tokens[group.main + 2].tag == "NUM"


def _modal_stance(group: Group, negated: bool, polarity: str) -> Stance:
    """Stance by a modal verb; "would have" and "may have" tell of what is past and unsure."""
    modal = modals()[group.modal]
    rules = (f"modal {group.modal}",)
    if group.perfect and group.modal not in {"will", "shall", "'ll"}:
        return new_stance(type="statement" if group.modal in {"would", "could", "should", "'d"} else None,
                      modality="hypothetical", polarity=polarity, rules=rules)  # fmt: skip
    if negated:
        return new_stance(type=modal.type_denied, modality=modal.modality_denied, polarity="-", rules=(*rules, "not"))
    return new_stance(type=modal.type, modality=modal.modality, polarity="+", rules=rules)


_SINCE = words_of("modality", "fold: since")
_HABITS = words_of("modality", "fold: habits")
_PRESENT_BE = words_of("modality", "fold: present be")


def _tense(sight: Sight, group: Group) -> str:
    """Modality by tense alone."""
    if group.progressive:
        return "planned" if not group.past and (_ahead(sight, group) or _on_a_day(sight, group)) else "ongoing"
    if group.perfect and not group.past and group.lemma in _words("statives.tsv") and _lasting(sight, group):
        return "ongoing"
    if group.perfect or group.past or group.infinitive or not group.finite:
        return "happened"
    if group.lemma in _words("statives.tsv") and not group.passive:
        return "ongoing"
    if group.passive:
        return "planned" if _ahead(sight, group) else "ongoing" if _present_be(sight, group) else "happened"
    if _ahead(sight, group):
        return "planned"
    return "ongoing" if _repeated(sight, group) else "happened"


def _lasting(sight: Sight, group: Group) -> bool:
    """Whether a time since when, or for how long, follows."""
    return not _SINCE.isdisjoint(sight.words[group.main + 1 : group.main + 16])


def _repeated(sight: Sight, group: Group) -> bool:
    """Whether a present tense tells a habit."""
    return not _HABITS.isdisjoint(sight.words[max(0, group.first - 1) : group.main + 8])


def _present_be(sight: Sight, group: Group) -> bool:
    """A present passive ("are held")."""
    return not _PRESENT_BE.isdisjoint(sight.words[group.first : group.main])


def _ahead(sight: Sight, group: Group) -> bool:
    """Whether the words after the verb put it into the future."""
    return not _words("times_ahead.tsv").isdisjoint(sight.words[group.main + 1 : group.main + 14])


_GOING = words_of("modality", "fold: going")
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "tomorrow"})


def _on_a_day(sight: Sight, group: Group) -> bool:
    """ "Are returning to the table on Thursday": what one goes to on a day lies ahead."""
    if group.lemma not in _GOING or "since" in sight.words:
        return False
    return not _DAYS.isdisjoint(sight.words[group.main + 1 : group.main + 9])


def _through(sight: Sight, stance: Stance, link: Link) -> Stance:
    """The stance after one governing word, with the tense and modal verb of that word's own group."""
    operator, group = link.operator, link.group
    effect = operator.effect
    rules = (*stance.rules, operator.name)
    if _denied(sight, link):
        effect, rules = operator.negated or NOTHING, (*rules, "not")
    type_ = stance.type if effect.type == SAME else effect.type
    modality = stance.modality if effect.modality == SAME else effect.modality
    polarity = effect.polarity if effect.polarity == "-" else stance.polarity
    made = new_stance(type=type_, modality=modality, polarity=polarity, rules=rules, links=(*stance.links, link))
    return _tensed(made, own_stance(sight, group)) if group is not None else made


def _denied(sight: Sight, link: Link) -> bool:
    """Whether the governing word is itself denied ("did not agree", "has no plan")."""
    if link.group is not None and link.group.negated:
        return True
    return (
        link.operator.kind == "n"
        and link.place > 0
        and sight.words[link.place - 1] in {"no", "any", "without"}
        and (sight.words[link.place - 1] == "no")
    )


_SETTLED = REAL | {"alleged", "denied"}


def _tensed(made: Stance, own: Stance) -> Stance:
    """What the tense of the governing word adds: what will be refused, or may have been agreed, is not yet so."""
    if own.modality in REAL:
        return made
    if own.type == "demand":
        return replace(made, type="demand", modality=own.modality, rules=(*made.rules, *own.rules))
    if own.modality == "planned" and made.modality not in _SETTLED:
        return made
    if made.modality == "denied":
        return made
    return replace(made, modality=own.modality, rules=(*made.rules, *own.rules))
