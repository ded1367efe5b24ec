"""Evidence patterns of a case that look too wide, judged by what they catch in its record. Nothing is written."""

from __future__ import annotations

from collections import deque
from pathlib import Path

from guarantor.agreement.load import load_case
from guarantor.linking.bearing import Bearing
from guarantor.linking.width import Wide, too_wide
from guarantor.record.record import open_record

MOST = 20_000
"""So many claims of the record, the latest, are looked at."""


def wide_patterns(folder: Path, record: Path) -> tuple[Wide, ...]:
    """The suspect patterns, with examples of what they caught; none where there is no record yet."""
    if not record.exists():
        return ()
    files = load_case(folder)
    bearing = Bearing(files.agreement, files.people, since=files.info.since)
    kept = open_record(record, create=False)
    try:
        latest = deque(((claim.id, claim) for claim in kept.claims()), maxlen=MOST)
    finally:
        kept.close()
    return too_wide(bearing, latest)
