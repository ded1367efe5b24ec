"""Counters, meetings and issues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from guarantor.agreement.context import Context
from guarantor.agreement.dates import read_day
from guarantor.agreement.defaults import for_counter, for_event
from guarantor.agreement.evidence import read_evidence
from guarantor.agreement.people import texts
from guarantor.agreement.section import Section
from guarantor.agreement.shapes_agreement import OPTION
from guarantor.model.agreement import Counter, Issue, Meeting, Option
from guarantor.model.provision import ActPattern, EvidencePattern, Provision


def read_counter(name: str, part: Section, context: Context, provisions: Sequence[Provision]) -> Counter:
    """One counter, which takes object and act from its provisions where it names none."""
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


def read_meeting(name: str, part: Section, context: Context) -> Meeting:
    """One meeting."""
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


def read_issue(name: str, part: Section, context: Context) -> Issue:
    """One issue; its words are its own and those of its options."""
    options = [(label.text, option) for label, option in part.named("options", OPTION, "option", inside=part.where)]
    words = [*texts(part, "words"), *(word for _, option in options for word in texts(option, "words"))]
    choices = tuple(read_option(label, option, context) for label, option in options)
    return Issue(
        id=name,
        title=part.text("title"),
        options=tuple(label for label, _ in options),
        words=tuple(dict.fromkeys(words)),
        provisions=context.names.resolve_all(part, part.words("provisions"), "provision"),
        references=context.references(part, needed=True),
        note=part.maybe("note"),
        choices=choices,
        ordered=part.flag("ordered"),
    )


def read_option(name: str, part: Section, context: Context) -> Option:
    """One answer, with its own words only."""
    return Option(
        id=name, title=part.text("title"), words=texts(part, "words"), references=context.references(part),
        note=part.maybe("note"),
    )  # fmt: skip
