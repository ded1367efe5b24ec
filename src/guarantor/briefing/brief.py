"""A brief: a dated issue for readers, and the forms in which it leaves the house."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from guarantor.briefing.markdown import markdown
from guarantor.briefing.page import page
from guarantor.briefing.parts import Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief(Body):
    """A brief that can be written."""

    def to_markdown(self) -> str:
        """The brief in Markdown, with footnotes."""
        return markdown(self)

    def to_html(self) -> str:
        """The brief as one HTML file that asks nothing from outside."""
        return page(self)

    def write(self, path: str | Path) -> None:
        """Write the brief in the form that the file's suffix names; raises ValueError for one that it cannot write."""
        target = Path(path)
        made = {".md": self.to_markdown, ".html": self.to_html}.get(target.suffix)
        if made is None:
            raise ValueError(f"no brief is written as {target.suffix or 'a file without suffix'!r}; use .md or .html")
        target.write_text(made(), encoding="utf-8")
