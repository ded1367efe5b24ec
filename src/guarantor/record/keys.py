"""The names under which an entry can be found beside its id.

They are computed from the payload and nothing else, so that ``verify`` can tell a tampered index from a true one.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date, timedelta
from typing import Any

_ITEM = re.compile(r"[#:]\d+$")
_HAPPENING = re.compile(r"([a-z]+):(\d{4}-\d\d-\d\d)(?:~(\d{4}-\d\d-\d\d))?(?::([^:#]+))?")
PASTED = "pasted"
"""The place of a text that somebody pasted."""
UPLOADED = "uploaded: "
"""Before the bare name of a file that was handed in: what is called so tomorrow may be anything."""
MOST_DAYS = 7
"""What is told of more days than so many is found by its name alone."""


def keys_of(kind: str, payload: dict[str, Any]) -> tuple[str, ...]:
    """The keys of an entry, without doubles, in their order.

    >>> keys_of("setting", {"name": "zone", "value": "UTC"})
    ('setting:zone',)
    """
    match kind:
        case "report":
            found = [address_key(payload.get("url"), str(payload.get("location", "")))]
        case "claim":
            found = [str(payload["report"]["id"])]
        case "reading":
            found = [str(payload["report"])]
        case "version":
            found = [payload["report"], payload["replaces"]]
        case "link":
            target = payload.get("target")
            found = [*payload["claims"], *([target_key(target)] if target else [])]
            if target and payload.get("kind") == "occurrence":
                found.extend(happening_keys(target))
        case "judgement":
            found = [*payload["about"], *payload.get("into", [])]
        case "finding":
            found = [str(each) for each in payload.get("about", [])]
        case "case-file":
            found = [f"case-file:{payload['path']}"]
        case "setting":
            found = [f"setting:{payload['name']}"]
        case "again":
            found = [str(payload["id"]), *keys_of(str(payload["of"]), payload["entry"])]
        case _:
            found = []
    return tuple(dict.fromkeys(found))


def index_key(key: str) -> bytes:
    """What stands for a key in the store's index: half of its SHA-256, since keys are long and many."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()[:16]


def address_key(url: str | None, location: str) -> str:
    """Where a report stands: its address, else the place it was read from. Versions of a report share it."""
    return f"address:{url or location}"


def has_address(url: str | None, location: str) -> bool:
    """Whether what stands at that place later is the same report changed.

    That holds for a web address and for a file, but not for standard input, for what was pasted or handed in under a
    bare name, nor for the third item of a list or the seventh line of a file, where another item may stand tomorrow.

    >>> has_address(None, "notes/a.txt"), has_address(None, "export.jsonl:7"), has_address(None, "-")
    (True, False, False)
    >>> has_address(None, PASTED), has_address(None, f"{UPLOADED}a.txt"), has_address("https://a.example/1", PASTED)
    (False, False, True)
    """
    nowhere = location in ("", "-", PASTED) or location.startswith(UPLOADED)
    return bool(url) or not (nowhere or _ITEM.search(location))


def day_key(kind: str, day: str) -> str:
    """The key of the links to what happened on a day, of a kind ("meeting", "incident")."""
    return f"day:{kind}:{day}"


def place_key(kind: str, place: str, month: str) -> str:
    """The key of the links to what happened at a place in a month ("2025-05")."""
    return f"place:{kind}:{place}:{month}"


def happening_keys(target: str) -> tuple[str, ...]:
    """By which a link to an act is found: each of the act's days, and its place with each month.

    >>> print(*happening_keys("incident:2025-04-30~2025-05-01:laketown:market"), sep=", ")
    day:incident:2025-04-30, day:incident:2025-05-01, place:incident:laketown:2025-04, place:incident:laketown:2025-05
    >>> happening_keys("bridge.open")
    ()
    """
    found = _HAPPENING.match(target)
    if found is None:
        return ()
    kind, start, end, place = found.groups()
    try:
        first, last = date.fromisoformat(start), date.fromisoformat(end or start)
    except ValueError:
        return ()
    if not 0 <= (last - first).days < MOST_DAYS:
        return ()
    days = [(first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1)]
    months = dict.fromkeys(day[:7] for day in days) if place else ()
    return (*(day_key(kind, day) for day in days), *(place_key(kind, place, month) for month in months))


def target_key(target: str) -> str:
    """The key of the links to a provision, an occurrence or a counter."""
    return f"target:{target}"
