"""A brief as a Word document: plain Office Open XML with real footnotes, headings as styles, the marking on each page.

Written by hand, since a document of headings, paragraphs and footnotes needs no library. ECMA-376, parts 1 and 2. The
same brief gives the same bytes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from importlib.resources import files
from io import BytesIO
from xml.sax.saxutils import escape

from guarantor.briefing.citation import TEXT
from guarantor.briefing.marking import Marker, with_words
from guarantor.briefing.parts import Body, Note, Paragraph, Section, Sentence

MOMENT = (2000, 1, 1, 0, 0, 0)
"""The time of every part of the archive, so that nothing but the brief decides its bytes."""
SHORT = 12
"""So many letters of a digest stand on paper."""
THIN, BULLET = "\N{THIN SPACE}", "\N{EN DASH}"
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOT = f'xmlns:w="{_WORD}" xmlns:r="{_RELS}"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def docx(brief: Body) -> bytes:
    """The document's bytes."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _parts(brief):
            archive.writestr(zipfile.ZipInfo(name, MOMENT), text.encode("utf-8"), zipfile.ZIP_DEFLATED)
    return data.getvalue()


def _parts(brief: Body) -> Iterator[tuple[str, str]]:
    folder = files("guarantor.briefing").joinpath("data", "docx")
    for name, kept in (
        ("[Content_Types].xml", "content-types.xml"), ("_rels/.rels", "rels.xml"), ("word/styles.xml", "styles.xml"),
        ("word/_rels/document.xml.rels", "document-rels.xml"), ("word/settings.xml", "settings.xml"),
    ):  # fmt: skip
        yield name, folder.joinpath(kept).read_text(encoding="utf-8")
    yield "docProps/core.xml", _core(brief)
    yield "word/document.xml", _document(brief)
    yield "word/footnotes.xml", _footnotes(brief)
    yield "word/footer1.xml", _footer(brief)
    yield "word/header1.xml", f"{_HEAD}<w:hdr {_ROOT}>{_styled('Header', _run(brief.marking))}</w:hdr>"


def _document(brief: Body) -> str:
    marker = Marker(brief.wording)
    number = f"Brief {brief.number} · " if brief.number is not None else ""
    parts = [_styled("Title", _run(brief.title)), _styled("Subtitle", _run(f"{number}{brief.asked} · {brief.marking}"))]
    if brief.head_key:
        parts.append(_styled("Subtitle", _run(brief.head_key)))
    for section in (brief.minute, *brief.sections):
        parts.extend(_section(section, marker))
    parts.append(_styled("Subtitle", _run(brief.foot)))
    if brief.question:
        parts.append(_styled("Subtitle", _run(f"Asked: {brief.question}")))
    if brief.head:
        parts.append(_styled("Subtitle", _run(f"Record: {brief.head}")))
    page = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" '
        'w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )
    return f"{_HEAD}<w:document {_ROOT}><w:body>{''.join(parts)}{page}</w:body></w:document>"


def _section(section: Section, marker: Marker) -> Iterator[str]:
    yield _styled("Heading1", _run(section.heading))
    if not section.paragraphs:
        yield _styled("BodyText", _run(section.empty))
    for paragraph in section.paragraphs:
        bullet = _run(f"{BULLET} ") if paragraph.item else ""
        yield _styled("ListItem" if paragraph.item else "BodyText", bullet + _sentences(paragraph, marker))


def _sentences(paragraph: Paragraph, marker: Marker) -> str:
    return _run(" ").join(_sentence(sentence, marker) for sentence in paragraph.sentences)


def _sentence(sentence: Sentence, marker: Marker) -> str:
    words, signs = marker.mark(sentence.marks)
    lead = _run(f"{sentence.lead} ", bold=True) if sentence.lead else ""
    raised = _run(f"{signs}{THIN if sentence.notes else ''}", raised=True) if signs else ""
    notes = _run(" ", raised=True).join(
        _reference(number) if number in sentence.fresh else _again(number) for number in sentence.notes
    )  # fmt: skip
    return f"{lead}{_run(with_words(sentence.text, words))}{raised}{notes}"


def _reference(number: int) -> str:
    """The first reference to a footnote, as a bookmark that later ones lead to."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="_n{number}"/>'
        f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


def _again(number: int) -> str:
    """A second reference to a footnote: a field that shows its number and leads to it."""
    return (
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> NOTEREF _n{number} \\h </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{_run(str(number), raised=True)}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _footnotes(brief: Body) -> str:
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{id_}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
        for kind, id_, mark in (("separator", -1, "separator"), ("continuationSeparator", 0, "continuationSeparator"))
    )
    return f"{_HEAD}<w:footnotes {_ROOT}>{lines}{''.join(_footnote(note) for note in brief.notes)}</w:footnotes>"


def _footnote(note: Note) -> str:
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    text = f"{mark}{_run(' ')}{_run(note.citation.who, bold=True)}{_run(note_text(note))}"
    return f'<w:footnote w:id="{note.number}">{_styled("FootnoteText", text)}</w:footnote>'


def note_text(note: Note) -> str:
    """What a note says after who: chain, date, the words, the state of review, the address, the id."""
    cited = note.citation
    words = " ".join(cited.quote.split())
    if cited.review == TEXT:
        said = f", {cited.published or 'undated'}: {words} (the case's own files)"
    else:
        digest = " (words of a digest)" if cited.digest else ""
        review = "not reviewed" if cited.review == "proposed" else cited.review
        said = f", {cited.chain_text}, {cited.published or 'undated'}: “{words}”{digest}; {review}"
    return f"{said}. {cited.url or ''} {short_id(cited.claim)}"


def short_id(id_: str) -> str:
    """An id as a page on paper has room for it: a claim's with the first letters of its digest, enough to find it by.

    >>> short_id("claim:sha256:0123456789abcdef"), short_id("provision:aid")
    ('claim 0123456789ab', 'provision:aid')
    """
    kind, _, digest = id_.partition(":sha256:")
    return f"{kind} {digest[:SHORT]}" if digest else id_


def _footer(brief: Body) -> str:
    page = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    page += '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return f"{_HEAD}<w:ftr {_ROOT}>{_styled('Footer', _run(f'{brief.marking} · ') + page)}</w:ftr>"


def _core(brief: Body) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{_text(brief.title)}</dc:title>'
        f"<dc:creator>Guarantor</dc:creator><dc:language>en-GB</dc:language></cp:coreProperties>"
    )


def _styled(style: str, runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _run(text: str, *, bold: bool = False, raised: bool = False) -> str:
    rtl = "<w:rtl/>" if _RTL.match(text.strip()[:1] or " ") else ""
    how = ("<w:b/>" if bold else "") + ('<w:vertAlign w:val="superscript"/>' if raised else "") + rtl
    properties = f"<w:rPr>{how}</w:rPr>" if how else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{_text(text)}</w:t></w:r>'


def _text(text: str) -> str:
    """Text as XML may hold it."""
    return escape(_UNFIT.sub("\ufffd", text))
