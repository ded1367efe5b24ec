"""Actors, reports and statements as FollowTheMoney entities (for OpenAleph): a JSON object a line.

A claim is a ``Note`` on whose word it is, with the report as its proof: the model has no noun for "says".
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from guarantor.exchange.flat import Once, as_json
from guarantor.exchange.selected import ClaimTold, Data, Selected
from guarantor.model.actor import Actor

STATES = frozenset({"state", "government", "organ", "body", "agency"})

TEXT, STRING = 65_000, 1_024
"""Characters of a text, and of any other word, at most; :data:`LONGEST` has those of names and addresses."""
TEXTS = frozenset({"bodyText", "description", "notes"})
LONGEST = {"name": 384, "alias": 384, "sourceUrl": 4_096}


def ftm(selected: Selected) -> Iterator[str]:
    """One entity a line: the claims, each root and report before the first claim that needs it."""
    named: set[str] = set()

    def lines(told: ClaimTold) -> list[str]:
        (root, name), id_ = selected.root_of(told.data), told.data["report"]["id"]
        note, made = _note(told, root.id), list[str]()
        if root.id not in named:
            named.add(root.id)
            key = _key(f"root:{root.id}")
            made.append(Once(_line(key, *_root(selected, root.id, name)), key))
        if told.report is not None and id_ not in named:
            named.add(id_)
            key = _key(id_)
            made.append(Once(_article(key, told.report), key))
        return [*made, note]

    for made in selected.each(lines):
        yield from made


def _article(key: str, report: Data) -> str:
    return _line(key, "Article", {
        "title": report.get("title") or report["location"], "publishedAt": report.get("published"),
        "sourceUrl": report.get("url"), "publisher": report.get("outlet"), "bodyText": report["text"],
    })  # fmt: skip


def _note(told: ClaimTold, root: str) -> str:
    data, report = told.data, told.data["report"]
    return _line(_key(told.id), "Note", {
        "name": f"{data['type']}, {data['modality']}", "description": data["quote"],
        "entity": _known_key(f"root:{root}"),
        "proof": _known_key(report["id"]), "sourceUrl": report["url"], "publisher": report["outlet"],
        "keywords": list(told.provisions), "notes": told.id,
    })  # fmt: skip


def _root(selected: Selected, root: str, name: str) -> tuple[str, dict[str, Any]]:
    actor = selected.people.actors.get(root)
    if actor is None:
        return ("Organization" if root in selected.people.sources else "LegalEntity"), {"name": name}
    return _schema(actor), {"name": name, "alias": list(actor.names[1:]), "notes": root}


def _schema(actor: Actor) -> str:
    if actor.kind == "person":
        return "Person"
    return "PublicBody" if actor.kind in STATES else "Organization"


def _key(id_: str) -> str:
    """An id as FollowTheMoney's tools take it: short, without colons."""
    return hashlib.sha256(id_.encode("utf-8", "surrogatepass")).hexdigest()[:40]


_known_key = lru_cache(maxsize=1024)(_key)
"""That of a root or report, which many claims name."""


def _line(id_: str, schema: str, values: dict[str, Any]) -> str:
    given = {name: _fitting(name, value if value.__class__ is list else [value])
             for name, value in values.items() if value}  # fmt: skip
    lists = {name: value for name, value in given.items() if value}
    return as_json({"id": id_, "schema": schema, "properties": lists}) + "\n"


def _fitting(name: str, values: list[str]) -> list[str]:
    """The values as the model takes them: a text beyond its length in several parts, a shorter word cut with a sign of
    it, no date outside of its years."""
    if name in TEXTS:
        return [value[at : at + TEXT] for value in values for at in range(0, len(value), TEXT)]
    if name == "publishedAt":
        values = [value for value in values if value[:1] in ("1", "2")]
    most = LONGEST.get(name, STRING)
    return [value if len(value) <= most else f"{value[: most - 1]}…" for value in values]
