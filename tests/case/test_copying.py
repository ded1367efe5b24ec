"""A large log and its copy on disk answer as the plain log does."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from guarantor.assessment import Log, assess
from guarantor.assessment.bulk import Prepared
from guarantor.case import Case
from guarantor.case.copying import Loaded, Point, log_of
from guarantor.model.entry import Head
from guarantor.model.moments import moment


def test_the_copy_answers_as_the_log_does(demo: Case, tmp_path: Path) -> None:
    knowledge, agreement, copy = demo.knowledge(), demo.files.agreement, tmp_path / "copy"
    head = demo.record.head
    plain = log_of(knowledge, copy, head)
    assert isinstance(plain, Log) and not copy.exists()
    made = log_of(knowledge, copy, head, large=1)
    assert isinstance(made, Prepared) and copy.exists()
    stamp = copy.stat().st_mtime_ns
    kept = log_of(knowledge, copy, head, large=1)
    assert isinstance(kept, Prepared) and copy.stat().st_mtime_ns == stamp
    now = moment("2025-11-01", demo.zone)
    for voices in demo.voices:
        expected, *others = (
            dict(assess(agreement, log, (), demo.voices, account=voices.account, as_of=now))
            for log in (plain, made, kept)
        )
        assert all(other == expected for other in others)


def test_a_copy_of_another_head_is_made_anew(demo: Case, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    log_of(demo.knowledge(), copy, Head(seq=1, hash="one"), large=1)
    before = copy.read_bytes()
    assert isinstance(log_of(demo.knowledge(), copy, Head(seq=2, hash="two"), large=1), Prepared)
    assert copy.read_bytes() != before


def test_an_unwritable_place_changes_no_answer(demo: Case, tmp_path: Path) -> None:
    assert isinstance(log_of(demo.knowledge(), tmp_path / "none" / "copy", Head(seq=1, hash="one"), large=1), Prepared)


def test_to_make_ready_compares_no_words() -> None:
    """Two logs of a million words that are not the same object would be compared word by word."""

    class Words:
        __hash__ = None  # type: ignore[assignment]

        def __eq__(self, _: object) -> bool:
            raise AssertionError("words are compared")

    one, other = (Point(cast("Prepared", Words()), 1, "a", b"", 1) for _ in range(2))
    loaded = Loaded(kept=one, last=other)
    loaded.make_ready()
    assert loaded.kept is one and one.ready is None and one != other
