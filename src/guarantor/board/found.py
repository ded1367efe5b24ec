"""What a search found as a table for a spreadsheet: the same words, filters and moment as on the page."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from guarantor.board.question import Question
from guarantor.board.searching import search_page
from guarantor.briefing.citation import Citation
from guarantor.exchange.flat import disarmed

MOST = 1000
"""Claims in one table, the newest; who needs all of them exports the record."""
COLUMNS = ("published", "outlet", "chain", "who_says_so", "root", "kind", "modality", "review", "words",
           "words_of_a_digest", "address", "report", "claim")  # fmt: skip


def found_table(question: Question, params: Mapping[str, str]) -> str:
    """The claims found as CSV, a row each, the newest first; raises :class:`AskError` as the page does."""
    asked = {name: value for name, value in params.items() if name not in ("page", "reports")}
    page = search_page(question, asked, "/search", most=MOST)
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(COLUMNS)
    table.writerows(map(_row, page.claims.items))
    return text.getvalue()


def _row(told: Citation) -> list[str]:
    values = (
        told.published, told.outlet, told.chain_text, told.who, told.root_name, told.type, told.modality, told.review,
        told.quote, "yes" if told.digest else "no", told.url, told.report, told.claim,
    )  # fmt: skip
    return [disarmed(value or "") for value in values]
