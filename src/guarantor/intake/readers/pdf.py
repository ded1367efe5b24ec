"""PDF documents: text with the page of each word, numbers checked twice on right-to-left pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from guarantor.intake.metadata import Said, believed, make_report
from guarantor.intake.pdf.confined import CONFINED
from guarantor.intake.pdf.figures import difference, misspelt, turned, unlike
from guarantor.intake.pdf.pages import lines_of, paragraphs, without_frames
from guarantor.intake.piece import Hints, Limits, Manifest, Piece
from guarantor.intake.refusal import Refusal, UnreadableError
from guarantor.model.report import Place, Report, Sign

_MADE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


class PdfReader:
    """PDF documents with a text layer."""

    manifest = Manifest(
        name="pdf",
        title="PDF document",
        suffixes=(".pdf",),
        media_types=("application/pdf", "application/x-pdf"),
        help="PDF documents: text by pages; title and author; numbers on right-to-left pages are checked twice",
        limits="scanned pages (pictures of text) and encrypted documents are refused; headers, footers and page "
        "numbers are left out; the day of publication is not taken from the file's own date",
        extra="pdf-in",
        needs="pypdfium2",
    )

    def sniff(self, data: bytes) -> bool:
        """The mark that stands in the first kilobyte (Adobe's readers allow that much before it)."""
        return b"%PDF-" in data[:1024]

    def read(self, piece: Piece, hints: Hints, limits: Limits) -> Iterator[Report | Refusal]:
        """One report, and a line on pages without text."""
        if b"%PDF-" not in piece.data[:1024]:
            raise UnreadableError("no PDF document", "give it the ending of what it is")
        found = CONFINED.take_apart(piece.data, limits)
        if "fault" in found:
            raise UnreadableError(*_words(str(found["fault"]), limits))
        pages: list[dict[str, Any]] = found["pages"]
        empty = [number for number, page in enumerate(pages, start=1) if not str(page["text"]).strip()]
        if len(empty) == len(pages):
            scanned = any(page["image"] for page in pages)
            what = "a scanned document: its pages are pictures" if scanned else "a document without any text"
            raise UnreadableError(what, "have its text recognised (OCR), and read that")
        text, places, notes = _put_together(pages)
        signs = list(_signs(found["metadata"]))
        said = believed(signs, frozenset({"PDF Title", "PDF Author"}), "the document", tuple(notes))
        said = Said(
            stated=said.stated, guessed=said.guessed, signal=said.signal, signals=said.signals, notes=said.notes,
            signs=said.signs, places=tuple(places),
        )  # fmt: skip
        yield make_report(text, piece, said, hints, limits, media_type="application/pdf")
        if scanned_pages := [number for number in empty if pages[number - 1]["image"] or "fault" in pages[number - 1]]:
            which = ", ".join(map(str, scanned_pages[:20])) + ("…" if len(scanned_pages) > 20 else "")
            yield Refusal(
                location=piece.location, found=f"page {which} of {len(pages)} without text (scanned?)",
                todo="have it recognised (OCR), and read that",
            )  # fmt: skip


def _put_together(pages: list[dict[str, Any]]) -> tuple[str, list[Place], list[str]]:
    ways = [turned(str(page["text"]), page.get("other")) for page in pages]
    kept, left = without_frames([lines_of(text) for text, _ in ways])
    notes = [f"left out at the edges of pages: {'; '.join(left[:5])[:200]}"] if left else []
    parts: list[str] = []
    places: list[Place] = []
    length = 0
    for number, lines in enumerate(kept, start=1):
        body = "\n\n".join(paragraphs(lines))
        if "other" in pages[number - 1]:
            line = difference(number, str(pages[number - 1]["text"]), pages[number - 1]["other"])
            notes += [line] if line else []
            line = unlike(number, ways[number - 1][0], pages[number - 1]["other"])
            notes += [line] if line else []
            line = misspelt(number, body)
            notes += [line] if line else []
            if count := ways[number - 1][1]:
                notes.append(
                    f"page {number}: words turned round ({count}), as a second extractor has them; look at the page"
                )
        if body:
            start = length + (2 if parts else 0)
            length = start + len(body)
            parts.append(body)
            places.append(Place(span=(start, length), name=f"page {number}"))
    return "\n\n".join(parts), places, notes


def _words(fault: str, limits: Limits) -> tuple[str, str]:
    lower = fault.lower()
    if "password" in lower or "security" in lower:
        return "an encrypted PDF document", "save it without a password"
    if lower.endswith(" pages"):
        return f"a PDF document of {fault}, more than {limits.pages:,}", "split it"
    if lower == "too much text":
        return "a PDF document of more text than is taken in", "split it"
    return f"a damaged PDF document ({fault})", "get it again, whole"


def _signs(metadata: dict[str, Any]) -> Iterator[Sign]:
    for key, field in (("Title", "title"), ("Author", "byline")):
        value = " ".join(str(metadata.get(key, "")).split()).encode("utf-8", "replace").decode()[:1000]
        if value:
            yield Sign(field=field, value=value, signal=f"PDF {key}")
    for key, field in (("CreationDate", "made"), ("ModDate", "modified")):
        if (found := _MADE.match(str(metadata.get(key, "")))) is not None:
            yield Sign(field=field, value="-".join(found.groups()), signal=f"PDF {key}")
