"""Content-derived ids: the same content has the same id everywhere, and a changed byte has another.

An id names its kind and its algorithm: ``claim:sha256:<64 hex digits>``. The digest runs over *canonical JSON*: UTF-8,
keys sorted, no blanks, no NaN (RFC 8785 in spirit; numbers are those that Python's ``repr`` round-trips).
"""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical_json(value: Any) -> bytes:
    """The one byte string for a JSON value.

    >>> canonical_json({"b": 1, "a": "é"}).decode()
    '{"a":"é","b":1}'
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "surrogatepass")


def content_id(kind: str, value: Any) -> str:
    """``kind:sha256:digest`` of a JSON value.

    >>> content_id("claim", {"a": 1}).startswith("claim:sha256:")
    True
    """
    return f"{kind}:sha256:{hashlib.sha256(canonical_json(value)).hexdigest()}"
