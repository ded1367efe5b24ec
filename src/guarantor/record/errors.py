"""What can go wrong with a record, each with what was found and what to do about it."""

from __future__ import annotations


class RecordError(Exception):
    """Something is wrong with the record or its store; the message says what was found and what to do."""


class MissingRecordError(RecordError):
    """There is no record where one was expected."""


class NotARecordError(RecordError):
    """The file or database is there and is not a record of ours."""


class NewerRecordError(RecordError):
    """A newer program wrote the record."""


class BusyRecordError(RecordError):
    """Another process holds the record for longer than we wait."""


class FullRecordError(RecordError):
    """No room left on the disk, or in the quota."""


class EndedRecordError(RecordError):
    """The record is about to be closed; whoever still works with it ends."""


class UnreachableRecordError(RecordError):
    """The database server does not answer, or the connection was lost."""


class CorruptRecordError(RecordError):
    """Something in the record is not what was written. ``seq`` is the entry, None where it is the file itself."""

    def __init__(self, message: str, seq: int | None = None) -> None:
        super().__init__(message)
        self.seq = seq


class RefusedRecordError(RecordError):
    """The record does not take what was handed to it: a claim whose words are not in its report, an unknown id."""
