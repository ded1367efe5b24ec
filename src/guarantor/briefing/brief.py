"""A brief: a dated issue for readers, and the forms in which it leaves the house."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from guarantor.briefing.docx import docx
from guarantor.briefing.markdown import markdown
from guarantor.briefing.page import page
from guarantor.briefing.parts import Body
from guarantor.briefing.pdf import pdf


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
        made = {
            ".md": lambda: self.to_markdown().encode("utf-8"), ".html": lambda: self.to_html().encode("utf-8"),
            ".docx": lambda: docx(self), ".pdf": lambda: pdf(self),
        }.get(target.suffix)  # fmt: skip
        if made is None:
            found = target.suffix or "a file without suffix"
            raise ValueError(f"no brief is written as {found!r}; use .md, .html, .docx or .pdf")
        target.write_bytes(made())

    def to_docx(self, path: str | Path) -> None:
        """Write the brief as a Word document with footnotes."""
        Path(path).write_bytes(docx(self))

    def to_pdf(self, path: str | Path) -> None:
        """Write the brief as PDF; raises :class:`~guarantor.briefing.pdf.PdfError` without extra ``pdf``."""
        Path(path).write_bytes(pdf(self))
