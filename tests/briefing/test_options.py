"""Every option with every other, on the small case that a new one begins as: each brief holds, and no marking leaks."""

from __future__ import annotations

import itertools
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from guarantor.case import Case, init_case, open_case
from guarantor.case.checking import check_brief

REPORTS = {
    "open.md": (
        "TLP:CLEAR",
        "The River Front released the last 18 captured soldiers on Saturday, the River Front Council said. The Front denied "
        "holding any more soldiers. Foreign Minister Maja Lind said that Northland would not discuss the line before all "
        "soldiers are back. The Front Council said the line had to be as on map 2.",
    ),
    "kept.md": (
        "TLP:AMBER",
        "The River Front released 3,777 captured soldiers on Saturday, the Joint Commission said. Foreign Minister Maja Lind "
        "said that the line had to be moved seventeen miles.",
    ),
}
SECRET = ("3,777", "seventeen miles")
MEETING = (None, "harbour-talks")
LENGTH = ("minute", "page", "full")
ACCOUNTS = ((), ("front", "northland"))
ISSUES = ((), ("line",))
REVIEWED = (False, True)
MARKING = ("TLP:CLEAR", "TLP:AMBER")
FORMS = (".md", ".html", ".docx", ".md", ".html")
TIMES = ({"as_of": "2031-05-31"}, {"since": "2031-03-11", "as_of": "2031-03-18", "published_by": "2031-03-16"})


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    folder = tmp_path_factory.mktemp("options") / "case"
    init_case(folder).close()
    for name, (marking, text) in REPORTS.items():
        head = f"outlet: Lakeside Wire\npublished: 2031-03-15\nlanguage: en\nmarking: {marking}\n"
        (folder / "reports" / name).write_text(f"---\n{head}---\n{text}\n", encoding="utf-8")
    with open_case(folder) as case:
        case.read(folder / "reports")
        yield case


@pytest.mark.parametrize("marking", MARKING)
def test_every_option_with_every_other(small: Case, tmp_path: Path, marking: str) -> None:
    shown = 0
    forms = itertools.cycle(FORMS)
    for meeting, length, accounts, issues, reviewed, times in itertools.product(
        MEETING, LENGTH, ACCOUNTS, ISSUES, REVIEWED, TIMES
    ):
        made = small.brief(
            meeting=meeting, length=length, accounts=accounts, issues=issues, reviewed_only=reviewed, marking=marking, **times
        )  # fmt: skip
        what = (meeting, length, accounts, issues, reviewed, times)
        assert [note.number for note in made.notes] == list(range(1, len(made.notes) + 1)), what
        assert {n for s in made.sentences for n in s.notes} == {note.number for note in made.notes}, what
        text = made.to_markdown()
        leaked = [secret for secret in SECRET if secret in text]
        assert not leaked or marking == "TLP:AMBER", (what, leaked)
        shown += len(leaked)
        if not made.notes:
            continue
        path = tmp_path / f"brief{next(forms)}"
        made.write(path)
        checked = check_brief(small, path)
        assert not checked.findings, (what, checked.findings[:3])
    assert bool(shown) is (marking == "TLP:AMBER")


def test_a_changed_word_document_is_found_out(small: Case, tmp_path: Path) -> None:
    made = small.brief(since="2031-03-11", as_of="2031-03-18", length="full", marking="TLP:CLEAR")
    path = tmp_path / "brief.docx"
    made.write(path)
    assert not check_brief(small, path).findings
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert re.search(rb"18 captured soldiers", parts["word/document.xml"])
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"18 captured", b"81 captured")
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert check_brief(small, path).findings
