"""The words of a brief as data: sentences with names in braces, signs for marks, headings. A file can replace them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Formatter
from typing import Any

import yaml


class WordingError(ValueError):
    """A file of words that cannot take the place of the house's own; the message says which entry and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A raised sign for a mark, and what it says in the key on top."""

    sign: str
    says: str


@dataclass(frozen=True, eq=False, slots=True)
class Wording:
    """A brief's words. ``data`` is the whole file, checked."""

    data: dict[str, Any]

    def __call__(self, name: str, /, **values: object) -> str:
        """The sentence of a name with its values filled in."""
        return str(self.data["sentences"][name]).format(**values)

    def heading(self, name: str) -> str:
        """A section's heading."""
        return str(self.data["headings"][name])

    def empty(self, name: str) -> str:
        """What a section without paragraphs says."""
        return str(self.data["empty"][name])

    def correction(self, state: str, /, **values: object) -> str:
        """What became of a cited claim."""
        return str(self.data["corrections"][state]).format(**values)

    def copied(self, kind: str, side: str) -> str:
        """What a copy ("copy") or what it copies ("origin") gives, with a name in braces, by what the copy changed."""
        return str(self.data["copied"][kind][side])

    def status(self, status: str) -> str:
        """A status as it is said; a breach is always said by somebody."""
        return str(self.data["statuses"].get(status, status))

    def number(self, value: int) -> str:
        """A small number in words, a larger one in digits."""
        words = self.data["numbers"]
        return str(words[value]) if 0 <= value < len(words) else f"{value:,}"

    def sign(self, mark: str) -> Sign | None:
        """The sign of a mark, None for one that is said in words."""
        found = self.data["signs"].get(mark)
        return None if found is None else Sign(sign=found["sign"], says=found["says"])

    def key(self, marks: list[str], *, brief: bool = False) -> str:
        """What the signs mean, for the top of the page; only those used, ``brief`` without their long explanation."""
        found = [(mark, sign) for mark in marks if (sign := self.sign(mark)) is not None]
        used = [f"{sign.sign} {mark}" if brief else f"{sign.sign} {mark}: {sign.says}" for mark, sign in found]
        return str(self.data["key"]).format(signs="; ".join(used)) if used else ""

    def article(self, name: str) -> str:
        """A name with "the" before it, where it is that of an office, a body or such.

        >>> default_wording().article("Ministry of Health")
        'the Ministry of Health'
        """
        words = {word.casefold() for word in name.split()}
        takes = bool(words & set(self.data["article_words"])) and not name.casefold().startswith("the ")
        return f"the {name}" if takes else name


@cache
def default_wording() -> Wording:
    """The house's own words."""
    text = files("guarantor.briefing").joinpath("data", "wording.yaml").read_text(encoding="utf-8")
    return Wording(yaml.safe_load(text))


def load_wording(path: str | Path) -> Wording:
    """The house's words with those of a file in their place; raises :class:`WordingError` for one that does not fit."""
    own = default_wording().data
    try:
        theirs = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise WordingError(f"{path}: cannot be read as YAML: {error}") from error
    if not isinstance(theirs, dict):
        raise WordingError(f"{path}: a mapping such as {{sentences: {{said: …}}}} is needed")
    return Wording(_merged(own, theirs, str(path)))


def _merged(own: dict[str, Any], theirs: dict[str, Any], where: str) -> dict[str, Any]:
    made = dict(own)
    for name, value in theirs.items():
        if name not in own:
            raise WordingError(f"{where}: no word is called {name!r}; there are {', '.join(map(str, own))}")
        before = own[name]
        if isinstance(before, dict):
            if not isinstance(value, dict):
                raise WordingError(f"{where}: {name} is a mapping, not {value!r}")
            made[name] = _merged(before, value, f"{where}: {name}")
        elif isinstance(before, list):
            made[name] = [str(each) for each in value]
        else:
            made[name] = _sentence(before, str(value), f"{where}: {name}")
    return made


def _sentence(before: str, after: str, where: str) -> str:
    try:
        lost = _names(before) - _names(after)
        extra = _names(after) - _names(before)
    except ValueError as error:
        raise WordingError(f"{where}: {error}") from error
    if lost or extra:
        what = f"must keep {{{sorted(lost)[0]}}}" if lost else f"has no {{{sorted(extra)[0]}}} to fill in"
        raise WordingError(f"{where} {what}; ours is {before!r}")
    return after


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
