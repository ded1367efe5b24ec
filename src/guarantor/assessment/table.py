"""The status table: trigger and window against what is told. Nothing else decides a status."""

from __future__ import annotations

from typing import Literal

from guarantor.model.assessment import Bits, Status

TriggerState = Literal["not come", "nobody", "told and denied", "came"]


def duty_status(
    trigger: TriggerState, *, closed: bool, bits: Bits, speaks: bool, some: bool, missing: bool = True
) -> Status:
    """The status of an instance of a duty to do.

    ``some``: the account tells of some performance (U > 0); ``speaks``: of performance, or that it is outstanding. That
    somebody calls it a breach decides no word alone; that others call it none makes it disputed. ``missing``: what is
    told falls short; of a bound from above nothing does, and what nobody counted stays unverified.

    >>> duty_status("came", closed=True, bits=Bits(late=True, f=True), speaks=True, some=True)
    'fulfilled late'
    """
    both = (bits.t and (bits.f or bits.short)) or judged_only(bits)
    if trigger == "not come":
        return "not yet due"
    if trigger == "told and denied":
        return "disputed"
    if trigger == "nobody":
        return "disputed" if both else "no information"
    if both:
        return "disputed"
    if bits.t:
        return "fulfilled"
    if not closed:
        return "breached" if bits.f else "in progress" if some else "due"
    if bits.late:
        return "fulfilled late"
    if bits.f:
        return "breached"
    return ("overdue" if missing else "unverified") if speaks else "no information"


def judged_only(bits: Bits) -> bool:
    """Whether only judgements stand against each other: some call it a breach and some none, and what is told done and
    not done does not differ."""
    return bits.called and bits.answered and not (bits.t and (bits.f or bits.short))


def standing_status(trigger: TriggerState, *, bits: Bits, holds: bool) -> Status:
    """The status of a period or incident of a duty to refrain or to maintain.

    >>> standing_status("came", bits=Bits(), holds=False)
    'unverified'
    """
    both = bits.t and bits.f
    if trigger == "not come":
        return "not yet due"
    if trigger == "told and denied":
        return "disputed"
    if trigger == "nobody":
        return "disputed" if both else "no information"
    if both:
        return "disputed"
    if bits.f:
        return "breached"
    if bits.t:
        return "fulfilled"
    return "holding" if holds else "unverified"
