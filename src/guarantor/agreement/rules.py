"""What is understood but cannot be meant: contradictions, things nothing speaks of, readings that change nothing."""

from __future__ import annotations

from dataclasses import replace

from guarantor.agreement.conditions import provisions_in
from guarantor.agreement.context import Context
from guarantor.agreement.cycles import circles
from guarantor.agreement.faults import Mark
from guarantor.agreement.parts import Parts
from guarantor.model.agreement import Agreement
from guarantor.model.provision import Provision


def check_agreement(agreement: Agreement, parts: Parts, context: Context) -> None:
    """Note everything of the kind in the context's collector."""
    _circles(agreement, parts, context)
    _texts(agreement, parts)
    dates = {text.id: text.date for text in agreement.texts}
    for provision in agreement.provisions:
        _provision(provision, parts)
        _early(provision, dates.get(provision.text or "", ""), parts)
    _unused(agreement, parts, context)


def _circles(agreement: Agreement, parts: Parts, context: Context) -> None:
    for path in circles(agreement):
        kind, _, name = path[0].partition(" ")
        section = parts.by_kind.get(kind, {}).get(name)
        context.faults.add(
            context.names.mark(kind, name) or Mark(file="agreement"),
            f"clocks that wait for each other: {' → '.join(path)}",
            expected="a clock that begins with an event, a date or a text",
            do="hang one of them on an event",
            where=section.where if section else "",
        )


def _texts(agreement: Agreement, parts: Parts) -> None:
    dates = {text.id: text.date for text in agreement.texts}
    for text in agreement.texts:
        part = parts.by_kind["text"][text.id]
        for key, other in (("amends", text.amends), ("endorses", text.endorses)):
            if other == text.id:
                part.fault(part.place(key), f"a text that {key} itself", do=f"name another text, or remove `{key}:`")
            elif other is not None and text.date and dates.get(other, "") > text.date:
                part.fault(
                    part.place(key),
                    f"a text of {text.date} that {key} one of {dates[other]}",
                    expected="an earlier text",
                    do="correct one of the two dates",
                )


def _provision(provision: Provision, parts: Parts) -> None:
    part = parts.by_kind["provision"][provision.id]
    for key, condition in (("when", provision.when), ("while", provision.while_), ("unless", provision.unless)):
        if provision.id in provisions_in(condition):
            part.fault(
                part.place(key), f"a duty under {key!r} that is this duty itself", do="name another, or an event"
            )
    if provision.while_ is not None and provision.while_ == provision.unless:
        part.fault(
            part.place("unless"),
            "the same condition under 'while' and 'unless', so that the duty never binds",
            expected="two conditions",
            do="remove one of them",
        )
    if provision.polarity == "do" and provision.incidents:
        part.fault(
            part.place("incidents"),
            "'incidents' beside 'do'",
            expected="`refrain:` or `maintain:`, whose breaches are incidents",
            do="remove it",
        )
    plain = replace(provision, readings=(), amendments=(), evidence=(), references=(), counters=())
    for reading in provision.readings:
        if replace(reading.provision, evidence=(), references=()) == plain:
            part.advise(
                part.place("readings"),
                f"the reading {reading.name!r}, which differs from the provision in nothing",
                do="write the keys that it reads differently",
            )


def _early(provision: Provision, written: str, parts: Parts) -> None:
    """A deadline before the day of the text: most often a slip in the year."""
    until = provision.window.until if provision.window else None
    part = parts.by_kind["provision"][provision.id]
    if until is not None and until.kind == "date" and until.name[:10] < written:
        part.advise(
            part.place("by" if part.has("by") else "until"),
            f"an end on {until.name[:10]}, before the text of {written}",
            do="check the year",
        )


def _unused(agreement: Agreement, parts: Parts, context: Context) -> None:
    """Events on which nothing hangs and objects that no act or pattern names."""
    if context.faults.serious:
        return  # what a fault keeps from being read may name them
    settled = {("event", closing.event) for provision in agreement.provisions for closing in provision.closes_otherwise}
    used = context.used | settled
    for kind, why in (("event", "on which no clock or condition hangs"), ("object", "which no act or pattern names")):
        for name, part in parts.each(kind):
            if (kind, name) not in used and not any(each[1] == name for each in used if each[0] == "object"):
                mark = context.names.mark(kind, name) or part.mark
                part.advise(mark, f"the {kind} {name!r}, {why}", do="use it, or remove it; it does no harm")
