"""actors.yaml, sources.yaml, accounts.yaml, places.yaml and case.yaml into nouns."""

from __future__ import annotations

from typing import cast

from guarantor.agreement.dates import read_day, read_zone
from guarantor.agreement.names import Names
from guarantor.agreement.nodes import Items, Scalar
from guarantor.agreement.section import ID, Section, suggest_id
from guarantor.agreement.shapes_files import (
    ACCOUNT,
    ACTOR,
    ACTOR_KINDS,
    COVER,
    GRADES,
    MARKINGS,
    OFFICE,
    PLACE,
    SIDE,
    SIDE_KINDS,
    SOURCE,
    SOURCE_KINDS,
)
from guarantor.model.actor import (
    Account,
    Actor,
    ActorKind,
    Covers,
    GazetteerPlace,
    Office,
    Side,
    SideKind,
    Source,
    SourceKind,
)
from guarantor.model.casefiles import CaseInfo


def texts(section: Section, key: str) -> tuple[str, ...]:
    """One word or several under a key, blanks folded."""
    return tuple(" ".join(word.text.split()) for word in section.words(key))


def note_ref(section: Section) -> str:
    """The references of an entry, one a line."""
    return "\n".join(texts(section, "ref"))


def read_sides(root: Section, names: Names) -> dict[str, Side]:
    """The sides of actors.yaml."""
    found: dict[str, Side] = {}
    for name, part in root.named("sides", SIDE, "side"):
        if names.declare("side", name, part):
            kind = cast(SideKind, part.choice("kind", SIDE_KINDS, "outside"))
            found[name.text] = Side(id=name.text, name=part.text("name"), kind=kind, ref=note_ref(part))
    return found


def read_actors(root: Section, names: Names) -> dict[str, Actor]:
    """The actors of actors.yaml: declared first, so that they may name each other in any order."""
    parts = [(name, part) for name, part in root.named("actors", ACTOR, "actor") if names.declare("actor", name, part)]
    for name, part in parts:
        names.call("actor", name.text, (part.text("name"), *texts(part, "also"), *texts(part, "adjectives")))
    found = {name.text: _actor(name.text, part, names) for name, part in parts}
    for name, part in parts:
        _check_parts(name, part, found)
        _check_namesakes(part, found[name.text], found)
    return {key: _with_side(actor, found) for key, actor in found.items()}


def _actor(key: str, part: Section, names: Names) -> Actor:
    head = key.rpartition(".")[0]
    whole = part.scalar("part-of")
    part_of = names.resolve(part, whole, "actor") if whole else (head if names.has("actor", head) else None)
    side = part.scalar("side")
    return Actor(
        id=key,
        names=(part.text("name"), *texts(part, "also")),
        kind=cast(ActorKind, part.choice("kind", ACTOR_KINDS, "organisation")),
        side=names.resolve(part, side, "side") if side else None,
        adjectives=texts(part, "adjectives"),
        roles=texts(part, "roles"),
        part_of=part_of,
        members=names.resolve_all(part, part.words("members"), "actor"),
        offices=tuple(_office(each, names) for each in part.listed("offices", OFFICE, "office")),
        code=part.maybe("code"),
        note=part.text("note"),
        ref=note_ref(part),
    )


def _office(part: Section, names: Names) -> Office:
    whole = part.scalar("of")
    since, until = read_day(part, "from"), read_day(part, "until")
    if since and until and until < since:
        part.fault(
            part.place("until"), f"an office that ends on {until} and begins on {since}", do="correct one of them"
        )
    return Office(
        role=part.text("role"),
        of=names.resolve(part, whole, "actor") if whole else None,
        since=since,
        until=until,
        ref=note_ref(part),
    )


def _check_parts(name: Scalar, part: Section, actors: dict[str, Actor]) -> None:
    path, current = [name.text], actors[name.text].part_of
    while current is not None and current not in path:
        path.append(current)
        current = actors[current].part_of if current in actors else None
    if current == name.text:
        part.fault(
            name.mark, f"an actor that is part of itself: {' → '.join([*path, current])}", do="correct `part-of`"
        )


def _check_namesakes(part: Section, actor: Actor, actors: dict[str, Actor]) -> None:
    for other in actors.values():
        shared = {name.casefold() for name in actor.names} & {name.casefold() for name in other.names}
        if other.id < actor.id and shared:
            part.advise(
                part.place("also" if part.has("also") else "name"),
                f"the name {sorted(shared)[0]!r}, which is also a name of the actor {other.id!r}",
                do="texts with this name will resolve to neither; keep it with one of them",
            )


def _with_side(actor: Actor, actors: dict[str, Actor]) -> Actor:
    """The actor with the side that it takes from its whole, or from its office, where it names none."""
    seen: set[str] = set()
    current: Actor | None = actor
    while current is not None and current.side is None and current.id not in seen:
        seen.add(current.id)
        wholes = [current.part_of, *(office.of for office in current.offices)]
        current = next((actors[whole] for whole in wholes if whole in actors), None)
    side = current.side if current else None
    return Actor(**{**{name: getattr(actor, name) for name in Actor.__slots__}, "side": side})


def read_sources(root: Section, names: Names) -> dict[str, Source]:
    """The sources of sources.yaml."""
    found: dict[str, Source] = {}
    for name, part in root.named("sources", SOURCE, "source"):
        if not names.declare("source", name, part):
            continue
        names.call("source", name.text, (part.text("name"), *texts(part, "also")))
        speaks, aligned = part.scalar("speaks-for"), part.scalar("aligned")
        found[name.text] = Source(
            id=name.text,
            names=(part.text("name"), *texts(part, "also")),
            kind=cast(SourceKind, part.choice("kind", SOURCE_KINDS, "outlet")),
            grade=part.choice("grade", GRADES, "") or None,
            country=part.maybe("country"),
            hosts=texts(part, "hosts"),
            credits=texts(part, "credits"),
            speaks_for=names.resolve(part, speaks, "actor") if speaks else None,
            aligned=names.resolve(part, aligned, "side") if aligned else None,
            note=part.text("note"),
            ref=note_ref(part),
        )
    return found


def read_accounts(root: Section, names: Names) -> dict[str, Account]:
    """The accounts of accounts.yaml."""
    found: dict[str, Account] = {}
    for name, part in root.named("accounts", ACCOUNT, "account"):
        if names.declare("account", name, part):
            found[name.text] = _account(name.text, part, names)
    return found


def _account(key: str, part: Section, names: Names) -> Account:
    roots = part.words("roots")
    everybody = any(root.text == "everybody" for root in roots)
    if everybody and len(roots) > 1:
        part.fault(roots[0].mark, "`everybody` beside other roots", expected="`everybody` alone, or a list of roots")
    return Account(
        id=key,
        title=part.text("title"),
        roots=() if everybody else names.resolve_all(part, roots, "actor", "source"),
        everybody=everybody,
        organs=part.flag("organs", True),
        without=names.resolve_all(part, part.words("without"), "actor", "source"),
        reason=part.text("reason"),
        covers=tuple(_covers(each, names) for each in part.listed("covers", COVER, "covers")),
    )


def _covers(part: Section, names: Names) -> Covers:
    about, root = part.scalar("about"), part.scalar("by")
    return Covers(
        about=(names.resolve(part, about, "provision", "counter") if about else None) or "",
        root=(names.resolve(part, root, "actor", "source") if root else None) or "",
        since=read_day(part, "from"),
        until=read_day(part, "until"),
        reason=part.text("reason"),
    )


def read_places(root: Section, names: Names) -> dict[str, GazetteerPlace]:
    """The places of places.yaml, declared first so that they may name each other."""
    parts = [(name, part) for name, part in root.named("places", PLACE, "place") if names.declare("place", name, part)]
    for name, part in parts:
        names.call("place", name.text, (part.text("name"), *texts(part, "also")))
    return {name.text: _place(name.text, part, names) for name, part in parts}


def _place(key: str, part: Section, names: Names) -> GazetteerPlace:
    whole = part.scalar("in")
    return GazetteerPlace(
        id=key,
        names=(part.text("name"), *texts(part, "also")),
        kind=part.text("kind") or "place",
        inside=names.resolve(part, whole, "place") if whole else None,
        at=_point(part),
        ref=note_ref(part),
    )


def _point(part: Section) -> tuple[float, float] | None:
    node = part.get("at")
    if node is None:
        return None
    words = [item.text for item in node.items if isinstance(item, Scalar)] if isinstance(node, Items) else []
    try:
        latitude, longitude = (float(word) for word in words)
    except ValueError:
        part.fault(node.mark, "a point that is not two numbers", expected="[latitude, longitude], as [41.01, 28.98]")
        return None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        part.fault(
            node.mark, f"the point {latitude}, {longitude}", expected="latitude -90 to 90, longitude -180 to 180"
        )
        return None
    return latitude, longitude


def read_info(root: Section, names: Names) -> CaseInfo:
    """The case as a whole, from case.yaml; read last, since it names accounts."""
    since, until = read_day(root, "since"), read_day(root, "until")
    if since and until and until < since:
        root.fault(root.place("until"), f"a case that ends on {until} and begins on {since}", do="correct one of them")
    id_ = root.scalar("case")
    if id_ is not None and not ID.match(id_.text):
        root.fault(
            id_.mark, f"the case id {id_.text!r}", expected="small letters, digits, dots and hyphens",
            meant=suggest_id(id_.text), do="rename it, and put the name as readers see it under `title:`",
        )  # fmt: skip
    return CaseInfo(
        id=root.text("case"),
        title=root.text("title"),
        zone=read_zone(root, "zone"),
        about=root.text("about"),
        since=since,
        until=until,
        languages=texts(root, "languages") or ("en",),
        marking=root.choice("marking", MARKINGS, "TLP:CLEAR"),
        shown=names.resolve_all(root, root.words("shown"), "account"),
        reports=texts(root, "reports"),
        brief_for=root.text("brief-for"),
        note=root.text("note"),
    )
