"""Actors, reports and statements as FollowTheMoney entities (for OpenAleph): a JSON object a line.

A claim is a ``Note`` on whose word it is, with the report as its proof: the model has no noun for "says".
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from guarantor.exchange.flat import as_json
from guarantor.exchange.selected import Selected
from guarantor.model.actor import Actor
from guarantor.model.claim import Claim
from guarantor.model.report import Report

STATES = frozenset({"state", "government", "organ", "body", "agency"})

TEXT, STRING = 65_000, 1_024
"""Characters of a text, and of any other word, at most; :data:`LONGEST` has those of names and addresses."""
TEXTS = frozenset({"bodyText", "description", "notes"})
LONGEST = {"name": 384, "alias": 384, "sourceUrl": 4_096}


def ftm(selected: Selected) -> Iterator[str]:
    """One entity a line: the claims, each root and report before the first claim that needs it."""
    named: set[str] = set()
    for id_, kept in selected.claims.items():
        root, report = selected.roots.of(kept.claim).id, selected.reports.get(kept.claim.report.id)
        if root not in named:
            named.add(root)
            yield _line(_key(f"root:{root}"), *_root(selected, root))
        if report is not None and kept.claim.report.id not in named:
            named.add(kept.claim.report.id)
            yield _article(kept.claim.report.id, report)
        yield _note(selected, id_, kept.claim, root)


def _article(id_: str, report: Report) -> str:
    return _line(_key(id_), "Article", {
        "title": report.title or report.location, "publishedAt": report.published, "sourceUrl": report.url,
        "publisher": report.outlet, "bodyText": report.text,
    })  # fmt: skip


def _note(selected: Selected, id_: str, claim: Claim, root: str) -> str:
    return _line(_key(id_), "Note", {
        "name": f"{claim.type}, {claim.modality}", "description": claim.quote, "entity": _key(f"root:{root}"),
        "proof": _key(claim.report.id), "sourceUrl": claim.report.url, "publisher": claim.report.outlet,
        "keywords": list(selected.provisions(id_)), "notes": id_,
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
    return hashlib.sha256(id_.encode("utf-8", "surrogatepass")).hexdigest()[:40]


def _line(id_: str, schema: str, values: dict[str, Any]) -> str:
    given = {name: value if isinstance(value, list) else [value] for name, value in values.items() if value}
    fitted = {name: list(_fitting(name, value)) for name, value in given.items()}
    lists = {name: value for name, value in fitted.items() if value}
    return as_json({"id": id_, "schema": schema, "properties": lists}) + "\n"


def _fitting(name: str, values: list[str]) -> Iterator[str]:
    """The values as the model takes them: a text beyond its length in several parts, a shorter word cut with a sign of
    it, no date outside of its years."""
    for value in values:
        if name in TEXTS:
            yield from (value[at : at + TEXT] for at in range(0, len(value), TEXT))
        elif name != "publishedAt" or value[:1] in ("1", "2"):
            most = LONGEST.get(name, STRING)
            yield value if len(value) <= most else f"{value[: most - 1]}…"
