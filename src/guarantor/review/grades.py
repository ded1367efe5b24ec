"""Grades by the Admiralty system: reliability of a source (A-F), credibility of what it says (1-6), given by people.

The letters and digits are those of NATO's AJP-2.1 (formerly STANAG 2511). No arithmetic is done on them. The program
only refuses what its counts do not allow.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from guarantor.model.judgement import Judgement
from guarantor.record.record import Record
from guarantor.review.errors import ReviewError
from guarantor.review.judging import Reviewer, judge

Reliability = Literal["A", "B", "C", "D", "E", "F"]
Credibility = Literal["1", "2", "3", "4", "5", "6"]

RELIABILITY: dict[str, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY: dict[str, str] = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What the record counts for a claim: independent origins at the least, the sides they are on, a document."""

    origins: int
    sides: int
    document: bool = False


def grade_source(record: Record, source: str, reliability: str, *, by: str | Reviewer, why: str) -> Judgement:
    """Grade how reliable a source is; ``source`` is its id in the case's files."""
    if reliability not in RELIABILITY:
        raise ReviewError(f"reliability {reliability!r}; it is one of {_list(RELIABILITY)}")
    return judge(record, "grade", [source], value={"reliability": reliability}, by=by, why=why)


def grade_claim(
    record: Record, claim: str, credibility: str, *, support: Support, by: str | Reviewer, why: str
) -> Judgement:
    """Grade how credible a claim is. *Confirmed* needs two origins on more than one side, or a document."""
    if credibility not in CREDIBILITY:
        raise ReviewError(f"credibility {credibility!r}; it is one of {_list(CREDIBILITY)}")
    entry = record.store.get(claim)
    if entry is None or entry.kind != "claim" or entry.erased:
        raise ReviewError(f"the record has no claim {claim!r}; check the id")
    if credibility == "1" and not support.document and (support.origins < 2 or support.sides < 2):
        raise ReviewError(
            f"credibility 1 says 'confirmed by other sources', and the record counts {support.origins} origin(s) on "
            f"{support.sides} side(s) and no document; it needs two origins on more than one side"
        )
    counted = {"origins": support.origins, "sides": support.sides, "document": support.document}
    return judge(record, "grade", [claim], value={"credibility": credibility, "counted": counted}, by=by, why=why)


def _list(names: dict[str, str]) -> str:
    return ", ".join(f"{key} ({text})" for key, text in names.items())
