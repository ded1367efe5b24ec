"""Names are sealed by buckets, so that a lost row of their index shows when it is asked for.

From this schema on a record may hold entries of kind ``again``, which an earlier program calls a fault: it is refused
by the number.
"""

from guarantor.record.migrations import seal_names

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """The seals are checksums, which no SQL makes. PostgreSQL has its server's own."""
    seal_names()
