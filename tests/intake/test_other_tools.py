"""Documents that other tools made on this machine: LibreOffice, qpdf, WeasyPrint, Wget, GNU tar and gzip, Info-ZIP, and
mails as the usual programs write them."""

from __future__ import annotations

import mailbox
import shutil
import subprocess
from collections.abc import Iterator
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from case.site import PAGE, serving
from conftest import need
from guarantor.intake import Refusal, gather
from guarantor.model.report import Report
from intake import samples as made

WRITTEN = (
    f"<html><head><title>At the bridge</title></head><body><h1>At the bridge</h1><p>{made.BODY}</p><p>{made.DENIAL}</p>"
    "<table><tr><td>Monday</td><td>40</td></tr></table></body></html>"
)


def run(*command: str | Path, cwd: Path) -> None:
    program = shutil.which(str(command[0]))
    need(program is not None, str(command[0]), f"on Debian and Ubuntu: apt-get install {command[0]}")
    subprocess.run([program or "", *command[1:]], cwd=cwd, check=True, capture_output=True, timeout=120)


def both(path: Path) -> tuple[list[Report], list[str]]:
    """The reports and the refusals of a file; that each place leads back is seen to."""
    found = list(gather([path]))
    reports = [each for each in found if isinstance(each, Report)]
    for report in reports:
        assert all(report.text[place.span[0] : place.span[1]].strip() for place in report.places)
    return reports, [each.found for each in found if isinstance(each, Refusal)]


# --- LibreOffice -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one text as LibreOffice saves it in each format."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "a.html").write_text(WRITTEN, encoding="utf-8")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    for kind in ("docx:MS Word 2007 XML", "odt:writer8"):
        run("soffice", profile, "--headless", "--writer", "--convert-to", kind, "a.html", cwd=folder)
    run("soffice", profile, "--headless", "--convert-to", "pdf", "a.odt", cwd=folder)
    return folder


@pytest.mark.parametrize("ending", ["docx", "odt", "pdf"])
def test_documents_by_libreoffice(office: Path, ending: str) -> None:
    (report,), refused = both(office / f"a.{ending}")
    assert refused == []
    assert report.title == "At the bridge"
    words = " ".join(report.text.split())
    assert f"{made.BODY} {made.DENIAL}" in words
    assert words.count("Monday") == 2
    assert report.place_of(report.text.index("40 lorries")) is not None


# --- PDF: WeasyPrint and qpdf ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    weasyprint = pytest.importorskip("weasyprint")
    path = tmp_path_factory.mktemp("printed") / "plain.pdf"
    path.write_bytes(weasyprint.HTML(string=WRITTEN).write_pdf())
    return path


@pytest.mark.parametrize(
    "how",
    [["--linearize"], ["--object-streams=generate"], ["--object-streams=disable", "--qdf"],
     ["--encrypt", "", "secret", "256", "--"], ["--pages", ".", "1", ".", "1", "--"]],
    ids=["linearised", "object streams", "plain objects", "no password to read", "two pages"],
)  # fmt: skip
def test_documents_rewritten_by_qpdf(printed: Path, tmp_path: Path, how: list[str]) -> None:
    run("qpdf", *how, printed, "out.pdf", cwd=tmp_path)
    (plain,), _ = both(printed)
    (report,), refused = both(tmp_path / "out.pdf")
    assert refused == []
    assert set(plain.text.split()) == set(report.text.split())
    assert len(report.places) == (2 if "--pages" in how else 1)


def test_documents_locked_by_qpdf(printed: Path, tmp_path: Path) -> None:
    run("qpdf", "--encrypt", "open", "secret", "256", "--", printed, "out.pdf", cwd=tmp_path)
    reports, (refused,) = both(tmp_path / "out.pdf")
    assert reports == []
    assert "encrypted" in refused


def test_a_right_to_left_page_printed_by_chromium(chromium: str, tmp_path: Path) -> None:
    """Words that the first extractor has backwards are turned; a page that it jumbles is for a person."""
    said = "قالت وزارة الصحة يوم الاثنين إن 236 شخصا قتلوا و 600 أصيبوا منذ 11 أكتوبر"
    page = f"<html dir=rtl lang=ar><head><meta charset=utf-8></head><body><p>{said}.</p></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    run(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--print-to-pdf=a.pdf",
        "a.html", cwd=tmp_path)  # fmt: skip
    (report,), refused = both(tmp_path / "a.pdf")
    assert refused == []
    whole = set(said.split()) <= set(report.text.replace(".", " ").split())
    assert whole or "two extractors differ on most of its words; a person has to look at the page" in str(report.notes)


# --- web archives: Wget ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A site as Wget saves it, and the site's address."""
    folder = tmp_path_factory.mktemp("crawled")
    with serving() as site:
        for number in range(3):
            site.page(f"/day/{number}", f"Day {number}", f"On day {number} {made.BODY}")
        site.pages["/moved"] = 404
        site.pages["/picture.png"] = b"\x89PNG\r\n\x1a\n" + bytes(50)
        site.kinds["/picture.png"] = "image/png"
        wanted = [*(f"/day/{number}" for number in range(3)), "/moved", "/picture.png", "/day/1"]
        (folder / "list").write_text("".join(f"{site.address}{path}\n" for path in wanted))
        for name, more in (("packed", []), ("plain", ["--no-warc-compression"])):
            command = ["wget", "-q", f"--warc-file={name}", "--delete-after", "-i", "list", *more]
            need(shutil.which("wget") is not None, "wget", "on Debian and Ubuntu: apt-get install wget")
            subprocess.run(command, cwd=folder, check=False, timeout=60)  # it ends with 8 where a page is not there
        return folder, site.address


@pytest.mark.parametrize("name", ["packed.warc.gz", "plain.warc"])
def test_a_web_archive_by_wget(crawled: tuple[Path, str], name: str) -> None:
    folder, site = crawled
    reports, refused = both(folder / name)
    assert sorted({report.url or "" for report in reports}) == [f"{site}/day/{number}" for number in range(3)]
    assert all(f"On day {report.url[-1:]}" in report.text for report in reports if report.url)
    assert any("answer 404" in each for each in refused)
    assert any("image/png" in each for each in refused)


# --- archives --------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files with a long name, a foreign one and one beside a link."""
    inside = tmp_path / "in"
    (inside / ("long" * 30)).mkdir(parents=True)
    (inside / ("long" * 30) / ("name" * 30 + ".txt")).write_text(made.BODY)
    (inside / "تقرير.txt").write_text(made.DENIAL, encoding="utf-8")
    (inside / "link.txt").symlink_to("/etc/passwd")
    return tmp_path


@pytest.mark.parametrize("form", ["gnu", "pax", "oldgnu", "posix"])
@pytest.mark.parametrize("packing", ["", "--gzip", "--bzip2", "--xz"])
def test_archives_by_tar(folder: Path, form: str, packing: str) -> None:
    name = "x.tar" + {"": "", "--gzip": ".gz", "--bzip2": ".bz2", "--xz": ".xz"}[packing]
    run("tar", f"--format={form}", *([packing] if packing else []), "-cf", name, "in", cwd=folder)
    reports, refused = both(folder / name)
    assert sorted(report.text for report in reports) == sorted([made.BODY, made.DENIAL])
    assert any(report.location.endswith("تقرير.txt") for report in reports)
    assert refused == ["a symbolic link, not a file"]


@pytest.mark.parametrize(
    "how", [["-r"], ["-r", "-0"], ["-r", "-y"], ["-r", "-fz"]], ids=["deflated", "stored", "links", "zip64"]
)
def test_archives_by_zip(folder: Path, how: list[str]) -> None:
    run("zip", "-q", *how, "x.zip", "in", cwd=folder)
    reports, refused = both(folder / "x.zip")
    texts = [report.text for report in reports]
    assert {made.BODY, made.DENIAL} <= set(texts)
    assert refused == (["a link or a device, not a file"] if "-y" in how else [])


# --- mails -----------------------------------------------------------------------------------------------------------

SMART = made.BODY.replace("40", "“40”")
EDGE = "----=_NextPart_000_0001_01D00000.00000000"
OUTLOOK = f"""From: =?windows-1252?Q?The_Desk?= <desk@monitors.example>
To: <list@monitors.example>
Subject: RE: Bulletin
Date: Tue, 6 May 2031 10:30:00 +0200
MIME-Version: 1.0
X-Mailer: Microsoft Outlook 16.0
Thread-Index: AdX=
Content-Type: multipart/mixed; boundary="{EDGE}"

This is a multipart message in MIME format.

--{EDGE}
Content-Type: text/plain;
\tcharset="windows-1252"
Content-Transfer-Encoding: quoted-printable

{SMART.replace("“", "=93").replace("”", "=94")}=20

--{EDGE}
Content-Type: application/ms-tnef;
\tname="winmail.dat"
Content-Transfer-Encoding: base64
Content-Disposition: attachment;
\tfilename="winmail.dat"

eJ8+IgAA

--{EDGE}--
""".replace("\n", "\r\n").encode()
FLOWED = f"""From: Ada <ada@monitors.example>
Subject: Bulletin
Date: Tue, 06 May 2031 08:30:00 +0000
User-Agent: Mozilla Thunderbird
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8; format=flowed
Content-Transfer-Encoding: 8bit

{made.BODY[:40]} \n{made.BODY[40:]}
""".encode()
APPLE = f"""From: Ada <ada@monitors.example>
Mime-Version: 1.0 (Mac OS X Mail 16.0)
Subject: =?utf-8?B?QsO8bGxldGlu?=
Date: Tue, 6 May 2031 10:30:00 +0200
X-Mailer: Apple Mail (2.3700)
Content-Type: multipart/alternative;
\tboundary="Apple-Mail=_1"


--Apple-Mail=_1
Content-Transfer-Encoding: quoted-printable
Content-Type: text/plain;
\tcharset=utf-8

{made.BODY[:60]}=
{made.BODY[60:]}

--Apple-Mail=_1
Content-Transfer-Encoding: 7bit
Content-Type: text/html;
\tcharset=us-ascii

<html><body><div>{made.BODY}</div></body></html>
--Apple-Mail=_1--
""".encode()


@pytest.mark.parametrize(
    ("mail", "words", "subject"),
    [(OUTLOOK, SMART, "RE: Bulletin"), (FLOWED, made.BODY, "Bulletin"), (APPLE, made.BODY, "Bülletin")],
    ids=["Outlook", "Thunderbird", "Apple Mail"],
)
def test_mails_by_programs(tmp_path: Path, mail: bytes, words: str, subject: str) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(mail)
    (report, *_), _ = both(path)
    assert words in " ".join(report.text.split())
    assert report.title == subject
    assert (report.published or "").startswith("2031-05-06")


def mails() -> Iterator[EmailMessage]:
    for number in range(3):
        mail = EmailMessage(policy=SMTP)
        mail["From"] = Address("Ada", "ada", "monitors.example")
        mail["Subject"] = f"Bulletin {number}"
        mail["Date"] = "Tue, 06 May 2031 08:30:00 +0200"
        mail.set_content(f"{made.BODY}\n\nFrom the south nothing was heard on day {number}.\nFrom {number} on.\n")
        yield mail


def test_a_mail_box_by_the_standard_library(tmp_path: Path) -> None:
    """Lines that begin with "From " are marked in such a box, and are no mails of their own."""
    box = mailbox.mbox(str(tmp_path / "x.mbox"))
    for mail in mails():
        box.add(mail)
    box.close()
    reports, refused = both(tmp_path / "x.mbox")
    assert refused == []
    assert [report.title for report in reports] == [f"Bulletin {number}" for number in range(3)]
    assert all("\nFrom the south nothing was heard" in report.text for report in reports)


def test_a_page_that_a_browser_saved(tmp_path: Path) -> None:
    """With the address in a remark, as browsers write it, and in one file with its pictures."""
    page = PAGE.format(title="Terms", text="The two sides agreed on terms.")
    page = page.replace("<head>", "<head><!-- saved from url=(0029)https://gazette.example/terms -->")
    page = page.replace("<article>", f'<article><img src="data:image/png;base64,{"A" * 200_000}">')
    (tmp_path / "a.html").write_text(page)
    (report,), _ = both(tmp_path / "a.html")
    assert "The two sides agreed on terms." in report.text
    assert "AAAA" not in report.text
