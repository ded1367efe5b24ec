"""The shape of an answer, checked by Pydantic. There is no field for an outlet or a report: whose word a claim is in
the end is never asked of a model."""

from __future__ import annotations

import json
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from guarantor.model.claim import ClaimType, Modality

MOST_CLAIMS = 200
"""Claims of one answer that are looked at."""
Words = Annotated[str, Field(min_length=1, max_length=400)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ToldDay(_Strict):
    """Words for a time, and the ISO days they are said to mean."""

    words: Words
    start: Annotated[str, Field(max_length=10)] | None
    end: Annotated[str, Field(max_length=10)] | None


class ToldFigure(_Strict):
    """A number as the text writes it, its value, and the words for what is counted."""

    words: Words
    value: Annotated[int | float, Field(ge=0, allow_inf_nan=False)]
    of: Annotated[str, Field(max_length=200)] | None


class ToldClaim(_Strict):
    """One claim as a model tells it; everything in it is still to be found in the text."""

    line: Annotated[int, Field(ge=1)]
    quote: Annotated[str, Field(min_length=3, max_length=2_000)]
    type: ClaimType
    modality: Modality
    polarity: Annotated[str, Field(pattern=r"^[+-]$")]
    holder: Words | None
    cue: Words | None
    actors: Annotated[list[Words], Field(max_length=20)]
    targets: Annotated[list[Words], Field(max_length=20)]
    where: Words | None
    when: ToldDay | None
    figures: Annotated[list[ToldFigure], Field(max_length=20)]


class Answer(_Strict):
    """The whole of an answer."""

    claims: list[ToldClaim]


class UnusableError(ValueError):
    """An answer that is no JSON of the shape asked for."""


def rows_of(content: str) -> list[Any]:
    """The claims of an answer, unchecked, from the one JSON object in it; raises :class:`UnusableError`."""
    start, end = content.find("{"), content.rfind("}")
    try:
        found = json.loads(content[start : end + 1])
    except (ValueError, RecursionError) as error:
        raise UnusableError("the model's answer is not the JSON that was asked for") from error
    rows = found.get("claims") if isinstance(found, dict) else None
    if not isinstance(rows, list) or set(found) != {"claims"}:
        raise UnusableError("the model's answer is not the JSON that was asked for")
    if len(rows) > MOST_CLAIMS:
        raise UnusableError(f"the model's answer has more than {MOST_CLAIMS} claims")
    return rows


def told_claim(row: Any) -> ToldClaim | str:
    """One claim of an answer, or what is wrong with its shape."""
    try:
        return ToldClaim.model_validate(row)
    except ValidationError as error:
        first = error.errors()[0]
        where = str(first["loc"][0]) if first["loc"] else "claim"
        if first["type"] == "extra_forbidden":
            return "it names what was not asked for (an outlet, another report, a field of its own)"
        if where in ("type", "modality"):
            return f"its {where} is none of ours"
        return f"its shape: {where}"[:60]


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of an answer, for servers that can be held to one."""
    return Answer.model_json_schema()
