"""All files in agreement/ into one agreement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from guarantor.agreement.acts import read_pattern
from guarantor.agreement.consent import Options, read_consent, read_tie
from guarantor.agreement.context import Context
from guarantor.agreement.dates import read_day
from guarantor.agreement.defaults import for_event
from guarantor.agreement.evidence import read_evidence
from guarantor.agreement.lexicon import builtin_acts, read_acts, read_object
from guarantor.agreement.parts import Parts
from guarantor.agreement.people import texts
from guarantor.agreement.phases import read_phase
from guarantor.agreement.provisions import read_provision
from guarantor.agreement.rivals import told_apart
from guarantor.agreement.section import Section
from guarantor.agreement.tables import read_counter, read_issue, read_meeting
from guarantor.agreement.variants import amendments, with_readings
from guarantor.model.agreement import Agreement, AgreementText, Counter, Event
from guarantor.model.lexicon import ObjectWords, Role
from guarantor.model.provision import Provision


def compile_agreement(roots: Sequence[Section], parts: Parts, context: Context, process: str, title: str) -> Agreement:
    """The agreement of all files; faults are in the context's collector, and what cannot be read is left out."""
    context.acts.update({act.id: act for act in builtin_acts()})
    for root in roots:
        context.acts.update(read_acts(root))
    _words(parts, context)
    events = [_event(name, part, context) for name, part in parts.each("event")]
    provisions = [_provision(name, part, context) for name, part in parts.each("provision")]
    provisions = told_apart(_amended(provisions, roots, parts, context), context)
    phases = tuple(read_phase(name, part, context) for name, part in parts.each("phase"))
    counters = tuple(read_counter(name, part, context, provisions) for name, part in parts.each("counter"))
    meetings = tuple(read_meeting(name, part, context) for name, part in parts.each("meeting"))
    issues = tuple(read_issue(name, part, context) for name, part in parts.each("issue"))
    options = Options(issues, context)
    consent = (read_consent(name, part, options) for name, part in parts.each("consent"))
    ties = (read_tie(name, part, options) for name, part in parts.each("tie"))
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
        consent=tuple(rule for rule in consent if rule is not None),
        ties=tuple(tie for tie in ties if tie is not None),
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
