"""A prepared log saved and loaded gives the same answers, and is refused where anything about it is not right."""

from __future__ import annotations

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.making import h
from assessment.random_logs import some_question, some_word
from assessment.test_kernel import check, regular, some_case
from guarantor.assessment import Log, assess, explain, timeline
from guarantor.assessment.bulk import Prepared


def prepared_case(seed: int) -> tuple[Prepared, Random]:
    rng = Random(seed)
    accord, words, coverages = some_case(rng)
    return Prepared.of(accord, Log.of(words, coverages)), rng


@given(seed=st.integers(0, 2**40))
@settings(max_examples=60, deadline=None)
def test_the_same_answers_from_the_copy(seed: int) -> None:
    prepared, rng = prepared_case(seed)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "copy"
        prepared.save(path, "key")
        loaded = Prepared.load(prepared.agreement, path, "key")
    assert loaded is not None and loaded.log.last_moment == prepared.log.last_moment
    asked = some_question(rng)
    how: dict[str, Any] = {"accounts": (asked.voices,), "account": asked.voices.account, "as_of": asked.as_of,
           "known_at": asked.known_at, "published_by": asked.published_by}  # fmt: skip
    plain = assess(prepared.agreement, prepared.log, **how)
    copied = assess(prepared.agreement, loaded, **how)
    assert dict(copied) == dict(plain)
    for name in ("p", "q"):
        assert explain(copied, name, every=True) == explain(plain, name, every=True)
        assert timeline(copied, name, since=0) == timeline(plain, name, since=0)
    check(loaded, asked)
    assert {name: loaded.log.words[name] for name in loaded.log.words} == dict(prepared.log.words)


@given(seed=st.integers(0, 2**40))
@settings(max_examples=30, deadline=None)
def test_more_words_on_top_of_the_copy(seed: int) -> None:
    prepared, rng = prepared_case(seed)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "copy"
        prepared.save(path, "key")
        loaded = Prepared.load(prepared.agreement, path, "key")
        assert loaded is not None
        for i in range(2):
            word = regular(some_word(rng, 1000 + i, standing=False, totals=False))
            prepared, loaded = prepared.more([word]), loaded.more([word])
            check(loaded, some_question(rng))
        assert loaded.log.last_moment == prepared.log.last_moment
        assert len(loaded.log) == len(prepared.log)
        loaded.save(path, "later")
        again = Prepared.load(prepared.agreement, path, "later")
        assert again is not None and dict(again.log.words) == dict(prepared.log.words)


def test_another_key_is_refused(tmp_path: Path) -> None:
    prepared, _ = prepared_case(5)
    prepared.save(tmp_path / "copy", "key")
    assert Prepared.load(prepared.agreement, tmp_path / "copy", "another") is None
    assert Prepared.load(prepared.agreement, tmp_path / "none", "key") is None
    assert [each.name for each in tmp_path.iterdir()] == ["copy"]


@pytest.mark.parametrize("where", [0, 3, 25, 60, 500, -9, -1])
def test_a_changed_byte_is_refused(tmp_path: Path, where: int) -> None:
    prepared, _ = prepared_case(7)
    path = tmp_path / "copy"
    prepared.save(path, "key")
    data = bytearray(path.read_bytes())
    data[where] ^= 1
    path.write_bytes(bytes(data))
    assert Prepared.load(prepared.agreement, path, "key") is None


@pytest.mark.parametrize("size", [0, 5, 30, 55, 400])
def test_a_file_cut_short_is_refused(tmp_path: Path, size: int) -> None:
    prepared, _ = prepared_case(9)
    path = tmp_path / "copy"
    prepared.save(path, "key")
    path.write_bytes(path.read_bytes()[:size])
    assert Prepared.load(prepared.agreement, path, "key") is None


def test_the_copy_is_left_as_it_was_when_asked_at_the_end_of_the_log(tmp_path: Path) -> None:
    prepared, rng = prepared_case(11)
    prepared.save(tmp_path / "copy", "key")
    before = (tmp_path / "copy").read_bytes()
    loaded = Prepared.load(prepared.agreement, tmp_path / "copy", "key")
    assert loaded is not None
    voices = some_question(rng).voices
    assert len(assess(loaded.agreement, loaded, accounts=(voices,), account=voices.account, as_of=h(400))) == 2
    assert (tmp_path / "copy").read_bytes() == before
