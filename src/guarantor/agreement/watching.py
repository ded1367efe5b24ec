"""watch.yaml, the list of what a case follows on the web, into nouns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from guarantor.agreement.faults import CaseError, Faults
from guarantor.agreement.nodes import Mapping, parse_node, read_utf8
from guarantor.agreement.offsets import parse_offset
from guarantor.agreement.section import Section, kind_of
from guarantor.agreement.shapes_files import FILES, WATCHED
from guarantor.model.watching import A_WEEK, HALF_AN_HOUR, Watched, WatchedKind, WatchList

WATCH = "watch.yaml"
SHORTEST = 60.0
"""No address is looked at more often than once in so many seconds."""
LONGEST = 366 * 86400.0


def load_watch(folder: Path) -> WatchList:
    """The list of a case's folder, an empty one where there is none; raises CaseError with every fault."""
    faults = Faults()
    found = read_watch(folder, faults)
    if faults.serious or found is None:
        raise CaseError(faults.serious)
    return found


def read_watch(folder: Path, faults: Faults) -> WatchList | None:
    """The list, its faults noted; None where the file is none at all."""
    path = folder / WATCH
    if not path.is_file():
        return WatchList()
    text = read_utf8(path.read_bytes(), WATCH, faults)
    node = None if text is None else parse_node(text, WATCH, faults)
    if node is None:
        return None
    shape = FILES["watch"][0]
    if not isinstance(node, Mapping):
        faults.add(node.mark, f"{kind_of(node)} as the whole file", expected=f"keys: {', '.join(shape.keys)}")
        return None
    root = Section(node, shape, WATCH, faults)
    every = seconds_of(root, "every", HALF_AN_HOUR, least=SHORTEST)
    watched = [*_watched(root, "feeds", "feed", every), *_watched(root, "pages", "page", every)]
    _no_doubles(root, watched)
    return WatchList(
        watched=tuple(each for _, each in watched),
        gap=seconds_of(root, "gap", WatchList().gap, least=0.0),
        contact=root.text("contact"),
        private=root.flag("private-hosts"),
    )


def _watched(root: Section, key: str, kind: str, every: float) -> Iterator[tuple[Section, Watched]]:
    for part in root.listed(key, WATCHED, kind):
        address = part.text("address")
        if address and not is_web_address(address):
            part.fault(part.place("address"), f"the address {address!r}", expected="https://… or http://…")
        if kind == "page":
            for name in ("follow", "recheck"):
                if part.has(name):
                    part.fault(part.place(name), f"{name!r} at a page", do="leave it out; it belongs to feeds")
        yield (
            part,
            Watched(
                address=address, kind=cast(WatchedKind, kind), every=seconds_of(part, "every", every, least=SHORTEST),
                followed=part.flag("follow"), recheck=seconds_of(part, "recheck", A_WEEK, least=0.0),
                outlet=part.maybe("outlet"), language=part.maybe("language"),
            ),
        )  # fmt: skip


def _no_doubles(root: Section, watched: list[tuple[Section, Watched]]) -> None:
    seen: set[str] = set()
    for part, each in watched:
        if each.address in seen:
            part.fault(part.place("address"), f"the address {each.address!r} for the second time", do="remove one")
        seen.add(each.address)


def seconds_of(part: Section, key: str, default: float, *, least: float) -> float:
    """A span of time under a key, in seconds."""
    words = part.text(key)
    if not words:
        return default
    found = seconds(words)
    if found is None or not least <= found <= LONGEST:
        least_said = f", at least {least:g} seconds" if least else ""
        part.fault(
            part.place(key), f"{words!r} under {key!r}", expected=f"a span of time: 30 minutes, 1 day{least_said}"
        )
        return default
    return found


def seconds(words: str) -> float | None:
    """A span of time in seconds; None for what is none, and for months, which have no length.

    >>> seconds("30 minutes"), seconds("1 day"), seconds("2h"), seconds("0 s"), seconds("soon"), seconds("a month")
    (1800.0, 86400.0, 7200.0, 0.0, None, None)
    """
    found = parse_offset(words)
    if found is None or found.months:
        return None
    return found.days * 86400.0 + found.seconds


def is_web_address(address: str) -> bool:
    """Whether it has what a web address needs.

    >>> is_web_address("https://a.example/b"), is_web_address("a.example/b"), is_web_address("http://")
    (True, False, False)
    """
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False
