"""The parts of an agreement in plain British English: spans of time, anchors, amounts, conditions, lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction

from guarantor.model.actor import People
from guarantor.model.agreement import Agreement
from guarantor.model.clauses import (
    Amount,
    Anchor,
    ByReference,
    Cond,
    Offset,
    Quantity,
    Ratio,
    Recurrence,
    Reference,
    Window,
)
from guarantor.model.provision import ActPattern, Provision

_OPS = {">=": "at least", "<=": "at most", "=": "exactly"}
_ZERO = Offset()


def series(words: Iterable[str], last: str = "and") -> str:
    """A list in a sentence.

    >>> series(["a", "b", "c"])
    'a, b and c'
    """
    listed = list(words)
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} {last} {listed[-1]}" if listed else ""


def span(offset: Offset) -> str:
    """A span of time.

    >>> span(Offset(seconds=259200)), span(Offset(days=7)), span(Offset(months=6))
    ('72 hours', '7 days', '6 months')
    """
    years = offset.months % 12 == 0
    months = (offset.months // 12, "year") if years else (offset.months, "month")
    parts = [months, (offset.days, "day"), _exact(offset.seconds)]
    sign = next((1 if number > 0 else -1 for number, _ in parts if number), 1)
    more = [(abs(number), unit) for number, unit in parts if number * sign > 0]
    less = [(abs(number), unit) for number, unit in parts if number * sign < 0]
    words = " less ".join(_units(each) for each in (more, less) if each)
    return words or "no time"


def _units(parts: list[tuple[int, str]]) -> str:
    return series(f"{number} {unit}{'s' if number != 1 else ''}" for number, unit in parts)


def _exact(seconds: int) -> tuple[int, str]:
    for unit, length in (("hour", 3600), ("minute", 60)):
        if seconds % length == 0:
            return seconds // length, unit
    return seconds, "second"


def _backwards(offset: Offset) -> bool:
    first = next((number for number in (offset.months, offset.days, offset.seconds) if number), 0)
    return first < 0


def number(value: Fraction) -> str:
    """A number with commas.

    >>> number(Fraction(1700)), number(Fraction(1, 2))
    ('1,700', '0.5')
    """
    return f"{value.numerator:,}" if value.denominator == 1 else f"{float(value):g}"


def day(iso: str) -> str:
    """A day or time as readers write it.

    >>> day("2025-10-09"), day("2025-10-10T12:00:00+03:00")
    ('9 October 2025', '10 October 2025, 12:00 (+03:00)')
    """
    if "T" in iso:
        at = datetime.fromisoformat(iso)
        zone = iso[-6:] if iso[-6] in "+-" and not iso.endswith("+00:00") else "UTC"
        return f"{at.day} {at:%B %Y, %H:%M} ({zone})"
    on = date.fromisoformat(iso)
    return f"{on.day} {on:%B %Y}"


class Wording:
    """Says the parts of one agreement, with the names that its tables and actors give."""

    def __init__(self, agreement: Agreement, people: People | None = None) -> None:
        self.agreement = agreement
        self.people = people or People()
        self._texts = {text.id: text for text in agreement.texts}
        self._objects = {thing.id: thing.name for thing in agreement.objects}
        self._events = {event.id: event.title for event in agreement.events}
        self._phases = {phase.id: phase.title for phase in agreement.phases}
        self._provisions = {provision.id: provision.title for provision in agreement.provisions}

    def actor(self, name: str) -> str:
        """The name of an actor, source or place."""
        if (actor := self.people.actors.get(name)) is not None:
            return actor.name
        if (source := self.people.sources.get(name)) is not None:
            return source.name
        return self.people.places[name].names[0] if name in self.people.places else name

    def actors(self, names: Iterable[str], last: str = "and") -> str:
        """Names in a list."""
        return series((self.actor(name) for name in names), last)

    def thing(self, name: str) -> str:
        """What an act is done to."""
        return self._objects.get(name) or self._events.get(name) or self._provisions.get(name) or self.actor(name)

    def reference(self, reference: Reference) -> str:
        """Where something is written."""
        title = self._texts[reference.text].title if reference.text in self._texts else (reference.text or "")
        where = f"{title}, {reference.clause}" if title and reference.clause else title
        return "; ".join(filter(None, [where, reference.note])) or reference.url or "no reference"

    def references(self, references: Iterable[Reference]) -> str:
        """Where something is written, several places."""
        return "; ".join(dict.fromkeys(self.reference(each) for each in references))

    def event(self, name: str) -> str:
        """An event with its id, so that its author finds it."""
        title = self._events.get(name, name)
        return f"“{title}”" if title == name else f"“{title}” ({name})"

    def provision(self, name: str) -> str:
        """The title of a provision."""
        return f"“{self._provisions.get(name, name)}”"

    def phase(self, name: str) -> str:
        """The title of a phase."""
        return self._phases.get(name, name)

    def anchor(self, anchor: Anchor) -> str:
        """What a clock hangs on."""
        if anchor.of:
            parts = [self._point(part.offset, self.anchor(replace(part, offset=_ZERO))) for part in anchor.of]
            return parts[0] if len(parts) == 1 else f"the {anchor.kind} of {series(parts)}"
        if anchor.kind == "date":
            return day(anchor.name)
        if anchor.kind == "text":
            text = self._texts.get(anchor.name)
            return (
                f"{day(text.date)} (the date of {text.title})" if text and text.date else f"the date of {anchor.name}"
            )
        if anchor.kind == "phase":
            return f"the start of {self._phases.get(anchor.name, anchor.name)}"
        if anchor.kind == "provision":
            return f"the fulfilment of “{self._provisions.get(anchor.name, anchor.name)}”"
        return self.event(anchor.name)

    def act(self, act: ActPattern, *, doer: bool = True) -> str:
        """An act in the infinitive, with its object and whom it is done to."""
        words = f"{self.actors(act.by, 'or')} to {act.act}" if doer and act.by else act.act
        thing = self.thing(act.of) if act.of else ""
        parts = [f"“{act.act}”, of", thing] if doer and not act.by and thing else [words, thing]
        if act.to:
            parts.append(f"to {self.actors(act.to)}")
        if act.at:
            parts.append(f"at {self.actor(act.at)}")
        return " ".join(filter(None, parts))

    def quantity(self, quantity: Quantity) -> str:
        """How much is owed."""
        if isinstance(quantity, Amount):
            return self.amount(quantity)
        if isinstance(quantity, Ratio):
            each = self.thing(quantity.per)
            which = f" ({quantity.unit} only)" if quantity.unit else ""
            how = {"cumulative": "everything so far against everything so far", "trigger": "for each occurrence",
                   "fifo": "first in, first out"}[quantity.mode]  # fmt: skip
            lag = f", {span(quantity.lag)} later" if quantity.lag != _ZERO else ""
            return f"{number(quantity.times)} for each one of “{each}”{which}, {how}{lag}"
        return self._told(quantity)

    def amount(self, amount: Amount) -> str:
        """An amount with its bound."""
        if amount.value is None:
            return "an amount that no text tells"
        kind = "different " if amount.distinct else ""
        blank = "" if (amount.unit or "").startswith("%") else " "
        return f"{_OPS[amount.op]} {number(amount.value)}{blank}{kind}{amount.unit or ''}".strip()

    def _told(self, quantity: ByReference) -> str:
        title = self._texts[quantity.text].title if quantity.text in self._texts else quantity.text
        tellers = [f", told by {self.actor(each.told_by)}" if each.told_by else "" for each in quantity.told]
        told = [
            f"{self.amount(each.amount)} (“{each.name}”{teller})"
            for each, teller in zip(quantity.told, tellers, strict=True)
        ]
        return f"what {title} sets; no number stands in this text" + (f". Told: {series(told)}" if told else "")

    def window(self, window: Window, *, standing: bool = False) -> str:
        """When it is due, or, for what is ``standing``, how long it binds."""
        anchor = self.anchor(window.anchor)
        until = f", until {self.anchor(window.until)}" if window.until else ""
        if window.end is not None and window.start == _ZERO:
            civil = "" if window.end.exact else ", to the end of that day"
            head = f"for {span(window.end)} from" if standing else f"within {span(window.end)} of"
            return f"{head} {anchor}{civil}{until}"
        if window.end is not None and window.start is None:
            by = anchor if window.end == _ZERO else self._point(window.end, anchor)
            return f"by {by}, earlier acts counted{until}"
        if window.end is not None and window.start is not None:
            if not _backwards(window.start) and not _backwards(window.end):
                return f"from {span(window.start)} to {span(window.end)} after {anchor}{until}"
            return f"from {self._point(window.start, anchor)} to {self._point(window.end, anchor)}{until}"
        if window.start is None:
            return f"whenever it was done, also before {anchor}{until}"
        begin = self._point(window.start, anchor)
        if window.until is None:
            return f"from {begin} on, with no end set"
        if not standing and any(part.kind == "date" for part in window.until.plain):
            return f"by {self.anchor(window.until)}, at any time from {begin} on"
        return f"from {begin} until {self.anchor(window.until)}"

    def _point(self, offset: Offset, anchor: str) -> str:
        """A moment some time from an anchor."""
        if offset == _ZERO:
            return anchor
        return f"{span(offset)} {'before' if _backwards(offset) else 'after'} {anchor}"

    def recurrence(self, recurrence: Recurrence) -> str:
        """How often."""
        quota = {"each": ", in each period", "average": ", on average", "sum": ", summed up by the end"}[
            recurrence.quota
        ]
        return (
            self.often(recurrence.every)
            + quota
            + (", what is too much or missing being carried over" if recurrence.carry_over else "")
        )

    def often(self, every: Offset) -> str:
        """Each period: "every day", "every 3 months"."""
        words = span(every)
        return f"every {words.removeprefix('1 ')}"

    def condition(self, condition: Cond, *, nested: bool = False) -> str:
        """A condition in words; what stands inside another is put between brackets."""
        if condition.op in ("all", "any"):
            words = [self.condition(arg, nested=len(condition.args) > 1) for arg in condition.args]
            joined = series(words, "and" if condition.op == "all" else "or")
            return f"({joined})" if nested and len(words) > 1 else joined
        if condition.op == "at-least":
            listed = "; ".join(self.condition(arg) for arg in condition.args)
            return f"at least {condition.k} of these are so ({listed})"
        if condition.op == "not":
            return f"it is not so that {self.condition(condition.args[0], nested=True)}"
        return self._simple(condition)

    def _simple(self, condition: Cond) -> str:
        if condition.op == "told":
            return f"{self.event(condition.event or '')} is told to have come"
        if condition.op == "since":
            return f"{self.event(condition.event or '')} is told, and {self.event(condition.until or '')} not since"
        if condition.op == "performs":
            return f"{self.actor(condition.actor or '')} is in no duty told breached, or overdue and told outstanding"
        if condition.op == "phase":
            return f"{self._phases.get(condition.phase or '', condition.phase)} has begun"
        title = f"“{self._provisions.get(condition.provision or '', condition.provision)}”"
        if condition.op == "grade":
            return f"{title} is told fulfilled and {condition.grade}"
        return f"{title} is told {series(condition.statuses, 'or') if condition.statuses else 'fulfilled'}"

    def debtors(self, provision: Provision) -> str:
        """Who owes."""
        names = self.actors(provision.debtors) or "nobody named"
        if len(provision.debtors) < 2:
            return names
        return f"{names}, together," if provision.jointly else f"{names}, each on its own account,"
