"""Intake: whatever arrives becomes reports, each kept as received, or a refusal that says why not."""

from guarantor.intake.gather import gather
from guarantor.intake.piece import Hints, Limits, Manifest, Piece, Reader
from guarantor.intake.refusal import Refusal, UnreadableError
from guarantor.intake.taking import leaves, take

__all__ = [
    "Hints", "Limits", "Manifest", "Piece", "Reader", "Refusal", "UnreadableError", "gather", "leaves", "take",
]  # fmt: skip
