"""What a brief was asked for, as the words of the command that asks the same: printed at its foot, and read back.

With the record's head beside it a reader can make the brief again, and so does the check, since figures of our own
reckoning stand in no report.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

_ONE = ("meeting", "since", "as_of", "known_at", "published_by", "length", "marking", "wording")
_MANY = {"accounts": "--account", "issues": "--issues"}


def question(request: Mapping[str, Any]) -> str:
    """The options of ``guarantor brief`` for a request; of a file of words only its name, and no number of an entry.

    >>> question({"since": "2031-05-03", "issues": ["who pays"], "reviewed_only": True, "length": "page"})
    "--since 2031-05-03 --length page --issues 'who pays' --reviewed-only"
    """
    return shlex.join(_options(request))


def _options(request: Mapping[str, Any]) -> Iterator[str]:
    for name in _ONE:
        value = request.get(name)
        if isinstance(value, str):
            yield from (_option(name), PurePath(value).name if name == "wording" else value)
    for name, option in _MANY.items():
        for each in request.get(name) or ():
            yield from (option, str(each))
    if request.get("reviewed_only"):
        yield "--reviewed-only"


def asked_in(text: str) -> dict[str, Any]:
    """The request of such options; raises ValueError for what is none.

    >>> asked_in("--length page --issues 'who pays' --issues aid")
    {'length': 'page', 'issues': ('who pays', 'aid')}
    """
    found: dict[str, Any] = {}
    words = iter(shlex.split(text))
    one = {_option(name): name for name in _ONE}
    many = {option: name for name, option in _MANY.items()}
    for word in words:
        if word == "--reviewed-only":
            found["reviewed_only"] = True
        elif word in one:
            found[one[word]] = _value(word, words)
        elif word in many:
            found[many[word]] = (*found.get(many[word], ()), _value(word, words))
        else:
            raise ValueError(f"no brief is asked for with {word!r}")
    return found


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _value(option: str, words: Iterator[str]) -> str:
    value = next(words, None)
    if value is None:
        raise ValueError(f"{option} names nothing")
    return value
