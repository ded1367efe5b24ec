"""The review desk is tested over the same two stores as the record."""

from record.conftest import place, store

__all__ = ["place", "store"]
