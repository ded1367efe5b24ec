"""What tells one meeting or incident from another: its day, its place, and who; written into its id.

``meeting:2025-05-04:laketown:north+south``, ``incident:2025-05-04~2025-05-05:laketown:market:north@south``: kind, day
(or the days between which it happened), place, for an incident the sort of site, then who met, or who is held to have
done it to whom, and what else tells two apart that were of one day, place and sort: a number of people harmed, the time
of day, the part of the place, that it was a second one. A part that is not told is empty, and empty ends are left out.
Two ids can name one act where no part that both tell differs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

from guarantor.linking.roots import Roots
from guarantor.linking.words import word_set

Kind = Literal["meeting", "incident"]
DAY = 24
KINDS: tuple[Kind, ...] = ("meeting", "incident")


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """The parts of an id. ``start`` and ``end`` are ISO days; ``by`` are who met, or who is accused; ``to`` who was
    harmed; ``toll`` is a number of people harmed, which tells incidents apart that no place is told of, or of which one
    teller counts two; ``hours`` and ``area`` are the time of day and the part of the place, by the first word of their
    row in ``words.tsv`` ("07h": told by the clock); ``nth`` is that it was another ("second")."""

    kind: Kind
    start: str
    end: str
    place: str = ""
    site: str = ""
    by: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()
    toll: str = ""
    hours: str = ""
    area: str = ""
    nth: str = ""

    @property
    def id(self) -> str:
        """The id, as links have it for their target."""
        when = self.start if self.start == self.end else f"{self.start}~{self.end}"
        by, to = "+".join(sorted(self.by)), "+".join(sorted(self.to))
        if self.kind == "meeting":
            parts = [when, self.place, by]
        else:
            parts = [
                when,
                self.place,
                self.site,
                f"{by}@{to}" if to else by,
                self.toll,
                self.hours,
                self.area,
                self.nth,
            ]
        return ":".join((self.kind, *parts)).rstrip(":")

    @property
    def told(self) -> int:
        """How much it tells: parts that are filled, and a single day."""
        parts = (self.place, self.site, self.by, self.to, self.start == self.end, self.hours, self.area)
        return sum(map(bool, parts)) + len(self.by)

    @property
    def days(self) -> tuple[str, ...]:
        """Each day on which it may have been."""
        first, last = date.fromisoformat(self.start), date.fromisoformat(self.end)
        return tuple((first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1))

    @property
    def words(self) -> str:
        """When and where, for readers: "2025-05-04, morning, laketown, a second one"."""
        when = self.start if self.start == self.end else f"{self.start} to {self.end}"
        place = f"{self.area} {self.place}".strip().replace("-", " ")
        number = "" if not self.nth else "another one" if self.nth == "another" else f"a {self.nth} one"
        return ", ".join(filter(None, (when, self.hours, place, number)))


def key_of(id_: str) -> Key | None:
    """The parts of an id that this module wrote; None for any other (a meeting of the agreement's file).

    >>> key_of("incident:2025-05-04:laketown::north@south").place
    'laketown'
    >>> key_of("lake-1") is None
    True
    """
    kind, _, rest = id_.partition("#")[0].partition(":")
    parts = [*rest.split(":"), *[""] * 7]
    start, _, end = parts[0].partition("~")
    try:
        date.fromisoformat(start), date.fromisoformat(end or start)
    except ValueError:
        return None
    if kind == "meeting":
        return Key(kind="meeting", start=start, end=end or start, place=parts[1], by=_names(parts[2]))
    if kind != "incident":
        return None
    by, _, to = parts[3].partition("@")
    return Key(
        kind="incident", start=start, end=end or start, place=parts[1], site=parts[2], by=_names(by), to=_names(to),
        toll=parts[4], hours=parts[5], area=parts[6], nth=parts[7],
    )  # fmt: skip


def compatible(one: Key, other: Key, roots: Roots) -> bool:
    """Whether two keys can be of one act: nothing that both tell differs."""
    if one.kind != other.kind or not (one.start <= other.end and other.start <= one.end):
        return False
    if one.kind == "meeting" and (one.start, one.end) != (other.start, other.end):
        return False
    if any(a and b and a != b for a, b in ((one.place, other.place), (one.site, other.site), (one.toll, other.toll))):
        return False
    if one.kind == "meeting":
        return _inside(one.by, other.by, roots) or _inside(other.by, one.by, roots)
    if not _marks_fit(one, other):
        return False
    meets = _meets(one.by, other.by, roots) and _meets(one.to, other.to, roots)
    crossed = (one.by and _meets(one.by, other.to, roots)) or (other.by and _meets(other.by, one.to, roots))
    return meets and not (crossed and (one.to or other.to) and not (one.by and other.by))


def only_marks_differ(one: Key, other: Key) -> bool:
    """Whether two incidents are of one day, place, sort of site and people, and the rest does not tell them apart."""
    same = (one.kind, one.start, one.end, one.place) == (other.kind, other.start, other.end, other.place)
    sites = not one.site or not other.site or one.site == other.site
    tolls = not one.toll or not other.toll or one.toll == other.toll or bool(one.place)
    who = all(not a or not b or a & b for a, b in ((one.by, other.by), (one.to, other.to)))
    return same and sites and tolls and who and _marks_fit(one, other)


def _marks_fit(one: Key, other: Key) -> bool:
    """Whether time of day, part of the place and number let two acts be one."""
    return _one_time(one, other) and _one_area(one.area, other.area) and _one_number(one.nth, other.nth)


def _one_time(one: Key, other: Key) -> bool:
    """Whether two times of day may be one: either is not told, or their hours meet ("evening" and "night" do)."""
    if not one.hours or not other.hours or one.hours == other.hours:
        return True
    (a, b), (c, d) = (_hours(each.hours) for each in (one, other))
    return any(a + shift < d and c < b + shift for shift in (-DAY, 0, DAY))


@cache
def _hours(told: str) -> tuple[int, int]:
    """The hours between which a time of day lies, from the first to before the last; a clock is taken an hour wide."""
    if told.endswith("h"):
        hour = int(told[:-1])
        return hour - 1, hour + 2
    row = next(row for row in word_set("hours") if row[0] == told)
    first, _, last = row[1].partition("-")
    return int(first), int(last)


def _one_area(one: str, other: str) -> bool:
    """Whether two parts of a place may be one: either is not told, or holds the other ("north", "north-west")."""
    return one.startswith(other) or other.startswith(one)


def _one_number(one: str, other: str) -> bool:
    """Whether of two both, or neither, are told as another; a second is no third."""
    return one == other or (bool(one) and bool(other) and "another" in (one, other))


def _names(text: str) -> frozenset[str]:
    return frozenset(filter(None, text.split("+")))


def _inside(ones: frozenset[str], others: frozenset[str], roots: Roots) -> bool:
    """Whether each of some actors is, or acts for, one of others, or the other way round."""
    return all(any(_one_line(a, b, roots) for b in others) for a in ones)


def _meets(ones: frozenset[str], others: frozenset[str], roots: Roots) -> bool:
    return not ones or not others or any(_one_line(a, b, roots) for a in ones for b in others)


def _one_line(a: str, b: str, roots: Roots) -> bool:
    return a == b or b in roots.line(a) or a in roots.line(b)
