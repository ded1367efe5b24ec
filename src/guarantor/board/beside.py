"""The same as JSON: where the API tells what a page shows, asked with the page's own question."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from guarantor.board.api.operations import OPERATIONS
from guarantor.board.asking import Ask

SAME = ("timeline", "meetings", "actors", "incidents", "counters", "positions", "packages", "search", "brief")
"""Pages that the API has under the same name."""
PAGES: Mapping[str, str] = {
    "/": "/api/state", **{f"/{name}": f"/api/{name}" for name in SAME}, "/review": "/api/queue",
    "/review/history": "/api/judgements",
}  # fmt: skip
OF_ONE: Mapping[str, str] = {
    "provisions": "/api/about/{provision}", "reports": "/api/reports/{report}", "actors": "/api/actors/{actor}",
    "meetings": "/api/brief",
}  # fmt: skip
"""The same of pages about one thing."""
_TAKES = {
    each.path: frozenset(field.alias or name for name, field in each.asked.model_fields.items())
    for each in OPERATIONS
    if each.method == "GET"
}


def as_json(path: str, ask: Ask, params: Mapping[str, str]) -> str:
    """The address at which the API tells what is on a page; empty where it tells nothing of it. What only the page
    knows, as which part of a list is shown, is left out."""
    kind, _, name = path.strip("/").partition("/")
    place = OF_ONE.get(kind) if name and "/" not in name and path not in PAGES else PAGES.get(path)
    if place is None:
        return ""
    asked = {name: value for name, value in params.items() if value and name not in ask.names}
    if place == "/api/brief" and name:
        asked["meeting"] = name
    found = {name: value for name, value in {**ask.values(), **asked}.items() if name in _TAKES[place]}
    address = place[: place.index("{")] + quote(name, safe=":") if "{" in place else place
    return address + (f"?{urlencode(found, safe=',')}" if found else "")
