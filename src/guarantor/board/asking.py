"""What a page was asked: the times and accounts in its address, so that any state can be cited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from guarantor.case import Case
from guarantor.case.times import Times, now
from guarantor.model.moments import TimeError, interval, moment

BEYOND = 2 * 366 * 86_400
"""Seconds after today and the case's days of which a state can be asked for."""


class AskError(ValueError):
    """An address that asks for something that is not there; says what was asked, found, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """The question of a page. ``accounts`` are those shown, ``reviewed`` leaves out what no person has seen,
    ``chosen`` says that the accounts were named in the address and not the case's own choice."""

    times: Times
    accounts: tuple[str, ...]
    reviewed: bool = False
    chosen: bool = False

    names: ClassVar[tuple[str, ...]] = ("as-of", "known-at", "published-by", "reviewed", "accounts")
    """Under which names a question stands in an address."""

    def values(self) -> dict[str, str]:
        """What of the question stands in an address, by name."""
        told = (
            self.times.as_of, self.times.known_at, self.times.published_by, "1" if self.reviewed else None,
            ",".join(self.accounts) if self.chosen else None,
        )  # fmt: skip
        return {name: value for name, value in zip(self.names, told, strict=True) if value}

    def query(self, **more: str | None) -> str:
        """The address's query for this question, with ``?``; empty where it asks for nothing in particular."""
        found = {**self.values(), **{name: value for name, value in more.items() if value}}
        return "?" + urlencode(found, safe=",") if found else ""

    @property
    def past(self) -> bool:
        """Whether it looks back."""
        return bool(self.times.as_of or self.times.known_at or self.times.published_by)

    def without_times(self) -> Ask:
        """The same question about now."""
        return replace(self, times=Times())


def ask_of(params: QueryParams | Mapping[str, str], case: Case) -> Ask:
    """The question of an address; raises :class:`AskError`."""
    times = Times(
        as_of=time_of(params, "as-of"),
        known_at=time_of(params, "known-at"),
        published_by=time_of(params, "published-by"),
    )
    _in_reach(times, case)
    known = case.files.people.accounts
    chosen = [name for part in _every(params, "accounts") for name in part.split(",") if name]
    for name in chosen:
        if name not in known:
            raise AskError(f"There is no account “{name}”. There are: {', '.join(known)}.")
    accounts = tuple(name for name in known if name in chosen) or case.shown
    return Ask(
        times=times, accounts=accounts, reviewed=params.get("reviewed") in ("1", "on", "true"),
        chosen=accounts != case.shown,
    )  # fmt: skip


def reach(case: Case) -> int:
    """The last second of which a state can be asked for: later, nothing but clocks could be told of."""
    info = case.files.info
    told = [moment(day, case.zone) for day in (info.since, info.until) if day is not None]
    return max([now(), *told]) + BEYOND


def _in_reach(times: Times, case: Case) -> None:
    """Refuse a moment so late that nothing but clocks of every day and month could be told of it."""
    if times.as_of is not None and times.as_of_instant(case.zone, None) > reach(case):
        raise AskError(
            f"as-of: {times.as_of!r} is more than two years after today and the days that the case is about."
        )


def _every(params: QueryParams | Mapping[str, str], name: str) -> list[str]:
    """All values of a field: boxes that are ticked come one by one, an address that is cited has them in one."""
    if isinstance(params, QueryParams):
        return params.getlist(name)
    return [params[name]] if name in params else []


def time_of(params: QueryParams | Mapping[str, str], name: str) -> str | None:
    """A day or moment in an address; None where nothing is said. Raises :class:`AskError`."""
    value = (params.get(name) or "").strip()
    if not value:
        return None
    try:
        interval(value)
    except (TimeError, OverflowError) as error:
        raise AskError(f"{name}: {error}.") from error
    if not "1900" <= value[:4] <= "2199":
        raise AskError(f"{name}: {value!r} is outside of the years 1900 to 2199.")
    return value
