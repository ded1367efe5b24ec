"""A changed byte in the index beside a large record has it made anew; no answer is another one for it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from guarantor.case import Case, open_case
from guarantor.case import knowledge as known
from guarantor.case.opened import INDEX
from guarantor.case.sealed import END, Seal
from guarantor.case.tally import Asked
from guarantor.case.wanted import Wanted
from guarantor.review import desk


def answers(folder: Path) -> tuple[object, ...]:
    with open_case(folder) as case:
        knowledge = case.knowledge()
        finder = case.finder(knowledge)
        assert finder is not None
        asked = Asked()
        return (
            finder.tally(asked), finder.speakers(asked), finder.days(asked), finder.moments(asked, skip=0, most=9999),
            finder.values("outlet"), finder.values("root"),
            *(finder.claims(Wanted(asked=asked, words=words), skip=0, most=999) for words in ((), ("trucks",), ("said",))),
        )  # fmt: skip


@pytest.fixture
def folder(own: Case, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(known, "LARGE", 10)
    return own.folder


def test_no_changed_byte_of_the_index_is_an_answer(folder: Path) -> None:
    before = answers(folder)
    index = folder / INDEX
    assert (folder / f"{INDEX}{END}").exists() and not Seal(index).broken()
    assert answers(folder) == before
    sealed, rng = index.read_bytes(), random.Random(5)
    for _ in range(12):
        at = rng.randrange(len(sealed))
        index.write_bytes(sealed[:at] + bytes([sealed[at] ^ 1 << rng.randrange(8)]) + sealed[at + 1 :])
        assert Seal(index).broken()
        assert answers(folder) == before, at
        assert not Seal(index).broken()
        index.write_bytes(sealed)
        Seal(index).put()


def test_the_seal_goes_with_the_first_write_and_comes_back(folder: Path) -> None:
    answers(folder)
    with open_case(folder) as case:
        case.finder(case.knowledge())
        desk.accept(case.record, sorted(case.knowledge().claims)[0], by="Ada", why="as printed")
        case.forget()
        case.finder(case.knowledge())
        assert not (folder / f"{INDEX}{END}").exists()
    assert (folder / f"{INDEX}{END}").exists() and not Seal(folder / INDEX).broken()


def test_an_index_without_a_seal_is_gone_on_with(folder: Path) -> None:
    before = answers(folder)
    (folder / f"{INDEX}{END}").unlink()
    assert answers(folder) == before
