"""Canonical JSON of nouns straight from their fields: what ``canonical_json(plain(noun))`` gives, three times as fast.

A claim's id and its stored payload are two selections of the same encoded fields, so that each field is encoded once.
"""

from __future__ import annotations

import hashlib
import json.encoder
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any

from guarantor.model.claim import NOT_CONTENT, Claim, ReportRef
from guarantor.model.ids import canonical_json
from guarantor.model.plain import plain

_text = json.encoder.encode_basestring
_SHAPES: dict[type, tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]] = {}
"""For each noun met so far: its fields' names as they are written, in order, and what takes their values from it."""


def encode(value: Any) -> str:
    """The canonical JSON of a noun or of any value that nouns hold."""
    kind = type(value)
    if kind is str:
        return _text(value)
    if value is None:
        return "null"
    if kind is int:
        return str(value)
    if kind is tuple:
        if len(value) == 2 and type(value[0]) is type(value[1]) is int:
            return f"[{value[0]},{value[1]}]"
        return f"[{','.join([encode(item) for item in value])}]" if value else "[]"
    shape = _SHAPES.get(kind)
    if shape is not None:
        return f"{{{','.join(_parts(value, *shape))}}}"
    if is_dataclass(kind):
        _SHAPES[kind] = _shape(kind)
        return encode(value)
    return canonical_json(plain(value)).decode("utf-8", "surrogatepass")


def encode_claim(claim: Claim) -> tuple[str, bytes]:
    """A claim's id and its payload (everything but the id)."""
    heads, values = _shape(Claim)
    told = list(values(claim))
    report, told[_REPORT] = told[_REPORT], None
    parts = [
        head + ("null" if item is None else _text(item) if type(item) is str else encode(item))
        for head, item in zip(heads, told, strict=True)
    ]
    parts[_REPORT] = f'"report":{_reference(report)}'
    payload = f"{{{','.join(parts)}}}"
    parts[_REPORT] = f'"report":{_text(claim.report.id)}'
    content = f"{{{','.join([parts[place] for place in _CONTENT])}}}"
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
    return f"claim:sha256:{digest}", payload.encode("utf-8", "surrogatepass")


@lru_cache(maxsize=8)
def _reference(report: ReportRef) -> str:
    """Remembered, since all claims of a report have the same."""
    return encode(report)


def _parts(noun: Any, heads: tuple[str, ...], values: Callable[[Any], tuple[Any, ...]]) -> list[str]:
    return [
        head + ("null" if item is None else _text(item) if type(item) is str else encode(item))
        for head, item in zip(heads, values(noun), strict=True)
    ]


@cache
def _shape(kind: Any) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    names = _names(kind)
    getter = attrgetter(*names)
    heads = tuple(f"{_text(name)}:" for name in names)
    return heads, ((lambda noun: (getter(noun),)) if len(names) == 1 else getter)


def _names(kind: Any) -> tuple[str, ...]:
    """The fields in the order of canonical JSON."""
    return tuple(sorted(field.name for field in fields(kind)))


_REPORT = _names(Claim).index("report")
_CONTENT = tuple(place for place, name in enumerate(_names(Claim)) if name not in NOT_CONTENT)
