"""The record itself: entries, the keys they are found by, erasures, and the triggers that keep it append-only."""

from guarantor.record.migrations import run_script

revision = "0001"
down_revision = None


def upgrade() -> None:
    """See ``schema/<database>/0001.sql``."""
    run_script(revision)
