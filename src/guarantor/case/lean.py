"""Claims and links read for their testimonies alone: of each only what a testimony and a voice are made of.

What was recorded was checked then, and its digest is checked when it is read; the types of what is taken over need no
second look. Stations, holders and references repeat by the thousand and are made once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from guarantor.model.claim import ChainLink, Claim, Holder, Quantity, ReportRef, When
from guarantor.model.link import Link

T = TypeVar("T")
REMEMBERED = 50_000
"""So many different parts of claims are kept."""


class Told:
    """Reads claims without their words' places, actors, targets, content, cue, notes and issues."""

    def __init__(self) -> None:
        self._report: tuple[str, ReportRef] | None = None
        self._holders: dict[tuple[Any, ...], Holder] = {}
        self._stations: dict[tuple[Any, ...], ChainLink] = {}

    def claim(self, data: dict[str, Any]) -> Claim:
        """The claim of a payload, in part."""
        when = data["when"]
        return Claim(
            report=self._ref(data["report"]), span=tuple(data["span"]), quote=data["quote"], type=data["type"],
            modality=data["modality"], polarity=data["polarity"], holder=self._holder(data["holder"]),
            chain=tuple([self._station(each) for each in data["chain"]]),
            when=None if when is None else When(**when), rule=data["rule"],
            quantities=tuple([Quantity(**each) for each in data["quantities"]]),
        )  # fmt: skip

    def _ref(self, data: dict[str, Any]) -> ReportRef:
        if self._report is None or self._report[0] != data["id"]:
            self._report = (data["id"], ReportRef(**data))
        return self._report[1]

    def _holder(self, data: dict[str, Any]) -> Holder:
        values = dict(data)
        span = values.pop("span")
        values["span"] = None if span is None else tuple(span)
        return _once(self._holders, values, Holder)

    def _station(self, data: dict[str, Any]) -> ChainLink:
        values = dict(data)
        span = values.pop("span")
        values["span"] = None if span is None else tuple(span)
        return _once(self._stations, values, ChainLink)


def link_told(data: dict[str, Any]) -> Link:
    """The link of a payload."""
    return Link(**{**data, "claims": tuple(data["claims"])})


def _once(known: dict[tuple[Any, ...], T], values: dict[str, Any], make: Callable[..., T]) -> T:
    key = tuple(values.values())
    if key not in known:
        if len(known) >= REMEMBERED:
            known.clear()
        known[key] = make(**values)
    return known[key]
