"""The door as a whole: formats of third parties, memory, versions of an address, and what the readers say of themselves."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from guarantor.intake.readers import BUILT_IN, missing
from intake import samples as made

TINY = """
from guarantor.intake import Manifest
from guarantor.intake.metadata import Said, make_report

class Shouted:
    manifest = Manifest(name="shout", title="Shouts", suffixes=(".shout",), media_types=("text/x-shout",), help="a shout")

    def sniff(self, data):
        return data.startswith(b"SHOUT ")

    def read(self, piece, hints, limits):
        text = piece.data.decode().removeprefix("SHOUT ").capitalize()
        yield make_report(text, piece, Said(stated={"outlet": "The Square"}), hints, limits, media_type="text/x-shout")
"""


def run(code: str, *arguments: str, path: str = "", memory: int = 0) -> str:
    """What a program prints in a fresh interpreter, with a folder more on its path and a limit of memory."""
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))\n" if memory else ""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([path, *sys.path]), "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-c", limit + code, *arguments],
        capture_output=True,
        text=True,
        env=env,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_format_of_somebody_else(tmp_path: Path) -> None:
    """A distribution as an installer leaves it: a module, and a folder of metadata with its entry points."""
    site = tmp_path / "site"
    info = site / "guarantor_shout-1.0.dist-info"
    info.mkdir(parents=True)
    (site / "shouted.py").write_text(TINY)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: guarantor-shout\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[guarantor.formats]\nshout = shouted:Shouted\n")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.shout").write_text("SHOUT THEY MET")
    (folder / "b.zip").write_bytes(made.zipped({"c.shout": b"SHOUT THEY LEFT"}))
    code = (
        "import sys\nfrom guarantor.intake import gather\nfrom guarantor.cli import main\n"
        "for each in gather(sys.argv[1:]): print(each.location.rpartition('/in/')[2], each.text, each.outlet)\n"
        "main(['formats', '--format', 'json'], standalone_mode=False)\n"
    )
    first, second, named = run(code, str(folder), path=str(site)).split("\n", 2)
    assert first == "a.shout They met The Square"
    assert second == "b.zip!/c.shout They left The Square"
    assert json.loads(named)[0]["title"] == "Shouts"


def test_formats_of_others_that_do_not_load_disturb_no_other(tmp_path: Path) -> None:
    """A module that is not there, one that raises, and a class that is no reader: each is said, the rest is read."""
    info = tmp_path / "bad-1.0.dist-info"
    info.mkdir()
    (tmp_path / "raising.py").write_text("raise RuntimeError('an old version')\n")
    (tmp_path / "odd.py").write_text("class Odd:\n    pass\n")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: bad\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[guarantor.formats]\na = nowhere:X\nb = raising:X\nc = odd:Odd\n")
    (tmp_path / "a.txt").write_text("They met.")
    code = (
        "import sys\nfrom guarantor.intake import gather\nfrom guarantor.cli import main\n"
        "for each in gather(sys.argv[1:]): print(each.text)\n"
        "main(['formats'], standalone_mode=False)\n"
    )
    said = run(code, str(tmp_path / "a.txt"), path=str(tmp_path))
    assert said.startswith("They met.\n")
    assert "the reader 'a' cannot be loaded: ModuleNotFoundError: No module named 'nowhere'" in said
    assert "the reader 'b' cannot be loaded: RuntimeError: an old version" in said
    assert "the reader 'c' cannot be loaded: AttributeError: " in said


def test_memory_does_not_grow_with_an_archive(tmp_path: Path) -> None:
    """A compressed web archive is read by a process whose memory hardly moves after the first pages."""
    page = made.PAGE.replace("</article>", f"<p>{made.BODY}</p>" * 900 + "</article>").encode()
    path = tmp_path / "x.warc.gz"
    with gzip.open(path, "wb", compresslevel=1) as out:
        for number in range(40):
            out.write(made.warc_record("response", f"https://gazette.example/{number}", made.answer(page)))
    code = (
        "import sys\nfrom guarantor.intake import gather\ncount, early = 0, 0\n"
        "def peak():\n"
        " lines = open('/proc/self/status').read().splitlines()\n"
        " return int(next(line.split()[1] for line in lines if line.startswith('VmHWM')))\n"
        "for each in gather(sys.argv[1:]):\n count += 1\n"
        " if count == 10: early = peak()\n"
        "print(count, peak() // 1024, early // 1024)\n"
    )
    count, peak, early = map(int, run(code, str(path), memory=700 * 2**20).split())
    assert count == 40
    assert peak < 300
    assert peak - early < 30


def test_a_new_version_of_a_known_address_is_kept_beside_the_old(tmp_path: Path) -> None:
    from guarantor.case import init_case

    folder = tmp_path / "case"
    pages = tmp_path / "pages"
    pages.mkdir()
    with init_case(folder) as case:
        (pages / "a.html").write_text(made.PAGE)
        first = case.read([pages])
        (pages / "a.html").write_text(made.PAGE.replace("40 lorries", "31 lorries"))
        second = case.read([pages])
        (pages / "a.html").write_text(made.PAGE.replace("<nav>", "<nav>A new menu. "))
        third = case.read([pages])
        (old,) = first.added
        (new,) = second.added
        assert (second.new, second.versions, new.replaces) == (1, 1, old.report)
        assert any("40 lorries" in line for line in new.changes)
        texts = [report.text for report in case.record.reports()]
        assert sum("40 lorries" in text for text in texts) == sum("31 lorries" in text for text in texts) == 1
        assert third.known == 1, "what changes around the article makes no new version"


def test_a_text_without_reading_rules_waits_marked(tmp_path: Path) -> None:
    from guarantor.case import init_case

    (tmp_path / "a.txt").write_text(
        "Las partes dijeron que se reunirán en la capital el lunes, según un comunicado de la mesa."
    )
    (tmp_path / "b.txt").write_text(made.BODY)
    with init_case(tmp_path / "case") as case:
        summary = case.read([tmp_path / "a.txt", tmp_path / "b.txt"])
        kept = {Path(report.location).name: report for report in case.record.reports()}
        assert summary.waiting == 1
        assert any("it waits for a person" in note for _, note in summary.notes)
        assert kept["a.txt"].language == "es"
        assert kept["a.txt"].signals["language"].startswith("the text: ")
        assert kept["b.txt"].language == "en"


def test_what_the_readers_say_of_themselves() -> None:
    suffixes = [suffix for reader in BUILT_IN for suffix in reader.manifest.suffixes]
    assert len(set(suffixes)) == len(suffixes), "two readers claim one ending"
    for reader in BUILT_IN:
        manifest = reader.manifest
        assert manifest.title
        assert manifest.help
        assert manifest.media_types
        assert missing(reader) is None
    page = (Path(__file__).parents[2] / "docs" / "intake.md").read_text(encoding="utf-8")
    for reader in BUILT_IN:
        assert f"| {reader.manifest.title} | `{'` `'.join(reader.manifest.suffixes)}` |" in page, reader.manifest.title


def test_an_extra_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.util

    from guarantor.intake import Piece, take

    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "pypdfium2" else find(name))
    (found,) = take(Piece(data=made.pdf("They met."), location="a.pdf", suffix=".pdf"))
    assert str(found) == (
        "a.pdf: a PDF document, and pypdfium2 is not installed; pip install 'guarantor[pdf-in]', or save its text"
    )
