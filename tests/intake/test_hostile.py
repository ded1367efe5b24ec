"""Files that are broken or mean harm: each a line with its reason, within time and memory, nothing else disturbed."""

from __future__ import annotations

import gzip
import io
import os
import stat
import struct
import subprocess
import sys
import tarfile
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from guarantor.intake import Limits, Piece, Refusal, gather, take
from guarantor.intake.meter import Meter
from guarantor.intake.pdf.confined import Confined
from guarantor.intake.refusal import UnreadableError
from guarantor.model.report import Report
from intake import samples as made

NOTE = b"They met at the bridge."


def lines(ending: str, data: bytes, limits: Limits | None = None) -> list[str]:
    """What is said of a document: its reports' texts, and the refusals."""
    found = take(Piece(data=data, location=f"a{ending}", suffix=ending), limits=limits)
    return [each.text if isinstance(each, Report) else str(each) for each in found]


def one(ending: str, data: bytes, limits: Limits | None = None) -> str:
    (line,) = lines(ending, data, limits)
    return line


# --- too much --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", [".txt", ".html", ".md", ".json", ".eml", ".pdf", ".docx", ".rss"])
def test_two_gigabytes_are_refused_at_once(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    with path.open("wb") as file:
        file.write(b"From a\n")
        file.truncate(2 * 2**30)
    start = time.process_time()
    (found,) = gather([path])
    assert time.process_time() - start < 1.0
    assert "2,147,483,648 bytes, more than 67,108,864" in str(found)


@pytest.mark.parametrize("ending", [".jsonl", ".mbox", ".tar", ".zip", ".gz"])
def test_two_gigabytes_of_nothing_in_a_streamed_format(tmp_path: Path, ending: str) -> None:
    """Read in a process that may take 600 MB: it says a line and ends."""
    path = tmp_path / f"a{ending}"
    with path.open("wb") as file:
        file.write({".gz": gzip.compress(NOTE), ".mbox": b"From a Tue May  6 08:30:00 2031\n"}.get(ending, b"a"))
        file.truncate(2 * 2**30)
    code = (
        "import resource, sys\nresource.setrlimit(resource.RLIMIT_AS, (600 * 2**20,) * 2)\n"
        "from guarantor.intake import gather\nfor each in gather(sys.argv[1:]): print(str(each)[:300])\n"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, timeout=60, check=True, env=env
    )
    assert done.stdout.count("\n") >= 1, done.stderr


def test_a_zip_bomb() -> None:
    zeros = b"0" * 12_000_000
    limits = Limits(unpacked_bytes=20_000_000, ratio=10)
    said = lines(".zip", made.zipped({f"{n}.txt": zeros for n in range(5)}), limits)
    assert "that unpack to more than 20,000,000" in said[-1]
    assert len(said) <= 2


def test_a_zip_bomb_in_zip_files() -> None:
    data = made.zipped({"a.txt": b" " * 4_000_000 + NOTE})
    for level in range(6):
        data = made.zipped({f"{level}{n}.zip": data for n in range(4)})
    start = time.process_time()
    said = lines(".zip", data, Limits(unpacked_bytes=20_000_000))
    assert all("packed more than 4 times over" in each or "unpack to more than" in each for each in said)
    assert time.process_time() - start < 5


def test_members_that_lie_over_one_another() -> None:
    """The quoted-overlap bomb's way: many entries of the directory that share one stretch of the file."""
    whole = bytearray(made.zipped({"a.txt": b"1" * 2_000_000}))
    at = whole.index(b"PK\x01\x02")
    end = whole.index(b"PK\x05\x06")
    entry = bytes(whole[at:end])
    body = whole[:at] + entry * 200
    body += struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 200, 200, len(entry) * 200, at, 0)
    said = lines(".zip", bytes(body), Limits(unpacked_bytes=20_000_000))
    assert "unpack to more than" in said[-1] or all("damaged" in each for each in said[1:])


@pytest.mark.parametrize("kind", [".gz", ".xz", ".bz2"])
def test_compression_bombs(kind: str) -> None:
    import bz2
    import lzma

    data = {".gz": gzip.compress, ".xz": lzma.compress, ".bz2": bz2.compress}[kind](b"0" * 25_000_000)
    assert "unpack to more than 20,000,000" in one(f".txt{kind}", data, Limits(unpacked_bytes=20_000_000))
    assert "more than 1,000,000 bytes" in one(f".txt{kind}", data, Limits(file_bytes=1_000_000))
    assert "unpack to more than 10,000,000" in one(f".jsonl{kind}", data, Limits(unpacked_bytes=10_000_000))


def test_a_bomb_in_a_web_archive() -> None:
    body = zlib.compress(b"0" * 50_000_000)
    data = made.warc_record("response", "https://a.example/", made.answer(body, more="Content-Encoding: deflate\r\n"))
    said = lines(".warc", data + made.warc_record("response", "https://a.example/b", made.answer(NOTE, "text/plain")),
                 Limits(file_bytes=1_000_000))  # fmt: skip
    assert said == [
        "a.warc!/https://a.example/: more than 1,000,000 bytes; save what you need of it", NOTE.decode(),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>',
        '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&a;</title></item></channel></rss>',
        '<!DOCTYPE r [<!ENTITY % a SYSTEM "http://127.0.0.1:1/x">%a;]><rss><channel><item><title>x</title></item></channel></rss>',
    ],
)
def test_entities(xml: str) -> None:
    assert "declares entities" in one(".rss", xml.encode())
    word = made.zipped({"word/document.xml": xml.encode()})
    assert "declares entities" in one(".docx", word)


def test_an_outside_document_type_is_not_fetched() -> None:
    xml = (
        '<!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss><channel><item><title>They met.</title></item></channel></rss>'
    )
    assert one(".rss", xml.encode()) == "They met."


def test_deep_nesting() -> None:
    assert "nested deeper" in one(".rss", b"<rss>" + b"<a>" * 100_000)
    assert "JSON that cannot be taken in" in one(".json", b'{"a":' * 100_000) or "no valid JSON" in one(
        ".json", b"[" * 10
    )
    start = time.process_time()
    assert one(".html", b"<html><body>" + b"<div>" * 200_000 + b"<p>They met.") == "They met."
    assert time.process_time() - start < 5
    mail = b"Subject: x\n"
    for number in range(300):
        mail += b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (number, number)
    assert "parts" in one(".eml", mail + b"\nx")
    inner = made.FORWARD
    for _ in range(8):
        inner = (
            b'Subject: x\nContent-Type: message/rfc822\nContent-Disposition: attachment; filename="a.eml"\n\n' + inner
        )
    assert any("They" in each or "bridge" in each or "packed" in each for each in lines(".eml", inner))


@pytest.mark.parametrize(
    "markup",
    [b"<a " * 300_000, b"<a x='" * 200_000, b'<a "<a "' * 100_000, b"<!--" * 200_000, b"<script>" * 100_000, b"&#" * 400_000,
     b"<p>" * 50_000, b"</p>" * 100_000, b"<" * 1_000_000, b"<title>" * 50_000, b"&a" * 400_000, b"<a b=\"" + b"<" * 500_000,
     b"<p class='" + b"ad " * 200_000 + b"'>x", b" \n" * 500_000 + b"x", b"<table>" + b"<tr><td>x" * 20_000,
     b'<img src="' + b"A" * 5_000_000, b'<a x="A' * 200_000, (b'<img src="' + b"A" * 100_000) * 40,
     b"<a " + b'"x"' * 500_000, b'<a "' + b'x"y' * 500_000, b"<a x='\"" * 100_000],
)  # fmt: skip
def test_markup_that_makes_parsers_slow(markup: bytes) -> None:
    start = time.process_time()
    lines(".html", b"<html><body><p>They met." + markup)
    assert time.process_time() - start < 8


def test_a_mail_with_a_huge_head() -> None:
    assert "a mail's head of more than" in one(".eml", b"Subject: " + b"x" * 3_000_000 + b"\n\nThey met.")
    (report,) = take(Piece(data=b"Subject: " + b"x " * 100_000 + b"\n\nThey met.\n", location="a", suffix=".eml"))
    assert isinstance(report, Report)
    assert len(report.title or "") <= 1000


# --- broken ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "ending", [".docx", ".odt", ".zip", ".pdf", ".warc", ".warc.gz", ".tar", ".tar.gz", ".txt.xz", ".txt.bz2", ".rss"]
)
def test_truncated_files(ending: str) -> None:
    data = made.samples()[ending]
    for share in (0.1, 0.25) if ending == ".tar" else (0.2, 0.5, 0.8):
        said = lines(ending, data[: int(len(data) * share)])
        assert any("; " in each and "a." in each for each in said), "cut off, and nothing was said of it"


def test_an_encrypted_zip_member() -> None:
    data = bytearray(made.zipped({"a.txt": NOTE, "b.txt": NOTE}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    assert lines(".zip", bytes(data)) == [
        "a.zip!/a.txt: encrypted; unpack it with its password, and read that",
        NOTE.decode(),
    ]


def test_an_encrypted_pdf() -> None:
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(made.pdf("They met.")))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert "an encrypted PDF document; save it without a password" in one(".pdf", out.getvalue())


def test_a_scanned_page_beside_others() -> None:
    """A page whose only content is a picture is refused by its number; the rest is read."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (60, 60), "gray").save(out, "PDF")
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(made.pdf("They met at the bridge.")))
    writer.append(io.BytesIO(out.getvalue()))
    both = io.BytesIO()
    writer.write(both)
    said = lines(".pdf", both.getvalue())
    assert said[0] == "They met at the bridge."
    assert "page 2 of 2 without text (scanned?)" in said[1]
    assert "a scanned document: its pages are pictures" in one(".pdf", out.getvalue())


def test_pdf_bombs_end_with_their_process() -> None:
    """A stream of gigabytes of zeros: the process that takes it apart has less memory, and the next document is read."""
    bomb = zlib.compress(zlib.compress(b"0" * 400_000_000, 1), 9)
    data = made.pdf("They met.").replace(
        b"<< /Length", b"<< /Filter [/FlateDecode /FlateDecode] /Length %d >>\nstream\n%s\nendstream\nendobj\n9 0 obj\n<< /Old"
        % (len(bomb), bomb), 1,
    )  # fmt: skip
    start = time.monotonic()
    said = lines(".pdf", data, Limits(pdf_seconds=2.0, pdf_memory=400 * 2**20))
    assert time.monotonic() - start < 40
    assert all("a.pdf" in each for each in said)
    assert one(".pdf", made.pdf("They met.")) == "They met."


def test_a_process_that_dies_or_hangs_is_replaced(tmp_path: Path) -> None:
    confined = Confined()
    confined.take_apart(made.pdf("They met."), Limits())
    process = confined._process
    assert process is not None
    process.kill()
    process.wait()
    assert confined.take_apart(made.pdf("They met."), Limits())["pages"][0]["text"]
    with pytest.raises(UnreadableError, match="takes more than 0 seconds"):
        confined.take_apart(made.pdf("They met."), Limits(pdf_seconds=0.0))
    confined.close()


def test_pdf_pages_in_a_circle() -> None:
    data = (
        made.pdf("They met.", "They left.")
        .replace(b"/Parent 2 0 R", b"/Parent 4 0 R")
        .replace(b"/Kids [4 0 R", b"/Kids [2 0 R")
    )
    assert lines(".pdf", data)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("../evil.txt", "a name that leads out"), ("/etc/evil.txt", "a name that leads out"), ("a/../../b.txt", "leads out"),
        ("C:\\evil.txt", "a name that leads out"), ("..\\evil.txt", "a name that leads out"), ("__MACOSX/._a.txt", "left there"),
        ("a.exe", "an ending '.exe' that no reader knows"), ("a\x1b[31m\u202e.txt", "They met"),
    ],
)  # fmt: skip
def test_names_in_archives(name: str, words: str) -> None:
    for ending, data in ((".zip", made.zipped({name: NOTE})), (".tar", made.tarred({name: NOTE}))):
        (found,) = take(Piece(data=data, location=f"a{ending}", suffix=ending))
        assert words in (found.text if isinstance(found, Report) else str(found))
        assert "\x1b" not in found.location
        assert "\u202e" not in found.location


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (tarfile.SYMTYPE, "a symbolic link"), (tarfile.LNKTYPE, "a hard link"), (tarfile.CHRTYPE, "a device"),
        (tarfile.BLKTYPE, "a device"), (tarfile.FIFOTYPE, "a pipe"),
    ],
)  # fmt: skip
def test_links_and_devices_in_tar(kind: bytes, words: str) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("a.txt")
        info.type, info.linkname = kind, "/etc/passwd"
        archive.addfile(info)
        good = tarfile.TarInfo("b.txt")
        good.size = len(NOTE)
        archive.addfile(good, io.BytesIO(NOTE))
    refused, read = lines(".tar", out.getvalue())
    assert f"a.tar!/a.txt: {words}, not a file" in refused
    assert read == NOTE.decode()


def test_a_symbolic_link_in_a_zip() -> None:
    info = zipfile.ZipInfo("a.txt")
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert "a link or a device, not a file" in one(".zip", out.getvalue())


def test_a_tar_whose_sizes_lie() -> None:
    whole = bytearray(made.tarred({"a.txt": NOTE}))
    whole[124:136] = b"77777777777\0"
    whole[148:156] = b"%06o\0 " % (sum(whole[:148]) + 8 * 32 + sum(whole[156:512]))
    assert "more than 67,108,864 bytes" in lines(".tar", bytes(whole))[0]
    assert "breaks off" in lines(".tar", bytes(whole))[-1]


def test_an_endless_list_of_members() -> None:
    data = made.zipped({f"{n}.txt": b"x" for n in range(50)})
    assert "more than 20 members" in lines(".zip", data, Limits(members=20))[-1]
    assert (
        "more than 20 members"
        in lines(".tar", made.tarred({f"{n}.txt": b"x" for n in range(50)}), Limits(members=20))[-1]
    )


# --- odd texts -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "label", ["utf-7", "unicode_escape", "rot13", "zlib", "idna", "undefined", "punycode", "x" * 500]
)
def test_charsets_that_are_none(label: str) -> None:
    page = f"<html><meta charset='{label}'><body><p>They met. ".encode() + b"\xe7\xe9"
    assert "it says it is" in one(".html", page) or "is not UTF-8" in one(".html", page)


def test_a_wrong_charset_label() -> None:
    arabic = "قال الوزير إن الاجتماع سيعقد"
    assert one(".html", f"<html><meta charset='windows-1256'><body><p>{arabic}".encode()) == arabic, (
        "UTF-8 shows itself"
    )
    assert "not the utf-8 it says it is" in one(
        ".html", f"<html><meta charset='utf-8'><body><p>{arabic}".encode("cp1256")
    )
    assert one(".html", "<html><meta charset='iso-8859-1'><body><p>“So”, it said.".encode("cp1252")) == "“So”, it said."


def test_mixed_encodings() -> None:
    assert "byte 4 is not UTF-8" in one(".txt", "Görüşme".encode()[:5] + b"\xfe" + "قال".encode())
    said = lines(".jsonl", b'{"text": "One."}\n{"text": "\xe7\xe9\xfe"}\n{"text": "Two."}\n')
    assert said[0] == "One."
    assert said[2] == "Two."
    assert said[1].startswith("a.jsonl:2: ")
    part = "Die Mission sagte, drüben sei es ruhig. ".encode() * 3 + "Müller grüßt. ".encode("cp1252") * 3
    assert "mixed encodings" in one(".txt", part), "a code page would read all of it, and the first half wrongly"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Её представитель ещё раз подтвердил это.", "cp1251"),
        ("Её представитель ещё раз подтвердил это.", "koi8_r"),
        ("قال الوزير إن الاجتماع سيعقد", "cp1256"),
        ("该部周日表示，四十辆卡车已通过北门，没有人受伤。", "gb18030"),
        ("報道官は改めてこれを確認した。", "shift_jis"),
        ("報道官は改めてこれを確認した。", "euc_jp"),
        ("국방부는 일요일 트럭 사십 대가 북문을 통과했다.", "euc_kr"),
    ],
)
def test_one_encoding_is_not_called_mixed(text: str, encoding: str) -> None:
    assert "mixed" not in one(".txt", (text * 5).encode(encoding))


def test_control_characters() -> None:
    assert one(".html", b"<html><body><p>They\x00 met\x07 at\x1b the bridge.") == "They met at the bridge."
    (report,) = take(Piece(data=b"Subject: a\x07\x1b[31mb\nFrom: \x00x\n\nThey met.\n", location="a", suffix=".eml"))
    assert isinstance(report, Report)
    assert report.title == "a [31mb"
    assert "bytes that are no text" in one(".txt", b"\x01\x02\x03\x04\x05\x06 text")


@pytest.mark.parametrize(
    "value", ["Mon, 99 Foo 0000 99:99:99 +9999", "x" * 5000, "0", "\x00", "1 Jan 99999999999999999999"]
)
def test_malformed_dates_stay_open(value: str) -> None:
    data = f"Subject: x\nDate: {value}\n\nThey met.\n".encode()
    (report,) = take(Piece(data=data, location="a", suffix=".eml"))
    assert isinstance(report, Report)
    assert report.published is None


def test_a_reader_that_stumbles_disturbs_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from guarantor.intake import readers

    class Broken:
        manifest = readers.PLAIN.manifest

        def sniff(self, data: bytes) -> bool:
            return False

        def read(self, *_: object) -> list[Report]:
            raise ZeroDivisionError("nobody thought of it")

    (tmp_path / "a.txt").write_bytes(NOTE)
    (tmp_path / "b.html").write_text(made.PAGE)
    monkeypatch.setattr(readers, "readers", lambda: (Broken(), *readers.BUILT_IN))
    refused, read = gather([tmp_path])
    assert isinstance(refused, Refusal)
    assert "the reader stumbled over it (ZeroDivisionError: nobody thought of it)" in str(refused)
    assert isinstance(read, Report)


def test_nothing_is_written_to_a_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for ending, data in made.samples().items():
        lines(ending, data)
    assert list(tmp_path.iterdir()) == []


def test_a_meter_is_shared_by_all_that_is_packed_in_a_source() -> None:
    meter = Meter.of(100, least=10, ratio=3)
    assert meter.most == 300
    meter.spend(300)
    with pytest.raises(UnreadableError, match="100 bytes that unpack to more than 300"):
        meter.spend(1)


@pytest.mark.parametrize(
    "address", ["https://[", "https://a]b/", "https://a..b/", "http://\ud800/", "http://" + "a" * 500, "https:///x"]
)
def test_addresses_that_are_none(address: str) -> None:
    page = f"<html><link rel=canonical href='{address}'><body><p>They met.".encode("utf-8", "replace")
    for url in (None, address, "https://gazette.example/"):
        (found,) = take(Piece(data=page, location="a", suffix=".html", url=url))
        assert isinstance(found, Report), found
