"""The record: everything is kept for good, nothing is overwritten.

>>> import tempfile, pathlib
>>> from guarantor.model.report import Report
>>> record = open_record(pathlib.Path(tempfile.mkdtemp()) / "record.db")
>>> record.add_report(Report(text="They met.", location="note.txt")).new
True
>>> record.head.seq
1
>>> record.close()
"""

from guarantor.record.errors import RecordError
from guarantor.record.record import Added, Record, open_record
from guarantor.record.standing import Standing, StandingLink
from guarantor.record.view import View

__all__ = ["Added", "Record", "RecordError", "Standing", "StandingLink", "View", "open_record"]
