"""The words of a record made in one pass, and carried on entry by entry, are those made from all of it at once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from guarantor.assessment import Log
from guarantor.assessment.bulk import Prepared
from guarantor.case import Case, copying, open_case
from guarantor.case import knowledge as knowing
from guarantor.case.copying import log_of
from guarantor.case.growing import Growing
from guarantor.case.knowledge import Knowledge
from guarantor.model.entry import Head
from guarantor.model.judgement import Judgement
from guarantor.model.testimony import Testimony

Words = Mapping[str, tuple[Testimony, ...]]


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shared texts are taken from the record, as for very many reports."""
    monkeypatch.setattr(knowing, "MANY", 0)


@pytest.fixture
def demo(read_demo: Path, tmp_path: Path) -> Iterator[Case]:
    """The bundled case in a folder of its own, to judge in."""
    folder = tmp_path / "case"
    shutil.copytree(read_demo, folder)
    with open_case(folder) as case:
        yield case


def said(words: Words) -> dict[str, list[str]]:
    """The words about each thing, in one order; origins by who shares them, for their names are only names."""
    return {about: sorted(map(repr, found)) for about, found in words.items() if found}


def at_once(case: Case, seq: int | None = None) -> Words:
    knowledge = Knowledge(case.files, case.record.view(known_at=seq))
    return Log.of(knowledge.testimonies, knowledge.coverages).words


def large(case: Case, monkeypatch: pytest.MonkeyPatch, seq: int | None = None) -> Knowledge:
    monkeypatch.setattr(knowing, "LARGE", 0)
    return Knowledge(case.files, case.record.view(known_at=seq))


def head_of(case: Case, seq: int) -> Head:
    entry = case.record.store.at(seq)
    assert entry is not None
    return Head(seq=seq, hash=entry.hash)


def end_of_report(case: Case, seq: int) -> int:
    """The last entry of the transaction in which an entry stands: a record ends nowhere else."""
    while (after := case.record.store.at(seq + 1)) is not None and after.kind in ("claim", "link"):
        seq += 1
    return seq


def test_one_pass_makes_the_same_words(demo: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = said(at_once(demo))
    growing = Growing(large(demo, monkeypatch))
    growing.pass_on()
    words, renamed = growing.settled({})
    assert said(words) == expected and not renamed


@pytest.mark.parametrize("part", [1, 2, 3, 5, 8])
def test_carried_on_is_made_at_once(demo: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: int) -> None:
    head = demo.record.head
    expected = said(at_once(demo))
    seq, copy = end_of_report(demo, head.seq * part // 9), tmp_path / "copy"
    before = log_of(large(demo, monkeypatch, seq), copy, head_of(demo, seq), large=1)
    assert isinstance(before, Prepared) and copy.exists()
    written = copy.read_bytes()
    after = log_of(large(demo, monkeypatch), copy, head, large=1)
    assert isinstance(after, Prepared) and copy.read_bytes() == written
    assert said(after.log.words) == expected


def test_the_copy_follows_when_much_came(demo: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head, copy = demo.record.head, tmp_path / "copy"
    seq = head.seq // 2
    expected = said(at_once(demo))
    log_of(large(demo, monkeypatch, seq), copy, head_of(demo, seq), large=1)
    monkeypatch.setattr(copying, "SAVED", 1)
    log_of(large(demo, monkeypatch), copy, head, large=1)
    again = log_of(large(demo, monkeypatch), copy, head, large=1)
    assert isinstance(again, Prepared) and not again.patches
    assert said(again.log.words) == expected


def test_a_judgement_reaches_the_copy(demo: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy, head = tmp_path / "copy", demo.record.head
    before = log_of(large(demo, monkeypatch), copy, head, large=1)
    assert isinstance(before, Prepared)
    claim = next(word.claim for words in before.log.words.values() for word in words)
    demo.record.judge(Judgement(act="reject", about=(claim,), by="tester", why="a test", when="2026-01-01T00:00:00Z"))
    after = log_of(large(demo, monkeypatch), copy, demo.record.head, large=1)
    assert isinstance(after, Prepared)
    assert claim not in {word.claim for words in after.log.words.values() for word in words}
    monkeypatch.setattr(knowing, "LARGE", 10**9)
    assert said(after.log.words) == said(at_once(demo))


def test_a_copy_of_another_record_is_not_believed(demo: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy, head = tmp_path / "copy", demo.record.head
    other = replace(head, seq=head.seq - 5, hash="0" * 64)
    log_of(large(demo, monkeypatch, head.seq - 5), copy, other, large=1)
    before = copy.read_bytes()
    found = log_of(large(demo, monkeypatch), copy, head, large=1)
    assert isinstance(found, Prepared) and copy.read_bytes() != before
    monkeypatch.setattr(knowing, "LARGE", 10**9)
    assert said(found.log.words) == said(at_once(demo))
