"""How often somebody may try to sign in: counted by account and by address, over all processes of a board."""

from __future__ import annotations

import time

from guarantor.board.access.database import Database

WINDOW = 15 * 60
BY_ACCOUNT = 8
BY_ADDRESS = 30
"""Failures within the window, after which no further attempt is looked at, right or wrong."""


class Attempts:
    """Failures of late."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def wait(self, account: str, address: str) -> int:
        """For how many seconds no attempt is looked at; 0 where one is."""
        limits = ((f"account:{account[:100]}", BY_ACCOUNT), (f"address:{address}", BY_ADDRESS))
        return max(self._wait(who, most) for who, most in limits)

    def _wait(self, who: str, most: int) -> int:
        now = time.time()
        rows = self._database.run(
            "SELECT at FROM attempt WHERE who = ? AND at > ? ORDER BY at DESC LIMIT ?", (who, now - WINDOW, most)
        )
        return 0 if len(rows) < most else max(1, int(rows[-1][0] + WINDOW - now) + 1)

    def failed(self, account: str, address: str) -> None:
        """Count a failure."""
        with self._database.writing():
            self._database.run("DELETE FROM attempt WHERE at < ?", (time.time() - WINDOW,))
            for who in (f"account:{account[:100]}", f"address:{address}"):
                self._database.run("INSERT INTO attempt (who, at) VALUES (?, ?)", (who, time.time()))

    def succeeded(self, account: str) -> None:
        """Forget the failures of an account; those of the address stay."""
        self._database.run("DELETE FROM attempt WHERE who = ?", (f"account:{account[:100]}",))
