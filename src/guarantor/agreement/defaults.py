"""The evidence patterns that a provision or event has by itself: made of its act, debtors and object."""

from __future__ import annotations

from typing import Literal

from guarantor.agreement.context import Context
from guarantor.agreement.evidence import MODALITIES_OF, POLARITY_OF, with_scopes
from guarantor.agreement.lexicon import object_words
from guarantor.model.lexicon import ActWords, ObjectWords
from guarantor.model.provision import ActPattern, Effect, EvidencePattern, Polarity

Sign = Literal["+", "-", "any"]
AMOUNTS = ("cumulative", "share", "stock")


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
    """The patterns of an event: it came, it did not come, it is intended."""
    make = _Maker(about, act, act.by, act.to, context)
    words = make.act
    verbs = (*words.does, *words.nouns)
    return (
        make("came", "triggered", verbs, by=act.by),
        *(
            (make("came, told of who had it", "triggered", words.receives, by=_people(act.to, context)),)
            if words.receives
            else ()
        ),
        make("did not come", "not_triggered", verbs, by=act.by),
        make("intended", "intends", verbs, by=act.by),
    )


def for_counter(
    about: str, holders: tuple[str, ...], thing: str | None, act: str | None, kind: str, context: Context
) -> tuple[EvidencePattern, ...]:
    """The pattern of a counter: figures of its kind by its own roots, of its object."""
    named = object_words(context, thing) if thing else ObjectWords(id="", name="", words=())
    words = context.acts.get(act) if act else None
    return (
        EvidencePattern(
            name=f"{about}/figures",
            effect="total",
            acts=(*words.does, *words.receives, *words.nouns) if words else (),
            modalities=MODALITIES_OF["total"],
            polarity="+",
            of=named.words,
            not_of=named.other,
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
        self, name: str, effect: Effect, acts: tuple[str, ...], *, by: tuple[str, ...] = (), kind: tuple[str, ...] = (),
        polarity: Sign | None = None, types: tuple[str, ...] = (), modalities: tuple[str, ...] | None = None,
    ) -> EvidencePattern:  # fmt: skip
        """One pattern. Where there is an object to tell the act by, a claim that names no doer fits as well."""
        places = tuple(each for each in self.pattern.to if self.context.names.has("place", each))
        return EvidencePattern(
            name=f"{self.about}/{name}",
            effect=effect,
            acts=acts,
            types=types,
            events=self.act.events if acts else (),
            modalities=MODALITIES_OF[effect] if modalities is None else modalities,
            polarity=polarity or POLARITY_OF[effect],
            by=by,
            by_silent=bool(by) and self.thing is not None,
            of=self.thing.words if self.thing else (),
            not_of=self.thing.other if self.thing else (),
            place=(*((self.pattern.at,) if self.pattern.at else ()), *(places if not self.thing else ())),
            kind=kind,
        )

    def owed(self) -> tuple[EvidencePattern, ...]:
        """Done, counted, not done, refused, outstanding, intended: for an act that is owed."""
        words = self.act
        verbs, by = (*words.does, *words.nouns), self.debtors
        found = [self("done", "performed", verbs, by=by)]
        if words.receives:
            found.append(self("received", "performed", words.receives, by=self._receivers()))
        if self.thing is not None:
            found.append(self("counted", "total", (*verbs, *words.receives), kind=AMOUNTS))
            found.append(self("still outstanding", "outstanding", self.context.outstanding))
        found.append(self("not done", "not_performed", verbs, by=by))
        found.append(self("refused", "not_performed", verbs, by=by, types=("refusal",), modalities=()))
        if words.undoes:
            found.append(
                self(
                    "held back", "not_performed", words.undoes, by=by, polarity="+", modalities=("happened", "ongoing")
                )
            )
        found.append(self("intended", "intends", verbs, by=by))
        return with_scopes(found, self.thing.scopes if self.thing else ())

    def _receivers(self) -> tuple[str, ...]:
        to = tuple(each for each in self.pattern.to if self.context.names.has("actor", each))
        return (*self.creditors, *to)

    def kept(self, polarity: Polarity) -> tuple[EvidencePattern, ...]:
        """For an act that is forbidden, or a state to be kept up: broken, kept, denied, intended."""
        words = self.act
        verbs, by = (*words.does, *words.nouns), self.debtors
        if polarity == "refrain":
            broken, kept = verbs, words.undoes
            found = [
                self("told done", "forbidden", broken, by=by),
                self("told not done", "upholds", verbs, by=by, polarity="-"),
            ]
        else:
            broken, kept = words.undoes, verbs
            found = [self("told kept", "upholds", verbs, by=by, polarity="+")]
            found.append(
                self("told not kept", "forbidden", verbs, by=by, polarity="-", modalities=("happened", "ongoing"))
            )
            found += [self("told undone", "forbidden", broken, by=by)] if broken else []
        if polarity == "refrain" and kept:
            found.append(self("told kept", "upholds", kept, by=by, polarity="+"))
        found.append(self("denied", "answers", verbs, by=by, types=("denial",), modalities=()))
        found.append(self("intended", "intends", verbs, by=by))
        return tuple(found)


def _people(names: tuple[str, ...], context: Context) -> tuple[str, ...]:
    return tuple(name for name in names if context.names.has("actor", name))
