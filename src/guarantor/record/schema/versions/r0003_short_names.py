"""An index by which an entry is found from the first digits of its id."""

from guarantor.record.migrations import run_script

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """See ``schema/<database>/0003.sql``."""
    run_script(revision)
