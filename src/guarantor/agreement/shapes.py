"""The shape of each part of a case file: its keys, what they mean, and their JSON Schema.

One table serves three readers: the check (unknown and missing keys), the editors (JSON Schema) and the docs. The tables
themselves stand in ``shapes_files`` and ``shapes_agreement``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": ["string", "number"]}
WORD: Schema = {"type": "string"}
NUMBER: Schema = {"type": ["number", "string"]}
FLAG: Schema = {"type": "boolean"}
DAY: Schema = {"type": "string", "description": "a day, 2025-10-09, or a time of a day, 2025-10-10 12:00"}
WORDS: Schema = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
ANYTHING: Schema = {}


def choice(*options: str) -> Schema:
    """One of some words."""
    return {"enum": list(options)}


def one(shape: str) -> Schema:
    """A mapping of a named shape."""
    return {"$ref": f"#/$defs/{shape}"}


def many(shape: str) -> Schema:
    """Ids (or names) with a mapping of a named shape under each."""
    return {"type": "object", "additionalProperties": one(shape)}


def listed(shape: str) -> Schema:
    """A list of mappings of a named shape."""
    return {"type": "array", "items": one(shape)}


def either(*schemas: Schema) -> Schema:
    """Any of some schemas."""
    return {"anyOf": list(schemas)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key: what it means to a reader, the schema of its value, whether it must be there."""

    doc: str
    schema: Schema = field(default_factory=dict)
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A mapping in a case file. ``name`` is how messages and schemas call it; ``elsewhere`` says of keys that people
    look for here where they stand."""

    name: str
    doc: str
    keys: Mapping[str, Key]
    elsewhere: Mapping[str, str] = field(default_factory=dict)

    @property
    def required(self) -> tuple[str, ...]:
        """The keys that must be there."""
        return tuple(name for name, key in self.keys.items() if key.required)

    def schema(self) -> Schema:
        """The JSON Schema of the mapping."""
        properties = {name: {**key.schema, "description": key.doc} for name, key in self.keys.items()}
        found: Schema = {
            "type": "object",
            "description": self.doc,
            "properties": properties,
            "additionalProperties": False,
        }
        return {**found, "required": list(self.required)} if self.required else found


def file_schema(title: str, root: Shape, parts: Iterable[Shape]) -> Schema:
    """The JSON Schema of one kind of file: the root shape with the shapes it speaks of."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **root.schema(),
        "$defs": {part.name: part.schema() for part in parts},
    }
