"""What a site asks of programs that fetch from it: robots.txt as RFC 9309 has it, with the customary crawl-delay.

The standard library's reader takes the first rule that fits and knows no wildcards; the standard takes the longest and
has ``*`` and ``$``. Where two rules of one length disagree, what allows wins, as the standard says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

NAME = "guarantor"
"""The name by which a site may speak of this program."""
MOST = 500 * 1024
"""So many bytes of a robots.txt are looked at; the standard asks for no more."""
DELAY = 120.0
"""A crawl-delay beyond so many seconds counts as this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """``lines`` are (allows, pattern); ``delay`` seconds between two requests, None where nothing is asked."""

    lines: tuple[tuple[bool, str], ...] = ()
    delay: float | None = None

    def allow(self, address: str) -> bool:
        """Whether an address may be fetched.

        >>> rules = read_rules("User-agent: *\\nDisallow: /a\\nAllow: /a/*.html$")
        >>> [rules.allow(f"https://x.example{path}") for path in ("/", "/a/b", "/a/b.html", "/a/b.html?c")]
        [True, False, True, False]
        """
        parts = urlsplit(address)
        path = _plain(parts.path or "/") + (f"?{_plain(parts.query)}" if parts.query else "")
        if path == "/robots.txt":
            return True
        fitting = [(len(pattern), allows) for allows, pattern in self.lines if _fits(pattern, path)]
        return max(fitting)[1] if fitting else True


EVERYTHING = Rules()
NOTHING = Rules(lines=((False, "/"),))


def read_rules(text: str, name: str = NAME) -> Rules:
    """The rules for a program: of the groups that name it, of those for all where none does."""
    groups = list(_groups(text[:MOST]))
    own = [lines for names, lines in groups if any(each and name.lower().startswith(each) for each in names)]
    chosen = own or [lines for names, lines in groups if "*" in names]
    rules: list[tuple[bool, str]] = []
    delays: list[float] = []
    for key, value in (line for lines in chosen for line in lines):
        if key == "crawl-delay":
            delays += [min(float(value), DELAY)] if re.fullmatch(r"\d{1,6}(\.\d{1,6})?", value) else []
        elif value:
            rules.append((key == "allow", _plain(value)))
    return Rules(lines=tuple(rules), delay=max(delays, default=None))


def _groups(text: str) -> list[tuple[list[str], list[tuple[str, str]]]]:
    """Groups in order: the programs that each names, and its rules."""
    found: list[tuple[list[str], list[tuple[str, str]]]] = []
    naming = False
    for line in text.lstrip("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            if not naming:
                found.append(([], []))
            found[-1][0].append(value.split("/")[0].strip().lower())
            naming = True
        elif key in ("allow", "disallow", "crawl-delay") and found:
            found[-1][1].append((key, value))
            naming = False
    return found


def _plain(path: str) -> str:
    """One way to write a path, whatever was escaped in it; the standard compares octets."""
    return quote(unquote(path, errors="surrogateescape"), safe="/*$?=&~:;,@!'()+[]", errors="surrogateescape")


def _fits(pattern: str, path: str) -> bool:
    """Whether a path begins as a pattern says; in time that grows with their lengths only.

    >>> [_fits("/a*c$", path) for path in ("/abc", "/abcd", "/ac", "/a")]
    [True, False, True, False]
    """
    whole = pattern.endswith("$")
    first, *others = (pattern[:-1] if whole else pattern).split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, part in enumerate(others, start=1):
        if whole and number == len(others):
            return path.endswith(part) and len(path) - len(part) >= at
        here = path.find(part, at)
        if here < 0:
            return False
        at = here + len(part)
    return not whole or at == len(path)
