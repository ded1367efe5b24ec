"""Provisions in case files into nouns, with their readings and amendments side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from guarantor.agreement.acts import imply, read_pattern, read_told
from guarantor.agreement.amounts import Op, read_amount, read_by_reference, read_ratio
from guarantor.agreement.clocks import every_text, read_clock, text_anchor
from guarantor.agreement.conditions import read_condition
from guarantor.agreement.context import Context, slug
from guarantor.agreement.defaults import for_provision
from guarantor.agreement.evidence import read_evidence
from guarantor.agreement.lexicon import object_words
from guarantor.agreement.nodes import Items, Mapping, Scalar
from guarantor.agreement.offsets import read_offset
from guarantor.agreement.section import Section
from guarantor.agreement.shapes_provisions import CLOSING, DEBTORS, DUTY, VERIFY
from guarantor.model.clauses import Amount, Anchor, Offset, Quantity, Ratio, Recurrence, Reference
from guarantor.model.provision import ActPattern, Closing, EvidencePattern, Polarity, Provision, Verify

POLARITIES: tuple[Polarity, ...] = ("do", "refrain", "maintain")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What is owed, forbidden or to be kept up, with who may do it for the debtor and how much of it."""

    polarity: Polarity
    act: ActPattern | None
    through: tuple[str, ...] = ()
    quantity: Quantity | None = None
    period: Offset | None = None


def read_provision(name: str, part: Section, context: Context) -> Provision:
    """One provision as its section has it, without readings and amendments."""
    references = context.references(part, needed=True)
    duty = read_duty(part, context)
    debtors, jointly = read_debtors(part, context)
    creditors = context.actors(part, part.words("creditor"))
    clock = read_clock(part, context, _fallback(part, context))
    recurrence = _check_period(part, duty, clock.recurrence)
    if isinstance(duty.quantity, Ratio) and duty.quantity.per == name:
        part.fault(
            part.mark, "a ratio that counts against itself", expected="another provision or an event",
            do="write behind `per` what each one is owed for",
        )  # fmt: skip
    act = duty.act
    if act is not None and debtors and not act.by:
        act = replace(act, by=debtors)
    return Provision(
        id=name,
        title=part.text("title") or _title(act, context, name),
        polarity=duty.polarity,
        text=next((each.text for each in references if each.text), None),
        references=references,
        debtors=debtors,
        jointly=jointly,
        creditors=creditors,
        act=act,
        quantity=duty.quantity,
        window=clock.window,
        recurrence=recurrence,
        when=read_condition(part, "when", context),
        while_=read_condition(part, "while", context),
        unless=read_condition(part, "unless", context),
        suspends=_suspends(part),
        for_each=_event(part, "for-each", context),
        consume="exclusive" if part.choice("consume", ("shared", "exclusive"), "shared") == "exclusive" else "shared",
        incidents=part.flag("incidents"),
        verify=_verify(part, context),
        closes_otherwise=_closings(part, context, references),
        soft=part.maybe("soft"),
        phase=_phase(part, context),
        evidence=_evidence(name, part, duty, act, debtors, creditors, context),
        issues=context.names.resolve_all(part, part.words("issues"), "issue") if "issues" in part.shape.keys else (),
        note=part.maybe("note"),
    )


def _title(act: ActPattern | None, context: Context, name: str) -> str:
    if act is None:
        return name
    return f"{act.act} {object_words(context, act.of).name}" if act.of else act.act


def _fallback(part: Section, context: Context) -> Anchor | None:
    found = part.scalar("phase")
    if found is not None and context.names.has("phase", found.text):
        return Anchor(kind="phase", name=found.text)
    return text_anchor(part, context)


def read_duty(part: Section, context: Context) -> Duty:
    """What stands under ``do``, ``refrain`` or ``maintain``, with an amount that stands beside it."""
    used = [key for key in POLARITIES if part.has(key)]
    if len(used) != 1:
        second = part.node.key(used[1]) if used else None
        part.fault(
            second.mark if second else part.mark,
            " and ".join(f"`{key}`" for key in used) if used else "no act",
            expected="exactly one of do (owed), refrain (forbidden), maintain (to be kept up)",
            do="make two provisions of it" if used else "add `do: {act: …}`",
        )
    polarity = used[0] if used else "do"
    if used and (plain := part.get(polarity)) is not None and isinstance(plain, Scalar):
        _in_a_sentence(part, polarity, plain, context)
        return Duty(polarity=polarity, act=None)
    duty = part.section(polarity, DUTY) if used else None
    if duty is None:
        return Duty(polarity=polarity, act=None)
    act = read_pattern(duty, context)
    thing = duty.scalar("of")
    unit = context.objects[thing.text].unit if thing and thing.text in context.objects else None
    owner = part if part.has("quantity") or part.has("ratio") else duty
    quantity, period = _quantity(owner, polarity, unit, context)
    if quantity is not None and polarity != "do":
        _unbounded(part, owner, polarity)
        quantity, period = None, None
    if isinstance(quantity, Amount) and duty.flag("distinct"):
        quantity = replace(quantity, distinct=True)
    through = context.actors(duty, duty.words("through"))
    return Duty(polarity=polarity, act=act, through=through, quantity=quantity, period=period)


def _in_a_sentence(part: Section, polarity: Polarity, found: Scalar, context: Context) -> None:
    """An act written as words: which act and which object they most likely are."""
    words = found.text.split()
    ends = [end for end in range(len(words), 0, -1) if " ".join(words[:end]) in context.acts]
    end = ends[0] if ends else 1
    act, thing = " ".join(words[:end]), " ".join(words[end:])
    part.fault(
        found.mark, f"{found.text!r} under {polarity!r}",
        expected="the act, and what it is done to, each under its key",
        do=f"write `{polarity}: {{act: {act}{f', of: {slug(thing)}' if thing else ''}}}`",
    )  # fmt: skip


def _unbounded(part: Section, owner: Section, polarity: Polarity) -> None:
    """A standing duty is kept or broken; how much of something may or must be done is a duty to do so much of it."""
    key = "quantity" if owner.has("quantity") else "ratio"
    bound = "at most so many" if polarity == "refrain" else "so many, with `every: day` for each day"
    part.fault(
        owner.place(key), f"a {key} under '{polarity}'", expected="what is forbidden or kept up, without a number",
        do=f"write it as `do: {{…, {key}: …}}`: {bound}",
    )  # fmt: skip


def _quantity(
    part: Section, polarity: Polarity, unit: str | None, context: Context
) -> tuple[Quantity | None, Offset | None]:
    amount, ratio = part.get("quantity"), part.get("ratio")
    if amount is not None and ratio is not None:
        part.fault(ratio.mark, "'ratio' beside 'quantity'", expected="one of them", do="make two provisions of it")
    if ratio is not None:
        return read_ratio(part, ratio, context), None
    if isinstance(amount, Mapping):
        return read_by_reference(part, amount, unit, context)
    if isinstance(amount, Scalar):
        default: Op = "<=" if polarity == "refrain" else ">="
        read = read_amount(part, amount, unit, default)
        told = read.amount.unit if read else None
        if unit and told and _one(told) != _one(unit) and not told.startswith("%"):
            part.advise(
                amount.mark, f"the unit {told!r}, where the object is counted in {unit!r}",
                do=f"write {unit!r}, or change the object's `unit:`; no amount is converted",
            )  # fmt: skip
        return (read.amount, read.every) if read else (None, None)
    if isinstance(amount, Items):
        part.fault(
            amount.mark, "a list under 'quantity'", expected="one amount; other numbers are `readings:` or `told:`"
        )
    return None, None


def _one(unit: str) -> str:
    return unit.casefold().removesuffix("s")


def _check_period(part: Section, duty: Duty, recurrence: Recurrence | None) -> Recurrence | None:
    """An amount told by the day needs a duty by the day."""
    if duty.period is None or (recurrence is not None and recurrence.every == duty.period):
        return recurrence
    if recurrence is None:
        part.fault(
            part.place(duty.polarity),
            "an amount for each period, without 'every'",
            expected="`every:` beside it, or an amount without a period",
            do=f"add `every: {every_text(duty.period)}`",
        )
    elif recurrence.quota == "each":
        part.fault(
            part.place("every"),
            "a period that is not the one of the amount",
            expected="the same period in both",
            do="correct `every:` or the amount",
        )
    return recurrence


def read_debtors(part: Section, context: Context) -> tuple[tuple[str, ...], bool]:
    """Who owes, and whether together. A plain list is together; ``each`` is each for himself."""
    node = part.get("debtor")
    if not isinstance(node, Mapping):
        debtors = context.actors(part, part.words("debtor"))
        if node is None:
            part.fault(part.mark, "no debtor", expected="who owes it", do="add `debtor:` with an actor or role")
        return debtors, len(debtors) > 1
    who = Section(node, DEBTORS, f"{part.where}, debtor", part.faults)
    if who.has("each") == who.has("jointly"):
        who.fault(
            who.mark, "both 'each' and 'jointly'" if who.has("each") else "no debtors", expected="one of each, jointly"
        )
    key = "jointly" if who.has("jointly") else "each"
    debtors = context.actors(who, who.words(key))
    return debtors, key == "jointly" and len(debtors) > 1


def _suspends(part: Section) -> Literal["duty", "clock"] | None:
    word = part.choice("suspends", ("duty", "clock"), "")
    if word and not part.has("unless"):
        part.fault(part.place("suspends"), "'suspends' without 'unless'", expected="`unless:` with what suspends it")
    return "duty" if word == "duty" else ("clock" if word == "clock" else None)


def _event(part: Section, key: str, context: Context) -> str | None:
    found = part.scalar(key)
    name = context.names.resolve(part, found, "event") if found else None
    return context.use("event", name) if name else None


def _phase(part: Section, context: Context) -> str | None:
    found = part.scalar("phase")
    name = context.names.resolve(part, found, "phase") if found else None
    return context.use("phase", name) if name else None


def _verify(part: Section, context: Context) -> Verify | None:
    node = part.get("verify")
    if node is None or not isinstance(node, Mapping):
        who = context.actors(part, part.words("verify"))
        return Verify(who=who, organs=_organs(who, context)) if who else None
    section = Section(node, VERIFY, f"{part.where}, verify", part.faults)
    within, quorum = section.scalar("within"), section.scalar("quorum")
    who = context.actors(section, section.words("who"))
    count = int(quorum.text) if quorum and quorum.text.isdigit() else 1
    if quorum and not (quorum.text.isdigit() and 1 <= count <= max(len(who), 1)):
        section.fault(quorum.mark, f"a quorum of {quorum.text!r}", expected=f"a number from 1 to {max(len(who), 1)}")
    return Verify(who=who, within=read_offset(section, within, "within") if within else None, quorum=count,
                  organs=_organs(who, context))  # fmt: skip


def _organs(who: tuple[str, ...], context: Context) -> tuple[tuple[str, str], ...]:
    """Everybody who speaks for one of those who verify, and is none of them himself."""
    found = {organ: whole for whole in who for organ in sorted(context.people.organs(whole)) if organ not in who}
    return tuple(sorted(found.items()))


def _closings(part: Section, context: Context, references: tuple[Reference, ...]) -> tuple[Closing, ...]:
    found: list[Closing] = []
    for each in part.listed("closes-otherwise", CLOSING, "closing"):
        node = each.get("told")
        event: str | None
        if node is not None:
            event = read_told(each, node, "told", context, references)
        elif each.has("act"):
            act = read_pattern(each, context)
            event = imply(act, context, references, part.where) if act else None
        else:
            each.fault(each.mark, "a closing without an event", expected="`act:`, or `told:` with the id of an event")
            event = None
        start, end = each.scalar("from"), each.scalar("until")
        if event is not None:
            found.append(
                Closing(
                    event=event,
                    start=read_offset(each, start, "from") if start else None,
                    end=read_offset(each, end, "until") if end else None,
                    note=each.maybe("note"),
                )
            )
    return tuple(found)


def _evidence(
    name: str, part: Section, duty: Duty, act: ActPattern | None, debtors: tuple[str, ...], creditors: tuple[str, ...],
    context: Context,
) -> tuple[EvidencePattern, ...]:  # fmt: skip
    own = read_evidence(part, duty.polarity, context)
    if act is None or not part.flag("defaults", True):
        if not own and act is not None:
            part.fault(
                part.place("defaults"),
                "no evidence at all",
                do="write patterns under `evidence:`, or remove `defaults`",
            )
        return own
    by = tuple(dict.fromkeys((*debtors, *duty.through)))
    return (*own, *for_provision(name, duty.polarity, act, by, creditors, context))
