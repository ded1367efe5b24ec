"""The names under which an entry can be found beside its id.

They are computed from the payload and nothing else, so that ``verify`` can tell a tampered index from a true one.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

_ITEM = re.compile(r"[#:]\d+$")


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
            found = [*payload["claims"], *([target_key(payload["target"])] if payload.get("target") else [])]
        case "judgement":
            found = [*payload["about"], *payload.get("into", [])]
        case "finding":
            found = [str(each) for each in payload.get("about", [])]
        case "case-file":
            found = [f"case-file:{payload['path']}"]
        case "setting":
            found = [f"setting:{payload['name']}"]
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

    That holds for a web address and for a file, but not for standard input, nor for the third item of a list or the
    seventh line of a file, where another item may stand tomorrow.

    >>> has_address(None, "notes/a.txt"), has_address(None, "export.jsonl:7"), has_address(None, "-")
    (True, False, False)
    """
    return bool(url) or not (location in ("", "-") or _ITEM.search(location))


def target_key(target: str) -> str:
    """The key of the links to a provision, an occurrence or a counter."""
    return f"target:{target}"
