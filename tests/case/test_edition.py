"""A kept copy is believed by the edition of what is derived: nobody changes how words are made without a look at it."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import guarantor
from guarantor.assessment import bulk

SOURCES = (
    "assessment/building.py", "assessment/columns.py", "assessment/gathering.py", "assessment/regular.py", "assessment/rows.py",
    "assessment/store.py", "case/growing.py", "case/lean.py", "linking/backward.py", "linking/carriers.py",
    "linking/credits.py", "linking/grouping.py", "linking/occurrences.py", "linking/origins.py", "linking/roots.py",
    "linking/testimony.py", "linking/voices.py", "model/moments.py", "model/testimony.py", "record/standing.py",
    "record/view.py",
)  # fmt: skip
"""What makes words of claims and links, and columns of words."""
SEEN = {
    1: "cd954a84ea1cf780",
    2: "ceb432b84bf3959d",
    3: "6372938630df544e",
    4: "16c1688a427a77e7",
    5: "c66d079c7beab828",
    6: "9b1003a80c987764",
    7: "c0998bf19e00438d",
    8: "c657b650c5ccb58f",
    9: "b4cfac744343760a",
    10: "4d82d58d0d869a61",
}
"""For each edition the digest of these sources when it was last looked at."""


def digest() -> str:
    """One digest of all the sources."""
    root = Path(guarantor.__file__).parent
    return sha256(b"".join((root / each).read_bytes() for each in SOURCES)).hexdigest()[:16]


def test_the_edition_was_looked_at() -> None:
    assert SEEN.get(bulk.DERIVED) == digest(), (
        "a source changed by which words or columns are made. Where the same record could now give others, raise DERIVED "
        f"in assessment/bulk.py; in any case put {{{bulk.DERIVED}: {digest()!r}}} here"
    )
