"""Derived data beside the record: which texts share words."""

from guarantor.record.migrations import run_script

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """See ``schema/<database>/0002.sql``."""
    run_script(revision)
