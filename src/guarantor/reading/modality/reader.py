"""Read the propositions of a document's sentences: each deed with how it stands, who does it and to whom."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from guarantor.reading.events.groups import Group
from guarantor.reading.events.matching import Match, match, noun_families
from guarantor.reading.modality import conditions
from guarantor.reading.modality.chains import Sight, new_link
from guarantor.reading.modality.clauses import Clauses, sight_of
from guarantor.reading.modality.deeds import acts, event_of, kind_of, noun_event
from guarantor.reading.modality.denial import has_denier
from guarantor.reading.modality.fold import REAL, Stance, noun_stance, stance_of
from guarantor.reading.modality.nouns import IN_FORCE, governed_noun, noun_size
from guarantor.reading.modality.operators import Operator
from guarantor.reading.modality.propositions import Proposition, new_proposition
from guarantor.reading.modality.sides import Around, Place, Sides, new_place
from guarantor.reading.quick import replace
from guarantor.reading.sets import words_of
from guarantor.reading.text import Document

CONDITIONAL = frozenset({"planned", "proposed", "hypothetical", "ordered"})
"""Modalities that a condition beside the deed makes conditional."""

SPOKEN = words_of("modality", "reader: spoken")
"""Rules of refusals that are words and not deeds: what is refused lies ahead."""

_HELPED = frozenset({"VBZ", "VBP", "VBD", "MD"})
_NAMING = frozenset({"NOUN", "PROPN", "PRON", "ADV", "NUM"})
"""Tags of what may stand right before a participle as its subject."""

CARRYING = frozenset({"say", "carry", "intent"})
"""Rules of verbs that tell no deed by themselves."""


def find_propositions(doc: Document, start: int, end: int) -> tuple[Proposition, ...]:
    """Propositions whose words stand in text[start:end], in the order of their predicates."""
    made: list[Proposition] = []
    for number in range(bisect_right(doc.ends, start), len(doc.sentences)):
        sentence = doc.sentences[number]
        if sentence.start >= end:
            break
        first, last = sentence.inside((start, end))
        if first < last:
            made += _Sentence(sight_of(sentence, first, last)).read()
    return tuple(made)


class _Sentence:
    """The propositions of one sentence or a part of it."""

    def __init__(self, sight: Sight) -> None:
        self.clauses = Clauses(sight)
        self.sides, sight = Sides(self.clauses), self.clauses.sight
        self.tokens, self.words, self.groups = sight.tokens, sight.words, sight.groups

    def read(self) -> Iterator[Proposition]:
        """Every deed, in the order of the verbs."""
        for group in self.groups:
            if group.main in self.clauses.used:
                continue
            free = self.clauses.links[group.main] is None
            governed = governed_noun(self.clauses, group) if group.finite or not free else None
            if governed is not None:
                yield self._by_noun(group, *governed)
                continue
            found = match(self.words, group, self.groups)
            if not free or self._tells(group, found):
                yield self._by_verb(group, found)

    def _tells(self, group: Group, found: Match | None) -> bool:
        """Whether a group that nothing governs tells a deed of its own."""
        if group.finite:
            return found is None or found.rule.name != "say"
        finite = any(group.finite for group in self.groups)
        if group.infinitive:
            helped = any(token.fine in _HELPED for token in self.tokens[: group.first])
            return not finite and not helped and (group.first > 0 or group.perfect)  # "claims to have freed them"
        if found is None or found.rule.name in CARRYING:
            return False
        if group.form == "ing":
            subject = group.first == 0 or self.tokens[group.first - 1].tag in _NAMING
            alone = not finite and group is self.groups[0] and subject
            return alone or (self.clauses.follows(group, ",", "—", "–", "without") and not self._lists(group))
        return not finite and group.form in {"part", "ed"}

    def _lists(self, group: Group) -> bool:
        """ "The talks are about ending raids, returning prisoners": one of several that a preposition governs."""
        before = [one for one in self.groups if one.main < group.main]
        if not before or before[-1].form != "ing" or before[-1].first < 1:
            return False
        return self.words[before[-1].first - 1] in {"about", "of", "for", "on", "by", "at", "in"}

    def _by_noun(self, group: Group, operator: Operator, index: int) -> Proposition:
        """A deed that a noun names."""
        end = index + noun_size(self.words, index)
        link = new_link(operator=operator, place=group.main, group=group, joined="np")
        families = noun_families(self.words, index) & acts()
        place = new_place(group=group, start=index, end=end, nominal=True)
        stance = noun_stance(self.clauses.sight, link)
        lemma = group.lemma if operator.word in IN_FORCE else self.words[end - 1]
        return self._made(place, lemma, stance, f"noun {min(families)}", noun_event(families))

    def _by_verb(self, group: Group, found: Match | None) -> Proposition:
        """A deed that a verb tells."""
        rule = found.rule.name if found is not None else "verb"
        event = found.rule.event if found is not None and not found.rule.event.startswith("@") else None
        stance = stance_of(self.clauses.sight, group, self._denied(group))
        alone = group.infinitive and not group.perfect and self.clauses.links[group.main] is None
        if alone and not self._meanwhile(group):
            stance = replace(stance, type="plan", modality="planned", rules=(*stance.rules, "headline infinitive"))
        end = max(found.end if found is not None else 0, group.main + 1)
        place = new_place(group=group, start=group.first, end=end, nominal=False)
        return self._made(place, group.lemma, stance, rule, event)

    def _meanwhile(self, group: Group) -> bool:
        """ "Having troops there to safeguard it": the infinitive is the purpose of an opening participle."""
        return any(other.form == "ing" and other.first == 0 and other.main < group.main for other in self.groups)

    def _denied(self, group: Group) -> bool:
        """Whether "no" stands right after the verb, or "without" before it; its subject was looked at before."""
        after = group.main + 1
        if self.words[after : after + 1] in (['"'], ["“"], ["'"], ["‘"]):
            after += 1
        return self.clauses.follows(group, "without") or has_denier(self.words, after, after + 1)

    def _made(self, place: Place, lemma: str, stance: Stance, rule: str, event: str | None) -> Proposition:
        """Put a proposition together."""
        stance = self._conditioned(place.group, stance)
        kind = kind_of(stance, rule, event)
        stance = _settled(stance, kind, rule)
        return new_proposition(
            predicate=(self.tokens[place.start].start, self.tokens[place.end - 1].end),
            lemma=lemma,
            event=event_of(stance, kind, event),
            type_hint=kind,
            modality=stance.modality,
            polarity=stance.polarity,
            around=Around(self.sides, place, stance),
            role=self.clauses.role(place.group),
            rule=" < ".join((rule, *stance.rules)),
        )

    def _conditioned(self, group: Group, stance: Stance) -> Stance:
        """A condition in or beside the clause."""
        kind = conditions.inside(self.clauses.conditions, group)
        if kind == "if" or (kind == "until" and not self.clauses.root(group).past):
            type_ = None if stance.type == "plan" else stance.type
            return replace(stance, type=type_, modality="conditional", rules=(*stance.rules, "in condition"))
        if kind == "open" and stance.modality not in {"denied", "proposed", "ordered"}:
            return replace(stance, modality="hypothetical", rules=(*stance.rules, "open"))
        kind = conditions.beside(self.clauses.conditions, group) if kind is None else None
        if kind and stance.modality in CONDITIONAL and not (kind == "until" and stance.polarity == "+"):
            return replace(stance, modality="conditional", rules=(*stance.rules, "condition"))
        return stance


def _settled(stance: Stance, kind: str, rule: str) -> Stance:
    """Refusals and denials are always negative; what is refused in words lies ahead, what is denied is denied."""
    if kind == "denial":
        return replace(stance, polarity="-", modality="denied")
    if kind != "refusal":
        return stance
    ahead = rule in SPOKEN and stance.modality in REAL
    return replace(stance, polarity="-", modality="planned" if ahead else stance.modality)
