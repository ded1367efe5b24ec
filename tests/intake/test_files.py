"""Files and folders: what each format gives, and what is refused with which words."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guarantor.intake import Limits, Refusal, gather
from guarantor.model.report import Report

DIGEST = """---
outlet: The Gazette
published: 2031-05-06
url: https://gazette.example/bridge
title: "At the bridge: a count"
credit: Northern Press Agency
language: en
marking: TLP:GREEN
digest: true
facts: [A1, A2]
---

The Northern Command said that 40 lorries crossed.

The Southern Council denied it.
"""


def one(path: Path, **said: str) -> Report:
    found = list(gather([path], **said))
    assert len(found) == 1
    assert isinstance(found[0], Report), str(found[0])
    return found[0]


def refusal(path: Path | str, limits: Limits | None = None) -> str:
    found = list(gather([path], limits=limits))
    assert len(found) == 1
    assert isinstance(found[0], Refusal), found[0]
    return str(found[0])


def test_plain_text_is_kept_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    content = "  Two\r\nlines \u202bنص\u202c\t\n\n"
    path.write_bytes(content.encode())
    report = one(path, published="2031-05-06", outlet="The Gazette")
    assert report.text == content
    assert report.raw_sha256 == hashlib.sha256(content.encode()).hexdigest()
    assert report.signals == {"published": "given", "outlet": "given", "language": "assumed"}
    assert (report.location, report.published, report.media_type) == (path.as_posix(), "2031-05-06", "text/plain")


@pytest.mark.parametrize(
    ("data", "text", "note"),
    [
        ("They met.".encode("utf-8-sig"), "They met.", "utf-8-sig (by its byte order mark)"),
        ("Görüştüler.".encode("utf-16"), "Görüştüler.", "utf-16 (by its byte order mark)"),
        ("اجتمعوا".encode("utf-32"), "اجتمعوا", "utf-32 (by its byte order mark)"),
    ],
)
def test_byte_order_marks(tmp_path: Path, data: bytes, text: str, note: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    report = one(path)
    assert report.text == text
    assert report.notes == (f"decoded as {note}",)


ENCODED = {
    "cp1256": "قال وزير الخارجية يوم السبت إن الاجتماع سيعقد في العاصمة. وأضاف أن الوفود وصلت إلى المدينة.",
    "cp1255": "שר החוץ אמר ביום שבת כי הפגישה תתקיים בבירה. הוא הוסיף כי המשלחות הגיעו לעיר בערב.",
    "cp1252": "Le ministre a déclaré samedi que la réunion aurait lieu à l’hôtel. Les délégations sont arrivées.",
    "iso8859_2": "Zażółć gęślą jaźń, powiedział minister. Rozmowy trwały cały dzień i nie przyniosły wyniku.",
    "cp1254": "Bakan toplantının başkentte yapılacağını söyledi. Heyetlerin cuma akşamı ulaştığını da ekledi.",
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_other_encodings_are_told_by_the_text_or_refused(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(ENCODED[encoding].encode(encoding))
    (found,) = gather([path])
    if isinstance(found, Refusal):
        assert encoding in ("iso8859_2", "cp1254"), "code pages that differ in a few letters may stay open"
        assert "is not UTF-8" in found.found
    else:
        assert found.text == ENCODED[encoding]
        assert found.notes == (f"decoded as {encoding} (detected)",)


def test_too_few_letters_to_tell_an_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Çà".encode("cp1252"))
    assert "byte 0 is not UTF-8" in refusal(path)


def test_markdown_with_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "bridge.md"
    path.write_text(DIGEST)
    report = one(path, outlet="somebody", language="tr")
    assert report.text == "The Northern Command said that 40 lorries crossed.\n\nThe Southern Council denied it.\n"
    assert (report.outlet, report.published, report.url, report.title, report.credit, report.language) == (
        "The Gazette", "2031-05-06", "https://gazette.example/bridge", "At the bridge: a count",
        "Northern Press Agency", "en",
    )  # fmt: skip
    assert (report.marking, report.digest, report.media_type) == ("TLP:GREEN", True, "text/markdown")
    assert set(report.signals.values()) == {"front matter"}
    assert report.notes == (
        "outlet is 'The Gazette' by front matter, not 'somebody' as given for all sources",
        "language is 'en' by front matter, not 'tr' as given for all sources",
    )


def test_markdown_without(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# They met\n\n--- so it is said.\n")
    assert one(path).text == "# They met\n\n--- so it is said.\n"


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("outlet: [\n", ":3: front matter that is no YAML"),
        ("- a\n- b\n", ":2: front matter that is no list of `key: value` lines"),
        ("published: 2031-02-30\n", "published|day is out of range"),
        ("published: 2 May\n", "published (front matter): '2 May' is no date"),
        ("marking: secret\n", "marking 'secret'; use one of TLP:CLEAR"),
    ],
)
def test_front_matter_that_is_wrong(tmp_path: Path, head: str, words: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\n{head}---\nThey met.\n")
    said = refusal(path)
    assert any(word in said for word in words.split("|")), said


def test_front_matter_that_never_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\noutlet: x\n\nThey met.\n")
    assert ":1: front matter that never ends; close it" in refusal(path)


def test_keys_that_say_nothing_are_noted(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\noutlett: x\n---\nThey met.\n")
    assert one(path).notes == ("front matter has keys that say nothing here: outlett",)


def test_json_one_many_and_lines(tmp_path: Path) -> None:
    item = {"text": "They met.", "outlet": "The Gazette", "published": "2031-05-06", "url": "u", "title": None, "x": 1}
    (tmp_path / "a.json").write_text(json.dumps(item))
    report = one(tmp_path / "a.json")
    assert (report.text, report.outlet, report.published, report.url, report.title) == (
        "They met.", "The Gazette", "2031-05-06", "u", None,
    )  # fmt: skip
    (tmp_path / "b.json").write_text(json.dumps([item, {"body": "They left.", "source": "Bugle"}, {"title": "x"}]))
    found = list(gather([tmp_path / "b.json"]))
    assert [each.text for each in found if isinstance(each, Report)] == ["They met.", "They left."]
    assert str(found[2]).endswith(
        "b.json#3: an object without text; put the text under one of text, body, content, full_text, article, maintext"
    )
    (tmp_path / "c.jsonl").write_text('{"text": "One."}\n\n{broken\n"word"\n{"text": "Two.", "date": "2031-13-01"}\n')
    said = [each.text if isinstance(each, Report) else str(each) for each in gather([tmp_path / "c.jsonl"])]
    assert said[0] == "One."
    assert [each.split("/")[-1].split(";")[0] for each in said[1:]] == [
        "c.jsonl:3: no valid JSON (Expecting property name enclosed in double quotes)",
        "c.jsonl:4: str where an object was expected",
        "c.jsonl:5: published (the file): month must be in 1..12",
    ]


def test_json_with_what_no_text_can_hold(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"text": "half \\ud83d and \\u0000", "outlet": "A\\u0000B"}')
    report = one(path)
    assert report.text == "half \ufffd and \ufffd"
    assert report.outlet == "AB"
    assert report.notes == ("characters that no text can hold were replaced by U+FFFD",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[" * 100_000, "cannot be taken in|no valid JSON"),
        ('{"text": "a"', ":1: no valid JSON"),
        ("[]", "no object and no list of objects"),
        ("3", "no object and no list of objects"),
    ],
)
def test_json_that_is_wrong(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    said = refusal(path)
    assert any(word in said for word in words.split("|")), said


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"", "the file is empty"),
        ("a.txt", b" \n\t\n", "nothing but blanks"),
        ("a.md", b"---\noutlet: x\n---\n\n", "no text in it"),
        ("a.txt", b"%PDF-1.7 ...", "a PDF document, not text; give it the ending"),
        ("a.docx", b"PK\x03\x04....", "a damaged document"),
        ("a.png", b"\x89PNG\r\n", "a PNG picture"),
        ("record.db", b"SQLite format 3\x00", "an SQLite database"),
        ("a.txt", bytes(range(32)) * 9, "bytes that are no text"),
        ("a", b"\x00\x01\xff\xfe\x80", "bytes that are no text"),
        ("a.txt", b"\xff\xfe\x41", "not the utf-16 it says it is"),
    ],
)
def test_refusals(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    said = refusal(path)
    assert words in said
    assert said.startswith(path.as_posix())


def test_limits(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("They met. " * 20)
    assert "200 bytes, more than 100;" in refusal(path, Limits(file_bytes=100))
    assert "a text of 200 characters, more than the 50" in refusal(path, Limits(text_characters=50))
    (tmp_path / "b.md").write_text("---\na: b\n---\n" + "x" * 30)
    assert "front matter longer" in refusal(tmp_path / "b.md", Limits(front_matter_bytes=2))
    found = list(gather([tmp_path], limits=Limits(files=1)))
    assert str(found[-1]).endswith("more than 1 files; read it in parts")


def test_folders(tmp_path: Path) -> None:
    for name in ("b/two.txt", "a/one.txt", "c.txt", ".hidden/x.txt", "a/.secret.txt", "a/one.gold.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "empty").mkdir()
    (tmp_path / "case.yaml").write_text("process: bridge\n")
    (tmp_path / "NOTES").write_text("NOTES")
    found = [each.text if isinstance(each, Report) else str(each).split("/")[-1] for each in gather([tmp_path])]
    refused = "case.yaml: an ending '.yaml' that no reader knows; name the file itself to have it read as plain text"
    assert found == ["NOTES", "c.txt", refused, "a/one.txt", "b/two.txt"]
    assert one(tmp_path / "case.yaml").text == "process: bridge\n"
    assert "nothing to read in this folder" in refusal(tmp_path / "empty")
    assert "no such file or folder" in refusal(tmp_path / "nowhere")
    assert "an empty name" in refusal("")


def test_links_and_pipes_in_a_folder(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out.txt"
    inside.mkdir()
    outside.write_text("secret")
    (inside / "a.txt").symlink_to(outside)
    (inside / "b.txt").write_text("open")
    (inside / "c.txt").symlink_to(inside / "b.txt")
    os.mkfifo(inside / "d.txt")
    (inside / "e.txt").symlink_to(inside / "nothing")
    said = [each.text if isinstance(each, Report) else str(each).split("/")[-1] for each in gather([inside])]
    assert said == [
        "a.txt: a link that leads out of the folder; name its target itself", "open", "open",
        "d.txt: no regular file; name a file that can be read to its end",
        "e.txt: no regular file; name a file that can be read to its end",
    ]  # fmt: skip


def test_names_that_are_no_utf8(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("They met.")
    assert one(tmp_path).location == f"{tmp_path.as_posix()}/caf\\xe9.txt"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for data, kind in (
        (b"They met.", "text/plain"),
        (DIGEST.encode(), "text/markdown"),
        (b'{"text": "x"}', "application/json"),
    ):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        (report,) = gather(["-"])
        assert isinstance(report, Report)
        assert (report.location, report.media_type) == ("-", kind)


def test_a_date_that_does_not_exist_is_wrong_usage() -> None:
    with pytest.raises(ValueError, match="day is out of range"):
        gather([], published="2031-02-30")
    with pytest.raises(ValueError, match="is no date of the form"):
        gather([], published="yesterday")


def test_the_same_files_give_the_same_reports(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(DIGEST)
    (tmp_path / "b.txt").write_text("They met.")
    assert list(gather([tmp_path])) == list(gather([tmp_path]))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.one_of(
        st.binary(max_size=300),
        st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.text(st.sampled_from("<>&;/!-\"' =pabodyhtmlscri\n[]"), max_size=200).map(str.encode),
        st.text(st.sampled_from("-:\n &*!|>[]{}\"'ab0"), max_size=80).map(
            lambda text: f"---\n{text}\n---\nX.".encode()
        ),
        st.text(st.sampled_from('{}[]":,textnul0e-.\\'), max_size=80).map(str.encode),
    ),
    suffix=st.sampled_from([".txt", ".md", ".json", ".jsonl", ".html", ".odd", ""]),
)
def test_anything_is_a_report_or_a_refusal(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    found = list(gather([path]))
    assert found or suffix == ".jsonl", "something has to be said of every file"
    for each in found:
        assert isinstance(each, Report | Refusal)
        if isinstance(each, Report):
            assert each.text.strip()
            each.text.encode("utf-8")
