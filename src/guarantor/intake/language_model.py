"""A language model at any address that speaks OpenAI's chat completions; off unless it is configured and asked for.

Nothing that comes back is trusted: who asks checks the answer against what was sent. An answer that is late, too long,
or no answer raises :class:`ModelError`, and the caller goes on without. Settings stand in the environment:

=========================== ==========================================================================
``GUARANTOR_MODEL_URL``     the address up to ``/v1``, such as ``http://localhost:8080/v1``
``GUARANTOR_MODEL``         the model's name, as the server calls it
``GUARANTOR_MODEL_KEY``     the key, where the server wants one; never printed
``GUARANTOR_MODEL_SECONDS`` how long one answer may take in all (60)
``GUARANTOR_MODEL_MARKING`` the strictest marking that may be sent there (TLP:CLEAR)
=========================== ==========================================================================
"""

from __future__ import annotations

import importlib.util
import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from guarantor.model.marking import MARKINGS, strictest

if TYPE_CHECKING:
    import httpx

MOST_BYTES = 1_000_000
"""An answer of more is cut off and refused."""
BUSY = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
"""Statuses after which the same question may be put again."""
UNKNOWN_FORM = frozenset({400, 415, 422, 501})


class ModelError(ValueError):
    """The model gave no answer that can be used; the message says what was met."""


class LateError(ModelError):
    """No answer this time (busy, late, not there): the same question may be put again, in ``wait`` seconds at best."""

    def __init__(self, what: str, *, wait: float = 0.0) -> None:
        super().__init__(what)
        self.wait = wait


class FormError(ModelError):
    """The server does not take the question's form: a schema of the answer is not known to every server."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer, and the tokens the server counted for question and answer (None where it counts none)."""

    content: str
    sent: int | None = None
    came: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageModel:
    """Where a model is asked: the address up to ``/v1``, its name, the key, seconds for one answer, and the strictest
    marking of what may be sent there."""

    url: str
    name: str
    key: str = field(default="", repr=False)
    seconds: float = 60.0
    marking: str = "TLP:CLEAR"

    def may_see(self, marking: str) -> bool:
        """Whether what has a marking may be sent to this address."""
        return strictest([marking, self.marking]) == strictest([self.marking])

    def check_installed(self) -> None:
        """Raise :class:`ModelError` where httpx, by which models are asked, is not there."""
        if importlib.util.find_spec("httpx") is None:
            raise ModelError("httpx is not installed: pip install 'guarantor[model]'")

    def ask(self, system: str, user: str) -> str:
        """The model's answer to one question; raises :class:`ModelError`."""
        return self.answer(system, user).content

    def answer(self, system: str, user: str, schema: Mapping[str, object] | None = None) -> Answered:
        """The answer to one question with its cost; ``schema`` (JSON Schema) asks for JSON of a shape, where the server
        can. Raises :class:`ModelError`, :class:`LateError` where asking again may help."""
        self.check_installed()
        import httpx

        body: dict[str, object] = {
            "model": self.name, "temperature": 0, "stream": False,
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
        }  # fmt: skip
        if schema is not None:
            body["response_format"] = {"type": "json_schema", "json_schema": {"name": "answer", "schema": schema}}
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        deadline = time.monotonic() + self.seconds
        try:
            with (
                httpx.Client(timeout=self.seconds, trust_env=False, headers=headers) as client,
                client.stream("POST", f"{self.url.rstrip('/')}/chat/completions", json=body) as response,
            ):
                _check(response)
                return _answered(_body(response, deadline))
        except httpx.InvalidURL as error:
            raise ModelError(f"no such address for a model ({error})") from error
        except (httpx.HTTPError, OSError) as error:
            raise LateError(f"no answer from the model ({error or type(error).__name__})") from error


def from_settings(settings: Mapping[str, str] | None = None) -> LanguageModel | None:
    """The model that is configured (by the environment), None where none is; raises :class:`ModelError`."""
    found = os.environ if settings is None else settings
    url = found.get("GUARANTOR_MODEL_URL", "").strip()
    if not url:
        return None
    name = found.get("GUARANTOR_MODEL", "").strip()
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise ModelError(f"GUARANTOR_MODEL_URL is {url!r}; an address such as http://localhost:8080/v1 is needed")
    if not name:
        raise ModelError("GUARANTOR_MODEL is not set; the name under which the server knows the model is needed")
    marking = found.get("GUARANTOR_MODEL_MARKING", "TLP:CLEAR").strip()
    if marking not in MARKINGS:
        raise ModelError(f"GUARANTOR_MODEL_MARKING is {marking!r}; one of {', '.join(MARKINGS)} is needed")
    try:
        seconds = float(found.get("GUARANTOR_MODEL_SECONDS", "60"))
    except ValueError as error:
        raise ModelError("GUARANTOR_MODEL_SECONDS is no number of seconds") from error
    key = found.get("GUARANTOR_MODEL_KEY", "").strip()
    return LanguageModel(url=url, name=name, key=key, seconds=seconds, marking=marking)


def _body(response: httpx.Response, deadline: float) -> bytes:
    found = bytearray()
    for chunk in response.iter_bytes(65536):
        found += chunk
        if len(found) > MOST_BYTES:
            raise ModelError(f"the answer has more than {MOST_BYTES:,} bytes")
        if time.monotonic() > deadline:
            raise LateError("the answer came too slowly")
    return bytes(found)


def _check(response: httpx.Response) -> None:
    status = response.status_code
    if status in BUSY:
        asked = response.headers.get("Retry-After", "")
        raise LateError(f"the model's server answers {status}", wait=float(asked) if asked.isdecimal() else 0.0)
    if status in UNKNOWN_FORM:
        raise FormError(f"the model's server answers {status}")
    if status != 200:
        raise ModelError(f"the model's server answers {status}")


def _answered(data: bytes) -> Answered:
    try:
        whole = json.loads(data)
        content = whole["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise ModelError("the answer has not the shape of a chat completion") from error
    if not isinstance(content, str) or not content.strip():
        raise ModelError("the answer is empty")
    usage = whole.get("usage")
    sent, came = (_count(usage, name) for name in ("prompt_tokens", "completion_tokens"))
    return Answered(content=content, sent=sent, came=came)


def _count(usage: object, name: str) -> int | None:
    """A count of tokens, None where there is none that can be one."""
    found = usage.get(name) if isinstance(usage, dict) else None
    return found if isinstance(found, int) and not isinstance(found, bool) and 0 <= found <= MOST_BYTES * 100 else None
