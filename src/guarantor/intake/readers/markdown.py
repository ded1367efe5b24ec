"""Markdown, with YAML front matter or without. The stored text is the body after the front matter, unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from guarantor.intake.decode import decode
from guarantor.intake.metadata import Said, make_report
from guarantor.intake.piece import Hints, Limits, Manifest, Piece
from guarantor.intake.refusal import Refusal, UnreadableError
from guarantor.model.marking import CLEAR, MARKINGS
from guarantor.model.report import Report

_FIELDS = ("outlet", "title", "published", "language", "url", "credit")
_OTHERS = ("marking", "digest", "facts", "note", "paraphrase-of")
"""The last three are for a digest's author (what it was written from, and why so) and are not read."""


class MarkdownReader:
    """Markdown files."""

    manifest = Manifest(
        name="markdown",
        title="Markdown",
        suffixes=(".md", ".markdown"),
        media_types=("text/markdown",),
        help="Markdown; YAML front matter may give outlet, published, url, title, credit, language, marking, digest",
    )

    def sniff(self, data: bytes) -> bool:
        """Front matter is telling enough."""
        return data.startswith((b"---\n", b"---\r\n")) and b"\n---" in data[4:]

    def read(self, piece: Piece, hints: Hints, limits: Limits) -> Iterator[Report | Refusal]:
        """One report."""
        decoded = decode(piece.data, piece.charset)
        notes = () if decoded.how == "utf-8" else (f"decoded as {decoded.how}",)
        head, body = split_front_matter(decoded.text)
        if len(head) > limits.front_matter_bytes:
            raise UnreadableError("front matter longer than a document's head can be", "close it with a line `---`")
        said = _said(_load(head), notes)
        yield make_report(body, piece, said, hints, limits, media_type="text/markdown")


def split_front_matter(text: str) -> tuple[str, str]:
    """The YAML between the first two lines ``---``, and the body without the blank lines before it.

    >>> split_front_matter("---\\noutlet: X\\n---\\n\\nThey met.\\n")
    ('outlet: X\\n', 'They met.\\n')
    >>> split_front_matter("They met.")
    ('', 'They met.')
    """
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].rstrip() != "---":
        return "", text
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            return "".join(lines[1:number]), "".join(lines[number + 1 :]).lstrip("\r\n")
    raise UnreadableError("front matter that never ends", "close it with a line `---`", line=1)


def _load(head: str) -> dict[str, Any]:
    if not head.strip():
        return {}
    try:
        data = yaml.safe_load(head)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        raise UnreadableError(
            f"front matter that is no YAML ({problem})", "mend that line", line=mark.line + 2 if mark else 2
        ) from error
    if not isinstance(data, dict):
        raise UnreadableError("front matter that is no list of `key: value` lines", "write one key a line", line=2)
    return {str(key): value for key, value in data.items()}


def _said(data: dict[str, Any], notes: tuple[str, ...]) -> Said:
    unknown = sorted(data.keys() - {*_FIELDS, *_OTHERS})
    if unknown:
        notes = (*notes, f"front matter has keys that say nothing here: {', '.join(unknown)}")
    marking = str(data.get("marking", CLEAR)).upper()
    if marking not in MARKINGS:
        raise UnreadableError(f"marking {data['marking']!r}", f"use one of {', '.join(MARKINGS)}")
    return Said(
        stated={name: str(data[name]) for name in _FIELDS if data.get(name) is not None},
        signal="front matter", marking=marking, digest=bool(data.get("digest", False)), notes=notes,
    )  # fmt: skip
