"""Claims and links read quickly and whole, for whoever goes through all of them once.

As in :mod:`guarantor.case.lean`, what was recorded was checked then and its digest is checked when it is read, so that
the types of what is taken over need no second look. What is not of the usual shape goes to the careful reader.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from guarantor.case.lean import Told
from guarantor.model.claim import Claim, Mention, Place, Quantity, When
from guarantor.model.plain import ShapeError
from guarantor.model.report import Report

T = TypeVar("T")
Data = dict[str, Any]


class Whole(Told):
    """Reads claims with everything that they hold; equal to what the careful reader makes of them."""

    def claim(self, data: Data) -> Claim:
        """The claim of a payload."""
        try:
            return self._claim(data)
        except (KeyError, TypeError, ShapeError):
            return Claim.from_json(data)

    def _claim(self, data: Data) -> Claim:
        when, where, cue = data["when"], data["where"], data["cue"]
        return Claim(**{
            **data,
            "report": self._ref(data["report"]), "span": tuple(data["span"]), "holder": self._holder(data["holder"]),
            "chain": tuple([self._station(each) for each in data["chain"]]),
            "cue": None if cue is None else tuple(cue), "content": tuple(map(tuple, data["content"])),
            "actors": _all(Mention, data["actors"]), "targets": _all(Mention, data["targets"]),
            "when": None if when is None else _spanned(When, when),
            "where": None if where is None else _spanned(Place, where),
            "quantities": _all(Quantity, data["quantities"]), "issues": tuple(data["issues"]),
            "provisions": tuple(data["provisions"]), "notes": tuple(data["notes"]),
        })  # fmt: skip


def report_text(data: Data) -> Report:
    """The report of a payload without the places of its text in the document, and without who says its metadata."""
    return Report(**{**data, "notes": tuple(data.get("notes", ())), "signs": (), "places": ()})


def _all(noun: Callable[..., T], found: list[Data]) -> tuple[T, ...]:
    return tuple([_spanned(noun, each) for each in found]) if found else ()


def _spanned(noun: Callable[..., T], data: Data) -> T:
    span = data.get("span")
    return noun(**data) if span is None else noun(**{**data, "span": tuple(span)})
