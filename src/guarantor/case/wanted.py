"""What is looked for in the index of a very large record, and how it is put to the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from guarantor.case.indexed import key_from
from guarantor.case.tally import Asked
from guarantor.model.moments import TimeError, interval

FEW = 60
"""Claims that bear on so many targets are gathered first; where there are more targets, each claim is looked at."""
DAY = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for. ``words`` are folded beginnings of words, all of which have to stand there; ``roots`` of
    which one has told it; ``name`` who holds, does or suffers it; ``among`` the targets of which it bears on one (None:
    whatever); ``told_of`` of whom it tells, one of some; ``types`` one of which it is; ``but`` roots that have not told
    it; empty fields ask for nothing."""

    asked: Asked = field(default_factory=Asked)
    words: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    outlet: str = ""
    type: str = ""
    review: str = ""
    target: str = ""
    roots: frozenset[str] = frozenset()
    name: str = ""
    among: frozenset[str] | None = None
    doubt: bool = False
    bears: bool = False
    waiting: bool = False
    aside: bool = False
    judged: bool = False
    told_of: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    but: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many were counted; ``more``: there are more, or may be."""

    total: int
    more: bool = False


def counting(asked: Asked) -> tuple[str, list[Any]]:
    """The condition that claims count for a question."""
    where, values = ["1 = 1"], []
    if asked.limit is not None:
        where.append("c.printed <= ?")
        values.append(asked.limit)
    if asked.reviewed:
        where.append("c.reviewed = 1")
    return " AND ".join(where), values


def conditions(wanted: Wanted) -> tuple[list[str], list[Any]]:
    """What is asked of claims beside their words."""
    counted, values = counting(wanted.asked)
    where = [counted]
    # Where words lead to each claim, it is not looked for once more in the list of those that are tied.
    seq = "+c.seq" if wanted.words else "c.seq"
    for condition, value in (
        ("c.day >= ?", wanted.since), ("c.day > '' AND c.day <= ?", wanted.until), ("c.outlet = ?", wanted.outlet),
        ("c.type = ?", wanted.type), ("c.review = ?", wanted.review),
        (f"{seq} IN (SELECT seq FROM tied WHERE target = ?)", wanted.target),
    ):  # fmt: skip
        if value:
            where.append(condition)
            values.append(value)
    if not wanted.words:
        begun, first = published(wanted, "c.key")
        where, values = [*where, *begun], [*values, *first]
    if wanted.name:
        where.append(
            "EXISTS (SELECT 1 FROM named n WHERE n.key = c.key AND (n.name = ? OR (n.name > ? AND n.name < ?)))"
        )
        values += [wanted.name, f"{wanted.name}.", f"{wanted.name}/"]
    if wanted.among is not None:
        held = f"target IN ({_marks(wanted.among)})"
        few = len(wanted.among) <= FEW
        where.append(
            f"{seq} IN (SELECT seq FROM tied WHERE {held})" if few
            else f"EXISTS (SELECT 1 FROM tied t INDEXED BY tied_seq WHERE t.seq = c.seq AND +t.{held})"
        )  # fmt: skip
        values += sorted(wanted.among)
    for name, among in (("c.root IN", wanted.roots), ("c.type IN", wanted.types), ("c.root NOT IN", wanted.but)):
        if among:
            where.append(f"{name} ({_marks(among)})")
            values += sorted(among)
    where += [condition for condition, yes in (
        ("c.doubt = 1", wanted.doubt), ("c.rest = 0", wanted.bears), ("c.reviewed = 1", wanted.judged),
        ("c.reviewed = 0 AND c.aside = 0", wanted.waiting), ("c.reviewed = 0 AND c.aside = 1", wanted.aside),
    ) if yes]  # fmt: skip
    return where, values


def plain_source(wanted: Wanted) -> str:
    """Where claims are looked for without words: few of all are judged, so these lie by themselves."""
    return "claim c INDEXED BY claim_review" if wanted.review not in ("", "proposed") else "claim c"


def published(wanted: Wanted, key: str) -> tuple[list[str], list[Any]]:
    """Between which keys lies what was published in the days asked for: a day more at either end, as the days asked for
    are those of the place of publication."""
    where, values = [], []
    for day, end, sign, margin in ((wanted.since, 0, ">=", -DAY), (wanted.until, 1, "<=", DAY)):
        try:
            instant = interval(day, "UTC")[end] if day else None
        except TimeError:
            continue
        if instant is not None:
            where.append(f"{key} {sign} ?")
            values.append(key_from(instant + margin))
    return where, values


def narrowing(wanted: Wanted) -> Iterator[tuple[str, list[Any]]]:
    """The keys of the claims that something other than words leaves, for each such thing of which there may be few."""
    tied = "SELECT k.key FROM tied t CROSS JOIN claim k ON k.seq = t.seq WHERE t.target"
    if wanted.target:
        yield f"{tied} = ?", [wanted.target]
    if wanted.among is not None and len(wanted.among) <= FEW:
        yield f"{tied} IN ({_marks(wanted.among)})", sorted(wanted.among)
    if wanted.roots:
        yield f"SELECT k.key FROM claim k WHERE k.root IN ({_marks(wanted.roots)})", sorted(wanted.roots)
    for column, value in (("outlet", wanted.outlet), ("type", wanted.type)):
        if value:
            yield f"SELECT k.key FROM claim k WHERE k.{column} = ?", [value]
    if wanted.review not in ("", "proposed"):
        yield "SELECT k.key FROM claim k WHERE k.review = ?", [wanted.review]


def _marks(values: frozenset[str]) -> str:
    return ", ".join("?" * len(values))
