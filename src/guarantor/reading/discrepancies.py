"""What does not fit within one report: counts and lists, parts and totals, weekdays and dates, averages and shares.

Each function only compares what the text itself says and reports both sides in plain words; nothing is corrected. A
discrepancy that the wording allows ("eight nations, including …" with seven named) is reported as not contradictory.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from guarantor.model.spans import Span
from guarantor.reading.document import Document, Sentence
from guarantor.reading.patterns import read_table
from guarantor.reading.quantities import QuantityMention
from guarantor.reading.times import TimeExpression

DiscrepancyKind = Literal["count_and_names", "parts", "weekday", "average", "share", "loose_credit"]
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
AVERAGE_TOLERANCE = 0.02
UNTOLD_DAYS = 7
NEAR_FIGURES = 20
LARGEST_LIST = 40
NAME_WORDS = 6
_OPEN_LEADS = frozenset({"including", "among", "such"})
_CLOSED_LEADS = frozenset({":", "namely", "(", "-", "–", "—"})
_JOINERS = frozenset({",", "and", ";", "&", "as", "well"})
_PART_STOP = re.compile(r"\b(?:among (?:them|whom|which)|including|of (?:which|whom|them))\b|[.;!?]", re.IGNORECASE)
_AVERAGE = re.compile(r"\baverag|\bdaily\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Discrepancy:
    """Two things of one text that do not fit. ``spans`` are their places, ``note`` says it in plain words.

    ``told`` is what the text states, ``found`` what its own list, parts or calendar give. ``contradictory`` is False
    where both can be so.
    """

    kind: DiscrepancyKind
    spans: tuple[Span, ...]
    told: float | str
    found: float | str
    note: str
    contradictory: bool


def find_discrepancies(
    document: Document,
    *,
    published: str | None,
    times: Sequence[TimeExpression],
    quantities: Sequence[QuantityMention],
) -> tuple[Discrepancy, ...]:
    """Everything in a document that does not fit, in the order of the text."""
    found = [
        *weekdays_off(document.text, times),
        *names_off(document, quantities),
        *parts_off(document.text, quantities),
        *averages_off(document, quantities, published),
        *shares_off(document, quantities),
    ]
    return tuple(sorted(found, key=lambda one: one.spans))


def weekdays_off(text: str, times: Sequence[TimeExpression]) -> Iterator[Discrepancy]:
    """A weekday beside a date that falls on another ("Monday, 4 November 2025", a Tuesday)."""
    for time in times:
        day = time.start or time.end
        dated = "weekday_day_month" in time.rule or "weekday_month_day" in time.rule
        if day is None or not dated:
            continue
        words = text[time.span[0] : time.span[1]]
        told = next((name for name in DAYS if words.lower().startswith(name[:3].lower())), None)
        real = DAYS[date.fromisoformat(day[:10]).weekday()]
        if told is not None and told != real:
            note = f"{day[:10]} is a {real}, the text says {told}"
            yield Discrepancy(kind="weekday", spans=(time.span,), told=told, found=real, note=note, contradictory=True)


def names_off(document: Document, quantities: Sequence[QuantityMention]) -> Iterator[Discrepancy]:
    """An announced count against the names listed after it in the same sentence."""
    starts = [sentence.start for sentence in document.sentences]
    for quantity in quantities:
        count = quantity.value
        if count is None or quantity.kind == "share" or count != int(count) or not 2 <= count <= LARGEST_LIST:
            continue
        sentence = document.sentences[bisect_right(starts, quantity.span[0]) - 1]
        lead = _list_after(sentence, quantity.span[1])
        if lead is None:
            continue
        index, word = lead
        named, end = _names_from(sentence, index)
        if named < 2 or named == count or (named > count and quantity.low is not None and quantity.high is None):
            continue
        contradictory = named > count or word not in _OPEN_LEADS
        what = f" {quantity.of}" if quantity.of else ""
        allowed = f', which "{word}" allows' if not contradictory else ""
        note = f"{int(count)}{what} announced, {named} named{allowed}"
        span = (sentence.tokens[index].start, end)
        yield Discrepancy(kind="count_and_names", spans=(quantity.span, span), told=count, found=float(named),
                          note=note, contradictory=contradictory)  # fmt: skip


def _list_after(sentence: Sentence, place: int) -> tuple[int, str] | None:
    """Where a list of names begins and the word or sign that leads it in ("including", ":", "namely")."""
    for index, token in enumerate(sentence.tokens):
        if token.start < place:
            continue
        word = token.text.lower()
        if word in _OPEN_LEADS or word in _CLOSED_LEADS:
            following = index + 2 if word in ("among", "such") else index + 1
            return following, word
        if token.tag in ("VERB", "AUX") or word in (".", ";") or token.start > place + 120:
            return None
    return None


def _names_from(sentence: Sentence, index: int) -> tuple[int, int]:
    """How many names stand in a list, and where it ends; names without a comma between are told apart if known."""
    count, run, end = 0, list[str](), sentence.start
    tokens = sentence.tokens
    while index < len(tokens):
        token = tokens[index]
        if token.text[0].isupper() or (run and token.text in ("of", "the", "de", "al", "-")):
            run.append(token.text)
            end = token.end
        elif token.text.lower() == "the" and not run:
            pass
        elif token.text.lower() in _JOINERS:
            if not run and token.text == ",":
                index += 1
                continue
            count += _split_names(run)
            run = []
        else:
            break
        if len(run) > NAME_WORDS:
            return 0, end
        index += 1
    return count + _split_names(run), end


def _split_names(run: list[str]) -> int:
    """Names in a run of capitalised words: those of states are known, the rest is one name."""
    count = index = 0
    rest = False
    while index < len(run):
        size = next((n for n in (4, 3, 2, 1) if " ".join(run[index : index + n]).lower() in _states()), 0)
        if size and index + size <= len(run):
            count += 1 + rest
            rest, index = False, index + size
        else:
            rest, index = True, index + 1
    return count + rest if count == 0 or not rest else count + 1


@cache
def _states() -> frozenset[str]:
    """Names of the world's states, lower case, to tell "Jordan Pakistan" from a person's name."""
    rows = read_table("actors/states.tsv")
    return frozenset(name.lower() for row in rows for name in row["names"].split("|"))


def parts_off(text: str, quantities: Sequence[QuantityMention]) -> Iterator[Discrepancy]:
    """Parts in brackets or after a colon that do not add up to the total before them."""
    for index, total in enumerate(quantities):
        if total.value is None or total.parts or total.kind == "share":
            continue
        parts = _parts_after(text, quantities, index)
        if len(parts) < 2:
            continue
        found = sum(part.value or 0 for part in parts)
        if found == total.value:
            continue
        terms = " + ".join(_plain(part.value or 0) for part in parts)
        note = f"{terms} = {_plain(found)}, the total told is {_plain(total.value)}"
        spans = (total.span, (parts[0].span[0], parts[-1].span[1]))
        yield Discrepancy(kind="parts", spans=spans, told=total.value, found=found, note=note, contradictory=True)


def _parts_after(text: str, quantities: Sequence[QuantityMention], index: int) -> list[QuantityMention]:
    """The exact numbers listed after a total, each smaller than it, up to the end of bracket, list or sentence."""
    total, place = quantities[index], quantities[index].span[1]
    parts: list[QuantityMention] = []
    bracket = False
    for part in quantities[index + 1 :]:
        gap = text[place : part.span[0]]
        if not parts:
            opened = re.fullmatch(r"[^.;!?():]{0,60}([(:])[^.;!?():]{0,30}", gap)
            if opened is None:
                return []
            bracket = opened[1] == "("
        elif _PART_STOP.search(gap) or (bracket and ")" in gap) or len(gap) > 60:
            break
        exact = part.value is not None and part.low == part.value == part.high
        if not exact or part.kind in ("share", "rate") or (part.value or 0) >= (total.value or 0):
            return []
        parts.append(part)
        place = part.span[1]
    return parts


def averages_off(
    document: Document, quantities: Sequence[QuantityMention], published: str | None
) -> Iterator[Discrepancy]:
    """A daily average against the total of the same things over the days it was counted in.

    Days are counted with and without the last one and the next one, because reports do all three; where the text does
    not say up to when it counted, any day of the week before publication will do.
    """
    for index, rate in enumerate(quantities):
        if rate.kind != "rate" or rate.value is None or not (rate.unit or "").endswith("/day"):
            continue
        if not _AVERAGE.search(document.text, max(0, rate.span[0] - 60), rate.span[1] + 60):
            continue
        near = quantities[max(0, index - NEAR_FIGURES) : index + NEAR_FIGURES]
        totals = [total for total in near if _same_unit(total, rate) and _days_counted(total, published)]
        total = max(totals, key=lambda one: one.value or 0, default=None)
        days = _days_counted(total, published) if total else None
        if total is None or total.value is None or days is None:
            continue
        fewest = days - (1 if total.as_of else UNTOLD_DAYS)
        averages = [total.value / count for count in (max(1, fewest), days + 1)]
        slack = max(0.5, AVERAGE_TOLERANCE * rate.value)
        if not min(averages) - slack <= rate.value <= max(averages) + slack:
            mean = total.value / days
            made = f"{_plain(total.value)} {total.unit} in {days} days make {mean:.1f} a day"
            yield Discrepancy(
                kind="average", spans=(total.span, rate.span), told=rate.value, found=round(mean, 2),
                note=f"{made}, the average told is {_plain(rate.value)}", contradictory=False,
            )  # fmt: skip


def _same_unit(total: QuantityMention, rate: QuantityMention) -> bool:
    return total.kind == "cumulative" and (rate.unit or "").removesuffix("/day") == total.unit


def _days_counted(total: QuantityMention, published: str | None) -> int | None:
    """Days from since to as_of, both counted; to the day of publication where the text gives no end."""
    end = total.as_of or (published[:10] if published else None)
    if total.since is None or end is None:
        return None
    days = (date.fromisoformat(end) - date.fromisoformat(total.since)).days + 1
    return days if days > 0 else None


def shares_off(document: Document, quantities: Sequence[QuantityMention]) -> Iterator[Discrepancy]:
    """A percentage against the two numbers of the same sentence that it is the share of ("19 of 28, 50%")."""
    starts = [sentence.start for sentence in document.sentences]
    for index, share in enumerate(quantities):
        if share.base is None or not share.base or share.value is None or share.unit == "%" or share.value < 1:
            continue
        for percent in quantities[index + 1 : index + 3]:
            same = bisect_right(starts, percent.span[0]) == bisect_right(starts, share.span[0])
            if not same or percent.unit != "%" or percent.value is None or percent.base is not None:
                continue
            real = 100 * share.value / share.base
            if abs(real - percent.value) >= 1:
                told = _plain(percent.value)
                note = f"{_plain(share.value)} of {_plain(share.base)} is {real:.1f}%, the text says {told}%"
                yield Discrepancy(kind="share", spans=(share.span, percent.span), told=percent.value,
                                  found=round(real, 1), note=note, contradictory=False)  # fmt: skip
            break


def _plain(value: float) -> str:
    """1718.0 as 1,718."""
    return f"{int(value):,}" if value == int(value) else f"{value:,}"
