"""Evidence patterns as authors write them: which claims bear on a provision or event, and what they do to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal, cast, get_args

from guarantor.agreement.context import OBJECT_KINDS, Context, slug
from guarantor.agreement.faults import likely, one_of
from guarantor.agreement.lexicon import object_words
from guarantor.agreement.people import texts
from guarantor.agreement.phrases import phrase, roughly_holds
from guarantor.agreement.section import Section
from guarantor.agreement.shapes_provisions import (
    CLAIM_TYPES,
    EFFECTS,
    EVIDENCE,
    MODALITIES,
    PLOVER,
    QUANTITY_KINDS,
)
from guarantor.agreement.verbs import as_told, plain_form, with_plurals
from guarantor.model.provision import Effect, EvidencePattern, Polarity

Sign = Literal["+", "-", "any"]
DONE = ("happened", "ongoing")
MEANT = ("planned", "proposed", "ordered", "conditional", "hypothetical")
DENIABLE = frozenset({"performed", "breached", "forbidden", "answers", "triggered"})
"""Effects that a denial of the act can have or turn into; of other patterns a denial says nothing."""

EVENT_EFFECTS = frozenset({"triggered", "not_triggered", "intends"})
REFRAIN_EFFECTS = frozenset(
    {"forbidden", "upholds", "answers", "total", "ended", "excepted", "closed", "intends"}
)  # fmt: skip
DO_EFFECTS = frozenset(
    {
        "performed", "total", "not_performed", "outstanding", "breached", "answers", "ended", "excepted", "closed",
        "intends",
    }
)  # fmt: skip
EFFECTS_OF: dict[str, frozenset[str]] = {
    "do": DO_EFFECTS, "refrain": REFRAIN_EFFECTS, "maintain": REFRAIN_EFFECTS | {"performed"}, "event": EVENT_EFFECTS,
    "counter": frozenset({"total", "performed", "outstanding", "forbidden"}),
}  # fmt: skip
"""What a pattern may do, by what it stands under."""
Owner = Polarity | Literal["event", "counter"]


def read_evidence(section: Section, kind: Owner, context: Context) -> tuple[EvidencePattern, ...]:
    """The patterns under ``evidence``; ``kind`` is the polarity of the provision, or what else they stand under."""
    found: list[EvidencePattern] = []
    for number, part in enumerate(section.listed("evidence", EVIDENCE, "pattern"), start=1):
        pattern = _pattern(part, f"pattern {number}", context)
        if pattern is None:
            continue
        if pattern.effect not in EFFECTS_OF[kind]:
            part.fault(
                part.place("effect"),
                f"the effect {pattern.effect!r} under {_a(kind)}",
                expected=one_of(sorted(EFFECTS_OF[kind])),
                do=_meant(kind, pattern.effect),
            )
        _never(part, pattern)
        _sentences(part, pattern)
        found.append(pattern)
    return tuple(found)


def _meant(kind: Owner, effect: Effect) -> str:
    """What was likely meant by an effect that stands under something else."""
    if kind == "do" and effect in ("forbidden", "upholds"):
        return (
            "write 'breached' if somebody calls it a breach (told negated, it is called none), else what is told done"
        )
    if kind in ("refrain", "maintain") and effect == "breached":
        return "write 'forbidden' (told broken), or 'upholds' (told kept)"
    return "choose one of these; what a denial does differs between acts owed and acts forbidden"


def _a(kind: str) -> str:
    return {"do": "an act owed (do)", "refrain": "an act forbidden (refrain)", "maintain": "a state kept up"}.get(
        kind, f"an {kind}" if kind == "event" else f"a {kind}"
    )


def _pattern(part: Section, default: str, context: Context) -> EvidencePattern | None:
    effect = cast(Effect | Literal[""], part.choice("effect", EFFECTS, ""))
    if not effect:
        return None
    of, of_other = _phrases(part, "of", context)
    return EvidencePattern(
        name=part.text("name") or default,
        effect=effect,
        acts=as_told((*_acts(part, context), *_words(part))),
        types=_among(part, "types", CLAIM_TYPES),
        events=_among(part, "events", PLOVER),
        modalities=_among(part, "modalities", MODALITIES),
        polarity=cast(Sign, part.choice("polarity", get_args(Sign), "any")),
        by=context.actors(part, part.words("by")),
        by_silent=part.flag("by-silent"),
        to=context.actors(part, part.words("to")),
        of=of,
        not_of=(*of_other, *_phrases(part, "not-of", context)[0]),
        holders=context.actors(part, part.words("holders"), "source"),
        scope=texts(part, "scope"),
        scope_is=cast(
            Literal["same", "narrower", "wider"], part.choice("scope-is", ("same", "narrower", "wider"), "same")
        ),
        place=context.names.resolve_all(part, part.words("place"), "place"),
        period=texts(part, "period"),
        unit=texts(part, "unit"),
        kind=_among(part, "kind", QUANTITY_KINDS),
        debtor=_debtor(part, context),
        key=part.maybe("key"),
        whole=part.flag("whole"),
        catches=texts(part, "catches"),
        misses=texts(part, "misses"),
        note=part.maybe("note"),
    )


def _debtor(part: Section, context: Context) -> str | None:
    found = part.scalar("debtor")
    return context.names.resolve(part, found, "actor") if found else None


def _acts(part: Section, context: Context) -> tuple[str, ...]:
    """The words of the acts that a pattern names: verbs and nouns for doing it."""
    words: dict[str, None] = {}
    for found in part.words("acts"):
        name = context.act(part, found)
        if name is not None:
            act = context.acts[name]
            words.update(dict.fromkeys((*act.does, *act.nouns)))
    return tuple(words)


def _words(part: Section) -> tuple[str, ...]:
    """The verbs and nouns that a pattern lists itself, with advice where one is not in its plain form."""
    for word in part.words("words"):
        if (plain := plain_form(word.text)) is not None:
            part.advise(
                word.mark,
                f"the word {word.text!r}, which no claim is found by",
                do=f"write {plain!r}: claims have their verbs in plain form",
            )
    return texts(part, "words")


def _phrases(part: Section, key: str, context: Context) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The phrases of the objects that a pattern names, and those that mean something else."""
    words: dict[str, None] = {}
    other: dict[str, None] = {}
    for found in part.words(key):
        name = found.text
        if any(context.names.has(kind, name) for kind in OBJECT_KINDS):
            context.object(part, found)
            named = object_words(context, name)
            words.update(dict.fromkeys(named.words))
            other.update(dict.fromkeys(named.other))
            continue
        if "." in name and " " not in name:
            context.names.unknown(part, found.mark, name, "object")
            continue
        if (meant := slug(name)) != name and context.names.has("object", meant):
            part.advise(found.mark, f"the phrase {name!r}, which is no object", do=f"write {meant!r} if that was meant")
        words[" ".join(name.split())] = None
    return with_plurals(words), with_plurals(other)


def _among(part: Section, key: str, options: Iterable[str]) -> tuple[str, ...]:
    known = tuple(options)
    found: list[str] = []
    for word in part.words(key):
        if word.text in known:
            found.append(word.text)
        else:
            part.fault(
                word.mark, f"{word.text!r} under {key!r}", expected=one_of(known), meant=likely(word.text, known)
            )
    return tuple(found)


def _never(part: Section, pattern: EvidencePattern) -> None:
    """A pattern that asks for nothing, or for what no claim can have at once."""
    asks = (pattern.acts, pattern.types, pattern.events, pattern.of, pattern.holders, pattern.unit, pattern.scope)
    if not any(asks):
        part.fault(
            part.mark,
            "a pattern that every claim would fit",
            expected="acts, words, types, events, of, holders or unit",
            do="say which words or types of claim are meant",
        )
    both = sorted({word.casefold() for word in pattern.of} & {word.casefold() for word in pattern.not_of})
    if pattern.of and len(both) == len({word.casefold() for word in pattern.of}):
        part.fault(
            part.place("of"), "a pattern that can never match: all its `of` is excluded again", do="correct `not-of`"
        )
    _never_told(part, pattern)


def _never_told(part: Section, pattern: EvidencePattern) -> None:
    """Types, modalities and effects that exclude each other."""
    if pattern.types == ("denial",) and (
        pattern.polarity == "+"
        or (pattern.modalities and not {"denied", "unknown"} & set(pattern.modalities))
        or (not pattern.modalities and pattern.effect not in DENIABLE)
    ):
        part.fault(
            part.place("types"),
            f"a pattern that can never match: a denial with the effect {pattern.effect!r}",
            expected=f"for a denial, {one_of(sorted(DENIABLE))}, without modalities and polarity",
            do="choose the effect of the act itself; its denial turns it round",
        )
    if pattern.types == ("refusal",) and (
        pattern.polarity == "+" or (not pattern.modalities and pattern.effect != "performed")
    ):
        part.fault(
            part.place("types"),
            f"a pattern that can never match: a refusal with the effect {pattern.effect!r}",
            expected="for a refusal, the effect performed, without modalities and polarity",
            do="write `effect: performed`; a refusal turns it into not performed",
        )
    if pattern.effect == "intends" and set(pattern.modalities) & set(DONE):
        part.fault(
            part.place("modalities"),
            "an intention with the modality of something done",
            expected=one_of(MEANT),
        )


def _sentences(part: Section, pattern: EvidencePattern) -> None:
    """A first look at the test sentences: one that must be caught has to hold some word of each thing asked for."""
    for sentence in part.words("catches"):
        words = phrase(sentence.text)
        for name, phrases in (("act", pattern.acts), ("object", pattern.of)):
            if phrases and not any(roughly_holds(words, phrase(wanted)) for wanted in phrases):
                part.fault(
                    sentence.mark,
                    f"a sentence under 'catches' that holds no word of the {name}",
                    expected=f"one of: {', '.join(phrases[:12])}",
                    do="correct the sentence, or add its word to the pattern",
                )


def with_scopes(patterns: Iterable[EvidencePattern], scopes: Iterable[tuple[str, str]]) -> tuple[EvidencePattern, ...]:
    """Patterns of amounts, each behind a copy for the scope words that count less or more than what is owed."""
    found: list[EvidencePattern] = []
    by_relation: dict[str, list[str]] = {}
    for words, relation in scopes:
        by_relation.setdefault(relation, []).append(words)
    for pattern in patterns:
        for relation in ("narrower", "wider"):
            if pattern.effect in ("performed", "total") and relation in by_relation:
                found.append(
                    replace(
                        pattern,
                        name=f"{pattern.name} ({relation})",
                        scope=tuple(by_relation[relation]),
                        scope_is=cast(Literal["narrower", "wider"], relation),
                    )
                )
        found.append(pattern)
    return tuple(found)
