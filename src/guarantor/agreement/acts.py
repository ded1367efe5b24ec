"""Acts in a case file (``act: release``, ``by``, ``of``, ``to``, ``at``) into patterns of the model."""

from __future__ import annotations

from guarantor.agreement.context import Context, slug
from guarantor.agreement.lexicon import object_words
from guarantor.agreement.nodes import Mapping, Node, Scalar
from guarantor.agreement.section import Section
from guarantor.agreement.shapes_agreement import ACT_PATTERN
from guarantor.model.agreement import Event
from guarantor.model.clauses import Reference
from guarantor.model.provision import ActPattern


def read_pattern(section: Section, context: Context) -> ActPattern | None:
    """The act of a section that has the keys of an act; None, with a fault, where the act is unknown."""
    word, of, at = section.scalar("act"), section.scalar("of"), section.scalar("at")
    act = context.act(section, word) if word else None
    if act is None:
        return None
    to = context.actors(section, section.words("to"), "place", "object")
    for name in to:
        if context.names.has("object", name):
            context.use("object", name)
    return ActPattern(
        act=act,
        by=context.actors(section, section.words("by")) if "by" in section.shape.keys else (),
        of=context.object(section, of) if of else None,
        to=to,
        at=context.names.resolve(section, at, "place") if at else None,
    )


def read_told(section: Section, node: Node, key: str, context: Context, refs: tuple[Reference, ...]) -> str | None:
    """The id of an event: named, or implied by an act that stands in its place."""
    if isinstance(node, Scalar):
        name = context.names.resolve(section, node, "event")
        return context.use("event", name) if name else None
    part = section.open(node, ACT_PATTERN, f"{section.where}, {key}", key) if isinstance(node, Mapping) else None
    if part is None:
        section.fault(node.mark, f"a list under {key!r}", expected="the id of an event, or an act in { }")
        return None
    act = read_pattern(part, context)
    return imply(act, context, refs, section.where) if act else None


def imply(act: ActPattern, context: Context, refs: tuple[Reference, ...], where: str) -> str:
    """The id of the event that an act implies."""
    about = "-".join(filter(None, [slug(act.act), slug(act.of) if act.of else ""]))
    title = f"{act.act} {object_words(context, act.of).name if act.of else ''}".strip()
    return context.imply(about, Event(id=about, title=title, act=act, references=refs, note=f"implied by {where}"))
