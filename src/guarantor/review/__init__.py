"""The review desk: what people decide about claims, links, sources and reports, each time with who, when and why."""

from guarantor.review.desk import (
    accept,
    add,
    choose_reading,
    correct,
    find_words,
    reject,
    retract,
    same_as,
    split,
    undo,
)
from guarantor.review.errors import ReviewError
from guarantor.review.grades import Support, grade_claim, grade_source
from guarantor.review.judging import Reviewer

__all__ = [
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
    "reject",
    "retract",
    "same_as",
    "split",
    "undo",
]
