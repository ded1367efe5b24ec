"""A sentence's clauses: what governs each verb, where its clause begins and ends, and how it stands to the others."""

from __future__ import annotations

from guarantor.reading.document import make_token
from guarantor.reading.events.groups import Group, groups_of
from guarantor.reading.modality import conditions, phrases
from guarantor.reading.modality.chains import DEPTH, Sight, governing, new_sight
from guarantor.reading.modality.denial import with_denied_subjects
from guarantor.reading.text import Sentence

OPENERS = {
    "condition": ("if", "unless"),
    "complement": ("that",),
    "coordinate": ("and", "but", "or", ";"),
    "relative": ("who", "which", "whose"),
    "adverbial": (
        "after", "before", "while", "when", "because", "since", "as", "although", "though", "until", "once",
    ),
}  # fmt: skip
"""Role of a clause to the words that open it."""

ROLES = {word: role for role, words in OPENERS.items() for word in words}

EDGES = frozenset({*ROLES, ",", ".", "--", "—", "–"}) - {"whose"}
"""Words that are left out at the end of a clause."""


def sight_of(sentence: Sentence, first: int, last: int) -> Sight:
    """A part of a sentence, its heads counted from its own first token."""
    part = list(sentence.tokens[first:last])
    if first or max(sentence.columns[5][:last]) >= last:
        columns = [column[first:last] for column in sentence.columns]
        columns[5] = tuple([head - first if first <= head < last else -1 for head in columns[5]])
        part = list(map(make_token, zip(*columns, strict=True)))
    words = list(sentence.plain[first:last])
    return new_sight(part, words, groups_of(part, words))


class Clauses:
    """The verb groups of one sentence (or a part of it) and how they hang together; every table is made once."""

    def __init__(self, sight: Sight) -> None:
        self.conditions = conditions.openers(sight)
        starts = {start for start, _, _ in self.conditions}
        if starts:
            sight = new_sight(sight.tokens, sight.words, [group for group in sight.groups if group.main not in starts])
        groups = with_denied_subjects(sight.tokens, sight.words, sight.groups)
        self.sight = sight = sight if groups is sight.groups else new_sight(sight.tokens, sight.words, groups)
        self.tokens, self.words, self.groups = sight.tokens, sight.words, sight.groups
        self.links = {group.main: governing(sight, group) for group in sight.groups}
        self.used = {link.group.main for link in self.links.values() if link is not None and link.group is not None}
        self._subjects: dict[int, phrases.Range | None] = {}

    def subject(self, group: Group) -> phrases.Range | None:
        """The subject phrase of a group, looked for once."""
        if group.main not in self._subjects:
            self._subjects[group.main] = phrases.subject(self.tokens, self.words, group)
        return self._subjects[group.main]

    def root(self, group: Group) -> Group:
        """The outermost group that governs a group."""
        for _ in range(DEPTH + 1):
            link = self.links[group.main]
            if link is None or link.group is None:
                return group
            group = link.group
        return group

    def reach(self, group: Group) -> tuple[int, int]:
        """Token range of the clause: from the subject of its outermost verb to where the next clause begins."""
        root = self.root(group)
        who = self.subject(root) if root.finite or root.infinitive else None
        first = min(who[0] if who else root.first, group.first, root.first)
        last = self._next_clause(group)
        while last > group.main + 1 and self._is_edge(last - 1):
            last -= 1
        return first, max(last, group.main + 1)

    def _next_clause(self, group: Group) -> int:
        """Where the next clause with a verb of its own begins."""
        for other in self.groups:
            free = other.main not in self.used and self.links[other.main] is None
            if other.main > group.main and other.finite and free:
                ahead = self.subject(other)
                return ahead[0] if ahead and ahead[0] > group.main else other.first
        return len(self.words)

    def _is_edge(self, index: int) -> bool:
        """Whether a word only joins clauses."""
        return self.words[index] in EDGES or self.tokens[index].tag in {"CCONJ", "SCONJ", "PUNCT"}

    def next_finite(self, group: Group) -> int:
        """First word of the next finite verb group."""
        return next((other.first for other in self.groups if other.main > group.main and other.finite), len(self.words))

    def role(self, group: Group) -> str:
        """How the clause stands in its sentence, by the word that opens it."""
        if conditions.inside(self.conditions, group) == "if":
            return "condition"
        root = self.root(group)
        if not root.finite:
            return "participle" if root.form == "ing" else "headline"
        if root.first > 1 and self.words[root.first - 1] in {"who", "which"} and self.words[root.first - 2] == ",":
            return "relative"
        who = self.subject(root)
        first = who[0] if who else root.first
        for index in (first, first - 1):
            if 0 <= index < len(self.words) and self.words[index] in ROLES:
                after_noun = index > 0 and self.tokens[index - 1].tag in {"NOUN", "PROPN"}
                return "relative" if self.words[index] == "that" and after_noun else ROLES[self.words[index]]
        return "complement" if self.links[root.main] is not None else "main"

    def follows(self, group: Group, *words: str) -> bool:
        """Whether a group stands right after one of some words."""
        return group.first > 0 and self.words[group.first - 1] in words
