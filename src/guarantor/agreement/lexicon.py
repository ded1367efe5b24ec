"""The words of acts and objects: the built-in table, and what a case adds to it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from guarantor.agreement.context import Context
from guarantor.agreement.faults import CaseError, Faults
from guarantor.agreement.nodes import Items, Mapping, Node, Scalar, parse_node
from guarantor.agreement.people import texts
from guarantor.agreement.section import Section
from guarantor.agreement.shapes import ANYTHING, Key, Shape
from guarantor.agreement.shapes_agreement import ACT
from guarantor.agreement.shapes_provisions import PLOVER
from guarantor.model.lexicon import ActWords, ObjectWords, ScopeIs

_SCOPES: dict[str, ScopeIs] = {"same": "same", "narrower": "narrower", "wider": "wider"}
STILL_HELD, STILL_LEFT = "still held", "still left"
_TABLE = Shape(
    name="acts-table",
    doc="The built-in table of acts.",
    keys={
        "acts": Key(doc="acts", schema=ANYTHING),
        "still held": Key(doc="what a debtor does who still owes", schema=ANYTHING),
        "still left": Key(doc="what a thing does that is still owed", schema=ANYTHING),
    },
)


@cache
def builtin_acts() -> tuple[ActWords, ...]:
    """The acts that every agreement may use; the last two say that something is still owed."""
    faults = Faults()
    text = files("guarantor.agreement").joinpath("data/acts.yaml").read_text(encoding="utf-8")
    node = parse_node(text, "data/acts.yaml", faults)
    if not isinstance(node, Mapping):
        raise CaseError(faults.sorted())
    root = Section(node, _TABLE, "the built-in acts", faults)
    acts = read_acts(root)
    owed = tuple(ActWords(id=key, does=texts(root, key)) for key in (STILL_HELD, STILL_LEFT))
    if len(faults):
        raise CaseError(faults.sorted())
    return (*acts.values(), *owed)


def read_acts(root: Section) -> dict[str, ActWords]:
    """The acts under ``acts``: a list of verbs, or keys."""
    node = root.get("acts")
    if node is None:
        return {}
    if not isinstance(node, Mapping):
        root.fault(
            node.mark, "no keys under 'acts'", expected="an act for each key, with its verbs: `flee: [flee, escape]`"
        )
        return {}
    found = (read_act(name.text, value, root) for name, value in node.pairs)
    return {act.id: act for act in found if act is not None}


def read_act(name: str, node: Node, root: Section) -> ActWords | None:
    """One act."""
    if isinstance(node, Items | Scalar):
        verbs = tuple(" ".join(word.text.split()) for word in root.scalars(node, name))
        return ActWords(id=name, does=verbs) if verbs else None
    part = Section(node, ACT, f"act {name}", root.faults)
    events = texts(part, "events")
    for word in part.words("events"):
        if word.text not in PLOVER:
            part.fault(word.mark, f"the event type {word.text!r}", expected=f"one of {', '.join(PLOVER)}")
    return ActWords(
        id=name,
        does=texts(part, "does"),
        receives=texts(part, "receives"),
        nouns=texts(part, "nouns"),
        undoes=texts(part, "undoes"),
        events=events,
    )


def read_object(name: str, part: Section, context: Context) -> ObjectWords:
    """One object with its phrases."""
    words, other = texts(part, "words"), texts(part, "not")
    for word in part.words("not"):
        if word.text in words:
            part.fault(
                word.mark,
                f"{word.text!r} under both 'words' and 'not'",
                expected="a phrase that means something else",
                do="remove it from one of the two",
            )
    return ObjectWords(
        id=name,
        name=part.text("name"),
        words=words,
        other=other,
        unit=_unit(part),
        scopes=_scopes(part),
        references=context.references(part),
    )


def _unit(part: Section) -> str | None:
    """What is counted. A number word in it would be counted twice, or not at all."""
    unit = part.maybe("unit")
    head, _, rest = (unit or "").partition(" ")
    if head.casefold() in ("hundred", "thousand", "million", "billion", "dozen"):
        part.fault(
            part.place("unit"), f"the number word {head!r} in a unit", expected="a unit, without a number",
            do=f"write `unit: {rest or '…'}`, and the number with the amount (`400 million`)",
        )  # fmt: skip
    return unit


def _scopes(part: Section) -> tuple[tuple[str, ScopeIs], ...]:
    node = part.get("scopes")
    if node is None:
        return ()
    if not isinstance(node, Mapping):
        part.fault(node.mark, "no keys under 'scopes'", expected="words of a figure with same, narrower or wider")
        return ()
    found: list[tuple[str, ScopeIs]] = []
    for words, value in node.pairs:
        relation = _SCOPES.get(value.text) if isinstance(value, Scalar) else None
        if relation is None:
            part.fault(value.mark, f"no relation for the scope {words.text!r}", expected="same, narrower or wider")
        else:
            found.append((words.text, relation))
    return tuple(found)


def object_words(context: Context, name: str) -> ObjectWords:
    """The words of whatever an act is done to: an object's own, or the names of a text, place, actor …"""
    if (found := context.objects.get(name)) is not None:
        return found
    if (text := context.texts.get(name)) is not None:
        return ObjectWords(id=name, name=text.title, words=(text.title,))
    if (place := context.people.places.get(name)) is not None:
        return ObjectWords(id=name, name=place.names[0], words=place.names)
    if (actor := context.people.actors.get(name)) is not None:
        return ObjectWords(id=name, name=actor.name, words=actor.names)
    return ObjectWords(id=name, name=name, words=(name.replace("-", " ").replace(".", " "),))
