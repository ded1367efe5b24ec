"""Links to acts are filed under the acts' days and places too, so that a new one is joined with what lies near."""

from guarantor.record.migrations import file_links

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """The keys are digests, which no SQL of both databases makes."""
    file_links()
