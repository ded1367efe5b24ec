"""All files in agreement/ into one agreement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from guarantor.agreement.acts import read_pattern, read_told
from guarantor.agreement.conditions import OPERATORS, condition_in
from guarantor.agreement.context import Context
from guarantor.agreement.dates import read_day
from guarantor.agreement.defaults import for_counter, for_event
from guarantor.agreement.evidence import read_evidence
from guarantor.agreement.lexicon import builtin_acts, read_acts, read_object
from guarantor.agreement.nodes import Scalar
from guarantor.agreement.people import texts
from guarantor.agreement.provisions import read_provision
from guarantor.agreement.section import Section
from guarantor.agreement.shapes import Shape
from guarantor.agreement.shapes_agreement import (
    COUNTER,
    EVENT,
    GATE,
    GATE_READING,
    ISSUE,
    MEETING,
    OBJECT,
    OPTION,
    PHASE,
    ROLE,
    TEXT_SHAPE,
)
from guarantor.agreement.shapes_provisions import PROVISION
from guarantor.agreement.variants import amendments, reading_of, with_readings
from guarantor.model.agreement import Agreement, AgreementText, Counter, Event, Gate, Issue, Meeting, Phase
from guarantor.model.clauses import Reference
from guarantor.model.lexicon import ObjectWords, Role
from guarantor.model.provision import ActPattern, EvidencePattern, Provision

SECTIONS: tuple[tuple[str, str, Shape], ...] = (
    ("texts", "text", TEXT_SHAPE), ("roles", "role", ROLE), ("objects", "object", OBJECT), ("events", "event", EVENT),
    ("phases", "phase", PHASE), ("provisions", "provision", PROVISION), ("counters", "counter", COUNTER),
    ("meetings", "meeting", MEETING), ("issues", "issue", ISSUE),
)  # fmt: skip
"""Key of the file, kind of the names under it, shape of each entry, in the order in which they are compiled."""
_APART: tuple[str, ...] = ("event", "phase", "provision", "text")
"""Kinds whose ids may stand in the same place (clocks, conditions) and so must all differ."""


@dataclass(kw_only=True)
class Parts:
    """The entries of all files by kind, before they are compiled."""

    by_kind: dict[str, dict[str, Section]] = field(default_factory=lambda: {kind: {} for _, kind, _ in SECTIONS})

    def each(self, kind: str) -> Iterator[tuple[str, Section]]:
        """The entries of a kind in the order of the files."""
        yield from self.by_kind[kind].items()


def declare(roots: Sequence[Section], context: Context) -> Parts:
    """Note every id of every file first, so that all may name each other in any order."""
    parts = Parts()
    for root in roots:
        for key, kind, shape in SECTIONS:
            for name, section in root.named(key, shape, kind):
                if context.names.declare(kind, name, section):
                    parts.by_kind[kind][name.text] = section
                    _keep_apart(kind, name, section, context)
    return parts


def _keep_apart(kind: str, name: Scalar, section: Section, context: Context) -> None:
    if kind not in _APART:
        return
    for other in _APART:
        if other != kind and (mark := context.names.mark(other, name.text)) is not None:
            section.fault(
                name.mark,
                f"the {kind} {name.text!r}, which is also the id of the {other} in {mark}",
                expected="different ids for texts, events, phases and provisions",
                do="rename one of the two",
            )


def compile_agreement(roots: Sequence[Section], parts: Parts, context: Context, process: str, title: str) -> Agreement:
    """The agreement of all files; faults are in the context's collector, and what cannot be read is left out."""
    context.acts.update({act.id: act for act in builtin_acts()})
    for root in roots:
        context.acts.update(read_acts(root))
    _words(parts, context)
    events = [_event(name, part, context) for name, part in parts.each("event")]
    provisions = [_provision(name, part, context) for name, part in parts.each("provision")]
    provisions = _amended(provisions, roots, parts, context)
    phases = tuple(_phase(name, part, context) for name, part in parts.each("phase"))
    counters = tuple(_counter(name, part, context, provisions) for name, part in parts.each("counter"))
    meetings = tuple(_meeting(name, part, context) for name, part in parts.each("meeting"))
    issues = tuple(_issue(name, part, context) for name, part in parts.each("issue"))
    return Agreement(
        process=process,
        title=title,
        zone=context.zone,
        texts=tuple(context.texts.values()),
        events=(*events, *_implied(context)),
        phases=phases,
        provisions=tuple(_counted(provision, counters) for provision in provisions),
        counters=counters,
        meetings=meetings,
        issues=issues,
        roles=tuple(context.roles.values()),
        acts=tuple(context.acts[name] for kind, name in sorted(context.used) if kind == "act"),
        objects=tuple(context.objects.values()),
    )


def _words(parts: Parts, context: Context) -> None:
    """Texts, roles and objects: what all the rest speaks of."""
    for name, part in parts.each("text"):
        context.texts[name] = _text(name, part, context)
        also = (context.texts[name].title, *texts(part, "also"))
        context.objects[name] = ObjectWords(id=name, name=context.texts[name].title, words=also)
    for name, part in parts.each("role"):
        who = context.names.resolve_all(part, part.words("who"), "actor")
        if part.has("who") and not part.words("who"):
            part.fault(
                part.place("who"),
                "a role that nobody has",
                expected="actors, by id",
                do="name them, or remove the role",
            )
        references = context.references(part, needed=True)
        context.roles[name] = Role(
            id=name, who=who, title=part.text("title"), contested=part.maybe("contested"), references=references,
            note=part.maybe("note"),
        )  # fmt: skip
    for kind in ("phase", "meeting"):
        for name, part in parts.each(kind):
            words = tuple(word for word in (part.text("title"), *texts(part, "also")) if word) or (f"{kind} {name}",)
            context.objects[name] = ObjectWords(id=name, name=words[0], words=words)
    for name, part in parts.each("object"):
        context.objects[name] = read_object(name, part, context)


def _text(name: str, part: Section, context: Context) -> AgreementText:
    def other(key: str) -> str | None:
        found = part.scalar(key)
        return context.names.resolve(part, found, "text") if found else None

    return AgreementText(
        id=name,
        title=part.text("title"),
        date=read_day(part, "date") or "",
        amends=other("amends"),
        endorses=other("endorses"),
        annexes=part.maybe("annexes"),
        url=next((word.text for word in part.words("ref") if word.text.startswith("http")), None),
        note=part.maybe("note"),
        references=context.references(part),
    )


def _event(name: str, part: Section, context: Context) -> Event:
    act = read_pattern(part, context)
    own = read_evidence(part, "event", context)
    made = for_event(name, act, context) if act and part.flag("defaults", True) else ()
    return Event(
        id=name,
        title=part.text("title") or name,
        act=act,
        occurs="often" if part.choice("occurs", ("once", "often"), "once") == "often" else "once",
        references=context.references(part, needed=True),
        evidence=(*own, *made),
        note=part.maybe("note"),
    )


def _implied(context: Context) -> tuple[Event, ...]:
    found: list[Event] = []
    for name, event in context.implied.items():
        evidence = for_event(name, event.act, context) if event.act else ()
        found.append(replace(event, id=name, evidence=evidence))
    return tuple(found)


def _provision(name: str, part: Section, context: Context) -> Provision:
    provision = read_provision(name, part, context)
    return replace(provision, readings=with_readings(provision, part, context))


def _amended(provisions: list[Provision], roots: Sequence[Section], parts: Parts, context: Context) -> list[Provision]:
    by_name = parts.by_kind["provision"]
    for root in roots:
        changes = amendments(root, by_name, context)
        provisions = [
            replace(each, amendments=(*each.amendments, *changes.get(each.id, ()))) if each.id in changes else each
            for each in provisions
        ]
    return provisions


def _counted(provision: Provision, counters: Sequence[Counter]) -> Provision:
    return replace(provision, counters=tuple(each.id for each in counters if provision.id in each.about))


def _phase(name: str, part: Section, context: Context) -> Phase:
    references = context.references(part, needed=True)
    opens = part.get("opens")
    return Phase(
        id=name,
        title=part.text("title") or f"phase {name}",
        opens=read_told(part, opens, "opens", context, references) if opens is not None else None,
        gates=_gates(part, references, context),
        references=references,
        note=part.maybe("note"),
    )


def _gates(part: Section, references: tuple[Reference, ...], context: Context) -> tuple[Gate, ...]:
    section = part.section("gate", GATE)
    if section is None:
        return ()
    found: list[Gate] = []
    for label, each in section.named("readings", GATE_READING, "reading", free=True, inside=section.where):
        reference = reading_of(each, label, context)
        needs = condition_in(each, context)
        if needs is not None:
            found.append(Gate(name=label.text, reading_of=reference or Reference(), needs=needs))
    if any(section.has(operator) for operator in OPERATORS):
        needs = condition_in(section, context)
        own = reading_of(section, None, context) if section.has("reading-of") else None
        reference = own or next(iter((*context.references(section), *references)), None)
        if needs is not None:
            found.append(Gate(name="as written", reading_of=reference or Reference(), needs=needs))
    elif not found and not section.has("readings"):
        section.fault(section.mark, "a gate without a condition", expected="`all: […]`, or `readings:`")
    return tuple(found)


def _counter(name: str, part: Section, context: Context, provisions: Sequence[Provision]) -> Counter:
    about = context.names.resolve_all(part, part.words("about"), "provision")
    of, act = part.scalar("of"), part.scalar("act")
    by_id = {provision.id: provision for provision in provisions}
    acts = [pattern for each in about if each in by_id and (pattern := by_id[each].act) is not None]
    thing = (context.object(part, of) if of else None) or _shared_object(acts)
    verb = (context.act(part, act) if act else None) or (acts[0].act if acts else None)
    roots = context.actors(part, part.words("by"), "source")
    kind: Literal["flow", "stock", "cumulative", "rate"] = _kind(part)
    if not about and of is None:
        part.fault(part.mark, "a counter of nothing", expected="`about:` with provisions, or `of:` with an object")
    own = read_evidence(part, "counter", context)
    made = for_counter(name, roots, thing, verb, kind, context) if part.flag("defaults", True) else ()
    return Counter(
        id=name,
        roots=roots,
        title=part.text("title"),
        about=about,
        of=thing,
        unit=part.maybe("unit") or (context.objects[thing].unit if thing in context.objects else None),
        kind=kind,
        scope=part.maybe("scope"),
        scope_is=_scope_is(part),
        since=read_day(part, "since"),
        complete=part.flag("complete"),
        references=context.references(part, needed=True),
        evidence=(*own, *made),
        note=part.maybe("note"),
    )


def _shared_object(acts: Sequence[ActPattern]) -> str | None:
    return next((act.of for act in acts if act.of), None)


def _kind(part: Section) -> Literal["flow", "stock", "cumulative", "rate"]:
    kinds: dict[str, Literal["flow", "stock", "cumulative", "rate"]] = {
        "flow": "flow", "stock": "stock", "cumulative": "cumulative", "rate": "rate",
    }  # fmt: skip
    return kinds[part.choice("kind", tuple(kinds), "cumulative")]


def _scope_is(part: Section) -> Literal["same", "narrower", "wider"]:
    word = part.choice("scope-is", ("same", "narrower", "wider"), "same")
    return "narrower" if word == "narrower" else ("wider" if word == "wider" else "same")


def _meeting(name: str, part: Section, context: Context) -> Meeting:
    place = part.scalar("place")
    invited = context.actors(part, part.words("invited"))
    found = context.names.resolve(part, place, "place") if place else None
    own = read_evidence(part, "event", context)
    return Meeting(
        id=name,
        title=part.text("title"),
        date=read_day(part, "date"),
        place=found,
        invited=invited,
        issues=context.names.resolve_all(part, part.words("issues"), "issue"),
        references=context.references(part, needed=True),
        evidence=(*own, *(_held(name, invited, found, context) if part.flag("defaults", True) else ())),
        note=part.maybe("note"),
    )


def _held(name: str, invited: tuple[str, ...], place: str | None, context: Context) -> tuple[EvidencePattern, ...]:
    """A meeting is told by those who were invited meeting each other, at its place."""
    made = for_event(name, ActPattern(act="meet", by=invited, at=place), context)
    return tuple(replace(each, by_silent=False, to=invited) for each in made)


def _issue(name: str, part: Section, context: Context) -> Issue:
    options = [(label.text, option) for label, option in part.named("options", OPTION, "option", inside=part.where)]
    words = [*texts(part, "words"), *(word for _, option in options for word in texts(option, "words"))]
    for _, option in options:
        context.references(option)
    return Issue(
        id=name,
        title=part.text("title"),
        options=tuple(label for label, _ in options),
        words=tuple(dict.fromkeys(words)),
        provisions=context.names.resolve_all(part, part.words("provisions"), "provision"),
        references=context.references(part, needed=True),
        note=part.maybe("note"),
    )
