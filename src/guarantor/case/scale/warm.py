"""Imported by the process of which workers are copies: what every worker loads at its first page is there then already,
once for all of them, so that one that died is replaced by one that works at once.

Importing it reads a sentence; nothing else is meant to import it.
"""

from guarantor.case.scale import working
from guarantor.intake.piece import Piece
from guarantor.intake.taking import take
from guarantor.model.pausing import settle
from guarantor.model.report import Report
from guarantor.reading import read_report

_PAGE = (
    b"<html><title>Mill</title><body><article><p>The mill was open on Monday, an official of the mission said, and 40 "
    b"sacks of flour had come.</p><p>Nobody denied on Tuesday that talks would go on at the bridge.</p></article>"
)

for _found in take(Piece(data=_PAGE, location="warm.html", media_type="text/html")):
    if isinstance(_found, Report):
        read_report(_found)
settle()

__all__ = ["working"]
