"""The description of the API, OpenAPI 3.1, from the same table that makes its addresses; the values that a case knows
(accounts, provisions, meetings) are listed in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from guarantor import __version__
from guarantor.board.api import asked, told
from guarantor.board.api.operations import OPERATIONS, Operation
from guarantor.board.asking import reach
from guarantor.board.problems import MEDIA
from guarantor.case import Case
from guarantor.model.moments import day_of

SERIALIZED: Literal["serialization"] = "serialization"
VALIDATED: Literal["validation"] = "validation"
_TEXT = {"type": "string"}
SCHEMAS: dict[str, dict[str, Any]] = {
    "text/csv": _TEXT, "text/calendar": _TEXT,
    "text/event-stream": {"type": "object", "properties": {"id": _TEXT, "event": _TEXT, "data": _TEXT}},
}  # fmt: skip
"""Of answers that are no JSON; of a stream, of each of its events."""
ALWAYS = {400: "What was asked is not right."}
WITH_ACCOUNTS = {
    401: "Nobody is signed in, or the token does not work.",
    403: "The role, scope or clearance forbids it.",
}
OTHERS = {404: "There is no such thing in this case.", 409: "Somebody was quicker.", 413: "Too much was sent.",
          415: "It is no JSON.", 503: "It is still being worked out."}  # fmt: skip


def description(case: Case, *, accounts: bool) -> dict[str, Any]:
    """The description for a case. ``accounts``: whether one has to sign in."""
    shown = [each for each in OPERATIONS if each.id != "audit" or accounts]
    answers = [*_models(each.told for each in shown), *_models([told.Problem])]
    wanted: list[tuple[type[BaseModel], Literal["validation", "serialization"]]] = [
        *((model, SERIALIZED) for model in answers),
        *((model, VALIDATED) for model in _models(each.body for each in shown)),
    ]
    schemas, defs = models_json_schema(wanted, ref_template="#/components/schemas/{model}")
    paths: dict[str, Any] = {}
    for each in shown:
        paths.setdefault(each.path, {})[each.method.lower()] = _operation(each, case, schemas, accounts=accounts)
    components: dict[str, Any] = {"schemas": defs.get("$defs", {})}
    found: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {"title": f"{case.files.info.title}: Guarantor", "version": __version__,
                 "description": "The sourced state of a peace agreement. Answers are tagged: send If-None-Match."},
        "paths": paths, "components": components,
    }  # fmt: skip
    if accounts:
        components["securitySchemes"] = {
            "token": {"type": "http", "scheme": "bearer", "description": "A token, for programs."}
        }
        found["security"] = [{"token": []}]
    return found


def _models(found: Iterable[type[BaseModel] | None]) -> list[type[BaseModel]]:
    return list(dict.fromkeys(model for model in found if model is not None))


def _operation(each: Operation, case: Case, schemas: Any, *, accounts: bool) -> dict[str, Any]:
    answer: dict[str, Any] = {media: {} for media in each.media}
    if each.told is not None:
        answer = {"application/json": {"schema": schemas[each.told, "serialization"]}}
    elif each.media != ("application/json",):
        answer = {media: {"schema": SCHEMAS[media]} if media in SCHEMAS else {} for media in each.media}
    responses: dict[str, Any] = {"200": {"description": each.does + ".", "content": answer}}
    if each.make is not None:
        responses["304"] = {"description": "It is as the sender has it."}
    for status, text in {**ALWAYS, **(WITH_ACCOUNTS if accounts else {}), **_others(each, accounts=accounts)}.items():
        problem = {MEDIA: {"schema": schemas[told.Problem, "serialization"]}}
        responses[str(status)] = {"description": text, "content": problem}
    found: dict[str, Any] = {
        "operationId": each.id, "summary": each.does, "parameters": _parameters(each, case), "responses": responses
    }  # fmt: skip
    if each.body is not None:
        found["requestBody"] = {
            "required": True, "content": {"application/json": {"schema": schemas[each.body, "validation"]}}
        }  # fmt: skip
    return found


def _others(each: Operation, *, accounts: bool) -> dict[int, str]:
    wanted = {*each.statuses, *((404,) if "{" in each.path else ())}
    if each.body is not None:
        wanted |= {403, 413, 415}
    texts = {**OTHERS, 403: WITH_ACCOUNTS[403]}
    return {status: texts[status] for status in sorted(wanted)}


def _parameters(each: Operation, case: Case) -> list[dict[str, Any]]:
    found = [_in_path(name, case) for name in _names(each.path)]
    properties = each.asked.model_json_schema(by_alias=True).get("properties", {})
    found += [_in_query(name, schema, case) for name, schema in properties.items()]
    return found


def _names(path: str) -> list[str]:
    return [part.partition("}")[0] for part in path.split("{")[1:]]


def _in_path(name: str, case: Case) -> dict[str, Any]:
    values = {
        "provision": [each.id for each in case.files.agreement.provisions],
        "format": list(asked.EXPORTS),
    }.get(name)
    schema: dict[str, Any] = {"type": "string", "enum": values} if values else {"type": "string"}
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _in_query(name: str, schema: dict[str, Any], case: Case) -> dict[str, Any]:
    schema = {key: value for key, value in schema.items() if key not in ("title", "default")} | (
        {"default": schema["default"]} if schema.get("default") not in (None, []) else {}
    )
    text = schema.pop("description", "")
    what = schema.pop(asked.CHOICES, None)
    options = [each for each in schema.pop("anyOf", []) if each.get("type") != "null"]
    if options:
        schema = {**options[0], **schema}
    found: dict[str, Any] = {"name": name, "in": "query", "description": text, "schema": schema}
    if name == "as-of":  # of whole years, all of which can be asked for
        schema["pattern"] = asked.iso(day_of(reach(case), case.zone).year - 1)
    if what is not None:
        values = _values(what, case)
        found["schema"] = {"type": "string", "enum": values} if values else {"type": "string", "maxLength": 0}
    if what in ("assume", "rules"):
        found["schema"] = {"type": "array", "items": found["schema"]}
        found |= {"style": "form", "explode": True}
    if what == "accounts":
        found["schema"] = {"type": "array", "items": found["schema"], "minItems": 1}
        found |= {"style": "form", "explode": False}
    return found


def _values(what: str, case: Case) -> Sequence[str]:
    agreement = case.files.agreement
    match what:
        case "accounts" | "account":
            return list(case.files.people.accounts)
        case "meetings":
            return [each.id for each in agreement.meetings]
        case "rules":
            return [each.id for each in agreement.consent]
        case "provisions":
            return [each.id for each in agreement.provisions]
        case "targets":
            parts = (agreement.events, agreement.phases, agreement.provisions, agreement.meetings, agreement.counters,
                     agreement.issues)  # fmt: skip
            return list(dict.fromkeys(each.id for part in parts for each in part))
        case "assume":
            found = case.positions()
            return [f"{actor}:{about}" for actor, about in found.recorded]
    raise KeyError(what)
