"""The evidence patterns that a provision or event has by itself: made of its act, debtors and object.

A pattern says what the act does if it is told done; that it is told refused, denied, planned or not done turns the
effect in linking. The first pattern that fits a claim counts, so counts stand before single acts.
"""

from __future__ import annotations

from dataclasses import replace

from guarantor.agreement.context import Context
from guarantor.agreement.evidence import with_scopes
from guarantor.agreement.lexicon import STILL_HELD, STILL_LEFT, object_words
from guarantor.agreement.verbs import as_told, with_plurals
from guarantor.model.lexicon import ActWords, ObjectWords
from guarantor.model.provision import ActPattern, Effect, EvidencePattern, Polarity

AMOUNTS = ("cumulative", "share")


def for_provision(
    about: str,
    polarity: Polarity,
    act: ActPattern,
    debtors: tuple[str, ...],
    creditors: tuple[str, ...],
    context: Context,
) -> tuple[EvidencePattern, ...]:
    """The patterns of a provision; ``debtors`` with those who may act for them."""
    make = _Maker(about, act, debtors, creditors, context)
    return make.owed() if polarity == "do" else make.kept(polarity)


def for_event(about: str, act: ActPattern, context: Context) -> tuple[EvidencePattern, ...]:
    """The patterns of an event: it came, told of who did it and of those it was done to."""
    make = _Maker(about, act, act.by, act.to, context)
    words = make.act
    came = make("came", "triggered", (*words.does, *words.nouns), by=act.by)
    if not words.receives:
        return (came,)
    return (came, make("came, told of who had it", "triggered", words.receives, by=_people(act.to, context)))


def for_counter(
    about: str, holders: tuple[str, ...], thing: str | None, act: str | None, kind: str, context: Context
) -> tuple[EvidencePattern, ...]:
    """The pattern of a counter: figures of its kind by its own roots, of its object."""
    named = object_words(context, thing) if thing else ObjectWords(id="", name="", words=())
    words = context.acts.get(act) if act else None
    return (
        EvidencePattern(
            name="figures",
            effect="total",
            acts=as_told((*words.does, *words.receives, *words.nouns)) if words else (),
            of=with_plurals(named.words),
            not_of=with_plurals(named.other),
            holders=holders,
            kind=(kind,),
        ),
    )


class _Maker:
    """Makes the patterns of one provision or event."""

    def __init__(
        self, about: str, act: ActPattern, debtors: tuple[str, ...], creditors: tuple[str, ...], context: Context
    ) -> None:
        self.about, self.pattern = about, act
        self.debtors, self.creditors, self.context = debtors, creditors, context
        self.act: ActWords = context.acts[act.act]
        self.thing = object_words(context, act.of) if act.of else None

    def __call__(
        self, name: str, effect: Effect, acts: tuple[str, ...], *, by: tuple[str, ...] = (), kind: tuple[str, ...] = ()
    ) -> EvidencePattern:  # fmt: skip
        """One pattern. Where there is an object to tell the act by, a claim that names no doer fits as well."""
        places = tuple(each for each in self.pattern.to if self.context.names.has("place", each))
        return EvidencePattern(
            name=name,
            effect=effect,
            acts=as_told(acts),
            events=self.act.events,
            by=by,
            by_silent=bool(by) and self.thing is not None,
            of=with_plurals(self.thing.words) if self.thing else (),
            not_of=with_plurals(self.thing.other) if self.thing else (),
            place=(*((self.pattern.at,) if self.pattern.at else ()), *(places if not self.thing else ())),
            kind=kind,
        )

    def owed(self) -> tuple[EvidencePattern, ...]:
        """Counted, done, received, held back, outstanding: for an act that is owed."""
        words = self.act
        verbs, by = (*words.does, *words.nouns), self.debtors
        found: list[EvidencePattern] = []
        if self.thing is not None:
            found.append(self("counted", "total", (*verbs, *words.receives), kind=AMOUNTS))
        found.append(self("done", "performed", verbs, by=by))
        if words.receives:
            found.append(self("received", "performed", words.receives, by=self._receivers()))
        if words.undoes:
            found.append(self("held back", "not_performed", words.undoes, by=by))
        if self.thing is not None:
            held, left = self.context.acts[STILL_HELD].does, self.context.acts[STILL_LEFT].does
            found.append(replace(self("still held", "outstanding", held, by=by), by_silent=False))
            found.append(self("still left", "outstanding", left))
        return with_scopes(found, self.thing.scopes if self.thing else ())

    def _receivers(self) -> tuple[str, ...]:
        to = tuple(each for each in self.pattern.to if self.context.names.has("actor", each))
        return (*self.creditors, *to)

    def kept(self, polarity: Polarity) -> tuple[EvidencePattern, ...]:
        """For an act that is forbidden, or a state to be kept up: broken and kept."""
        words = self.act
        verbs, by = (*words.does, *words.nouns), self.debtors
        broken, kept = (verbs, words.undoes) if polarity == "refrain" else (words.undoes, verbs)
        found: list[EvidencePattern] = []
        if broken:
            found.append(self("broken", "forbidden", broken, by=by))
        if kept:
            found.append(self("kept", "upholds", kept, by=by))
        return tuple(found)


def _people(names: tuple[str, ...], context: Context) -> tuple[str, ...]:
    return tuple(name for name in names if context.names.has("actor", name))
