"""The words by which reports are tied to an agreement, as plain sentences: objects, acts, patterns of evidence."""

from __future__ import annotations

from collections.abc import Iterator

from guarantor.agreement.wording import Wording, series
from guarantor.model.agreement import Agreement
from guarantor.model.provision import EvidencePattern

_EFFECTS = {
    "performed": "it was done",
    "total": "so much was done in all",
    "not_performed": "it was not done",
    "outstanding": "something is still owed",
    "breached": "it is breached, by somebody's judgement",
    "forbidden": "the forbidden thing was done",
    "upholds": "it is kept",
    "answers": "an allegation is denied",
    "triggered": "it came",
    "not_triggered": "it did not come",
    "ended": "the duty is over",
    "excepted": "an exception applies",
    "closed": "it was settled otherwise",
    "intends": "it is intended (shown beside, counts for nothing)",
}
_NAMED = ("forbidden", "not_performed", "breached", "answers")
"""What a claim that names no doer never says of anybody."""
_SCOPES = {"same": "as much as is owed", "narrower": "less than is owed", "wider": "more than is owed"}


def object_lines(agreement: Agreement, say: Wording) -> Iterator[str]:
    """What acts are done to, with the phrases by which reports call it."""
    for thing in agreement.objects:
        unit = f"; counted in {thing.unit}" if thing.unit else ""
        other = f"; not: {series(thing.other, 'or')}" if thing.other else ""
        scopes = [f"{words}: {_SCOPES[relation]}" for words, relation in thing.scopes]
        scope = f"; of figures, {series(scopes)}" if scopes else ""
        refs = f" ({say.references(thing.references)})" if thing.references else ""
        yield f"{thing.name} ({thing.id}): {series(thing.words, 'or') or thing.name}{other}{unit}{scope}{refs}."


def act_lines(agreement: Agreement) -> Iterator[str]:
    """The acts of the agreement with their verbs and nouns."""
    for act in agreement.acts:
        asks = (("", act.does), ("of who has it then: ", act.receives), ("nouns: ", act.nouns),
                ("the contrary: ", act.undoes), ("types of event: ", act.events))  # fmt: skip
        told = "; ".join(name + series(words, "or") for name, words in asks if words)
        yield f"{act.id}: {told}."


def pattern_lines(patterns: tuple[EvidencePattern, ...], say: Wording) -> Iterator[str]:
    """Which claims bear on a provision, event, counter or meeting."""
    for pattern in patterns:
        silent = " or nobody named" if pattern.by_silent and pattern.effect not in _NAMED else ""
        asks = [
            ("words", series(pattern.acts, "or")),
            ("types of event", series(pattern.events, "or")),
            ("of", series(pattern.of, "or")),
            ("not of", series(pattern.not_of, "or")),
            ("by", say.actors(pattern.by, "or") + silent),
            ("to", say.actors(pattern.to, "or")),
            ("said by", say.actors(pattern.holders, "or")),
            ("type", series(pattern.types, "or")),
            ("modality", series(pattern.modalities, "or")),
            ("polarity", "" if pattern.polarity == "any" else pattern.polarity),
            ("figure", series((*pattern.kind, *pattern.unit, *pattern.scope, *pattern.period), "or")),
            ("place", say.actors(pattern.place, "or")),
        ]
        asked = "; ".join(f"{name}: {words}" for name, words in asks if words)
        note = f" Note: {pattern.note}" if pattern.note else ""
        yield f"{pattern.name}: says that {_EFFECTS[pattern.effect]}{_more(pattern, say)}. {asked}.{note}"


def _more(pattern: EvidencePattern, say: Wording) -> str:
    parts = [
        ", all that is owed" if pattern.whole else "",
        f", by {say.actor(pattern.debtor)}" if pattern.debtor else "",
        f", under the key {pattern.key}" if pattern.key else "",
        f" [{pattern.scope_is} scope]" if pattern.scope_is != "same" else "",
    ]
    return "".join(parts)
