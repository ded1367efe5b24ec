"""How often somebody may try to sign in: counted by account and by address, over all processes of a board."""

from __future__ import annotations

import ipaddress
import time

from guarantor.board.access.database import Database

WINDOW = 15 * 60
BY_ACCOUNT = 8
BY_ADDRESS = 30
"""Failures within the window, after which no further attempt is looked at, right or wrong."""


class Attempts:
    """Failures of late. An attempt counts as one from its beginning, so that many at once are no way round."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, account: str, address: str) -> int:
        """Count an attempt, and return 0; or the seconds for which none is looked at."""
        with self._database.writing():
            now = time.time()
            self._database.run("DELETE FROM attempt WHERE at < ?", (now - WINDOW,))
            wait = max(self._wait(who, most, now) for who, most in _counted(account, address))
            for who, _ in () if wait else _counted(account, address):
                self._database.run("INSERT INTO attempt (who, at) VALUES (?, ?)", (who, now))
        return wait

    def _wait(self, who: str, most: int, now: float) -> int:
        rows = self._database.run(
            "SELECT at FROM attempt WHERE who = ? AND at > ? ORDER BY at DESC LIMIT ?", (who, now - WINDOW, most)
        )
        return 0 if len(rows) < most else max(1, int(rows[-1][0] + WINDOW - now) + 1)

    def succeeded(self, account: str, address: str) -> None:
        """Forget the failures of an account, and this attempt; other failures from the address stay."""
        (by_account, _), (by_address, _) = _counted(account, address)
        with self._database.writing():
            self._database.run("DELETE FROM attempt WHERE who = ?", (by_account,))
            self._database.run(
                "DELETE FROM attempt WHERE who = ? AND at = (SELECT max(at) FROM attempt WHERE who = ?)",
                (by_address, by_address),
            )


def _counted(account: str, address: str) -> tuple[tuple[str, int], tuple[str, int]]:
    return (f"account:{account[:100]}", BY_ACCOUNT), (f"address:{network(address)}", BY_ADDRESS)


def network(address: str) -> str:
    """What counts as one place: an address, or the network of an IPv6 one, in which one machine has all addresses.

    >>> network("192.0.2.7"), network("2001:db8:1:2:3:4:5:6"), network("::ffff:192.0.2.7"), network("testclient")
    ('192.0.2.7', '2001:db8:1:2::/64', '192.0.2.7', 'testclient')
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    mapped = found.ipv4_mapped
    return str(mapped) if mapped else str(ipaddress.ip_network((found, 64), strict=False))
