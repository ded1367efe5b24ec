"""The words about one thing as columns in a file's bytes: looked at without making words of them, which takes longer.

Whole numbers lie as they are in memory, ids as lines, what repeats as a list and places in it, and the rest as JSON. A
field that says nothing anywhere is left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, fields
from operator import attrgetter
from typing import Any

import numpy as np

from guarantor.assessment.columns import Flags, Ints
from guarantor.assessment.log import Cut
from guarantor.model.moments import LATEST
from guarantor.model.testimony import Testimony

FIELDS = {field.name: None if field.default is MISSING else field.default for field in fields(Testimony)}
WHOLE = ("recorded", "published", "withdrawn", "since")
LINES = ("claim", "link")
NONE = -(2**62)
"""What stands for None among whole numbers."""

Spans = dict[str, list[Any]]
"""For each column how it is written (i, l, d, j), where it lies and how long it is."""
Add = Callable[[bytes | memoryview], tuple[int, int]]


class Rows:
    """The words about one thing. Columns are read when they are first asked for."""

    def __init__(
        self, about: str, count: int, spans: Spans, body: memoryview, renamed: Mapping[str, str] | None = None
    ) -> None:
        self.about, self.count = about, count
        self._spans, self._body, self._renamed = spans, body, renamed or {}
        self._read: dict[str, Any] = {}

    def __len__(self) -> int:
        return self.count

    def numbers(self, name: str) -> Ints:
        """A column of whole numbers; :data:`NONE` where there is none. ``lo`` and ``hi`` are the act's time, ``lo``
        past ``hi`` where it is not resolved."""
        key = f"{name}#"
        if key not in self._read:
            if name in self._spans:
                self._read[key] = np.frombuffer(self._part(self._spans[name]), np.int64)
            else:
                self._read[key] = np.full(self.count, NONE)
        found: Ints = self._read[key]
        return found

    def values(self, name: str) -> Sequence[Any]:
        """A column as values."""
        if name not in self._read:
            self._read[name] = self._values(name)
        found: Sequence[Any] = self._read[name]
        return found

    def codes(self, name: str) -> tuple[list[Any], Ints]:
        """A column's different values, and which of them stands in each row."""
        key = f"{name} "
        if key not in self._read:
            self._read[key] = self._codes(name)
        found: tuple[list[Any], Ints] = self._read[key]
        return found

    def _part(self, span: Sequence[Any]) -> memoryview:
        return self._body[span[1] : span[1] + span[2]]

    def _codes(self, name: str) -> tuple[list[Any], Ints]:
        if name not in self._spans:
            return [FIELDS[name]], np.zeros(self.count, np.int64)
        span = self._spans[name]
        if span[0] == "d":
            known = json.loads(bytes(self._body[span[3] : span[3] + span[4]]))
            if name == "origin":
                known = [self._renamed.get(each, each) for each in known]
            return known, np.frombuffer(self._part(span), np.int32).astype(np.int64)
        places: dict[Any, int] = {}
        codes = [places.setdefault(each, len(places)) for each in self.values(name)]
        return list(places), np.array(codes, np.int64)

    def _values(self, name: str) -> Sequence[Any]:
        if name == "happened":
            pairs = zip(self.numbers("lo").tolist(), self.numbers("hi").tolist(), strict=True)
            return [(lo, hi) if lo <= hi else None for lo, hi in pairs]
        if name in WHOLE:
            return [None if each == NONE else each for each in self.numbers(name).tolist()]
        if name not in self._spans:
            return [FIELDS[name]] * self.count
        span = self._spans[name]
        if span[0] == "l":
            return bytes(self._part(span)).decode().split("\n")
        if span[0] == "d":
            known, codes = self.codes(name)
            return [known[code] for code in codes.tolist()]
        found = json.loads(bytes(self._part(span)))
        return [self._renamed.get(each, each) for each in found] if name == "origin" else found

    def seen(self, cut: Cut) -> Flags:
        """Which rows a cut sees."""
        known = LATEST if cut.known_at is None else cut.known_at
        withdrawn = self.numbers("withdrawn")
        live: Flags = (withdrawn == NONE) | ((withdrawn > known) & (cut.known_at is not None))
        if cut.known_at is not None:
            live &= self.numbers("recorded") <= known
        if cut.reviewed_only:
            live &= np.array(self.values("reviewed"), np.bool_)
        if cut.published_by is not None:
            published = self.numbers("published")
            live &= np.where(published == NONE, self.numbers("recorded"), published) <= cut.published_by
        return live

    def among(self, name: str, wanted: Callable[[Any], bool]) -> Flags:
        """Which rows have a value that is wanted; each different value is looked at once."""
        if not self.count:
            return np.zeros(0, np.bool_)
        known, codes = self.codes(name)
        found: Flags = np.array([wanted(each) is True for each in known], np.bool_)[codes]
        return found

    def words(self, which: Flags | None = None) -> list[Testimony]:
        """The words of some rows (of all), made."""
        rows = range(self.count) if which is None else np.flatnonzero(which).tolist()
        told = [name for name in FIELDS if name in self._spans or name == "happened"]
        columns = [self.values(name) for name in told]
        return [
            Testimony(about=self.about, **dict(zip(told, [column[row] for column in columns], strict=True)))
            for row in rows
        ]

    def copied(self, add: Add) -> dict[str, Any]:
        """The same columns among the parts of another file, as :func:`packed` writes them."""
        if self._renamed:
            return packed(self.words(), add)
        spans: Spans = {}
        for name, span in self._spans.items():
            spans[name] = [span[0], *add(self._part(span))]
            if span[0] == "d":
                spans[name] += add(self._body[span[3] : span[3] + span[4]])
        return {"count": self.count, "spans": spans}


def packed(words: Sequence[Testimony], add: Add) -> dict[str, Any]:
    """Words as columns among the parts of a file: how many, and where each column lies."""
    spans: Spans = {}
    times = [(1, 0) if word.happened is None else word.happened for word in words]
    for name, column in (("lo", [lo for lo, _ in times]), ("hi", [hi for _, hi in times])):
        spans[name] = ["i", *add(np.array(column, np.int64).tobytes())]
    for name, default in FIELDS.items():
        if name in ("about", "happened"):
            continue
        values = list(map(attrgetter(name), words))
        if name in WHOLE:
            if any(each is not None for each in values):
                filled = [NONE if each is None else each for each in values]
                spans[name] = ["i", *add(np.array(filled, np.int64).tobytes())]
        elif values.count(default) != len(values) or name == "claim":
            spans[name] = _column(name, values, add)
    return {"count": len(words), "spans": spans}


def _column(name: str, values: list[Any], add: Add) -> list[Any]:
    if name in LINES and all(isinstance(each, str) and "\n" not in each for each in values):
        return ["l", *add("\n".join(values).encode())]
    places: dict[Any, int] = {}
    codes = [places.setdefault(each, len(places)) for each in values]
    if 2 * len(places) <= len(values):
        return ["d", *add(np.array(codes, np.int32).tobytes()), *add(_json(list(places)))]
    return ["j", *add(_json(values))]


def _json(values: Iterable[Any]) -> bytes:
    return json.dumps(list(values), separators=(",", ":")).encode()
