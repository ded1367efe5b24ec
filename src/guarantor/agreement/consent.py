"""Consent rules and ties between options into nouns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from guarantor.agreement.context import Context
from guarantor.agreement.faults import likely, one_of
from guarantor.agreement.nodes import Items, Mapping, Node, Scalar
from guarantor.agreement.section import Section, kind_of
from guarantor.agreement.shapes_positions import AGREEING_SHAPE
from guarantor.model.agreement import ConsentRule, Issue, Tie
from guarantor.model.position import Needs

GROUPS = ("all-of", "any-of", "at-least", "weights")
_HELPERS = {"at-least": "of", "weights": "reach"}


class Options:
    """The options of all issues, by which ``issue/option`` is read."""

    def __init__(self, issues: Sequence[Issue], context: Context) -> None:
        self.context = context
        self.of = {issue.id: issue.options for issue in issues}
        self.known = tuple(f"{issue.id}/{option}" for issue in issues for option in issue.options)

    def read(self, section: Section, found: Scalar, *, issues: bool = False) -> str | None:
        """An option (or, where ``issues`` may stand too, an issue) that a scalar names; None with a fault."""
        name = "".join(found.text.split())
        if name in self.known:
            return name
        if issues and name in self.of:
            return name
        among = [*self.of, *self.known] if issues else list(self.known)
        whole = f"{name}: an answer is written issue/option" if name in self.of else name
        section.fault(
            found.mark,
            f"the unknown {'issue or answer' if issues else 'answer'} {whole!r}",
            expected=one_of(among, 12),
            meant=likely(name, among) or next((each for each in self.known if each.endswith(f"/{name}")), None),
            do="write it as issue/option, with ids that are declared under `issues:`",
        )
        return None

    def read_all(self, section: Section, key: str, *, issues: bool = False) -> tuple[str, ...]:
        """Every option under a key."""
        found = (self.read(section, each, issues=issues) for each in section.words(key))
        return tuple(dict.fromkeys(name for name in found if name is not None))


def read_consent(name: str, part: Section, options: Options) -> ConsentRule | None:
    """One consent rule; None where nobody's agreement can be read from it."""
    needs = _group(part, options.context)
    references = options.context.references(part, needed=True)
    on = options.read_all(part, "on", issues=True)
    force: Literal["legal", "practical"] = (
        "legal" if part.choice("kind", ("legal", "practical"), "practical") == "legal" else "practical"
    )
    if needs is None:
        return None
    return ConsentRule(
        id=name, title=part.text("title"), on=on, needs=needs, force=force, together=part.flag("together"),
        references=references, note=part.maybe("note"),
    )  # fmt: skip


def read_tie(name: str, part: Section, options: Options) -> Tie | None:
    """One tie between options."""
    never = options.read_all(part, "never")
    option = part.scalar("option")
    first = options.read(part, option) if option is not None else None
    after = options.read_all(part, "after")
    references = options.context.references(part, needed=True)
    if part.has("never") == part.has("option") or part.has("option") != part.has("after"):
        part.fault(
            part.mark,
            "a tie of neither kind",
            expected="`never:` with answers that exclude each other, or `option:` with `after:`",
            do="keep one of the two",
        )
        return None
    if part.has("never") and len({each.partition("/")[0] for each in never}) < len(never):
        part.fault(
            part.place("never"), "two answers to one issue", do="answers to one issue exclude each other already"
        )
    if part.has("never") and len(never) == 1 and len(part.words("never")) == 1:
        part.fault(part.place("never"), "one answer alone", expected="two or more", do="leave the option out instead")
    if first is not None and any(each.partition("/")[0] == first.partition("/")[0] for each in after):
        part.fault(part.place("after"), "an answer to the same issue", do="name answers to other issues")
    if not never and first is None:
        return None
    return Tie(
        id=name, never=never, option=first, after=after, because=part.text("because"), references=references,
    )  # fmt: skip


def _group(part: Section, context: Context) -> Needs | None:
    """The group that a section with the keys of one describes."""
    used = [name for name in GROUPS if part.has(name)]
    if len(used) != 1:
        found = f"{' and '.join(map(repr, used))} beside each other" if used else "nobody whose agreement is needed"
        part.fault(part.mark, found, expected=f"exactly one of {', '.join(GROUPS)}", do="nest groups in a list")
        return None
    kind = used[0]
    for group, helper in _HELPERS.items():
        if part.has(helper) and group != kind:
            part.fault(part.place(helper), f"the key {helper!r} without {group!r}", do=f"add `{group}:`, or remove it")
    if kind == "weights":
        return _weighted(part, context)
    key = "of" if kind == "at-least" else kind
    members = _members(part, part.get(key), key, context)
    if not members:
        part.fault(part.place(key), f"nobody under {key!r}", expected="actors, roles or groups")
        return None
    if kind == "all-of":
        return members[0] if len(members) == 1 else Needs(kind="all", parts=members)
    count = 1 if kind == "any-of" else _number(part, "at-least")
    if count is None:
        return None
    if not 1 <= count <= len(members):
        part.fault(part.place("at-least"), f"{count} of {len(members)}", expected=f"a number from 1 to {len(members)}")
        return None
    return Needs(kind="at-least", threshold=count, parts=members)


def _members(part: Section, node: Node | None, key: str, context: Context) -> tuple[Needs, ...]:
    items: Sequence[Node] = () if node is None else (node.items if isinstance(node, Items) else (node,))
    found: list[Needs] = []
    for item in items:
        if isinstance(item, Scalar):
            found.extend(Needs(kind="actor", actor=actor) for actor in context.actors(part, [item]))
        elif isinstance(item, Mapping):
            nested = _group(Section(item, AGREEING_SHAPE, f"{part.where}, {key}", part.faults), context)
            found.extend([nested] if nested is not None else [])
        else:
            part.fault(item.mark, f"{kind_of(item)} in the list {key!r}", expected="an actor, a role, or a group")
    return tuple(dict.fromkeys(found))


def _weighted(part: Section, context: Context) -> Needs | None:
    node = part.get("weights")
    if not isinstance(node, Mapping):
        part.fault(
            part.place("weights"), f"{kind_of(node)} under 'weights'", expected="a number of votes for each actor"
        )
        return None
    parts: list[Needs] = []
    weights: list[int] = []
    for name, value in node.pairs:
        actor = context.names.resolve(part, name, "actor")
        votes = _whole(part, value, f"the votes of {name.text!r}")
        if actor is not None and votes is not None:
            parts.append(Needs(kind="actor", actor=actor))
            weights.append(votes)
    reach = _number(part, "reach")
    if reach is None or not parts:
        return None
    if not 1 <= reach <= sum(weights):
        part.fault(part.place("reach"), f"{reach} of {sum(weights)} votes", expected=f"1 to {sum(weights)}")
        return None
    return Needs(kind="weighted", threshold=reach, parts=tuple(parts), weights=tuple(weights))


def _number(part: Section, key: str) -> int | None:
    if not part.has(key):
        part.fault(part.mark, f"no key {key!r}", expected=f"{key}: a whole number", do=f"add `{key}:`")
        return None
    return _whole(part, part.get(key), key)


def _whole(part: Section, node: Node | None, what: str) -> int | None:
    if isinstance(node, Scalar) and node.text.strip().isdecimal():
        return int(node.text)
    part.fault(node.mark if node is not None else part.mark, f"{kind_of(node)} for {what}", expected="a whole number")
    return None
