"""Read the propositions of a document's sentences: verb groups, what governs them, who does it and to whom."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from guarantor.model.spans import Span
from guarantor.reading.events.groups import Group, groups_of
from guarantor.reading.events.small import word_of
from guarantor.reading.events.lexicon import lexicon
from guarantor.reading.events.matching import Match, match, noun_families, window_of
from guarantor.reading.modality import conditions, phrases
from guarantor.reading.modality.chains import Link, Sight, governing
from guarantor.reading.modality.deeds import acts, event_of, kind_of, noun_event
from guarantor.reading.modality.fold import REAL, Stance, has_denier, noun_stance, stance_of
from guarantor.reading.modality.operators import SAME, Operator
from guarantor.reading.modality.propositions import Proposition
from guarantor.reading.text import Document, Sentence, Token

CONDITIONAL = frozenset({"planned", "proposed", "hypothetical", "ordered"})
"""Modalities that a condition beside the deed makes conditional."""

SPEECH = frozenset({"commitment", "refusal", "denial", "demand", "violation", "position"})
"""Claim types of words that are themselves spoken acts."""

SPOKEN = frozenset({"refuse", "reject-by-noun"})
"""Rules of refusals that are words and not deeds: what is refused lies ahead."""

CARRYING = frozenset({"say", "carry", "intent"})
"""Rules of verbs that tell no deed by themselves."""

OPENERS = {"if": "condition", "unless": "condition", "that": "complement", "and": "coordinate", "but": "coordinate", "or": "coordinate",
           ";": "coordinate", "who": "relative", "which": "relative", "whose": "relative", "after": "adverbial",
           "before": "adverbial", "while": "adverbial", "when": "adverbial", "because": "adverbial", "since": "adverbial",
           "as": "adverbial", "although": "adverbial", "though": "adverbial", "until": "adverbial", "once": "adverbial"}  # fmt: skip


def find_propositions(doc: Document, start: int, end: int) -> tuple[Proposition, ...]:
    """Propositions whose words stand in text[start:end], in the order of their predicates."""
    made: list[Proposition] = []
    for number in range(bisect_right(doc.sentences, start, key=_end_of), len(doc.sentences)):
        sentence = doc.sentences[number]
        if sentence.start >= end:
            break
        inside = [index for index, token in enumerate(sentence.tokens) if token.start >= start and token.end <= end]
        if inside:
            made += _Sentence(_sight(sentence.tokens, inside[0], inside[-1] + 1)).read()
    return tuple(made)


def _end_of(sentence: Sentence) -> int:
    """Sentences are in order, so that the first one to look at is found by halving."""
    return sentence.end


def _sight(tokens: Sequence[Token], first: int, last: int) -> Sight:
    """A part of a sentence, its heads counted from its own first token."""
    part = list(tokens[first:last])
    if first or last < len(tokens):
        part = [token._replace(head=token.head - first if first <= token.head < last else -1) for token in part]
    return Sight(part, [word_of(token) for token in part], groups_of(part))


class _Sentence:
    """The propositions of one sentence or a part of it; every table is made once."""

    def __init__(self, sight: Sight) -> None:
        self.sight = sight
        self.tokens, self.words, self.groups = sight.tokens, sight.words, sight.groups
        self.links = {group.main: governing(sight, group) for group in sight.groups}
        self.subjects: dict[int, phrases.Range | None] = {}
        self.used = {link.group.main for link in self.links.values() if link is not None and link.group is not None}
        self.conditions = conditions.openers(sight)

    def read(self) -> Iterator[Proposition]:
        """Every deed, in the order of the verbs."""
        finite = any(group.finite for group in self.groups)
        for group in self.groups:
            if group.main in self.used:
                continue
            found = match(self.words, group, self.groups)
            if self.links[group.main] is None and not self._tells(group, found, finite):
                continue
            made = self._by_noun(group) or self._by_verb(group, found)
            if made is not None:
                yield made

    def _tells(self, group: Group, found: Match | None, finite: bool) -> bool:
        """Whether a group that nothing governs tells a deed of its own."""
        if group.finite:
            return found is None or found.rule.name not in {"say"}
        if group.infinitive:
            return not finite and group.first > 0
        after_comma = group.first > 0 and self.words[group.first - 1] in {",", "—", "–"}
        telling = found is not None and found.rule.name not in CARRYING
        return (
            telling
            and group.form == "ing"
            and (after_comma or self._without(group))
            or (not finite and group.form in {"part", "ed"} and telling)
        )

    def _without(self, group: Group) -> bool:
        """ "without releasing": told as not done."""
        return group.first > 0 and self.words[group.first - 1] == "without"

    def _by_noun(self, group: Group) -> Proposition | None:
        """A deed that a noun names under a verb that says how it stands ("rejected the release", "the release has begun")."""
        for end, operator in self.sight.all_of(group):
            if not self._takes_noun(group, operator.complements):
                continue
            index = None
            who = self._nominal(group) if group.passive or operator.effect.type == SAME else None
            if who is not None:
                index = self._deed_noun(operator, range(*who))
            if index is None:
                index = self._deed_noun(operator, window_of(self.words, group, self.groups, end))
            return self._named(group, operator, index) if index is not None else None
        return None

    def _deed_noun(self, operator: Operator, places: Iterable[int]) -> int | None:
        """The first noun among some places that names a deed which the operator may govern."""
        for index in places:
            families = noun_families(self.words, index)
            if "charges" in families and operator.effect.type in {"refusal", "denial"}:
                return None
            if families & acts() and self._fits(operator.word, operator.effect.type, families & acts()):
                return index
        return None

    def _named(self, group: Group, operator: Operator, index: int) -> Proposition:
        """The proposition of a deed that a noun names."""
        size = _noun_size(self.words, index)
        stance = noun_stance(self.sight, Link(operator=operator, place=group.main, group=group, joined="np"))
        families = noun_families(self.words, index) & acts()
        place = (index, index + size)
        rule = f"noun {min(families)}"
        return self._made(
            group, place, self.words[index + size - 1], stance, rule, noun_event(families), nominal=True
        )

    def _takes_noun(self, group: Group, complements: frozenset[str]) -> bool:
        """Whether the word may govern a noun here: of a text, only where its subject is one."""
        if "text" in complements:
            who = self._nominal(group)
            return who is not None and any("text" in noun_families(self.words, index) for index in range(*who))
        return bool(complements & {"np", "charge"})

    def _fits(self, word: str, kind: str, families: frozenset[str]) -> bool:
        """Talks about a release leave it open; a deal or an aid that is spoken of is not promised by that."""
        if kind == "meeting":
            return bool(families & {"release", "withdrawal"})
        if kind == "commitment" and families & {"agreement", "ceasefire"}:
            return word in {"promise", "pledge", "offer"}
        if word in {"include", "support", "back", "favour", "favor", "oppose", "welcome", "hail", "secure", "oversee"}:
            return bool(families & {"release", "withdrawal", "talks", "attack"})
        return not (
            word == "announce"
            and families & {"ceasefire", "agreement", "sanction", "ban", "arrest", "aid", "investigation"}
        )

    def _by_verb(self, group: Group, found: Match | None) -> Proposition | None:
        """A deed that a verb tells."""
        rule = found.rule.name if found is not None else "verb"
        event = found.rule.event if found is not None and not found.rule.event.startswith("@") else None
        denied = self._denied(group)
        stance = stance_of(self.sight, group, denied)
        link = self.links[group.main]
        if group.infinitive and link is None:
            stance = replace(stance, type="plan", modality="planned", rules=(*stance.rules, "headline infinitive"))
        end = found.end if found is not None else group.main + 1
        return self._made(
            group, (group.first, max(end, group.main + 1)), group.lemma, stance, rule, event, nominal=False
        )

    def _denied(self, group: Group) -> bool:
        """Whether "no" stands in the subject or right after the verb, or "without" before it."""
        who = self._nominal(group) if group.finite else None
        if who is not None and has_denier(self.words, who[0], who[1]):
            return True
        return self._without(group) or has_denier(self.words, group.main + 1, group.main + 2)

    def _made(
        self,
        group: Group,
        predicate: tuple[int, int],
        lemma: str,
        stance: Stance,
        rule: str,
        event: str | None,
        *,
        nominal: bool,
    ) -> Proposition:
        """Put a proposition together."""
        stance = self._conditioned(group, stance)
        kind = kind_of(stance, rule, event)
        if kind == "refusal" and rule in SPOKEN and stance.modality in REAL:
            stance = replace(stance, modality="planned")
        if kind in {"refusal", "denial"}:
            stance = replace(stance, polarity="-", modality="denied" if kind == "denial" else stance.modality)
        first, last = self._reach(group)
        actors, targets = self._sides(group, stance, predicate, nominal)
        return Proposition(
            span=(self.tokens[first].start, self.tokens[last - 1].end),
            predicate=(self.tokens[predicate[0]].start, self.tokens[predicate[1] - 1].end),
            lemma=lemma,
            event=event_of(stance, kind, event),
            type_hint=kind,
            modality=stance.modality,
            polarity=stance.polarity,
            actors=actors,
            targets=targets,
            speakers=self._speakers(stance, nominal, group),
            role=self._role(group),
            rule=" < ".join((rule, *stance.rules)),
        )

    def _conditioned(self, group: Group, stance: Stance) -> Stance:
        """A condition in or beside the clause."""
        kind = conditions.inside(self.conditions, group)
        if kind == "if" or (kind == "until" and not self._root(group).past):
            return replace(stance, type=None if stance.type == "plan" else stance.type, modality="conditional",
                           rules=(*stance.rules, "in condition"))  # fmt: skip
        kind = conditions.beside(self.conditions, group) if kind is None else None
        if kind and stance.modality in CONDITIONAL and not (kind == "until" and stance.polarity == "+"):
            return replace(stance, modality="conditional", rules=(*stance.rules, "condition"))
        return stance

    def _root(self, group: Group) -> Group:
        """The outermost group that governs a group."""
        for _ in range(6):
            link = self.links[group.main]
            if link is None or link.group is None:
                return group
            group = link.group
        return group

    def _reach(self, group: Group) -> tuple[int, int]:
        """Token range of the clause: from the subject of its outermost verb to where the next clause begins."""
        root = self._root(group)
        who = self._nominal(root)
        first = min(who[0] if who else root.first, group.first, root.first)
        last = len(self.words)
        for other in self.groups:
            if (
                other.main > group.main
                and other.finite
                and other.main not in self.used
                and self.links[other.main] is None
            ):
                ahead = self._nominal(other)
                last = ahead[0] if ahead and ahead[0] > group.main else other.first
                break
        while last > group.main + 1 and (
            self.words[last - 1] in _EDGES or self.tokens[last - 1].tag in {"CCONJ", "SCONJ", "PUNCT"}
        ):
            last -= 1
        return first, last

    def _nominal(self, group: Group) -> phrases.Range | None:
        """The subject phrase of a group, looked for once."""
        if group.main not in self.subjects:
            self.subjects[group.main] = phrases.subject(self.tokens, self.words, group)
        return self.subjects[group.main]

    def _role(self, group: Group) -> str:
        """How the clause stands in its sentence, by the word that opens it."""
        if conditions.inside(self.conditions, group) == "if":
            return "condition"
        root = self._root(group)
        if not root.finite:
            return "participle" if root.form == "ing" else "headline"
        who = self._nominal(root)
        first = who[0] if who else root.first
        for index in (first, first - 1):
            if 0 <= index < len(self.words):
                word = self.words[index]
                if word == "that" and index > 0 and self.tokens[index - 1].tag in {"NOUN", "PROPN"}:
                    return "relative"
                if word in OPENERS:
                    return OPENERS[word]
        link = self.links[root.main]
        return "complement" if link is not None else "main"

    def _sides(
        self, group: Group, stance: Stance, predicate: tuple[int, int], nominal: bool
    ) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """Spans of doers and bearers, passives turned round."""
        doer, passive = self._doer(group), group.passive and not nominal
        if nominal and stance.type in {"demand", "violation"}:
            doer = self._charged(stance) or phrases.by_phrase(self.tokens, self.words, group.main, len(self.words))
        limit = next(
            (other.first for other in self.groups if other.main > group.main and other.finite), len(self.words)
        )
        bearer = phrases.after(self.tokens, self.words, predicate[1]) if not passive else None
        if bearer is None and not passive:
            bearer = self._after_preposition(predicate[1], limit)
        if nominal and predicate[0] < group.first:
            doer, bearer = self._sides_of_noun(predicate, group, limit)
        elif nominal and group.passive:
            doer, bearer = phrases.by_phrase(self.tokens, self.words, group.main, limit), None
        elif passive:
            doer, bearer = phrases.by_phrase(self.tokens, self.words, group.main, limit), doer
        return self._spans(doer), self._spans(bearer)

    def _sides_of_noun(
        self, noun: tuple[int, int], group: Group, limit: int
    ) -> tuple[phrases.Range | None, phrases.Range | None]:
        """Doer and bearer of a deed that is the subject: "Norland's release of the prisoners has begun"."""
        doer = phrases.by_phrase(self.tokens, self.words, noun[0], limit)
        place = noun[0] - 1
        if doer is None and place > 0 and self.words[place] in {"'s", "'"}:
            doer = phrases.before(self.tokens, self.words, place)
        return doer, self._after_preposition(noun[1], group.first)

    def _after_preposition(self, start: int, limit: int) -> phrases.Range | None:
        """Bearer after a preposition ("met with Sudland", "release of the prisoners")."""
        if start < limit and self.words[start] in {
            "of",
            "with",
            "on",
            "against",
            "to",
            "from",
            "for",
            "at",
            "between",
            "into",
        }:
            return phrases.after(self.tokens, self.words, start + 1)
        return None

    def _doer(self, group: Group) -> phrases.Range | None:
        """Who does the deed: through the words that govern it up to a subject or an object."""
        for _ in range(6):
            link = self.links[group.main]
            if link is None or link.joined == "that":
                found = self._subject(group)
                it = (
                    found is not None
                    and found[1] - found[0] == 1
                    and self.words[found[0]] in {"it", "they", "he", "she"}
                )
                if it and link is not None and link.group is not None:
                    return self._doer(link.group)
                return found
            if link.group is None:
                return phrases.before(self.tokens, self.words, link.place)
            if link.operator.kind == "n":
                return self._owner(link) or self._subject(link.group)
            if link.joined == "obj" or (link.joined == "prep" and link.operator.kind == "v"):
                other = self._object(link, group)
                if other is not None:
                    return other
            group = link.group
        return None

    def _charged(self, stance: Stance) -> phrases.Range | None:
        """Who is accused of the deed that a noun names."""
        for link in stance.links:
            if "charge" in link.operator.complements and link.group is not None:
                who = (
                    self._subject(link.group)
                    if link.group.passive
                    else phrases.after(self.tokens, self.words, link.group.main + 1, whole=False)
                )
                return who
        return None

    def _speakers(self, stance: Stance, nominal: bool, group: Group) -> tuple[Span, ...]:
        """Who promises, refuses, denies, demands or alleges: the subject of the outermost such word."""
        for link in reversed(stance.links):
            if link.operator.effect.type in SPEECH and link.group is not None and not link.group.passive:
                return self._spans(
                    self._doer(link.group) if link.operator.kind != "n" else self._owner(link) or self._doer(link.group)
                )
        return ()

    def _owner(self, link: Link) -> phrases.Range | None:
        """ "Norland's refusal": whose it is."""
        place = link.place
        if place > 1 and self.words[place - 1] in {"'s", "'"}:
            return phrases.before(self.tokens, self.words, place - 1)
        return None

    def _object(self, link: Link, group: Group) -> phrases.Range | None:
        """Object of a verb that makes another do it; its subject where the verb is passive."""
        assert link.group is not None
        if link.group.passive:
            return None
        for end, operator in self.sight.all_of(link.group):
            if operator == link.operator:
                found = phrases.after(self.tokens, self.words, end)
                return found if found is not None and found[1] <= group.first else None
        return None

    def _subject(self, group: Group) -> phrases.Range | None:
        """Subject of a verb; of the verb before where it shares that one's."""
        found = self._nominal(group)
        if found is not None and not (found[1] - found[0] == 1 and self.words[found[0]] in {"who", "which", "that"}):
            return found
        place = found[0] if found is not None else group.first - 1
        while place >= 0 and self.words[place] in {"who", "which", "that", ",", "whose"}:
            place -= 1
            if place >= 0 and self.tokens[place].tag in phrases.NOMINAL:
                return phrases.before(self.tokens, self.words, place + 1)
        earlier = [other for other in self.groups if other.main < group.main and other.finite]
        return self._nominal(earlier[-1]) if earlier else None

    def _spans(self, where: phrases.Range | None) -> tuple[Span, ...]:
        """Text spans of the actors of a phrase."""
        return tuple(
            (self.tokens[start].start, self.tokens[end - 1].end)
            for start, end in phrases.parts(self.tokens, self.words, where)
            if end > start
        )


_EDGES = frozenset({",", ";", "and", "but", "or", "while", "after", "before", "because", "as", "since", "if", "unless", "until", "when",
                    "although", "though", "that", "who", "which", ".", "--", "—", "–"})  # fmt: skip


def _noun_size(words: Sequence[str], index: int) -> int:
    """How many words the noun phrase of the lists takes."""
    for phrase, _ in lexicon().nouns.get(words[index], ()):
        if tuple(words[index : index + len(phrase)]) == phrase:
            return len(phrase)
    return 1
