"""Claims that happened as PLOVER events with CAMEO root codes, tab-separated; what that form loses in a side file.

An event here is one claim's word. PLOVER has no place for who says so, by what way it reached us, whether it is denied,
or for anything planned: those fields stand in the side file under the same event id, and claims that cannot be events
at all are in it with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from guarantor.exchange.flat import SEPARATOR, Line, Texts
from guarantor.exchange.selected import ClaimTold, Data, Selected

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


def unfit(data: Data) -> str | None:
    """Why a claim, as its JSON value has it, is no event; None where it is one."""
    event, modality, negated = data["event"], data["modality"], data["polarity"] == "-"
    if event is None:
        return "no PLOVER type fits"
    if event not in codes():
        return f"{event} is not a PLOVER type"
    if negated or modality not in DONE:
        return f"not told as happened ({modality}{', negated' if negated else ''})"
    return None


def plover(selected: Selected) -> Iterator[str]:
    """The events, a line each after the head."""
    return _lines(EVENT, selected.each(lambda told: _event(selected, told), provisions=False))


def lost(selected: Selected) -> Iterator[str]:
    """The side file: every claim with what the events lack of it, and why it is no event where it is none."""
    return _lines(LOST, selected.each(lambda told: _lost(selected, told)))


def _lines(head: tuple[str, ...], rows: Iterator[tuple[object, ...] | None]) -> Iterator[str]:
    line, texts = Line("\t"), Texts("\t")
    yield line.of(head)
    for row in rows:
        if row is not None:
            yield line.joined([
                texts[each] if each.__class__ is str else "" if each is None else str(each) for each in row
            ])  # fmt: skip


def _event(selected: Selected, told: ClaimTold) -> tuple[object, ...] | None:
    """The cells of an event; None where the claim is none."""
    data = told.data
    if unfit(data) is not None:
        return None
    code, report, when, where = codes()[data["event"]], data["report"], data["when"], data["where"]
    place = selected.place_of(where["place"]) if where else None
    figure = next((each for each in data["quantities"] if each["value"] is not None), None)
    day = (when["start"] or when["end"]) if when else None
    return (
        told.id, day or report["published"], when["end"] if when else None, data["event"], code.cameo, code.quad,
        _ids(data["actors"]), _names(data["actors"]), _ids(data["targets"]), _names(data["targets"]),
        where["text"] if where else None, place.at[0] if place and place.at else None,
        place.at[1] if place and place.at else None, figure["value"] if figure else None,
        figure["unit"] if figure else None, report["outlet"], report["url"], " ".join(data["quote"].split()),
    )  # fmt: skip


def _lost(selected: Selected, told: ClaimTold) -> tuple[object, ...]:
    data, (root, _) = told.data, selected.root_of(told.data)
    return (
        told.id, unfit(data), data["modality"], data["polarity"], data["holder"]["text"], root.id, root.cited,
        "true" if root.anonymous else "false", SEPARATOR.join([each["name"] for each in data["chain"]]),
        data["report"]["published"], told.review,
        SEPARATOR.join([str(each["value"]) for each in data["quantities"][1:]]),
        SEPARATOR.join(told.provisions),
    )  # fmt: skip


def _ids(mentions: Sequence[Data]) -> str:
    return SEPARATOR.join([each["actor"] for each in mentions if each["actor"]])


def _names(mentions: Sequence[Data]) -> str:
    return SEPARATOR.join([each["text"] for each in mentions])
