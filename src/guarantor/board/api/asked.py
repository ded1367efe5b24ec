"""What may be asked of an address, as pydantic models: they check a request and stand in the description."""

from __future__ import annotations

from calendar import isleap
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from starlette.requests import Request

from guarantor.board.problems import Problem
from guarantor.board.searching import KINDS, REVIEWS, STATUSES
from guarantor.case.exchange import FORMATS
from guarantor.exchange.tables import Table
from guarantor.model.marking import MARKINGS

M = TypeVar("M", bound=BaseModel)

_HOUR = "(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9])?)?"
_LONG, _SHORT = "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])", "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"


def iso(last: int) -> str:
    """The pattern of a day, or a moment of it, from 1900 to the end of a year."""
    whole = "|".join(str(decade) for decade in range(190, last // 10))
    years = f"(?:(?:{whole})[0-9]|{last // 10}[0-{last % 10}])"
    leap = "|".join(str(year) for year in range(1904, last + 1) if isleap(year))
    return f"^(?:{years}-(?:{_LONG}|{_SHORT}|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:{leap})-02-29){_HOUR}$"


CHOICES = "x-choices"
"""Marks a field whose values are those of the case; the description then lists them."""


def _digits(value: Any) -> Any:
    if isinstance(value, str) and not (value.isascii() and value.isdecimal()):
        raise ValueError("a whole number in digits is needed")
    return value


def case_value(what: str, description: str) -> Any:
    """A field whose values are things of the case."""
    return Field(default=None, min_length=1, description=description, json_schema_extra={CHOICES: what})


Iso = Annotated[str, Field(pattern=iso(2199), examples=["2025-11-01", "2025-11-01T12:00Z"])]
Whole = Annotated[int, Field(ge=0, le=10**9), BeforeValidator(_digits)]
Words = Annotated[str, Field(max_length=2000, pattern=r"^[^\x00-\x1f\x7f]*$")]


class Asked(BaseModel):
    """Nothing may be asked."""

    model_config = ConfigDict(extra="forbid", populate_by_name=False, frozen=True)


class Times(Asked):
    """The questions in time and of accounts, as on the command line."""

    as_of: Iso | None = Field(default=None, alias="as-of", description="What is held to have happened by then.")
    known_at: Iso | None = Field(default=None, alias="known-at", description="What the record held then.")
    published_by: Iso | None = Field(
        default=None, alias="published-by", description="Only what had been published by then."
    )
    reviewed: Literal["1"] | None = Field(default=None, description="Leave out what no person has reviewed.")
    accounts: Annotated[str, Field(pattern="^[^,]+(,[^,]+)*$")] | None = case_value(
        "accounts", "The accounts to answer for, with commas between them."
    )


class Compared(Times):
    """The state beside what it was."""

    since: Annotated[str, Field(pattern=f"^(?:brief|week|{iso(2199)[1:-1]})$")] | None = Field(
        default=None,
        description="A day, a moment, or the last brief that was sent out; the week before, where nothing is said.",
    )


class OneAccount(Times):
    """One account among the questions in time."""

    account: str | None = case_value("account", "The account to explain; everybody's where none is named.")


class Known(Asked):
    """What the record held at a time."""

    known_at: Iso | None = Field(default=None, alias="known-at", description="What the record held then.")


class Parted(Times):
    """A listing, a part at a time."""

    cursor: Whole = Field(default=0, description="Where to go on: what `next` said in the answer before.")


class Paged(Parted):
    """A listing, a part of chosen length at a time."""

    limit: Annotated[int, Field(ge=1, le=1000), BeforeValidator(_digits)] = Field(
        default=200, description="How many at most."
    )


class Searched(Parted):
    """A search: every word has to stand there."""

    q: Words | None = Field(default=None, description="Words, each of which has to stand in a claim or report.")
    from_: Iso | None = Field(default=None, alias="from", description="Published on this day or later.")
    to: Iso | None = Field(default=None, description="Published by this day.")
    actor: Words | None = Field(default=None, description="Whose words, by id.")
    outlet: Words | None = Field(default=None, description="Printed by.")
    kind: Literal[KINDS] | None = Field(default=None, description="The kind of claim.")  # type: ignore[valid-type]
    provision: str | None = case_value("targets", "What the claims bear on.")
    review: Literal[REVIEWS] | None = Field(default=None, description="How far reviewed.")  # type: ignore[valid-type]
    status: Literal[STATUSES] | None = Field(default=None, description="The status of what the claims bear on.")  # type: ignore[valid-type]


class Queued(Paged):
    """What waits at the desk."""

    show: Literal["unsure", "judged"] | None = Field(
        default=None, description="What was set aside as unsure, or judged; what waits, where nothing is said."
    )
    order: Literal["oldest", "newest"] | None = Field(
        default=None, description="By the day of the report; what touches a status first, where nothing is said."
    )
    provision: str | None = case_value("provisions", "What the claims bear on.")
    outlet: Words | None = Field(default=None, description="Printed by.")
    kind: Literal[KINDS] | None = Field(default=None, description="The kind of claim.")  # type: ignore[valid-type]
    actor: Words | None = Field(default=None, description="Whom the claims name, by id.")
    since: Iso | None = Field(default=None, description="Published on this day or later.")
    until: Iso | None = Field(default=None, description="Published by this day.")
    words: Words | None = Field(default=None, description="Words that stand in the claim.")
    bearing: Literal["1"] | None = Field(default=None, description="Only what bears on something.")
    doubt: Literal["1"] | None = Field(default=None, description="Only what the reader was unsure of.")


class Supposed(Times):
    """Positions, and what is assumed of them."""

    assume: list[str] = Field(
        default_factory=list, description="What is assumed: actor:issue/option.", json_schema_extra={CHOICES: "assume"}
    )
    rule: list[str] = Field(
        default_factory=list, description="The consent rules used.", json_schema_extra={CHOICES: "rules"}
    )


class Briefed(Times):
    """A brief."""

    since: Iso | None = Field(default=None, description="From when on changes are told; a week, where nothing is said.")
    meeting: str | None = case_value("meetings", "The meeting to prepare.")
    length: Literal["minute", "page", "full"] = Field(default="page", description="How long it may be.")
    marking: Literal[MARKINGS] | None = Field(  # type: ignore[valid-type]
        default=None, description="The strictest marking that may show; never above one's clearance."
    )


class Exported(Times):
    """An export."""

    what: Table | None = Field(
        default=None, description="Which table, for the formats that hold tables; claims (of HXL counters) by itself."
    )
    marking: Literal[MARKINGS] | None = Field(  # type: ignore[valid-type]
        default=None, description="The strictest marking that may show; never above one's clearance."
    )


class Followed(Asked):
    """A stream of changes."""

    after: Whole | None = Field(
        default=None,
        description="Begin after this entry; from now on, where nothing is said. Last-Event-ID wins.",
    )
    wait: Annotated[int, Field(ge=0, le=3600), BeforeValidator(_digits)] = Field(
        default=3600, description="End after so many seconds; 0 tells what there is and ends."
    )


class Listed(Asked):
    """The audit log, the newest lines first."""

    before: Whole | None = Field(default=None, description="Only lines before this one.")


EXPORTS = tuple(each for each in FORMATS if each != "parquet")


def asked_of(model: type[M], request: Request) -> M:
    """What a request asks, checked; raises :class:`Problem` that names what is wrong."""
    found: dict[str, Any] = {}
    lists = {field.alias or name for name, field in model.model_fields.items() if field.annotation == list[str]}
    for name, value in request.query_params.multi_items():
        if name in lists:
            found.setdefault(name, []).append(value)
        elif name in found:
            raise Problem(400, f"“{name}” is asked twice.")
        else:
            found[name] = value
    return checked(model, found)


def checked(model: type[M], data: Any) -> M:
    """Data as a model; raises :class:`Problem` that names what is wrong, found and expected."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        told = "; ".join(
            f"{'.'.join(map(str, each['loc'])) or 'body'}: {each['msg']}"
            + (f", found {str(each['input'])[:80]!r}" if each["type"] != "missing" else "")
            for each in error.errors()[:5]
        )
        raise Problem(400, told) from error
