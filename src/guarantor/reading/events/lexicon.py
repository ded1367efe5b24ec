"""The word lists of the event reader as look-up tables: families of verbs and nouns, and the rules that join them.

The lists are data (``reading/data/events``); this module only turns them into dictionaries by word form, once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Phrase = tuple[str, ...]
"""Lower-case words that stand together; of a verb only the first word is inflected, of a noun only the last."""

_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One line of ``rules.tsv``: verbs of a family with a noun of a family name an event."""

    name: str
    event: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    words: frozenset[str]
    first: bool
    order: int
    example: str

    @property
    def bare(self) -> bool:
        """Whether the verb alone decides."""
        return not self.nouns and not self.words


def rows(name: str) -> Iterator[list[str]]:
    """The lines of a data file as fields, without comments and empty lines."""
    text = files("guarantor.reading").joinpath(f"data/{name}").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield [field.strip() for field in line.split("\t")]


@cache
def irregular() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Lemma to its past forms and its past participles."""
    return {
        lemma: (tuple(past.split("|")), tuple(part.split("|"))) for lemma, past, part in rows("events/irregular.tsv")
    }


def verb_forms(lemma: str) -> dict[str, str]:
    """Form to its kind: ``base``, ``s``, ``ing``, ``past``, ``part`` or ``ed`` (past and participle alike).

    >>> sorted(verb_forms("free"))
    ['free', 'freed', 'freeing', 'frees']
    """
    if lemma in PRESENT:
        pasts, parts = irregular()[lemma]
        past = {form: "ed" if form in parts else "past" for form in (*pasts, *parts)}
        return {lemma: "base", _ing(lemma): "ing", **dict.fromkeys(PRESENT[lemma], "s"), **past}
    made = {lemma: "base", lemma + _s_ending(lemma): "s", _ing(lemma): "ing"}
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        del made[lemma + "s"]
        made[lemma[:-1] + "ies"] = "s"
    if lemma in irregular():
        pasts, parts = irregular()[lemma]
        for form in pasts:
            made[form] = "ed" if form in parts else ("past" if form != lemma else "base")
        for form in parts:
            made.setdefault(form, "part")
        return made
    made[_ed(lemma)] = "ed"
    return made


def _s_ending(lemma: str) -> str:
    """Spelling of the third person."""
    return "es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) and lemma not in {"veto"} else "s"


def _ed(lemma: str) -> str:
    """Spelling of the regular past."""
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ied"
    return lemma + "ed"


def _ing(lemma: str) -> str:
    """Spelling of the -ing form; a doubled consonant is seen in the irregular past."""
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) and lemma != "be":
        return lemma[:-1] + "ing"
    pasts = irregular().get(lemma, ((), ()))[0]
    if any(past == lemma + lemma[-1] + "ed" for past in pasts) or lemma in DOUBLING:
        return lemma + lemma[-1] + "ing"
    return lemma + "ing"


PRESENT = {"be": ("is", "are", "am"), "have": ("has",)}
"""Present forms that no rule of spelling gives."""

DOUBLING = frozenset(
    {"begin", "cut", "hit", "shut", "let", "set", "put", "quit", "get", "sit", "run", "win", "forget", "bid"}
)
"""Verbs that double their last consonant in -ing and do not show it in the past."""


def plural(noun: str) -> str:
    """Regular plural of a lower-case noun.

    >>> plural("embassy"), plural("tax"), plural("talk")
    ('embassies', 'taxes', 'talks')
    """
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("man"):
        return noun[:-3] + "men"
    return noun + "s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Tables by first word form (verbs) and first word (nouns)."""

    forms: dict[str, tuple[tuple[str, str], ...]]
    """Verb form to its (lemma, kind) readings."""
    verbs: dict[str, tuple[tuple[Phrase, frozenset[str]], ...]]
    """Lemma to its phrases, longest first, with the families of each."""
    nouns: dict[str, tuple[tuple[Phrase, frozenset[str]], ...]]
    """First word to noun phrases, longest first, with the families of each."""
    rules: tuple[Rule, ...]
    by_family: dict[str, tuple[Rule, ...]]


@cache
def lexicon() -> Lexicon:
    """Read all lists; cached, since a process reads many reports."""
    verbs = _by_first(_members("events/verbs.tsv"))
    lemmas = set(verbs) | set(irregular()) | _operator_lemmas()
    forms: dict[str, list[tuple[str, str]]] = {}
    for lemma in sorted(lemmas):
        for form, kind in verb_forms(lemma).items():
            forms.setdefault(form, []).append((lemma, kind))
    rules = tuple(_rules())
    families = {family for rule in rules for family in rule.verbs}
    return Lexicon(
        forms={form: tuple(found) for form, found in forms.items()},
        verbs=verbs,
        nouns=_by_first(_with_plurals(_members("events/nouns.tsv"))),
        rules=rules,
        by_family={family: tuple(rule for rule in rules if family in rule.verbs) for family in families},
    )


def _operator_lemmas() -> set[str]:
    """Verbs that only say how a deed stands ("refuse", "plan"), so that their forms are known too."""
    return {word.split()[0] for kind, word, *_ in rows("modality/operators.tsv") if kind == "v"}


def _members(name: str) -> dict[Phrase, set[str]]:
    """Phrase to the families it is a member of."""
    made: dict[Phrase, set[str]] = {}
    for family, members in rows(name):
        for member in members.split(","):
            if member.strip():
                made.setdefault(tuple(member.split()), set()).add(family)
    return made


def _with_plurals(members: dict[Phrase, set[str]]) -> dict[Phrase, set[str]]:
    """Add the plural of each noun phrase."""
    made = {phrase: set(families) for phrase, families in members.items()}
    for phrase, families in members.items():
        made.setdefault((*phrase[:-1], plural(phrase[-1])), set()).update(families)
    return made


def _by_first(members: dict[Phrase, set[str]]) -> dict[str, tuple[tuple[Phrase, frozenset[str]], ...]]:
    """Group phrases by their first word, longest first."""
    made: dict[str, list[tuple[Phrase, frozenset[str]]]] = {}
    for phrase, families in members.items():
        made.setdefault(phrase[0], []).append((phrase, frozenset(families)))
    return {first: tuple(sorted(found, key=lambda one: -len(one[0]))) for first, found in made.items()}


def _rules() -> Iterator[Rule]:
    """The lines of ``rules.tsv`` in order."""
    for order, (name, event, verbs, nouns, example) in enumerate(rows("events/rules.tsv")):
        words = nouns[1:].split(",") if nouns.startswith("=") else []
        families = [] if nouns.startswith(("=", "-")) else nouns.split("+")
        yield Rule(
            name=name.lstrip("!"),
            event=event,
            verbs=frozenset(verbs.split("+")),
            nouns=frozenset(families),
            words=frozenset(words),
            first=name.startswith("!"),
            order=order,
            example=example,
        )
