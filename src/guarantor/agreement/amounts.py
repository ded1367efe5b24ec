"""Quantities as authors write them: ``20``, ``at least 20 people``, ``600/day``, ``5 per handover``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from guarantor.agreement.context import Context
from guarantor.agreement.nodes import Mapping, Node, Scalar
from guarantor.agreement.offsets import parse_offset, read_offset
from guarantor.agreement.section import Section
from guarantor.agreement.shapes_provisions import BY_REFERENCE, RATIO, TOLD_AMOUNT
from guarantor.model.clauses import Amount, ByReference, Offset, Ratio, TextAmount

Op = Literal[">=", "<=", "="]
_OPS: tuple[tuple[str, Op], ...] = (
    ("at least ", ">="), ("no fewer than ", ">="), ("no less than ", ">="), ("a minimum of ", ">="), (">= ", ">="),
    ("at most ", "<="), ("no more than ", "<="), ("up to ", "<="), ("a maximum of ", "<="), ("<= ", "<="),
    ("exactly ", "="), ("= ", "="),
)  # fmt: skip
_AMOUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?(?:/[1-9]\d*)?)\s*(billion|million|thousand|%)?\s*(.*)\Z")
_PER = re.compile(r"(.*?)\s*(?:/|\bper\b|\ba\b|\ban\b|\bevery\b)\s*((?:\d+ )?(?:hour|day|week|month|quarter|year)s?)\Z")
_RATIO = re.compile(r"(\d+(?:\.\d+)?(?:/[1-9]\d*)?)\s+(?:for each|per|for every|for)\s+(\S+)\Z")
_RANGE = re.compile(r"(?:to|or|and|-|\u2013)\s*\d")
_SCALE = {"billion": 1_000_000_000, "million": 1_000_000, "thousand": 1000}


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """An amount as written: ``every`` is the period it was written with ("600/day")."""

    amount: Amount
    every: Offset | None = None


def parse_amount(words: str, default: Op = ">=") -> Read | None:
    """An amount; None where the words are none.

    >>> parse_amount("at most 3 posts").amount
    Amount(op='<=', value=Fraction(3, 1), unit='posts', distinct=False, note=None)
    >>> parse_amount("600 trucks/day").every.days
    1
    """
    text = " ".join(words.split())
    op = default
    for head, sign in _OPS:
        if text.casefold().startswith(head):
            op, text = sign, text[len(head) :]
            break
    if not (found := _AMOUNT.match(text)):
        return None
    value = Fraction(found[1].replace(",", "")) * _SCALE.get(found[2] or "", 1)
    unit, every = found[3].strip(), None
    if found[2] == "%":
        unit = f"% {unit}".strip()
    if per := _PER.match(unit):
        span = per[2] if per[2][0].isdigit() else f"1 {per[2]}"
        unit, every = per[1].strip(), parse_offset(span)
    if _RANGE.match(unit):
        return None
    if unit and not (unit[0].isalpha() or unit[0] == "%"):
        return None
    return Read(amount=Amount(op=op, value=value, unit=unit or None), every=every)


def read_amount(section: Section, found: Scalar, unit: str | None, default: Op = ">=") -> Read | None:
    """An amount with its unit (``unit`` where none is written), or None with a fault noted."""
    read = parse_amount(found.text, default)
    if read is None:
        section.fault(
            found.mark,
            f"the quantity {found.text!r}",
            expected="a number with a unit, as 20 people, at most 3 posts, 600 trucks/day",
            do="write one number in digits (of a range, what is owed at least); words that soften it go under `soft:`",
        )
        return None
    if read.amount.value == 0 and read.amount.op == ">=":
        section.fault(found.mark, "a quantity of at least nothing", expected="a number above 0, or `at most 0`")
    if read.amount.unit is None and unit is None:
        section.fault(
            found.mark,
            f"the quantity {found.text!r} without a unit",
            expected="what is counted, as 20 people",
            do="write the unit behind the number, or give the object a `unit:`",
        )
    return replace(read, amount=replace(read.amount, unit=read.amount.unit or unit))


def read_by_reference(
    section: Section, node: Mapping, unit: str | None, context: Context
) -> tuple[ByReference, Offset | None]:
    """A quantity that another text sets, with the numbers told for it, and the period these are told for."""
    part = Section(node, BY_REFERENCE, f"{section.where}, quantity", section.faults)
    text = part.scalar("by-reference")
    name = context.names.resolve(part, text, "text") if text else None
    told: list[TextAmount] = []
    every: Offset | None = None
    for label, entry in part.named("told", TOLD_AMOUNT, "told amount", free=True, inside=part.where):
        scalar, by = entry.scalar("quantity"), entry.scalar("by")
        read = read_amount(entry, scalar, unit) if scalar else None
        teller = context.names.resolve(entry, by, "actor", "source") if by else None
        if read is None:
            continue
        every = every or read.every
        told.append(
            TextAmount(
                name=label.text, amount=read.amount, told_by=teller, references=context.references(entry, needed=True)
            )
        )
    return ByReference(text=name or "", told=tuple(told), note=part.maybe("note")), every


def read_ratio(section: Section, node: Node, context: Context) -> Ratio | None:
    """So many for each one of another provision or event."""
    if isinstance(node, Scalar):
        found = _RATIO.match(" ".join(node.text.split()))
        if not found:
            section.fault(
                node.mark, f"the ratio {node.text!r}", expected="a number for each of something, as 15 per handover"
            )
            return None
        per = _per(section, replace(node, text=found[2]), context)
        if not Fraction(found[1]):
            section.fault(node.mark, f"the ratio {node.text!r}", expected="more than nothing for each one")
        return Ratio(times=Fraction(found[1]), per=per) if per else None
    part = section.open(node, RATIO, f"{section.where}, ratio", "ratio")
    if part is None:
        return None
    times, whom, lag = part.scalar("times"), part.scalar("per"), part.scalar("lag")
    per = _per(part, whom, context) if whom else None
    read = parse_amount(times.text) if times else None
    if times and (read is None or read.amount.value is None):
        part.fault(times.mark, f"{times.text!r} under 'times'", expected="a number")
    elif times and read is not None and not read.amount.value:
        part.fault(times.mark, f"{times.text!r} under 'times'", expected="more than nothing for each one")
    if per is None or read is None or read.amount.value is None:
        return None
    mode = part.choice("mode", ("cumulative", "trigger", "fifo"), "cumulative")
    return Ratio(
        times=read.amount.value,
        per=per,
        mode="trigger" if mode == "trigger" else ("fifo" if mode == "fifo" else "cumulative"),
        lag=(read_offset(part, lag, "lag") if lag else None) or Offset(),
        unit=part.maybe("unit"),
        note=part.maybe("note"),
    )


def _per(section: Section, found: Scalar, context: Context) -> str | None:
    name = context.names.resolve(section, found, "provision", "event")
    return context.use("event", name) if name and context.names.has("event", name) else name
