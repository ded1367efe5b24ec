"""Addresses: fetched where asked and only there, within size and time, never from private networks unless allowed."""

from guarantor.intake.web.fetching import fetch
from guarantor.intake.web.network import is_public

__all__ = ["fetch", "is_public"]
