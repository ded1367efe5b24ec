"""Word and PDF: real footnotes, read back by programs that we did not write; the marking on each page."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from conftest import need
from guarantor.briefing.brief import Brief
from guarantor.briefing.docx import short_id
from guarantor.case import open_case


@pytest.fixture(scope="module")
def brief(read_demo: Path) -> Brief:
    with open_case(read_demo) as case:
        return case.brief(meeting="istanbul-2025-11-03", published_by="2025-11-02")


def test_every_part_of_the_word_file_is_well_formed_and_the_bytes_are_the_same(brief: Brief, tmp_path: Path) -> None:
    brief.to_docx(tmp_path / "a.docx")
    brief.write(tmp_path / "b.docx")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        for name in archive.namelist():
            ElementTree.fromstring(archive.read(name))
        document = archive.read("word/document.xml").decode()
        notes = archive.read("word/footnotes.xml").decode()
        assert brief.marking in archive.read("word/header1.xml").decode()
    used = re.findall(r'footnoteReference w:id="(\d+)"', document)
    assert used == [str(note.number) for note in brief.notes]  # each once, in order: Word numbers them by place
    assert len(re.findall(r'<w:footnote w:id="\d+"', notes)) == len(brief.notes)


def test_libreoffice_opens_the_word_file_and_finds_its_footnotes(brief: Brief, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    need(office is not None, "LibreOffice", "on Debian and Ubuntu: apt-get install libreoffice-writer-nogui")
    brief.to_docx(tmp_path / "brief.docx")
    subprocess.run(
        [str(office), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "fodt",
         "--outdir", str(tmp_path), str(tmp_path / "brief.docx")],
        check=True, capture_output=True, timeout=170,
    )  # fmt: skip
    text = (tmp_path / "brief.fodt").read_text(encoding="utf-8")
    assert text.count('text:note-class="footnote"') - text.count("<text:notes-configuration") in (
        len(brief.notes), len(brief.notes) - 1, len(brief.notes) + 1,
    )  # fmt: skip
    words = re.sub(r"<[^>]+>", "", text)
    assert all(short_id(note.citation.claim) in words for note in brief.notes)
    assert brief.title.replace("\N{NO-BREAK SPACE}", " ") in words.replace("\N{NO-BREAK SPACE}", " ")


def test_the_pdf_is_tagged_and_marked_on_each_page(brief: Brief, tmp_path: Path) -> None:
    pytest.importorskip("weasyprint", reason="WeasyPrint is not here: pip install 'guarantor[pdf]'")
    brief.to_pdf(tmp_path / "brief.pdf")
    data = (tmp_path / "brief.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    reader = shutil.which("pdftotext")
    need(reader is not None, "pdftotext", "on Debian and Ubuntu: apt-get install poppler-utils")
    text = subprocess.run(
        [str(reader), str(tmp_path / "brief.pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout
    pages = text.split("\f")[:-1]
    assert len(pages) > 1
    assert all(brief.marking in page for page in pages)
    assert short_id(brief.notes[0].citation.claim).replace(" ", "") in re.sub(r"\s", "", pages[0])
    told = subprocess.run(["pdfinfo", str(tmp_path / "brief.pdf")], check=True, capture_output=True, text=True).stdout
    assert re.search(r"Tagged:\s+yes", told)
