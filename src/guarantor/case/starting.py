"""A new case: a commented folder that passes the check, to be changed into one's own."""

from __future__ import annotations

from pathlib import Path

from guarantor.agreement.init import init_case as lay_out_template
from guarantor.case.case import Case, open_case


def init_case(folder: str | Path) -> Case:
    """Lay out a new case in a folder and open it; raises
    :class:`~guarantor.agreement.faults.CaseError` where something is there already."""
    lay_out_template(Path(folder))
    return open_case(folder)
