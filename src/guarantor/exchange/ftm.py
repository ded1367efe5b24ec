"""Actors, reports and statements as FollowTheMoney entities (for OpenAleph): a JSON object a line.

A claim is a ``Note`` on whose word it is, with the report as its proof: the model has no noun for "says".
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from guarantor.exchange.selected import Selected
from guarantor.model.actor import Actor

STATES = frozenset({"state", "government", "organ", "body", "agency"})


def ftm(selected: Selected) -> Iterator[str]:
    """One entity a line: the roots of the selected claims, their reports, the claims."""
    for root in sorted({selected.roots.of(kept.claim).id for kept in selected.claims.values()}):
        yield _line(_key(f"root:{root}"), *_root(selected, root))
    for id_, report in selected.cited_reports():
        yield _line(_key(id_), "Article", {
            "title": report.title or report.location, "publishedAt": report.published, "sourceUrl": report.url,
            "publisher": report.outlet, "bodyText": report.text,
        })  # fmt: skip
    for id_, kept in selected.claims.items():
        claim = kept.claim
        yield _line(_key(id_), "Note", {
            "name": f"{claim.type}, {claim.modality}", "description": claim.quote,
            "entity": _key(f"root:{selected.roots.of(claim).id}"), "proof": _key(claim.report.id),
            "sourceUrl": claim.report.url, "publisher": claim.report.outlet, "keywords": list(selected.provisions(id_)),
            "notes": id_,
        })  # fmt: skip


def _root(selected: Selected, root: str) -> tuple[str, dict[str, Any]]:
    actor = selected.people.actors.get(root)
    name = selected.roots.name(root)
    if actor is None:
        return ("Organization" if root in selected.people.sources else "LegalEntity"), {"name": name}
    return _schema(actor), {"name": name, "alias": list(actor.names[1:]), "notes": root}


def _schema(actor: Actor) -> str:
    if actor.kind == "person":
        return "Person"
    return "PublicBody" if actor.kind in STATES else "Organization"


def _key(id_: str) -> str:
    """An id as FollowTheMoney's tools take it: short, without colons."""
    return hashlib.sha256(id_.encode("utf-8")).hexdigest()[:40]


def _line(id_: str, schema: str, values: dict[str, Any]) -> str:
    lists = {name: value if isinstance(value, list) else [value] for name, value in values.items() if value}
    return json.dumps({"id": id_, "schema": schema, "properties": lists}, ensure_ascii=False) + "\n"
