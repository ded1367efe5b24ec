"""The digests of a bundled case as their tests read them: front matter and body, straight from the files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

import guarantor.cases

CASES = Path(guarantor.cases.__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One digest: its file name, its front matter, and the words below it."""

    name: str
    head: dict[str, Any]
    body: str

    @property
    def words(self) -> str:
        """The body with every run of blanks as one."""
        return " ".join(self.body.split())


def digests(case: str, folder: str = "reports") -> dict[str, Digest]:
    """The digests of a case by file name."""
    found = {}
    for path in sorted((CASES / case / folder).glob("*.md")):
        empty, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
        assert empty == "", path.name
        found[path.name] = Digest(name=path.name, head=yaml.safe_load(head), body=body)
    return found


def expected(case: str) -> dict[str, Any]:
    """What a case says should come out of it."""
    data: dict[str, Any] = yaml.safe_load((CASES / case / "expected.yaml").read_text(encoding="utf-8"))
    return data
