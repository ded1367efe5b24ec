"""The review desk is tested over the same two stores as the record."""

from record.conftest import place, postgres, store

__all__ = ["place", "postgres", "store"]
