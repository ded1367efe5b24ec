"""Claims and people made by hand, for the tests of linking."""

from __future__ import annotations

from typing import Any

from guarantor.linking.kept import Kept
from guarantor.linking.origins import Origins
from guarantor.linking.roots import Roots
from guarantor.linking.testimony import LiveLink, Witnesses
from guarantor.model.actor import Actor, People, Source
from guarantor.model.claim import ChainLink, Claim, Holder, Mention, ReportRef
from guarantor.model.link import Link
from guarantor.model.testimony import Testimony

ZONE = "Europe/Athens"

PEOPLE = People(
    actors={
        actor.id: actor
        for actor in (
            Actor(id="north", names=("Northland",), kind="state"),
            Actor(id="north.army", names=("Northland's army", "the army"), kind="organ", part_of="north"),
            Actor(id="south", names=("Southland",), kind="state"),
            Actor(id="watch", names=("The Watch",), kind="body"),
        )
    },
    sources={
        source.id: source
        for source in (
            Source(id="wire", names=("Wire", "Wire Agency"), kind="agency"),
            Source(id="post", names=("The Post",), kind="outlet"),
            Source(id="north-news", names=("Northland Herald",), kind="official", speaks_for="north"),
        )
    },
)


def chain(*stations: tuple[str, str, str | None]) -> tuple[ChainLink, ...]:
    return tuple(ChainLink(role=role, name=name, actor=actor) for role, name, actor in stations)  # type: ignore[arg-type]


def claim(quote: str = "twenty people were handed over", **fields: Any) -> Claim:
    given = {
        "report": ReportRef(id="report:sha256:1", location="-", outlet="The Post", published="2025-11-01"),
        "span": (0, len(quote)),
        "quote": quote,
        "type": "fulfilment",
        "modality": "happened",
        "holder": Holder(text="Northland", actor="north", kind="named"),
        "chain": chain(("outlet", "The Post", "post"), ("holder", "Northland", "north")),
        "predicate": "hand over",
    }
    return Claim(**{**given, **fields})


def mention(actor: str | None, text: str = "somebody") -> Mention:
    return Mention(text=text, actor=actor)


def testimony(effect: str = "performed", figure: int | None = None, **fields: Any) -> Testimony:
    """What the claim with these fields comes to over a link with an effect; ``figure`` counts its quantities."""
    roots = Roots(PEOPLE)
    witnesses = Witnesses(roots, Origins(roots), zone=ZONE, since="2025-10-01")
    link = Link(
        kind="bearing",
        claims=("c",),
        target="people",
        effect=effect,
        fields={} if figure is None else {"figure": figure},
    )
    (found,) = witnesses.all(
        {"c": Kept(id="c", claim=claim(**fields), recorded=7)}, [LiveLink(id="l", link=link, recorded=9)]
    )
    return found
