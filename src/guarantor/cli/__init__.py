"""The command line: one program, ``guarantor``; every command is thin over the method of the same name."""

from __future__ import annotations

import os

# Reading multiplies many small matrices; more than one thread only makes each of them wait for the others.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

from guarantor.cli.program import main  # noqa: E402

__all__ = ["main"]
