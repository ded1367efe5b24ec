"""The table of permissions in the documentation is the one that holds."""

from __future__ import annotations

from pathlib import Path

from guarantor.board.access.roles import table

PAGE = Path(__file__).resolve().parents[3] / "docs" / "board.md"


def test_the_documented_table_is_the_one_that_holds() -> None:
    shown = PAGE.read_text(encoding="utf-8").partition("<!-- roles -->\n")[2].partition("<!-- /roles -->")[0]
    assert shown == "\n".join(table()) + "\n"
