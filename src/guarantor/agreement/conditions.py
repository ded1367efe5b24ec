"""Conditions (``while``, ``unless``, ``when``, gates) into trees of the model."""

from __future__ import annotations

from typing import Literal

from guarantor.agreement.acts import read_told
from guarantor.agreement.context import Context
from guarantor.agreement.faults import one_of
from guarantor.agreement.nodes import Items, Node, Scalar
from guarantor.agreement.section import Section
from guarantor.agreement.shapes_agreement import CONDITION
from guarantor.model.assessment import STATUSES
from guarantor.model.clauses import Cond, Grade

OPERATORS = ("all", "any", "at-least", "not", "told", "since", "status", "performs", "phase", "grade")
_HELPERS = {"at-least": ("of",), "since": ("until",), "status": ("is",), "grade": ("of",)}
_GRADES: dict[str, Grade] = {"asserted": "asserted", "corroborated": "corroborated", "verified": "verified"}
_NAMED: tuple[str, ...] = ("provision", "phase", "event")


def read_condition(section: Section, key: str, context: Context) -> Cond | None:
    """The condition under a key, or None."""
    node = section.get(key)
    return condition_of(section, node, key, context) if node is not None else None


def condition_of(section: Section, node: Node, key: str, context: Context) -> Cond | None:
    """A condition: the id of a provision, phase or event; a list (all of them); or an operator."""
    if isinstance(node, Scalar):
        return _named(section, node, context)
    if isinstance(node, Items):
        return Cond(op="all", args=_args(section, node, key, context))
    part = Section(node, CONDITION, f"{section.where}, {key}", section.faults)
    return condition_in(part, context)


def condition_in(part: Section, context: Context) -> Cond | None:
    """The condition that a section with the keys of a condition holds."""
    used = [name for name in OPERATORS if part.has(name)]
    if len(used) != 1:
        _operators(part, used)
        return None
    operator = used[0]
    for helper in ("of", "until", "is"):
        if part.has(helper) and helper not in _HELPERS.get(operator, ()):
            part.fault(
                part.place(helper), f"the key {helper!r} beside {operator!r}", do=f"`{helper}` does not go with it"
            )
    return _build(part, operator, context)


def _operators(part: Section, used: list[str]) -> None:
    if used:
        second = part.node.key(used[1])
        part.fault(
            second.mark if second else part.mark,
            f"the operators {' and '.join(map(repr, used))} beside each other",
            expected="exactly one",
            do="join them: `all: [{…}, {…}]`",
        )
    else:
        part.fault(part.mark, "a condition without an operator", expected=one_of(OPERATORS))


def _named(section: Section, found: Scalar, context: Context) -> Cond | None:
    words = " ".join(found.text.split())
    head, _, rest = words.replace(".", " ", 1).partition(" ")
    for kind in _NAMED:
        for name in [words, rest] if kind == head else [words]:
            if context.names.has(kind, name):
                return _of_kind(kind, context.use(kind, name))
    if " " in words:
        section.fault(
            found.mark, f"the condition {words!r}", expected="the id of an event, phase or provision, or keys",
            do="write it with keys, as {performs: north}, {not: …}, or [approval, pull-back] for both",
        )  # fmt: skip
        return None
    context.names.unknown(section, found.mark, words, *_NAMED, noun="provision, phase or event")
    return None


def _of_kind(kind: str, name: str) -> Cond:
    if kind == "provision":
        return Cond(op="status", provision=name)
    return Cond(op="phase", phase=name) if kind == "phase" else Cond(op="told", event=name)


def _args(section: Section, node: Node | None, key: str, context: Context) -> tuple[Cond, ...]:
    nodes = node.items if isinstance(node, Items) else (node,) if node is not None else ()
    found = (condition_of(section, each, key, context) for each in nodes)
    return tuple(each for each in found if each is not None)


def _build(part: Section, operator: str, context: Context) -> Cond | None:
    refs, note = context.references(part), part.maybe("note")
    node = part.get(operator)
    if operator in ("all", "any", "not"):
        return _joined(part, operator, node, context)
    if operator == "at-least":
        return _at_least(part, context)
    if operator == "told":
        event = read_told(part, node, "told", context, refs) if node is not None else None
        return Cond(op="told", event=event, references=refs, note=note) if event else None
    if operator == "since":
        return _since(part, context)
    if operator == "performs":
        who = context.actors(part, part.words("performs"))
        args = tuple(Cond(op="performs", actor=actor, references=refs, note=note) for actor in who)
        return args[0] if len(args) == 1 else (Cond(op="all", args=args) if args else None)
    return _about(part, operator, context)


def _joined(part: Section, operator: str, node: Node | None, context: Context) -> Cond | None:
    op: Literal["all", "any", "not"] = "not" if operator == "not" else ("any" if operator == "any" else "all")
    args = _args(part, node, operator, context)
    if op == "not" and len(args) > 1:
        part.fault(
            part.place("not"), f"{len(args)} conditions under 'not'", expected="one", do="put `any: […]` under it"
        )
        return None
    return Cond(op=op, args=args, references=context.references(part), note=part.maybe("note")) if args else None


def _at_least(part: Section, context: Context) -> Cond | None:
    number = part.scalar("at-least")
    args = _args(part, part.get("of"), "of", context)
    if not part.has("of"):
        part.fault(part.mark, "'at-least' without 'of'", expected="`{at-least: 2, of: […]}`")
    if number is None or not number.text.isdigit():
        part.fault(part.place("at-least"), "'at-least' without a whole number", expected="`{at-least: 2, of: […]}`")
        return None
    k = int(number.text)
    if args and not 1 <= k <= len(args):
        part.fault(number.mark, f"at least {k} of {len(args)} conditions", expected=f"a number from 1 to {len(args)}")
    refs = context.references(part)
    return Cond(op="at-least", k=k, args=args, references=refs, note=part.maybe("note")) if args else None


def _since(part: Section, context: Context) -> Cond | None:
    refs = context.references(part)
    began, ended = part.get("since"), part.get("until")
    if ended is None:
        part.fault(part.place("since"), "'since' without 'until'", expected="`{since: suspended, until: resumed}`")
    event = read_told(part, began, "since", context, refs) if began is not None else None
    until = read_told(part, ended, "until", context, refs) if ended is not None else None
    if event is None or until is None:
        return None
    return Cond(op="since", event=event, until=until, references=refs, note=part.maybe("note"))


def _about(part: Section, operator: str, context: Context) -> Cond | None:
    refs, note = context.references(part), part.maybe("note")
    if operator == "phase":
        found = part.scalar("phase")
        phase = context.names.resolve(part, found, "phase") if found else None
        return Cond(op="phase", phase=context.use("phase", phase), references=refs, note=note) if phase else None
    if operator == "status":
        found = part.scalar("status")
        provision = context.names.resolve(part, found, "provision") if found else None
        statuses = _statuses(part)
        return (
            Cond(op="status", provision=provision, statuses=statuses, references=refs, note=note) if provision else None
        )
    grade = _GRADES.get(part.choice("grade", tuple(_GRADES), ""))
    found = part.scalar("of")
    if found is None:
        part.fault(part.place("grade"), "'grade' without 'of'", expected="`{grade: verified, of: a-provision}`")
    provision = context.names.resolve(part, found, "provision") if found else None
    return (
        Cond(op="grade", provision=provision, grade=grade, references=refs, note=note) if provision and grade else None
    )


def _statuses(part: Section) -> tuple[str, ...]:
    found = part.words("is")
    for word in found:
        if word.text not in STATUSES:
            part.fault(word.mark, f"the status {word.text!r}", expected=one_of(STATUSES))
    return tuple(word.text for word in found)


def provisions_in(condition: Cond | None) -> frozenset[str]:
    """The provisions that a condition speaks of by id.

    >>> sorted(provisions_in(Cond(op="all", args=(Cond(op="status", provision="a"), Cond(op="told", event="e")))))
    ['a']
    """
    if condition is None:
        return frozenset()
    own = {condition.provision} if condition.provision else set()
    return frozenset(own.union(*(provisions_in(arg) for arg in condition.args)))
