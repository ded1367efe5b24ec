"""Small documents of every format, made here, for tests to read and for the fuzzer to break."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage

BODY = "The Northern Command said on Monday that 40 lorries crossed the bridge."
DENIAL = "The Southern Council denied it in a statement that it sent on Tuesday."

PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><title>At the bridge | The Gazette</title><meta charset="utf-8">
<meta property="og:site_name" content="The Gazette"><meta property="article:published_time" content="2031-05-06T08:30:00Z">
<link rel="canonical" href="https://gazette.example/2031/05/06/bridge">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "At the bridge", "author": {{"name": "A. Writer"}}}}</script>
</head><body><nav><a href="/">Home</a></nav><article><h1>At the bridge</h1><p>ESTERLAND, May 6 (Agency) &mdash; {BODY}</p>
<p>{DENIAL} &ldquo;Not&nbsp;so&rdquo;, it said.<br>Nothing more.</p><table><tr><td>Monday<td>40</tr></table></article></body></html>
"""

RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Gazette</title><language>en</language>
<item><title>At the bridge</title><link>https://gazette.example/bridge</link><guid>g1</guid><dc:creator>A. Writer</dc:creator>
<pubDate>Tue, 06 May 2031 08:30:00 +0200</pubDate><description>A summary.</description>
<content:encoded><![CDATA[<p>{BODY}</p><p>{DENIAL}</p>]]></content:encoded></item>
<item><title>Later</title><link>/later</link><description>&lt;p&gt;They met &amp;amp; left.&lt;/p&gt;</description></item>
</channel></rss>"""

ATOM = f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>The Gazette</title><entry><title>At the bridge</title><id>urn:1</id><published>2031-05-06T08:30:00Z</published>
<link href="https://gazette.example/bridge"/><author><name>A. Writer</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{BODY}</p></div></content></entry></feed>"""


def mail(subject: str = "Bülten", *, attach: bool = True) -> bytes:
    """A mail of two forms with an attachment."""
    message = EmailMessage()
    message["From"] = "The Monitors <desk@monitors.example>"
    message["Date"] = "Tue, 06 May 2031 08:30:00 +0200"
    message["Subject"] = subject
    message["Message-ID"] = "<1@monitors.example>"
    message.set_content(f"{BODY}\n\n{DENIAL}\n")
    message.add_alternative(f"<p>{BODY}</p><p>{DENIAL}</p>", subtype="html")
    if attach:
        message.add_attachment(f"{DENIAL}\n", filename="note.txt")
    return message.as_bytes()


FORWARD = f"""From: Somebody <a@b.example>
To: c@d.example
Subject: Fwd: Bulletin
Date: Wed, 07 May 2031 10:00:00 +0000
Content-Type: text/plain; charset=utf-8

See below, it matters.

---------- Forwarded message ---------
From: The Monitors <desk@monitors.example>
Date: Tue, 6 May 2031 at 08:30
Subject: Bulletin 12
To: list@monitors.example

{BODY}

{DENIAL}
""".encode()


def zipped(members: Mapping[str, bytes], *, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members: Mapping[str, bytes], *, form: int = tarfile.PAX_FORMAT) -> bytes:
    """A tar archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, **parts: str) -> bytes:
    """A Word document of a body in WordprocessingML; other parts by their names in the folder ``word``."""
    members = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        "docProps/core.xml": '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/">'
        "<dc:title>A note</dc:title><dc:creator>A. Writer</dc:creator><t:created>2031-05-06T08:30:00Z</t:created>"
        "</c:coreProperties>",
        **{f"word/{name}.xml": f"<w:{name} {_W}>{xml}</w:{name}>" for name, xml in parts.items()},
    }
    return zipped({name: data.encode() for name, data in members.items()})


DOCX_BODY = (
    f"<w:p><w:r><w:t>{BODY[:20]}</w:t></w:r><w:r><w:t>{BODY[20:]}</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    "<w:p><w:del><w:r><w:delText>never</w:delText></w:r></w:del><w:ins><w:r><w:t>They met.</w:t></w:r></w:ins></w:p>"
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Monday</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>40</w:t></w:r></w:p></w:tc></w:tr>"
    "<w:tr><w:tc><w:p><w:r><w:t>Tuesday</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>31</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    f"<w:p><w:r><w:t>{DENIAL}</w:t></w:r></w:p>"
)
FOOTNOTES = "<w:footnote w:id='2'><w:p><w:r><w:t>By its own count.</w:t></w:r></w:p></w:footnote>"


def odt(body: str) -> bytes:
    """An OpenDocument text of a body."""
    ns = "urn:oasis:names:tc:opendocument:xmlns:"
    names = f'xmlns:office="{ns}office:1.0" xmlns:text="{ns}text:1.0" xmlns:table="{ns}table:1.0"'
    content = (
        f"<office:document-content {names}><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()}, how=0)


ODT_BODY = (
    f"<text:h>At the bridge</text:h><text:p>{BODY}<text:note text:note-class='footnote'><text:note-citation>1"
    "</text:note-citation><text:note-body><text:p>By its own count.</text:p></text:note-body></text:note></text:p>"
    "<table:table><table:table-row><table:table-cell><text:p>Monday</text:p></table:table-cell><table:table-cell>"
    "<text:p>40</text:p></table:table-cell></table:table-row></table:table>"
    f"<text:p>{DENIAL}<text:line-break/>End<text:s text:c='3'/>of<text:tab/>it.</text:p>"
)


def pdf(*pages: str, extra: str = "") -> bytes:
    """A PDF document with a line of text a page line; an empty page has no text."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for page in pages:
        lines = "".join(f"({line}) Tj 0 -14 Td " for line in page.replace("(", "").replace(")", "").split("\n") if line)
        stream = f"BT /F1 11 Tf 50 780 Td {lines}ET" if lines else ""
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        kids.append(len(objects) + 1)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R /Resources "
            f"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>"
    objects.append("<< /Title (A note) /Author (A. Writer) /CreationDate (D:20310506083000Z) >>")
    out, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    start = len(out) - len(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}")
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R {extra} >>"
    return (out + f"trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n").encode("latin-1")


def warc_record(kind: str, address: str, block: bytes, *, more: str = "") -> bytes:
    """One record of a web archive."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2031-05-07T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:1>\r\n{more}Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(body: bytes, kind: str = "text/html; charset=utf-8", *, status: str = "200 OK", more: str = "") -> bytes:
    """A web server's answer as an archive keeps it."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body


def warc() -> bytes:
    """A web archive: a request, a page, a picture, an error, a page in chunks compressed by gzip."""
    page = PAGE.encode()
    packed = gzip.compress(page, mtime=0)
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (packed[:100], packed[100:])) + b"0\r\n\r\n"
    at = "https://gazette.example"
    return (
        warc_record("warcinfo", "", b"software: x\r\n")
        + warc_record("request", f"{at}/a", b"GET /a HTTP/1.1\r\n\r\n")
        + warc_record("response", f"{at}/a", answer(page))
        + warc_record("response", f"{at}/b.png", answer(b"\x89PNG", "image/png"))
        + warc_record("response", f"{at}/c", answer(b"gone", status="404 Not Found"))
        + warc_record(
            "response", f"{at}/d", answer(chunked, more="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n")
        )
    )


CSV = f'title,body,date,url\nAt the bridge,"{BODY}\n{DENIAL}",2031-05-06,https://gazette.example/a\nNo text,,2031-05-07,\n'
JSONL = f'{{"text": "{BODY}", "date": "2031-05-06"}}\n{{"data": 1}}\n'


def samples() -> dict[str, bytes]:
    """A whole document of each format, by its ending."""
    page, note = PAGE.encode(), f"{BODY}\n".encode()
    inner = zipped({"a/page.html": page, "b.txt": note})
    return {
        ".txt": note,
        ".md": f"---\noutlet: The Gazette\npublished: 2031-05-06\n---\n{BODY}\n".encode(),
        ".html": page,
        ".rss": RSS.encode(),
        ".atom": ATOM.encode(),
        ".json": f'[{{"text": "{BODY}"}}, {{"title": "x"}}]'.encode(),
        ".jsonl": JSONL.encode(),
        ".csv": CSV.encode(),
        ".eml": mail(),
        ".mbox": b"From a@b Tue May  6 08:30:00 2031\n"
        + mail("One")
        + b"\n\nFrom a@b Tue May  6 08:31:00 2031\n"
        + FORWARD,
        ".docx": docx(DOCX_BODY, footnotes=FOOTNOTES),
        ".odt": odt(ODT_BODY),
        ".pdf": pdf(f"{BODY}\n{DENIAL}", "They met."),
        ".warc": warc(),
        ".warc.gz": gzip.compress(warc(), mtime=0),
        ".zip": zipped({"in.zip": inner, "c.html": page, "d.bin": b"x", "e.eml": mail()}),
        ".tar": tarred({"a.html": page, "b/c.txt": note, "x.zip": inner}),
        ".tar.gz": gzip.compress(tarred({"a.html": page}), mtime=0),
        ".txt.bz2": bz2.compress(note),
        ".txt.xz": lzma.compress(note),
    }
