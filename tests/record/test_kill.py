"""``kill -9`` at random moments loses nothing that was acknowledged and leaves nothing half done.

The long run, several hundred kills, is ``python benchmarks/record.py kill``.
"""

from __future__ import annotations

import random

from record.conftest import Place
from record.killing import kill_once


def test_killed_writers(place: Place) -> None:
    place.open().close()
    chance = random.Random(7)
    reports = 0
    for _ in range(3):
        outcome = kill_once(place.where, reports, chance)
        assert outcome.reports > reports, "the next run goes on where the last one stopped"
        reports = outcome.reports
