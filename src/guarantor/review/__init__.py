"""The review desk: what people decide about claims, links, sources and reports, each time with who, when and why."""

from guarantor.review.desk import (
    accept,
    add,
    choose_reading,
    correct,
    find_words,
    reference,
    reject,
    retract,
    same_as,
    split,
    undo,
    unsure,
)
from guarantor.review.errors import ReviewError
from guarantor.review.grades import CREDIBILITY, RELIABILITY, Support, grade_claim, grade_source
from guarantor.review.judging import Reviewer

__all__ = [
    "CREDIBILITY",
    "RELIABILITY",
    "ReviewError",
    "Reviewer",
    "Support",
    "accept",
    "add",
    "choose_reading",
    "correct",
    "find_words",
    "grade_claim",
    "grade_source",
    "reference",
    "reject",
    "retract",
    "same_as",
    "split",
    "undo",
    "unsure",
]
