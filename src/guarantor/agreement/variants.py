"""Readings and amendments: a provision with some keys set anew, compiled as a whole provision."""

from __future__ import annotations

from guarantor.agreement.clocks import CLOCK_KEYS
from guarantor.agreement.context import Context
from guarantor.agreement.dates import read_day
from guarantor.agreement.faults import Faults, likely
from guarantor.agreement.nodes import Mapping, Node, Scalar
from guarantor.agreement.provisions import POLARITIES, read_provision
from guarantor.agreement.section import Section
from guarantor.agreement.shapes_agreement import AMENDMENT
from guarantor.agreement.shapes_provisions import CHANGE, PROVISION, READING
from guarantor.model.clauses import Reference
from guarantor.model.provision import Amendment, Provision, Reading

_NOT_COPIED = frozenset({"readings"})
_NOT_SET = frozenset({"reading-of", "chosen", "reason"})


def merged(base: Mapping, change: Mapping) -> Mapping:
    """A provision's keys with those of a change in their place.

    A change of ``within`` puts away the whole old clock, one of ``from``, ``until`` or ``by`` that end of it; the keys
    under ``do``, ``refrain`` or ``maintain`` are merged one by one; a quantity puts away a ratio and the other way
    round. Keys keep their places in the file, so that messages point at the right line.
    """
    set_anew = {key.text: value for key, value in change.pairs if key.text not in _NOT_SET}
    gone = _put_away(set_anew)
    pairs: list[tuple[Scalar, Node]] = []
    for key, value in base.pairs:
        if key.text in _NOT_COPIED or key.text in gone:
            continue
        if key.text in set_anew:
            continue
        if key.text in POLARITIES:
            value = _without(value, {"quantity", "ratio"} if {"quantity", "ratio"} & set_anew.keys() else set())
        pairs.append((key, value))
    for key, value in change.pairs:
        if key.text in _NOT_SET:
            continue
        old = base.get(key.text)
        if key.text in POLARITIES and isinstance(value, Mapping) and isinstance(old, Mapping):
            value = _over(old, value)
        pairs.append((key, value))
    return Mapping(pairs=tuple(pairs), mark=change.mark)


_REPLACED: dict[str, frozenset[str]] = {
    "within": frozenset(CLOCK_KEYS),
    "by": frozenset({"within", "until", "by"}),
    "until": frozenset({"within", "until", "by"}),
    "from": frozenset({"within", "from"}),
    "quantity": frozenset({"quantity", "ratio"}),
    "ratio": frozenset({"quantity", "ratio"}),
    **{key: frozenset(POLARITIES) for key in POLARITIES},
}
"""What a changed key puts away of the old ones, besides itself."""


def _put_away(set_anew: dict[str, Node]) -> set[str]:
    return {old for key in set_anew for old in _REPLACED.get(key, ())}


def _without(node: Node, keys: set[str]) -> Node:
    if not isinstance(node, Mapping) or not keys:
        return node
    return Mapping(pairs=tuple(pair for pair in node.pairs if pair[0].text not in keys), mark=node.mark)


def _over(old: Mapping, new: Mapping) -> Mapping:
    """The keys of a duty over those it had."""
    names = {key.text for key, _ in new.pairs}
    if {"quantity", "ratio"} & names:
        names |= {"quantity", "ratio"}
    kept = tuple(pair for pair in old.pairs if pair[0].text not in names)
    return Mapping(pairs=(*kept, *new.pairs), mark=new.mark)


def _compiled(name: str, base: Section, change: Mapping, where: str, context: Context) -> Provision:
    """The changed provision; faults that its unchanged lines have were told already and are not told again."""
    known = {(fault.file, fault.line, fault.column) for fault in context.faults.sorted()}
    scratch = Faults()
    section = Section(merged(base.node, change), PROVISION, where, scratch)
    provision = read_provision(name, section, context)
    for fault in scratch.sorted():
        if (fault.file, fault.line, fault.column) not in known:
            context.faults.keep(fault)
    return provision


def with_readings(provision: Provision, part: Section, context: Context) -> tuple[Reading, ...]:
    """The other ways in which a provision is read."""
    found: list[Reading] = []
    for label, section in part.named("readings", READING, "reading", free=True, inside=part.where):
        reference = reading_of(section, label, context)
        if not section.has("reason") and section.flag("chosen"):
            section.fault(section.place("chosen"), "a reading chosen without a reason", do="add `reason:`")
        found.append(
            Reading(
                name=label.text,
                reading_of=reference or Reference(),
                provision=_compiled(provision.id, part, section.node, section.where, context),
                chosen=section.flag("chosen"),
                reason=section.maybe("reason"),
            )
        )
    if sum(reading.chosen for reading in found) > 1:
        part.fault(part.place("readings"), "more than one reading chosen", expected="one at most")
    return tuple(found)


def reading_of(section: Section, label: Scalar | None, context: Context) -> Reference | None:
    """What something is a reading of: clauses under ``reading-of``, or the name of the reading where that is a clause.

    Words that begin with no text's id are a statement or practice, and need a ``ref`` that shows it.
    """
    found = section.words("reading-of")
    if found:
        return _clauses(section, found, context)
    if label is not None and context.names.has("text", label.text.partition(" ")[0]):
        head, _, rest = label.text.partition(" ")
        return Reference(text=context.use("text", head), clause=rest or None)
    section.fault(
        label.mark if label is not None else section.mark,
        "a reading that does not say what it is a reading of",
        expected="`reading-of:` with a text and clause, or with a statement in words and its `ref:`",
        do="nothing that a text leaves open is settled here without saying by which words",
    )
    return None


def _clauses(section: Section, found: tuple[Scalar, ...], context: Context) -> Reference | None:
    """The first clause, with further ones in its note; or words with their address."""
    known = [word for word in found if context.names.has("text", word.text.partition(" ")[0])]
    others = [word for word in found if word not in known]
    for word in others:
        head = word.text.partition(" ")[0]
        meant = likely(head, context.names.of("text"))
        if meant is not None or not section.has("ref"):
            section.fault(
                word.mark,
                f"{word.text!r} under 'reading-of', which names no text",
                expected="a text and a clause, or words with a `ref:` that shows them",
                meant=word.text.replace(head, meant, 1) if meant else None,
                do="name one of " + ", ".join(context.names.of("text")) + ", or add `ref:` with an address",
            )
    url = next((ref.url for ref in context.references(section) if ref.url), None)
    words = "; ".join(" ".join(word.text.split()) for word in (*known[1:], *others)) or None
    if not known:
        return Reference(note=words, url=url)
    head, _, rest = known[0].text.partition(" ")
    return Reference(text=context.use("text", head), clause=rest.strip() or None, url=url, note=words)


def amendments(root: Section, parts: dict[str, Section], context: Context) -> dict[str, tuple[Amendment, ...]]:
    """The amendments of a file, by the provision they change."""
    found: dict[str, list[Amendment]] = {}
    for label, section in root.named("amendments", AMENDMENT, "amendment"):
        references = context.references(section, needed=True)
        text = next((each.text for each in references if each.text), None)
        since = read_day(section, "since") or (context.texts[text].date if text in context.texts else None)
        if since is None or text is None:
            continue
        if text in context.texts and since < (signed := context.texts[text].date):
            section.advise(
                section.place("since"), f"an amendment in force since {since}, before its text of {signed}",
                do="correct the day, if it is not meant to reach back",
            )  # fmt: skip
        for name, change in _changes(section, context):
            if name not in parts:
                continue
            where = f"amendment {label.text}, provision {name}"
            found.setdefault(name, []).append(
                Amendment(
                    since=since,
                    text=text,
                    provision=_compiled(name, parts[name], change, where, context),
                    applies="open" if section.choice("applies", ("later", "open"), "later") == "open" else "later",
                    references=references,
                    title=section.text("title"),
                )
            )
    return {name: tuple(sorted(each, key=lambda one: one.since)) for name, each in found.items()}


def _changes(section: Section, context: Context) -> list[tuple[str, Mapping]]:
    node = section.get("changes")
    if not isinstance(node, Mapping):
        if node is not None:
            section.fault(node.mark, "no keys under 'changes'", expected="a provision's id with the keys that change")
        return []
    found: list[tuple[str, Mapping]] = []
    for key, value in node.pairs:
        name = context.names.resolve(section, key, "provision")
        if not isinstance(value, Mapping):
            section.fault(
                value.mark, f"no keys for {key.text!r}", expected="the keys that change, with their new values"
            )
        elif name is not None:
            Section(value, CHANGE, f"{section.where}, {name}", section.faults)
            found.append((name, value))
    return found
