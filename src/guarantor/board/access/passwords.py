"""Passwords: kept as argon2id (RFC 9106), checked in the same time whether a person is there or not."""

from __future__ import annotations

from functools import cached_property
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from guarantor.record.errors import RecordError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LEAST = 12
MOST = 1024
AT_ONCE = BoundedSemaphore(2)
"""Each check takes 64 MB and some hundredths of a second: many at once would take the machine from everybody else."""


class PasswordError(ValueError):
    """A password that will not do; says why."""


class Passwords:
    """Makes and checks hashes. ``cheap`` is for tests only: strength costs time."""

    def __init__(self, *, cheap: bool = False) -> None:
        self._cheap = cheap

    @cached_property
    def _hasher(self) -> PasswordHasher:
        try:
            from argon2 import PasswordHasher
        except ImportError as error:
            raise RecordError(
                "accounts need argon2-cffi, which is not installed: pip install 'guarantor[team]'"
            ) from error
        return PasswordHasher(time_cost=1, memory_cost=64, parallelism=1) if self._cheap else PasswordHasher()

    @cached_property
    def _nobody(self) -> str:
        return self._hasher.hash("the password of nobody")

    def hash(self, password: str, *, name: str) -> str:
        """What is kept of a password. Raises :class:`PasswordError` for one that is too short or the person's name."""
        if len(password) < LEAST:
            raise PasswordError(f"A password has at least {LEAST} characters; this one has {len(password)}.")
        if len(password) > MOST:
            raise PasswordError(f"A password has at most {MOST} characters.")
        if password.casefold().strip() == name.casefold().strip() or len(set(password)) < 4:
            raise PasswordError("This password is too easy to guess; take several words.")
        with AT_ONCE:
            return self._hasher.hash(password)

    def fits(self, kept: str | None, password: str) -> bool:
        """Whether a password is the one of which this was kept; for nobody the same work is done, and it never fits."""
        from argon2.exceptions import InvalidHashError, VerificationError

        try:
            with AT_ONCE:
                self._hasher.verify(kept or self._nobody, password[: MOST + 1])
        except (VerificationError, InvalidHashError):
            return False
        return kept is not None
