"""The library's front: open a case, read reports into it, ask what holds, in whose account, at any time."""

from guarantor.case.bundled import demo_case, lay_out
from guarantor.case.case import Case, open_case
from guarantor.case.starting import init_case

__all__ = ["Case", "demo_case", "init_case", "lay_out", "open_case"]
