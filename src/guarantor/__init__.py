"""Guarantor keeps the sourced state of a peace agreement."""

__version__ = "0.1.0"
