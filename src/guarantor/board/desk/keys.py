"""The desk's keys: one letter an act. A person changes them or switches them off; a browser keeps the choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

COOKIE = "guarantor-keys"
OFF = "off"
ACTS: Mapping[str, tuple[str, str]] = {
    "accept": ("a", "accept"),
    "reject": ("r", "reject"),
    "unsure": ("u", "set aside as unsure"),
    "edit": ("e", "edit"),
    "split": ("s", "split"),
    "same": ("m", "same as another"),
    "next": ("j", "next"),
    "previous": ("k", "previous"),
    "undo": ("z", "undo"),
    "filter": ("/", "filter"),
    "open": ("o", "open the report"),
    "keys": ("?", "all keys"),
}
"""Each act: its key where nobody chose another, and its name."""


class KeyFaultError(ValueError):
    """A choice of keys that cannot work, in words."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The key of each act; none at all where they are switched off."""

    chosen: Mapping[str, str]
    on: bool = True

    def __getitem__(self, act: str) -> str:
        """The key of an act; empty where keys are off."""
        return self.chosen[act] if self.on else ""

    @property
    def table(self) -> tuple[tuple[str, str, str], ...]:
        """Act, key and name, in order."""
        return tuple((act, self.chosen[act], name) for act, (_, name) in ACTS.items())

    def cookie(self) -> str:
        """The choice as a browser keeps it: only what differs from the usual."""
        found = {act: key for act, key in self.chosen.items() if key != ACTS[act][0]}
        return urlencode({**found, **({} if self.on else {OFF: "1"})})


USUAL = Keys({act: key for act, (key, _) in ACTS.items()})


def keys_of(cookie: str) -> Keys:
    """The keys that a browser keeps; the usual ones where what it keeps cannot be read."""
    found = dict(parse_qsl(cookie))
    try:
        return chosen({act: found.get(act, key) for act, (key, _) in ACTS.items()}, on=OFF not in found)
    except KeyFaultError:
        return USUAL


def chosen(keys: Mapping[str, str], *, on: bool = True) -> Keys:
    """A choice of keys.

    Raises KeyFaultError where a key is not one printed character, or where two acts have one key.
    """
    taken: dict[str, str] = {}
    for act, (_, name) in ACTS.items():
        key = keys.get(act, "").strip()
        if len(key) != 1 or not key.isprintable():
            raise KeyFaultError(f"The key for “{name}” is one character; found “{key}”.")
        if key in taken:
            raise KeyFaultError(f"“{key}” is the key for “{taken[key]}” already; choose another for “{name}”.")
        taken[key] = name
    return Keys({act: keys[act].strip() for act in ACTS}, on)
