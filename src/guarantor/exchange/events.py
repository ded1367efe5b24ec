"""Claims that happened as PLOVER events with CAMEO root codes, tab-separated; what that form loses in a side file.

An event here is one claim's word. PLOVER has no place for who says so, by what way it reached us, whether it is denied,
or for anything planned: those fields stand in the side file under the same event id, and claims that cannot be events
at all are in it with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from guarantor.exchange.flat import SEPARATOR, Line, disarmed
from guarantor.exchange.selected import Selected
from guarantor.linking.kept import Kept
from guarantor.model.claim import Mention

EVENT = ("event_id", "date", "date_end", "event_type", "cameo_root", "quad", "actor", "actor_name", "recipient",
         "recipient_name", "place", "latitude", "longitude", "magnitude", "unit", "source", "url", "text")  # fmt: skip
LOST = ("event_id", "why", "modality", "polarity", "holder", "root", "cited", "anonymous", "chain", "published",
        "review", "more_figures", "provisions")  # fmt: skip
DONE = ("happened", "ongoing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A PLOVER event type with its nearest CAMEO root and its quad class."""

    cameo: str
    quad: int


@cache
def codes() -> Mapping[str, Code]:
    """The event types, from the table."""
    text = files("guarantor.exchange").joinpath("data", "plover.tsv").read_text(encoding="utf-8")
    found = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: Code(cameo=cameo, quad=int(quad)) for name, cameo, quad in found}


def unfit(kept: Kept) -> str | None:
    """Why a claim is no event, None where it is one."""
    claim = kept.claim
    if claim.event is None:
        return "no PLOVER type fits"
    if claim.event not in codes():
        return f"{claim.event} is not a PLOVER type"
    if claim.polarity == "-" or claim.modality not in DONE:
        return f"not told as happened ({claim.modality}{', negated' if claim.polarity == '-' else ''})"
    return None


def plover(selected: Selected) -> Iterator[str]:
    """The events, a line each after the head."""
    yield from _lines(
        EVENT, (_event(selected, id_, kept) for id_, kept in selected.claims.items() if unfit(kept) is None)
    )


def lost(selected: Selected) -> Iterator[str]:
    """The side file: every claim with what the events lack of it, and why it is no event where it is none."""
    yield from _lines(LOST, (_lost(selected, id_, kept) for id_, kept in selected.claims.items()))


def _lines(head: tuple[str, ...], rows: Iterator[tuple[object, ...]]) -> Iterator[str]:
    line = Line("\t")
    yield line.of(head)
    for row in rows:
        yield line.of(
            ["" if each is None else each if isinstance(each, int | float) else disarmed(str(each)) for each in row]
        )


def _event(selected: Selected, id_: str, kept: Kept) -> tuple[object, ...]:
    claim = kept.claim
    code = codes()[claim.event or ""]
    place, when = selected.place(claim), claim.when
    figure = next((each for each in claim.quantities if each.value is not None), None)
    day = (when.start or when.end) if when else None
    return (
        id_, day or claim.report.published, when.end if when else None, claim.event, code.cameo, code.quad,
        _ids(claim.actors), _names(claim.actors), _ids(claim.targets), _names(claim.targets),
        claim.where.text if claim.where else None, place.at[0] if place and place.at else None,
        place.at[1] if place and place.at else None, figure.value if figure else None, figure.unit if figure else None,
        claim.report.outlet, claim.report.url, " ".join(claim.quote.split()),
    )  # fmt: skip


def _lost(selected: Selected, id_: str, kept: Kept) -> tuple[object, ...]:
    claim, root = kept.claim, selected.roots.of(kept.claim)
    return (
        id_, unfit(kept), claim.modality, claim.polarity, claim.holder.text, root.id, root.cited,
        str(root.anonymous).lower(), SEPARATOR.join(each.name for each in claim.chain), claim.report.published,
        claim.review, SEPARATOR.join(str(each.value) for each in claim.quantities[1:]),
        SEPARATOR.join(selected.provisions(id_)),
    )  # fmt: skip


def _ids(mentions: tuple[Mention, ...]) -> str:
    return SEPARATOR.join(each.actor for each in mentions if each.actor)


def _names(mentions: tuple[Mention, ...]) -> str:
    return SEPARATOR.join(each.text for each in mentions)
