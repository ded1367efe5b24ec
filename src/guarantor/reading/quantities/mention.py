"""What is said of one figure."""

from __future__ import annotations

from dataclasses import dataclass

from guarantor.model.claim import QuantityKind
from guarantor.model.spans import Span
from guarantor.reading.quick import maker, quick


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityMention:
    """One figure of a text.

    ``value`` is the number as told; ``low`` and ``high`` bound what it stands for, None = open. An exact number has all
    three equal; "at least 44" is low 44; "nearly 44" is high 44; "about 44" has a value and open bounds; "40 to 50" and
    "hundreds" have bounds and no value. Percentages are in percent, fractions of a whole between 0 and 1.

    ``unit`` is the counted head noun, with ``/day`` for rates, or ``%``; ``of`` the whole counted noun phrase;
    ``scope`` what restricts it. ``since`` and ``as_of`` are ISO days. ``base`` is what it is a share of. ``parts`` are
    the numbers that add up to it where the text gives them.
    """

    span: Span
    value: float | None
    low: float | None
    high: float | None
    unit: str | None = None
    kind: QuantityKind = "flow"
    of: str | None = None
    scope: str | None = None
    since: str | None = None
    as_of: str | None = None
    base: float | None = None
    parts: tuple[float, ...] = ()
    bound: str | None = None
    rule: str = ""


new_quantity_mention = maker(QuantityMention)
